"""What was typed to be searched for."""

from typing import NamedTuple

from tiptui.text.folding import UNSEEN, words_of

LONGEST = 500
"""The most characters of a query: the time that a search takes grows with its words."""

TOO_LONG = f"a query has at most {LONGEST} characters"

Words = tuple[str, ...]
"""Folded words, each once."""


class Term(NamedTuple):
    """What was typed between two spaces: the folded words in it, or perhaps an id."""

    words: Words
    id: str


class Query(NamedTuple):
    """Terms that must all hold, and all words in them."""

    words: Words = ()
    terms: tuple[Term, ...] = ()


NO_QUERY = Query()


def parse(text: str) -> Query:
    """Return the query that a text is. Dashes part words; an id has them."""
    terms = (Term(words_of(part), UNSEEN.sub("", part).lower()) for part in text.split())
    return Query(words_of(text), tuple(term for term in terms if term.words))
