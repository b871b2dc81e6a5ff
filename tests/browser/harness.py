"""A real Jupyter server and a real Chromium, for tests, pictures and measurements."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


# Kernels of ipykernel 7.0 to 7.3 may go deaf. The first lab cures that; in the tests it is cured before, as it is from 7.4 on.
LISTENING = """from nnwidgets.widgets.listening import keep_listening

keep_listening(get_ipython())
"""


def find_browser() -> str | None:
    """Chromium or Chrome on this machine; NNWIDGETS_BROWSER names another."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    found = [os.environ.get("NNWIDGETS_BROWSER"), *map(shutil.which, names), mac if Path(mac).exists() else None]
    return next(filter(None, found), None)


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def wait_until(condition, what: str, seconds: float = 30):
    """Poll `condition` until it is true; its value. For conditions that no page event announces."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.02)
    raise AssertionError(f"{what} did not come true within {seconds} s")


@contextmanager
def jupyter_lab(folder: Path):
    """JupyterLab over `folder/work`, with all its settings in `folder`; yields its address."""
    work = folder / "work"
    settings = folder / "config" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    for path in (work, settings):
        path.mkdir(parents=True, exist_ok=True)
    startup = folder / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True, exist_ok=True)
    (startup / "listening.py").write_text(LISTENING)
    (settings / "notification.jupyterlab-settings").write_text('{"fetchNews": "false", "checkForUpdates": false}')
    own = {f"JUPYTER_{name.upper()}_DIR": name for name in ("config", "data", "runtime")} | {"IPYTHONDIR": "ipython", "HOME": "home"}
    env = os.environ | {name: str(folder / path) for name, path in own.items()}
    env |= {"JUPYTERLAB_SETTINGS_DIR": str(folder / "config" / "lab" / "user-settings")}
    flags = [
        "--no-browser", "--ip=127.0.0.1", "--ServerApp.port_retries=0", "--IdentityProvider.token=", "--ServerApp.password=",
        "--LabApp.expose_app_in_browser=True", "--JupyterNotebookApp.expose_app_in_browser=True",
        "--allow-root", f"--ServerApp.root_dir={work}",
    ]  # fmt: skip
    with (folder / "jupyter.log").open("w") as log:
        for _ in range(3):
            port = free_port()
            command = [sys.executable, "-m", "jupyterlab", f"--port={port}", *flags]
            server = subprocess.Popen(command, env=env, stdout=log, stderr=subprocess.STDOUT)
            url = f"http://127.0.0.1:{port}"
            wait_until(lambda: server.poll() is not None or _answers(url), "JupyterLab", 60)  # noqa: B023
            if server.poll() is None:
                break  # or somebody has taken the port meanwhile
        try:
            yield url
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/api/status", timeout=2) as answer:
            return answer.status == 200
    except (OSError, HTTPException):
        return False
