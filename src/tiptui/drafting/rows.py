"""The rows of a table, each a recommendation, gathered into the records that they make."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tiptui.documents.table import NoTable, Report, Table, UnclearTable, few, tidy
from tiptui.drafting.columns import Options, position_of
from tiptui.drafting.values import Meaning, NoDate, bare
from tiptui.text.folding import fold
from tiptui.text.visible import clip, plural

Cells = tuple[str, ...]

_COLUMNS = 8
EVENT = ("event", "place", "series")
"""What a record has once: its rows should agree."""


class Answer(NamedTuple):
    """What a row says became of a recommendation: words of a status, and more; whence they are."""

    key: str
    words: str
    text: str = ""
    column: int = -1
    text_column: int = -1


class Rows:
    """The rows of a table by what they mean, whatever columns give it."""

    def __init__(self, table: Table, options: Options) -> None:
        self.table, self.options = table, options
        self.columns: defaultdict[str, list[int]] = defaultdict(list)
        for key, column in options.map:
            self.columns[key].append(position_of(column, table))
        signs: defaultdict[str, list[str]] = defaultdict(list)
        for key, sign in options.split:
            signs[key].append(sign)
        self.meaning = Meaning(options.values, signs, options.month_first)

    def names(self, key: str, row: Cells) -> Cells:
        """Return the names that a row has under a key, else those given for all rows."""
        columns = self.columns[key]
        if len(columns) == 1:
            found = self.meaning.names(key, row[columns[0]])
        else:
            each = (name for column in columns for name in self.meaning.names(key, row[column]))
            found = tuple({fold(name): name for name in each}.values())
        return found or self.meaning.names(key, self.options.set.get(key, ""))

    def words(self, key: str, row: Cells) -> str:
        """Return the words of a row under a key, else those given for all rows."""
        if key not in self.columns and key not in self.options.set:
            return ""
        read = bare if key in EVENT else tidy
        found = [words for column in self.columns[key] if (words := read(row[column]))]
        words = " · ".join(found) or tidy(self.options.set.get(key, ""))
        return self.meaning.mean(key, words) if key in EVENT else words

    def date(self, key: str, index: int) -> str:
        """Return the date of a row. Raise NoTable, UnclearTable where an option tells which."""
        row = self.table.rows[index]
        cells = [row[column] for column in self.columns[key]]
        try:
            dates = filter(None, map(self.meaning.date, (*cells, self.options.set.get(key, ""))))
            return next(dates, "")
        except NoDate as error:
            place = f"{self.table.place} {self.table.lines[index]}"
            if error.asks:
                which = "is the day first, or the month? say --day-first or --month-first"
                raise UnclearTable(f'{place}: "{clip(error.words)}": {which}') from None
            wrong = f'"{clip(error.words)}" is no date: write 2014, 2014-04 or 2014-04-18'
            raise NoTable(f"{place}: {wrong}") from None

    def answers(self, row: Cells) -> Iterator[Answer]:
        """Yield what a row says became of it.

        As many columns of words as of statuses are pairs. Else, and where words are a status, they
        are a response by themselves: of that status, or of the last that the row has before them.
        """
        statuses, answers = self.columns["status"], self.columns["response"]
        given = tidy(self.options.set.get("status", ""))
        paired = dict(zip(statuses, answers, strict=True)) if len(statuses) == len(answers) else {}
        last, left = given, list(answers)
        for column in statuses:
            words = tidy(row[column]) or given
            text = tidy(row[paired[column]]) if column in paired else ""
            if text and words and not self.meaning.status("response", text):
                yield Answer("status", words, text, column, paired[column])
                left.remove(paired[column])
            elif words:
                yield Answer("status", words, "", column)
            last = words or last
        if given and not statuses and not any(tidy(row[column]) for column in answers):
            yield Answer("status", given)
        for column in left:
            if text := tidy(row[column]):
                own = not last or bool(self.meaning.status("response", text))
                key, words = ("response", text) if own else ("status", last)
                yield Answer(key, words, "" if own else text, column, column)


class Group(NamedTuple):
    """The rows of one record, by their positions in the table, and their dates."""

    cells: Cells
    rows: "array[int]"
    dates: set[str]


class Gathered(NamedTuple):
    """What the rows of a table make: a group for each record, the names in them, what is left out.

    `names` are those of each key by how they fold; `left_out` the positions of rows by the reason.
    """

    groups: Sequence[Group]
    names: Mapping[str, Mapping[str, str]]
    left_out: Mapping[str, Sequence[int]]

    @property
    def recommendations(self) -> int:
        return sum(len(group.rows) for group in self.groups)


def gather(rows: Rows, report: Report = lambda _: None) -> Gathered:
    """Return what the rows make. Raise NoTable and UnclearTable."""
    table, places = rows.table, [position_of(each, rows.table) for each in rows.options.groups]
    dates = set(rows.columns["date"])
    groups: dict[Cells, Group] = {}
    names: dict[str, dict[str, str]] = {"by": {}, "to": {}, "themes": {}}
    left_out: defaultdict[str, list[int]] = defaultdict(list)
    seen: set[Cells] = set()
    for index, row in enumerate(table.rows):
        if index % 4096 == 0:
            report(index / len(table.rows))
        if why := _why_left_out(rows, row, seen):
            left_out[why].append(index)
            continue
        when = rows.date("date", index)
        cells = tuple([when if place in dates else bare(row[place]) for place in places])
        group = groups.setdefault(tuple(map(fold, cells)), Group(cells, array("I"), set()))
        group.rows.append(index)
        group.dates.add(when)
        if has_digit(rows.words("due", row)):
            rows.date("due", index)
        for key, known in names.items():
            for name in rows.names(key, row):
                known.setdefault(fold(name), name)
    for group in groups.values():
        group.dates.discard("")
        if not group.dates:
            place = f"{table.place} {table.lines[group.rows[0]]}"
            raise UnclearTable(f"{place}: no date: say --set date=2014, for rows without one")
    return Gathered([*groups.values()], names, left_out)


def has_digit(words: str) -> bool:
    return any(map(str.isdigit, words))


def _why_left_out(rows: Rows, row: Cells, seen: set[Cells]) -> str:
    """Return why a row makes no recommendation; empty where it makes one."""
    if not rows.words("text", row):
        return "without text"
    if not rows.names("by", row):
        return "without who asks"
    before = len(seen)
    seen.add(row)
    return "given twice" if len(seen) == before else ""


def sum_line(gathered: Gathered, table: Table) -> str:
    """Return `7,699 rows: 72 records, 7,684 recommendations, 15 left out (…)`."""
    records = plural(len(gathered.groups), "record")
    made = plural(gathered.recommendations, "recommendation")
    line = f"{plural(len(table.rows), 'row')}: {records}, {made}"
    reasons = []
    for why, indices in sorted(gathered.left_out.items(), reverse=True):
        lines = few(table.lines[index] for index in indices)
        where = f"{table.place}{'s' * (len(indices) > 1)} {lines}"
        reasons.append(f"{len(indices):,} {why}: {where}")
    left = sum(map(len, gathered.left_out.values()))
    return f"{line}, {left:,} left out ({'; '.join(reasons)})" if reasons else line


def in_texts_alone(rows: Rows, gathered: Gathered) -> Iterator[str]:
    """Yield remarks on what stands in the texts alone: columns, and what a record has only once."""
    used = {column for _, column in rows.options.map} | set(rows.options.groups)
    if others := [name for name in rows.table.header if name and name not in used]:
        columns = plural(len(others), "column")
        yield f"{columns} in the texts alone, under no key: {few(others, _COLUMNS)}"
    for key in EVENT:
        if not rows.columns[key]:
            continue
        several = sum(
            len({rows.words(key, rows.table.rows[index]) for index in group.rows}) > 1
            for group in gathered.groups
        )
        if several:
            records = plural(several, "record")
            yield f"{key} is not one in {records}: the first is taken, the text has all"
