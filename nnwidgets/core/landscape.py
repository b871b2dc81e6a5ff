"""The loss over one or two parameters or directions: the surface that training walks on, and the way that a run has taken."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnwidgets.core.directions import Axis, axis, random_direction, run_directions, way
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array, number, whole
from nnwidgets.core.subject import Subject
from nnwidgets.core.trainer import Trainer

LINE, PLANE = 101, 50  # points of a line, and of each side of a plane
AROUND = {True: 3.0, False: 1.0}  # what is shown on both sides of the network at least: of a parameter, and of a direction
AIR = 0.15  # beyond the ends of a run, as a share of its length


@dataclass(frozen=True, eq=False)
class Path:
    """A run on a landscape: at `steps` (t,) it stood at `points` (t, 1 or 2), `distance` (t,) away from the line or plane itself."""

    steps: Array
    points: Array
    distance: Array


@dataclass(frozen=True, eq=False)
class Landscape:
    """The mean loss over one or two axes: `loss` (m,) at `axes[0]`, or (m, k) with loss[i, j] at (axes[0][i], axes[1][j]).

    The axis of a parameter has its values, that of a direction d the α of theta + α d; `names` are theirs. The network, whose
    parameters are `theta`, is at `here` (1 or 2,), where the loss is `loss_here` and `slope` (1 or 2,) its derivative along the axes, by
    backpropagation. `penalties` (l1, l2) are included in all of them. `path` is the run's, where it is a trainer's.
    """

    axes: tuple[Array, ...]
    names: tuple[str, ...]
    loss: Array
    here: Array
    loss_here: float
    slope: Array
    penalties: tuple[float, float]
    theta: Array
    along: tuple[Axis, ...]
    path: Path | None = None

    def at(self, *coordinates: float) -> Array:
        """theta (p,) of the point with these coordinates."""
        if len(coordinates) != len(self.along):
            raise ValueError(f"a point has {len(self.along)} coordinate{'s' * (len(self.along) > 1)} here, got {len(coordinates)}")
        return _at(self.theta, self.along, np.array([coordinates], float))[0]

    def project(self, run: Any) -> Path:
        """The Path of a Trainer, of a history (at its snapshots), or of thetas (t, p) or (p,), numbered from 0.

        A parameter's coordinate is its value, exactly; of directions it is the nearest point's (least squares). `distance` is
        ‖theta − that point‖. Raises ValueError for thetas of another length.
        """
        steps, thetas = way(run)
        if thetas.shape[1:] != self.theta.shape:
            raise ValueError(f"theta has {len(self.theta)} entries here, got {thetas.shape[1]}")
        return _projected(self.theta, self.along, steps, thetas)

    def __repr__(self) -> str:
        size = " × ".join(str(len(values)) for values in self.axes)
        finite = self.loss[np.isfinite(self.loss)]
        span = f"{finite.min():.4g} … {finite.max():.4g}" if len(finite) else "nowhere finite"
        said = ", penalties included" if any(self.penalties) else ""
        return f"Landscape({' and '.join(self.names)}, {size} points, loss {span}, here {self.loss_here:.4g}{said})"


def landscape(of: Trainer | Network, along: Any = "random", *, data: Any = None, over: Any = None, points: Any = None,
              loss: object = None, part: str = "train") -> Landscape:  # fmt: skip
    """The loss of a trainer's network, or of a network's on `data`, over one or two axes: C(theta + α d₁ + β d₂).

    `along` is one or a list of two: an index into theta, a name such as "W[1][0, 2]" or "b[0][1]", or a direction (p,); "random" is two
    of `random_direction`, "run" the `run_directions` of the trainer. `over` is (low, high), or a list of two; None goes around the
    network and the trainer's path. `points` is how many, or a list of two: 101 on a line, 50 and 50 on a plane. The loss is the trainer's
    (`part` "train" or "test"), with its penalties; of a network, `loss` None is its output's partner. Computed in float64; nothing is
    changed. Raises ValueError or TypeError for what does not fit. (Li et al. 2018, Visualizing the loss landscape of neural nets.)
    """
    begun = _begin(of, along, data, over, points, loss, part)
    return begun.finished(begun.subject.over(begun.ways, begun.steps))


def landscape_by_lines(of: Trainer | Network, along: Any, **how: Any) -> Generator[tuple[int, int], None, Landscape]:
    """The same of the network as it is at the first `next`, a line of the first axis at a time: yields (done, of), returns the Landscape.

    For whoever has something else to do in between, such as a page that trains on. Takes and raises what `landscape` does.
    """
    begun = _begin(of, along, **{"data": None, "over": None, "points": None, "loss": None, "part": "train"} | how)
    first, *rest = begun.steps
    found = []
    for i in range(len(first)):
        found.append(begun.subject.over(begun.ways, [first[i : i + 1], *rest]))
        yield i + 1, len(first)
    return begun.finished(np.concatenate(found))


@dataclass(frozen=True, eq=False)
class _Begun:
    """What a landscape is worked out from: `ways` (1 or 2, p), and `steps` along them from where the network is."""

    subject: Subject
    axes: tuple[Axis, ...]
    values: list[Array]
    path: Path | None
    ways: Array
    steps: list[Array]

    def finished(self, loss: Array) -> Landscape:
        """With the losses that were found."""
        subject, origin = self.subject, np.array([one.origin for one in self.axes])
        return Landscape(tuple(self.values), tuple(one.name for one in self.axes), loss, origin, subject.loss_now(),
                         self.ways @ subject.gradient(), subject.penalties, subject.net.theta, self.axes, self.path)  # fmt: skip


def _begin(of: Trainer | Network, along: Any, data: Any, over: Any, points: Any, loss: object, part: str) -> _Begun:
    subject = Subject.of(of, data, loss, part)
    net, run = subject.net, of if isinstance(of, Trainer) else None
    axes = _axes(net, run, along)
    path = _projected(net.theta, axes, *way(run)) if run else None
    close = isinstance(along, str) and along == "run"
    spans = _spans(axes, over, path, close)
    values = [np.linspace(*span, n) for span, n in zip(spans, _counts(points, len(axes)), strict=True)]
    steps = [v - one.origin for v, one in zip(values, axes, strict=True)]
    return _Begun(subject, axes, values, path, np.array([one.way for one in axes]), steps)


def _axes(net: Network, run: Trainer | None, along: Any) -> tuple[Axis, ...]:
    if isinstance(along, str) and along in ("random", "run"):
        if along == "run" and run is None:
            raise ValueError("along='run' needs a Trainer, whose run it is; or pass a list of two directions")
        both = run_directions(run) if run and along == "run" else [random_direction(net, seed) for seed in (0, 1)]
        return tuple(Axis(f"{along} direction {i}", d) for i, d in enumerate(both, 1))
    given = list(along) if isinstance(along, list | tuple) or np.ndim(along) == 2 else [along]
    if len(given) not in (1, 2):
        raise ValueError(f"along must name one or two axes, got {len(given)}")
    axes = tuple(axis(net, one, i) for i, one in enumerate(given, 1))
    ways = np.array([one.way / np.linalg.norm(one.way) for one in axes])
    if len(ways) == 2 and abs(ways[0] @ ways[1]) > 1 - 1e-9:
        raise ValueError(f"a plane needs two different axes, got {axes[0].name} and {axes[1].name}, which lie on one line")
    return axes


def _spans(axes: tuple[Axis, ...], over: Any, path: Path | None, close: bool) -> list[tuple[float, float]]:
    """(low, high) of each axis: as given, else around the network and its path; `close` to the path alone."""
    if over is None:
        spans = []
        for i, one in enumerate(axes):
            gone = np.append(path.points[:, i], one.origin) if path else np.array([one.origin])
            low, high = float(gone.min()), float(gone.max())
            air, least = AIR * (high - low), 0.0 if close else AROUND[one.parameter is not None]
            spans.append((min(low - air, one.origin - least), max(high + air, one.origin + least)))
        return spans
    given = [over] * len(axes) if np.ndim(over) == 1 else over
    if np.shape(given) != (len(axes), 2):
        raise ValueError(f"over must be (low, high){', or a list of two of them' * (len(axes) > 1)}; got {over!r}")
    spans = [(number(low, "low of over"), number(high, "high of over")) for low, high in given]
    for low, high in spans:
        if low >= high:
            raise ValueError(f"over must go from low to high, got {low:g} to {high:g}")
    return spans


def _counts(points: Any, n: int) -> list[int]:
    given: Sequence[Any] = [LINE if n == 1 else PLANE] * n if points is None else [points] * n if np.ndim(points) == 0 else points
    if len(given) != n:
        raise ValueError(f"points must be one number{' or a list of two' * (n > 1)}, got {points!r}")
    return [whole(p, "points", 2) for p in given]


def _at(theta: Array, axes: tuple[Axis, ...], points: Array) -> Array:
    """theta at points (t, 1 or 2): (t, p)."""
    return np.asarray(theta + sum((points[:, i : i + 1] - one.origin) * one.way for i, one in enumerate(axes)))


def _projected(theta: Array, axes: tuple[Axis, ...], steps: Array, thetas: Array) -> Path:
    ways, origin = np.array([one.way for one in axes]), np.array([one.origin for one in axes])
    points = origin + np.linalg.solve(ways @ ways.T, ways @ (thetas - theta).T).T
    for i, one in enumerate(axes):
        if one.parameter is not None and not any(other.way[one.parameter] for other in axes if other is not one):
            points[:, i] = thetas[:, one.parameter]  # exactly
    return Path(steps, points, np.linalg.norm(thetas - _at(theta, axes, points), axis=1))
