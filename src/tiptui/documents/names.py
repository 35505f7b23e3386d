"""Names of speakers, by the rules of docs/documents.md: their titles, roles, words and notes."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from unicodedata import category

from tiptui.text.folding import fold
from tiptui.text.rules import Rules, lines_of_languages, word_lists

_MOST_LETTERS, _MOST_WORDS, _MOST_IDEOGRAPHS, _MOST_KEPT = 60, 6, 12, 2**12
_LONGEST_SHORT = 5  # letters of an abbreviation with its stop; a longer word ends a sentence

_RULES = Rules(__file__)
LANGUAGES = lines_of_languages(f"{Path(__file__).parent}/languages")
"""Words of names by their kind, in all languages: titles, roles, offices, particles."""

LISTS = word_lists(__file__)
LISTS |= {title: frozenset(words) for title, words in LANGUAGES.items()}
_ARTICLES = LISTS["articles"]
_MEN = LISTS["titles of men"]
_WOMEN = LISTS["titles of women"]
_TITLES_PROPER = _MEN | _WOMEN | LISTS["titles of anybody"]
_TITLES = _ARTICLES | _TITLES_PROPER
_FOLDED_TITLES = _TITLES | {fold(title) for title in _TITLES}
_ROLES = LISTS["roles"] | {fold(role) for role in LISTS["roles"]}
_OFFICES = _ROLES | LISTS["offices"]
_PART_OF_OFFICE = re.compile("|".join(LISTS["parts of offices"]))
_LABELS = LISTS["labels"] | LISTS["labels that are family names"]
_CLAUSES, PARTICLES = LISTS["clauses"], LISTS["particles"]
_NO_NAME = re.compile("|".join(LISTS["no parts of names"]))
ENUMERATED = re.compile(r"(?:[a-z]\.|[IVXL]{2,}\.|[IVX]{3,})(?:\s|$)")
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_CHINESE = re.compile(f"{_IDEOGRAPH.pattern}{{2,3}}")
_NUMBER = re.compile("[0-9]{1,3}|[a-z]")  # behind a role

_IN_WORDS = ".,'’‘ʼʻ`-‐‑–·・\u200c\u200d"
# Hebrew writes an abbreviation with a mark before its last letter.
_WITHIN = re.compile(r"(?<=[\u05d0-\u05ea])[\"״”](?=[\u05d0-\u05ea])")
BRACKETED = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
# Of two groups in brackets the first is a place: Ada Byron (Berlin) (IOM)
_PLACE = re.compile(r"\((?![^a-z()]*\))([^()]*)\)\s*(?=\()")
# Hon. (Ms.) Byron
_TITLE_IN_BRACKETS = re.compile(r"\((\w{2,4}\.?)\)")
# Cllr Byron (M)
_INITIAL_BEHIND = re.compile(r"(\S+) [^\W\d_a-z][\w'’-]+ \([A-Z]\)(?![^\s:,;])")
PARTY_AND_STATE = re.compile(r"[DIR]-[A-Z][A-Za-z.]*")
# A dash within a word is none: Grant–Martin
PIECES = re.compile(r"\s*(?:[(（\[)）\],，|]|[–—](?![^\W\d_])|(?<![^\W\d_])[–—])\s*|\s+-\s+")


@lru_cache(_MOST_KEPT)  # a transcript repeats its names
def is_name(text: str) -> bool:
    """Return whether a text is the name of a speaker: one to six words, in any script."""
    before_initial = _with_initial(text)[:-4]
    words = (before_initial or text).replace("_", " ").split()
    if not words or len(text) > _MOST_LETTERS or are_many(words):
        return False
    if ENUMERATED.match(text) or PARTY_AND_STATE.fullmatch(text):
        return False
    if is_role(text):
        return True

    proper = [word for word in words if _bare(word) not in _TITLES]
    if not proper or is_label(words):
        return False
    for word in words:
        # Director of Works, but not Translation of French.
        if not _is_word(word) and not (word == "of" and is_office(text)):
            return False

    if _IDEOGRAPH.search(text):
        return has_few_ideographs(text, least=2) and not _NO_NAME.search(text)
    # A single letter counts items: a), b).
    if all(len(letters_of(word)) < 2 for word in proper):
        return False
    return not all(_is_particle(word) for word in proper)


def _with_initial(name: str) -> str:
    """Return a title, a family name and an initial behind it, if a text begins so; else ""."""
    match = _INITIAL_BEHIND.match(name)
    return match[0] if match and is_title(match[1]) else ""


def has_few_ideographs(text: str, least: int = 0) -> bool:
    """Return whether a name can have as many ideographs as a text."""
    return least <= len(_IDEOGRAPH.findall(text)) <= _MOST_IDEOGRAPHS


def letters_of(text: str) -> str:
    return "".join([letter for letter in text if letter.isalpha()])


def are_many(words: Iterable[str]) -> bool:
    """Return whether there are more words than in a name, without titles."""
    others = [word for word in words if not is_title(word)]
    return len(others) > _MOST_WORDS


def _is_word(word: str) -> bool:
    """Return whether a word may be part of a name: `O'Brien`, `van`, `Dr.`, not `x-ray` or `a1`."""
    word = _WITHIN.sub("", word)
    bare = _bare(word)
    if len(word) > _LONGEST_SHORT and word.endswith(".") and bare not in _TITLES:
        return False
    for sign in word:
        if not sign.isalpha() and sign not in _IN_WORDS and category(sign)[0] != "M":
            return False

    letters = letters_of(word)
    if not letters:
        return False
    if bare in PARTICLES or bare in _TITLES:
        return True
    # Addresses and programs have a small letter after a stop: Array.from
    _, *parts = word.split(".")
    if any(part[:1].islower() for part in parts):
        return False
    particle, _, rest = re.split("(['’ʼ-]|$)", word, maxsplit=1)
    return not letters[0].islower() or (len(particle) < 4 and rest[:1].isupper())


def _is_particle(word: str) -> bool:
    return _bare(word) in PARTICLES and not word.isupper()


def _bare(word: str) -> str:
    """Return a word as in the lists: without case and the stops of abbreviations."""
    if word.isascii():
        return word.lower().strip(".,")
    return _WITHIN.sub("״", word.casefold().replace("’", "'").strip(".,"))


# Titles, roles and other words.


def is_title(word: str) -> bool:
    return _bare(word) in _TITLES_PROPER


def has_title(name: str) -> bool:
    return any(is_title(word) for word in name.split()[:-1])


def begins_with_title(title: str, rest: str) -> bool:
    """Return whether a word is a title, or an article before a role."""
    bare = _bare(title)
    return is_role(rest) if bare in _ARTICLES else bare in _TITLES


def is_evident(name: str) -> bool:
    """Return whether a name looks like one by itself, as words in capitals and a role do."""
    is_full = has_capitals(name) and len(own_words(name)) > 1
    return (is_full or _CHINESE.fullmatch(name) is not None or is_role(name)) and is_name(name)


def has_capitals(name: str) -> bool:
    return name.lower() != name.upper()


def is_role(text: str) -> bool:
    """Return whether a text is a role, as `Participant 3`."""
    words: list[str] = []
    for part in text.replace("_", " ").split():
        word = _bare(part)
        if word not in _TITLES:
            words.append(word)
    if len(words) > 1 and (_NUMBER.fullmatch(words[-1]) or words[-1] in LISTS["ordinals"]):
        words.pop()
    return 0 < len(words) <= 2 and _ROLES.issuperset(words)


def is_office(text: str) -> bool:
    for part in text.split():
        word = _bare(part).removeprefix("co-")
        if word in _OFFICES or word.removesuffix("s") in _OFFICES:
            return True
    return bool(_PART_OF_OFFICE.search(text.casefold()))


def is_label(words: Sequence[str]) -> bool:
    if re.fullmatch(r"[^\W\d_]\.", words[0]) and len(words) > 1:  # an initial
        words = words[1:]
    last = _bare(words[-1])
    if len(last) > 1 and (last in LISTS["labels"] or last in _CLAUSES):
        return True
    return begins_label(words[0]) or begins_clause(words[0])


def begins_label(word: str) -> bool:
    return _bare(word) in _LABELS


def begins_clause(word: str) -> bool:
    return _bare(word) in _CLAUSES


@lru_cache(_MOST_KEPT)
def own_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without titles and roles: Khan of `Minister Khan`."""
    untitled: list[str] = []
    is_first = True
    for part in name.replace(".", ". ").split():
        word = fold(part).strip(".,()")
        # `M. Dupont` has a title, `Mr. M. Dupont` initials.
        is_initial = len(word) == 1 and not is_first
        if is_initial or (word and word not in _FOLDED_TITLES):
            untitled.append(word)
        if word:
            is_first = False

    words = list(untitled)
    while words and words[0] in _ROLES:
        words.pop(0)
    has_name = any(len(word) > 1 and word.isalpha() for word in words)
    return tuple(words if has_name else untitled)


