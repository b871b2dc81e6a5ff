"""Between the branches of a trainer: one takes up where another stands; is one the beginning of another?"""

from nnwidgets.core.trainer import Trainer
from nnwidgets.core.undo import Undo


def become(trainer: Trainer, other: Trainer) -> None:
    """Stand where `other`, a branch of this trainer, does: weights in place, memory, settings, order of examples and history."""
    trainer._run.take_over(other._run)
    trainer._start, trainer.net.draw = other._start, other.net.draw
    trainer._known[:] = trainer.net.theta
    trainer._undo = Undo()  # what could be taken back was done in the run that is left
    trainer._shown, trainer._reason = None, other._reason


def begins(trainer: Trainer, other: Trainer) -> bool:
    """Is the run of `trainer` the beginning of that of `other`, a branch of it: the same start and events, and not as far?"""
    mine, theirs = trainer.history, other.history
    n = len(mine.events)
    same = mine.snapshots[0] is theirs.snapshots[0] and len(theirs.events) >= n
    same = same and all(a is b for a, b in zip(mine.events, theirs.events, strict=False))
    return same and trainer.steps <= other.steps and all(event.step >= trainer.steps for event in theirs.events[n:])
