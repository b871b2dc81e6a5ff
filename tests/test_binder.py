"""The folder that Binder reads: what it names, and (`pytest -m long`) a fresh environment made by it alone, without Node."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import quote

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
BINDER = ROOT / "binder"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LESSONS = sorted(path.name for path in (ROOT / "lessons").glob("*.ipynb"))
IMAGE = ("jupyterlab==4.4.9", "ipykernel==7.0.1")  # what Binder's own image holds before requirements.txt is read


def requirements():
    return [line for line in (BINDER / "requirements.txt").read_text().splitlines() if line and not line.startswith("#")]


def badge(lesson):
    """The address that opens a lesson on Binder, at the tag of this version."""
    owner = PROJECT["urls"]["Repository"].removeprefix("https://github.com/")
    return f"https://mybinder.org/v2/gh/{owner}/v{PROJECT['version']}?urlpath={quote(f'lab/tree/lessons/{lesson}', safe='')}"


def test_the_address_of_a_badge():
    pattern = r"https://mybinder\.org/v2/gh/[\w.-]+/[\w.-]+/v\d+\.\d+\.\d+\?urlpath=lab%2Ftree%2Flessons%2F00_first\.ipynb"
    assert re.fullmatch(pattern, badge("00_first.ipynb"))


def test_every_badge_derives_from_the_repository_in_project_urls():
    known = {badge(lesson) for lesson in LESSONS}
    pages = [ROOT / "README.md", *(ROOT / "lessons").glob("*.md"), *(ROOT / "lessons").glob("*.ipynb")]
    found = {page: re.findall(r"https://mybinder\.org/v2/[^\s)\"'\\]+", page.read_text("utf-8")) for page in pages}
    assert [(page.name, address) for page, addresses in found.items() for address in addresses if address not in known] == []
    assert badge("00_first.ipynb") in found[ROOT / "README.md"]


def test_it_installs_what_the_package_asks_for_and_jupyterlab():
    asked = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["lab"]
    assert list(map(Requirement, requirements())) == list(map(Requirement, asked))  # a path or an option is no Requirement


def test_it_names_a_python_that_the_package_supports():
    name, _, release = (BINDER / "runtime.txt").read_text().strip().partition("-")
    assert name == "python" and re.fullmatch(r"3\.\d+", release)
    assert tuple(map(int, release.split("."))) >= tuple(map(int, PROJECT["requires-python"].removeprefix(">=").split(".")))


def test_post_build_can_run():
    listed = subprocess.run(["git", "ls-files", "-s", "binder/postBuild"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert os.access(BINDER / "postBuild", os.X_OK) and (not listed or listed.startswith("100755"))
    assert subprocess.run(["bash", "-n", BINDER / "postBuild"], capture_output=True, text=True).stderr == ""


def test_post_build_switches_on_what_binder_needs(tmp_path):
    tools = {"python": f"echo {tmp_path}", "pip": f'echo "$@" >{tmp_path}/pip'}  # stand-ins: nothing is installed here
    for name, line in tools.items():
        (tmp_path / name).write_text(f"#!/usr/bin/env bash\n{line}\n")
        (tmp_path / name).chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    subprocess.run([BINDER / "postBuild"], cwd=ROOT, env=os.environ | {"PATH": path}, check=True)
    assert (tmp_path / "pip").read_text() == "install --no-deps .\n"
    server = json.loads((tmp_path / "etc/jupyter/jupyter_server_config.d/nodelay.json").read_text())
    assert server == {"ServerApp": {"jpserver_extensions": {"nnwidgets.nodelay": True}}}
    settings = json.loads((tmp_path / "share/jupyter/lab/settings/overrides.json").read_text())
    assert settings["@jupyterlab/apputils-extension:notification"] == {"fetchNews": "false", "checkForUpdates": False}


# ---- a fresh environment, from the registry: two minutes


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """`fresh(*command, **variables)` runs in a copy of the repository, in an environment that binder/ alone has made, without Node."""
    folder = tmp_path_factory.mktemp("binder")
    repository = folder / "repository"
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0"):
        if (ROOT / name).is_file():
            (repository / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, repository / name)
    (folder / "tools").mkdir()
    for tool in ("bash", "cp", "mkdir"):
        (folder / "tools" / tool).symlink_to(shutil.which(tool))
    path = os.pathsep.join(str(folder / name) for name in ("venv/bin", "tools"))
    assert shutil.which("node", path=path) is None
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PYTHON", "OPENBLAS", "IPYTHON"))}
    subprocess.run([python(), "-m", "venv", folder / "venv"], check=True)

    def run(*command, **variables):
        env = kept | {"PATH": path, "HOME": str(folder / "home")} | variables
        return subprocess.run(command, cwd=repository, env=env, stdout=subprocess.PIPE, text=True, check=True)

    run("pip", "install", *IMAGE)
    run("pip", "install", "-r", "binder/requirements.txt")
    run("./binder/postBuild")
    return run


def python():
    """The Python that runtime.txt names, where this machine has it; else this one."""
    named = (BINDER / "runtime.txt").read_text().strip().replace("-", "")
    try:
        subprocess.run([named, "-c", ""], check=True, capture_output=True)
        return named
    except (OSError, subprocess.CalledProcessError):
        return sys.executable


def printed(notebook):
    """What every code cell of a notebook shows as text."""
    cells = [cell for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"]
    return {c["id"]: ["".join(o.get("text", o.get("data", {}).get("text/plain", ""))) for o in c["outputs"]] for c in cells}


@pytest.mark.long
def test_the_image_keeps_what_it_holds(fresh):
    held = fresh("pip", "list", "--format=freeze").stdout.splitlines()
    assert set(IMAGE) <= set(held)
    assert fresh("nnwidgets", "doctor").returncode == 0


@pytest.mark.long
@pytest.mark.parametrize("core", ["", "Haswell"])  # Binder's processors are not this one
def test_the_first_lesson_gives_there_what_it_gives_here(fresh, core):
    command = ["jupyter", "nbconvert", "--to=notebook", "--execute", "--stdout", "--log-level=ERROR", f"lessons/{LESSONS[0]}"]
    done = fresh(*command, OPENBLAS_CORETYPE=core)
    here = printed((ROOT / "lessons" / LESSONS[0]).read_text("utf-8"))
    assert len(here) > 10 and printed(done.stdout) == here


SERVER = """
import json, os, subprocess, sys, tempfile, time, urllib.request
address, log = f"http://127.0.0.1:{sys.argv[1]}", tempfile.TemporaryFile("w+")
command = ["jupyter", "lab", "--no-browser", "--allow-root", f"--port={sys.argv[1]}", "--ip=127.0.0.1", "--IdentityProvider.token="]
server = subprocess.Popen(command, stdout=log, stderr=log)
browser, end = urllib.request.build_opener(urllib.request.ProxyHandler({})), time.monotonic() + 60
while server.poll() is None and time.monotonic() < end:
    try:
        settings = json.load(browser.open(f"{address}/lab/api/settings/@jupyterlab/apputils-extension:notification", timeout=20))
        break
    except OSError:
        time.sleep(0.1)  # nobody listens yet
server.terminate()
server.wait()
log.seek(0)
print(json.dumps([settings["schema"]["properties"]["fetchNews"]["default"], log.read()]))
"""


@pytest.mark.long
def test_its_server_sends_without_delay_and_asks_nothing(fresh):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    news, log = json.loads(fresh("python", "-c", SERVER, str(port)).stdout)
    assert news == "false"
    assert "nnwidgets: kernel websockets send without delay" in log
