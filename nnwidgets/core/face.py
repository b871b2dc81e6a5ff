"""A face of 16 × 16 pixels and a ladder of detectors for it, built by hand: pixels → edges → parts → face. Nothing here is learned.

It shows what one hopes of layers; what a network has learned is another matter, see `convnet`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nnwidgets.core.convolution import conv2d
from nnwidgets.core.registry import Array

SIDE = 16
EYE = np.array([[0, 1, 1, 0], [1, 0, 0, 1], [1, 0, 0, 1], [0, 1, 1, 0]], float)  # a ring
MOUTH = np.array([[1, 0, 0, 0, 0, 0, 0, 1], [0, 1, 1, 1, 1, 1, 1, 0]], float)  # a smile
PARTS = {"left eye": EYE, "right eye": EYE, "mouth": MOUTH}
HOME = {"left eye": (3, 2), "right eye": (3, 10), "mouth": (11, 4)}  # (row, column) of their upper left pixel
SCENES = {
    "face": HOME,
    "scrambled": {"left eye": (11, 10), "right eye": (1, 6), "mouth": (7, 1)},
    "upside down": {"left eye": (9, 2), "right eye": (9, 10), "mouth": (3, 4)},
    "no mouth": {"left eye": (3, 2), "right eye": (3, 10), "mouth": None},
    "a little lower": {"left eye": (4, 2), "right eye": (4, 10), "mouth": (12, 4)},
}
EDGES = {
    "—": ((-1, -1, -1), (2, 2, 2), (-1, -1, -1)),
    "|": ((-1, 2, -1), (-1, 2, -1), (-1, 2, -1)),
    "/": ((-1, -1, 2), (-1, 2, -1), (2, -1, -1)),
    "\\": ((2, -1, -1), (-1, 2, -1), (-1, -1, 2)),
}  # fmt: skip
WANTED = {"left eye": ("eye", (3, 2)), "right eye": ("eye", (3, 10)), "mouth": ("mouth", (11, 4))}  # what the face unit asks for, and where
NEAR = 1  # pixels that a part may be away from where the face unit wants it
FOUND = 0.85  # of what a perfect part would give
BIAS = -2.5  # of the face unit: three parts of weight 1


@dataclass(frozen=True, eq=False)
class Ladder:
    """`image` (16, 16); `edges` (4, 16, 16) ≥ 0, one map an orientation; `maps` part → how like it each place is, up to 1;

    `found` part → its places (row, column) of the image, the best first; `inputs` what the face unit is given (0 or 1 each), `z` their
    sum + BIAS, `face` whether z > 0.
    """

    image: Array
    edges: Array
    maps: dict[str, Array]
    found: dict[str, list[tuple[int, int]]]
    inputs: dict[str, int]
    z: float
    face: bool


Places = Mapping[str, tuple[int, int] | None]


def draw(places: Places) -> Array:
    """The image (16, 16) with every part at its (row, column); those at None are left out."""
    image = np.zeros((SIDE, SIDE))
    for name, place in places.items():
        if place is not None:
            part = PARTS[name]
            r, c = place
            piece = image[r : r + part.shape[0], c : c + part.shape[1]]
            np.maximum(piece, part, out=piece)
    return image


def edge_maps(image: Array) -> Array:
    """relu(conv2d(image, k)) / 6 for each of the four line kernels, (4, h, w), zeros round the image: 1 where a line is whole and alone."""
    return np.array([np.maximum(conv2d(np.pad(image, 1), k), 0) / 6 for k in EDGES.values()])


def climb(places: Places) -> Ladder:
    """All three steps, for parts at these places."""
    image = draw(places)
    edges = edge_maps(image)
    maps = {name: _likeness(edges, part) for name, part in (("eye", EYE), ("mouth", MOUTH))}
    found = {name: _peaks(m) for name, m in maps.items()}
    inputs = {
        name: int(any(max(abs(r - row), abs(c - column)) <= NEAR for r, c in found[kind])) for name, (kind, (row, column)) in WANTED.items()
    }
    z = sum(inputs.values()) + BIAS
    return Ladder(image, edges, maps, found, inputs, z, z > 0)


def _likeness(edges: Array, part: Array) -> Array:
    """How like the edges of `part` are those at every place of its upper left pixel, (17 − h, 17 − w) for a part (h, w): 1 is wholly so.

    Σ template · edges / Σ template², where the template is what the four kernels make of the part alone, on a margin of one pixel, and
    −1/4 where they make nothing of it: what does not belong to the part counts against it.
    """
    template = edge_maps(np.pad(part, 1))
    weights = np.where(template > 0, template, -0.25)
    wide = np.pad(edges, ((0, 0), (1, 1), (1, 1)))
    return np.asarray(sum(conv2d(e, w) for e, w in zip(wide, weights, strict=True))) / (template**2).sum()


def _peaks(likeness: Array) -> list[tuple[int, int]]:
    places = np.argwhere(likeness >= FOUND)
    order = np.argsort([-likeness[r, c] for r, c in places], kind="stable")
    kept: list[tuple[int, int]] = []
    for r, c in places[order]:
        if all(max(abs(r - a), abs(c - b)) > 2 for a, b in kept):
            kept.append((int(r), int(c)))
    return kept
