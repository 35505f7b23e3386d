"""Heads of lines: the name of a speaker, by the rules of docs/documents.md, or another label."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import dropwhile, islice
from pathlib import Path
from typing import NamedTuple
from unicodedata import category

from tiptui.documents.document import ASIDE, HEADING, NOBODY, Paragraph
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
_FOLDED_TITLES = _TITLES | {*map(fold, _TITLES)}
_ROLES = LISTS["roles"] | {*map(fold, LISTS["roles"])}
_ORDINALS, _OFFICES = LISTS["ordinals"], _ROLES | LISTS["offices"]
_PART_OF_OFFICE = re.compile("|".join(LISTS["parts of offices"]))
_LAST_LABELS = LISTS["labels"]
_LABELS = _LAST_LABELS | LISTS["labels that are family names"]
_CLAUSES, _PARTICLES = LISTS["clauses"], LISTS["particles"]
_NO_NAME = re.compile("|".join(LISTS["no parts of names"]))
_ENUMERATED = re.compile(r"(?:[a-z]\.|[IVXL]{2,}\.|[IVX]{3,})(?:\s|$)")
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")

_IN_WORDS = ".,'’‘ʼʻ`-‐‑–·・\u200c\u200d"
# Hebrew writes an abbreviation with a mark before its last letter.
_WITHIN = re.compile(r"(?<=[\u05d0-\u05ea])[\"״”](?=[\u05d0-\u05ea])")


def are_initials(letters: str, name: str) -> bool:
    """Return whether letters abbreviate a name, as `AvW` does Aaron van Wirdum.

    They stand in it in this order, and their capitals begin its words.
    """
    parts = re.findall(r"[^\W_]+", name)
    words = [fold(word) for word in parts if len(word) == 1 or not is_title(word)]
    folded = fold(letters)
    short = 1 < len(letters) < 5 and letters[:1].isupper()
    if not (short and words and folded[:1] == words[0][:1]):
        return False
    capitals = fold("".join(filter(str.isupper, letters)))
    if len(capitals) == 1:  # a short form, as Rob, and not Kate of Karsten
        return words[0].startswith(folded)
    rest, firsts = iter("".join(words)), iter(words)
    if not all(of in rest for of in folded):
        return False
    begun = ""
    for capital in capitals:
        begun = next((word for word in firsts if word[0] == capital), "")
        if not begun:
            return False
    return begun not in _PARTICLES


def begins_with_initials(text: str) -> bool:
    """Return whether initials stand before words: `J. A. Ministry of Works`, not `U.S. Navy`."""
    return bool(_RULES["initials before"].match(text))


@lru_cache(_MOST_KEPT)  # a transcript repeats its names
def is_name(text: str) -> bool:
    """Return whether a text is the name of a speaker: one to six words, in any script."""
    words = (_with_initial(text)[:-4] or text).replace("_", " ").split()
    is_long = not words or len(text) > _MOST_LETTERS or _are_many(words)
    if is_long or _ENUMERATED.match(text) or PARTY_AND_STATE.fullmatch(text):
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
    # A single letter counts items: a), b).
    longest = max(sum(map(str.isalpha, word)) for word in own)
    particles = all(_bare(word) in _PARTICLES and not word.isupper() for word in own)
    return longest > 1 and not particles


def _with_initial(who: str) -> str:
    """Return a title, a family name and an initial behind it, if a text begins so; else ""."""
    found = _INITIAL_BEHIND.match(who)
    return found[0] if found and is_title(found[1]) else ""


def is_label(words: Sequence[str]) -> bool:
    if re.fullmatch(r"[^\W\d_]\.", words[0]) and len(words) > 1:  # an initial
        words = words[1:]
    first, last = _bare(words[0]), _bare(words[-1])
    ends = len(last) > 1 and (last in _LAST_LABELS or last in _CLAUSES)
    return ends or first in _LABELS or first in _CLAUSES


def _are_many(words: Iterable[str]) -> bool:
    """Return whether there are more words than in a name, without titles."""
    return sum(_bare(word) not in _TITLES_PROPER for word in words) > _MOST_WORDS


def is_title(word: str) -> bool:
    return _bare(word) in _TITLES_PROPER


def has_title(name: str) -> bool:
    return any(map(is_title, name.split()[:-1]))


def is_evident(name: str) -> bool:
    """Return whether a name looks like one by itself, as words in capitals and a role do."""
    chinese = 1 < len(name) < 4 and all(map(_IDEOGRAPH.match, name))
    full = has_capitals(name) and len(own_words(name)) > 1
    return (chinese or full or is_role(name)) and is_name(name)


def has_capitals(name: str) -> bool:
    return name.lower() != name.upper()


def is_role(text: str) -> bool:
    """Return whether a text is a role, as `Participant 3`."""
    bare = map(_bare, text.replace("_", " ").split())
    words = [*islice((word for word in bare if word not in _TITLES), 4)]
    if len(words) > 1 and (re.fullmatch("[0-9]{1,3}|[a-z]", words[-1]) or words[-1] in _ORDINALS):
        words.pop()
    return 0 < len(words) <= 2 and all(word in _ROLES for word in words)


def is_office(text: str) -> bool:
    words = {_bare(word).removeprefix("co-") for word in text.split()}
    known = words | {word.removesuffix("s") for word in words}
    return not known.isdisjoint(_OFFICES) or bool(_PART_OF_OFFICE.search(text.casefold()))


@lru_cache(_MOST_KEPT)
def own_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without titles and roles: Khan of `Minister Khan`."""
    words = (fold(word).strip(".,()") for word in name.replace(".", ". ").split())
    # `M. Dupont` has a title, `Mr. M. Dupont` initials.
    untitled = tuple(
        word
        for n, word in enumerate(filter(None, words))
        if word not in _FOLDED_TITLES or (n and len(word) == 1)
    )
    own = tuple(dropwhile(_ROLES.__contains__, untitled))
    return own if any(len(word) > 1 and word.isalpha() for word in own) else untitled


