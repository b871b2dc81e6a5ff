"""`nnwidgets lab` as a process: what a signal does, and a real server that keeps its token."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

NOTEBOOK = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def python(code, *arguments, **options):
    return subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], text=True, start_new_session=True, **options)


RUN = "import sys; from nnwidgets.cli import run; sys.exit(run([sys.executable, '-c', sys.argv[1]]))"
WAIT = "import sys, time\ntry:\n  print('ready', flush=True); time.sleep(60)\nexcept KeyboardInterrupt:\n  sys.exit(5)"


def test_run_returns_the_exit_code_and_a_shells_code_for_a_signal():
    assert python(RUN, "import sys; sys.exit(3)").wait(20) == 3
    assert python(RUN, "import os; os.kill(os.getpid(), 9)").wait(20) == 128 + 9


@pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, 5), (signal.SIGTERM, 128 + 15)])
def test_run_is_quiet_when_stopped_and_ends_when_jupyter_has(stop, code):
    process = python(RUN, WAIT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout.readline() == "ready\n"
    if stop is signal.SIGINT:
        os.killpg(process.pid, stop)  # Ctrl-C reaches everything in the foreground
    else:
        process.send_signal(stop)
    assert process.communicate(timeout=20) == ("", "")
    assert process.returncode == code


def status(url):
    """The HTTP status of `url` and its Location; redirects are not followed."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), Stay)
    try:
        with opener.open(url, timeout=5) as answer:
            return answer.status, None
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers.get("Location")


def until(condition, process, seconds=60):
    """The first true value of `condition()`; fails at once if `process` ends before."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if value := condition():
                return value
        except OSError:
            pass  # nobody listens yet
        assert process.poll() is None, process.communicate()[0]
        time.sleep(0.1)
    raise AssertionError(f"still waiting after {seconds} s")


@pytest.mark.slow
def test_lab_runs_a_server_that_keeps_its_token_and_opens_the_first_lesson(tmp_path):
    lessons, mine, home = (tmp_path / name for name in ("shipped", "mine", "home"))
    lessons.mkdir()
    for name in ("02_xor.ipynb", "01_neuron.ipynb"):
        (lessons / name).write_text(NOTEBOOK)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folders = {name: str(home / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    for folder in folders.values():
        Path(folder).mkdir(parents=True)
    settings = {"ServerApp": {"allow_root": True, "ip": "127.0.0.1"}}  # CI is root
    (home / "JUPYTER_CONFIG_DIR" / "jupyter_server_config.json").write_text(json.dumps(settings))
    main = "import sys, pathlib; from nnwidgets.cli import main; sys.exit(main(sys.argv[2:], lessons=pathlib.Path(sys.argv[1])))"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    process = python(
        main, lessons, "lab", mine, "--no-browser", "--port", port,
        env=environment | folders | {"HOME": str(home)}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        site = f"http://127.0.0.1:{port}"
        assert until(lambda: status(f"{site}/api/contents"), process)[0] == 403
        code, location = status(f"{site}/lab")
        assert (code, location.split("?")[0]) == (302, "/login")
        written = until(lambda: [p for p in (home / "JUPYTER_RUNTIME_DIR").glob("jpserver-*.json") if p.read_text().endswith("}")], process)
        token = json.loads(written[0].read_text())["token"]
        assert len(token) >= 32
        assert status(f"{site}/api/contents/01_neuron.ipynb?token={token}")[0] == 200
        assert status(f"{site}/?token={token}") == (302, "/lab/tree/01_neuron.ipynb?token=" + token)
    finally:
        log = None
        while log is None:
            process.terminate()  # Jupyter loses a signal that comes while it writes its log
            with suppress(subprocess.TimeoutExpired):
                log = process.communicate(timeout=10)[0]
    assert process.returncode == 0
    assert log.startswith(f"lessons in {mine}: 2 new, 0 updated, 0 kept as you changed them\n")
    assert re.search(rf"http://[^ ]+:{port}/lab/tree/01_neuron.ipynb\?token=", log)
    with pytest.raises(OSError):
        status(f"{site}/api")
