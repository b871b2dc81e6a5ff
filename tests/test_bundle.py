"""The committed bundle is what its sources give, holds no address of anywhere else, and is small."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "nnwidgets"
LABS = sorted(path.stem for path in (PACKAGE / "static").glob("*.js"))


def test_the_bundle_equals_its_sources():
    npm = shutil.which("npm")
    built = npm and (PACKAGE / "frontend" / "node_modules").exists()
    if not built and os.environ.get("NNWIDGETS_REQUIRE_NODE") != "1":
        pytest.skip("the front end's tools are not installed: they are needed to work on it only (npm ci in nnwidgets/frontend)")
    assert built, "npm ci has not run in nnwidgets/frontend"
    done = subprocess.run([npm, "run", "--silent", "build", "--", "--check"], cwd=PACKAGE / "frontend", capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("lab", LABS)
def test_a_lab_is_one_small_module_that_loads_nothing(lab):
    module, style = ((PACKAGE / "static" / f"{lab}.{kind}").read_text("utf-8") for kind in ("js", "css"))
    assert len(module.encode()) + len(style.encode()) <= 156_000  # the aim is 90_000: with all controls it is not met yet, see build.mjs
    assert not re.findall(r"https?://(?!www\.w3\.org/(?:2000/svg|1998/Math/MathML))[^\"'`\s]*", module + style)
    assert not re.search(r"\bimport\s*[({\"'*]|\bfetch\(|XMLHttpRequest|innerHTML|\beval\(|new Function", module)
    assert not re.search(r"@import|url\(", style)


@pytest.mark.parametrize("lab", LABS)
def test_a_style_sheet_is_for_its_lab_alone(lab):
    style = (PACKAGE / "static" / f"{lab}.css").read_text("utf-8").strip()
    scope, _, rules = style.partition("{")
    assert scope == f"@scope(.nnw-lab-{lab})" and rules.endswith("}")
    depth = [0]
    for brace in re.findall(r"[{}]", rules[:-1]):
        depth.append(depth[-1] + (1 if brace == "{" else -1))
    assert min(depth) == depth[-1] == 0  # nothing comes after the scope
    selectors = [s for block in re.findall(r"([^{}]+)\{", rules) for s in block.split(",") if not s.strip().startswith("@")]
    assert selectors and not [s for s in selectors if ".nnw" not in s and ":scope" not in s]
