"""Whether a loss is finite is known from the size of the weights: it is measured only where that does not tell."""

import numpy as np
import pytest
from threadpoolctl import threadpool_info

import nnwidgets as nw
from nnwidgets.core import bench
from nnwidgets.core.measure import Measure


def make(hidden="tanh", output="sigmoid", loss=None, dtype="float64", n=20, **settings):
    rng = np.random.default_rng(0)
    y = rng.dirichlet(np.ones(2), n)
    net = nw.Network([3, 5, 4, 2], hidden, output, dtype=dtype, seed=1)
    return nw.Trainer(net, nw.datasets.from_arrays(rng.normal(size=(n, 3)), y), loss=loss, test=0.2, **settings)


def test_what_is_surely_finite_is(hidden, fitting):
    output, loss = fitting
    for dtype in ("float64", "float32"):
        t = make(hidden, output, "squared_error" if loss == "hinge" else loss, dtype)  # the targets are shares
        start = t.net.theta.copy()
        for scale in (1, 1e3, 1e6, 1e12, 1e30, 1e100, 1e200):
            with np.errstate(all="ignore"):
                t.net.theta[:] = start * scale
            sure = t._run.bench.surely_finite()
            assert np.isfinite(t.train_loss) or not sure
            assert sure or scale > 1
            assert scale < 1e100 or not sure


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_is_never_sure(bad, optimizer):
    t = make(optimizer=optimizer).train(3)
    for array in (t.net.theta, t._run.bench.memory):
        if array.size:
            kept, array.flat[0] = array.flat[0], bad
            assert not t._run.bench.surely_finite()
            assert not t._run.finite()
            array.flat[0] = kept
    assert t._run.bench.surely_finite()
    t.change(l2=1e300)
    assert not t._run.bench.surely_finite()


def test_an_own_function_is_measured():
    assert not make((np.exp, np.exp))._run.bench.surely_finite()
    own = (lambda a, y: np.square(a - y).sum(axis=1), lambda a, y: 2 * (a - y))
    assert not make(loss=own)._run.bench.surely_finite()


def test_a_slice_measures_nothing(monkeypatch):
    t, calls, run = make(batch_size=1), [], Measure._run
    monkeypatch.setattr(Measure, "_run", lambda self, decisions: calls.append(1) or run(self, decisions))
    for _ in range(15):
        t.run(1, 1)
    assert calls == []  # 16 examples: the epoch ends with the next step
    t.run(1, 1)
    assert len(calls) == 2  # the two losses of the record


def test_one_blas_thread_while_training_and_measuring():
    """Looked up in the middle of it, by an own activation."""
    seen = set()

    def f(z):
        if len(z):
            seen.add(tuple(lib["num_threads"] for lib in threadpool_info() if lib["user_api"] == "blas"))
        return np.tanh(z)

    rng = np.random.default_rng(0)
    data = nw.datasets.from_arrays(rng.random((2000, 700)), rng.integers(0, 2, 2000))
    t = nw.Trainer(nw.Network([700, 4, 1], (f, lambda z: 1 - np.tanh(z) ** 2)), data, batch_size=500)
    before = threadpool_info()
    for act in (lambda: t.train(5), t.measure, lambda: t.train_loss, lambda: t.rewind(3)):
        seen.clear()
        act()
        assert seen
        assert {n for threads in seen for n in threads} == {1}
    assert threadpool_info() == before


def test_a_small_measure_sets_no_threads(monkeypatch):
    t = make()
    monkeypatch.setattr(bench, "_threads", [None])  # using it would fail
    assert np.isfinite(t.measure()["train_loss"])
