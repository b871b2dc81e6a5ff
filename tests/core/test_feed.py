"""The feed deals every example once an epoch, in an order that only the seed decides, and returns to any place."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core.feed import Feed, rows


def dealt(feed, size, batches=None, views=None):
    """The numbers of the examples of the next batches; all that is left of the epoch by default."""
    views = {} if views is None else views
    taken = feed.batches(size, views, lambda n: n)[:batches]
    for n, X, XT, Y in taken:
        assert len(X) == n
        np.testing.assert_array_equal(XT, X.T)
        np.testing.assert_array_equal(Y, -X.T)
        assert X.flags.c_contiguous
    numbers = [X[:, 0].astype(int).tolist() for _, X, _, _ in taken]
    return numbers, feed.advance(size * len(taken))


def flat(batches):
    return [number for batch in batches for number in batch]


def loaded(n, shuffle=True, seed=0):
    feed, X = Feed(seed), np.arange(n, dtype=float)[:, None]
    feed.load(X, -X, shuffle)
    return feed


@given(n=st.integers(1, 40), size=st.integers(1, 50), shuffle=st.booleans(), seed=st.integers(0, 10**6))
def test_an_epoch_has_every_example_once(n, size, shuffle, seed):
    feed = loaded(n, shuffle, seed)
    orders = []
    for epoch in range(3):
        assert (feed.epoch, feed.cursor) == (epoch, 0)
        batches, over = dealt(feed, size)
        assert over
        assert [len(b) for b in batches] == [size] * (n // size) + [n % size] * (n % size > 0)
        orders.append(flat(batches))
    assert all(sorted(order) == list(range(n)) for order in orders)
    if not shuffle:
        assert orders == [list(range(n))] * 3
    elif n > 20:
        assert orders[0] != orders[1] != orders[2]


def test_the_order_is_pinned():
    feed = loaded(10)
    assert flat(dealt(feed, 3)[0]) == [8, 9, 4, 3, 6, 2, 5, 7, 1, 0]
    assert flat(dealt(loaded(10, seed=3), 4)[0]) == [0, 8, 7, 3, 1, 9, 6, 5, 4, 2]


@given(n=st.integers(1, 20), sizes=st.lists(st.integers(1, 7), min_size=1, max_size=5), shuffle=st.booleans())
def test_the_batch_size_may_change_within_an_epoch(n, sizes, shuffle):
    feed, views = loaded(n, shuffle), {}
    straight, seen, over = flat(dealt(loaded(n, shuffle), 1)[0]), [], False
    for size in sizes * 20:
        numbers, over = dealt(feed, size, 1, views.setdefault(size, {}))
        seen += numbers[0]
        if over:
            break
    assert over
    assert seen == straight


@given(n=st.integers(1, 12), size=st.integers(1, 5), before=st.integers(0, 30), after=st.integers(1, 30), shuffle=st.booleans())
def test_it_returns_to_any_place(n, size, before, after, shuffle):
    feed = loaded(n, shuffle)
    for _ in range(before):
        dealt(feed, size, 1)
    place = feed.place()
    assert place == (feed.epoch, feed.cursor, feed.drawn)
    first = [dealt(feed, size, 1) for _ in range(after)]
    feed.go(*place)
    assert feed.place() == place
    assert [dealt(feed, size, 1) for _ in range(after)] == first
    other = loaded(n, shuffle)
    other.go(*place)
    assert [dealt(other, size, 1) for _ in range(after)] == first


def test_loading_begins_the_epoch_anew():
    feed = loaded(10)
    dealt(feed, 3, 2)
    feed.load(np.arange(6.0)[:, None], -np.arange(6.0)[:, None], True)
    assert (feed.epoch, feed.cursor) == (0, 0)
    assert sorted(flat(dealt(feed, 4)[0])) == list(range(6))
    assert (feed.epoch, feed.cursor) == (1, 0)


def test_the_rows_stay_where_they_are():
    """Batches are views that are made once: reshuffling writes into the same rows."""
    feed, views = loaded(10), {}
    first = feed.batches(4, views, lambda n: n)
    feed.advance(10)
    second = feed.batches(4, views, lambda n: n)
    assert all(a is b for a, b in zip(first, second, strict=True))


def test_rows_carry_a_column_of_ones_and_encoded_targets(dtype):
    net = nw.Network([2, 3], output="softmax", dtype=dtype)
    X, Y = rows(net, nw.datasets.from_arrays([[1, 2], [3, 4], [5, 6]], ["b", "c", "a"]))
    assert X.tolist() == [[1, 2, 1], [3, 4, 1], [5, 6, 1]]
    assert Y.tolist() == [[0, 1, 0], [0, 0, 1], [1, 0, 0]]
    assert X.dtype == Y.dtype == dtype
