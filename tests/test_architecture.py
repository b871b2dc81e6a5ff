"""The house rules that no single file shows: which layer knows which, how long a file is, what lies where, what an import loads."""

import ast
import posixpath
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOP = {"pyproject.toml", "README.md", "LICENSE", "nnwidgets", "lessons", "tests", "binder", ".ci", ".gitignore", ".gitattributes"}

JUPYTER = {"anywidget", "ipywidgets", "traitlets", "IPython", "comm"}

# layer: (what it may import, what only its functions may); besides the standard library, and "core" is nnwidgets.core
PYTHON = {
    "core":         ({"core", "numpy", "threadpoolctl"}, set()),  # threadpoolctl: the engine trains on one BLAS thread
    "figures":      ({"core", "figures", "numpy", "matplotlib"}, set()),
    "exercises":    ({"core", "exercises", "numpy"}, set()),
    "widgets":      ({"core", "exercises", "widgets", "numpy", *JUPYTER}, {"figures", "matplotlib"}),
    "cli":          ({"doctor", "lessons_copy"}, set()),
    "doctor":       ({"manifest"}, {"numpy", "threadpoolctl", "packaging", "jupyter_client", "jupyter_core", "jupyterlab_server"}),
    "lessons_copy": (set(), set()),
    "manifest":     (set(), set()),
    "nodelay":      (set(), {"jupyter_server"}),
}  # fmt: skip
FRONTEND = {"lib": {"lib"}, "panels": {"panels", "lib"}, "labs": {"panels", "lib"}}
SHARED = "nnwidgets/palette.json"  # both languages read it

SMELL, FAULT = 200, 300  # lines
LONG = {}  # path: why it is over 200 lines

MACHINE = re.compile(r"(?<![\w./~-])/(?:(?:work|root)\b|home/|Users/|(?:opt|tmp)/nnw)")  # folders of the one machine it was written on


