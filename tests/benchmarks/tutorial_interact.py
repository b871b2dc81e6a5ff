"""The same picture as a tutorial's notebook would make it: a slider, `interact`, and pyplot drawing everything anew.

Run in a notebook: `from tutorial_interact import show; show()`. The network is `tutorial.Tutorial`; the map is an image, which is
the fastest that pyplot has, and nothing is drawn that the lab does not show as well.
"""

from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import FloatSlider, interact
from tutorial import Tutorial

SIZES = [2, 4, 2, 1]


def show():
    """A slider for one weight, over the network with its weights, the output's map with 500 points, and the loss curve."""
    rng = np.random.default_rng(0)
    X = rng.uniform(-5, 5, (500, 2))
    y = np.where(np.hypot(X[:, 0], X[:, 1]) < 3, 1.0, -1.0)[:, None]
    W = [rng.normal(size=(n, m)) for m, n in pairwise(SIZES)]
    model = Tutorial(W, [np.zeros(n) for n in SIZES[1:]], "tanh", "tanh")
    losses = model.train(X, y, 10, 0.03, 100, rng)
    xx, yy = np.meshgrid(np.linspace(-6, 6, 100), np.linspace(-6, 6, 100))
    grid = np.column_stack([xx.ravel(), yy.ravel()])

    def draw(w):
        model.params["W2"][0, 2] = w
        output = model.forward(grid)["a3"].reshape(100, 100)
        _, (network, plane, curve) = plt.subplots(1, 3, figsize=(12, 4))
        for l in range(1, len(SIZES)):
            weights = model.params[f"W{l}"]
            for j in range(SIZES[l]):
                for k in range(SIZES[l - 1]):
                    color = "tab:blue" if weights[j, k] > 0 else "tab:orange"
                    ends = [k - SIZES[l - 1] / 2, j - SIZES[l] / 2]
                    network.plot([l - 1, l], ends, color=color, linewidth=abs(weights[j, k]))
        network.axis("off")
        plane.imshow(output, origin="lower", extent=(-6, 6, -6, 6), cmap="RdBu", vmin=-1, vmax=1)
        plane.scatter(X[:, 0], X[:, 1], c=y[:, 0], cmap="RdBu", s=10, edgecolors="white", linewidths=0.5)
        curve.plot(losses)
        curve.set_xlabel("epoch")
        curve.set_title(f"loss {model.loss(X, y):.4f}")
        plt.show()

    interact(draw, w=FloatSlider(value=0.0, min=-5, max=5, step=0.1))
