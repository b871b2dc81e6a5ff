"""How raw examples become a network's inputs, as lines of NumPy."""

import ast
import inspect
from textwrap import dedent

import numpy as np

from nnwidgets.core.dataset import Dataset
from nnwidgets.core.features import FEATURES, Feature
from nnwidgets.core.registry import Array

INPUTS = '''

def inputs(X):
    """What the network takes of examples X (n, {d}), raw as measured: forward(inputs(X)) are its outputs."""
    X = np.asarray(X, np.{dtype})
{lines}'''


def inputs_of(data: Dataset) -> str:
    """A function `inputs(X)`, equal to `data.transform(X)` bit for bit; "" where inputs are the columns, or made by one's own functions."""
    own = [f for f in data.features if f.column is None and FEATURES.get(f.name) is not f]
    if own or not (data.features or data.scale is not None):
        return ""
    dtype = np.float32 if data.X.dtype == np.uint8 else np.float64
    lines, made = [], "X"
    if data.features:
        lines.append(f"    X = np.column_stack([{', '.join(map(_expression, data.features))}])\n")
    if data.scale is not None:
        center, spread = _numbers(data.scale.center, dtype), _numbers(data.scale.spread, dtype)
        lines += [f"    center = {center}\n", f"    spread = {spread}\n"]
        made = "(X - center) / spread"
    return INPUTS.format(d=len(data.columns), dtype=dtype.__name__, lines="".join([*lines, f"    return {made}\n"]))


def _expression(feature: Feature) -> str:
    """`X[:, 0] ** 2`: a column, or the body of the lambda in the table of features."""
    if feature.column is not None:
        return f"X[:, {feature.column}]"
    source = dedent(inspect.getsource(feature.f)).strip().rstrip(",")
    found = next(node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Lambda))
    return ast.unparse(found.body)


def _numbers(values: Array, dtype: type) -> str:
    """As a literal of the data's own precision; one number a line where there are many."""
    each: Array = np.asarray(values, dtype)
    if each.ndim == 0:
        return f"np.{dtype.__name__}({each.item()!r})"
    listed = ", ".join(map(repr, each.tolist()))
    if len(listed) > 100:
        listed = "\n" + "".join(f"        {value!r},\n" for value in each.tolist()) + "    "
    return f"np.array([{listed}], np.{dtype.__name__})"
