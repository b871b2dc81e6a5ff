"""One neuron, read off: its products, its sum z, its answer a, the share of examples on which it fires, how w and x are aligned."""

from dataclasses import dataclass

import numpy as np

from nnwidgets.core.dataset import Dataset
from nnwidgets.core.datasets import as_dataset
from nnwidgets.core.gates import gate
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array
from nnwidgets.core.worked_pass import only


@dataclass(frozen=True, eq=False)
class Reading:
    """`products` (n_in,) are w ⊙ x; z = w·x + b, a = f(z), slope = f'(z)."""

    products: Array
    z: float
    a: float
    slope: float


def one_neuron(w: Array, b: float, activation: object) -> Network:
    """A network of one neuron with the weights w (n_in,) and the bias b."""
    net = Network([w.size, 1], output=activation)
    net.W[0], net.b[0] = w[None], [b]
    return net


def read(net: Network, x: Array) -> Reading:
    """What the only neuron of `net` makes of x (n_in,)."""
    w, z = net.W[0][0], net.W[0][0] @ x + net.b[0][0]
    column = np.array([[z]])
    return Reading(w * x, float(z), net.output.f(column).item(), net.output.df(column).item())


def sums(net: Network, X: Array) -> Array:
    """z = X w + b of the rows of X (n, n_in), (n,). The neuron fires where z > 0, whatever its activation."""
    return np.asarray(X @ net.W[0][0] + net.b[0][0])


def share_that_fires(net: Network, X: Array) -> float:
    """The share of the rows of X (n, n_in) with z > 0."""
    return float(np.mean(sums(net, X) > 0))


def alignment(w: Array, x: Array) -> tuple[float, float | None]:
    """(w·x, the angle between w and x in degrees); the angle is None where one of them is 0. w·x = |w| |x| cos θ (definition)."""
    dot, lengths = float(w @ x), float(np.linalg.norm(w) * np.linalg.norm(x))
    return dot, None if lengths == 0 else float(np.degrees(np.arccos(np.clip(dot / lengths, -1, 1))))


def examples(data: object, x: Array) -> Dataset:
    """Examples with a yes or no (1 or 0), or a number, as targets (n, 1); None gives a noisy gate, or x alone where x is no pair.

    Raises ValueError for another number of inputs and for more than two classes.
    """
    made = as_dataset(data) if data is not None else gate("and", 80, 0.25) if x.size == 2 else only(x, 1)
    if made.inputs.shape[1] != x.size:
        raise ValueError(f"the neuron takes {x.size} inputs, the data has {made.inputs.shape[1]}; pass w and x with so many numbers")
    if made.task == "multiclass" or (made.y.ndim == 2 and made.y.shape[1] > 1):
        raise ValueError(f"one neuron says yes or no, or one number: the data must have two classes or one target, got {made!r}")
    y = made.y.reshape(-1, 1).astype(float)
    return Dataset(made.inputs, y, "regression", made.names, made.classes, made.name, made.seed)
