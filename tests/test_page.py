"""A page is wrapped no further than it is looked at."""

from collections.abc import Iterator

from textual.content import Content

from tiptui.ui.panes.page import Wrapped
from tiptui.ui.panes.render import STOP, Block


def blocks(made: list[int], count: int = 1000) -> Iterator[Block]:
    for number in range(count):
        made.append(number)
        yield Block(Content(f"block {number} of many words"), number, indent=number % 3)


def test_only_what_is_asked_for_is_made() -> None:
    made: list[int] = []
    wrapped = Wrapped(blocks(made), 12)
    assert not wrapped.lines
    wrapped.reach(10)
    assert 11 <= len(wrapped.lines) < 20
    assert len(made) < 10
    wrapped.reach_stop(500)
    assert made[-1] == 500
    first, after = wrapped.extents[500]
    assert "500" in "".join(line.text.plain for line in wrapped.lines[first:after])
    wrapped.reach(10**9)
    assert len(made) == 1000


def test_lines_are_the_same_however_they_are_asked_for() -> None:
    at_once, bit_by_bit = (Wrapped(blocks([], 50), 9) for _ in range(2))
    at_once.reach(10**9)
    for line in range(200):
        bit_by_bit.reach(line)
    assert [line.text for line in bit_by_bit.lines] == [line.text for line in at_once.lines]
    assert bit_by_bit.extents == at_once.extents


def test_a_line_knows_the_stops_with_words_in_it() -> None:
    text = Content.styled("some words", f"{STOP}4") + Content.styled(" and more", f"{STOP}7")
    wrapped = Wrapped([Block(text + " of them")], 16)
    wrapped.reach(10)
    assert [line.text.plain for line in wrapped.lines] == ["some words and", "more of them"]
    assert [list(line.stops) for line in wrapped.lines] == [[4, 7], [7]]
    assert wrapped.extents == {4: (0, 1), 7: (0, 2)}


def test_a_stop_that_is_nowhere_makes_all_and_ends() -> None:
    made: list[int] = []
    wrapped = Wrapped(blocks(made, 20), 12)
    wrapped.reach_stop(99)
    assert len(made) == 20
