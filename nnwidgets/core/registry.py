"""Look things up by name, and say what would do when the name is wrong."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]  # float32 or float64: the network decides
Steps = list[tuple[Callable[..., Any], tuple[Any, ...]]]  # what the hot loop does: (function, arguments), one after the other


def pick(table: Mapping[str, Any], name: object, what: str, kind: type | None = None) -> Any:
    """The entry of `table` called `name`; an object of `kind` is returned as it is.

    Raises ValueError for an unknown name and TypeError for anything else, both naming the choices.
    """
    if kind is not None and isinstance(name, kind):
        return name
    choices = ", ".join(table)
    if not isinstance(name, str):
        raise TypeError(f"{what} must be a name, got {name!r}; choose one of {choices}")
    if name in table:
        return table[name]
    close = get_close_matches(name.lower().replace("-", "_").replace(" ", "_"), table, n=1)
    hint = f" (did you mean {close[0]!r}?)" if close else ""
    raise ValueError(f"unknown {what} {name!r}; choose one of {choices}{hint}")


def number(
    value: object, what: str, *, above: float | None = None, low: float | None = None, high: float | None = None, hint: str = ""
) -> float:
    """`value` as a finite float, within its limits.

    Raises TypeError when it is no number and ValueError when it is out of range: `learning_rate must be a number above 0, got -1`.
    """
    limits = ""
    if above is not None:
        limits = f" above {above:g}"
    elif low is not None:
        limits = f" of at least {low:g}" if high is None else f" from {low:g} to {high:g}"
    sentence = f"{what} must be a number{limits}, got {value!r}{hint and '; ' + hint}"
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.integer | np.floating):
        raise TypeError(sentence)
    try:
        x = float(value)
    except OverflowError:  # an int of over 308 digits
        x = np.inf
    if not np.isfinite(x) or (above is not None and x <= above) or (low is not None and x < low) or (high is not None and x > high):
        raise ValueError(sentence)
    return x


def whole(value: object, what: str, low: int = 0, hint: str = "") -> int:
    """`value` as an int of at least `low`; raises TypeError or ValueError with a sentence."""
    sentence = f"{what} must be a whole number of at least {low}, got {value!r}{hint and '; ' + hint}"
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | np.integer):
        raise TypeError(sentence)
    if value < low:
        raise ValueError(sentence)
    return int(value)
