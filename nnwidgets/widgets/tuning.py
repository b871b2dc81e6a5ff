"""Tuning: the settings of training that a page may turn, and the same as traits for observe, link and interact."""

from dataclasses import fields, replace
from typing import Any

import traitlets as tl

from nnwidgets.core.optimizers import OPTIMIZERS
from nnwidgets.core.registry import pick, whole
from nnwidgets.core.schedules import CONSTANT, SCHEDULES
from nnwidgets.widgets.kinds import Kinds
from nnwidgets.widgets.lab import Lab
from nnwidgets.widgets.networks import outputs
from nnwidgets.widgets.pace import SPEEDS
from nnwidgets.widgets.session import PROBLEMS

KEPT = ("learning_rate", "schedule", "optimizer", "batch_size", "l1", "l2", "shuffle")
LENGTH = ("every", "steps")  # what schedules call the number of steps they go by
PENALTIES = ("none", "l1", "l2")
FIRST_RATE = 0.001  # of a penalty that is chosen before any rate was


class Tuning(Lab):
    """The part of a lab that changes a setting between two steps; the weights stay."""

    learning_rate = tl.Any()
    batch_size = tl.Any()
    activation = tl.Any()
    l1 = tl.Any()
    l2 = tl.Any()

    _hearing = False
    _kinds: Kinds
    _penalty, _rate = "none", FIRST_RATE  # what was chosen last, for when its rate is 0

    def commands(self) -> dict[str, Any]:
        def setting(name: str) -> Any:
            return lambda value: self._change(**{name: self._kinds.meant(value)})

        changes = {name: setting(name) for name in (*KEPT, "activation", "output")}
        return super().commands() | changes | {
            "schedule_steps": self.set_schedule_steps,
            "regularization": self.set_regularization,
            "regularization_rate": self.set_regularization_rate,
            "speed": self.set_speed,
        }  # fmt: skip

    @property
    def speed(self) -> str:
        """How fast `play` goes, by its name in the menu."""
        return next(name for name, value in SPEEDS.items() if value == self.session.speed)

    def set_speed(self, speed: str) -> None:
        """How fast `play` goes: one of the names in the menu."""
        self.session.speed = pick(SPEEDS, speed, "speed")
        self.session.show(full=True, keep=not self.session.running)

    def set_schedule_steps(self, steps: int) -> None:
        """The steps that the schedule goes by: from one drop to the next, of the half wave, or of the warm-up."""
        schedule = self.trainer.settings.schedule
        name = _length(schedule)
        if name is None:
            raise ValueError(f"a {schedule.name} schedule goes by no number of steps; choose another first")
        self._change(schedule=replace(schedule, **{name: whole(steps, "steps", 1)}))

    def set_regularization(self, kind: str) -> None:
        """Penalize by none, l1 or l2, at the present rate; without one at the last, or at 0.001."""
        pick(dict.fromkeys(PENALTIES), kind, "regularization")
        rate = self._regularization()[1] or self._rate
        self._change(l1=rate if kind == "l1" else 0.0, l2=rate if kind == "l2" else 0.0)
        self._penalty, self._rate = kind, rate
        self.session.show(full=True, keep=not self.session.running)

    def set_regularization_rate(self, rate: float) -> None:
        """The rate of the penalty that is chosen."""
        kind = self._regularization()[0]
        if kind not in ("l1", "l2"):
            raise ValueError("choose l1 or l2 before its rate")
        self._change(**{kind: rate})
        self._penalty, self._rate = kind, rate or self._rate

    def _regularization(self) -> tuple[str, float]:
        l1, l2 = self.trainer.l1, self.trainer.l2
        if l1 and l2:
            return f"l1 {l1:g} + l2 {l2:g}", 0.0
        return ("l1", l1) if l1 else ("l2", l2) if l2 else (self._penalty, 0.0)

    def _change(self, **settings: Any) -> None:
        self.session.act(lambda: self.trainer.change(**settings))

    def _kept(self) -> dict[str, Any]:
        """Settings that another trainer takes over; the learner's own passes too."""
        s = self.trainer.settings
        own = {"forward": s.learner.forward, "backward": s.learner.backward} if s.learner else {}
        return {name: getattr(s, name) for name in KEPT} | own

    # --- traits for observe, link and interact
    @tl.observe("learning_rate", "batch_size", "activation", "l1", "l2")
    def _heard(self, change: Any) -> None:
        if self._hearing:
            self._owner.post(self._take, change.name, change.new)

    def _take(self, name: str, value: Any) -> None:
        try:
            if value != self._current()[name]:
                self.commands()[name](value)
        except PROBLEMS as error:
            self._write_traits()
            self.session.say(str(error))

    def _current(self) -> dict[str, Any]:
        """What the traits show."""
        names, t = list(dict.fromkeys(map(self._kinds.name, self.net.activation))), self.trainer
        return {
            "learning_rate": t.learning_rate, "batch_size": t.batch_size, "l1": t.l1, "l2": t.l2,
            "activation": names[0] if len(names) == 1 else self._kinds.name(self.net.output) if not names else "mixed",
        }  # fmt: skip

    def _write_traits(self) -> None:
        hearing, self._hearing = self._hearing, False
        super()._write_traits()
        for name, value in self._current().items():
            setattr(self, name, value)
        self._hearing = hearing

    # --- what a page needs
    def describe(self) -> Any:
        settings, arrays = super().describe()
        s, (kind, rate), now = self.trainer.settings, self._regularization(), self._current()
        length = _length(s.schedule)
        menus = {
            "activation": self._kinds.menu(), "output": self.outputs(), "speed": list(SPEEDS), "optimizer": list(OPTIMIZERS),
            "schedule": list(SCHEDULES), "regularization": list(PENALTIES),
        }  # fmt: skip
        return settings | now | {
            "optimizer": s.optimizer.name, "schedule": s.schedule.name, "shuffle": s.shuffle, "regularization": kind, "penalty": rate,
            "schedule_steps": getattr(s.schedule, length) if length else None, "menus": settings.get("menus", {}) | menus,
            "speed": self.speed,
        }, arrays  # fmt: skip

    def outputs(self) -> list[str]:
        """The output activations that fit this task and loss, and the present one."""
        return list(dict.fromkeys([*outputs(self.trainer), self._kinds.name(self.net.output)]))


def _length(schedule: Any) -> str | None:
    return next((f.name for f in fields(schedule) if f.name in LENGTH), None) if schedule != CONSTANT else None
