"""Records from a table: their YAML, and the texts of its rows that prove them."""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from operator import itemgetter
from shlex import quote
from typing import Any, get_args

from tiptui.documents.document import Paragraph, Unclear, as_text, one_line
from tiptui.drafting.columns import EVENT, Cells, TableRows, bare
from tiptui.drafting.states import other_spellings, state_named
from tiptui.record import model
from tiptui.record.forms import RULES, is_before
from tiptui.record.ids import id_of_number, ids_of_names, slug
from tiptui.record.writing import sections
from tiptui.text.folding import fold
from tiptui.text.steps import Progress, quiet, track
from tiptui.text.visible import clip, few, plural
from tiptui.text.words import splits_letter, word

_MOST_WORDS = 8
_MOST_COLUMNS = 8
_MOST_VALUES = 5
_PREFIXES = {"by": "s", "to": "o", "themes": "t"}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NO_EVENT = re.compile(r"(?:s|o|t|row)-.*|table")  # ids of other things


class RecordRows:
    """The rows of one record: the cells they share, their positions, and their dates."""

    def __init__(self, cells: Cells) -> None:
        self.cells, self.rows, self.dates = cells, array("I"), set[str]()
        self.name = self.id = ""


class TableRecords:
    """The records of a table, each written when it is asked for."""

    def __init__(self, rows: TableRows, title: str, progress: Progress = quiet) -> None:
        """Group the rows. Raise NoDocument and Unclear."""
        self.rows, self.title = rows, title
        self.left_out = defaultdict[str, list[int]](list)  # positions of rows by reason
        self.unknown = Counter[tuple[str, str]]()  # values without a status
        names: dict[str, dict[str, str]] = {key: {} for key in _PREFIXES}
        self.groups = self._group_rows(names, progress)
        self.things = {}  # ids and names by key, then by folded name
        for key, prefix in _PREFIXES.items():
            ids = ids_of_names(names[key].values(), prefix)
            self.things[key] = {folded: (ids[name], name) for folded, name in names[key].items()}
        self._name_events()

    def _group_rows(self, names: dict[str, dict[str, str]], progress: Progress) -> list[RecordRows]:
        """Return the rows grouped by record; add their names to `names`."""
        rows, table = self.rows, self.rows.table
        positions = [table.header.index(column) for column in rows.options.groups]
        groups: dict[Cells, RecordRows] = {}
        seen: set[Cells] = set()
        for index, row in enumerate(track(table.rows, progress)):
            # A speaker may say the same words again.
            why = "given twice" if row in seen and not rows.options.statements else ""
            why = why if rows.names("by", row) else "without who asks"
            why = why if rows.words("text", row) else "without text"
            if why:
                self.left_out[why].append(index)
                continue
            seen.add(row)
            when = rows.date("date", index)
            dates = rows.columns["date"]
            cells = tuple(
                [when if position in dates else bare(row[position]) for position in positions]
            )
            group = groups.setdefault(tuple(map(fold, cells)), RecordRows(cells))
            group.rows.append(index)
            if when:
                group.dates.add(when)
            self.due(index)  # raises here, before a record is written
            for key, known in names.items():
                for folded, name in rows.names(key, row).items():
                    known.setdefault(folded, state_named(name))
        for group in groups.values():
            if not group.dates:
                where = f"{table.unit} {table.lines[group.rows[0]]}"
                raise Unclear(f"{where}: no date: say --set date=2014, for rows without one")
        return [*groups.values()]

    def due(self, index: int) -> str:
        """Return the due date of a row; empty if its words for it have no digit."""
        words = self.rows.words("due", self.rows.table.rows[index])
        return self.rows.date("due", index) if any(map(str.isdigit, words)) else ""

    def _name_events(self) -> None:
        """Give each group a name and an id: one that another group has gets the date, or a hash."""
        for group in self.groups:
            called = self.rows.words("event", self.rows.table.rows[group.rows[0]])
            group.name = called or ", ".join(filter(None, group.cells)) or self.title
            group.id = _event_id(group.name)
        for group in _ambiguous(self.groups):
            group.id = _event_id(f"{group.name[:50]} {min(group.dates)}")
        for group in _ambiguous(self.groups):
            own = "\x1f".join((group.name, *group.cells))
            group.id = f"{group.id[:55]}-{sha256(own.encode()).hexdigest()[:8]}"

    def write(self, group: RecordRows, most: int | None = None) -> tuple[str, str]:
        drafted = _GroupDraft(self, group)
        text = "\n\n".join(sections(drafted.record(most))) + "\n"
        return text, as_text(map(Paragraph, drafted.paragraphs))

    def sum_line(self) -> str:
        """Return `7,699 rows: 72 records, 7,684 recommendations, 15 left out (…)`."""
        table = self.rows.table
        noun = "statement" if self.rows.options.statements else "recommendation"
        made = plural(sum(len(group.rows) for group in self.groups), noun)
        records = plural(len(self.groups), "record")
        line = f"{plural(len(table.rows), 'row')}: {records}, {made}"
        reasons = []
        for why, rows in sorted(self.left_out.items(), reverse=True):
            unit = f"{table.unit}s" if len(rows) > 1 else table.unit
            reasons.append(f"{len(rows):,} {why}: {unit} {few(table.lines[n] for n in rows)}")
        left = sum(map(len, self.left_out.values()))
        return f"{line}, {left:,} left out ({'; '.join(reasons)})" if reasons else line

    def remarks(self) -> Iterator[str]:
        rows, table = self.rows, self.rows.table
        yield from table.remarks
        used = {*(column for _, column in rows.options.map), *rows.options.groups}
        others = [
            name or f"column {number}, without a name"
            for number, name in enumerate(table.header, 1)
            if name not in used and (name or any(map(itemgetter(number - 1), table.rows)))
        ]
        if others:
            columns = plural(len(others), "column")
            yield f"{columns} in the texts alone, under no key: {few(others, _MOST_COLUMNS)}"
        for key in EVENT:
            unclear = sum(len(rows.all_words(key, group.rows)) > 1 for group in self.groups)
            if rows.columns[key] and unclear:
                records = plural(unclear, "record")
                yield f"{key} is not one in {records}: the first is taken, the text has all"
        if self.unknown:
            most = self.unknown.most_common()
            named = few((f'"{words}" ({count:,})' for (_, words), count in most), _MOST_VALUES)
            kept = f"{plural(self.unknown.total(), 'value')} without a status, kept in note"
            (key, words), _ = most[0]
            yield f"{kept}: {named}: say --values {quote(f'{key}:{words}=STATUS')}"


