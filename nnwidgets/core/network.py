"""A multilayer perceptron in the book's letters: forward and backward side by side."""

from collections.abc import Iterable
from typing import Self

import numpy as np

from nnwidgets.core.activations import Activation, hidden_activation, output_activation, own
from nnwidgets.core.initializers import INITIALIZERS, Initializer
from nnwidgets.core.losses import aims, loss_for
from nnwidgets.core.registry import Array, pick, whole
from nnwidgets.core.streams import Stream
from nnwidgets.core.targets import decide, encode
from nnwidgets.core.trace import Blocks, Gradients, Trace


class Network:
    """Layers of z = a Wᵀ + b, a = act(z).

    `sizes` is (n_in, …, n_out). `theta` is the one flat vector of parameters; `W[l]` (n_out, n_in) and `b[l]` (n_out,) are
    writable views of it, and nothing ever rebinds it. `activation` is one name, or one per hidden layer; `output` is the last
    layer's. Raises ValueError or TypeError for sizes and names that do not exist. (Nielsen 2015, chapter 2.)
    """

    def __init__(self, sizes: Iterable[int], activation: object = "tanh", output: object = "sigmoid", init: object = "xavier",
                 dtype: str = "float64", seed: int = 0):  # fmt: skip
        if isinstance(sizes, str) or not isinstance(sizes, Iterable):
            raise TypeError(f"sizes must be a list such as [2, 4, 1], got {sizes!r}")
        self.sizes = tuple(whole(n, "every entry of sizes", 1) for n in sizes)
        if len(self.sizes) < 2:
            raise ValueError(f"sizes must hold at least the inputs and the outputs, such as [2, 1], got {list(self.sizes)}")
        if dtype not in ("float32", "float64"):
            raise ValueError(f"dtype must be 'float64' or 'float32', got {dtype!r}")
        self._draw: Initializer = pick(INITIALIZERS, init, "init", Initializer)
        self.init, self.seed = init, whole(seed, "seed")
        self._theta = np.zeros(sum(j * (k + 1) for k, j in zip(self.sizes, self.sizes[1:], strict=False)), dtype)
        self.blocks = self.split(self._theta)
        self._W = Blocks("W", [M[:, :-1] for M in self.blocks])
        self._b = Blocks("b", [M[:, -1] for M in self.blocks])
        self.output = output
        self.activation = activation
        self.new_weights(0)

    W: Blocks = property(lambda self: self._W, doc="The weights: W[l] (n_out, n_in), a view of theta.")  # type: ignore[assignment]
    b: Blocks = property(lambda self: self._b, doc="The biases: b[l] (n_out,), a view of theta.")  # type: ignore[assignment]

    @property
    def theta(self) -> Array:
        """All parameters, flat; assigning to it copies into it."""
        return self._theta

    @theta.setter
    def theta(self, value: object) -> None:
        given = np.asarray(value)
        if given.shape != self._theta.shape:
            raise ValueError(f"theta has shape {self._theta.shape}, got {given.shape}")
        self._theta[...] = given

    @property
    def n_params(self) -> int:
        """How many numbers there are to learn: Σ (n_in + 1) n_out."""
        return self.theta.size

    @property
    def activation(self) -> tuple[Activation, ...]:
        """The hidden layers' activations; set it to one name, or to one per hidden layer. The weights stay."""
        return self._activation

    @activation.setter
    def activation(self, spec: object) -> None:
        hidden = len(self.sizes) - 2
        if isinstance(spec, list | tuple) and not own(spec):
            each = list(spec)
        else:
            each = [hidden_activation(spec)] * hidden  # also without hidden layers a wrong name is said to be wrong
        if len(each) != hidden:
            raise ValueError(f"activation must be one name or {hidden}, one per hidden layer; got {len(each)}")
        self._activation = tuple(hidden_activation(s) for s in each)

    @property
    def output(self) -> Activation:
        """The output layer's activation; set it to a name. The weights stay."""
        return self._output

    @output.setter
    def output(self, spec: object) -> None:
        chosen = output_activation(spec)
        if chosen.name == "softmax" and self.sizes[-1] == 1:
            raise ValueError("softmax over one output is always 1; use output='sigmoid', or two outputs")
        self._output = chosen

    def split(self, theta: Array) -> list[Array]:
        """Views (n_out, n_in + 1) of a flat vector, one per layer: M = [W | b]."""
        shapes = [(j, k + 1) for k, j in zip(self.sizes, self.sizes[1:], strict=False)]
        ends = np.cumsum([j * k for j, k in shapes])
        return [theta[end - j * k : end].reshape(j, k) for (j, k), end in zip(shapes, ends, strict=True)]

    def name_of(self, k: int) -> str:
        """What entry k of theta is called: `W[0][1, 2]` or `b[0][1]`."""
        for layer, M in enumerate(self.blocks):
            if k < M.size:
                j, i = divmod(k, M.shape[1])
                return f"b[{layer}][{j}]" if i == M.shape[1] - 1 else f"W[{layer}][{j}, {i}]"
            k -= M.size
        raise IndexError(f"index must be below {self.n_params}, the number of parameters")

    def new_weights(self, draw: int = 0) -> None:
        """Draw initial weights into theta: those of `seed`, or the `draw`-th others."""
        self.draw = whole(draw, "draw")
        stream = Stream(self.seed, "weights", self.draw)
        for M in self.blocks:
            M[:, :-1], M[:, -1] = self._draw(M.shape[0], M.shape[1] - 1, stream)

    def forward(self, X: Array) -> Trace:
        """The pass from inputs X (n, n_in) to the outputs: z[l] = a[l] W[l]ᵀ + b[l], a[l+1] = act(z[l]). Changes nothing."""
        a, z = [self._inputs(X)], []
        for W, b, act in zip(self.W, self.b, (*self.activation, self.output), strict=True):
            z.append(a[-1] @ W.T + b)
            a.append(act.f(z[-1]))
        return Trace(tuple(z), tuple(a))

    def backward(self, trace: Trace, y: object, loss: object = None) -> Gradients:
        """The gradient of the mean loss over the examples of `trace` (backpropagation; Nielsen 2015, BP1 to BP4).

        `y` is labels (n,) or targets (n, n_out); `loss` is a name, a Loss or a pair (value, slope); None takes the output's partner.
        Raises ValueError when they do not fit.
        """
        chosen = loss_for(self.output.name, loss)
        target = aims(chosen, encode(y, self.sizes[-1], self.output.name))
        n = len(trace.output)
        if len(target) != n:
            raise ValueError(f"y has {len(target)} examples, the trace has {n}")
        if chosen.pair:
            delta = [trace.output - target]  # BP1, the pair's own short form
        else:
            assert chosen.slope is not None
            delta = [chosen.slope(trace.output, target) * self.output.df(trace.z[-1])]  # BP1: δᴸ = ∂C/∂a ⊙ σ'(zᴸ)
        for W, act, z in zip(self.W[:0:-1], self.activation[::-1], trace.z[-2::-1], strict=True):
            delta.insert(0, delta[0] @ W * act.df(z))  # BP2: δˡ = (Wˡ⁺¹ᵀ δˡ⁺¹) ⊙ σ'(zˡ)
        theta = np.empty_like(self.theta)
        blocks = self.split(theta)
        for M, d, a in zip(blocks, delta, trace.a[:-1], strict=True):
            M[:, -1] = d.sum(axis=0) / n  # BP3: ∂C/∂b = δ
            M[:, :-1] = d.T @ a / n  # BP4: ∂C/∂w = δ a
        dW, db = Blocks("dW", [M[:, :-1] for M in blocks]), Blocks("db", [M[:, -1] for M in blocks])
        return Gradients(theta, dW, db, tuple(delta))

    def predict(self, X: Array) -> Array:
        """What the network says about X (n, n_in): labels (n,) from sigmoid, tanh and softmax outputs, else the values."""
        return decide(self.forward(X).output, self.output.name)

    def copy(self) -> Self:
        """Another network with the same sizes, activations and numbers."""
        other = type(self)(self.sizes, self.activation, self.output, self.init, str(self.theta.dtype), self.seed)
        other.theta[:], other.draw = self.theta, self.draw
        return other

    def _inputs(self, X: object) -> Array:
        x = np.asarray(X, self.theta.dtype)
        if x.ndim == 1 and x.size == self.sizes[0]:
            x = x[None, :]
        if x.ndim != 2 or x.shape[1] != self.sizes[0]:
            raise ValueError(f"X must have shape (n, {self.sizes[0]}) for sizes {list(self.sizes)}, got {x.shape}")
        return x

    def __repr__(self) -> str:
        names = list(dict.fromkeys(a.name for a in self.activation))
        hidden = f", activation={names[0] if len(names) == 1 else [a.name for a in self.activation]!r}" if names else ""
        return f"Network({list(self.sizes)}{hidden}, output={self.output.name!r})"
