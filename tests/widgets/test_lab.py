"""What pages send and are sent, what cells write, and threads: everything that is the same for all labs."""

import inspect
import itertools
import threading

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.widgets.lab import Lab


def test_a_page_that_says_hello_gets_everything(make_lab):
    lab, page = make_lab("xor", hidden=(3,), noise=0.1, test=0.25)
    frame, s = page.frame, page.frame.settings
    assert frame.kind == "full" and (frame.step, frame.generation, frame.running, frame.reason) == (0, 0, False, "ready")
    assert (s["sizes"], s["hidden"], s["output"], s["loss"]) == ([2, 3, 1], ["tanh"], "tanh", "squared_error")
    assert (s["data"], s["task"], s["classes"], s["names"]) == ("xor", "binary", ["orange", "blue"], ["x1", "x2"])
    assert (s["n_train"], s["noise"], s["test"], s["learning_rate"], s["batch_size"]) == (375, 0.1, 0.25, 0.03, 10)
    assert s["menus"]["data"] == ["circle", "xor", "gauss", "spiral", "moons", "checkerboard", "gate"] and s["speed"] in s["menus"]["speed"]
    np.testing.assert_array_equal(frame.theta, lab.net.theta)
    np.testing.assert_array_equal(frame.X, np.concatenate([part.inputs for part in lab.data]))
    assert set(frame.Y[:, 0]) == {-1, 1} and frame.Y.shape == (500, 1)
    assert frame.records.tolist() == [[0, lab.trainer.train_loss, lab.trainer.test_loss]]


def test_a_reloaded_page_has_a_picture_before_the_kernel_answers(make_lab):
    lab, page = make_lab()
    lab.train(steps=100)
    page.edit({3: 2.0}, hold=[3], release=[3])
    kept = page.kept(lab)
    assert kept.kind == "full" and kept.step == 100 and kept.theta[3] == 2.0 and kept.settings == page.frames[0].settings
    synced = [data["state"] for kind, data, _ in page.line.published if data.get("method") == "update"]
    assert {"_header", "_payload"} >= set().union(*synced)


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ({"kind": "do", "what": "explode"}, "unknown command 'explode'; reload the page"),
        ({"kind": "do"}, "unknown command None; reload the page"),
        ({"kind": "do", "what": ["step"]}, "unknown command ['step']; reload the page"),
        ({"kind": "ack"}, "n must be a whole number of at least 0, got None"),
        ({"kind": "ack", "n": "5"}, "n must be a whole number of at least 0, got '5'"),
        ({"kind": "edit", "set": {}}, "id must be a whole number of at least 1, got None"),
        ({"kind": "edit", "id": 0}, "id must be a whole number of at least 1, got 0"),
    ],
)
def test_what_no_page_should_send_is_answered_by_a_sentence_to_that_page(make_lab, another, message, sentence):
    lab, page = make_lab()
    other, theta = another(page), lab.net.theta.copy()
    page.send(**message)
    assert page.errors == [sentence] and other.errors == []
    np.testing.assert_array_equal(lab.net.theta, theta)


@pytest.mark.parametrize("content", ["hello", 3, None, [], {"kind": "later"}, {"kind": 7, "view": {}}, {}])
def test_what_it_does_not_know_it_does_not_mind(make_lab, content):
    lab, page = make_lab()
    page.line.handle_msg({"content": {"data": {"method": "custom", "content": content}}, "buffers": []})
    assert page.errors == [] and not lab.running


def test_an_edit_arrives_and_the_other_view_is_told_what_it_may_not(make_lab, another):
    lab, page = make_lab()
    other = another(page)
    page.edit({14: 0.5}, hold=[14])
    assert lab.net.W[1][0, 2] == 0.5 and page.frame.applied == {"A": 1}
    other.edit({14: 9.0}, hold=[14])
    assert lab.net.W[1][0, 2] == 0.5 and other.frame.applied == {"A": 1, "B": 1}
    assert other.errors == ["W[1][0, 2] is held in another view"] and page.errors == []
    assert [content["refused"] for content, _ in page.heard() if content["kind"] == "error"] == [True]
    page.send("bye")
    other.edit({14: 9.0}, hold=[14])
    assert lab.net.W[1][0, 2] == 9.0


@pytest.mark.parametrize("values", [{"14": None}, {"99": 1.0}, {"x": 1.0}, [1.0], "W"])
def test_an_edit_that_is_none_is_answered_and_its_overlay_ends(make_lab, values):
    lab, page = make_lab()
    theta = lab.net.theta.copy()
    page.edit()
    page.send("edit", id=7, generation=0, set=values, hold=[], release=[])
    assert len(page.errors) == 1 and page.frame.applied == {"A": 7}
    np.testing.assert_array_equal(lab.net.theta, theta)
    page.send("edit", id=8, generation=0)
    assert page.frame.applied == {"A": 8} and len(page.errors) == 1


