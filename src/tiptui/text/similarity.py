"""Words evened out, so that they compare as a reader would: same letters, other typography.

Evened are the Unicode form (composed or not, ligatures, wide and narrow letters), white space,
quotation marks, dashes, and what can't be seen, soft hyphens among it. What changes the meaning
stays: superscripts, fractions, accents and case. So two wordings are compared word by word,
capitals aside; signs are words.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Set
from functools import cache
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple
from unicodedata import decomposition, normalize

from tiptui.text.folding import DASHES, Span, fold
from tiptui.text.visible import INVISIBLE
from tiptui.text.words import JAMO, marks, tokens
from tiptui.text.words import word as any_word

_QUOTES = dict.fromkeys("“”„‟«»〝〞〟″＂", '"') | dict.fromkeys("`´‘’‚‛‹›ʹʻʼ′＇", "'")
# The most frequent, which stay as long: with them evened, most texts are plain ASCII.
_ONE_FOR_ONE = str.maketrans(
    {
        **_QUOTES,
        **dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\xa0\u2009\u202f", " "),
        **dict.fromkeys("‐‑–—−", "-"),
    }
)
_ASCII_STRETCHES = re.compile("  +|--+")
IDEOGRAPHS = "\u3400-\u9fff"
"""What is evened to itself, and makes most of a text where there is any."""
# Decompositions that make another text of it: 10² is not 102.
_OTHER_MEANING = ("<super>", "<sub>", "<circle>", "<square>", "<fraction>", "<font>")

# Marks of one letter that are put in order together, as of UAX 15's stream-safe text: for as many
# as someone may pile up, Python takes the square.
_MOST_MARKS = 30


class Evened(NamedTuple):
    """Text evened out, with what is needed to find the original of a part.

    `changed` has each stretch that may be longer or shorter, or begins or ends where no part may:
    from and up to where in `text`, and in the original.
    """

    text: str
    changed: list[tuple[int, int, int, int]]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the code points of the original; None where an end is inside a letter there."""
        by_start = itemgetter(0)
        first = self._original(start, bisect_right(self.changed, start, key=by_start) - 1)
        last = bisect_left(self.changed, end, key=by_start)
        if last < len(self.changed) and self.changed[last][0] == end:
            return None if first is None else (first, self.changed[last][2])
        up_to = self._original(end, last - 1)
        return None if first is None or up_to is None else (first, up_to)

    def _original(self, position: int, before: int) -> int | None:
        """Return a position in the original; `before` is the last stretch that begins before it."""
        if before < 0:
            return position
        start, end, original, original_end = self.changed[before]
        if position >= end:
            return original_end + position - end
        return original if position == start else None


def even(text: str, known: dict[str, str]) -> Evened:
    """Return a text evened out. `known` has stretches evened before, and gets new ones."""
    text = text.translate(_ONE_FOR_ONE)
    pattern = _ASCII_STRETCHES if text.isascii() else _stretches()
    parts: list[str] = []
    changed: list[tuple[int, int, int, int]] = []
    done = length = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        if (plain := known.get(match[0])) is None:
            plain = known[match[0]] = _plain(match[0])
        parts += (text[done:start], plain)
        length += start - done
        # One code point for one needs no place: in some scripts that is each.
        if len(plain) != 1 or end - start != 1:
            changed.append((length, length + len(plain), start, end))
        length += len(plain)
        done = end
    parts.append(text[done:])
    return Evened("".join(parts), changed)


@cache
def _stretches() -> re.Pattern[str]:
    near, far = marks()
    space = f"\\s{INVISIBLE.pattern[1:-1]}"
    return re.compile(
        f"(?s:.)(?:[{near}{JAMO}]|(?=[\U00010000-\U0010ffff])[{far}])"
        f"{{1,{_MOST_MARKS}}}"
        f"|[{space}]{{2,}}|[{re.escape(DASHES)}]{{2,}}|[^\x00-\x7f{IDEOGRAPHS}]"
    )


def _plain(stretch: str) -> str:
    plain = normalize("NFD", "".join(map(_plain_letter, INVISIBLE.sub("", stretch))))
    return re.sub(" +", " ", re.sub("-+", "-", plain))


def _plain_letter(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter in _QUOTES:
        return _QUOTES[letter]
    if letter in DASHES:
        return "-"
    apart = decomposition(letter)
    if apart.startswith("<") and not apart.startswith(_OTHER_MEANING):
        whole = normalize("NFKD", letter)
        return letter if whole.startswith(" ") else whole
    return letter


_MOST = 100
"""Words that are compared one by one, once the ends in common are left out: difflib takes more
than the square of them. What is longer differs as a whole."""

_ASCII_WORD = re.compile("[a-z0-9]+")


class Difference(NamedTuple):
    """From and up to which code points a wording is another, and what it leaves out, in order."""

    spans: list[Span]
    left_out: list[str]


def differ(text: str, other: str) -> Difference:
    """Return where a text differs from another one."""
    words, others = tokens(text), tokens(other)
    ends = list(accumulate(map(len, words), initial=0))
    spans: list[Span] = []
    left_out: list[str] = []
    known: dict[str, str] = {}
    own, their = ([even(w.lstrip(), known).text.casefold() for w in of] for of in (words, others))
    for start, end, first, last in _changes(own, their):
        if start < end:
            # The space before is no part of what differs.
            space = len(words[start]) - len(words[start].lstrip())
            spans.append((ends[start] + space, ends[end]))
        else:
            left_out.append("".join(others[first:last]).strip())
    return Difference(spans, left_out)


def folded_words(text: str) -> list[str]:
    """Return the words of a text, folded, by which it is found to be like another."""
    folded = fold(text)
    # Of ASCII the other would find the same, and take longer.
    return (_ASCII_WORD if folded.isascii() else any_word()).findall(folded)


def likeness(words: Set[str], others: Set[str]) -> float:
    """Return from 0 to 1 which part of the words of two texts is in both (Dice's coefficient)."""
    return 2 * len(words & others) / (len(words) + len(others) or 1)


def _changes(own: list[str], others: list[str]) -> list[tuple[int, int, int, int]]:
    """Return what to change: from and up to which word of the one, and of the other."""
    shorter = min(len(own), len(others))
    start = next((n for n in range(shorter) if own[n] != others[n]), shorter)
    room = shorter - start
    end = next((n for n in range(room) if own[-1 - n] != others[-1 - n]), room)
    one, two = own[start : len(own) - end], others[start : len(others) - end]
    if not one and not two:
        return []
    if len(one) > _MOST or len(two) > _MOST:
        return [(start, start + len(one), start, start + len(two))]
    # Not above: most readers start without it, and it takes a millisecond.
    from difflib import SequenceMatcher

    codes = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    return [
        (start + first, start + after, start + there, start + until)
        for kind, first, after, there, until in codes
        if kind != "equal"
    ]
