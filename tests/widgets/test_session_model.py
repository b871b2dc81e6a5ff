"""Any sequence of edits, holds, silences, steps and rewinds against a model of twenty lines."""

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

P = 9  # parameters of the small network
views = st.sampled_from("ABC")
indices = st.sets(st.integers(0, P - 1), max_size=3)
numbers = st.floats(-3, 3, width=32)
values = st.dictionaries(st.integers(0, P - 1), numbers, max_size=3)
nonsense = st.sampled_from([{"0": None}, {"0": float("nan")}, {"99": 1.0}, {"x": 1.0}, [1], None, 7])


class Edits(RuleBasedStateMachine):
    """The model: theta, who owns what, how long each view has been silent, the last edit of each, and theta at every step so far."""

    make_session = make_trainer = None

    @initialize()
    def begin(self):
        self.session = self.make_session()
        self.owner, self.silent, self.applied, self.generation = {}, {}, {}, 0
        self.take_up()

    def take_up(self):
        self.trainer = self.session.trainer
        self.theta = self.trainer.net.theta.copy()
        self.start, self.steps, self.past = self.theta.copy(), 0, {}
        self.remember()

    def remember(self):
        self.past[self.steps] = self.theta.copy()

    def free(self, view):
        self.owner = {k: owner for k, owner in self.owner.items() if owner != view}

    def send(self, view, number, generation, values, hold, release):
        """An edit, as a page sends it: what it was answered."""
        self.session.sign(view)
        self.silent[view] = 0
        count = len(self.session.sent)
        try:
            refused = self.session.edit(view, number, generation, values, hold, release)
        except (ValueError, TypeError) as error:
            refused = str(error)
        (self.answer,) = self.session.sent[count:]
        assert self.answer.applied[view] == max(number, self.applied.get(view, 0))
        return refused

    # --- what a view does
    @rule(view=views, values=values, hold=indices, release=indices, skip=st.integers(1, 3))
    def edit(self, view, values, hold, release, skip):
        number = self.applied.get(view, 0) + skip
        said = self.send(view, number, self.generation, {str(k): v for k, v in values.items()}, [*hold], [*release])
        refused = {k for k in hold | values.keys() if self.owner.get(k, view) != view}
        assert said == sorted(refused)
        for k in values.keys() - refused:
            self.theta[k] = values[k]
        self.owner |= dict.fromkeys(hold - refused, view)
        self.owner = {k: owner for k, owner in self.owner.items() if owner != view or k not in release}
        self.applied[view] = number
        self.remember()
        np.testing.assert_array_equal(self.answer.theta[list(values.keys() - refused)], [values[k] for k in values.keys() - refused])
        assert self.answer.loss["train"] == pytest.approx(self.trainer.train_loss, rel=1e-12)

    @precondition(lambda self: self.applied)
    @rule(data=st.data(), values=values, hold=indices, release=indices)
    def edit_again(self, data, values, hold, release):
        view = data.draw(st.sampled_from(sorted(self.applied)))
        number = data.draw(st.integers(1, self.applied[view]))
        assert self.send(view, number, self.generation, values, [*hold], [*release]) == []

    @rule(view=views, values=values, hold=indices, generation=st.sampled_from([-1, 1, 99, None, "x"]))
    def edit_of_another_generation(self, view, values, hold, generation):
        number = self.applied.get(view, 0) + 1
        meant = self.generation + generation if isinstance(generation, int) else generation
        assert self.send(view, number, meant, values, [*hold], []) == []
        assert self.answer.kind == "full"
        self.applied[view] = number

    @rule(view=views, values=nonsense, hold=indices)
    def edit_that_is_none(self, view, values, hold):
        number = self.applied.get(view, 0) + 1
        assert isinstance(self.send(view, number, self.generation, values, [*hold], []), str)
        self.applied[view] = number

    @rule(view=views)
    def leave(self, view):
        self.session.leave(view)
        self.free(view)
        self.silent.pop(view, None)
        self.applied.pop(view, None)

    @rule(seconds=st.sampled_from([0.5, 2, 4.5, 6]))
    def pass_time(self, seconds):
        self.session.hands.pass_time(seconds)
        self.session._mask()
        for view in self.silent:
            self.silent[view] += seconds
            if self.silent[view] > 5:
                self.free(view)

    # --- what the learner does
    @rule(steps=st.integers(1, 4))
    def train(self, steps):
        net, train = self.trainer.net.copy(), self.trainer.data[0]
        mask = np.array([k not in self.owner for k in range(P)])
        for _ in range(steps):
            net.theta[:] = self.theta
            self.theta -= self.trainer.learning_rate * mask * net.backward(net.forward(train.inputs), train.y, self.trainer.loss).theta
            self.steps += 1
            self.remember()
        self.session.act(lambda: self.trainer.train(steps))

    @rule(k=st.integers(0, P - 1), value=numbers)
    def write_in_a_cell(self, k, value):
        self.trainer.net.theta[k] = self.theta[k] = value
        self.session.look()
        self.remember()

    @rule(data=st.data())
    def rewind(self, data):
        self.steps = data.draw(st.integers(0, self.steps))
        self.session.act(lambda: self.trainer.rewind(self.steps), "rewound")
        self.theta = self.past[self.steps].copy()
        self.past = {step: theta for step, theta in self.past.items() if step <= self.steps}

    @rule()
    def reset(self):
        self.session.act(self.trainer.reset, "reset")
        self.theta, self.steps, self.past = self.start.copy(), 0, {0: self.start.copy()}

    @rule()
    def use(self):
        self.session.use(self.make_trainer())
        self.generation, self.owner = self.generation + 1, {}
        self.take_up()

    # --- what must hold after each of them
    @invariant()
    def the_kernel_is_as_the_model(self):
        if not hasattr(self, "session"):
            return
        np.testing.assert_allclose(self.trainer.net.theta, self.theta, atol=1e-9)
        for k in self.owner:
            assert self.trainer.net.theta[k] == pytest.approx(self.theta[k], abs=1e-12)
        assert self.session.hands.held == tuple(sorted(self.owner)) == self.trainer.settings.held
        assert self.session.hands.applied == self.applied and self.trainer.steps == self.steps

    @invariant()
    def the_last_frame_is_whole(self):
        if not hasattr(self, "session"):
            return
        frame = self.session.sent[-1]
        np.testing.assert_array_equal(frame.theta, self.trainer.net.theta)
        assert (frame.step, frame.generation) == (self.steps, self.generation)
        assert [frame.n for frame in self.session.sent] == list(range(1, len(self.session.sent) + 1))


def test_the_kernel_keeps_the_edit_rule(make_session, make_trainer):
    Edits.make_session, Edits.make_trainer = staticmethod(make_session), staticmethod(make_trainer)
    run_state_machine_as_test(Edits, settings=settings(max_examples=60, stateful_step_count=40, deadline=None))
