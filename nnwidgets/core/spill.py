"""Arrays that are seldom read again, in a file without a name: they take no memory, and come back bit for bit."""

from tempfile import TemporaryFile
from typing import IO, Any
from weakref import finalize

import numpy as np

from nnwidgets.core.registry import Array


class Spill:
    """A file that grows, and goes with the last of its arrays. Where none can be written, arrays stay in memory."""

    file: IO[bytes] | None = None

    def put(self, value: Array) -> "Array | Spilled":
        """The array, put away; itself where there is no room for files."""
        try:
            if self.file is None:
                self.file = TemporaryFile(prefix="nnwidgets-")  # noqa: SIM115  # it is closed with this object
                finalize(self, self.file.close)
            at = self.file.seek(0, 2)
            self.file.write(value.tobytes())
            self.file.flush()
        except OSError:
            return value
        return Spilled(self, at, value.dtype, value.size)

    def get(self, at: int, size: int) -> bytes:
        """So many bytes from there on."""
        assert self.file is not None
        self.file.seek(at)
        return self.file.read(size)


class Spilled:
    """A flat array in a file: `np.asarray` reads it."""

    __slots__ = ("_at", "_home", "dtype", "size")
    nbytes = 0  # in memory

    def __init__(self, home: Spill, at: int, dtype: Any, size: int):
        self._home, self._at, self.dtype, self.size = home, at, dtype, size

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        return np.frombuffer(self._home.get(self._at, self.size * self.dtype.itemsize), self.dtype).astype(dtype or self.dtype)

    def tolist(self) -> list[float]:
        """Its numbers."""
        return list(np.asarray(self).tolist())
