"""What the rows of a table mean: names, statuses, dates. The words for them are `tables.txt`."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tiptui.documents.document import NoDocument, Unclear, one_line
from tiptui.documents.table import Table
from tiptui.record.follow_up import STATUSES
from tiptui.record.forms import is_date
from tiptui.text.entities import months
from tiptui.text.folding import fold
from tiptui.text.rules import sections
from tiptui.text.visible import clip

Cells = tuple[str, ...]

EVENT = ("event", "place", "series")  # of what a record has once: its rows should agree
_ANY = "*"
_CAMEL = re.compile("(?<=[a-z])(?=[A-Z])")
_SIGNS = re.compile(r"[\W_]+")
_PLURALS = (re.compile(r"(?<=\w\w)ies\b"), "y"), (re.compile(r"(?<=\w\w\w)s\b"), "")
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
    return _BULLET.sub("", one_line(cell))


def plain(words: str) -> str:
    """Return words as headers and values are compared: without case, accents, signs, plural s."""
    found = _SIGNS.sub(" ", fold(_CAMEL.sub(" ", words).replace("-", " "))).strip()
    for plural, singular in _PLURALS:
        found = plural.sub(singular, found)
    return found


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
    """Return the ISO date that words are. Raise NoDocument, Unclear where an option tells."""
    date = ""
    if found := _ISO.fullmatch(words):
        date = found[1]
    elif found := _SERIAL.fullmatch(words):  # Excel's own count of days
        date = (_EPOCH + datetime.timedelta(int(found[1]))).isoformat()
    elif found := _YEAR_FIRST.fullmatch(words):
        date = _iso(*found.groups())
    elif found := _YEAR_LAST.fullmatch(words):
        first, second, year = found.groups()
        date, other = _iso(year, second, first), _iso(year, first, second)
        if month_first is None and (is_date(date) or is_date(other)):
            which = "is the day first, or the month? say --day-first or --month-first"
            raise Unclear(f'"{clip(words)}": {which}')
        date = other if month_first else date
    elif found := _IN_WORDS.fullmatch(_OF.sub(" ", fold(words.replace("-", " "))).strip()):
        day, month, late_day, year = found.groups("")
        date = _iso(year, _months().get(plain(month), 0), day or late_day)
    if not is_date(date):
        raise NoDocument(f'"{clip(words)}" is no date: write 2014, 2014-04 or 2014-04-18')
    return date


def _iso(year: str, month: object, day: str) -> str:
    return "-".join(part.zfill(2) for part in (year, str(month), day) if part)


class Options(NamedTuple):
    """How a table is meant, as options say it: what is empty is guessed."""

    map: Sequence[tuple[str, str]] = ()
    set: Sequence[tuple[str, str]] = ()
    groups: Sequence[str] = ()
    values: Sequence[tuple[str, str, str]] = ()
    split: Sequence[tuple[str, str]] = ()
    month_first: bool | None = None
    sheet: str = ""
    encoding: str = ""


def spelt_out(sign: str) -> str:
    return sign.replace(r"\n", "\n").replace(r"\t", "\t")


class Rows:
    """The rows of a table, and what stands in them under each key."""

    def __init__(self, table: Table, options: Options) -> None:
        self.table, self.options = table, options
        self.columns: defaultdict[str, list[int]] = defaultdict(list)
        for key, column in options.map:
            self.columns[key].append(table.header.index(column))
        self._set = {key: one_line(words) for key, words in options.set}
        self._rules: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for key, old, new in options.values:
            self._rules[key][old if old == _ANY else plain(old)] = new
        # Most cells stand in a table again and again.
        self._names_in = cache(self._read_names)
        self._date_in = cache(self._read_date)
        self.status = cache(self._read_status)

    def names(self, key: str, row: Cells) -> Mapping[str, str]:
        """Return the names in a row under a key, else those for all rows: each by how it folds."""
        found: dict[str, str] = {}
        for column in self.columns[key]:
            found.update(self._names_in(key, row[column]))
        return found or self._names_in(key, self._set.get(key, ""))

    def _read_names(self, key: str, cell: str) -> Mapping[str, str]:
        """Return the names in a cell, each once; none where it has no letter and no digit."""
        parts = [cell]
        for sign in (spelt_out(sign) for of, sign in self.options.split if of == key):
            parts = [each for part in parts for each in part.split(sign)]
        once: dict[str, str] = {}
        for name in (self._mean(key, bare(part)) for part in parts):
            if any(map(str.isalnum, name)):
                once.setdefault(fold(name), name)
        return once

    def words(self, key: str, row: Cells) -> str:
        """Return the words of a row under a key, else those given for all rows."""
        read = bare if key in EVENT else one_line
        found = [words for column in self.columns[key] if (words := read(row[column]))]
        words = " · ".join(found) or self._set.get(key, "")
        return self._mean(key, words) if key in EVENT else words

    def _mean(self, key: str, words: str) -> str:
        """Return what words are meant to be, by the rules for values."""
        rules = self._rules[key]
        return rules.get(plain(words), rules.get(_ANY, words)) if rules and words else words

    def date(self, key: str, index: int) -> str:
        """Return the date of a row. Raise NoDocument, Unclear where an option tells which."""
        row = self.table.rows[index]
        cells = (*(row[column] for column in self.columns[key]), self._set.get(key, ""))
        try:
            return next(filter(None, map(self._date_in, cells)), "")
        except NoDocument as error:
            raise type(error)(f"{self.table.place} {self.table.lines[index]}: {error}") from None

    def _read_date(self, cell: str) -> str:
        words = ", ".join(self._names_in("date", cell).values())
        return read_date(words, self.options.month_first) if words else ""

    def _read_status(self, key: str, words: str) -> str:
        """Return the status that words mean; empty where that is not known."""
        rules, found = self._rules[key], plain(words)
        return rules.get(found) or known_statuses().get(found) or rules.get(_ANY, "")

    def answers(self, row: Cells) -> Iterator[tuple[str, str, str, str, str]]:
        """Yield what a row says became of it: words of a status, more words; whence both are.

        First stands whether the status was given as a status or as a response; behind each words
        stands the name of their column, empty for those of all rows.

        As many columns of words as of statuses are pairs. Else, and where words are a status, they
        are a response by themselves: of that status, or of the last that the row has before them.
        """
        header = self.table.header
        statuses, answers = self.columns["status"], self.columns["response"]
        texts = {column: one_line(row[column]) for column in answers}
        paired = dict(zip(statuses, answers, strict=True)) if len(statuses) == len(answers) else {}
        last = given = self._set.get("status", "")
        for column in statuses:
            words = one_line(row[column])
            text = texts.get(pair := paired.get(column, -1), "")
            if text and (words or given) and not self.status("response", text):
                texts.pop(pair)
                yield "status", words or given, header[column], text, header[pair]
            elif words or given:
                yield "status", words or given, words and header[column], "", ""
            last = words or given or last
        if given and not statuses and not any(texts.values()):
            yield "status", given, "", "", ""
        for column, text in texts.items():
            if text and last and not self.status("response", text):
                yield "status", last, header[column], text, header[column]
            elif text:
                yield "response", text, header[column], "", ""
