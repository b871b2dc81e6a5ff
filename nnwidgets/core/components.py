"""The gradient as a list: its components sorted by size, and what a nudge of each does to the cost, predicted and measured."""

from dataclasses import dataclass

import numpy as np

from nnwidgets.core.gradcheck import asked
from nnwidgets.core.losses import Loss
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array, number

MOST = 40  # of whose nudges are measured


@dataclass(frozen=True, eq=False)
class Components:
    """`ks` are the parameters' indices in theta, the steepest first, `slopes` their ∂C/∂θ, (n_params,) both; `cost` is C here.

    `predicted` is slope · h and `measured` C(θ + h eₖ) − C(θ), of the first of them, (at most 40,). `share` is the length of those by
    themselves as a share of ‖∇C‖.
    """

    ks: Array
    names: tuple[str, ...]
    slopes: Array
    predicted: Array
    measured: Array
    cost: float
    h: float
    share: float


def components(net: Network, X: object, y: object, loss: object = None, h: float = 0.01, most: int = MOST) -> Components:
    """The components of ∇C, C the mean loss over X (n, n_in) and y, sorted by size, and the first `most` nudged by h one by one.

    C(θ + h eₖ) ≈ C(θ) + h ∂C/∂θₖ (Taylor, first order). Raises ValueError for h = 0 or data that do not fit.
    """
    if not number(h, "h"):
        raise ValueError("h must be a number other than 0, such as 0.01, got 0")
    own, x, target, chosen = asked(net, X, y, loss)
    slopes = own.backward(own.forward(x), target, chosen).theta
    ks = np.argsort(-np.abs(slopes), kind="stable")
    first, cost = ks[:most], cost_of(own, x, target, chosen)
    measured = np.array([moved(own, x, target, chosen, int(k), h) - cost for k in first])
    length = float(np.linalg.norm(slopes))
    share = float(np.linalg.norm(slopes[first])) / length if length else 1.0
    names = tuple(own.name_of(int(k)) for k in first)
    return Components(ks, names, slopes[ks], slopes[first] * h, measured, cost, h, share)


def along(net: Network, X: object, y: object, k: int, reach: float, loss: object = None, points: int = 41) -> tuple[Array, Array]:
    """(t, C(θ + t eₖ)) for t from −reach to reach: the cost as the one parameter k sees it."""
    own, x, target, chosen = asked(net, X, y, loss)
    t = np.linspace(-reach, reach, points)
    return t, np.array([moved(own, x, target, chosen, k, float(by)) for by in t])


def cost_of(net: Network, X: Array, y: Array, loss: Loss) -> float:
    """The mean loss."""
    trace = net.forward(X)
    return float(np.mean(loss.value(trace.z[-1], trace.a[-1], y)))


def moved(net: Network, X: Array, y: Array, loss: Loss, k: int, by: float) -> float:
    """The mean loss with parameter k moved; the network is as it was afterwards, to the bit."""
    before = net.theta[k]
    net.theta[k] = before + by
    found = cost_of(net, X, y, loss)
    net.theta[k] = before
    return found
