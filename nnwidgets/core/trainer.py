"""The one place where learning happens: steps, rewind, and changes of settings on the way."""

from copy import copy
from time import perf_counter
from typing import Any, Self

import numpy as np

from nnwidgets.core.bench import undisturbed
from nnwidgets.core.byhand import ByHand
from nnwidgets.core.divergence import DivergenceError, diagnose
from nnwidgets.core.example import Example
from nnwidgets.core.goal import Goal, Reason, done
from nnwidgets.core.learner import Backward, Forward, by_own
from nnwidgets.core.losses import loss_for
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array, pick, whole
from nnwidgets.core.run import Run
from nnwidgets.core.settings import Settings, train_and_test
from nnwidgets.core.undo import Undo

SLICE = 0.02  # seconds between two looks at whether all is finite


class Trainer(ByHand):
    """Trains a network on data, one batch after the other, and can go back to any step exactly.

    `data` is a Dataset, (X, y), or a (train, test) pair of either; `test` is the share set aside when it is not a pair.
    `loss` None takes the output's partner, `schedule` None keeps the rate. Losses are recorded at step 0 and at every epoch's
    end, or every `record_every` steps as well. Raises ValueError or TypeError for settings that do not fit, before anything changes.
    `forward` and `backward` are one's own passes, see `use`.
    """

    def __init__(self, net: Network, data: Any, *, loss: object = None, optimizer: object = "sgd", learning_rate: float = 0.03,
                 schedule: object = None, batch_size: int = 10, l1: float = 0, l2: float = 0, test: float = 0, shuffle: bool = True,
                 record_every: int | None = None, seed: int = 0, forward: Forward | None = None,
                 backward: Backward | None = None):  # fmt: skip
        self.net, self.seed, self._undo = net, whole(seed, "seed"), Undo()
        self.loss = loss_for(net.output.name, loss)
        self.record_every = None if record_every is None else whole(record_every, "record_every", 1)
        settings = Settings.checked(net, self.loss, data=train_and_test(data, test), learning_rate=learning_rate, schedule=schedule,
                                    batch_size=batch_size, l1=l1, l2=l2, shuffle=shuffle, optimizer=optimizer,
                                    activation=net.activation, output=net.output, learner=by_own(forward, backward))  # fmt: skip
        self._begin(net.theta.copy(), settings)

    # --- learning
    def step(self, kind: str = "batch") -> Self:
        """One update (`batch`), all that is left of this epoch (`epoch`), or one `example`.

        An example is shown in `trainer.example`; with the last of its batch the update happens, as by a step of a batch.
        Whatever else moves the trainer in between begins the batch anew.
        """
        if kind == "example":
            return self._show_next()
        return self.train(pick({"example": 0, "batch": 1, "epoch": self._left()}, kind, "step"))

    def _show_next(self) -> Self:
        self.notice()
        before, bench = self.example, self._run.bench
        number = 1 if before is None or before.updated else before.number + 1
        of, row, x, y = bench.feed.look(number, self.batch_size)
        trace = self.net.forward(x)
        shown = Example(number, of, row, trace, self.net.backward(trace, y, self.loss))
        if shown.updated:
            self.train(1)
        self._shown, self._shown_at = shown, self._run.place()
        return self

    def train(self, steps: int | None = None, epochs: int | None = None, *, target: float | None = None,
              plateau: int | None = None) -> Self:  # fmt: skip
        """Train by count: deterministic, blocking; `reason` says afterwards why it ended.

        It ends earlier at the first record (see `history`) whose training loss is at most `target`, or that is the `plateau`-th
        in a row without a loss lower by 0.1 %. Raises DivergenceError at the last finite step; an interrupt leaves whole steps.
        """
        if (steps is None) == (epochs is None):
            raise ValueError("train takes either steps or epochs, such as train(steps=100)")
        goal, begun, self._reason = Goal(target, plateau), self.steps, None
        if epochs is None:
            self._train(whole(steps, "steps"), goal)
        else:
            for _ in range(whole(epochs, "epochs")):
                self._train(self._left(), goal)
        self._reason = goal.reason or done(self.steps - begun, self.steps)
        return self

    def _left(self) -> int:
        return -(-(len(self.data[0]) - self._run.bench.feed.cursor) // self.batch_size)

    def _train(self, steps: int, goal: Goal) -> None:
        self.notice()
        end = self.steps + steps
        while self.steps < end and not self._run.reaches(goal):
            self.run(end - self.steps, SLICE, goal)
            self.heed()

    def run(self, most: int, seconds: float, goal: Goal | None = None) -> None:
        """At most `most` steps and about `seconds`, or until a record reaches the goal: the slice that a session takes again and again."""
        self.notice()
        run, start, deadline, end = self._run, self.steps, perf_counter() + seconds, self.steps + most
        try:
            with undisturbed():
                while run.steps < end:
                    run.advance(end - run.steps)
                    if (goal and run.reaches(goal)) or perf_counter() > deadline:
                        break
            fault = None if run.finite() else diagnose(run, start)
        except BaseException:  # ■, or the learner's own function: the step under way is half done, so replay to the last whole one
            run.restore(run.steps)
            if not run.finite():
                run.restore(start)
            raise
        finally:
            self._known[:] = self.net.theta
        if fault:
            self._reason = Reason("divergence", fault, run.place())
            raise DivergenceError(fault)

    # --- changes, logged so that a replay meets them again
    def change(self, **settings: Any) -> None:
        """Change settings (learning_rate, schedule, optimizer, batch_size, l1, l2, shuffle, activation, output, data, frozen).

        The weights stay, and the steps go on; another optimizer begins with an empty memory.
        """
        self.notice()
        self._happen("change", self.settings.changed(self.net, self.loss, **settings))

    def use(self, forward: Forward | None = None, backward: Backward | None = None) -> None:
        """From now on train by one's own passes (see `Learner`), slower than the kit's; use() returns to those. Logged as a change."""
        self.change(learner=by_own(forward, backward))

    def notice(self) -> bool:
        """Log what somebody else did to the network: wrote into theta, or set its activations. True if so.

        Raises ValueError for numbers that are not finite.
        """
        net, s = self.net, self.settings
        wrote, switched = np.flatnonzero(net.theta != self._known), (net.activation, net.output) != (s.activation, s.output)
        if len(wrote):
            bad = np.flatnonzero(~np.isfinite(net.theta))
            if len(bad):
                remedy = "training needs finite numbers: write one there, or reset()"
                raise ValueError(f"net.{net.name_of(bad[0])} is {net.theta[bad[0]]}; {remedy}")
            few = 4 * len(wrote) <= net.n_params
            self._happen(*("set", {int(k): net.theta[k].item() for k in wrote}) if few else ("write", net.theta.copy()))
        if switched:
            self._happen("change", s.changed(net, self.loss, activation=net.activation, output=net.output))
        return len(wrote) > 0 or switched

    def rewind(self, step: int) -> Self:
        """Go back to `step`: weights, optimizer memory, settings and order of examples are those of then; what came after is forgotten."""
        step = whole(step, "step")
        if step > self.steps:
            raise ValueError(f"step must be at most {self.steps}, the present one, got {step}; train(steps={step - self.steps}) goes there")
        self._shown = None
        self._undo.forget_after(step)
        try:
            self._run.restore(step)
        finally:
            self._known[:] = self.net.theta
        return self

    def reset(self, theta: Array | None = None) -> Self:
        """Back to step 0 with the weights that the run started from (or `theta`), under the present settings."""
        settings = self.settings.changed(self.net, self.loss, activation=self.net.activation, output=self.net.output, held=())
        self._leave()
        self.net.theta = self._start if theta is None else theta
        self._begin(self.net.theta.copy(), settings)
        return self

    def branch(self) -> Self:
        """Another trainer that stands where this one does and goes on as it would, bit for bit, with a network of its own.

        The data, and what has been recorded so far, are shared; what either does from now on the other does not see.
        """
        self.notice()
        other = copy(self)
        other.net = self.net.copy()
        other._run = self._run.branch(other.net)
        other._known, other._shown, other._undo = self._known.copy(), None, self._undo.copy()
        return other

    def _begin(self, start: Array, settings: Settings) -> None:
        run = Run(self.net, self.loss, settings, self.record_every, self.seed)
        self._start, self._known, self._run = start, start.copy(), run
        self._shown, self._shown_at, self._reason = None, run.place(), None
