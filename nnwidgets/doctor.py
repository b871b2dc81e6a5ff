"""`nnwidgets doctor`: what keeps labs from showing or working in this environment, each with its remedy. No network, nothing is changed."""

import json
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution, metadata, requires, version
from pathlib import Path
from typing import Any

from nnwidgets import manifest

FRONT_ENDS = {"jupyterlab_widgets": "@jupyter-widgets/jupyterlab-manager", "anywidget": "anywidget"}  # package: its JupyterLab extension
REBUILD = "run `npm ci` and `npm run build` in nnwidgets/frontend"
INSTALL = 'pip install "nnwidgets[lab]"'
AGAIN = "pip install --force-reinstall --no-deps"
WIDTH = 80  # columns of a terminal


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: what was found, and what to do if that is not `ok`."""

    name: str
    ok: bool
    found: str
    remedy: str = ""


def checks() -> list[Check]:
    """Every check, those first that the others rest upon."""
    found: list[Check] = []
    for look in (python, versions, front_ends, bundle, kernel, threads):
        try:
            found += look()
        except ImportError as missing:
            name = look.__name__.replace("_", " ")
            found.append(Check(name, False, f"cannot be looked at: {missing.name} is not installed", INSTALL))
    return found


def python() -> Iterator[Check]:
    """The running Python against what the package asks for."""
    from packaging.specifiers import SpecifierSet

    found, asked = ".".join(map(str, sys.version_info[:3])), metadata("nnwidgets")["Requires-Python"]
    if found in SpecifierSet(asked):
        yield Check("Python", True, found)
    else:
        yield Check("Python", False, f"{found}, but nnwidgets needs {asked}", f"make an environment with Python {asked}")


def versions() -> Iterator[Check]:
    """Every package that nnwidgets[lab] asks for, Notebook if it is there, and the half of ipywidgets that JupyterLab loads."""
    for asked in _requirements("nnwidgets", "lab"):
        yield _compared(asked, "nnwidgets")
    for asked in _requirements("nnwidgets", "test"):
        if asked.name == "notebook" and _version("notebook") is not None:
            yield _compared(asked, "nnwidgets")
    for asked in _requirements("ipywidgets"):
        if asked.name in FRONT_ENDS:
            yield _compared(asked, "ipywidgets")


def _requirements(package: str, extra: str = "") -> list[Any]:
    """What a package asks for, with one of its extras; nothing if it is missing."""
    from packaging.requirements import Requirement

    asked = [] if _version(package) is None else map(Requirement, requires(package) or [])
    return [each for each in asked if each.marker is None or each.marker.evaluate({"extra": extra})]


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _compared(asked: Any, by: str) -> Check:
    found, remedy = _version(asked.name), f'pip install "{asked.name}{asked.specifier}"'
    if found is None:
        return Check(asked.name, False, "not installed", remedy)
    if asked.specifier.contains(found, prereleases=True):
        return Check(asked.name, True, found)
    return Check(asked.name, False, f"{found}, but {by} needs {asked.name}{asked.specifier}", remedy)


def front_ends() -> Iterator[Check]:
    """The extensions of JupyterLab that draw widgets: served at all, from this environment, and switched on."""
    from jupyter_core.paths import jupyter_path
    from jupyterlab_server.config import get_federated_extensions, get_page_config

    folders = jupyter_path("labextensions")
    served, disabled = get_federated_extensions(folders), get_page_config(folders)["disabledExtensions"]
    for package, extension in FRONT_ENDS.items():
        if _version(package) is not None:
            yield _front_end(package, extension, served.get(extension), extension in disabled)


def _front_end(package: str, extension: str, served: dict[str, Any] | None, disabled: bool) -> Check:
    name, again = f"{package} front end", f"{AGAIN} {package}"
    if served is None or not Path(served["ext_path"], served["jupyterlab"]["_build"]["load"]).is_file():
        return Check(name, False, f"JupyterLab finds no whole {extension}", again)
    if disabled:
        return Check(name, False, f"{extension} is disabled", f"jupyter labextension enable {extension}")
    own = _own_version(package, extension)
    if own not in (None, served["version"]):
        found = f"{served['version']} in {served['ext_path']} hides {own} of this environment"
        return Check(name, False, found, f"delete the folder {served['ext_path']}")
    return Check(name, True, f"{extension} {served['version']}")


def _own_version(package: str, extension: str) -> str | None:
    """The version of the extension that the installed package brought; None if it does not say which files it brought."""
    for file in distribution(package).files or []:
        if file.as_posix().endswith(f"share/jupyter/labextensions/{extension}/package.json") and Path(file.locate()).is_file():
            return str(json.loads(Path(file.locate()).read_text("utf-8"))["version"])
    return None


def bundle() -> Iterator[Check]:
    """The built front end of nnwidgets: whole, and in a checkout made from the sources as they are."""
    name, checkout = "nnwidgets front end", (manifest.PACKAGE / "frontend").is_dir()
    if broken := manifest.damaged(manifest.PACKAGE):
        yield Check(name, False, f"missing or damaged: {_some(broken)}", REBUILD if checkout else f"{AGAIN} nnwidgets")
    elif changed := manifest.stale(manifest.PACKAGE):
        yield Check(name, False, f"older than its sources: {_some(changed)}", REBUILD)
    else:
        yield Check(name, True, "as built from its sources" if checkout else "as built")


def _some(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def kernel() -> Iterator[Check]:
    """The kernel called python3, which the lessons ask for: it must run this environment."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        spec = KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        yield Check("kernel python3", False, "there is none", f"{AGAIN} ipykernel")
        return
    command, here = spec.argv[0], Path(sys.executable)
    own = command in ("python", "python3", f"python3.{sys.version_info.minor}")  # Jupyter puts its own Python for these
    if own or Path(command).parent == here.parent:
        yield Check("kernel python3", True, str(here))
    else:
        yield Check("kernel python3", False, f"runs {command}, not {here}", f"delete the folder {spec.resource_dir}")


