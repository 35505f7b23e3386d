"""The query, one language for the screen and the command line: `word "a phrase" -not field:value`.

All terms must hold. A comma in a value is an *or*. What can't be read is text.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tiptui.record.follow_up import NO_RESPONSE, STATUSES
from tiptui.text.folding import UNSEEN, fold, holds, with_edges, words_of
from tiptui.text.near_words import nearest
from tiptui.text.visible import clip

# The fields: what may stand after each colon.

NONE = "none"
"""The value of what has none: a claim without a theme, one that asks nobody in particular."""

IS = (
    *("statement", "recommendation", "point"),
    *("reported", "quoted", "person", "group", "unproved", "overdue", "marked"),
)

HAS = ("evidence", "response", "note", "due", "repeats", "number")

_DAY = "[0-9]{1,4}|[0-9]{4}-(?:[0-9]{1,2}(?:-[0-9]{0,2})?)?"

# One dot: the second is still to be typed.
_DATE = re.compile(rf"(?P<first>{_DAY})?(?:(?P<range>\.\.)(?P<last>{_DAY})?|\.)?")


class QueryField(NamedTuple):
    """A field of the query.

    `about` says what its values are, `words` how a title puts one; `choices` are all that there can
    be, where these are few. `nothing` is what has none called, where `none` asks for that.
    """

    about: str
    words: str
    choices: tuple[str, ...] = ()
    nothing: str = ""

    def chosen(self, value: str) -> tuple[str, ...]:
        """Return the choices that a value means: one in full, else all that begin so."""
        value = value.lower().replace(" ", "-")  # "in progress" is in-progress
        begun = tuple(each for each in self.choices if each.startswith(value))
        return (value,) if value in begun else begun


FIELDS: Mapping[str, QueryField] = {
    "by": QueryField("a speaker's id, or part of the name", "by {}"),
    "org": QueryField("the id of a speaker's organization, or part of its names", "from {}"),
    "to": QueryField("the id of whom it asks, or part of whom", "to {}", nothing="nobody named"),
    "theme": QueryField("the id of a theme, or part of its name", "under {}", nothing="no theme"),
    "in": QueryField("the id of an event, or part of its name, series or place", "in {}"),
    "date": QueryField("when the event was: 2024, 2024-04, 2019..2021, 2022.., ..2019", "dated {}"),
    "status": QueryField(
        f"{', '.join(STATUSES)}: what became of it last",
        "{}",
        (*STATUSES, NONE),
        nothing=NO_RESPONSE,
    ),
    "is": QueryField(", ".join(IS), "{}", IS),
    "has": QueryField(
        f"{', '.join(HAS)}; repeats is a link that a record makes, = finds the same words",
        "with {}",
        HAS,
    ),
    "id": QueryField("an id", "{}"),
    "same": QueryField(
        "a recommendation's id: all that ask the same, linked or in nearly the same words",
        "the same as {}",
    ),
}


PLAIN = {
    "by": "speaker",
    "org": "organization",
    "to": "addressee",
    "in": "dialogue",
    "date": "year",
}
"""What people call a field, as headings have it, where a query has a shorter name too."""

BY_NAME = {each: each for each in FIELDS} | {plain: each for each, plain in PLAIN.items()}
"""The field that each name is that may be written."""


def heading(field: str) -> str:
    """Return the plain name of a field."""
    return PLAIN.get(field, field)


def written_names(field: str) -> str:
    """Return how a field is written: `speaker: (by:)`."""
    return f"{PLAIN[field]}: ({field}:)" if field in PLAIN else f"{field}:"


MEANT: Mapping[str, str] = {
    value: f"{name}:{value}" for name, field in FIELDS.items() for value in field.choices
} | {"unanswered": f"status:{NONE}", "nobody": f"to:{NONE}"}
"""The terms that single words may be meant for: they stand on the screen, in no claim."""


COUNTED = tuple(name for name in FIELDS if name not in ("id", "same"))
"""The fields whose values can be counted: an id is one claim's own."""


def why_unreadable(name: str, values: tuple[str, ...]) -> str:
    """Return why what was typed as a field and its values is none; empty where it is one."""
    field = FIELDS.get(name)
    if field is None:
        near = nearest(name, BY_NAME, 0.7)
        meant = f"; did you mean {near}:?" if near else ""
        return f"no field is called {clip(name)}: searched as words{meant}"
    if not values:
        return f"{heading(name)}: {field.about}"
    wrong = [each for each in values if field.choices and not field.chosen(each)]
    if wrong:
        of = "a status" if name == "status" else f"a value of {name}:"
        return f'"{clip(wrong[0])}" is not {of}; there are {", ".join(field.choices)}'
    wrong = [each for each in values if name == "date" and not _DATE.fullmatch(each)]
    return f"{clip(wrong[0])} is no date: write 2024, 2024-04, 2019..2021, 2022.." if wrong else ""


def in_date(value: str) -> Callable[[str], bool]:
    """Return what tells whether a date, which may be partial, is in a date or a range of dates."""
    match = _DATE.fullmatch(value)
    first, last = (match["first"] or "", match["last"] or "") if match else ("", "")
    if match and match["range"]:
        return lambda date: date >= first and date[: len(last)] <= last
    return lambda date: date.startswith(first)


# The language.

LONGEST = 500
"""The most characters of a query: the time that a search takes grows with its words."""

TOO_LONG = f"a query has at most {LONGEST} characters"

EXACT = "="
"""Before a value that must be the whole of what it is compared with."""

FoldedWords = tuple[str, ...]
"""Folded words, each once; of a phrase its words and what is between them are one, with edges."""

# The one value of those that are known that people write with a space.
_VALUE = re.compile(rf'{EXACT}?(?:"[^"]*"?|(?i:(?:(?<=status:)|(?<=,)|\A)in[ ]progress)|[^\s",]+)')

