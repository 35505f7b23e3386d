"""Dates as the format has them: a year, a month or a day (ISO 8601)."""

import re
from datetime import date

PATTERN = re.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def is_date(text: str) -> bool:
    """Return whether a text is a day, a month or a year that the calendar has."""
    if not (match := PATTERN.fullmatch(text)):
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_before(one: str, other: str) -> bool:
    """Return whether a date is before another, by what both give: a month is not before its days.

    What is no date is before none.
    """
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared] and is_date(one) and is_date(other)
