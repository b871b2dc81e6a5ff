"""All in which two runs of a lab may differ, as a page offers it: by the names of core, with what each is now and what it can be."""

from typing import Any

from nnwidgets.core.compare import OF_NETWORK, OF_TRAINER
from nnwidgets.core.initializers import INITIALIZERS
from nnwidgets.core.optimizers import OPTIMIZERS
from nnwidgets.core.schedules import SCHEDULES
from nnwidgets.widgets.networks import losses
from nnwidgets.widgets.panel import CONTROLS
from nnwidgets.widgets.teaching import SENT, Teaching
from nnwidgets.widgets.tuning import Tuning

DIFFERS = dict.fromkeys((*OF_NETWORK, *OF_TRAINER))
COMMAND = {"sizes": "hidden", "l1": "regularization", "l2": "regularization"}  # by which a page changes it, where that has another name
WORDS = {"sizes": "Layers", "output": "Output activation", "init": "Initial weights", "dtype": "Number type", "loss": "Loss",
         "l1": "L1 rate", "l2": "L2 rate", "seed": "Seed of the order"}  # fmt: skip


def label(name: str) -> str:
    """What a page calls a setting: as its own control does, where it has one."""
    return WORDS[name] if name in WORDS else CONTROLS[name].label


class Choices(Teaching, Tuning):
    """The part of a lab that says what can be chosen."""

    def closed(self, name: str) -> bool:
        """Has a teacher hidden or locked all controls that change this on the page?"""
        senders = [control for control, commands in SENT.items() if COMMAND.get(name, name) in commands]
        return bool(senders) and all(control in self._hide or control in self._lock for control in senders)

    def choices(self) -> list[dict[str, Any]]:
        """All that is not closed and has a choice: `now`, and the `list` that it is chosen from, None where it is typed."""
        t = self.trainer
        lists: dict[str, list[Any]] = {
            "activation": self._kinds.menu() if t.net.activation else [], "output": self.outputs(), "init": list(INITIALIZERS),
            "dtype": ["float64", "float32"], "loss": losses(t), "optimizer": list(OPTIMIZERS), "schedule": list(SCHEDULES),
            "shuffle": [True, False],
        }  # fmt: skip
        known = {"activation": self._current()["activation"], "output": self._kinds.name(t.net.output), "sizes": list(t.net.sizes),
                 "init": t.net._draw.name, "dtype": str(t.net.theta.dtype), "loss": t.loss.name, "seed": t.seed}  # fmt: skip
        found = []
        for name in DIFFERS:
            now = known[name] if name in known else getattr(t.settings, name)
            if not self.closed(name) and len(lists.get(name, "typed")) > 1:
                found.append({"name": name, "label": label(name), "now": getattr(now, "name", now), "list": lists.get(name)})
        return found