A = np.arange(8.0).reshape(4, 2) / 8


@pytest.mark.parametrize(
    "cell",
    [
        lambda lab: lab.net.W[1].__setitem__((0, 2), 0.8),
        lambda lab: lab.net.W.__setitem__(0, A),
        lambda lab: lab.trainer.train(10),
        lambda lab: lab.trainer.train(10).rewind(5),
        lambda lab: setattr(lab.trainer, "learning_rate", 0.5),
        lambda lab: setattr(lab.net, "activation", "relu"),
    ],
)
def test_what_a_cell_did_is_shown(make_lab, cell):
    lab, page = make_lab()
    cell(lab)
    lab.refresh()
    frame, count = page.frame, len(page.frames)
    np.testing.assert_array_equal(frame.theta, lab.net.theta)
    assert frame.step == lab.trainer.steps and frame.loss["train"] == lab.trainer.train_loss
    kept = page.kept(lab)
    assert kept.settings["learning_rate"] == lab.trainer.learning_rate == lab.learning_rate
    assert kept.settings["hidden"] == [a.name for a in lab.net.activation]
    assert frame.kind == "frame" or frame.settings == kept.settings
    assert kept.settings == page.frames[0].settings or frame.kind == "full"
    lab.refresh()
    assert len(page.frames) == count  # nothing new, nothing said


def test_not_a_number_from_a_cell_is_named_and_the_last_finite_picture_stays(make_lab):
    lab, page = make_lab()
    good = page.frame
    lab.net.W[1][0, 2] = np.nan
    lab.refresh()
    assert page.errors == ["net.W[1][0, 2] is nan; training needs finite numbers: write one there, or reset()"]
    page.send("hello")
    page.edit({0: 1.0})
    assert page.frame.applied == {"A": 1}
    for frame in (*page.frames, page.kept(lab)):
        np.testing.assert_array_equal(frame.theta, good.theta)
    lab.net.W[1][0, 2] = 0.5
    lab.refresh()
    assert page.frame.theta[14] == 0.5 and len(page.errors) == 2


def test_a_page_plays_and_pauses(make_lab, clock, run):
    async def work():
        lab, page = make_lab()
        page.do("play")
        assert lab.running and page.frame.reason == "playing"
        for _ in range(8):
            page.send("ack", n=page.frame.n)
            await clock.pass_(0.25)
        page.do("pause")
        assert not lab.running and page.frame.reason == "paused"
        assert page.frame.step == lab.trainer.steps == pytest.approx(2000, abs=50)
        lab.close()

    run(work())


def test_two_thousand_messages_from_another_thread_leave_everything_consistent(make_lab, run, until, monkeypatch):
    monkeypatch.setattr("nnwidgets.widgets.session.SLICE", 0.001)

    async def work():
        lab, page = make_lab()
        lab.set_speed("full")
        lab.play()
        threads, messages = set(), 2000
        applied, receive = [], lab._receive

        def received(message):
            threads.add(threading.get_ident())
            receive(message)
            applied.append(message)

        lab._receive = received

        def post():
            for i in range(1, messages + 1):
                k = i % 25
                page.send("edit", id=i, generation=0, set={str(k): i / messages}, hold=[k], release=[(i - 3) % 25])

        thread = threading.Thread(target=post)
        thread.start()
        await until(lambda: len(applied) == messages)
        thread.join()
        assert threads == {threading.get_ident()} and page.errors == []
        last = {i % 25: i / messages for i in range(messages - 2, messages + 1)}
        assert lab.session.hands.held == lab.trainer.settings.held == tuple(sorted(last))
        assert {k: lab.net.theta[k] for k in last} == last
        steps = lab.trainer.steps
        await until(lambda: lab.trainer.steps > steps)
        page.do("pause")
        assert page.frame.applied == {"A": messages} and page.frame.step == lab.trainer.steps
        lab.trainer.rewind(lab.trainer.steps)  # replays the log: every edit stood between two whole steps
        np.testing.assert_array_equal(lab.net.theta, page.frame.theta)
        lab.close()

    run(work())


def test_the_parts_of_a_lab_take_no_name_from_each_other():
    """A lab is put together from parts that do not know of each other: where two of them have a method of one name, it calls on."""
    labs = [made for name in nw.__all__ if isinstance(made := getattr(nw, name), type) and issubclass(made, Lab)]
    assert nw.Playground in labs
    for lab in labs:
        parts = [part for part in lab.__mro__ if part.__module__.startswith("nnwidgets.")]
        for part, other in itertools.combinations(parts, 2):
            if not issubclass(part, other):
                for name in vars(part).keys() & vars(other).keys():
                    method = vars(part)[name]
                    calls_on = inspect.isfunction(method) and f"super().{name}(" in inspect.getsource(method)
                    assert calls_on or not inspect.isfunction(method), f"{part.__name__}.{name} hides {other.__name__}.{name}"
