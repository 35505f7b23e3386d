"""The query, one language for the screen and the command line: docs/queries.md has all of it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from shlex import quote
from typing import NamedTuple

from tiptui.collection.naming import NO_THEME, NOBODY, OF_FIELD, plain_name
from tiptui.record.follow_up import NO_RESPONSE, STATUSES
from tiptui.text.folding import UNSEEN, fold, holds, with_edges, words_of
from tiptui.text.near_words import did_you_mean, nearest
from tiptui.text.visible import clip, late

NONE = "none"  # the value of claims without one: without a theme, or to nobody in particular

IS = (
    *("statement", "recommendation", "point", "decision"),
    *("reported", "quoted", "person", "group", "unproved", "overdue", "marked"),
)

HAS = ("evidence", "response", "note", "due", "repeats", "number")

_MONTH, _OF_MONTH = "0[1-9]?|1[0-2]?|[2-9]", "0[1-9]?|[12][0-9]?|3[01]?|[4-9]"
_DAY = f"[0-9]{{1,4}}|[0-9]{{4}}-(?:(?:{_MONTH})(?:-(?:{_OF_MONTH})?)?)?"

# One dot: the second is still to be typed.
_DATE = late(rf"(?:{_DAY})?(?:\.\.(?:{_DAY})?|\.)?")

_MONTHS = late(r"[0-9]{0,4}(?:\.\.[0-9]{0,4}|\.)?")


class QueryField(NamedTuple):
    """A field of the query."""

    about: str
    words: str  # the form of a value in a title
    choices: tuple[str, ...] = ()  # all values, if these are few
    nothing: str = ""  # the name of the value `none`, if there is one

    def chosen(self, value: str) -> tuple[str, ...]:
        """Return the choices that a value means: a whole one, else all with this beginning."""
        value = value.lower().replace(" ", "-")  # "in progress" is in-progress
        begun = tuple(choice for choice in self.choices if choice.startswith(value))
        return (value,) if value in begun else begun


FIELDS: Mapping[str, QueryField] = {
    "by": QueryField("a speaker's id, or part of the name", "by {}"),
    "org": QueryField("the id of a speaker's organization, or part of its names", "from {}"),
    "to": QueryField("the id of an addressee, or part of the name", "to {}", nothing=NOBODY),
    "theme": QueryField("the id of a theme, or part of its name", "under {}", nothing=NO_THEME),
    "in": QueryField("the id of an event, or part of its name, series or place", "in {}"),
    "date": QueryField("when the event was: 2024, 2024-04, 2019..2021, 2022.., ..2019", "dated {}"),
    # Before `status`: see MEANT.
    "said": QueryField("a status that any of the responses gives", "once {}", STATUSES),
    "status": QueryField(
        f"{', '.join(STATUSES)}: that of the last response", "{}", (*STATUSES, NONE), NO_RESPONSE
    ),
    "silent": QueryField("months since the last response: 6, 6.., ..6, 6..12", "silent {} months"),
    "is": QueryField(", ".join(IS), "{}", IS),
    "has": QueryField(
        f"{', '.join(HAS)}; repeats finds links in the records, = also the same words",
        "with {}",
        HAS,
    ),
    "number": QueryField(
        "as the source numbers it: 140.7, 140.7,140.9, 140.7..140.14", "number {}"
    ),
    "id": QueryField("an id", "{}"),
    "same": QueryField(
        "the id of a recommendation: all that ask the same, linked or in nearly the same words",
        "the same as {}",
    ),
}

BY_NAME = {name: name for name in FIELDS} | {name.one: name.field for name in OF_FIELD.values()}
"""The field of each name that may be written."""


def written_names(field: str) -> str:
    """Return the written names of a field: `speaker: (by:)`."""
    plain = plain_name(field)
    return f"{field}:" if plain == field else f"{plain}: ({field}:)"


MEANT: Mapping[str, str] = {
    value: f"{name}:{value}" for name, field in FIELDS.items() for value in field.choices
} | {"unanswered": f"status:{NONE}", "nobody": f"to:{NONE}"}
"""The term for each word that is on the screen but in no claim."""

_NOBODY = "nobody answered", "not answered", "no answer", "no response", "without response"
MEANT_BY_TWO: Mapping[str, str] = dict.fromkeys(_NOBODY, MEANT["unanswered"])
"""The term for two words of which the last alone would mean another one."""

COUNTED = tuple(name for name in FIELDS if name not in ("number", "id", "same", "silent"))
"""The fields that can be counted: an id or a number belongs to one claim, months are many."""


def why_unreadable(name: str, values: tuple[str, ...]) -> str:
    """Return why a field with its values can't be read, or nothing."""
    field = FIELDS.get(name)
    if field is None:
        near = "by" if name == "from" else nearest(name, BY_NAME, 0.7)
        meant = f"; did you mean {near}:?" if near else ""
        return f"no field is called {clip(name)}: searched as words{meant}"
    if not values:
        return f"{plain_name(name)}: {field.about}"
    wrong = [value for value in values if field.choices and not field.chosen(value)]
    if wrong:
        of = "a status" if name in ("status", "said") else f"a value of {name}:"
        return f'"{clip(wrong[0])}" is not {of}; there are {", ".join(field.choices)}'
    wrong = [value for value in values if name == "silent" and not _MONTHS.fullmatch(value)]
    if wrong:
        return f"{clip(wrong[0])} is no number of months: write 6, 6.., ..6, 6..12"
    wrong = [value for value in values if name == "date" and not _DATE.fullmatch(value)]
    return f"{clip(wrong[0])} is no date: write 2024, 2024-04, 2019..2021, 2022.." if wrong else ""


