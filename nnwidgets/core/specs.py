"""Specs: objects of the registries as plain JSON, and back. A learner's own function or arrays become `{"own": name}`."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from nnwidgets.core.registry import pick

MOST_NESTED = 4  # schedules within one another
PASSES = ("forward", "backward")


def known(spec: Any, keys: tuple[str, ...], what: str) -> dict[str, Any]:
    """`spec`, found to be a dict with exactly these keys."""
    if not isinstance(spec, dict) or set(spec) != set(keys):
        got = ", ".join(map(str, spec)) if isinstance(spec, dict) else repr(spec)
        raise ValueError(f"{what} must have exactly {', '.join(keys) or 'nothing'}; got {got[:200] or 'nothing'}")
    return spec


def own_name(spec: Any) -> str | None:
    """The name in `{"own": name}`; None for anything else."""
    if isinstance(spec, dict) and set(spec) == {"own"} and isinstance(spec["own"], str):
        return str(spec["own"])
    return None


def owned(name: str, what: str, own: Mapping[str, Any]) -> Any:
    """What the learner passes under that name; raises ValueError where it is missing."""
    if name not in own:
        raise ValueError(f"this run used your own {what} {name!r}; pass own={{{name!r}: …}}")
    return own[name]


def plain(value: Any, own: dict[str, Any]) -> Any:
    """An argument as JSON has it; a function is noted in `own`."""
    if callable(value):
        name = getattr(value, "__name__", "own")
        own[name] = value
        return {"own": name}
    if isinstance(value, tuple | list):
        return [plain(part, own) for part in value]
    return value.item() if isinstance(value, np.generic) else value


def name_of(thing: Any, table: Mapping[str, Any], own: dict[str, Any]) -> Any:
    """The name of an activation or a loss; one that is not the table's is the learner's own."""
    usual: Any = table.get(thing.name)
    if thing is usual:
        return thing.name
    own[thing.name] = thing
    return {"own": thing.name}


def by_name(spec: Any, table: Mapping[str, Any], what: str, own: Mapping[str, Any]) -> Any:
    """What `name_of` wrote down."""
    name = own_name(spec)
    return pick(table, spec, what) if name is None else owned(name, what, own)


def parts_of(thing: Any, table: Mapping[str, Any], own: dict[str, Any]) -> Any:
    """An optimizer, schedule or initializer with its numbers: {"name": …, …}."""
    usual: Any = table.get(thing.name)
    if type(thing) is not type(usual):
        own[thing.name] = thing
        return {"own": thing.name}
    values = {field.name: getattr(thing, field.name) for field in fields(thing)}
    return {"name": thing.name} | {k: parts_of(v, table, own) if hasattr(v, "name") else plain(v, own) for k, v in values.items()}


def by_parts(spec: Any, table: Mapping[str, Any], what: str, own: Mapping[str, Any], depth: int = 0) -> Any:
    """What `parts_of` wrote down."""
    name = own_name(spec)
    if name is not None:
        return owned(name, what, own)
    if not isinstance(spec, dict) or depth > MOST_NESTED:
        raise ValueError(f"{what} must be a name with its numbers, got {repr(spec)[:80]}")
    kind: Any = type(pick(table, spec.get("name"), what))
    names = tuple(field.name for field in fields(kind))
    given = {k: known(spec, ("name", *names), f"{what} {spec['name']!r}")[k] for k in names}
    return kind(**{k: by_parts(v, table, what, own, depth + 1) if isinstance(v, dict) else v for k, v in given.items()})


def each(specs: Any, what: str, find: Callable[[Any], Any]) -> list[Any]:
    """`find` of every entry of a list."""
    if not isinstance(specs, list):
        raise ValueError(f"{what} must be a list, got {repr(specs)[:80]}")
    return [find(spec) for spec in specs]


def flag(value: Any, what: str) -> bool:
    """`value`, found to be true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"{what} must be true or false, got {repr(value)[:80]}")
    return value


def learner_of(learner: Any, own: dict[str, Any]) -> Any:
    """The learner's own passes, by name; None where the run is the kit's."""
    return learner and {name: plain(getattr(learner, name), own) for name in PASSES}


def passes(spec: Any, own: Mapping[str, Any]) -> dict[str, Any]:
    """What `learner_of` wrote down, as arguments of a Trainer."""
    given = dict.fromkeys(PASSES) if spec is None else known(spec, PASSES, "learner")
    for name, value in given.items():
        if value is not None and own_name(value) is None:
            raise ValueError(f"{name} must be null or the name of your own, got {repr(value)[:80]}")
    return {name: value and owned(str(own_name(value)), f"{name} pass", own) for name, value in given.items()}
