"""Which entries of theta a layer, a neuron, a weight or a bias is."""

import numpy as np

from nnwidgets.core.network import Network
from nnwidgets.core.registry import pick, whole

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


def _within(value: int, size: int, what: str) -> None:
    if whole(value, "index") >= size:
        raise IndexError(f"{what}, got {value}; counting starts at 0")
