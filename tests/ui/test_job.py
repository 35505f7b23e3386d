"""Work beside the keys: what begins gives up what went on before at its place."""

import asyncio
import threading
import weakref
from collections.abc import Callable, Coroutine
from functools import partial

import pytest

from tests.kit.views import Work
from tiptui.ui.actions.job import GivenUp, Job, in_steps, in_thread, pause


class Thing:
    """Something that work needs."""


async def test_what_begins_gives_up_what_goes_on_in_steps() -> None:
    screen, taken = Work(), list[str]()
    job = Job(screen.run_worker)
    for name in ("first", "second"):
        job.begin(partial(in_steps, map(taken.append, [name] * 5)))
        await pause(0)
        await pause(0)
    await screen.end()
    assert taken.count("first") < 5
    assert taken.count("second") == 5


async def test_what_a_thread_does_for_nobody_ends_as_it_reports() -> None:
    screen, ended = Work(), list[bool]()
    job = Job(screen.run_worker)
    begun, go_on, over = (threading.Event() for _ in range(3))

    async def work() -> None:
        progress = job.progress

        def read() -> None:
            progress(0.25)
            begun.set()
            assert go_on.wait(20)
            try:
                progress(0.5)
            finally:
                over.set()

        await in_thread(read)
        ended.append(True)

    job.begin(work)
    await asyncio.to_thread(begun.wait, 20)
    assert job.part == 0.25
    report = job.progress
    job.give_up()
    go_on.set()
    await screen.end()
    assert await asyncio.to_thread(over.wait, 20)
    with pytest.raises(GivenUp):
        report(0.75)
    assert (job.part, ended) == (0.25, [])
    job.begin(work)
    await screen.end()
    assert (job.part, ended) == (0.5, [True])


async def test_what_is_done_is_not_kept() -> None:
    class Worker:
        """One that keeps its work, as Textual's do."""

        def __init__(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
            self.work, self.task = work, asyncio.ensure_future(work())

    job = Job(Worker)
    thing = Thing()
    gone = weakref.ref(thing)

    async def work(_: Thing) -> None:
        await pause(0)

    job.begin(partial(work, thing))
    del thing
    for _ in range(9):
        await pause(0)
    assert gone() is None


@pytest.mark.parametrize("error", [MemoryError, GivenUp])
async def test_what_a_thread_read_in_vain_is_gone_at_once(error: type[Exception]) -> None:
    read = list[weakref.ref[Thing]]()

    def make() -> None:
        much = Thing()
        read.append(weakref.ref(much))
        raise error

    with pytest.raises(error) as raised:
        await in_thread(make)
    assert (raised.type, read[0]()) == (error, None)
