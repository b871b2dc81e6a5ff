"""A lab about one network and the examples that are passed through it, one of them chosen."""

from typing import Any

import numpy as np

from nnwidgets.core.registry import Array, whole
from nnwidgets.core.targets import encode
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.dials import Dial, Dialed
from nnwidgets.widgets.kinds import Kinds
from nnwidgets.widgets.source import showable


def _row(lab: Any, value: Any) -> int:
    n, i = sum(map(len, lab.data)), whole(value, "example")
    if i >= n:
        raise ValueError(f"example must be below {n}, the number of examples, got {i}")
    return i


class OneNetwork(Dialed):
    """A lab whose page has the network's layers, the inputs and targets of all examples, and which example is looked at."""

    example = Dial(0, _row, help="the row of the example that is looked at: those for training first, then those for testing")

    def __init__(self, trainer: Trainer, **kwargs: Any) -> None:
        showable(trainer.data)
        self._kinds = Kinds()
        super().__init__(trainer, **kwargs)

    @property
    def x(self) -> Array:
        """What the network is given of the example that is looked at, (n_in,)."""
        train, test = self.data
        i = self.example
        return (train if i < len(train) else test).inputs[i if i < len(train) else i - len(train)]

    @property
    def y(self) -> Array:
        """Its target as the loss takes it, (n_out,)."""
        return self._targets()[self.example]

    def _targets(self) -> Array:
        return np.concatenate([encode(part.y, self.net.sizes[-1], self.net.output.name) for part in self.data])

    def describe(self) -> tuple[dict[str, Any], dict[str, Array]]:
        settings, arrays = super().describe()
        net, (train, test), (own, tables) = self.net, self.data, self._kinds.tables(self.net)
        if own:
            settings["own_activations"], arrays["own_activations"] = own, tables
        return settings | {
            "sizes": list(net.sizes), "hidden": [*map(self._kinds.name, net.activation)], "output": self._kinds.name(net.output),
            "loss": self.trainer.loss.name, "task": train.task, "names": list(train.names), "classes": list(train.classes),
            "n_train": len(train),
        }, arrays | {"inputs": np.concatenate([train.inputs, test.inputs]), "Y": self._targets()}  # fmt: skip