def without_titles(name: str) -> str:
    return " ".join(word for word in name.split() if _bare(word) not in _TITLES) or name


def gender(name: str) -> str:
    """Return the gender of the title of a name: `mr`, `ms`, or ""."""
    titles = {*map(_bare, name.split())}
    return "mr" if titles & _MEN else "ms" if titles & _WOMEN else ""


def genders_differ(one: str, other: str) -> bool:
    return {gender(one), gender(other)} == {"mr", "ms"}


def _bare(word: str) -> str:
    """Return a word as in the lists: without case and the stops of abbreviations."""
    if word.isascii():
        return word.lower().strip(".,")
    return _WITHIN.sub("״", word.casefold().replace("’", "'").strip(".,"))


def _is_word(word: str) -> bool:
    word = _WITHIN.sub("", word)
    if len(word) > _LONGEST_SHORT and word.endswith(".") and _bare(word) not in _TITLES:
        return False
    signs = [letter for letter in word if not letter.isalpha()]
    others = (sign not in _IN_WORDS and category(sign)[0] != "M" for sign in signs)
    if len(signs) == len(word) or any(others):
        return False
    if _bare(word) in _PARTICLES or _bare(word) in _TITLES:
        return True
    # Addresses and programs have a small letter after a stop: Array.from
    if any(part[:1].islower() for part in word.split(".")[1:]):
        return False
    first = next(letter for letter in word if letter.isalpha())
    particle, _, rest = re.split("(['’ʼ-]|$)", word, maxsplit=1)
    return not first.islower() or (len(particle) < 4 and rest[:1].isupper())


