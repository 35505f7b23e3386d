"""Work beside the keys: new work of a group ends the work before it."""

import asyncio
import threading
from collections.abc import Callable

from tests.kit.drawn import reading
from tests.kit.records import small
from tests.kit.terminal import PATIENCE
from tiptui.text.steps import Progress


class Waiting:
    """Work that waits in the middle until it is let go, and then reports its progress or not."""

    def __init__(self, reports: bool = True) -> None:
        self.begun, self.let_go, self.over = (threading.Event() for _ in range(3))
        self.reports = reports

    def __call__(self, progress: Progress) -> str:
        self.begun.set()
        assert self.let_go.wait(PATIENCE)
        try:
            if self.reports:
                progress(0.5)
        finally:
            self.over.set()
        return "waited"


async def until(seen: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not seen():  # noqa: ASYNC110 (nothing tells of it)
            await asyncio.sleep(0)


async def test_new_work_of_a_group_ends_the_work_before_it() -> None:
    async with reading(small()) as reader:
        results: list[str] = []
        first, second, other = Waiting(), Waiting(), Waiting()
        reader.browser.work("read", first, lambda _: results.append("first"))
        await until(first.begun.is_set)
        reader.browser.work("other", other, lambda _: results.append("other"))
        reader.browser.work("read", second, lambda _: results.append("second"))
        for work in (first, second, other):
            work.let_go.set()
            await until(work.over.is_set)
        await until(lambda: len(results) == 2)
        assert sorted(results) == ["other", "second"]


async def test_work_that_is_ended_shows_nothing_even_when_it_was_done_before() -> None:
    async with reading(small()) as reader:
        results: list[str] = []
        done = Waiting(reports=False)
        reader.browser.work("read", done, results.append)
        await until(done.begun.is_set)
        done.let_go.set()
        assert done.over.wait(PATIENCE)  # no other task goes on meanwhile
        reader.browser.end_work("read")
        await reader.pilot.pause()
        assert results == []
