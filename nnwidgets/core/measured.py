"""Measured data that come with the package: irises and handwritten digits. Read when asked for; data/LICENSES.md says whose they are."""

import os
from functools import cache
from pathlib import Path

import numpy as np

from nnwidgets.core import idx
from nnwidgets.core.dataset import Dataset
from nnwidgets.core.recipe import remembered
from nnwidgets.core.registry import Array
from nnwidgets.core.scaling import Scale

DATA = Path(__file__).parent / "data"
DIGITS = tuple("0123456789")


def shipped(name: str) -> dict[str, Array]:
    """The arrays of data/<name>.npz by their names."""
    with np.load(DATA / f"{name}.npz", allow_pickle=False) as file:
        return {key: file[key] for key in file}


def _images(X: Array, y: Array, side: int, top: int, name: str) -> Dataset:
    pixels = tuple(f"pixel {row},{column}" for row in range(side) for column in range(side))
    return Dataset(X, y.astype(int), "multiclass", pixels, DIGITS, name, scale=Scale(np.array(0.0), np.array(float(top))))


@remembered
def iris() -> Dataset:
    """150 irises, four lengths in cm: 50 each of setosa, versicolor and virginica (Anderson 1935, Fisher 1936; CC BY 4.0).

    As in Fisher's paper: the flowers 35 and 38 (from 1) are right here and wrong in UCI's file. Scale them: `iris().standardize()`.
    """
    file = shipped("iris")
    columns = ("sepal length", "sepal width", "petal length", "petal width")
    classes = ("setosa", "versicolor", "virginica")
    return Dataset(file["X"] / 10, file["y"].astype(int), "multiclass", columns, classes, "iris", units=("cm",) * 4)


@remembered
def digits() -> Dataset:
    """1,797 handwritten digits of 8 × 8 pixels: X (n, 64) from 0 to 16, inputs from 0 to 1 (Alpaydin and Kaynak 1998; CC BY 4.0).

    `X[k].reshape(8, 8)` is a picture. It is the test part of UCI's Optical Recognition of Handwritten Digits, whole and in its order.
    """
    file = shipped("digits")
    return _images(file["X"].astype(float), file["y"], 8, 16, "digits")


@remembered
def mnist(folder: str | os.PathLike[str] | None = None) -> tuple[Dataset, Dataset]:
    """(train, test) of MNIST: X (n, 784) bytes, inputs from 0 to 1, float32 (LeCun, Cortes and Burges; CC BY-SA 3.0).

    10,000 and 2,000 come with the package: every sixth training and every fifth test image, from the first on. `folder` reads all 60,000
    and 10,000 from the four original IDX files, plain or .gz; raises FileNotFoundError or ValueError for what is not there or not right.
    """
    if folder is None:
        file = shipped("mnist")
        parts = [(file["X"], file["y"]), (file["X_test"], file["y_test"])]
    else:
        parts = [_full(Path(folder).expanduser(), part) for part in ("train", "t10k")]
    train, test = (_images(X, y, 28, 255, "mnist") for X, y in parts)
    return train, test


@cache
def unseen_digits() -> tuple[Array, Array]:
    """The 2,000 test images of mnist() as pictures (2000, 28, 28) from 0 to 1, float32, and their labels (2000,): read once, read only.

    Without the training images, which take a second to unpack.
    """
    with np.load(DATA / "mnist.npz", allow_pickle=False) as file:
        images, labels = file["X_test"].reshape(-1, 28, 28).astype(np.float32) / 255, file["y_test"].astype(int)
    for array in (images, labels):
        array.setflags(write=False)
    return images, labels


def _full(folder: Path, part: str) -> tuple[Array, Array]:
    images, labels = idx.find(folder, f"{part}-images-idx3-ubyte"), idx.find(folder, f"{part}-labels-idx1-ubyte")
    X, y = idx.read(images, (28, 28)), idx.read(labels, ())
    if len(X) != len(y):
        raise ValueError(f"{images.name} has {len(X):,} images, {labels.name} {len(y):,} labels; they must be as many")
    if y.max() > 9:
        raise ValueError(f"{labels.name} must hold labels from 0 to 9, got {y.max()}")
    return X.reshape(len(X), -1), y
