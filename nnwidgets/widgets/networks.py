"""The networks that a Playground makes: one that fits the data, and one with other hidden layers."""

from collections.abc import Iterable, Sequence

from nnwidgets.core.activations import HIDDEN
from nnwidgets.core.datasets import Dataset
from nnwidgets.core.losses import LOSSES, aims, loss_for
from nnwidgets.core.network import Network
from nnwidgets.core.registry import whole
from nnwidgets.core.targets import OUTPUT, encode
from nnwidgets.core.trainer import Trainer


def hidden_sizes(hidden: object) -> list[int]:
    """`hidden` as a list of sizes; raises TypeError or ValueError for anything else."""
    if isinstance(hidden, str) or not isinstance(hidden, Iterable):
        raise TypeError(f"hidden must be a list of sizes such as [4, 2], got {hidden!r}")
    return [whole(n, "every hidden size", 1) for n in hidden]


def outputs_for(train: Dataset) -> int:
    """How many outputs the data ask for."""
    return len(train.classes) if train.task == "multiclass" else 1 if train.y.ndim == 1 else int(train.y.shape[1])


def fitting(train: Dataset, hidden: object, activation: object, output: object, seed: int) -> Network:
    """A network for these data, with weights as TensorFlow Playground draws them; `output` None takes the one that fits the task."""
    sizes = [train.inputs.shape[1], *hidden_sizes(hidden), outputs_for(train)]
    return Network(sizes, activation, output or OUTPUT[train.task], init="playground", seed=seed)


def with_hidden(old: Network, hidden: Sequence[int]) -> Network:
    """A network like `old` with these hidden sizes: weights and activations are kept where the shapes allow, the rest is drawn anew."""
    return resized(old, [old.sizes[0], *hidden, old.sizes[-1]], old.output)


def with_data(old: Network, train: Dataset, output: object) -> Network:
    """A network like `old` for other data: as many inputs and outputs as they ask for, the weights kept as above."""
    return resized(old, [train.inputs.shape[1], *old.sizes[1:-1], outputs_for(train)], output)


def resized(old: Network, sizes: Sequence[int], output: object) -> Network:
    """A network of these sizes that keeps of every layer what has a place: of the last only if it reads the same layer,
    and says the same kind of thing (one number, or one for each of several)."""
    hidden = len(sizes) - 2
    kinds = [*old.activation] or [HIDDEN["tanh"]]
    kinds = (kinds + kinds[-1:] * hidden)[:hidden]
    net = Network(sizes, kinds, output, old.init, str(old.theta.dtype), old.seed)
    same = len(sizes) == len(old.sizes) and (sizes[-1] > 1) == (old.sizes[-1] > 1)
    for M, was in list(zip(net.blocks, old.blocks, strict=False))[: None if same else min(hidden, len(old.sizes) - 2)]:
        j, k = min(len(M), len(was)), min(M.shape[1], was.shape[1]) - 1
        M[:j, :k], M[:j, -1] = was[:j, :k], was[:j, -1]
    return net


def with_inputs(old: Network, before: Sequence[str], after: Sequence[str]) -> Network:
    """A network like `old` that takes the inputs `after` in place of `before`: the weights of those that stay are kept."""
    net = Network([len(after), *old.sizes[1:]], old.activation, old.output, old.init, str(old.theta.dtype), old.seed)
    for M, was in zip(net.blocks[1:], old.blocks[1:], strict=True):
        M[:] = was
    first, was = net.blocks[0], old.blocks[0]
    first[:, -1] = was[:, -1]
    for k, name in enumerate(after):
        if name in before:
            first[:, k] = was[:, list(before).index(name)]
    return net


def outputs(trainer: Trainer) -> list[str]:
    """The output activations that fit the task and the loss."""
    found = []
    for name in (*HIDDEN, "softmax"):
        try:
            loss_for(name, trainer.loss.name)
            encode(trainer.data[0].y[:1], trainer.net.sizes[-1], name)
        except ValueError:
            continue
        found.append(name)
    return found if len(found) > 1 else []


def losses(trainer: Trainer) -> list[str]:
    """The losses that fit the output and its targets."""
    found = []
    for name in LOSSES:
        try:
            aims(loss_for(trainer.net.output.name, name), encode(trainer.data[0].y, trainer.net.sizes[-1], trainer.net.output.name))
        except ValueError:
            continue
        found.append(name)
    return found
