"""Neural networks to touch: a NumPy network in widgets, for learning and teaching in Jupyter.

    import numpy as np
    import nnwidgets as nw

Names are loaded when first asked for, so that importing the package stays quick and loads neither widgets nor matplotlib.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nnwidgets.core import datasets
    from nnwidgets.core.activations import Activation
    from nnwidgets.core.datasets import Dataset
    from nnwidgets.core.divergence import DivergenceError
    from nnwidgets.core.history import History
    from nnwidgets.core.network import Network
    from nnwidgets.core.optimizers import SGD
    from nnwidgets.core.trace import Gradients, Trace
    from nnwidgets.core.trainer import Trainer
    from nnwidgets.widgets import controls
    from nnwidgets.widgets.playground import Playground

NAMES = {
    "Network": "core.network", "Trace": "core.trace", "Gradients": "core.trace",
    "Trainer": "core.trainer", "History": "core.history", "SGD": "core.optimizers", "DivergenceError": "core.divergence",
    "datasets": "core", "Dataset": "core.datasets", "Activation": "core.activations",
    "Playground": "widgets.playground", "controls": "widgets",
}  # fmt: skip
__all__ = [*NAMES, "__version__"]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return version("nnwidgets")
    if name not in NAMES:
        raise AttributeError(f"nnwidgets has no {name!r}; it has {', '.join(NAMES)}")
    home = f"nnwidgets.{NAMES[name]}"
    found = import_module(f"{home}.{name}") if home in ("nnwidgets.core", "nnwidgets.widgets") else getattr(import_module(home), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
