"""What a page may say to a lab: each message is tested here, and what is wrong with one is answered in a sentence."""

from typing import Any

from nnwidgets.core.registry import whole
from nnwidgets.widgets.bundle import further
from nnwidgets.widgets.session import PROBLEMS


def receive(lab: Any, message: Any) -> None:
    """Do what a page's message asks of a lab; nothing that comes from a page can raise."""
    if not isinstance(message, dict) or lab.comm is None:
        return
    view = str(message.get("view", ""))[:64]
    try:
        _answer(lab, message.get("kind"), view, message)
    except PROBLEMS as error:
        lab.session.say(str(error), view)


def _answer(lab: Any, kind: object, view: str, message: dict[str, Any]) -> None:
    session = lab.session
    if kind == "bye":
        session.leave(view)
    elif kind == "hello":
        session.sign(view, visible=bool(message.get("visible", True)))
        session.show(full=True)
    elif kind in ("visible", "hidden"):
        session.sign(view, visible=kind == "visible")
    elif kind == "ack":
        session.sign(view, acked=whole(message.get("n"), "n"))
    elif kind == "edit":
        session.sign(view)
        locked = lab.refused("edit")
        if locked and message.get("set"):
            session.hands.note(view, whole(message.get("id"), "id", 1))
            session.show()
            raise ValueError(locked)
        values, hold, release = message.get("set", {}), message.get("hold", []), message.get("release", [])
        refused = session.edit(view, whole(message.get("id"), "id", 1), message.get("generation"), values, hold, release)
        if refused:
            session.say(f"{lab.net.name_of(refused[0])} is held in another view", view, refused=True)
    elif kind == "module":
        session.sign(view)
        _send_module(lab, message.get("name"), message.get("digest"))
    elif kind == "do":
        session.sign(view)
        what = message.get("what")
        command = lab.commands().get(str(what))
        if command is None:
            raise ValueError(f"unknown command {what!r}; reload the page")
        locked = lab.refused(str(what))
        if locked:
            session.show(full=True)  # the page shows again what is
            raise ValueError(locked)
        command(message.get("value"))


def _send_module(lab: Any, name: object, digest: object) -> None:
    """The answer is for the place that waits for it: what is wrong stands there, not over the whole page."""
    answer = {"kind": "module", "name": str(name)[:64]}
    try:
        lab.send(answer, further(name, digest))
    except (ValueError, TypeError, RuntimeError) as error:
        lab.send(answer | {"error": str(error)})
