"""The work over a text and its quotations grows as they do, whatever they say. It is counted."""

import sys
from collections.abc import Callable
from random import Random
from types import FrameType, SimpleNamespace
from typing import Any, Literal
from unicodedata import normalize

import pytest

from tiptui.sources import locate
from tiptui.sources.source_text import SourceText
from tiptui.text import similarity, words

Case = Callable[[int], tuple[list[str], str]]
"""Gives quotations of a first paragraph, and a text: of a size."""


def steps(run: Callable[[], object]) -> int:
    """Gives how many lines and calls of Python a run takes."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


def located(quotations: list[str], text: str) -> object:
    return SourceText(text).locator.locate((1, exact) for exact in quotations)


def of_two_words(seed: int, count: int) -> str:
    return " ".join(Random(seed).choices("ab", k=count))


CASES: dict[str, Case] = {
    "letters of one word": lambda n: (["x"] * n, "x" * 40 * n),
    "a word each": lambda n: ([f"w{k}" for k in range(n)], "".join(f"w{k} is. " for k in range(n))),
    "two words over and over": lambda n: (
        [of_two_words(n + k, 9) for k in range(n)],
        "x\n" + of_two_words(n, 20 * n),
    ),
    "brackets": lambda n: (["(" * (k % 20) + "a" for k in range(n)], "x\n" + "a " * 5 * n),
    "capitals": lambda n: (["b" + " B" * (k % 20) for k in range(n)], "x\nx " + "B " * 5 * n),
    "parts of words": lambda n: (["aa " * (k % 20) + "a" for k in range(n)], "x\n" + "aa " * 5 * n),
}


@pytest.mark.parametrize("name", CASES)
def test_twice_the_quotations_and_text_are_twice_the_steps(name: str) -> None:
    case = CASES[name]
    located(*case(10))  # makes patterns, once and for all
    small, large = steps(lambda: located(*case(200))), steps(lambda: located(*case(400)))
    assert large <= 2.5 * small


def test_phrases_that_were_found_are_not_looked_for_in_the_paragraphs_after() -> None:
    quoted = ["a b", *("a" + " a" * k for k in range(40))]
    ten, twenty = (f"x\n{'a ' * 50}\n" + f"{'a ' * 50}\n" * more for more in (9, 19))
    assert steps(lambda: located(quoted, twenty)) < 1.5 * steps(lambda: located(quoted, ten))


def test_what_is_far_longer_than_a_quotation_is_not_compared_with_it() -> None:
    located(["x"], "y")
    assert steps(lambda: located(["xy1"], "xy" * 5_000)) < 20_000


def test_a_long_word_is_read_as_often_for_many_quotations_as_for_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[int] = []
    token = words._token()

    def findall(text: str) -> list[str]:
        read.append(len(text))
        return token.findall(text)

    monkeypatch.setattr(words, "_token", lambda: SimpleNamespace(findall=findall))
    located([letter * n for letter in "xy" for n in range(1, 50)], "xy" * 30_000)
    assert read.count(60_000) == 2  # for their paragraph, and for every other


def test_words_are_the_same_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "  a man, a  plan,\u00a0a canal…\nहि न्दी  "
    whole = words.tokens(text)
    for stretch in range(1, len(text)):
        monkeypatch.setattr(words, "_STRETCH", stretch)
        assert words.tokens(text) == whole


def test_of_marks_piled_up_few_are_put_in_order_together(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths: list[int] = []

    def normalized(form: Literal["NFD"], text: str) -> str:
        lengths.append(len(text))
        return normalize(form, text)

    monkeypatch.setattr(similarity, "normalize", normalized)
    located(["á"], "a" + "\u0301\u0327" * 1_000)
    assert max(lengths) < 40


def test_nearest_wordings_are_looked_for_until_patience_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(locate, "_PATIENCE", 10_000)
    found = SourceText("abc def").locator.locate((1, f"abc {n} def") for n in range(9))
    assert [bool(each.nearest) for each in found.values()] == [True] * 4 + [False] * 5
