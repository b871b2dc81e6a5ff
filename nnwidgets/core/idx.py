"""Reads IDX files, the format of MNIST: plain or gzipped, every size checked before anything of that size is read."""

import gzip
import struct
import zlib
from pathlib import Path

import numpy as np

from nnwidgets.core.registry import Array

BYTES = 8  # the code for unsigned bytes
MOST = 100_000  # examples


def find(folder: Path, name: str) -> Path:
    """The file `name` in a folder, or `name`.gz; raises FileNotFoundError with what was looked for."""
    for path in (folder / name, folder / f"{name}.gz"):
        if path.is_file():
            return path
    raise FileNotFoundError(f"found neither {name} nor {name}.gz in {str(folder)!r}; the four files of MNIST belong there")


def read(path: Path, shape: tuple[int, ...]) -> Array:
    """Examples of this shape, (n, *shape) unsigned bytes; raises ValueError for anything else than a whole IDX file of such."""
    name, dims = path.name, 1 + len(shape)
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            head = file.read(4 + 4 * dims)
            if len(head) < 4 + 4 * dims or head[:4] != bytes([0, 0, BYTES, dims]):
                wanted, got = bytes([0, 0, BYTES, dims]).hex(" "), head[:4].hex(" ") or "nothing"
                raise ValueError(f"{name} must begin with {wanted}, as IDX files of bytes in {dims} dimension(s) do, got {got}")
            n, *rest = struct.unpack(f">{dims}I", head[4:])
            if tuple(rest) != shape:
                raise ValueError(f"{name} must hold examples of {' × '.join(map(str, shape))}, got {' × '.join(map(str, rest))}")
            if not 0 < n <= MOST:
                raise ValueError(f"{name} must hold 1 to {MOST:,} examples, got {n:,}")
            size = n * int(np.prod(shape))
            body = file.read(size + 1)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise ValueError(f"{name} is no whole gzip file: {error}") from None
    if len(body) != size:
        raise ValueError(f"{name} must hold {size:,} bytes after its head, got {'more' if len(body) > size else f'{len(body):,}'}")
    return np.frombuffer(body, np.uint8).reshape(n, *shape).copy()
