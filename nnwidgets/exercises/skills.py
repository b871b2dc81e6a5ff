"""The skills: what can be practised, in teaching order; each with its lesson and the makers of its items."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations

from nnwidgets.core.registry import pick, whole
from nnwidgets.exercises.draw import Draw
from nnwidgets.exercises.item import Item
from nnwidgets.exercises.items import (
    activation,
    backprop,
    batches,
    cost,
    data,
    deep,
    descent,
    forward,
    hidden,
    neuron,
    optimizer,
    softmax,
    threshold,
)  # fmt: skip
from nnwidgets.exercises.judge import same

ATTEMPTS = 100  # draws until no two of an item's answers are one


@dataclass(frozen=True)
class Skill:
    """`name` is its id, `title` says what one can do, `lesson` where it is taught."""

    name: str
    title: str
    lesson: int
    makers: tuple[Callable[[Draw], Item], ...]


def skill(name: object) -> Skill:
    """The skill called `name`; raises ValueError or TypeError that name the choices."""
    found: Skill = pick(SKILLS, name, "skill")
    return found


def item(name: str, seed: int = 0) -> Item:
    """The item of a skill and a seed: the same on every machine. Seeds that follow each other go through the makers in turn."""
    of, seed = skill(name), whole(seed, "seed")
    make = of.makers[seed % len(of.makers)]
    for attempt in range(ATTEMPTS):
        made = make(Draw(name, seed, attempt))
        answers = [made.answer, *(slip.value for slip in made.slips)]
        if not any(same(made, a, b) or same(made, b, a) for a, b in combinations(answers, 2)):
            return replace(made, skill=name, seed=seed)
    raise RuntimeError(f"{make.__name__} of {name} gives two answers that are one, seed {seed}")


MODULES = (threshold, neuron, activation, forward, hidden, cost, descent, backprop, batches, optimizer, softmax, data, deep)
TITLES = {
    "thr.gates": ("Threshold units as gates", 0), "thr.limits": ("What one unit cannot do", 0),
    "neu.sum": ("The weighted sum", 1), "neu.bias": ("What a bias does", 1), "neu.image": ("Weights as a picture", 1),
    "act.values": ("Values of activations", 2), "act.slopes": ("Slopes of activations", 2), "act.choice": ("Choosing an activation", 2),
    "fwd.shapes": ("Shapes and indices", 3), "fwd.compute": ("The forward pass", 3), "fwd.params": ("Counting parameters", 3),
    "fwd.batch": ("Many examples at once", 3),
    "lin.collapse": ("Linear layers collapse", 4), "xor.build": ("Building XOR", 4), "xor.lines": ("Units as lines", 4),
    "cost.terms": ("The cost of one example", 5), "cost.mean": ("The mean cost", 5), "cost.vs_acc": ("Cost and accuracy", 5),
    "gd.sign": ("Downhill by the slope", 6), "gd.rate": ("The learning rate", 6), "gd.minima": ("Valleys", 6),
    "gd.grad2d": ("The gradient", 6),
    "bp.wishes": ("What an output wishes", 7), "bp.paths": ("Adding over paths", 7),
    "bp.chain": ("The chain rule", 8), "bp.matrix": ("Backpropagation in matrices", 8), "bp.check": ("Checking a gradient", 8),
    "sgd.epoch": ("Batches, steps and epochs", 9), "sgd.noise": ("The noise of a batch", 9),
    "opt.momentum": ("Momentum", 10), "opt.adam": ("Adam", 10),
    "sm.compute": ("Softmax", 11), "sm.ce": ("Cross-entropy", 11), "sm.grad": ("The gradient of softmax", 11),
    "data.generalise": ("Generalizing", 12), "deep.vanish": ("Vanishing gradients", 13),
}  # fmt: skip
MAKERS = {name: makers for module in MODULES for name, makers in module.MAKERS.items()}
SKILLS = {name: Skill(name, title, lesson, MAKERS[name]) for name, (title, lesson) in TITLES.items()}
