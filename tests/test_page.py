"""A page is made no further than it is looked at, and its lines stay where they are seen."""

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from tests.records import small
from tests.views import scene
from tiptui.search.matches import Matches
from tiptui.search.rows import Rows
from tiptui.ui.panes.lists import RecordList
from tiptui.ui.panes.page import Block, Page, Sections, Wrapped, in_sections, stop_style, wrap
from tiptui.ui.panes.window import Window
from tiptui.view.scene import Scene
from tiptui.view.shown import ListShown, PageShown

COUNT = 1000


def numbered(made: list[int]) -> Sections:
    """Sections of one stop each, of one to four lines, all guessed to have two."""

    def blocks(section: int) -> Iterable[Block]:
        made.append(section)
        return [Block(Content(f"{section} {'of many words ' * (section % 4)}"), section)]

    return Sections(COUNT, lambda _: [2] * COUNT, blocks, lambda stop: stop)


def test_lines_are_the_same_however_they_are_asked_for() -> None:
    forwards, backwards = Wrapped(numbered([]), 9), Wrapped(numbered([]), 9)
    before = forwards.starts[-1]
    grown = sum(growth for *_, growth in forwards.walk(0, 10**9))
    assert grown == forwards.starts[-1] - before
    for section in reversed(range(COUNT)):
        backwards.make(section)
    assert backwards.starts == forwards.starts
    end = forwards.starts[-1]
    whole = forwards.lines(0, end + 10)
    assert len(whole) == end
    for number in range(end):
        assert backwards.lines(number, number + 1) == whole[number : number + 1]
        assert forwards.lines(number, number + 7) == whole[number : number + 7]
    assert forwards.lines(end, end + 1) == forwards.lines(-1, 0) == []


def test_a_page_in_the_place_of_another_has_its_lines_where_they_were() -> None:
    before, made = Wrapped(numbered([]), 12), list[int]()
    assert list(before.walk(0, 50))
    assert Wrapped(numbered(made), 12, before.heights).starts == before.starts
    assert not made


def test_a_cursor_that_goes_far_makes_no_more_than_is_seen_with_it() -> None:
    made = list[int]()
    page = Page(lambda _scene, _shown: numbered(made))
    window = Window(page)
    window.resize(40, 12)
    stops = tuple(map(str, range(COUNT)))
    page.show(PageShown("page", stops, 0, True, (), ""), scene(small()))
    page.reach(0, window.height - 1)
    for stop in (400, 700, 300):
        made.clear()
        window.reveal(stop)
        first, after = page.extent(stop)
        assert window.top <= first < after <= window.top + window.height
        page.reach(window.top, window.top + window.height - 1)
        assert page.extent(stop) == (first, after)
        assert len(made) <= window.height + 1


def test_a_line_knows_the_stops_with_words_in_it() -> None:
    text = Content.styled("some words", stop_style(4)) + Content.styled(" and more", stop_style(7))
    page = Wrapped(in_sections([Block(text + " of them")]), 16)
    lines = page.make(0)
    assert [line.text.plain for line in lines] == ["some words and", "more of them"]
    assert [list(line.stops) for line in lines] == [[4, 7], [7]]
    assert [page.extent(stop) for stop in (4, 7)] == [(0, 1), (0, 2)]


@pytest.mark.parametrize("count", [0, 1, 16, 17, 100])
def test_blocks_that_are_there_are_shown_some_at_a_time(count: int) -> None:
    blocks = [Block(Content(str(number)), number) for number in range(count)]
    page = Wrapped(in_sections(blocks), 10)
    assert [line.text.plain for line in page.lines(0, 10**6)] == list(map(str, range(count)))
    assert [page.extent(stop)[0] for stop in range(count)] == [*range(count)]


