"""The letters, words and sentences of a text, after Unicode's rules (UAX 29).

A word is letters and digits with their marks, and joiners between them. An apostrophe ends it:
`Pakistan` and `État` are words of `Pakistan's` and `l'État`. In scripts without spaces between
words, each letter is a word. Sentences end by the rules of sentencex and of minutes.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from unicodedata import category

from tiptui.text.visible import INVISIBLE, late

Span = tuple[int, int]  # the first code point, and the one after the last

# Vowels and finals of Hangul: readers see them as parts of the letter before.
JAMO = "\u1160-\u11ff\ud7b0-\ud7ff"
_JAMO_PART = late(f"[{JAMO}]")
# The blocks in which Unicode has marks: asking for all code points takes long.
_WITH_MARKS = (0x0300, 0x3400), (0xA000, 0xAC00), (0xFB00, 0x20000), (0xE0100, 0xE01F0)
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
JOINERS = "\u200c\u200d"
_JOINER = f"[{JOINERS}{INVISIBLE.pattern[1:-1]}]"  # what is not seen parts no word


def shared_beginning(some: Sequence[str], others: Sequence[str]) -> int:
    """Return the number of letters, or of words, with which both begin."""
    count = 0
    for one, other in zip(some, others, strict=False):
        if one != other:
            break
        count += 1
    return count


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Return each name without the words, two or more, with which all names of its kind begin.

    A name stays whole if its end alone would be another's, or would have no letter.
    """
    kinds: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        first_words = tuple(name.split()[:2])
        kinds[first_words].append(name)

    ends: dict[str, str] = {}
    for alike in kinds.values():
        first = alike[0].split()
        shared = min(shared_beginning(first, name.split()[:-1]) for name in alike)
        is_kind = len(alike) > 1 and shared > 1
        for name in alike:
            ends[name] = name.split(None, shared)[-1] if is_kind else name

    times = Counter(ends.values())
    short: dict[str, str] = {}
    for name, end in ends.items():
        is_clear = times[end] == 1 and any(letter.isalpha() for letter in end)
        short[name] = end if is_clear else name
    return short


@cache
def marks() -> tuple[str, str]:
    """Return the combining marks up to U+FFFF, and the others: slow, so patterns ask them last."""
    near = far = ""
    for start, end in _WITH_MARKS:
        for code in range(start, end):
            letter = chr(code)
            if category(letter)[0] != "M":
                continue
            if letter <= "\uffff":
                near += letter
            else:
                far += letter
    return near, far


