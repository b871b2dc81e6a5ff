"""What stands in for the world around a lab: a line to pages, pages, and a clock that only a test moves."""

import asyncio
import heapq
import json
import struct
from math import prod
from types import SimpleNamespace

import numpy as np
from comm.base_comm import BaseComm


def decoded(header, payload):
    """A second reading of the wire contract: arrays one after another, each from a multiple of 8 bytes on, little endian."""
    arrays, at = {}, 0
    for name, dtype, shape in header["arrays"]:
        count, (size, code) = prod(shape), {"f8": (8, "d"), "f4": (4, "f")}[dtype]
        arrays[name] = np.array(struct.unpack_from(f"<{count}{code}", payload, at)).reshape(shape)
        at += -(-count * size // 8) * 8
    assert at == len(payload)
    return SimpleNamespace(**header, **arrays)


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

    def edit(self, set=(), hold=(), release=(), **more):
        self.edits += 1
        whole = {"id": self.edits, "generation": self.frame.generation, "set": dict(set), "hold": list(hold), "release": list(release)}
        self.send("edit", **whole | more)

    def heard(self):
        return [(data["content"], buffers) for _, data, buffers in self.line.published if data.get("method") == "custom"]

    @property
    def frames(self):
        return [decoded(content, *buffers) for content, buffers in self.heard() if content["kind"] in ("frame", "full")]

    @property
    def frame(self):
        content, buffers = next(m for m in reversed(self.heard()) if m[0]["kind"] in ("frame", "full"))
        return decoded(content, *buffers)

    @property
    def errors(self):
        return [c["text"] for c, _ in self.heard() if c["kind"] == "error" and c["view"] in (None, self.view)]

    def kept(self, lab):
        """What a reload would find."""
        return decoded(lab._header, lab._payload)


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
