"""Back to any step: training on from there equals never having left, bit for bit, whatever happened on the way."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core import history
from nnwidgets.core.schedules import Cosine, WarmUp

XOR = nw.datasets.xor(64).split(0.25)


def write(t):
    t.net.W[0] -= 0.25
    t.net.b[1][:] = 0.5


def by_hand(t):
    t.net.activation = ["relu", "tanh"]


WAYS = {
    "set": lambda t: t.set({3: 0.7, 11: -0.2}),
    "hold": lambda t: t.hold([0, 5, 14]),
    "learning_rate": lambda t: t.change(learning_rate=0.7),
    "batch_size": lambda t: t.change(batch_size=7),
    "activation": lambda t: t.change(activation=["relu", (np.sin, np.cos)]),
    "activation by hand": by_hand,
    "shuffle": lambda t: t.change(shuffle=False),
    "data": lambda t: t.change(data=XOR),
    "output": lambda t: t.change(output="tanh"),  # labels aim at −1 and 1 from then on
    "schedule": lambda t: t.change(schedule=WarmUp(steps=9, then=Cosine(steps=60))),
    "penalties": lambda t: t.change(l1=0.001, l2=0.01),
    "write": write,
    "several": lambda t: (t.set({1: 1}), t.change(batch_size=3, shuffle=False), write(t), t.set({1: 2}), t.hold([2])),
}


def make(**settings):
    net = nw.Network([2, 4, 2, 1], seed=1)
    given = {"test": 0.3, "learning_rate": 0.3, "batch_size": 5, "seed": 2, "loss": "squared_error"}
    return nw.Trainer(net, nw.datasets.circle(73, noise=0.2), **(given | settings))


def go(t, ways, stride=1):
    """To the end, every 23rd step followed by what happens there; the weights after each stop by step."""
    trace, end = {t.steps: t.net.theta.copy()}, 23 * (len(ways) + 1)
    while t.steps < end:
        t.train(min(stride, 23 - t.steps % 23))
        if t.steps % 23 == 0 and t.steps < end:
            WAYS[ways[t.steps // 23 - 1]](t)
            t.notice()
        trace[t.steps] = t.net.theta.copy()
    return trace


def same(a, b):
    np.testing.assert_array_equal(a.net.theta, b.net.theta)
    assert (a.steps, a.epoch, a._run.bench.feed.place()) == (b.steps, b.epoch, b._run.bench.feed.place())
    assert (a.net.activation, a.net.output) == (a.settings.activation, a.settings.output)
    assert [x.name for x in (*a.net.activation, a.net.output)] == [x.name for x in (*b.net.activation, b.net.output)]
    for name in ("steps", "train_loss", "test_loss"):
        np.testing.assert_array_equal(getattr(a.history, name), getattr(b.history, name))
    for name in ("learning_rate", "batch_size", "l1", "l2", "shuffle", "frozen", "schedule"):
        assert getattr(a.settings, name) == getattr(b.settings, name)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("back", [0, 1, 22, 23, 24, 25, 40, 45, 46])
def test_across_one_event(way, back):
    t, straight = make(), make()
    there = go(t, [way])
    go(straight, [way], stride=23)
    t.rewind(back)
    for step, theta in go(t, [way]).items():
        np.testing.assert_array_equal(theta, there[step])
    same(t, straight)


@pytest.mark.parametrize("planned", [None, Cosine(steps=40, low=0.1)])
def test_across_every_event_for_every_optimizer(optimizer, planned):
    """Memory is part of a snapshot, and a rate a function of the step: bit for bit, whatever was remembered."""
    given = {"optimizer": optimizer, "schedule": planned, "learning_rate": 0.05}
    ways = [way for way in WAYS if way not in ("data", "output")]
    t, straight = make(**given), make(**given)
    there, states = go(t, ways), {}
    for stop in (37, 90, 158):
        straight_state = make(**given)
        while straight_state.steps < stop:  # by the same way, in other strides
            straight_state.train(min(7, stop - straight_state.steps, 23 - straight_state.steps % 23))
            if straight_state.steps % 23 == 0:
                WAYS[ways[straight_state.steps // 23 - 1]](straight_state)
                straight_state.notice()
        states[stop] = straight_state
    go(straight, ways, stride=23)
    for back in (158, 90, 37, 0):
        t.rewind(back)
        if back:
            same(t, states[back])
            for letter, value in t.optimizer_state.items():
                np.testing.assert_array_equal(value, states[back].optimizer_state[letter])
            assert t.rate == states[back].rate
        else:
            assert not any(value.any() for value in t.optimizer_state.values())
    for step, theta in go(t, ways).items():
        np.testing.assert_array_equal(theta, there[step])
    same(t, straight)


@settings(max_examples=40)
@given(ways=st.lists(st.sampled_from(sorted(WAYS)), min_size=1, max_size=5), share=st.floats(0, 1), most=st.sampled_from([1, 8, 256]))
def test_across_many_events_and_thinned_snapshots(ways, share, most):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "SNAPSHOTS", most)
        patch.setattr(history.History.__init__, "__defaults__", (2,))
        t, straight = make(), make()
        there = go(t, ways)
        go(straight, ways, stride=9)
        if most < 256:
            assert t.history.gap > 2  # they did thin out
        back = int(share * t.steps)
        t.rewind(back)
        assert t.history.steps.tolist() == [s for s in straight.history.steps if s <= back]
        for step, theta in go(t, ways).items():
            np.testing.assert_array_equal(theta, there[step])
        same(t, straight)


@given(st.lists(st.integers(0, 120), min_size=1, max_size=5))
def test_back_and_forth(places):
    t, trace = make(), {0: make().net.theta.copy()}
    for _ in range(120):
        t.train(1)
        trace[t.steps] = t.net.theta.copy()
    for place in places:
        if place <= t.steps:
            assert t.rewind(place) is t
        else:
            t.train(place - t.steps)
        np.testing.assert_array_equal(t.net.theta, trace[place])
    t.train(120 - t.steps)
    same(t, make().train(120))


def test_single_precision_and_large_layers():
    """Matrix products of a size where BLAS would use several threads: a replay runs on one, as training does."""
    rng = np.random.default_rng(0)
    data = nw.datasets.from_arrays(rng.random((300, 200)), rng.integers(0, 10, 300))
    net = nw.Network([200, 64, 10], "relu", "softmax", dtype="float32")
    t = nw.Trainer(net, data, learning_rate=0.1, batch_size=128).train(33)
    there = net.theta.copy()
    t.train(20).rewind(33)
    np.testing.assert_array_equal(net.theta, there)


def test_snapshots_lie_at_even_distances():
    """However training is cut up; so a rewind is never far from one."""
    assert [s.step for s in make().train(10).train(3).train(100).history.snapshots] == [0, 25, 50, 75, 100]


def test_a_branch_leaves_no_trace_of_what_came_after():
    t = make().train(60)
    t.set({0: 5})
    t.train(10)
    t.rewind(30)
    assert t.history.events == []
    assert max(t.history.steps) <= 30
    t.set({0: -5})
    t.train(20)
    straight = make().train(30)
    straight.set({0: -5})
    same(t, straight.train(20))


def test_the_rows_and_memory_of_a_rewind_are_those_of_then():
    t = make(record_every=7).train(50)
    before = t.history.to_dict()
    t.train(50).rewind(50)
    np.testing.assert_equal(t.history.to_dict(), before)


def test_a_step_that_is_not_there(refused):
    t = make().train(40)
    with refused(ValueError, "step must be at most 40, the present one, got 100; train(steps=60) goes there"):
        t.rewind(100)
    with refused(ValueError, "step must be a whole number of at least 0, got -1"):
        t.rewind(-1)
    with refused(TypeError, "step must be a whole number of at least 0, got 1.0"):
        t.rewind(1.0)
    assert t.steps == 40
