"""T3, B2: an activation of one's own is on screen as any other, and stays on the menu."""

import ipywidgets as ipw
import numpy as np

import nnwidgets as nw
from nnwidgets.widgets.kinds import FAR, POINTS


def cube(z):
    return z**3


def d_cube(z):
    return 3 * z**2


def tables(page):
    return dict(zip(page.frame.settings["own_activations"], page.frame.own_activations.reshape(-1, 2, POINTS), strict=True))


def test_T3_it_goes_to_the_page_as_a_table_and_stays_on_the_menu(make_lab):
    lab, page = make_lab()
    assert "own_activations" not in page.frame.settings
    lab.net.activation = [(np.sin, np.cos), "tanh"]  # its name is that of one that the page has
    lab.refresh()
    shown = page.frame.settings
    assert (
        shown["hidden"] == ["sin (yours)", "tanh"] and shown["activation"] == "mixed" and shown["menus"]["activation"][-1] == "sin (yours)"
    )
    z = np.linspace(-FAR, FAR, POINTS)
    np.testing.assert_allclose(tables(page)["sin (yours)"], [np.sin(z), np.cos(z)], atol=1e-6)

    page.do("activation", "tanh")
    assert page.frame.settings["menus"]["activation"][-1] == "sin (yours)" and "own_activations" not in page.frame.settings
    page.do("activation", ["tanh", "sin (yours)"])
    assert page.frame.settings["hidden"] == ["tanh", "sin (yours)"]
    assert lab.net.activation[1].f is np.sin
    theta = lab.net.theta.copy()
    page.do("hidden", [3, 3, 3])
    assert page.frame.settings["hidden"] == ["tanh", "sin (yours)", "sin (yours)"] and lab.net.theta[0] == theta[0]


def test_T3_two_of_the_same_name_are_told_apart_and_one_is_known_again(make_lab):
    lab, page = make_lab(activation=nw.Activation("bend", cube, d_cube))
    assert page.frame.settings["activation"] == "bend (yours)" == lab.activation
    lab.net.activation = nw.Activation("bend", np.sin, np.cos)
    lab.refresh()
    assert page.frame.settings["hidden"] == ["bend (yours 2)"] * 2
    lab.net.activation = (cube, d_cube)
    lab.refresh()
    assert page.frame.settings["hidden"] == ["bend (yours)"] * 2
    assert page.frame.settings["menus"]["activation"][-2:] == ["bend (yours)", "bend (yours 2)"]
    menu = nw.controls.activation_dropdown(lab)
    menu.value = "bend (yours 2)"
    assert lab.net.activation[0].f is np.sin


def test_T3_it_trains_and_a_bound_menu_chooses_it(make_lab):
    lab, page = make_lab(activation=(np.sin, np.cos))
    before = lab.trainer.train_loss
    lab.train(steps=200)
    assert lab.trainer.train_loss < before
    menu = ipw.Dropdown(options=["tanh", "sin (yours)"], value=lab.activation)
    ipw.link((lab, "activation"), (menu, "value"))
    menu.value = "tanh"
    assert [a.name for a in lab.net.activation] == ["tanh", "tanh"]
    menu.value = "sin (yours)"
    assert page.frame.settings["hidden"] == ["sin (yours)"] * 2


def test_T3_of_the_output_too(make_lab):
    lab, page = make_lab("reg_plane", output=(cube, d_cube))
    assert page.frame.settings["output"] == "cube (yours)" in page.frame.settings["menus"]["output"]
    page.do("output", "linear")
    assert lab.net.output.name == "linear"
