"""The rules across a record, which take more than one value to see. Those for one: `forms`."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import NamedTuple, get_args

from tiptui.record import dates, follow_up
from tiptui.record.forms import ID, misfit
from tiptui.record.joining import Section, named
from tiptui.record.model import (
    Claim,
    Evidence,
    Form,
    Organization,
    Record,
    Response,
    Source,
    Speaker,
    Theme,
)
from tiptui.record.placeholders import is_placeholder
from tiptui.record.problem import Fault, Path
from tiptui.text.near_words import Slips, did_you_mean
from tiptui.text.visible import clip, plural


def check(record: Record, lost: Collection[Path] = frozenset()) -> Iterator[Fault]:
    """Yield every break of a rule that takes more than one value to see, warnings included.

    `lost` are the paths of what was reported before: values that are missing, unusable or under
    a misspelt key. They are empty in `record`; nothing is said of them again, nor of what may
    only seem wrong without them.
    """
    if () in lost:
        return
    if not record.speakers and ("speakers",) not in lost and any(claims(record)):
        message = 'the key "speakers" is missing: a record with a claim has at least one'
        yield Fault((), message, "missing-key", "first key")
        lost = {*lost, ("speakers",)}
    slips = Slips()
    cited, unknown = _citations(record, slips)
    yield from _duplicate_ids(record)
    yield from _long_names(record)
    yield from _unknown_ids(unknown, lost, slips)
    yield from _date_order(record)
    yield from follow_up.response_order(record)
    if "organizations" not in _unsure(lost):
        yield from follow_up.near_ids(record)
    yield from follow_up.repeat_circles(record)
    yield from _evidence(record, lost)
    yield from _uncited_items(record, cited, lost)
    yield from _claims_without_evidence(record, lost)
    yield from _placeholders(record)


def claims(record: Record) -> Iterator[tuple[Path, Claim]]:
    """Yield every point, statement and recommendation with its path."""
    for number, point in enumerate(record.event.points):
        yield ("event", "points", number), point
    for position, speaker in enumerate(record.speakers):
        for number, statement in enumerate(speaker.statements):
            yield ("speakers", position, "statements", number), statement
    for number, recommendation in enumerate(record.recommendations):
        yield ("recommendations", number), recommendation


def responses(record: Record) -> Iterator[tuple[Path, Response]]:
    """Yield every response with its path."""
    for number, item in enumerate(record.recommendations):
        for position, response in enumerate(item.responses):
            yield ("recommendations", number, "responses", position), response


def _duplicate_ids(record: Record) -> Iterator[Fault]:
    taken: dict[str, Path] = {record.event.id: ("event", "id")}
    sections = ("organizations", "themes", "speakers", "recommendations", "sources")
    for section in sections:
        for number, item in enumerate(getattr(record, section)):
            path: Path = (section, number, "id")
            if item.id in taken and item.id:
                message = f'the id "{clip(item.id)}" is taken already'
                yield Fault(path, message, "duplicate-id", other=taken[item.id])
            taken.setdefault(item.id, path)


def _references(record: Record) -> Iterator[tuple[str, Path, str]]:
    """Yield each reference: the section it points into, its path and the id."""
    for path, name in _bodies_cited(record):
        yield "organizations", path, name
    for path, name in follow_up.repeated(record):
        # What can't be an id was reported as such.
        if ID.fullmatch(name):
            yield "recommendations", path, name
    for path, claim in claims(record):
        for number, theme in enumerate(claim.themes):
            yield "themes", (*path, "themes", number), theme
        for number, speaker_id in enumerate(getattr(claim, "by", ())):
            yield "speakers", (*path, "by", number), speaker_id
    for path, item in all_evidence(record):
        yield "sources", (*path, "source"), item.source


def _bodies_cited(record: Record) -> Iterator[tuple[Path, str]]:
    """Yield each reference to an organization: its path and the id.

    Addressees, and those who responded, may be words instead.
    """
    for number, organizer in enumerate(record.event.organizers):
        path: Path = ("event", "organizers", number, "organization")
        yield path, organizer.organization
    for number, speaker in enumerate(record.speakers):
        yield ("speakers", number, "organization"), speaker.organization
    bodies = {body.id for body in record.organizations}
    for path, words in follow_up.parties(record):
        if words in bodies:
            yield path, words


_LONG_NAME = 1_000
"""Letters of a name from which it is looked at how often it is cited."""

_MOST_REPEATED = 2**24
"""Letters that a record may repeat by citing what has long names, wherever it is shown."""


def _long_names(record: Record) -> Iterator[Fault]:
    """A long name cited many times would be too much to show, however small the file is."""
    names: dict[tuple[str, str], tuple[int, Path]] = {}
    for section in ("organizations", "themes", "speakers", "sources"):
        for number, item in enumerate(getattr(record, section)):
            length = _length_of_names(item)
            if section == "speakers":
                length += names.get(("organizations", item.organization), (0,))[0]
            if length > _LONG_NAME:
                names[section, item.id] = length, (section, number)
    cited = ((section, name) for section, _, name in _references(record)) if names else ()
    counts = Counter(cited)
    repeated = {key: length * counts[key] for key, (length, _) in names.items()}
    if sum(repeated.values()) > _MOST_REPEATED:
        key = max(repeated, key=repeated.__getitem__)
        length, path = names[key]
        message = f"names of {plural(length, 'letter')} are cited {counts[key]:,} times"
        yield Fault(path, f"{message}; shorten them", "too-long")


def _length_of_names(item: Organization | Theme | Speaker | Source) -> int:
    if isinstance(item, Source):
        return len(item.title)
    if isinstance(item, Theme):
        return len(item.name)
    short = len(item.abbreviation) if isinstance(item, Organization) else len(item.role)
    return len(item.name) + short + sum(map(len, item.other_names))


class _Unknown(NamedTuple):
    """A reference to an id that is not there: the section, its path, the id, the nearest known."""

    section: str
    path: Path
    id: str
    near: str


def _citations(record: Record, slips: Slips) -> tuple[dict[str, set[str]], list[_Unknown]]:
    """Return the ids cited of each section (the nearest where unknown), and the unknown."""
    known = {
        section: dict.fromkeys(item.id for item in getattr(record, section) if item.id)
        for section in ("organizations", "themes", "speakers", "recommendations", "sources")
    }
    cited: dict[str, set[str]] = {section: set() for section in known}
    spelt: dict[str, dict[str, str]] = {}
    unknown = []
    left = follow_up.COMPARISONS
    for section, path, name in _references(record):
        near = ""
        if name and name not in known[section]:
            if left > 0:
                if section not in spelt:
                    spelt[section] = _spellings(record, section)
                ids = spelt[section]
                left -= len(ids)
                near = ids.get(slips.nearest(name, ids), "")
            unknown.append(_Unknown(section, path, name, near))
        cited[section].add(near or name)
    return cited, unknown


def _spellings(record: Record, section: str) -> dict[str, str]:
    """Return the ids of a section by themselves, and by the folded names of what they stand for."""
    items = getattr(record, section)
    named_items = items if section in get_args(Section) else ()
    by_name = {name: item.id for item in reversed(named_items) for name in named(item).names}
    return by_name | {item.id: item.id for item in items if item.id}


def _unknown_ids(unknown: list[_Unknown], lost: Collection[Path], slips: Slips) -> Iterator[Fault]:
    unsure = _unsure(lost)
    for section, path, name, near in unknown:
        if near and misfit(Form.ID, near):
            continue
        if section not in unsure or slips.nearest(name, [near], follow_up.SLIP):
            known = f': write one that stands under "{section}", or add it there'
            hint = did_you_mean(near) or known
            message = f'no {section[:-1]} has the id "{clip(name)}"{hint}'
            yield Fault(path, message, "unknown-id")


def _unsure(lost: Collection[Path]) -> set[str | int]:
    """Return the sections that lost an id.

    What is no plain misspelling there may be the id of something whose id was lost.
    """
    return {path[0] for path in lost if len(path) < 3 or path[2:] == ("id",)}


def _date_order(record: Record) -> Iterator[Fault]:
    if dates.is_before(record.event.end_date, record.event.start_date):
        yield Fault(("event", "end_date"), "end_date is before start_date", "date-order")


def all_evidence(record: Record) -> Iterator[tuple[Path, Evidence]]:
    """Yield every piece of evidence with its path."""
    holders: Iterable[tuple[Path, tuple[Evidence, ...]]] = chain(
        [(("event",), record.event.evidence)],
        ((("speakers", n), speaker.evidence) for n, speaker in enumerate(record.speakers)),
        ((path, item.evidence) for path, item in chain(claims(record), responses(record))),
    )
    for path, items in holders:
        for number, item in enumerate(items):
            yield (*path, "evidence", number), item


def _evidence(record: Record, lost: Collection[Path]) -> Iterator[Fault]:
    """Each piece of evidence names its source, and a paragraph that this source has."""
    by_id = {source.id: source for source in record.sources}
    only = record.sources[0] if len(record.sources) == 1 else None
    for path, item in all_evidence(record):
        source = by_id.get(item.source) if item.source else only
        missing = not item.source and not only and ("sources",) not in lost
        if missing and path not in lost and (*path, "source") not in lost:
            count = plural(len(record.sources), "source")
            message = f'the key "source" is missing: the record has {count}'
            yield Fault(path, message, "missing-key", "first key")
        yield from _paragraph(item, source, path)


def _paragraph(item: Evidence, source: Source | None, path: Path) -> Iterator[Fault]:
    message = ""
    if item.paragraph == 0:
        message = "paragraphs are counted from 1"
    elif source and source.outline and item.paragraph > len(source.outline):
        name, length = clip(source.id), plural(len(source.outline), "paragraph")
        message = f'there is no paragraph {item.paragraph}: the outline of "{name}" has {length}'
    if message:
        yield Fault((*path, "paragraph"), message, "no-such-paragraph")


# The keys under which the ids of a section are cited.
_CITED_UNDER = {
    "organizations": {
        *("organization", "organizers", "event", "speakers"),
        *("to", "by", "responses", "recommendations"),
    },
    "themes": {"themes", "statements", "points", "event", "speakers", "recommendations"},
}


def _may_be_cited(section: str, lost: Collection[Path]) -> bool:
    """Return whether what was lost may have cited any id of the section."""
    keys = _CITED_UNDER[section]
    return any(
        next(step for step in reversed(path) if isinstance(step, str)) in keys for path in lost
    )


def _uncited_items(
    record: Record, cited: dict[str, set[str]], lost: Collection[Path]
) -> Iterator[Fault]:
    for section in ("organizations", "themes"):
        if _may_be_cited(section, lost):
            continue
        for number, item in enumerate(getattr(record, section)):
            if item.id and item.id not in cited[section]:
                message = f'nothing cites the {section[:-1]} "{clip(item.id)}"'
                yield Fault((section, number), message, "uncited")


def _claims_without_evidence(record: Record, lost: Collection[Path]) -> Iterator[Fault]:
    for path, claim in claims(record):
        if not claim.evidence and path not in lost and (*path, "evidence") not in lost:
            message = f"a {type(claim).__name__.lower()} without evidence"
            yield Fault(path, message, "no-evidence")


def _placeholders(record: Record) -> Iterator[Fault]:
    """What `tiptui new` left to be written, in the places where it leaves anything."""
    for path, text in _written(record):
        if is_placeholder(text):
            message = f'"{clip(text)}" is what tiptui new put here: write what belongs here instead'
            yield Fault(path, message, "placeholder")


def _written(record: Record) -> Iterator[tuple[Path, str]]:
    yield ("event", "name"), record.event.name
    yield ("event", "start_date"), record.event.start_date
    for path, claim in claims(record):
        yield (*path, "text"), claim.text
    for number, speaker in enumerate(record.speakers):
        yield ("speakers", number, "name"), speaker.name
    for number, source in enumerate(record.sources):
        yield ("sources", number, "title"), source.title
        for line, text in enumerate(source.outline):
            yield ("sources", number, "outline", line), text
