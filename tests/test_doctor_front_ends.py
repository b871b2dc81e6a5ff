"""The doctor on front ends: those that JupyterLab serves, and our own, each broken in every way that is known."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from nnwidgets import doctor, manifest
from nnwidgets.doctor import Check

# ---- what JupyterLab serves


@pytest.fixture
def labextensions(tmp_path, monkeypatch):
    """`labextensions(folder, version)` puts ipywidgets' extension into `user`, which comes first, or `env`; the package brought 5.0.16."""
    import jupyter_core.paths
    import jupyterlab_server.config

    monkeypatch.setattr(jupyter_core.paths, "jupyter_path", lambda *_: [str(tmp_path / "user"), str(tmp_path / "env")])
    settings = SimpleNamespace(disabled={})
    monkeypatch.setattr(jupyterlab_server.config, "get_static_page_config", lambda **_: {"disabledExtensions": settings.disabled})
    extension = doctor.FRONT_ENDS["jupyterlab_widgets"]
    monkeypatch.setattr(doctor, "FRONT_ENDS", {"jupyterlab_widgets": extension})
    brought = tmp_path / "brought" / "share/jupyter/labextensions" / extension / "package.json"
    brought.parent.mkdir(parents=True)
    brought.write_text('{"version": "5.0.16"}')
    monkeypatch.setattr(doctor, "distribution", lambda package: SimpleNamespace(files=[Recorded(brought)]))

    def put(folder, version, load="static/entry.js"):
        home = tmp_path / folder / extension
        (home / "static").mkdir(parents=True)
        (home / "static" / "entry.js").write_text("")
        package = {"name": extension, "version": version, "jupyterlab": {"_build": {"load": load}}}
        (home / "package.json").write_text(json.dumps(package))
        return home

    put.settings = settings
    return put


class Recorded(type(Path())):
    """A file as a package's record has it."""

    def locate(self):
        return self


def front_end():
    (check,) = doctor.front_ends()
    return check


MISSING = Check(
    "jupyterlab_widgets front end", False, "JupyterLab finds no whole @jupyter-widgets/jupyterlab-manager",
    "pip install --force-reinstall --no-deps jupyterlab_widgets",
)  # fmt: skip


def test_a_front_end_that_is_whole(labextensions):
    labextensions("env", "5.0.16")
    assert front_end() == Check("jupyterlab_widgets front end", True, "@jupyter-widgets/jupyterlab-manager 5.0.16")


def test_a_front_end_that_is_missing(labextensions):
    assert front_end() == MISSING


def test_a_front_end_without_its_script(labextensions):
    labextensions("env", "5.0.16", load="static/gone.js")
    assert front_end() == MISSING


def test_a_front_end_hidden_by_an_older_one(labextensions):
    labextensions("env", "5.0.16")
    old = labextensions("user", "3.0.1")
    found = f"3.0.1 in {old} hides 5.0.16 of this environment"
    assert front_end() == Check("jupyterlab_widgets front end", False, found, f"delete the folder {old}")


def test_a_front_end_that_is_disabled(labextensions):
    labextensions("env", "5.0.16")
    labextensions.settings.disabled = {"@jupyter-widgets/jupyterlab-manager": True}
    remedy = "jupyter labextension enable @jupyter-widgets/jupyterlab-manager"
    found = "@jupyter-widgets/jupyterlab-manager is disabled"
    assert front_end() == Check("jupyterlab_widgets front end", False, found, remedy)


# ---- our own front end


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package with a bundle built from one source."""
    files = {"static/lab.js": "built", "frontend/labs/lab.js": "source", "frontend/lib/a.js": "one\ntwo\n"}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    digests = {name: manifest._digest(tmp_path / name) for name in files}
    built = {name: digests.pop(name) for name in ["static/lab.js"]}
    (tmp_path / "static/manifest.json").write_text(json.dumps({"built": built, "sources": digests}))
    monkeypatch.setattr(manifest, "PACKAGE", tmp_path)
    return tmp_path


def ours():
    (check,) = doctor.bundle()
    return check


def test_a_bundle_that_is_whole(package):
    whole = Check("nnwidgets front end", True, "as built from its sources")
    assert ours() == whole
    (package / "frontend/lib/a.js").write_bytes(b"one\r\ntwo\r\n")  # as git may have it on Windows
    assert ours() == whole


def test_a_bundle_in_an_installed_package_has_no_sources(package):
    (package / "frontend").rename(package / "gone")
    assert ours() == Check("nnwidgets front end", True, "as built")
    (package / "static/lab.js").unlink()
    remedy = "pip install --force-reinstall --no-deps nnwidgets"
    assert ours() == Check("nnwidgets front end", False, "missing or damaged: static/lab.js", remedy)


REBUILD = "run `npm ci` and `npm run build` in nnwidgets/frontend"


def test_a_bundle_older_than_its_sources(package):
    (package / "frontend/lib/a.js").write_text("changed")
    (package / "frontend/labs/new.js").write_text("another lab")
    found = "older than its sources: frontend/labs/new.js, frontend/lib/a.js"
    assert ours() == Check("nnwidgets front end", False, found, REBUILD)


@pytest.mark.parametrize("name", ["static/lab.js", "static/manifest.json"])
def test_a_bundle_that_is_missing(package, name):
    (package / name).unlink()
    assert ours() == Check("nnwidgets front end", False, f"missing or damaged: {name}", REBUILD)


def test_the_committed_front_end_is_what_its_sources_gave():
    assert manifest.damaged() == manifest.stale() == []
    sources = json.loads((manifest.PACKAGE / "static/manifest.json").read_text())["sources"]
    assert {"palette.json", "frontend/build.mjs", "frontend/package-lock.json", "frontend/labs/playground.css"} <= set(sources)
