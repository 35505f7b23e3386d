"""What is added to a record by a key while it is read, and taken back."""

from functools import partial
from typing import TYPE_CHECKING

from tiptui.collection.opening import failure
from tiptui.files.input import NoInput
from tiptui.files.output import NoOutput
from tiptui.ui.actions.editing import is_refused
from tiptui.ui.actions.live_files import AGAIN, without_collecting
from tiptui.ui.actions.session import Session
from tiptui.view.state import Pane

if TYPE_CHECKING:
    from tiptui.view.form import Addition

# Imported where they are first needed, so that the start does not wait for them:
# tiptui.collection.editing, tiptui.view.form and new_items.


def add(session: Session, at_words: bool = False) -> None:
    """Open the form for what can be added at the cursor; it may begin at the words."""
    from tiptui.view.form import Blank, begin

    kinds = begin(session.scene)
    if isinstance(kinds, str):
        session.remark(kinds)
    elif not session.files.live.again:
        session.remark("there is no file to add to: the record came from standard input")
    elif not is_refused(session, kinds[0].dialogue.file):
        session.screen.fill_in(Blank(kinds, session.collection, partial(_write, session), at_words))


def _write(session: Session, addition: "Addition") -> "tuple[Addition, str]":
    """Add what was written; return it, with what keeps it from being added, or nothing."""
    from tiptui.collection.editing import add
    from tiptui.view.new_items import items, name_of

    addition, changed = _read_again(session, addition)
    if changed:
        return addition, changed
    dialogue = addition.dialogue
    made = items(addition, session.collection)
    name = name_of(addition, made)
    try:
        what = addition.describe(name)
        added = without_collecting(partial(add, dialogue.file, dialogue.record, made, what))
    except (NoInput, NoOutput) as error:
        addition, changed = _read_again(session, addition)
        return addition, changed or failure(dialogue.file, error)
    session.remember(added)
    show = partial(_show, session, addition, dialogue.prefix + name)
    session.files.reload(f"{what} added · A takes it back", show)
    return addition, ""


def _read_again(session: Session, addition: "Addition") -> "tuple[Addition, str]":
    """Return it as the files are now, with what has changed since they were read, in words."""
    from tiptui.view.form import renew

    file, files = addition.dialogue.file, session.files
    opened = files.live.newest.get(file)
    if opened and opened.read.has_changed:
        files.reload("")
        if files.live.newest.get(file) is opened:  # a thread reads it, or it is being written
            return addition, f"{AGAIN} press ⏎ once that is done"
    now = files.live.newest.get(file)
    return renew(addition, now.good) if now and now.good else (addition, "")


def _show(session: Session, addition: "Addition", name: str) -> None:
    """Have cursors on what was added, in the source on the next sentence that asks."""
    from tiptui.view.new_items import go_on, show_added

    scene = session.scene
    if session.view.main is Pane.SOURCE:
        session.change_last_step(partial(show_added, scene, name))
    session.look(show_added(scene, name, go_on(scene, addition)))


def take_back(session: Session) -> None:
    added = session.forget_last()
    if added is None:
        session.remark("nothing was added here that could be taken back")
        return
    try:
        added.take_back()
    except NoOutput as error:
        session.remark(f"{added.name} stays: {failure(added.file, error)}")
    else:
        session.files.reload(f"{added.name} taken back")