def threads() -> Iterator[Check]:
    """The library under NumPy's products, and whether training can keep it on one thread, as exact replays need."""
    import numpy as np  # loads the library that is then looked at
    from threadpoolctl import threadpool_info, threadpool_limits

    def blas() -> list[dict[str, Any]]:
        return [library for library in threadpool_info() if library["user_api"] == "blas"]

    text = ", ".join(f"{b['internal_api']} {b['version']}, {b['num_threads']} threads" for b in blas())
    with threadpool_limits(1, "blas"):
        kept = all(b["num_threads"] == 1 for b in blas())
    if kept:
        yield Check("BLAS", True, f"{text}; one while training" if text else f"none under NumPy {np.__version__} that has threads to limit")
    else:
        yield Check("BLAS", False, f"{text}, which cannot be limited to one", "set OPENBLAS_NUM_THREADS=1 before Jupyter starts")


def report(found: list[Check]) -> str:
    """The checks as lines for a terminal; a problem says what to do below it."""
    wide = max(len(check.name) for check in found)
    lines: list[str] = []
    for check in found:
        lines += _wrapped(f"{'ok' if check.ok else 'bad':3}  {check.name:{wide}}  ", check.found)
        lines += [] if check.ok else _wrapped(f"     {'remedy':{wide}}  ", check.remedy)
    bad = sum(not check.ok for check in found)
    verdict = "nothing to repair" if not bad else "1 problem" if bad == 1 else f"{bad} problems"
    return "\n".join([f"nnwidgets {version('nnwidgets')} in {sys.prefix}", "", *lines, "", verdict])


def _wrapped(head: str, text: str) -> list[str]:
    indent = " " * len(head)
    return textwrap.wrap(text, WIDTH, initial_indent=head, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
