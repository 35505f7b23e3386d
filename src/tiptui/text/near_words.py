"""The words most like others: what a slip was meant to be.

Of those that are about as long, first the pairs of letters in common are counted (Dice's
coefficient), which is quick; only those with most are compared letter by letter (difflib's ratio,
from 0 to 1).
"""

import heapq
from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import chain, islice

from tiptui.text.visible import clip

_LIKELY = 10
"""Spellings that are compared letter by letter."""

_LONGEST = 100
"""Code points of what anything can be near to: difflib takes more than the square of them."""

_STEP = 2_000
"""Words that one step looks at."""

_NEAR_WORD = 0.7
"""The ratio from which another spelling is offered."""


def nearest(word: str, known: Iterable[str], least: float = 0.6) -> str:
    """Return the known word most like `word`, capitals aside; empty if none has the ratio `least`.

    Nothing is like a long word.
    """
    if len(word) > _LONGEST:
        return ""
    word = word.lower()
    lowered = ((each.lower(), each) for each in known if len(each) <= _LONGEST)
    written = {lower: each for lower, each in lowered if _most(word, lower) >= least}
    if not written:
        return ""
    pairs = letter_pairs(word)
    likely = heapq.nlargest(_LIKELY, ((_overlap(pairs, each), each) for each in written))
    spellings = [spelling for _, spelling in likely]
    number = most_alike(word, spellings, least)
    return "" if number is None else written[spellings[number]]


class Slips:
    """The words nearest to slips, each found once: one slip is often made many times over."""

    _MOST = 256

    def __init__(self) -> None:
        self._nearest: dict[tuple[str, tuple[str, ...], float], str] = {}

    def nearest(self, word: str, known: Iterable[str], least: float = 0.6) -> str:
        """Return what the function `nearest` does."""
        key = word, tuple(known), least
        if key not in self._nearest:
            if len(self._nearest) >= self._MOST:
                self._nearest.clear()
            self._nearest[key] = nearest(*key)
        return self._nearest[key]


def did_you_mean(near: str) -> str:
    """Return `; did you mean "…"?` for the end of a message, or nothing where nothing is near."""
    return f'; did you mean "{clip(near)}"?' if near else ""


def near_word(wanted: str, words: Iterable[str]) -> Generator[None, None, str]:
    """Return the word that is spelt most nearly like a folded one, in steps; empty for none.

    The words are folded too, and can be many.
    """
    if len(wanted) > _LONGEST:
        return ""
    pairs = letter_pairs(wanted)
    enough = max(1, (len(wanted) + 1) // 3)
    likely: list[tuple[float, str]] = []
    words = iter(words)
    while batch := list(islice(words, _STEP)):
        # Most are not at all alike; one that is more than twice as long takes long to compare.
        short = (each for each in batch if len(each) <= 2 * len(wanted))
        alike = (each for each in short if sum([pair in each for pair in pairs]) >= enough)
        likely = heapq.nlargest(_LIKELY, chain(likely, ((_overlap(pairs, w), w) for w in alike)))
        yield
    spellings = [spelling for _, spelling in likely]
    number = most_alike(wanted, spellings, _NEAR_WORD)
    return "" if number is None else spellings[number]


def most_alike(
    wanted: Sequence[str], candidates: Iterable[Sequence[str]], least: float
) -> int | None:
    """Return the number of the candidate most like `wanted`, the first of equals.

    None if none has the ratio `least`.
    """
    ratios = dict(_ratios(wanted, candidates, least))
    return max(ratios, key=ratios.__getitem__, default=None)


def _ratios(
    wanted: Sequence[str], candidates: Iterable[Sequence[str]], least: float
) -> Iterator[tuple[int, float]]:
    """Yield the number and the ratio of each candidate that has at least the ratio `least`."""
    # What it is at most is found sooner.
    likely = [pair for pair in enumerate(candidates) if _most(wanted, pair[1]) >= least]
    if not likely:
        return
    # Not above: most records need none of it, and it takes a millisecond.
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=wanted, autojunk=False)
    for number, candidate in likely:
        matcher.set_seq1(candidate)
        if matcher.quick_ratio() < least:
            continue
        if (ratio := matcher.ratio()) >= least:
            yield number, ratio


def _most(one: Sequence[str], other: Sequence[str]) -> float:
    """Return what the ratio of two is at most, by their lengths."""
    return 2 * min(len(one), len(other)) / (len(one) + len(other) or 1)


def letter_pairs(text: str) -> set[str]:
    """Return the pairs of letters, those with the space at either end too.

    Thus a short word has some in common with itself with two letters exchanged.
    """
    spaced = f" {text} "
    return {spaced[start : start + 2] for start in range(len(spaced) - 1)}


def _overlap(pairs: set[str], text: str) -> float:
    """Return from 0 to 1/2 which part of the pairs of both is shared, or long texts would win."""
    own = letter_pairs(text)
    return len(pairs & own) / (len(pairs) + len(own))
