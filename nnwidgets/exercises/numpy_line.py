"""One line of NumPy as a learner writes it, worked out without eval: a small part of the language, over the names that are given."""

import ast
import operator
from collections.abc import Mapping
from typing import Any

import numpy as np

MOST_CHARS, MOST_ENTRIES = 200, 1_000
FUNCTIONS = {name: getattr(np, name) for name in (
    "exp", "log", "sqrt", "tanh", "abs", "square", "maximum", "minimum", "sum", "mean", "max", "min", "argmax", "dot", "matmul",
    "outer", "where", "transpose",
)}  # fmt: skip
METHODS = ("sum", "mean", "max", "min", "argmax", "dot")
OPERATORS = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv, ast.Pow: operator.pow,
    ast.MatMult: operator.matmul, ast.Gt: operator.gt, ast.Lt: operator.lt, ast.GtE: operator.ge, ast.LtE: operator.le,
}  # fmt: skip


def worked_out(line: object, given: Mapping[str, Any]) -> Any:
    """The value of `line` as an array of floats. Raises ValueError, in a sentence, for all that it cannot read or work out."""
    if not isinstance(line, str) or not line.strip():
        raise ValueError("write one line of NumPy")
    if len(line) > MOST_CHARS:
        raise ValueError(f"a line has at most {MOST_CHARS} characters, got {len(line)}")
    try:
        tree = ast.parse(line.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(f"this is not one expression of Python: {line.strip()!r}; write what stands right of the =") from None
    with np.errstate(all="ignore"):
        value = _value(tree, given)
    if callable(value):
        raise ValueError("this names a function: call it, with ( )")
    return np.asarray(value, float)


def _value(node: ast.AST, given: Mapping[str, Any]) -> Any:
    try:
        value = _step(node, given)
    except (TypeError, IndexError, ArithmeticError, AttributeError) as error:
        raise ValueError(f"NumPy cannot work out `{ast.unparse(node)}`: {error}"[:300]) from None
    if np.size(value) > MOST_ENTRIES:
        raise ValueError(f"`{ast.unparse(node)}` has more than {MOST_ENTRIES:,} entries")
    return value


def _step(node: Any, given: Mapping[str, Any]) -> Any:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return np.float64(node.value)
    if isinstance(node, ast.Name):
        if node.id in given:
            return given[node.id]
        raise ValueError(f"there is no {node.id!r} here; there is {', '.join(given)}, and np")
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        left, right = _value(node.left, given), _value(node.right, given)
        try:
            return OPERATORS[type(node.op)](left, right)
        except ValueError:  # NumPy's own sentence speaks of gufuncs
            raise ValueError(f"`{ast.unparse(node)}`: the shapes {np.shape(left)} and {np.shape(right)} do not fit") from None
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        value = _value(node.operand, given)
        return -value if isinstance(node.op, ast.USub) else +value
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in OPERATORS:
        return OPERATORS[type(node.ops[0])](_value(node.left, given), _value(node.comparators[0], given))
    if isinstance(node, ast.Attribute) and node.attr == "T":
        return np.transpose(_value(node.value, given))
    if isinstance(node, ast.Subscript):
        return np.asarray(_value(node.value, given))[_index(node.slice)]
    if isinstance(node, ast.Call):
        return _call(node, given)
    takes = f"names, numbers, + - * / ** @, .T, [ ] and {', '.join(FUNCTIONS)}"
    raise ValueError(f"`{ast.unparse(node)}` is more than a line takes here: {takes}")


def _call(node: ast.Call, given: Mapping[str, Any]) -> Any:
    if not {word.arg for word in node.keywords} <= {"axis", "keepdims"}:
        raise ValueError("a call takes axis= and keepdims= only")
    options = {word.arg: _index(word.value) for word in node.keywords}
    f, here = node.func, []
    if isinstance(f, ast.Attribute) and isinstance(f.value, ast.Name) and f.value.id == "np" and f.attr in FUNCTIONS:
        call = FUNCTIONS[f.attr]
    elif isinstance(f, ast.Name) and callable(given.get(f.id)):
        call = given[f.id]
    elif isinstance(f, ast.Attribute) and f.attr in METHODS:
        call, here = FUNCTIONS[f.attr], [np.asarray(_value(f.value, given))]
    else:
        raise ValueError(f"`{ast.unparse(f)}` cannot be called here; np has {', '.join(FUNCTIONS)}")
    if len(node.args) + len(here) > 3:
        raise ValueError(f"`{ast.unparse(node)}` has too many arguments")
    return call(*here, *(_value(argument, given) for argument in node.args), **options)


def _index(node: ast.AST) -> Any:
    """A whole number, a slice, None, True or False, or a few of them: literals only."""
    if isinstance(node, ast.Tuple):
        return tuple(map(_index, node.elts))
    if isinstance(node, ast.Slice):
        return slice(*(_index(end) if end else None for end in (node.lower, node.upper, node.step)))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_index(node.operand)
    if isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, int)):
        return node.value
    raise ValueError(f"`{ast.unparse(node)}` is no index here: write whole numbers, : or None")
