"""One thing different: the network on screen, trained from its start as it is set now and with exactly one setting changed."""

from collections.abc import Callable, Mapping
from typing import Any

from nnwidgets.core.compare import Comparison, compare
from nnwidgets.core.divergence import DivergenceError
from nnwidgets.core.knobs import KNOBS
from nnwidgets.core.registry import Array, pick, whole
from nnwidgets.widgets.choices import DIFFERS, Choices, label
from nnwidgets.widgets.jobs import Clock, Progress
from nnwidgets.widgets.loading import Loading
from nnwidgets.widgets.runs import ROWS
from nnwidgets.widgets.session import SLICE
from nnwidgets.widgets.wire import finite

WORK = "A and B"
USUAL = 1000  # steps of both, where the run on screen has none yet
SHAPED = ("sizes", "init", "dtype")  # frozen weights have no place in what these make
SAID = {"True": "on", "False": "off"}


class Versus(Loading, Choices):
    """The part of a lab that compares two runs which differ in one thing."""

    _versus: tuple[Comparison, dict[str, Any], dict[str, Array]] | None = None  # and what a page is told of it

    @property
    def comparison(self) -> Comparison | None:
        """The runs `a` and `b`, as they were trained, see `nw.compare`; None before `versus`, and when the data are others."""
        return self._versus[0] if self._versus and self._versus[0].a.data[0] is self.data[0] else None

    def versus(self, steps: int | None = None, **change: Any) -> Comparison:
        """Train the network on screen twice: A as it is set now, B with one thing changed, such as `learning_rate=0.3`.

        Same data, start and batches, both from step 0 to the step of this run (1,000 where it has none, or `steps`): deterministic,
        blocking; ■ stops it, and all is as it was. Returns both, as `lab.comparison` has them; the page shows both losses and where
        their outputs differ. What is on screen stays. Raises ValueError for no change or more than one, an unknown one, other data,
        and another shape while weights are frozen.
        """
        both, steps = self._both(steps, change)
        clock = Clock(WORK, self.send, stops=False)
        try:
            for done, of in side_by_side(both, steps):
                clock.look(done, of)
        finally:
            clock.end()
        self._keep_versus(both, steps)
        return both

    def _both(self, steps: int | None, change: Mapping[str, Any]) -> tuple[Comparison, int]:
        """Both at step 0, and how far they are to go."""
        if "data" in change:
            raise ValueError("a lab compares on the data it has; nw.compare(lab.trainer, data=…) compares data")
        steps = self.trainer.steps or USUAL if steps is None else whole(steps, "steps", 1)
        a = self.trainer.branch().reset()
        if a.settings.frozen and (shaped := [name for name in change if name in SHAPED]):
            raise ValueError(f"frozen weights have no place where {shaped[0]} differs: unfreeze them")
        both = compare(a, **{name: self._kinds.meant(value) for name, value in change.items()})
        if both.b.net.sizes[-1] != a.net.sizes[-1]:
            raise ValueError(f"both need as many outputs, {a.net.sizes[-1]}, got sizes {list(both.b.net.sizes)}")
        return both, steps

    def open_b(self) -> None:
        """Run B on this screen, to go on with; what was there is kept as 'before'. Raises ValueError where there is none."""
        if self.comparison is None:
            raise ValueError("there is no run B yet: lab.versus(learning_rate=0.3) trains one")
        self.session.pause()
        self.put_on(self.comparison.b.branch())

    def forget_versus(self) -> None:
        """Take both runs off the page."""
        self._versus = None
        self._show_runs()

    def _keep_versus(self, both: Comparison, steps: int) -> None:
        sides = {"a": both.a, "b": both.b}
        arrays = {f"{side}_theta": run.net.theta.copy() for side, run in sides.items()}
        arrays |= {f"{side}_rows": run.history.rows(most=ROWS) for side, run in sides.items()}
        runs = []
        for side, run in sides.items():
            own, tables = self._kinds.tables(run.net)
            if own:
                arrays[f"{side}_own"] = tables
            kinds = {"hidden": [*map(self._kinds.name, run.net.activation)], "output": self._kinds.name(run.net.output)}
            measured = {name: finite(value) for name, value in run.measure().items()}
            runs.append({"sizes": list(run.net.sizes), "own_activations": own, "steps": run.steps, **kinds, **measured})
        name = both.difference.name
        changed = len(self.trainer.history.events)
        told = {"label": label(name), "name": name, "values": words(both), "of": steps, "runs": runs, "changed": changed}
        self._versus = both, told, arrays
        self._show_runs()

    def _asked(self, change: Any) -> None:
        """The same for a page: in the background, with a stop."""
        if not isinstance(change, Mapping):
            raise TypeError(f"versus takes {{setting: value}}, such as {{'learning_rate': 0.3}}, got {str(change)[:80]!r}")
        for name in change:
            pick(DIFFERS | {"steps": None}, name, "setting")
            if self.closed(name):
                raise ValueError(f"{label(name)} is not to be changed here")
        both, steps = self._both(change.get("steps"), {name: value for name, value in change.items() if name != "steps"})
        self.session.pause()
        self.work(WORK, side_by_side(both, steps), lambda: self._keep_versus(both, steps))

    def commands(self) -> dict[str, Callable[[Any], Any]]:
        return super().commands() | {
            "versus": self._asked, "open_b": lambda _: self.open_b(), "forget_versus": lambda _: self.forget_versus(),
        }  # fmt: skip

    def describe(self) -> Any:
        settings, arrays = super().describe()
        settings |= {"turns": self.choices()}
        if self._versus is None or self.comparison is None:
            return settings, arrays
        return settings | {"versus": self._versus[1]}, arrays | self._versus[2]


def words(both: Comparison) -> list[str]:
    """The setting of a and of b, by its name if it has one and that tells them apart."""
    d, read = both.difference, KNOBS[both.difference.name][0]
    names = [str(getattr(read(run), "name", "")).replace("_", " ") for run in (both.a, both.b)]
    return names if all(names) and names[0] != names[1] else [SAID.get(told, told) for told in (d.a, d.b)]


def side_by_side(both: Comparison, steps: int) -> Progress:
    """Train one after the other to the same step; one that diverges stops at its last finite step."""
    for before, run in ((0, both.a), (steps, both.b)):
        try:
            while run.steps < steps:
                run.run(steps - run.steps, SLICE)
                yield before + run.steps, 2 * steps
        except DivergenceError:
            yield before + steps, 2 * steps
