"""The words most like others: what a slip was meant to be.

Of those that are about as long, first the pairs of letters in common are counted (Dice's
coefficient), which is quick; only those with most are compared letter by letter (difflib's ratio,
from 0 to 1).
"""

import heapq
from collections.abc import Generator, Iterable
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
    return written.get(_most_alike(word, _likely(letter_pairs(word), written), least), "")


def did_you_mean(near: str) -> str:
    """Return `; did you mean "…"?` for the end of a message, or nothing where nothing is near."""
    return f'; did you mean "{clip(near)}"?' if near else ""


def near_word(wanted: str, words: Iterable[str]) -> Generator[None, None, str]:
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
    return _most_alike(wanted, likely, _NEAR_WORD)


def _likely(pairs: set[str], words: Iterable[str]) -> list[str]:
    """Return the words with most pairs of letters in common, by the part that is shared."""
    own = ((letter_pairs(each), each) for each in words)
    # Of the pairs of both, or long texts would win.
    shares = ((len(pairs & theirs) / (len(pairs) + len(theirs)), each) for theirs, each in own)
    return [each for _, each in heapq.nlargest(_LIKELY, shares)]


def _most_alike(wanted: str, words: Iterable[str], least: float) -> str:
    """Return the word most like `wanted`, the first of equals; empty if none has the ratio."""
    # What it is at most is found sooner.
    likely = [each for each in words if _most(wanted, each) >= least]
    if not likely:
        return ""
    # Not above: most records need none of it, and it takes a millisecond.
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=wanted, autojunk=False)
    ratios = dict[str, float]()
    for each in likely:
        matcher.set_seq1(each)
        if matcher.quick_ratio() >= least and (ratio := matcher.ratio()) >= least:
            ratios[each] = ratio
    return max(ratios, key=ratios.__getitem__, default="")


def _most(one: str, other: str) -> float:
    """Return what the ratio of two is at most, by their lengths."""
    return 2 * min(len(one), len(other)) / (len(one) + len(other) or 1)


def letter_pairs(text: str) -> set[str]:
    """Return the pairs of letters, with the spaces at both ends: a short word has few."""
    spaced = f" {text} "
    return {spaced[start : start + 2] for start in range(len(spaced) - 1)}