def in_date(value: str) -> Callable[[str], bool]:
    """Return a test of a date for a date or a range: a partial one must be within as a whole."""
    # A month or a day of one digit is whole: `2024-1` is no October.
    whole = re.sub("-([1-9])(?![0-9])", r"-0\1", value)
    first, dots, last = whole.partition("..")
    if dots:
        return lambda date: date >= first and f"{date}-99-99"[: len(last)] <= last
    return lambda date: date.startswith(first.rstrip("."))


def in_numbers(value: str) -> Callable[[str], bool]:
    """Return a test of a number, for one, or for a range whose ends share all but the last part."""
    first, dots, last = value.partition("..")
    if not dots:
        return lambda number: number.lower() == value
    start, end = _parts(first), _parts(last)
    return lambda number: (
        start[0] == _parts(number)[0] == end[0] and (start[1] <= _parts(number)[1] <= end[1])
    )


def in_months(value: str) -> Callable[[str], bool]:
    """Return a test of a number of months, for one, or for a range that may be open."""
    first, dots, last = value.partition("..")
    return in_numbers(f"{first or 0}..{last or 9999}" if dots else first.rstrip("."))


RANGES = {"number": in_numbers, "silent": in_months}
"""The tests of the fields whose values are numbers."""


def _parts(number: str) -> tuple[str, int]:
    """Return the last part of a number, and all before it: `("140.", 7)`."""
    match = re.fullmatch(r"(.*?)([0-9]{1,9})", number.lower())
    return (match[1], int(match[2])) if match else (number, -1)


LONGEST = 500  # the most characters of a query: the time of a search grows with its words

TOO_LONG = f"a query has at most {LONGEST} characters"

EXACT = "="  # the sign before a value that must match as a whole

FoldedWords = tuple[str, ...]  # folded words, each once; a phrase is one, with edges

# The only choice that people write with a space.
_VALUE = late(
    rf'{EXACT}?(?:"[^"]*"?|(?i:(?:(?<=status:)|(?<=said:)|(?<=,)|\A)in[ ]progress)|[^\s",]+)'
)

_TERM = late(
    rf"""(?P<minus>-?)
    (?: (?P<field>[A-Za-z]+):(?P<values>(?:{_VALUE.pattern}|,)*)
    |   "(?P<phrase>[^"]*)"?
    |   \S+ )""",
    re.VERBOSE,
)


class Term(NamedTuple):
    """A condition: all the words, or the `id`; or one of the values of a field; or `either`."""

    words: FoldedWords = ()
    id: str = ""
    field: str = ""
    values: tuple[str, ...] = ()
    negated: bool = False
    either: "tuple[Term, ...]" = ()

    @property
    def is_text(self) -> bool:
        """True for words, which are looked for by letters and marked."""
        return not (self.field or self.negated or self.either)

    @property
    def texts(self) -> "tuple[Term, ...]":
        """The conditions on words: the term itself, or some of `either`."""
        return tuple(term for term in self.either or (self,) if term.is_text)

    def stands_in(self, text: str) -> bool:
        return all(holds(text, word) for word in self.words)


class Query(NamedTuple):
    """Terms that must all hold: texts with their words, and filters."""

    words: FoldedWords = ()
    terms: tuple[Term, ...] = ()
    unread: tuple[str, ...] = ()  # remarks on unreadable fields
    texts: tuple[Term, ...] = ()
    filters: frozenset[Term] = frozenset()
    marked: FoldedWords = ()  # the words of texts, and of each *or*

    @property
    def sides(self) -> tuple[tuple[FoldedWords, ...], ...]:
        """The words of each text; of an *or*, the words of each of its sides."""
        words = attrgetter("words")
        return tuple(tuple(map(words, term.texts)) for term in self.terms if term.texts)

    def asks_for(self, field: str) -> bool:
        return any(term.field == field for term in self.filters)


NO_QUERY = Query()


class Written(NamedTuple):
    """A term as it is written, between two positions."""

    text: str  # with its closing quotation mark, also if that is still to be typed
    start: int
    end: int
    term: Term | None  # None for an unfinished one
    unread: str = ""


