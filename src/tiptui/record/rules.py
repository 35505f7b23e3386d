"""The rules that take more than one value of a record to check. The others: `forms`."""

import re
from collections import Counter
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache, partial
from itertools import chain
from operator import attrgetter
from typing import Any, get_args

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
    taken: dict[str, Path] = {}
    # Of all derived ids, only the statements of such a speaker may have those of points.
    said = walk(record) if "point" in [speaker.id for speaker in record.speakers] else ()
    derived = ((path, id) for path, id, _ in said if id.startswith("point/"))
    for path, id in chain(walk_ids(record), derived):
        if (other := taken.setdefault(id, path)) is not path:
            message = f'the id "{clip(id)}" is taken already'
            yield Fault((*path, "id"), message, "duplicate-id", other=(*other, "id"))


def references(record: Record, things: _Things) -> Iterator[tuple[str, Path, str]]:
    """Yield each reference: the section it points into, its path and the id."""
    bodies = {body.id for body in record.organizations}
    for path, words in parties(record):
        if words in bodies:
            yield "organizations", path, words
    for number, organizer in enumerate(record.event.organizers):
        where: Path = ("event", "organizers", number, "organization")
        yield "organizations", where, organizer.organization
    for path, thing in things:
        mapping: Any = type(thing)
        for key, section, many in _keys_of_ids(mapping):
            if many:
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
    cites = (key for key in keys(mapping) if key.form in SECTIONS)
    return [(key.name, SECTIONS[key.form], key.is_list) for key in cites if key.form]


def _long_names(record: Record, things: _Things) -> Iterator[Fault]:
    """Yield a name too long to be shown as often as it is cited, however small the file is."""
    names: dict[tuple[str, str], tuple[int, Path]] = {}
    for section in ("organizations", "themes", "speakers", "sources"):
        for number, item in enumerate(getattr(record, section)):
            words = (getattr(item, key, "") for key in ("name", "title", "abbreviation", "role"))
            length = sum(map(len, chain(words, getattr(item, "other_names", ()))))
            if section == "speakers":
                length += names.get(("organizations", item.organization), (0,))[0]
            if length > _LONG_NAME:
                names[section, item.id] = length, (section, number)
    if not names:
        return
    counts = Counter((section, name) for section, _, name in references(record, things))
    repeated = {key: length * counts[key] for key, (length, _) in names.items()}
    if sum(repeated.values()) > _MOST_REPEATED:
        key = max(repeated, key=repeated.__getitem__)
        length, path = names[key]
        message = f"names of {plural(length, 'letter')} are cited {counts[key]:,} times"
        yield Fault(path, f"{message}; shorten them", "too-long")


def _unknown_ids(
    record: Record, things: _Things, unsure: Collection[str | int]
) -> Generator[Fault, None, dict[str, set[str]]]:
    """Yield unknown ids; return the ids of each section that are cited, or meant."""
    known = {name: set(map(attrgetter("id"), getattr(record, name))) for name in SECTIONS.values()}
    cited: dict[str, set[str]] = {section: set() for section in known}
    spellings, left = cache(partial(_spellings, record)), COMPARISONS
    near_to = lru_cache(256)(nearest)
    for section, path, reference in references(record, things):
        name = reference
        if section == "recommendations":
            own = own_id(record, reference)
            # Text that can't be an id was reported as such.
            name = own if ID.fullmatch(own) else ""
        if not name or name in known[section]:
            cited[section].add(name)
            continue
        near = ""
        if left > 0:
            ids = spellings(section)
            left -= len(ids)
            near = ids.get(near_to(name, tuple(ids)), "")
        cited[section].add(near or name)
        if near and not ID.fullmatch(near):
            continue
        if section not in unsure or near_to(name, (near,), SLIP):
            known_ids = f': write one that stands under "{section}", or add it there'
            hint = did_you_mean(near) or known_ids
            yield Fault(path, f'no {section[:-1]} has the id "{clip(name)}"{hint}', "unknown-id")
    return cited


def _spellings(record: Record, section: str) -> dict[str, str]:
    """Return the ids of a section by themselves, and by the folded names of their owners."""
    items = getattr(record, section)
    joined = items if section in get_args(SharedSection) else ()
    by_name = {name: ids[0] for name, ids in ids_by_name(joined).items()}
    return by_name | {item.id: item.id for item in items if item.id}


def _evidence(record: Record, things: _Things, lost: Set[Path]) -> Iterator[Fault]:
    """Yield claims without evidence, and evidence without a source or outside its paragraphs."""
    by_id = {source.id: source for source in record.sources}
    only = record.sources[0] if len(record.sources) == 1 else None
    for claim_path, thing in things:
        lacking = not thing.evidence and isinstance(thing, RecordedClaim)
        if lacking and lost.isdisjoint((claim_path, (*claim_path, "evidence"))):
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
    # A lost value may have cited any id.
    lost_keys = {path[-1] if isinstance(path[-1], str) else path[-2] for path in lost}
    for section, under in _CITED_UNDER.items():
        items = getattr(record, section) if lost_keys.isdisjoint(under.split()) else ()
        for number, item in enumerate(items):
            if item.id and item.id not in cited[section]:
                message = f'nothing cites the {section[:-1]} "{clip(item.id)}"'
                yield Fault((section, number), message, "uncited")


_LEFT_IN = {model.RecordedEvent: ("name", "start_date"), model.Speaker: ("name",)}
"""The keys in which `tiptui new` leaves something to be written; the text of all others."""


def _placeholders(record: Record, things: _Things) -> Iterator[Fault]:
    texts: Iterator[tuple[Path, str | int, str]] = chain(
        (
            (path, key, getattr(thing, key))
            for path, thing in things
            for key in _LEFT_IN.get(type(thing), ("text",))
        ),
        (
            (("sources", number, "outline"), line, text)
            for number, source in enumerate(record.sources)
            for line, text in enumerate(source.outline)
        ),
    )
    for path, key, text in texts:
        if PLACEHOLDER.fullmatch(text):
            message = f'"{clip(text)}" is what tiptui new put here: write what belongs here instead'
            yield Fault((*path, key), message, "placeholder")


def parties(record: Record) -> Iterator[tuple[Path, str]]:
    for number, item in enumerate(record.recommendations):
        path: Path = ("recommendations", number)
        yield from (((*path, "to", position), words) for position, words in enumerate(item.to))
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


def response_order(record: Record) -> Iterator[Fault]:
    """Yield responses before the event, or before the response above them."""
    start: tuple[str, Path] = record.event.start_date, ("event", "start_date")
    for number, item in enumerate(record.recommendations):
        above: tuple[str, Path] | None = None
        for position, response in enumerate(item.responses):
            path: Path = ("recommendations", number, "responses", position, "date")
            what, (date, other) = "the start of the event", start
            if above and not is_before(response.date, date):
                what, (date, other) = "the response above it", above
            if is_before(response.date, date):
                yield Fault(path, f"{response.date} is before {what}, {date}", "order", other=other)
            if response.date:
                above = response.date, path


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
    for _ in range(_MOST_CIRCLES if edges else 0):
        # Not above: few records have any.
        from graphlib import CycleError, TopologicalSorter

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
