"""The columns of a table, as options name them or guessed, and the values of its rows."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from shlex import quote
from typing import NamedTuple

from tiptui.documents.document import NoDocument, Unclear, one_line
from tiptui.documents.names import has_title
from tiptui.documents.table import Table
from tiptui.drafting.states import state_named, states_in
from tiptui.record.follow_up import STATUSES
from tiptui.record.forms import is_date
from tiptui.text.days import days_in, months
from tiptui.text.folding import DASHES, fold
from tiptui.text.near_words import nearest
from tiptui.text.rules import sections
from tiptui.text.visible import clip, few, visible

Cells = tuple[str, ...]  # of a row
_ANY = "*"
_CAMEL = re.compile("(?<=[a-z])(?=[A-Z])")
_DASHES = str.maketrans(dict.fromkeys(DASHES, " "))
_PUNCTUATION = re.compile(r"[\W_]+")
_PLURALS = (re.compile(r"(?<=\w\w)ies\b"), "y"), (re.compile(r"(?<=\w\w\w)s\b"), "")
_BULLET = re.compile(r"^(?:[-*•·]\s+)+")
_ISO = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2})(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?|\.0)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_SERIAL = re.compile(r"([2-7][0-9]{4})(?:\.[0-9]+)?")
_MONTH = re.compile(r"([^\W\d]+)[\s.,-]+(?:(?:of|de|del) )?([0-9]{4})")
_EPOCH = datetime.date(1899, 12, 30)
_LONGEST_DAY = 40  # letters: every cell is tried, and most are no day


def bare(cell: str) -> str:
    """Return the words of a cell without the bullets of a list."""
    return _BULLET.sub("", one_line(cell))


def _plain(words: str) -> str:
    """Return words to compare headers and values by: without case, accents, signs, plural s."""
    found = _PUNCTUATION.sub(" ", fold(_CAMEL.sub(" ", words).translate(_DASHES))).strip()
    for plural, singular in _PLURALS:
        found = plural.sub(singular, found)
    return found


# Known words, plain: the names of columns by key, the words for each status.
_KNOWN = {
    title: tuple(map(_plain, ";".join(lines).split(";")))
    for title, lines in sections(__file__).items()
}
_STATUSES = {words: status for status in STATUSES for words in (_plain(status), *_KNOWN[status])}
_IN_COLUMN = {words: of for of in STATUSES for words in _KNOWN.get(f"{of} status", ())}


def read_date(words: str, month_first: bool | None) -> str:
    """Return words as an ISO date. Raise NoDocument, or Unclear if an option can help."""
    date = ""
    if found := _ISO.fullmatch(words):
        date = found[1]
    elif found := _SERIAL.fullmatch(words):  # Excel's own count of days
        date = (_EPOCH + datetime.timedelta(int(found[1]))).isoformat()
    elif found := _YEAR_LAST.fullmatch(words):
        first, second, year = found.groups()
        date, other = f"{year}-{second:0>2}-{first:0>2}", f"{year}-{first:0>2}-{second:0>2}"
        if month_first is None and (is_date(date) or is_date(other)):
            which = "is the day first, or the month? say --day-first or --month-first"
            raise Unclear(f'"{clip(words)}": {which}')
        date = other if month_first else date
    elif found := _MONTH.fullmatch(words):
        date = f"{found[2]}-{months().get(found[1].casefold(), 0):02}"
    else:
        days = days_in(words[:_LONGEST_DAY])
        date = next((day.first for day in days if day.span == (0, len(words))), "")
    if not is_date(date):
        raise NoDocument(f'"{clip(words)}" is no date: write 2014, 2014-04 or 2014-04-18')
    return date


KEYS = tuple(title for title in _KNOWN if not title.startswith((*STATUSES, "bodies", "persons")))
_FULL_NAME = range(2, 5)  # words

SPLIT = ("by", "to", "themes")
REPEATED = (*SPLIT, "status", "note", "response")  # several columns may give these
SET = tuple(key for key in KEYS if key not in ("text", "response"))  # all rows may share these
OF_ASKING = ("to", "number", "status", "response", "due")  # of recommendations alone
EVENT = ("event", "place", "series")  # a record has these once: its rows should agree
# `--values` may replace the values of these; quoted words stay as they are.
MEANT = (*SPLIT, "status", "response", "date", *EVENT)
_GUESSED_LAST = ("place", "response", "note", "url")
_LONG = ("text", "by", "themes", "to", "note", "response", "url")
_SAMPLE = 2_000  # rows
_LONG_TEXT = 40  # letters, on the average
_LONGEST_NAME = 80
_NAMED = 20
_SIGNS = (r"\n", ";", "|")
_MOST_STATUSES = 20
_EXAMPLES = {
    "text": "which column is the text of a row: say --map text=COLUMN",
    "by": 'who asks or speaks: say --map by=COLUMN, or --set by="Committee on …" for all rows',
    "date": "when the event was: say --map date=COLUMN, or --set date=2014 for all rows",
}


class TableOptions(NamedTuple):
    """The options for reading a table; without `map`, columns are guessed."""

    map: Sequence[tuple[str, str]] = ()
    set: Sequence[tuple[str, str]] = ()
    groups: Sequence[str] = ()
    values: Sequence[tuple[str, str, str]] = ()
    split: Sequence[tuple[str, str]] = ()
    month_first: bool | None = None
    sheet: str = ""
    header: int = 0
    encoding: str = ""
    statements: bool = False

    def as_words(self) -> str:
        """Return the options as they are typed, to change or keep in a script."""
        words = [("--map", f"{key}={column}") for key, column in self.map]
        words += [("--set", f"{key}={value}") for key, value in self.set]
        words += [("--group", column) for column in self.groups]
        words += [("--values", f"{key}:{old}={new}") for key, old, new in self.values]
        words += [("--split", f"{key}={sign}") for key, sign in self.split]
        single = ("--sheet", self.sheet), ("--encoding", self.encoding)
        words += [("--header", str(self.header))] if self.header else []
        words += [option for option in single if option[1]]
        typed = " ".join(f"{name} {quote(visible(value))}" for name, value in words)
        typed += " --statements" if self.statements else ""
        typed += " --month-first" if self.month_first else ""
        return typed + (" --day-first" if self.month_first is False else "")


def complete(options: TableOptions, table: Table, name: str) -> TableOptions:
    """Return the options with guesses for those not given. Raise NoDocument, Unclear."""
    if not options.map:
        _refuse_data(table)
        options = _Guess(table, options).options()
        if options.statements:
            guessed = [(key, column) for key, column in options.map if key not in OF_ASKING]
            options = options._replace(map=guessed)
    asked = (key for key, _ in (*options.map, *options.set) if key in OF_ASKING)
    if options.statements and (key := next(asked, "")):
        raise Unclear(f"a statement has no {key}: leave it out, or leave out --statements")
    options = options._replace(map=[(key, one_line(column)) for key, column in options.map])
    used = [(f"--map {key}=", column) for key, column in options.map]
    for option, column in (*used, *(("--group ", column) for column in options.groups)):
        _refuse_unclear(column, table, option)
    given = {key for key, _ in (*options.map, *options.set)}
    for key, asks in _EXAMPLES.items():
        if key not in given:
            there = few(filter(None, table.header), _NAMED)
            raise Unclear(f"no column says {asks}; there are {there}")
    if not options.groups and "event" not in given:
        options = options._replace(set=[*options.set, ("event", name)])
    return options


def _refuse_unclear(column: str, table: Table, option: str) -> None:
    """Raise Unclear unless exactly one column has the name that an option gives."""
    count = table.header.count(column)
    if count == 1:
        return
    if count:
        twice = f'{count} columns are called "{clip(column)}"'
        raise Unclear(f"{table.unit} {table.header_line}: {twice}: rename all but one")
    names = [name for name in table.header if name]
    near = nearest(column, names) or names[0]
    there = f"there are {few(names, _NAMED)}: say {option}{quote(visible(near))}"
    raise Unclear(f'no column "{clip(column)}"; {there}')


def _refuse_data(table: Table) -> None:
    """Raise NoDocument if the header has data and no known name of a column."""
    known = {name for key in KEYS for name in _KNOWN[key]}
    data = (name for name in table.header if len(name) > _LONGEST_NAME or _is_day(name))
    if known.isdisjoint(map(_plain, table.header)) and (first := next(data, "")):
        where = f"{table.unit} {table.header_line}"
        raise NoDocument(f'{where}: no header: "{clip(first)}" is no name of a column')


class _Guess:
    """A guess of the columns: by their headers, then by the cells of the first rows."""

    def __init__(self, table: Table, given: TableOptions) -> None:
        self._table, self._given = table, given
        self._cells = dict[str, list[str]]()
        for position, name in enumerate(table.header):
            cells = (one_line(row[position]) for row in table.rows[:_SAMPLE])
            if name:
                self._cells[name] = [*filter(None, cells)]
        self._free = {name: _plain(name) for name in self._cells}
        self._map: defaultdict[str, list[str]] = defaultdict(list)

    def options(self) -> TableOptions:
        self._by_headers(key for key in KEYS if key not in _GUESSED_LAST)
        self._by_cells()
        self._by_headers(_GUESSED_LAST)
        # `response 2012`, `response 2016`
        for column, name in [*self._free.items()]:
            words = re.sub(r"\b(?:19|20)\d\d\b", "", name).strip()
            if words != name and words in _KNOWN["response"]:
                self._assign("response", column)
        given, said = self._given, dict(self._given.split)
        return given._replace(
            map=[(key, column) for key in KEYS for column in self._map[key]],
            groups=given.groups or self._groups(),
            split=[*given.split, *(split for split in self._splits() if split[0] not in said)],
        )

    def _assign(self, key: str, column: str) -> None:
        self._map[key].append(column)
        del self._free[column]

    def _by_headers(self, keys: Iterable[str]) -> None:
        for key in keys:
            names = _KNOWN[key]
            # The name of an event is short: a story is none.
            here = {column: name for column, name in self._free.items() if name in names}
            if key not in _LONG:
                here = {c: name for c, name in here.items() if self._length(c) <= _LONGEST_NAME}
            if here and not self._map[key]:
                self._assign(key, min(here, key=lambda column: names.index(here[column])))

    def _length(self, column: str) -> float:
        cells = self._cells[column]
        return sum(map(len, cells)) / max(1, len(cells))

    def _by_cells(self) -> None:
        """Assign keys that have no column yet: the status, the date, the text."""
        answers = _KNOWN["response"]
        for key, fits, least in (
            ("status", lambda words: _plain(words) in _STATUSES, 0.6),
            ("date", _is_day, 0.8),
        ):
            # A column of responses may have statuses: it comes last.
            for column in sorted(self._free, key=lambda column: self._free[column] not in answers):
                cells = self._cells[column]
                alike = key != "status" or len({*cells}) <= _MOST_STATUSES
                missing = not self._map[key] and key not in dict(self._given.set)
                if missing and cells and alike and sum(map(fits, cells)) >= least * len(cells):
                    self._assign(key, column)
        longest = max(self._free, key=self._length, default="")
        if longest and not self._map["text"] and self._length(longest) >= _LONG_TEXT:
            self._assign("text", longest)

    def _splits(self) -> Iterator[tuple[str, str]]:
        """Yield signs that part names in a cell; never `and` or a comma: names have them too."""
        for key in SPLIT:
            positions = [self._table.header.index(column) for column in self._map[key]]
            rows = self._table.rows[:_SAMPLE]
            cells = [*filter(None, (row[position] for row in rows for position in positions))]
            for sign in _SIGNS:
                if sum(_spell_out(sign) in cell for cell in cells) > len(cells) / 100:
                    yield key, sign
                    break

    def _groups(self) -> list[str]:
        """Return columns that tell events apart: the name, or the addressee and the date."""
        when, rows = self._map["date"], self._table.rows
        years = all(len(cell) == 4 for column in when for cell in self._cells[column])
        for columns in ([*self._map["to"], *when], when) if when else ():
            positions = [self._table.header.index(column) for column in columns]
            count = len(set(map(itemgetter(*positions), rows)))
            if not self._map["event"] and (years or 2 * count <= len(rows)):
                return columns
        return self._map["event"]


def _is_day(words: str) -> bool:
    try:
        return 1900 <= int(read_date(words, False)[:4]) <= 2100
    except NoDocument:
        return False


def _spell_out(sign: str) -> str:
    return sign.replace(r"\n", "\n").replace(r"\t", "\t")


class TableRows:
    """The rows of a table with their values by key."""

    def __init__(self, table: Table, options: TableOptions) -> None:
        self.table, self.options = table, options
        self.columns: defaultdict[str, list[int]] = defaultdict(list)
        for key, column in options.map:
            self.columns[key].append(table.header.index(column))
        self._set = {key: one_line(words) for key, words in options.set}
        self._rules: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for key, old, new in options.values:
            self._rules[key][old if old == _ANY else _plain(old)] = new
        # Most cells of a table are repeated.
        self._names_in = cache(self._read_names)
        self._date_in = cache(self._read_date)
        self.status = cache(self._read_status)

    def names(self, key: str, row: Cells) -> Mapping[str, str]:
        """Return the names of a row under a key, else those set for all rows, by folded name."""
        found: dict[str, str] = {}
        for column in self.columns[key]:
            found.update(self._names_in(key, row[column]))
        return found or self._names_in(key, self._set.get(key, ""))

    def _read_names(self, key: str, cell: str) -> Mapping[str, str]:
        """Return the names in a cell by folded name; those of one state by one of them."""
        parts = [cell]
        for sign in (_spell_out(sign) for of, sign in self.options.split if of == key):
            parts = [name for part in parts for name in part.split(sign)]
        once: dict[str, str] = {}
        for name in (self._mean(key, bare(part)) for part in parts):
            if any(map(str.isalnum, name)):
                once.setdefault(fold(state_named(name)), name)
        return once

    def is_person(self, name: str) -> bool:
        """Return whether a name is a person's, by the header of its column or by its own words."""
        headers = (_plain(column) for key, column in self.options.map if key == "by")
        if any(not {*header.split()}.isdisjoint(_KNOWN["persons"]) for header in headers):
            return True
        words = name.split()
        is_body = states_in(name) or not {*_plain(name).split()}.isdisjoint(_KNOWN["bodies"])
        are_capitals = all(word[0].isupper() for word in words)
        return has_title(name) or (len(words) in _FULL_NAME and are_capitals and not is_body)

    def words(self, key: str, row: Cells) -> str:
        read = bare if key in EVENT else one_line
        found = [words for column in self.columns[key] if (words := read(row[column]))]
        words = " · ".join(found) or self._set.get(key, "")
        return self._mean(key, words)

    def all_words(self, key: str, numbers: Iterable[int]) -> set[str]:
        return {self.words(key, self.table.rows[number]) for number in numbers}

    def _mean(self, key: str, words: str) -> str:
        rules = self._rules[key]
        return rules.get(_plain(words), rules.get(_ANY, words)) if rules and words else words

    def date(self, key: str, index: int) -> str:
        """Return the date of a row. Raise NoDocument, or Unclear if an option can help."""
        row = self.table.rows[index]
        cells = (*(row[column] for column in self.columns[key]), self._set.get(key, ""))
        try:
            return next(filter(None, map(self._date_in, cells)), "")
        except NoDocument as error:
            raise type(error)(f"{self.table.unit} {self.table.lines[index]}: {error}") from None

    def _read_date(self, cell: str) -> str:
        words = ", ".join(self._names_in("date", cell).values())
        return read_date(words, self.options.month_first) if words else ""

    def _read_status(self, key: str, words: str) -> str:
        """Return the status that words mean, or "" if that is unknown."""
        rules, found = self._rules[key], _plain(words)
        known = _STATUSES | _IN_COLUMN if key == "status" else _STATUSES
        return rules.get(found) or known.get(found) or rules.get(_ANY, "")

    def answers(self, row: Cells) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the answers to the recommendation of a row: the key and words of each.

        Words follow their column, "" if set for all rows. A response is an answer of its own if it
        is a status, else the text of the last status. As many responses as statuses are pairs.
        """
        header, given = self.table.header, self._set.get("status", "")
        statuses, texts = self.columns["status"], self.columns["response"]
        are_pairs = len(statuses) == len(texts)
        pairs = chain(*zip(statuses, texts, strict=False))
        last = [("", given)] if given else []
        found = list[tuple[str, list[tuple[str, str]]]]()
        for column in pairs if are_pairs else (*statuses, *texts):
            own = one_line(row[column])
            if column in statuses and (own or given):
                last = [(own and header[column], own or given)]
                found.append(("status", last))
            elif own and last and not self.status("response", own):
                if len(last) > 1 or not are_pairs:
                    last = last[:1]
                    found.append(("status", last))
                last.append((header[column], own))
            elif own:
                found.append(("response", [(header[column], own)]))
        return found or ([("status", last)] if last else [])
