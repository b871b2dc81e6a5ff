"""How a lab ends, in IPython and in a real kernel: closed, run again, or never made."""

import gc
import subprocess
import sys
import weakref
from queue import Empty

import ipywidgets
import pytest

import nnwidgets as nw

INSTANCES = ipywidgets.widgets.widget._instances


@pytest.fixture
def python():
    """Runs a script in a process of its own; returns what it printed. Whatever it says on stderr fails the test."""

    def run(script):
        done = subprocess.run([sys.executable, "-W", "error::RuntimeWarning", "-c", script], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0 and done.stderr == "", done.stderr
        return done.stdout.split("\n")[:-1]

    return run


def test_a_closed_lab_leaves_nothing_behind(run, clock, lines):
    async def work():
        lab = nw.Playground()
        lab._receive({"kind": "hello", "view": "A"})
        lab._receive({"kind": "edit", "view": "A", "id": 1, "generation": 0, "set": {}, "hold": [3]})
        lab.play()
        await clock.pass_(0.5)
        lab.close()
        lab.close()
        await clock.pass_(2)
        return weakref.ref(lab), weakref.ref(lab.session), weakref.ref(lab.trainer)

    before = set(INSTANCES)
    gone = run(work())
    assert [line.published[-1][0] for line in lines] == ["comm_close"] * 2  # its layout's, and its own
    lines.clear()
    gc.collect()
    assert [ref() for ref in gone] == [None] * 3
    assert INSTANCES.keys() == before


def test_a_closed_lab_does_what_a_cell_can_still_ask_of_it(make_lab):
    lab, page = make_lab()
    lab.close()
    count = len(page.line.published)
    lab.train(steps=10)
    lab.refresh()
    page.do("step")
    page.edit({0: 1.0})
    assert lab.trainer.steps == 10 and len(page.line.published) == count
    with pytest.raises(RuntimeError) as caught:
        lab.play()
    assert str(caught.value) == "this lab is closed; run its cell again"


def test_a_lab_that_could_not_be_made_leaves_nothing_and_says_nothing_more(python):
    out = python(
        "import gc, ipywidgets, nnwidgets as nw\n"
        "try: nw.Playground(learning_rate='fast')\n"
        "except TypeError as error: print(error)\n"
        "gc.collect()\n"
        "print(len(ipywidgets.widgets.widget._instances))\n"
    )
    assert out == ["learning_rate must be a number above 0, got 'fast'; 0.03 is a usual start", "0"]


def test_in_plain_python_everything_works_but_playing(python):
    out = python(
        "import nnwidgets as nw\n"
        "lab = nw.Playground('xor')\n"
        "lab.train(steps=20); lab.step('epoch'); lab.rewind(15); lab.new_weights(); lab.reset(); lab.pause()\n"
        "lab.learning_rate = 0.1; lab.set_hidden([3])\n"
        "print(lab, lab.learning_rate, lab.step_count, lab.running)\n"
        "try: lab.play()\n"
        "except RuntimeError as error: print(error)\n"
        "print(lab.running)\n"
        "lab.close()\n"
    )
    asks = "play() needs a notebook's event loop; train(steps=…) works everywhere"
    assert out == ["Playground(xor, [2, 3, 1], step 0) 0.1 0 False", asks, "False"]


SHELL = """
import gc, weakref
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
listeners = shell.events.callbacks["post_run_cell"]

def cell(source, cell_id=None, run=0):
    shell.parent_header = {"metadata": {"cellId": cell_id} if cell_id else {}, "header": {"msg_id": f"{cell_id}-{run}"}}
    assert shell.run_cell(source, store_history=False).success

cell("import nnwidgets as nw")
"""


def test_the_end_of_a_cell_shows_what_it_wrote_until_the_lab_is_closed(python):
    out = python(
        SHELL
        + """
before = len(listeners)
cell("lab = nw.Playground(); sent = []; lab._send_frame = None; lab.session._send = lambda h, p: sent.append(h)")
print(len(listeners) - before)
cell("lab.net.W[1][0, 2] = 0.8")
cell("x = 1")
cell("_ = lab.trainer.train(3)")
cell("lab.net.W[0][:] = float('nan')")
sent = shell.user_ns["sent"]
print([(h["kind"], h.get("step", h.get("text"))) for h in sent])
cell("lab.close(); ref = __import__('weakref').ref(lab); del lab")
print(len(listeners) - before)
gc.collect()
print(shell.user_ns["ref"]())
"""
    )
    told = "net.W[0][0, 0] is nan; training needs finite numbers: write one there, or reset()"
    assert out == ["1", str([("frame", 0), ("frame", 3), ("error", told)]), "0", "None"]


def test_a_cell_run_again_closes_the_labs_of_its_previous_run(python):
    out = python(
        SHELL
        + """
labs = lambda: ["open" if lab.comm is not None else "closed" for lab in shell.user_ns["labs"]]
two = "a, b = nw.Playground(), nw.Playground('xor'); labs += [a, b]"
cell("labs = []")
cell(two, "one", 1); print(*labs())
cell("labs.append(nw.Playground())", "other", 1); print(*labs())
cell(two, "one", 2); print(*labs())
cell("labs.append(nw.Playground())", "one", 3); print(*labs())
cell("labs.append(nw.Playground())"); cell("labs.append(nw.Playground())"); print(*labs())
"""
    )
    assert out == [
        "open open",
        "open open open",
        "closed closed open open open",
        "closed closed open closed closed open",
        "closed closed open closed closed open open open",
    ]


def test_in_a_real_kernel():
    """Two cells run twice, with ids as JupyterLab sends them; a page that plays; and the numbers that the next cell sees."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3", startup_timeout=60)

    def listen():
        for _ in range(12):
            try:
                return client.get_iopub_msg(timeout=5)
            except Empty:  # ipykernel on a busy machine may sleep over a message until the next one comes
                client.kernel_info()
        raise AssertionError("the kernel has said nothing for a minute")

    def cell(source, cell_id=None):
        message = client.session.msg("execute_request", {"code": source, "silent": False, "store_history": False, "stop_on_error": True})
        message["metadata"] = {"cellId": cell_id} if cell_id else {}
        client.shell_channel.send(message)
        printed, state = "", "busy"
        while state != "idle":
            heard = listen()
            if heard["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            content = heard["content"]
            assert heard["msg_type"] != "error", content.get("traceback")
            printed += content.get("text", "") if heard["msg_type"] == "stream" else ""
            state = content.get("execution_state", state)
        return printed.strip()

    def page(comm_id, **content):
        data = {"method": "custom", "content": {"view": "A", **content}}
        client.shell_channel.send(client.session.msg("comm_msg", {"comm_id": comm_id, "data": data}))

    try:
        cell("import nnwidgets as nw; labs = []")
        cell("lab = nw.Playground(); labs.append(lab)", "one")
        comm_id = cell("lab = nw.Playground(); labs.append(lab); print(lab.model_id)", "one")
        assert cell("print(*[lab.comm is None for lab in labs])") == "True False"
        page(comm_id, kind="hello")
        page(comm_id, kind="do", what="play")
        page(comm_id, kind="edit", id=1, generation=0, set={"14": 0.5}, hold=[14])
        steps = 0
        while not steps:
            steps = int(cell("print(lab.trainer.steps * lab.session.running)"))
        assert cell("print(lab.net.W[1][0, 2], lab.trainer.settings.held)") == "0.5 (14,)"
        page(comm_id, kind="do", what="pause")
        while cell("print(lab.running)") != "False":
            pass
        assert cell("lab.close(); print(lab.session.reason)") == "closed"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
