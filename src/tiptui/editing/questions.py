"""The remarks on an edit, and the questions before it is written."""

from collections.abc import Sequence
from typing import NamedTuple

from tiptui.collection.opened import Collection
from tiptui.editing.completion import join_names, known_values
from tiptui.editing.doubts import Doubts
from tiptui.editing.edit import SEPARATOR, Edit, is_quoted
from tiptui.editing.edit_steps import steps_of
from tiptui.record.edits import with_value
from tiptui.record.ids import identify, part_at
from tiptui.record.model import TextForm
from tiptui.text.folding import fold
from tiptui.text.near_words import is_letter_away
from tiptui.text.visible import plural

ASK = "these are the source's words, not yours: ^s adds them as quoted"


_NEW_NAMES = {
    TextForm.SPEAKER: "speaker",
    TextForm.THEME: "theme",
    TextForm.PARTY: "addressee",
}
"""The words for names that a field may bring into a record, by the form of its list."""


class _Remark(NamedTuple):
    """A remark on a name."""

    words: str
    is_question: bool


def news(edit: Edit, collection: Collection) -> list[str]:
    """Return a remark on each name that a record does not know yet: `a new speaker: Ann Lee`."""
    return [remark.words for remark in _remarks(edit, collection)]


def question(edit: Edit, collection: Collection) -> str:
    """Return the question that goes before an edit; "" for none."""
    doubt = _doubt(edit, collection)
    if not doubt and is_quoted(edit):
        return ASK
    if not doubt:
        remarks = _remarks(edit, collection)
        doubt = " · ".join(remark.words for remark in remarks if remark.is_question)
    return f"{doubt} · ^s writes it" if doubt else ""


def left_behind(edit: Edit, collection: Collection) -> str:
    """Return a remark on dialogues with the old name of a thing that no name joins any more."""
    if edit.kind != "correction" or edit.is_many:
        return ""
    thing = edit.things[0]
    others = [other for other in collection.same(thing.ref) if other.ref != thing.ref]
    if not thing.section or not others:
        return ""

    names: set[str] = set()
    for field in ("name", "abbreviation", "other_names"):
        if field in edit.fields:
            names.update(fold(name) for name in edit.parts(field))
    for other in others:
        if not names.isdisjoint(identify(other.item).names):
            return ""
    verb = "say" if len(others) > 1 else "says"
    return f"{plural(len(others), 'dialogue')} still {verb} {thing.name}"


def _remarks(edit: Edit, collection: Collection) -> list[_Remark]:
    """Return remarks on new names, and on a name that is left behind."""
    remarks: list[_Remark] = []
    left = left_behind(edit, collection)
    if left:
        remarks.append(_Remark(f"{left}: add that to other names", True))

    others = [other.dialogue for other in edit.others]
    for field, key in edit.fields.items():
        if not key.is_list or key.form not in _NEW_NAMES or not edit.is_changed(field):
            continue
        known = {name for name, _ in known_values(edit, others, field)}
        new = [name for name in edit.parts(field) if fold(name) not in known]
        remarks += [_remark_on(name, edit, collection, field) for name in new]
    return remarks


def _remark_on(name: str, edit: Edit, collection: Collection, field: str) -> _Remark:
    """Return a remark on a name that the records of an edit do not know."""
    key = edit.fields[field]
    is_new = not edit.is_minus(name)
    words = f"no {field}"
    if is_new and key.form:
        words = f"a new {_NEW_NAMES[key.form]}"

    known = list(known_values(edit, collection.dialogues, field))
    if fold(name) in dict(known):
        return _Remark(f"{words} here: {name}", False)

    near = _near_name(name, known)
    is_question = bool(near) or (is_new and key.form is not TextForm.PARTY)
    words += f": {name}"
    if SEPARATOR in near:
        words += f"; {near} are there, parted by {SEPARATOR}"
    elif near:
        words += f"; {near} is there"
    return _Remark(words, is_question)


def _near_name(name: str, known: Sequence[tuple[str, str]]) -> str:
    """Return the known names that commas part in a name, else one that is a letter away."""
    names = join_names(known, name)
    if names:
        return names
    for other, value in known:
        if is_letter_away(fold(name), other):
            return value
    return ""


def _doubt(edit: Edit, collection: Collection) -> str:
    """Return the doubt about the words of an edit; "" for none."""
    if not edit.words:
        return ""
    record = edit.dialogue.record
    *before, (path, claim) = steps_of(edit, collection)
    for list_path, item in before:
        record = with_value(record, list_path, (*part_at(record, list_path), item))
    if edit.kind == "proof":
        path = path[:-1]
        claim = part_at(record, path)
    doubt = Doubts(record, edit.dialogue.texts).find(path, claim, edit.source, edit.words)
    return doubt.message if doubt else ""
