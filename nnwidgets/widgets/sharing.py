"""What a lab gives away: a share code, a NumPy program, formulas, the run as a table, the picture as a file."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nnwidgets.core.code import to_code
from nnwidgets.core.latex import to_latex
from nnwidgets.core.registry import pick
from nnwidgets.core.share import own_of, share
from nnwidgets.widgets.fallback import words
from nnwidgets.widgets.lab import Lab
from nnwidgets.widgets.pace import SPEEDS, USUAL

COLUMNS = ("step", "train_loss", "test_loss")


class Sharing(Lab):
    """The part of a lab that makes texts and files of it; a page may ask for each by its name in FORMATS."""

    def share(self, exact: bool = False) -> str:
        """The lab in one line, "NN1.…", for nw.load: data, seeds, network, edits, optimizer, step, and how it is shown.

        It is replayed there bit for bit; between machines to 1e-6, or with `exact` from the numbers themselves. The learner's own
        functions and arrays are only named. Raises ValueError for a run that is too large for a code.
        """
        return share(self.trainer, exact, {name: value for name, (value, _) in self.views().items() if value})

    def to_code(self) -> str:
        """The network as a NumPy program, equal to it bit for bit. Raises ValueError for activations that are not the package's."""
        return to_code(self.trainer)

    def to_latex(self, numbers: bool = True, digits: int = 2) -> str:
        """The network's formulas, layer by layer, as an `aligned` block of LaTeX; `numbers` False leaves W and b as letters."""
        return to_latex(self.net, numbers, digits)

    def figure(self) -> Any:
        """The network, its output over the plane and the loss as one matplotlib Figure; its `savefig` writes PNG, SVG or PDF."""
        from nnwidgets.figures.sheet import sheet

        return sheet(self.trainer, words(self.trainer))

    def to_csv(self, path: str | Path | None = None) -> str:
        """The recorded losses as lines of step, train_loss, test_loss (empty without test data); written to `path` if there is one."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([int(step), train, "" if test != test else test] for step, train, test in self._rows())
        return _written(out.getvalue(), path)

    def to_json(self, path: str | Path | None = None) -> str:
        """The same as an object of three lists, with null where there is no loss; written to `path` if there is one."""
        columns = zip(*([int(step), train, None if test != test else test] for step, train, test in self._rows()), strict=True)
        return _written(json.dumps(dict(zip(COLUMNS, columns, strict=True)), allow_nan=False) + "\n", path)

    def _rows(self) -> list[list[float]]:
        return self.trainer.history.rows(most=10**9).tolist()

    def views(self) -> Any:
        return super().views() | {"speed": (None if self.speed == USUAL else self.speed, self._checked_speed)}

    speed: str

    def _checked_speed(self, name: Any) -> Callable[[], None]:
        value = pick(SPEEDS, name, "speed")
        return lambda: setattr(self.session, "speed", value)

    def show_as(self, view: dict[str, Any] | None) -> Callable[[], None]:
        """What shows the lab as `view` says, all of it tested; names of later versions are left out."""
        effects = [checked(view[name]) for name, (_, checked) in self.views().items() if name in (view or {})]
        return lambda: [effect() for effect in effects] and None

    # --- what a page asks for
    def commands(self) -> dict[str, Callable[[Any], Any]]:
        return super().commands() | {"export": self._export}

    def _export(self, asked: Any) -> None:
        """A text or a file of that format, under the page's own number for it."""
        if not isinstance(asked, dict):
            raise TypeError(f"export needs {{format, ask}}, got {str(asked)[:80]!r}")
        kind, make = pick(FORMATS, asked.get("format"), "format")
        made = make(self)
        data = made.encode() if isinstance(made, str) else made
        note = _remedy(self) if asked["format"] == "share" else ""
        name = f"network-{self.trainer.steps}.{asked['format']}"
        self.send({"kind": "made", "ask": str(asked.get("ask"))[:64], "name": name, "type": kind, "note": note}, [data])


def _written(text: str, path: str | Path | None) -> str:
    if path is not None:
        Path(path).write_text(text, "utf-8")
    return text


def _remedy(lab: Lab) -> str:
    """Which of the learner's own things the code only names, and how to load it."""
    own = own_of(lab.trainer)
    if not own:
        return ""
    pairs = ", ".join(f"{name!r}: …" for name in own)
    return f"Your own {' and '.join(own)} cannot be in a code: load it with nw.load(code, own={{{pairs}}})."


def _figure(kind: str) -> Callable[[Any], bytes]:
    def make(lab: Any) -> bytes:
        out = io.BytesIO()
        lab.figure().savefig(out, format=kind, dpi=200)
        return out.getvalue()

    return make


FORMATS: dict[str, tuple[str, Callable[[Any], str | bytes]]] = {
    "share": ("text/plain", lambda lab: lab.share()),
    "py":    ("text/x-python", lambda lab: lab.to_code()),
    "tex":   ("text/x-tex", lambda lab: lab.to_latex()),
    "csv":   ("text/csv", lambda lab: lab.to_csv()),
    "json":  ("application/json", lambda lab: lab.to_json()),
    "png":   ("image/png", _figure("png")),
    "svg":   ("image/svg+xml", _figure("svg")),
    "pdf":   ("application/pdf", _figure("pdf")),
}  # fmt: skip