def repository(*patterns):
    """{path: text} of every file that git has or would add; all files if no pattern is given, no binary ones."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.split("\0")  # fmt: skip
    contents = {PurePosixPath(name): (ROOT / name).read_bytes() for name in sorted(listed) if (ROOT / name).is_file()}
    return {path: content.decode(errors="replace") for path, content in contents.items() if b"\0" not in content}


# ---- the rules: each takes a path and its text, and gives what is wrong


def imports(path, source):
    """(full name, whether only a function or a type checker needs it) of each import of a Python file, relative ones resolved."""

    def visit(node, late):
        if isinstance(node, ast.Import):
            yield from ((alias.name, late) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            package = path.parent.parts[: len(path.parent.parts) + 1 - node.level] if node.level else ()
            module = ".".join([*package, *filter(None, [node.module])])
            yield from ((f"{module}.{alias.name}", late) for alias in node.names)
        types_only = isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")
        late = late or types_only or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for child in ast.iter_child_nodes(node):
            yield from visit(child, late)

    return visit(ast.parse(source), late=False)


def python_layers(path, source):
    layer = PurePosixPath(path.parts[1]).stem
    if layer == "__init__":
        return []  # it names everything and loads nothing: see test_importing_is_light
    if layer not in PYTHON:
        return [f"{path} is in no layer"]
    faults, (always, functions) = [], PYTHON[layer]
    for name, late in imports(path, source):
        first, _, rest = name.partition(".")
        key = rest.split(".")[0] if first == "nnwidgets" else first
        if first not in sys.stdlib_module_names and key not in always | (functions if late else set()):
            faults.append(f"{path} imports {name}" + " outside a function" * (key in functions))
    return faults


def frontend_layers(path, source):
    layer = path.parts[2]
    if layer not in FRONTEND:
        return [f"{path} is in no layer"]
    statement = r"""^\s*(?:import|export)\b[^;"']*?\bfrom\s*["']([^"']+)["']|\bimport\s*\(?\s*["']([^"']+)["']"""
    faults = []
    for name in (a or b for a, b in re.findall(statement, source, re.MULTILINE)):
        target = posixpath.normpath(path.parent / name) if name.startswith(".") else name
        folder, _, rest = target.partition("/frontend/")
        if target != SHARED and not (folder == "nnwidgets" and rest.split("/")[0] in FRONTEND[layer]):
            faults.append(f"{path} imports {name}")
    return faults


def length(path, source):
    lines = len(source.splitlines())
    return [f"{path} has {lines} lines"] if lines > (FAULT if str(path) in LONG else SMELL) else []


def place(path, _):
    return [] if path.parts[0] in TOP else [f"{path.parts[0]} does not belong to the top level"]


def machine(path, source):
    return [f"{path}:{n} names a folder of one machine" for n, line in enumerate(source.splitlines(), 1) if MACHINE.search(line)]


# git's * crosses folders
PACKAGE, MODULES, BUILD = ["nnwidgets/*.py"], ["nnwidgets/frontend/*.js"], ["nnwidgets/frontend/*.mjs"]


@pytest.mark.parametrize(
    ("rule", "patterns"),
    [(python_layers, PACKAGE), (frontend_layers, MODULES), (length, PACKAGE + MODULES + BUILD), (place, []), (machine, [])],
)
def test_the_repository_keeps(rule, patterns):
    files = repository(*patterns)
    assert files
    assert [fault for path, source in files.items() for fault in rule(path, source)] == []


# ---- and each rule can be broken


@pytest.mark.parametrize(
    ("rule", "path", "source", "faults"),
    [
        (python_layers, "core/a.py", "import os.path, numpy.linalg\nfrom threadpoolctl import x\nfrom . import b\nfrom .b import c", []),
        (python_layers, "core/a.py", "import matplotlib.pyplot", ["imports matplotlib.pyplot"]),
        (python_layers, "core/a.py", "def f():\n  import scipy", ["imports scipy"]),
        (python_layers, "core/a.py", "from ..widgets import lab", ["imports nnwidgets.widgets.lab"]),
        (python_layers, "core/a.py", "from .. import exercises", ["imports nnwidgets.exercises"]),
        (python_layers, "core/a.py", "if TYPE_CHECKING:\n  from nnwidgets.figures import Plot", ["imports nnwidgets.figures.Plot"]),
        (python_layers, "core/a.py", "import nnwidgets", ["imports nnwidgets"]),
        (python_layers, "figures/a.py", "import nnwidgets.core.network, matplotlib\nfrom nnwidgets.figures import b", []),
        (python_layers, "figures/a.py", "from nnwidgets.exercises.items import x", ["imports nnwidgets.exercises.items.x"]),
        (python_layers, "exercises/a.py", "from nnwidgets import widgets", ["imports nnwidgets.widgets"]),
        (python_layers, "widgets/a.py", "class A:\n  async def f(self):\n    from ..figures import b\n    import matplotlib", []),
        (python_layers, "widgets/a.py", "if TYPE_CHECKING:\n  from matplotlib.axes import Axes", []),
        (python_layers, "widgets/a.py", "class A:\n  import matplotlib", ["imports matplotlib outside a function"]),
        (python_layers, "widgets/a.py", "from .. import figures", ["imports nnwidgets.figures outside a function"]),
        (python_layers, "other/a.py", "", ["is in no layer"]),
        (frontend_layers, "frontend/lib/a.js", 'import { b } from "./b.js";\nimport palette from "../../palette.json";', []),
        (frontend_layers, "frontend/lib/a.js", 'import {\n  b,\n} from "../panels/b.js"', ["imports ../panels/b.js"]),
        (frontend_layers, "frontend/lib/a.js", "export * from '../labs/b.js'", ["imports ../labs/b.js"]),
        (frontend_layers, "frontend/lib/a.js", 'import "d3"', ["imports d3"]),
        (frontend_layers, "frontend/lib/a.js", '/** @type {import("../panels/b.js").B} */', ["imports ../panels/b.js"]),
        (frontend_layers, "frontend/panels/a.js", 'import a from "../lib/x/a.js"\nimport b from "./b.js"', []),
        (frontend_layers, "frontend/panels/a.js", 'const b = await import("../labs/b.js")', ["imports ../labs/b.js"]),
        (frontend_layers, "frontend/labs/a.js", 'import a from "../lib/a.js"\nimport b from "../panels/b.js"', []),
        (frontend_layers, "frontend/labs/a.js", 'import b from "./b.js"', ["imports ./b.js"]),
        (frontend_layers, "frontend/labs/a.js", 'import b from "../node_modules/b.js"', ["imports ../node_modules/b.js"]),
        (frontend_layers, "frontend/a.js", "", ["is in no layer"]),
        (length, "core/a.py", "x\n" * 200, []),
        (length, "core/a.py", "x\n" * 201, ["has 201 lines"]),
        (length, "core/long.py", "x\n" * 300, []),
        (length, "core/long.py", "x\n" * 301, ["has 301 lines"]),
    ],
)
def test_a_rule_sees(rule, path, source, faults, monkeypatch):
    monkeypatch.setitem(LONG, "nnwidgets/core/long.py", "a table")
    assert rule(PurePosixPath("nnwidgets", path), source) == [f"nnwidgets/{path} {fault}" for fault in faults]


def test_the_rules_about_places_see():
    assert place(PurePosixPath("notes/a.md"), "") == ["notes does not belong to the top level"]
    for text in ("{}work", "cd {}work/main", '"{}root/.cache"', "HOME={}root", "({}home/ada)", "{}opt/nnw/bin", "{}tmp/nnw-x"):
        assert machine(PurePosixPath("a.md"), f"fine\n{text.format('/')}") == ["a.md:2 names a folder of one machine"]
    for text in ("actions/workflows/ci.yml", "https://host/work/1", "~/work", "/workspace", "1/root", "/tmp/x", "/usr/bin"):
        assert machine(PurePosixPath("a.md"), text) == []


# ---- what an import loads


def loaded(module):
    code = f"import sys, {module}; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split())


@pytest.mark.parametrize("module", ["nnwidgets", "nnwidgets.core", "nnwidgets.cli"])
def test_importing_is_light(module):
    assert not loaded(module) & {"matplotlib", *JUPYTER}


def test_what_is_loaded_is_seen():
    assert {"ipywidgets", "IPython"} <= loaded("ipywidgets")
