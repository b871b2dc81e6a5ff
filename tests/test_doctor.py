"""The doctor: each thing that can be wrong, word for word, in an environment that is made up; and this one, which is real."""

import json
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from nnwidgets import cli, doctor
from nnwidgets.doctor import Check

HERE = f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"


def named(found, name):
    (check,) = [check for check in found if check.name == name]
    return check


@pytest.fixture
def installed(monkeypatch):
    """The versions that packages seem to have; None is one that is missing."""
    seeming = {}

    def seem(package):
        if package in seeming and seeming[package] is None:
            raise doctor.PackageNotFoundError(package)
        return seeming.get(package) or version(package)

    monkeypatch.setattr(doctor, "version", seem)
    return seeming


@pytest.fixture
def asked(monkeypatch):
    """What packages seem to ask for."""
    lines = {
        "nnwidgets": ["numpy>=1.26", "ipykernel!=7.4.0; extra == 'lab'", "notebook>=7.4; extra == 'test'", "ruff>=1; extra == 'dev'"],
        "ipywidgets": ["jupyterlab_widgets~=3.0.15", "traitlets>=4"],
    }
    monkeypatch.setattr(doctor, "requires", lines.get)
    return lines


# ---- versions


def test_a_python_that_is_too_old(monkeypatch):
    monkeypatch.setattr(doctor, "metadata", lambda package: {"Requires-Python": ">=3.99"})
    remedy = "make an environment with Python >=3.99"
    assert list(doctor.python()) == [Check("Python", False, f"{HERE}, but nnwidgets needs >=3.99", remedy)]


def test_what_is_asked_for_is_there(installed, asked):
    installed |= {"numpy": "2.3.0", "ipykernel": "7.3.0", "notebook": None, "jupyterlab_widgets": "3.0.16"}
    assert list(doctor.versions()) == [
        Check("numpy", True, "2.3.0"), Check("ipykernel", True, "7.3.0"), Check("jupyterlab_widgets", True, "3.0.16"),
    ]  # fmt: skip


def test_versions_that_break_labs(installed, asked):
    installed |= {"numpy": None, "ipykernel": "7.4.0", "notebook": "6.5.7", "jupyterlab_widgets": "1.1.0"}
    assert list(doctor.versions()) == [
        Check("numpy", False, "not installed", 'pip install "numpy>=1.26"'),
        Check("ipykernel", False, "7.4.0, but nnwidgets needs ipykernel!=7.4.0", 'pip install "ipykernel!=7.4.0"'),
        Check("notebook", False, "6.5.7, but nnwidgets needs notebook>=7.4", 'pip install "notebook>=7.4"'),
        Check(
            "jupyterlab_widgets", False, "1.1.0, but ipywidgets needs jupyterlab_widgets~=3.0.15",
            'pip install "jupyterlab_widgets~=3.0.15"',
        ),
    ]  # fmt: skip


def test_the_kernel_known_to_break_stands_in_the_package_itself(installed):
    installed["ipykernel"] = "7.4.0"
    assert not named(doctor.versions(), "ipykernel").ok
    installed["ipykernel"] = "7.3.0"
    assert named(doctor.versions(), "ipykernel").ok


# ---- the kernel and NumPy's threads


@pytest.mark.parametrize("command", ["python", "python3", f"{Path(sys.executable).parent}/python3"])
def test_a_kernel_of_this_environment(command, kernelspec):
    kernelspec(command)
    assert list(doctor.kernel()) == [Check("kernel python3", True, sys.executable)]


def test_a_kernel_of_another_environment(kernelspec):
    folder = kernelspec("/elsewhere/bin/python")
    found = f"runs /elsewhere/bin/python, not {sys.executable}"
    assert list(doctor.kernel()) == [Check("kernel python3", False, found, f"delete the folder {folder}")]


@pytest.fixture
def kernelspec(tmp_path, monkeypatch):
    """`kernelspec(python)` makes python3 a kernel that runs this Python."""
    from jupyter_client.kernelspec import KernelSpecManager

    def make(command):
        (tmp_path / "python3").mkdir()
        spec = {"argv": [command, "-m", "ipykernel_launcher"], "display_name": "Python 3", "language": "python"}
        (tmp_path / "python3" / "kernel.json").write_text(json.dumps(spec))
        return tmp_path / "python3"

    monkeypatch.setattr(KernelSpecManager, "_kernel_dirs_default", lambda self: [str(tmp_path)])
    return make


def test_no_kernel(kernelspec, monkeypatch):
    monkeypatch.setitem(sys.modules, "ipykernel.kernelspec", None)  # ipykernel offers a kernel even where no folder does
    remedy = "pip install --force-reinstall --no-deps ipykernel"
    assert list(doctor.kernel()) == [Check("kernel python3", False, "there is none", remedy)]


@pytest.mark.parametrize(("limited", "ok", "end"), [(1, True, "; one while training"), (4, False, ", which cannot be limited to one")])
def test_threads(limited, ok, end, monkeypatch):
    import threadpoolctl

    counts = iter([4, limited])
    library = {"user_api": "blas", "internal_api": "openblas", "version": "0.3.30"}
    monkeypatch.setattr(threadpoolctl, "threadpool_info", lambda: [library | {"num_threads": next(counts)}, {"user_api": "openmp"}])
    (check,) = doctor.threads()
    assert check == Check("BLAS", ok, f"openblas 0.3.30, 4 threads{end}", "" if ok else "set OPENBLAS_NUM_THREADS=1 before Jupyter starts")


# ---- the whole


def test_a_package_that_a_check_needs_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "jupyter_client.kernelspec", None)
    check = named(doctor.checks(), "kernel")
    assert (check.ok, check.remedy) == (False, 'pip install "nnwidgets[lab]"')
    assert check.found == "cannot be looked at: jupyter_client.kernelspec is not installed"


def test_the_report(monkeypatch, capsys):
    long = "3.0.1 in /srv/ada/.local/share/jupyter/labextensions/@jupyter-widgets hides 5.0.16 of this environment"
    found = [Check("Python", True, "3.12.1"), Check("front end", False, long, "delete it"), Check("BLAS", True, "none")]
    monkeypatch.setattr(doctor, "checks", lambda: found)
    assert cli.main(["doctor"]) == 1
    assert capsys.readouterr().out == f"""\
nnwidgets {version("nnwidgets")} in {sys.prefix}

ok   Python     3.12.1
bad  front end  3.0.1 in
                /srv/ada/.local/share/jupyter/labextensions/@jupyter-widgets
                hides 5.0.16 of this environment
     remedy     delete it
ok   BLAS       none

1 problem
"""
    monkeypatch.setattr(doctor, "checks", lambda: found[::2])
    assert cli.main(["doctor"]) == 0
    assert capsys.readouterr().out.endswith("\n\nnothing to repair\n")


def test_this_environment_is_looked_at():
    names = [check.name for check in doctor.checks()]
    expected = ["Python", "numpy", "ipywidgets", "anywidget", "matplotlib", "jupyterlab", "ipykernel", "jupyterlab_widgets"]
    assert set(expected) <= set(names) and len(set(names)) == len(names)
    assert names[-5:] == ["jupyterlab_widgets front end", "anywidget front end", "nnwidgets front end", "kernel python3", "BLAS"]
