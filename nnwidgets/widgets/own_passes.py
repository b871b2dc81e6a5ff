"""A learner's own passes in a lab that trains: it learns by them, and the page says so."""

from collections.abc import Callable
from typing import Any

from nnwidgets.core.forward_check import ForwardCheck, forward_check
from nnwidgets.core.gradient_report import GradientCheck, gradient_check
from nnwidgets.core.registry import Array
from nnwidgets.widgets.lab import Lab

FEW = 5  # examples that a check takes
FITS = ("passed", "wrong_value")


class OwnPasses(Lab):
    """The part of a lab that trains by functions of the learner's own."""

    def use(
        self, forward: Callable[..., Any] | None = None, backward: Callable[..., Any] | None = None
    ) -> ForwardCheck | GradientCheck | None:
        """From now on train by passes of your own, see `Trainer.use`; use() goes back to the network's.

        Answers the check of `backward`, or of `forward` without one, on five training examples. What is wrong in its numbers only is
        used all the same, to see what comes of it; what gives no numbers that fit is not, and the lab stays as it was. Raises TypeError
        for what is no function, never for what a function does.
        """
        train = self.data[0]
        X, y = train.inputs[:FEW], train.y[:FEW]
        reports: list[ForwardCheck | GradientCheck] = []
        if forward is not None:
            reports.append(forward_check(self.net, X, forward))
        if backward is not None:
            reports.append(gradient_check(self.net, X, y, self.trainer.loss, backward))
        unfit = [report for report in reports if report.outcome not in FITS]
        if not unfit:
            self.session.act(lambda: self.trainer.use(forward, backward))
        return (unfit or reports or [None])[-1]

    def describe(self) -> tuple[dict[str, Any], dict[str, Array]]:
        settings, arrays = super().describe()
        own = self.trainer.settings.learner
        names = [name for name in ("forward", "backward") if own and getattr(own, name)]
        return settings | {"own_passes": names}, arrays
