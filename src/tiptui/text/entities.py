"""Days and states as texts print them, known by data.

Days are `4–15 November 2019`, `20 мая 2015`, `2013年5月20日`: only what is one and clear, no day
without its year, and no `04/05/2020`. States stand in brackets, `(Chile and Bolivia (Plurinational
State of))`, in English, French and Spanish. What months and states are called is data.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tiptui.text.folding import fold
from tiptui.text.rules import sections, word_lists
from tiptui.text.words import Span


class Days(NamedTuple):
    """The day or days that a text names (ISO 8601), and where; `last` is empty for one day."""

    first: str
    last: str
    span: Span


@cache
def months() -> dict[str, int]:
    """Return the number of each month by its names."""
    lines = sections(Path(__file__).with_name("months.txt"))["months"]
    named = ((name, number) for number, line in enumerate(lines, 1) for name in line.split())
    return {name.replace("_", " "): number for name, number in named}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{'|'.join(sorted(months(), key=len, reverse=True))})\b\.?"
    other = month.replace("<month>", "<before>")
    day, year = r"(?P<day>\d{1,2})", r"(?P<year>(?:19|20)\d\d)"
    late = r"(?P<day>1[3-9]|2\d|3[01])"  # which can be no month
    ordinal, of = r"(?:st|nd|rd|th|er|ter|\.|º)?", r"(?:\s+(?:de|del|of|the))?"
    to = r"\s*(?:[-–—/]|\b(?:to|and|au|et|al?|y|bis|und)\b)\s*"
    upto = rf"(?:(?P<from>\d{{1,2}}){ordinal}{{}}{to})?"
    across, within = upto.replace("{}", rf"(?:{of}\s+{other})?"), upto.replace("{}", "")
    return tuple(
        # Ideographs stand beside a day without a space; `2015-12-15T10:00` is one too.
        re.compile(
            rf"(?<![^\W_\u3040-\u9fff])(?<![/.]){pattern}(?!\.?\d|(?!T\d)[A-Za-z])", re.IGNORECASE
        )
        for pattern in (
            rf"{across}{day}{ordinal}{of}\s+{month}\s?,?{of}\s+{year}",
            rf"{month}\s+{within}{day}(?:st|nd|rd|th)?,?\s+{year}",
            rf"{year}[-_./](?P<month>\d{{1,2}})[-_./]{day}",
            rf"{day}\.\s?(?P<month>\d{{1,2}})\.\s?{year}",
            rf"{late}[-/](?P<month>\d{{1,2}})[-/]{year}",
            rf"(?P<month>\d{{1,2}})[-/]{late}[-/]{year}",
            rf"{year}(?P<month>\d\d)(?P<day>\d\d)",
            rf"{year}\s*年\s*(?P<month>\d{{1,2}})\s*月\s*{day}\s*日",
        )
    )


def days_in(text: str) -> Iterator[Days]:
    """Yield the days that a text names, each once, those with the month in words first."""
    for pattern in _patterns():
        for found in pattern.finditer(text):
            named = found.groupdict()
            last = _day(found["year"], found["month"], found["day"])
            before = named.get("before") or found["month"]
            first = _day(found["year"], before, named["from"]) if named.get("from") else ""
            if last and first <= last:
                yield Days(first or last, last if first else "", found.span())


def _day(year: str, month: str, day: str) -> str:
    """Return a day as ISO 8601 has it; empty where the calendar has not got it."""
    number = int(month) if month.isdigit() else months()[month.casefold()]
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return ""


_TOKEN = re.compile(r"[LlDd][’'](?=\w)|[^\s,;/()&]+|[,;/()&]")
_BETWEEN = frozenset(", ; / ( ) & and y e et the la le les el los las l' l’ d' d’".split())
_ON_BEHALF = ("onbehalfof", "aunomde", "aunomdes", "ennombrede", "pourlecomptede")
_SIGN = re.compile(r"\d{1,2}|\*+")  # of a note
_LONGEST = 400
_MOST_TOKENS = 16  # of the longest name, with what stands between its words


@cache
def _states() -> frozenset[str]:
    lists = word_lists(Path(__file__).with_name("states.txt"))
    return frozenset(_letters(name) for names in lists.values() for name in names)


def _letters(name: str) -> str:
    """Return the letters of a name, so that `Viet Nam` and `Vietnam` are one."""
    return "".join(filter(str.isalpha, fold(name)))


def states_in(bracket: str) -> tuple[str, ...]:
    """Return the states that a bracket names, as printed; none where it says anything else."""
    bracket = bracket.strip()
    if len(bracket) > _LONGEST or not bracket[:1].isalpha():
        return ()
    tokens = list(_TOKEN.finditer(bracket))
    letters = [_letters(token[0]) for token in tokens]
    found: dict[str, None] = {}
    at = 0
    while at < len(tokens):
        last = min(len(tokens), at + _MOST_TOKENS)
        ends = (end for end in range(last, at, -1) if letters[at] and letters[end - 1])
        # The longest name that begins here.
        if end := next((end for end in ends if "".join(letters[at:end]) in _states()), 0):
            # On one line, with the bracket closed that it opens.
            name = " ".join(bracket[tokens[at].start() : tokens[end - 1].end()].split())
            found[name + ")" * (name.count("(") - name.count(")"))] = None
            at = end
        elif tokens[at][0].casefold() in _BETWEEN or _SIGN.fullmatch(tokens[at][0]):
            at += 1
        else:
            # Who speaks for others asks; the others are not named as asking.
            spoken = "".join(letters[at:]).startswith(_ON_BEHALF)
            return tuple(found) if spoken else ()
    return tuple(found)
