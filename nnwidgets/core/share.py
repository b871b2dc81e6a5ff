"""The share code, "NN1.…": an experiment, what happened to it and the step, in one line of text.

Canonical JSON, deflated against a text of what is usual, after a checksum of its own, in base64url. A code from elsewhere is data:
every size is bounded, nothing of it is run, and all of it is found to fit before any of it is used. Later versions read it, too.
"""

import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from warnings import warn

import numpy as np

from nnwidgets.core.experiment import Experiment, canonical
from nnwidgets.core.log import Entry, check, log_of, replaying, shaped
from nnwidgets.core.packed import framed, unframed
from nnwidgets.core.registry import Array, number, whole
from nnwidgets.core.sources import checked
from nnwidgets.core.specs import each, known, own_name
from nnwidgets.core.trainer import Trainer

MOST_EVENTS, MOST_DRAWN, MOST_VIEW = 5_000, 1_000_000, 4_000  # events; examples; characters
MOST_STEPS, MOST_WORK = 2_000_000, 1e12  # steps; steps × parameters × examples of a batch
KEYS = ("experiment", "events", "step", "checksum", "theta")


@dataclass(frozen=True)
class Shared:
    """What a code holds: the experiment, its events, the step, a checksum of theta there, and theta itself if it was sent."""

    experiment: Experiment
    events: tuple[Entry, ...]
    step: int
    checksum: str
    theta: tuple[float, ...] | None = None
    view: dict[str, Any] | None = None  # how a lab showed it: plain JSON, which the lab tests


def checksum(theta: Array) -> str:
    """Of theta rounded to 1e-6, so that what differs in the last bits is the same."""
    return f"{zlib.crc32((np.round(theta.astype('<f8'), 6) + 0.0).tobytes()):08x}"


def share(trainer: Trainer, exact: bool = False, view: dict[str, Any] | None = None) -> str:
    """The code of a trainer as it stands; `exact` adds the numbers of theta. Raises ValueError for what no code may hold."""
    experiment, events, _ = _parts(trainer)
    theta = trainer.net.theta
    return encode(Shared(experiment, events, trainer.steps, checksum(theta), tuple(theta.tolist()) if exact else None, view))


def own_of(trainer: Trainer) -> dict[str, Any]:
    """The learner's own functions and arrays that its code only names: what `load` must be given as `own`."""
    return _parts(trainer)[2]


def _parts(trainer: Trainer) -> tuple[Experiment, tuple[Entry, ...], dict[str, Any]]:
    trainer.notice()
    experiment, own = Experiment.and_own(trainer)
    return experiment, log_of(trainer, own), own


def encode(shared: Shared) -> str:
    """The code of what `decode` gives."""
    spec = {"experiment": shared.experiment.to_dict(), "events": shared.events, "step": shared.step, "checksum": shared.checksum,
            "theta": shared.theta} | ({"view": shared.view} if shared.view else {})  # fmt: skip
    text = canonical(spec)
    _found(json.loads(text))  # what could not be read is not written
    return framed(text.encode())


def decode(code: str) -> Shared:
    """What a code holds, all of it tested (but for what needs the learner's own functions); raises ValueError with a sentence."""
    raw = unframed(code)
    try:
        return _found(json.loads(raw, parse_constant=_no, parse_int=_int, object_pairs_hook=_once))
    except (TypeError, ArithmeticError, RecursionError, UnicodeError, json.JSONDecodeError) as error:
        raise ValueError(f"this code holds no experiment: {str(error)[:300]}") from None


def load(code: str, own: Mapping[str, Any] | None = None) -> Trainer:
    """The trainer of a code, at its step. `own` holds by name the functions and arrays that the run used and no code carries.

    Warns where the numbers are not those that were shared, as after long training on another machine; numbers sent along are put in.
    """
    shared = decode(code)
    trainer, steps = begun(shared, own)
    for _ in steps:
        pass
    told = not_quite(shared, trainer)
    if told:
        warn(told, stacklevel=2)
    return trainer


