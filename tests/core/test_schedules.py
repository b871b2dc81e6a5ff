"""Schedules: worked rates, from the step alone; what a Trainer makes of them, and every refusal."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core.schedules import SCHEDULES, Constant, Cosine, Schedule, StepDecay, WarmUp, schedule_for


@pytest.mark.parametrize(
    ("made", "factors"),
    [
        (Constant(), {0: 1, 10**9: 1}),
        (StepDecay(every=10, drop=0.5), {0: 1, 9: 1, 10: 0.5, 19: 0.5, 20: 0.25, 100: 2**-10}),
        (Cosine(steps=100), {0: 1, 25: 0.5 + 0.5**1.5, 50: 0.5, 75: 0.5 - 0.5**1.5, 100: 0, 1000: 0}),
        (Cosine(steps=100, low=0.2), {0: 1, 50: 0.6, 100: 0.2, 1000: 0.2}),
        (WarmUp(steps=4), {0: 0.25, 1: 0.5, 2: 0.75, 3: 1, 4: 1, 99: 1}),
        (WarmUp(steps=10, then=Cosine(steps=100)), {0: 0.1, 9: 1, 10: 1, 60: 0.5, 110: 0}),
        (WarmUp(steps=2, then="step"), {0: 0.5, 1: 1, 2: 1, 1001: 1, 1002: 0.5}),
    ],
)
def test_worked_rates(made, factors):
    for step, factor in factors.items():
        assert made.factor(step) == pytest.approx(factor, rel=1e-14, abs=1e-16)


@given(step=st.integers(0, 10**7))
def test_a_factor_is_never_above_1_nor_below_0(schedule, step):
    assert 0 <= SCHEDULES[schedule].factor(step) <= 1


def test_the_rate_of_the_next_step_can_be_read():
    t = nw.Trainer(nw.Network([2, 1]), "circle", learning_rate=0.1, schedule=StepDecay(every=10, drop=0.5))
    seen = []
    for _ in range(21):
        before = t.net.theta.copy()
        seen.append(t.rate)
        t.train(1)
        assert float(t._run.bench.engine.rate) == pytest.approx(seen[-1], rel=1e-15)
        assert (t.net.theta != before).any()
    assert seen == pytest.approx([0.1] * 10 + [0.05] * 10 + [0.025], rel=1e-15)
    assert t.rewind(3).rate == pytest.approx(0.1)
    t.change(learning_rate=0.4)
    assert t.train(10).rate == pytest.approx(0.2)
    t.change(schedule=None)
    assert t.rate == t.learning_rate == 0.4
    assert nw.Trainer(nw.Network([2, 1]), "circle").rate == 0.03


def test_after_its_end_nothing_is_learnt(optimizer):
    t = nw.Trainer(nw.Network([2, 3, 1]), "circle", learning_rate=0.1, schedule=Cosine(steps=5), optimizer=optimizer, l1=0.1, l2=0.1)
    t.train(200 if optimizer not in ("momentum", "nesterov") else 1000)  # a ball rolls out
    there = t.net.theta.copy()
    np.testing.assert_allclose(t.train(3).net.theta, there, rtol=0, atol=1e-15)


def test_a_constant_one_costs_nothing(optimizer):
    """Without a schedule, and with a constant one, the steps are the same: the rate is folded in where it can be."""
    runs = [nw.Trainer(nw.Network([2, 3, 1]), "circle", schedule=s, optimizer=optimizer).train(30) for s in (None, "constant", Constant())]
    names = [[fn.__name__ for fn, _ in t._run.bench.engine.update] for t in runs]
    assert names[0] == names[1] == names[2]
    assert "_tick" not in names[0]
    np.testing.assert_array_equal(runs[0].net.theta, runs[1].net.theta)


def test_every_entry_says_what_it_is(schedule):
    entry = SCHEDULES[schedule]
    assert entry.name == schedule
    assert all((entry.formula, entry.source, entry.use, entry.caveat, type(entry).__doc__))
    assert schedule_for(schedule) is schedule_for(entry) is entry
    assert entry == type(entry)()
    assert schedule_for(None) == Constant()


NAMES = "constant, step, cosine, warm_up"


@pytest.mark.parametrize(
    ("make", "kind", "sentence"),
    [
        (lambda: StepDecay(every=0), ValueError, "every must be a whole number of at least 1, got 0"),
        (lambda: StepDecay(drop=2), ValueError, "drop must be at most 1, got 2; 0.5 halves the rate"),
        (lambda: Cosine(steps=2.5), TypeError, "steps must be a whole number of at least 1, got 2.5"),
        (lambda: Cosine(low=1.5), ValueError, "low must be a number from 0 to 1, got 1.5"),
        (lambda: WarmUp(steps=5, then="cosin"), ValueError, f"unknown schedule 'cosin'; choose one of {NAMES} (did you mean 'cosine'?)"),
        (lambda: nw.Trainer(nw.Network([2, 1]), "circle", schedule=3), TypeError, f"schedule must be a name, got 3; choose one of {NAMES}"),
    ],
)
def test_what_is_refused(refused, make, kind, sentence):
    with refused(kind, sentence):
        make()


def test_a_base_class_has_no_rates():
    with pytest.raises(NotImplementedError):
        Schedule().factor(0)
