"""The rules that take more than one value of a record to check. The others: `forms`."""

import re
from collections import Counter
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from typing import Any, NamedTuple, get_args

from tiptui.record import model
from tiptui.record.forms import ID, PLACEHOLDER, is_before
from tiptui.record.ids import SharedSection, ids_by_name, own_id, walk, walk_ids
from tiptui.record.model import SECTIONS, Record, RecordedClaim, keys
from tiptui.record.problem import Fault, Path
from tiptui.text.near_words import did_you_mean, nearest
from tiptui.text.visible import clip, plural

SLIP = 0.88  # the ratio of difflib from which words are a misspelling of an id
COMPARISONS = 5_000  # ids of a record that are compared to find near ones: more take too long
_MOST_SHOWN = 200  # letters of the names of a circle
_MOST_CIRCLES = 100  # circles of a record that are named: each takes a look at all repeats
_LONG_NAME = 1_000  # letters of a name from which its citations are counted
_MOST_REPEATED = 2**24  # letters of long names that a record may repeat by citing them

_Things = Sequence[tuple[Path, model.WithEvidence]]
"""All in a record that can have evidence, with their paths."""


def check(record: Record, lost: Set[Path] = frozenset()) -> Iterator[Fault]:
    """Yield every break of a rule that takes more than one value to see, warnings included.

    `lost` are the paths of values that were reported before, and are empty in `record`. No fault is
    about them, or would perhaps be none if they were there.
    """
    if () in lost:
        return
    things = [(path, thing) for path, _, thing in walk(record)]
    has_claims = any(isinstance(thing, RecordedClaim) for _, thing in things)
    if has_claims and not record.speakers and ("speakers",) not in lost:
        message = 'the key "speakers" is missing: a record with a claim has at least one'
        yield Fault((), message, "missing-key", "first key")
        lost = {*lost, ("speakers",)}
    # Ids of these sections were lost: an unknown id may be one of them, unless it is misspelt.
    unsure = {path[0] for path in lost if len(path) < 3 or path[2:] == ("id",)}
    cited = yield from _unknown_ids(record, things, unsure)
    yield from _uncited_items(record, cited, lost)
    yield from _duplicate_ids(record)
    yield from _long_names(record, things)
    if is_before(record.event.end_date, record.event.start_date):
        yield Fault(("event", "end_date"), "end_date is before start_date", "date-order")
    yield from response_order(record)
    if "organizations" not in unsure:
        yield from near_ids(record)
    yield from repeat_circles(record)
    yield from _evidence(record, things, lost)
    yield from _placeholders(record, things)


def _duplicate_ids(record: Record) -> Iterator[Fault]:
    ids = list(walk_ids(record))
    # Of all derived ids, only the statements of such a speaker may have those of points.
    if any(speaker.id == "point" for speaker in record.speakers):
        ids += [(path, id) for path, id, _ in walk(record) if id.startswith("point/")]

    taken: dict[str, Path] = {}
    for path, id in ids:
        other = taken.setdefault(id, path)
        if other is not path:
            message = f'the id "{clip(id)}" is taken already'
            yield Fault((*path, "id"), message, "duplicate-id", other=(*other, "id"))


def references(record: Record, things: _Things) -> Iterator[tuple[str, Path, str]]:
    """Yield each reference: the section it points into, its path and the id."""
    bodies = {body.id for body in record.organizations}
    for path, words in parties(record):
        if words in bodies:
            yield "organizations", path, words
    for number, organizer in enumerate(record.event.organizers):
        yield (
            "organizations",
            ("event", "organizers", number, "organization"),
            organizer.organization,
        )
    for path, thing in things:
        mapping: Any = type(thing)
        for key, section, is_list in _keys_of_ids(mapping):
            if is_list:
                for number, name in enumerate(getattr(thing, key)):
                    yield section, (*path, key, number), name
            else:
                yield section, (*path, key), getattr(thing, key)
        for number, item in enumerate(thing.evidence):
            if item.source:
                yield "sources", (*path, "evidence", number, "source"), item.source


@cache
def _keys_of_ids(mapping: Any) -> list[tuple[str, str, bool]]:
    """Return the keys of a class that cite ids: the section, and whether it is a list."""
    citing = [key for key in keys(mapping) if key.form in SECTIONS]
    return [(key.name, SECTIONS[key.form], key.is_list) for key in citing if key.form]


