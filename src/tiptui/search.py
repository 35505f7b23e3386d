"""Search by keystroke: folding, narrowing, ranks, matching letters, near spellings.

A row matches when every word of the query is somewhere in it as a substring, in any order. Case,
accents, apostrophes and dashes do not matter.
"""

import heapq
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from tiptui.links import Links
from tiptui.model import Recommendation, Speaker, Statement
from tiptui.text import clipped, visible

if TYPE_CHECKING:
    from tiptui.source import SourceText

Span = tuple[int, int]
"""From and up to which code point."""

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
# Apostrophes, dashes, the Arabic letter that only draws a line, and what takes no space.
_DROPPED = (
    "'`\u00b4\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u055a\u05f3\u2032\ua78c"
    f"{_DASHES}\u00ad\u0640\u200c\u200d"
)
_DROP_ASCII = str.maketrans("", "", "'`-")
_DASH_TO_SPACE = str.maketrans(dict.fromkeys(_DASHES, " "))
# Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = {
    **dict(zip("łøđðħıŧ", "loddhit", strict=True)),
    **{"æ": "ae", "œ": "oe", "þ": "th"},
}


@lru_cache(maxsize=4096)
def _fold_one(character: str) -> str:
    if character in _DROPPED:
        return ""
    apart = unicodedata.normalize("NFKD", character).casefold()
    apart = unicodedata.normalize("NFKD", apart)
    kept = (part for part in apart if not unicodedata.combining(part) and part not in _DROPPED)
    return "".join(_LETTERS.get(part, part) for part in kept)


def fold(text: str) -> str:
    """Gives text without case, accents, apostrophes and dashes; its length may change."""
    if text.isascii():
        return text.lower().translate(_DROP_ASCII)
    return "".join(map(_fold_one, text))


def words_of(query: str) -> tuple[str, ...]:
    """Gives the folded words of a query; a dash parts words."""
    return tuple(dict.fromkeys(fold(query.translate(_DASH_TO_SPACE)).split()))


def spans(text: str, words: Iterable[str]) -> list[Span]:
    """Gives where the words stand in `text`, as sorted spans of its own code points.

    A letter is taken whole with the marks that combine with it.
    """
    folded = [_fold_one(character) for character in text]
    joined = "".join(folded)
    origin = [place for place, part in enumerate(folded) for _ in part]
    found: set[Span] = set()
    for word in words:
        start = joined.find(word)
        while start >= 0:
            end = origin[start + len(word) - 1] + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            found.add((origin[start], end))
            start = joined.find(word, start + 1)
    return _merged(sorted(found))


def _merged(found: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


NO_TEXTS: "Mapping[str, SourceText]" = MappingProxyType({})


class Row(NamedTuple):
    """What is searched of a speaker or recommendation, folded: names, offices, text."""

    id: str
    parts: tuple[str, str, str]

    def rank(self, words: Iterable[str]) -> int | None:
        """Gives 0 where all words are in names, 1 in names and offices, 2 in all; or None."""
        worst = 0
        for word in words:
            place = next((place for place, part in enumerate(self.parts) if word in part), None)
            if place is None:
                return None
            worst = max(worst, place)
        return worst


class Hits(NamedTuple):
    """The ids of the rows that match, best first."""

    speakers: tuple[str, ...]
    recommendations: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.speakers or self.recommendations)


# Compared by identity: one record, one index.
@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """A linked record, folded once so that it can be searched by keystroke."""

    links: Links
    speakers: tuple[Row, ...]
    recommendations: tuple[Row, ...]
    texts: "Mapping[str, SourceText]"
    """The texts of sources that are at hand, by the source's id."""

    def hits(self, query: str) -> Hits:
        """Gives what matches a query; all of it for a query without words."""
        return _hits(self, words_of(query))


# One view asks several times for the same two results: that of its query, and all rows.
@lru_cache(maxsize=32)
def _hits(place: Index, words: tuple[str, ...]) -> Hits:
    return Hits(_matching(place.speakers, words), _matching(place.recommendations, words))


def _matching(rows: Iterable[Row], words: tuple[str, ...]) -> tuple[str, ...]:
    ranked = ((row.rank(words), row.id) for row in rows)
    found = [(rank, name) for rank, name in ranked if rank is not None]
    # The sort is stable: within a rank the order of the record stays.
    return tuple(name for _, name in sorted(found, key=lambda pair: pair[0]))


def index(links: Links, texts: "Mapping[str, SourceText]" = NO_TEXTS) -> Index:
    """Gives a linked record ready for search, with the texts of its sources that are at hand."""
    record = links.record
    speakers = tuple(Row(item.id, _speaker_parts(links, item)) for item in record.speakers)
    recommendations = tuple(
        Row(item.id, _recommendation_parts(links, item)) for item in record.recommendations
    )
    return Index(links, speakers, recommendations, texts)


