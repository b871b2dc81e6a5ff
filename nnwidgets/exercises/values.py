"""What functions take and give: taken apart into arrays, compared, and printed."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

RTOL, ATOL = 1e-6, 1e-9
NUMBER = (bool, int, float, complex, np.number, np.bool_)
LONG = 300  # characters of one value that are printed


def settled(value: Any) -> Any:
    """A generator, zip or map as the list of what it gives; anything else as it is. At most 10,000 items: it may never end."""
    if isinstance(value, Iterator):
        return [settled(item) for item, _ in zip(value, range(10_000), strict=False)]
    return value


def leaves(value: Any, path: str = "") -> list[tuple[str, Any]]:
    """[(where, array or other thing)]: lists and tuples of arrays are taken apart, lists of plain numbers are one array."""
    if isinstance(value, dict):
        return [pair for key, item in value.items() for pair in leaves(item, f"{path}[{key!r}]")]
    if is_dataclass(value) and not isinstance(value, type):
        return [pair for f in fields(value) for pair in leaves(getattr(value, f.name), f"{path}.{f.name}")]
    if isinstance(value, list | tuple) and not all(isinstance(item, NUMBER) for item in value):
        return [pair for i, item in enumerate(value) for pair in leaves(item, f"{path}[{i}]")]
    if isinstance(value, str | bytes) or value is None or callable(value):
        return [(path, value)]
    try:
        array = np.asarray(value)
    except (TypeError, ValueError):
        return [(path, value)]
    return [(path, array if array.dtype.kind in "biufc" else value)]


def same(a: Any, b: Any, rtol: float = RTOL, atol: float = ATOL) -> bool:
    """Whether both have the same structure, shapes and numbers, nan beside nan included."""
    return all(_alike(x, y, rtol, atol) for x, y in zip(*pair, strict=True)) if (pair := _paired(a, b)) else False


def _paired(a: Any, b: Any) -> tuple[list[Any], list[Any]] | None:
    (names, x), (others, y) = (zip(*got, strict=True) if (got := leaves(v)) else ((), ()) for v in (a, b))
    return (list(x), list(y)) if names == others else None


def _alike(x: Any, y: Any, rtol: float, atol: float) -> bool:
    if isinstance(x, np.ndarray) and isinstance(y, np.ndarray):
        return x.shape == y.shape and bool(np.allclose(x, y, rtol, atol, equal_nan=True))
    if isinstance(x, np.ndarray) or isinstance(y, np.ndarray):
        return False
    return x is y or callable(x) or isinstance(x, np.random.Generator) or (type(x) is type(y) and bool(x == y))


def printed(value: Any) -> str:
    """The same text for the same numbers, on one machine as on another: six digits."""
    with np.printoptions(precision=6, suppress=False, threshold=24, edgeitems=3, linewidth=110):
        text = _text(value)
    return text if len(text) <= LONG else text[: LONG - 1] + "…"


def _text(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return np.array2string(value, separator=", ")
    if isinstance(value, bool | np.bool_ | int | np.integer):
        return str(value)
    if isinstance(value, float | np.floating):
        return f"{value:.6g}"
    if isinstance(value, list | tuple):
        inner = ", ".join(_text(item) for item in value[:12]) + ", …" * (len(value) > 12)
        return f"[{inner}]" if isinstance(value, list) else f"({inner}{',' * (len(value) == 1)})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {_text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, np.random.Generator):
        return "rng"
    if isinstance(value, str) or value is None:
        return repr(value)
    return f"the function {value.__name__}" if callable(value) and hasattr(value, "__name__") else f"a {type(value).__name__}"
