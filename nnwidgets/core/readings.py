"""What can be read from a trainer: its settings, its place, its losses."""

from collections.abc import Callable
from typing import Any

from nnwidgets.core.datasets import Dataset
from nnwidgets.core.example import Example
from nnwidgets.core.goal import Reason
from nnwidgets.core.history import History
from nnwidgets.core.network import Network
from nnwidgets.core.optimizers import Optimizer
from nnwidgets.core.registry import Array
from nnwidgets.core.run import Place, Run
from nnwidgets.core.settings import Settings


class Readings:
    """The dials of a Trainer: nothing here changes anything but by `change`."""

    net: Network
    _run: Run
    _shown: Example | None
    _shown_at: Place
    _reason: Reason | None
    heed: Callable[[], Any] = staticmethod(lambda: None)  # called after every slice of a blocking training

    def change(self, **settings: Any) -> None:
        """Change settings; the Trainer does it."""
        raise NotImplementedError

    learning_rate = property(lambda self: self.settings.learning_rate, lambda self, v: self.change(learning_rate=v), doc="The step size η.")
    batch_size = property(lambda self: self.settings.batch_size, lambda self, v: self.change(batch_size=v), doc="Examples per step.")
    l1 = property(lambda self: self.settings.l1, lambda self, v: self.change(l1=v), doc="Rate of the L1 penalty.")
    l2 = property(lambda self: self.settings.l2, lambda self, v: self.change(l2=v), doc="Rate of the L2 penalty.")

    @property
    def optimizer(self) -> Optimizer:
        """How a gradient becomes a step; `change(optimizer=…)` takes another."""
        return self.settings.optimizer

    @property
    def rate(self) -> float:
        """The step size of the next update: the learning rate by its schedule."""
        return self.learning_rate * self.settings.schedule.factor(self.steps)

    @property
    def optimizer_state(self) -> dict[str, Array]:
        """Copies of what the optimizer remembers, flat like theta, by letter: v; for adam m, v, m_hat, v_hat."""
        return self.optimizer.state(self._run.bench.memory)

    @property
    def settings(self) -> Settings:
        """What may be changed between two steps, all of it."""
        return self._run.bench.settings

    @property
    def data(self) -> tuple[Dataset, Dataset]:
        """(train, test)."""
        return self.settings.data

    @property
    def history(self) -> History:
        """The losses at the recorded steps."""
        return self._run.history

    @property
    def steps(self) -> int:
        """How many updates there were."""
        return self._run.steps

    @property
    def epoch(self) -> int:
        """Whole passes over the training examples."""
        return self._run.bench.feed.epoch

    @property
    def train_loss(self) -> float:
        """Mean loss over the training examples now, penalties included."""
        return self._run.bench.loss_now(0)

    @property
    def test_loss(self) -> float:
        """The same over the examples set aside; NaN without any."""
        return self._run.bench.loss_now(1)

    def measure(self) -> dict[str, float | None]:
        """train_loss, test_loss, train_accuracy, test_accuracy now; None where there is nothing to measure."""
        return self._run.bench.measure()

    @property
    def example(self) -> Example | None:
        """The example that `step("example")` showed last; None when anything else has happened since."""
        return self._shown if self._shown_at == self._run.place() else None

    @property
    def reason(self) -> Reason | None:
        """Why the last training ended: steps, target, plateau or divergence, with a sentence; None before any, or if it was broken off."""
        return self._reason

    @property
    def diverged(self) -> str | None:
        """Why training overflowed here; None when anything has happened since."""
        reason = self._reason
        return reason.text if reason and reason.kind == "divergence" and reason.place == self._run.place() else None

    def __repr__(self) -> str:
        own = self.settings.learner
        names = " and ".join(name for name in ("forward", "backward") if own and getattr(own, name))
        said = f", by your own {names}: slower" if names else ""
        return f"Trainer({self.net!r}, step {self.steps}, epoch {self.epoch}, train loss {self.train_loss:.4g}{said})"
