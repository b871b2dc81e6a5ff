"""Records: thinned without losing the newest or a spike; a chart costs as many rows as it shows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.core import records
from nnwidgets.core.records import Records


def filled(losses, tests=None):
    r = Records()
    for step, loss in enumerate(losses):
        r.add(step, loss, np.nan if tests is None else tests[step])
    return r


@given(
    gaps=st.lists(st.integers(0, 3), max_size=200),
    most=st.sampled_from([16, 17, 24, 40]),
    forget=st.none() | st.tuples(st.integers(0, 199), st.integers(0, 300)),
)
def test_thinning_keeps_the_order_the_first_and_the_newest(gaps, most, forget):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "MOST", most)
        r, step, true = Records(), 0, {}
        for k, gap in enumerate(gaps):
            if forget and k == forget[0]:
                step = min(forget[1], step)
                r.forget_after(step)
                true = {s: value for s, value in true.items() if s <= step}
                if r.count and r.rows[-1, 0] < step:
                    step = int(r.rows[-1, 0])
            step += gap
            r.add(step, k, -k)
            true[step] = k
            steps = r.rows[:, 0]
            assert r.count <= most
            assert (np.diff(steps) > 0).all()
            assert (steps[-1], steps[0]) == (step, min(true))
            assert r.rows[:, 1].tolist() == [true[s] for s in steps]  # each row as it was last recorded
            assert r.rows[:, 2].tolist() == [-true[s] for s in steps]


@pytest.mark.parametrize(("n", "most"), [(100, 64), (300, 64), (20_000, 1024)])
def test_thinning_keeps_spikes_and_stays_even(monkeypatch, n, most):
    monkeypatch.setattr(records, "MOST", most)
    for at in np.linspace(1, n - 1, 7).astype(int):
        losses, tests = np.ones(n), np.ones(n)
        losses[at], tests[n - at] = 5, -5
        r = filled(losses, tests)
        assert 0.4 * most <= r.count <= most
        assert r.rows[:, 1].max() == 5
        assert r.rows[:, 2].min() == -5
    steps = filled(np.ones(n)).rows[:, 0]
    assert np.diff(steps).max() <= 10 * n / most


@given(n=st.integers(0, 700), after=st.integers(-1, 700), most=st.integers(1, 200), seed=st.integers(0, 9), cut=st.integers(0, 700))
def test_a_chart_shows_the_first_the_last_and_every_extreme(n, after, most, seed, cut):
    rng = np.random.default_rng(seed)
    r = filled(rng.random(n), rng.random(n))
    r.forget_after(cut)
    for step in range(min(n, cut + 1), n):  # and goes on: what was found of the blocks is found anew
        r.add(step, *rng.random(2))
    wanted = r.rows[max(0, after + 1) :]
    got = r.thinned(after, most)
    assert len(got) <= most
    assert set(map(tuple, got)) <= set(map(tuple, wanted))
    assert (np.diff(got[:, 0]) > 0).all()
    if len(wanted) <= most:
        np.testing.assert_array_equal(got, wanted)
    elif most >= 16:
        assert got[0, 0] == wanted[0, 0]
        np.testing.assert_array_equal(got[:, 1:].min(axis=0), wanted[:, 1:].min(axis=0))
        np.testing.assert_array_equal(got[:, 1:].max(axis=0), wanted[:, 1:].max(axis=0))
    if len(wanted):
        assert got[-1, 0] == wanted[-1, 0]
    got[:] = -1
    assert (r.rows >= 0).all()  # a copy


def test_spikes_of_every_stretch_stay():
    """4,000 records, one spike in each 100: all 40 of them are in a chart of 400 rows."""
    losses = np.ones(4000)
    losses[37::100] = np.arange(40) + 2
    got = filled(losses).thinned(-1, 400)
    assert set(np.arange(40) + 2) <= set(got[:, 1])
    assert 100 <= len(got) <= 400


def test_what_is_no_number_is_never_extreme():
    losses = np.sin(np.arange(1000))
    losses[::3] = np.nan
    losses[500] = np.inf
    got = filled(losses).thinned(-1, 100)
    assert np.nanmin(got[:, 1]) == np.nanmin(losses)
    assert np.nanmax(got[:, 1]) == np.inf
    assert np.isnan(filled(np.full(1000, np.nan)).thinned(-1, 100)[:, 1]).all()


@pytest.fixture(scope="module")
def grown():
    return {n: filled(np.random.default_rng(0).random(n)) for n in (3_000, 24_000, 190_000)}


@pytest.mark.parametrize("most", [16, 64, 400, 2000])
def test_a_chart_costs_what_it_shows(most, grown):
    """Counted: the rows looked at grow with the rows asked for, and with the records held only by a logarithm."""
    for n in (3_000, 24_000, 190_000):
        r = grown[n]
        for after in (-1, n // 3, n - most - 77):
            r.touched = 0
            shown = len(r.thinned(after, most))
            assert most / 5 <= shown + 16 <= most + 16
            assert 0 < r.touched <= most + 2 * 4 * (2 * np.log2(n) + 8)