def _joined(texts: Iterable[str]) -> str:
    return fold("\n".join(map(visible, filter(None, texts))))


def _bodies(links: Links, speakers: Iterable[Speaker]) -> Iterator[str]:
    for body in filter(None, map(links.organization, speakers)):
        yield from (body.name, body.abbreviation, *body.other_names)


def _names(speakers: Iterable[Speaker]) -> Iterator[str]:
    for speaker in speakers:
        yield from (speaker.name, *speaker.other_names)


def _speaker_parts(links: Links, speaker: Speaker) -> tuple[str, str, str]:
    offices = (speaker.role, *_bodies(links, [speaker]))
    said = (statement.text for statement in speaker.statements)
    return _joined(_names([speaker])), _joined(offices), _joined(said)


def _recommendation_parts(links: Links, item: Recommendation) -> tuple[str, str, str]:
    makers = links.makers[item.id]
    text = (item.text, *item.to, *(theme.name for theme in links.themes(item)))
    return _joined(_names(makers)), _joined(_bodies(links, makers)), _joined(text)


class Found(NamedTuple):
    """One thing that `find` found: a speaker, a statement or a recommendation, by its id."""

    kind: str
    id: str
    text: str
    by: tuple[Speaker, ...]


def find(place: Index, query: str) -> list[Found]:
    """Gives what the browser's search shows for a query, one by one, in its order.

    A speaker stands for itself, unless the words are in single statements only: then these do.
    """
    links, words, hits = place.links, words_of(query), place.hits(query)
    rows = {row.id: row for row in place.speakers}
    found = []
    for name in hits.speakers:
        found += _found_of_speaker(links, rows[name], words)
    for name in hits.recommendations:
        item = links.items[name]
        if isinstance(item, Recommendation):
            found.append(Found("recommendation", name, item.text, links.makers[name]))
    return found


def _found_of_speaker(links: Links, row: Row, words: tuple[str, ...]) -> list[Found]:
    names, offices, _ = row.parts
    statements = []
    for name, claim in links.claims(row.id):
        if isinstance(claim, Statement):
            text = _joined([claim.text])
            matches = Row(name, (names, offices, text)).rank(words) is not None
            if matches and any(word in text for word in words):
                statements.append(Found("statement", name, claim.text, links.makers[name]))
    speaker = links.items[row.id]
    if isinstance(speaker, Speaker) and (row.rank(words) != 2 or not statements):
        body = links.organization(speaker)
        text = ", ".join(filter(None, (speaker.name, speaker.role, body.name if body else "")))
        return [Found("speaker", row.id, text, (speaker,)), *statements]
    return statements


def near(place: Index, query: str) -> list[str]:
    """Gives at most three names that are spelt nearly like the query and found, nearest first.

    Compared by difflib's ratio with whole names and with their words, of those whose pairs of
    letters are most like those of the query.
    """
    from difflib import SequenceMatcher

    wanted = fold(query)
    pairs = _pairs(wanted)
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    likely = heapq.nlargest(50, _spellings(place.links), lambda each: _alike(pairs, each[0]))
    nearest: dict[str, float] = {}
    for spelling, name in likely:
        matcher.set_seq1(spelling)
        ratio = matcher.ratio() if _alike(pairs, spelling) else 0.0
        nearest[name] = max(ratio, nearest.get(name, 0.0))
    close = sorted(nearest, key=nearest.__getitem__, reverse=True)
    # The name of an organization that nobody comes from may stand nowhere that is searched.
    offered = (name for name in close if nearest[name] > 0.7 and place.hits(name))
    return list(islice(offered, 3))


# The two lists of a view ask for the same line.
@lru_cache(maxsize=1)
def no_match(place: Index, query: str) -> str:
    """Gives the line that says that nothing matches, with the names that are spelt nearly so."""
    close = near(place, query)
    return f"No match for {clipped(query.strip())}" + (
        f"; close: {', '.join(close)}" if close else ""
    )


def _pairs(text: str) -> set[str]:
    return {text[start : start + 2] for start in range(len(text) - 1)}


def _alike(pairs: set[str], text: str) -> float:
    """Gives from 0 to 1/2 (Dice): what is shared is set against length, or long names would win."""
    own = _pairs(text)
    return len(pairs & own) / max(1, len(pairs) + len(own))


def _spellings(links: Links) -> Iterator[tuple[str, str]]:
    """Gives each folded name, and each word of it, with the name it stands for."""
    named = [(item.name, (item.name, *item.other_names)) for item in links.record.speakers]
    named += [
        (body.name, (body.name, body.abbreviation, *body.other_names))
        for body in links.record.organizations
    ]
    for name, spellings in named:
        for folded in map(fold, map(visible, filter(None, spellings))):
            yield from ((spelling, name) for spelling in {folded, *folded.split()})
