"""What a run leaves behind: losses, snapshots and events; enough to go back to any step exactly."""

from copy import copy
from dataclasses import dataclass
from typing import Any

from nnwidgets.core.records import Records
from nnwidgets.core.registry import Array
from nnwidgets.core.settings import Settings
from nnwidgets.core.spill import Spill

SNAPSHOTS, SNAPSHOT_BYTES, WRITE_BYTES = 256, 32_000_000, 4_000_000


@dataclass(frozen=True, eq=False, slots=True)
class Event:
    """Something other than training that happened before the step after `step`."""

    step: int
    kind: str  # set: {index: value}; write: all of theta; change: Settings
    value: Any


@dataclass(frozen=True, eq=False, slots=True)
class Snapshot:
    """All that the next step depends on, after `events` of the events had happened."""

    step: int
    place: tuple[int, int, int]  # of the feed
    theta: Array
    memory: Array
    settings: Settings
    events: int


class History:
    """Losses at recorded steps, snapshots that thin themselves out, and the log of events."""

    def __init__(self, gap: int = 25) -> None:
        self._records = Records()
        self.snapshots: list[Snapshot] = []
        self.events: list[Event] = []
        self._spill, self._written = Spill(), 0  # where writes go when there are over WRITE_BYTES of them
        self.gap = gap  # steps between snapshots; doubles whenever there are too many

    @property
    def steps(self) -> Array:
        """The recorded steps, (m,)."""
        return self._records.rows[:, 0].astype(int)

    @property
    def train_loss(self) -> Array:
        """Mean loss over the training examples at those steps, (m,); with penalties when they are on."""
        return self._records.rows[:, 1].copy()

    @property
    def test_loss(self) -> Array:
        """Mean loss over the examples set aside, (m,); NaN where there are none."""
        return self._records.rows[:, 2].copy()

    @property
    def last(self) -> tuple[int, float, float]:
        """The newest record: (step, train_loss, test_loss)."""
        step, train, test = self._records.rows[-1].tolist()
        return int(step), train, test

    def __len__(self) -> int:
        return self._records.count

    def record(self, step: int, train: float, test: float) -> None:
        """Add a row; a second row for the same step replaces the first. A very long run is thinned, but never its extremes."""
        self._records.add(step, train, test)

    def rows(self, after: float = -1, most: int = 10_000) -> Array:
        """Records of the steps after `after` as (m, 3) float64, at most `most`: with the first, the last and every spike."""
        return self._records.thinned(after, most)

    def keep(self, snapshot: Snapshot) -> None:
        """Add a snapshot; when there are too many, forget every second one and take them half as often."""
        self.snapshots.append(snapshot)
        most = max(8, min(SNAPSHOTS, SNAPSHOT_BYTES // (snapshot.theta.nbytes + snapshot.memory.nbytes)))
        if len(self.snapshots) > most:
            del self.snapshots[1::2]
            self.gap *= 2

    def log(self, step: int, kind: str, value: Any) -> None:
        """Add an event. What is set by hand at one and the same step is one event: a drag at rest does not fill the log.

        Nor does a hand that takes hold and lets go without moving anything.
        """
        since = self.events[self.snapshots[-1].events :]
        last = since[-1] if since and since[-1].step == step and since[-1].kind == kind else None
        if last and kind == "set":
            self.events[-1] = Event(step, kind, {**last.value, **value})
        elif last and kind == "change" and value.alike(last.value):
            before = next((e.value for e in since[-2::-1] if e.kind == "change"), self.snapshots[-1].settings)
            del self.events[-1]
            if not value.alike(before) or value.held != before.held:
                self.events.append(Event(step, kind, value))
        else:
            if kind == "write":
                self._written += value.nbytes
                value = value if self._written <= WRITE_BYTES else self._spill.put(value)
            self.events.append(Event(step, kind, value))

    def forget_after(self, step: int, events: int | None = None) -> None:
        """Drop what came after `step`, and all but the first `events` of the events."""
        self._records.forget_after(step)
        self.snapshots = [s for s in self.snapshots if s.step <= step]
        self.events = [e for e in self.events if e.step <= step][:events]

    def copy(self) -> "History":
        """Another with the same records, snapshots and events; those two are never changed, so they are shared."""
        other = copy(self)
        other._records = self._records.copy()
        other.snapshots, other.events = self.snapshots.copy(), self.events.copy()
        return other

    @property
    def nbytes(self) -> int:
        """Bytes of records, snapshots and of what was written from outside."""
        kept = sum(s.theta.nbytes + s.memory.nbytes for s in self.snapshots)
        return self._records.nbytes + kept + sum(e.value.nbytes for e in self.events if e.kind == "write")

    def to_dict(self) -> dict[str, list[float]]:
        """The losses as plain lists: steps, train_loss, test_loss."""
        return {"steps": self.steps.tolist(), "train_loss": self.train_loss.tolist(), "test_loss": self.test_loss.tolist()}

    def __repr__(self) -> str:
        last = f", train loss {self.train_loss[-1]:.4f}" if len(self) else ""
        return f"History({len(self)} records{last})"
