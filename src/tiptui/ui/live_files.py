"""What keeps the screen beside the files: watching, reading again, the editor. Without Textual."""

import asyncio
import gc
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Protocol, TypeVar

from tiptui.collection.live import Live, News
from tiptui.collection.opened import Collection
from tiptui.files.input import SMALL, NoInput, file_size
from tiptui.files.progress import Progress
from tiptui.files.watching import Watch, stamps
from tiptui.record.problem import Place, Problem, tally
from tiptui.ui.copies import Asking, Copies
from tiptui.ui.searching import Spawn
from tiptui.ui.session import Session
from tiptui.view.state import Chosen, Pane, View

if TYPE_CHECKING:
    from tiptui.sources.passages import Passage
    from tiptui.sources.source_text import SourceText

# Imported where they are first needed, so that the start does not wait for them:
# tiptui.view.carry_over, tiptui.view.locations, tiptui.files.editor, tiptui.sources.source_text.


SHARE = 0.01
"""The most of a core that looking at the files may take."""


AGAIN = "reading again …"
"""The answer until large files are read."""


class _Superseded(Exception):
    """A newer reading has begun, or the browser is closed."""


class Panes(Asking, Protocol):
    """What of the screen shows that files have changed."""

    def replace_lines(self, change: Callable[[], None]) -> None:
        """Make a change to what all panes show, with what is under each cursor kept in its line."""

    def run_editor(self, argv: list[str]) -> str:
        """Lend the terminal to an editor; return in words what went wrong, or nothing."""

    def list_problems(self) -> None:
        """List every problem of the newest reading."""

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
    """The files of what was opened: followed, read again, and opened in the reader's editor."""

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
        if self._is_small and not collection.takes_long:
            collection.check()
            self._session.look(self._session.view)
        else:
            self._spawn(partial(self._count_aside, collection))

    async def _count_aside(self, collection: Collection) -> None:
        _make_passages(collection)
        await asyncio.to_thread(collection.check)
        if self._session.collection is collection:
            # The detail says of each quotation how it was found.
            self._panes.replace_lines(lambda: self._session.look(self._session.view))

    @property
    def _is_small(self) -> bool:
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
        if self._is_small:
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
        if news.collection and self._is_small and not news.collection.takes_long:
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
        if self._is_small:
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

    # The editor.

    def edit(self) -> None:
        """Open the editor where what is under the cursor stands in its file."""
        from tiptui.view.locations import outline_path, path_at_cursor

        scene, dialogue = self._session.scene, self._session.scene.dialogue
        if trouble := scene.collection.trouble(scene.subject):
            self.open_editor(trouble.file, trouble.place)
            return
        if dialogue is None:
            self._session.remark("nothing to edit here")
            return
        passage = scene.passage if scene.acting is Pane.SOURCE else None
        file = self.live.record_of(dialogue).text_file(passage.source) if passage else ""
        text = dialogue.texts.get(passage.source) if passage else None
        if passage and file and text and not text.is_document:
            self._edit_at(file, partial(_place_in_text, file, text, passage))
        elif self.live.again:
            path = outline_path(dialogue, passage) if passage else path_at_cursor(scene, dialogue)
            self._edit_at(dialogue.file, partial(self.live.place, dialogue, path))
        else:
            self._session.remark("there is no file to edit: the record came from standard input")

    def _edit_at(self, file: str, find: Callable[[], Place]) -> None:
        """Open the editor at a place that takes time to find in a large file: then in a thread."""
        if file_size(file) <= SMALL:
            self.open_editor(file, find())
        else:
            self._session.remark("looking for its line …")
            self._spawn(partial(self._edit_aside, file, find, self._session.view))

    async def _edit_aside(self, file: str, find: Callable[[], Place], view: View) -> None:
        place = await asyncio.to_thread(find)
        # Not over what the reader has gone on to.
        if self._session.view is view:
            self.open_editor(file, place)

    def list_problems(self) -> None:
        """List every problem, to be edited; of large files they are found in a thread."""
        if self._is_small:
            self._panes.list_problems()
        else:
            self._session.remark("looking for all problems …")
            self._spawn(partial(self._list_aside, self._session.view))

    async def _list_aside(self, view: View) -> None:
        _make_passages(self._session.collection)
        await asyncio.to_thread(self.live.problems)
        # Not over what the reader has gone on to.
        if self._session.view is view:
            self._session.remark("")
            self._panes.list_problems()

    def edit_problem(self, file: str, problem: Problem) -> None:
        """Open the editor at a problem of a record."""
        if self.live.again:
            self.open_editor(file, problem.place)

    def open_editor(self, file: str, place: Place) -> None:
        """Open the editor at a place; offer a copy to edit of what is not the reader's own."""
        from tiptui.files.installed import is_installed

        copies = Copies(self._session, self.live, self._panes, self._open_editor)
        if not (is_installed(file) and copies.offer(file, place)):
            self._open_editor(file, place)

    def _open_editor(self, file: str, place: Place, words: str = "") -> None:
        """Open the editor, and when it has ended read the files again; say words, or why not."""
        from tiptui.files.editor import NoEditor, command

        try:
            argv = command(os.environ, file, *place)
        except NoEditor as error:
            self._session.remark(f"{error}; {words}" if words else str(error))
            return
        answer = self._panes.run_editor(argv) or words
        if self.live.again:
            self._read(asked=True, answer=answer)
        else:
            self._session.remark(answer)


def _make_passages(collection: Collection) -> None:
    """Make what a thread is to look into here, lest two threads make two."""
    for dialogue in collection.dialogues:
        if dialogue.texts:
            dialogue.passages  # noqa: B018


def _place_in_text(file: str, text: "SourceText", passage: "Passage") -> Place:
    """Return where a passage begins in the file of its text: the line, counted from 1."""
    from tiptui.sources.source_text import line_of, read_text

    try:
        line = line_of(read_text(file), passage.paragraph)
    except NoInput:
        line = 1  # the editor says what is wrong with it
    if passage.paragraph in text:
        line += text[passage.paragraph].count("\n", 0, max(0, passage.start))
    return Place(line, 1)
