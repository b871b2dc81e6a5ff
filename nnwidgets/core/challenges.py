"""Challenges that are ready, in order of increasing difficulty; each with an answer that reaches its goal."""

from nnwidgets.core.challenge import Challenge
from nnwidgets.core.datasets import circle, moons, xor
from nnwidgets.core.registry import pick

__all__ = ["CHALLENGES", "named"]


def named(name: str) -> Challenge:
    """The challenge of this name; raises ValueError that lists them."""
    found: Challenge = pick(CHALLENGES, name, "challenge")
    return found


CHALLENGES: dict[str, Challenge] = {
    challenge.name: challenge
    for challenge in (
        # two units fold the plane twice: not enough to go round the disc; three do
        Challenge({"test_loss": 0.18}, {"parameters": 13, "steps": 1500}, name="small_circle", output="tanh", loss="squared_error",
                  data=circle(500, noise=0.1), test=0.5,
                  reference={"answer": [2, 3, 1], "optimizer": "adam", "learning_rate": 0.03}),
        # the usual rate gets there too, long after the steps are spent
        Challenge({"test_accuracy": 0.97}, {"parameters": 17, "steps": 500}, name="quick_moons", output="tanh", loss="squared_error",
                  data=moons(500, noise=0.1), test=0.5,
                  reference={"answer": [2, 4, 1], "learning_rate": 1.0}),
        # the same number of parameters in one hidden layer hardly ever gets there
        Challenge({"test_loss": 0.02}, {"parameters": 20, "steps": 3000}, name="deep_xor", output="tanh", loss="squared_error",
                  data=xor(500), test=0.5,
                  reference={"answer": [2, 3, 2, 1], "learning_rate": 0.3}),
    )
}  # fmt: skip
