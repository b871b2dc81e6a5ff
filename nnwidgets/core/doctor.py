"""The likely slip behind a wrong gradient: the one that would give just these numbers."""

from dataclasses import dataclass

import numpy as np

from nnwidgets.core.mutant import Case
from nnwidgets.core.registry import Array
from nnwidgets.core.slips import SLIPS

SAME = 2e-6  # relative: two programs for one formula agree far better, in float32 about as well


@dataclass(frozen=True)
class Diagnosis:
    """`sentence` says what is likely wrong, `remedy` is a hint, `slips` names the entries of SLIPS that fit: none, one or several."""

    sentence: str
    remedy: str = ""
    slips: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()


def diagnose(case: Case, wrong: list[tuple[bool, bool]]) -> Diagnosis:
    """The slips whose gradient is the given one, else those it is a multiple of, else the place: `wrong` says of each layer's dW and db.

    Everything is computed from `case`; nothing is guessed from the learner's code.
    """
    if not case.given.any():
        return Diagnosis("The gradient is 0 everywhere.", "Are dW and db ever filled in?")
    found: dict[str, str] = {}
    parallel: dict[str, tuple[str, float]] = {}
    for slip in SLIPS.values():
        with np.errstate(all="ignore"):
            for said, theta in slip.mutants(case).items():
                if same(case, theta):
                    found.setdefault(slip.name, slip.sentence.format(said))
                elif (k := multiple(case, theta)) is not None:
                    parallel.setdefault(slip.name, (slip.sentence.format(said), k))
    if found:
        return _named(found)
    if (k := multiple(case, case.gradient())) is not None:
        return Diagnosis(f"Only the length is wrong: every entry is {k:.4g} times what it should be{_factor(k, case)}.",
                         "Look for a factor that does not belong, or for one that is missing.")  # fmt: skip
    if parallel:
        return _named({name: f"{said} And all of it is multiplied by {k:.4g}{_factor(k, case)}." for name, (said, k) in parallel.items()})
    return _placed(wrong)


def _named(found: dict[str, str]) -> Diagnosis:
    names, sentences = tuple(found), list(found.values())
    if len(names) == 1:
        return Diagnosis(sentences[0], SLIPS[names[0]].remedy, names)
    listed = " ".join(f"({i}) {s}" for i, s in enumerate(sentences, 1))
    return Diagnosis(
        f"{len(names)} slips give exactly these numbers here: {listed}",
        "Other layer sizes or more examples tell them apart. " + " ".join(f"({i}) {SLIPS[name].remedy}" for i, name in enumerate(names, 1)),
        names,
    )


def _factor(k: float, case: Case) -> str:
    outputs = case.y.shape[1]
    known = {-1: "the sign is wrong", 2: "twice", 0.5: "half", case.n: f"n = {case.n}: a sum, not a mean", 1 / case.n: "1/n once too often",
             outputs: f"there are {outputs} outputs", 1 / outputs: f"a mean over the {outputs} outputs, too"}  # fmt: skip
    words = [said for value, said in known.items() if abs(k - value) < SAME * abs(value)]
    return f" ({words[-1]})" if words else ""


def _placed(wrong: list[tuple[bool, bool]]) -> Diagnosis:
    """What the first wrong layer, on the way back, says by itself."""
    last = len(wrong) - 1
    layer = max((l for l, parts in enumerate(wrong) if any(parts)), default=last)
    W, b = wrong[layer]
    good = f"Layers {layer + 1} to {last} are right" if layer < last - 1 else f"Layer {last} is right" if layer < last else ""
    begin = f"{good}; going back, the first wrong are" if good else "Going back, the first wrong are"
    if W and not b:
        sentence = f"{begin} the weights of layer {layer}: db[{layer}] is right, and so is δ; the activation it is multiplied by is not."
        return Diagnosis(sentence, f"dW[{layer}] is δ[{layer}].T @ a[{layer}] / n.")
    if b and not W:
        sentence = f"{begin} the biases of layer {layer}: dW[{layer}] is right, and so is δ; what is made of it for db is not."
        return Diagnosis(sentence, f"db[{layer}] is the mean of δ[{layer}] over the examples.")
    if layer == last:
        return Diagnosis(f"{begin} those of the output layer, dW[{last}] and db[{last}].", f"Compare δ[{last}] with ∂C/∂a ⊙ act'(z).")
    step = f"δ[{layer}] = (δ[{layer + 1}] @ W[{layer + 1}]) ⊙ act'(z[{layer}])"
    return Diagnosis(f"{begin} dW[{layer}] and db[{layer}].", f"Compare the step {step}.")


def own_derivatives(case: Case) -> Diagnosis | None:
    """The activation of the learner's own whose derivative is not that of its function, if there is one."""
    for l, act in enumerate((*case.net.activation, case.net.output)):
        if act.name == "softmax":
            continue
        z, h = case.z[l], 1e-5
        slope, given = (act.f(z + h) - act.f(z - h)) / (2 * h), case.df(l)
        bad = np.abs(slope - given) > 1e-4 * np.maximum(1, np.abs(slope))
        if np.mean(bad) > 0.01:  # a few may stand on a kink
            at = np.unravel_index(np.abs(slope - given).argmax(), z.shape)
            sentence = f"The derivative of {act.name!r} is not that of its function: at z = {z[at]:.4g} it gives {given[at]:.4g}, "
            return Diagnosis(sentence + f"differences give {slope[at]:.4g}.", "Differentiate the function once more, on paper.")
    return None


def same(case: Case, theta: Array, k: float = 1) -> bool:
    """Whether the given gradient is k times this one, to SAME of its length in every layer; never where one is not finite."""
    pairs = zip(*map(case.net.split, (case.given, k * theta)), strict=True)
    return all(np.linalg.norm(a - b) <= SAME * (np.linalg.norm(a) + np.linalg.norm(b)) for a, b in pairs)


def multiple(case: Case, theta: Array) -> float | None:
    """k where the given gradient is k times this one; None where there is none."""
    square = float(theta @ theta)
    k = float(case.given @ theta) / square if square > 0 else 0.0
    return k if abs(k) > 0 and np.isfinite(k) and same(case, theta, k) else None
