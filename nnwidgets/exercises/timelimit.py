"""A time limit on code that may never end, which leaves the kernel usable."""

import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

AGAIN = 0.1  # seconds: a bare `except:` in the learner's loop swallows the first TimeUp, so more follow


class TimeUp(BaseException):
    """Not an Exception, so that the learner's `except Exception` lets it through."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeUp in this thread once the block has taken `seconds`. One long call in C is not interrupted, but stopped at its end."""
    here = threading.current_thread() is threading.main_thread()
    with _by_alarm(seconds) if here and hasattr(signal, "setitimer") else _by_watch(seconds):
        yield


@contextmanager
def _by_alarm(seconds: float) -> Iterator[None]:
    def ring(number: int, frame: Any) -> None:
        if armed:
            raise TimeUp

    armed, begun = True, time.monotonic()
    handler = signal.signal(signal.SIGALRM, ring)
    before, every = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        armed = False  # from here on no alarm can get between the lines that put everything back
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL if handler is None else handler)
        if before:
            signal.setitimer(signal.ITIMER_REAL, max(before - (time.monotonic() - begun), 1e-3), every)


@contextmanager
def _by_watch(seconds: float) -> Iterator[None]:
    """A second thread raises TimeUp in this one, which then meets it between two of its bytecodes."""
    thread, ended, lock = threading.get_ident(), threading.Event(), threading.Lock()

    def watch() -> None:
        wait = seconds
        while not ended.wait(wait):
            with lock:
                if not ended.is_set():
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TimeUp))
            wait = AGAIN

    watcher = threading.Thread(target=watch, name="nnwidgets time limit", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        with lock:  # one that was asked for and has not come yet must not come later
            ended.set()
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), None)
        watcher.join()
