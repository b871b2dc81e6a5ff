"""The built front end: one module and one style sheet a lab, read as text; a second pair for what a page fetches when it stands."""

import os
from hashlib import sha256
from pathlib import Path

from nnwidgets.core.registry import pick

STATIC = Path(__file__).parent.parent / "static"
MODULES = {"playground_more": ("playground_more.js", "playground_more.css")}  # what a page may ask for, by name: code and style


def bundle(name: str) -> str | Path:
    """The text of a built file. With ANYWIDGET_HMR=1 its path: a rebuild shows at once, and every widget leaks, so not otherwise.

    Raises RuntimeError when the file is missing, with the remedy.
    """
    path = STATIC / name
    if not path.exists():
        remedy = "reinstall nnwidgets, or run `npm run build` in nnwidgets/frontend"
        raise RuntimeError(f"the front end is missing: {name} is not in nnwidgets/static; {remedy}")
    return path if os.environ.get("ANYWIDGET_HMR") == "1" else path.read_text("utf-8")


def further(name: object, digest: object) -> list[bytes]:
    """[code, style] of a further module for a page whose first one was built with the second of this digest.

    Raises ValueError or TypeError for a name that is not in MODULES, ValueError when the page is of another build, and RuntimeError
    when a file is missing.
    """
    built = [bundle(file) for file in pick(MODULES, name, "module")]
    parts = [(one if isinstance(one, str) else one.read_text("utf-8")).encode() for one in built]
    if sha256(b"".join(parts)).hexdigest()[:16] != digest:
        remedy = "restart the kernel and run the notebook's cells again"
        raise ValueError(f"this page is of another build of nnwidgets than its kernel; {remedy}")
    return parts
