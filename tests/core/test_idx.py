"""IDX files: whole ones are read, plain or gzipped; every other one is refused with a sentence, and never read beyond its bounds."""

import gzip
import struct

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core import idx

NAMES = {"train": (7, 0), "t10k": (3, 1)}


def images(n, seed=0, shape=(28, 28)):
    pixels = np.random.default_rng(seed).integers(0, 256, (n, *shape), np.uint8)
    return struct.pack(f">BBBB{1 + len(shape)}I", 0, 0, 8, 1 + len(shape), n, *shape) + pixels.tobytes()


def labels(n, seed=0):
    return struct.pack(">BBBBI", 0, 0, 8, 1, n) + np.random.default_rng(seed).integers(0, 10, n, np.uint8).tobytes()


def fill(folder, zipped=False, **other):
    """The four files, small; `other` replaces the content of some."""
    for part, (n, seed) in NAMES.items():
        for kind, content in (("images-idx3", images(n, seed)), ("labels-idx1", labels(n, seed))):
            content = other.get(f"{part}_{kind[:6]}", content)
            if content is not None:
                path = folder / f"{part}-{kind}-ubyte{'.gz' * zipped}"
                path.write_bytes(gzip.compress(content) if zipped else content)
    return folder


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("kind", [str, lambda folder: folder])
def test_whole_files_are_read(tmp_path, zipped, kind):
    train, test = nw.datasets.mnist(kind(fill(tmp_path, zipped)))
    for part, (n, seed) in zip((train, test), NAMES.values(), strict=True):
        np.testing.assert_array_equal(part.X.reshape(n, 28, 28), np.random.default_rng(seed).integers(0, 256, (n, 28, 28), np.uint8))
        np.testing.assert_array_equal(part.y, np.random.default_rng(seed).integers(0, 10, n, np.uint8))
        np.testing.assert_allclose(part.inputs, part.X / 255, atol=1e-7)
        part.X[:] = 0  # nobody's but the learner's


I, L = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"
MANY = images(7)[:4] + struct.pack(">3I", 2**32 - 1, 28, 28) + bytes(99)
HEAD = "{} must begin with {}, as IDX files of bytes in {} dimension(s) do, got {}"


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"train_images": b""}, HEAD.format(I, "00 00 08 03", 3, "nothing")),
        ({"train_images": images(7)[:15]}, HEAD.format(I, "00 00 08 03", 3, "00 00 08 03")),
        ({"train_images": labels(700)}, HEAD.format(I, "00 00 08 03", 3, "00 00 08 01")),
        ({"train_labels": images(7)}, HEAD.format(L, "00 00 08 01", 1, "00 00 08 03")),
        ({"train_images": b"\x89PNG" + bytes(99)}, HEAD.format(I, "00 00 08 03", 3, "89 50 4e 47")),
        ({"train_images": images(7, shape=(32, 32))}, f"{I} must hold examples of 28 × 28, got 32 × 32"),
        ({"train_images": MANY}, f"{I} must hold 1 to 100,000 examples, got 4,294,967,295"),
        ({"train_labels": labels(0)}, f"{L} must hold 1 to 100,000 examples, got 0"),
        ({"train_images": images(7)[:-1]}, f"{I} must hold 5,488 bytes after its head, got 5,487"),
        ({"train_images": images(7) + b"x"}, f"{I} must hold 5,488 bytes after its head, got more"),
        ({"train_labels": labels(6)}, f"{I} has 7 images, {L} 6 labels; they must be as many"),
        ({"train_labels": labels(7)[:-1] + b"\x0a"}, f"{L} must hold labels from 0 to 9, got 10"),
    ],
)
def test_what_is_refused(refused, tmp_path, other, sentence):
    with refused(ValueError, sentence):
        nw.datasets.mnist(fill(tmp_path, **other))


def test_a_file_that_is_missing(refused, tmp_path):
    name = "t10k-labels-idx1-ubyte"
    with refused(FileNotFoundError, f"found neither {name} nor {name}.gz in {str(tmp_path)!r}; the four files of MNIST belong there"):
        nw.datasets.mnist(fill(tmp_path, t10k_labels=None))


def test_what_is_no_whole_gzip_file(tmp_path):
    path = fill(tmp_path, zipped=True) / f"{I}.gz"
    for content in (path.read_bytes()[:-900], b"not zipped at all", path.read_bytes()[:99] + b"x" * 999):
        path.write_bytes(content)
        with pytest.raises(ValueError, match=rf"^{I}\.gz is no whole gzip file: "):
            nw.datasets.mnist(tmp_path)


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    """A small head before very much: no more is read than the head promises, and one byte."""
    path = fill(tmp_path, zipped=True) / f"{I}.gz"
    path.write_bytes(gzip.compress(images(7)) + gzip.compress(bytes(10**7)))
    seen = []
    read = gzip.GzipFile.read
    monkeypatch.setattr(gzip.GzipFile, "read", lambda self, size=-1: seen.append(size) or read(self, size))
    with pytest.raises(ValueError, match="got more"):
        nw.datasets.mnist(tmp_path)
    assert seen == [16, 7 * 784 + 1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noise=st.binary(max_size=200), keep=st.integers(0, 120))
def test_no_bytes_break_it(tmp_path, noise, keep):
    """Whatever a file holds, it is read whole or refused with a ValueError."""
    path, whole = tmp_path / "labels", labels(100)
    path.write_bytes(whole[:keep] + noise)
    try:
        got = idx.read(path, ())
    except ValueError:
        return
    assert struct.pack(">BBBBI", 0, 0, 8, 1, len(got)) + got.tobytes() == path.read_bytes()
