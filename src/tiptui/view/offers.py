"""Offers for the words that are typed in the search line; each finds something."""

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from tiptui.search.columns import FieldValue
from tiptui.search.index import Index
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


def offers(index: Index, query: str, caret: int) -> list[Offer]:
    """Return completions of the value at the caret, most claims first, or terms for its words."""
    parts = list(read_parts(query))
    at = next((n for n, part in enumerate(parts) if part.start < caret <= part.end), None)
    if at is None:
        return []
    typed = _TYPED.fullmatch(query[parts[at].start : caret])
    field = BY_NAME.get(typed["field"].lower()) if typed else None
    if typed and field in COUNTED:
        values = _values(index, query, parts[at], typed, field)
        if values:
            return values
    texts, after = [part.text for part in parts[: at + 1]], [part.text for part in parts[at + 1 :]]
    found = list[Offer]()
    for name, own in _terms(index, texts):
        meant = join([*own, *after])
        hits = index.hits(parse(meant))
        if not (claims := sum(len(hits.of[kind]) for kind in CLAIMS)):
            break
        found.append(Offer(name, claims, meant))
    return found


def _terms(index: Index, texts: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield names of terms, and the texts of the query with that term instead of the last.

    - `accepted`: `status:accepted`; `-accepted`, `not accepted`: `-status:accepted`
    - `no response`, `nobody answered`: `status:none`
    - `a or b`: `a | b`; `2010`: `date:2010`; `2010 2014`: `date:2010,2014`; `to:a to:b`: `to:a,b`
    - `from:norway`: `by:norway`; the whole name of a theme, `women`: `theme:women`
    - whole names of speakers, `norway to iraq`: `by:norway to:iraq`; `iraq`: `to:iraq`, `by:iraq`;
      `chad and iraq`: `to:chad,iraq`, `by:chad,iraq`
    """
    *_, first, before, last = ["", "", "", *(text.lower() for text in texts)]
    *earlier, term = map(_as_term, texts)
    field, _, value = term.partition(":")
    same = [text.startswith(f"{field}:") and field in BY_NAME for text in earlier]
    two = MEANT_BY_TWO.get(f"{before} {last}")
    if meant := two or MEANT.get(last.removeprefix("-")):
        is_not = before == "not" and not two
        meant = f"-{meant}" if last.startswith("-") or is_not else meant
        yield meant, [*texts[: -2 if two or is_not else -1], meant]
    elif before == "or" and first:
        either = f"{texts[-3]} {OR} {texts[-1]}"
        yield either, [*texts[:-3], either]
    elif value and any(same):
        at = same.index(True)
        either = f"{earlier[at]},{value}"
        between = [text for text in texts[at + 1 : -1] if text not in ("and", "to")]
        yield either, [*texts[:at], *between, either]
    elif term != texts[-1]:
        yield term, [*texts[:-1], term]
    if count := _name_at_end(index.names["theme"], texts):
        theme = write("theme", " ".join(texts[-count:]))
        yield theme, [*texts[:-count], theme]
    if not (count := _name_at_end(index.names["by"], texts)):
        return
    names, rest = [" ".join(texts[-count:])], [*texts[:-count]]
    between = rest[-1:]
    if between in (["to"], ["and"]) and (count := _name_at_end(index.names["by"], rest[:-1])):
        names.insert(0, " ".join(rest[-1 - count : -1]))
        rest = rest[: -1 - count]
    if names[1:] and between == ["to"]:
        both = " ".join(map(write, ("by", "to"), names))
        yield both, [*rest, both]
    else:
        for label, of in ((f"{', '.join(names)}: to", "to"), ("by", "by")):
            yield label, [*rest, write(of, *names)]


def _as_term(text: str) -> str:
    return f"date:{text}" if _YEAR.fullmatch(text) else re.sub("^from:", "by:", text)


def _name_at_end(names: Set[str], texts: Sequence[str]) -> int:
    """Return the number of texts at the end that are a whole name; 0 for none."""
    counts = range(min(_LONGEST_NAME, len(texts)), 0, -1)
    return next((count for count in counts if fold(" ".join(texts[-count:])) in names), 0)


def _values(
    index: Index, query: str, written: Written, typed: re.Match[str], field: str
) -> list[Offer]:
    start, end = query[: written.start], query[written.end :]
    begun = typed["value"].strip('="')
    hits = index.hits(parse(start + end))
    counts = index.count(hits, field)
    # With a minus, a value that all claims have would leave nothing.
    most = sum(len(hits.of[kind]) for kind in CLAIMS) - typed["before"].startswith("-")
    known = {
        term.partition(":")[2]: count for term, count in counts.of.items() if count.number <= most
    }
    # The key of a value begins with the typed letters, or one of its names has them.
    completing = [
        value
        for value, count in known.items()
        if value.strip('="').lower().startswith(begun.lower())
        or fold(begun) in "\n".join((*count.value.texts, fold(count.value.name)))
    ]
    completing.sort(key=lambda value: fold(begun) not in known[value].value.texts)  # whole first
    if begun and not completing:
        fewer = {value: count.value for value, count in known.items() if count.number < most}
        spelt = {word: value for value, of in fewer.items() for word in _spellings(of)}
        completing = [spelt[near]] if (near := finish(near_word(fold(begun), spelt))) else []
    before, after = f"{start}{typed['before']}", f" {end.lstrip()}"
    return [
        Offer(known[value].value.name, known[value].number, before + value + after)
        for value in completing[:MOST_OFFERED]
    ]


def _spellings(value: FieldValue) -> Iterator[str]:
    yield value.key
    for text in value.texts:
        yield from (text, *text.split())
