"""Which entries of theta a layer, a neuron, a weight or a bias is."""

from typing import Any

import numpy as np

from nnwidgets.core.directions import named
from nnwidgets.core.network import Network
from nnwidgets.core.registry import pick, whole
from nnwidgets.core.settings import index

BIAS = "bias"


def entries(net: Network, layer: int | None = None, to: int | None = None, source: int | str | None = None) -> list[int]:
    """The indices of `net.W[layer][to, source]`; of `net.b[layer][to]` where source is "bias".

    Without `source` of all that leads to the neuron `to`, its bias too; without `to` of the layer; without `layer` of all.
    Raises IndexError for what is not there, ValueError or TypeError for what is no index.
    """
    if layer is None:
        if to is not None or source is not None:
            raise ValueError("to and source are within a layer; pass it as well, such as layer=0")
        return list(range(net.n_params))
    _within(layer, len(net.blocks), f"the network has {len(net.blocks)} layers of weights")
    rows, columns = net.blocks[layer].shape
    ks = sum(M.size for M in net.blocks[:layer]) + np.arange(rows * columns).reshape(rows, columns)
    if to is None:
        if source is not None:
            raise ValueError("source is one of the weights of a neuron; pass the neuron as well, such as to=0")
        return [int(k) for k in ks.ravel()]
    _within(to, rows, f"W[{layer}] has {rows} rows (to)")
    if source is None:
        return [int(k) for k in ks[to]]
    if isinstance(source, str):
        pick({BIAS: None}, source, "source")
        return [int(ks[to, -1])]
    _within(source, columns - 1, f"W[{layer}] has {columns - 1} columns (source)")
    return [int(ks[to, source])]


def entry(net: Network, one: Any) -> int:
    """The index of one parameter, given as (layer, to, source), as a name such as `W[1][0, 2]` or `b[0][1]`, or as itself.

    Raises IndexError, ValueError or TypeError for what is none.
    """
    if not isinstance(one, tuple | list):
        return named(net, one) if isinstance(one, str) else index(net, one)
    if len(one) != 3 or None in one:
        raise ValueError(f"one weight is (layer, to, source), a bias (layer, to, 'bias'); got {one!r}")
    return entries(net, *one)[0]


def partner(net: Network, k: int) -> int:
    """What goes with entry k on a surface: the next weight of its neuron, after the last the first; its bias, where it has no other."""
    start = 0
    for M in net.blocks:
        if k < start + M.size:
            break
        start += M.size
    rows, columns = np.divmod(k - start, M.shape[1])
    weights = M.shape[1] - 1
    other = 0 if columns == weights else (columns + 1) % weights
    return int(start + rows * M.shape[1] + (weights if other == columns else other))


def _within(value: int, size: int, what: str) -> None:
    if whole(value, "index") >= size:
        raise IndexError(f"{what}, got {value}; counting starts at 0")
