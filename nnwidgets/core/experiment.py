"""Experiment: everything that defines a run, frozen; from it the run can be made again, bit for bit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

import numpy as np

from nnwidgets.core import sources
from nnwidgets.core.activations import ACTIVATIONS, HIDDEN
from nnwidgets.core.initializers import INITIALIZERS
from nnwidgets.core.losses import LOSSES
from nnwidgets.core.network import Network
from nnwidgets.core.optimizers import OPTIMIZERS
from nnwidgets.core.registry import number, pick, whole
from nnwidgets.core.schedules import SCHEDULES
from nnwidgets.core.settings import index
from nnwidgets.core.specs import by_name, by_parts, each, flag, known, learner_of, name_of, own_name, parts_of, passes
from nnwidgets.core.trainer import Trainer

VERSION = 1
NETWORK = ("sizes", "activation", "output", "init", "dtype", "seed", "draw", "start")
TRAINING = ("loss", "optimizer", "learning_rate", "schedule", "batch_size", "l1", "l2", "shuffle", "frozen", "learner",
            "record_every", "seed")  # fmt: skip
MOST_PARAMETERS, MOST_NUMBERS = 2_000_000, 20_000_000  # of theta; in one layer of activations times the examples


@dataclass(frozen=True)
class Experiment:
    """Data, network and training as canonical JSON, `text`: plain, frozen, comparable. Functions and arrays of one's own are named only.

    Raises ValueError or TypeError, with the registries' sentences, for anything that could not be built.
    """

    text: str

    def __post_init__(self) -> None:
        spec = known(json.loads(self.text), ("version", "data", "network", "training"), "an experiment")
        if whole(spec["version"], "version", 1) > VERSION:
            raise ValueError(f"this experiment is of version {spec['version']}, this nnwidgets reads up to {VERSION}; update nnwidgets")
        _sizes(spec)
        if not self.own:
            self.build()

    @classmethod
    def of(cls, trainer: Trainer) -> Self:
        """What the trainer's run began with."""
        return cls.and_own(trainer)[0]

    @classmethod
    def and_own(cls, trainer: Trainer) -> tuple[Self, dict[str, Any]]:
        """The same, and what of it is the learner's own, by name."""
        own: dict[str, Any] = {}
        net, first = trainer.net, trainer.history.snapshots[0]
        s = first.settings
        network = {
            "sizes": list(net.sizes), "activation": [name_of(a, HIDDEN, own) for a in s.activation],
            "output": name_of(s.output, ACTIVATIONS, own), "init": parts_of(net._draw, INITIALIZERS, own),
            "dtype": str(net.theta.dtype), "seed": net.seed, "draw": net.draw, "start": [],
        }  # fmt: skip
        fresh = _network(network, own).theta
        network["start"] = [[int(k), first.theta[k].item()] for k in np.flatnonzero(fresh != first.theta)]
        training = {
            "loss": name_of(trainer.loss, LOSSES, own), "optimizer": parts_of(s.optimizer, OPTIMIZERS, own),
            "learning_rate": s.learning_rate, "schedule": parts_of(s.schedule, SCHEDULES, own), "batch_size": s.batch_size,
            "l1": s.l1, "l2": s.l2, "shuffle": s.shuffle, "frozen": list(s.frozen), "learner": learner_of(s.learner, own),
            "record_every": trainer.record_every, "seed": trainer.seed,
        }  # fmt: skip
        data = sources.source_of(s.data, own)
        return cls.from_dict({"version": VERSION, "data": data, "network": network, "training": training}), own

    @classmethod
    def from_dict(cls, spec: dict[str, Any]) -> Self:
        """What `to_dict` gave; unknown and missing keys are refused."""
        return cls(canonical(spec))

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists, strings and numbers; {"own": name} stands for what is the learner's own."""
        return dict(json.loads(self.text))

    @property
    def own(self) -> tuple[str, ...]:
        """Names of the functions and arrays that `build` must be given."""
        found: list[str] = []

        def look(spec: Any) -> None:
            name = own_name(spec)
            if name is not None:
                found.append(name)
            for part in spec.values() if isinstance(spec, dict) else spec if isinstance(spec, list) else ():
                look(part)

        look(self.to_dict())
        return tuple(dict.fromkeys(found))

    def build(self, own: Mapping[str, Any] | None = None) -> tuple[Network, Trainer]:
        """(net, trainer) at step 0. `own` holds by name what `self.own` lists: pairs (f, df), (value, slope), (X, y) …"""
        spec, own = self.to_dict(), own or {}
        data = sources.load(spec["data"], own)
        net, training = _network(spec["network"], own), dict(spec["training"])
        frozen = each(training.pop("frozen"), "frozen", lambda k: index(net, k))
        training["loss"] = by_name(training["loss"], LOSSES, "loss", own)
        training["optimizer"] = by_parts(training["optimizer"], OPTIMIZERS, "optimizer", own)
        training["schedule"] = by_parts(training["schedule"], SCHEDULES, "schedule", own)
        learner = passes(training.pop("learner"), own)
        trainer = Trainer(net, data, **training, **learner)
        if frozen:
            trainer._begin(net.theta.copy(), trainer.settings.changed(net, trainer.loss, frozen=frozen))
        return net, trainer

    def __repr__(self) -> str:
        spec = self.to_dict()
        name = own_name(spec["data"]["name"])
        return f"Experiment({spec['data']['name'] if name is None else name!r}, {spec['network']['sizes']})"


def canonical(spec: Any) -> str:
    """JSON with sorted keys and no spaces; raises ValueError or TypeError for what JSON has not."""
    return json.dumps(spec, sort_keys=True, separators=(",", ":"), allow_nan=False, ensure_ascii=False)


def _sizes(spec: dict[str, Any]) -> None:
    """Keys and sizes, before anything is made."""
    n, network, training = sources.checked(spec["data"]), known(spec["network"], NETWORK, "network"), spec["training"]
    known(training, TRAINING, "training")
    flag(training["shuffle"], "shuffle")
    sizes = each(network["sizes"], "sizes", lambda size: whole(size, "every entry of sizes", 1))
    parameters = sum((a + 1) * b for a, b in pairwise(sizes))
    if len(sizes) > 100 or parameters > MOST_PARAMETERS or n * sum(sizes) > MOST_NUMBERS:
        raise ValueError(f"a shared network has up to {MOST_PARAMETERS:,} parameters and {MOST_NUMBERS:,} activations, got {sizes[:100]}")


def _network(spec: dict[str, Any], own: Mapping[str, Any]) -> Network:
    activation = each(spec["activation"], "activation", lambda a: by_name(a, HIDDEN, "activation", own))
    output = by_name(spec["output"], ACTIVATIONS, "activation", own)
    init = by_parts(spec["init"], INITIALIZERS, "init", own)
    pick({"float64": 0, "float32": 0}, spec["dtype"], "dtype")
    net = Network(spec["sizes"], activation, output, init, spec["dtype"], spec["seed"])
    if whole(spec["draw"], "draw"):
        net.new_weights(spec["draw"])
    start = each(spec["start"], "start", lambda pair: pair)
    if not all(isinstance(pair, list) and len(pair) == 2 for pair in start):
        raise ValueError("start must be a list of [index, number]")
    values = {index(net, k): number(v, f"theta[{k}]") for k, v in start}
    net.theta[list(values)] = list(values.values())
    return net
