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
    """Return the number of each name of a month, in small letters."""
    numbers: dict[str, int] = {}
    for number, line in enumerate(sections(__file__)["months"], 1):
        for name in line.split():
            numbers[name.replace("_", " ")] = number
    return numbers


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{'|'.join(months())})\b\.?"
    first_month = month.replace("<month>", "<before>")
    month_number = r"(?P<month>\d{1,2})"
    day = r"(?P<day>\d{1,2})"
    late_day = r"(?P<day>1[3-9]|2\d|3[01])"  # which can be no month
    year = r"(?P<year>(?:19|20)\d\d)"
    ordinal = r"(?:st|nd|rd|th|er|ter|\.|º)?"
    link = r"(?:\s+(?:de|del|of|the))?"
    until = r"\s*(?:[-–—/]|\b(?:to|and|au|et|al?|y|bis|und)\b)\s*"
    first_day = rf"(?P<from>\d{{1,2}}){ordinal}"
    within_month = rf"(?:{first_day}{until})?"
    across_months = rf"(?:{first_day}(?:{link}\s+{first_month})?{until})?"
    forms = (
        # 30 March–2 April 2019, 4 de mayo de 2020
        rf"{across_months}{day}{ordinal}{link}\s+{month}\s?,?{link}\s+{year}",
        # November 4–15, 2019
        rf"{month}\s+{within_month}{day}(?:st|nd|rd|th)?,?\s+{year}",
        rf"{year}[-_./]{month_number}[-_./]{day}",  # 2019-11-04
        rf"{day}\.\s?{month_number}\.\s?{year}",  # 4. 11. 2019
        rf"{late_day}[-/]{month_number}[-/]{year}",  # 15/11/2019
        rf"{month_number}[-/]{late_day}[-/]{year}",  # 11/15/2019
        rf"{year}(?P<month>\d\d)(?P<day>\d\d)",  # 20191104
        rf"{year}\s*年\s*{month_number}\s*月\s*{day}\s*日",  # 2019年11月4日
    )

    # Ideographs stand beside a day without a space; `2015-12-15T10:00` is one too.
    begin = r"(?<![^\W_\u3040-\u9fff])(?<![/.])"
    end = r"(?!\.?\d|(?!T\d)[A-Za-z])"
    return tuple(re.compile(f"{begin}{form}{end}", re.IGNORECASE) for form in forms)


def days_in(text: str) -> Iterator[Days]:
    """Yield the days that a text names, each once, those with the month in words first."""
    for pattern in _patterns():
        for match in pattern.finditer(text):
            year, month = match["year"], match["month"]
            last = _day(year, month, match["day"])
            parts = match.groupdict()
            first = ""
            if first_day := parts.get("from"):
                first = _day(year, parts.get("before") or month, first_day)

            if last and not first:
                yield Days(last, "", match.span())
            elif last and first <= last:
                yield Days(first, last, match.span())


def _day(year: str, month: str, day: str) -> str:
    """Return a day as ISO 8601 has it; empty where the calendar has not got it."""
    number = int(month) if month.isdigit() else months()[month.casefold()]
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return ""
