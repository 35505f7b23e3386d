"""How near words are to others: what a slip was meant to be, and what two wordings differ in.

Of words that are about as long, first the pairs of letters in common are counted (Dice's
coefficient), which is quick; only those with most are compared letter by letter (difflib's ratio,
from 0 to 1). Wordings are compared word by word, capitals and typography aside; signs are words.
"""

import heapq
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import accumulate, chain, islice

from tiptui.text.folding import even, fold
from tiptui.text.steps import Steps
from tiptui.text.visible import clip
from tiptui.text.words import Span, tokens
from tiptui.text.words import word as any_word

_LIKELY = 10  # spellings that are compared letter by letter
_STEP = 2_000  # words that one step looks at
_NEAR_WORD = 0.7  # the ratio from which another spelling is offered
# Of what is longer, or has more parts in common, difflib takes more than the square: code points of
# what anything can be near to, pairs of equal parts of two texts (those of two prose pages are
# fewer), words of wordings without the ends in common, which otherwise differ as a whole.
_LONGEST, _MOST_PAIRS, _MOST_WORDS = 100, 10_000, 100
_ASCII_WORD = re.compile("[a-z0-9]+")


def nearest(word: str, known: Iterable[str], least: float = 0.6) -> str:
    """Return the known word most like `word`, capitals aside; empty if none has the ratio `least`.

    Nothing is like a long word.
    """
    # Not above: most records need none of it, and it takes a millisecond.
    from difflib import get_close_matches

    if len(word) > _LONGEST:
        return ""
    written = {each.lower(): each for each in known if len(each) <= _LONGEST}
    return next((written[each] for each in get_close_matches(word.lower(), written, 1, least)), "")


def did_you_mean(near: str) -> str:
    """Return `; did you mean "…"?` for the end of a message, or nothing where nothing is near."""
    return f'; did you mean "{clip(near)}"?' if near else ""


def near_word(wanted: str, words: Iterable[str]) -> Steps[str]:
    """Return the folded word spelt most like one, in steps: they can be many. Empty for none."""
    if len(wanted) > _LONGEST:
        return ""
    pairs = letter_pairs(wanted)
    enough = max(1, (len(wanted) + 1) // 3)
    likely: list[str] = []
    words = iter(words)
    while batch := list(islice(words, _STEP)):
        # Most are not at all alike; one that is more than twice as long takes long to compare.
        short = (each for each in batch if len(each) <= 2 * len(wanted))
        alike = (each for each in short if sum([pair in each for pair in pairs]) >= enough)
        likely = _likely(pairs, chain(likely, alike))
        yield
    number, _ = most_alike(wanted, likely, _NEAR_WORD)
    return likely[number] if number >= 0 else ""


def _likely(pairs: set[str], words: Iterable[str]) -> list[str]:
    """Return the words with most pairs of letters in common, by the part that is shared."""
    own = ((letter_pairs(each), each) for each in words)
    # Of the pairs of both, or long texts would win.
    shares = ((len(pairs & theirs) / (len(pairs) + len(theirs)), each) for theirs, each in own)
    return [each for _, each in heapq.nlargest(_LIKELY, shares)]


def most_alike(
    wanted: Sequence[str], others: Iterable[Sequence[str]], least: float
) -> tuple[int, int]:
    """Return the number of the other most like `wanted`, and how many pairs were compared.

    It is the first of equals, -1 if none has the ratio `least`.
    """
    from difflib import SequenceMatcher

    counts = Counter(wanted)
    matcher = SequenceMatcher(None, "", wanted, autojunk=False)
    best, most, compared = -1, least, 0
    for number, other in enumerate(others):
        matcher.set_seq1(other)
        # What the ratio is at most, by the lengths and by what both have, is found sooner.
        if matcher.real_quick_ratio() < most:
            continue
        pairs = sum(counts[part] for part in other)
        if pairs > _MOST_PAIRS or matcher.quick_ratio() < most:
            continue
        compared += pairs
        ratio = matcher.ratio()
        if ratio > most or (best < 0 and ratio == most):
            best, most = number, ratio
    return best, compared


def letter_pairs(text: str) -> set[str]:
    """Return the pairs of letters, with the spaces at both ends: a short word has few."""
    spaced = f" {text} "
    return {spaced[start : start + 2] for start in range(len(spaced) - 1)}


def differ(text: str, other: str) -> tuple[list[Span], list[str]]:
    """Return where a text is worded otherwise than another, and what it leaves out, in order."""
    words, others = tokens(text), tokens(other)
    ends = list(accumulate(map(len, words), initial=0))
    spans, left_out, known = list[Span](), list[str](), dict[str, str]()
    own, their = ([even(w.lstrip(), known).text.casefold() for w in of] for of in (words, others))
    for start, end, first, last in _changes(own, their):
        if start < end:
            # The space before is no part of what differs.
            space = len(words[start]) - len(words[start].lstrip())
            spans.append((ends[start] + space, ends[end]))
        else:
            left_out.append("".join(others[first:last]).strip())
    return spans, left_out


def _changes(own: list[str], others: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield what to change: from and up to which word of the one, and of the other."""
    shorter = min(len(own), len(others))
    start = next((n for n in range(shorter) if own[n] != others[n]), shorter)
    room = shorter - start
    end = next((n for n in range(room) if own[-1 - n] != others[-1 - n]), room)
    one, two = own[start : len(own) - end], others[start : len(others) - end]
    if max(len(one), len(two)) > _MOST_WORDS:
        yield start, start + len(one), start, start + len(two)
    elif one or two:
        from difflib import SequenceMatcher

        for kind, *at in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
            if kind != "equal":
                first, after, there, until = (start + each for each in at)
                yield first, after, there, until


def folded_words(text: str) -> list[str]:
    """Return the words of a text, folded, by which it is found to be like another."""
    folded = fold(text)
    # Of ASCII the other would find the same, and take longer.
    return (_ASCII_WORD if folded.isascii() else any_word()).findall(folded)


def likeness(words: Set[str], others: Set[str]) -> float:
    """Return from 0 to 1 which part of the words of two texts is in both (Dice's coefficient)."""
    return 2 * len(words & others) / (len(words) + len(others) or 1)
