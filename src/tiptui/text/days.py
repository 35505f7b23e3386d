"""Clear days as texts print them: `4–15 November 2019`, `2013年5月20日`, but no `04/05/2020`."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from tiptui.text.rules import sections
from tiptui.text.words import Span


class Days(NamedTuple):
    """The day or days that a text names (ISO 8601), and where; `last` is empty for one day."""

    first: str
    last: str
    span: Span


@cache
def months() -> dict[str, int]:
    lines = sections(__file__)["months"]
    named = ((name, number) for number, line in enumerate(lines, 1) for name in line.split())
    return {name.replace("_", " "): number for name, number in named}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{'|'.join(months())})\b\.?"
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
