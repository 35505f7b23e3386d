"""Which column of a table is what of a record: as it is told, or guessed and told as options."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from shlex import quote

from tiptui.documents.document import NoDocument, Unclear, one_line
from tiptui.documents.table import Table
from tiptui.drafting.rows import EVENT, Options, known, known_statuses, plain, read_date, spelt_out
from tiptui.record.follow_up import STATUSES
from tiptui.text.near_words import nearest
from tiptui.text.visible import clip, few, visible

KEYS = tuple(title for title in known() if title not in STATUSES)

REPEATED = ("by", "to", "themes", "status", "note", "response")  # which several columns may give
SET = tuple(key for key in KEYS if key not in ("text", "response"))  # which all rows may share
SPLIT = ("by", "to", "themes")
# Keys whose values can be meant otherwise; words that are quoted stay as they are.
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
    "text": "which column is the text of a recommendation: say --map text=COLUMN",
    "by": 'who asks: say --map by=COLUMN, or --set by="Committee on …" for all rows',
    "date": "when the event was: say --map date=COLUMN, or --set date=2014 for all rows",
}


def as_words(options: Options) -> str:
    """Return options as they are typed, to be changed and kept in a script."""
    words = [("--map", f"{key}={column}") for key, column in options.map]
    words += [("--set", f"{key}={value}") for key, value in options.set]
    words += [("--group", column) for column in options.groups]
    words += [("--values", f"{key}:{old}={new}") for key, old, new in options.values]
    words += [("--split", f"{key}={sign}") for key, sign in options.split]
    words += [("--sheet", options.sheet)] * bool(options.sheet)
    words += [("--encoding", options.encoding)] * bool(options.encoding)
    order = {True: " --month-first", False: " --day-first", None: ""}[options.month_first]
    return " ".join(f"{name} {quote(visible(value))}" for name, value in words) + order


def complete(options: Options, table: Table, name: str) -> Options:
    """Return the options with what they leave open guessed; `name` is the table's.

    Raise NoDocument, Unclear.
    """
    if not options.map:
        _refuse_header(table)
        options = _Guess(table, options).options()
    options = options._replace(map=[(key, one_line(column)) for key, column in options.map])
    for key, column in options.map:
        _refuse_unclear(column, table, f"--map {key}=")
    for column in options.groups:
        _refuse_unclear(column, table, "--group ")
    given = {key for key, _ in (*options.map, *options.set)}
    for key, asks in _EXAMPLES.items():
        if key not in given:
            there = few(filter(None, table.header), _NAMED)
            raise Unclear(f"no column says {asks}; there are {there}")
    if not options.groups and "event" not in given:
        options = options._replace(set=[*options.set, ("event", name)])
    return options


def _refuse_unclear(column: str, table: Table, option: str = "") -> None:
    """Raise Unclear where no column, or more than one, is called as an option says."""
    count = table.header.count(column)
    if count == 1:
        return
    if count:
        twice = f'{count} columns are called "{clip(column)}"'
        raise Unclear(f"{table.place} {table.header_line}: {twice}: rename all but one")
    names = [name for name in table.header if name]
    alike = {plain(name): name for name in reversed(names)}
    near = alike.get(plain(column)) or nearest(column, names) or names[0]
    there = f"there are {few(names, _NAMED)}: say {option}{quote(visible(near))}"
    raise Unclear(f'no column "{clip(column)}"; {there}')


def _refuse_header(table: Table) -> None:
    """Raise Unclear where a known name is there twice, NoDocument where none is a name."""
    every = {name for key in KEYS for name in known()[key]}
    named = [name for name in table.header if plain(name) in every]
    for name in named:
        _refuse_unclear(name, table)
    data = (name for name in table.header if len(name) > _LONGEST_NAME or _is_day(name))
    if not named and (first := next(data, "")):
        where = f"{table.place} {table.header_line}"
        raise NoDocument(f'{where}: no header: "{clip(first)}" is no name of a column')


class _Guess:
    """What columns are, by their headers, then by what stands in the first rows.

    No column is one whose name another has too.
    """

    def __init__(self, table: Table, given: Options) -> None:
        self._table, self._given = table, given
        self._cells = {
            name: [cell for row in table.rows[:_SAMPLE] if (cell := one_line(row[position]))]
            for position, name in enumerate(table.header)
            if name and table.header.count(name) == 1
        }
        self._free = {name: plain(name) for name in self._cells}
        self._map: defaultdict[str, list[str]] = defaultdict(list)

    def options(self) -> Options:
        self._by_headers(key for key in KEYS if key not in _GUESSED_LAST)
        self._by_cells()
        self._by_headers(_GUESSED_LAST)
        # `response 2012`, `response 2016`: what answers and a year.
        for column, name in [*self._free.items()]:
            words = re.sub(r"\b(?:19|20)\d\d\b", "", name).strip()
            if words != name and words in known()["response"]:
                self._take("response", column)
        given, said = self._given, dict(self._given.split)
        return given._replace(
            map=[(key, column) for key in KEYS for column in self._map[key]],
            groups=given.groups or self._groups(),
            split=[*given.split, *(each for each in self._splits() if each[0] not in said)],
        )

    def _take(self, key: str, column: str) -> None:
        self._map[key].append(column)
        del self._free[column]

    def _by_headers(self, keys: Iterable[str]) -> None:
        for key in keys:
            names = known()[key]
            # A story is no event's name.
            most = float("inf") if key in _LONG else _LONGEST_NAME
            here = [c for c, name in self._free.items() if name in names and self._long(c) <= most]
            if here and not self._map[key]:
                self._take(key, min(here, key=lambda column: names.index(self._free[column])))

    def _long(self, column: str) -> float:
        """Return how long the cells of a column are, on the average."""
        cells = self._cells[column]
        return sum(map(len, cells)) / max(1, len(cells))

    def _by_cells(self) -> None:
        """Take what is missing yet: a column of statuses, of dates, of long texts."""
        answers = known()["response"]
        for key, fits, least in (
            ("status", lambda words: plain(words) in known_statuses(), 0.6),
            ("date", _is_day, 0.8),
        ):
            # What answers may be a status.
            for column in sorted(self._free, key=lambda column: self._free[column] not in answers):
                cells = self._cells[column]
                alike = key != "status" or len({*cells}) <= _MOST_STATUSES
                missing = not self._map[key] and key not in dict(self._given.set)
                if missing and cells and alike and sum(map(fits, cells)) >= least * len(cells):
                    self._take(key, column)
        longest = max(self._free, key=self._long, default="")
        if longest and not self._map["text"] and self._long(longest) >= _LONG_TEXT:
            self._take("text", longest)

    def _splits(self) -> Iterator[tuple[str, str]]:
        """Yield signs that part names in a cell; never `and` or a comma, which names have too."""
        for key in SPLIT:
            places = [self._table.header.index(column) for column in self._map[key]]
            rows = self._table.rows[:_SAMPLE]
            cells = [cell for place in places for row in rows if (cell := row[place])]
            for sign in _SIGNS:
                if sum(spelt_out(sign) in cell for cell in cells) > len(cells) / 100:
                    yield key, sign
                    break

    def _groups(self) -> list[str]:
        """Return columns that tell events apart: what they are called, or whom and when."""
        when, rows = self._map["date"], self._table.rows
        years = all(len(cell) == 4 for column in when for cell in self._cells[column])
        for columns in ([*self._map["to"], *when], when) if when else ():
            places = [self._table.header.index(column) for column in columns]
            count = len({tuple(row[place] for place in places) for row in rows})
            if not self._map["event"] and (years or 2 * count <= len(rows)):
                return columns
        return self._map["event"]


def _is_day(words: str) -> bool:
    try:
        return 1900 <= int(read_date(words, False)[:4]) <= 2100
    except NoDocument:
        return False
