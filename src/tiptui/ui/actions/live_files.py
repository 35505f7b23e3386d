"""The files behind the screen: watching them, reading them again, and their status in words."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from tiptui.collection.live import Live, News
from tiptui.collection.naming import OF_FIELD
from tiptui.collection.opened import Collection
from tiptui.collection.opening import base_name
from tiptui.files.input import SMALL, STDIN, Watch, file_size, stamps
from tiptui.files.own import default_record
from tiptui.record.problem import tally
from tiptui.search.index import Index
from tiptui.search.query import parse
from tiptui.search.search import Search
from tiptui.text.steps import Progress, quiet
from tiptui.text.visible import plural
from tiptui.ui.actions.job import BUSY, GIVEN_WAY, SHARE
from tiptui.view.scene import Scene
from tiptui.view.state import Pane, View

if TYPE_CHECKING:
    from tiptui.ui.actions.session import Session

IN_SIGHT = 20  # rows of speakers that are drawn at first, on most terminals

AGAIN = "reading again …"  # the answer until large files are read

T = TypeVar("T")


def without_collecting(make: Callable[[], T]) -> T:
    """Return the result of a function that makes much, without looking for garbage meanwhile."""
    gc.disable()
    try:
        return make()
    finally:
        gc.enable()


def collect_from_now_on() -> None:
    """Look for garbage, but never in the memory of the start: call this once."""
    gc.freeze()
    gc.enable()


class LiveFiles:
    """The opened files, followed, and read again."""

    def __init__(self, session: "Session", live: Live) -> None:
        self.live = live
        self._session = session
        self._watch = Watch(live.now.stamps)
        self._next_look = 0.0
        self._left: Iterator[News] | None = None  # the news of files that were not read at first
        self._wrong: Counter[Any] | None = None  # the quotations found wrong at the last check
        self._answer: str | None = None  # the answer to a reader who waits for the files
        self._then: Callable[[], None] | None = None

    def begin(self) -> None:
        """Go on after the first frame: read the rest, and check the quotations."""
        if self.live.now.left:
            self._begin_part()
        else:
            self._show(self._session.index, self._session.view.remark)
            collect_from_now_on()

    def _begin_part(self) -> None:
        read = partial(self._read_part, self._session.view)
        self._session.screen.work("read", read, self._take_part)

    def _read_part(self, view: View, progress: Progress) -> tuple[News, Index] | None:
        """Read more of the files; find ahead what the screen will ask for, so that no key waits."""
        if self._left is None:
            self._left = self.live.read_left(progress)
        news = next(self._left, None)
        if news is None:
            return None

        news, index = self._index_of(news)
        for _ in Search(index, parse(view.query)).steps:
            progress(0)
        scene = Scene(index, view)
        for ref in islice(scene.results.rows(Pane.SPEAKERS), IN_SIGHT):
            index.collection.related(ref)
        scene.stops  # noqa: B018 (found for the screen)
        return news, index

    def _take_part(self, part: tuple[News, Index] | None) -> None:
        if part is None:
            self._watch = Watch(self.live.now.stamps)
            collect_from_now_on()
        else:
            news, index = part
            self.live.take(news)
            self._show(index, self._session.view.remark, more=True)
            self._begin_part()

    def look(self) -> None:
        """Read the files again if they have changed, and nobody seems to write them any more."""
        began = perf_counter()
        if self.live.now.left or began < self._next_look:
            return
        if self._watch.look(stamps(self._watch.seen)):
            self._read()
        elif self._watch.is_settled:
            self._next_look = began + (perf_counter() - began) / SHARE

    def reload(self, answer: str = "", then: Callable[[], None] | None = None) -> None:
        """Read the files again for a reader who waits for the answer; `then` follows."""
        if self.live.again:
            self._answer, self._then = answer, then
            self._read()
        else:
            self._session.remark("standard input can't be read again")

    @property
    def is_small(self) -> bool:
        """True if the files are read before the next key, not in a thread."""
        return sum(map(file_size, self.live.files)) <= SMALL

    def close(self) -> None:
        self._session.screen.end_work("read")
        self._session.screen.end_work("check")

    # Reading again.

    def _read(self) -> None:
        """Read the files again, at once or (large ones) in a thread; a newer reading goes first."""
        self.close()
        if self.is_small:
            self._receive(*self._index_of(self.live.read(quiet)))
            return
        if self._answer is not None:
            self._session.remark(AGAIN)

        def read(progress: Progress) -> tuple[News, Index]:
            return without_collecting(lambda: self._index_of(self.live.read(progress)))

        self._session.screen.work("read", read, lambda made: self._receive(*made))

    def _index_of(self, news: News) -> tuple[News, Index]:
        index = self._session.index
        if news.collection is not index.collection:
            index = Index(news.collection).with_bookmarks(index.bookmarks)
        return news, index

    def _receive(self, news: News, index: Index) -> None:
        """Show the news, or say why not; half of a record is never shown."""
        session, before = self._session, self.live.status
        asked, remark, self._answer = self._answer is not None, self._answer or "", None
        self._watch = Watch(news.stamps)
        torn = any(opened.torn for opened in news.opened.values())
        if torn and not self.live.options.of_collection:  # there it stays as it was
            if asked:
                remark = remark or f"{self.live.name} is being written: r reads it again"
                self._show(session.index, remark)
            return
        changed = before or news.collection is not self.live.now.collection
        self.live.take(news)
        is_answered = asked or before != self.live.status
        if (asked or changed) and not (remark or self.live.status):
            remark = f"{self.live.name} read again" if changed else "read again: nothing changed"
        self._show(index, remark or ("" if is_answered else session.view.remark))
        then, self._then = self._then, None
        if then:
            then()

    def _show(self, index: Index, remark: str, more: bool = False) -> None:
        """Show an index; with `more` records than before, cursors on top stay there."""
        session, collection = self._session, index.collection
        waits = any(dialogue.is_waiting for dialogue in collection.dialogues)
        known = collection.quote_counts is not None or (self.is_small and not waits)
        at_once = known and not self.live.now.left
        if at_once:
            remark = self._add_new_errors(collection, remark)
        if index is session.index:
            session.remark(remark)
        else:
            from tiptui.view.carry_over import carry_view

            index = index.with_bookmarks(session.index.bookmarks)
            # Where nobody has gone anywhere yet, the first row is the first of all.
            at_top = more and not any(session.view.cursors.values())
            view = session.view if at_top else carry_view(session.scene, index)
            session.screen.forget()
            session.renew(index, replace(view, remark=remark))
        if not (self.live.now.left or at_once):
            make_passages(collection)
            check = partial(self._check, session.index)
            session.screen.work("check", check, self._receive_check)

    def _check(self, index: Index, progress: Progress) -> Collection:
        """Check the quotations, and make ahead the tables that `3`, `x`, `r` and `=` ask for."""

        def give_way(part: float) -> None:
            progress(part)
            if perf_counter() - self._session.looked < BUSY:
                sleep(GIVEN_WAY)

        for _ in _make_ahead(index):
            give_way(0)
        without_collecting(partial(index.collection.check, give_way))
        return index.collection

    def _receive_check(self, collection: Collection) -> None:
        session = self._session
        view = session.view
        remark = self._add_new_errors(collection, view.remark)
        if remark != view.remark:  # else the reader still waits for the same view
            view = replace(view, remark=remark)
        # The detail has the status of each quotation.
        session.screen.forget()
        session.look(view)

    def _add_new_errors(self, collection: Collection, remark: str) -> str:
        """Return a remark with the number of quotations that were not wrong before."""
        collection.check()
        before, self._wrong = self._wrong, collection.wrong_quotations()
        new = 0 if before is None else (self._wrong - before).total()
        words = f"{plural(new, 'new error')} (! lists {'it' if new == 1 else 'them'})"
        return " · ".join(filter(None, (remark, words if new else "")))


def _make_ahead(index: Index) -> Iterator[None]:
    """Make in steps the tables of all rows that `3`, `x`, `r` and `=` ask for."""
    yield from index.same.wordings.make()
    for field in OF_FIELD:
        yield from index.facets.column(field)


def make_passages(collection: Collection) -> None:
    """Make the passages of a single record here, so that two threads never make two."""
    if (single := collection.single) and single.texts:
        single.passages  # noqa: B018


# The status line.


class FileStatus(NamedTuple):
    """The status of files in words, and whether something is wrong."""

    words: str
    is_wrong: bool = False
    event: Sequence[str] = ()  # name, date and place of a single event without a problem
    name: str = ""  # the name of the file


_WRONG = {"missing": "not found", "elsewhere": "in another paragraph"}


def status_of(live: Live, collection: Collection) -> FileStatus:
    if live.status:
        return FileStatus(live.status, is_wrong=not live.now.left)
    quotes, is_wrong = quotes_of(live, collection)[:2]
    warnings = tally(
        [problem for opened in live.now.opened.values() for problem in opened.problems]
    )
    listed = "! lists" if is_wrong or warnings else ""
    name, facts = live.name, [live.name, quotes, "" if is_wrong else warnings, listed]
    if live.paths == (default_record(),) and not is_wrong:  # the record that comes with tiptui
        facts = [quotes, name := "a sample · tiptui FILE opens yours"]
    event = collection.single.event if collection.single and not listed else None
    in_words = [event.name, *map(event.facts.words, ("start_date", "place"))] if event else []
    return FileStatus(" · ".join(filter(None, facts)), is_wrong, in_words, name)


def quotes_of(live: Live, collection: Collection) -> FileStatus:
    counts = collection.quote_counts
    if counts is None:
        return FileStatus("checking the quotes …" if collection.has_texts else "")
    if wrong := [
        f"{plural(counts[kind], 'quote')} {_WRONG[kind]}" for kind in _WRONG if counts[kind]
    ]:
        return FileStatus(" · ".join(wrong), is_wrong=True)
    if not counts.total():
        return FileStatus("no quotes")
    total = plural(counts.total(), "quote")
    if not collection.has_texts:
        return FileStatus(f"{total} · source text not loaded")
    named = [f"{counts[kind]:,} {kind}" for kind in ("normalized", "unchecked") if counts[kind]]
    listed = ", ".join((f"{total}: {counts['verbatim']:,} verbatim", *named))
    texts = chain.from_iterable(live.opened(of).texts.values() for of in collection.dialogues)
    files = [base_name(of.file) for of in texts if of.text and of.file not in ("", STDIN)]
    read = plural(len(files), "text") if len(files) > 1 else "".join(files)
    return FileStatus((listed if named else f"{total} verbatim") + (f" in {read}" if read else ""))
