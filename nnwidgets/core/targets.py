"""From labels to what an output is compared with: 0 and 1, −1 and 1, or one-hot."""

import numpy as np

from nnwidgets.core.registry import Array

VALUES = ("linear", "relu", "leaky_relu", "elu", "softplus", "gelu", "swish", "sin")  # outputs that are numbers, not decisions
OUTPUT = {"binary": "tanh", "multiclass": "softmax", "regression": "linear"}  # what fits a task, as TensorFlow Playground has it
NUMBERS = "nw.datasets.from_arrays(X, y) numbers labels of any kind"


def is_labels(y: Array) -> bool:
    """Labels are 1-D and integer or bool; everything else is targets, used as given."""
    return y.ndim == 1 and y.dtype.kind in "iub"


def encode(y: object, n_out: int, output: str) -> Array:
    """Targets (n, n_out) for an output of `n_out` units with the activation called `output`.

    Labels become 0/1 (one sigmoid or step), ±1 (one tanh), one-hot (softmax, k sigmoids) or ±1 one-hot (k tanh).
    Raises ValueError when they do not fit, with the remedy.
    """
    y = np.asarray(y)
    if not is_labels(y):
        return _as_targets(y, n_out, output)
    if output not in ("sigmoid", "tanh", "softmax", "step"):
        remedy = "pass y.astype(float), or use output='sigmoid'"
        raise ValueError(f"a {output} output needs numbers to aim at, got labels ({y.dtype}); {remedy}")
    classes = 2 if n_out == 1 else n_out
    if y.size and (y.min() < 0 or y.max() >= classes):
        wrong = int(y.min()) if y.min() < 0 else int(y.max())
        remedy = NUMBERS if wrong < 0 else f"{wrong + 1} classes need {wrong + 1} outputs"
        raise ValueError(f"labels for {n_out} {output} output{'s' * (n_out > 1)} must be 0 to {classes - 1}, got {wrong}; {remedy}")
    low = -1.0 if output == "tanh" else 0.0
    hot = y[:, None] == (1 if n_out == 1 else np.arange(n_out))
    return np.where(hot, 1.0, low)


def _as_targets(y: Array, n_out: int, output: str) -> Array:
    if y.dtype.kind not in "fiub":
        raise TypeError(f"y must be numbers, got {y.dtype}; {NUMBERS}")
    if y.ndim == 1 and n_out == 1:
        if output == "tanh" and y.size and np.isin(y, (0, 1)).all():
            remedy = "pass labels (y.astype(int)) or use output='sigmoid'"
            raise ValueError(f"y holds only 0.0 and 1.0, but a tanh output aims at −1 and 1; {remedy}")
        y = y[:, None]
    if y.ndim != 2 or y.shape[1] != n_out:
        raise ValueError(f"y must have shape (n, {n_out}) for {n_out} output{'s' * (n_out > 1)}, got {y.shape}")
    if output == "softmax" and not np.allclose(y.sum(axis=1), 1, atol=1e-6):  # the gradient a − y is only then that of cross_entropy
        row = int(np.abs(y.sum(axis=1) - 1).argmax())
        raise ValueError(f"targets for a softmax output must add up to 1 in every row; row {row} adds up to {y[row].sum():g}")
    return y.astype(float)


def decide(a: Array, output: str) -> Array:
    """What outputs a (n, n_out) say, (n,): a threshold for one sigmoid, step or tanh, the largest of several, else the value."""
    if a.shape[1] > 1:
        return a if output in VALUES else a.argmax(axis=1)
    if output in ("sigmoid", "step"):
        return (a[:, 0] >= 0.5).astype(int)
    if output == "tanh":
        return (a[:, 0] >= 0).astype(int)
    return a[:, 0]


def accuracy(a: Array, y: Array, output: str) -> float:
    """Share of the rows of a (n, n_out) that decide as the targets y (n, n_out) do; a target counts by the same rule."""
    return float(np.mean(decide(a, output) == decide(y, output)))
