"""A page is made no further than it is looked at, and its lines stay where they are seen."""

from collections.abc import Iterable

import pytest
from textual.content import Content

from tests.records import small
from tests.views import scene
from tiptui.ui.panes.moving import Cursor
from tiptui.ui.panes.prose import Page
from tiptui.ui.panes.sections import Block, BlockSections, Lines, Wrapped, stop_style
from tiptui.ui.panes.window import Window
from tiptui.view.shown import PageShown

COUNT = 1000


class Numbered:
    """Sections of one stop each, of one to four lines, all guessed to have two."""

    def __init__(self) -> None:
        self.made: list[int] = []
        self.guesses = 0

    def __len__(self) -> int:
        return COUNT

    def guess(self, _width: int) -> list[int]:
        self.guesses += 1
        return [2] * COUNT

    def blocks(self, section: int) -> Iterable[Block]:
        self.made.append(section)
        return [Block(Content(f"{section} {'of many words ' * (section % 4)}"), section)]

    def section_of(self, stop: int) -> int:
        return stop


def walked(wrapped: Wrapped, first: int, last: int) -> int:
    """By how many lines what was made is longer than it was guessed to be."""
    return sum(growth for _, growth, _ in wrapped.walk(first, last))


def test_only_what_is_asked_for_is_made() -> None:
    sections = Numbered()
    wrapped = Wrapped(sections, 12)
    assert (wrapped.starts[-1], sections.made) == (2 * COUNT, [])
    walked(wrapped, 1000, 1010)
    assert sections.made[0] == 500
    assert len(sections.made) < 10
    line = wrapped.line(wrapped.starts[501])
    assert line
    assert line.text.plain.startswith("501")


def test_lines_are_the_same_however_they_are_asked_for() -> None:
    forwards, backwards = Wrapped(Numbered(), 9), Wrapped(Numbered(), 9)
    before = forwards.starts[-1]
    assert walked(forwards, 0, 10**9) == forwards.starts[-1] - before
    for section in reversed(range(COUNT)):
        backwards.make(section)
    assert backwards.starts == forwards.starts
    for number in range(forwards.starts[-1]):
        assert backwards.line(number) == forwards.line(number)
    assert forwards.line(forwards.starts[-1]) is forwards.line(-1) is None


def test_a_page_in_the_place_of_another_has_its_lines_where_they_were() -> None:
    before = Wrapped(Numbered(), 12)
    walked(before, 0, 50)
    alike = Numbered()
    assert Wrapped(alike, 12, before.heights).starts == before.starts
    assert not alike.guesses


def test_a_cursor_that_goes_far_makes_no_more_than_is_seen_with_it() -> None:
    sections, window = Numbered(), Window()
    window.resize(40, 12)
    page = Page(lambda _scene, _shown: sections)
    stops = tuple(map(str, range(COUNT)))
    page.show(PageShown("page", stops, 0, True, frozenset(), (), ""), scene(small()), window)
    page.reach(window, 0, window.last)
    for stop in (400, 700, 300):
        sections.made.clear()
        Cursor(page, window).reveal(stop)
        first, after = page.extent(window, stop)
        assert window.top <= first < after <= window.last + 1
        page.reach(window, window.top, window.last)
        assert page.extent(window, stop) == (first, after)
        assert len(sections.made) <= window.height + 1


def test_a_line_knows_the_stops_with_words_in_it() -> None:
    text = Content.styled("some words", stop_style(4)) + Content.styled(" and more", stop_style(7))
    made = Lines([Block(text + " of them")], 16)
    assert [line.text.plain for line in made.lines] == ["some words and", "more of them"]
    assert [list(line.stops) for line in made.lines] == [[4, 7], [7]]
    assert made.extents == {4: (0, 1), 7: (0, 2)}


@pytest.mark.parametrize("count", [0, 1, 16, 17, 100])
def test_blocks_that_are_there_are_shown_some_at_a_time(count: int) -> None:
    sections = BlockSections(Block(Content(str(number)), number) for number in range(count))
    wrapped = Wrapped(sections, 10)
    walked(wrapped, 0, 10**6)
    lines = [wrapped.line(number) for number in range(wrapped.starts[-1])]
    assert [line.text.plain for line in lines if line] == [str(number) for number in range(count)]
    for stop in range(count):
        assert stop in wrapped.make(sections.section_of(stop)).extents
