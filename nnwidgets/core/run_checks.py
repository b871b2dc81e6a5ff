"""What can be wrong with a run so far: it diverged, hardly moves, stands still, or learns its examples by heart."""

import re

import numpy as np

from nnwidgets.core.evidence import Evidence
from nnwidgets.core.finding import Finding
from nnwidgets.core.trainer import Trainer
from nnwidgets.core.unit_checks import UNLEARNT

MOVED, AFTER, FAR = 1e-3, 200, 0.02  # of the length of theta; in so many steps; in all
STUCK, STILL, LONG = 0.9, 0.005, 2000  # loss over that of the best constant answer; fall of the loss; steps
FLAT = 0.01  # span of the outputs over that of the targets
RISEN, CLEARLY, FALLEN = 1.2, 0.05, 0.9  # test loss over its lowest; in losses of a constant answer; training loss over that of then


def since(t: Trainer) -> int:
    """The step at which anything but training last happened; 0 is the start."""
    return t.history.events[-1].step if t.history.events else 0


def usual(t: Trainer) -> float:
    """A learning rate to start with: those whose step is the gradient take larger ones than adam and rmsprop."""
    return 0.03 if t.optimizer.linear else 0.001


def diverged(e: Evidence) -> Finding | None:
    """The last training left the finite numbers, and nothing has happened since."""
    if e.trainer is None or e.trainer.diverged is None:
        return None
    said, _, remedy = e.trainer.diverged.rpartition("; ")
    where = re.search(r"layer (\d+)", said)  # of weights, counted from 1: the layer of units behind them
    layer = int(where.group(1)) if where else len(e.net.sizes) - 1
    units = tuple((layer, j) for j in range(e.net.sizes[layer]))
    most = float(np.finfo(e.net.theta.dtype).max)
    return Finding("divergence", f"T{said[1:]}.", f"T{remedy[1:]}.", units, {"training loss": (e.trainer.train_loss, most)})


def slow(e: Evidence) -> Finding | None:
    """Since the start, or since something was last changed, theta moves under MOVED of its length in AFTER steps."""
    t = e.trainer
    if t is None or t.steps < AFTER or not e.left > UNLEARNT or len(t.settings.frozen) == t.net.n_params:
        return None
    begin = next((s for s in t.history.snapshots if s.step >= since(t)), None)
    length = float(np.linalg.norm(t.net.theta))
    if begin is None or t.steps - begin.step < AFTER or not length:
        return None
    way, times = float(np.linalg.norm(t.net.theta - begin.theta)) / length, (t.steps - begin.step) / AFTER
    if not (way < MOVED * times and way < FAR):
        return None
    return Finding(
        "rate too small",
        f"Nothing moves: in {t.steps - begin.step:,} steps the weights have changed by {way:.2g} of their size.",
        f"Try a larger learning rate than {t.rate:.2g}; {usual(t):g} is a usual start.",
        (), {f"change of the weights in {AFTER} steps": (way / times, MOVED)},
    )  # fmt: skip


def too_strong(e: Evidence) -> Finding | None:
    """Under a penalty, and after AFTER steps, the outputs differ less than FLAT of what the targets do."""
    t = e.trainer
    if t is None or t.steps < AFTER or not (t.l1 or t.l2):
        return None
    differ = float(np.ptp(e.trace.output, axis=0).max() / max(float(np.ptp(e.y, axis=0).max()), 1e-300))
    if not differ < FLAT:
        return None
    name, rate = ("L1", t.l1) if t.l1 else ("L2", t.l2)
    return Finding(
        "penalty too strong",
        f"The {name} penalty of {rate:g} outweighs the examples: the weights shrink to 0, and the output is the same for all.",
        f"Try a penalty of {rate / 100:g}, or none.",
        (), {"span of the outputs over the targets'": (differ, FLAT)},
    )  # fmt: skip


def plateau(e: Evidence) -> Finding | None:
    """The training loss has not fallen by STILL in LONG steps, and is hardly below that of the same answer for all."""
    t = e.trainer
    if t is None or t.steps - since(t) < LONG or not e.left > STUCK:
        return None
    rows = t.history.rows(since(t) - 1, most=1000)
    before, lately = rows[rows[:, 0] <= t.steps - LONG, 1], rows[rows[:, 0] > t.steps - LONG, 1]
    if len(before) < 2 or len(lately) < 2:
        return None
    fall = 1 - float(lately.min() / before.min())
    if not fall < STILL:
        return None
    return Finding(
        "plateau",
        f"The loss has stood still for {LONG:,} steps, and one answer for all examples would do as well.",
        f"Try a larger learning rate than {t.rate:.2g}; {usual(t):g} is a usual start." if t.rate < 0.1 * usual(t) else
        "Try more neurons or features, new weights, or a larger learning rate; from mere noise there is no more to learn.",
        (), {"fall of the loss": (fall, STILL), "loss, a constant answer's being 1": (e.left, STUCK)},
    )  # fmt: skip


def overfitting(e: Evidence) -> Finding | None:
    """The test loss has risen clearly above its lowest, while the training loss went on falling."""
    t = e.trainer
    if t is None or not len(t.data[1]):
        return None
    rows = t.history.rows(since(t) - 1, most=1000)  # what was measured on other data, or under another penalty, is not compared
    if len(rows) < 10:
        return None
    best = int(np.nanargmin(rows[:, 2]))
    (step, train, test), lately = rows[best], rows[-max(5, len(rows) // 10) :]
    train_now, test_now = float(rows[-1, 1]), float(lately[:, 2].min())  # what jumps up for a record has not risen
    if not (test_now > RISEN * test and test_now - test > CLEARLY * e.constant and train_now < FALLEN * train and test_now > train_now):
        return None
    return Finding(
        "overfitting",
        f"The network learns its examples by heart: since step {int(step):,} the test loss has risen from {test:.3g} to {test_now:.3g}.",
        "Try more training examples, an L2 penalty or fewer neurons, or stop earlier.",
        (), {"test loss over its lowest": (float(test_now / test), RISEN)},
    )  # fmt: skip
