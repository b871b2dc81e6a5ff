"""An activation of one's own, set from a cell: the network has it, the page says that it cannot draw it."""

import numpy as np

import nnwidgets as nw


def test_the_page_is_told_and_keeps_its_picture():
    lab, said = nw.Playground(), []
    lab.session._send = lambda header, payload: said.append(header)
    lab.net.activation = (np.sin, np.cos)
    lab.refresh()
    names = "linear, sigmoid, tanh, relu, leaky_relu, elu, softplus, gelu, swish, sin, step, softmax"
    sentence = f"the Playground draws {names}; got an activation of your own, 'sin'"
    assert [(m["kind"], m.get("text")) for m in said] == [("error", sentence)]
    lab.net.activation = "tanh"
    lab.refresh()
    assert said[-1]["kind"] == "full"
    lab.close()
