"""What a pass leaves behind: frozen, so that a picture can never change a model."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from nnwidgets.core.registry import Array


class Blocks(Sequence[Array]):
    """Per-layer views into one flat vector: `net.W`, `net.b`, `grads.W` and the like.

    `net.W[0] = A` copies A into the vector after a check of its shape, so nothing is ever rebound.
    """

    def __init__(self, name: str, views: list[Array]):
        self._name, self._views = name, views

    def __len__(self) -> int:
        return len(self._views)

    def __iter__(self) -> Iterator[Array]:
        return iter(self._views)

    def __getitem__(self, layer):  # type: ignore[no-untyped-def]
        return self._views[layer]

    def __setitem__(self, layer: int, value: object) -> None:
        view, given = self._views[layer], np.asarray(value)
        if given.shape != view.shape:
            raise ValueError(f"{self._name}[{layer}] has shape {view.shape}, got {given.shape}")
        view[...] = given

    def __repr__(self) -> str:
        return f"{self._name}: " + ", ".join(str(view.shape) for view in self._views)


@dataclass(frozen=True, eq=False)
class Trace:
    """A forward pass: `a[0]` is the input, `z[l] = a[l] @ W[l].T + b[l]`, `a[l+1] = act(z[l])`; rows are examples."""

    z: tuple[Array, ...]
    a: tuple[Array, ...]

    @property
    def output(self) -> Array:
        """The network's answer, (n, n_out)."""
        return self.a[-1]


@dataclass(frozen=True, eq=False)
class Gradients:
    """A backward pass: `theta` is flat, `W[l]` and `b[l]` are its blocks, `delta[l]` is ∂C/∂z[l] per example, (n, n_out)."""

    theta: Array
    W: Blocks
    b: Blocks
    delta: tuple[Array, ...]
