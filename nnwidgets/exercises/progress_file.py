"""The progress file: one small JSON, validated whole, replaced at once, and shared by all notebooks that are open.

Each change is an event, applied to what the file holds at that moment under a lock: two notebooks lose nothing of each other's.
Where the file cannot be written, a sentence says so and the learner goes on in memory; what is pending is written when it can be.
Nothing leaves the machine. NNWIDGETS_PROGRESS names the file; under pytest and nbval there is none.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nnwidgets.exercises.mastery import FRESH, State, applied
from nnwidgets.exercises.progress_spec import checked, joined

MOST_BYTES = 200_000


def place() -> Path | None:
    """Where progress is kept; None: in memory."""
    named = os.environ.get("NNWIDGETS_PROGRESS")
    if named is not None:
        return Path(named).expanduser() if named.strip() else None
    if "PYTEST_VERSION" in os.environ or "PYTEST_CURRENT_TEST" in os.environ:
        return None
    if sys.platform == "win32":
        home = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        home = Path.home() / "Library" / "Application Support"
    else:
        home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return home / "nnwidgets" / "progress.json"


def read(path: Path) -> State:
    """What a file holds, a fresh state where there is none. Raises ValueError for a damaged one, OSError where it cannot be read."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return FRESH
    if len(raw) > MOST_BYTES:
        raise ValueError(f"it is larger than {MOST_BYTES:,} bytes")
    try:
        spec = json.loads(raw)
    except (ValueError, RecursionError):
        raise ValueError("it is no JSON") from None
    return checked(spec)


def write(path: Path, state: State) -> None:
    """Put a new file in the place of the old one at once: whoever is killed meanwhile leaves the old one whole. Raises OSError."""
    fresh = path.with_name(path.name + ".new")  # one name: only the holder of the lock writes
    try:
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(state, file, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Alone with the file; the system lets go of it when a process ends, however it does. Raises OSError."""
    with path.with_name(path.name + ".lock").open("a+b") as file:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            try:
                yield
            finally:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
            yield


class Keeper:
    """What is known of a learner: `state`, and `trouble`, a sentence where it is in memory only."""

    def __init__(self, path: Path | None = None):
        self.path, self.state, self.trouble = path, FRESH, ""
        self._pending: list[list[Any]] = []
        self.refresh()

    def note(self, *events: list[Any]) -> State:
        """Apply events, here and in the file; the state after them."""
        for event in events:
            self.state = _after(self.state, event)
        if self.path is not None:
            self._pending += events
            self.refresh()
        return self.state

    def adopt(self, state: State) -> State:
        """Take over a state that was brought from elsewhere."""
        return self.note(["brought", checked(state)])

    def refresh(self) -> State:
        """Read what other notebooks have written, add what is pending, write if there is any."""
        if self.path is None:
            return self.state
        try:
            if self._pending:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                with lock(self.path):
                    state = self._merged()
                    write(self.path, state)
                self._pending = []
            else:
                state = self._merged()
            self.state, self.trouble = state, ""
        except OSError as error:
            why = error.strerror or type(error).__name__
            self.trouble = f"Progress cannot be kept in {self.path}: {why}. It goes on in memory; nw.Progress().code carries it elsewhere."
        except ValueError as error:
            self.trouble = f"The progress file {self.path} cannot be used: {error}. It is left as it is; progress goes on in memory."
        return self.state

    def _merged(self) -> State:
        state = read(self.path)  # type: ignore[arg-type]
        for event in self._pending:
            state = _after(state, event)
        return state


def _after(state: State, event: list[Any]) -> State:
    return joined(state, event[1]) if event[0] == "brought" else applied(state, event)


_keepers: dict[Path | None, Keeper] = {}


def keeper() -> Keeper:
    """The one keeper of this process for the place that is set now."""
    path = place()
    if path not in _keepers:
        _keepers[path] = Keeper(path)
    return _keepers[path]
