"""Where the data come from, and how they are dealt anew."""

import numpy as np
import pytest

from nnwidgets.core import datasets
from nnwidgets.widgets.source import THUMB, Source, thumbnails

X = np.arange(40.0).reshape(20, 2)
y = np.arange(20) % 2
PARTS = datasets.from_arrays(X, y).split(0.25)


def rows(part):
    return sorted(part.X[:, 0].tolist())


def same(a, b):
    return all(np.array_equal(p.X, q.X) and np.array_equal(p.y, q.y) for p, q in zip(a, b, strict=True))


def test_a_named_set_is_made_with_its_noise_and_seed():
    source = Source("xor", noise=0.2, test=0.3, seed=4)
    assert source.name == "xor" and not source.in_two
    assert same(source.load(), datasets.xor(noise=0.2, seed=4).split(0.3))


@pytest.mark.parametrize("data", [(X, y), [X, y], (X.tolist(), y.tolist()), datasets.from_arrays(X, y)])
def test_own_data_are_split_by_the_share(data):
    source = Source(data, test=0.25)
    train, test = source.load()
    assert source.name is None and not source.in_two and (len(train), len(test)) == (15, 5)
    assert source.share((train, test)) == 0.25


@pytest.mark.parametrize("data", [PARTS, list(PARTS), ((X[:15], y[:15]), (X[15:], y[15:]))])
def test_a_pair_stays_as_it_came(data):
    source = Source(data)
    train, test = source.load()
    assert source.in_two and (len(train), len(test)) == (15, 5)
    assert source.share((train, test)) == 0.25  # not the 0.5 that nobody asked for


def test_the_same_examples_are_set_aside_first_whatever_the_share_was_before():
    source = Source((X, y), test=0.5)
    now = first = source.load()
    for share in (0.1, 0.9, 0, 0.5):
        before, source = now, source.changed(now, test=share)
        now = source.load()
        less, more = sorted([before, now], key=lambda pair: len(pair[1]))
        assert set(rows(less[1])) <= set(rows(more[1]))
    assert same(now, first)


def test_a_pair_is_put_together_before_it_is_split_anew():
    source = Source(PARTS).changed(PARTS, test=0.5)
    now = source.load()
    assert not source.in_two and (len(now[0]), len(now[1])) == (10, 10)
    assert sorted(rows(now[0]) + rows(now[1])) == X[:, 0].tolist()
    assert same(source.changed(now, test=0.2).changed(now, test=0.5).load(), now)


def test_a_pair_without_a_test_part_can_be_split_too():
    whole = (PARTS[0], PARTS[0].take([]))
    assert Source(whole).share(whole) == 0
    train, test = Source(whole).changed(whole, test=0.2).load()
    assert (len(train), len(test)) == (12, 3)


def test_another_name_leaves_the_own_data_behind():
    assert Source(PARTS).changed(PARTS, data="spiral").name == "spiral"
    assert same(Source("circle", test=0.3).changed(PARTS, noise=0.1).load(), datasets.circle(noise=0.1).split(0.3))


NAMED = "circle, xor, gauss, spiral, reg_plane, reg_gauss"
PASS = "pass the data instead of their name: "


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (Source("circel"), f"unknown data 'circel'; choose one of {NAMED} (did you mean 'circle'?)"),
        (Source(3), f"data must be a name, got 3; choose one of {', '.join(datasets.DATASETS)}"),
        (Source("moons"), f"the Playground has buttons for {NAMED}, not for moons; {PASS}nw.Playground(nw.datasets.moons())"),
        (Source((np.zeros((6000, 100)), np.arange(6000) % 2)),
         "the Playground shows up to 400,000 numbers, got 6,000 examples of 100; "
         "take fewer, such as data.take(range(4000)), or train with nw.Trainer"),
        (Source("xor", noise=0.6), "noise must be a number from 0 to 0.5, got 0.6"),
        (Source("xor", noise="a lot"), "noise must be a number from 0 to 0.5, got 'a lot'"),
        (Source("xor", test=1), "test must be a number from 0 to 0.9, got 1"),
        (Source((X, y), test=-0.1), "test must be a number from 0 to 0.9, got -0.1"),
        (Source((X, y), noise=0.1), f"noise is for the named data sets ({NAMED}); got noise=0.1 with data of your own"),
        (Source((X, y[:-1])), "X has 20 examples, y has shape (19,); they need the same number of rows"),
    ],
)  # fmt: skip
def test_what_cannot_be_had_is_said(source, sentence):
    with pytest.raises((ValueError, TypeError)) as caught:
        source.load()
    assert str(caught.value) == sentence


def test_each_of_the_playgrounds_own_has_a_thumbnail():
    shown = thumbnails()
    assert shown.shape == (len(datasets.PLAYGROUND), THUMB, 3) and shown.dtype == np.float32
    assert np.abs(shown[..., 2]).max() <= 1.2 + 1e-6 and thumbnails() is shown
    for name, points in zip(datasets.PLAYGROUND, shown, strict=True):
        made = datasets.DATASETS[name]()
        assert {tuple(p) for p in points[:, :2]} <= {tuple(p) for p in made.X.astype(np.float32)}
        assert len(np.unique(points[:, 2])) > 1
