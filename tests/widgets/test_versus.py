"""B9: two runs from the same start, on the same data and batches, with exactly one thing different; what a page is told of them."""

import asyncio

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.compare import OF_NETWORK, OF_TRAINER
from nnwidgets.core.knobs import KNOBS
from nnwidgets.widgets import jobs, versus
from nnwidgets.widgets.choices import label


def test_B9_b_is_the_run_by_hand_a_the_one_on_screen_and_one_thing_differs(make_lab):
    lab, page = make_lab("xor", hidden=[3], learning_rate=0.1, noise=0.1)
    lab.train(steps=130)
    theta, events = lab.net.theta.copy(), lab.trainer.history.events
    assert lab.comparison is None and "versus" not in page.kept(lab).settings
    page.do("versus", {"learning_rate": 0.5})
    a, b = lab.comparison.a, lab.comparison.b
    assert page.errors == [] and lab.trainer.steps == 130 and lab.trainer.history.events is events
    np.testing.assert_array_equal(lab.net.theta, theta)
    np.testing.assert_array_equal(a.net.theta, theta)

    hand = nw.Trainer(nw.Network([2, 3, 1], "tanh", "tanh", "playground"), lab.data, loss="squared_error", learning_rate=0.5).train(130)
    np.testing.assert_array_equal(b.net.theta, hand.net.theta)
    assert not np.array_equal(b.net.theta, theta)

    sent = page.frame
    told = sent.settings["versus"]
    assert (told["name"], told["label"], told["values"], told["of"], told["changed"]) == (
        "learning_rate",
        "Learning rate",
        ["0.1", "0.5"],
        130,
        0,
    )
    for side, run, by_hand in (("a", a, lab.trainer), ("b", b, hand)):
        np.testing.assert_array_equal(getattr(sent, f"{side}_theta"), by_hand.net.theta)
        np.testing.assert_array_equal(getattr(sent, f"{side}_rows"), by_hand.history.rows())
        shown = told["runs"]["ab".index(side)]
        assert {name: shown[name] for name in ("train_loss", "test_loss", "train_accuracy", "test_accuracy")} == by_hand.measure()
        assert (shown["steps"], shown["sizes"], shown["hidden"], shown["output"]) == (130, [2, 3, 1], ["tanh"], "tanh")
        run.rewind(0)
    assert [name for name, (read, _) in KNOBS.items() if name not in ("data", "start") and read(a) != read(b)] == ["learning_rate"]
    assert a.data[0] is b.data[0] is lab.data[0] and a.data[1] is b.data[1]
    np.testing.assert_array_equal(a.net.theta, b.net.theta)
    np.testing.assert_array_equal(a._run.bench.feed.order, b._run.bench.feed.order)


@pytest.mark.parametrize("data", ["circle", "blobs", "reg_plane"])
def test_B9_all_that_a_page_offers_can_be_compared(make_lab, data):
    """Every setting of the registry is offered where it has a choice, and every entry of its list trains."""
    lab, page = make_lab(data, hidden=[3])
    turns = {turn["name"]: turn for turn in page.frame.settings["turns"]}
    alone = {"circle": set(), "blobs": {"output", "loss"}, "reg_plane": set()}[data]
    assert turns.keys() == {*OF_NETWORK, *OF_TRAINER} - alone
    typed = {"sizes": [2, 5, lab.net.sizes[-1]], "learning_rate": 0.1, "batch_size": 7, "l1": 0.01, "l2": 0.01, "seed": 4}
    assert typed.keys() == {name for name, turn in turns.items() if turn["list"] is None}
    for name, turn in turns.items():
        assert turn["label"] == label(name) and (turn["list"] is None or turn["now"] in turn["list"])
        for value in (one for one in turn["list"] or [typed[name]] if one != turn["now"]):
            page.do("versus", {name: value, "steps": 3})
            assert page.errors == [] and page.frame.settings["versus"]["name"] == name, (name, value)
            page.do("forget_versus")
    assert lab.comparison is None and "versus" not in page.frame.settings and not hasattr(page.frame, "a_theta")


