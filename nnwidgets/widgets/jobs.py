"""Work of a page that may take longer than a moment: done slice by slice, with how far it is, and a stop."""

import asyncio
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

from nnwidgets.core.divergence import DivergenceError
from nnwidgets.core.registry import whole
from nnwidgets.widgets.lab import Lab
from nnwidgets.widgets.owner import begin
from nnwidgets.widgets.session import PROBLEMS, SLICE

AFTER, APART = 0.4, 0.2  # seconds until the first word about how far it is, and between two of them
Progress = Iterator[tuple[int, int]]  # (done, of) after every slice


class Clock:
    """Says now and then how far a piece of work is: `say` gets what it is, done, of, and the seconds left."""

    def __init__(self, what: str, say: Callable[[dict[str, Any]], None], stops: bool):
        self._what, self._say, self._stops = what, say, stops
        self._begun = perf_counter()
        self._due, self._said = self._begun + AFTER, False

    def look(self, done: int, of: int) -> None:
        """So much is done."""
        now = perf_counter()
        if now >= self._due and done:
            self._due, self._said = now + APART, True
            left = (now - self._begun) * (of - done) / done
            self._say({"kind": "progress", "what": self._what, "done": done, "of": of, "left": left, "stops": self._stops})

    def end(self) -> None:
        """It is over."""
        if self._said:
            self._say({"kind": "progress", "what": None})


class Jobs(Lab):
    """The part of a lab that works in the background for a page; one piece of work at a time."""

    _job: "asyncio.Task[None] | None" = None
    _job_name = ""

    def work(self, what: str, slices: Progress, then: Callable[[], Any]) -> None:
        """Run `slices` to their end, then `then()`; without an event loop at once. Raises ValueError while another is under way."""
        if self._job is not None and not self._job.done():
            raise ValueError(f"{self._job_name} is still under way; stop it first")
        self._job_name = what
        self._job = begin(self._work(what, slices, then), self._work_ended)
        if self._job is None:
            for _ in slices:
                pass
            then()

    async def _work(self, what: str, slices: Progress, then: Callable[[], Any]) -> None:
        clock = Clock(what, self.send, stops=True)
        try:
            for done, of in slices:
                clock.look(done, of)
                await asyncio.sleep(0)
            then()
        finally:
            clock.end()

    def _work_ended(self, task: "asyncio.Task[None]") -> None:
        error = None if task.cancelled() else task.exception()
        if self.comm is None:
            return
        if isinstance(error, DivergenceError):
            self.session.pause("diverged")
        elif self.session.frames.stale(self.trainer):
            self.session.show(keep=True)
        if error is not None:
            self.session.say(str(error) if isinstance(error, PROBLEMS) else f"{type(error).__name__}: {error}")

    def stop(self) -> None:
        """End the background work. What it trained stays, between two steps; what it was loading is dropped."""
        if self._job is not None:
            self._job.cancel()

    def train(self, steps: int | None = None, epochs: int | None = None) -> None:
        """Train by count, and show the result: deterministic, blocking; the page shows how far it is, ■ stops it between two steps.

        Raises DivergenceError at the last finite step.
        """
        trainer, first = self.trainer, self.trainer.steps
        epoch = -(-len(trainer.data[0]) // trainer.batch_size)
        of = steps if epochs is None else epochs * epoch if isinstance(epochs, int) else 0
        clock = Clock("Training", self.send, stops=False)
        trainer.heed = lambda: clock.look(trainer.steps - first, max(int(of or 0), trainer.steps - first))
        try:
            super().train(steps, epochs)
        finally:
            del trainer.heed
            clock.end()

    def train_on(self, steps: int) -> None:
        """Train so many steps in the background, at full speed, with frames on the way."""
        steps = whole(steps, "steps", 1)
        self.session.pause()
        self.work("Training", self._slices(steps), lambda: self.session.show(keep=True))

    def _slices(self, steps: int) -> Progress:
        trainer, session, first = self.trainer, self.session, self.trainer.steps
        at = first
        while at < first + steps and trainer is self.trainer and trainer.steps == at:  # else somebody has gone elsewhere
            trainer.run(first + steps - at, SLICE)
            at = trainer.steps
            if session.viewers.may_send():
                session.show()
            yield at - first, steps

    def commands(self) -> dict[str, Callable[[Any], Any]]:
        return super().commands() | {"train": self.train_on, "stop": lambda _: self.stop()}

    def close(self) -> None:
        self.stop()
        super().close()
