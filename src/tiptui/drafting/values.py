"""What the cells of a table mean: names, statuses, dates. The words for them are `tables.txt`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import get_args

from tiptui.documents.table import tidy
from tiptui.record.forms import is_date
from tiptui.record.model import Status
from tiptui.text.folding import fold

STATUSES: tuple[str, ...] = get_args(Status)
ANY = "*"

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
_EPOCH = date(1899, 12, 30)


class NoDate(Exception):
    """The words are no date; `asks` where it is one once an option says what comes first."""

    def __init__(self, words: str, asks: bool = False) -> None:
        self.words, self.asks = words, asks


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
    """Return what `tables.txt` knows under each of its titles, plain."""
    text = Path(__file__).with_name("tables.txt").read_text("utf-8")
    sections = re.findall(r"^\[(.+)\]\n((?:.+\n)+)", text, re.MULTILINE)
    return {title: tuple(map(plain, re.split("[;\n]", words))) for title, words in sections}


@cache
def known_statuses() -> Mapping[str, str]:
    return {words: status for status in STATUSES for words in (plain(status), *known()[status])}


@cache
def _months() -> Mapping[str, int]:
    found: dict[str, int] = {}
    for number, names in enumerate(known()["months"], 1):
        for name in names.split():
            for short in {name, name[:4], name[:3]}:
                # `jui` may be two months.
                found[short] = number if found.get(short, number) == number else 0
    return found


class Meaning:
    """How values are meant, beyond what is known: `rules` by key and plain words, and signs."""

    def __init__(
        self,
        rules: Mapping[str, Mapping[str, str]],
        signs: Mapping[str, Sequence[str]],
        month_first: bool | None = None,
    ) -> None:
        self._rules, self._signs, self._month_first = rules, signs, month_first
        self._names: dict[tuple[str, str], tuple[str, ...]] = {}
        self._statuses: dict[tuple[str, str], str] = {}
        self._dates: dict[str, str] = {}

    def names(self, key: str, cell: str) -> tuple[str, ...]:
        """Return the names in a cell, each once; none where it has no letter and no digit."""
        if (key, cell) not in self._names:
            parts = [cell]
            for sign in self._signs.get(key, ()):
                parts = [each for part in parts for each in part.split(sign)]
            found = (self.mean(key, bare(part)) for part in parts)
            once: dict[str, str] = {}
            for each in found:
                if any(map(str.isalnum, each)):
                    once.setdefault(fold(each), each)
            self._names[key, cell] = tuple(once.values())
        return self._names[key, cell]

    def words(self, key: str, cell: str) -> str:
        """Return what a cell says that has one value."""
        return ", ".join(self.names(key, cell))

    def mean(self, key: str, words: str) -> str:
        """Return what words are meant to be, by the rules for values."""
        rules = self._rules.get(key)
        return rules.get(plain(words), rules.get(ANY, words)) if rules and words else words

    def status(self, key: str, words: str) -> str:
        """Return the status that words mean; empty where that is not known."""
        if (key, words) not in self._statuses:
            rules, found = self._rules.get(key, {}), plain(words)
            status = rules.get(found) or known_statuses().get(found) or rules.get(ANY, "")
            self._statuses[key, words] = status
        return self._statuses[key, words]

    def date(self, cell: str) -> str:
        """Return a date as the format has it; empty for no words. Raise NoDate."""
        if cell not in self._dates:
            words = self.words("date", cell)
            self._dates[cell] = read_date(words, self._month_first) if words else ""
        return self._dates[cell]


def read_date(words: str, month_first: bool | None) -> str:
    """Return the ISO date that words are. Raise NoDate."""
    if (found := _ISO.fullmatch(words)) and is_date(found[1]):
        return found[1]
    if found := _SERIAL.fullmatch(words):  # Excel's own count of days
        return (_EPOCH + timedelta(int(found[1]))).isoformat()
    if found := _YEAR_FIRST.fullmatch(words):
        return _first_date(words, [_iso(found[1], found[2], found[3])])
    if found := _YEAR_LAST.fullmatch(words):
        day_first, month = (_iso(found[3], found[b], found[a]) for a, b in ((1, 2), (2, 1)))
        if month_first is None and (is_date(day_first) or is_date(month)):
            raise NoDate(words, asks=True)
        return _first_date(words, [month if month_first else day_first])
    return _first_date(words, _dates_in_words(words))


def _dates_in_words(words: str) -> Iterator[str]:
    if found := _IN_WORDS.fullmatch(_OF.sub(" ", fold(words.replace("-", " "))).strip()):
        month = _months().get(plain(found[2]), 0)
        yield _iso(found[4], str(month), found[1] or found[3] or "")


def _iso(year: str, month: str, day: str) -> str:
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def _first_date(words: str, dates: Sequence[str] | Iterator[str]) -> str:
    for each in dates:
        if is_date(each):
            return each
    raise NoDate(words)
