"""What keeps the screen beside the files: watching, reading again. It knows nothing of Textual."""

import asyncio
import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import Protocol, TypeVar

from tiptui.collection.live import Live, News
from tiptui.collection.opened import Collection
from tiptui.files.input import SMALL, file_size
from tiptui.files.progress import Progress
from tiptui.files.watching import Watch, stamps
from tiptui.record.problem import tally
from tiptui.ui.searching import Spawn
from tiptui.ui.session import Session
from tiptui.view.state import Chosen, Pane

# Imported where it is first needed, so that the start does not wait for it: tiptui.view.carry_over.


SHARE = 0.01
"""The most of a core that looking at the files may take."""


AGAIN = "reading again …"
"""The answer until large files are read."""


class _Superseded(Exception):
    """A newer reading has begun, or the browser is closed."""


class Panes(Protocol):
    """What of the screen shows that files have changed."""

    def replace_lines(self, change: Callable[[], None]) -> None:
        """Make a change to what all panes show, with what is under each cursor kept in its line."""

    def tell_problems(self) -> None:
        """Show the problems of the newest reading where they are listed now."""


T = TypeVar("T")


def without_collecting(make: Callable[[], T]) -> T:
    """Make much as fast as at the start: without looking for garbage among what is being made."""
    gc.collect()
    gc.disable()
    try:
        return make()
    finally:
        gc.enable()


def _next(steps: Iterator[News]) -> News | None:
    """Return what more was read; None at the end, also where another reading has begun."""
    try:
        return next(steps, None)
    except _Superseded:
        return None


