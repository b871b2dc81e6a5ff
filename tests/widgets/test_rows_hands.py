"""The rows about the hand (T11, D1, D3), the kernel's side: setting, freezing, undo, each from a page and from a cell."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.widgets.marks import marks

K, B_OUT = 14, 24  # W[1][0, 2] and the output's bias of 2-4-2-1


def settings(page):
    """Of the newest full frame."""
    return next(frame.settings for frame in reversed(page.frames) if frame.kind == "full")


def drag(page, k, values, hold=True):
    page.edit(hold=[k])
    for value in values:
        page.edit({k: value}, hold=[k])
    page.edit({k: values[-1]}, hold=[k], release=[k])


# ---- T11: edit by hand


def test_T11_a_drag_is_one_undo_step_and_redo_does_it_again(make_lab):
    lab, page = make_lab()
    start = lab.net.theta.copy()
    assert page.frame.undo == [None, None]
    drag(page, K, [0.5, 0.6, 0.7])
    drag(page, 3, [2.0])
    assert page.frame.undo == ["W[0][1, 0]", None]
    page.do("undo")
    page.do("undo")
    np.testing.assert_array_equal(page.frame.theta, start)
    assert page.frame.undo == [None, "W[1][0, 2]"]
    lab.redo()
    assert lab.net.theta[K] == 0.7 == page.frame.theta[K]
    lab.undo()
    np.testing.assert_array_equal(lab.net.theta, start)


def test_T11_undo_after_training_takes_back_the_hand_and_keeps_what_was_learnt(make_lab, clock, run):
    async def work():
        lab, page = make_lab()
        was = lab.net.theta[K]
        drag(page, K, [3.0])
        page.do("play")
        await clock.pass_(1)
        learnt, step = lab.net.theta.copy(), lab.trainer.steps
        page.do("undo")
        assert lab.running and lab.trainer.steps == step > 0  # training goes on
        assert lab.net.theta[K] == was
        np.testing.assert_array_equal(np.delete(lab.net.theta, K), np.delete(learnt, K))
        lab.rewind(0)
        assert lab.net.theta[K] == 3.0  # the log has both, in their order
        lab.close()

    run(work())


def test_T11_a_cell_a_slider_and_a_reset_are_taken_back_as_well(make_lab):
    lab, page = make_lab()
    lab.net.W[0][:] = 0.25
    lab.refresh()
    assert page.frame.undo == ["8 weights and biases", None]
    lab.train(steps=30)
    learnt, losses = lab.net.theta.copy(), lab.trainer.history.train_loss.tolist()
    page.do("new_weights")
    page.do("undo")
    np.testing.assert_array_equal(page.frame.theta, learnt)
    assert (page.frame.kind, page.frame.step, page.frame.records[:, 1].tolist()) == ("full", 30, losses)
    page.do("undo")
    assert (lab.net.W[0] != 0.25).all() and lab.trainer.steps == 30
    slider, was = nw.controls.weight_slider(lab, layer=1, to=0, source=2), lab.net.theta[K]
    for value in (1.0, 1.1, 1.2):
        slider.value = value
    assert page.frame.theta[K] == 1.2
    page.do("undo")
    assert page.frame.theta[K] == was  # what a slider sets in one go is one


def test_T11_nothing_to_undo_is_said(make_lab):
    lab, page = make_lab()
    page.do("undo")
    assert page.errors == ["there is nothing to undo: weights set by hand or by a cell, freezing and reset can be taken back"]
    with pytest.raises(ValueError, match="nothing to redo"):
        lab.redo()


# ---- freeze


def test_T11_what_is_frozen_training_leaves_alone_and_a_hand_can_still_set(make_lab):
    lab, page = make_lab()
    lab.freeze(0, to=1)
    lab.freeze(1, to=0, source=2)
    lab.freeze(2, to=0, source="bias")
    assert lab.frozen == ["W[0][1, 0]", "W[0][1, 1]", "b[0][1]", "W[1][0, 2]", "b[2][0]"]
    assert settings(page)["frozen"] == [3, 4, 5, K, B_OUT]
    still, before = settings(page)["frozen"], lab.net.theta.copy()
    lab.train(steps=20)
    moved = np.flatnonzero(lab.net.theta != before)
    assert sorted([*moved, *still]) == list(range(25))
    drag(page, K, [1.5])
    lab.train(steps=5)
    assert lab.net.theta[K] == 1.5 and K in settings(page)["frozen"]  # letting go does not thaw it
    lab.reset()
    assert settings(page)["frozen"] == still
    lab.unfreeze(0)
    assert lab.frozen == ["W[1][0, 2]", "b[2][0]"]
    lab.undo()
    assert settings(page)["frozen"] == still
    lab.unfreeze()
    assert lab.frozen == []


def test_T11_a_page_freezes_and_what_is_no_index_is_said(make_lab):
    lab, page = make_lab()
    page.do("freeze", {"ks": [0, 1], "on": True})
    page.do("freeze", {"ks": [1], "on": False})
    assert lab.frozen == ["W[0][0, 0]"]
    for value in ({"ks": [99], "on": True}, {"ks": "0", "on": True}, {"ks": [2]}, None):
        page.do("freeze", value)
    assert lab.frozen == ["W[0][0, 0]"] and page.errors == [
        "index must be below 25, the number of parameters, got 99",
        "freeze needs {ks: [index], on: true or false}, got {'ks': '0', 'on': True}",
        "freeze needs {ks: [index], on: true or false}, got {'ks': [2]}",
        "freeze needs {ks: [index], on: true or false}, got None",
    ]
    with pytest.raises(IndexError) as caught:
        lab.freeze(7)
    assert str(caught.value) == "the network has 3 layers of weights, got 7; counting starts at 0"


# ---- rule 1: from pointer-down on


def test_a_parameter_is_held_before_it_is_moved_and_a_click_leaves_no_mark(make_lab, clock, run):
    async def work():
        lab, page = make_lab()
        page.edit(hold=[K])
        page.edit(release=[K])
        assert page.frame.marks == [] and page.frame.undo == [None, None]
        page.do("play")
        await clock.pass_(0.5)
        page.edit(hold=[K])
        held = lab.net.theta[K]
        await clock.pass_(0.5)
        assert lab.net.theta[K] == held and lab.trainer.steps > 500
        page.edit(release=[K])
        await clock.pass_(0.5)
        assert lab.net.theta[K] != held and page.frame.undo == [None, None]
        page.do("pause")
        assert marks(lab.trainer) == []
        lab.close()

    run(work())


# ---- D1 and D3


def test_D1_an_edit_updates_the_loss_and_is_one_mark_on_the_chart(make_lab):
    lab, page = make_lab()
    lab.train(steps=7)
    before, count = page.frame.loss["train"], len(lab.trainer.history)
    drag(page, K, [1.0, 2.0])
    assert page.frame.loss["train"] == lab.trainer.train_loss != before
    assert page.frame.marks == [[7, f"{lab.net.name_of(K)} set"]] and len(lab.trainer.history) == count + (7 not in (0, 25))


def test_D3_the_output_bias_can_be_edited(make_lab):
    lab, page = make_lab()
    drag(page, B_OUT, [0.9])
    assert lab.net.b[2][0] == 0.9 == page.frame.theta[B_OUT]
    page.do("undo")
    assert lab.net.b[2][0] != 0.9
