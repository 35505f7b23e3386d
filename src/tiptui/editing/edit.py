"""The edit that a form makes: its kind, its proof, and the values of its fields."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tiptui.collection.dialogue import CLAIM_KINDS, Dialogue, Thing
from tiptui.documents.document import TextSpan
from tiptui.record import model
from tiptui.record.forms import MISSING
from tiptui.record.ids import ids_by_name
from tiptui.record.load import misfit
from tiptui.record.model import Key, TextForm, keys
from tiptui.text.days import days_in
from tiptui.text.folding import fold
from tiptui.text.near_words import folded_words
from tiptui.text.visible import clip

SEPARATOR = ";"  # the sign between values of a field: names have commas


_NEW: Mapping[str, Any] = {
    "recommendation": model.Recommendation,
    "statement": model.Statement,
    "response": model.RecordedResponse,
    "proof": model.Evidence,
}
"""The kinds of new items; `proof` is one more quote for a claim."""


ORDER = ("for", "status", "date", "text", "by", "to", "themes")
"""The first fields of new items, in their order; other keys of claims are for a correction."""


_CODES = ("themes", "to", "due")


_FIRST = (*_CODES, "number", "text", "by", "note")
"""The keys of claims that are corrected at once, and those with which a correction begins."""


NAMED_LISTS: Mapping[TextForm | None, str] = {
    TextForm.SPEAKER: "speakers",
    TextForm.THEME: "themes",
    **dict.fromkeys((TextForm.ORGANIZATION, TextForm.PARTY), "organizations"),
}
"""The list of a record whose names stand for ids, by the form of a field."""


_FOR = Key(
    name="for",
    type=str,
    form=TextForm.RECOMMENDATION,
    rank=None,
    default="",
    description="its number, its id, or words of it",
    choices=(),
    is_list=False,
    is_mapping=False,
)
"""The field for the recommendation that a response is to, which no key of the model is."""


class Edit(NamedTuple):
    """An edit as it is being written: its kind, its proof, and the values of the fields."""

    dialogue: Dialogue
    kind: str  # that of a new item, `correction` or `removal`
    source: str = ""
    words: TextSpan | None = None
    ids: tuple[str, ...] = ()  # of the things that change, if no field has one
    values: Mapping[str, str] = {}
    before: Mapping[str, str] = {}  # the values in the record
    lost: bool = False  # the changed text no longer has these words
    others: tuple["Edit", ...] = ()  # the same edit of other records
    is_many: bool = False  # it is of several things, here and in the others

    @property
    def exact(self) -> str:
        if not self.words:
            return ""
        number, start, end = self.words
        return self.dialogue.texts[self.source][number][start:end]

    def describe(self, name: str) -> str:
        """Return `r3`, `response to r3`, `one more quote for r3` or `response to 31 …`."""
        if self.is_many:
            name = self.what()
        if self.kind == "response":
            return f"response to {name}"
        return f"one more quote for {name}" if self.kind == "proof" else name

    @property
    def things(self) -> list[Thing]:
        """The things of the ids that are there."""
        sources = {source.id: source for source in self.dialogue.sources}
        things: list[Thing] = []
        for id in self.ids:
            thing = sources.get(id) or self.dialogue.get(id)
            if thing:
                things.append(thing)
        return things

    @property
    def all_things(self) -> list[Thing]:
        """The things of all records."""
        things: list[Thing] = []
        for edit in self.by_record:
            things += edit.things
        return things

    def what(self, shown: Callable[[str], str] | None = None) -> str:
        """Return `recommendation r12`, `speaker Ann Lee` with a new name, `31 recommendations`."""
        things = self.all_things
        first = things[0]
        if len(things) > 1:
            return f"{len(things):,} {first.kind}s"
        if first.has_name:
            return f"{first.kind} {clip(self.value('name') or first.name)}"
        return f"{first.kind} {clip(shown(first.ref) if shown else first.id)}"

    @property
    def fields(self) -> dict[str, Key]:
        """The fields by their names, as the model declares them.

        A new item has some, a thing all that are text, several things only their codes.
        """
        if self.kind in _NEW:
            keys = _text_keys(_NEW[self.kind])
            names = [*ORDER, *self.values]
            if self.kind == "statement":
                keys["by"] = _text_keys(model.Recommendation)["by"]
            elif self.kind == "response":
                names = [*ORDER, *keys]
                if not self.ids:
                    keys["for"] = _FOR
        else:
            thing = self.things[0]
            keys = _text_keys(type(thing.item))
            names = list(_FIRST) if thing.kind in CLAIM_KINDS else []
            if self.is_many:
                names = list(_CODES)
            else:
                names += [name for name in keys if keys[name].form is not TextForm.ID]
        return {name: keys[name] for name in names if name in keys}

    @property
    def by_record(self) -> tuple["Edit", ...]:
        others = [other._replace(values=self.values) for other in self.others]
        return self._replace(others=()), *others

    @property
    def whose(self) -> Sequence[str]:
        """The ids of the things that change, else of the claims in the field `for`."""
        if self.ids or self.kind != "response":
            return self.ids
        known = recommendation_names(self.dialogue)
        return [name.partition(" ")[0] for name in best_values(known, self.value("for"))]

    def value(self, field: str) -> str:
        """Return the words in a field, on one line; a whole day as records write it."""
        words = " ".join(self.values.get(field, "").split())
        key = self.fields.get(field)
        if key and key.form is TextForm.DATE:
            for day in days_in(words):
                if not day.last and day.span == (0, len(words)):
                    return day.first
        return words

    def parts(self, field: str) -> list[str]:
        """Return the values of a field: several only of a list."""
        key = self.fields[field]
        value = self.value(field)
        if not key.is_list:
            return [value] if value else []

        recorded: list[str] = []
        if self.kind == "correction" and not self.is_many:
            recorded = tell(self.things[0], key)
        # Words of the record may have the sign that parts them.
        patterns = [f"{re.escape(part)}(?=;|$)" for part in recorded if SEPARATOR in part]
        patterns.append(f"[^{SEPARATOR}]+")
        parts = [part.strip() for part in re.findall(rf"\s*({'|'.join(patterns)})", value)]
        return list(dict.fromkeys(part for part in parts if part))

    def is_changed(self, field: str) -> bool:
        return self.value(field) != " ".join(self.before.get(field, "").split())

    def is_minus(self, part: str) -> bool:
        """Return whether a correction takes a value away: `-Costs`."""
        return self.kind == "correction" and part.startswith("-")


def _text_keys(mapping: Any) -> dict[str, Key]:
    """Return the keys of a class of the model that have text, by their names."""
    return {key.name: key for key in keys(mapping) if not key.is_mapping}


def tell(thing: Thing, key: Key) -> list[str]:
    """Return the values of a key of a thing, on one line: names in the place of ids."""
    names: dict[str, str] = {}
    if key.form in NAMED_LISTS:
        others = getattr(thing.dialogue.record, NAMED_LISTS[key.form])
        ids = ids_by_name(others)
        names = {other.id: other.name for other in others if len(ids[fold(other.name)]) == 1}

    value = getattr(thing.item, key.name)
    words: list[str] = []
    for part in value if key.is_list else [value or ""]:
        if part not in MISSING:
            name = names.get(part, part)
            words.append(" ".join(name.split()))
    return words


def spaced(text: str) -> str:
    """Return the folded words of a text, with spaces around each."""
    return f" {' '.join(folded_words(text))} "


def hint(key: Key, is_many: bool = False) -> str:
    """Return a remark on the values of a field, of one thing or of many."""
    words = key.description.partition(";")[0]
    if key.choices:
        words = f"one of {', '.join(key.choices)}"
    if is_many and key.is_list:
        words = "names are added, -name takes one away"
    if key.is_list:
        words += f" · several are parted by {SEPARATOR}"
    return words


def fault(edit: Edit, field: str) -> str:
    """Return the reason why a field can't have its value, if the rules of its key say so."""
    if field in ("", "for"):
        return ""
    parts = edit.parts(field)
    message = misfit(edit.fields[field], parts) if parts else ""
    return f"{field}: {message}" if message else ""


