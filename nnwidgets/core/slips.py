"""The slips that learners make in a backward pass; to add one is one entry. In the order of the pass: numbers, output, hidden, weights."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from nnwidgets.core import families
from nnwidgets.core.mutant import Case, Mutants
from nnwidgets.core.registry import Array


@dataclass(frozen=True, eq=False)
class Slip:
    """`sentence` says what is wrong, with {} where `mutants(case)` says more by its keys; `remedy` is a hint, not the answer."""

    name: str
    sentence: str
    remedy: str
    mutants: Callable[[Case], Mutants]


def one(theta: Array) -> Mutants:
    """A slip that can be made in one way only."""
    return {"": theta}


def placed(name: str, sentence: str, remedy: str, piece: Callable[[Case, int], Array | None]) -> Iterator[Slip]:
    """Three slips: in the hidden layers, at the output, everywhere."""
    for where in ("hidden", "output", "everywhere"):
        yield Slip(f"{name}_{where}", sentence, remedy, lambda c, where=where: c.sloped(lambda l: piece(c, l), where))  # type: ignore[misc]


def _a_of(c: Case, layer: int) -> Array | None:
    return c.a[layer + 1] if c.act(layer) == "sigmoid" else None


def _one_minus_a(c: Case, layer: int) -> Array | None:
    return 1 - c.a[layer + 1] if c.act(layer) in ("sigmoid", "tanh") else None


def _transposed(W: Array) -> Array:
    return W.T if W.shape[0] == W.shape[1] else W


SLIPS: dict[str, Slip] = {
    slip.name: slip
    for slip in (
        Slip("doubled", "Every entry is twice what it should be.",
             "Look at the ½ of the loss: ½ (a − y)² has the slope a − y.", lambda c: one(c.scaled(W=2, b=2))),
        Slip("halved", "Every entry is half of what it should be.",
             "The slope of (a − y)² is 2 (a − y), and a mean over the outputs is not in this loss.", lambda c: one(c.scaled(W=0.5, b=0.5))),
        Slip("sum_not_mean", "The gradient is summed over the examples, not averaged.",
             "Divide dW and db by n, the number of rows of X.", lambda c: one(c.scaled(W=c.n, b=c.n))),
        Slip("mean_twice", "The gradient is divided by n twice.",
             "Divide either δ or dW and db by n, not both.", lambda c: one(c.scaled(W=1 / c.n, b=1 / c.n))),
        Slip("mean_each_layer", "The gradient is divided by n again in every layer on the way back.",
             "Keep δ undivided; divide dW and db only.", lambda c: one(c.gradient(back=lambda d, l: d @ c.net.W[l] / c.n))),
        Slip("sign", "The sign is wrong: this gradient points downhill.",
             "The error is a − y; the minus belongs to the update, θ − η ∇C.", lambda c: one(c.scaled(W=-1, b=-1))),
        Slip("one_example", "Only the {} example counts; the others are lost.",
             "In a loop, add up with += and divide after it.", families.one_example),
        Slip("bias_forgotten", "All db are 0, all dW are right.",
             "A bias is a weight whose input is 1: its slope is δ, averaged over the examples.", lambda c: one(c.scaled(b=0))),
        Slip("bias_sum", "dW is right, db is summed over the examples, not averaged.",
             "Divide db by n too.", lambda c: one(c.scaled(b=c.n))),
        Slip("weights_sum", "db is right, dW is summed over the examples, not averaged.",
             "δᵀ a adds up over the examples: divide it by n.", lambda c: one(c.scaled(W=c.n))),
        Slip("bias_one_example", "dW is right, but db is that of the {} example alone.",
             "Average δ over its rows, axis 0.", families.bias_of_one),
        Slip("no_target", "The error at the output is a, without the target.",
             "Compare with y: the error starts from a − y.",
             lambda c: one(c.gradient(error=c.a[-1] * (c.loss.factor or 1)))),
        Slip("squared_error_back", "The loss itself, (a − y)², goes back, not its slope.",
             "Take the derivative of the loss by a first.", lambda c: one(c.gradient(error=(c.a[-1] - c.y) ** 2))),
        *placed("no_slope", "act'(z) is missing in {}.",
                "δ is the wish for a, times act'(z): the chain has one more link.", lambda c, l: np.ones_like(c.z[l])),
        *placed("slope_at_a", "The derivative is taken at the wrong point in {}: act'(a), not act'(z).",
                "Pass z to the derivative, or use the form a (1 − a) with a.", lambda c, l: c.df(l, c.a[l + 1])),
        *placed("slope_twice", "act'(z) is in once too often in {}.",
                "Multiply by act'(z) once; with bce or cross_entropy a − y is δ already.", lambda c, l: c.df(l) ** 2),
        *placed("no_one_minus_a", "The slope is a, without its factor (1 − a), in {}.",
                "σ'(z) = a (1 − a).", _a_of),
        *placed("only_one_minus_a", "The slope is 1 − a in {}; a part of the formula is missing.",
                "σ'(z) = a (1 − a), and tanh'(z) = 1 − a².", _one_minus_a),
        Slip("other_activations_slope", "The hidden layers use the derivative of another activation ({}).",
             "Use the derivative of the activation of that very layer.", families.others_slope),
        Slip("other_layers_slope", "act' in the hidden layers is taken at the z of the layer {}.",
             "δ[l] belongs to z[l]: count the layers once more.", families.shifted_slope),
        Slip("raw_error_back", "The output's δ is right, but what goes back from it is the error without act'(z).",
             "Send δ itself back, not a − y.",
             lambda c: one(c.gradient(passed=lambda wish, d, l: c.error if l == c.last else d))),
        Slip("slope_not_passed_on", "act'(z) is used for dW and db, but not in what goes back from a hidden layer.",
             "Send δ back, after it has been multiplied by act'(z).",
             lambda c: one(c.gradient(passed=lambda wish, d, l: d if l == c.last else wish))),
        Slip("hidden_zero", "The hidden layers get no gradient: the way back stops at the last layer.",
             "Let the loop run down to layer 0.", lambda c: one(c.kept(range(c.last, c.last + 1)))),
        Slip("first_layer_zero", "The first layer gets no gradient: the way back stops one layer early.",
             "range(L - 1, -1, -1) reaches 0; range(L - 1, 0, -1) does not.", lambda c: one(c.kept(range(1, c.last + 1)))),
        Slip("W_transposed", "The way back goes through the wrong side of W: W and its transpose are swapped where W is square.",
             "With rows as examples it is δ @ W, for δ = δ W of one example; the forward pass had W.T.",
             lambda c: one(c.gradient(back=lambda d, l: d @ _transposed(c.net.W[l])))),
        Slip("one_path", "Only the path through the {} unit of the next layer counts.",
             "Add up over all units that the activation feeds.",
             lambda c: {word: c.gradient(back=lambda d, l, s=s: d[:, s] @ c.net.W[l][s])  # type: ignore[misc]
                        for word, s in (("first", slice(0, 1)), ("last", slice(-1, None)))}),
        Slip("paths_averaged", "The paths through the next layer are averaged, not added up.",
             "wish = Σⱼ δⱼ Wⱼₖ: a sum over j.", lambda c: one(c.gradient(back=lambda d, l: d @ c.net.W[l] / d.shape[1]))),
        Slip("paths_multiplied", "The paths through the next layer are multiplied, not added up.",
             "Along one path multiply, over several paths add.",
             lambda c: one(c.gradient(back=lambda d, l: np.prod(d[:, :, None] * c.net.W[l], axis=1)))),
        Slip("updated_weights", "The way back goes through weights that are updated already (η about {}).",
             "Compute all gradients first, with the old weights; then update.", families.after_update),
        Slip("no_input", "The weights' gradient lacks the activation that they are multiplied by.",
             "∂C/∂Wⱼₖ = δⱼ aₖ: bring in a.",
             lambda c: one(c.gradient(weights=lambda d, l: np.repeat(d.mean(axis=0)[:, None], c.a[l].shape[1], axis=1)))),
        Slip("z_for_a", "dW uses z of the layer before, not its a.",
             "The weights see what left the layer before: a, after the activation.",
             lambda c: one(c.gradient(weights=lambda d, l: c.weights(d, l, c.z[l - 1] if l else None)))),
        Slip("later_a", "dW uses the activation of the layer itself, one too late, where the shapes allow it.",
             "W[l] is multiplied by a[l], which is the layer's input.",
             lambda c: one(c.gradient(weights=lambda d, l: c.weights(d, l, c.a[l + 1])))),
        Slip("earlier_a", "dW uses an activation one layer too early, where the shapes allow it.",
             "W[l] is multiplied by a[l]; a[0] is X.",
             lambda c: one(c.gradient(weights=lambda d, l: c.weights(d, l, c.a[l - 1] if l else None)))),
        Slip("dW_transposed", "dW is transposed where W is square: its two factors are swapped.",
             "dW[l] is δᵀ a, with the shape of W[l]: rows are the units that it leads to.",
             lambda c: one(c.gradient(weights=lambda d, l: _transposed(c.weights(d, l))))),
        Slip("penalty", "A penalty is in it: λ W with λ about {} is added to the gradient of the loss.",
             "Leave weight decay to the update; this gradient is that of the loss.", families.penalized),
    )
}  # fmt: skip
