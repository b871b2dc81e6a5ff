"""Static figures in matplotlib: each function takes `ax=None` and returns the Axes. The colors are those of the labs."""

from nnwidgets.figures.boundary import decision_boundary
from nnwidgets.figures.graph import network
from nnwidgets.figures.loss import loss_curve

__all__ = ["decision_boundary", "loss_curve", "network"]