def not_quite(shared: Shared, trainer: Trainer) -> str | None:
    """A sentence where the numbers at the end are not those that were shared."""
    if checksum(trainer.net.theta) == shared.checksum:
        return None
    return f"step {shared.step} was reached, but the weights are not quite those shared; share(exact=True) sends them"


def begun(shared: Shared, own: Mapping[str, Any] | None = None) -> tuple[Trainer, Iterator[int]]:
    """(trainer, steps): the trainer at step 0, and what brings it slice by slice to its own, giving the step it is at."""
    own = own or {}
    _, trainer = shared.experiment.build(own)
    check(trainer, shared.events, own)
    return trainer, _go(trainer, shared, own)


def _go(trainer: Trainer, shared: Shared, own: Mapping[str, Any]) -> Iterator[int]:
    try:
        yield from replaying(trainer, shared.events, shared.step, own)
    except ArithmeticError as error:
        raise ValueError(f"the run in this code does not reach step {shared.step}: {error}") from None
    if shared.theta is not None:
        trainer.net.theta = shared.theta
        trainer.notice()


def _found(spec: Any) -> Shared:
    view = spec.pop("view", None) if isinstance(spec, dict) else None
    if view is not None and (not isinstance(view, dict) or len(canonical(view)) > MOST_VIEW):
        raise ValueError(f"the view in a code must be an object of up to {MOST_VIEW:,} characters")
    known(spec, KEYS, "a code")
    step, events = whole(spec["step"], "step"), spec["events"]
    if step > MOST_STEPS or (isinstance(events, list) and len(events) > MOST_EVENTS):
        raise ValueError(f"this run is too large for a code: at most {MOST_STEPS:,} steps and {MOST_EVENTS:,} events")
    log = shaped(events, step)
    if not isinstance(spec["checksum"], str) or not re.fullmatch("[0-9a-f]{8}", spec["checksum"]):
        raise ValueError("checksum must be eight hexadecimal digits")
    experiment = Experiment.from_dict(spec["experiment"])
    changes = [value for _, kind, value in log if kind == "change"]
    _bounded(experiment.to_dict(), step, changes)
    theta = None if spec["theta"] is None else tuple(each(spec["theta"], "theta", lambda v: number(v, "an entry of theta")))
    if not experiment.own and not any(_has_own(change) for change in changes):
        _, trainer = experiment.build()
        check(trainer, log, {})
        check(trainer, [] if theta is None else [(step, "write", list(theta))], {})
    return Shared(experiment, log, step, spec["checksum"], theta, view)


def _bounded(spec: dict[str, Any], step: int, changes: list[dict[str, Any]]) -> None:
    sizes, sets = spec["network"]["sizes"], [change["data"] for change in changes if "data" in change]
    batch = max(whole(part.get("batch_size", 1), "batch_size", 1) for part in (spec["training"], *changes))
    n = [checked(data) for data in (spec["data"], *sets)]
    work = step * sum((a + 1) * b for a, b in pairwise(sizes)) * min(batch, max(n) or batch)
    if work > MOST_WORK or sum(n) > MOST_DRAWN:
        raise ValueError(f"this run is too large for a code: {work:.3g} multiplications, at most {MOST_WORK:.3g}")


def _has_own(spec: Any) -> bool:
    parts = spec.values() if isinstance(spec, dict) else spec if isinstance(spec, list) else ()
    return own_name(spec) is not None or any(map(_has_own, parts))


def _no(text: str) -> None:
    raise ValueError(f"this code holds no experiment: {text} is no number")


def _int(text: str) -> int:
    if len(text) > 20:
        raise ValueError(f"this code holds no experiment: a whole number of {len(text)} digits")
    return int(text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("this code holds no experiment: a name stands twice")
    return dict(pairs)
