"""Which words at the head of a line are the name of who speaks, and which head other things.

A name is one to six words of letters alone, in any script, of at most 60 letters. Where a script
has capitals, each word begins with one, or is a particle (`van`, `bin`, `de la`), an initial or a
title. Digits, addresses and sentences are no names, nor is what heads other things than words that
somebody said: `Note`, `Date`, `Action`, `Agenda item 3`. Who is only called by what they are
there for is one: `THE CHAIR`, `Moderator`, `Participant 3`. The words of all this are data, in
`names.txt`.
"""

import re
from collections.abc import Sequence
from itertools import dropwhile
from pathlib import Path
from unicodedata import category

from tiptui.text.folding import fold

_MOST_LETTERS = 60
_MOST_WORDS = 6
_MOST_IDEOGRAPHS = 12


LISTS = {
    title: frozenset(words.replace("_", " ") for words in text.split())
    for title, text in re.findall(
        r"^\[(.+)\]\n(?:#.*\n)?((?:.+\n)+)",
        Path(__file__).with_name("names.txt").read_text("utf-8"),
        re.MULTILINE,
    )
}
"""The words of `names.txt` by the titles that they stand under."""


def _either(words: frozenset[str]) -> frozenset[str]:
    """Return words as they are written, and folded."""
    return words | frozenset(map(fold, words))


_ARTICLES = LISTS["articles"]
_MEN, _WOMEN = LISTS["titles of men"], LISTS["titles of women"]
_TITLES = _ARTICLES | _MEN | _WOMEN | LISTS["titles of anybody"]
_FOLDED_TITLES = _either(_TITLES)
_PARTICLES = LISTS["particles"]
_ROLES = _either(LISTS["roles"])
_OFFICES = _ROLES | LISTS["offices"]
_PART_OF_OFFICE = re.compile("|".join(LISTS["parts of offices"]))
_LAST_LABELS = LISTS["labels"]
_LABELS = _LAST_LABELS | LISTS["labels that are family names"]
_CLAUSES = LISTS["clauses"]
_NO_NAME = re.compile("|".join(LISTS["no parts of names"]))
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")

# Hebrew writes what is shortened with a mark before its last letter.
_WITHIN = re.compile(r"(?<=[\u05d0-\u05ea])[\"״”](?=[\u05d0-\u05ea])")


def are_initials(letters: str, name: str) -> bool:
    """Return whether letters stand for a name, as `AvW` does for Aaron van Wirdum."""
    wanted, rest = fold(letters), iter("".join(own_words(name)))
    short = 1 < len(letters) < 5 and letters[:1].isupper()
    return short and wanted[0] == next(rest, "") and all(each in rest for each in wanted[1:])


def is_name(text: str) -> bool:
    """Return whether a text is the name of who speaks, by the rule above."""
    words = text.replace("_", " ").split()
    if not words or len(text) > _MOST_LETTERS or len(words) > _MOST_WORDS:
        return False
    if is_role(text):
        return True
    own = [word for word in words if _bare(word) not in _TITLES]
    # Director of Works, but not Translation of French.
    named = (word for word in words if word != "of" or not is_office(text))
    if not own or not all(map(_is_word, named)) or is_label(words):
        return False
    if ideographs := len(_IDEOGRAPH.findall(text)):
        return 1 < ideographs <= _MOST_IDEOGRAPHS and not _NO_NAME.search(text)
    # A letter alone counts something: a), b).
    longest = max(sum(map(str.isalpha, word)) for word in own)
    return longest > 1 and not all(
        _bare(word) in _PARTICLES and word != word.upper() for word in own
    )


def is_label(words: Sequence[str]) -> bool:
    """Return whether words head other things than what somebody said: by their first or last."""
    first, last = _bare(words[0]), _bare(words[-1])
    label = first in _LABELS or (len(last) > 1 and last in _LAST_LABELS)
    return label or first in _CLAUSES or last in _CLAUSES


