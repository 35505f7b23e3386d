"""The steps of the change that an edit makes of a record."""

from collections.abc import Mapping, Sequence
from typing import Any

from tiptui.collection.dialogue import CLAIM_KINDS
from tiptui.collection.opened import Collection
from tiptui.editing.change import Step
from tiptui.editing.edit import NAMED_LISTS, Edit, hint, is_quoted
from tiptui.proof.quotations import quote
from tiptui.record import model
from tiptui.record.ids import FreeIds, ids_by_name, recommendation_ids, slug, walk_ids
from tiptui.record.load import misfit
from tiptui.record.model import Key, TextForm
from tiptui.record.problem import Path
from tiptui.record.references import namesake
from tiptui.record.writing import Style, item_lines
from tiptui.text.folding import fold


class Unfinished(Exception):
    """The reason why a form makes no item yet: a field, and the words for the reader."""


class _Fields:
    """The fields of an edit, with ids in the place of names. `new` adds the things they need."""

    def __init__(self, edit: Edit, collection: Collection) -> None:
        self.new: list[Step] = []
        self._edit = edit
        self._collection = collection

    def values(self) -> dict[str, Any]:
        """Return the values of a new item. Raise Unfinished."""
        values: dict[str, Any] = {}
        for name, key in self._edit.fields.items():
            if name != "for":
                values[name] = _value(key, self.ids(key, self._edit.parts(name)))
        return values

    def known(self, key: Key) -> Mapping[str, Sequence[str]]:
        """Return the ids by the names that may stand in a field."""
        if key.form not in NAMED_LISTS:
            return {}
        return ids_by_name(getattr(self._edit.dialogue.record, NAMED_LISTS[key.form]))

    def ids(self, key: Key, parts: Sequence[str]) -> list[str]:
        """Return the parts of a field, with ids in the place of names. Raise Unfinished."""
        ids = list(dict.fromkeys(self._id(key, part) for part in parts))
        message = misfit(key, ids)
        if key.form is TextForm.ORGANIZATION:
            for id in ids:
                if not self._edit.dialogue.ids.is_body(id):
                    message = f"no organization of the record is called {id}"
        if key.required and not ids and not self._edit.is_many:
            message = f"write {hint(key)}"
        if message:
            raise Unfinished(key.name, message)
        return ids

    def _id(self, key: Key, name: str) -> str:
        """Return the id of a name, also of a new speaker or theme; else the name."""
        ids = self.known(key).get(fold(name), ())
        if name in ids:
            return name
        if key.form in (TextForm.SPEAKER, TextForm.THEME):
            return ids[0] if ids else self._begin(NAMED_LISTS[key.form], name)
        return ids[0] if len(ids) == 1 else name

    def _begin(self, section: str, name: str) -> str:
        """Add a speaker or a theme; return its id: that of other records, if it is free."""
        wanted = slug(name) or section.removesuffix("s")
        for dialogue in reversed(self._collection.dialogues):
            for thing in getattr(dialogue.record, section):
                if fold(thing.name) == fold(name):
                    wanted = thing.id

        free = FreeIds(*(id for _, id in walk_ids(self._edit.dialogue.record)))
        for _, item in self.new:
            free.reserve(item.id)
        kind: Any = model.Speaker if section == "speakers" else model.RecordedTheme
        thing = kind(id=free.reserve(wanted), name=name)
        self.new.append(((section,), thing))
        return str(thing.id)


def steps_of(edit: Edit, collection: Collection) -> list[Step]:
    """Return the steps of the change of a record. Raise Unfinished."""
    record = edit.dialogue.record
    fields = _Fields(edit, collection)
    evidence = _evidence(edit)
    if edit.kind == "removal":
        return [(thing.path, None) for thing in edit.things]

    if edit.kind == "correction":
        corrections = _corrections(edit, fields)
        return [*fields.new, *corrections]

    if edit.kind == "proof":
        return [((*path, "evidence"), evidence[0]) for path in _claims(edit)]

    if edit.kind == "response":
        paths = _claims(edit)
        response = model.RecordedResponse(**fields.values(), evidence=evidence)
        return [((*path, "responses"), response) for path in paths]

    values = fields.values()
    values["evidence"] = evidence
    values["mode"] = "quoted" if is_quoted(edit) else "reported"
    if edit.kind == "statement":
        maker = values.pop("by")[0]
        speakers = [*(speaker.id for speaker in record.speakers), maker]
        path: Path = ("speakers", speakers.index(maker), "statements")
        return [*fields.new, (path, model.Statement(**values))]

    id = next(recommendation_ids(record))
    return [*fields.new, (("recommendations",), model.Recommendation(id=id, **values))]


def _evidence(edit: Edit) -> tuple[model.Evidence, ...]:
    """Return the words of an edit as evidence, if it quotes any."""
    if not edit.words:
        return ()
    printed = edit.dialogue.texts[edit.source].as_printed()
    return (quote(edit.dialogue.record, edit.source, edit.words, printed),)


def _claims(edit: Edit) -> list[Path]:
    """Return the paths of the claims that get a response or a quotation. Raise Unfinished."""
    ids = edit.whose
    if len(ids) != 1 and not edit.ids:
        message = f"{len(ids):,} have these words: write more"
        if not ids:
            message = f"write {hint(edit.fields['for'])}"
        raise Unfinished("for", message)

    kinds = CLAIM_KINDS if edit.kind == "proof" else ("recommendation",)
    paths: list[Path] = []
    for id in ids:
        thing = edit.dialogue.get(id)
        if thing is None or thing.kind not in kinds:
            raise Unfinished("what", f"{id} is not there any more: ← → choose, esc goes back")
        paths.append(thing.path)
    return paths


def _corrections(edit: Edit, fields: _Fields) -> list[Step]:
    """Return the values that differ. Raise Unfinished."""
    steps: list[Step] = []
    for name, key in edit.fields.items():
        if not edit.is_changed(name):
            continue
        parts = edit.parts(name)
        other = namesake(edit.dialogue.record, (*edit.things[0].path, name), parts)
        if other:
            raise Unfinished(name, f"{edit.value(name)} is another speaker: {other}")

        added: list[str] = []
        removed: set[str] = set()
        for part in parts:
            if key.is_list and edit.is_minus(part):
                folded = fold(part[1:].strip())
                removed.update((folded, *fields.known(key).get(folded, ())))
            else:
                added.append(part)
        new = fields.ids(key, added)

        for thing in edit.things:
            old = getattr(thing.item, name)
            kept = old if key.is_list and edit.is_many else ()
            joined = dict.fromkeys((*kept, *new))
            value = _value(key, [part for part in joined if removed.isdisjoint((part, fold(part)))])
            if (value or key.default) != old:
                steps.append(((*thing.path, name), value))
    return steps


def _value(key: Key, words: Sequence[str]) -> Any:
    return tuple(words) if key.is_list else "".join(words)


def as_yaml(kinds: Sequence[Edit], collection: Collection) -> dict[str, str]:
    """Return the claims that can be added as YAML to be pasted, by their kinds."""
    texts: dict[str, str] = {}
    for edit in kinds:
        if edit.kind in ("recommendation", "statement"):
            values = {"text": edit.exact, "by": edit.value("by") or "speaker"}
            _, item = steps_of(edit._replace(values=values), collection)[-1]
            texts[f"{edit.kind} (YAML)"] = "\n".join(item_lines(item, Style()))
    return texts
