"""Backpropagation one operation after another, forward and then backward in time: what each computes, in NumPy and in LaTeX.

Forward, layer by layer, z and a, and the cost; backward, layer by layer from the last, what the cost asks of the activations (`pull`),
of the sums (`delta`), of the weights and of the biases. Names are those of `Trace` and `Gradients`: `trace.a[l]`, `grads.W[l]`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nnwidgets.core.losses import Loss, aims
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array
from nnwidgets.core.trace import Gradients, Trace

KINDS = ("z", "a", "C", "pull", "delta", "dW", "db")


@dataclass(frozen=True)
class Op:
    """`numpy` computes it from `net`, `trace`, `grads`, `x`, `y` and `loss`; `name` is where its value stands, "" where nowhere.

    `layer` is as in `net.W[layer]`; of `pull` the one whose activations are asked, `trace.a[layer + 1]`; of C the last.
    """

    kind: str
    layer: int
    name: str
    numpy: str
    latex: str

    @property
    def backward(self) -> bool:
        """Whether it belongs to the way back."""
        return KINDS.index(self.kind) > KINDS.index("C")


def ops(net: Network, loss: Loss) -> list[Op]:
    """All operations of one pass forward and one backward, in order: 2 L + 1 forward, 4 L backward, for L layers of weights.

    A loss that goes with its output (softmax and cross-entropy, sigmoid and its own) has no pull at the output: its δ is a − y at once.
    (Nielsen 2015, Neural Networks and Deep Learning, chapter 2, BP1 to BP4.)
    """
    return [*_forward(net, loss), *_backward(net, loss)]


def _forward(net: Network, loss: Loss) -> Iterator[Op]:
    last = len(net.W) - 1
    for l in range(last + 1):
        act = "net.output" if l == last else f"net.activation[{l}]"
        letter = _letter(net, l)
        before, z, a = f"a^{{({l})}}", f"z^{{({l + 1})}}", f"a^{{({l + 1})}}"
        yield Op("z", l, f"trace.z[{l}]", f"trace.a[{l}] @ net.W[{l}].T + net.b[{l}]", f"{z} = W^{{({l + 1})}} {before} + b^{{({l + 1})}}")
        yield Op("a", l, f"trace.a[{l + 1}]", f"{act}.f(trace.z[{l}])", f"{a} = {letter}({z})")
    yield Op("C", last, "", f"loss.value(trace.z[{last}], trace.a[{last + 1}], y).mean()", f"C = C(a^{{({last + 1})}}, y)")


def _backward(net: Network, loss: Loss) -> Iterator[Op]:
    last = len(net.W) - 1
    for l in range(last, -1, -1):
        act = "net.output" if l == last else f"net.activation[{l}]"
        n = l + 1
        asked, sums = f"\\partial C / \\partial a^{{({n})}}", f"\\delta^{{({n})}}"
        slope = f"{_letter(net, l)}'(z^{{({n})}})"
        if l < last:
            yield Op("pull", l, "", f"grads.delta[{l + 1}] @ net.W[{l + 1}]", f"{asked} = (W^{{({n + 1})}})^T \\delta^{{({n + 1})}}")
        elif not loss.pair:
            yield Op("pull", l, "", f"loss.slope(trace.a[{n}], y)", asked)
        if l == last and loss.pair:
            yield Op("delta", l, f"grads.delta[{l}]", f"trace.a[{n}] - y", f"{sums} = a^{{({n})}} - y")
        else:
            ask = f"grads.delta[{l + 1}] @ net.W[{l + 1}]" if l < last else f"loss.slope(trace.a[{n}], y)"
            yield Op("delta", l, f"grads.delta[{l}]", f"{ask} * {act}.df(trace.z[{l}])", f"{sums} = {asked} \\odot {slope}")
        d = f"grads.delta[{l}]"
        yield Op(
            "dW", l, f"grads.W[{l}]", f"{d}.T @ trace.a[{l}] / len(x)", f"\\partial C / \\partial W^{{({n})}} = {sums} (a^{{({l})}})^T"
        )
        yield Op("db", l, f"grads.b[{l}]", f"{d}.mean(axis=0)", f"\\partial C / \\partial b^{{({n})}} = {sums}")


def _letter(net: Network, l: int) -> str:
    name = net.output.name if l == len(net.W) - 1 else net.activation[l].name
    return r"\sigma" if name == "sigmoid" else rf"\mathrm{{{name.replace('_', ' ')}}}"


def value(op: Op, net: Network, trace: Trace, grads: Gradients, y: Array, loss: Loss) -> Array:
    """What the operation computes, for all examples of the trace: (n, n_out) of z, a, pull and delta, else for their mean."""
    l, target = op.layer, aims(loss, y)
    if op.kind == "C":
        return np.asarray(loss.value(trace.z[l], trace.a[l + 1], target).mean())
    if op.kind == "pull":
        if l < len(net.W) - 1:
            return np.asarray(grads.delta[l + 1] @ net.W[l + 1])
        assert loss.slope is not None
        return np.asarray(loss.slope(trace.a[l + 1], target))
    found = {"z": trace.z, "a": trace.a[1:], "delta": grads.delta, "dW": grads.W, "db": grads.b}[op.kind]
    return np.asarray(found[l])