def parse(text: str) -> Query:
    written = list(read(UNSEEN.sub("", text)))
    terms = tuple(part.term for part in written if part.term)
    texts = tuple(term for term in terms if term.is_text)
    unread = tuple(part.unread for part in written if part.unread)
    marked = _words([text for term in terms for text in term.texts])
    return Query(_words(texts), terms, unread, texts, frozenset(terms).difference(texts), marked)


def _words(texts: Sequence[Term]) -> FoldedWords:
    return tuple(dict.fromkeys(word for term in texts for word in term.words))


OR = "|"
"""The sign between terms of which one must hold; at an end of the query it means nothing yet."""


def read(text: str) -> Iterator[Written]:
    """Yield the terms of a query; those with an *or* between them are one."""
    groups, is_or = list[list[Written]](), False
    for part in read_parts(text):
        if part.text != OR:
            if not (groups and is_or):
                groups.append([])
            groups[-1].append(part)
        is_or = part.text == OR
    for parts in groups:
        if len(parts) == 1:
            yield parts[0]
            continue
        terms = dict.fromkeys(part.term for part in parts if part.term)
        term = Term(either=tuple(terms)) if len(terms) > 1 else next(iter(terms), None)
        unread = next((part.unread for part in parts if part.unread), "")
        words = f" {OR} ".join(part.text for part in parts)
        yield Written(words, parts[0].start, parts[-1].end, term, unread)


def read_parts(text: str) -> Iterator[Written]:
    for match in _TERM.finditer(text) if text else ():
        name, phrase = (match["field"] or "").lower(), match["phrase"]
        name = BY_NAME.get(name, name)
        bare = match[0][len(match["minus"]) :]
        unread, negated = "", bool(match["minus"])
        term: Term | None = None
        if name:
            texts = (value.replace('"', "") for value in _VALUE.findall(match["values"]))
            # Nothing can be compared with signs alone.
            values = tuple(text for text in texts if fold(text.removeprefix(EXACT)).strip())
            unread = why_unreadable(name, values)
            term = Term((), "", name, values, negated)
        if phrase is not None:
            folded = with_edges(" ".join(fold(phrase).split()))
            term = Term((folded,) if folded else (), negated=negated)
        elif not name or unread:
            term = Term(words_of(bare), bare.lower(), negated=negated)
        awaited = match[0] == OR or (name in FIELDS and not match["values"].strip(f'{EXACT}",'))
        holds = term if term and (term.words or term.field) and not awaited else None
        is_open = (name or phrase is not None) and match[0].count('"') % 2
        yield Written(match[0] + ('"' if is_open else ""), *match.span(), holds, unread)


def terms_of(text: str) -> list[tuple[str, Term]]:
    return [(written.text, written.term) for written in read(UNSEEN.sub("", text)) if written.term]


def write(field: str, *values: str) -> str:
    """Return the text of a term: `theme:prevention`, `to:="Uzma Kardar"`, `to:chad,jordan`."""
    texts = (value.replace('"', "") for value in values)
    quoted = (re.sub(rf"({EXACT}?)(.*[\s,].*)", r'\1"\2"', text, flags=re.DOTALL) for text in texts)
    return f"{field}:{','.join(quoted)}"


_OF_SHELL = late(r"[^\w @%+=:,./#-]|(?<!\S)[#=]")  # signs that mean something to a shell


def for_shell(query: str) -> str:
    """Return a query to paste into a shell: in single quotes where a shell needs them."""
    text = UNSEEN.sub("", query).strip()
    return quote(text) if _OF_SHELL.search(text) else text


def with_words(text: str, words: str) -> str:
    return join([written for written, term in terms_of(text) if not term.is_text]) + words


def without_last(text: str) -> str:
    """Return a query without its last term, or without its last words."""
    left = list(read(text))
    last = left.pop().term if left else None
    while last and last.is_text and left and (not (term := left[-1].term) or term.is_text):
        left.pop()
    return join([written.text for written in left])


def with_term(text: str, *terms: str) -> str:
    return join([*dict.fromkeys((*(written.text for written in read(text)), *terms))])


def join(terms: Sequence[str]) -> str:
    """Join terms to a query in which the next can be typed at once."""
    return "".join(f"{term} " for term in terms)


# By name: `@name` in a query stands for the text of another.

_NAMED = late(r'"[^"]*"?|(?<!\S)@(\S+)')  # words in quotation marks are text


class NoSuchQuery(Exception):
    """An error in words: there is no query of that name, or the query is too long."""


def without_names(text: str, queries: Mapping[str, str]) -> str:
    """Return a query with the text of each query that it names. Raise NoSuchQuery."""

    def text_of(found: re.Match[str]) -> str:
        name = found[1]
        if name is None:
            return found[0]
        if name not in queries:
            near = nearest(name, queries)
            hint = did_you_mean(near and f"@{near}")
            raise NoSuchQuery(f"no query is called @{clip(name)}{hint}")
        return queries[name]

    whole = _NAMED.sub(text_of, text)
    if whole != text and len(whole) > LONGEST:
        raise NoSuchQuery(TOO_LONG)
    return whole
