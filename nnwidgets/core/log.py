"""What happened to a run besides training, as plain JSON, and how to make it happen again: (step, kind, value).

set: {"index": number}; write: all of theta; change: the settings that became others. Each happened before the step after `step`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from nnwidgets.core import sources
from nnwidgets.core.activations import ACTIVATIONS, HIDDEN
from nnwidgets.core.learner import by_own
from nnwidgets.core.optimizers import OPTIMIZERS
from nnwidgets.core.registry import number, pick, whole
from nnwidgets.core.schedules import SCHEDULES
from nnwidgets.core.settings import Settings, index
from nnwidgets.core.specs import by_name, by_parts, each, flag, learner_of, name_of, parts_of, passes
from nnwidgets.core.trainer import SLICE, Trainer

Entry = tuple[int, str, Any]
KINDS = {"set": dict, "write": list, "change": dict}
PARTS: dict[str, Mapping[str, Any]] = {"schedule": SCHEDULES, "optimizer": OPTIMIZERS}  # settings that have numbers of their own
SETTINGS = tuple(field.name for field in fields(Settings))


def log_of(trainer: Trainer, own: dict[str, Any]) -> tuple[Entry, ...]:
    """The events of a trainer's history; what is the learner's own is noted in `own`."""
    out: list[Entry] = []
    settings = trainer.history.snapshots[0].settings
    for event in trainer.history.events:
        if event.kind == "change":
            names = [name for name in SETTINGS if getattr(event.value, name) != getattr(settings, name)]
            settings = event.value
            value: Any = {name: _said(name, getattr(settings, name), own) for name in names}
        elif event.kind == "set":
            value = {str(k): v for k, v in event.value.items()}
        else:
            value = event.value.tolist()
        out.append((event.step, event.kind, value))
    return tuple(out)


def _said(name: str, value: Any, own: dict[str, Any]) -> Any:
    if name == "data":
        return sources.source_of(value, own)
    if name == "activation":
        return [name_of(a, HIDDEN, own) for a in value]
    if name == "output":
        return name_of(value, ACTIVATIONS, own)
    if name in PARTS:
        return parts_of(value, PARTS[name], own)
    if name == "learner":
        return learner_of(value, own)
    return list(value) if name in ("frozen", "held") else value


def _meant(name: str, value: Any, own: Mapping[str, Any]) -> Any:
    if name == "data":
        return sources.load(value, own)
    if name == "activation":
        return each(value, name, lambda a: by_name(a, HIDDEN, name, own))
    if name == "output":
        return by_name(value, ACTIVATIONS, "activation", own)
    if name in PARTS:
        return by_parts(value, PARTS[name], name, own)
    if name in ("frozen", "held"):
        return each(value, name, lambda k: k)
    if name == "learner":
        return by_own(**passes(value, own))
    return flag(value, name) if name == "shuffle" else value


def shaped(events: Any, step: int) -> tuple[Entry, ...]:
    """The log, found to be entries in order and of the right kinds, up to `step`."""
    out, last = [], 0
    for entry in each(events, "events", lambda e: e):
        if not isinstance(entry, list) or len(entry) != 3:
            raise ValueError("an event must be [step, kind, value]")
        at, kind, value = entry
        if not isinstance(value, pick(KINDS, kind, "kind of event")):
            raise ValueError(f"an event {kind!r} takes no {type(value).__name__}")
        if not last <= whole(at, "the step of an event") <= step:
            raise ValueError(f"events must be in order and none after step {step}; got one at {at} after {last}")
        if kind == "change":
            for name in value:
                pick(dict.fromkeys(SETTINGS), name, "setting")
        if kind == "set" and not all(k.isascii() and k.isdigit() and str(int(k)) == k for k in value):
            raise ValueError("an event 'set' is {index: number}")
        out.append((at, kind, value))
        last = at
    return tuple(out)


def check(trainer: Trainer, events: Iterable[Entry], own: Mapping[str, Any]) -> None:
    """Raise ValueError or TypeError unless all of them could happen to this trainer, one after the other; nothing happens."""
    net, settings = trainer.net, trainer.settings
    for _, kind, value in events:
        if kind == "change":
            settings = settings.changed(net, trainer.loss, **{k: _meant(k, v, own) for k, v in value.items()})
        elif kind == "set":
            for k, v in value.items():
                number(v, net.name_of(index(net, int(k))))
        else:
            if len(value) != net.n_params:
                raise ValueError(f"theta has {net.n_params} entries, got {len(value)}")
            each(value, "theta", lambda v: number(v, "an entry of theta"))


def replaying(trainer: Trainer, events: Iterable[Entry], step: int, own: Mapping[str, Any]) -> Iterator[int]:
    """Make it all happen, and train on to `step`, a slice at a time; gives the step that is reached after each."""
    for at, kind, value in (*events, (step, "", None)):
        while trainer.steps < at:
            trainer.run(at - trainer.steps, SLICE)
            yield trainer.steps
        if kind == "change":
            trainer.change(**{k: _meant(k, v, own) for k, v in value.items()})
        elif kind == "set":
            trainer.set({int(k): v for k, v in value.items()})
        elif kind == "write":
            trainer.net.theta = value
            trainer.notice()
