"""What was changed by hand, and when, in words for the chart."""

from typing import Any

from nnwidgets.core.network import Network
from nnwidgets.core.settings import Settings
from nnwidgets.core.trainer import Trainer

MOST, FEW = 200, 2  # marks; numbers set at once that are named
SILENT = ("held",)  # what a hand that holds a weight changes on its way


def marks(trainer: Trainer) -> list[list[Any]]:
    """[step, words] of the newest steps at which something other than training happened."""
    events, first = trainer.history.events, trainer.history.snapshots[0].settings
    start = max(0, len(events) - 2 * MOST)
    settings = next((event.value for event in reversed(events[:start]) if event.kind == "change"), first)
    found: dict[int, dict[str, None]] = {}
    for event in events[start:]:
        if event.kind == "change":
            words, settings = _changed(settings, event.value), event.value
        else:
            words = [_set(trainer.net, list(event.value))] if event.kind == "set" else ["weights written"]
        for text in words:
            found.setdefault(event.step, {})[text] = None
    return [[step, ", ".join(words)] for step, words in found.items()][-MOST:]


def _set(net: Network, indices: list[int]) -> str:
    return f"{' and '.join(map(net.name_of, indices))} set" if len(indices) <= FEW else f"{len(indices)} weights set"


def _changed(before: Settings, now: Settings) -> list[str]:
    names = [name for name in vars(now) if name not in SILENT and getattr(before, name) != getattr(now, name)]
    return [f"{len(now.frozen)} frozen" if name == "frozen" else f"{name.replace('_', ' ')}{_value(getattr(now, name))}" for name in names]


def _value(value: Any) -> str:
    """What is short enough to stand behind its name."""
    if isinstance(value, bool):
        return " on" if value else " off"
    if isinstance(value, float | int):
        return f" {value:g}"
    kinds = {part.name for part in value} if isinstance(value, tuple) else {getattr(value, "name", "")}
    return f" {kinds.pop()}" if len(kinds) == 1 and "" not in kinds else ""
