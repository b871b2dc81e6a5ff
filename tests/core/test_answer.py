"""Whatever a learner's function does is an outcome with a sentence; the network, the data and what they gave stay as they are."""

import numpy as np
import pytest

import nnwidgets as nw

SHAPES = "It returns (dW, db): two lists with one array per layer, shaped like W and b."
LAYERS = "The layers are W[0] to W[-1]: one gradient for each, the output's included."


@pytest.fixture
def case():
    rng = np.random.default_rng(0)
    return nw.Network([3, 4, 2], "sigmoid"), rng.normal(size=(5, 3)), rng.uniform(size=(5, 2))


def zeros(W, b):
    return [0.0 * A for A in W], [0.0 * v for v in b]


def told(case, backward):
    report = nw.gradient_check(*case, backward=backward)
    assert not report.passed
    assert (report.layers, report.first_wrong) == ((), None)
    assert np.isnan(report.error)
    assert report.outcome.replace("_", " ") in repr(report)
    return report.outcome, report.diagnosis.sentence, report.diagnosis.remedy


def edited(change):
    """A backward pass that gives zeros of the right shapes, but for a change."""

    def backward(W, b, X, y):
        dW, db = zeros(W, b)
        return change(dW, db)

    return backward


@pytest.mark.parametrize("nothing", [None, ...])
def test_not_written_yet(case, nothing):
    assert told(case, lambda W, b, X, y: nothing) == ("not_attempted", "backward returns nothing yet.", SHAPES)


def test_not_written_yet_in_other_words(case):
    def backward(W, b, X, y):
        raise NotImplementedError

    assert told(case, backward) == ("not_attempted", "backward is not written yet.", SHAPES)
    assert told(case, edited(lambda dW, db: ([None, dW[1]], db))) == ("not_attempted", "dW[0] is not there yet.", SHAPES)


WRONG = [
    (lambda dW, db: 3, "wrong_type", "backward must return (dW, db), got an int.", SHAPES),
    (lambda dW, db: (dW, db, 0), "wrong_type", "backward must return (dW, db), got 3 of them.", SHAPES),
    (lambda dW, db: (dict(enumerate(dW)), db), "wrong_type", "dW must be a list with one array per layer, got a dict.", SHAPES),
    (lambda dW, db: (dW, 0.0), "wrong_type", "db must be a list with one array per layer, got a float.", SHAPES),
    (lambda dW, db: ((g for g in dW), db), "wrong_type", "dW must be a list with one array per layer, got a generator.", SHAPES),
    (lambda dW, db: ([dW[0], "three"], db), "wrong_type", "dW[1] must be an array of numbers, got a str.", SHAPES),
    (lambda dW, db: ([dW[0] * 1j, dW[1]], db), "wrong_type", "dW[0] must be an array of numbers, got a ndarray.", SHAPES),
    (lambda dW, db: ([[[1], [1, 2]], dW[1]], db), "wrong_type", "dW[0] must be an array of numbers, got 2 of them.", SHAPES),
    (lambda dW, db: (db, dW), "wrong_shape", "dW and db are swapped.", "Return dW first, then db."),
    (lambda dW, db: (dW[1:], db), "wrong_shape", "dW has 1 entry for 2 layers.", LAYERS),
    (lambda dW, db: (dW[::-1], db[::-1]), "wrong_shape", "dW begins with the last layer.",
     "Going back, use dW.insert(0, …), or reverse it at the end."),
    (lambda dW, db: (dW, db[::-1]), "wrong_shape", "db begins with the last layer.",
     "Going back, use db.insert(0, …), or reverse it at the end."),
    (lambda dW, db: ([dW[0].T, dW[1]], db), "wrong_shape", "dW[0] has shape (3, 4); W[0] has (4, 3).",
     "It is transposed: δ.T @ a has the shape of W, a.T @ δ has not."),
    (lambda dW, db: ([np.zeros((5, 4, 3)), dW[1]], db), "wrong_shape", "dW[0] has shape (5, 4, 3); W[0] has (4, 3).",
     "One for every example: average over them, axis 0."),
    (lambda dW, db: ([dW[0], np.zeros((2, 5))], db), "wrong_shape", "dW[1] has shape (2, 5); W[1] has (2, 4).",
     "dW[l] is δ[l].T @ a[l] / n, (n_out, n_in)."),
    (lambda dW, db: (dW, [np.zeros((5, 4)), db[1]]), "wrong_shape", "db[0] has shape (5, 4); b[0] has (4,).",
     "One row for every example: average over them, δ.mean(axis=0)."),
    (lambda dW, db: (dW, [db[0], np.zeros((1, 2))]), "wrong_shape", "db[1] has shape (1, 2); b[1] has (2,).",
     "A vector, one number for each unit: δ.mean(axis=0), without keepdims."),
    (lambda dW, db: (dW, [db[0], 0.0]), "wrong_shape", "db[1] has shape (); b[1] has (2,).", ""),
    (lambda dW, db: (dW, [db[0], [1, np.nan]]), "not_finite", "db[1][1] is nan, not a finite number.",
     "Look for a division by 0, a logarithm of 0 or an exponential of a large number."),
    (lambda dW, db: ([dW[0] + np.inf, dW[1]], db), "not_finite", "dW[0][0, 0] is inf, not a finite number (12 such entries).",
     "Look for a division by 0, a logarithm of 0 or an exponential of a large number."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "outcome", "sentence", "remedy"), WRONG)
