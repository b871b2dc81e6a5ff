"""A backward pass as a learner writes it, and each slip as an edit of its text: programs of their own, not the registry's formulas."""

import re

import numpy as np

import nnwidgets as nw

REFERENCE = """
def my_backward(W, b, X, y):
    n, L = len(X), len(W)
    z, a = [], [X]
    for l in range(L):
        z.append(a[l] @ W[l].T + b[l])
        a.append(f(z[l]))
    dW, db = [None] * L, [None] * L
    error = a[L] - y
    delta = error * OUT
    for l in range(L - 1, -1, -1):
        dW[l] = delta.T @ a[l] / n
        db[l] = delta.sum(axis=0) / n
        if l > 0:
            wish = delta @ W[l]
            delta = wish * df(z[l - 1])
    return dW, db
"""
OUT = {"squared_error": "df(z[L - 1])", "bce": "1"}
DW, DB = "dW[l] = delta.T @ a[l] / n", "db[l] = delta.sum(axis=0) / n"
HID, WISH, RET = "wish * df(z[l - 1])", "delta @ W[l]", "return dW, db"


def fit(good, other, like):
    """An expression that takes `other` where its shape is that of `like`."""
    return f"({other} if 0 <= l and {other}.shape == {like}.shape else {good})"


def scale(w, v):
    return {RET: f"return [{w} * g for g in dW], [{v} * g for g in db]"}


def output(piece):
    """Edits for a piece at the output: with bce the learner begins with ∂C/∂a = (a − y) / a (1 − a)."""
    return {"error * OUT": f"error * {piece} * (1 if 'df' in 'OUT' else 1 / df(z[L - 1]))"}


def hidden(piece):
    return {HID: f"wish * {piece}"}


def everywhere(name, at_output, at_hidden):
    return {f"{name}_hidden": [hidden(at_hidden)], f"{name}_output": [output(at_output)],
            f"{name}_everywhere": [{**hidden(at_hidden), **output(at_output)}]}  # fmt: skip


MUTANTS = {  # slip: edits, each a mutant
    "doubled": [scale(2, 2)],
    "halved": [scale(0.5, 0.5)],
    "sum_not_mean": [{DW: DW[:-4], DB: DB[:-4]}],
    "mean_twice": [{"error * OUT": "error * OUT / n"}],
    "mean_each_layer": [{WISH: WISH + " / n"}],
    "sign": [{"a[L] - y": "y - a[L]"}],
    "one_example": [
        {"delta = error * OUT": f"delta = error * OUT; delta = np.where(np.arange(n)[:, None] == {i}, {by} * delta, 0)"}
        for i in ("0", "n - 1") for by in ("1", "n")
    ],
    "bias_forgotten": [{DB: "db[l] = np.zeros(len(b[l]))"}],
    "bias_sum": [{DB: DB[:-4]}],
    "weights_sum": [{DW: DW[:-4]}],
    "bias_one_example": [{DB: f"db[l] = delta[{i}]{by}"} for i in (0, -1) for by in ("", " / n")],
    "no_target": [{"a[L] - y": "a[L]"}],
    "squared_error_back": [{"a[L] - y": "(a[L] - y) ** 2"}],
    **everywhere("no_slope", "1", "1"),
    **everywhere("slope_at_a", "df(a[L])", "df(a[l])"),
    **everywhere("slope_twice", "df(z[L - 1]) ** 2", "df(z[l - 1]) ** 2"),
    **everywhere("no_one_minus_a", "a[L]", "a[l]"),
    **everywhere("only_one_minus_a", "(1 - a[L])", "(1 - a[l])"),
    "other_activations_slope": [hidden("(1 - np.tanh(z[l - 1]) ** 2)"), hidden("(1 - a[l] ** 2)"), hidden("(z[l - 1] > 0)")],
    "other_layers_slope": [hidden(f"df({fit('z[l - 1]', 'z[l]', 'z[l - 1]')})"),
                           hidden(f"df({fit('z[l - 1]', 'z[l - 2]', 'z[l - 1]')} if l > 1 else z[l - 1])")],
    "raw_error_back": [{WISH: "(error if l == L - 1 else delta) @ W[l]"}],
    "slope_not_passed_on": [{WISH: "(delta if l == L - 1 else wish) @ W[l]"}],
    "hidden_zero": [{RET: "return [0 * g for g in dW[:-1]] + dW[-1:], [0 * g for g in db[:-1]] + db[-1:]"}],
    "first_layer_zero": [{RET: "return [0 * dW[0], *dW[1:]], [0 * db[0], *db[1:]]"}],
    "W_transposed": [{WISH: "delta @ " + fit("W[l]", "W[l].T", "W[l]")}],
    "one_path": [{WISH: "delta[:, :1] @ W[l][:1]"}, {WISH: "delta[:, -1:] @ W[l][-1:]"}],
    "paths_averaged": [{WISH: "np.einsum('ij,jk->ijk', delta, W[l]).mean(axis=1)"}],
    "paths_multiplied": [{WISH: "np.prod([np.outer(delta[:, j], W[l][j]) for j in range(len(W[l]))], axis=0)"}],
    "updated_weights": [{DB: f"{DB}; W[l] = W[l] - {eta} * dW[l]"} for eta in (0.5, 3)],
    "no_input": [{DW: "dW[l] = np.outer(delta.mean(axis=0), np.ones(a[l].shape[1]))"}],
    "z_for_a": [{DW: "dW[l] = delta.T @ (z[l - 1] if l else X) / n"}],
    "later_a": [{DW: f"dW[l] = delta.T @ {fit('a[l]', 'a[l + 1]', 'a[l]')} / n"}],
    "earlier_a": [{DW: f"dW[l] = delta.T @ ({fit('a[l]', 'a[l - 1]', 'a[l]')} if l else X) / n"}],
    "dW_transposed": [{DW: "dW[l] = (a[l].T @ delta if W[l].shape[0] == W[l].shape[1] else delta.T @ a[l]) / n"}],
    "penalty": [{DW: DW + " + 0.1 * W[l]"}, {DW: DW + " + 0.01 * W[l]", DB: DB + " + 0.01 * b[l]"}],
}  # fmt: skip


def program(edits, space, loss="squared_error"):
    """The learner's function with these edits, in the names of `space` (np, f, df)."""
    text = REFERENCE
    for old, new in edits.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    scope = dict(space)
    exec(re.sub(r"\bOUT\b", OUT[loss], text), scope)
    return scope["my_backward"]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


SPACE = {"np": np, "f": sigmoid, "df": lambda z: sigmoid(z) * (1 - sigmoid(z))}


def case(sizes=(3, 4, 4, 2), n=5, seed=0, **kind):
    net, rng = nw.Network(list(sizes), "sigmoid", seed=seed, **kind), np.random.default_rng(seed)
    for b in net.b:
        b[...] = rng.uniform(-0.5, 0.5, b.shape)
    return net, rng.normal(size=(n, sizes[0])), rng.uniform(0.05, 0.95, (n, sizes[-1]))


def check(edits, loss="squared_error", sizes=(3, 4, 4, 2), n=5, seed=0):
    return nw.gradient_check(*case(sizes, n, seed), loss, program(edits, SPACE, loss))
