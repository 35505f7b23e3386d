"""Which column of a table is what of a record: as it is told, or guessed and told as options."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from shlex import quote
from typing import NamedTuple

from tiptui.documents.table import NoTable, Table, UnclearTable, few, tidy
from tiptui.drafting.values import ANY, NoDate, known, known_statuses, plain, read_date
from tiptui.text.near_words import nearest
from tiptui.text.visible import clip, visible

KEYS = (
    *("text", "by", "to", "number", "themes", "status", "date", "event", "place", "series"),
    *("due", "note", "response", "url"),
)
REPEATED = ("by", "to", "themes", "status", "note", "response")
"""The keys that several columns may give."""

SPLIT = ("by", "to", "themes")
MEANT = (*SPLIT, "status", "response", "date", "event", "place", "series")
"""The keys whose values can be meant otherwise; words that are quoted stay as they are."""

_GUESSED = ("text", "by", "to", "date", "number", "themes", "status", "due", "event", "series")
_GUESSED_LAST = ("place", "url", "response", "note")
_SAMPLE = 2_000  # rows
_LONG_TEXT = 40  # letters, on the average
_LONGEST_NAME = 80
_NAMED = 20
_LONG = ("text", "by", "themes", "to", "note", "response", "url")
_SIGNS = ("\n", ";", "|")
_MOST_STATUSES = 20

Map = tuple[tuple[str, str], ...]
"""Keys and the columns that give them, in the order given."""


class Options(NamedTuple):
    """How a table is meant, as options say it: what is empty is guessed."""

    map: Map = ()
    set: Mapping[str, str] = {}
    groups: tuple[str, ...] = ()
    values: Mapping[str, Mapping[str, str]] = {}
    split: tuple[tuple[str, str], ...] = ()
    month_first: bool | None = None
    sheet: str = ""
    encoding: str = ""


def complete(options: Options, table: Table, name: str) -> Options:
    """Return the options with what they leave open guessed; `name` is the table's.

    Raise UnclearTable.
    """
    if not options.map:
        _refuse_header(table)
        options = _Guess(table, options).options()
    for key, column in options.map:
        position_of(column, table, f"--map {key}=")
    for column in options.groups:
        position_of(column, table, "--group ")
    for key in ("text", "by", "date"):
        if key not in options.set and all(key != each for each, _ in options.map):
            there = few(filter(None, table.header), _NAMED)
            raise UnclearTable(f"no column says {_EXAMPLES[key]}; there are {there}")
    if not options.groups and "event" not in {*dict(options.map), *options.set}:
        options = options._replace(set={**options.set, "event": name})
    return options


def _refuse_header(table: Table) -> None:
    """Raise UnclearTable where a known name is there twice, NoTable where none is a name."""
    every = {name for key in KEYS for name in known()[key]}
    for name, count in Counter(table.header).items():
        if count > 1 and plain(name) in every:
            position_of(name, table)
    if not any(plain(name) in every for name in table.header):
        data = [name for name in table.header if len(name) > _LONGEST_NAME or _is_day(name)]
        if data:
            first = f'no header: "{clip(data[0])}" is no name of a column'
            raise NoTable(f"{table.place} {table.header_line}: {first}")


def position_of(column: str, table: Table, option: str = "") -> int:
    """Return where a column stands that an option names. Raise UnclearTable for none, or two."""
    count = table.header.count(column)
    if count == 1:
        return table.header.index(column)
    if count:
        where = f"{table.place} {table.header_line}"
        twice = f'{count} columns are called "{clip(column)}"'
        raise UnclearTable(f"{where}: {twice}: rename all but one")
    names = [name for name in table.header if name]
    alike = {plain(name): name for name in reversed(names)}
    near = alike.get(plain(column)) or nearest(column, names) or names[0]
    there = f"there are {few(names, _NAMED)}: say {option}{quote(visible(near))}"
    raise UnclearTable(f'no column "{clip(column)}"; {there}')


_EXAMPLES = {
    "text": "which column is the text of a recommendation: say --map text=COLUMN",
    "by": 'who asks: say --map by=COLUMN, or --set by="Committee on …" for all rows',
    "date": "when the event was: say --map date=COLUMN, or --set date=2014 for all rows",
}


def as_words(options: Options) -> str:
    """Return options as they are typed, to be changed and kept in a script."""
    words: list[tuple[str, str]] = [("--map", f"{key}={column}") for key, column in options.map]
    words += [("--set", f"{key}={value}") for key, value in options.set.items()]
    words += [("--group", column) for column in options.groups]
    for key, rules in options.values.items():
        words += [("--values", f"{key}:{old}={new}") for old, new in rules.items()]
    words += [("--split", f"{key}={sign}".replace("\n", r"\n")) for key, sign in options.split]
    words += [("--sheet", options.sheet)] * bool(options.sheet)
    words += [("--encoding", options.encoding)] * bool(options.encoding)
    order = {True: " --month-first", False: " --day-first", None: ""}[options.month_first]
    return " ".join(f"{name} {quote(visible(value))}" for name, value in words) + order


class _Guess:
    """What columns are, by their headers, then by what stands in the first rows."""

    def __init__(self, table: Table, options: Options) -> None:
        self._table, self._given = table, options
        names = Counter(table.header)
        self._plain = {
            position: plain(name) for position, name in enumerate(table.header) if names[name] == 1
        }
        self._map: dict[str, list[int]] = {}
        self._free = set(self._plain)

    def options(self) -> Options:
        self._by_headers(_GUESSED)
        self._by_cells()
        self._by_headers(_GUESSED_LAST)
        self._repeat_response()
        order = [key for key in KEYS if key in self._map]
        found = tuple((key, self._name(each)) for key in order for each in self._map[key])
        groups = self._given.groups or tuple(map(self._name, self._groups()))
        said = {key for key, _ in self._given.split}
        split = (*self._given.split, *(each for each in self._splits() if each[0] not in said))
        return self._given._replace(map=found, groups=groups, split=split)

    def _name(self, position: int) -> str:
        return self._table.header[position]

    def _take(self, key: str, position: int) -> None:
        self._map.setdefault(key, []).append(position)
        self._free.discard(position)

    def _by_headers(self, keys: Iterable[str]) -> None:
        for key in keys:
            order = known()[key]
            named = [p for p in self._free if self._plain[p] in order]
            here = [(order.index(self._plain[p]), p) for p in named if self._may_be(key, p)]
            if here and key not in self._map:
                self._take(key, min(here)[1])

    def _may_be(self, key: str, position: int) -> bool:
        """Return whether cells are no longer than what is called so: a story is no event's name."""
        cells = self._cells(position)
        return key in _LONG or sum(map(len, cells)) <= _LONGEST_NAME * max(1, len(cells))

    def _by_cells(self) -> None:
        """Take what is missing yet: a column of statuses, of dates, of long texts."""
        answers = [p for p in sorted(self._free) if self._plain[p] in known()["response"]]
        for key, fits, least in (("status", _is_status, 0.6), ("date", _is_day, 0.8)):
            columns = [*answers, *sorted(self._free - set(answers))]
            for position in columns if key not in self._map and key not in self._given.set else ():
                cells = self._cells(position)
                few = key != "status" or len(set(cells)) <= _MOST_STATUSES
                if cells and few and sum(map(fits, cells)) >= least * len(cells):
                    self._take(key, position)
                    break
        if "text" not in self._map:
            long = {
                p: sum(map(len, cells)) / len(cells)
                for p in self._free
                if (cells := self._cells(p))
            }
            longest = max(sorted(long), key=long.__getitem__, default=None)
            if longest is not None and long[longest] >= _LONG_TEXT:
                self._take("text", longest)

    def _repeat_response(self) -> None:
        """Take `response 2012`, `response 2016`: what answers and a year."""
        for position in sorted(self._free):
            words = re.sub(r"\b(?:19|20)\d\d\b", "", self._plain[position]).strip()
            if words != self._plain[position] and words in known()["response"]:
                self._take("response", position)

    def _cells(self, position: int) -> list[str]:
        return [cell for row in self._table.rows[:_SAMPLE] if (cell := tidy(row[position]))]

    def _splits(self) -> Iterator[tuple[str, str]]:
        """Yield signs that part names in a cell; never `and` or a comma, which names have too."""
        for key in SPLIT:
            for position in self._map.get(key, ()):
                cells = [each for row in self._table.rows[:_SAMPLE] if (each := row[position])]
                for sign in _SIGNS:
                    if sum(sign in cell for cell in cells) > len(cells) / 100:
                        yield key, sign
                        break

    def _groups(self) -> list[int]:
        """Return columns that tell events apart: what they are called, or whom and when."""
        if "event" in self._map:
            return self._map["event"][:1]
        to, when = self._map.get("to", [])[:1], self._map.get("date", [])[:1]
        if not when:
            return []
        years = all(len(each) == 4 for each in self._cells(when[0]))
        for columns in ([*to, *when], when) if to else (when,):
            count = len({tuple(row[p] for p in columns) for row in self._table.rows})
            if years or 2 * count <= len(self._table.rows):
                return columns
        return []


def _is_status(words: str) -> bool:
    return plain(words) in known_statuses()


def _is_day(words: str) -> bool:
    try:
        return 1900 <= int(read_date(words, False)[:4]) <= 2100
    except NoDate as error:
        return error.asks


def rule(words: str) -> str:
    """Return the words that a rule for values is of, as they are compared."""
    return words if words == ANY else plain(words)