def test_what_is_no_gradient(case, change, outcome, sentence, remedy):
    assert told(case, edited(change)) == (outcome, sentence, remedy)


def test_an_error_is_told_with_its_line(case):
    def backward(W, b, X, y):
        delta = y
        return delta.T @ W[0], 0

    outcome, sentence, remedy = told(case, backward)
    assert outcome == "error"
    assert sentence.startswith("backward raised ValueError: matmul: ")
    assert sentence.endswith(", in the line `return delta.T @ W[0], 0`.")
    assert remedy.startswith("Write down the shapes: δ[l] is (n, n_out)")


def test_errors_of_other_kinds(case):
    assert told(case, lambda W, b: 0)[1].endswith("takes 2 positional arguments but 4 were given.")
    assert told(case, max)[:1] == ("error",)

    assert told(case, lambda W, b, X, y: exit(3))[1].startswith("backward raised SystemExit: 3, in the line `")

    def deep(W, b, X, y):
        return deep(W, b, X, y)

    assert told(case, deep)[1].startswith("backward raised RecursionError")

    def interrupted(W, b, X, y):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        nw.gradient_check(*case, backward=interrupted)


def test_writing_is_refused_in_a_sentence(case):
    def backward(W, b, X, y):
        W[0] -= 0.5
        return zeros(W, b)

    assert told(case, backward) == (
        "error",
        "backward writes into W, b, X or y; they are closed, and nothing has changed, in the line `W[0] -= 0.5`.",
        "Make an array of your own: `new = W[l] - …`, or W[l].copy(); neither pass needs an update.",
    )


def test_nor_may_it_reach_for_the_network_itself(case):
    net = case[0]
    before = net.theta.copy()

    def backward(W, b, X, y):
        net.W[0] += 1
        return zeros(W, b)

    assert told(case, backward) == (
        "error",
        "backward changes the network's own parameters; they are as they were before.",
        "Make an array of your own: `new = W[l] - …`, or W[l].copy(); neither pass needs an update.",
    )
    np.testing.assert_array_equal(net.theta, before)


def test_not_even_those_who_insist_change_anything(case):
    net, X, y = case
    before = net.theta.copy(), X.copy(), y.copy()

    def backward(W, b, X, y):
        for array in (*W, *b, X, y):
            while array is not None:
                array.flags.writeable = array.base is None or array.base.flags.writeable
                if array.flags.writeable:
                    array[...] = 7
                array = array.base
        W.clear()
        return [np.ones((4, 3)), np.ones((2, 4))], [np.ones(4), np.ones(2)]

    report = nw.gradient_check(net, X, y, backward=backward)
    assert report.outcome == "wrong_value"
    for now, then in zip((net.theta, X, y), before, strict=True):
        np.testing.assert_array_equal(now, then)
    ones = nw.gradient_check(net, X, y, backward=lambda W, b, X, y: ([1 + 0 * A for A in W], [1 + 0 * v for v in b]))
    assert (ones.error, ones.cosine) == (report.error, report.cosine)  # what was checked was the network that was given


def test_what_they_gave_is_left_alone(case):
    net, X, y = case
    grads = net.backward(net.forward(X), y)
    dW, db = [W.copy() for W in grads.W], [b.copy() for b in grads.b]
    assert nw.gradient_check(*case, backward=lambda W, b, X, y: (dW, db)).passed
    for got, right in zip((*dW, *db), (*grads.W, *grads.b), strict=True):
        np.testing.assert_array_equal(got, right)
        assert got.flags.writeable


def test_other_containers(case):
    """Tuples, nested lists and the kit's own blocks are lists of arrays as well; float32 is near enough."""
    net, X, y = case
    grads = net.backward(net.forward(X), y)
    for part in (lambda p: p, tuple, lambda p: [A.tolist() for A in p], lambda p: [A.astype("float32") for A in p]):
        assert nw.gradient_check(*case, backward=lambda W, b, X, y, part=part: (part(grads.W), part(grads.b))).passed


def test_what_is_refused(case, refused):
    net, X, y = case
    with refused(TypeError, "backward must be a function, got 3"):
        nw.gradient_check(net, X, y, backward=3)
    with refused(ValueError, "y must have one row for each of at least one example; got 4 for 5"):
        nw.gradient_check(net, X, y[:4])
    with refused(ValueError, "y must have one row for each of at least one example; got 0 for 0"):
        nw.gradient_check(net, X[:0], y[:0])
    with refused(ValueError, "X must have shape (n, 3) for sizes [3, 4, 2], got (5, 2)"):
        nw.gradient_check(net, X[:, :2], y)
