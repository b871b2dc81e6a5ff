"""The built front end: one module and one style sheet a lab, read as text."""

import os
from pathlib import Path

STATIC = Path(__file__).parent.parent / "static"


def bundle(name: str) -> str | Path:
    """The text of a built file. With ANYWIDGET_HMR=1 its path: a rebuild shows at once, and every widget leaks, so not otherwise.

    Raises RuntimeError when the file is missing, with the remedy.
    """
    path = STATIC / name
    if not path.exists():
        remedy = "reinstall nnwidgets, or run `npm run build` in nnwidgets/frontend"
        raise RuntimeError(f"the front end is missing: {name} is not in nnwidgets/static; {remedy}")
    return path if os.environ.get("ANYWIDGET_HMR") == "1" else path.read_text("utf-8")
