"""The changes of a record that an edit makes, and the questions before them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from tiptui.collection.dialogue import CLAIM_KINDS
from tiptui.collection.opened import Collection
from tiptui.editing.change import Step
from tiptui.editing.completion import known_values, part_names
from tiptui.editing.doubts import Doubts
from tiptui.editing.edit import NAMED_LISTS, SEPARATOR, Edit, hint, is_quoted
from tiptui.proof.quotations import quote
from tiptui.record import model
from tiptui.record.edits import with_value
from tiptui.record.ids import (
    FreeIds,
    identify,
    ids_by_name,
    part_at,
    recommendation_ids,
    slug,
    walk_ids,
)
from tiptui.record.load import misfit
from tiptui.record.model import Key, TextForm
from tiptui.record.problem import Path
from tiptui.record.references import namesake
from tiptui.record.writing import Style, item_lines
from tiptui.text.folding import fold
from tiptui.text.near_words import is_letter_away
from tiptui.text.visible import plural


class Unfinished(Exception):
    """The reason why a form makes no item yet: a field, and the words for the reader."""


ASK = "these are the source's words, not yours: ^s adds them as quoted"


_NEW_NAMES = {
    TextForm.SPEAKER: "speaker",
    TextForm.THEME: "theme",
    TextForm.PARTY: "addressee",
}
"""The words for names that a field may bring into a record, by the form of its list."""


def _names(edit: Edit, collection: Collection) -> Iterator[tuple[str, bool]]:
    """Yield remarks on new names and on those left behind, and whether they are asked about."""
    if left := left_behind(edit, collection):
        yield f"{left}: add that to other names", True
    others = [other.dialogue for other in edit.others]
    for field, key in edit.fields.items():
        if not (key.is_list and key.form in _NEW_NAMES and edit.is_changed(field)):
            continue
        own = {name for name, _ in known_values(edit, others, field)}
        for name in edit.parts(field):
            if (sought := fold(name)) in own:
                continue
            known = [*known_values(edit, collection.dialogues, field)]
            is_known = any(other == sought for other, _ in known)
            alike = (value for other, value in known if is_letter_away(sought, other))
            near = "" if is_known else next(chain(part_names(known, name), alike), "")
            is_new = not edit.is_minus(name)
            new = f"a new {_NEW_NAMES[key.form]}" if is_new else f"no {key.name}"
            new += " here" if is_known else ""
            is_asked = bool(near) or (is_new and not is_known and key.form is not TextForm.PARTY)
            are = f"are there, parted by {SEPARATOR}" if SEPARATOR in near else "is there"
            yield f"{new}: {name}" + (f"; {near} {are}" if near else ""), is_asked


def news(edit: Edit, collection: Collection) -> list[str]:
    """Return a remark on each name that a record does not know yet: `a new speaker: Ann Lee`."""
    return [new for new, _ in _names(edit, collection)]


def left_behind(edit: Edit, collection: Collection) -> str:
    """Return a remark on dialogues with the old name of a thing that no name joins any more."""
    if edit.kind != "correction" or edit.is_many or not (thing := edit.things[0]).section:
        return ""
    fields = edit.fields.keys() & {"name", "abbreviation", "other_names"}
    names = {fold(name) for field in fields for name in edit.parts(field)}
    others = [other for other in collection.same(thing.ref) if other.ref != thing.ref]
    if not others or any(names.intersection(identify(other.item).names) for other in others):
        return ""
    say = "say" if others[1:] else "says"
    return f"{plural(len(others), 'dialogue')} still {say} {thing.name}"


def question(edit: Edit, collection: Collection) -> str:
    """Return the question that goes before an edit; "" for none."""
    names = " · ".join(new for new, is_asked in _names(edit, collection) if is_asked)
    doubt = _doubt(edit, collection) or ("" if is_quoted(edit) else names)
    return f"{doubt} · ^s writes it" if doubt else ASK if is_quoted(edit) else ""


def _doubt(edit: Edit, collection: Collection) -> str:
    """Return the doubt about the words of an edit; "" for none."""
    words = edit.words
    if not words:
        return ""
    record = edit.dialogue.record
    *before, (path, claim) = steps_of(edit, collection)
    for new_path, new in before:
        record = with_value(record, new_path, (*part_at(record, new_path), new))
    if edit.kind == "proof":
        path = path[:-1]
        claim = part_at(record, path)
    doubt = Doubts(record, edit.dialogue.texts).find(path, claim, edit.source, words)
    return doubt.message if doubt else ""


class _Fields(NamedTuple):
    """The fields of an edit as its record has them; new speakers and themes are in `made`."""

    edit: Edit
    collection: Collection
    made: list[Step]

    def known(self, key: Key) -> Mapping[str, Sequence[str]]:
        """Return the ids by the names that may stand in a field."""
        section = NAMED_LISTS.get(key.form)
        return ids_by_name(getattr(self.edit.dialogue.record, section) if section else ())

    def words(self, key: Key, typed: Sequence[str]) -> list[str]:
        """Return the words of a field, with ids instead of names. Raise Unfinished."""
        found = [*dict.fromkeys(self._id(key, name) for name in typed)]
        message, is_body = misfit(key, found), self.edit.dialogue.ids.is_body
        if key.form is TextForm.ORGANIZATION and not all(map(is_body, found)):
            message = f"no organization of the record is called {found[0]}"
        if key.required and not found and not self.edit.is_many:
            message = f"write {hint(key)}"
        if message:
            raise Unfinished(key.name, message)
        return found

    def _id(self, key: Key, name: str) -> str:
        """Return the id of a name, also of a new speaker or theme; else the name."""
        ids = self.known(key).get(fold(name), ())
        if name in ids or key.form not in NAMED_LISTS:
            return name
        if key.form in (TextForm.SPEAKER, TextForm.THEME):
            return ids[0] if ids else self._begin(key, name)
        return ids[0] if len(ids) == 1 else name

    def _begin(self, key: Key, name: str) -> str:
        """Add a speaker or a theme; return its id: that of other records, if it is free."""
        section = NAMED_LISTS[key.form]
        things = (getattr(of.record, section) for of in reversed(self.collection.dialogues))
        elsewhere = {fold(thing.name): thing.id for thing in chain.from_iterable(things)}
        taken = (id for _, id in walk_ids(self.edit.dialogue.record))
        free = FreeIds(*taken, *(item.id for _, item in self.made))
        id = free.reserve(elsewhere.get(fold(name)) or slug(name) or section[:-1])
        kind: Any = model.Speaker if section == "speakers" else model.RecordedTheme
        self.made.append(((section,), kind(id=id, name=name)))
        return id


def steps_of(edit: Edit, collection: Collection) -> list[Step]:
    """Return the steps of the change of a record. Raise Unfinished."""
    if edit.kind == "removal":
        return [(thing.path, None) for thing in edit.things]
    made: list[Step] = []
    fields = _Fields(edit, collection, made)
    if edit.kind == "correction":
        corrections = [*_corrections(edit, fields)]
        return [*made, *corrections]
    dialogue, source, words = edit.dialogue, edit.source, edit.words
    printed = dialogue.texts[source].as_printed() if words else ()
    proof = (quote(dialogue.record, source, words, printed),) if words else ()
    paths = _claims(edit) if edit.kind in ("response", "proof") else []
    if edit.kind == "proof":
        return [((*path, "evidence"), item) for path in paths for item in proof]
    own = (key for key in edit.fields.values() if key.name != "for")
    values = {key.name: _value(key, fields.words(key, edit.parts(key.name))) for key in own}
    values["evidence"] = proof
    if edit.kind == "response":
        response = model.RecordedResponse(**values)
        return [((*path, "responses"), response) for path in paths]
    values["mode"] = "quoted" if is_quoted(edit) else "reported"
    if edit.kind == "statement":
        ids = [*(speaker.id for speaker in dialogue.record.speakers), *(by := values.pop("by"))]
        path = ("speakers", ids.index(by[0]), "statements")
        return [*made, (path, model.Statement(**values))]
    id = next(recommendation_ids(dialogue.record))
    return [*made, (("recommendations",), model.Recommendation(id=id, **values))]


def _claims(edit: Edit) -> list[Path]:
    """Return the paths of the claims that get a response or a quotation. Raise Unfinished."""
    ids, dialogue = edit.whose, edit.dialogue
    if len(ids) != 1 and not edit.ids:
        many = f"{len(ids):,} have these words: write more"
        raise Unfinished("for", many if ids else f"write {hint(edit.fields['for'])}")
    kinds = CLAIM_KINDS if edit.kind == "proof" else ("recommendation",)
    for id in ids:
        if (thing := dialogue.get(id)) is None or thing.kind not in kinds:
            raise Unfinished("what", f"{id} is not there any more: ← → choose, esc goes back")
    return [dialogue[id].path for id in ids]


def _corrections(edit: Edit, fields: _Fields) -> Iterator[Step]:
    """Yield the values that differ. Raise Unfinished."""
    for field, key in edit.fields.items():
        if not edit.is_changed(field):
            continue
        typed = edit.parts(field)
        if other := namesake(edit.dialogue.record, (*edit.things[0].path, field), typed):
            raise Unfinished(field, f"{edit.value(field)} is another speaker: {other}")
        minus = {part for part in typed if key.is_list and edit.is_minus(part)}
        new = fields.words(key, [part for part in typed if part not in minus])
        gone = {*(fold(part[1:].strip()) for part in minus)}
        gone.update(*(fields.known(key).get(name, ()) for name in gone))
        for thing in edit.things:
            old = getattr(thing.item, field)
            both = dict.fromkeys((*(old if key.is_list and edit.is_many else ()), *new))
            value = _value(key, [part for part in both if not gone & {part, fold(part)}])
            if (value or key.default) != old:
                yield (*thing.path, field), value


def _value(key: Key, words: Sequence[str]) -> Any:
    return tuple(words) if key.is_list else "".join(words)


def as_yaml(kinds: Sequence[Edit], collection: Collection) -> dict[str, str]:
    """Return the claims that can be added as YAML to be pasted, by their kinds."""
    texts = {}
    for edit in kinds:
        if edit.kind in ("recommendation", "statement"):
            values = {"text": edit.exact, "by": edit.value("by") or "speaker"}
            _, item = steps_of(edit._replace(values=values), collection)[-1]
            texts[f"{edit.kind} (YAML)"] = "\n".join(item_lines(item, Style()))
    return texts
