"""Data sets cut, joined and handed over: always the same points."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core.datasets import DATASETS, as_dataset


def points(data):
    return sorted(map(tuple, np.column_stack([data.X, data.y])))


@given(share=st.floats(0, 0.9), n=st.integers(2, 100))
def test_a_split_has_the_same_points(dataset, share, n):
    data = DATASETS[dataset](n=n, noise=0.2, seed=3)
    train, test = data.split(share)
    assert len(test) == round(share * n)
    assert points(train.join(test)) == points(data)
    for part in (train, test):
        assert (part.task, part.names, part.classes, part.name, part.seed) == (data.task, data.names, data.classes, data.name, 3)
        assert len(part.inputs) == len(part.X) == len(part.y)


def test_test_sets_are_nested():
    data = nw.datasets.xor(97, seed=4)
    tests = [data.split(share)[1] for share in np.linspace(0, 0.9, 40)]
    for small, large in pairwise(tests):
        np.testing.assert_array_equal(small.X, large.X[: len(small)])


@given(share=st.floats(0, 0.9), n=st.integers(1, 60), seed=st.integers(0, 99))
def test_training_examples_keep_their_order(share, n, seed):
    data = nw.datasets.from_arrays(np.arange(n), np.arange(float(n)))
    train, test = data.split(share, seed)
    assert (np.diff(train.y) > 0).all()
    if len(test) == 0:
        np.testing.assert_array_equal(train.X, data.X)


def test_without_shuffle_the_examples_come_as_they_were_given(plain):
    data, net = nw.datasets.circle(40), nw.Network([2, 3, 1], seed=1)
    twin = plain(net, data.X, data.y[:, None].astype(float), loss="bce", batch_size=7, shuffle=False)
    trainer = nw.Trainer(net, data, batch_size=7, shuffle=False).train(23)
    np.testing.assert_allclose(trainer.net.theta, twin.train(23), rtol=1e-12)


def test_noise_keeps_the_split():
    """The same examples are set aside, wherever noise moves them."""
    calm, wild = nw.datasets.circle(noise=0, seed=4), nw.datasets.circle(noise=0.5, seed=4)
    np.testing.assert_array_equal(calm.split(0.4)[1].X, wild.split(0.4)[1].X)


def test_the_seed_of_a_split():
    data = nw.datasets.circle(seed=4)
    own, four, five = (data.split(0.5, seed)[1].X for seed in (None, 4, 5))
    np.testing.assert_array_equal(own, four)
    assert not np.array_equal(four, five)
    np.testing.assert_allclose(nw.datasets.circle().split(0.5)[1].X[0], [-1.866060175080306, 3.3538048695160394], rtol=1e-14)  # pinned


@pytest.mark.parametrize("share", [-0.1, 0.91, float("nan")])
def test_a_share_out_of_range(refused, share):
    with refused(ValueError, f"test must be a number from 0 to 0.9, got {share}"):
        nw.datasets.circle().split(share)


def test_take_and_join():
    data = nw.datasets.reg_plane(10)
    part = data.take(np.array([3, 1]))
    np.testing.assert_array_equal(part.X, data.X[[3, 1]])
    np.testing.assert_array_equal(part.y, data.y[[3, 1]])
    np.testing.assert_array_equal(part.join(part).y, data.y[[3, 1, 3, 1]])


def test_from_a_name_a_pair_or_itself(refused):
    data = nw.datasets.gauss(10)
    assert as_dataset(data) is data
    assert len(as_dataset("gauss")) == 500
    assert as_dataset(([[1, 2], [3, 4]], ["a", "b"])).classes == ("a", "b")
    names = ", ".join(DATASETS)
    with refused(ValueError, f"unknown data 'spirals'; choose one of {names} (did you mean 'spiral'?)"):
        as_dataset("spirals")
    with refused(TypeError, f"data must be a name, got None; choose one of {names}"):
        as_dataset(None)


def test_repr():
    assert repr(nw.datasets.circle()) == "Dataset('circle', 500 examples, 2 inputs, binary, 2 classes)"
    assert repr(nw.datasets.reg_gauss(30)) == "Dataset('reg_gauss', 30 examples, 2 inputs, regression)"
