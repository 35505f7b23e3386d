"""Changes of records while they are read: the form, writing, and the cursor after it.

The start does not import this.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from tiptui.collection.opened import Collection
from tiptui.collection.opening import base_name, failure
from tiptui.editing import writer
from tiptui.editing.change import RecordChange, Step
from tiptui.editing.edit import Edit
from tiptui.editing.edit_steps import steps_of
from tiptui.editing.questions import left_behind
from tiptui.editing.renewal import renew_addition, renew_correction
from tiptui.files.input import NoInput
from tiptui.files.output import NoOutput
from tiptui.ui.actions.editor import is_refused
from tiptui.ui.actions.live_files import AGAIN
from tiptui.ui.actions.session import Choice, Session
from tiptui.view import additions, corrections
from tiptui.view.additions import go_on

_Made = tuple[Edit, Sequence[Step]]
"""The part of an edit in one record, and the steps of its change."""

WRITING = "writing …"  # the answer until many files are written

_DONE = {"correction": ("changed", "change of "), "removal": ("removed", "removal of ")}
"""By the kinds of edits that add nothing: the words for it, once done and before its name."""


def add(session: Session, at_words: bool = False) -> None:
    _fill_in(session, additions.begin(session.scene), at_words)


def correct(session: Session) -> None:
    _fill_in(session, corrections.begin_correction(session.scene))


def _fill_in(session: Session, kinds: tuple[Edit, ...] | str, at_words: bool = False) -> None:
    if isinstance(kinds, str):
        session.remark(kinds)
    elif not _is_refused(session, kinds[0]):
        session.screen.fill_in(kinds, at_words)


def _is_refused(session: Session, edit: Edit) -> bool:
    return any(is_refused(session, part.dialogue.file) for part in edit.by_record)


def remove(session: Session) -> None:
    """Remove the thing under the cursor, or all marked rows, after a question."""
    removal = corrections.begin_removal(session.scene)
    if isinstance(removal, str):
        session.remark(removal)
    elif not _is_refused(session, removal):
        choice = Choice("", corrections.question(removal), removal)  # a text is shown whole
        session.screen.choose([choice], "Remove", partial(_remove, session), numbered=False)


def _remove(session: Session, removal: Edit) -> None:
    if failure := write(session, removal)[1]:
        session.remark(failure)


def take_back(session: Session, has_said: bool = False) -> None:
    """Take back the last change; say before that many files take long."""
    if not session.written:
        session.remark("nothing was changed here that could be taken back")
        return

    change = session.written[-1]
    if len(change.files) > 1 and not has_said:
        session.remark(f"taking back {change.name} …")
        session.screen.call_after_refresh(take_back, session, True)
    else:
        try:
            writer.take_back(session.written)
        except NoOutput as error:
            session.remark(f"{change.name} not taken back: {error}")
        else:
            session.files.reload(f"{change.name} taken back")


def write(session: Session, edit: Edit) -> tuple[Edit, str]:
    """Change the records; return the edit, with the reason if that failed. Raise Unfinished."""
    edit, changed = _read_again(session, edit)
    if changed:
        return edit, changed
    made = [(part, steps_of(part, session.collection)) for part in edit.by_record]
    if not any(steps for _, steps in made):
        session.remark("nothing changed")
        return edit, ""

    written: dict[str, tuple[bytes, bytes]] = {}
    failures: dict[str, Exception] = {}
    for part, steps in made:
        file, record = part.dialogue.file, part.dialogue.record
        if not steps:
            continue
        try:
            written[file] = writer.write(RecordChange(file, record, steps))
        except (NoInput, NoOutput) as error:
            failures[file] = error

    said = {base_name(file): failure(file, error) for file, error in failures.items()}
    if not written:
        return edit, next(iter(said.values()))

    failed = [f"not written: {', '.join(said)}"] if said else []
    name, result = _describe(_done(made, failures), session.collection)
    writer.remember(session.written, writer.WrittenChange(name, written))
    remark = " · ".join((*failed, f"{result} · A takes it back", *said.values()))
    session.files.reload(remark, lambda: session.look(go_on(session.scene, edit)))
    return edit, ""


def _done(made: Sequence[_Made], failures: Mapping[str, Exception]) -> list[_Made]:
    return [(part, changes) for part, changes in made if part.dialogue.file not in failures]


def _describe(done: Sequence[_Made], collection: Collection) -> tuple[str, str]:
    """Return the name of an edit and its result: `change of speaker Ann Lee`, `… changed`."""
    (first, changes), *others = done
    shown, count = collection.shown, sum(len(part.ids) for part, _ in done)
    verb, before = _DONE.get(first.kind, ("added", ""))
    if before:
        name = first._replace(others=tuple(part for part, _ in others)).what(shown)
    elif count > 1:
        name = f"{count:,} responses"
    else:
        id = first.whose[0] if first.whose else changes[-1][1].id
        name = first.describe(shown(first.dialogue.prefix + id) if id else first.kind)
    if first.kind == "correction" and first.is_many:
        now = 0
        for _, made in done:
            now += len({path[:-1] for path, _ in made if path[1:]})
        if now < count:
            name, verb = f"{now:,} of {name}", f"{verb}, {count - now:,} needed no change"
    if left := left_behind(first, collection):
        return before + name, f"{first.things[0].kind} {verb} here · {left}"
    return before + name, f"{name} {verb}"


def _read_again(session: Session, edit: Edit) -> tuple[Edit, str]:
    """Return the edit for the files as they are now, with a remark if they have changed."""
    live, renewed = session.files.live, list[tuple[Edit, str]]()
    for part in edit.by_record:
        file = part.dialogue.file
        opened = live.now.opened.get(file)
        if opened and opened.read.has_changed:
            session.files.reload("")
            if live.now.opened.get(file) is opened:  # a thread reads it, or it is being written
                return edit, f"{AGAIN} press ^s once that is done"
        now = live.now.opened.get(file)
        renew = renew_correction if part.kind in _DONE else renew_addition
        renewed.append(renew(part, now.good) if now and now.good else (part, ""))
    first, *others = (part for part, _ in renewed)
    changed = next((remark for _, remark in renewed if remark), "")
    return first._replace(others=tuple(others)), changed
