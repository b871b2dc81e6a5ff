"""A Trainer put through anything, against a model that goes over it all from the start: by the plain formula, and by a fresh Trainer."""

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

import nnwidgets as nw
from nnwidgets.core import history
from nnwidgets.core.optimizers import SGD, Adam, Momentum, Nesterov, RMSprop
from nnwidgets.core.schedules import StepDecay, WarmUp, schedule_for

SIZES, P = [2, 3, 2, 1], 20
PAIRS = [nw.datasets.circle(37, noise=0.1).split(0.2), nw.datasets.xor(24).split(0.25)]
ACTIVATIONS = ["tanh", "relu", ["sigmoid", "leaky_relu"], (np.sin, np.cos)]
STEADY = [SGD(), SGD(), Momentum(beta=0.5), Nesterov(beta=0.5), RMSprop(eps=0.1), Adam(eps=0.1)]
index = st.integers(0, P - 1)
value = st.floats(-2, 2).map(lambda v: round(v, 3))


def by_trainer(t, what, how):
    if what == "train":
        t.train(how)
    elif what == "set":
        t.set(how)
    elif what == "hold":
        t.hold(how)
    elif what == "write":
        t.net.theta[list(how)] = list(how.values())
        t.notice()
    elif what == "switch":
        t.net.activation = how
        t.notice()
    else:
        t.change(**{what: PAIRS[how] if what == "data" else how})


def by_plain(model, what, how):
    if what == "train":
        model.train(how)
    elif what in ("set", "write"):
        model.net.theta[list(how)] = list(how.values())
    elif what == "hold":
        model.frozen = list(how)
    elif what in ("activation", "switch"):
        model.net.activation = how
    elif what == "data":
        X, y = PAIRS[how][0].X, PAIRS[how][0].y
        if X is not model.X:
            model.X, model.y = X, y
            model.deal()
    else:
        before = getattr(model, what)
        setattr(model, what, schedule_for(how) if what == "schedule" else how)
        if what == "shuffle" and how != before:
            model.deal()


class Replay(RuleBasedStateMachine):
    """`log` is all that happened and still holds: (step, what, how)."""

    plain = None
    steps = Bundle("steps")

    @initialize(
        optimizer=st.sampled_from(STEADY), seed=st.integers(0, 3), every=st.none() | st.integers(1, 9),
        dtype=st.sampled_from(["float64", "float64", "float32"]),
    )  # fmt: skip
    def begin(self, optimizer, seed, every, dtype):
        self.optimizer = optimizer
        given = {"optimizer": optimizer, "learning_rate": 0.1, "batch_size": 5, "seed": seed, "record_every": every}
        self.make = lambda: nw.Trainer(nw.Network(SIZES, dtype=dtype, seed=seed), PAIRS[0], **given)
        self.seed, self.trainer, self.log, self.loose = seed, self.make(), [], []

    def happens(self, what, how):
        self.noticed()
        self.log.append((self.trainer.steps, what, how))
        by_trainer(self.trainer, what, how)

    def noticed(self):
        self.log += [(self.trainer.steps, *loose) for loose in self.loose]
        self.loose = []

    @rule(steps=st.integers(1, 30), target=steps)
    def train(self, steps):
        self.happens("train", steps)
        return self.trainer.steps

    @rule(values=st.dictionaries(index, value, max_size=3))
    def set(self, values):
        self.happens("set", values)

    @rule(indices=st.lists(index, max_size=4))
    def hold(self, indices):
        self.happens("hold", indices)

    @rule(
        change=st.one_of(
            st.tuples(st.just("learning_rate"), st.sampled_from([0.01, 0.1, 0.3])),
            st.tuples(st.just("batch_size"), st.sampled_from([1, 4, 5, 50])),
            st.tuples(st.just("l1"), st.sampled_from([0, 0.01])),
            st.tuples(st.just("l2"), st.sampled_from([0, 0.02])),
            st.tuples(st.just("schedule"), st.sampled_from([None, "cosine", StepDecay(every=20), WarmUp(steps=8)])),
            st.tuples(st.just("shuffle"), st.booleans()),
            st.tuples(st.just("data"), st.sampled_from([0, 1])),
            st.tuples(st.sampled_from(["activation", "switch"]), st.sampled_from(ACTIVATIONS)),
        )
    )
    def change(self, change):
        self.happens(*change)

    @rule(k=index, v=value)
    def write_unnoticed(self, k, v):
        """Somebody writes; whatever comes next notices it, but a rewind leaves it behind."""
        self.trainer.net.theta[k] = v
        self.loose.append(("write", {k: v}))

    @rule(step=steps)
    def rewind_to_a_place(self, step):
        self.rewind(min(step, self.trainer.steps))

    @rule(share=st.floats(0, 1))
    def rewind_anywhere(self, share):
        self.rewind(int(share * self.trainer.steps))

    def rewind(self, step):
        self.trainer.rewind(step)
        self.loose = []
        kept = []
        for at, what, how in self.log:
            if what == "train":
                how = min(how, step - at)
            if at <= step:
                kept.append((at, what, how))
        self.log = kept

    @rule()
    def interrupted(self):
        """■ in the middle of a slice: the run is gone over again from a snapshot."""
        self.trainer.notice()
        self.noticed()
        self.trainer._run.restore(self.trainer.steps)

    @rule()
    def goes_over_it_again(self):
        if self.loose:
            return
        t, fresh = self.trainer, self.make()
        given = {"learning_rate": 0.1, "batch_size": 5, "seed": self.seed, "optimizer": self.optimizer}
        model = self.plain(fresh.net, PAIRS[0][0].X, PAIRS[0][0].y, **given)
        for step, what, how in self.log:
            assert fresh.steps == step
            by_trainer(fresh, what, how)
            by_plain(model, what, how)
        np.testing.assert_array_equal(t.net.theta, fresh.net.theta)
        assert t._run.bench.feed.place() == fresh._run.bench.feed.place()
        np.testing.assert_equal(t.history.to_dict(), fresh.history.to_dict())
        tolerance = 1e-7 if t.net.theta.dtype == float else 2e-2
        np.testing.assert_allclose(t.net.theta, model.net.theta, rtol=tolerance, atol=tolerance)

    @invariant()
    def stands(self):
        if hasattr(self, "trainer") and not self.loose:
            t = self.trainer
            assert t.steps == sum(how for _, what, how in self.log if what == "train")
            assert (np.diff(t.history.steps) > 0).all()
            assert (np.diff([s.step for s in t.history.snapshots]) > 0).all()
            assert np.isfinite(t.train_loss)

    def teardown(self):
        if hasattr(self, "trainer"):
            self.loose = []
            self.rewind(self.trainer.steps)
            self.goes_over_it_again()


def test_anything_can_be_gone_over_again(plain, monkeypatch):
    monkeypatch.setattr(history, "SNAPSHOTS", 8)
    monkeypatch.setattr(history.History.__init__, "__defaults__", (4,))
    monkeypatch.setattr(Replay, "plain", plain)
    run_state_machine_as_test(Replay, settings=settings(max_examples=60, stateful_step_count=25))
