"""What a unit of the second layer looks for, told by examples: the places of the data set that excite it most."""

from typing import Any

import numpy as np

from nnwidgets.core.convnet import KERNEL, ConvNet
from nnwidgets.core.measured import shipped, unseen_digits
from nnwidgets.core.registry import Array

FIELD = 2 * (KERNEL - 1) + KERNEL + 1  # 14 pixels: what one value of a2 can see of the image
MOST = 6  # patches a unit


def strongest(net: ConvNet) -> Array:
    """(16, 6, 3): for each unit of the second layer (image, row, column) of its largest a2 over the test images, one an image.

    The unit sees 14 × 14 pixels from (2 row, 2 column) on. Of equal ones the first counts.
    """
    images = unseen_digits()[0]
    a2 = np.concatenate([net.forward(images[i : i + 500]).a2 for i in range(0, len(images), 500)])
    n, k, h, w = a2.shape
    flat = a2.reshape(n, k, h * w)
    best, place = flat.max(axis=2), flat.argmax(axis=2)
    rows = np.argsort(-best, axis=0, kind="stable")[:MOST].T  # (k, MOST)
    at = place[rows, np.arange(k)[:, None]]
    return np.stack([rows, at // w, at % w], axis=2).astype(np.int16)


def patches() -> Array:
    """(16, 6, 14, 14): those pieces of the images, from 0 to 1, for the network that comes with the package."""
    images = unseen_digits()[0]
    places: Any = shipped("convnet")["places"].astype(int)
    return np.array([[images[i, 2 * r : 2 * r + FIELD, 2 * c : 2 * c + FIELD] for i, r, c in unit] for unit in places], np.float32)
