"""Where a run's data come from, as plain JSON: a maker with its arguments, features, scaling and split; or own, which is only named."""

from collections.abc import Mapping
from inspect import signature
from typing import Any

import numpy as np

from nnwidgets.core.datasets import DATASETS, FEATURES, GENERATED, Dataset
from nnwidgets.core.recipe import Recipe
from nnwidgets.core.registry import pick, whole
from nnwidgets.core.settings import train_and_test
from nnwidgets.core.specs import each, flag, known, own_name, owned, plain

Pair = tuple[Dataset, Dataset]
KEYS = ("name", "arguments", "features", "standardize", "test", "seed")
MOST_EXAMPLES = 100_000


def source_of(pair: Pair, own: dict[str, Any]) -> dict[str, Any]:
    """How to make (train, test) again: tried, and compared number for number; where that does not give the same, they are own."""
    train = pair[0]
    recipe = train.recipe or Recipe(train.name)
    mine: dict[str, Any] = {f.name: (f.name, f.f) for f in train.features if FEATURES.get(f.name) is not f and f.column is None}
    features = [{"own": f.name} if f.name in mine else f.name for f in train.features]
    fitted = train.scale is not None and train.scale.fitted
    if train.recipe is not None and recipe.name in DATASETS:
        arguments = {k: plain(v, mine) for k, v in recipe.arguments if recipe.name in GENERATED}
        spec = {"name": recipe.name, "arguments": arguments, "features": features, "standardize": fitted,
                "test": recipe.test, "seed": recipe.seed}  # fmt: skip
        try:
            if all(same(a, b) for a, b in zip(pair, load(spec, mine), strict=True)):
                own.update(mine)
                return spec
        except (ValueError, TypeError):
            pass  # taken apart, or put together: then the examples are the learner's own
    own[train.name] = pair
    return {"name": {"own": train.name}, "arguments": {}, "features": [], "standardize": False, "test": None, "seed": 0}


def same(a: Dataset, b: Dataset) -> bool:
    """Do both teach the same, to the last bit?"""
    arrays = (a.X, b.X), (a.y, b.y), (a.inputs, b.inputs)
    said = [(d.task, d.classes, d.names, d.X.dtype, d.y.dtype) for d in (a, b)]
    return said[0] == said[1] and all(np.array_equal(p, q) for p, q in arrays)


def checked(spec: Any) -> int:
    """The number of examples; raises ValueError for what no maker would take, before anything is made."""
    known(spec, KEYS, "data")
    flag(spec["standardize"], "standardize")
    whole(spec["seed"], "seed")
    each(spec["features"], "features", lambda f: f)
    if own_name(spec["name"]) is not None:
        return 0
    maker = pick(DATASETS, spec["name"], "data")
    names = tuple(signature(maker).parameters) if spec["name"] in GENERATED else ()  # a code from elsewhere names no folder to read
    arguments = known(spec["arguments"], names, f"arguments of {spec['name']}")
    n = whole(arguments.get("n", 2), "n", 2) if "n" in arguments else {"iris": 150, "digits": 1797, "mnist": 12_000}.get(spec["name"], 0)
    n = max(n, whole(arguments.get("squares", 2), "squares", 2))
    if n > MOST_EXAMPLES:
        raise ValueError(f"n must be at most {MOST_EXAMPLES:,} in a shared run, got {n:,}")
    return n


def load(spec: dict[str, Any], own: Mapping[str, Any]) -> Pair:
    """(train, test) as `source_of` wrote them down."""
    checked(spec)
    name = own_name(spec["name"])
    if name is not None:
        given = owned(name, "data", own)
        return train_and_test(given, spec["test"] or 0)
    arguments = {k: owned(own_name(v) or "", "function", own) if isinstance(v, dict) else v for k, v in spec["arguments"].items()}
    made = DATASETS[spec["name"]](**arguments)
    features = each(spec["features"], "features", lambda f: f if own_name(f) is None else owned(f["own"], "feature", own))
    if not isinstance(made, Dataset):
        if spec["test"] is not None or spec["seed"]:
            raise ValueError(f"{spec['name']} comes as (train, test): test must be null and seed 0")
        train, test = (part.with_features(*features) if features else part for part in made)
        if spec["standardize"]:
            train = train.standardize()
            test = test.standardize(train)
        return train, test
    if features:
        made = made.with_features(*features)
    if spec["standardize"]:
        made = made.standardize()
    return made.split(spec["test"], spec["seed"])
