"""The one mutable object behind a lab: a trainer, the hands on its network, and the pages that look on."""

import asyncio
from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any

import numpy as np

from nnwidgets.core.divergence import DivergenceError
from nnwidgets.core.registry import Array
from nnwidgets.core.trainer import SLICE, Trainer
from nnwidgets.widgets.hands import Hands
from nnwidgets.widgets.viewers import Viewers
from nnwidgets.widgets.wire import finite, pack

KEEP_EVERY = 1.0  # seconds between two writes of what survives a reload, while playing
PAINT = 1 / 60  # seconds: below the top speed there is no use in looking more often
PROBLEMS = (ValueError, TypeError, ArithmeticError, IndexError)


class Session:
    """Runs on the main loop alone. `send` puts a header and a payload on the line, `keep` where a reload finds them,
    `describe` returns the settings and arrays of a full frame, `changed` is told when anything was shown anew.
    """

    def __init__(self, trainer: Trainer, send: Callable[[dict[str, Any], bytes], None], keep: Callable[[dict[str, Any], bytes], None],
                 describe: Callable[[], tuple[dict[str, Any], dict[str, Array]]], changed: Callable[[], None] = lambda: None):  # fmt: skip
        self.trainer, self._send, self._keep, self._describe, self._changed = trainer, send, keep, describe, changed
        self.viewers, self.hands = Viewers(), Hands()
        self.generation, self.running, self.reason = 0, False, "ready"
        self.speed: float | None = 1000.0
        self._task: asyncio.Task[None] | None = None
        self._suspended = False
        self._forget_what_was_shown()

    # --- what the learner does
    def play(self) -> None:
        """Train on until paused. Raises RuntimeError where no event loop runs."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            raise RuntimeError("play() needs a notebook's event loop; train(steps=…) works everywhere") from None
        if self._task is None or self._task.done():
            self.running, self.reason = True, "playing"
            self._task = loop.create_task(self._run())
            self._task.add_done_callback(self._ended)
            self.show()

    def pause(self, reason: str = "paused") -> None:
        """Stop playing; the network stands between two steps."""
        self._suspended = False
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.running, self.reason = False, reason
        self.show(keep=True)

    def act(self, do: Callable[[], Any], reason: str | None = None) -> None:
        """Do something to the trainer between two steps, and show it."""
        do()
        self.reason = reason or self.reason
        self.show(full=self.trainer.settings is not self._shown_settings, keep=not self.running)

    def use(self, trainer: Trainer) -> None:
        """Go on with another trainer: another network or other data. Frames and edits of the old one no longer count."""
        playing = self.running
        if playing:
            self.pause()
        self.hands.drop()
        self.trainer = trainer
        self.generation += 1
        self._forget_what_was_shown()
        self.show(full=True, keep=True)
        if playing:
            self.play()

    def edit(self, view: str, number: int, generation: int, values: dict[int, float], hold: Iterable[int], release: Iterable[int]) -> list[int]:
        """An edit by hand (see Hands); one of an older generation is dropped. Returns what another view holds."""
        if generation != self.generation:
            self.hands.applied[view] = max(number, self.hands.applied.get(view, 0))
            self.show(full=True)
            return []
        indices = range(self.trainer.net.n_params)
        hold, release = [k for k in hold if k in indices], [k for k in release if k in indices]
        allowed, refused = self.hands.edit(view, number, values, hold, release)
        try:
            if allowed:
                self.trainer.set(allowed)
        finally:
            self._mask()
            self.show()
        return refused

    def _mask(self) -> None:
        if self.hands.held != self.trainer.settings.frozen:
            self.trainer.hold(self.hands.held)
            self._shown_settings = self.trainer.settings  # the page knows what its hands hold

    # --- who looks on
    def sign(self, view: str, visible: bool | None = None, acked: int | None = None) -> None:
        """A page is there; playing that stopped because nobody looked goes on."""
        self.viewers.sign(view, visible, acked)
        self.hands.sign(view)
        if self._suspended and self.viewers.watching:
            self._suspended = False
            self.play()

    def leave(self, view: str) -> None:
        """A page has gone."""
        self.viewers.leave(view)
        self.hands.leave(view)
        self._mask()

    # --- playing
    async def _run(self) -> None:
        begun, done, last = perf_counter(), 0, perf_counter()
        kept, speed = last, self.speed
        while True:
            if speed != self.speed:
                begun, done, speed = perf_counter(), 0, self.speed
            due = 10**9 if speed is None else int((perf_counter() - begun) * speed) + 1 - done
            before = self.trainer.steps
            if due > 0:
                self.trainer.run(due, SLICE)
            done += self.trainer.steps - before
            if speed is not None and due > done + speed:
                begun, done = perf_counter(), 0  # the line or a cell held us up for over a second: do not race to catch up
            if self.trainer.steps != before and self.viewers.may_send():
                self.show()
            now = perf_counter()
            if now - kept > KEEP_EVERY:
                kept = now
                self.show(keep=True, quiet=True)
            if self._nobody_for(min(now - last, 0.1)):  # a busy cell is not silence
                self._suspended, self.running, self.reason = True, False, "waiting: nobody looks on"
                self.show(keep=True)
                return
            last = now
            await asyncio.sleep(0 if speed is None else min(max(PAINT, done / speed - (now - begun)), 0.25))

    def _nobody_for(self, seconds: float) -> bool:
        for view in self.viewers.pass_time(seconds):
            self.hands.leave(view)
        self.hands.pass_time(seconds)
        self._mask()
        return not self.viewers.watching

    def _ended(self, task: "asyncio.Task[None]") -> None:
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self.pause("diverged" if isinstance(error, DivergenceError) else "stopped")
            self.say(str(error) if isinstance(error, PROBLEMS) else f"{type(error).__name__}: {error}")

    # --- showing
    def say(self, text: str, view: str | None = None) -> None:
        """A sentence for the banner of one page, or of all."""
        self._send({"kind": "error", "text": text, "view": view}, b"")

    def look(self) -> None:
        """After a cell: did it write into theta, or change the trainer? Then show it."""
        try:
            self.trainer.notice()
        except ValueError as error:
            self.say(str(error))
            return
        now = (self.trainer.steps, len(self.trainer.history.events))
        if now != self._shown or not np.array_equal(self.trainer.net.theta, self._shown_theta):
            self.show(full=self.trainer.settings is not self._shown_settings, keep=True)

    def show(self, full: bool = False, keep: bool = False, quiet: bool = False) -> None:
        """Send a frame (with `full` everything that a new page needs), and keep it for a reload; `quiet` keeps it only."""
        t = self.trainer
        if not quiet:
            header, arrays = self._frame(full)
            described, payload = pack(arrays)
            self._send({**header, "n": self.viewers.note_sent(len(payload)), "arrays": described}, payload)
            self._shown, self._shown_theta, self._shown_settings = (t.steps, len(t.history.events)), t.net.theta.copy(), t.settings
            self._sent_step = t.history.steps[-1]
        if keep:
            header, arrays = self._frame(full=True)
            described, payload = pack(arrays)
            self._keep({**header, "n": self.viewers.sent, "arrays": described}, payload)
            self._changed()

    def _frame(self, full: bool) -> tuple[dict[str, Any], dict[str, Array]]:
        t, begun = self.trainer, perf_counter()
        if full or not self.running or begun > self._measure_after:  # while playing, measuring takes a tenth of the time at most
            self._measured = t.measure()
            self._measure_after = begun + 10 * (perf_counter() - begun)
        header: dict[str, Any] = {
            "kind": "full" if full else "frame", "generation": self.generation, "step": t.steps, "epoch": t.epoch, "running": self.running,
            "reason": self.reason, "applied": dict(self.hands.applied),
            "loss": {part: finite(self._measured[f"{part}_loss"]) for part in ("train", "test")},
            "accuracy": {part: finite(self._measured[f"{part}_accuracy"]) for part in ("train", "test")},
        }  # fmt: skip
        if full or len(t.history.events) != self._shown[1]:
            header["marks"] = sorted({event.step for event in t.history.events})[-200:]
        # the last row sent goes again: an edit at the same step may have replaced it
        since = -1.0 if full else min(self._sent_step, t.steps) - 0.5
        arrays = {"theta": t.net.theta, "records": t.history.rows(since, most=2000 if full else 64)}
        if full:
            header["settings"], more = self._describe()
            arrays |= more
        return header, arrays

    def _forget_what_was_shown(self) -> None:
        self._shown, self._shown_theta, self._shown_settings = (-1, -1), np.empty(0), None
        self._sent_step, self._measure_after = -1.0, 0.0

    def close(self) -> None:
        """Stop, for good."""
        if self._task is not None:
            self._task.cancel()
        self._task, self.running, self._suspended = None, False, False
