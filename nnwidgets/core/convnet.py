"""A small convolutional network: kernels, parts made of what they find, and a class for what the parts say."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from nnwidgets.core.convolution import convolve, convolve_back, pool, pool_back
from nnwidgets.core.measured import shipped
from nnwidgets.core.registry import Array
from nnwidgets.core.streams import Stream

SIDE, CLASSES = 28, 10  # pixels of an image, digits
MAPS, KERNEL = (8, 16), 5  # kernels of the two layers, and their side
NAMES = ("K1", "b1", "K2", "b2", "W", "b")


@dataclass(frozen=True, eq=False)
class Seen:
    """What n images become: z1, a1 (n, 8, 24, 24), p1 (n, 8, 12, 12), z2, a2 (n, 16, 8, 8), p2 (n, 16, 4, 4), z and a (n, 10)."""

    x: Array
    z1: Array
    a1: Array
    p1: Array
    z2: Array
    a2: Array
    p2: Array
    z: Array
    a: Array


@dataclass(frozen=True, eq=False)
class ConvNet:
    """conv 5 × 5 → relu → pool → conv 5 × 5 → relu → pool → softmax, 28 × 28 pixels to ten classes, 5,994 parameters.

    K1 (8, 1, 5, 5), b1 (8,), K2 (16, 8, 5, 5), b2 (16,), W (10, 256), b (10,); after LeCun and others 1998, smaller. `forward` and
    `backward` are pure: training makes another network.
    """

    K1: Array
    b1: Array
    K2: Array
    b2: Array
    W: Array
    b: Array

    @property
    def parameters(self) -> tuple[Array, ...]:
        """In the order of NAMES."""
        return tuple(getattr(self, name) for name in NAMES)

    def forward(self, x: Array) -> Seen:
        """Pass images (n, 28, 28), or (n, 784), from 0 to 1 through all layers."""
        x = x.reshape(-1, 1, SIDE, SIDE).astype(self.K1.dtype, copy=False)
        z1 = convolve(x, self.K1, self.b1)
        a1 = np.maximum(z1, 0)
        p1 = pool(a1)
        z2 = convolve(p1, self.K2, self.b2)
        a2 = np.maximum(z2, 0)
        p2 = pool(a2)
        z = p2.reshape(len(x), -1) @ self.W.T + self.b
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return Seen(x, z1, a1, p1, z2, a2, p2, z, e / e.sum(axis=1, keepdims=True))

    def backward(self, seen: Seen, labels: Array) -> tuple[Array, ...]:
        """∂C/∂ each of `parameters` for C = mean −ln a[label], labels (n,)."""
        delta = (seen.a - np.eye(CLASSES, dtype=seen.a.dtype)[labels]) / len(labels)
        dW, db = delta.T @ seen.p2.reshape(len(labels), -1), delta.sum(axis=0)
        delta2 = pool_back(seen.a2, seen.p2, (delta @ self.W).reshape(seen.p2.shape)) * (seen.z2 > 0)
        dK2, db2, to_p1 = convolve_back(seen.p1, self.K2, delta2)
        assert to_p1 is not None
        delta1 = pool_back(seen.a1, seen.p1, to_p1) * (seen.z1 > 0)
        dK1, db1, _ = convolve_back(seen.x, self.K1, delta1, to_x=False)
        return dK1, db1, dK2, db2, dW, db

    def loss(self, x: Array, labels: Array) -> float:
        """Mean −ln a[label] over n images."""
        a = self.forward(x).a
        return float(-np.log(np.maximum(a[np.arange(len(labels)), labels], np.finfo(a.dtype).tiny)).mean())

    def right(self, x: Array, labels: Array) -> int:
        """How many of the images get their label."""
        return sum(int((self.forward(x[i : i + 500]).a.argmax(axis=1) == labels[i : i + 500]).sum()) for i in range(0, len(x), 500))


def fresh(seed: int = 0, dtype: type = np.float64) -> ConvNet:
    """A network before training: weights from N(0, 2 / inputs) (He and others 2015), biases 0."""
    stream, (k1, k2) = Stream(seed, "weights"), MAPS
    shapes = ((k1, 1, KERNEL, KERNEL), (k2, k1, KERNEL, KERNEL), (CLASSES, k2 * 16))
    K1, K2, W = (stream.normal(shape) * np.sqrt(2 / np.prod(shape[1:])) for shape in shapes)
    return ConvNet(*(a.astype(dtype) for a in (K1, np.zeros(k1), K2, np.zeros(k2), W, np.zeros(CLASSES))))


@cache
def trained() -> ConvNet:
    """The network that comes with the package, trained by data/make_convnet.py on nw.datasets.mnist(); float32."""
    file = shipped("convnet")
    return ConvNet(*(file[name] for name in NAMES))