def without_titles(name: str) -> str:
    return " ".join(word for word in name.split() if _bare(word) not in _TITLES) or name


def gender(name: str) -> str:
    """Return the gender of the title of a name: `mr`, `ms`, or ""."""
    titles = {_bare(word) for word in name.split()}
    if titles & _MEN:
        return "mr"
    return "ms" if titles & _WOMEN else ""


def genders_differ(one: str, other: str) -> bool:
    return {gender(one), gender(other)} == {"mr", "ms"}


# Initials.


def are_initials(letters: str, name: str) -> bool:
    """Return whether letters abbreviate a name, as `AvW` does Aaron van Wirdum.

    They stand in it in this order, and their capitals begin its words.
    """
    parts = re.findall(r"[^\W_]+", name)
    words = [fold(word) for word in parts if len(word) == 1 or not is_title(word)]
    folded = fold(letters)
    is_short = 1 < len(letters) < 5 and letters[:1].isupper()
    if not is_short or not words or folded[:1] != words[0][:1]:
        return False

    capitals = fold("".join([letter for letter in letters if letter.isupper()]))
    if len(capitals) == 1:  # a short form, as Rob, and not Kate of Karsten
        return words[0].startswith(folded)
    first_letters = "".join([word[:1] for word in words])
    last = _end_in_order(capitals, first_letters)
    if not last or words[last - 1] in PARTICLES:
        return False
    return _end_in_order(folded, "".join(words)) > 0


