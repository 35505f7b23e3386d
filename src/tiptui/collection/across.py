"""Faults of the records of a collection together, each of which may be right alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import NamedTuple, get_args

from tiptui.record.ids import Identity, SharedSection, identify, join
from tiptui.record.model import Record
from tiptui.record.problem import Path
from tiptui.record.rules import circles
from tiptui.text.visible import clip

Where = tuple[str, Path]  # a file, and a path of its record


class SharedParts(NamedTuple):
    """The few parts of a record that may clash with others: thousands can be checked."""

    file: str
    event: str
    things: dict[SharedSection, tuple[Identity, ...]]
    persons: tuple[int, ...]  # positions among the speakers
    recommendations: frozenset[str]  # ids
    repeats: tuple[tuple[Path, str, str], ...]  # paths, refs, and the refs that these repeat


class Clash(NamedTuple):
    """A fault of a record beside other records."""

    here: Where
    message: str
    code: str
    other: Where | None = None  # named between `message` and `more`
    more: str = ""


def shared_parts(file: str, record: Record) -> SharedParts:
    sections: tuple[SharedSection, ...] = get_args(SharedSection)
    things: dict[SharedSection, tuple[Identity, ...]] = {}
    for section in sections:
        things[section] = tuple(identify(thing) for thing in getattr(record, section))
    persons = [n for n, speaker in enumerate(record.speakers) if speaker.kind == "person"]

    event = record.event.id
    ids: list[str] = []
    repeats: list[tuple[Path, str, str]] = []
    for n, claim in enumerate(record.recommendations):
        ids.append(intern(claim.id))  # one text for all ids of a spelling: r1 is in every record
        for number, id in enumerate(claim.repeats):
            path: Path = ("recommendations", n, "repeats", number)
            repeated = id if "#" in id else f"{event}#{id}"
            repeats.append((path, f"{event}#{claim.id}", repeated))
    return SharedParts(file, event, things, tuple(persons), frozenset(ids), tuple(repeats))


def clashes(records: Iterable[SharedParts]) -> Iterator[Clash]:
    """Yield the clashes of records; a second one with an event id is no part of the collection."""
    collection: dict[str, SharedParts] = {}
    path: Path = ("event", "id")
    for record in records:
        first = collection.setdefault(record.event, record)
        if first is not record:
            message = f'the event id "{clip(record.event)}" is taken already'
            yield Clash((record.file, path), message, "duplicate-record", (first.file, path))
    unique = list(collection.values())
    for section in get_args(SharedSection):
        yield from _same_ids(unique, section)
    yield from _same_names(unique)
    yield from _wrong_repeats(collection)


def _same_ids(records: Sequence[SharedParts], section: SharedSection) -> Iterator[Clash]:
    """Yield a clash for each id of things without a common name."""
    by_id: dict[str, list[Where]] = {}
    for cluster in join([record.things[section] for record in records]):
        number, position = cluster[0]
        record = records[number]
        id = record.things[section][position].id
        by_id.setdefault(id, []).append((record.file, (section, position, "id")))

    for id, (first, *further) in by_id.items():
        if not further:
            continue
        message = f'no name here is one of those that the {section[:-1]} "{clip(id)}" has'
        more = ""
        if len(further) > 1:
            more = f"; {len(further) + 1:,} {section} have this id"
        yield Clash(further[0], message, "same-id", first, more=more)


def _same_names(records: Iterable[SharedParts]) -> Iterator[Clash]:
    """Yield a clash for each full name of persons with several ids."""
    by_name: dict[str, dict[str, Where]] = {}
    for record in records:
        for position in record.persons:
            person = record.things["speakers"][position]
            ids = by_name.setdefault(person.names[0], {})
            ids.setdefault(person.id, (record.file, ("speakers", position, "name")))
    for ids in by_name.values():
        (id, first), *further = ids.items()
        if not further:
            continue
        message = f'a person of this name has the id "{clip(id)}"'
        more = f"; {len(ids):,} ids have this name" if len(further) > 1 else ""
        yield Clash(further[0][1], message, "same-name", first, more=more)


def _wrong_repeats(collection: Mapping[str, SharedParts]) -> Iterator[Clash]:
    edges: dict[str, dict[str, Where]] = {}
    for record in collection.values():
        for path, claim, repeated in record.repeats:
            where = (record.file, path)
            edges.setdefault(claim, {}).setdefault(repeated, where)
            event, _, id = repeated.partition("#")
            other = collection.get(event)
            if other is None:
                message = f'no record here has the id "{clip(event)}"'
                yield Clash(where, message, "unknown-repeat")
            elif id not in other.recommendations:
                message = f'the record "{clip(event)}" has no recommendation "{clip(id)}"'
                yield Clash(where, message, "unknown-repeat")
    for here, message in circles(edges):
        yield Clash(here, message, "circular-repeat")
