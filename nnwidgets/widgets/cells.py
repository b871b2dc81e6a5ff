"""A lab among the cells of a notebook: it looks up after each, and a cell that is run again ends the labs of its last run."""

import weakref
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import ipywidgets as ipw
from IPython import get_ipython

from nnwidgets.widgets.listening import keep_listening

_made: dict[tuple[str, str], tuple[str, list["weakref.ref[ipw.Widget]"]]] = {}  # (class, cell): the run, and its labs


def enter(lab: ipw.Widget, cell_ended: Callable[[Any], None]) -> Callable[[], None]:
    """Call `cell_ended` after every cell from now on, and close what the cell's last run made; returns what ends that."""
    shell = get_ipython()
    if shell is None:
        return lambda: None
    keep_listening(shell)
    _close_last_run(lab, getattr(shell, "parent_header", None) or {})
    shell.events.register("post_run_cell", cell_ended)

    def leave() -> None:
        with suppress(ValueError):  # left before
            shell.events.unregister("post_run_cell", cell_ended)

    return leave


def _close_last_run(lab: ipw.Widget, parent: dict[str, Any]) -> None:
    cell = (parent.get("metadata") or {}).get("cellId")
    run = str((parent.get("header") or {}).get("msg_id"))
    if cell is None:
        return
    key = (type(lab).__name__, cell)  # the type itself is another one for each widget: traitlets' add_traits makes it
    before, labs = _made.get(key, ("", []))
    if before != run:
        for old in filter(None, [ref() for ref in labs]):
            old.close()
        labs = []
    _made[key] = (run, [*labs, weakref.ref(lab)])
