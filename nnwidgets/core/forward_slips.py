"""The slips that learners make in a forward pass; to add one is one entry."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array


@dataclass(frozen=True, eq=False)
class Place:
    """Layer `l` of a network, with what it is given: `before` (n, n_in), the activations that came out right, and X."""

    net: Network
    l: int
    before: Array
    X: Array

    @property
    def W(self) -> Array:
        """(n_out, n_in)."""
        return self.net.W[self.l]

    @property
    def b(self) -> Array:
        """(n_out,)."""
        return self.net.b[self.l]

    @property
    def z(self) -> Array:
        """What the layer adds up."""
        return self.before @ self.W.T + self.b

    @property
    def act(self) -> str:
        """The name of its activation."""
        return self._kind.name

    def f(self, z: Array) -> Array:
        """Its activation of something."""
        return self._kind.f(z)

    @property
    def _kind(self):  # type: ignore[no-untyped-def]
        return (*self.net.activation, self.net.output)[self.l]


Made = dict[str, Array]  # what a slip would give, by what its sentence says of it


@dataclass(frozen=True)
class ForwardSlip:
    """`sentence` says what is wrong, with {} where `made(place)` says more by its keys; `remedy` is a hint, not the answer."""

    name: str
    sentence: str
    remedy: str
    made: Callable[[Place], Made]


def _others(p: Place) -> Made:
    return {name: kind.f(p.z) for name, kind in ACTIVATIONS.items() if name not in (p.act, "softmax", "linear")}


def _transposed(p: Place) -> Made:
    return {"": p.f(p.before @ p.W + p.b)} if p.W.shape[0] == p.W.shape[1] else {}


def _inputs(p: Place) -> Made:
    return {"": p.f(p.X @ p.W.T + p.b)} if p.l and p.X.shape == p.before.shape else {}


SLIPS: dict[str, ForwardSlip] = {
    slip.name: slip
    for slip in (
        ForwardSlip("no_activation", "The activation is missing: this is z.", "What leaves a layer is act(z).", lambda p: {"": p.z}),
        ForwardSlip("no_bias", "The bias is missing.", "z = W a + b: one bias for each neuron.", lambda p: {"": p.f(p.z - p.b)}),
        ForwardSlip("bias_outside", "The bias is added after the activation.", "b belongs into z, before the activation bends it.",
                    lambda p: {"": p.f(p.z - p.b) + p.b}),
        ForwardSlip("activation_twice", "The activation is applied twice.", "Once for each layer.", lambda p: {"": p.f(p.f(p.z))}),
        ForwardSlip("other_activation", "The layer uses {}, and the network another activation here.",
                    "`net.activation` and `net.output` say which.", _others),
        ForwardSlip("W_transposed", "W is transposed.", "A row of W is a neuron: for rows of examples it is a @ W.T.", _transposed),
        ForwardSlip("inputs_again", "The layer is given X, not the activations of the layer before it.",
                    "In a loop, a new a takes the place of the old.", _inputs),
    )
}  # fmt: skip


def likely(place: Place, given: Array) -> Iterator[tuple[ForwardSlip, str]]:
    """The slips that give just these activations, with what their sentences say."""
    for slip in SLIPS.values():
        with np.errstate(all="ignore"):
            for said, made in slip.made(place).items():
                if made.shape == given.shape and np.allclose(made, given, rtol=1e-6, atol=1e-9):
                    yield slip, said
                    break
