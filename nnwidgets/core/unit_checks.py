"""What can be wrong with the units of a network: dead, saturated, or copies of one another."""

import numpy as np

from nnwidgets.core.evidence import Evidence
from nnwidgets.core.finding import Finding, Unit, place
from nnwidgets.core.registry import Array

LET_THROUGH = 0.01  # of the error: below, a unit is saturated
UNLEARNT = 0.5  # of the loss of the best constant answer: above, what hinders learning matters
ALIKE = 1e-6  # of the largest weight: closer, two units are copies


def dead(e: Evidence) -> Finding | None:
    """Hidden units whose slope is 0 for every training example: no gradient reaches their weights, in no step."""
    units: list[Unit] = []
    for layer, (act, z) in enumerate(zip(e.net.activation, e.trace.z, strict=False), 1):
        below, above = act.df(np.array([-8.0, 8.0]))
        if below == 0 != above:  # flat on one side, as relu is; a step has no slope anywhere: that is its nature
            units += [(layer, int(j)) for j in np.flatnonzero(~act.df(z).any(axis=0))]
    if units and e.part is not e.data:  # only some of the examples were looked at
        every = e.net.forward(e.data.inputs).z
        units = [(layer, j) for layer, j in units if not e.net.activation[layer - 1].df(every[layer - 1][:, j]).any()]
    if not units:
        return None
    are, they = ("is", "it learns") if len(units) == 1 else ("are", "they learn")
    return Finding(
        "dead units",
        f"{_capital(place(units, e.net.sizes))} {are} dead: z is below 0 for every example, so the slope is 0 and {they} no more.",
        "Try leaky_relu, or a smaller learning rate from new weights.",
        tuple(units), {"examples with a slope": (0.0, 1.0)},
    )  # fmt: skip


def saturated(e: Evidence) -> Finding | None:
    """Hidden layers half of whose units, bounded on both sides, let under LET_THROUGH of the error through, while the loss is high."""
    if not e.left > UNLEARNT:
        return None
    units: list[Unit] = []
    worst = 1.0
    for layer, (act, through) in enumerate(zip(e.net.activation, e.let_through, strict=True), 1):
        flat = np.flatnonzero(through < LET_THROUGH)
        if np.isfinite(act.range).all() and act.df(np.zeros(1)).any() and 2 * len(flat) >= len(through):
            units += [(layer, int(j)) for j in flat]
            worst = min(worst, float(through.min()))
    if not units:
        return None
    are = "is" if len(units) == 1 else "are"
    return Finding(
        "saturation",
        f"{_capital(place(units, e.net.sizes))} {are} saturated: |z| is so large that the slope lets under "
        f"{LET_THROUGH:.0%} of the error through.",
        "Try smaller initial weights, such as xavier, and inputs of about −1 … 1.",
        tuple(units), {"share of the error let through": (worst, LET_THROUGH)},
    )  # fmt: skip


def alike(e: Evidence) -> Finding | None:
    """Hidden units with the same weights in and out: their gradients are the same, so they stay copies for ever."""
    units: list[Unit] = []
    pruned = e.trainer is not None and e.trainer.l1 > 0
    for layer, (M, after) in enumerate(zip(e.net.blocks, list(e.net.W)[1:], strict=False), 1):
        whole = np.column_stack([M, after.T])
        units += [
            (layer, j) for j in copies(whole) if not pruned or M[j, :-1].any() or after[:, j].any()
        ]  # L1 sets weights to 0: that is its purpose
    if not units:
        return None
    return Finding(
        "symmetry",
        f"{_capital(place(units, e.net.sizes))} are copies of one another: equal weights get equal gradients, in every step.",
        "Try random initial weights: draw new ones.",
        tuple(units), {"difference of their weights": (0.0, ALIKE)},
    )  # fmt: skip


def copies(M: Array) -> list[int]:
    """Rows of M (units, k) that equal another one to ALIKE, relative to the largest entry: neighbors when sorted by a projection."""
    limit = ALIKE * max(float(np.abs(M).max()), 1e-30)
    order = np.argsort(M @ np.sin(1 + np.arange(M.shape[1])), kind="stable")
    same = (np.abs(np.diff(M[order], axis=0)) <= limit).all(axis=1)
    return sorted({int(j) for pair in np.flatnonzero(same) for j in order[pair : pair + 2]})


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
