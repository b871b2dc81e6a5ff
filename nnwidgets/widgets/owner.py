"""One owner: the kernel's main loop is the only one to touch network, trainer and traits."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any


class Owner:
    """Remembers the loop and thread it was made on, and brings calls from other threads there.

    JupyterLab may deliver widget messages on a subshell thread; traitlets and the trainer are not made for two.
    Without a running loop (plain Python, pytest) a post is a plain call.
    """

    def __init__(self) -> None:
        self._thread = threading.get_ident()
        try:
            self.loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        except RuntimeError:
            self.loop = None

    def post(self, fn: Callable[..., Any], *args: Any) -> None:
        """Call fn(*args) on the owner's thread: now when this is it, else as soon as its loop is free. Never waits."""
        if self.loop is None or threading.get_ident() == self._thread:
            fn(*args)
        else:
            self.loop.call_soon_threadsafe(fn, *args)


def begin(work: Coroutine[Any, Any, None], ended: Callable[["asyncio.Task[None]"], None]) -> "asyncio.Task[None] | None":
    """Start a task on the running loop; None without one (plain Python, pytest): there is nobody to wait for either."""
    try:
        task = asyncio.get_running_loop().create_task(work)
    except RuntimeError:
        work.close()
        return None
    task.add_done_callback(ended)
    return task