class LiveFiles:
    """The files of what was opened: followed, and read again."""

    def __init__(self, session: Session, live: Live, spawn: Spawn, panes: Panes) -> None:
        self.live = live
        self._session = session
        self._spawn = spawn
        self._panes = panes
        self._watch = Watch(live.stamps)
        self._next_look = 0.0
        self._readings = 0
        self._end: Callable[[], None] | None = None

    def read_left(self) -> None:
        """Read the records that are left after the first, and show them as they come."""
        if self.live.left:
            self._end = self._spawn(self._read_left)

    async def _read_left(self) -> None:
        steps = self.live.read_left(partial(self._check, self._readings))
        gc.disable()
        try:
            while (news := await asyncio.to_thread(_next, steps)) is not None:
                self.live.take(news)
                self._show(news.collection, self._session.view.remark, more=True)
            self._watch = Watch(self.live.stamps)
        finally:
            gc.freeze()
            gc.enable()

    def _check(self, number: int, _part: float) -> None:
        """Raise _Superseded if a newer reading has begun than that of a number."""
        if number != self._readings:
            raise _Superseded

    def look(self) -> None:
        """Read the files again if they have changed, and nobody seems to write them any more."""
        began = perf_counter()
        if self.live.left or began < self._next_look:
            return
        if self._watch.look(stamps(self._watch.seen)):
            self._read()
        elif self._watch.is_settled:
            self._next_look = began + (perf_counter() - began) / SHARE

    def reload(self) -> None:
        """Read the files again because the reader asked for it."""
        if self.live.again:
            self._read(asked=True)
        else:
            self._session.remark("standard input can't be read again")

    def check_quotations(self) -> None:
        """Count how the quotations were found, at once or (of large files) in a thread."""
        collection = self._session.collection
        if collection.is_checked:
            return
        if self.is_small and not collection.takes_long:
            collection.check()
            self._session.look(self._session.view)
        else:
            self._spawn(partial(self._count_aside, collection))

    async def _count_aside(self, collection: Collection) -> None:
        make_passages(collection)
        await asyncio.to_thread(collection.check)
        if self._session.collection is collection:
            # The detail says of each quotation how it was found.
            self._panes.replace_lines(lambda: self._session.look(self._session.view))

    @property
    def is_small(self) -> bool:
        """Whether the files are read before the next key is looked at, not in a thread."""
        return sum(map(file_size, self.live.files)) <= SMALL

    def close(self) -> None:
        """End a reading that goes on."""
        self._readings += 1

    # Reading again.

    def _read(self, asked: bool = False, answer: str = "") -> None:
        """Read the files again, at once or (large ones) in a thread; a newer reading goes first.

        `asked` says that the reader waits for an answer, and `answer` what else it says.
        """
        self._readings += 1
        if self._end:
            self._end()
        if self.is_small:
            self._take(self.live.read(), asked, answer)
        else:
            # A reader whose reading is superseded still waits.
            asked = asked or self._session.view.remark == AGAIN
            if asked:
                self._session.remark(AGAIN)
            self._end = self._spawn(partial(self._read_aside, asked, answer))

    async def _read_aside(self, asked: bool, answer: str) -> None:
        reading = await asyncio.to_thread(self._read_unless_superseded, self._readings)
        if reading is not None:
            self._take(reading, asked, answer)
            # As after the first reading: what is there by now stays, no need to look through it.
            gc.freeze()

    def _read_unless_superseded(self, number: int) -> News | None:
        try:
            return without_collecting(partial(self._read_whole, partial(self._check, number)))
        except _Superseded:
            return None

    def _read_whole(self, progress: Progress) -> News:
        """Read the files, ready for search; also what the sources tell, if these are looked at."""
        news, scene = self.live.read(progress), self._session.scene
        if news.collection:
            news.collection.prepare()
        if news.collection and scene.view.main is Pane.SOURCE and scene.dialogue:
            for dialogue in news.collection.dialogues:
                if dialogue.id == scene.dialogue.id:
                    dialogue.passages.prepare()
        return news

    def _take(self, news: News, asked: bool, answer: str) -> None:
        """Show what was read, or say why not; half of a record is never shown."""
        self._watch = Watch(news.stamps)
        before = self.live.status
        if news.torn and not self.live.several:
            if asked or answer:
                self._session.remark(
                    answer or f"{self.live.name} is being written: r reads it again"
                )
            return
        self.live.take(news)
        if news.collection and self.is_small and not news.collection.takes_long:
            news.collection.check()
        told = asked or before != self.live.status
        remark = answer
        if news.collection and not self.live.status:
            words = ", ".join(filter(None, (self._left() if before else "", news.changes)))
            remark = remark or words or ("read again: nothing changed" if told else "")
        remark = remark or ("" if told else self._session.view.remark)
        self._show(news.collection, remark)

    def _show(self, collection: Collection | None, remark: str, more: bool = False) -> None:
        """Show a collection; one that only has more records than before leaves cursors on top."""
        if collection is None or collection is self._session.collection:
            self._session.look(replace(self._session.view, remark=remark))
        else:
            self._renew(collection, remark, more)
        self._panes.tell_problems()
        self.check_quotations()

    def _left(self) -> str:
        """Return which problems are left when what kept the files from being shown is mended."""
        readings = self.live.newest.values()
        problems = [each for reading in readings for each in reading.opened.problems]
        if self.is_small:
            problems = [problem for _, problem in self.live.problems()]
        return f"{tally(problems)} left" if problems else "no problems now"

    def _renew(self, collection: Collection, remark: str, more: bool) -> None:
        """Show a collection where the one before was: cursors, query and narrowings stay."""
        from tiptui.view.carry_over import carry_history, carry_view

        session = self._session
        history = carry_history(session.collection, collection, session.history)
        view = replace(carry_view(session.scene, collection), remark=remark)
        if more and session.view.chosen == Chosen():
            # Nobody has gone anywhere yet: the first row is the first of all.
            view = replace(view, chosen=Chosen())
        self._panes.replace_lines(lambda: session.renew(collection, view, history))

    def read_edited(self, answer: str) -> None:
        """Read the files again when an editor has ended; `answer` is what else is said then."""
        if self.live.again:
            self._read(asked=True, answer=answer)
        else:
            self._session.remark(answer)


def make_passages(collection: Collection) -> None:
    """Make what a thread is to look into here, lest two threads make two."""
    for dialogue in collection.dialogues:
        if dialogue.texts:
            dialogue.passages  # noqa: B018
