"""The controls' rows of TensorFlow Playground (T) and its faults (D), each by its number: what a page asks for, and what comes of it."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.activations import HIDDEN
from nnwidgets.core.optimizers import OPTIMIZERS
from nnwidgets.core.schedules import SCHEDULES
from nnwidgets.widgets.gallery import GALLERY, VARIANTS
from nnwidgets.widgets.pace import SPEEDS
from nnwidgets.widgets.panel import CONTROLS


def settings(page):
    """Of the newest full frame."""
    return next(frame.settings for frame in reversed(page.frames) if frame.kind == "full")


def rows(data):
    """Both parts together, in an order that no split can change."""
    together = np.concatenate([part.X for part in data])
    return together[np.lexsort(together.T)]


# ---- T1: run, pause, step, reset


def test_T1_step_by_example_batch_and_epoch(make_lab):
    lab, page = make_lab()
    start = lab.net.theta.copy()
    for k in range(1, 10):
        page.do("step", "example")
        assert (page.frame.example["number"], page.frame.example["of"], page.frame.step) == (k, 10, 0)
        assert page.frame.example["row"] == lab.trainer.example.index < 250
    np.testing.assert_array_equal(lab.net.theta, start)  # only with the last of its batch the weights move
    page.do("step", "example")
    assert (page.frame.example["number"], page.frame.step) == (10, 1)
    batch = make_lab()[0].trainer.step()
    np.testing.assert_array_equal(lab.net.theta, batch.net.theta)
    page.do("step", "batch")
    assert page.frame.step == 2 and not hasattr(page.frame, "example")
    page.do("step", "epoch")
    assert (page.frame.step, page.frame.epoch) == (25, 1)


def test_T1_speed_from_one_step_a_second_to_as_fast_as_it_goes(make_lab, clock, run):
    async def work():
        lab, page = make_lab()
        for speed, least, most in (("1 step/s", 4, 6), ("10/s", 40, 52), ("full", 4000, 10**6)):
            page.do("reset")
            page.do("speed", speed)
            page.do("play")
            for _ in range(20):
                page.send("ack", n=page.frame.n)
                await clock.pass_(0.25)
            page.do("pause")
            assert least <= lab.trainer.steps <= most, speed
        assert settings(page)["menus"]["speed"] == list(SPEEDS)
        lab.close()

    run(work())


def test_T1_and_D4_reset_is_the_same_start_and_new_weights_another(make_lab):
    lab, page = make_lab()
    start = lab.net.theta.copy()
    lab.train(steps=40)
    after = lab.net.theta.copy()
    page.do("reset")
    np.testing.assert_array_equal(lab.net.theta, start)
    lab.train(steps=40)
    np.testing.assert_array_equal(lab.net.theta, after)  # the batches too
    page.do("rewind", 17)
    np.testing.assert_array_equal(lab.net.theta, make_lab()[0].trainer.train(17).net.theta)
    page.do("new_weights")
    assert page.frame.step == 0 and (lab.net.theta != start).any()


# ---- T2: learning rate


@pytest.mark.parametrize("rate", [1e-5, 0.03, 10, 0.0123])
def test_T2_a_learning_rate_live_and_without_a_reset(make_lab, rate):
    lab, page = make_lab()
    lab.train(steps=12)
    theta = lab.net.theta.copy()
    page.do("learning_rate", rate)
    assert (lab.trainer.learning_rate, lab.learning_rate, settings(page)["learning_rate"], page.frame.step) == (rate, rate, rate, 12)
    np.testing.assert_array_equal(lab.net.theta, theta)


# ---- T3: activation, optimizer, schedule


def test_T3_activations_one_by_one_and_all_at_once_keep_the_weights(make_lab):
    lab, page = make_lab()
    lab.train(steps=5)
    theta = lab.net.theta.copy()
    assert settings(page)["menus"]["activation"] == list(HIDDEN)
    for name in HIDDEN:
        page.do("activation", [name, "tanh"])
        assert settings(page)["hidden"] == [name, "tanh"] and settings(page)["activation"] == (name if name == "tanh" else "mixed")
        page.do("activation", name)
        assert settings(page)["hidden"] == [name, name] and settings(page)["activation"] == name == lab.activation
    np.testing.assert_array_equal(lab.net.theta, theta)
    assert page.errors == [] and page.frame.step == 5


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_T3_another_optimizer_goes_on_from_here(make_lab, name):
    lab, page = make_lab()
    lab.train(steps=5)
    theta = lab.net.theta.copy()
    page.do("optimizer", name)
    np.testing.assert_array_equal(lab.net.theta, theta)
    assert (settings(page)["optimizer"], page.frame.step, page.frame.generation) == (name, 5, 0)
    page.do("step", "epoch")
    assert page.frame.step == 25 and page.errors == []
    page.do("rewind", 4)
    assert settings(page)["optimizer"] == "sgd"


def test_T3_schedules_their_steps_and_the_rate_of_now(make_lab):
    lab, page = make_lab()
    assert settings(page)["menus"]["schedule"] == list(SCHEDULES)
    assert settings(page)["schedule_steps"] is None and not hasattr(page.frame, "rate")
    page.do("schedule", "cosine")
    page.do("schedule_steps", 50)
    assert (settings(page)["schedule"], settings(page)["schedule_steps"]) == ("cosine", 50)
    lab.train(steps=25)
    assert page.frame.rate == pytest.approx(0.015) == lab.trainer.rate  # half way down the half wave
    page.do("schedule", "step")
    assert settings(page)["schedule_steps"] == 1000
    page.do("schedule", "constant")
    page.do("schedule_steps", 9)
    assert page.errors == ["a constant schedule goes by no number of steps; choose another first"]


def test_what_another_trainer_takes_over(make_lab):
    schedule, optimizer = nw.Cosine(steps=500), nw.Momentum(beta=0.7)
    lab, page = make_lab(schedule=schedule, optimizer="adam", l1=0.01, shuffle=False, learning_rate=0.2, batch_size=7, record_every=5)
    lab.trainer.change(optimizer=optimizer)
    for what, value in (("hidden", [3]), ("data", "reg_plane"), ("data", "blobs"), ("data", "circle")):
        page.do(what, value)
        t = lab.trainer
        kept = t.settings.schedule, t.optimizer, t.l1, t.l2, t.settings.shuffle, t.learning_rate, t.batch_size, t.record_every
        assert kept == (schedule, optimizer, 0.01, 0, False, 0.2, 7, 5)
    assert page.errors == [] and page.frame.generation == 4


def test_ones_own_backward_is_taken_over_or_the_change_is_refused(make_lab):
    def backward(W, b, X, y):
        a = [X]
        for w, c in zip(W, b, strict=True):
            a.append(np.tanh(a[-1] @ w.T + c))
        delta, dW, db = a[-1] - y, [], []
        for layer in range(len(W) - 1, -1, -1):
            delta = delta * (1 - a[layer + 1] ** 2) / (len(X) if layer == len(W) - 1 else 1)
            dW, db, delta = [delta.T @ a[layer], *dW], [delta.sum(axis=0), *db], delta @ W[layer]
        return dW, db

    lab, page = make_lab(backward=backward)
    page.do("hidden", [3])
    assert lab.trainer.settings.learner.backward is backward and page.errors == []
    lab.trainer.use(backward=lambda W, b, X, y: ([np.zeros((3, 2)), np.zeros((1, 3))], [np.zeros(3), np.zeros(1)]))
    net = lab.net
    page.do("hidden", [4])
    assert lab.net is net and page.errors[0].startswith("dW[0] must have shape (4, 2)")


# ---- T4: regularization


def test_T4_none_l1_l2_and_a_rate(make_lab):
    lab, page = make_lab()
    plain = page.frame.loss["train"]
    sizes = {"l1": sum(np.abs(W).sum() for W in lab.net.W), "l2": sum((W**2).sum() for W in lab.net.W) / 2}
    for kind in ("l1", "l2"):
        page.do("regularization", kind)
        assert (settings(page)["regularization"], settings(page)["penalty"]) == (kind, 0.001)
        page.do("regularization_rate", 10)
        assert (getattr(lab, kind), settings(page)["penalty"]) == (10, 10)
        assert page.frame.loss["train"] == pytest.approx(plain + 10 * sizes[kind])
        page.do("regularization_rate", 0)
        assert (settings(page)["regularization"], settings(page)["penalty"], page.frame.loss["train"]) == (kind, 0, plain)
        page.do("regularization_rate", 0.001)
        page.do("regularization", "none")
        assert (lab.l1, lab.l2, settings(page)["regularization"]) == (0, 0, "none")
    lab.trainer.change(l1=0.5, l2=0.25)
    lab.refresh()
    assert settings(page)["regularization"] == "l1 0.5 + l2 0.25"
    page.do("regularization_rate", 1)
    page.do("regularization", "l3")
    assert page.errors == ["choose l1 or l2 before its rate", "unknown regularization 'l3'; choose one of none, l1, l2"]


def test_T4_what_l1_makes_0_is_exactly_0_and_comes_back_alive(make_lab):
    lab, page = make_lab(hidden=[2])
    page.do("regularization", "l1")
    page.do("regularization_rate", 3)
    lab.train(steps=100)
    assert all((W == 0).all() for W in lab.net.W) and (page.frame.theta == 0).sum() >= 6
    lab.net.b[0][:] = 0.5
    page.do("regularization", "none")
    lab.train(steps=300)
    assert all((W != 0).any() for W in lab.net.W)


# ---- T5, T6: problems and data sets


def test_T5_problems_with_the_output_and_loss_that_fit(make_lab):
    _, page = make_lab()
    seen = {}
    for problem in settings(page)["menus"]["problem"]:
        page.do("problem", problem)
        s = settings(page)
        assert (s["problem"], s["task"], s["data"], s["menus"]["data"]) == (problem, problem, GALLERY[problem][0], list(GALLERY[problem]))
        assert page.frame.thumbs.shape == (len(GALLERY[problem]), 60, 3)
        seen[problem] = s["output"], s["loss"]
    assert seen == {
        "binary": ("tanh", "squared_error"), "multiclass": ("softmax", "cross_entropy"), "regression": ("linear", "squared_error"),
    } and page.errors == []  # fmt: skip


@pytest.mark.parametrize(("name", "choice"), [(name, c) for name, menu in VARIANTS.items() for c in menu.choices])
def test_T6_gates_curves_and_blobs(make_lab, name, choice):
    lab, page = make_lab(hidden=[4])
    page.do("data", name)
    page.do("variant", str(choice))
    s, menu = settings(page), VARIANTS[name]
    assert (s["data"], s["variant"]) == (name, {"label": menu.label, "value": str(choice), "choices": [*map(str, menu.choices)]})
    made = nw.datasets.DATASETS[name](**{menu.argument: choice})
    np.testing.assert_array_equal(rows(lab.data), made.X[np.lexsort(made.X.T)])
    assert s["n_train"] == (4 if name == "gate" else len(made) // 2)
    page.do("step", "epoch")
    assert page.errors == [] and page.frame.epoch == 1
    direct, _ = make_lab(name, variant=choice, hidden=[4])
    assert direct.net.sizes == lab.net.sizes and direct.data[0].classes == lab.data[0].classes


@pytest.mark.parametrize("name", [name for names in GALLERY.values() for name in names])
def test_T6_every_set_of_the_gallery_is_had_by_its_name(make_lab, name):
    lab, page = make_lab("gauss" if name == "circle" else "circle")
    page.do("data", name)
    assert settings(page)["data"] == name and page.errors == []
    lab.train(epochs=2)
    assert np.isfinite(lab.train_loss)


def test_T6_a_gate_keeps_its_four_rows(make_lab):
    lab, page = make_lab(test=0.4)
    page.do("data", "gate")
    assert (settings(page)["n_train"], settings(page)["test"], page.frame.loss["test"]) == (4, 0, None)
    page.do("test", 0.5)
    assert page.errors == ["nothing is set aside of a gate: every row is needed"]
    page.do("data", "xor")
    assert (settings(page)["n_train"], settings(page)["test"]) == (300, 0.4) and lab.test_loss is not None


# ---- T7: ratio, noise, batch size, regenerate


def test_T7_and_D5_noise_moves_the_same_points_and_the_ratio_splits_them(make_lab):
    lab, page = make_lab("spiral")
    still = rows(lab.data)
    before = [part.X for part in lab.data]
    page.do("noise", 0.1)
    small = [part.X for part in lab.data]
    page.do("noise", 0.2)
    for at0, at1, at2 in zip(before, small, (part.X for part in lab.data), strict=True):
        np.testing.assert_allclose(at2 - at0, 2 * (at1 - at0), atol=1e-12)
    page.do("noise", 0)
    for share in (0.1, 0.9, 0.5):
        page.do("test", share)
        np.testing.assert_array_equal(rows(lab.data), still)
        assert len(lab.data[1]) == 500 * share


@pytest.mark.parametrize("size", [1, 30, 250])
def test_T7_a_batch_of_1_to_all(make_lab, size):
    lab, page = make_lab()
    page.do("batch_size", size)
    page.do("step", "epoch")
    assert (lab.batch_size, page.frame.step, page.frame.epoch) == (size, -(-250 // size), 1)


def test_T7_regenerate_draws_other_points_and_keeps_the_weights(make_lab):
    lab, page = make_lab("gauss", noise=0.2, seed=4)
    lab.train(steps=9)
    theta, drawn = lab.net.theta.copy(), [rows(lab.data)]
    for _ in range(2):
        page.do("new_data")
        np.testing.assert_array_equal(lab.net.theta, theta)
        assert (page.frame.step, settings(page)["noise"]) == (9, 0.2) and all((rows(lab.data) != old).all() for old in drawn)
        drawn.append(rows(lab.data))
    page.do("noise", 0)
    np.testing.assert_array_equal(rows(lab.data), rows(nw.datasets.gauss(seed=6).split(0)))
    _, other = make_lab((np.eye(4), [0, 1, 0, 1]))
    other.do("new_data")
    assert other.errors == ["data of your own cannot be drawn anew; put others on screen with nw.Playground(data=…)"]


# ---- T9: layers and neurons


@pytest.mark.parametrize("hidden", [[], [1], [8], [1, 2, 3, 4, 5, 6], [8] * 6])
def test_T9_0_to_6_layers_of_1_to_8(make_lab, hidden):
    lab, page = make_lab()
    page.do("hidden", hidden)
    assert settings(page)["sizes"] == [2, *hidden, 1] and page.errors == []
    page.do("step", "epoch")
    assert page.frame.epoch == 1 and np.isfinite(lab.train_loss)


@pytest.mark.parametrize("hidden", [[9], [4] * 7])
def test_T9_more_is_for_python(make_lab, hidden):
    _, page = make_lab()
    page.do("hidden", hidden)
    assert page.errors == [f"the panel goes to 6 hidden layers of 8, got {hidden}; from Python any network works: nw.Playground(net=…)"]


# ---- faults of TensorFlow Playground


def test_D6_a_last_batch_is_smaller_and_does_not_leak(make_lab):
    lab, page = make_lab(batch_size=40)  # 250 = 6 · 40 + 10
    for _ in range(6):
        page.do("step", "batch")
    page.do("step", "example")
    assert (page.frame.example["of"], page.frame.epoch) == (10, 0)
    page.do("step", "batch")
    assert (page.frame.step, page.frame.epoch, lab.trainer._run.bench.feed.cursor) == (7, 1, 0)


def test_D7_shuffled_every_epoch_unless_that_is_off(make_lab):
    lab, page = make_lab()

    def orders():
        found = []
        for _ in range(2):
            found.append(lab.trainer._run.bench.feed.order.copy())
            page.do("step", "epoch")
        return found

    first, second = orders()
    assert settings(page)["shuffle"] is True and (first != second).any()
    page.do("shuffle", False)
    assert settings(page)["shuffle"] is False
    for order in orders():
        np.testing.assert_array_equal(order, np.arange(250))


def test_D11_every_control_says_what_it_is_and_does(make_lab):
    lab, page = make_lab()
    assert settings(page)["controls"] == {name: [c.label, c.help] for name, c in CONTROLS.items()}
    assert all(c.label and len(c.help) > 15 and not c.help.endswith(".") for c in CONTROLS.values())
    known = lab.commands()
    sent = {command for name, c in CONTROLS.items() if name not in ("more", "tune") for command in (c.commands or (name,))}
    assert sent <= set(known) and set(known) - sent == {"rewind", "l1", "l2"}  # the timeline's; and Python's names for a rate


def test_D12_other_data_keep_the_weights_that_fit(make_lab):
    lab, page = make_lab("circle")
    lab.train(steps=30)
    W, b = [w.copy() for w in lab.net.W], [c.copy() for c in lab.net.b]
    page.do("data", "reg_gauss")  # another output, of the same shape
    np.testing.assert_array_equal(lab.net.theta, np.concatenate([np.column_stack([w, c]).ravel() for w, c in zip(W, b, strict=True)]))
    page.do("data", "blobs")
    page.do("variant", "4")
    for layer in (0, 1):
        np.testing.assert_array_equal(lab.net.W[layer], W[layer])
    three = lab.net.W[2][:3].copy()
    page.do("variant", "6")
    np.testing.assert_array_equal(lab.net.W[2][:3], three)
    page.do("data", "curve")
    np.testing.assert_array_equal(lab.net.W[0], W[0][:, :1])
    np.testing.assert_array_equal(lab.net.b[0], b[0])
    assert lab.net.sizes == (1, 4, 2, 1) and page.errors == []