def splits_letter(text: str, position: int) -> bool:
    """Return whether a cut at a position parts a letter from its mark."""
    if not 0 < position < len(text) or text[position].isascii():
        return False
    return category(text[position])[0] == "M" or bool(_JAMO_PART.match(text[position]))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a word, and of a word or another sign after white space."""
    near, far = marks()
    mark = f"(?:[{near}]|(?=[\U00010000-\U0010ffff])[{far}])"
    letter = f"[^\\W_{UNSPACED}]"
    goes_on = f"(?:{letter}++|{mark}++|{_JOINER}++(?={letter}|{mark}))"
    word = f"{letter}++{goes_on}*+|[{UNSPACED}]{mark}*+"
    return re.compile(word), re.compile(f"\\s*+(?:{word}|\\S{mark}*+)")


def word() -> re.Pattern[str]:
    return _patterns()[0]


@cache
def within() -> re.Pattern[str]:
    """Return the pattern of a position within a word, a number, or a letter with its marks."""
    near, far = marks()
    mark = f"(?:[{near}]|(?=[\U00010000-\U0010ffff])[{far}])"
    letter = f"[^\\W_{UNSPACED}]"
    in_word = f"(?:(?<={letter})|(?<={_JOINER})|(?<={mark}))(?={_JOINER}*+{letter})"
    in_letter = f"(?={mark}|[{JAMO}])"
    in_number = r"(?<=\d)(?=[.,]\d)|(?<=\d[.,])(?=\d)"
    return re.compile(f"{in_word}|{in_letter}|{in_number}")


def count_words(text: str) -> float:
    """Return the number of words between spaces or dashes; two letters without spaces are one."""
    spaced, unspaced = re.subn(f"[{UNSPACED}]", " ", text)
    return unspaced / 2 + len(re.findall(r"[^\W_][^\s—–…]*", spaced))


def tokens(text: str) -> list[str]:
    """Return the words of a text and its other signs, with marks, and the space before each."""
    # Not `findall`, during which no other thread goes on.
    _, token = _patterns()
    return [match[0] for match in token.finditer(text)]


# In minutes and articles a name or number follows; the library sees a full stop.
_ABBREVIATION = late(
    r"\b(?:Addl|Amb|Atty|Cdr|Ch|Ed|Eds|Engr|Ft|Govt|M[dsx]|Mohd|Paras?|Smt|Vol"
    r"|approx|eds?|paras?)\.\s*$"
)
_INITIAL = late(r"(?<!\w)([^\W\d_])\.\s*$")  # the library knows A to Z only
_NUMBERED = late(r"\s*\(?(?:\d{1,3}|[^\W\d_])[.)]\s*")
_QUOTE_ENDS = late(r"""[.!?…]["'”’»]+\s*$""")
_CLOSERS = late(r"""[)\]}”’»"']+(?=\s|$)""")
_SIGN = late(r"\S")
_WIDE_SPACE = late(r"[^\S\x00-\x7f]")
_WINDOW = 2**13  # code points for the library at once: open quotes take it the square of them


def sentences(paragraph: str, language: str = "en") -> tuple[Span, ...]:
    """Return the spans of the sentences, without the white space around them."""
    bounds = [0]
    for cut in _cuts(paragraph, language.partition("-")[0].lower()):
        # A closing bracket or quotation mark belongs to the sentence before.
        closers = _CLOSERS.match(paragraph, cut)
        end = closers.end() if closers else cut
        if end > bounds[-1] and not _goes_on(paragraph, bounds[-1], end):
            bounds.append(end)
    bounds.append(len(paragraph))

    spans: list[Span] = []
    for start, end in pairwise(bounds):
        sentence = paragraph[start:end]
        space = len(sentence) - len(sentence.lstrip())
        if sentence.strip():
            spans.append((start + space, start + len(sentence.rstrip())))
    return tuple(spans)


def _cuts(paragraph: str, language: str) -> Iterator[int]:
    """Yield the ends of sentences that the library finds, a part of the paragraph at a time."""
    from sentencex import get_sentence_boundaries  # only a source needs it

    start = 0
    # The library ends the program at a letter before a wide space and a full stop.
    paragraph = _WIDE_SPACE.sub(" ", paragraph)
    while start < len(paragraph):
        part = paragraph[start : start + _WINDOW]
        boundaries = get_sentence_boundaries(language, part)
        ends = [start + boundary["end_index"] for boundary in boundaries]
        is_last = start + len(part) == len(paragraph)
        # The part may cut its last sentence, so the next part begins with it.
        if not is_last and len(ends) > 1:
            ends.pop()
        yield from ends
        if is_last or not ends:
            return
        start = ends[-1]


def _goes_on(paragraph: str, start: int, end: int) -> bool:
    """Return whether the sentence goes on: after a number, an abbreviation, a quoted question."""
    # A part, or a text of nothing but abbreviations would be read over and over.
    tail = paragraph[max(start, end - 40) : end]
    if _ABBREVIATION.search(tail) or _NUMBERED.fullmatch(paragraph, start, end):
        return True
    initial = _INITIAL.search(tail)
    if initial and initial[1].isupper():
        return True
    following = _SIGN.search(paragraph, end)
    return bool(following and following[0].islower() and _QUOTE_ENDS.search(tail))
