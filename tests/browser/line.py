"""A line of a chosen length between browser and server: a TCP proxy that delays, and that can be cut and mended."""

import asyncio
import threading


class Line:
    """`with Line("http://127.0.0.1:8888") as line`: the same server at `line.url`, `line.delay` seconds up to it and down again.

    What is sent arrives whole and in its order, however long the line; delays may change while it is in use. `taken` counts the
    bytes that entered at each end. A real line would besides hold back small packets until those before them are acknowledged
    (Nagle), unless the server sets TCP_NODELAY: here acknowledgements come from next door.
    """

    def __init__(self, url: str):
        self._target = url.removeprefix("http://").split(":")
        self.delay = {"up": 0.0, "down": 0.0}
        self.taken = {"up": 0, "down": 0}
        self._ends: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="line", daemon=True)
        self._server: asyncio.Server | None = None
        self._port = 0

    def __enter__(self) -> "Line":
        self._thread.start()
        self.restore()
        return self

    def __exit__(self, *_: object) -> None:
        self.cut()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def url(self) -> str:
        """Where the server is found at this end."""
        return f"http://127.0.0.1:{self._port}"

    def stretch(self, way: float) -> None:
        """So many seconds each way, from now on."""
        self.delay = {"up": way, "down": way}

    def cut(self) -> None:
        """Drop all connections with what is on its way in them, and refuse new ones."""
        self._do(self._cut())

    def restore(self) -> None:
        """Take connections again, at the same address."""
        self._do(self._open())

    def _do(self, work) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _open(self) -> None:
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def _cut(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        for end in self._ends:
            end.transport.abort()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ends = {writer}
        try:
            far_reader, far_writer = await asyncio.open_connection(*self._target)
            ends.add(far_writer)
            self._ends |= ends
            await asyncio.gather(self._carry(reader, far_writer, "up"), self._carry(far_reader, writer, "down"))
        except (OSError, asyncio.CancelledError):
            pass  # one side is gone, or the line is cut: then so is the other side
        finally:
            self._ends -= ends
            for end in ends:
                end.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str) -> None:
        """Bytes from one end to the other; those that are read first arrive first, and at the end the news that there are no more."""
        due: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            data = b"."
            while data:
                at, data = await due.get()
                await asyncio.sleep(max(0.0, at - self._loop.time()))
                if data:
                    writer.write(data)
                    await writer.drain()
            if writer.can_write_eof():
                writer.write_eof()

        async def take() -> None:
            data = b"."
            while data:
                data = await reader.read(65536)
                self.taken[way] += len(data)
                due.put_nowait((self._loop.time() + self.delay[way], data))

        await asyncio.gather(take(), deliver())
