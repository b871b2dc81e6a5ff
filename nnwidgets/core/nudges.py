"""A ratio of nudges: how far the cost moves when one number moves a little, beside the derivative that says so."""

import re
from dataclasses import dataclass

import numpy as np

from nnwidgets.core.gradcheck import asked
from nnwidgets.core.losses import Loss
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array
from nnwidgets.core.shares import index_of
from nnwidgets.core.trace import Trace

INPUT = re.compile(r"\s*x\[(\d+)\]\s*")


@dataclass(frozen=True, eq=False)
class Nudge:
    """`leaf` was moved by `h`: the cost `before` and `after`, both passes, and the derivative."""

    leaf: str
    h: float
    before: float
    after: float
    derivative: float
    trace: Trace
    moved: Trace

    @property
    def ratio(self) -> float:
        """ΔC / h, a difference in one direction: off by about h ∂²C/2, and by rounding, about 1e-16 C / h."""
        return (self.after - self.before) / self.h

    def __repr__(self) -> str:
        moved = f"{self.leaf} by {self.h:g}: C {self.before:.9f} → {self.after:.9f}"
        return f"Nudge({moved}, ratio {self.ratio:.6f}, derivative {self.derivative:.6f})"


def nudge(net: Network, x: object, y: object, leaf: object, h: float = 0.01, loss: object = None) -> Nudge:
    """Move one number by h and see what the mean cost does: a parameter ("W[0][1, 0]", "b[0][1]", its index) or an input "x[0]".

    C(w + h) − C(w) over h, in float64; the derivative is backpropagation's. Raises ValueError for h = 0 or a leaf that is not there.
    (Definition of the derivative; 3Blue1Brown, Neural networks, chapter 4.)
    """
    if not isinstance(h, int | float) or isinstance(h, bool) or not np.isfinite(h) or h == 0:
        raise ValueError(f"h must be a number other than 0, such as 0.01, got {h!r}")
    own, rows, target, chosen = asked(net, x, y, loss)
    trace = own.forward(rows)
    grads = own.backward(trace, target, chosen)
    other, moved_x = own.copy(), rows.copy()
    if isinstance(leaf, str) and (found := INPUT.fullmatch(leaf)):
        k = int(found[1])
        if k >= own.sizes[0]:
            raise ValueError(f"there is no input x[{k}]: the network has {own.sizes[0]}")
        moved_x[:, k] += h
        derivative = float((grads.delta[0] @ own.W[0])[:, k].mean())
    else:
        at = index_of(own, leaf)
        other.theta[at] += h
        derivative, leaf = float(grads.theta[at]), own.name_of(at)
    moved = other.forward(moved_x)
    before, after = (float(np.mean(_cost(chosen, passed, target))) for passed in (trace, moved))
    return Nudge(str(leaf), float(h), before, after, derivative, trace, moved)


def _cost(loss: Loss, trace: Trace, y: Array) -> Array:
    return np.asarray(loss.value(trace.z[-1], trace.a[-1], y))
