"""SoftmaxLab: logits in hand and the probabilities that they become; the loss of a target, its gradient, and two losses in a race."""

from typing import Any

import numpy as np
import traitlets as tl

from nnwidgets.core import logits as of
from nnwidgets.core.dataset import Dataset
from nnwidgets.core.neuron import one_neuron
from nnwidgets.core.race import STARTS, STEPS, Race, race
from nnwidgets.core.registry import Array
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.bundle import bundle
from nnwidgets.widgets.ordered import Ordered
from nnwidgets.widgets.softmax_dials import DIALS, LOGITS, MOST, classes, one_hot
from nnwidgets.widgets.softmax_picture import picture, words


class SoftmaxLab(Ordered):
    """`nw.SoftmaxLab()`: logits z as bars to drag, the probabilities softmax(z / T), the loss of a target y, its gradient (p − y) / T.

    `logits` are 2 to 10 numbers; the rest are dials, such as `T`, `target`, `stage` or `race`. `lab.p`, `lab.entropy`, `lab.cross_entropy`
    and `lab.gradient` are what the page shows, `lab.race_run()` is its race; `lab.net` is the race's neuron at its start.
    Raises ValueError or TypeError for what does not fit.
    """

    _esm, _css = bundle("softmax.js"), bundle("softmax.css")
    logits, names, target, T = (DIALS[name] for name in ("logits", "names", "target", "T"))
    stage, words, eta = (DIALS[name] for name in ("stage", "words", "eta"))
    learning, overflow, race = (DIALS[name] for name in ("learning", "overflow", "race"))
    start, race_eta, race_step = (DIALS[name] for name in ("start", "race_eta", "race_step"))
    _order, _leaders = (*DIALS,), ("logits",)

    def __init__(self, logits: Any = LOGITS, **dials: Any):
        self._turning = True
        self.dials()  # defaults are checked when they are first read: against the default logits now, not against others later
        asked = {"logits": logits} | dials
        with self._asking(asked):
            for name in sorted(asked, key=self._order.index):
                setattr(self, name, asked[name])
        self._turning = False
        super().__init__(self._neuron())

    # --- what is on the page, as NumPy has it
    @property
    def z(self) -> Array:
        """The logits, (k,)."""
        return np.array(self.logits)

    @property
    def y(self) -> Array:
        """The target, (k,)."""
        return np.array(self.target)

    @property
    def p(self) -> Array:
        """The probabilities softmax(z / T), (k,)."""
        return of.probabilities(self.z, float(self.T))

    @property
    def entropy(self) -> float:
        """−Σ pᵢ ln pᵢ."""
        return of.entropy(self.p)

    @property
    def cross_entropy(self) -> float:
        """Σ yᵢ (−ln pᵢ)."""
        return of.loss(self.z, self.y, float(self.T))

    @property
    def gradient(self) -> Array:
        """∂loss/∂z = (p − y) / T, (k,). Raises ValueError at T = 0, where p jumps."""
        self._smooth()
        return of.gradient(self.z, self.y, float(self.T))

    def descend(self, steps: int = 1) -> None:
        """Move the logits against the gradient, `eta` times it, so many times. Raises ValueError at T = 0."""
        self._smooth()
        z = self.z
        for _ in range(steps):
            z = of.descend(z, self.y, self.eta, float(self.T))
        self.logits = z

    def race_run(self) -> Race:
        """Both runs of the race from `start`."""
        return race(*self.start, self.race_eta)

    def _smooth(self) -> None:
        if self.T == 0:
            raise ValueError("at T = 0 the probabilities jump and have no gradient; set lab.T above 0")

    # --- dials that hang together
    @tl.observe("logits")
    def _classes(self, change: Any) -> None:
        n = len(change.new)
        if len(self.names) != n:
            self.names = (self.names + classes(MOST)[len(self.names) :])[:n]
        if len(self.target) != n:
            true = int(np.argmax(self.target))
            self.target = one_hot(n, true if true < n else int(np.argmax(change.new)))

    @tl.observe("start", "race_eta")
    def _another(self, change: Any) -> None:
        if self.session is not None:
            self.session.use(self._neuron())

    def _neuron(self) -> Trainer:
        w, b = self.start
        net = one_neuron(np.array([w]), b, "sigmoid")
        data = Dataset(np.ones((1, 1)), np.zeros((1, 1)), "regression", ("x",))
        return Trainer(net, data, loss="squared_error", learning_rate=self.race_eta, batch_size=1, test=0)

    # --- what a page needs
    def describe(self) -> tuple[dict[str, Any], dict[str, Array]]:
        settings, arrays = super().describe()
        return settings | {"starts": [list(one) for one in STARTS], "race_steps": STEPS, "default": LOGITS}, arrays

    def fallback(self) -> tuple[bytes, str]:
        return picture(self.p, self.names), words(self.p, self.names, self.T)

    def __repr__(self) -> str:
        return f"SoftmaxLab({len(self.logits)} classes)"
