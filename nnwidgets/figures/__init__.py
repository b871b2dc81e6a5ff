"""Static figures in matplotlib: each function takes `ax=None` and returns the Axes. The colors are those of the labs."""

from nnwidgets.figures.activation import activation
from nnwidgets.figures.boundary import decision_boundary
from nnwidgets.figures.cohort import cohort
from nnwidgets.figures.gradients import gradients
from nnwidgets.figures.graph import network
from nnwidgets.figures.landscape import landscape
from nnwidgets.figures.loss import loss_curve

__all__ = ["activation", "cohort", "decision_boundary", "gradients", "landscape", "loss_curve", "network"]
