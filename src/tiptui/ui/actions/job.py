"""Work beside the keys: between two of them in steps, or in a thread; and its times.

Only here work waits, and a thread is begun: a key never waits for either.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import Future
from threading import Thread
from time import perf_counter
from typing import Any, TypeAlias, TypeVar

from tiptui.record.progress import Progress

# The times of such work. All but one are seconds.

SEARCH_AT_ONCE = 0.002  # a search goes on so long before the next key: a small part of a frame
EXPORT_AT_ONCE = 0.01  # a file is made so long before the next key: less than a frame
GRID_AT_ONCE = 0.1  # columns are made so long before a frame says so: a shorter wait is not seen
SOON = 1 / 60  # what is found is shown after a frame: a search that ends before is drawn once
NOTHING_YET = 0.1  # a frame says that nothing is found yet after so long: sooner, it flickers
HANDED_ON = 0.004  # what a frame shows reaches what draws it in so long: a search waits no longer
BUSY = 0.2  # quotations are checked slowly so long after a key: the next one may come
GIVEN_WAY = BUSY / 10  # a slow check rests so long after each record
POLL = 0.2  # files are looked at so often; a change is shown when two looks in a row agree
SHARE = 0.01  # the part of a core for these looks: they are rarer where there are many files
REDRAWN = 0.1  # how far reading has come is drawn so often: each frame takes time from it
SWITCHED = 0.001  # a thread lets a key go first after so long, more than once for each key

Work: TypeAlias = Callable[[], Coroutine[None, None, None]]
"""A coroutine function of what is done: cancelled, nothing is left un-awaited."""

T = TypeVar("T")

pause = asyncio.sleep


class GivenUp(Exception):
    """Nobody waits any more for what a thread does."""


class Job:
    """A place for work beside the keys: what begins there gives up what went on before."""

    def __init__(self, spawn: Callable[[Work], Callable[[], None]]) -> None:
        """Make it with what has work done between keys, and returns what cancels that."""
        self.part = 0.0
        """How much of the work is done, from 0 to 1."""
        self._spawn = spawn
        self._number = 0
        self._cancel: Callable[[], None] | None = None

    def begin(self, work: Work) -> None:
        """Begin work, and give up what goes on."""
        self.give_up()
        number, self.part = self._number, 0.0

        async def go_on() -> None:
            await work()
            if number == self._number:
                self._cancel = None  # else it would keep a collection that is replaced later

        self._cancel = self._spawn(go_on)

    def give_up(self) -> None:
        """End what goes on, if anything does: at once between keys, in a thread as it reports."""
        self._number += 1
        cancel, self._cancel = self._cancel, None
        if cancel:
            cancel()

    @property
    def progress(self) -> Progress:
        """A report of how far the work is that goes on now; it raises GivenUp once that is over."""
        number = self._number

        def report(part: float) -> None:
            if number != self._number:
                raise GivenUp
            self.part = part

        return report


async def in_steps(steps: Iterable[object], seconds: float = 0.0) -> None:
    """Take steps; let keys go first whenever that has taken longer than so many seconds."""
    began = perf_counter()
    for _ in steps:
        if perf_counter() - began > seconds:
            await pause(0)
            began = perf_counter()


async def in_thread(make: Callable[..., T], *arguments: Any) -> T:
    """Return what a thread makes, or raise what it raises. The browser ends without it."""
    made = Future[T]()
    made.set_running_or_notify_cancel()  # else it could be cancelled before it is made

    def work() -> None:
        try:
            made.set_result(make(*arguments))
        except BaseException as error:  # noqa: BLE001 (whatever it is, who waits is told)
            if isinstance(error, MemoryError | GivenUp):
                error.with_traceback(None)  # which holds all that was read
            made.set_exception(error)

    Thread(target=work, daemon=True).start()
    return await asyncio.wrap_future(made)
