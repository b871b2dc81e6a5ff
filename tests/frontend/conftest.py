"""Node, for the tests that run the front end's modules; users need none."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

FRONTEND = Path(__file__).parents[2] / "nnwidgets" / "frontend"


@pytest.fixture(scope="session")
def node():
    """Runs a module of the front end: node(source, value) sends JSON to its standard input and reads JSON from its output."""
    path = shutil.which("node")
    if path is None and os.environ.get("NNWIDGETS_REQUIRE_NODE") != "1":
        pytest.skip("no Node.js was found: it is needed to work on the front end only (https://nodejs.org)")
    assert path, "Node.js is required here"

    def run(source: str, value: object) -> object:
        command = [path, "--input-type=module", "-e", source]
        done = subprocess.run(command, input=json.dumps(value), capture_output=True, text=True, cwd=FRONTEND)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run
