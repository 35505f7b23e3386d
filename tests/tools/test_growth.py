"""Work grows as its input does, whatever that says. It is counted."""

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest

from tests.kit.records import BARE, collected, indexed
from tiptui.proof import locate
from tiptui.proof.source_text import SourceText
from tiptui.search.matches import Order
from tools.growth import MOST, growth, steps
from tools.ways_in import PATTERNS, WAYS, located, matched


@pytest.mark.parametrize("name", WAYS)
def test_twice_the_input_takes_twice_the_steps(name: str) -> None:
    way = WAYS[name]
    way(10)()  # makes patterns, once and for all
    counts = (steps(way(size)) for size in (50, 100, 200))
    # The most that is compared may be reached only at the second size.
    assert any(large <= MOST * small for small, large in pairwise(counts))


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.pattern[:30])
def test_the_time_that_a_pattern_takes_grows_in_a_straight_line(pattern: re.Pattern[str]) -> None:
    # Nothing of it is a step of Python. Other work of the machine slows a measure, a square all.
    measures = (growth(partial(matched, pattern), 64, least=0.001, most=1_024) for _ in range(3))
    assert any(measure.ratio <= MOST for measure in measures)


@pytest.mark.parametrize("item", ["text: Act", "text: Act {0}, repeats: [{1}]"])
def test_to_put_first_what_is_asked_most_takes_time_as_there_are_recommendations(item: str) -> None:
    def ordered(size: int) -> Callable[[], object]:
        each = f"  - {{{{id: r{{0}}, by: [a], {item}}}}}\n"
        items = (each.format(n, f"r{n - 1}" if n else "") for n in range(size))
        index = indexed(collected(f"{BARE}recommendations:\n{''.join(items)}"))
        return partial(index.order, index.everything, "recommendations", Order.TIMES)

    # A set for each row, of all that is the same.
    assert growth(ordered, 500, least=0.01, most=1_000).ratio <= MOST


def test_words_far_longer_than_a_quotation_are_not_compared_with_it() -> None:
    located(["xy1"], "xy")  # makes patterns, once and for all
    assert steps(lambda: located(["xy1"], "xy" * 5_000)) < 20_000


def test_nearest_wordings_are_sought_until_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locate, "PATIENCE", 10_000)
    found = SourceText("abc def").locator.locate((1, f"abc {n} def") for n in range(9))
    assert [bool(each.nearest) for each in found.values()] == [True] * 4 + [False] * 5