_CLOCK = r"(?P<time>(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,6})?)"
_BRACKETED_CLOCK = rf"[\[(]?{_CLOCK}[\])]?"
_HEADING = re.compile(r"\s{0,3}(?:#{1,6}\s+|>\s?)*")
_IS_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_TIME_FIRST = re.compile(rf"{_BRACKETED_CLOCK}\s*[-–—]?\s*(?=\D)")
# Teams, Zoom, Otter, transcripts of podcasts: a name and a time, then the words.
_TIMED = re.compile(
    rf"(?P<who>[^\d:：]{{1,80}}?)(?:\*\*|__)?\s*+[:：]?[\s|–—-]*+{_BRACKETED_CLOCK}(?:\(\S*\))?"
    r"(?P<clock>\s*[AaPp]\.?[Mm]\b\.?)?(?:\*\*|__)?(?:\s*$|\s*[:：](?:\*\*|__)?|\s+)"
)
_COLON = re.compile(r"(?P<who>[^:：]{1,120}?)\s*+[:：]")
_SHOWN = re.compile(r"([^\W\d_][^:?!,\s]{1,20}(?: [^:?!,\s]{1,20}){0,2}): ")
_WORDS = re.compile(r"[^\W\d_][^:.?!]{0,60}: ")
_MARKUP = re.compile(r"(?:\s|[>#]|[-*•·]\s)*")
# A tag, or bold words on their own line; a tag with a name has two words or a sign.
_TAG = re.compile(
    r"(?:<(?!https?:|/?[a-z]+\d?/?>\s*$)[^<>:]{1,60}[>:]|(?:\*\*|__)[^*_:]{2,60}[*_]{1,2}(?:\s*$|(?=\s*[-–—\[(]?\s*\d?\d:\d\d))"
    r"|\[(?=[^\]]{0,60}[^\W\d_])(?:[^\]\s]{0,60}[\d_@][^\]\s]{0,60}"
    r"|[^\W\d_a-z][^\]\s]{1,20}(?: [^\W\d_a-z][^\]\s]{0,20}){1,3})\](?!\())(?:\s*[:：])?"
)
_TIME_AFTER = re.compile(
    r"(?P<who>[^:：]{1,80}?)\s*+[-–—|]?\s*+"
    r"(?:[\[(]\d?\d:\d\d[\d:.,]*+[\])]|\d?\d:\d\d[\d:.,]*+\s*+$)"
)
_DASHED = re.compile(r"([^:：]{3,80}?)(?:\.\s?|\s)[-–—]\s")
_CAPITALS = re.compile(r"((?:[^:：.!?…;]|\b[^\W\d_]\.){4,120}[^:：.!?…;,\s])\s*$")
# A title and capitals before a sentence, as parliaments print it.
_TITLED = re.compile(
    r"(?P<who>(?:\w{1,10}\.?\s+)(?:[^\W\d_a-z]['’\w-]*+\s+){0,2}[^\W\d_a-z]['’\w-]++)\."
    r"(?:\s?[-–—]\s?|\s+)(?=[^\W\d_a-z\s])"
)
_ASKED = re.compile(r"[\s*_]*[QA][.):]\W*\w")
# Nobody can tell where the words of an item of a list end.
_ITEM = re.compile(r"\s*[-*•·]\s")
_EMPHASIS = re.compile(r"(?:\*{1,3}|_{1,2})(?=\S)")
# Words may stand in the next cell of a table.
_EMPHASIS_ENDS = re.compile(r"(?:\*{1,3}|_{1,2})?\s*+(?:\|\s+)?")
BRACKETED = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_BRACKETS = re.compile(rf"[^()（）\[\]]*(?:{BRACKETED.pattern}[^()（）\[\]]*)*")
# Of two groups in brackets the first is a place: Ada Byron (Berlin) (IOM)
_PLACE = re.compile(r"\((?![^a-z()]*\))([^()]*)\)\s*(?=\()")
# Hon. (Ms.) Byron
_TITLE_IN_BRACKETS = re.compile(r"\((\w{2,4}\.?)\)")
# Cllr Byron (M)
_INITIAL_BEHIND = re.compile(r"(\S+) [^\W\d_a-z][\w'’-]+ \([A-Z]\)(?![^\s:,;])")
PARTY_AND_STATE = re.compile(r"[DIR]-[A-Z][A-Za-z.]*")
# A dash within a word is none: Grant–Martin
_PIECE = re.compile(r"\s*(?:[(（\[)）\],，|]|[–—](?![^\W\d_])|(?<![^\W\d_])[–—])\s*|\s+-\s+")


