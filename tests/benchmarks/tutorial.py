"""The same network twice, as others write it: all examples of a batch at once, new arrays for every result.

`Tutorial` is what tutorials and courses show: a dict of W1, b1, W2 …, a cache of every z and a, derivatives of z.
`Frugal` is the same mathematics by somebody who minds the time: lists, derivatives from the a that are there, one pass backward.
In both the loss is ½ Σ (a − y)², and W is (n_out, n_in).
"""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


ACTIVATIONS = {"tanh": np.tanh, "sigmoid": sigmoid, "relu": lambda z: np.maximum(0, z)}
OF_Z = {"tanh": lambda z: 1 - np.tanh(z) ** 2, "sigmoid": lambda z: sigmoid(z) * (1 - sigmoid(z)), "relu": lambda z: z > 0}
OF_A = {"tanh": lambda a: 1 - a**2, "sigmoid": lambda a: a * (1 - a), "relu": lambda a: a > 0}


class Tutorial:
    """Layers count from 1, as in tutorials; starts from copies of the weights W and b."""

    def __init__(self, W, b, hidden, output):
        self.layers = len(W)
        self.act = dict.fromkeys(range(1, self.layers), hidden) | {self.layers: output}
        self.params = {}
        for l in range(1, self.layers + 1):
            self.params[f"W{l}"], self.params[f"b{l}"] = W[l - 1].copy(), b[l - 1].copy()

    def forward(self, X):
        cache = {"a0": X}
        for l in range(1, self.layers + 1):
            cache[f"z{l}"] = cache[f"a{l - 1}"] @ self.params[f"W{l}"].T + self.params[f"b{l}"]
            cache[f"a{l}"] = ACTIVATIONS[self.act[l]](cache[f"z{l}"])
        return cache

    def backward(self, cache, Y):
        grads, n, last = {}, len(Y), self.layers
        delta = (cache[f"a{last}"] - Y) * OF_Z[self.act[last]](cache[f"z{last}"])
        for l in range(last, 0, -1):
            grads[f"W{l}"] = delta.T @ cache[f"a{l - 1}"] / n
            grads[f"b{l}"] = np.sum(delta, axis=0) / n
            if l > 1:
                delta = delta @ self.params[f"W{l}"] * OF_Z[self.act[l - 1]](cache[f"z{l - 1}"])
        return grads

    def step(self, X, Y, learning_rate):
        grads = self.backward(self.forward(X), Y)
        for name in grads:
            self.params[name] -= learning_rate * grads[name]

    def loss(self, X, Y):
        return 0.5 * np.mean(np.sum((self.forward(X)[f"a{self.layers}"] - Y) ** 2, axis=1))

    def train(self, X, Y, batch_size, learning_rate, epochs, rng):
        """The usual loop: shuffle, cut, step, and note the loss at every epoch's end."""
        losses = []
        for _ in range(epochs):
            order = rng.permutation(len(X))
            X, Y = X[order], Y[order]
            for i in range(0, len(X), batch_size):
                self.step(X[i : i + batch_size], Y[i : i + batch_size], learning_rate)
            losses.append(self.loss(X, Y))
        return losses

    def parameters(self):
        """Every W, then every b."""
        return [self.params[f"{kind}{l}"] for kind in "Wb" for l in range(1, self.layers + 1)]


class Frugal:
    """Starts from copies of the weights W and b."""

    def __init__(self, W, b, hidden, output):
        self.W, self.b = [w.copy() for w in W], [v.copy() for v in b]
        names = [hidden] * (len(W) - 1) + [output]
        self.f, self.df = [ACTIVATIONS[name] for name in names], [OF_A[name] for name in names]

    def step(self, X, Y, learning_rate):
        a = [X]
        for W, b, f in zip(self.W, self.b, self.f, strict=True):
            a.append(f(a[-1] @ W.T + b))
        delta = (a[-1] - Y) * (learning_rate / len(Y))
        for l in range(len(self.W) - 1, -1, -1):
            delta = delta * self.df[l](a[l + 1])
            before = delta @ self.W[l] if l else None
            self.W[l] -= delta.T @ a[l]
            self.b[l] -= delta.sum(axis=0)
            delta = before

    def parameters(self):
        """Every W, then every b."""
        return [*self.W, *self.b]