def test_a_frame_has_every_row_of_its_pane() -> None:
    stops = ("first", "second", "third")
    blocks = [Block(Content(f"{stop}\nbelow"), number) for number, stop in enumerate(stops)]
    page = Page(lambda _scene, _shown: in_sections(blocks))
    window = Window(page)
    window.resize(40, 4)
    page.show(PageShown("page", stops, 2, True, (), "", frozenset(["second"])), scene(small()))
    window.settle()
    frame = window.frame()
    assert [line.text.plain for line in frame.lines] == ["second", "below", "third", "below"]
    assert [line.marked for line in frame.lines] == [True, True, False, False]
    assert [line.at_cursor for line in frame.lines] == [False, False, True, True]
    assert (frame.cursor, frame.thumb) == (2, range(2, 4))
    window.resize(40, 8)
    frame = window.frame()
    assert [line.text.plain for line in frame.lines][4:] == ["third", "below", "", ""]
    assert (frame.cursor, frame.thumb) == (4, range(0))


def drawn_list(count: int, marked: Sequence[int], height: int) -> tuple[Window, list[str]]:
    """A list of rows that are one to three lines high, and the names of those that are drawn."""
    drawn = list[str]()

    def draw(_scene: Scene, name: str, _width: int) -> list[Content]:
        drawn.append(name)
        return [Content(name), Content("second"), Content("third")][: 1 + int(name) % 3]

    rows = Rows()
    rows.ids = list(map(str, range(count)))
    window = Window(body := RecordList(draw))
    window.resize(40, height)
    shown = ListShown(Matches(rows), 0, False, marked, (), ("",), "", "")
    body.show(shown, scene(small()))
    window.settle()
    return window, drawn


def test_of_a_list_only_rows_in_sight_are_drawn_and_the_scrollbar_counts_rows() -> None:
    window, drawn = drawn_list(100_000, [50_001, 90_000], 9)
    frame = window.frame()
    top = ["50001", "50002", "second", "50003", "second", "third", "50004", "50005", "second"]
    assert [line.text.plain for line in frame.lines] == top
    assert [line.marked for line in frame.lines] == [True] + [False] * 8
    assert [window.stop_under(row, 0) for row in (0, 1, 2, 8)] == [50_001, 50_002, 50_002, 50_005]
    # Those of the first frame, where no mark is seen, and those of this one.
    assert set(drawn) == {*map(str, [*range(5), *range(50_001, 50_006)])}
    assert frame.thumb == range(4, 5)
    drawn.clear()
    assert window.last() == 99_999
    assert window.frame().thumb == range(8, 9)
    assert len(set(drawn)) < 9
    assert window.top == 99_996


WAYS = st.sampled_from([-1, 1])


@given(st.integers(1, 40), st.integers(1, 12), st.data())
def test_a_list_scrolls_by_whole_rows_and_ends_with_its_last(
    count: int, height: int, data: st.DataObject
) -> None:
    window, _ = drawn_list(count, [], height)
    body = window._body
    for _ in range(6):
        name = data.draw(st.sampled_from(["turn", "page", "reveal", "drag", "last", "first"]))
        argument = data.draw(st.integers(0, count - 1) if name == "reveal" else WAYS)
        getattr(window, name)(*([] if name in ("last", "first") else [argument]))
        frame, seen = window.frame(), [*body.in_sight()][:height]
        first = frame.lines[0].text.plain
        assert first == str(window.top)
        if name == "reveal":
            assert argument in seen
            rows = seen.count(argument)
            assert rows == min(height, 1 + argument % 3)
        # No room is left below while rows are out of sight above.
        if len(seen) < height and window.top:
            assert 1 + (window.top - 1) % 3 > height - len(seen)
        assert bool(frame.thumb) == (sum(1 + row % 3 for row in range(count)) > height)


@given(st.text("ab 协，\u0301“\n", max_size=60), st.integers(2, 12))
def test_a_word_that_is_longer_than_a_line_fills_the_line_before_it(text: str, width: int) -> None:
    lines = [line.plain for line in wrap(Content(text), width)]
    assert "".join("".join(lines).split()) == "".join(text.split())
    # A terminal would draw what follows a break over other panes, and leave what stood here.
    assert all(cell_len(line) <= width and "\n" not in line for line in lines)
    assert [line.plain for line in wrap(Content("¶9 “协协协协” · s"), 10)] == [
        "¶9 “协协协",
        "协” · s",
    ]
