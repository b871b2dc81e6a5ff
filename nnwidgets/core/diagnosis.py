"""Diagnosis: what is wrong with a network or its run, in order of importance; nothing when all is well."""

from typing import Any

import numpy as np

from nnwidgets.core import run_checks, signal_checks, unit_checks
from nnwidgets.core.evidence import Evidence
from nnwidgets.core.finding import Check, Finding
from nnwidgets.core.losses import loss_for
from nnwidgets.core.network import Network
from nnwidgets.core.settings import train_and_test
from nnwidgets.core.trainer import Trainer

LEARNS_NOT = ("vanishing gradients", "rate too small", "plateau")

# in order of importance: a cause stands before what it explains
FINDINGS: dict[str, Check] = {
    check.kind: check
    for check in (
        Check("divergence", "the last training overflowed, and nothing has happened since", run_checks.diverged,
              ("symmetry", "dead units", "wrong loss", "saturation", "exploding gradients", "overfitting", *LEARNS_NOT)),
        Check("unscaled inputs", "an input's root mean square is above 20, or that of all below 0.01", signal_checks.unscaled,
              ("dead units", "wrong loss", "saturation", "exploding gradients", *LEARNS_NOT), "LeCun, Bottou, Orr and Müller 1998, 4.3"),
        Check("targets out of reach", "targets lie beyond the range of the output", signal_checks.out_of_reach,
              ("wrong loss", "saturation", *LEARNS_NOT)),
        Check("symmetry", "hidden units have the same weights in and out", unit_checks.alike, ("wrong loss", *LEARNS_NOT),
              "Rumelhart, Hinton and Williams 1986"),
        Check("penalty too strong", "under a penalty the output has become the same for all examples", run_checks.too_strong,
              ("dead units", "saturation", *LEARNS_NOT)),
        Check("dead units", "a hidden unit has slope 0 for every training example", unit_checks.dead, LEARNS_NOT),
        Check("wrong loss", "outputs are sure and wrong, and under 5 % of the error gets through them", signal_checks.wrong_loss,
              ("saturation", *LEARNS_NOT), "Nielsen 2015, chapter 3"),
        Check("saturation", "under 1 % of the error gets through half of a layer's units", unit_checks.saturated, LEARNS_NOT,
              "Glorot and Bengio 2010"),
        Check("exploding gradients", "the error grows over 100 times from the output to the first layer", signal_checks.exploding,
              ("plateau",), "Bengio, Simard and Frasconi 1994"),
        Check("vanishing gradients", "the error shrinks to under 1/10,000 from the output to the first layer", signal_checks.vanishing,
              ("rate too small", "plateau"), "Bengio, Simard and Frasconi 1994"),
        Check("rate too small", "the weights have changed by under 0.1 % in 200 steps or more", run_checks.slow, ("plateau",)),
        Check("plateau", "the loss has not fallen by 0.5 % in 2,000 steps, and is hardly below a constant answer's", run_checks.plateau),
        Check("overfitting", "the test loss is 20 % above its lowest, while the training loss fell by 10 %", run_checks.overfitting,
              source="Prechelt 1998"),
    )
}  # fmt: skip


BY_RUN = ("divergence",)  # what a pass of the kit's, where the run has one of its own, is not asked for


def diagnose(thing: Trainer | Network, data: Any = None, loss: object = None) -> tuple[Finding, ...]:
    """What is wrong with a trainer's network and run, or with a network on `data` (as a Trainer takes it): FINDINGS in their order.

    Changes nothing. Looks at up to 500 training examples: under 1 ms for the networks of a Playground. Consequences of what was found
    are left out. With a forward pass of one's own only the run is looked at. Raises TypeError or ValueError for what does not fit.
    """
    if isinstance(thing, Trainer):
        if data is not None or loss is not None:
            raise ValueError("a trainer has its own data and loss; pass it alone")
        evidence = Evidence(thing.net, thing.data[0], thing.loss, thing)
        learner = thing.settings.learner
        own = learner is not None and learner.forward is not None
    elif isinstance(thing, Network):
        if data is None:
            raise ValueError("a network is diagnosed on data: nw.diagnose(net, data)")
        checked = Trainer(thing.copy(), data, loss=loss_for(thing.output.name, loss))  # its doors name what does not fit
        evidence, own = Evidence(checked.net, train_and_test(data, 0)[0], checked.loss), False
    else:
        raise TypeError(f"diagnose takes a Trainer, or a Network and data, got {type(thing).__name__}")
    found: list[Finding] = []
    explained: set[str] = set()
    with np.errstate(all="ignore"):
        for check in FINDINGS.values():
            if check.kind in explained or (own and check.kind not in BY_RUN):
                continue
            finding = check.look(evidence)
            if finding is not None:
                found.append(finding)
                explained.update(check.explains)
    return tuple(found)
