"""Demos by name: each a run that shows one thing, in teaching order. To add one is one entry; a registry of others is put in with `add`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nnwidgets.core.museum import MUSEUM
from nnwidgets.core.registry import pick
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.networks import fitting
from nnwidgets.widgets.source import Source

ALONE = "preset= brings its own data, network and settings; pass it alone, and change them afterwards"


@dataclass(frozen=True)
class Preset:
    """A run to begin with; `sentence` says what to look for, `make` gives its trainer, `group` is its heading in the menu."""

    sentence: str
    make: Callable[[], Trainer]
    group: str = "Demos"


def preset(name: str) -> Preset:
    """The preset of that name. Raises ValueError or TypeError with the names."""
    found: Preset = pick(PRESETS, name, "preset")
    return found


def begin_with(name: str | None, trainer: Trainer | None, more: bool) -> Trainer | None:
    """The trainer of the preset called `name`; without one the trainer given. Raises ValueError for a preset that is not alone."""
    if name is None:
        return trainer
    if more or trainer is not None:
        raise ValueError(ALONE)
    return preset(name).make()


def add(name: str, sentence: str, make: Callable[[], Trainer], group: str) -> None:
    """Another preset, such as an exhibit of a museum. Raises ValueError for a name that is taken."""
    if name in PRESETS:
        raise ValueError(f"there is a preset {name!r} already; choose another name")
    PRESETS[name] = Preset(sentence, make, group)


def _run(data: str, hidden: tuple[int, ...], activation: str = "tanh", noise: float = 0, test: float = 0.5, seed: int = 0,
         **training: Any) -> Callable[[], Trainer]:  # fmt: skip
    def make() -> Trainer:
        pair = Source(data, noise, test, seed).load()
        return Trainer(fitting(pair[0], hidden, activation, None, seed), pair, **{"loss": "squared_error", "seed": seed} | training)

    return make


PRESETS: dict[str, Preset] = {
    "two clouds, one neuron": Preset("No hidden layer: one straight line parts the clouds.", _run("gauss", ())),
    "xor without a hidden layer": Preset("No straight line does it: the loss stays where it is.", _run("xor", ())),
    "xor with one hidden unit": Preset("One line is one too few: over a quarter of the points stay wrong.", _run("xor", (1,))),
    "xor with three hidden units": Preset("Two lines would do; with a third, most starts get there.", _run("xor", (3,), seed=1)),
    "circle with two hidden units": Preset("Two lines leave the ring open.", _run("circle", (2,))),
    "circle with three hidden units": Preset("Three lines close it: a region of three sides.", _run("circle", (3,))),
    "circle with relu": Preset("The same with corners: relu makes it of flat pieces.", _run("circle", (4,), "relu")),
    "layers without an activation": Preset("Linear layers fall together into one: as good as none.", _run("circle", (8, 8), "linear")),
    "the spiral": Preset("Two layers of eight: watch the loss stand still, then fall.", _run("spiral", (8, 8), learning_rate=0.1)),
    "learning too slowly": Preset("A rate of 0.0001: the loss falls, but not today.", _run("circle", (4, 2), learning_rate=0.0001)),
    "learning too fast": Preset("A rate of 3: every step leaps over the valley.", _run("circle", (4, 2), learning_rate=3.0)),
    "learning by heart": Preset("Few noisy points and many neurons: the test loss turns upwards.",
                                _run("xor", (8, 8), noise=0.5, test=0.9, learning_rate=0.1)),
    "a plane": Preset("Regression without a hidden layer: the output is the plane itself.", _run("reg_plane", ())),
    "hills and hollows": Preset("Regression of six bumps: every neuron takes a part.", _run("reg_gauss", (8, 4))),
}  # fmt: skip
for exhibit in MUSEUM.values():
    add(exhibit.name, exhibit.sees, exhibit.trainer, "Failure museum")
