"""Runs put aside by name: on the chart they lie under the present one, and each can be gone back to, exactly."""

from collections.abc import Callable
from typing import Any

from nnwidgets.core.branches import become, begins
from nnwidgets.core.registry import pick, whole
from nnwidgets.core.specs import flag
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.jobs import Jobs
from nnwidgets.widgets.source import Source

MOST, ROWS, MOST_CHARS = 8, 240, 60  # runs; points of each on the chart; characters of a name
BEFORE = "before"  # where a run goes that something else has taken the place of
CHART = {"log": False, "smooth": False}


class Runs(Jobs):
    """The part of a lab that keeps runs, and goes to and fro between them."""

    def _kept_runs(self) -> dict[str, tuple[Trainer, Trainer]]:
        """By name: (a branch of it as it was, the trainer that it is of)."""
        return self.__dict__.setdefault("_runs", {})

    @property
    def snapshots(self) -> tuple[str, ...]:
        """The names of the runs that are kept."""
        return tuple(self._kept_runs())

    def snapshot(self, name: str) -> None:
        """Keep the run as it stands under `name`, on the chart as well. A name that is there already is given anew.

        Raises ValueError for an empty name, and for a ninth.
        """
        if not isinstance(name, str) or not 0 < len(name.strip()) <= MOST_CHARS:
            raise ValueError(f"a snapshot needs a name of up to {MOST_CHARS} characters, such as 'stuck'; got {str(name)[:80]!r}")
        kept = self._kept_runs()
        if name not in kept and len(kept.keys() - {BEFORE}) >= MOST and name != BEFORE:
            raise ValueError(f"{MOST} runs are kept already: forget one, such as lab.forget({next(iter(kept))!r})")
        kept.pop(name, None)
        kept[name] = self.trainer.branch(), self.trainer
        self._show_runs()

    def restore(self, name: str) -> None:
        """The run that `name` was given to, exactly as it stood; what was there is kept as 'before'. Raises ValueError for no such name."""
        kept, parent = self._find(name)
        self.session.pause("restored")
        self.put_aside()
        if parent is self.trainer:
            become(parent, kept)
        else:
            parent = kept.branch()
        self._adopt(parent)
        self.session.use(parent)

    def branch(self, step: int | None = None, name: str | None = None) -> str:
        """Go back to `step` (none: stay), and on from there as another run; the run so far stays on the chart. Returns its name."""
        name = name or next(made for n in range(1, MOST + 2) if (made := f"run {n}") not in self._kept_runs())
        if step is not None and whole(step, "step") > self.trainer.steps:
            self.trainer.rewind(step)  # which says why not
        self.snapshot(name)
        if step is not None:
            self.rewind(step)
        return name

    def forget(self, name: str) -> None:
        """Drop the run of that name. Raises ValueError where there is none."""
        self._find(name)
        del self._kept_runs()[name]
        self._show_runs()

    def _find(self, name: object) -> tuple[Trainer, Trainer]:
        kept = self._kept_runs()
        if not kept:
            raise ValueError(f"no run is kept yet: lab.snapshot({str(name)[:MOST_CHARS]!r}) keeps this one")
        found: tuple[Trainer, Trainer] = pick(kept, name, "run")
        return found

    def put_aside(self) -> None:
        """Keep the run as 'before', unless nothing has happened in it, or it only begins one that is kept: it is about to be left."""
        trainer, kept = self.trainer, self._kept_runs()
        if (trainer.steps or trainer.history.events) and not any(begins(trainer, run) for run, _ in kept.values()):
            kept.pop(BEFORE, None)
            kept[BEFORE] = trainer.branch(), trainer

    def go(self, step: int) -> None:
        """To any step: back, exactly, the run so far being kept as 'before'; or on, in the background."""
        ahead = whole(step, "step") - self.trainer.steps
        if ahead > 0:
            self.train_on(ahead)
        elif ahead:
            self.put_aside()
            self.rewind(step)

    def rewind(self, step: int) -> None:
        """Back to `step`, exactly; playing stops."""
        data = self.data
        self.session.act(lambda: self.trainer.rewind(step), "rewound")
        if self.data is not data:
            self._adopt(self.trainer)
        self._show_runs()

    def _adopt(self, trainer: Trainer) -> None:
        """Take over what a lab knows about the trainer on screen."""
        self._seed, self._source, self._draw = trainer.seed, Source.of(trainer.data, trainer.seed), trainer.net.draw
        self._training = {"record_every": trainer.record_every}

    def _show_runs(self) -> None:
        self.session.show(full=True, keep=not self.session.running)

    # --- the chart
    _chart: dict[str, bool] = CHART

    def set_chart(self, **shown: bool) -> None:
        """How the chart is drawn: `log`, a logarithmic scale of the loss; `smooth`, with its jitter taken out."""
        self.checked_chart(shown)()
        self._show_runs()

    def checked_chart(self, shown: Any) -> Callable[[], None]:
        """What puts it into effect; raises ValueError or TypeError for anything else."""
        if not isinstance(shown, dict):
            raise TypeError(f"chart must be {{name: true or false}}, got {str(shown)[:80]!r}")
        for name, value in shown.items():
            pick(CHART, name, "chart setting")
            flag(value, name)
        return lambda: setattr(self, "_chart", self._chart | shown)

    def views(self) -> Any:
        on = {name: True for name, value in self._chart.items() if value}
        return super().views() | {"chart": (on, self.checked_chart)}

    def commands(self) -> dict[str, Callable[[Any], Any]]:
        return super().commands() | {
            "go": self.go, "snapshot": self.snapshot, "restore": self.restore, "forget": self.forget,
            "chart": lambda shown: self.set_chart(**shown) if isinstance(shown, dict) else self.checked_chart(shown),
        }  # fmt: skip

    def describe(self) -> Any:
        settings, arrays = super().describe()
        kept = self._kept_runs()
        settings |= {"chart": self._chart, "runs": [[name, run.steps] for name, (run, _) in kept.items()]}
        return settings, arrays | {f"run {i}": run.history.rows(most=ROWS) for i, (run, _) in enumerate(kept.values())}
