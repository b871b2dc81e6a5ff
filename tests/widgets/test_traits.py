"""Traits for observe, link and interact: validated in both directions."""

import threading

import ipywidgets
import numpy as np
import pytest
import traitlets

NAMES = "linear, sigmoid, tanh, relu, leaky_relu, elu, softplus, gelu, swish, sin, step"
CHANGES = [("learning_rate", 0.5), ("batch_size", 25), ("activation", "relu"), ("noise", 0.25)]


def current(lab):
    activation = {a.name for a in lab.net.activation}
    return {"learning_rate": lab.trainer.learning_rate, "batch_size": lab.trainer.batch_size, "noise": lab._source.noise,
            "activation": activation.pop() if len(activation) == 1 else "mixed"}  # fmt: skip


def traits(lab):
    return {name: getattr(lab, name) for name, _ in CHANGES}


def observed(lab):
    """Every change of a trait from now on."""
    seen = []
    lab.observe(lambda change: seen.append((change.name, change.new)), [name for name, _ in CHANGES])
    return seen


@pytest.mark.parametrize(("name", "value"), CHANGES)
def test_what_is_set_is_so(make_lab, name, value):
    lab, page = make_lab()
    seen = observed(lab)
    setattr(lab, name, value)
    assert current(lab)[name] == value == page.frame.settings[name] == page.kept(lab).settings[name]
    assert traits(lab) == current(lab) and seen == [(name, value)] and page.frame.kind == "full"


@pytest.mark.parametrize(("name", "value"), CHANGES)
def test_what_the_page_sets_is_observed(make_lab, name, value):
    lab, page = make_lab()
    seen = observed(lab)
    page.do(name, value)
    assert traits(lab) == current(lab) and current(lab)[name] == value and seen == [(name, value)]
    count = len(page.frames)
    setattr(lab, name, value)
    assert len(page.frames) == count and len(seen) == 1


def test_what_a_cell_sets_is_observed_at_its_end(make_lab):
    lab, _ = make_lab()
    seen = observed(lab)
    lab.trainer.learning_rate = 0.5
    lab.net.activation = ["relu", "sigmoid"]
    lab.refresh()
    assert sorted(seen) == [("activation", "mixed"), ("learning_rate", 0.5)] and traits(lab) == current(lab)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("learning_rate", "fast", "learning_rate must be a number above 0, got 'fast'; 0.03 is a usual start"),
        ("learning_rate", float("nan"), "learning_rate must be a number above 0, got nan; 0.03 is a usual start"),
        ("learning_rate", None, "learning_rate must be a number above 0, got None; 0.03 is a usual start"),
        ("batch_size", 2.5, "batch_size must be a whole number of at least 1, got 2.5; 10 is a usual start"),
        ("activation", "reluu", f"unknown activation 'reluu'; choose one of {NAMES} (did you mean 'relu'?)"),
        ("activation", "mixed", f"unknown activation 'mixed'; choose one of {NAMES}"),
        ("noise", 7, "noise must be a number from 0 to 0.5, got 7"),
        ("learning_rate", np.ones(2), None),  # NumPy's own sentence
    ],
)
def test_a_bad_value_is_put_back_and_told(make_lab, name, value, sentence):
    lab, page = make_lab()
    before, settings = traits(lab), page.kept(lab).settings
    setattr(lab, name, value)
    assert traits(lab) == before == current(lab) and page.kept(lab).settings == settings
    (told,) = page.errors
    assert sentence in (None, told)


def test_an_activation_of_ones_own_is_set_as_any_other(make_lab):
    lab, page = make_lab()
    lab.activation = (np.sin, np.cos)
    assert lab.activation == "sin (yours)" and [a.f for a in lab.net.activation] == [np.sin] * 2
    assert page.errors == []


def test_results_are_observed_and_cannot_be_set(make_lab):
    lab, _ = make_lab()
    seen = []
    lab.observe(lambda change: seen.append((change.name, change.new)), ["step_count", "train_loss", "test_loss"])
    lab.train(steps=10)
    trainer = lab.trainer
    assert dict(seen) == {"step_count": 10, "train_loss": trainer.train_loss, "test_loss": trainer.test_loss} and len(seen) == 3
    for name in ("running", "step_count", "train_loss", "test_loss"):
        with pytest.raises(traitlets.TraitError):
            setattr(lab, name, 1)


def test_an_edit_on_the_page_is_observed_when_the_hand_lets_go(make_lab):
    lab, page = make_lab()
    page.edit({0: 3.0}, hold=[0])
    page.edit({0: 4.0}, hold=[0], release=[0])
    assert lab.train_loss == lab.trainer.train_loss == page.frame.loss["train"]


def test_without_anything_set_aside_there_is_no_test_loss(make_lab):
    lab, page = make_lab(test=0)
    assert lab.test_loss is None and page.frame.loss["test"] is None and page.frame.settings["test"] == 0


def test_while_playing_traits_change_about_once_a_second(make_lab, clock, run):
    async def work():
        lab, page = make_lab()
        seen = []
        lab.observe(lambda change: seen.append(clock.now), "step_count")
        page.do("play")
        assert lab.running
        for _ in range(20):
            page.send("ack", n=page.frame.n)
            await clock.pass_(0.5)
        assert 8 <= len(seen) <= 11 and np.diff(seen[1:]).min() >= 0.5
        lab.learning_rate = 0.5
        assert page.frame.settings["learning_rate"] == 0.5 == lab.trainer.learning_rate
        page.do("pause")
        assert (lab.running, lab.step_count) == (False, lab.trainer.steps)
        lab.close()

    run(work())


def test_an_observer_can_stop_early(make_lab, clock, run):
    async def work():
        lab, page = make_lab()
        lab.observe(lambda change: change.new > 2500 and lab.pause(), "step_count")
        page.do("play")
        for _ in range(20):
            page.send("ack", n=page.frame.n)
            await clock.pass_(0.5)
        assert not lab.running and 2500 < lab.trainer.steps < 4200
        lab.close()

    run(work())


def test_a_stock_control_can_be_linked(make_lab):
    lab, page = make_lab()
    slider = ipywidgets.FloatLogSlider(0.03, min=-4, max=1)
    traitlets.link((slider, "value"), (lab, "learning_rate"))
    slider.value = 0.3
    assert lab.trainer.learning_rate == 0.3
    page.do("learning_rate", 0.1)
    assert slider.value == 0.1


def test_a_trait_set_in_another_thread_acts_on_the_owners(make_lab, run, until):
    async def work():
        lab, _ = make_lab()
        take, threads = lab._take, []
        lab._take = lambda *args: (threads.append(threading.get_ident()), take(*args))
        thread = threading.Thread(target=lambda: setattr(lab, "batch_size", 3))
        thread.start()
        thread.join()
        assert lab.trainer.batch_size == 10
        await until(lambda: lab.trainer.batch_size == 3)
        assert threads == [threading.get_ident()]
        lab.close()

    run(work())
