"""Work grows as its input does, whatever that says. It is counted."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from types import SimpleNamespace
from typing import Literal
from unicodedata import normalize

import pytest

from tests.kit.records import BARE, collected, indexed
from tiptui.proof import locate
from tiptui.proof.source_text import SourceText
from tiptui.search.matches import Order
from tiptui.text import folding, words
from tools.growth import MOST, growth, steps
from tools.ways_in import PATTERNS, WAYS, located, matched


@pytest.mark.parametrize("name", WAYS)
def test_twice_the_input_takes_twice_the_steps(name: str) -> None:
    way = WAYS[name]
    way(10)()  # makes patterns, once and for all
    small, large = steps(way(100)), steps(way(200))
    assert large <= MOST * small


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.pattern[:30])
def test_the_time_that_a_pattern_takes_grows_in_a_straight_line(pattern: re.Pattern[str]) -> None:
    # Nothing of it is a step of Python.
    assert growth(partial(matched, pattern), 64, least=0.001, most=1_024).ratio <= MOST


@pytest.mark.parametrize("item", ["text: Act", "text: Act {0}, repeats: [{1}]"])
def test_to_put_first_what_is_asked_most_takes_time_as_there_are_recommendations(item: str) -> None:
    def ordered(size: int) -> Callable[[], object]:
        each = f"  - {{{{id: r{{0}}, by: [a], {item}}}}}\n"
        items = (each.format(n, f"r{n - 1}" if n else "") for n in range(size))
        index = indexed(collected(f"{BARE}recommendations:\n{''.join(items)}"))
        return partial(index.order, index.everything, "recommendations", Order.TIMES)

    # A set for each row, of all that is the same.
    assert growth(ordered, 500, least=0.01, most=1_000).ratio <= MOST


def test_phrases_that_were_found_are_not_looked_for_in_the_paragraphs_after() -> None:
    quoted = ["a b", *("a" + " a" * k for k in range(40))]
    ten, twenty = (f"x\n{'a ' * 50}\n" + f"{'a ' * 50}\n" * more for more in (9, 19))
    assert steps(lambda: located(quoted, twenty)) < 1.5 * steps(lambda: located(quoted, ten))
    # What is far longer than a quotation is not compared with it.
    assert steps(lambda: located(["xy1"], "xy" * 5_000)) < 20_000


def test_a_long_word_is_read_once_for_many_quotations(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    word, token = words._patterns()

    def finditer(text: str) -> Iterator[re.Match[str]]:
        read.append(len(text))
        return token.finditer(text)

    monkeypatch.setattr(words, "_patterns", lambda: (word, SimpleNamespace(finditer=finditer)))
    located([letter * n for letter in "xy" for n in range(1, 50)], "xy" * 30_000)
    assert read.count(60_000) == 2  # for their paragraph, and for every other


def test_a_long_phrase_is_not_compared_wherever_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[object] = []

    class Word(str):
        __slots__ = ()
        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            compared.append(other)
            return str.__eq__(self, other)

    monkeypatch.setattr(locate, "tokens", lambda text: [*map(Word, words.tokens(text))])
    located(["a " * 1_000 + "b"], "a " * 3_000)
    assert len(compared) < 20_000


def test_of_marks_piled_up_few_are_put_in_order_together(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths: list[int] = []

    def normalized(form: Literal["NFD"], text: str) -> str:
        lengths.append(len(text))
        return normalize(form, text)

    monkeypatch.setattr(folding, "normalize", normalized)
    located(["á"], "a" + "\u0301\u0327" * 1_000)
    assert max(lengths) < 40


def test_nearest_wordings_are_sought_until_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locate, "PATIENCE", 10_000)
    found = SourceText("abc def").locator.locate((1, f"abc {n} def") for n in range(9))
    assert [bool(each.nearest) for each in found.values()] == [True] * 4 + [False] * 5
