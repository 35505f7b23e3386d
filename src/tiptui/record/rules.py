"""The rules of the format: for single values (`misfit`) and across a record (`check`)."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple

from tiptui.record.model import (
    VERSION,
    Claim,
    Evidence,
    Form,
    Organization,
    Record,
    Source,
    Speaker,
    Theme,
)
from tiptui.record.placeholders import is_placeholder
from tiptui.record.problem import Fault, Path
from tiptui.text.near_words import Slips, did_you_mean
from tiptui.text.visible import clip, plural

# As many digits as every program that reads JSON can keep.
WHOLE_NUMBER = re.compile("0|[1-9][0-9]{0,14}")

_ID = re.compile("[a-z0-9][a-z0-9-]{0,63}")
_VERSION = re.compile(str(VERSION))
_DATE = re.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
# No space and no control character anywhere. The host's first letter is enough: where two repeated
# classes meet, time grows with the square of what stands before a space.
_URL = re.compile(r"[Hh][Tt]{2}[Pp][Ss]?://[^\s\x00-\x1f\x7f-\x9f/?#][^\s\x00-\x1f\x7f-\x9f]*")
# RFC 5646, section 2.1: langtag, privateuse or irregular. No language has more than three letters,
# although the grammar keeps room for it: "English" is no tag.
_LANGUAGE = re.compile(
    r"""(?: [a-z]{2,3} (?:-[a-z]{3}){0,3}                      # language, extlang
            (?: -[a-z]{4} )?                                   # script
            (?: -(?:[a-z]{2}|[0-9]{3}) )?                      # region
            (?: -(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}) )*         # variants
            (?: -[0-9a-wyz](?:-[a-z0-9]{2,8})+ )*              # extensions
            (?: -x(?:-[a-z0-9]{1,8})+ )?                       # private use
        |   x(?:-[a-z0-9]{1,8})+
        |   i-[a-z]{3,8} | en-GB-oed | sgn-(?:BE-FR|BE-NL|CH-DE) )""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


def _is_date(text: str) -> bool:
    if not (match := _DATE.fullmatch(text)):
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


class Rule(NamedTuple):
    """What text of a form must be."""

    pattern: re.Pattern[str]
    """What all of it matches; what `fits` may ask for more."""
    fits: Callable[[str], object]
    message: str
    code: str

    def broken(self, text: str) -> tuple[str, str]:
        """Return message and code for a text that does not fit."""
        return f'"{clip(text)}" {self.message}', self.code


RULES = {
    Form.ID: Rule(
        _ID,
        _ID.fullmatch,
        "is no id: use only small letters a-z, digits and -, at most 64, the first not a -",
        "bad-id",
    ),
    Form.DATE: Rule(
        _DATE, _is_date, "is no date: write it as 2024-04-18, 2024-04 or 2024", "bad-date"
    ),
    Form.URL: Rule(
        _URL,
        _URL.fullmatch,
        "is no address: begin it with http:// or https://, without a space in it",
        "bad-url",
    ),
    Form.LANGUAGE: Rule(
        _LANGUAGE,
        _LANGUAGE.fullmatch,
        "is no language tag: write one such as en, ur or pa-Arab (BCP 47)",
        "bad-language",
    ),
    Form.VERSION: Rule(
        _VERSION,
        _VERSION.fullmatch,
        f"is a version that is not known here: write {VERSION}, or use a newer tiptui",
        "version",
    ),
}
"""The rules for single values. Forms that name something in the record have none: `check` looks
them up."""


def misfit(form: Form, text: str) -> tuple[str, str] | None:
    """Return message and code where `text` is not what its form asks for."""
    rule = RULES.get(form)
    return rule.broken(text) if rule and not rule.fits(text) else None


def check(record: Record, lost: Collection[Path] = frozenset()) -> Iterator[Fault]:
    """Yield every break of a rule that takes more than one value to see, warnings included.

    `lost` are the paths of what was reported before: values that are missing, unusable or under
    a misspelt key. They are empty in `record`; nothing is said of them again, nor of what may
    only seem wrong without them.
    """
    if () in lost:
        return
    slips = Slips()
    cited, unknown = _citations(record, slips)
    yield from _duplicate_ids(record)
    yield from _long_names(record)
    yield from _unknown_ids(unknown, lost, slips)
    yield from _date_order(record)
    yield from _evidence(record, lost)
    yield from _uncited_items(record, cited, lost)
    yield from _silent_speakers(record, cited, lost)
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
    for number, organizer in enumerate(record.event.organizers):
        path: Path = ("event", "organizers", number, "organization")
        yield "organizations", path, organizer.organization
    for number, speaker in enumerate(record.speakers):
        yield "organizations", ("speakers", number, "organization"), speaker.organization
    for path, claim in claims(record):
        for number, theme in enumerate(claim.themes):
            yield "themes", (*path, "themes", number), theme
        for number, speaker_id in enumerate(getattr(claim, "by", ())):
            yield "speakers", (*path, "by", number), speaker_id
    for path, item in all_evidence(record):
        yield "sources", (*path, "source"), item.source


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
    if not names:
        return
    counts = Counter((section, name) for section, _, name in _references(record))
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


