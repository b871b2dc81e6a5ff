"""What travels to the browser: a header, and one payload of arrays at multiples of eight bytes."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray


def pack(arrays: Mapping[str, NDArray[Any]]) -> tuple[list[list[Any]], bytes]:
    """(descriptions, payload): `[name, "f8" | "f4", shape]` for each array, and their bytes, little endian."""
    described, parts = [], []
    for name, array in arrays.items():
        kind = "f4" if array.dtype == np.float32 else "f8"
        data = np.ascontiguousarray(array, f"<{kind}").tobytes()
        described.append([name, kind, list(array.shape)])
        parts.append(data + bytes(-len(data) % 8))
    return described, b"".join(parts)


def finite(value: float | None) -> float | None:
    """A float that JSON can carry; None for what is not finite."""
    return None if value is None or not np.isfinite(value) else float(value)
