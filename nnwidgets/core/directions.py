"""Where a network can be moved: along a parameter, along a random direction, along the way that a run has gone."""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnwidgets.core.history import History
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array, whole
from nnwidgets.core.settings import index
from nnwidgets.core.streams import Stream
from nnwidgets.core.trainer import Trainer

NAME = re.compile(r"\s*(?:W\[(\d+)\]\[(\d+),\s*(\d+)\]|b\[(\d+)\]\[(\d+)\])\s*")
STOPS = 60  # of a short run


@dataclass(frozen=True, eq=False)
class Axis:
    """`way` (p,) is what one unit of the axis adds to theta; of a parameter also its index, and `origin`, its present value."""

    name: str
    way: Array
    parameter: int | None = None
    origin: float = 0.0


def axis(net: Network, along: Any, number: int) -> Axis:
    """The axis of an index into theta, a name such as `W[1][0, 2]` or `b[0][1]`, or a direction (p,)."""
    if isinstance(along, np.ndarray) and along.ndim:
        if along.shape != net.theta.shape:
            raise ValueError(f"a direction has shape {net.theta.shape}, like theta; got {along.shape}")
        way = along.astype(float)
        if not np.isfinite(way).all() or not way.any():
            raise ValueError("a direction must hold finite numbers, not all of them 0")
        return Axis(f"direction {number}", way)
    k = named(net, along) if isinstance(along, str) else index(net, along)
    way = np.zeros(net.n_params)
    way[k] = 1
    return Axis(net.name_of(k), way, k, float(net.theta[k]))


def named(net: Network, name: str) -> int:
    """The index into theta of the parameter called `name`."""
    found = NAME.fullmatch(name)
    if found:
        layer, j, *rest = (int(part) for part in found.groups() if part is not None)
        i = rest[0] if rest else None
        if layer < len(net.blocks) and j < net.sizes[layer + 1] and (i is None or i < net.sizes[layer]):
            return int(sum(M.size for M in net.blocks[:layer]) + j * (net.sizes[layer] + 1) + (net.sizes[layer] if i is None else i))
    last = net.name_of(net.n_params - 2), net.name_of(net.n_params - 1)
    raise ValueError(f"the network has no parameter {name!r}; its first is 'W[0][0, 0]', its last are {last[0]!r} and {last[1]!r}")


def random_direction(net: Network, seed: int = 0, norm: str | None = "unit") -> Array:
    """A random direction (p,) in the space of theta, as long in every unit's weights and bias as those are themselves.

    d ~ N(0, 1), then for each row j of M = [W | b]: dⱼ ← dⱼ ‖Mⱼ‖ / ‖dⱼ‖ (Li et al. 2018, section 4: filter normalization). `norm`
    "layer" does so for each layer as a whole, None leaves d as drawn. Raises ValueError for another norm.
    """
    if norm not in ("unit", "layer", None):
        raise ValueError(f"norm must be 'unit', 'layer' or None, got {norm!r}")
    d = Stream(whole(seed, "seed"), "noise", 1).normal((net.n_params,))
    for D, M in zip(net.split(d), net.blocks, strict=True):
        if norm == "unit":
            D *= np.linalg.norm(M, axis=1, keepdims=True) / np.linalg.norm(D, axis=1, keepdims=True)
        elif norm == "layer":
            D *= np.linalg.norm(M) / np.linalg.norm(D)
    return d


def run_directions(run: Any) -> Array:
    """The two directions (2, p) in which a run has gone furthest: of length 1, at right angles.

    They are the first two right singular vectors of the rows θₜ − θₗₐₛₜ (Li et al. 2018, section 7.2). `run` is a Trainer, its history,
    or thetas (t, p). Raises ValueError for fewer than three different points.
    """
    _, thetas = way(run)
    rows = thetas - thetas[-1]
    _, size, found = np.linalg.svd(rows, full_matrices=False)
    if len(rows) < 3 or len(size) < 2 or size[1] <= 1e-12 * size[0]:
        raise ValueError("the run has not left a line: train on, or choose other directions")
    return np.array([d * np.sign(d[np.abs(d).argmax()]) for d in found[:2]])  # of the two signs the one with the largest entry above 0


def way(run: Any) -> tuple[Array, Array]:
    """(steps (t,), thetas (t, p)) of a Trainer, of a History at its snapshots, or of thetas as given, numbered from 0."""
    if isinstance(run, Trainer):
        went = _went(run)
        return np.array([step for step, _ in went]), np.array([theta for _, theta in went], float)
    if isinstance(run, History):
        return np.array([s.step for s in run.snapshots]), np.array([s.theta for s in run.snapshots], float)
    thetas = np.atleast_2d(np.array(run.theta if isinstance(run, Network) else run, float))
    return np.arange(len(thetas)), thetas


def _went(trainer: Trainer) -> list[tuple[int, Array]]:
    """The snapshots of a run, and where it stands; a run of few snapshots is so short that it is replayed, on the side."""
    run = trainer._run
    found = [(s.step, s.theta) for s in run.history.snapshots]
    if len(found) < STOPS:
        other, stops = run.branch(trainer.net.copy()), np.linspace(0, run.steps, min(run.steps, STOPS) + 1).astype(int)
        found = []
        for step in stops[::-1].tolist():
            other.restore(step)
            found.insert(0, (step, other.net.theta.copy()))
    last = found[-1]
    if last[0] < run.steps or (last[1] != trainer.net.theta).any():
        found.append((run.steps, trainer.net.theta.copy()))
    return found
