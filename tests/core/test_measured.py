"""The data that come with the package are what their publishers say of them, and nothing is read before it is asked for."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.measured import DATA, unseen_digits

MNIST = os.environ.get("NNWIDGETS_MNIST")  # a folder with the four original files


def test_iris():
    """UCI's iris.names: 150 flowers, minimum, maximum, mean and deviation of each length; means of petals as in Fisher's own rows."""
    data = nw.datasets.iris()
    assert data.X.shape == (150, 4)
    assert data.y.tolist() == [0] * 50 + [1] * 50 + [2] * 50
    assert data.classes == ("setosa", "versicolor", "virginica")
    assert data.names == ("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)")
    assert data.X.min(axis=0).tolist() == [4.3, 2.0, 1.0, 0.1]
    assert data.X.max(axis=0).tolist() == [7.9, 4.4, 6.9, 2.5]
    np.testing.assert_allclose(data.X.mean(axis=0), [5.843333, 3.057333, 3.758, 1.199333], atol=1e-6)
    np.testing.assert_allclose(data.X.std(axis=0, ddof=1), [0.83, 0.43, 1.76, 0.76], atol=0.01)
    assert data.X[0].tolist() == [5.1, 3.5, 1.4, 0.2]
    assert data.X[149].tolist() == [5.9, 3.0, 5.1, 1.8]


def test_the_two_irises_that_are_wrong_at_uci_are_right_here():
    X = nw.datasets.iris().X
    assert X[34].tolist() == [4.9, 3.1, 1.5, 0.2]
    assert X[37].tolist() == [4.9, 3.6, 1.4, 0.1]


def test_digits():
    """UCI's optdigits.names: 1,797 in the test part, so many of each."""
    data = nw.datasets.digits()
    assert data.X.shape == (1797, 64)
    assert np.bincount(data.y).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert data.classes == tuple("0123456789")
    assert (data.X.min(), data.X.max()) == (0, 16)
    np.testing.assert_array_equal(data.inputs * 16, data.X)
    assert data.X[0].reshape(8, 8)[0].tolist() == [0, 0, 5, 13, 9, 1, 0, 0]
    assert data.y[:10].tolist() == list(range(10))
    assert data.names[:9:8] == ("pixel 0,0", "pixel 1,0")


def test_mnist():
    train, test = nw.datasets.mnist()
    assert (train.X.shape, test.X.shape) == ((10_000, 784), (2_000, 784))
    assert np.bincount(train.y).tolist() == [941, 1132, 1032, 1022, 958, 925, 997, 1026, 978, 989]
    assert np.bincount(test.y).tolist() == [189, 222, 212, 242, 196, 186, 158, 215, 193, 187]
    assert train.X.dtype == np.uint8
    assert train.inputs.dtype == np.float32
    assert (train.inputs.min(), train.inputs.max()) == (0, 1)
    np.testing.assert_array_equal(train.transform(train.X[:50].tolist()), train.inputs[:50])
    assert train.y[0] == 5  # the famous first
    assert train.X[0].reshape(28, 28)[5, 12:16].tolist() == [3, 18, 18, 18]
    scaled = test.standardize(train).inputs
    spread = train.X.std(axis=0)
    assert scaled.dtype == np.float32
    np.testing.assert_allclose(scaled * np.where(spread, spread, 1), test.X - train.X.mean(axis=0), atol=1e-3)


@pytest.mark.skipif(not MNIST, reason="NNWIDGETS_MNIST names no folder with the original files")
def test_the_shipped_part_of_mnist_is_every_sixth_and_every_fifth():
    for part, whole, step in zip(nw.datasets.mnist(), nw.datasets.mnist(MNIST), (6, 5), strict=True):
        np.testing.assert_array_equal(part.X, whole.X[::step])
        np.testing.assert_array_equal(part.y, whole.y[::step])
    assert len(nw.datasets.mnist(MNIST)[0]) == 60_000


@pytest.mark.parametrize(
    ("name", "digest"),
    [
        ("iris", "eb2f8ecb45c3e29e255bb2d48704706119c15e8138b0078f5b7b1599ff4bfba4"),
        ("digits", "dff739c317c3d7a561cd1d11ae22ab4ac7f0557489c9e3935e97bec510d05737"),
        ("mnist", "eaa53cfdd40c0da66fd4d3a2ec152b196279d114b59f0389132a99769eb0565a"),
    ],
)
def test_the_files_are_the_ones_that_were_checked(name, digest):
    assert sha256((DATA / f"{name}.npz").read_bytes()).hexdigest() == digest


def test_every_file_is_named_with_its_license():
    said = (DATA / "LICENSES.md").read_text("utf-8")
    for path in DATA.glob("*.npz"):
        assert f"## {path.name}\n" in said
    for license in ("CC BY 4.0", "CC BY-SA 3.0", "Yann LeCun, Corinna Cortes and Christopher J. C. Burges", "BSD-3-Clause"):
        assert license in said
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 2_100_000


@pytest.mark.parametrize("name", ["iris", "digits", "mnist"])
def test_each_call_gives_arrays_of_its_own(name):
    made = [np.atleast_1d(nw.datasets.DATASETS[name]())[0] for _ in range(2)]
    made[0].X[:] = 0
    assert made[1].X.any()


def test_by_name_and_in_training(refused):
    assert nw.datasets.as_dataset("iris").name == "iris"
    net = nw.Network([64, 10], output="softmax", seed=0)
    assert nw.Trainer(net, "digits", learning_rate=0.3, test=0.3).train(epochs=3).measure()["test_accuracy"] > 0.9
    train, test = nw.Trainer(nw.Network([784, 10], output="softmax", dtype="float32"), "mnist").data
    assert (len(train), len(test)) == (10_000, 2_000)
    with refused(ValueError, "mnist is a pair (train, test): train, test = nw.datasets.mnist()"):
        nw.datasets.as_dataset("mnist")


def test_importing_reads_no_data():
    code = (
        "import sys; opened = []; sys.addaudithook(lambda event, args: event == 'open' and opened.append(str(args[0])));"
        "import nnwidgets as nw, nnwidgets.core.datasets; nw.datasets.circle(); print(sum(name.endswith('.npz') for name in opened));"
        "nw.datasets.iris(); print([name[-8:] for name in opened if name.endswith('.npz')])"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.split("\n")[:2] == ["0", "['iris.npz']"]


def test_there_is_no_pickle_in_them():
    for path in Path(DATA).glob("*.npz"):
        with np.load(path, allow_pickle=False) as file:
            numbers = {"|u1"} if path.stem != "convnet" else {"<f4", "<i2"}
            assert {file[key].dtype.str for key in file} == numbers


def test_the_test_images_by_themselves_are_those_of_mnist():
    images, labels = unseen_digits()
    test = nw.datasets.mnist()[1]
    np.testing.assert_array_equal(images.reshape(-1, 784), test.inputs)
    np.testing.assert_array_equal(labels, test.y)
    with pytest.raises(ValueError):
        images[0] = 0
