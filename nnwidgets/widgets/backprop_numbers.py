"""The numbers of a BackpropLab in Python: passes, operations, routes, nudges, and the check of a learner's own backward."""

from collections.abc import Callable
from typing import Any

import numpy as np

from nnwidgets.core.answer import ask_safely
from nnwidgets.core.backward_steps import Op, ops, value
from nnwidgets.core.gradient_report import GradientCheck, gradient_check
from nnwidgets.core.losses import aims
from nnwidgets.core.nudges import Nudge, nudge
from nnwidgets.core.registry import Array
from nnwidgets.core.routes import Route, routes
from nnwidgets.core.targets import encode
from nnwidgets.core.trace import Gradients, Trace
from nnwidgets.widgets.one_network import OneNetwork


class WorkedOut(OneNetwork):
    """The part of the lab that works things out, for what its dials x, y, weight and h say."""

    h: Any
    weight: Any
    view: Any
    _answer: tuple[dict[str, str], Array] | None

    @property
    def trace(self) -> Trace:
        """The forward pass of x."""
        return self.net.forward(np.array([self.x]))

    @property
    def grads(self) -> Gradients:
        """The backward pass of x and y."""
        return self.net.backward(self.trace, np.array([self.y]), self.trainer.loss)

    @property
    def mean_grads(self) -> Gradients:
        """The backward pass of all training examples: `W` and `b` are their mean, one row of `delta` belongs to each."""
        train = self.data[0]
        return self.net.backward(self.net.forward(train.inputs), train.y, self.trainer.loss)

    @property
    def mean_cost(self) -> float:
        """The mean cost of all training examples, without penalties."""
        train, loss = self.data[0], self.trainer.loss
        trace = self.net.forward(train.inputs)
        target = aims(loss, encode(train.y, self.net.sizes[-1], self.net.output.name))
        return float(loss.value(trace.z[-1], trace.a[-1], target).mean())

    @property
    def ops(self) -> list[Op]:
        """All operations, in order; `done` of them are on screen."""
        return ops(self.net, self.trainer.loss)

    def value(self, op: Op | int) -> Array:
        """What an operation, or the one of this number, computes for x and y."""
        one = op if isinstance(op, Op) else self.ops[op]
        return value(one, self.net, self.trace, self.grads, np.array([self.y]), self.trainer.loss)

    def routes(self, parameter: object = None) -> list[Route]:
        """The routes of a parameter, or of the one that is looked at, to the cost of x and y: see `nnwidgets.core.routes`."""
        chosen = self.weight if parameter is None else parameter
        return routes(self.net, np.array([self.x]), np.array([self.y]), chosen, self.trainer.loss)

    def nudge(self, leaf: object = None, h: float | None = None) -> Nudge:
        """Move a parameter ("W[0][0, 0]"), an input ("x[0]"), or the one that is looked at, by h: measured ratio beside derivative."""
        chosen = self.weight if leaf is None else leaf
        return nudge(self.net, np.array([self.x]), np.array([self.y]), chosen, self.h if h is None else h, self.trainer.loss)

    def check(self, backward: Callable[..., Any] | None = None) -> GradientCheck:
        """Check a backward pass of your own on x and y, and mark on the page, entry by entry, where it departs.

        `backward(W, b, X, y) -> (dW, db)`, see `nw.gradient_check`; None checks the network's own, and takes the marks away.
        """
        at = self.net, np.array([self.x]), np.array([self.y])
        report = gradient_check(*at, self.trainer.loss, backward)
        self._answer = None
        if backward is not None:
            given = ask_safely(backward, self.net, self.net.copy(), at[1], at[2]).theta
            theta = np.full(self.net.n_params, np.nan) if given is None else given
            said = {"outcome": report.outcome, "sentence": report.diagnosis.sentence, "remedy": report.diagnosis.remedy}
            self._answer = said, theta
        self.view = "check"
        self.session.show(full=True, keep=True)
        return report

    def use(self, backward: Callable[..., Any] | None = None) -> GradientCheck:
        """The same under the name that other labs have for it: your own backward pass in the picture; use() takes the marks away."""
        return self.check(backward)
