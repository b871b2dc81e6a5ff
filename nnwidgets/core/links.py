"""Who depends on what, when the parameters of a network move along one or two directions: known before anything is computed."""

from dataclasses import dataclass

import numpy as np

from nnwidgets.core.registry import Array

Along = frozenset[int]  # the directions that something depends on


@dataclass(frozen=True, eq=False)
class Link:
    """What the activations a of one group of the layer before add to z of another: (A + Σᵢ cᵢ Dᵢ) a.

    Those i on which a depends are in `bent`, for there each point needs a matrix of its own. For the others, in `straight` with the
    columns that Dᵢ uses, cᵢ (Dᵢ a) is a product that all points share.
    """

    source: int
    along: Along  # of a
    A: Array
    bent: list[tuple[int, Array]]
    straight: list[tuple[int, Array, Array]]


@dataclass(frozen=True, eq=False)
class Group:
    """Units of a layer that depend on the same directions; of a layer the first, which depends on the fewest, has the ones with it."""

    rows: Array
    along: Along
    links: list[Link]


def plan(blocks: list[Array], ways: list[list[Array]]) -> list[list[Group]]:
    """The groups of every layer, for blocks M = [W | b] that move along D of each of the ways."""
    layers, sources = list[list[Group]](), [(np.arange(blocks[0].shape[1]), Along())]
    for M, D in zip(blocks, zip(*ways, strict=True), strict=True):
        before = Along().union(*(along for _, along in sources))
        kinds: dict[Along, list[int]] = {}
        for j in range(len(M)):
            kinds.setdefault(before | {i for i, one in enumerate(D) if one[j].any()}, []).append(j)
        groups = []
        for along, chosen in sorted(kinds.items(), key=lambda kind: len(kind[0])):
            rows = np.array(chosen)
            groups.append(Group(rows, along, [_link(M, D, rows, s, *source) for s, source in enumerate(sources)]))
        sources = [(group.rows if g else np.append(group.rows, len(M)), group.along) for g, group in enumerate(groups)]
        layers.append(groups)
    return layers


def _link(M: Array, D: tuple[Array, ...], rows: Array, source: int, columns: Array, along: Along) -> Link:
    here = np.ix_(rows, columns)
    moved = [(i, one[here]) for i, one in enumerate(D) if one[here].any()]
    used = {i: np.flatnonzero(one.any(axis=0)) for i, one in moved}
    straight = [(i, np.ascontiguousarray(one[:, used[i]]), used[i]) for i, one in moved if i not in along]
    return Link(source, along, M[here], [(i, one) for i, one in moved if i in along], straight)
