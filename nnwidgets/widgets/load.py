"""nw.load: a Playground from a share code."""

import sys
from collections.abc import Mapping
from typing import Any
from warnings import warn

from nnwidgets.core.share import begun, decode, not_quite
from nnwidgets.widgets.jobs import Clock
from nnwidgets.widgets.playground import Playground


def load(code: str, own: Mapping[str, Any] | None = None) -> Playground:
    """The Playground of a share code "NN1.…", at its step and shown as it was; a long run is replayed with a word on how far it is.

    `own` holds by name the functions and arrays that the run used and no code carries. Raises ValueError for a code that is damaged,
    too large or of a later version: it is refused as a whole. Warns where the numbers are not quite those that were shared.
    """
    shared = decode(code)
    trainer, steps = begun(shared, own)
    clock = Clock("Loading", _print, stops=False)
    try:
        for step in steps:
            clock.look(step, shared.step)
    finally:
        clock.end()
    told = not_quite(shared, trainer)
    if told:
        warn(told, stacklevel=2)
    lab = Playground(trainer=trainer)
    try:
        lab.show_as(shared.view)()
    except BaseException:
        lab.close()
        raise
    lab.session.show(full=True, keep=True)
    return lab


def _print(told: dict[str, Any]) -> None:
    """One line that is written over and over, and wiped in the end."""
    text = f"replaying: step {told['done']:,} of {told['of']:,}, {told['left']:.0f} s left; ■ stops it" if told["what"] else ""
    print(f"\r{text:<70}", end="\r" * (not text), file=sys.stderr, flush=True)