def may_be_name(words: Sequence[str]) -> bool:
    """Return whether words may be what somebody is called, whoever that is."""
    first = next(filter(str.isalpha, "".join(words)), "")
    ideographs = sum(bool(_IDEOGRAPH.match(letter)) for word in words for letter in word)
    few = 0 < len(words) <= _MOST_WORDS and ideographs <= _MOST_IDEOGRAPHS
    sentence = len(words) > 1 and (first.islower() or _bare(words[0]) in _CLAUSES)
    unnamed = {*"".join(words)} == {"?"}
    return few and (unnamed or (bool(first) and not sentence))


def begins_label(word: str) -> bool:
    """Return whether a word begins what heads other things than what somebody said."""
    return _bare(word) in _LABELS


def is_particle(word: str) -> bool:
    return word in _PARTICLES


def has_title(name: str) -> bool:
    """Return whether a title, and no mere article, stands before a name."""
    return not {*map(_bare, name.split()[:-1])}.isdisjoint(_TITLES - _ARTICLES)


def is_evident(name: str) -> bool:
    """Return whether a name looks like one by itself: several capital letters, an office."""
    chinese = 1 < len(name) < 4 and all(map(_IDEOGRAPH.match, name))
    told = chinese or is_role(name) or (has_capitals(name) and len(own_words(name)) > 1)
    return told and is_name(name)


def has_capitals(name: str) -> bool:
    """Return whether a name is in a script that tells names by their capitals."""
    return name.lower() != name.upper()


def is_role(text: str) -> bool:
    """Return whether somebody is only called by what they are there for: `Participant 3`."""
    words = [_bare(word) for word in text.replace("_", " ").split()]
    words = [word for word in words if word not in _TITLES]
    if len(words) > 1 and re.fullmatch("[0-9]{1,3}|[a-z]", words[-1]):
        words.pop()
    return 0 < len(words) <= 2 and all(word in _ROLES for word in words)


def is_office(text: str) -> bool:
    """Return whether what is said of somebody is their role, not where they come from."""
    known = any(_bare(word) in _OFFICES for word in text.split())
    return known or bool(_PART_OF_OFFICE.search(text.casefold()))


def own_words(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded, without titles; `Minister Khan` is Khan."""
    words = (fold(word).strip(".,") for word in name.replace(".", ". ").split())
    untitled = tuple(word for word in words if word and word not in _FOLDED_TITLES)
    own = tuple(dropwhile(_ROLES.__contains__, untitled))
    return own if any(len(word) > 1 and word.isalpha() for word in own) else untitled


def untitled(name: str) -> str:
    """Return a name as it is written, without titles."""
    return " ".join(word for word in name.split() if _bare(word) not in _TITLES) or name


def gender(name: str) -> str:
    """Return what the title of a name says of whom it names: `mr`, `ms`, or nothing."""
    titles = {_bare(word) for word in name.split()}
    return "mr" if titles & _MEN else "ms" if titles & _WOMEN else ""


def differ(one: str, other: str) -> bool:
    """Return whether the titles of two names say that they are two people."""
    return {gender(one), gender(other)} == {"mr", "ms"}


def _bare(word: str) -> str:
    """Return a word as the lists have it: without case and the stops of abbreviations."""
    return _WITHIN.sub("״", word.casefold().replace("’", "'").strip(".,"))


def _is_word(word: str) -> bool:
    """Return whether a word can stand in a name."""
    word = _WITHIN.sub("", word)
    if not all(map(_stands, word)) or not any(map(str.isalpha, word)):
        return False
    if _bare(word) in _PARTICLES or _bare(word) in _TITLES:
        return True
    # A small letter after a stop stands in addresses and programs: Array.from
    if any(part[:1].islower() for part in word.split(".")[1:]):
        return False
    first = next(letter for letter in word if letter.isalpha())
    particle, _, rest = re.split("(['’ʼ-]|$)", word, maxsplit=1)
    return not first.islower() or (len(particle) < 4 and rest[:1].isupper())


def _stands(letter: str) -> bool:
    return letter.isalpha() or letter in ".,'’‘ʼʻ`-‐·・\u200c\u200d" or category(letter)[0] == "M"