def test_B9_b_is_opened_and_the_run_that_was_there_is_kept(make_lab):
    lab, page = make_lab(hidden=[3])
    made = lab.versus(sizes=[2, 5, 1], steps=40)
    assert made is lab.comparison
    lab.train(steps=7)
    theta = lab.net.theta.copy()
    page.do("open_b")
    assert lab.net.sizes == (2, 5, 1) and lab.trainer.steps == 40 and lab.comparison is made
    lab.train(steps=5)
    assert made.b.steps == 40  # what was compared stays as it was
    lab.restore("before")
    np.testing.assert_array_equal(lab.net.theta, theta)
    page.do("noise", 0.2)
    assert lab.comparison is None and "versus" not in page.frame.settings  # on other data they are no answer


def test_B9_what_was_changed_on_the_way_is_in_neither_and_new_weights_and_frozen_ones_are_in_both(make_lab):
    lab, page = make_lab(hidden=[3])
    lab.new_weights()
    start = lab.net.theta.copy()
    lab.freeze(layer=0, to=1)
    lab.train(steps=20)
    lab.learning_rate = 0.2
    lab.train(steps=20)
    lab.versus(l2=0.01)
    assert page.frame.settings["versus"]["changed"] > 0
    for run in (lab.comparison.a, lab.comparison.b):
        assert not run.history.events
        assert run.steps == 40 and run.learning_rate == 0.2
        np.testing.assert_array_equal(run.net.theta[3:6], start[3:6])
        run.rewind(0)
        np.testing.assert_array_equal(run.net.theta, start)


def test_B9_one_that_diverges_is_shown_at_its_last_finite_step(make_lab):
    lab, page = make_lab("reg_plane", hidden=[4], activation="relu", learning_rate=0.01)
    lab.versus(learning_rate=50)
    told = page.frame.settings["versus"]
    assert told["runs"][0]["steps"] == told["of"] == 1000 > told["runs"][1]["steps"] == lab.comparison.b.steps
    assert np.isfinite(page.frame.b_theta).all()


def test_B9_an_activation_of_ones_own_goes_with_the_run_that_has_it(make_lab):
    lab, page = make_lab(hidden=[3], activation=nw.Activation("cube", lambda z: z**3, lambda z: 3 * z**2))
    lab.versus(activation="tanh", steps=5)
    assert [run["own_activations"] for run in page.frame.settings["versus"]["runs"]] == [["cube (yours)"], []]
    assert page.frame.a_own.shape[0] == 2 and not hasattr(page.frame, "b_own")
    page.do("activation", "relu")
    page.do("versus", {"activation": "cube (yours)", "steps": 5})
    assert page.errors == [] and lab.comparison.b.net.activation[0].name == "cube"


def test_B9_a_stop_leaves_everything_as_it_was(make_lab, run, until, monkeypatch):
    monkeypatch.setattr(jobs, "AFTER", 0.0)
    monkeypatch.setattr(versus, "SLICE", 0.0)

    async def work():
        lab, page = make_lab(hidden=[3])
        lab.train(steps=30)
        before, theta = lab.versus(l2=0.01), lab.net.theta.copy()
        page.do("versus", {"learning_rate": 0.3, "steps": 10**7})
        await until(lambda: any(c["kind"] == "progress" and c.get("of") == 2 * 10**7 for c, _ in page.heard()))
        told = page.heard()[-1][0]
        assert (told["what"], told["stops"]) == ("A and B", True) and 0 < told["done"] < 10**6
        page.do("versus", {"learning_rate": 0.5})
        assert page.errors == ["A and B is still under way; stop it first"]
        page.do("stop")
        await until(lambda: lab._job.done())
        await asyncio.sleep(0)
        assert lab.comparison is before and page.kept(lab).settings["versus"]["name"] == "l2" and lab.trainer.steps == 30
        np.testing.assert_array_equal(lab.net.theta, theta)

    run(work())


