"""Stock ipywidgets bound to a lab, for people who build their own panel.

A change is a momentary edit. What training does is written back, at most five times a second, never while the user is at it.
"""

from time import monotonic
from typing import Any

import ipywidgets as ipw

from nnwidgets.core.registry import whole
from nnwidgets.widgets.lab import Lab

AT_IT = 0.5  # seconds after a change by the user in which nothing is written back


def weight_slider(lab: Lab, layer: int = 0, to: int = 0, source: int = 0, *, low: float = -5.0, high: float = 5.0) -> ipw.FloatSlider:
    """A slider for `lab.net.W[layer][to, source]`. Raises IndexError when there is no such weight."""
    rows, columns = _shape(lab, layer)
    _within(to, rows, f"W[{layer}] has {rows} rows (to)")
    _within(source, columns, f"W[{layer}] has {columns} columns (source)")
    return _slider(lab, _offset(lab, layer) + to * (columns + 1) + source, low, high)


def bias_slider(lab: Lab, layer: int = 0, to: int = 0, *, low: float = -5.0, high: float = 5.0) -> ipw.FloatSlider:
    """A slider for `lab.net.b[layer][to]`. Raises IndexError when there is no such bias."""
    rows, columns = _shape(lab, layer)
    _within(to, rows, f"b[{layer}] has {rows} entries (to)")
    return _slider(lab, _offset(lab, layer) + to * (columns + 1) + columns, low, high)


def activation_dropdown(lab: Any, layer: int = 0) -> ipw.Dropdown:
    """A menu for the activation of one layer; the last one is the output's. Raises IndexError when there is no such layer."""
    _shape(lab, layer)
    last = layer == len(lab.net.W) - 1

    def now() -> str:
        return str((*lab.net.activation, lab.net.output)[layer].name)

    def choose(name: str) -> None:
        kinds: list[Any] = [*lab.net.activation]
        if not last:
            kinds[layer] = name
        lab.commands()["output" if last else "activation"](name if last else kinds)

    menu = ipw.Dropdown(options=lab.outputs() if last else lab.describe()[0]["menus"]["activation"], value=now(), description="activation")
    return _bind(lab, menu, now, choose)


def _slider(lab: Lab, k: int, low: float, high: float) -> ipw.FloatSlider:
    name, sizes = lab.net.name_of(k), lab.net.sizes

    def now() -> float:
        return float(lab.net.theta[k])

    def write(value: float) -> None:
        if lab.net.sizes != sizes:
            lab.session.say(f"the slider for {name} belongs to a network of sizes {list(sizes)}; make a new one")
            return
        lab.session.act(lambda: lab.trainer.set({k: value}))

    slider = ipw.FloatSlider(now(), min=min(low, now()), max=max(high, now()), step=0.01, description=name, readout_format=".2f", continuous_update=True)
    return _bind(lab, slider, now, write)


def _bind(lab: Lab, control: Any, now: Any, write: Any) -> Any:
    """User → lab at once, on the lab's own thread; lab → control when the lab shows something new."""
    state = {"theirs": 0.0, "writing": False}

    def heard(change: Any) -> None:
        if not state["writing"]:
            state["theirs"] = monotonic()
            lab._owner.post(write, change.new)

    def write_back(_: Any = None) -> None:
        if monotonic() - state["theirs"] < AT_IT:
            return
        value = now()
        if value == control.value:
            return
        state["writing"] = True
        try:
            if isinstance(control, ipw.FloatSlider):  # widen first: a value beyond the range would be clamped, and reported as the user's
                control.min, control.max = min(control.min, value), max(control.max, value)
            control.value = value
        finally:
            state["writing"] = False

    control.observe(heard, "value")
    lab.on_shown(write_back)
    return control


def _shape(lab: Lab, layer: int) -> tuple[int, int]:
    _within(layer, len(lab.net.W), f"the network has {len(lab.net.W)} layers of weights")
    rows, columns = lab.net.W[layer].shape
    return int(rows), int(columns)


def _offset(lab: Lab, layer: int) -> int:
    return sum(M.size for M in lab.net.blocks[:layer])


def _within(value: int, size: int, what: str) -> None:
    if whole(value, "index") >= size:
        raise IndexError(f"{what}, got {value}; counting starts at 0")