class Head(NamedTuple):
    """The name at the head of a line, notes on the speaker, a time, and the start of the words."""

    name: str
    notes: tuple[str, ...] = ()
    time: str = ""
    start: int = 0


def head_of(line: str) -> Head | None:
    start = _end(_HEADING, line, 0)
    first = _TIME_FIRST.match(line, start)
    start = first.end() if first else start
    time = _seconds(first["time"]) if first else ""
    start = _end(_EMPHASIS, line, start)
    if timed := _TIMED.match(line, start):
        who, end = timed["who"].strip(" \t*_"), timed.end()
        time = "" if timed["clock"] else _seconds(timed["time"])
    elif first and is_name(line[start:].strip()):
        who, end = line[start:].strip(), len(line)
    elif colon := _colon(line, start) or _titled(line, start):
        who, end = colon["who"], colon.end()
    else:
        return None
    who = _unbracket_titles(who)
    if _ITEM.match(line, start) or "?" in who or not _BRACKETS.fullmatch(who):
        return None
    if not all(map(_is_note, _PIECE.split(BRACKETED.sub("", who))[1:])):
        return None
    # Meeting software writes the family name, a comma, and the given name.
    name, notes = (who, ()) if timed and is_name(who) else name_and_notes(who)
    # The Minister for Trade (Mr. Byron): the name is in brackets.
    if notes and has_title(notes[-1]) and is_office(name):
        name, notes = notes[-1], (name, *notes[:-1])
    # The words of a speaker stand under a heading, not in it.
    if not is_name(name) or (_IS_HEADING.match(line) and line[end:].strip(" \t*_")):
        return None
    return Head(" ".join(name.split()), notes, time, _end(_EMPHASIS_ENDS, line, end))


def _titled(line: str, start: int) -> re.Match[str] | None:
    """Return a title and capitals before a sentence: `Mr. REID. I rise`."""
    found = _TITLED.match(line, start)
    if not found:
        return None
    title, own = found["who"].split(maxsplit=1)
    known = is_role(own) if _bare(title) in _ARTICLES else _bare(title) in _TITLES
    return found if known and own.isupper() else None


def screen_name(caption: str) -> Head | None:
    """Return the head of a caption with any name of a video call: `kingy_s`."""
    found = _SHOWN.match(caption)
    if not found or is_label(found[1].split()):
        return None
    return Head(found[1], (), "", found.end())


def possible_head(line: str) -> str:
    """Return the head of a line that may be an unknown speaker's, or ""."""
    marked = _end(_MARKUP, line, 0)
    start = _end(_TIME_FIRST, line, marked)
    if ">>" in line[:marked]:
        return line[:marked]
    if tag := _TAG.match(line, start):
        return tag[0]
    found = _TIME_AFTER.match(line, start) or _colon(line, start)
    if not found:
        return ""
    who = _ENUMERATED.sub("", _unbracket_titles(found["who"].strip(' \t*_"“«[<(')))
    words = BRACKETED.sub("", who).split() or who.split()
    letters = "".join(words)
    first = next(filter(str.isalpha, letters), "")
    few = not _are_many(words) and len(_IDEOGRAPH.findall(letters)) <= _MOST_IDEOGRAPHS
    sentence = len(words) > 1 and (first.islower() or _bare(words[0]) in _CLAUSES)
    is_head = (first and not sentence) or {*letters} == {"?"}
    return found[0] if few and is_head else ""


def caption_head(caption: str) -> str:
    """Return the head of a caption that may be an unknown speaker's: also words before a colon."""
    found = _WORDS.match(caption)
    return possible_head(caption) or (found[0] if found else "")


