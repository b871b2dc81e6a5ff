"""The museum of failures: runs that go wrong in one way each, what one sees, and what clears it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nnwidgets.core.datasets import DATASETS
from nnwidgets.core.divergence import DivergenceError
from nnwidgets.core.initializers import Normal
from nnwidgets.core.network import Network
from nnwidgets.core.targets import OUTPUT
from nnwidgets.core.trainer import Trainer


@dataclass(frozen=True, eq=False)
class Exhibit:
    """A run with one fault: `kind` of FINDINGS, and no other, is found when it has gone `steps` steps. `sees` says what one sees.

    `setup` are the arguments of `trainer` that differ from the usual ones; with those of `remedy` over them nothing is found.
    """

    name: str
    kind: str
    sees: str
    steps: int
    setup: Mapping[str, Any]
    remedy: Mapping[str, Any]

    def trainer(self, remedied: bool = False) -> Trainer:
        """The run at step 0; `remedied` as it should have been set up."""
        return trainer(**{**self.setup, **(self.remedy if remedied else {})})

    def run(self, remedied: bool = False) -> Trainer:
        """The same after `steps` steps, or at its last finite one."""
        made = self.trainer(remedied)
        try:
            return made.train(self.steps)
        except DivergenceError:
            return made


def trainer(
    data: str = "circle", *, noise: float = 0, test: float = 0.5, standardize: bool = False, hidden: tuple[int, ...] = (4, 2),
    activation: str = "tanh", output: str | None = None, init: object = "playground", weights: float | None = None,
    biases: float | None = None, seed: int = 0, **training: Any,
) -> Trainer:  # fmt: skip
    """A Playground's run at step 0: named data, a network with an output that fits, squared error.

    `weights` are all of theta, `biases` those of the hidden layers; None leaves them as they are drawn.
    """
    made = DATASETS[data](noise=noise, seed=seed)
    pair = (made.standardize() if standardize else made).split(test)
    outputs = len(made.classes) if made.task == "multiclass" else 1
    net = Network([len(made.names), *hidden, outputs], activation, output or OUTPUT[made.task], init, seed=seed)
    if weights is not None:
        net.theta[:] = weights
    if biases is not None:
        for b in list(net.b)[:-1]:
            b[...] = biases
    loss = {} if net.output.name == "softmax" else {"loss": "squared_error"}
    return Trainer(net, pair, **{**loss, "seed": seed, **training})


DEEP = (8, 8, 8, 8, 8, 8)
MUSEUM: dict[str, Exhibit] = {
    exhibit.name: exhibit
    for exhibit in (
        Exhibit("dead relu", "dead units", "Every neuron's map is empty and stays so: the output is the same everywhere.", 200,
                {"hidden": (4,), "activation": "relu", "biases": -20.0}, {"biases": None}),
        Exhibit("saturation", "saturation", "Every neuron's map is of one color; only the output's bias still learns.", 200,
                {"biases": 10.0}, {"biases": None}),
        Exhibit("all weights zero", "symmetry", "All neurons look alike, in every step: a layer is worth one neuron.", 200,
                {"data": "xor", "weights": 0.0}, {"weights": None}),
        Exhibit("divergence", "divergence", "The loss grows a million times in a step, and training stops.", 20,
                {"data": "reg_plane", "hidden": (4,), "activation": "linear", "learning_rate": 1.0}, {"learning_rate": 0.03}),
        Exhibit("unscaled inputs", "unscaled inputs", "Formants in hertz: every neuron is saturated from the start.", 1000,
                {"data": "vowels", "hidden": (8,)}, {"standardize": True}),
        Exhibit("wrong loss", "wrong loss", "Every example is on the wrong side, and the loss stays where it is.", 500,
                {"data": "gauss", "hidden": (), "output": "sigmoid", "weights": -3.0}, {"loss": "bce"}),
        Exhibit("targets out of reach", "targets out of reach", "A sigmoid is never negative: half of the plane is out of reach.", 500,
                {"data": "reg_plane", "hidden": (4,), "output": "sigmoid"}, {"output": "linear"}),
        Exhibit("vanishing gradients", "vanishing gradients", "Six layers of sigmoids: only the last one moves.", 500,
                {"hidden": DEEP, "activation": "sigmoid"}, {"activation": "tanh"}),
        Exhibit("exploding gradients", "exploding gradients", "Weights too large for six layers: the error grows on its way back.", 0,
                {"data": "reg_plane", "hidden": DEEP, "activation": "leaky_relu", "init": Normal(1.5)}, {"init": "he"}),
        Exhibit("rate too small", "rate too small", "It trains and trains, and nothing moves.", 500,
                {"learning_rate": 1e-5}, {"learning_rate": 0.03}),
        Exhibit("plateau", "plateau", "One neuron cannot do exclusive or: the loss stands still.", 3000,
                {"data": "xor", "hidden": ()}, {"hidden": (4, 2)}),
        Exhibit("overfitting", "overfitting", "Fifty noisy examples: the training loss goes to 0, the test loss turns upwards.", 3000,
                {"hidden": (8, 8), "noise": 0.3, "test": 0.9, "learning_rate": 0.1}, {"l2": 0.01}),
        Exhibit("penalty too strong", "penalty too strong", "All links fade away: the penalty outweighs the examples.", 500,
                {"l2": 0.1}, {"l2": 0.001}),
    )
}  # fmt: skip
