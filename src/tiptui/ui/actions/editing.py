"""What is opened in the reader's editor, and where. It knows nothing of Textual."""

import asyncio
import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from tiptui.files.input import SMALL, NoInput, file_size
from tiptui.record.problem import Place, Problem
from tiptui.ui.actions.copies import Asking, Copies
from tiptui.ui.actions.live_files import LiveFiles, make_passages
from tiptui.ui.actions.searching import Spawn
from tiptui.ui.actions.session import Session
from tiptui.view.state import Pane

if TYPE_CHECKING:
    from tiptui.proof.passages import Passage
    from tiptui.proof.source_text import SourceText

# Imported where they are first needed, so that the start does not wait for them:
# tiptui.view.locations, tiptui.files.editor, tiptui.files.own, tiptui.proof.source_text.


class Lender(Asking, Protocol):
    """What lends the terminal, and lists what can be edited."""

    def run_editor(self, argv: list[str]) -> str:
        """Lend the terminal to an editor; return in words what went wrong, or nothing."""

    def list_problems(self) -> None:
        """List every problem of the newest reading."""


T = TypeVar("T")


class Editing:
    """The files of what was opened, in the reader's editor."""

    def __init__(self, session: Session, files: LiveFiles, spawn: Spawn, lender: Lender) -> None:
        self._session = session
        self._files = files
        self._spawn = spawn
        self._lender = lender
        self._copies = Copies(session, files.live, lender, self._open)

    def edit(self) -> None:
        """Open the editor where what is under the cursor stands in its file."""
        from tiptui.view.locations import outline_path, path_at_cursor

        scene, dialogue, live = self._session.scene, self._session.scene.dialogue, self._files.live
        if trouble := scene.collection.trouble(scene.subject):
            self.open_editor(trouble.file, trouble.place)
            return
        if dialogue is None:
            self._session.remark("nothing to edit here")
            return
        passage = scene.passage if scene.acting is Pane.SOURCE else None
        file = live.record_of(dialogue).text_file(passage.source) if passage else ""
        text = dialogue.texts.get(passage.source) if passage else None
        if passage and file and text and not text.is_document:
            self._edit_at(file, partial(_place_in_text, file, text, passage))
        elif live.again:
            path = outline_path(dialogue, passage) if passage else path_at_cursor(scene, dialogue)
            self._edit_at(dialogue.file, partial(live.place, dialogue, path))
        else:
            self._session.remark("there is no file to edit: the record came from standard input")

    def _edit_at(self, file: str, find: Callable[[], Place]) -> None:
        """Open the editor at a place that takes time to find in a large file: then in a thread."""
        if file_size(file) <= SMALL:
            self.open_editor(file, find())
        else:
            self._find_aside("looking for its line …", find, partial(self.open_editor, file))

    def list_problems(self) -> None:
        """List every problem, to be edited; of large files they are found in a thread."""
        if self._files.is_small:
            self._lender.list_problems()
        else:
            make_passages(self._session.collection)
            self._find_aside(
                "looking for all problems …", self._files.live.problems, self._list_found
            )

    def _list_found(self, _: object) -> None:
        self._session.remark("")
        self._lender.list_problems()

    def _find_aside(self, words: str, find: Callable[[], T], go_on: Callable[[T], None]) -> None:
        """Say that something is looked for, in a thread; go on with it when it is found.

        Not over what the reader has gone on to.
        """
        self._session.remark(words)
        view = self._session.view

        async def look() -> None:
            found = await asyncio.to_thread(find)
            if self._session.view is view:
                go_on(found)

        self._spawn(look)

    def edit_problem(self, file: str, problem: Problem) -> None:
        """Open the editor at a problem of a record."""
        if self._files.live.again:
            self.open_editor(file, problem.place)

    def open_editor(self, file: str, place: Place) -> None:
        """Open the editor at a place; offer a copy to edit of what is not the reader's own."""
        from tiptui.files.own import is_installed

        if not (is_installed(file) and self._copies.offer(file, place)):
            self._open(file, place)

    def _open(self, file: str, place: Place, words: str = "") -> None:
        """Open the editor, and when it has ended read the files again; say words, or why not."""
        from tiptui.files.editor import NoEditor, command

        try:
            argv = command(os.environ, file, *place)
        except NoEditor as error:
            self._session.remark(f"{error}; {words}" if words else str(error))
            return
        self._files.read_edited(self._lender.run_editor(argv) or words)


def _place_in_text(file: str, text: "SourceText", passage: "Passage") -> Place:
    """Return where a passage begins in the file of its text: the line, counted from 1."""
    from tiptui.documents.plain_text import line_of, read_text

    try:
        line = line_of(read_text(file), passage.paragraph)
    except NoInput:
        line = 1  # the editor says what is wrong with it
    if passage.paragraph in text:
        line += text[passage.paragraph].count("\n", 0, max(0, passage.start))
    return Place(line, 1)
