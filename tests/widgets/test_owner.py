"""Calls from any thread come to the one that owns the lab."""

import asyncio
import threading

import pytest

from nnwidgets.widgets.owner import Owner, begin


def in_a_thread(fn):
    thread = threading.Thread(target=fn)
    thread.start()
    return thread


def test_on_the_owners_thread_a_post_is_a_plain_call(run):
    async def work():
        called = []
        Owner().post(called.append, 1)
        assert called == [1]

    run(work())


def test_from_another_thread_a_post_runs_on_the_owners_thread_in_order(run, until):
    async def work():
        owner, called = Owner(), []
        in_a_thread(lambda: [owner.post(lambda i=i: called.append((i, threading.get_ident()))) for i in range(500)])
        await until(lambda: len(called) == 500)
        assert called == [(i, threading.get_ident()) for i in range(500)]

    run(work())


def test_a_post_never_waits_for_the_owner(run, until):
    async def work():
        owner, called = Owner(), []
        thread = in_a_thread(lambda: owner.post(called.append, 1))
        thread.join(10)  # the loop stands still meanwhile
        assert not thread.is_alive() and called == []
        await until(lambda: called == [1])

    run(work())


def test_without_a_loop_a_post_is_a_plain_call_in_whatever_thread():
    owner, called = Owner(), []
    owner.post(called.append, 1)
    in_a_thread(lambda: owner.post(called.append, 2)).join()
    assert called == [1, 2] and owner.loop is None


def test_a_task_begins_and_its_end_is_told(run, until):
    async def work():
        ended = []

        async def fails():
            raise ValueError("so it ends")

        task = begin(fails(), ended.append)
        await until(lambda: ended)
        assert ended == [task] and str(task.exception()) == "so it ends"

    run(work())


@pytest.mark.filterwarnings("error")  # a coroutine that is never awaited is one
def test_without_a_loop_no_task_begins():
    assert begin(asyncio.sleep(0), print) is None
