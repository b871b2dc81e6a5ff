"""What a learner's backward pass answers: a flat gradient, or a sentence about what is in the way of one."""

import linecache
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnwidgets.core.learner import Learner
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array


@dataclass(frozen=True, eq=False)
class Answer:
    """`outcome` is given, not_attempted, error, wrong_type, wrong_shape or not_finite; `theta` (n_params,) is there when given."""

    outcome: str
    sentence: str = ""
    remedy: str = ""
    theta: Array | None = None


class Unfit(Exception):
    """An answer that is no gradient."""


def ask(backward: Any, net: Network, X: Array, y: Array) -> Answer:
    """Call `backward(W, b, X, y) -> (dW, db)` with arrays that cannot be written to, of a copy; whatever comes is an Answer."""
    taken: list[Any] = []

    def kept(*given: Any) -> tuple[Any, Any]:
        taken.append(backward(*given))
        return None, None

    try:
        Learner(backward=kept).gradient(net.copy(), X.copy(), y.copy())
    except NotImplementedError:
        return Answer("not_attempted", "backward is not written yet.", SHAPES)
    except (Exception, SystemExit) as error:  # whatever the learner's code does is an outcome
        return _failed(backward, error)
    if taken[0] is None or taken[0] is ...:
        return Answer("not_attempted", "backward returns nothing yet.", SHAPES)
    try:
        theta = flat(taken[0], net)
    except Unfit as unfit:
        return Answer(*unfit.args)
    wrong = np.flatnonzero(~np.isfinite(theta))
    if wrong.size:
        more = f" ({wrong.size} such entries)" if wrong.size > 1 else ""
        sentence = f"d{net.name_of(int(wrong[0]))} is {theta[wrong[0]]:g}, not a finite number{more}."
        return Answer("not_finite", sentence, "Look for a division by 0, a logarithm of 0 or an exponential of a large number.")
    return Answer("given", theta=theta)


def ask_safely(backward: Any, net: Network, own: Network, X: Array, y: Array) -> Answer:
    """The same of `own`, a copy of `net`; if backward reaches for the network itself, what it has changed is put back and said."""
    before = net.theta.copy()
    answer = ask(backward, own, X, y)
    if np.array_equal(net.theta, before, equal_nan=True):
        return answer
    net.theta = before
    return Answer("error", "backward changes the network's own parameters; they are as they were before.", READ_ONLY)


SHAPES = "It returns (dW, db): two lists with one array per layer, shaped like W and b."
LAYERS = "The layers are W[0] to W[-1]: one gradient for each, the output's included."
READ_ONLY = "Make an array of your own: `new = W[l] - …`, or W[l].copy(); neither pass needs an update."
MATMUL = "Write down the shapes: δ[l] is (n, n_out), a[l] (n, n_in), W[l] (n_out, n_in); so dW is δ.T @ a, and the way back δ @ W."


def _failed(backward: Any, error: BaseException) -> Answer:
    return Answer("error", *raised("backward(W, b, X, y)", backward, error, MATMUL))


def raised(call: str, function: Any, error: BaseException, shapes: str) -> tuple[str, str]:
    """(sentence, remedy) for what a learner's function raised; `shapes` is the remedy where shapes did not fit."""
    (name, _, arguments), said = call.partition("("), str(error).strip().split("\n")[0]
    if isinstance(error, ValueError) and "read-only" in said:
        *most, last = arguments.rstrip(")").split(", ")
        sentence, remedy = f"{name} writes into {', '.join(most)} or {last}; they are closed, and nothing has changed", READ_ONLY
    else:
        sentence, remedy = f"{name} raised {type(error).__name__}" + (f": {said}" if said else ""), ""
        if isinstance(error, ValueError) and ("matmul" in said or "aligned" in said or "broadcast" in said):
            remedy = shapes
    home = getattr(getattr(function, "__code__", None), "co_filename", None)
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == home]
    text = linecache.getline(home, lines[-1].lineno or 0).strip() if home and lines else ""
    return sentence + (f", in the line `{text}`." if text else "."), remedy


def flat(given: Any, net: Network) -> Array:
    """(dW, db) as one vector in the order of theta; raises Unfit(outcome, sentence, remedy)."""
    if not isinstance(given, tuple | list) or len(given) != 2:
        raise Unfit("wrong_type", f"backward must return (dW, db), got {_kind(given)}.", SHAPES)
    shapes = [_shapes(part) for part in given]
    likes = [[view.shape for view in part] for part in (net.W, net.b)]
    if shapes == likes[::-1]:
        raise Unfit("wrong_shape", "dW and db are swapped.", "Return dW first, then db.")
    theta = np.empty(net.n_params)
    blocks = net.split(theta)
    for name, part, like in zip(("dW", "db"), given, likes, strict=True):
        if isinstance(part, str) or not isinstance(part, Sequence | np.ndarray):
            raise Unfit("wrong_type", f"{name} must be a list with one array per layer, got {_kind(part)}.", SHAPES)
        if len(part) != len(like):
            count = f"{len(part)} entr{'y' if len(part) == 1 else 'ies'} for {len(like)} layer{'s' * (len(like) > 1)}"
            raise Unfit("wrong_shape", f"{name} has {count}.", LAYERS)
        if _shapes(part)[::-1] == like and _shapes(part) != like:
            raise Unfit(
                "wrong_shape", f"{name} begins with the last layer.", f"Going back, use {name}.insert(0, …), or reverse it at the end."
            )
        for layer, one in enumerate(part):
            blocks[layer][:, slice(-1) if name == "dW" else -1] = _array(f"{name}[{layer}]", one, like[layer], name[1])
    return theta


def _array(what: str, one: Any, like: tuple[int, ...], letter: str) -> Array:
    if one is None or one is ...:
        raise Unfit("not_attempted", f"{what} is not there yet.", SHAPES)
    try:
        array = np.asarray(one)
    except Exception:
        array = np.empty(0, object)
    if array.dtype.kind not in "fiub":
        raise Unfit("wrong_type", f"{what} must be an array of numbers, got {_kind(one)}.", SHAPES)
    if array.shape != like:
        sentence = f"{what} has shape {array.shape}; {letter}{what[2:]} has {like}."
        raise Unfit("wrong_shape", sentence, _shape_remedy(array.shape, like, letter))
    return array


def _shape_remedy(got: tuple[int, ...], like: tuple[int, ...], letter: str) -> str:
    if letter == "W":
        if got == like[::-1]:
            return "It is transposed: δ.T @ a has the shape of W, a.T @ δ has not."
        if got[1:] == like:
            return "One for every example: average over them, axis 0."
        return "dW[l] is δ[l].T @ a[l] / n, (n_out, n_in)." if len(got) == 2 else ""
    if len(got) == 2 and got[1:] == like and got[0] > 1:
        return "One row for every example: average over them, δ.mean(axis=0)."
    return "A vector, one number for each unit: δ.mean(axis=0), without keepdims." if int(np.prod(got)) == like[0] else ""


def _shapes(part: Any) -> list[tuple[int, ...] | None]:
    try:
        return [np.shape(one) for one in part]
    except Exception:
        return []


def _kind(value: object) -> str:
    name = type(value).__name__
    return f"{len(value)} of them" if isinstance(value, list | tuple) else f"a{'n' * (name[0] in 'aeiou')} {name}"
