"""DescentLab: balls on a curve, walks and races on a surface, and what outputs cost, term by term."""

from typing import Any

import numpy as np

from nnwidgets.core import crowd, terrains
from nnwidgets.core.cost_terms import PRESETS, preset, terms
from nnwidgets.core.dataset import Dataset
from nnwidgets.core.landscape import Landscape, landscape
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array
from nnwidgets.core.terrains import CURVES, SURFACES, Terrain
from nnwidgets.core.trainer import Trainer
from nnwidgets.core.walk import Walk, walk
from nnwidgets.widgets.bundle import bundle
from nnwidgets.widgets.descent_dials import DIALS, LOSS, VIEWS
from nnwidgets.widgets.descent_gradient import FEW, AllWeights
from nnwidgets.widgets.descent_picture import picture, words
from nnwidgets.widgets.session import PROBLEMS

MNIST = 10_000  # examples of the set that the kit brings: the tower stands on them where there is no network of the lab's own
POINTS = 61  # of each side of a network's own surface


class DescentLab(AllWeights):
    """`nw.DescentLab()`: go downhill on a curve C(w) or a surface C(x, y); `lab.view` is curve, surface, gradient, batch, terms or tower.

    All dials can be given: `curve`, `surface`, `balls`, `eta`, `race`, `steps` … With `net` and `data` the surface is the network's real
    loss over two directions, `along` as nw.landscape takes it. `lab.walks()` are the walks on the page as NumPy has them, `lab.limit`
    the largest rate that can settle where the first ball lies. Raises ValueError or TypeError for what does not fit.
    """

    _esm, _css = bundle("descent.js"), bundle("descent.css")
    view, curve, surface, balls, point = (DIALS[name] for name in ("view", "curve", "surface", "balls", "point"))
    eta, race, steps, constant = (DIALS[name] for name in ("eta", "race", "steps", "constant"))
    hidden, seen, turned, picked, h = (DIALS[name] for name in ("hidden", "seen", "turned", "picked", "h"))
    begin, batch, work, floor, counted = (DIALS[name] for name in ("begin", "batch", "work", "floor", "counted"))
    outputs, digit, costs = (DIALS[name] for name in ("outputs", "digit", "costs"))
    landscape: Landscape | None = None

    def __init__(self, net: Network | None = None, data: Any = None, along: Any = "random", **dials: Any):
        if (net is None) != (data is None):
            raise ValueError("net and data come together: nw.DescentLab(net=my_net, data=my_data)")
        if net is None:
            line = Dataset(terrains.X[:, None], terrains.Y[:, None], "regression", ("x",))
            trainer = Trainer(Network([1, 1], output="linear"), line, loss="sum_of_squares", test=0)
        else:
            trainer = Trainer(net, data)
            dials = {"counted": list(net.sizes)} | dials
            train, test = trainer.data
            few = trainer if len(train) <= FEW else Trainer(net, (train.take(range(FEW)), test))  # 61 × 61 losses of all would take long
            self.landscape = landscape(few, along, points=POINTS)
            if len(self.landscape.axes) != 2:
                raise ValueError("along must be two directions or parameters, got one: a surface has two")
        super().__init__(trainer)
        try:
            if self.landscape is not None and "surface" not in dials:
                dials = {"view": "surface", "surface": LOSS, "point": self.landscape.here.tolist()} | dials
            elif "curve" in dials and "balls" not in dials:
                dials = dials | {"balls": list(CURVES[dials["curve"]].start) if dials["curve"] in CURVES else [0.0]}
            elif "surface" in dials and "point" not in dials:
                dials = dials | {"point": list(SURFACES[dials["surface"]].start) if dials["surface"] in SURFACES else [0.0, 0.0]}
            self.turn(**dials)
        except PROBLEMS:
            self.close()
            raise

    # --- what can be read off
    @property
    def terrain(self) -> Terrain:
        """The curve or the surface that is looked at, with `cost`, `gradient` and `curvature`."""
        if self.view == "batch":
            return crowd.CROWD
        if self.view != "surface":
            return CURVES[self.curve]
        return self._own() if self.surface == LOSS else SURFACES[self.surface]

    @property
    def limit(self) -> float:
        """2 / C'' where the first ball, or the point, lies: a larger rate cannot settle there; infinite where it does not bend up."""
        return self.terrain.limit({"surface": self.point, "batch": self.begin}.get(self.view, self.balls[:1]))

    @property
    def terms(self) -> Array:
        """(aⱼ − yⱼ)² of the ten outputs, (10,)."""
        return terms(np.array(self.outputs), np.eye(10)[self.digit])

    def walks(self) -> list[Walk]:
        """Of each ball, each optimizer in the race, or the careful and the drunk walker: `points`, `costs`, `slopes`, `memory` …"""
        if self.view == "batch":
            return [crowd.batch_walk(np.array(self.begin), self.eta, size, self.work) for size in (crowd.N, self.batch)]
        if self.view == "surface":
            return [walk(self.terrain, np.array(self.point), name, rate, self.steps) for name, rate in self.race]
        return [walk(self.terrain, np.array([w]), "sgd", self.eta, self.steps, self.constant) for w in self.balls]

    @property
    def noise(self) -> tuple[float, float]:
        """Of a batch's gradient g at `begin`: ‖g − G‖ / ‖G‖, as root of a mean square, and the mean cosine with the whole gradient G."""
        return crowd.noise(np.array(self.begin), self.batch)

    def drop(self, *balls: float) -> None:
        """Put balls on the curve, at the start of their walks; without any, the eleven of 3Blue1Brown."""
        self.turn(balls=list(balls) or np.linspace(-2.7, 3.7, 11).tolist(), steps=0)

    def _own(self) -> Terrain:
        found = self.landscape
        if found is None:
            raise ValueError("there is no network here: nw.DescentLab(net=my_net, data=my_data)")
        over = tuple((float(axis[0]), float(axis[-1])) for axis in found.axes)
        n = len(self.data[0])
        text = "the network's loss" + f" on the first {FEW:,} of {n:,} examples" * (n > FEW)
        return terrains.sampled(found.loss, over, found.names, text, tuple(map(float, found.here)))

    # --- what a page needs
    def describe(self) -> tuple[dict[str, Any], dict[str, Array]]:
        settings, arrays = super().describe()
        own = {LOSS: self._own()} if self.landscape is not None else {}
        if self.landscape is not None:
            arrays["heights"] = np.ascontiguousarray(self.landscape.loss, float)
        ground = {name: {"text": t.text, "names": t.names, "over": t.over, "start": t.start, "source": t.source}
                  for name, t in (terrains.TERRAINS | own).items()}  # fmt: skip
        eye = np.eye(10)
        arrays |= {"crowd_x": crowd.X, "crowd_y": crowd.Y, "orders": crowd.ORDERS.ravel().astype(float)}
        return settings | {
            "views": VIEWS, "terrains": ground, "curves": list(CURVES), "surfaces": [*SURFACES, *own], "points": POINTS,
            "examples": MNIST if self.landscape is None else len(self.data[0]),
            "crowd": {"text": crowd.CROWD.text, "names": crowd.CROWD.names, "over": crowd.CROWD.over, "source": "definition"},
            "answers": {name: [preset(name, eye[digit]).tolist() for digit in range(10)] for name in PRESETS},
        }, arrays  # fmt: skip

    def fallback(self) -> tuple[bytes, str]:
        return picture(self.terrain, self.walks()), words(self.terrain, self.walks())

    def __repr__(self) -> str:
        on = {"curve": self.curve, "surface": self.surface, "batch": f"batches of {self.batch}"}
        return f"DescentLab({on.get(self.view, self.view)})"
