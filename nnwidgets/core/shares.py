"""Each example's own gradient: who pulls a weight, and what one example wishes for all of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from nnwidgets.core.gradcheck import asked
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array, whole
from nnwidgets.core.trace import Blocks

CHUNK = 1000  # examples whose passes are kept at once
MOST = 1 << 27  # numbers in one answer: 1 GB
NAME = re.compile(r"\s*(?:W\[(\d+)\]\[(\d+),\s*(\d+)\]|b\[(\d+)\]\[(\d+)\])\s*")


def shares(net: Network, X: object, y: object, loss: object = None, of: object = None) -> Array:
    """∂Cᵢ/∂θ of every example i by itself, (n, n_params), in float64; the mean over the rows is the batch gradient.

    Of a weight it is δᵢⱼ aᵢₖ, of a bias δᵢⱼ. With `of`, a parameter's name such as "W[0][1, 2]" or its index in theta, only its column
    (n,), or (n, k) for a list of them, with the passes of a thousand examples in memory at a time. Row i is what example i would do to
    the weights by itself; to go down it pulls the other way. Raises ValueError for an answer of more than 1 GB. (Definition.)
    """
    own, x, target, chosen = asked(net, X, y, loss)
    many = list(of) if isinstance(of, Iterable) and not isinstance(of, str) else None
    which = None if of is None else [index_of(own, k) for k in ([of] if many is None else many)]
    width = own.n_params if which is None else len(which)
    if len(x) * width > MOST:
        raise ValueError(f"{len(x):,} examples × {width:,} parameters are {len(x) * width / MOST:.2g} GB; choose some with of=…")
    out = np.empty((len(x), width))
    for i in range(0, len(x), CHUNK):
        rows = slice(i, i + CHUNK)
        trace = own.forward(x[rows])
        delta = own.backward(trace, target[rows], chosen).delta
        if which is None:
            _fill(own, out[rows], delta, trace.a)
        else:
            for column, k in enumerate(which):
                layer, unit, source = _place(own, k)
                a = trace.a[layer]
                out[rows, column] = delta[layer][:, unit] * (a[:, source] if source < a.shape[1] else 1)
    return out if which is None or many is not None else out[:, 0]


@dataclass(frozen=True, eq=False)
class Wish:
    """What one example asks for, in the direction that lowers its loss: `theta` (n_params,) and its blocks `W[l]`, `b[l]`.

    `a[l]` (n_out,) is what it asks of the activations of hidden layer l, which nobody can set: it goes on to the layer before.
    `paths[l]` (units of the next layer, n_out) has one row for each unit that asks; its sum over the rows is `a[l]`.
    """

    theta: Array
    W: Blocks
    b: Blocks
    a: tuple[Array, ...]
    paths: tuple[Array, ...]


def wish(net: Network, X: object, y: object, example: int, loss: object = None) -> Wish:
    """−∂Cᵢ/∂ of everything, for one example i: of W[l] −δⱼ aₖ, of b[l] −δⱼ, of hidden activations −Σⱼ δⱼ Wⱼₖ.

    The mean of all examples' wishes is −∇C. Raises ValueError for an example that is not there. (3Blue1Brown, Neural networks, chapter 3.)
    """
    own, x, target, chosen = asked(net, X, y, loss)
    i = whole(example, "example", 0)
    if i >= len(x):
        raise ValueError(f"example must be below {len(x)}, the number of examples, got {i}")
    grads = own.backward(own.forward(x[i : i + 1]), target[i : i + 1], chosen)
    theta = -grads.theta
    blocks = own.split(theta)
    paths = tuple(-d[0][:, None] * W for W, d in zip(own.W[1:], grads.delta[1:], strict=True))
    W, b = Blocks("W", [M[:, :-1] for M in blocks]), Blocks("b", [M[:, -1] for M in blocks])
    return Wish(theta, W, b, tuple(path.sum(axis=0) for path in paths), paths)


def index_of(net: Network, name: object) -> int:
    """Where a parameter is in theta: "W[0][1, 2]", "b[0][1]", or an index as it is. Raises ValueError for one that is not there."""
    if not isinstance(name, str):
        k = whole(name, "of", 0, hint="or the name of a parameter, such as 'W[0][1, 0]'")
        if k >= net.n_params:
            raise ValueError(f"of must be below {net.n_params}, the number of parameters, got {k}")
        return k
    found = NAME.fullmatch(name)
    if not found:
        raise ValueError(f"of must be the name of a parameter, such as 'W[0][1, 0]' or 'b[0][1]', got {name!r}")
    layer, j, k = (int(g) if g else 0 for g in ((found[1] or found[4]), (found[2] or found[5]), found[3]))
    if layer >= len(net.W) or j >= net.sizes[layer + 1] or (found[1] and k >= net.sizes[layer]):
        shapes = ", ".join(f"{letter}[{l}] {view.shape}" for l in range(len(net.W)) for letter, view in (("W", net.W[l]), ("b", net.b[l])))
        raise ValueError(f"there is no {name}; the network has {shapes}")
    start = sum(M.size for M in net.blocks[:layer])
    width = net.sizes[layer] + 1
    return start + j * width + (k if found[1] else width - 1)


def _place(net: Network, k: int) -> tuple[int, int, int]:
    """(layer, unit, source) of entry k of theta; the source of a bias is n_in."""
    layer = 0
    while k >= net.blocks[layer].size:
        k -= net.blocks[layer].size
        layer += 1
    unit, source = divmod(k, net.sizes[layer] + 1)
    return layer, unit, source


def _fill(net: Network, out: Array, delta: tuple[Array, ...], a: tuple[Array, ...]) -> None:
    start = 0
    for d, source, M in zip(delta, a, net.blocks, strict=False):
        block = out[:, start : start + M.size].reshape(len(out), *M.shape)
        np.multiply(d[:, :, None], source[:, None, :], out=block[:, :, :-1])
        block[:, :, -1] = d
        start += M.size
