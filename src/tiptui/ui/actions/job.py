"""Work beside the keys: between two of them in steps, or in a thread; and its times.

Only here work waits, and a thread is begun: a key never waits for either.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import Future
from contextlib import suppress
from threading import Thread
from time import perf_counter
from typing import Any, TypeAlias, TypeVar

from tiptui.text.steps import Progress

# The times of such work. All but one are seconds.

SEARCH_AT_ONCE = 0.002  # the time of a search before the next key: a small part of a frame
EXPORT_AT_ONCE = 0.01  # the time to make a file before the next key: less than a frame
SOON = 1 / 60  # the wait before hits are drawn: a search that ends before is drawn once
NOTHING_YET = 0.1  # the wait before a frame says that nothing is found yet: sooner, it flickers
HANDED_ON = 0.004  # the wait of a search for its frame to reach the thread that writes
BUSY = 0.2  # the time after a key in which quotations are checked slowly: the next may come
GIVEN_WAY = BUSY / 10  # the rest of a slow check after each record
POLL = 0.2  # between two looks at files; a change is shown when two looks in a row agree
SHARE = 0.01  # the part of a core for these looks: they are rarer where there are many files
REDRAWN = 0.1  # between two frames of how far reading is: each frame takes time from it
SWITCHED = 0.001  # the time after which a thread lets a key go first, more than once for each key

JobBody: TypeAlias = Callable[[], Coroutine[None, None, None]]
"""A coroutine function, not a coroutine: one that is cancelled before is never left un-awaited."""

T = TypeVar("T")

pause = asyncio.sleep


class GivenUp(Exception):
    """The end of work in a thread for which nobody waits any more."""


class Job:
    """Room for work beside the keys: new work there ends the work before it."""

    def __init__(self, run_worker: Callable[[JobBody], Any]) -> None:
        """Begin; `run_worker` starts a body between keys, and returns a worker to cancel it by."""
        self.part = 0.0  # the part of the work that is done, from 0 to 1
        self._run_worker = run_worker
        self._number = 0
        self._worker: Any = None
        self._work: JobBody | None = None

    def begin(self, work: JobBody) -> None:
        self.give_up()
        number, self.part, self._work = self._number, 0.0, work

        async def go_on() -> None:
            # A worker keeps the error that cancels it, and what this refers to: not the work.
            with suppress(asyncio.CancelledError):
                if self._work:
                    await self._work()
            if number == self._number:
                # Else they would keep a collection that is replaced later.
                self._worker = self._work = None

        self._worker = self._run_worker(go_on)

    def give_up(self) -> None:
        """End the work, if any goes on: at once between keys, in a thread as it reports."""
        self._number += 1
        worker, self._worker, self._work = self._worker, None, None
        if worker:
            worker.cancel()

    @property
    def progress(self) -> Progress:
        """A function for the present work to report its part; it raises GivenUp once that ended."""
        number = self._number

        def report(part: float) -> None:
            if number != self._number:
                raise GivenUp
            self.part = part

        return report


async def in_steps(steps: Iterable[object], seconds: float = 0.0) -> None:
    """Go through steps; let keys go first whenever these took longer than so many seconds."""
    began = perf_counter()
    for _ in steps:
        if perf_counter() - began > seconds:
            await pause(0)
            began = perf_counter()


async def in_thread(make: Callable[..., T], *arguments: Any) -> T:
    """Return the result of a function in a thread, or raise its error. Nothing waits at the end."""
    made = Future[T]()
    made.set_running_or_notify_cancel()  # else it could be cancelled before it is made

    def work() -> None:
        try:
            made.set_result(make(*arguments))
        except BaseException as error:  # noqa: BLE001 (whatever it is, who waits is told)
            if isinstance(error, MemoryError | GivenUp):
                error.with_traceback(None)  # the traceback holds all that was read
            made.set_exception(error)

    Thread(target=work, daemon=True).start()
    return await asyncio.wrap_future(made)