def _long_names(record: Record, things: _Things) -> Iterator[Fault]:
    """Yield a name too long to be shown as often as it is cited, however small the file is."""
    lengths: dict[tuple[str, str], int] = {}
    paths: dict[tuple[str, str], Path] = {}
    for section in ("organizations", "themes", "speakers", "sources"):
        for number, item in enumerate(getattr(record, section)):
            length = _letters_of_names(item)
            if section == "speakers":
                length += lengths.get(("organizations", item.organization), 0)
            if length > _LONG_NAME:
                lengths[section, item.id] = length
                paths[section, item.id] = section, number
    if not lengths:
        return

    repeated: Counter[tuple[str, str]] = Counter()
    for section, _, id in references(record, things):
        repeated[section, id] += lengths.get((section, id), 0)
    if repeated.total() <= _MOST_REPEATED:
        return
    [(worst, letters)] = repeated.most_common(1)
    length = lengths[worst]
    message = f"names of {plural(length, 'letter')} are cited {letters // length:,} times"
    yield Fault(paths[worst], f"{message}; shorten them", "too-long")


def _letters_of_names(item: Any) -> int:
    """Return the number of letters of all names that a thing has."""
    letters = 0
    for key in ("name", "title", "abbreviation", "role"):
        letters += len(getattr(item, key, ""))
    for name in getattr(item, "other_names", ()):
        letters += len(name)
    return letters


def _unknown_ids(
    record: Record, things: _Things, unsure: Collection[str | int]
) -> Generator[Fault, None, dict[str, set[str]]]:
    """Yield unknown ids; return the ids of each section that are cited, or meant."""
    known: dict[str, set[str]] = {}
    cited: dict[str, set[str]] = {}
    for section in SECTIONS.values():
        known[section] = {item.id for item in getattr(record, section)}
        cited[section] = set()

    near_ids = _NearIds(record)
    for section, path, reference in references(record, things):
        id = reference
        if section == "recommendations":
            id = own_id(record, reference)
            # Text that can't be an id was reported as such.
            if not ID.fullmatch(id):
                id = ""
        if not id or id in known[section]:
            cited[section].add(id)
            continue

        near = near_ids.find(section, id)
        cited[section].add(near or id)
        if near and not ID.fullmatch(near):
            continue
        if section not in unsure or near_ids.nearest(id, (near,), SLIP):
            known_ids = f': write one that stands under "{section}", or add it there'
            hint = did_you_mean(near) or known_ids
            yield Fault(path, f'no {section[:-1]} has the id "{clip(id)}"{hint}', "unknown-id")
    return cited


class _NearIds:
    """The ids that misspelt ones may mean, found in a bounded number of comparisons."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._comparisons_left = COMPARISONS
        self._spellings: dict[str, dict[str, str]] = {}
        self.nearest = lru_cache(256)(nearest)

    def find(self, section: str, words: str) -> str:
        """Return the id of a section that words mean, by itself or by a name of its owner."""
        if self._comparisons_left <= 0:
            return ""
        if section not in self._spellings:
            self._spellings[section] = _spellings(self._record, section)
        ids = self._spellings[section]
        self._comparisons_left -= len(ids)
        return ids.get(self.nearest(words, tuple(ids)), "")


def _spellings(record: Record, section: str) -> dict[str, str]:
    """Return the ids of a section by themselves, and by the folded names of their owners."""
    ids: dict[str, str] = {}
    items = getattr(record, section)
    if section in get_args(SharedSection):
        for name, owners in ids_by_name(items).items():
            ids[name] = owners[0]
    for item in items:
        if item.id:
            ids[item.id] = item.id
    return ids


def _evidence(record: Record, things: _Things, lost: Set[Path]) -> Iterator[Fault]:
    """Yield claims without evidence, and evidence without a source or outside its paragraphs."""
    by_id = {source.id: source for source in record.sources}
    only = record.sources[0] if len(record.sources) == 1 else None
    for claim_path, thing in things:
        is_unproved = not thing.evidence and isinstance(thing, RecordedClaim)
        if is_unproved and lost.isdisjoint((claim_path, (*claim_path, "evidence"))):
            message = f"a {type(thing).__name__.lower()} without evidence"
            yield Fault(claim_path, message, "no-evidence")
        for number, item in enumerate(thing.evidence):
            source = by_id.get(item.source) if item.source else only
            if not source and not item.source:
                path: Path = (*claim_path, "evidence", number)
                if lost.isdisjoint((("sources",), path, (*path, "source"))):
                    count = plural(len(record.sources), "source")
                    message = f'the key "source" is missing: the record has {count}'
                    yield Fault(path, message, "missing-key", "first key")
            if message := no_paragraph(item.paragraph, source):
                path = (*claim_path, "evidence", number, "paragraph")
                yield Fault(path, message, "no-such-paragraph")


def no_paragraph(number: int, source: model.RecordedSource | None) -> str:
    """Return why a source has no such paragraph; "" where it may have."""
    if number == 0:
        return "paragraphs are counted from 1"
    if not source or not source.outline or number <= len(source.outline):
        return ""
    name, length = clip(source.id), plural(len(source.outline), "paragraph")
    return f'there is no paragraph {number}: the outline of "{name}" has {length}'


_CITED_UNDER = {
    "organizations": "organization organizers event speakers to by responses recommendations",
    "themes": "themes statements points event speakers recommendations",
}
"""The keys under which the ids of a section are cited."""


def _uncited_items(record: Record, cited: dict[str, set[str]], lost: Set[Path]) -> Iterator[Fault]:
    lost_keys = {_last_key(path) for path in lost}
    for section, keys_that_cite in _CITED_UNDER.items():
        # A lost value may have cited any id.
        if not lost_keys.isdisjoint(keys_that_cite.split()):
            continue
        for number, item in enumerate(getattr(record, section)):
            if item.id and item.id not in cited[section]:
                message = f'nothing cites the {section[:-1]} "{clip(item.id)}"'
                yield Fault((section, number), message, "uncited")


def _last_key(path: Path) -> str | int:
    return path[-1] if isinstance(path[-1], str) else path[-2]


_LEFT_IN = {model.RecordedEvent: ("name", "start_date"), model.Speaker: ("name",)}
"""The keys in which `tiptui new` leaves something to be written; the text of all others."""


def _placeholders(record: Record, things: _Things) -> Iterator[Fault]:
    for path, thing in things:
        for key in _LEFT_IN.get(type(thing), ("text",)):
            yield from _placeholder((*path, key), getattr(thing, key))
    for number, source in enumerate(record.sources):
        for line, text in enumerate(source.outline):
            yield from _placeholder(("sources", number, "outline", line), text)


def _placeholder(path: Path, text: str) -> Iterator[Fault]:
    if PLACEHOLDER.fullmatch(text):
        message = f'"{clip(text)}" is what tiptui new put here: write what belongs here instead'
        yield Fault(path, message, "placeholder")


def parties(record: Record) -> Iterator[tuple[Path, str]]:
    for number, item in enumerate(record.recommendations):
        path: Path = ("recommendations", number)
        for position, words in enumerate(item.to):
            yield (*path, "to", position), words
        for position, response in enumerate(item.responses):
            yield (*path, "responses", position, "by"), response.by


def near_ids(record: Record) -> Iterator[Fault]:
    """Yield addressees and responders in words that are nearly the id of an organization."""
    known = {body.id for body in record.organizations if body.id}
    near = dict.fromkeys(known, "")
    left = COMPARISONS
    for path, words in parties(record):
        if words not in near:
            as_id = re.sub("[ _]", "-", words.lower())
            near[words] = nearest(as_id, known, SLIP) if left > 0 else ""
            left -= len(known)
        if near[words]:
            message = f'"{clip(words)}" is not the id of an organization{did_you_mean(near[words])}'
            yield Fault(path, message, "near-id")


class _Earliest(NamedTuple):
    """The date before which a response can't be, its path, and the words for it."""

    date: str
    path: Path
    words: str


