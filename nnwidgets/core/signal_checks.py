"""What can be wrong with the signals that go in, come out and come back: inputs, targets, loss and gradients."""

import numpy as np

from nnwidgets.core.evidence import Evidence, share
from nnwidgets.core.finding import Finding, Unit, listed
from nnwidgets.core.losses import LOSSES, PARTNER
from nnwidgets.core.unit_checks import UNLEARNT

LARGE, SMALL = 20.0, 0.01  # root mean square of an input; of all inputs
WORSE, OUT_THROUGH = 1.2, 0.05  # loss over that of the best constant answer; share of the error that the output lets through
VANISHED, EXPLODED = 1e-4, 100.0  # δ of the first layer over δ of the last


def unscaled(e: Evidence) -> Finding | None:
    """Inputs far from the size 1 for which weights are drawn: one of root mean square above LARGE, or all below SMALL."""
    rms = np.sqrt(np.mean(np.square(e.X, dtype=float), axis=0))
    far = np.flatnonzero(rms > LARGE)
    if not len(far) and not 0 < rms.max() < SMALL:
        return None
    size, limit = rms.max(), LARGE if len(far) else SMALL
    units: list[Unit] = [(0, int(j)) for j in (far if len(far) else range(len(rms)))]
    names = [e.data.names[j] for _, j in units]
    what = f"input {names[0]} is" if len(names) == 1 else f"inputs {listed(names)} are" if len(names) < 4 else f"{len(names)} inputs are"
    return Finding(
        "unscaled inputs",
        f"{what[0].upper()}{what[1:]} not scaled, {size:,.{0 if size > 100 else 4}f} in root mean square: weights and rates are made "
        "for numbers of about 1.",
        "Try data.standardize().",
        tuple(units), {"root mean square": (float(size), limit)},
    )  # fmt: skip


def out_of_reach(e: Evidence) -> Finding | None:
    """Targets beyond the range of the output's activation by over 5 % of its width, or of 1."""
    low, high = e.net.output.range
    room = 0.05 * (high - low if np.isfinite(high - low) else 1.0)
    beyond = max(low - float(e.y.min()), float(e.y.max()) - high)
    if not beyond > room:
        return None
    return Finding(
        "targets out of reach",
        f"A {e.net.output.name} output goes from {low:g} to {high:g}, the targets from {e.y.min():.2g} to {e.y.max():.2g}: "
        "some are never met.",
        "Try a linear output.",
        outputs(e), {"targets beyond the range": (beyond, room)},
    )  # fmt: skip


def wrong_loss(e: Evidence) -> Finding | None:
    """Outputs that are sure and wrong, under a loss whose gradient has the factor σ'(z), near 0 there (Nielsen 2015, chapter 3)."""
    if e.loss.pair or not np.isfinite(e.net.output.range).all() or not e.left > WORSE:
        return None
    error = np.abs(e.trace.output - e.y)
    through = float(share(error, e.net.output, e.trace.z[-1]).min())
    if not through < OUT_THROUGH:
        return None
    name = "softmax" if e.y.shape[1] > 1 else "sigmoid"
    return Finding(
        "wrong loss",
        f"The output is sure and wrong, and {e.loss.name} lets under {OUT_THROUGH:.0%} of that error through: its gradient has the "
        "factor σ'(z).",
        f"Try {LOSSES[PARTNER[name]].name} with a {name} output: there that factor cancels.",
        outputs(e), {"share of the error let through": (through, OUT_THROUGH), "loss, a constant answer's being 1": (e.left, WORSE)},
    )  # fmt: skip


def vanishing(e: Evidence) -> Finding | None:
    """δ of the first layer below VANISHED of that of the last, with much still to learn."""
    if not (e.left > UNLEARNT and 0 < e.delta_ratio < VANISHED):  # 0 is a network that has been cut
        return None
    size = _errors(e)
    units = _units(e, [layer for layer, s in enumerate(size, 1) if s < 100 * VANISHED * size[-1]])
    return Finding(
        "vanishing gradients",
        f"The gradient vanishes on its way back: in hidden layer 1 the error is 1/{1 / e.delta_ratio:,.0f} of that at the output.",
        "Try relu or tanh, larger initial weights (xavier, he), or fewer layers.",
        units, {"error in the first layer over the last": (e.delta_ratio, VANISHED)},
    )  # fmt: skip


def exploding(e: Evidence) -> Finding | None:
    """δ of the first layer above EXPLODED times that of the last, with much still to learn."""
    if not (e.left > UNLEARNT and e.delta_ratio > EXPLODED):
        return None
    size = _errors(e)
    units = _units(e, [layer for layer, s in enumerate(size, 1) if s > np.sqrt(EXPLODED) * size[-1]])
    return Finding(
        "exploding gradients",
        f"The gradient explodes on its way back: in hidden layer 1 the error is {e.delta_ratio:,.0f} times that at the output.",
        "Try smaller initial weights (xavier, he), or a much smaller learning rate.",
        units, {"error in the first layer over the last": (e.delta_ratio, EXPLODED)},
    )  # fmt: skip


def _errors(e: Evidence) -> list[float]:
    """The root mean square of δ in each layer."""
    return [float(np.sqrt(np.mean(np.square(d)))) for d in e.grads.delta]


def outputs(e: Evidence) -> tuple[Unit, ...]:
    """All units of the output layer."""
    return _units(e, [len(e.net.sizes) - 1])


def _units(e: Evidence, layers: list[int]) -> tuple[Unit, ...]:
    return tuple((layer, j) for layer in layers for j in range(e.net.sizes[layer]))
