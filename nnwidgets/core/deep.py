"""Deep networks for the 8 × 8 digits: how many hidden layers, of what, begun how."""

from nnwidgets.core.initializers import INITIALIZERS, Initializer, Normal
from nnwidgets.core.measured import digits
from nnwidgets.core.network import Network
from nnwidgets.core.registry import pick, whole
from nnwidgets.core.trainer import Trainer

MOST_LAYERS = 8
TEST = 0.2
INITS: dict[str, Initializer] = {
    "zeros": INITIALIZERS["zeros"], "normal 0.01": Normal(0.01), "normal 1": Normal(1.0), "xavier": INITIALIZERS["xavier"],
    "he": INITIALIZERS["he"],
}  # fmt: skip


def deep_digits(layers: int = 6, activation: object = "sigmoid", init: str = "xavier", *, width: int = 30, rate: float = 0.1,
                seed: int = 0) -> Trainer:  # fmt: skip
    """A Trainer of [64, width × layers, 10] with a softmax on nw.datasets.digits(), 1,438 to train and 359 to test, batches of ten.

    `init` is one of INITS. Raises ValueError or TypeError as Network and Trainer do, and for more than 8 layers.
    """
    n = whole(layers, "layers", 1)
    if n > MOST_LAYERS:
        raise ValueError(f"layers must be from 1 to {MOST_LAYERS}, got {n}")
    start = pick(INITS, init, "init", Initializer)
    net = Network([64, *[whole(width, "width", 1)] * n, 10], activation, "softmax", start, seed=seed)
    return Trainer(net, digits().split(TEST, 0), learning_rate=rate, batch_size=10, seed=seed)
