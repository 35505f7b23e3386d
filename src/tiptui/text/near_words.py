"""Near spellings of a word, and the differences between two wordings.

Words of about the same length are compared by their pairs of letters (Dice's coefficient), which is
quick, and only the best letter by letter (difflib's ratio, from 0 to 1). Wordings are compared word
by word, without capitals and typography; signs are words.
"""

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from difflib import SequenceMatcher, get_close_matches
from itertools import chain, islice

from tiptui.text.folding import even, fold
from tiptui.text.steps import Steps
from tiptui.text.visible import clip, late
from tiptui.text.words import Span, tokens
from tiptui.text.words import word as any_word

_LIKELY = 10  # spellings that are compared letter by letter
_STEP = 2_000  # words that one step looks at
_NEAR_WORD = 0.7  # the ratio from which another spelling is offered
# Bounds, for difflib takes more than the square of a length:
_LONGEST = 100  # code points of a word
_MOST_PAIRS = 10_000  # pairs of equal parts of two texts: two pages of prose have fewer
_MOST_WORDS = 100  # words of a wording: longer ones differ as a whole
_ASCII_WORD = late("[a-z0-9]+")


def nearest(word: str, known: Iterable[str], least: float = 0.6) -> str:
    """Return the known word most like a word, whatever the case, or "" below the ratio `least`."""
    if len(word) > _LONGEST:
        return ""
    written = {other.lower(): other for other in known if len(other) <= _LONGEST}
    return next((written[near] for near in get_close_matches(word.lower(), written, 1, least)), "")


def did_you_mean(near: str) -> str:
    """Return `; did you mean "…"?` for the end of a message, or "" without a near word."""
    return f'; did you mean "{clip(near)}"?' if near else ""


def is_letter_away(word: str, other: str) -> bool:
    """Return whether one letter is more, less or other, or two are exchanged."""
    pairs = enumerate(zip(word, other, strict=False))
    start = next((n for n, (own, its) in pairs if own != its), min(len(word), len(other)))
    rest, others = word[start:], other[start:]
    is_swapped = rest[:2] == others[1::-1] and rest[2:] == others[2:]
    is_near = rest[1:] in (others, others[1:]) or rest == others[1:] or is_swapped
    return is_near and (rest[:1] + others[:1]).isalpha()


def near_word(wanted: str, words: Iterable[str]) -> Steps[str]:
    """Return the folded word spelt most like the wanted one, or ""; in steps, as they are many."""
    if len(wanted) > _LONGEST:
        return ""
    pairs = letter_pairs(wanted)
    enough = max(1, (len(wanted) + 1) // 3)
    likely: list[str] = []
    words = iter(words)
    while batch := list(islice(words, _STEP)):
        # Most have nothing in common; one that is more than twice as long takes long to compare.
        short = (word for word in batch if len(word) <= 2 * len(wanted))
        alike = (word for word in short if sum(map(word.__contains__, pairs)) >= enough)
        likely = heapq.nlargest(
            _LIKELY,
            chain(likely, alike),
            key=lambda word: (likeness(pairs, letter_pairs(word)), word),
        )
        yield
    number, _ = most_alike(wanted, likely, _NEAR_WORD)
    return likely[number] if number >= 0 else ""


def most_alike(
    wanted: Sequence[str], others: Iterable[Sequence[str]], least: float
) -> tuple[int, int]:
    """Return the index of the other most like `wanted`, or -1, and the number of pairs compared."""
    counts = Counter(wanted)
    matcher = SequenceMatcher(None, "", wanted, autojunk=False)
    best, most, compared = -1, least, 0
    for number, other in enumerate(others):
        matcher.set_seq1(other)
        # Upper bounds of the ratio, by the lengths and by the parts in common, take less time.
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
    """Return the pairs of letters, with a space at both ends, as a short word has few."""
    spaced = f" {text} "
    return {spaced[start : start + 2] for start in range(len(spaced) - 1)}


def differ(text: str, other: str) -> list[tuple[Span, Span]]:
    """Return the spans of both texts that differ; an empty span where one has nothing."""
    words, others, known = tokens(text), tokens(other), dict[str, str]()

    def plain(token: str) -> str:
        return even(token.lstrip(), known).text.casefold()

    own, their = [*map(plain, words)], [*map(plain, others)]
    changes = [("replace", 0, len(own), 0, len(their))]
    if max(len(own), len(their)) <= _MOST_WORDS:
        changes = list(SequenceMatcher(None, own, their, autojunk=False).get_opcodes())
    own_and_their = (spans for kind, *spans in changes if kind != "equal")
    return [(_span(words, a, b), _span(others, c, d)) for a, b, c, d in own_and_their]


def _span(words: Sequence[str], start: int, end: int) -> Span:
    """Return the span of some words in their text, without the space before."""
    begin = sum(map(len, words[:start]))
    space = len(words[start]) - len(words[start].lstrip()) if start < end else 0
    return begin + space, begin + sum(map(len, words[start:end]))


def folded_words(text: str) -> list[str]:
    """Return the words of a text, folded, to compare it with others."""
    folded = fold(text)
    # For ASCII the other pattern finds the same, and takes longer.
    return (_ASCII_WORD if folded.isascii() else any_word()).findall(folded)


def likeness(words: Set[str], others: Set[str]) -> float:
    """Return the share of words that are in both, from 0 to 1 (Dice's coefficient)."""
    return 2 * len(words & others) / (len(words) + len(others) or 1)
