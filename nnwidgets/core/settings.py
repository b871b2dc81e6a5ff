"""The settings of a run: frozen, each tested before it is taken."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from nnwidgets.core.activations import Activation
from nnwidgets.core.datasets import Dataset, as_dataset, named
from nnwidgets.core.learner import Learner
from nnwidgets.core.losses import Loss, aims, loss_for
from nnwidgets.core.network import Network
from nnwidgets.core.optimizers import OPTIMIZERS, Optimizer
from nnwidgets.core.registry import number, pick, whole
from nnwidgets.core.schedules import CONSTANT, Schedule, schedule_for
from nnwidgets.core.targets import encode


@dataclass(frozen=True, eq=False)
class Settings:
    """What may change between two steps. `frozen` are the entries of theta that training leaves alone, `held` those in a hand just now."""

    data: tuple[Dataset, Dataset]
    learning_rate: float
    batch_size: int
    l1: float
    l2: float
    shuffle: bool
    activation: tuple[Activation, ...]
    output: Activation
    frozen: tuple[int, ...] = ()
    held: tuple[int, ...] = ()
    schedule: Schedule = CONSTANT
    learner: Learner | None = None
    optimizer: Optimizer = OPTIMIZERS["sgd"]

    @property
    def still(self) -> tuple[int, ...]:
        """All that training leaves alone."""
        return tuple(sorted({*self.frozen, *self.held})) if self.held else self.frozen

    def alike(self, other: Self) -> bool:
        """The same but for what a hand holds."""
        return all(getattr(self, f.name) == getattr(other, f.name) for f in fields(self) if f.name != "held")

    @classmethod
    def checked(cls, net: Network, loss: Loss, **given: Any) -> Self:
        """All settings, each tested against the network and together against the loss."""
        return cls(**{name: _check(net, name, value) for name, value in given.items()})._fits(net, loss)._tried(net, given)

    def changed(self, net: Network, loss: Loss, **given: Any) -> Self:
        """These settings with some replaced; raises before anything changes."""
        return replace(self, **{name: _check(net, name, value) for name, value in given.items()})._fits(net, loss)._tried(net, given)

    def _fits(self, net: Network, loss: Loss) -> Self:
        loss_for(self.output.name, loss)
        for part in self.data:
            aims(loss, encode(part.y, net.sizes[-1], self.output.name))
        return self

    def _tried(self, net: Network, given: dict[str, Any]) -> Self:
        if given.get("learner") and self.learner:
            few = self.data[0]
            X, y = few.inputs[:3].astype(net.theta.dtype), encode(few.y, net.sizes[-1], self.output.name)[:3]
            self.learner.check(net, X, y)
        return self


def _check(net: Network, name: str, value: Any) -> Any:
    return pick(CHECKS, name, "setting")(net, value)


def _data(net: Network, value: Any) -> tuple[Dataset, Dataset]:
    pair = train_and_test(value, 0)
    for part in pair:
        if part.inputs.shape[1] != net.sizes[0]:
            k = part.inputs.shape[1]
            raise ValueError(f"the network takes {net.sizes[0]} inputs, the data has {k}; make a network whose sizes begin with {k}")
    if not len(pair[0]):
        raise ValueError("no examples are left to train on; make test smaller")
    return pair


def _activation(net: Network, value: Any) -> tuple[Activation, ...]:
    trial = net.copy()
    trial.activation = value
    return trial.activation


def _output(net: Network, value: Any) -> Activation:
    trial = net.copy()
    trial.output = value
    return trial.output


def _frozen(net: Network, value: Any) -> tuple[int, ...]:
    return tuple(sorted({index(net, k) for k in value}))


def index(net: Network, k: Any) -> int:
    """k as an index into theta."""
    if whole(k, "index") >= net.n_params:
        raise ValueError(f"index must be below {net.n_params}, the number of parameters, got {k}")
    return int(k)


CHECKS: dict[str, Callable[[Network, Any], Any]] = {
    "data": _data,
    "learning_rate": lambda net, v: number(v, "learning_rate", above=0, hint="0.03 is a usual start"),
    "batch_size": lambda net, v: whole(v, "batch_size", 1, hint="10 is a usual start"),
    "l1": lambda net, v: number(v, "l1", low=0),
    "l2": lambda net, v: number(v, "l2", low=0),
    "shuffle": lambda net, v: bool(v),
    "activation": _activation,
    "output": _output,
    "frozen": _frozen,
    "held": _frozen,
    "learner": lambda net, v: v,
    "schedule": lambda net, v: schedule_for(v),
    "optimizer": lambda net, v: pick(OPTIMIZERS, v, "optimizer", Optimizer),
}


def train_and_test(data: Any, test: float) -> tuple[Dataset, Dataset]:
    """(train, test) from a Dataset, a name or (X, y), of which the share `test` is set aside; or from a (train, test) pair."""
    if isinstance(data, str):
        data = named(data)
    if isinstance(data, tuple | list) and len(data) == 2 and all(isinstance(part, Dataset | tuple) for part in data):
        train = as_dataset(data[0])
        return train, data[1] if isinstance(data[1], Dataset) else train.like(*data[1])
    return as_dataset(data).split(test)
