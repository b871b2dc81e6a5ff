"""Lab: what every lab is: a session, a page that shows it, traits that can be observed, and an end."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

import anywidget
import traitlets as tl

from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.cells import enter
from nnwidgets.widgets.fallback import picture, words
from nnwidgets.widgets.inbox import receive
from nnwidgets.widgets.owner import Owner
from nnwidgets.widgets.session import Session


class Lab(anywidget.AnyWidget):
    """The base of all labs. `net`, `trainer` and `data` are the live objects; what a page sends is checked here by name."""

    _header = tl.Dict().tag(sync=True)  # the newest full frame: a reloaded page has a picture before the kernel answers
    _payload = tl.Bytes().tag(sync=True)

    running = tl.Bool(False, read_only=True)
    step_count = tl.Int(0, read_only=True)
    train_loss = tl.Float(allow_none=True, read_only=True)
    test_loss = tl.Float(allow_none=True, read_only=True)

    _veil: dict[str, Any] | None = None
    session: Session = None  # type: ignore[assignment]  # until there is one: a lab that could not be made is closed as well

    def __init__(self, trainer: Trainer) -> None:
        trainer.notice()
        super().__init__()
        self._owner, self._listeners, self._first_layout = Owner(), [], self.layout
        self.session = Session(trainer, self._send_frame, self._keep_frame, self.describe, self._write_traits)
        self._leave = enter(self, self._cell_ended)
        self.on_msg(lambda _, content, buffers: self._owner.post(self._receive, content))
        self.session.show(full=True, keep=True)

    # --- the live objects
    @property
    def net(self) -> Network:
        """The network on screen."""
        return self.session.trainer.net

    @property
    def trainer(self) -> Trainer:
        """What trains it."""
        return self.session.trainer

    @property
    def data(self) -> Any:
        """(train, test)."""
        return self.trainer.data

    # --- what can be done from a cell
    def play(self) -> None:
        """Train on until paused; needs a page that looks on. Raises RuntimeError without an event loop, or when the lab is closed."""
        if self.comm is None:
            raise RuntimeError("this lab is closed; run its cell again")
        self.session.play()

    def pause(self) -> None:
        """Stop between two steps."""
        self.session.pause()

    def step(self, kind: str = "batch") -> None:
        """One `batch` or what is left of this `epoch`."""
        self.session.act(lambda: self.trainer.step(kind))

    def train(self, steps: int | None = None, epochs: int | None = None) -> None:
        """Train by count, and show the result: deterministic, blocking. Raises DivergenceError at the last finite step."""
        self.session.act(lambda: self.trainer.train(steps, epochs))

    def reset(self) -> None:
        """Back to step 0 and the same initial weights."""
        self.session.act(self.trainer.reset, "reset")

    def rewind(self, step: int) -> None:
        """Back to `step`, exactly; playing stops."""
        self.session.act(lambda: self.trainer.rewind(step), "rewound")

    def refresh(self) -> None:
        """Show what is in the arrays now (a notebook does so after every cell)."""
        self.session.look()

    def veil(self, why: str | None, cover: bool = False) -> None:
        """Let the page show this sentence and do nothing, with `cover` not even the picture; None lifts it. Python may do everything."""
        self._veil = None if why is None else {"text": why, "cover": cover}
        self.session.show(keep=not self.session.running)

    def on_shown(self, fn: Callable[[], Any]) -> Callable[[], None]:
        """Call `fn` after something new was shown: at every rest, and about once a second while playing. Returns what ends that."""
        self._listeners.append(fn)
        return lambda: self._listeners.remove(fn) if fn in self._listeners else None

    def close(self) -> None:
        """Stop training, leave the page, free everything."""
        made = self.session is not None
        if made:
            self.session.close()
            self.set_trait("running", False)
            self._listeners.clear()
            self._leave()
        super().close()
        if made:
            self._first_layout.close()  # ipywidgets leaves it open; a layout that the user has put in its place is the user's

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """What a cell's output holds: the widget, and beside it a picture for readers without a kernel."""
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        image, alt = self.fallback()
        return data | {"image/png": b64encode(image).decode()}, metadata | {"image/png": {"alt": alt}}

    def fallback(self) -> tuple[bytes, str]:
        """The picture for readers without a kernel, a PNG, and what it says; a lab that has another gives its own."""
        return picture(self.trainer), words(self.trainer)

    def describe(self) -> tuple[dict[str, Any], dict[str, Array]]:
        """Settings and arrays of a full frame; a lab and its parts add theirs."""
        return {}, {}

    def commands(self) -> dict[str, Callable[[Any], Any]]:
        """What a page may ask for by name, each with one value; a lab adds its own."""
        return {
            "play": lambda _: self.play(),
            "pause": lambda _: self.pause(),
            "step": lambda kind: self.step(kind or "batch"),
            "reset": lambda _: self.reset(),
            "rewind": lambda step: self.rewind(step),
        }

    def views(self) -> dict[str, tuple[Any, Callable[[Any], Callable[[], None]]]]:
        """How the lab is shown, by name: (value as JSON, checked), where `checked(value)` raises or gives what puts it into effect."""
        return {}

    def refused(self, command: str) -> str | None:
        """Why a page may not ask for this command; None if it may."""
        return self._veil and self._veil["text"]

    # --- what goes to the page
    def _send_frame(self, header: dict[str, Any], payload: bytes) -> None:
        self.send(self._veiled(header), [payload] if payload else None)

    def _keep_frame(self, header: dict[str, Any], payload: bytes) -> None:
        with self.hold_sync():
            self._payload = payload
            self._header = self._veiled(header)

    def _veiled(self, header: dict[str, Any]) -> dict[str, Any]:
        return header | {"veil": self._veil} if self._veil else header

    def _write_traits(self) -> None:
        header = self._header
        self.set_trait("running", header["running"])
        self.set_trait("step_count", header["step"])
        self.set_trait("train_loss", header["loss"]["train"])
        self.set_trait("test_loss", header["loss"]["test"])
        for fn in tuple(self._listeners):
            fn()

    def _receive(self, message: Any) -> None:
        receive(self, message)

    def _cell_ended(self, result: Any = None) -> None:
        self.session.look()
