"""Lesson 08: the chain rule, and the whole walk back."""

import numpy as np

from nnwidgets.exercises.exercise import exercise
from nnwidgets.exercises.gradients import by_gradient, mazur


def _s(z):
    return 1 / (1 + np.exp(-z))


def _two(rng):
    j, k, m, n = rng.integers(1, 5, 4)
    return (
        [rng.normal(size=(k, j)), rng.normal(size=(m, k))],
        [rng.normal(size=k), rng.normal(size=m)],
        rng.normal(size=(n, j)),
        rng.random((n, m)),
        rng.random(),
    )


def _moved(W, b, X, y, eta, step=0.0):
    return [M - eta * dM for M, dM in zip(W, _walk(W, b, X, y, step=step)[0], strict=True)]


def _walk(W, b, X, y, error=1, hidden=True, out=True, at_a=False, mean=True, step=0.0, bias=True, two=False):
    """A backward pass with one piece changed."""
    a = [X]
    for M, c in zip(W, b, strict=True):
        a.append(_s(a[-1] @ M.T + c))
    dW, db, back, n = [np.zeros_like(M) for M in W], [np.zeros_like(c) for c in b], error * (a[-1] - y), len(X) if mean else 1
    for l in list(reversed(range(len(W))))[: 2 if two else None]:
        v = a[l + 1] if not at_a else _s(a[l + 1])
        last = l == len(W) - 1
        delta = back * v * (1 - v) if (out if last else hidden) else back
        dW[l] = delta.T @ a[l] / n
        db[l] = delta.sum(axis=0) / n if bias else np.zeros_like(b[l])
        back = delta @ (W[l] - step * dW[l])
    return dW, db


@exercise(
    shown=(np.array([-2.0, 0.0, 0.7]),),
    draw=lambda rng: (rng.normal(0, 2, rng.integers(1, 5, rng.integers(1, 3))),),
    gives="an array of the shape of z",
    minutes=3,
    steps=("Compute a = 1 / (1 + np.exp(-z)).", "The slope is a (1 − a)."),
    wrong=(
        ("This is z (1 − z): the formula a (1 − a) needs a = σ(z), not z.", lambda z: z * (1 - z), "M23"),
        ("This is σ(z) itself, not its slope.", _s, ""),
        ("The slope is taken at a instead of z: the sigmoid is applied twice.", lambda z: _s(_s(z)) * (1 - _s(_s(z))), "M23"),
        ("This is 1 − a: the factor a is missing.", lambda z: 1 - _s(z), ""),
    ),
)
def d_sigmoid(z):
    """the slope of the sigmoid at z"""
    a = 1 / (1 + np.exp(-z))
    return a * (1 - a)


@exercise(
    shown=(0.6, 2.0, -0.5, 1.0),
    draw=lambda rng: tuple(float(v) for v in rng.normal(size=4)),
    gives="three numbers, (∂C/∂w, ∂C/∂b, ∂C/∂x)",
    minutes=8, reveal_late=True,
    steps=("Forward: z = w x + b, then a = σ(z).", "δ = 2 (a − y) · a (1 − a), which is ∂C/∂b.", "Times x for w, and times w for x."),
    wrong=(
        ("The factor 2 of the squared error is missing.", lambda x, w, b, y: tuple(v / 2 for v in _chain(x, w, b, y)), ""),
        ("The sign is turned round: the error is a − y.", lambda x, w, b, y: tuple(-v for v in _chain(x, w, b, y)), ""),
        ("The factor σ′(z) is missing.", lambda x, w, b, y: ((d := 2 * (_s(w * x + b) - y)) * x, d, d * w), "M31"),
        ("x and w are swapped in the last factor: ∂z/∂w is x, and ∂z/∂x is w.",
         lambda x, w, b, y: ((g := _chain(x, w, b, y))[2], g[1], g[0]), "M9"),
    ),
)  # fmt: skip
def backward_chain(x, w, b, y):
    """(∂C/∂w, ∂C/∂b, ∂C/∂x) of one sigmoid neuron with one input, C = (a − y)²"""
    a = 1 / (1 + np.exp(-(w * x + b)))
    delta = 2 * (a - y) * a * (1 - a)
    return delta * x, delta, delta * w


def _chain(x, w, b, y):
    return backward_chain.reference(x, w, b, y)


