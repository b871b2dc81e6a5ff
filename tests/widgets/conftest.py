"""Labs and sessions in the world of `world.py`, and a loop with a deadline."""

import asyncio
import importlib.util
from pathlib import Path
from types import SimpleNamespace

import comm
import numpy as np
import pytest

from nnwidgets.core.network import Network
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets import controls, frames, pace, playground, session

_spec = importlib.util.spec_from_file_location("lab_world", Path(__file__).with_name("world.py"))
world = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(world)
decoded = world.decoded

DEADLINE = 20  # seconds: what is awaited for so long has not happened


@pytest.fixture(scope="session")
def decode():
    return decoded


@pytest.fixture
def lines(monkeypatch):
    """Every comm that is opened."""
    opened = []

    def create(**kwargs):
        opened.append(world.Line(**kwargs))
        return opened[-1]

    monkeypatch.setattr(comm, "create_comm", create)
    return opened


@pytest.fixture
def show(lines):
    """show(Lab, …) is a lab with a page that has said hello: (lab, page). All labs are closed in the end."""
    labs = []

    def make(kind, *args, **kwargs):
        labs.append(kind(*args, **kwargs))
        page = world.Page(labs[-1].comm)
        page.send("hello", visible=True)
        return labs[-1], page

    yield make
    for lab in labs:
        lab.close()


@pytest.fixture
def make_lab(show):
    """make_lab(…) is a Playground with a page: (lab, page)."""
    return lambda *args, **kwargs: show(playground.Playground, *args, **kwargs)


@pytest.fixture
def another():
    """another(page): a second page that shows the same lab."""

    def make(page, view="B"):
        other = world.Page(page.line, view)
        other.send("hello", visible=True)
        return other

    return make


def small_trainer(**kwargs):
    """Nine parameters, twelve examples, one batch an epoch in the same order: a step is one line of NumPy."""
    draw = np.random.default_rng(3)
    X = draw.normal(size=(16, 2))
    net = Network([2, 2, 1], output="sigmoid", seed=5)
    return Trainer(net, (X, (X[:, 0] > 0).astype(int)), **{"batch_size": 12, "learning_rate": 0.5, "shuffle": False, "test": 0.25} | kwargs)


@pytest.fixture
def make_trainer():
    return small_trainer


@pytest.fixture
def trainer():
    return small_trainer()


@pytest.fixture
def make_session():
    """make_session(trainer) is a Session whose line is the list `sent` of decoded frames and errors; `kept` is what it kept."""

    def make(trainer=None):
        sent, kept = [], []

        def send(header, payload):
            sent.append(decoded(header, payload) if "arrays" in header else SimpleNamespace(**header))

        made = session.Session(trainer or small_trainer(), send, lambda h, p: kept.append(decoded(h, p)), lambda: ({"is": "full"}, {}))
        made.sent, made.kept = sent, kept
        made.show(full=True, keep=True)
        return made

    return make


@pytest.fixture
def clock(monkeypatch):
    made = world.Clock()
    monkeypatch.setattr(session, "perf_counter", made)
    monkeypatch.setattr(frames, "perf_counter", made)
    monkeypatch.setattr(session, "asyncio", SimpleNamespace(sleep=made.sleep))
    monkeypatch.setattr(session, "SLICE", 5)  # real seconds: steps are counted here, not timed
    monkeypatch.setattr(pace, "MOST", 20)  # as many as there is time for in a slice of this clock
    return made


@pytest.fixture
def run():
    """run(coroutine) on a loop of its own, with a deadline."""
    return lambda work: asyncio.run(asyncio.wait_for(work, DEADLINE))


@pytest.fixture
def until():
    """await until(condition): the loop turns until it holds."""

    return turns


async def turns(condition):
    while not condition():
        await asyncio.sleep(0)


@pytest.fixture
def playing(make_session, clock, run):
    """playing(script): the script gets a session that plays 100 steps/s before view A, and `go`, which lets seconds pass."""

    def start(script, trainer=None, speed=100.0):
        async def work():
            session = make_session(trainer)
            session.speed = speed

            async def go(seconds, *signs):
                for _ in range(round(seconds * 4)):
                    for view in signs or ("A",):
                        session.sign(view, acked=session.viewers.sent)
                    await clock.pass_(0.25)

            session.sign("A", visible=True)
            session.play()
            await go(0.25)
            await script(session, go)
            session.close()

        run(work())

    return start


@pytest.fixture
def time(monkeypatch):
    """The controls' clock; it stands still unless a test moves it."""
    now = [1000.0]
    monkeypatch.setattr(controls, "monotonic", lambda: now[0])
    return lambda seconds: now.__setitem__(0, now[0] + seconds)


@pytest.fixture
def said():
    """said(lab): the sentences that a lab says from now on."""

    def listen(lab):
        sentences = []
        lab.session.say = lambda text, view=None, **more: sentences.append(text)
        return sentences

    return listen
