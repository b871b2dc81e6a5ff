"""Lesson 13: depth."""

from itertools import pairwise

import numpy as np

from nnwidgets.exercises.exercise import exercise


def _image(rng):
    h, w = rng.integers(3, 8, 2)
    return rng.normal(size=(h, w)), rng.normal(size=(rng.integers(1, 4), rng.integers(1, 4)))


def _std(kind, n_in, n_out):
    return {"zeros": 0.0, "normal": 1.0, "xavier": np.sqrt(2 / (n_in + n_out)), "he": np.sqrt(2 / n_in)}[kind]


def _drawn(args, got):
    sizes, kind, _ = args
    W, b = got
    for l, (n_in, n_out) in enumerate(pairwise(sizes)):
        M, c = np.asarray(W[l], float), np.asarray(b[l], float)
        if M.shape != (n_out, n_in) or c.shape != (n_out,):
            return f"W[{l}] and b[{l}] must have the shapes {(n_out, n_in)} and {(n_out,)}; got {M.shape} and {c.shape}."
        if c.any():
            return f"The biases start at 0; b[{l}] does not."
        wants, has = _std(kind, n_in, n_out), float(M.std())
        if abs(has - wants) > 6 * wants / np.sqrt(2 * M.size) + 1e-12 or abs(M.mean()) > 6 * wants / np.sqrt(M.size) + 1e-12:
            return f"With {kind} the weights of W[{l}] need mean 0 and deviation {wants:.4g}; they have {M.mean():.3g} and {has:.4g}."
    return "" if len(W) == len(b) == len(sizes) - 1 else f"There are {len(sizes) - 1} layers of weights; got {len(W)}."


def _init(std):
    def made(sizes, kind, rng):
        pairs = list(pairwise(sizes))
        return [rng.normal(size=(k, j)) * std(kind, j, k) for j, k in pairs], [np.zeros(k) for _, k in pairs]

    return made


RNG = np.random.default_rng(0)


@exercise(
    shown=([100, 200, 50], "he", RNG), accept=_drawn, gives="(W, b), two lists with one array for each layer", minutes=8,
    known=tuple(([300, 350, 40], kind, RNG) for kind in ("zeros", "normal", "xavier", "he")),
    steps=("For neighbours n_in and n_out draw rng.normal(size=(n_out, n_in)).",
           "Times 0, 1, √(2 / (n_in + n_out)) or √(2 / n_in).", "The biases are zeros."),
    wrong=(
        ("The kind is not looked at: all weights have deviation 1.", _init(lambda kind, j, k: 1.0), "M24"),
        ("All weights are 0: the neurons of a layer stay copies of each other.", _init(lambda kind, j, k: 0.0), "M24"),
        ("The root is missing: 2 / n is a variance.", _init(lambda kind, j, k: _std(kind, j, k) ** 2), "M24"),
        ("He counts what comes in, n_in, not n_out.",
         _init(lambda kind, j, k: np.sqrt(2 / k) if kind == "he" else _std(kind, j, k)), "M24"),
    ),
)  # fmt: skip
def init(sizes, kind, rng):
    """(W, b) to start with: deviation 0 (zeros), 1 (normal), √(2 / (n_in + n_out)) (xavier) or √(2 / n_in) (he); b = 0"""
    W, b = [], []
    for l in range(len(sizes) - 1):
        n_in, n_out = sizes[l], sizes[l + 1]
        std = {"zeros": 0, "normal": 1, "xavier": np.sqrt(2 / (n_in + n_out)), "he": np.sqrt(2 / n_in)}[kind]
        W.append(std * rng.normal(size=(n_out, n_in)))
        b.append(np.zeros(n_out))
    return W, b


@exercise(
    shown=([np.array([[3.0, 4.0]]), np.array([[0.5], [0.0]])],), gives="an array with one number for each layer", minutes=4,
    draw=lambda rng: ([rng.normal(size=rng.integers(2, 5, 2)) for _ in range(rng.integers(1, 5))],),
    steps=("Square all entries of a layer's gradient and add them up.", "Take the root; or np.linalg.norm."),
    wrong=(
        ("The root is missing: these are squares of lengths.", lambda dW: np.array([(g**2).sum() for g in dW]), ""),
        ("The entries cancel: add squares, not the entries themselves.", lambda dW: np.array([abs(g.sum()) for g in dW]), ""),
        ("This is the root of the mean; the length is the root of the sum.", lambda dW: np.array([np.sqrt((g**2).mean()) for g in dW]), ""),
        ("The layers come in the wrong order, the last first.", lambda dW: np.array([np.linalg.norm(g) for g in dW[::-1]]), ""),
    ),
)  # fmt: skip
def grad_norms_by_layer(dW):
    """the length ‖dW‖ of each layer's gradient, all its entries taken as one vector"""
    return np.array([np.sqrt((g**2).sum()) for g in dW])


def _conv(image, kernel, full=True):
    h, w = kernel.shape
    rows, columns = image.shape[0] - h + full, image.shape[1] - w + full
    return np.array([[(image[i : i + h, j : j + w] * kernel).sum() for j in range(columns)] for i in range(rows)])


@exercise(
    shown=(np.arange(9.0).reshape(3, 3), np.array([[1.0, -1.0]])), draw=_image, gives="an array (H − h + 1, W − w + 1)", minutes=8,
    steps=("The kernel fits H − h + 1 times from top to bottom, W − w + 1 times across.", "At each place multiply entry by entry.",
           "Add up."),
    wrong=(
        ("The kernel is turned by 180°, as mathematics has it; here it is laid on as it is.", lambda a, k: _conv(a, k[::-1, ::-1]), ""),
        ("The last place in each direction is missing: it is H − h + 1.", lambda a, k: _conv(a, k, full=False), ""),
        ("This is the mean under the kernel; it is the sum.", lambda a, k: _conv(a, k) / k.size, ""),
    ),
)  # fmt: skip
def conv2d_valid(image, kernel):
    """the kernel (h, w) laid on the image (H, W) wherever it fits whole: the sum of the products at each place"""
    (H, W), (h, w) = image.shape, kernel.shape
    out = np.zeros((H - h + 1, W - w + 1))
    for i in range(H - h + 1):
        for j in range(W - w + 1):
            out[i, j] = (image[i : i + h, j : j + w] * kernel).sum()
    return out