_COMPARISONS = 20_000
"""How many ids are compared in one record to find near ones: more take too long to wait for."""


def _citations(record: Record, slips: Slips) -> tuple[dict[str, set[str]], list[_Unknown]]:
    """Return the ids cited of each section (the nearest where unknown), and the unknown."""
    known = {
        section: dict.fromkeys(item.id for item in getattr(record, section) if item.id)
        for section in ("organizations", "themes", "speakers", "sources")
    }
    cited: dict[str, set[str]] = {section: set() for section in known}
    unknown = []
    left = _COMPARISONS
    for section, path, name in _references(record):
        near = ""
        if name and name not in known[section]:
            if left > 0:
                left -= len(known[section])
                near = slips.nearest(name, known[section])
            unknown.append(_Unknown(section, path, name, near))
        cited[section].add(near or name)
    return cited, unknown


def _unknown_ids(unknown: list[_Unknown], lost: Collection[Path], slips: Slips) -> Iterator[Fault]:
    # There, an id that is no plain misspelling may be that of something whose id was lost.
    unsure = {path[0] for path in lost if len(path) < 3 or path[2:] == ("id",)}
    for section, path, name, near in unknown:
        if near and misfit(Form.ID, near):
            continue
        if section not in unsure or slips.nearest(name, [near], 0.88):
            known = f': write one that stands under "{section}", or add it there'
            hint = did_you_mean(near) or known
            message = f'no {section[:-1]} has the id "{clip(name)}"{hint}'
            yield Fault(path, message, "unknown-id")


def _date_order(record: Record) -> Iterator[Fault]:
    start, end = record.event.start_date, record.event.end_date
    shared = min(len(start), len(end))
    if _is_date(start) and _is_date(end) and end[:shared] < start[:shared]:
        yield Fault(("event", "end_date"), "end_date is before start_date", "date-order")


def all_evidence(record: Record) -> Iterator[tuple[Path, Evidence]]:
    """Yield every piece of evidence with its path."""
    holders: Iterable[tuple[Path, tuple[Evidence, ...]]] = chain(
        [(("event",), record.event.evidence)],
        ((("speakers", n), speaker.evidence) for n, speaker in enumerate(record.speakers)),
        ((path, claim.evidence) for path, claim in claims(record)),
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
    "organizations": {"organization", "organizers", "event", "speakers"},
    "themes": {"themes", "statements", "points", "event", "speakers", "recommendations"},
    "speakers": {"by", "points", "event", "recommendations"},
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
                yield Fault((section, number), message, "uncited", warning=True)


def _silent_speakers(
    record: Record, cited: dict[str, set[str]], lost: Collection[Path]
) -> Iterator[Fault]:
    if _may_be_cited("speakers", lost):
        return
    for number, speaker in enumerate(record.speakers):
        path: Path = ("speakers", number)
        heard = speaker.statements or speaker.id in cited["speakers"]
        if speaker.id and not heard and (*path, "statements") not in lost:
            message = "a speaker without statement, recommendation or point"
            yield Fault(path, message, "silent", warning=True)


def _claims_without_evidence(record: Record, lost: Collection[Path]) -> Iterator[Fault]:
    for path, claim in claims(record):
        if not claim.evidence and path not in lost and (*path, "evidence") not in lost:
            message = f"a {type(claim).__name__.lower()} without evidence"
            yield Fault(path, message, "no-evidence", warning=True)


def _placeholders(record: Record) -> Iterator[Fault]:
    """What `tiptui new` left to be written, in the places where it leaves anything."""
    for path, text in _written(record):
        if is_placeholder(text):
            message = f'"{clip(text)}" is what tiptui new put here: write what belongs here instead'
            yield Fault(path, message, "placeholder", warning=True)


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
