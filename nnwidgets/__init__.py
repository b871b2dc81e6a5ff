"""Neural networks to touch: a NumPy network in widgets, for learning and teaching in Jupyter.

    import numpy as np
    import nnwidgets as nw

Names are loaded when first asked for, so that importing the package stays quick and loads neither widgets nor matplotlib.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nnwidgets import exercises as exercises
    from nnwidgets import figures as figures
    from nnwidgets.core import challenges as challenges
    from nnwidgets.core import datasets as datasets
    from nnwidgets.core import initializers as initializers
    from nnwidgets.core.activations import Activation as Activation
    from nnwidgets.core.challenge import Challenge as Challenge
    from nnwidgets.core.compare import compare as compare
    from nnwidgets.core.dataset import Dataset as Dataset
    from nnwidgets.core.diagnosis import diagnose as diagnose
    from nnwidgets.core.directions import random_direction as random_direction
    from nnwidgets.core.directions import run_directions as run_directions
    from nnwidgets.core.divergence import DivergenceError as DivergenceError
    from nnwidgets.core.experiment import Experiment as Experiment
    from nnwidgets.core.fan import Fan as Fan
    from nnwidgets.core.finding import Finding as Finding
    from nnwidgets.core.gradcheck import numerical_gradient as numerical_gradient
    from nnwidgets.core.gradient_report import gradient_check as gradient_check
    from nnwidgets.core.history import History as History
    from nnwidgets.core.landscape import Landscape as Landscape
    from nnwidgets.core.landscape import landscape as landscape
    from nnwidgets.core.losses import Loss as Loss
    from nnwidgets.core.museum import MUSEUM as MUSEUM
    from nnwidgets.core.network import Network as Network
    from nnwidgets.core.optimizers import SGD as SGD
    from nnwidgets.core.optimizers import Adam as Adam
    from nnwidgets.core.optimizers import Momentum as Momentum
    from nnwidgets.core.optimizers import Nesterov as Nesterov
    from nnwidgets.core.optimizers import RMSprop as RMSprop
    from nnwidgets.core.savings import savings as savings
    from nnwidgets.core.schedules import Constant as Constant
    from nnwidgets.core.schedules import Cosine as Cosine
    from nnwidgets.core.schedules import StepDecay as StepDecay
    from nnwidgets.core.schedules import WarmUp as WarmUp
    from nnwidgets.core.shares import shares as shares
    from nnwidgets.core.shares import wish as wish
    from nnwidgets.core.statistics import statistics as statistics
    from nnwidgets.core.trace import Gradients as Gradients
    from nnwidgets.core.trace import Trace as Trace
    from nnwidgets.core.trainer import Trainer as Trainer
    from nnwidgets.exercises.cohort import cohort as cohort
    from nnwidgets.exercises.skills import item as item
    from nnwidgets.widgets import controls as controls
    from nnwidgets.widgets.activation import ActivationLab as ActivationLab
    from nnwidgets.widgets.backprop import BackpropLab as BackpropLab
    from nnwidgets.widgets.depth import DepthLab as DepthLab
    from nnwidgets.widgets.descent import DescentLab as DescentLab
    from nnwidgets.widgets.digits import DigitsLab as DigitsLab
    from nnwidgets.widgets.forward import ForwardLab as ForwardLab
    from nnwidgets.widgets.load import load as load
    from nnwidgets.widgets.mastery_challenge import MasteryChallenge as MasteryChallenge
    from nnwidgets.widgets.neuron import NeuronLab as NeuronLab
    from nnwidgets.widgets.playground import Playground as Playground
    from nnwidgets.widgets.practice import Practice as Practice
    from nnwidgets.widgets.predict import Predict as Predict
    from nnwidgets.widgets.progress import Progress as Progress
    from nnwidgets.widgets.quiz import Quiz as Quiz
    from nnwidgets.widgets.softmax import SoftmaxLab as SoftmaxLab

NAMES = {
    "Network": "core.network", "Trace": "core.trace", "Gradients": "core.trace",
    "Trainer": "core.trainer", "History": "core.history", "DivergenceError": "core.divergence",
    "Experiment": "core.experiment", "Fan": "core.fan", "compare": "core.compare",
    "Challenge": "core.challenge", "challenges": "core.challenges",
    "diagnose": "core.diagnosis", "Finding": "core.finding", "MUSEUM": "core.museum",
    "SGD": "core.optimizers", "Momentum": "core.optimizers", "Nesterov": "core.optimizers", "RMSprop": "core.optimizers",
    "Adam": "core.optimizers",
    "Constant": "core.schedules", "StepDecay": "core.schedules", "Cosine": "core.schedules", "WarmUp": "core.schedules",
    "datasets": "core.datasets", "Dataset": "core.dataset", "Activation": "core.activations",
    "Loss": "core.losses", "initializers": "core.initializers",
    "Playground": "widgets.playground", "Predict": "widgets.predict", "NeuronLab": "widgets.neuron",
    "ActivationLab": "widgets.activation", "ForwardLab": "widgets.forward", "BackpropLab": "widgets.backprop",
    "DescentLab": "widgets.descent", "SoftmaxLab": "widgets.softmax", "DigitsLab": "widgets.digits", "DepthLab": "widgets.depth",
    "load": "widgets.load", "controls": "widgets.controls", "figures": "figures", "exercises": "exercises",
    "Quiz": "widgets.quiz", "Practice": "widgets.practice", "MasteryChallenge": "widgets.mastery_challenge", "Progress": "widgets.progress",
    "item": "exercises.skills", "cohort": "exercises.cohort",
    "landscape": "core.landscape", "Landscape": "core.landscape",
    "random_direction": "core.directions", "run_directions": "core.directions",
    "statistics": "core.statistics",
    "gradient_check": "core.gradient_report", "numerical_gradient": "core.gradcheck",
    "shares": "core.shares", "wish": "core.shares", "savings": "core.savings",
}  # fmt: skip
MODULES = ("datasets", "challenges", "initializers", "controls", "figures", "exercises")  # the rest stand in their modules
__all__ = [*NAMES, "__version__"]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return version("nnwidgets")
    if name not in NAMES:
        raise AttributeError(f"nnwidgets has no {name!r}; it has {', '.join(NAMES)}")
    home = import_module(f"nnwidgets.{NAMES[name]}")
    found = home if name in MODULES else getattr(home, name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
