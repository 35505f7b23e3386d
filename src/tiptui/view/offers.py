"""Offers for the words that are typed in the search line; each finds something."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple, TypeAlias

from tiptui.search.counts import Count
from tiptui.search.index import Index
from tiptui.search.matches import Hits
from tiptui.search.query import (
    BY_NAME,
    COUNTED,
    MEANT,
    MEANT_BY_TWO,
    OR,
    Written,
    join,
    parse,
    read_parts,
    write,
)
from tiptui.search.rows import CLAIMS
from tiptui.text.folding import fold
from tiptui.text.near_words import near_word
from tiptui.text.steps import finish
from tiptui.text.visible import late

MOST_OFFERED = 20  # values that are offered

# The text before the value at the caret, and the typed beginning of the value.
_TYPED = late(r'(?P<before>-?(?P<field>[A-Za-z]+):(?:.*,)?)(?P<value>=?"?[^,]*)')

_YEAR = late("(?:19|20)[0-9]{2}")

_LONGEST_NAME = 4  # words of a name that are looked for among those typed


class Offer(NamedTuple):
    """A value or a term for the words at the caret, the number of its claims, and the query."""

    name: str
    claims: int
    query: str


Reading: TypeAlias = tuple[str, list[str]]
"""The name of a term, and the texts of the query with that term instead of the last ones."""


def offers(index: Index, query: str, caret: int) -> list[Offer]:
    """Return completions of the value at the caret, most claims first, or terms for its words."""
    parts = list(read_parts(query))
    for number, part in enumerate(parts):
        if part.start < caret <= part.end:
            return _values(index, query, part, caret) or _terms(index, parts, number)
    return []


# Terms for words.


def _terms(index: Index, parts: Sequence[Written], number: int) -> list[Offer]:
    """Return the terms for the words up to a part of the query; each finds claims."""
    texts = [part.text for part in parts]
    found: list[Offer] = []
    for name, before in _readings(index, texts[: number + 1]):
        query = join([*before, *texts[number + 1 :]])
        claims = _count_claims(index.hits(parse(query)))
        if not claims:
            break
        found.append(Offer(name, claims, query))
    return found


def _count_claims(hits: Hits) -> int:
    return sum(len(hits.of[kind]) for kind in CLAIMS)


def _readings(index: Index, texts: Sequence[str]) -> Iterator[Reading]:
    reading = _read_term(texts)
    if reading:
        yield reading

    before, theme = _split_name(index.names["theme"], texts)
    if theme:
        term = write("theme", theme)
        yield term, [*before, term]

    yield from _read_speakers(index.names["by"], texts)


def _read_term(texts: Sequence[str]) -> Reading | None:
    """Return the term that the last texts mean.

    - `no response`, `nobody answered`: `status:none`
    - `accepted`: `status:accepted`; `-accepted`, `not accepted`: `-status:accepted`
    - `a or b`: `a | b`; `to:a to:b`: `to:a,b`
    - `2010`: `date:2010`; `2010 2014`: `date:2010,2014`; `from:norway`: `by:norway`
    """
    last = texts[-1].lower()
    before = texts[-2].lower() if len(texts) > 1 else ""

    meaning = MEANT_BY_TWO.get(f"{before} {last}")
    if meaning:
        return meaning, [*texts[:-2], meaning]

    meaning = MEANT.get(last.removeprefix("-"))
    if meaning:
        is_not = before == "not"
        term = f"-{meaning}" if is_not or last.startswith("-") else meaning
        return term, [*texts[: -2 if is_not else -1], term]

    if before == "or" and len(texts) > 2:
        either = f"{texts[-3]} {OR} {texts[-1]}"
        return either, [*texts[:-3], either]

    term = _as_term(texts[-1])
    field, _, value = term.partition(":")
    for number, text in enumerate(texts[:-1]):
        other = _as_term(text)
        if value and field in BY_NAME and other.startswith(f"{field}:"):
            either = f"{other},{value}"
            between = [word for word in texts[number + 1 : -1] if word not in ("and", "to")]
            return either, [*texts[:number], *between, either]

    if term == texts[-1]:
        return None
    return term, [*texts[:-1], term]


def _as_term(text: str) -> str:
    if _YEAR.fullmatch(text):
        return f"date:{text}"
    return re.sub("^from:", "by:", text)


def _read_speakers(names: Set[str], texts: Sequence[str]) -> Iterator[Reading]:
    """Yield the terms of whole names of speakers.

    - `norway to iraq`: `by:norway to:iraq`
    - `iraq`: `to:iraq` and `by:iraq`
    - `chad and iraq`: `to:chad,iraq` and `by:chad,iraq`
    """
    before, name = _split_name(names, texts)
    if not name:
        return
    speakers = [name]

    between = before[-1:]
    before_both, first = _split_name(names, before[:-1])
    if first and between == ["to"]:
        both = f"{write('by', first)} {write('to', name)}"
        yield both, [*before_both, both]
        return

    if first and between == ["and"]:
        before = before_both
        speakers = [first, name]
    yield f"{', '.join(speakers)}: to", [*before, write("to", *speakers)]
    yield "by", [*before, write("by", *speakers)]


def _split_name(names: Set[str], texts: Sequence[str]) -> tuple[list[str], str]:
    """Return the texts before the longest of some names at the end, and the name; or no name."""
    for count in range(min(_LONGEST_NAME, len(texts)), 0, -1):
        name = " ".join(texts[-count:])
        if fold(name) in names:
            return list(texts[:-count]), name
    return list(texts), ""


# Values of a field.


def _values(index: Index, query: str, part: Written, caret: int) -> list[Offer]:
    """Return completions of the value at the caret, or the value that is spelt most like it."""
    typed = _TYPED.fullmatch(query[part.start : caret])
    field = BY_NAME.get(typed["field"].lower()) if typed else None
    if typed is None or field not in COUNTED:
        return []
    before = query[: part.start]
    after = query[part.end :]
    hits = index.hits(parse(before + after))

    most = _count_claims(hits)
    if typed["before"].startswith("-"):
        most -= 1  # without a value that all claims have, nothing would be left
    counts: dict[str, Count] = {}
    for term, count in index.count(hits, field).of.items():
        if count.number <= most:
            counts[term.partition(":")[2]] = count

    beginning = typed["value"].strip('="')
    values = _completions(counts, beginning)
    if beginning and not values:
        values = _near_values(counts, beginning, most)

    found: list[Offer] = []
    for value in values[:MOST_OFFERED]:
        count = counts[value]
        completed = f"{before}{typed['before']}{value} {after.lstrip()}"
        found.append(Offer(count.value.name, count.number, completed))
    return found


def _completions(counts: Mapping[str, Count], beginning: str) -> list[str]:
    """Return the values that begin with some letters, or have them in a name; whole names first."""
    folded = fold(beginning)
    whole: list[str] = []
    others: list[str] = []
    for value, count in counts.items():
        names = count.value.texts
        if folded in names:
            whole.append(value)
            continue
        begins = value.strip('="').lower().startswith(beginning.lower())
        if begins or any(folded in name for name in (*names, fold(count.value.name))):
            others.append(value)
    return whole + others


def _near_values(counts: Mapping[str, Count], beginning: str, most: int) -> list[str]:
    """Return the value with a word spelt like the typed one, if not all claims have it."""
    spellings: dict[str, str] = {}
    for value, count in counts.items():
        if count.number < most:
            for name in (count.value.key, *count.value.texts):
                spellings.update(dict.fromkeys((name, *name.split()), value))
    near = finish(near_word(fold(beginning), spellings))
    return [spellings[near]] if near else []
