"""Another run on screen: from a share code, from a preset, or a trainer of the learner's."""

from collections.abc import Callable, Mapping
from typing import Any

from nnwidgets.core.share import Shared, begun, decode, not_quite
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.help_sheet import KEYS
from nnwidgets.widgets.presets import PRESETS, preset
from nnwidgets.widgets.runs import Runs
from nnwidgets.widgets.sharing import Sharing
from nnwidgets.widgets.source import showable

Part = Callable[[], None]


class Loading(Sharing, Runs):
    """The part of a lab that puts another trainer on screen; the run that was there is kept, see Runs."""

    def put_on(self, trainer: Trainer, effect: Part = lambda: None) -> None:
        """Another trainer on screen, and `effect` with it. Raises ValueError for what a page cannot show, before anything changes."""
        showable(trainer.data)
        trainer.notice()
        self.put_aside()
        self._adopt(trainer)
        effect()
        self.session.use(trainer)

    def load(self, code: str, own: Mapping[str, Any] | None = None) -> None:
        """What a share code holds, at its step, on this screen; the work is done in the background, and can be stopped.

        `own` holds by name the functions and arrays that no code carries. Raises ValueError for a code that is refused: whole, before
        anything changes.
        """
        shared = decode(code)
        effect = self.show_as(shared.view)
        trainer, steps = begun(shared, own)
        self.session.pause()
        self.work("Loading", ((step, max(shared.step, 1)) for step in steps), lambda: self._loaded(shared, trainer, effect))

    def _loaded(self, shared: Shared, trainer: Trainer, effect: Part) -> None:
        self.put_on(trainer, effect)
        told = not_quite(shared, trainer)
        if told:
            self.session.say(told)

    def show_preset(self, name: str) -> None:
        """The preset of that name on this screen. Raises ValueError for an unknown one."""
        self.session.pause()
        self.put_on(preset(name).make())

    def commands(self) -> dict[str, Callable[[Any], Any]]:
        return super().commands() | {"load": self.load, "preset": self.show_preset}

    def describe(self) -> Any:
        settings, arrays = super().describe()
        presets = [[one.group, name, one.sentence] for name, one in PRESETS.items()]
        return settings | {"presets": presets, "keys": [list(line) for line in KEYS]}, arrays
