"""Many runs at once beside a loop of single ones: the same weights, batches, shuffling, losses and optimizer."""

import sys
from collections.abc import Callable, Iterator

import numpy as np
from rounds import Row, compared, in_turns

from nnwidgets.core.datasets import circle
from nnwidgets.core.fan import Fan
from nnwidgets.core.network import Network
from nnwidgets.core.trainer import Trainer

SETTINGS = {"loss": "squared_error", "learning_rate": 0.03, "batch_size": 10}
CASES = [(20, "sgd", 3), (64, "sgd", 5), (20, "adam", None), (64, "adam", None)]  # runs, optimizer, goal
PROOF_STEPS, EPOCHS = 100, 20  # each Trainer goes on for at least so many epochs: what a call costs by itself does not count


def measure(quick: bool) -> Iterator[Row]:
    """A row for each number of runs; where the weights differ nothing is measured, and the row says so."""
    data = circle(500).split(0.5)
    for runs, optimizer, goal in CASES:
        name = f"fan of {runs}, 2-4-2-1 tanh, batch 10, {optimizer} v a loop of single Trainers"
        given = {"optimizer": optimizer, **SETTINGS}
        fan = Fan(Network([2, 4, 2, 1], "tanh", "tanh"), data, seeds=runs, **given).train(PROOF_STEPS)
        single = [Trainer(Network([2, 4, 2, 1], "tanh", "tanh", seed=seed), data, seed=seed, **given) for seed in range(runs)]
        far = float(np.abs(fan.theta - [trainer.train(PROOF_STEPS).net.theta for trainer in single]).max())
        if not far <= 1e-9:
            yield Row(f"{name}: NOT MEASURED", f"weights differ by {far:.1e}", goal="≤ 1e-09", met=False)
            continue
        print(f"{name}: weights agree to {far:.1e} after {PROOF_STEPS} steps", file=sys.stderr)
        times = in_turns({"fan": many(fan), "loop": loop(single)}, 3 if quick else 21)
        yield compared(f"{name}, a step of a run", times["fan"], times["loop"], goal)


def many(fan: Fan) -> Callable[[int], int]:
    """About n steps of a run: whole epochs of all."""

    def act(n: int) -> int:
        epochs = max(EPOCHS, round(n / 25 / len(fan)))
        fan.train(epochs=epochs)
        return 25 * epochs * len(fan)

    return act


def loop(trainers: list[Trainer]) -> Callable[[int], int]:
    """About n steps, one Trainer after the other."""

    def act(n: int) -> int:
        epochs = max(EPOCHS, round(n / 25 / len(trainers)))
        for trainer in trainers:
            trainer.train(epochs=epochs)
        return 25 * epochs * len(trainers)

    return act
