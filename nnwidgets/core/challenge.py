"""Challenge: find a network and a way to train it that reach a goal within a budget, whatever the seed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnwidgets.core.dataset import Dataset
from nnwidgets.core.fan import Fan
from nnwidgets.core.knobs import KNOBS
from nnwidgets.core.losses import loss_for
from nnwidgets.core.network import Network
from nnwidgets.core.plan import seeds_of
from nnwidgets.core.registry import Array, number, pick, whole
from nnwidgets.core.settings import train_and_test
from nnwidgets.core.sources import same
from nnwidgets.core.targets import accuracy, encode
from nnwidgets.core.trainer import Trainer

GOALS = {"test_loss": "at most", "test_accuracy": "at least"}
BUDGETS = ("parameters", "steps")
RECIPE = ("optimizer", "learning_rate", "schedule", "batch_size", "l1", "l2", "shuffle")  # what is the learner's to choose
Answer = Network | Trainer | Iterable[int]


@dataclass(frozen=True, eq=False)
class Outcome:
    """`passed`, and why in `text`; `figures` (N,) holds what the goal asks for by seed, NaN where a run diverged.

    `fan` has the runs, None where the budget was exceeded and nothing trained.
    """

    passed: bool
    text: str
    seeds: tuple[int, ...]
    figures: Array
    fan: Fan | None = None

    def __str__(self) -> str:
        return self.text


class Challenge:
    """`goal` is {"test_loss": most} or {"test_accuracy": least}, `budget` {"parameters": most, "steps": most}, or one of them with steps.

    It is reached when `need` of the `seeds` reach it (None: all but one): seeds draw weights and order, so luck or a hand do not help.
    The test loss is the mean `loss` without penalties. `data` as for a Trainer. Raises ValueError or TypeError for what cannot be asked.
    """

    def __init__(self, goal: Mapping[str, float], budget: Mapping[str, int], seeds: int | Iterable[int] = 5, *, data: Any,
                 test: float = 0, need: int | None = None, loss: object = None, output: str = "sigmoid", name: str = "challenge",
                 reference: Mapping[str, Any] | None = None):  # fmt: skip
        if len(goal) != 1:
            raise ValueError(f"goal must be one of {', '.join(GOALS)} with its limit, such as {{'test_loss': 0.18}}, got {dict(goal)}")
        (self.figure, limit), self.name, self.output = next(iter(goal.items())), name, output
        pick(GOALS, self.figure, "goal")
        for key, most in budget.items():
            whole(most, pick({key: key for key in BUDGETS}, key, "budget"), 1)
        if "steps" not in budget:
            raise ValueError("budget must hold steps, or a run could go on for ever; such as {'parameters': 13, 'steps': 1500}")
        self.limit, self.budget, self.loss = number(limit, self.figure), dict(budget), loss_for(output, loss)
        self.seeds: tuple[int, ...] = tuple(seeds_of(seeds) or ())
        self.need = max(1, len(self.seeds) - 1) if need is None else whole(need, "need", 1)
        if self.need > len(self.seeds):
            raise ValueError(f"need must be at most {len(self.seeds)}, the number of seeds, got {self.need}")
        self.data: tuple[Dataset, Dataset] = train_and_test(data, test)
        if not len(self.data[1]):
            raise ValueError("no examples are set aside; pass test=0.5 or a (train, test) pair")
        self.reference = dict(reference or {})

    def check(self, answer: Answer, steps: int | None = None, *, progress: Callable[[int, int], None] | None = None,
              **recipe: Any) -> Outcome:  # fmt: skip
        """Train the answer with every seed and say whether the goal is reached.

        `answer` is a Network or sizes with a `recipe` (optimizer, learning_rate, schedule, batch_size, l1, l2, shuffle), or a
        Trainer, which has one. `steps` None takes the Trainer's, else the whole budget. Raises ValueError for what is not the
        learner's to choose.
        """
        net, recipe, steps = self._taken(answer, steps, recipe)
        over = {"parameters": net.n_params, "steps": steps}
        excess = [f"{over[key]:,} {key}, {over[key] - most:,} too many" for key, most in self.budget.items() if over[key] > most]
        if excess:
            return self._outcome(False, f"not within the budget: {' and '.join(excess)}", np.full(len(self.seeds), np.nan))
        fan = Fan(net, self.data, seeds=self.seeds, loss=self.loss, **recipe).train(steps, progress=progress)
        figures = np.array([np.nan if i in fan.diverged else self._figure(fan.open(i).net) for i in range(len(fan))])
        reached = int((figures <= self.limit if self.figure == "test_loss" else figures >= self.limit).sum())
        spent = f"{net.n_params:,} parameters and {steps:,} steps"
        text = f"{self._aim()} in {reached} of {len(self.seeds)} seeds, with {spent}"
        if reached >= self.need:
            return self._outcome(True, f"passed: {text}", figures, fan)
        return self._outcome(False, f"not yet: {text}; {self.need} are needed", figures, fan)

    def _taken(self, answer: Answer, steps: int | None, recipe: dict[str, Any]) -> tuple[Network, dict[str, Any], int]:
        """Network, recipe and steps of an answer."""
        for name, value in recipe.items():
            pick(dict.fromkeys(RECIPE), name, "part of a recipe")
            if isinstance(value, list | np.ndarray | range):
                raise ValueError(f"{name} must be one value, got {value!r}; a challenge judges one recipe")
        if isinstance(answer, Trainer):
            net = self._recipe_of(answer, recipe, steps)
            return (
                net,
                {name: getattr(answer.settings, name, answer.optimizer) for name in RECIPE},
                answer.steps if steps is None else steps,
            )
        net = answer if isinstance(answer, Network) else Network(answer, output=self.output)
        self._fits(net)
        return net, recipe, self.budget["steps"] if steps is None else whole(steps, "steps")

    def _recipe_of(self, answer: Trainer, recipe: dict[str, Any], steps: int | None) -> Network:
        if recipe or steps is not None:
            raise ValueError("a Trainer brings its own recipe and steps; pass its net to judge another")
        if not all(same(a, b) for a, b in zip(answer.data, self.data, strict=True)):
            raise ValueError("this run did not learn from the challenge's examples; make it with data=challenge.data")
        events, learner, loss = (KNOBS[name][0](answer) for name in ("changes", "passes", "loss"))
        if events or learner or answer.settings.frozen:
            raise ValueError("this run was not left alone: a recipe is one set of settings from the first step to the last")
        if loss is not self.loss:
            raise ValueError(f"this challenge trains and judges by loss {self.loss.name!r}, got {loss.name!r}")
        self._fits(answer.net)
        return answer.net

    def _fits(self, net: Network) -> None:
        if net.output.name != self.output:
            raise ValueError(f"this challenge is judged at a {self.output} output, got {net.output.name}; use output={self.output!r}")

    def _figure(self, net: Network) -> float:
        test = self.data[1]
        y = encode(test.y, net.sizes[-1], net.output.name)
        trace = net.forward(test.inputs)
        if self.figure == "test_accuracy":
            return accuracy(trace.output, y, net.output.name)
        return float(self.loss.value(trace.z[-1], trace.output, y).mean())

    def _outcome(self, passed: bool, text: str, figures: Array, fan: Fan | None = None) -> Outcome:
        return Outcome(passed, text, self.seeds, figures, fan)

    def _aim(self) -> str:
        return f"{self.figure.replace('_', ' ')} {GOALS[self.figure]} {self.limit:g}"

    def __str__(self) -> str:
        """What is asked, in a sentence."""
        most = " and ".join(f"{value:,} {key}" for key, value in self.budget.items())
        return f"{self.name}: {self._aim()} in {self.need} of {len(self.seeds)} seeds, with at most {most}"

    def __repr__(self) -> str:
        return f"Challenge({self})"
