"""The form for an edit of a record: its kinds, its fields, and what they offer."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import methodcaller
from typing import Any, NamedTuple, cast

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.opening import base_name
from tiptui.collection.thing import CLAIM_KINDS, Thing
from tiptui.documents.document import TextSpan
from tiptui.record import model
from tiptui.record.forms import MISSING
from tiptui.record.ids import identify, ids_by_name
from tiptui.record.load import misfit
from tiptui.record.model import Joinable, Key, Rank, TextForm, keys
from tiptui.text.days import days_in
from tiptui.text.folding import fold
from tiptui.text.near_words import folded_words
from tiptui.text.visible import clip
from tiptui.text.words import word
from tiptui.view.scene import Scene
from tiptui.view.state import LISTS

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
        known = _recommendations(self.dialogue)
        return [name.partition(" ")[0] for name in _best(known, self.value("for"))]

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


def edit_marked(scene: Scene, kind: str, ref: str) -> Edit:
    """Return the edit of a thing; of all marked rows of the list if it is one of these."""
    marked, is_row = scene.index.bookmarked_stops, ref == scene.current and scene.acting in LISTS
    rows = scene.rows(scene.acting) if is_row and ref in marked else ()
    ids = defaultdict[Dialogue, list[str]](list)
    for thing in map(scene.collection.__getitem__, [row for row in rows if row in marked] or [ref]):
        ids[thing.dialogue].append(thing.id)
    is_many = sum(map(len, ids.values())) > 1
    first, *others = (Edit(of, kind, ids=tuple(own), is_many=is_many) for of, own in ids.items())
    return first._replace(others=tuple(others))


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


def offer(edit: Edit, collection: Collection, field: str) -> str:
    """Return a completion of the last value in a field: of the record, else of the collection."""
    typed = edit.values.get(field, "")
    begun = typed.rpartition(SEPARATOR)[2].strip()
    if field == "text" and not typed:
        is_said = edit.kind in ("recommendation", "statement")
        return " ".join(edit.exact.split()) if is_said else ""
    sign = "-" if edit.is_minus(begun) else ""
    *given, last = edit.parts(field) or [""]
    known = known_values(edit, collection.dialogues, field) if begun.strip("-") else ()
    left = [pair for pair in known if pair[1] not in given]
    found = [*part_names(left, begun), *_best(left, begun.removeprefix(sign))]
    return next((sign + value for value in found if sign + value != last), "")


def part_names(known: Iterable[tuple[str, str]], typed: str) -> list[str]:
    """Return known names that commas part, as one value with the right sign; else nothing."""
    values = dict(known)
    names = [values.get(fold(part.strip()), "") for part in typed.split(",")]
    return [f"{SEPARATOR} ".join(names)] if names[1:] and all(names) else []


def _best(known: Iterable[tuple[str, str]], typed: str) -> list[str]:
    """Return the values with the typed name; else with its beginning; else with its words."""
    sought, pairs = fold(typed), [*known]
    words = [re.compile(rf"(?<!\w){re.escape(part)}") for part in sought.split()]
    whole = [value for name, value in pairs if name == sought]
    begun = [value for name, value in pairs if name.startswith(sought)]
    within = (value for name, value in pairs if all(map(methodcaller("search", name), words)))
    return whole or begun or list(dict.fromkeys(within)) if words else []


def _names_of(one: Joinable) -> tuple[Any, ...]:
    return one.id, one.name, getattr(one, "abbreviation", ""), getattr(one, "other_names", ())


def known_values(edit: Edit, others: Iterable[Dialogue], field: str) -> Iterator[tuple[str, str]]:
    """Yield folded names of the values that a field can have, each with its value."""
    key, dialogues = edit.fields[field], (edit.dialogue, *others)
    records = [dialogue.record for dialogue in dialogues]
    of = records[:1] if key.form is TextForm.ORGANIZATION else records
    section, words = NAMED_LISTS.get(key.form), list[Iterable[str]]([key.choices])
    things: list[Iterable[Joinable]] = (
        [getattr(record, section) for record in of] if section else []
    )
    if key.form is TextForm.RECOMMENDATION:
        yield from _recommendations(edit.dialogue, key.is_list)
    elif key.form is TextForm.PARTY:
        things += [record.speakers for record in records]
        words = [dialogue.belonging.in_words.values() for dialogue in dialogues]
    elif key.rank is Rank.NAME and edit.things[0].kind == "speaker":
        things = [record.speakers for record in records if record is not records[0]]
    elif key.rank is Rank.OFFICE and edit.things[0].kind == "event":
        words = [[getattr(record.event, field)] for record in records]
    # The records of a series have the same things: to fold their names takes long.
    for thing in {_names_of(thing): thing for thing in chain.from_iterable(things)}.values():
        yield from ((name, thing.name) for name in (fold(thing.id), *identify(thing).names))
    yield from ((fold(text), text) for text in dict.fromkeys(chain.from_iterable(words)))


def _recommendations(dialogue: Dialogue, by_id: bool = False) -> Iterator[tuple[str, str]]:
    for claim in dialogue.record.recommendations:
        value = f"{claim.id} {claim.text}"
        names = claim.id, claim.number, claim.text, value
        yield from ((fold(name), claim.id if by_id else value) for name in names)


def is_quoted(edit: Edit) -> bool:
    """Return whether the text of a claim is words of the source."""
    if edit.kind == "response" or not edit.words:
        return False
    paragraph = edit.dialogue.texts[edit.source][edit.words.paragraph]
    return spaced(edit.value("text")) in spaced(paragraph)


def title_of(edit: Edit, collection: Collection) -> str:
    """Return the work of a form: `Correct theme Costs · Lowen`, `Add to m.yaml · response to …`."""
    dialogue, single = edit.dialogue, collection.single
    where = base_name(dialogue.file) if single else collection.short_names[dialogue.name]
    if edit.kind == "correction":
        is_plain = single or edit.others or edit.things[0].kind == "event"
        return f"Correct {edit.what()}" + ("" if is_plain else f" · {where}")
    names = [edit.describe(dialogue[id].name) for id in edit.ids[:1]]
    return " · ".join([f"Add to {where}", *names]) if not edit.others else f"Add {names[0]}"


def name_kinds(kinds: Sequence[Edit], chosen: int, most: int) -> str:
    """Return `(•) recommendation   ( ) one more quote for r3`; of one kind, what it answers.

    If that has more than `most` letters, only the chosen kind has room: `(•) response · 3 of 4`.
    """
    if not kinds[1:]:
        first, *others = (thing for part in kinds[0].by_record for thing in part.things)
        end = f" · and {len(others):,} more" if others else ""
        return f"{first.reference_number or first.id} {_cut(first.name, most)}{end}"
    names = [kind.describe(kind.ids[0]) if kind.ids else kind.kind for kind in kinds]
    words = "   ".join(f"({'•' if n == chosen else ' '}) {name}" for n, name in enumerate(names))
    one = f"(•) {names[chosen]} · {chosen + 1} of {len(names)}"
    return words if len(words) <= most else one


def _cut(words: str, most: int) -> str:
    """Return words without their middle, of at most so many letters."""
    start, end = words[: most // 2], words[-(most // 2) :]
    ends = f"{start.rpartition(' ')[0] or start} … {end.partition(' ')[2] or end}"
    return ends if len(words) > most else words


def tell_words(edit: Edit, moving: bool, most: int) -> str:
    """Return the words and their status in the source, with signs at their ends if keys move them.

    If not, words of more than `most` letters are cut in the middle.
    """
    words, exact = edit.words, edit.exact
    if words is None:
        return ""
    count = edit.dialogue.texts[edit.source][words.paragraph].count(exact)
    places = "one place" if count == 1 else f"{count} places"
    found = "not found" if edit.lost else f"verbatim · {places}"
    before, after = "“"[exact.startswith("“") :], "”"[exact.endswith("”") :]  # print may have them
    exact = f"▏{exact}▕" if moving else _cut(exact, most)
    return f"¶{words.paragraph} {before}{exact}{after}  {found}"


def move_end(edit: Edit, end: int, steps: int, far: bool = False) -> Edit:
    """Return an edit with the start (0) or end of its words moved by words; far, by sentences."""
    if not edit.words:
        return edit
    text, (number, *bounds) = edit.dialogue.texts[edit.source], edit.words
    words = (found.span() for found in word().finditer(text[number]))
    ends = [span[end] for span in (text.sentences[number - 1] if far else words)]
    beyond = [place for place in ends if (place - bounds[end]) * steps > 0]
    bounds[end] = (min if steps > 0 else max)(beyond, default=bounds[end])
    moved = TextSpan(number, *bounds)
    return edit._replace(words=moved) if moved.start < moved.end else edit
