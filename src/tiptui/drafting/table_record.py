"""The record of a group of rows as YAML, and the text that proves it: a paragraph for each row."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from tiptui.documents.table import tidy
from tiptui.drafting.rows import Cells, Gathered, Group, Rows, has_digit
from tiptui.drafting.scalars import quote, scalar
from tiptui.record.forms import RULES, is_before
from tiptui.record.model import Form
from tiptui.record.new_ids import id_of_number, ids_of_names, slug
from tiptui.text.folding import fold
from tiptui.text.names import LISTS
from tiptui.text.visible import clip
from tiptui.text.words import splits_letter

SOURCE = "table"
_BETWEEN = " | "
_MOST_WORDS = 8
_PREFIXES = {"by": "s", "to": "o", "themes": "t"}
_OTHERS = re.compile(r"(?:s|o|t|row)-.*|table")
"""Ids that are not for events."""

_TITLES = LISTS["titles of men"] | LISTS["titles of women"] | LISTS["titles of anybody"]
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Written(NamedTuple):
    """A record: its id, its YAML, and the text of its source."""

    id: str
    record: str
    text: str


class TableRecords:
    """The records that a table makes, each when it is asked for; `unknown` counts values.

    `title` is what their source is called.
    """

    def __init__(self, rows: Rows, gathered: Gathered, title: str) -> None:
        self._rows, self._title = rows, title
        self._groups, self.names = gathered.groups, gathered.names
        self.ids = {key: _ids(gathered.names[key], prefix) for key, prefix in _PREFIXES.items()}
        self._events = self._event_ids()
        self.unknown: Counter[tuple[str, str]] = Counter()

    def __len__(self) -> int:
        return len(self._groups)

    def write(self, number: int, most: int | None = None) -> Written:
        """Return a record by its number from 0, with at most so many recommendations."""
        group, id = self._groups[number], self._events[number]
        record = _Record(self, self._rows, group, id)
        asked = [*record.recommendations(group.rows[:most])]
        parts = (record.event(), record.bodies(), record.themes(), record.speakers())
        sections = ["\n".join(part) for part in parts]
        sections += ["\n".join(["recommendations:", *asked]), "\n".join(record.source(self._title))]
        yaml = "\n\n".join(["tiptui: 1", *filter(None, sections)]) + "\n"
        return Written(id, yaml, "".join(f"{each}\n\n" for each in record.paragraphs)[:-1])

    def name_of(self, group: Group) -> str:
        """Return what the event of a group is called: by its first row, else by what groups it."""
        first = self._rows.table.rows[group.rows[0]]
        return (
            self._rows.words("event", first) or ", ".join(filter(None, group.cells)) or self._title
        )

    def _event_ids(self) -> list[str]:
        """Return the id of each event: of its name, its date too where several have one name."""
        names = [(self.name_of(group), group) for group in self._groups]
        wanted = [_event_slug(name) for name, _ in names]
        count = Counter(wanted)
        for number, (name, group) in enumerate(names):
            if not wanted[number] or count[wanted[number]] > 1:
                wanted[number] = _event_slug(f"{name[:50]} {min(group.dates)}")
        count = Counter(wanted)
        for number, (name, group) in enumerate(names):
            if count[wanted[number]] > 1:
                digits = sha256("\x1f".join((name, *group.cells)).encode()).hexdigest()[:8]
                wanted[number] = f"{wanted[number][:55]}-{digits}"
        return wanted


def _ids(names: Mapping[str, str], prefix: str) -> dict[str, str]:
    ids = ids_of_names(names.values(), prefix)
    return {key: ids[name] for key, name in names.items()}


def _event_slug(name: str) -> str:
    found = slug(name)
    return f"e-{found}"[:64].strip("-") if _OTHERS.fullmatch(found) else found


class _Record:
    """One record, drafted row by row: what its sections are is known once its rows are."""

    def __init__(self, of: TableRecords, rows: Rows, group: Group, id: str) -> None:
        self._of, self._rows, self._group, self._id = of, rows, group, id
        self._used: dict[str, dict[str, None]] = {"by": {}, "to": {}, "themes": {}}
        self.paragraphs: list[str] = []
        table = rows.table
        numbers = (_number_id(rows.words("number", table.rows[n])) for n in group.rows)
        self._numbers = Counter(numbers)
        urls = {rows.words("url", table.rows[index]) for index in group.rows}
        self._url = next(iter(urls)) if len(urls) == 1 else ""
        if RULES[Form.URL].misfit(self._url):
            self._url = ""

    def event(self) -> Iterator[str]:
        first = self._rows.table.rows[self._group.rows[0]]
        start, end = min(self._group.dates), max(self._group.dates)
        yield "event:"
        yield f"  id: {scalar(self._id)}"
        yield f"  name: {quote(self._of.name_of(self._group))}"
        yield f"  start_date: {start}"
        if end != start:
            yield f"  end_date: {end}"
        for key in ("series", "place"):
            if words := self._rows.words(key, first):
                yield f"  {key}: {quote(words)}"

    def recommendations(self, indices: Iterable[int]) -> Iterator[str]:
        """Yield recommendations; each puts its paragraph and its names to those of the record."""
        for index in indices:
            row = self._rows.table.rows[index]
            cells = [cell for each in row if (cell := tidy(each))]
            self.paragraphs.append(_BETWEEN.join(cells))
            text, number = self._rows.words("text", row), self._rows.words("number", row)
            yield f"  - id: {scalar(self._id_of(index, number))}"
            yield f"    text: {quote(text)}"
            yield f"    by: [{', '.join(self._use('by', row))}]"
            if number:
                yield f"    number: {quote(number)}"
            if to := self._use("to", row):
                yield f"    to: [{', '.join(to)}]"
            yield "    mode: quoted"
            if themes := self._use("themes", row):
                yield f"    themes: [{', '.join(themes)}]"
            yield f"    evidence: [{self._evidence(index, text)}]"
            yield from self._further(index, row)

    def _id_of(self, index: int, number: str) -> str:
        own = _number_id(number)
        row = f"row-{self._rows.table.numbers[index]}"
        return own if own and own != self._id and self._numbers[own] == 1 else row

    def _use(self, key: str, row: Cells) -> list[str]:
        """Return the ids of the names that a row has, which the record then declares."""
        keys = list(map(fold, self._rows.names(key, row)))
        self._used[key].update(dict.fromkeys(keys))
        return [self._of.ids[key][each] for each in keys]

    def _evidence(self, index: int, words: str) -> str:
        exact = _phrase(self.paragraphs[-1], words)
        page = f"row {self._rows.table.numbers[index]}"
        return f"{{paragraph: {len(self.paragraphs)}, exact: {quote(exact)}, page: {page}}}"

    def _further(self, index: int, row: Cells) -> Iterator[str]:
        """Yield when it is due, what became of it, and what else there is to remark."""
        notes = [words] if (words := self._rows.words("note", row)) else []
        due = self._rows.words("due", row)
        if has_digit(due):
            yield f"    due: {self._rows.date('due', index)}"
        elif due:
            notes.append(f"due: {due}")
        responses = [*self._responses(index, row, notes)]
        if responses:
            yield "    responses:"
            yield from responses
        url = self._rows.words("url", row)
        if url and url != self._url:
            notes.append(url)
        if notes:
            yield f"    note: {quote(' · '.join(notes))}"

    def _responses(self, index: int, row: Cells, notes: list[str]) -> Iterator[str]:
        """Yield responses; words of which no status is known go to the notes."""
        header = self._rows.table.header
        for each in self._rows.answers(row):
            status = self._rows.meaning.status(each.key, each.words)
            if not status:
                name = header[each.column] if each.column >= 0 else each.key
                notes.append(f"{name}: {each.words}")
                if each.text:
                    notes.append(f"{header[each.text_column]}: {each.text}")
                self._of.unknown[each.key, clip(each.words, 40)] += 1
                continue
            yield f"      - status: {status}"
            if date := self._year(each.text_column if each.text else each.column):
                yield f"        date: {date}"
            if each.text:
                yield f"        text: {quote(each.text)}"
            if each.column >= 0:
                yield f"        evidence: [{self._evidence(index, each.text or each.words)}]"

    def _year(self, column: int) -> str:
        """Return the year in the name of a column of responses, unless it is before the event."""
        found = _YEAR.findall(self._rows.table.header[column]) if column >= 0 else []
        before = found and is_before(found[0], min(self._group.dates))
        return found[0] if len(found) == 1 and not before else ""

    def bodies(self) -> Iterator[str]:
        asked = self._used["to"]
        bodies = [*asked, *(key for key in self._used["by"] if key in self._of.ids["to"])]
        yield from self._named("organizations", "to", dict.fromkeys(bodies))

    def themes(self) -> Iterator[str]:
        yield from self._named("themes", "themes", self._used["themes"])

    def _named(self, section: str, kind: str, keys: Iterable[str]) -> Iterator[str]:
        ids, names = self._of.ids[kind], self._of.names[kind]
        lines = [
            line
            for key in keys
            for line in (f"  - id: {ids[key]}", f"    name: {quote(names[key])}")
        ]
        return iter([f"{section}:", *lines] if lines else [])

    def speakers(self) -> Iterator[str]:
        """Yield who asks: bodies, but for those with a title; who is asked too, is both at once."""
        yield "speakers:"
        for key in self._used["by"]:
            name = self._of.names["by"][key]
            yield f"  - id: {self._of.ids['by'][key]}"
            yield f"    name: {quote(name)}"
            if name.split()[0].lower().removesuffix(".") not in _TITLES:
                yield "    kind: group"
            if body := self._of.ids["to"].get(key):
                yield f"    organization: {body}"

    def source(self, title: str) -> Iterator[str]:
        yield "sources:"
        yield f"  - id: {SOURCE}"
        yield f"    title: {quote(title)}"
        yield "    type: other"
        if self._url:
            yield f"    url: {quote(self._url)}"
        yield f"    file: {self._id}.txt"


def _number_id(number: str) -> str:
    found = id_of_number(number) if number else ""
    return "" if found.startswith("row-") else found


def _phrase(paragraph: str, words: str) -> str:
    """Return a phrase of the words that stands once in their paragraph, as short as may be.

    Where they stand there more than once, what is around them is part of it.
    """
    start = paragraph.find(words)
    last = start + len(words)
    count = _MOST_WORDS
    while len(parts := words.split(" ", count)) > count:
        end = last - len(parts[-1]) - 1
        if _stands_once(paragraph, start, end):
            return paragraph[start:end]
        count *= 2  # to look at each length takes the square of them
    around = 1
    while not _stands_once(paragraph, start, last):
        start = paragraph.rfind(" ", 0, max(0, start - around)) + 1
        after = paragraph.find(" ", last + around)
        last = after if after > 0 else len(paragraph)
        around *= 2
    return paragraph[start:last]


def _stands_once(paragraph: str, start: int, end: int) -> bool:
    words = paragraph[start:end]
    if end - start == len(paragraph):
        return True
    if splits_letter(paragraph, start) or splits_letter(paragraph, end):
        return False
    first = paragraph.find(words)
    return paragraph.find(words, first + 1) < 0
