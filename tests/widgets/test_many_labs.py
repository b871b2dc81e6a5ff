"""Two hundred labs in one kernel, as a long lesson opens and closes them: nothing of them is left."""

import asyncio
import gc
import threading
import weakref
from types import SimpleNamespace

import comm
import ipywidgets
from IPython.core.events import EventManager, available_events

import nnwidgets as nw
from nnwidgets.widgets import cells

MANY = 200


def test_two_hundred_labs_that_were_played_and_closed(run, monkeypatch):
    """Through the comms of a real kernel, and the shell's own events."""
    shell = SimpleNamespace(parent_header={}, events=None)
    shell.events = EventManager(shell, available_events)
    monkeypatch.setattr(cells, "get_ipython", lambda: shell)
    said = []
    monkeypatch.setattr(comm, "create_comm", lambda **kwargs: Comm(said, **kwargs))
    comms, widgets = comm.get_comm_manager().comms, ipywidgets.widgets.widget._instances
    before = (set(comms), set(widgets), threading.active_count())

    async def open_and_close():
        lab = nw.Playground()
        lab._receive({"kind": "hello", "view": "A", "visible": True})
        lab._receive({"kind": "edit", "view": "A", "id": 1, "generation": 0, "set": {}, "hold": [3]})
        lab.play()
        while not lab.trainer.steps:
            await asyncio.sleep(0)
        lab.close()
        return weakref.ref(lab), weakref.ref(lab.session), weakref.ref(lab.trainer)

    async def lesson():
        before = asyncio.all_tasks()
        gone = [await open_and_close() for _ in range(MANY)]
        await asyncio.sleep(0)
        assert asyncio.all_tasks() == before
        return gone

    gone = run(lesson())
    gc.collect()
    assert sum(ref() is not None for refs in gone for ref in refs) == 0
    assert (set(comms), set(widgets), threading.active_count()) == before
    assert shell.events.callbacks["post_run_cell"] == []
    assert said.count("comm_open") == said.count("comm_close") == 2 * MANY  # one each, and one for its layout


class Comm(comm.base_comm.BaseComm):
    """Only notes what kind of message it sends."""

    def __init__(self, said, **kwargs):
        self._said = said
        super().__init__(**kwargs)

    def publish_msg(self, msg_type, *args, **kwargs):
        self._said.append(msg_type)


def test_a_layout_of_the_users_own_stays_open(make_lab):
    lab, _ = make_lab()
    lab.layout = mine = ipywidgets.Layout(width="50%")
    lab.close()
    assert mine.comm is not None
    mine.close()
