"""A thousand inputs pushed through a deep network: what each layer makes of them, and how much of the gradient comes back to it."""

from dataclasses import dataclass

import numpy as np

from nnwidgets.core.activations import Activation
from nnwidgets.core.dataset import Dataset
from nnwidgets.core.datasets import from_arrays
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array
from nnwidgets.core.statistics import FLAT, RANGE
from nnwidgets.core.streams import Stream

INPUTS = 4
BINS, Z_BINS = 24, 48


@dataclass(frozen=True, eq=False)
class Pushed:
    """Numbers by layer of weights, the output's last: arrays (L,) unless said; all of n examples and every unit of the layer.

    `mean` and `std` are those of a, `a_counts` (L, BINS) its histogram from `a_low` to `a_high`; `z_counts` (L, Z_BINS) is that of z
    between −reach and reach, `z_out` the share beyond. `flat` is the share of all z where |act'(z)| ≤ flat · max |act'|, `dead` that of
    the units with act'(z) = 0 for every example. `delta_rms` is the root mean square of δ = ∂C/∂z, `delta_counts` (L, BINS) the histogram
    of log₁₀ |δ| between `delta_edges`, `delta_zero` the share that is 0 (what is smaller than the left edge is
    counted there); `gradient_rms` is that of ∂C/∂(W, b), as in `nw.statistics`.
    """

    mean: Array
    std: Array
    a_low: Array
    a_high: Array
    a_counts: Array
    z_counts: Array
    z_out: Array
    flat: Array
    dead: Array
    delta_rms: Array
    delta_counts: Array
    delta_edges: tuple[float, float]
    delta_zero: Array
    gradient_rms: Array


def thousand(n: int = 1000, seed: int = 0) -> Dataset:
    """n points (n, 4) from N(0, 1), labelled 1 where their sum is above 0."""
    X = Stream(seed, "data").normal((n, INPUTS))
    return from_arrays(X, (X.sum(axis=1) > 0).astype(int))


def deep_network(layers: int, width: int, activation: object, init: object, seed: int = 0) -> Network:
    """`layers` hidden layers of `width` units between four inputs and one sigmoid; raises ValueError or TypeError as Network does."""
    return Network([INPUTS, *[width] * layers, 1], activation, "sigmoid", init, seed=seed)


def steepest(act: Activation) -> float:
    """max |act'(z)| for z from −20 to 20, where it is finite."""
    with np.errstate(all="ignore"):
        sizes = np.abs(np.broadcast_to(act.df(RANGE), RANGE.shape))
    return float(sizes[np.isfinite(sizes)].max(initial=0))


def pushed(net: Network, data: Dataset, flat: float = FLAT, reach: float = 6.0) -> Pushed:
    """Pass all examples of `data` forward and the gradient of their mean loss back; a pure function: nothing is changed."""
    with np.errstate(all="ignore"):
        trace, acts = net.forward(data.inputs), (*net.activation, net.output)
        grads = net.backward(trace, data.y)
        slopes, sizes = [np.abs(act.df(z)) for act, z in zip(acts, trace.z, strict=True)], [np.abs(d) for d in grads.delta]
        edges, ends = _powers(sizes), [_ends(act, a) for act, a in zip(acts, trace.a[1:], strict=True)]
        return Pushed(
            mean=np.array([a.mean() for a in trace.a[1:]]), std=np.array([a.std() for a in trace.a[1:]]),
            a_low=np.array([low for low, _ in ends]), a_high=np.array([high for _, high in ends]),
            a_counts=np.array([_counts(a, end) for a, end in zip(trace.a[1:], ends, strict=True)]),
            z_counts=np.array([_counts(z, (-reach, reach), Z_BINS) for z in trace.z]),
            z_out=np.array([np.mean(~(np.abs(z) <= reach)) for z in trace.z]),
            flat=np.array([np.mean(slope <= flat * steepest(act)) for act, slope in zip(acts, slopes, strict=True)]),
            dead=np.array([np.mean((slope == 0).all(axis=0)) for slope in slopes]),
            delta_rms=np.array([np.sqrt(np.mean(size**2)) for size in sizes]),
            delta_counts=np.array([_counts(np.log10(size[size > 0]).clip(*edges), edges) for size in sizes]), delta_edges=edges,
            delta_zero=np.array([np.mean(size == 0) for size in sizes]),
            gradient_rms=np.array([np.sqrt(np.mean(G**2)) for G in net.split(grads.theta)]),
        )  # fmt: skip


def _counts(values: Array, ends: tuple[float, float], bins: int = BINS) -> Array:
    return np.histogram(values[np.isfinite(values)], bins, ends)[0]


def _ends(act: Activation, a: Array) -> tuple[float, float]:
    """What a histogram of a spans: the range of the activation where it is bounded, else what was met, 0 included."""
    low, high = act.range
    seen = a[np.isfinite(a)] if np.isfinite(a).any() else np.zeros(1)
    low = low if np.isfinite(low) else min(0.0, float(seen.min()))
    high = high if np.isfinite(high) else max(0.0, float(seen.max()))
    return (low, high) if high > low else (low - 0.5, low + 0.5)


def _powers(sizes: list[Array]) -> tuple[float, float]:
    """Whole powers of ten round what is not 0, but for the smallest 1 % of a layer."""
    found = [f for size in sizes if (f := size[(size > 0) & np.isfinite(size)]).size]
    low, high = min((float(np.quantile(f, 0.01)) for f in found), default=0.1), max((float(f.max()) for f in found), default=1.0)
    top = float(np.ceil(np.log10(high))) + 0.0  # no −0
    return min(float(np.floor(np.log10(low))), top - 1), top
