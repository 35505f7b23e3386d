"""What the cells of a table mean: names, statuses, dates. The words for them are `tables.txt`."""

import datetime
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import get_args

from tiptui.documents.document import NoDocument
from tiptui.documents.table import UnclearTable, tidy
from tiptui.record.forms import is_date
from tiptui.record.model import Status
from tiptui.text.dates import months
from tiptui.text.folding import fold
from tiptui.text.rules import sections
from tiptui.text.visible import clip

STATUSES: tuple[str, ...] = get_args(Status)

_CAMEL = re.compile("(?<=[a-z])(?=[A-Z])")
_SIGNS = re.compile(r"[\W_]+")
_BULLET = re.compile(r"^(?:[-*•·]\s+)+")
_ISO = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2})(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?|\.0)?")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_SERIAL = re.compile(r"([2-7][0-9]{4})(?:\.[0-9]+)?")
_IN_WORDS = re.compile(
    r"(?:([0-9]{1,2})(?:st|nd|rd|th|er)? )?([^\W\d]+) (?:([0-9]{1,2}) )?([0-9]{4})"
)
_OF = re.compile(r"[\s,.-]+(?:(?:of|de|del) )?")
_EPOCH = datetime.date(1899, 12, 30)


def bare(cell: str) -> str:
    """Return the words of a cell without the bullet that lists have before each."""
    return _BULLET.sub("", tidy(cell))


def plain(words: str) -> str:
    """Return words as headers and values are compared: without case, accents, signs, plural s."""
    found = _SIGNS.sub(" ", fold(_CAMEL.sub(" ", words).replace("-", " "))).split()
    return " ".join(map(_singular, found))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word.removesuffix("s") if len(word) > 3 else word


@cache
def known() -> Mapping[str, tuple[str, ...]]:
    """Return the words that are known, plain: of columns by their keys, and of each status."""
    return {
        title: tuple(plain(words) for line in lines for words in line.split(";"))
        for title, lines in sections(Path(__file__).with_name("tables.txt")).items()
    }


@cache
def known_statuses() -> Mapping[str, str]:
    return {words: status for status in STATUSES for words in (plain(status), *known()[status])}


@cache
def _months() -> Mapping[str, int]:
    return {plain(name): number for name, number in months().items()}


def read_date(words: str, month_first: bool | None) -> str:
    """Return the ISO date that words are. Raise NoDocument, UnclearTable where an option tells."""
    date = ""
    if found := _ISO.fullmatch(words):
        date = found[1]
    elif found := _SERIAL.fullmatch(words):  # Excel's own count of days
        date = (_EPOCH + datetime.timedelta(int(found[1]))).isoformat()
    elif found := _YEAR_FIRST.fullmatch(words):
        date = _iso(found[1], found[2], found[3])
    elif found := _YEAR_LAST.fullmatch(words):
        date, other = _iso(found[3], found[2], found[1]), _iso(found[3], found[1], found[2])
        if month_first is None and (is_date(date) or is_date(other)):
            which = "is the day first, or the month? say --day-first or --month-first"
            raise UnclearTable(f'"{clip(words)}": {which}')
        date = other if month_first else date
    elif found := _IN_WORDS.fullmatch(_OF.sub(" ", fold(words.replace("-", " "))).strip()):
        month = _months().get(plain(found[2]), 0)
        date = _iso(found[4], str(month), found[1] or found[3] or "")
    if not is_date(date):
        raise NoDocument(f'"{clip(words)}" is no date: write 2014, 2014-04 or 2014-04-18')
    return date


def _iso(year: str, month: str, day: str) -> str:
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
