"""Additions to a record while it is read: the form, writing, and the cursor after it.

The start does not import this.
"""

from functools import partial

from tiptui.collection import editing
from tiptui.collection.opening import base_name, failure
from tiptui.files.input import NoInput
from tiptui.files.output import NoOutput
from tiptui.ui.actions.editor import is_refused
from tiptui.ui.actions.live_files import AGAIN
from tiptui.ui.actions.marking import turn_marks
from tiptui.ui.actions.session import Session
from tiptui.view.form import Addition, begin, renew
from tiptui.view.new_items import go_on, items


def add(session: Session, at_words: bool = False) -> None:
    kinds = begin(session.scene)
    if isinstance(kinds, str):
        session.remark(kinds)
    elif not any(is_refused(session, part.dialogue.file) for part in kinds[0].by_record):
        session.screen.fill_in(kinds, at_words)


def write(session: Session, addition: Addition) -> tuple[Addition, str]:
    """Add to the records; return the addition, with a remark if that failed. Raise Unfinished."""
    addition, changed = _read_again(session, addition)
    if changed:
        return addition, changed
    made = [(part, items(part, session.collection)) for part in addition.by_record]
    parts, written, failures = list[Addition](), dict[str, tuple[bytes, bytes]](), dict[str, str]()
    for part, changes in made:
        file = part.dialogue.file
        try:
            written[file] = editing.change(file, part.dialogue.record, changes)
            parts.append(part)
        except (NoInput, NoOutput) as error:
            failures[base_name(file)] = failure(file, error)
    if not parts:
        return addition, next(iter(failures.values()))
    item, first = made[0][1][-1][1], parts[0]
    name = first.describe(first.whose[0] if first.whose else item.id or first.kind)
    refs = [part.dialogue.prefix + id for part in parts for id in part.claims]
    words = f"{len(refs):,} responses" if refs[1:] else name
    session.added.append(editing.Added(words, written))
    said = "changed · A restores them" if addition.kind == "event" else "added · A takes it back"
    failed = [f"not written: {', '.join(failures)}"] if failures else []
    remark = " · ".join((*failed, f"{words} {said}", *failures.values()))
    unmark = partial(turn_marks, session, refs, remark)
    is_one = not refs[1:] and not failures
    then = (lambda: session.look(go_on(session.scene, addition))) if is_one else unmark
    session.files.reload(remark, then)
    return addition, ""


def _read_again(session: Session, addition: Addition) -> tuple[Addition, str]:
    """Return the addition for the files as they are now, with a remark if they have changed."""
    live, renewed = session.files.live, list[tuple[Addition, str]]()
    for part in addition.by_record:
        file = part.dialogue.file
        opened = live.now.opened.get(file)
        if opened and opened.read.has_changed:
            session.files.reload("")
            if live.now.opened.get(file) is opened:  # a thread reads it, or it is being written
                return addition, f"{AGAIN} press ⏎ once that is done"
        now = live.now.opened.get(file)
        renewed.append(renew(part, now.good) if now and now.good else (part, ""))
    first, *others = (part for part, _ in renewed)
    changed = next((remark for _, remark in renewed if remark), "")
    return first._replace(others=tuple(others)), changed
