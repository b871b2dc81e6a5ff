"""The one mutable object behind a lab: a trainer, the hands on its network, and the pages that look on."""

import asyncio
from collections.abc import Callable
from time import perf_counter
from typing import Any

from nnwidgets.core.bench import undisturbed
from nnwidgets.core.divergence import DivergenceError
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.frames import Describe, Frames
from nnwidgets.widgets.hands import Hands
from nnwidgets.widgets.owner import begin
from nnwidgets.widgets.pace import LOOK, SPEEDS, USUAL, Pace
from nnwidgets.widgets.viewers import Viewers

SLICE = 0.012  # seconds of training between two frames: 20 ms would cap them at 45 a second
KEEP_EVERY = 1.0  # seconds between two writes of what survives a reload, while playing
TURN = LOOK + SLICE  # seconds: the longest that one turn of the loop takes by itself
PROBLEMS = (ValueError, TypeError, ArithmeticError, LookupError, RuntimeError)


class Session:
    """Runs on the main loop alone. `send` puts a header and a payload on the line, `keep` where a reload finds them,
    `describe` returns the settings and arrays of a full frame, `changed` is told when anything was shown anew.
    """

    def __init__(self, trainer: Trainer, send: Callable[[dict[str, Any], bytes], None], keep: Callable[[dict[str, Any], bytes], None],
                 describe: Describe, changed: Callable[[], None] = lambda: None):  # fmt: skip
        self.trainer, self._send, self._keep, self._changed = trainer, send, keep, changed
        self.viewers, self.hands, self.frames = Viewers(), Hands(), Frames(describe)
        self.generation, self.running, self.reason = 0, False, "ready"
        self.speed = SPEEDS[USUAL]
        self._task: asyncio.Task[None] | None = None
        self._watch: asyncio.Task[None] | None = None
        self._suspended = False

    # --- what the learner does
    def play(self) -> None:
        """Train on until paused. Raises RuntimeError where no event loop runs."""
        if self._task is None or self._task.done():
            self._task = begin(self._run(), self._ended)
            if self._task is None:
                raise RuntimeError("play() needs a notebook's event loop; train(steps=…) works everywhere")
            self.running, self._suspended, self.reason = True, False, "playing"
            self.show(keep=True)

    def pause(self, reason: str = "paused") -> None:
        """Stop playing; the network stands between two steps."""
        self._halt(reason)
        self.show(keep=True)

    def act(self, do: Callable[[], Any], reason: str | None = None) -> None:
        """Do something to the trainer between two steps, and show what came of it. With a `reason` playing ends, if it could be done."""
        try:
            do()
            if reason:
                self._halt(reason)
        except DivergenceError:
            self._halt("diverged")
            raise
        finally:
            self._mask()
            self.show(keep=not self.running)

    def use(self, trainer: Trainer) -> None:
        """Go on with another trainer: another network or other data. Frames and edits of the old one no longer count."""
        trainer.notice()  # raises for numbers that are not finite, before anything changes
        playing = self.running or self._suspended
        self._halt("paused" if playing else self.reason)
        self.hands.drop()
        self.trainer = trainer
        self.generation += 1
        self.show(full=True, keep=True)
        if playing:
            self.play()

    def edit(self, view: str, number: int, generation: Any, values: Any, hold: Any = (), release: Any = ()) -> list[int]:
        """An edit by hand (see Hands.edit); one of an older generation is dropped. Returns what another view holds."""
        if generation != self.generation:
            self.hands.note(view, number)
            self.show(full=True)
            return []
        try:
            allowed, refused = self.hands.edit(self.trainer.net, view, number, values, hold, release)
            if allowed:
                self.trainer.set(allowed, self.hands.gesture(view))
        finally:
            self._mask()
            self.show(keep=not self.running and not self.hands.held)
        if self.hands.held and (self._watch is None or self._watch.done()):
            self._watch = begin(self._watch_hands(), self._ended)
        return refused

    def _halt(self, reason: str) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task, self._suspended, self.running, self.reason = None, False, False, reason

    async def _watch_hands(self) -> None:
        """While nothing plays, count how long the hands that hold something have been silent."""
        while self.hands.held:
            await asyncio.sleep(1)
            if not self.running:
                self.hands.pass_time(1)
                if self._mask():
                    self.show(keep=True, send=False)

    def _mask(self) -> bool:
        """Keep what is held out of training; True if that is new."""
        trainer, known = self.trainer, self.frames.settings is self.trainer.settings
        if self.hands.held == trainer.settings.held:
            return False
        try:
            trainer.change(held=self.hands.held)
        except ValueError:
            return False  # a number that is not finite stands in theta: it was named, and nothing trains until it is gone
        if known:
            self.frames.settings = trainer.settings  # the page knows what its hands hold
        return True

    # --- who looks on
    def sign(self, view: str, visible: bool | None = None, acked: int | None = None) -> None:
        """A page is there; playing that stopped because nobody looked goes on."""
        self.viewers.sign(view, visible, acked)
        self.hands.sign(view)
        if self._suspended and self.viewers.watching:
            self.play()

    def leave(self, view: str) -> None:
        """A page has gone."""
        self.viewers.leave(view)
        self.hands.leave(view)
        self._mask()
        self.show(keep=not self.running, send=False)

    # --- playing
    async def _run(self) -> None:
        kept = last = perf_counter()
        pace = Pace(last, self.speed)
        while True:
            before, due = self.trainer.steps, pace.due(perf_counter(), self.speed)
            self.trainer.run(max(due, 0), SLICE)
            pace.did(self.trainer.steps - before)
            with undisturbed():  # a second thread of BLAS would wait for work on the core that the page paints on
                if self.viewers.may_send() and self.frames.stale(self.trainer):
                    self.show()
                now = perf_counter()
                if now - kept > KEEP_EVERY:
                    kept = now
                    self.show(keep=True, send=False)
            for who in (self.viewers, self.hands):
                who.pass_time(min(now - last, TURN))  # a busy cell is not silence
            self._mask()
            if not self.viewers.watching:
                self._suspended, self.running, self.reason = True, False, "waiting: nobody looks on"
                self.show(keep=True)
                return
            last = now
            await asyncio.sleep(pace.wait(perf_counter()))

    def _ended(self, task: "asyncio.Task[None]") -> None:
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self.pause("diverged" if isinstance(error, DivergenceError) else "stopped")
            self.say(str(error) if isinstance(error, PROBLEMS) else f"{type(error).__name__}: {error}")

    # --- showing
    def say(self, text: str, view: str | None = None, **more: Any) -> None:
        """A sentence for the banner of one page, or of all."""
        self._send({"kind": "error", "text": text, "view": view, **more}, b"")

    def look(self) -> None:
        """After a cell: did it write into theta, or change the trainer? Then show it."""
        try:
            self.trainer.notice()
            self._mask()
            if self.frames.stale(self.trainer):
                self.show(keep=True)
        except ValueError as error:
            self.say(str(error))

    def show(self, full: bool = False, keep: bool = False, send: bool = True) -> None:
        """Send a frame (`full`, or after a change of settings, all that a new page needs), and `keep` it for a reload."""
        full = full or self.trainer.settings is not self.frames.settings
        state = {"generation": self.generation, "running": self.running, "reason": self.reason, "applied": dict(self.hands.applied)}
        if send:
            header, payload = self.frames.make(self.trainer, state, full)
            self._send({**header, "n": self.viewers.note_sent(len(payload))}, payload)
            self.frames.note_shown(self.trainer)
        if keep:
            header, payload = self.frames.make(self.trainer, state, full=True)
            self._keep({**header, "n": self.viewers.sent}, payload)
            self._changed()

    def close(self) -> None:
        """Stop, for good."""
        self._halt("closed")
        if self._watch is not None:
            self._watch.cancel()
