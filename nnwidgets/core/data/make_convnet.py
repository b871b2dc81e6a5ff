"""Writes convnet.npz and convnet.log: the ConvNet, trained on nw.datasets.mnist() as it is shipped.

    python -m nnwidgets.core.data.make_convnet

Seeded; on one machine the same to the last bit, between machines to the rounding of float32. About a minute on one core.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from nnwidgets.core.convnet import NAMES, ConvNet, fresh
from nnwidgets.core.convnet_patches import strongest
from nnwidgets.core.dataset import Dataset
from nnwidgets.core.measured import mnist
from nnwidgets.core.registry import Array
from nnwidgets.core.streams import Stream

HERE = Path(__file__).parent
EPOCHS, BATCH, RATE, MOMENTUM, DECAY, SHIFT, SEED = 16, 20, 0.02, 0.9, 5e-4, 2, 0


def train(epochs: int = EPOCHS, told: Callable[[str], None] = print, parts: tuple[Dataset, Dataset] | None = None) -> ConvNet:
    """SGD with momentum v ← 0.9 v − η (g + 0.0005 w), w ← w + v; η = 0.02 falls along a half cosine to 0 over all `epochs`.

    Every image is shifted by up to two pixels each way, another way each time: hands do not draw in the middle.
    """
    data, test = parts or mnist()
    X, y = data.inputs.astype(np.float32), data.y
    net, stream = fresh(SEED, np.float32), Stream(SEED, "batches")
    speed, steps, step = [np.zeros_like(p) for p in net.parameters], epochs * (len(X) // BATCH), 0
    told(f"{len(X)} images, batches of {BATCH}, {sum(p.size for p in net.parameters)} parameters, seed {SEED}")
    for epoch in range(1, epochs + 1):
        order, losses = stream.order(len(X)), []
        for i in range(0, len(X), BATCH):
            rows = order[i : i + BATCH]
            seen = net.forward(_shifted(X[rows].reshape(-1, 28, 28), stream))
            losses.append(-np.log(np.maximum(seen.a[np.arange(len(rows)), y[rows]], 1e-30)).mean())
            rate = np.float32(RATE * (1 + np.cos(np.pi * step / steps)) / 2)
            grads = net.backward(seen, y[rows])
            speed = [_moved(v, g, p, rate) for v, g, p in zip(speed, grads, net.parameters, strict=True)]
            net, step = ConvNet(*(p + v for p, v in zip(net.parameters, speed, strict=True))), step + 1
        right = net.right(test.inputs, test.y)
        told(f"epoch {epoch:2}  training loss {np.mean(losses):.4f}  test loss {net.loss(test.inputs, test.y):.4f}  "
             f"test {right} of {len(test)} right ({right / len(test):.2%})")  # fmt: skip
    return net


def _shifted(images: Array, stream: Stream) -> Array:
    span = 2 * SHIFT + 1
    by = stream.uniform(0, span, (len(images), 2)).astype(int)
    edged = np.pad(images, ((0, 0), (SHIFT, SHIFT), (SHIFT, SHIFT)))
    return np.array([image[r : r + 28, c : c + 28] for image, (r, c) in zip(edged, by, strict=True)])


def _moved(v: Array, g: Array, p: Array, rate: np.float32) -> Array:
    moved: Array = np.float32(MOMENTUM) * v - rate * (g + np.float32(DECAY) * p)
    return moved


if __name__ == "__main__":
    lines: list[str] = []

    def tell(line: str) -> None:
        print(line, flush=True)
        lines.append(line)

    made = train(told=tell)
    arrays: dict[str, Any] = dict(zip(NAMES, made.parameters, strict=True)) | {"places": strongest(made)}
    np.savez_compressed(HERE / "convnet.npz", **arrays)
    (HERE / "convnet.log").write_text("\n".join(lines) + "\n", "utf-8")
