"""The rows of a table by what they mean, whatever columns give it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from tiptui.documents.document import NoDocument
from tiptui.documents.table import Table, tidy
from tiptui.drafting.columns import EVENT, Options, position_of
from tiptui.drafting.values import bare, known_statuses, plain, read_date
from tiptui.text.folding import fold

Cells = tuple[str, ...]

_ANY = "*"


class Answer(NamedTuple):
    """What a row says became of a recommendation: words of a status, and more; whence they are.

    `key` says whether the words were given as a status or as a response.
    """

    key: str
    words: str
    column: int = -1
    text: str = ""
    text_column: int = -1


class Rows:
    """The rows of a table, and what stands in them under each key."""

    def __init__(self, table: Table, options: Options) -> None:
        self.table, self.options = table, options
        self.columns: defaultdict[str, list[int]] = defaultdict(list)
        for key, column in options.map:
            self.columns[key].append(position_of(column, table))
        self._set = {key: tidy(words) for key, words in options.set.items()}
        self._signs: defaultdict[str, list[str]] = defaultdict(list)
        for key, sign in options.split:
            self._signs[key].append(sign)
        self._rules: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for key, old, new in options.values:
            self._rules[key][old if old == _ANY else plain(old)] = new
        # Most cells stand in a table again and again.
        self._names_in = cache(self._read_names)
        self._date_in = cache(self._read_date)
        self.status = cache(self._read_status)

    def names(self, key: str, row: Cells) -> Mapping[str, str]:
        """Return the names in a row under a key, else those for all rows: each by how it folds."""
        columns = self.columns[key]
        if len(columns) == 1:
            found = self._names_in(key, row[columns[0]])
        else:
            found = {k: v for each in columns for k, v in self._names_in(key, row[each]).items()}
        return found or self._names_in(key, self._set.get(key, ""))

    def _read_names(self, key: str, cell: str) -> Mapping[str, str]:
        """Return the names in a cell, each once; none where it has no letter and no digit."""
        parts = [cell]
        for sign in self._signs[key]:
            parts = [each for part in parts for each in part.split(sign)]
        once: dict[str, str] = {}
        for name in (self._mean(key, bare(part)) for part in parts):
            if any(map(str.isalnum, name)):
                once.setdefault(fold(name), name)
        return once

    def words(self, key: str, row: Cells) -> str:
        """Return the words of a row under a key, else those given for all rows."""
        read = bare if key in EVENT else tidy
        found = [words for column in self.columns[key] if (words := read(row[column]))]
        words = " · ".join(found) or self._set.get(key, "")
        return self._mean(key, words) if key in EVENT else words

    def _mean(self, key: str, words: str) -> str:
        """Return what words are meant to be, by the rules for values."""
        rules = self._rules[key]
        return rules.get(plain(words), rules.get(_ANY, words)) if rules and words else words

    def date(self, key: str, index: int) -> str:
        """Return the date of a row. Raise NoDocument, UnclearTable where an option tells which."""
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

    def answers(self, row: Cells) -> Iterator[Answer]:
        """Yield what a row says became of it.

        As many columns of words as of statuses are pairs. Else, and where words are a status, they
        are a response by themselves: of that status, or of the last that the row has before them.
        """
        statuses, answers = self.columns["status"], self.columns["response"]
        texts = {column: tidy(row[column]) for column in answers}
        paired = dict(zip(statuses, answers, strict=True)) if len(statuses) == len(answers) else {}
        last = given = self._set.get("status", "")
        for column in statuses:
            words = tidy(row[column]) or given
            text = texts.get(paired.get(column, -1), "")
            if text and words and not self.status("response", text):
                yield Answer("status", words, column, texts.pop(paired[column]), paired[column])
            elif words:
                yield Answer("status", words, column)
            last = words or last
        if given and not statuses and not any(texts.values()):
            yield Answer("status", given)
        for column, text in texts.items():
            if text and last and not self.status("response", text):
                yield Answer("status", last, column, text, column)
            elif text:
                yield Answer("response", text, column)
