"""Names that are spelt nearly like what was typed."""

import heapq
from collections.abc import Generator, Iterable
from itertools import islice

_STEP = 2_000
"""Names that one step looks at."""

_LIKELY = 50
"""Spellings that are compared letter by letter: those with most pairs of letters in common."""

_LONGEST = 100
"""Code points of a text for which names are offered: difflib takes the square of them."""

_LEAST_ALIKE = 0.7
"""difflib's ratio, from 0 to 1, from which a spelling is near."""


def close(wanted: str, named: Iterable[tuple[str, str]]) -> Generator[None, None, list[str]]:
    """Gives at most three names that are spelt nearly like a folded text, nearest first.

    `named` are names with their folded spellings before them, one to a line. Goes on in steps.
    """
    pairs = _pairs(wanted)
    enough = (len(pairs) + 2) // 3
    likely: list[tuple[float, str, str]] = []
    if len(wanted) > _LONGEST:
        return []
    named = iter(named)
    while batch := list(islice(named, _STEP)):
        for text, name in batch:
            # First what is quickly told of the whole: most are not at all alike.
            if pairs and sum([pair in text for pair in pairs]) >= enough:
                spellings = {*text.split("\n"), *text.split()}
                # One that is more than twice as long can't be near, and takes long to compare.
                short = (each for each in spellings if len(each) <= 2 * len(wanted))
                likely += [(_alike(pairs, each), each, name) for each in short]
        likely = heapq.nlargest(_LIKELY, likely)
        yield
    return _nearest(wanted, likely)


def _nearest(wanted: str, likely: Iterable[tuple[float, str, str]]) -> list[str]:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=wanted, autojunk=False)
    nearest: dict[str, float] = {}
    for _, spelling, name in likely:
        matcher.set_seq1(spelling)
        nearest[name] = max(matcher.ratio(), nearest.get(name, 0.0))
    close = sorted(nearest, key=nearest.__getitem__, reverse=True)
    return [name for name in close if nearest[name] > _LEAST_ALIKE][:3]


def _pairs(text: str) -> set[str]:
    return {text[start : start + 2] for start in range(len(text) - 1)}


def _alike(pairs: set[str], text: str) -> float:
    """Gives from 0 to 1/2 (Dice): what is shared is set against length, or long names would win."""
    own = _pairs(text)
    return len(pairs & own) / max(1, len(pairs) + len(own))