def response_order(record: Record) -> Iterator[Fault]:
    """Yield responses before the event, or before the response above them."""
    start_date = record.event.start_date
    start = _Earliest(start_date, ("event", "start_date"), "the start of the event")
    for number, item in enumerate(record.recommendations):
        above = start
        for position, response in enumerate(item.responses):
            date, path = response.date, ("recommendations", number, "responses", position, "date")
            earliest = start if is_before(date, start_date) else above
            if is_before(date, earliest.date):
                message = f"{date} is before {earliest.words}, {earliest.date}"
                yield Fault(path, message, "order", other=earliest.path)
            if date:
                above = _Earliest(date, path, "the response above it")


def repeat_circles(record: Record) -> Iterator[Fault]:
    """Yield references that close a circle of repeats: without them no circle is left."""
    # For each recommendation, those that it repeats, and where in `repeats` they stand first.
    edges: dict[str, dict[str, Path]] = {}
    for number, item in enumerate(record.recommendations):
        for position, reference in enumerate(item.repeats):
            if item.id and (other := own_id(record, reference)):
                path = ("recommendations", number, "repeats", position)
                edges.setdefault(item.id, {}).setdefault(other, path)
    for path, message in circles(edges):
        yield Fault(path, message, "circular-repeat")


def circles(edges: Mapping[str, dict[str, Any]]) -> Iterator[tuple[Any, str]]:
    """Yield the values of edges that close a circle, and a message; remove these edges."""
    order = {name: number for number, name in enumerate(edges)}
    if not edges:
        return
    # Not above: few records have any.
    from graphlib import CycleError, TopologicalSorter

    for _ in range(_MOST_CIRCLES):
        try:
            return TopologicalSorter(edges).prepare()
        except CycleError as error:
            circle = error.args[1][:0:-1]
        first = circle.index(min(circle, key=order.__getitem__))
        circle = [*circle[first:], *circle[: first + 1]]
        message = f"these repeat each other in a circle: {clip(' → '.join(circle), _MOST_SHOWN)}"
        if circle[1] == circle[0]:
            message = f'"{clip(circle[0])}" can\'t repeat itself'
        yield edges[circle[0]].pop(circle[1]), message
