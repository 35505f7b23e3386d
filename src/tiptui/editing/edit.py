"""The edit that a form makes: its kind, its proof, and the values of its fields."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import methodcaller
from typing import Any, NamedTuple, cast

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


_FOR = TextForm.RECOMMENDATION, None, "", "its number, its id, or words of it", (), False, False


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
        name = self.what() if self.is_many else name
        before = {"response": "response to ", "proof": "one more quote for "}
        return before.get(self.kind, "") + name

    @property
    def things(self) -> list[Thing]:
        """The things of the ids that are there."""
        sources = {source.id: source for source in self.dialogue.sources}
        return [thing for id in self.ids if (thing := sources.get(id) or self.dialogue.get(id))]

    def what(self, shown: Callable[[str], str] | None = None) -> str:
        """Return `recommendation r12`, `speaker Ann Lee` with a new name, `31 recommendations`."""
        first, *others = (thing for part in self.by_record for thing in part.things)
        if others:
            return f"{1 + len(others):,} {first.kind}s"
        id, name = shown(first.ref) if shown else first.id, self.value("name") or first.name
        return f"{first.kind} {clip(name if first.has_name else id)}"

    @property
    def fields(self) -> dict[str, Key]:
        """The fields by their names, as the model declares them.

        A new item has some, a thing all that are text, several things only their codes.
        """
        if self.kind not in _NEW:
            thing = self.things[0]
            first = _CODES if self.is_many else _FIRST if thing.kind in CLAIM_KINDS else ()
            own = {key.name: key for key in keys(cast(Any, type(thing.item))) if not key.is_mapping}
            names = [name for name in first if name in own]
            others = [] if self.is_many else [n for n in own if own[n].form is not TextForm.ID]
            return {name: own[name] for name in (*names, *others)}
        own = {key.name: key for key in keys(_NEW[self.kind]) if not key.is_mapping}
        if self.kind == "statement":
            own = {key.name: key for key in keys(model.Recommendation) if key.name == "by"} | own
        elif self.kind == "response" and not self.ids:
            own["for"] = Key("for", str, *_FOR)
        rest: Iterable[str] = own if self.kind == "response" else self.values
        return {name: own[name] for name in (*ORDER, *rest) if name in own}

    @property
    def by_record(self) -> tuple["Edit", ...]:
        others = (other._replace(values=self.values) for other in self.others)
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
        days = days_in(words) if key and key.form is TextForm.DATE else ()
        whole = (day.first for day in days if not day.last and day.span == (0, len(words)))
        return next(whole, words)

    def parts(self, field: str) -> list[str]:
        """Return the values of a field: several only of a list."""
        if not self.fields[field].is_list:
            return [*filter(None, [self.value(field)])]
        things = [] if self.is_many or self.kind != "correction" else self.things
        before = (tell(thing, self.fields[field]) for thing in things)
        # Words of the record may have the sign that parts them.
        whole = [re.escape(part) for part in chain.from_iterable(before) if SEPARATOR in part]
        pattern = "|".join((*(f"{part}(?=;|$)" for part in whole), f"[^{SEPARATOR}]+"))
        found = (part.strip() for part in re.findall(rf"\s*({pattern})", self.value(field)))
        return [*dict.fromkeys(filter(None, found))]

    def is_changed(self, field: str) -> bool:
        return self.value(field) != " ".join(self.before.get(field, "").split())

    def is_minus(self, part: str) -> bool:
        """Return whether a correction takes a value away: `-Costs`."""
        return self.kind == "correction" and part.startswith("-")


def tell(thing: Thing, key: Key) -> list[str]:
    """Return the values of a key of a thing, on one line: names in the place of ids."""
    value = getattr(thing.item, key.name)
    things = (
        getattr(thing.dialogue.record, NAMED_LISTS[key.form]) if key.form in NAMED_LISTS else ()
    )
    known = ids_by_name(things)
    names = {of.id: of.name for of in things if len(known[fold(of.name)]) == 1}
    words = [names.get(part, part) for part in (value if key.is_list else [value or ""])]
    return [" ".join(part.split()) for part in words if part not in MISSING]


def spaced(text: str) -> str:
    """Return the folded words of a text, with spaces around each."""
    return f" {' '.join(folded_words(text))} "


def hint(key: Key, is_many: bool = False) -> str:
    """Return a remark on the values of a field, of one thing or of many."""
    words = f"one of {', '.join(key.choices)}" if key.choices else key.description.partition(";")[0]
    if is_many and key.is_list:
        words = "names are added, -name takes one away"
    return f"{words} · several are parted by {SEPARATOR}" if key.is_list else words


def fault(edit: Edit, field: str) -> str:
    """Return the reason why a field can't have its value, if the rules of its key say so."""
    words = edit.parts(field) if field not in ("", "for") else []
    message = misfit(edit.fields[field], words) if words else ""
    return f"{field}: {message}" if message else ""


def is_quoted(edit: Edit) -> bool:
    """Return whether the text of a claim is words of the source."""
    if edit.kind == "response" or not edit.words:
        return False
    paragraph = edit.dialogue.texts[edit.source][edit.words.paragraph]
    return spaced(edit.value("text")) in spaced(paragraph)


def values_of(edit: Edit) -> dict[str, str]:
    """Return the values of the one thing of an edit; lists end where another name can begin."""
    values = dict[str, str]()
    for thing in () if edit.is_many else edit.things:
        for name, key in edit.fields.items():
            end = f"{SEPARATOR} " if key.is_list else ""
            values[name] = "".join(part + end for part in tell(thing, key))
    return values


def best_values(known: Iterable[tuple[str, str]], typed: str) -> list[str]:
    """Return the values with the typed name; else with its beginning; else with its words."""
    sought, pairs = fold(typed), [*known]
    words = [re.compile(rf"(?<!\w){re.escape(part)}") for part in sought.split()]
    whole = [value for name, value in pairs if name == sought]
    begun = [value for name, value in pairs if name.startswith(sought)]
    within = (value for name, value in pairs if all(map(methodcaller("search", name), words)))
    return whole or begun or list(dict.fromkeys(within)) if words else []


def recommendation_names(dialogue: Dialogue, by_id: bool = False) -> Iterator[tuple[str, str]]:
    for claim in dialogue.record.recommendations:
        value = f"{claim.id} {claim.text}"
        names = claim.id, claim.number, claim.text, value
        yield from ((fold(name), claim.id if by_id else value) for name in names)
