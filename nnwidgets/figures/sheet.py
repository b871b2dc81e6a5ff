"""A whole run on one sheet: the network, what it says over the plane, and the loss."""

from io import BytesIO
from typing import Any

from matplotlib.figure import Figure

from nnwidgets.core.trainer import Trainer
from nnwidgets.figures.boundary import decision_boundary
from nnwidgets.figures.graph import network
from nnwidgets.figures.loss import loss_curve


class Sheet(Figure):
    """A figure outside pyplot's list, so that nothing is left behind; a notebook shows it, and its `words` to those who cannot see it."""

    words = ""

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        png = BytesIO()
        self.savefig(png, format="png")
        return {"image/png": png.getvalue(), "text/plain": repr(self)}, {"image/png": {"alt": self.words}}


def sheet(trainer: Trainer, words: str) -> Sheet:
    """A Sheet of the trainer as it is now; `words` say the same."""
    net = trainer.net
    made = Sheet(figsize=(13, 4.2), layout="constrained")
    made.get_layout_engine().set(wspace=0.04)
    made.words = words
    left, middle, right = made.subplots(1, 3, width_ratios=(0.3 + 0.3 * len(net.sizes), 1.25, 1.15))
    network(net, left)
    decision_boundary(net, trainer.data, middle)
    loss_curve(trainer.history, right)
    kinds = ", ".join(dict.fromkeys(a.name for a in (*net.activation, net.output)))
    made.suptitle(f"{'-'.join(map(str, net.sizes))} · {kinds} · step {trainer.steps:,}", fontsize=10, x=0.01, ha="left")
    return made