@exercise(
    judge=by_gradient,
    shown=([m.copy() for m in mazur()[0].W], [c.copy() for c in mazur()[0].b], *mazur()[1:]),
    gives="(dW, db): two lists with one array for each layer, in the shapes of W and b",
    minutes=20,
    steps=(
        "Forward, and keep every a: a = [X], then σ(a[l] @ W[l].T + b[l]).",
        "At the output δ = (a − y) ⊙ a (1 − a).",
        "In each layer, from the last to the first, dW = δᵀ a / n and db = the mean of δ, with the a before the layer.",
        "One layer back δ = (δ @ W) ⊙ a (1 − a), with the old W, and for any number of layers.",
    ),
    wrong=(
        ("points downhill", lambda W, b, X, y: _walk(W, b, X, y, error=-1), ""),
        ("act'(z) is missing in the hidden layers", lambda W, b, X, y: _walk(W, b, X, y, hidden=False), "M31"),
        ("act'(z) is missing in the output layer", lambda W, b, X, y: _walk(W, b, X, y, out=False), "M31"),
        ("wrong point in every layer", lambda W, b, X, y: _walk(W, b, X, y, at_a=True), "M23"),
        ("sum", lambda W, b, X, y: _walk(W, b, X, y, mean=False), ""),
        ("updated already", lambda W, b, X, y: _walk(W, b, X, y, step=0.5), "M21"),
        ("db", lambda W, b, X, y: _walk(W, b, X, y, bias=False), ""),
        ("Right with two layers, wrong with", lambda W, b, X, y: _walk(W, b, X, y, two=True), ""),
    ),
)  # fmt: skip
def backward(W, b, X, y):
    """(dW, db), one array for each layer: mean slopes of C = ½ Σ (a − y)² over the rows of X, sigmoids everywhere"""
    a, dW, db = [X], [], []
    for weights, bias in zip(W, b, strict=True):
        a.append(1 / (1 + np.exp(-(a[-1] @ weights.T + bias))))
    delta = (a[-1] - y) * a[-1] * (1 - a[-1])
    for l in reversed(range(len(W))):
        dW.insert(0, delta.T @ a[l] / len(X))
        db.insert(0, delta.mean(axis=0))
        delta = (delta @ W[l]) * a[l] * (1 - a[l])
    return dW, db


@exercise(
    shown=([m.copy() for m in mazur()[0].W], [c.copy() for c in mazur()[0].b], *mazur()[1:], 0.5), draw=_two,
    gives="a list of two arrays, the new W of each layer", minutes=10, rtol=1e-9, reveal_late=True,
    steps=("All slopes first, as in backward: dW of both layers.", "Then the step: each W becomes W − η dW.", "The biases stay."),
    wrong=(
        ("The slopes of the first layer are worked out with weights of the second that have moved already: that gives the famous "
         ".291027924.", lambda W, b, X, y, eta: _moved(W, b, X, y, eta, step=eta), "M21"),
        ("This step goes uphill: it is W − η dW.", lambda W, b, X, y, eta: _moved(W, b, X, y, -eta), "M16"),
        ("The step is the whole slope: the rate η is missing.", lambda W, b, X, y, eta: _moved(W, b, X, y, 1), ""),
        ("The step is twice as long as it should be: ½ (a − y)² has the slope a − y.",
         lambda W, b, X, y, eta: _moved(W, b, X, y, 2 * eta), ""),
        ("These are the slopes; the weights after the step are asked.", lambda W, b, X, y, eta: _walk(W, b, X, y)[0], "M19"),
    ),
)  # fmt: skip
def one_step(W, b, X, y, eta):
    """both layers' weights after one step with rate eta down C = ½ Σ (a − y)², mean over the rows of X; biases stay, sigmoids everywhere"""
    h = 1 / (1 + np.exp(-(X @ W[0].T + b[0])))
    a = 1 / (1 + np.exp(-(h @ W[1].T + b[1])))
    delta = (a - y) * a * (1 - a) / len(X)
    back = (delta @ W[1]) * h * (1 - h)
    return [W[0] - eta * back.T @ X, W[1] - eta * delta.T @ h]


@exercise(
    shown=(lambda t: t[0] ** 2 + 3 * t[1], np.array([2.0, 1.0])),
    draw=lambda rng: ((lambda k: (lambda t: np.sin(t[0]) * k + (t**3).sum()))(rng.normal()), rng.normal(size=rng.integers(1, 5))),
    gives="an array of the shape of theta",
    minutes=8,
    rtol=1e-4,
    steps=("Copy theta as floats, for each entry.", "Move one entry by h and by −h, and evaluate f.", "Divide the difference by 2h."),
    wrong=(
        ("The difference is divided by h; from −h to h it is 2h.", lambda f, t: 2 * grad_check.reference(f, t), ""),
        ("This difference goes to one side only, f(θ + h) − f(θ), and is still divided by 2h.",
         lambda f, t: grad_check.reference(f, t) / 2, ""),
        ("The sign is turned round: it is f(θ + h) − f(θ − h).", lambda f, t: -grad_check.reference(f, t), ""),
        ("All entries are moved together; move one at a time.",
         lambda f, t: np.full(t.shape, (f(t + 1e-5) - f(t - 1e-5)) / 2e-5), "M16"),
    ),
)  # fmt: skip
def grad_check(f, theta):
    """the gradient of f at theta (n,) by central differences with h = 1e-5"""
    slopes, h = np.zeros(len(theta)), 1e-5
    for i in range(len(theta)):
        up, down = theta.astype(float), theta.astype(float)
        up[i], down[i] = up[i] + h, down[i] - h
        slopes[i] = (f(up) - f(down)) / (2 * h)
    return slopes
