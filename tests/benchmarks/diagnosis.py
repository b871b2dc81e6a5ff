"""A diagnosis against the two passes that it cannot do without: forward and backward over the examples that it looks at."""

from collections.abc import Callable, Iterator

import numpy as np
from rounds import Row, dearer, in_turns
from threadpoolctl import threadpool_limits

from nnwidgets.core.datasets import circle, digits
from nnwidgets.core.diagnosis import diagnose
from nnwidgets.core.evidence import Evidence
from nnwidgets.core.network import Network
from nnwidgets.core.trainer import Trainer

CASES = {
    "2-4-2-1 on 500 examples": lambda: Trainer(Network([2, 4, 2, 1], output="tanh", init="playground"), circle(), loss="squared_error"),
    "2-8-8-8-8-8-8-1 on 500 examples": lambda: Trainer(Network([2, *[8] * 6, 1], output="tanh"), circle(), loss="squared_error"),
    "64-16-16-10 on 500 of 1,797 examples": lambda: Trainer(Network([64, 16, 16, 10], output="softmax"), digits()),
}


def measure(quick: bool) -> Iterator[Row]:
    """One BLAS thread for both; after some training, where all is well and every check is made."""
    with threadpool_limits(1), np.errstate(all="ignore"):
        for name, make in CASES.items():
            trainer = make().train(500)
            assert not diagnose(trainer)
            seen = Evidence(trainer.net, trainer.data[0], trainer.loss)
            X, y = seen.X, seen.y
            contestants = {
                "diagnosis": turn(lambda t=trainer: diagnose(t)),
                "passes": turn(lambda t=trainer, X=X, y=y: t.net.backward(t.net.forward(X), y, t.loss)),
            }
            times = in_turns(contestants, 3 if quick else 21)
            yield dearer(f"{name}: a diagnosis v its two passes", times["diagnosis"], times["passes"])


def turn(act: Callable[[], object]) -> Callable[[int], int]:
    """So many times."""

    def acts(n: int) -> int:
        for _ in range(n):
            act()
        return n

    return acts
