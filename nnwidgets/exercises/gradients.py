"""The check of a backward pass: by the gradient doctor, for several depths and numbers of examples. Accuracy is never asked."""

from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core.gradient_report import GradientCheck, gradient_check
from nnwidgets.core.network import Network
from nnwidgets.exercises.check import NEVER
from nnwidgets.exercises.result import Result
from nnwidgets.exercises.timelimit import TimeUp, time_limit

if TYPE_CHECKING:
    from nnwidgets.exercises.exercise import Exercise

SHAPES = (([2, 3, 2], 4), ([3, 4, 2], 1), ([2, 3, 3, 2], 5), ([4, 2, 3, 3, 1], 3), ([2, 1], 6))  # sizes, examples
TWO_ONLY = "Right with two layers, wrong with {}: loop over all layers, back from the last, instead of naming them."
ONE_ONLY = "Right for one example, wrong for {}: the slopes are means over the rows of X."


def mazur() -> tuple[Network, np.ndarray, np.ndarray]:
    """Network, X (1, 2) and y (1, 2) of the worked example of Matt Mazur (2015)."""
    net = Network([2, 2, 2], "sigmoid", "sigmoid")
    net.W[0], net.W[1] = [[0.15, 0.2], [0.25, 0.3]], [[0.4, 0.45], [0.5, 0.55]]
    net.b[0], net.b[1] = [0.35, 0.35], [0.6, 0.6]
    return net, np.array([[0.05, 0.1]]), np.array([[0.01, 0.99]])


def by_gradient(exercise: "Exercise", answer: Any, seed: int) -> Result:
    """Mazur's network, then others; where several are wrong, the one whose diagnosis names the fewest slips speaks."""
    rng = np.random.default_rng(seed)
    asked = [mazur()]
    for sizes, n in SHAPES:
        net = Network(sizes, "sigmoid", "sigmoid", init="normal", seed=int(rng.integers(1 << 30)))
        asked.append((net, rng.normal(size=(n, sizes[0])), rng.random((n, sizes[-1]))))
    reports: list[GradientCheck] = []
    try:
        with time_limit(exercise.seconds):
            for net, X, y in asked:
                reports.append(gradient_check(net, X, y, "squared_error", backward=answer))
                if reports[0].outcome == "not_attempted":
                    return Result(exercise.name, "not_attempted")
    except TimeUp:
        return Result(exercise.name, "timed_out", NEVER.format(exercise.seconds))
    failed = [i for i, report in enumerate(reports) if not report.passed]
    if not failed:
        return Result(exercise.name, "passed", f"Checked on {len(asked)} networks, parameter by parameter.", unaided=True)
    first = min(failed, key=lambda i: (len(reports[i].diagnosis.slips) or 99, i))
    report, (net, X, _) = reports[first], asked[first]
    case = f"sizes {net.sizes}, {len(X)} example{'s' * (len(X) > 1)}"
    deep = [i for i, (net, _, _) in enumerate(asked) if len(net.W) != 2]
    limits = [TWO_ONLY.format(case)] if set(failed) <= set(deep) else []
    named = any(reports[i].diagnosis.slips for i in failed)
    limits += [ONE_ONLY.format(case)] if all(len(asked[i][1]) > 1 for i in failed) and not limits and not named else []
    got = f"vector error {report.error:.3f}, cosine {report.cosine:.3f}" if report.layers else ""
    told = " ".join([*limits, str(report.diagnosis)])
    slip = report.diagnosis.slips[0] if len(report.diagnosis.slips) == 1 else ""
    belief = next((m for name, m in MISCONCEPTIONS.items() if slip.startswith(name)), "")
    outcome = report.outcome if report.outcome != "passed" else "wrong_value"
    sentence = "The gradient differs from what nudging each parameter gives." if report.layers else ""
    return Result(exercise.name, outcome, sentence, told, belief, case, got)


MISCONCEPTIONS = {
    "updated_weights": "M21", "one_path": "M22", "paths_multiplied": "M22", "paths_averaged": "M20",
    "slope_at_a": "M23", "no_slope": "M31",
}  # fmt: skip
