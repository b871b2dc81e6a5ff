"""The committed bundle is what its sources give, holds no address of anywhere else, and is small."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "nnwidgets"
LIMIT = 90_000  # bytes of a module, JS and CSS together
LABS = sorted(path.stem for path in (PACKAGE / "static").glob("*.js"))
BLOB = re.compile(r'let (\w+)=URL\.createObjectURL\(new Blob\(\[\w+\],\{type:"text/javascript"\}\)\);try\{[^;]{,20}\(await import\(\1\)\)')


def test_the_bundle_equals_its_sources():
    npm = shutil.which("npm")
    built = npm and (PACKAGE / "frontend" / "node_modules").exists()
    if not built and os.environ.get("NNWIDGETS_REQUIRE_NODE") != "1":
        pytest.skip("the front end's tools are not installed: they are needed to work on it only (npm ci in nnwidgets/frontend)")
    assert built, "npm ci has not run in nnwidgets/frontend"
    done = subprocess.run([npm, "run", "--silent", "build", "--", "--check"], cwd=PACKAGE / "frontend", capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("lab", LABS)
def test_a_module_is_small_and_loads_nothing_but_the_kernels_bytes(lab):
    module, style = ((PACKAGE / "static" / f"{lab}.{kind}").read_text("utf-8") for kind in ("js", "css"))
    assert len(module.encode()) + len(style.encode()) <= LIMIT
    assert not re.findall(r"https?://(?!www\.w3\.org/(?:2000/svg|1998/Math/MathML))[^\"'`\s]*", module + style)
    further = f"{lab}_more" in LABS  # it has a second module, which the kernel sends
    assert len(BLOB.findall(module)) == further  # of an address that was made on the line before it
    assert len(re.findall(r"\bimport\s*[({\"'*]", module)) == further
    assert not re.search(r"\bfetch\(|XMLHttpRequest|innerHTML|\beval\(|new Function", module)
    assert not re.search(r"@import|url\(", style)


@pytest.mark.parametrize("lab", LABS)
def test_a_style_sheet_is_for_its_lab_alone(lab):
    style = (PACKAGE / "static" / f"{lab}.css").read_text("utf-8").strip()
    scope, _, rules = style.partition("{")
    assert scope == f"@scope(.nnw-lab-{lab.removesuffix('_more')})" and rules.endswith("}")
    depth = [0]
    for brace in re.findall(r"[{}]", rules[:-1]):
        depth.append(depth[-1] + (1 if brace == "{" else -1))
    assert min(depth) == depth[-1] == 0  # nothing comes after the scope
    selectors = [s for block in re.findall(r"([^{}]+)\{", rules) for s in block.split(",") if not s.strip().startswith("@")]
    assert selectors and not [s for s in selectors if ".nnw" not in s and ":scope" not in s]
