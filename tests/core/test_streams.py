"""The random numbers, pinned: printed numbers and share codes depend on them, so they must never change."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.core.streams import STREAMS, Stream

FIRST = {
    "data": [0.6369616873214543, 0.2697867137638703, 0.04097352393619469],
    "noise": [0.8897387912781343, 0.5571380502062263, 0.8009080868919721],
    "weights": [0.08082403917318748, 0.4024377919935872, 0.6012892062377659],
    "batches": [0.8949727407898387, 0.8604144367749376, 0.32137482233751336],
}


@pytest.mark.parametrize("name", STREAMS)
def test_uniform_is_pinned(name):
    assert Stream(0, name).uniform(0, 1, 3).tolist() == FIRST[name]


def test_the_others_are_pinned():
    uniform = [-1.8495221080095519, -0.8202371732767597, 2.803478165224819]
    np.testing.assert_allclose(Stream(7, "data", 2).uniform(-2, 3, 3), uniform, rtol=1e-15)
    normal = [0.5511274170556144, 0.6768018096439974, -0.2267285387663082, -0.023454810942598783]
    np.testing.assert_allclose(Stream(0, "data").normal(4), normal, rtol=1e-14)
    assert Stream(0, "batches").order(10).tolist() == [8, 9, 4, 3, 6, 2, 5, 7, 1, 0]
    assert Stream(3, "batches").order(10).tolist() == [0, 8, 7, 3, 1, 9, 6, 5, 4, 2]


def test_seed_name_and_draw_each_give_other_numbers():
    keys = [(seed, name, draw) for seed in range(5) for name in STREAMS for draw in range(3)]
    assert len({float(Stream(*key).uniform(0, 1, 1)[0]) for key in keys}) == len(keys)
    assert Stream(1, "noise").uniform(0, 1, 4).tolist() == Stream(1, "noise", 0).uniform(0, 1, 4).tolist()


@given(st.lists(st.tuples(st.sampled_from(["uniform", "normal", "order"]), st.integers(0, 9)), max_size=6))
def test_position_leads_back(calls):
    def draw(stream, kind, n):
        return stream.uniform(0, 1, n) if kind == "uniform" else getattr(stream, kind)(n)

    stream, places, drawn = Stream(4, "data"), [], []
    for kind, n in calls:
        places.append(stream.position)
        drawn.append(draw(stream, kind, n))
    for (kind, n), place, numbers in reversed(list(zip(calls, places, drawn, strict=True))):
        stream.seek(place)
        assert stream.position == place
        np.testing.assert_array_equal(draw(stream, kind, n), numbers)


def test_shapes():
    stream = Stream(0, "weights")
    assert stream.uniform(-1, 1, (2, 3)).shape == (2, 3)
    assert stream.position == 6
    assert stream.normal((2, 3)).shape == (2, 3)
    assert stream.position == 18


@given(st.integers(0, 200), st.integers(0, 2**63))
def test_order_is_a_permutation(n, seed):
    assert sorted(Stream(seed, "batches").order(n)) == list(range(n))


def test_the_numbers_are_distributed_as_they_say():
    n = 40_000
    u, z = Stream(0, "data").uniform(-2, 3, n), Stream(0, "noise").normal(n)
    assert -2 <= u.min() < u.max() < 3
    assert u.mean() == pytest.approx(0.5, abs=5 * 5 / np.sqrt(12 * n))
    assert u.std() == pytest.approx(5 / np.sqrt(12), rel=0.02)
    assert z.mean() == pytest.approx(0, abs=5 / np.sqrt(n))
    assert z.std() == pytest.approx(1, rel=0.02)
    for limit, share in ((1, 0.6827), (2, 0.9545), (3, 0.9973)):
        assert np.mean(np.abs(z) < limit) == pytest.approx(share, abs=0.01)


def test_the_global_generator_is_left_alone():
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    Stream(0, "data").normal(10)
    Stream(0, "data").order(10)
    np.testing.assert_array_equal(np.random.get_state()[1], before)  # noqa: NPY002