def _end_in_order(letters: str, text: str) -> int:
    """Return where letters end in a text that has them in this order, or 0."""
    end = 0
    for letter in letters:
        end = text.find(letter, end) + 1
        if not end:
            return 0
    return end


def begins_with_initials(text: str) -> bool:
    """Return whether initials stand before words: `J. A. Ministry of Works`, not `U.S. Navy`."""
    return bool(_RULES["initials before"].match(text))


# Notes.


def name_and_notes(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a name and its notes, after a comma, after a dash or in brackets."""
    plain = text.replace("**", "").replace("__", " ").strip()
    plain = _PLACE.sub(_keep_office, plain)
    name, *pieces = PIECES.split(_RULES["portfolios"].sub(_keep_whole, plain))
    notes: list[str] = []
    for piece in pieces:
        note = piece.strip(" .*_").replace("\0", ",")
        if len(note) > 1 and _is_note(note):
            notes.append(note)
    return _with_initial(plain) or name.strip(" *_").replace("\0", ","), tuple(notes)


def _keep_office(brackets: re.Match[str]) -> str:
    return brackets[0] if is_office(brackets[1]) else ""


def _keep_whole(portfolio: re.Match[str]) -> str:
    """Return a portfolio of several parts, behind an office with a sign for its commas."""
    *_, office = PIECES.split(portfolio.string[: portfolio.start()])
    return portfolio[0].replace(",", "\0") if is_office(office) else portfolio[0]


def _is_note(text: str) -> bool:
    """Return whether a text begins with a capital, or is an office and no clause."""
    if not text[0].islower():
        return True
    return is_office(text) and not begins_clause(text.split()[0])


def unbracket_titles(name: str) -> str:
    return _TITLE_IN_BRACKETS.sub(_unbracket, name)


def _unbracket(brackets: re.Match[str]) -> str:
    return brackets[1] if _bare(brackets[1]) in _TITLES else brackets[0]
