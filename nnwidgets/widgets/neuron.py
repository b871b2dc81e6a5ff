"""NeuronLab: one neuron in hand: the products that stack to z, the curve, the bias, the line, gates, painted weights, and 1943."""

from typing import Any

import numpy as np
import traitlets as tl

from nnwidgets.core import all_or_none, gate_hints, neuron, painted
from nnwidgets.core.arrays import numbers
from nnwidgets.core.registry import Array, number
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.bundle import bundle
from nnwidgets.widgets.neuron_dials import DIALS, MODES
from nnwidgets.widgets.neuron_picture import picture, words
from nnwidgets.widgets.one_network import OneNetwork
from nnwidgets.widgets.session import PROBLEMS

MOST = 6  # inputs


class NeuronLab(OneNetwork):
    """`nw.NeuronLab()`: a = f(w·x + b), one idea at a time: `lab.mode` is sum, bias, line, gate, image, vectors or 1943.

    `w`, `b` and `x` are its weights, bias and input, `activation` its f, by name or as a pair (f, df); `data` are examples with two
    classes, without which there is a noisy gate; any dial, such as `mode` or `gate`, can be given as well. Raises ValueError or
    TypeError for what does not fit.
    """

    _esm, _css = bundle("neuron.js"), bundle("neuron.css")
    mode, x, gate = DIALS["mode"], DIALS["x"], DIALS["gate"]
    pixels, probe, revealed = DIALS["pixels"], DIALS["probe"], DIALS["revealed"]
    kinds, pulses, threshold = DIALS["kinds"], DIALS["pulses"], DIALS["threshold"]

    def __init__(self, w: Any = (6, 2), b: float = -5, x: Any = None, activation: object = "sigmoid", data: Any = None, **dials: Any):
        weights = numbers(w, "w")
        if weights.ndim != 1 or not 1 <= weights.size <= MOST:
            raise ValueError(f"w must hold 1 to {MOST} numbers, one for each input, got shape {weights.shape}")
        net = neuron.one_neuron(weights, number(b, "b"), activation)
        start = np.eye(weights.size)[0] if x is None else numbers(x, "x")
        self.n_in, self._start = weights.size, start
        DIALS["x"].check(self, start)
        super().__init__(Trainer(net, neuron.examples(data, start), loss="squared_error"))
        try:
            self.turn(**dials)
        except PROBLEMS:
            self.close()
            raise

    # --- what the neuron is
    @property
    def activation(self) -> str:
        """The name of f; set it to a name or to a pair (f, df)."""
        return self._kinds.name(self.net.output)

    @activation.setter
    def activation(self, spec: Any) -> None:
        self.session.act(lambda: self.trainer.change(output=self._kinds.meant(spec)))

    # --- what can be read off
    @property
    def reading(self) -> neuron.Reading:
        """Of the input: `products`, `z`, `a` and `slope`."""
        return neuron.read(self.net, np.array(self.x))

    @property
    def fires(self) -> float:
        """The share of the examples with z > 0."""
        return neuron.share_that_fires(self.net, self.data[0].inputs)

    @property
    def hint(self) -> str:
        """What this neuron gets wrong of the gate, and what would put it right; of a neuron with two inputs."""
        return gate_hints.hint(self.net.W[0][0], float(self.net.b[0][0]), self.gate) if self.n_in == 2 else ""

    @property
    def rows(self) -> list[tuple[bool, bool]]:
        """For (0, 0), (0, 1), (1, 0), (1, 1): whether the neuron fires, and whether the gate wants it."""
        found = gate_hints.says(self.net.W[0][0], float(self.net.b[0][0])).tolist()
        return list(zip(found, gate_hints.wanted(self.gate).tolist(), strict=True))

    @property
    def sums(self) -> dict[str, painted.Sum]:
        """Of each of the four images under the painting: `total`, and how many pixels count `positive` and `negative`."""
        return {name: painted.weigh(np.array(self.pixels), image) for name, image in painted.PROBES.items()}

    @property
    def fired(self) -> bool:
        """Whether the neuron of 1943 fires on its pulses."""
        return all_or_none.fires(self.pulses, self.kinds, self.threshold)

    @tl.default("x")
    def _first_input(self) -> list[float]:
        return [float(v) for v in self._start]

    @tl.observe("kinds", "pulses")
    def _alike(self, change: Any) -> None:
        """As many pulses as inputs: a new input is still, one that has no place is dropped."""
        n = len(self.kinds)
        if change.name == "kinds" and len(self.pulses) != n:
            self.pulses = [*self.pulses, *[0] * n][:n]
        elif change.name == "pulses" and len(self.pulses) != n:
            self.kinds = [*self.kinds, *["excitatory"] * all_or_none.MOST][: len(self.pulses)]

    @tl.observe("example")
    def _another(self, change: Any) -> None:
        self.x = [float(v) for v in self.data[0].inputs[self.example]]

    # --- what a page needs
    def commands(self) -> dict[str, Any]:
        return super().commands() | {"activation": lambda name: setattr(self, "activation", name)}

    def describe(self) -> tuple[dict[str, Any], dict[str, Array]]:
        settings, arrays = super().describe()
        return settings | {
            "modes": list(MODES.items()),
            "activations": self._kinds.menu(),
            "gates": {name: gate_hints.wanted(name).astype(int).tolist() for name in gate_hints.GATES},
            "paintings": {name: image.ravel().tolist() for name, image in painted.PAINTINGS.items()},
            "probes": list(painted.PROBES),
        }, arrays | {"probes": np.array([image.ravel() for image in painted.PROBES.values()])}

    def _heading(self) -> dict[str, Any]:
        return super()._heading() | {"hint": self.hint, "called": all_or_none.called(self.kinds, self.threshold)}

    def fallback(self) -> tuple[bytes, str]:
        return picture(self.net, np.array(self.x)), words(self.net, np.array(self.x))

    def __repr__(self) -> str:
        w = ", ".join(f"{v:g}" for v in self.net.W[0][0])
        return f"NeuronLab(w=({w}{',' * (self.n_in == 1)}), b={self.net.b[0][0]:g}, activation={self.activation!r})"
