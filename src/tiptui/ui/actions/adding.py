"""What is added to a record by a key while it is read, and taken back."""

from functools import partial
from typing import TYPE_CHECKING

from tiptui.collection.opening import failure
from tiptui.files.input import NoInput
from tiptui.files.output import NoOutput
from tiptui.ui.actions.editing import Editing
from tiptui.ui.actions.live_files import LiveFiles
from tiptui.ui.actions.session import Screen, Session
from tiptui.view.state import Pane

if TYPE_CHECKING:
    from tiptui.collection.adding import Added
    from tiptui.view.form import Addition

# Imported where they are first needed, so that the start does not wait for them:
# tiptui.collection.adding, tiptui.view.form and new_items.


class Adding:
    """The form, what was added in it, and the way back."""

    def __init__(
        self, session: Session, files: LiveFiles, editing: Editing, screen: Screen
    ) -> None:
        self._session = session
        self._files = files
        self._editing = editing
        self._screen = screen
        self._added: list[Added] = []

    def add(self, at_words: bool = False) -> None:
        """Open the form for what can be added at the cursor; it may begin at the words."""
        from tiptui.view.form import Blank, begin

        kinds = begin(self._session.scene)
        if isinstance(kinds, str):
            self._session.remark(kinds)
        elif not self._files.live.again:
            self._session.remark("there is no file to add to: the record came from standard input")
        elif not self._editing.offer_copy_of(kinds[0].dialogue.file):
            self._screen.fill_in(Blank(kinds, self._session.collection, self._write, at_words))

    def _write(self, addition: "Addition") -> "tuple[Addition, str]":
        """Add what was written; return it, with what keeps it from being added, or nothing."""
        from tiptui.collection.adding import add
        from tiptui.view.new_items import items, name_of

        dialogue = addition.dialogue
        made = items(addition, self._session.collection)
        name = name_of(addition, made)
        try:
            what = addition.describe(name)
            added = add(dialogue.file, dialogue.record, made, what)
        except (NoInput, NoOutput) as error:
            self._files.reload("")
            now = self._session.collection.get(dialogue.id)
            again = now and now.dialogue.record != dialogue.record
            words = failure(dialogue.file, error)
            words += "; it was read again: ⏎ adds to that" if again else ""
            return addition._replace(dialogue=now.dialogue) if now else addition, words
        self._added.append(added)
        self._files.reload(
            f"{what} added · A takes it back", partial(self._show, dialogue.key(name))
        )
        return addition, ""

    def _show(self, name: str) -> None:
        """Have the cursor on what was added, here and where the sources were opened from."""
        from tiptui.view.new_items import show_added

        session, scene = self._session, self._session.scene
        *earlier, last = session.history.past or (session.view,)
        if session.view.main is Pane.SOURCE and session.history.past:
            past = (*earlier, show_added(scene, name, last))
            session.history = session.history._replace(past=past)
        session.look(show_added(scene, name, session.view))

    def take_back(self) -> None:
        """Take the last addition back."""
        if not self._added:
            self._session.remark("nothing was added here that could be taken back")
            return
        added = self._added.pop()
        try:
            added.take_back()
        except NoOutput as error:
            self._session.remark(f"{added.name} stays: {failure(added.file, error)}")
        else:
            self._files.reload(f"{added.name} taken back")