def capitals(line: str) -> str:
    """Return the capitals on a line of their own, or before a dash, or ""."""
    found = filter(None, (_DASHED.match(line), _CAPITALS.match(line)))
    return next((match[0] for match in found if BRACKETED.sub("", match[1]).isupper()), "")


def ends_turn(line: str) -> bool:
    """Return whether a line without a name ends the turn before: a heading, `Question:`, `Q.`."""
    if _ASKED.match(line) or _RULES["sittings"].fullmatch(line) or is_role(line[:_MOST_LETTERS]):
        return True
    colon = _colon(line.lstrip(" *_"))
    first = "".join(colon["who"].split()[:1]) if colon else ""
    return _bare(first.strip("*_")) in _LABELS or bool(_IS_HEADING.match(line))


def _end(pattern: re.Pattern[str], line: str, start: int) -> int:
    found = pattern.match(line, start)
    return found.end() if found else start


def _colon(line: str, start: int = 0) -> re.Match[str] | None:
    """Return the text up to a colon that words may follow, as not in `10:30` or `http://`."""
    if not (found := _COLON.match(line, start)):
        return None
    before, following = line[found.end() - 2 : found.end()], line[found.end() : found.end() + 1]
    marked = before[:-1] in {"*", "_"} or before.endswith("：")
    ascii_letter = following.isascii() and not following.isupper() and following not in " \t*_."
    return found if marked or not ascii_letter else None


def _unbracket_titles(who: str) -> str:
    return _TITLE_IN_BRACKETS.sub(lambda it: it[1] if _bare(it[1]) in _TITLES else it[0], who)


def _is_note(piece: str) -> bool:
    """Return whether a piece after a comma is a note on somebody, not a part of a sentence."""
    last = "".join(piece.split()[-1:])
    return not last[:1].islower() or last in _PARTICLES or is_office(piece)


def name_and_notes(who: str) -> tuple[str, tuple[str, ...]]:
    """Return a name and its notes, after a comma, after a dash or in brackets."""
    plain = who.replace("**", "").replace("__", " ").strip()
    who = _PLACE.sub(lambda place: place[0] if is_office(place[1]) else "", plain)
    name, *rest = _PIECE.split(_RULES["portfolios"].sub(_keep_whole, who))
    notes = (piece.strip(" .*_").replace("\0", ",") for piece in rest)
    return _with_initial(who) or name.strip(" *_").replace("\0", ","), tuple(
        note
        for note in notes
        if len(note) > 1
        and (not note[0].islower() or (is_office(note) and _bare(note.split()[0]) not in _CLAUSES))
    )


def _keep_whole(portfolio: re.Match[str]) -> str:
    of = _PIECE.split(portfolio.string[: portfolio.start()])[-1]
    return portfolio[0].replace(",", "\0") if is_office(of) else portfolio[0]


def _seconds(time: str) -> str:
    """Return a time as in evidence: `00:00:03` for `0:03`."""
    hours, minutes, rest = ["0", *time.replace(",", ".").split(":")][-3:]
    whole, _, part = rest.partition(".")
    if int(minutes) > 59 or int(whole) > 59:
        return ""
    return f"{int(hours):02}:{int(minutes):02}:{int(whole):02}" + (f".{part}" if part else "")


def with_heads(said: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """Return paragraphs with the name where a turn begins, or seems to begin in plain text."""
    found, before = list[Paragraph](), ""
    for words in said:
        text, voice = words.text, words.voice
        if voice or not ASIDE.fullmatch(text):
            seems_headed = voice and (possible_head(text) or ends_turn(text))
            if (voice != before or seems_headed) and (voice or not text.startswith(HEADING)):
                head = f"{voice}: " if voice else ""
                # Without a head plain text would go on with the turn before.
                text = f"{'' if possible_head(head) else NOBODY}{head}{text}"
            before = voice
        found.append(words._replace(text=text))
    return tuple(found)
