"""The learner's own forward and backward: the run trains by them, bit for bit repeatable, and equal to the kit's where they are right."""

import numpy as np
import pytest

import nnwidgets as nw


def sigma(z):
    return 1 / (1 + np.exp(-z))


def my_forward(W, b, X):
    return sigma(np.tanh(X @ W[0].T + b[0]) @ W[1].T + b[1])


def my_backward(W, b, X, y):
    a = np.tanh(X @ W[0].T + b[0])
    out = (sigma(a @ W[1].T + b[1]) - y) / len(X)
    hidden = out @ W[1] * (1 - a**2)
    return [hidden.T @ X, out.T @ a], [hidden.sum(axis=0), out.sum(axis=0)]


def make(n_out=1, **settings):
    return nw.Trainer(nw.Network([2, 4, n_out], seed=1), nw.datasets.circle(73), test=0.3, learning_rate=0.1, batch_size=8, **settings)


@pytest.mark.parametrize("own", [{"backward": my_backward}, {"forward": my_forward}, {"forward": my_forward, "backward": my_backward}])
def test_right_code_trains_as_the_kit(optimizer, own):
    t, kit = (make(optimizer=optimizer, schedule="cosine", l1=1e-4, l2=1e-3, **given) for given in (own, {}))
    for each in (t, kit):
        each.hold([2])
        each.train(50)
    np.testing.assert_allclose(t.net.theta, kit.net.theta, rtol=1e-9, atol=1e-11)
    np.testing.assert_allclose(t.history.train_loss, kit.history.train_loss, rtol=1e-9)
    assert t.measure()["test_accuracy"] == kit.measure()["test_accuracy"]
    names = " and ".join(name for name in ("forward", "backward") if name in own)
    assert repr(t).endswith(f", by your own {names}: slower)")
    assert "own" not in repr(kit)


def test_it_is_the_learners_code_that_trains():
    """A backward pass with the wrong sign climbs; a forward pass that always says ½ has a loss of ln 2."""
    wrong = make(backward=lambda *given: [[-d for d in part] for part in my_backward(*given)]).train(50)
    assert wrong.train_loss > wrong.history.train_loss[0]
    half = make(forward=lambda W, b, X: np.full((len(X), 1), 0.5)).train(5)
    assert half.train_loss == pytest.approx(np.log(2), rel=1e-12)
    both = make(forward=lambda W, b, X: [X, np.full((len(X), 1), 0.5)])  # a list of activations ends in the output
    assert both.train_loss == half.train_loss


def test_use_is_a_change_like_any_other():
    t = make().train(20)
    t.use(backward=my_backward)
    t.train(20)
    t.use()
    there = t.train(20).net.theta.copy()
    assert [event.kind for event in t.history.events] == ["change", "change"]
    other = t.branch()
    for each in (t, other):
        each.rewind(30).train(10)
        each.use()
        np.testing.assert_array_equal(each.train(20).net.theta, there)
    t.use(forward=my_forward, backward=my_backward)
    t.reset()
    assert "own forward and backward" in repr(t)


def test_softmax_and_squares():
    def squares(W, b, X, y):
        a = X @ W[0].T + b[0]
        return [(a - y).T @ X / len(X)], [(a - y).mean(axis=0)]

    def soft(W, b, X):
        e = np.exp(X @ W[0].T + b[0])
        return e / e.sum(axis=1, keepdims=True)

    for output, own in (("linear", {"backward": squares}), ("softmax", {"forward": soft})):
        data = nw.datasets.circle(40) if output == "softmax" else nw.datasets.reg_plane(40)
        runs = [nw.Trainer(nw.Network([2, 2 if output == "softmax" else 1], output=output), data, **given).train(20) for given in (own, {})]
        assert runs[0].train_loss == pytest.approx(runs[1].train_loss, rel=1e-9)


def closed(W, b, X, y):
    W[0] -= 1


@pytest.mark.parametrize(("own", "kind", "sentence"), [
    ({"forward": lambda W, b, X: X}, ValueError, "forward(W, b, X) must give a of shape (3, 1), (examples, outputs), got (3, 2)"),
    ({"backward": lambda W, b, X, y: None}, TypeError,
     "backward(W, b, X, y) must give (dW, db), two lists with one array per layer; got a NoneType"),
    ({"backward": lambda W, b, X, y: (W[:1], b)}, ValueError, "dW must be a list of 2 arrays, one per layer, got 1 of them"),
    ({"backward": lambda W, b, X, y: ([w.T for w in W], b)}, ValueError, "dW[0] must have shape (4, 2), like W[0]; got (2, 4)"),
    ({"backward": lambda W, b, X, y: (W, [x[None] for x in b])}, ValueError, "db[0] must have shape (4,), like b[0]; got (1, 4)"),
    ({"backward": 3}, TypeError, "backward must be a function, got 3"),
    ({"backward": closed}, ValueError, "output array is read-only"),
])  # fmt: skip
def test_what_does_not_fit_is_said_at_once(refused, own, kind, sentence):
    with refused(kind, sentence):
        make(**own)
    t = make().train(3)
    with refused(kind, sentence):
        t.use(**own)
    assert (t.steps, t.history.events) == (3, [])


def test_divergence_and_faults_of_own_code():
    t = make(backward=lambda W, b, X, y: ([1e300 * w**3 for w in W], list(b)))
    with pytest.raises(nw.DivergenceError):
        t.train(100)
    assert np.isfinite(t.net.theta).all()
