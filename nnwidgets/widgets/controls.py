"""Stock ipywidgets bound to a lab, for people who build their own panel.

A change is a momentary edit. What training does is written back, at most five times a second, never while the user is at it.
"""

import operator
from collections import deque
from time import monotonic
from typing import Any

import ipywidgets as ipw

from nnwidgets.core.registry import whole
from nnwidgets.widgets.lab import Lab
from nnwidgets.widgets.loss_plot import LossPlot as loss_plot
from nnwidgets.widgets.session import PROBLEMS

__all__ = ["activation_dropdown", "bias_slider", "loss_plot", "weight_slider"]

STEP = 0.01  # of a slider
ECHOES, ECHO = 8, 1.0  # values written that may still come back, and the seconds in which they may
SETTLE = (0.2, 1.0, 2.5)  # seconds after a change of range at which the value is said again
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
        return str(lab._kinds.name((*lab.net.activation, lab.net.output)[layer]))

    def choose(name: str) -> None:
        kinds: list[Any] = [*lab.net.activation]
        if not last:
            kinds[layer] = name
        lab.commands()["output" if last else "activation"](name if last else kinds)

    def options() -> list[str]:
        return list(lab.outputs() if last else lab.describe()[0]["menus"]["activation"])

    def make_room(name: str) -> bool:
        if name not in menu.options:
            menu.options = options()
        return False

    menu = ipw.Dropdown(options=options(), value=now(), description="activation")
    return _bind(lab, menu, f"menu for the activation of layer {layer}", now, choose, make_room)


def _slider(lab: Lab, k: int, low: float, high: float) -> ipw.FloatSlider:
    name = lab.net.name_of(k)

    def now() -> float:
        return float(lab.net.theta[k])

    def make_room(value: float) -> bool:
        before = slider.min, slider.max
        slider.min, slider.max = min(slider.min, value), max(slider.max, value)
        return (slider.min, slider.max) != before

    slider = ipw.FloatSlider(now(), min=min(low, now()), max=max(high, now()), step=STEP, description=name, readout_format=".2f")
    write = lambda value: lab.session.act(lambda: lab.trainer.set({k: value}, gesture=f"slider {k}"))  # noqa: E731
    return _bind(lab, slider, f"slider for {name}", now, write, make_room, lambda a, b: abs(a - b) < 0.51 * STEP)


def _bind(lab: Lab, control: Any, what: str, now: Any, write: Any, make_room: Any, same: Any = operator.eq) -> Any:
    """User → lab at once, on the lab's own thread; lab → control when the lab shows something new. Both end with the network's shape.

    A stock slider answers what is written into it, and a new view of it, with the nearest of its own steps, as if the user had
    moved it. What is the `same` as the value before, or as anything written in the last second, is such an echo, and not taken.
    """
    state, sizes = {"theirs": -AT_IT, "writing": False}, lab.net.sizes
    written: deque[tuple[Any, float]] = deque([(control.value, monotonic())], maxlen=ECHOES)

    def heard(change: Any) -> None:
        at = monotonic()
        late = any(same(change.new, value) and at - when < ECHO for value, when in written)
        if not state["writing"] and not late and not same(change.new, change.old):
            state["theirs"] = at
            written.clear()
            written.append((change.new, at))
            lab._owner.post(take, change.new)

    def take(value: Any) -> None:
        try:
            if lab.net.sizes != sizes:
                raise ValueError(f"the {what} belongs to a network of sizes {list(sizes)}; make a new one")
            write(value)
        except PROBLEMS as error:
            lab.session.say(str(error))

    def write_back() -> None:
        if monotonic() - state["theirs"] < AT_IT:
            if lab._owner.loop is not None:
                lab._owner.loop.call_later(AT_IT, write_back)
            return
        value = now() if lab.net.sizes == sizes else control.value
        if same(value, control.value) or value != value:  # NaN, which a cell has written, is no place on a slider
            return
        state["writing"] = True
        written.append((value, monotonic()))
        try:
            widened = make_room(value)  # first: a value that is not on the control would be clamped, and reported as the user's
            if widened and lab._owner.loop is not None:
                written.append((control.value, monotonic()))  # a page reports its old value when the range changes,
                for delay in SETTLE:  # and does not listen until it knows that this has arrived
                    lab._owner.loop.call_later(delay, settle, state["theirs"])
            else:
                control.value = value
        finally:
            state["writing"] = False

    def settle(theirs: float) -> None:
        if state["theirs"] == theirs and control.comm is not None:
            write_back()
            control.send_state("value")

    control.observe(heard, "value")
    end = lab.on_shown(write_back)
    control.observe(lambda _: end(), "comm")  # it is closed
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