def _ambiguous(groups: Sequence[RecordRows]) -> list[RecordRows]:
    count = Counter(group.id for group in groups)
    return [group for group in groups if not group.id or count[group.id] > 1]


def _event_id(name: str) -> str:
    found = slug(name)
    return f"e-{found}"[:64].strip("-") if _NO_EVENT.fullmatch(found) else found


class _GroupDraft:
    """A record that is drafted row by row, then gets the names that its rows use."""

    def __init__(self, of: TableRecords, group: RecordRows) -> None:
        self._of, self._rows, self._group = of, of.rows, group
        self._used: dict[str, dict[str, None]] = {key: {} for key in _PREFIXES}
        self._spellings = dict[str, tuple[str, ...]]()
        self._printed = dict[str, None]()  # the names in the rows
        self.paragraphs: list[str] = []
        cells = [of.rows.table.rows[index] for index in group.rows]
        self._numbers = Counter(id_of_number(self._rows.words("number", row)) for row in cells)
        self._kinds = dict[str, str]()
        for row in cells:
            kind = self._rows.words("kind", row).lower()
            if kind in get_args(model.SpeakerKind):
                self._kinds |= dict.fromkeys(self._rows.names("by", row), kind)
        urls = self._rows.all_words("url", group.rows)
        url = urls.pop() if len(urls) == 1 else ""
        self._url = "" if RULES[model.TextForm.URL].misfit(url) else url

    def record(self, most: int | None) -> model.Record:
        """Return the record with at most `most` claims."""
        rows = self._rows
        said = defaultdict[str, list[model.Statement]](list)
        asked = list[model.Recommendation]()
        for index in self._group.rows[:most]:
            row = rows.table.rows[index]
            self.paragraphs.append(" | ".join(filter(None, map(one_line, row))))
            if rows.options.statements:
                self._use("by", row)
                statement = self._statement(index, row)
                for speaker in rows.names("by", row):
                    said[speaker].append(statement)
            else:
                asked.append(self._recommendation(index, row))
        self._spellings = other_spellings(self._printed)
        title, url, file = self._of.title, self._url, f"{self._group.id}.txt"
        source = model.RecordedSource(id="table", title=title, type="other", url=url, file=file)
        used, bodies, themes = self._used, self._of.things["to"], self._of.things["themes"]
        named = [bodies[key] for key in {**used["to"], **used["by"]} if key in bodies]
        return model.Record(
            tiptui=1,
            event=self._event(),
            organizations=tuple(
                model.RecordedOrganization(
                    id=id, name=name, other_names=self._spellings.get(name, ())
                )
                for id, name in named
            ),
            themes=tuple(
                model.RecordedTheme(id=id, name=name)
                for id, name in map(themes.__getitem__, used["themes"])
            ),
            speakers=tuple(self._speaker(key, tuple(said[key])) for key in used["by"]),
            recommendations=tuple(asked),
            sources=(source,),
        )

    def _event(self) -> model.RecordedEvent:
        group, start, end = self._group, min(self._group.dates), max(self._group.dates)
        first = self._rows.table.rows[group.rows[0]]
        return model.RecordedEvent(
            id=group.id,
            name=group.name,
            start_date=start,
            end_date=end if end != start else "",
            series=self._rows.words("series", first),
            place=self._rows.words("place", first),
        )

    def _speaker(self, key: str, said: tuple[model.Statement, ...]) -> model.Speaker:
        """Return a maker of the kind that `--set` or a column gives, else as its name looks."""
        id, name = self._of.things["by"][key]
        body, _ = self._of.things["to"].get(key, ("", ""))
        kind: Any = self._kinds.get(key) or ("person" if self._rows.is_person(name) else "group")
        others = self._spellings.get(name, ())
        return model.Speaker(
            id=id, name=name, kind=kind, organization=body, other_names=others, statements=said
        )

    def _statement(self, index: int, row: Cells) -> model.Statement:
        text, note, url = (self._rows.words(key, row) for key in ("text", "note", "url"))
        return model.Statement(
            text=text,
            mode="quoted",
            themes=self._use("themes", row),
            evidence=self._evidence(index, text),
            note=" · ".join(filter(None, (note, url))),
        )

    def _recommendation(self, index: int, row: Cells) -> model.Recommendation:
        text, number, due, note, url = (
            self._rows.words(key, row) for key in ("text", "number", "due", "note", "url")
        )
        own, date = id_of_number(number), self._of.due(index)
        is_own = own not in ("", self._group.id) and self._numbers[own] == 1
        is_own = is_own and not own.startswith("row-")
        notes = [note, f"due: {due}" if due and not date else ""]
        responses = tuple(self._responses(index, notes))
        notes.append(url if url != self._url else "")
        return model.Recommendation(
            id=own if is_own else f"row-{self._rows.table.numbers[index]}",
            text=text,
            by=self._use("by", row),
            number=number,
            to=self._use("to", row),
            mode="quoted",
            themes=self._use("themes", row),
            due=date,
            evidence=self._evidence(index, text),
            responses=responses,
            note=" · ".join(filter(None, notes)),
        )

    def _use(self, key: str, row: Cells) -> tuple[str, ...]:
        """Return the ids of the names of a row; the record then declares them."""
        names = self._rows.names(key, row)
        self._used[key].update(dict.fromkeys(names))
        self._printed.update(dict.fromkeys(names.values()))
        return tuple(self._of.things[key][folded][0] for folded in names)

    def _evidence(self, index: int, words: str) -> tuple[model.Evidence, ...]:
        exact = _phrase(self.paragraphs[-1], words)
        page = f"row {self._rows.table.numbers[index]}"
        return (model.Evidence(paragraph=len(self.paragraphs), exact=exact, page=page),)

    def _responses(self, index: int, notes: list[str]) -> Iterator[model.RecordedResponse]:
        """Yield the responses of a row; add words without a known status to the notes."""
        row = self._rows.table.rows[index]
        for key, said in self._rows.answers(row):
            (column, words), *_ = said
            status: Any = self._rows.status(key, words)
            if status:
                last_column, last = said[-1]
                years = _YEAR.findall(last_column)
                after = len(years) == 1 and not is_before(years[0], min(self._group.dates))
                yield model.RecordedResponse(
                    status=status,
                    date=years[0] if after else "",
                    text=last if len(said) > 1 else "",
                    evidence=self._evidence(index, last) if column else (),
                )
            else:
                notes += (f"{column or key}: {words}" for column, words in said)
                self._of.unknown[key, clip(words, 40)] += 1


def _phrase(paragraph: str, words: str) -> str:
    """Return words of a row that occur once in it: the first of a cell, all, or more behind it.

    Signs alone prove nothing.
    """
    start = f" | {paragraph} | ".index(f" | {words} | ")
    first = " ".join(words.split(" ")[:_MOST_WORDS])
    for end in (start + len(first), start + len(words), len(paragraph)):
        part = paragraph[start:end]
        cut = splits_letter(paragraph, start) or splits_letter(paragraph, end)
        is_one = paragraph.find(part) == paragraph.rfind(part)
        if is_one and not cut and word().search(part):
            return part
    return paragraph
