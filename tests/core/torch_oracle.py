"""Losses, gradients and trained weights as PyTorch has them, in float64: writes torch_oracle.json, or with --print says the same.

PyTorch's wheel of 540 MB brings 5 GB of libraries with it, so the tests compare with the numbers that are kept. Whether these are
PyTorch's is looked up where an interpreter has it: `.ci/run` installs Debian's. Nothing of nnwidgets is used here: inputs and weights
come from formulas that the test writes down again.
"""

import json
import sys
from itertools import pairwise
from math import cos, sin
from pathlib import Path

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)

ACTIVATIONS = {
    "linear": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": lambda z: F.leaky_relu(z, 0.01),
    "elu": F.elu,
    "softplus": F.softplus,
    "gelu": lambda z: F.gelu(z, approximate="tanh"),
    "swish": F.silu,
    "sin": torch.sin,
    "step": lambda z: (z > 0) + 0 * z,
    "softmax": lambda z: F.softmax(z, dim=1),
}
LOSSES = {
    "squared_error": lambda z, a, y: 0.5 * F.mse_loss(a, y, reduction="none"),
    "sum_of_squares": lambda z, a, y: F.mse_loss(a, y, reduction="none"),
    "bce": lambda z, a, y: F.binary_cross_entropy_with_logits(z, y, reduction="none"),
    "cross_entropy": lambda z, a, y: F.cross_entropy(z, y, reduction="none"),
    "hinge": lambda z, a, y: torch.clamp(1 - y * a, min=0),
    "huber": lambda z, a, y: F.huber_loss(a, y, reduction="none", delta=1.0),
}
FITS = {"bce": ["sigmoid"], "cross_entropy": ["softmax"], "hinge": ["tanh", "linear"]}
OPTIMIZERS = {
    "sgd": lambda p, **k: torch.optim.SGD(p, lr=0.1, **k),
    "momentum": lambda p, **k: torch.optim.SGD(p, lr=0.1, momentum=0.9, **k),
    "nesterov": lambda p, **k: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True, **k),
    "rmsprop": lambda p, **k: torch.optim.RMSprop(p, lr=0.01, **k),
    "adam": lambda p, **k: torch.optim.Adam(p, lr=0.01, **k),
}
N = 5


def problem(sizes, output, loss):
    """Layers [W | b] of a flat vector 0.9 sin(k² + 1), inputs cos(1 + 2i + 3k), and targets that the output can aim at."""
    theta, layers = [], []
    for n_in, n_out in pairwise(sizes):
        start = len(theta)
        theta += [0.9 * sin(k * k + 1) for k in range(start, start + n_out * (n_in + 1))]
        M = torch.tensor(theta[start:]).reshape(n_out, n_in + 1)
        layers.append((M[:, :-1].clone().requires_grad_(), M[:, -1].clone().requires_grad_()))
    X = torch.tensor([[cos(1 + 2 * i + 3 * k) for k in range(sizes[0])] for i in range(N)])
    y = torch.tensor([[sin(2 + i + 2 * k) for k in range(sizes[-1])] for i in range(N)])
    if loss == "hinge":
        y = torch.sign(y)
    elif output == "softmax":
        y = y**2 / (y**2).sum(dim=1, keepdim=True)
    elif output == "sigmoid":
        y = y**2
    return layers, X, y


def mean_loss(layers, X, y, hidden, output, loss):
    """The mean over the examples, and a pass written out."""
    a = X
    for depth, (W, b) in enumerate(layers, 1):
        z = F.linear(a, W, b)
        a = ACTIVATIONS[output if depth == len(layers) else hidden](z)
    return LOSSES[loss](z, a, y).sum() / N


def flat(layers, of):
    return torch.cat([torch.cat([of(W), of(b)[:, None]], dim=1).ravel() for W, b in layers])


def gradients():
    """[hidden, output, loss, depth, mean loss, Σ gₖ, Σ gₖ cos k] for all that fit, the depths 0 to 6 in turn."""
    pairs = [(o, c) for o in ACTIVATIONS for c in LOSSES if o in FITS.get(c, [o] if o != "softmax" else [])]
    for at, (hidden, (output, loss)) in enumerate((h, pair) for h in ACTIVATIONS if h != "softmax" for pair in pairs):
        depth = at % 7
        layers, X, y = problem([2, *[3] * depth, 2], output, loss)
        value = mean_loss(layers, X, y, hidden, output, loss)
        value.backward()
        g = flat(layers, lambda p: p.grad)
        yield [hidden, output, loss, depth, value.item(), g.sum().item(), (g * torch.cos(torch.arange(len(g)))).sum().item()]


def trained():
    """[optimizer, l2, weights after 25 steps] of a 2-3-1 network on all examples at once; the penalty on weights only."""
    for name, make in OPTIMIZERS.items():
        for l2 in (0, 0.05):
            layers, X, y = problem([2, 3, 1], "sigmoid", "bce")
            weights, biases = zip(*layers, strict=True)
            step = make([{"params": weights, "weight_decay": l2}, {"params": biases}])
            for _ in range(25):
                step.zero_grad()
                mean_loss(layers, X, y, "tanh", "sigmoid", "bce").backward()
                step.step()
            yield [name, l2, flat(layers, lambda p: p.detach()).tolist()]


if __name__ == "__main__":
    found = {"torch": torch.__version__.split("+")[0], "gradients": list(gradients()), "trained": list(trained())}
    lines = ",\n".join(f'"{key}": [\n' + ",\n".join(map(json.dumps, found[key])) + "\n]" for key in ("gradients", "trained"))
    text = f'{{"torch": "{found["torch"]}",\n{lines}}}\n'
    if "--print" in sys.argv:
        print(text)
    else:
        Path(__file__).with_suffix(".json").write_text(text)
