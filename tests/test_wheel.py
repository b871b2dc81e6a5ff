"""What is published: the wheel holds the lessons and the bundles, and not the sources of the front end."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[1]


def build(target, source, out):
    """Build `source` by hatchling itself: no isolated environment, so no network."""
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", target, "-d", out], cwd=source, check=True, capture_output=True)
    (built,) = out.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    return build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


def names(wheel):
    return set(zipfile.ZipFile(wheel).namelist())


def kept(pattern):
    """The files of the repository that match, as paths from its root; caches and checkpoints are not ours."""
    paths = (path.relative_to(ROOT) for path in ROOT.glob(pattern) if path.is_file())
    return {path.as_posix() for path in paths if not {"__pycache__", ".ipynb_checkpoints", "node_modules"} & set(path.parts)}


@pytest.mark.parametrize("pattern", ["lessons/*.ipynb", "lessons/README.md", "lessons/images/**/*"])
def test_the_wheel_holds_the_lessons_inside_the_package(wheel, pattern):
    assert {f"nnwidgets/{name}" for name in kept(pattern)} <= names(wheel)


@pytest.mark.parametrize("name", ["nnwidgets/lessons/01_neuron.ipynb", "nnwidgets/palette.json", "nnwidgets/py.typed", "nnwidgets/cli.py"])
def test_the_wheel_holds_what_a_user_cannot_do_without(wheel, name):
    assert name in names(wheel)


@pytest.mark.parametrize("pattern", ["nnwidgets/**/*.py", "nnwidgets/static/**/*", "nnwidgets/core/data/**/*"])
def test_the_wheel_holds_every_module_bundle_and_data_file(wheel, pattern):
    assert kept(pattern) - kept("nnwidgets/frontend/**/*") <= names(wheel)


def test_the_wheel_holds_a_bundle_at_all(wheel):
    assert any(name.startswith("nnwidgets/static/") and name.endswith(".js") for name in names(wheel))


def test_the_wheel_and_the_sdist_hold_the_data_and_their_licenses(wheel, sdist):
    data = kept("nnwidgets/core/data/*")
    assert {PurePosixPath(name).name for name in data} >= {"iris.npz", "digits.npz", "mnist.npz", "LICENSES.md"}
    with tarfile.open(sdist) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    assert data <= packed
    assert data <= names(wheel)
    stored = sum(entry.compress_size for entry in zipfile.ZipFile(wheel).infolist() if entry.filename in data)
    assert stored < 2_100_000
    assert any(name.endswith("licenses/nnwidgets/core/data/LICENSES.md") for name in names(wheel))


def test_the_wheel_holds_nothing_else(wheel):
    tops = {name.split("/")[0] for name in names(wheel)}
    assert tops == {"nnwidgets", f"{'-'.join(wheel.name.split('-')[:2])}.dist-info"}
    parts = {part for name in names(wheel) for part in name.split("/")}
    assert not parts & {"frontend", "tests", "node_modules", "__pycache__", ".ipynb_checkpoints"}


def test_the_wheel_of_the_sdist_is_the_wheel_of_the_repository(wheel, sdist, tmp_path):
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    again = build("wheel", source, tmp_path / "wheel")
    assert names(again) == names(wheel)
    assert (source / "nnwidgets" / "frontend" / "package.json").is_file()


def test_the_unpacked_wheel_finds_its_lessons_and_its_version(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = "import nnwidgets.lessons_copy as l, importlib.metadata as m; print(l.shipped_lessons(), m.version('nnwidgets'))"
    # -P and PYTHONPATH: the wheel comes before an editable install
    run = subprocess.run([sys.executable, "-P", "-c", code], env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=True)
    assert run.stdout.split() == [str(tmp_path / "nnwidgets" / "lessons"), wheel.name.split("-")[1]]
