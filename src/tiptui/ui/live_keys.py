"""What keeps the screen beside the files: watching, reading again, the editor, the problems."""

import asyncio
import gc
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from tiptui.collection.live import Live, Reading
from tiptui.files.input import SMALL, STDIN, NoInput, file_size
from tiptui.files.watching import Watch, stamps
from tiptui.record.problem import Problem
from tiptui.search.index import Index
from tiptui.ui.panes.cursor_pane import CursorPane
from tiptui.ui.search_keys import SearchKeys
from tiptui.ui.terminal.signals import SignalApp
from tiptui.view.state import View

if TYPE_CHECKING:
    from tiptui.ui.chrome.problems import Problems

# Imported where they are first needed, so that the start does not wait for them:
# tiptui.carrying, tiptui.editing, tiptui.places, tiptui.ui.editor, tiptui.ui.problems.

POLL = 0.2
"""Seconds between two looks at the files; a change is taken in when two looks in a row agree."""


class _Superseded(Exception):
    """A newer reading has begun, or the browser is closed."""


def aside(read: Callable[[], Reading]) -> Reading:
    """Reads as fast as at the start: without looking for garbage among what is being made."""
    gc.collect()
    gc.disable()
    try:
        return read()
    finally:
        gc.enable()


class LiveKeys(SearchKeys):
    """A screen that shows its record as the files have it now."""

    def __init__(self, index: Index, live: Live | None = None) -> None:
        super().__init__(index)
        self.live = live or Live(STDIN, {})
        self._watch = Watch(self.live.newest.stamps)
        self._readings = 0
        self._problems: Problems | None = None

    def cursor_panes(self) -> Iterable[CursorPane]:
        """Gives the panes that there are by now."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begins to watch."""
        if self.live.watched:
            self.set_interval(POLL, self.look_at_files)

    def look_at_files(self) -> None:
        """Reads the files again if they have changed, and nobody seems to write them any more."""
        if self._watch.look(stamps(self._watch.seen)):
            self.reload()

    # Reading again.

    def reload(self, asked: bool = False, answer: str = "") -> None:
        """Reads the files again, at once or (large ones) in a thread; a newer reading goes first.

        `asked` says that the reader waits for an answer, and `answer` what else it says.
        """
        self._readings += 1
        if sum(map(file_size, self.live.files)) <= SMALL:
            self._take(self.live.read(), asked, answer)
        else:
            self.run_worker(self._reload_aside(asked, answer), group="reading", exclusive=True)

    async def _reload_aside(self, asked: bool, answer: str) -> None:
        reading = await asyncio.to_thread(self._read_aside, self._readings)
        if reading is not None:
            self._take(reading, asked, answer)
            # As after the first reading: what is there by now stays, no need to look through it.
            gc.freeze()

    def _read_aside(self, number: int) -> Reading | None:
        def superseded(_part: float) -> None:
            if number != self._readings or not self.is_running:
                raise _Superseded

        try:
            return aside(lambda: self.live.read(superseded))
        except _Superseded:
            return None

    def _take(self, reading: Reading, asked: bool, answer: str) -> None:
        """Shows what was read, or says why not; half of a record is never shown."""
        self._watch = Watch(reading.stamps)
        before = self.live.status
        if reading.torn:
            if asked or answer:
                self.remark(answer or f"{self.live.name} is being written")
            return
        self.live.take(reading)
        told = asked or before != self.live.status
        if reading.index is None or self.live.status:
            remark = answer or ("" if told else self.view.remark)
        else:
            remark = answer or reading.changes
            remark = remark or ("nothing changed" if told else self.view.remark)
        if reading.index is None or reading.index is self.index:
            self.look(replace(self.view, remark=remark))
        else:
            self._renew(reading.index, remark)
        if self._problems:
            self._problems.show(self.live)

    def _renew(self, index: Index, remark: str) -> None:
        """Shows another record where the one before was: cursors, query and narrowings stay."""
        from tiptui.view.carry_over import carried, carried_history, forget

        self.drop_search()
        self.history = carried_history(self.index, index, self.history)
        view: View = carried(self.index, index, self.view)
        put_back = [pane.hold() for pane in self.cursor_panes()]
        self.index = index
        for pane in self.cursor_panes():
            pane.renew()
        self.look(replace(view, remark=remark))
        for back in put_back:
            back()
        forget()

    # What keys do.

    def action_reload(self) -> None:
        """Reads the files again."""
        if self.live.again:
            self.reload(asked=True)
        else:
            self.remark("standard input can't be read again")

    def action_edit(self) -> None:
        """Opens the editor where what is under the cursor stands in its file."""
        from tiptui.sources.source_text import line_of, read_text
        from tiptui.view.locations import outline_path, passage_at, path_at

        passage = passage_at(self.index, self.view)
        file = self.live.text_file(passage.source) if passage else ""
        if passage and file and passage.source in self.index.texts:
            try:
                line = line_of(read_text(file), passage.paragraph)
            except NoInput:
                line = 1  # the editor says what is wrong with it
            text = self.index.texts[passage.source]
            if passage.paragraph in text:
                line += text[passage.paragraph].count("\n", 0, max(0, passage.start))
            self._edit(file, line, 1)
            return
        path = outline_path(self.index, passage) if passage else path_at(self.index, self.view)
        if self.live.again:
            self._edit(self.live.file, *self.live.place(path))
        else:
            self.remark("there is no file to edit: the record came from standard input")

    def _edit(self, file: str, line: int, column: int) -> None:
        from tiptui.files.editor import NoEditor, command
        from tiptui.ui.terminal.editor import edited

        try:
            argv = command(os.environ, file, line, column)
        except NoEditor as error:
            self.remark(str(error))
            return
        assert isinstance(self.app, SignalApp)
        failure = edited(self.app, argv)
        if self.live.again:
            self.reload(asked=True, answer=failure)
        elif failure:
            self.remark(failure)

    async def action_problems(self) -> None:
        """Lists every problem of the files as they are now."""
        from tiptui.ui.chrome.problems import Problems

        self._problems = Problems(self.live)
        await self.app.push_screen(self._problems, self._problems_closed)

    def _problems_closed(self, problem: Problem | None) -> None:
        self._problems = None
        if problem and self.live.again:
            # Only when the list is gone from the screen that the editor takes.
            self.call_later(self._edit, self.live.file, *problem.place)