def is_quoted(edit: Edit) -> bool:
    """Return whether the text of a claim is words of the source."""
    if edit.kind == "response" or not edit.words:
        return False
    paragraph = edit.dialogue.texts[edit.source][edit.words.paragraph]
    return spaced(edit.value("text")) in spaced(paragraph)


def values_of(edit: Edit) -> dict[str, str]:
    """Return the values of the one thing of an edit; lists end where another name can begin."""
    if edit.is_many or not edit.things:
        return {}
    thing = edit.things[0]
    values: dict[str, str] = {}
    for name, key in edit.fields.items():
        end = f"{SEPARATOR} " if key.is_list else ""
        values[name] = "".join(part + end for part in tell(thing, key))
    return values


def best_values(known: Iterable[tuple[str, str]], typed: str) -> list[str]:
    """Return the values with the typed name; else with its beginning; else with its words."""
    sought = fold(typed)
    words = [re.compile(rf"(?<!\w){re.escape(word)}") for word in sought.split()]
    if not words:
        return []

    names = list(known)
    whole = [value for name, value in names if name == sought]
    begun = [value for name, value in names if name.startswith(sought)]
    if whole or begun:
        return whole or begun

    within = [value for name, value in names if all(word.search(name) for word in words)]
    return list(dict.fromkeys(within))


def recommendation_names(dialogue: Dialogue, by_id: bool = False) -> Iterator[tuple[str, str]]:
    """Yield folded names of recommendations, each with an id and text, or with the id alone."""
    for claim in dialogue.record.recommendations:
        words = f"{claim.id} {claim.text}"
        value = claim.id if by_id else words
        for name in (claim.id, claim.number, claim.text, words):
            yield fold(name), value