_TERM = re.compile(
    rf"""(?P<minus>-?)
    (?: (?P<field>[A-Za-z]+):(?P<values>(?:{_VALUE.pattern}|,)*)
    |   "(?P<phrase>[^"]*)"?
    |   \S+ )""",
    re.VERBOSE,
)


class Term(NamedTuple):
    """What must hold, or must not, if it is `negated`.

    The folded words are all in it, or it is called `id`; or else one of the values of a field is
    its own.
    """

    words: FoldedWords = ()
    id: str = ""
    field: str = ""
    values: tuple[str, ...] = ()
    negated: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it is what is looked for by letters, and marked."""
        return not self.field and not self.negated

    def stands_in(self, text: str) -> bool:
        """Return whether all its words are in a folded text."""
        return all(holds(text, word) for word in self.words)

    @property
    def is_of_event(self) -> bool:
        """Whether it says which dialogues are meant, whatever is in them."""
        return self.field in ("in", "date")


class Query(NamedTuple):
    """Terms that must all hold, all words of those that are text, and what could not be read."""

    words: FoldedWords = ()
    terms: tuple[Term, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[Term, ...]:
        """The terms that are looked for by letters."""
        return tuple(term for term in self.terms if term.is_text)

    @property
    def filters(self) -> frozenset[Term]:
        """The terms that only leave something out."""
        return frozenset(term for term in self.terms if not term.is_text)


NO_QUERY = Query()


class Written(NamedTuple):
    """A term as it is written, from and up to which code point; None for what is not one yet.

    `text` has the quotation mark that is still to be typed: another term can stand after it.
    """

    text: str
    start: int
    end: int
    term: Term | None
    unread: str = ""

    @property
    def is_text(self) -> bool:
        """Whether it is what is looked for by letters."""
        return self.term is not None and self.term.is_text


def parse(text: str) -> Query:
    """Return the query that a text is."""
    written = list(read(UNSEEN.sub("", text)))
    terms = tuple(each.term for each in written if each.term)
    words = dict.fromkeys(word for term in terms if term.is_text for word in term.words)
    return Query(tuple(words), terms, tuple(each.unread for each in written if each.unread))


def read(text: str) -> Iterator[Written]:
    """Yield what is written in a query, term by term."""
    for match in _TERM.finditer(text):
        name, phrase = (match["field"] or "").lower(), match["phrase"]
        name = BY_NAME.get(name, name)
        bare = match[0][len(match["minus"]) :]
        unread, negated = "", bool(match["minus"])
        term: Term | None = None
        if name:
            values = tuple(filter(None, map(_unquoted, _VALUE.findall(match["values"]))))
            unread = why_unreadable(name, values)
            term = Term((), "", name, values, negated)
        if phrase is not None:
            folded = with_edges(" ".join(fold(phrase).split()))
            term = Term((folded,) if folded else (), negated=negated)
        elif not name or unread:
            term = Term(words_of(bare), bare.lower(), negated=negated)
        awaited = name in FIELDS and not match["values"].strip(f'{EXACT}",')
        holds = term if term and (term.words or term.field) and not awaited else None
        is_open = (name or phrase is not None) and match[0].count('"') % 2
        yield Written(match[0] + '"' * bool(is_open), *match.span(), holds, unread)


def terms_of(text: str) -> list[tuple[str, Term]]:
    """Return the terms of a query, each with how it is written."""
    return [(each.text, each.term) for each in read(UNSEEN.sub("", text)) if each.term]


def _unquoted(value: str) -> str:
    """Return a value without its quotation marks; empty where nothing can be compared with it."""
    text = value.replace('"', "")
    return text if fold(text.removeprefix(EXACT)).strip() else ""


def write(field: str, value: str) -> str:
    """Return a term as it is written, `theme:prevention`; `by:` of a name has quotation marks."""
    value = value.replace('"', "")
    return f'{field}:"{value}"' if re.search(r"[\s,]", value) else f"{field}:{value}"


def with_words(text: str, words: str) -> str:
    """Return a query with other words to look for, its other terms as they are."""
    return join([written for written, term in terms_of(text) if not term.is_text]) + words


def without_last(text: str) -> str:
    """Return a query without the last of it: a term, or the words beside each other."""
    left = list(read(text))
    last = left.pop() if left else None
    while last and last.is_text and left and (left[-1].is_text or not left[-1].term):
        left.pop()
    return join([each.text for each in left])


def with_term(text: str, term: str) -> str:
    """Return a query with one more term, if it has not got it."""
    terms = [each.text for each in read(text)]
    return join(terms if term in terms else [*terms, term])


def join(terms: Sequence[str]) -> str:
    """Return the query of some terms; the next one can be typed at once."""
    return "".join(f"{term} " for term in terms)


# By name: `@name` in a query stands for the text of another.

_NAMED = re.compile(r'"[^"]*"?|(?<!\S)@(\S+)')  # what stands in quotation marks is text


class NoSuchQuery(Exception):
    """No query has the name, or what it stands for is too long; says so in one line."""


def without_names(text: str, queries: Mapping[str, str]) -> str:
    """Return a query with the text of each query that it names. Raise NoSuchQuery."""

    def written_out(found: re.Match[str]) -> str:
        name = found[1]
        if name is None:
            return found[0]
        if name not in queries:
            near = nearest(name, queries)
            meant = f"; did you mean @{near}?" if near else ""
            raise NoSuchQuery(f"no query is called @{clip(name)}{meant}")
        return queries[name]

    whole = _NAMED.sub(written_out, text)
    if whole != text and len(whole) > LONGEST:
        raise NoSuchQuery(TOO_LONG)
    return whole
