"""The knobs of a run: all that may differ between two of them, each by name; in the order in which a run is put together."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnwidgets.core.settings import Settings
from nnwidgets.core.sources import same
from nnwidgets.core.trainer import Trainer


@dataclass(frozen=True)
class Difference:
    """What two runs do not share: the knob's name, and its two positions in words."""

    name: str
    a: str
    b: str

    def __str__(self) -> str:
        return f"{self.name} ({self.a} and {self.b})"


def differences(a: Trainer, b: Trainer) -> list[Difference]:
    """All in which two runs differ from their beginning on; a start that differs because its making does is not counted again."""
    found: list[Difference] = []
    for name, (read, says) in KNOBS.items():
        one, other = read(a), read(b)
        if name == "start" and any(difference.name in MAKING for difference in found):
            continue
        if not _equal(name, one, other):
            found.append(Difference(name, *_told(says(one), says(other))))
    return found


def _equal(name: str, one: Any, other: Any) -> bool:
    if name == "data":
        return all(same(p, q) for p, q in zip(one, other, strict=True))
    if name == "activation" and not (one and other):  # without hidden layers there is none to differ
        return True
    return bool(np.array_equal(one, other)) if isinstance(one, np.ndarray) else one == other


def _told(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one != other else (one, f"another {one}")


def _first(trainer: Trainer) -> Settings:
    return trainer.history.snapshots[0].settings


def _activations(trainer: Trainer) -> Any:
    """One where all hidden layers share it: two networks of other depth then have the same."""
    each = _first(trainer).activation
    return each if len(set(each)) > 1 else each[:1]


def _passes(trainer: Trainer) -> Any:
    learner = _first(trainer).learner
    return learner and (learner.forward, learner.backward)


def _names(activations: Any) -> str:
    return ", ".join(act.name for act in activations) or "none"


def _count(events: Any) -> str:
    return f"{len(events)} change{'s' * (len(events) != 1)} on the way"


Read = Callable[[Trainer], Any]
KNOBS: dict[str, tuple[Read, Callable[[Any], str]]] = {
    "data":          (lambda t: _first(t).data,               lambda v: f"{v[0].name} with {len(v[0])} + {len(v[1])} examples"),
    "sizes":         (lambda t: list(t.net.sizes),            str),
    "init":          (lambda t: t.net._draw,                  repr),
    "dtype":         (lambda t: str(t.net.theta.dtype),       str),
    "weights":       (lambda t: (t.net.seed, t.net.draw),     lambda v: f"seed {v[0]}" + f", draw {v[1]}" * bool(v[1])),
    "start":         (lambda t: t.history.snapshots[0].theta, lambda v: f"{v[0]:.3g}, …"),
    "activation":    (_activations,                            _names),
    "output":        (lambda t: _first(t).output,             lambda v: str(v.name)),
    "loss":          (lambda t: t.loss,                       lambda v: str(v.name)),
    "optimizer":     (lambda t: t.optimizer,                  repr),
    "learning_rate": (lambda t: _first(t).learning_rate,      lambda v: f"{v:g}"),
    "schedule":      (lambda t: _first(t).schedule,           repr),
    "batch_size":    (lambda t: _first(t).batch_size,         str),
    "l1":            (lambda t: _first(t).l1,                 lambda v: f"{v:g}"),
    "l2":            (lambda t: _first(t).l2,                 lambda v: f"{v:g}"),
    "shuffle":       (lambda t: _first(t).shuffle,            str),
    "seed":          (lambda t: t.seed,                       str),
    "frozen":        (lambda t: _first(t).frozen,             lambda v: f"{len(v)} held parameters"),
    "passes":        (_passes,                                 lambda v: "the learner's own" if v else "the kit's"),
    "changes":       (lambda t: t.history.events,             _count),
}  # fmt: skip
MAKING = ("sizes", "init", "dtype", "weights")  # what a start is drawn from
