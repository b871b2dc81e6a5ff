"""Many labs in one notebook, and what is left of them; many edits of one lab."""

import json

import places
import pytest

W = places.W

LABS = 10
TEN = f"labs = [nw.Playground(seed=i) for i in range({LABS})]\ndisplay(*labs)"
# Threads of the kernel (beside JupyterLab's own for messages), its memory in MB, its tasks, open comms, and callbacks at the end of a cell.
KERNEL = """import asyncio, gc, json, os, threading, comm
gc.collect()
pages = int(open('/proc/self/statm').read().split()[1])
threads = sorted(t.name for t in threading.enumerate() if not t.name.startswith('subshell'))
print(json.dumps({'threads': threads, 'memory': pages * os.sysconf('SC_PAGE_SIZE') / 1e6, 'tasks': len(asyncio.all_tasks()),
                  'comms': len(comm.get_comm_manager().comms), 'callbacks': len(get_ipython().events.callbacks['post_run_cell'])}))"""
COMMS = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel._comms.size"
ALL = "() => [...document.querySelectorAll('.nnw')].map(({ dataset }) => ({ ...dataset }))"


def kernel(nb) -> dict:
    return json.loads(nb.execute(KERNEL))


@pytest.mark.own_page
def test_ten_labs_in_one_notebook_one_trains_and_twenty_leave_nothing(notebook):
    nb = notebook("import nnwidgets as nw\nlab = nw.Playground()\nlab", "")
    nb.until("step", 0)
    nb.execute("lab.close()\ndel lab")  # the first one brings modules, which stay
    nb.page.wait_for_function(f"() => ({COMMS})() === 0")
    before = kernel(nb)
    nb.page.evaluate("code => { window.jupyterapp.shell.currentWidget.content.widgets[1].model.sharedModel.setSource(code); }", TEN)
    places.run(nb, 1)
    nb.page.wait_for_function(f"() => document.querySelectorAll('.nnw').length === {LABS}")
    for i in range(LABS):
        lab = nb.page.locator(".nnw").nth(i)
        lab.scroll_into_view_if_needed()
        nb.page.locator(f'.nnw >> nth={i} >> [data-k="24"]').wait_for(state="attached")
    assert nb.page.evaluate(places.BLANK) == []
    open_ = kernel(nb)
    print(before, open_, nb.page.evaluate(COMMS))
    assert open_["threads"] == before["threads"] and open_["tasks"] == before["tasks"]
    assert open_["comms"] - before["comms"] == 2 * LABS == nb.page.evaluate(COMMS)
    assert open_["memory"] - before["memory"] < 60

    nb.page.locator(".nnw").first.scroll_into_view_if_needed()
    places.play(nb, "full", 2000)
    states = nb.page.evaluate(ALL)
    assert [s["nnwRunning"] for s in states] == ["true"] + ["false"] * (LABS - 1)
    assert [int(s["nnwStep"]) > 0 for s in states] == [True] + [False] * (LABS - 1)
    assert nb.python("[lab.trainer.steps > 0 for lab in labs]") == [True] + [False] * (LABS - 1)
    nb.page.locator(".nnw").last.scroll_into_view_if_needed()
    nb.until("running", "false")  # the first is out of sight
    nb.page.locator(".nnw").first.scroll_into_view_if_needed()
    nb.until("running", "true")

    nb.execute("import weakref\nrefs = [weakref.ref(lab) for lab in labs]")
    places.run(nb, 1)  # the labs of the last run close
    nb.page.wait_for_function(f"() => document.querySelectorAll('.nnw').length === {LABS} && ({COMMS})() === {2 * LABS}")
    nb.execute("refs += [weakref.ref(lab) for lab in labs]")
    nb.execute("for lab in labs: lab.close()\ndel lab, labs")
    nb.page.wait_for_function("() => document.querySelectorAll('.nnw').length === 0")
    nb.page.wait_for_function(f"() => ({COMMS})() === 0")
    after = kernel(nb)
    print(after)
    assert after | {"memory": 0} == before | {"memory": 0}
    assert after["memory"] - before["memory"] < 80
    assert nb.python("sum(ref() is not None for ref in refs)") == 0


def test_a_thousand_edits_in_five_seconds_while_it_trains(playground):
    nb = playground
    places.play(nb)
    x, y = places.take(nb)
    nb.page.mouse.move(x, y - 10, steps=2)
    nb.frames(20)  # while playing, what is read aloud follows ten times a second
    start = nb.shown(W)
    said = nb.page.evaluate(places.SCRIBBLE, [x, y, 1000, 5000, y - 30])
    print(f"{len(said['ids'])} messages for 1,000 edits in {said['seconds']:.1f} s")
    assert said["seconds"] < 7 and 5 < len(said["ids"]) < 1000
    assert said["most"] == 1  # never more than one under way: nothing piles up
    nb.frames(20)
    assert nb.shown(W) == pytest.approx(start + 0.4, abs=2e-3)
    nb.page.mouse.up()
    nb.until("pending", "false")
    nb.page.click('[data-nnw="play"]')
    nb.until("running", "false")
    events = nb.python(f"[e.value[{W}] for e in lab.trainer.history.events if e.kind == 'set' and {W} in e.value]")
    assert events[-1] == pytest.approx(start + 0.4, abs=1e-3)
    shown = [nb.shown(k) for k in range(25)]
    assert shown == pytest.approx(nb.python("lab.net.theta.tolist()"), abs=5.01e-4)
    assert nb.number("train-loss") == pytest.approx(nb.python("lab.trainer.train_loss"), abs=5.01e-5)
