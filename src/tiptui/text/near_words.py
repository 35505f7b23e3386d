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
from tiptui.text.words import Span, shared_beginning, tokens
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
    near = get_close_matches(word.lower(), written, 1, least)
    return written[near[0]] if near else ""


def did_you_mean(near: str) -> str:
    """Return `; did you mean "…"?` for the end of a message, or "" without a near word."""
    if not near:
        return ""
    return f'; did you mean "{clip(near)}"?'


def is_letter_away(word: str, other: str) -> bool:
    """Return whether one letter is more, less or other, or two are exchanged."""
    start = shared_beginning(word, other)
    rest, other_rest = word[start:], other[start:]
    if not (rest[:1] + other_rest[:1]).isalpha():
        return False

    is_more = rest[1:] == other_rest
    is_less = rest == other_rest[1:]
    is_other = rest[1:] == other_rest[1:]
    is_swapped = rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
    return is_more or is_less or is_other or is_swapped


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
    best = -1
    most = least
    compared = 0
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
    words, other_words = tokens(text), tokens(other)
    if max(len(words), len(other_words)) > _MOST_WORDS:
        return [(_span(words, 0, len(words)), _span(other_words, 0, len(other_words)))]

    known: dict[str, str] = {}
    plain = [_plain(word, known) for word in words]
    other_plain = [_plain(word, known) for word in other_words]
    matcher = SequenceMatcher(None, plain, other_plain, autojunk=False)
    differences: list[tuple[Span, Span]] = []
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind != "equal":
            span = _span(words, start, end)
            differences.append((span, _span(other_words, other_start, other_end)))
    return differences


def _plain(word: str, known: dict[str, str]) -> str:
    """Return a word without capitals and typography; `known` is as `even` has it."""
    return even(word.lstrip(), known).text.casefold()


def _span(words: Sequence[str], start: int, end: int) -> Span:
    """Return the span of some words in their text, without the space before."""
    begin = len("".join(words[:start]))
    some = "".join(words[start:end])
    space = len(some) - len(some.lstrip())
    return begin + space, begin + len(some)


def folded_words(text: str) -> list[str]:
    """Return the words of a text, folded, to compare it with others."""
    folded = fold(text)
    if folded.isascii():  # the other pattern finds the same, and takes longer
        return _ASCII_WORD.findall(folded)
    return any_word().findall(folded)


def likeness(words: Set[str], others: Set[str]) -> float:
    """Return the share of words that are in both, from 0 to 1 (Dice's coefficient)."""
    return 2 * len(words & others) / (len(words) + len(others) or 1)