def test_B9_what_a_teacher_has_hidden_or_locked_is_not_changed_by_a_comparison_either(make_lab):
    lab, page = make_lab(hidden=[3], hide=["regularization"], lock={"learning_rate": "we come to it in lesson 6", "layers": "not yet"})
    offered = {turn["name"] for turn in page.frame.settings["turns"]}
    assert {*OF_NETWORK, *OF_TRAINER} - offered == {"l1", "l2", "learning_rate", "sizes"}
    page.do("versus", {"learning_rate": 0.3})
    page.do("versus", {"l2": 0.3})
    assert page.errors == ["Learning rate is not to be changed here", "L2 rate is not to be changed here"] and lab.comparison is None
    lab.versus(learning_rate=0.3, steps=5)  # Python may
    lab.lock = {"compare": "first say what you expect"}
    page.do("open_b")
    assert page.errors[-1] == "compare (locked): first say what you expect" and lab.trainer.steps == 0


def test_B9_an_interrupt_of_a_cell_leaves_everything_as_it_was(make_lab, monkeypatch):
    lab, page = make_lab(hidden=[3])
    lab.train(steps=30)
    before, theta = lab.versus(l2=0.01), lab.net.theta.copy()
    run = nw.Trainer.run

    def pressed(trainer, *args):
        run(trainer, *args)
        if trainer.l1:
            raise KeyboardInterrupt

    monkeypatch.setattr(nw.Trainer, "run", pressed)
    with pytest.raises(KeyboardInterrupt):
        lab.versus(l1=0.01)
    assert lab.comparison is before and lab.trainer.steps == 30
    np.testing.assert_array_equal(lab.net.theta, theta)
    assert not any(c["kind"] == "progress" and c["what"] for c, _ in page.heard()[-1:])


SETTINGS = ", ".join((*OF_NETWORK, *OF_TRAINER))


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda lab: lab.versus(), "the runs differ in nothing; change exactly one thing, such as learning_rate=0.1"),
        (lambda lab: lab.versus(learning_rate=0.03), "the runs differ in nothing; change exactly one thing, such as learning_rate=0.1"),
        (
            lambda lab: lab.versus(learning_rate=0.1, l2=0.5),
            "the runs differ in 2 things: learning_rate (0.03 and 0.1), l2 (0 and 0.5); change exactly one, or nobody can say which it was",
        ),
        (lambda lab: lab.versus(rate=1), f"unknown change 'rate'; choose one of {SETTINGS}, data"),
        (lambda lab: lab.versus(learning_rate=-1), "learning_rate must be a number above 0, got -1; 0.03 is a usual start"),
        (lambda lab: lab.versus(l2=1, steps=0), "steps must be a whole number of at least 1, got 0"),
        (lambda lab: lab.versus(data="xor"), "a lab compares on the data it has; nw.compare(lab.trainer, data=…) compares data"),
        (lambda lab: lab.versus(sizes=[2, 2]), "both need as many outputs, 1, got sizes [2, 2]"),
        (lambda lab: (lab.freeze(0), lab.versus(sizes=[2, 3, 1])), "frozen weights have no place where sizes differs: unfreeze them"),
        (lambda lab: lab.open_b(), "there is no run B yet: lab.versus(learning_rate=0.3) trains one"),
        (lambda lab: lab.commands()["versus"]({"rate": 1}), f"unknown setting 'rate'; choose one of {SETTINGS}, steps"),
    ],
)
def test_what_cannot_be_done_is_said(make_lab, act, sentence):
    lab, _ = make_lab(hidden=[2])
    with pytest.raises(ValueError) as caught:
        act(lab)
    assert str(caught.value) == sentence and lab.comparison is None and lab.trainer.steps == 0


def test_a_page_that_says_no_setting_is_told(make_lab):
    _, page = make_lab()
    page.do("versus", "learning_rate")
    assert page.errors == ["versus takes {setting: value}, such as {'learning_rate': 0.3}, got 'learning_rate'"]
