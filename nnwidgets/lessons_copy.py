"""The learner's own copy of the lessons: brought up to date, and never at the cost of what the learner wrote."""

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

MANIFEST = ".nnwidgets.json"  # sha256 of each file as it was when it was copied: what differs from it was changed by the learner


@dataclass(frozen=True)
class Report:
    """What one copy did, as names relative to the folder; a file that was up to date is in none of the three."""

    new: tuple[str, ...]
    updated: tuple[str, ...]
    kept: tuple[str, ...]


def shipped_lessons() -> Path:
    """The lessons that came with this package: inside it (a wheel), else beside it (an editable install)."""
    package = Path(__file__).resolve().parent
    inside, beside = package / "lessons", package.parent / "lessons"
    return inside if inside.is_dir() else beside


def notebooks(lessons: Path) -> list[str]:
    """The names of the notebooks in teaching order, which is the alphabet's."""
    return sorted(path.name for path in lessons.glob("*.ipynb"))


def copy_lessons(lessons: Path, folder: Path) -> Report:
    """Copy notebooks, README.md and images/ of `lessons` into `folder`, which is made if need be; notebooks without their outputs.

    A missing file is copied, one that the learner did not change is replaced, one that the learner changed is kept.
    Raises OSError if `folder` cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    given = _read_manifest(folder / MANIFEST)
    new, updated, kept = [], [], []
    for name in _files(lessons):
        content, target = unanswered((lessons / name).read_bytes()), folder / name
        shipped, present = _digest(content), _present(target)
        if present is None:
            new.append(name)
        elif present == shipped:
            pass
        elif present == given.get(name):
            updated.append(name)
        else:
            kept.append(name)
            continue  # given[name] stays: who goes back to what was given gets updates again
        if present != shipped:
            _write(target, content)
        given[name] = shipped
    # Last: if the copying is interrupted, what arrived equals what is shipped, and needs no entry to be recognised.
    _write(folder / MANIFEST, json.dumps(given, indent=1, sort_keys=True).encode())
    return Report(tuple(new), tuple(updated), tuple(kept))


def unanswered(content: bytes) -> bytes:
    """A notebook without its outputs, so that no answer stands below a question before the cell is run; other files as they are."""
    try:
        notebook = json.loads(content)
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell |= {"outputs": [], "execution_count": None}
    except (ValueError, LookupError, TypeError):  # no notebook, whatever its name
        return content
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()


def clear(lessons: Path) -> None:
    """Take the outputs out of the notebooks in place, where they are the learner's own: on Binder."""
    for name in notebooks(lessons):
        _write(lessons / name, unanswered((lessons / name).read_bytes()))


def _files(lessons: Path) -> list[str]:
    pictures = sorted(path for path in (lessons / "images").rglob("*") if path.is_file())
    readme = [lessons / "README.md"] if (lessons / "README.md").is_file() else []
    return notebooks(lessons) + [path.relative_to(lessons).as_posix() for path in readme + pictures]


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _present(path: Path) -> str | None:
    """The digest of the file at `path`; None if nothing is there, "" if something is that is no file."""
    if not path.exists():
        return None
    return _digest(path.read_bytes()) if path.is_file() else ""


def _read_manifest(path: Path) -> dict[str, str]:
    """What was copied before; a damaged manifest counts as none, so that every file that differs is kept."""
    try:
        given = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return {k: v for k, v in given.items() if isinstance(v, str)} if isinstance(given, dict) else {}


def _write(path: Path, content: bytes) -> None:
    """Write the whole file or nothing. (Not by `tempfile`, whose files only their owner may read.)"""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
