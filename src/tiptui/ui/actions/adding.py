"""Additions to a record while it is read: the form, writing, and the cursor after it.

The start does not import this.
"""

from functools import partial

from tiptui.collection import editing
from tiptui.collection.opening import failure
from tiptui.files.input import NoInput
from tiptui.files.output import NoOutput
from tiptui.ui.actions.editing import is_refused
from tiptui.ui.actions.live_files import AGAIN
from tiptui.ui.actions.session import Session
from tiptui.view.form import Addition, begin, renew
from tiptui.view.new_items import go_on, items, name_of, show_added
from tiptui.view.state import Pane


def add(session: Session, at_words: bool = False) -> None:
    kinds = begin(session.scene)
    if isinstance(kinds, str):
        session.remark(kinds)
    elif not session.files.live.again:
        session.remark("there is no file to add to: the record came from standard input")
    elif not is_refused(session, kinds[0].dialogue.file):
        session.screen.fill_in(kinds, at_words)


def write(session: Session, addition: Addition) -> tuple[Addition, str]:
    """Add to the record; return the addition, with a remark if that failed."""
    addition, changed = _read_again(session, addition)
    if changed:
        return addition, changed
    dialogue = addition.dialogue
    made = items(addition, session.collection)
    name = name_of(addition, made)
    try:
        words = addition.describe(name)
        added = editing.add(dialogue.file, dialogue.record, made, words)
    except (NoInput, NoOutput) as error:
        addition, changed = _read_again(session, addition)
        return addition, changed or failure(dialogue.file, error)
    session.remember(added)
    show = partial(_show, session, addition, dialogue.prefix + name)
    session.files.reload(f"{words} added · A takes it back", show)
    return addition, ""


def _read_again(session: Session, addition: Addition) -> tuple[Addition, str]:
    """Return the addition for the files as they are now, with a remark if they have changed."""
    file, files = addition.dialogue.file, session.files
    opened = files.live.now.opened.get(file)
    if opened and opened.read.has_changed:
        files.reload("")
        if files.live.now.opened.get(file) is opened:  # a thread reads it, or it is being written
            return addition, f"{AGAIN} press ⏎ once that is done"
    now = files.live.now.opened.get(file)
    return renew(addition, now.good) if now and now.good else (addition, "")


def _show(session: Session, addition: Addition, name: str) -> None:
    """Move the cursors to the addition, in the source to the next sentence that asks."""
    scene = session.scene
    if session.view.main is Pane.SOURCE:
        session.change_last_step(partial(show_added, scene, name))
    session.look(show_added(scene, name, go_on(scene, addition)))
