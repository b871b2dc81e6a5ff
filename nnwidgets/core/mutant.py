"""A backward pass of which every piece can be exchanged: what the gradient would be with one slip in it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnwidgets.core.losses import Loss
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array

Piece = Callable[[Array, int], Array]  # of (delta of the layer, the layer's index)
Mutants = dict[str, Array]  # flat gradients, by what the slip's sentence says of each
PLACES = {"hidden": "the hidden layers", "output": "the output layer", "everywhere": "every layer"}


@dataclass(frozen=True, eq=False)
class Case:
    """A network with n examples: X, targets y, the loss, its passes; `given` is the learner's flat gradient."""

    net: Network
    z: tuple[Array, ...]
    a: tuple[Array, ...]
    y: Array
    loss: Loss
    given: Array

    @property
    def n(self) -> int:
        """How many examples."""
        return len(self.y)

    @property
    def last(self) -> int:
        """The index of the output layer's weights."""
        return len(self.z) - 1

    @property
    def error(self) -> Array:
        """∂C/∂a at the output (n, n_out), or a − y with a loss that is made for its output."""
        return self.a[-1] - self.y if self.loss.pair else self.loss.slope(self.a[-1], self.y)  # type: ignore[misc]

    def act(self, layer: int) -> str:
        """The name of the layer's activation."""
        return (*self.net.activation, self.net.output)[layer].name

    def df(self, layer: int, z: Array | None = None) -> Array:
        """act'(z) of a layer, at its own z or at another."""
        return (*self.net.activation, self.net.output)[layer].df(self.z[layer] if z is None else z)

    def slope(self, layer: int) -> Array:
        """What the wishes of a layer are multiplied by: act'(z), or 1 where `error` has it already."""
        return np.ones_like(self.z[-1]) if self.loss.pair and layer == self.last else self.df(layer)

    def gradient(
        self,
        error: Array | None = None,
        slope: Callable[[int], Array] | None = None,
        back: Piece | None = None,
        weights: Piece | None = None,
        biases: Piece | None = None,
        passed: Callable[[Array, Array, int], Array] | None = None,
    ) -> Array:
        """The flat gradient with pieces exchanged: δ = wish ⊙ slope, dW = weights(δ, l), db = biases(δ, l), wish = back(δ, l).

        `passed(wish, δ, l)` is what goes back in δ's place.
        """
        theta = np.empty(self.net.n_params)
        blocks, wish = self.net.split(theta), self.error if error is None else error
        for layer in range(self.last, -1, -1):
            delta = wish * (slope or self.slope)(layer)
            blocks[layer][:, :-1] = weights(delta, layer) if weights else self.weights(delta, layer)
            blocks[layer][:, -1] = biases(delta, layer) if biases else delta.mean(axis=0)
            on = passed(wish, delta, layer) if passed else delta
            wish = back(on, layer) if back else on @ self.net.W[layer]
        return theta

    def weights(self, delta: Array, layer: int, source: Array | None = None) -> Array:
        """δᵀ a / n with the layer's own a, or with another of the same shape."""
        a = self.a[layer]
        return delta.T @ (source if source is not None and source.shape == a.shape else a) / self.n

    def scaled(self, **factors: float) -> Array:
        """The right gradient, with W and b of all layers multiplied."""
        W, b = factors.get("W", 1), factors.get("b", 1)
        return self.gradient(weights=lambda d, l: W * self.weights(d, l), biases=lambda d, l: b * d.mean(axis=0))

    def kept(self, layers: range) -> Array:
        """The right gradient in these layers, 0 in the others."""
        theta = self.gradient()
        for layer, M in enumerate(self.net.split(theta)):
            M *= layer in layers
        return theta

    def sloped(self, piece: Callable[[int], Array | None], where: str) -> Mutants:
        """With `piece(layer)` in place of act'(z) in the hidden layers, at the output, or everywhere; none where it is None."""
        hit = [l for l in range(self.last + 1) if where == "everywhere" or (where == "output") == (l == self.last)]
        if (self.last == 0 and where != "output") or (self.last in hit and self.act(self.last) == "softmax"):
            return {}
        pieces = {l: p for l in hit if (p := piece(l)) is not None}
        if len(pieces) < len(hit):
            return {}

        def slope(layer: int) -> Array:
            if layer not in pieces:
                return self.slope(layer)
            if self.loss.pair and layer == self.last:  # the error is then ∂C/∂a times act' already
                return np.asarray(pieces[layer] / self.df(layer))
            return pieces[layer]

        return {PLACES[where]: self.gradient(slope=slope)}
