"""What stands in for the world around a lab: a line to pages, pages, a clock that only a test moves, and a loop with a deadline."""

import asyncio
import heapq
import json
import struct
from math import prod
from types import SimpleNamespace

import comm
import numpy as np
import pytest
from comm.base_comm import BaseComm

from nnwidgets.core.network import Network
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets import frames, pace, playground, session

DEADLINE = 20  # seconds: what is awaited for so long has not happened


def decoded(header, payload):
    """A second reading of the wire contract: arrays one after another, each from a multiple of 8 bytes on, little endian."""
    arrays, at = {}, 0
    for name, dtype, shape in header["arrays"]:
        count, (size, code) = prod(shape), {"f8": (8, "d"), "f4": (4, "f")}[dtype]
        arrays[name] = np.array(struct.unpack_from(f"<{count}{code}", payload, at)).reshape(shape)
        at += -(-count * size // 8) * 8
    assert at == len(payload)
    return SimpleNamespace(**header, **{k: v for k, v in arrays.items()})


@pytest.fixture(scope="session")
def decode():
    return decoded


class Line(BaseComm):
    """A comm that keeps what was published, after a trip through strict JSON."""

    def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
        data = json.loads(json.dumps(data or {}, allow_nan=False))
        self.__dict__.setdefault("published", []).append((msg_type, data, [bytes(b) for b in buffers or ()]))


class Page:
    """One page that shows a lab. It speaks and listens through the widget's comm, as the front end does."""

    def __init__(self, line, view="A"):
        self.line, self.view, self.edits = line, view, 0

    def send(self, kind, **more):
        content = json.loads(json.dumps({"kind": kind, "view": self.view, **more}))
        self.line.handle_msg({"content": {"data": {"method": "custom", "content": content}}, "buffers": []})

    def do(self, what, value=None):
        self.send("do", what=what, value=value)

    def edit(self, set=(), hold=(), release=(), **more):  # noqa: A002
        self.edits += 1
        message = {"id": self.edits, "generation": self.frames[-1].generation, "set": dict(set), "hold": list(hold), "release": list(release)}
        self.send("edit", **message | more)

    def heard(self):
        return [(data["content"], buffers) for _, data, buffers in self.line.published if data.get("method") == "custom"]

    @property
    def frames(self):
        return [decoded(content, *buffers) for content, buffers in self.heard() if content["kind"] in ("frame", "full")]

    @property
    def frame(self):
        content, buffers = next(m for m in reversed(self.heard()) if m[0]["kind"] != "error")
        return decoded(content, *buffers)

    @property
    def errors(self):
        return [c["text"] for c, _ in self.heard() if c["kind"] == "error" and c["view"] in (None, self.view)]

    def kept(self, lab):
        """What a reload would find."""
        return decoded(lab._header, lab._payload)


@pytest.fixture
def lines(monkeypatch):
    """Every comm that is opened."""
    opened = []

    def create(**kwargs):
        opened.append(Line(**kwargs))
        return opened[-1]

    monkeypatch.setattr(comm, "create_comm", create)
    return opened


@pytest.fixture
def make_lab(lines):
    """make_lab(…) is a Playground with a page that has said hello: (lab, page). All labs are closed in the end."""
    labs = []

    def make(*args, **kwargs):
        labs.append(playground.Playground(*args, **kwargs))
        page = Page(labs[-1].comm)
        page.send("hello", visible=True)
        return labs[-1], page

    yield make
    for lab in labs:
        lab.close()


@pytest.fixture
def another():
    """another(page): a second page that shows the same lab."""

    def make(page, view="B"):
        other = Page(page.line, view)
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


class Clock:
    """Time as a session sees it. A turn of a loop that does not wait takes a slice."""

    SLICE = 0.02

    def __init__(self):
        self.now, self._asleep, self._count = 100.0, [], 0

    def __call__(self):
        return self.now

    async def sleep(self, seconds):
        self._count += 1
        woken = asyncio.get_running_loop().create_future()
        heapq.heappush(self._asleep, (self.now + max(seconds, self.SLICE), self._count, woken))
        await woken

    async def pass_(self, seconds):
        """Let everybody run who wakes up within so many seconds, one after the other."""
        end = self.now + seconds
        await self._turns()
        while self._asleep and self._asleep[0][0] <= end:
            when, _, woken = heapq.heappop(self._asleep)
            self.now = max(self.now, when)
            if not woken.done():
                woken.set_result(None)
            await self._turns()
        self.now = max(self.now, end)

    def busy(self, seconds):
        """A cell runs for so long: nobody wakes up meanwhile."""
        self.now += seconds

    async def _turns(self):
        for _ in range(4):
            await asyncio.sleep(0)


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
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

    async def wait(condition):
        while not condition():
            await asyncio.sleep(0)

    return wait
