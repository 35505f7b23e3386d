"""A page is made no further than it is looked at, and its lines stay where they are seen."""

from collections.abc import Iterable, Sequence
from functools import partial

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from tests.kit.records import small
from tests.kit.views import scene
from tiptui.search.matches import Matches, match_all
from tiptui.ui.panes.body import BAR, GUTTER, Body
from tiptui.ui.panes.page import (
    GAP,
    Block,
    PaneLine,
    Sections,
    draw_blocks,
    in_sections,
    stop_at,
    stop_style,
)
from tiptui.view.contents import PaneContent

COUNT = 1000


def numbered(made: list[int]) -> Sections:
    """Sections of one stop each, of one to four lines."""

    def blocks(section: int) -> Iterable[Block]:
        made.append(section)
        return [Block(Content(f"{section} {'of many words ' * (section % 4)}"), section)]

    return Sections(COUNT, partial(draw_blocks, blocks))


def body_of(
    sections: Sections,
    size: tuple[int, int],
    stops: Sequence[object],
    *,
    cursor: int = 0,
    active: bool = True,
    marked: Sequence[int] = (),
) -> Body:
    """A body that shows some sections, with its cursor at a stop."""
    body = Body(lambda _scene: sections)
    body.resize(*size)
    matches = stops if isinstance(stops, Matches) else match_all(map(str, stops))
    shown = PaneContent("page", stops, (), cursor, active, ("",), marked, matches)
    body.show(shown, scene(small()))
    return body


def texts(body: Body) -> list[str]:
    """The lines that are seen."""
    return [line.text.plain for line in body.frame().lines]


def test_lines_are_the_same_however_they_are_scrolled_to() -> None:
    def whole() -> Body:
        return body_of(numbered([]), (9 + GUTTER + BAR, 5), ())

    body, lines, top = whole(), list[str](), None
    while body.top != top:
        top = body.top
        lines += texts(body)[:1]
        body.scroll(1)
    lines += texts(body)[1:]
    backwards = whole()
    backwards.last()
    end = texts(backwards)
    assert lines[-5:] == end
    seen = end[::-1]
    for _ in range(100):
        backwards.scroll(-1)
        seen += texts(backwards)[:1]
    assert seen == [line for number, line in enumerate(lines[::-1]) if number < 105]
    body.first()
    body.scroll(100)
    assert texts(body) == lines[100:105]


def test_a_cursor_that_goes_far_makes_no_more_than_is_seen_with_it() -> None:
    made = list[int]()
    sections, stops = numbered(made), tuple(map(str, range(COUNT)))
    body = body_of(sections, (40, 12), stops)
    for stop in (400, 700, 300):
        made.clear()
        shown = PaneContent("page", stops, (), stop, True, ("",))
        body.show(shown, scene(small()))
        at = [line.at_cursor for line in body.frame().lines]
        assert len(made) <= 12 + 1
        assert sum(at) == len(sections.lines(stop, 40 - GUTTER - BAR))


def text_body(height: int, cursor: int, far: Sequence[int] = ()) -> Body:
    """A text of ten paragraphs of six lines; the cursor can be in the first line of each."""
    paragraphs = [
        GAP if line == 5 else Block(Content(f"{n}.{line}"), None if line else n)
        for n in range(10)
        for line in range(6)
    ]
    sections = in_sections(paragraphs)._replace(steps=range(10), far=far)
    return body_of(sections, (40, height), range(10), cursor=cursor)


def test_words_in_a_text_come_to_the_middle_third_of_the_pane() -> None:
    for height in range(1, 20):
        body = text_body(height, 0)
        for cursor in (5, 2, 3, 7, 4):
            body.show(body.shown._replace(cursor=cursor), scene(small()))
            place = texts(body).index(f"{cursor}.0")
            assert height // 3 <= place < height - height // 3 or height < 3, (height, cursor)
    # At its beginning the whole beginning is in sight.
    assert texts(text_body(4, 0))[0] == "0.0"


def test_arrows_skip_nothing_of_a_text_but_on_the_way_to_what_is_far() -> None:
    body, seen = text_body(4, 0), list[str]()
    for _ in range(80):
        seen += texts(body)
        body.show(body.shown._replace(cursor=body.step(1)), scene(small()))
    assert body.shown.cursor == 9
    assert {f"{n}.{line}" for n in range(10) for line in range(5)} <= {*seen}
    for _ in range(80):
        body.show(body.shown._replace(cursor=body.step(-1)), scene(small()))
    assert (body.shown.cursor, body.top) == (0, (0, 0))
    assert [text_body(2, 0, far=[1]).step(1), text_body(2, 0).step(1)] == [1, 0]


def test_a_line_knows_the_stops_with_words_in_it() -> None:
    text = Content.styled("some words", stop_style(4)) + Content.styled(" and more", stop_style(7))
    lines = in_sections([Block(text + " of them")]).lines(0, 16)
    assert [line.text.plain for line in lines] == ["some words and", "more of them"]
    assert [list(line.stops) for line in lines] == [[4, 7], [7]]
    assert [stop_at(lines[0], cell, 16) for cell in (0, 9, 10, 13, 14)] == [4, 4, 7, 7, 4]


def test_a_frame_has_every_row_of_its_pane() -> None:
    stops = ("first", "second", "third")
    blocks = [Block(Content(f"{stop}\nbelow"), number) for number, stop in enumerate(stops)]
    body = body_of(in_sections(blocks), (40, 4), stops, cursor=2, marked=[1])
    frame = body.frame()
    assert texts(body) == ["second", "below", "third", "below"]
    assert [line.marked for line in frame.lines] == [True, True, False, False]
    assert [line.at_cursor for line in frame.lines] == [False, False, True, True]
    assert (frame.cursor, frame.thumb) == (2, range(2, 4))
    body.resize(40, 8)
    frame = body.frame()
    assert texts(body)[4:] == ["third", "below", "", ""]
    assert (frame.cursor, frame.thumb) == (4, range(0))


def test_a_pane_without_a_size_makes_no_head() -> None:
    made = list[int]()

    def head(width: int) -> list[PaneLine]:
        made.append(width)
        return []

    body = body_of(numbered([])._replace(head=head), (0, 0), range(COUNT))
    assert made == []
    body.resize(40, 4)
    assert made == [40 - GUTTER - BAR]


def test_the_scrollbar_reaches_the_bottom_though_the_last_section_is_empty() -> None:
    parts = [*([Block(Content(str(n)), n)] for n in range(9)), list[Block]()]
    sections = Sections(len(parts), partial(draw_blocks, parts.__getitem__))
    assert body_of(sections, (40, 4), range(9), cursor=8).frame().thumb.stop == 4


def test_a_mark_out_of_sight_comes_to_the_top_below_what_heads_it() -> None:
    def blocks(heading: str) -> list[Block]:
        return [GAP, Block(Content(heading)), *(Block(Content(f"{heading}{n}")) for n in range(5))]

    parts = [*blocks("a"), *blocks("b"), *blocks("c")]
    stops = [block._replace(stop=number) for number, block in enumerate(parts) if block.text]
    whole = [GAP if block is GAP else stops.pop(0) for block in parts]
    body = body_of(in_sections(whole), (40, 6), range(len(whole)), active=False, marked=[9])
    assert texts(body)[:2] == ["b", "b0"]
    # There is no room for both.
    body = body_of(in_sections(whole), (40, 2), range(len(whole)), active=False, marked=[11])
    assert texts(body)[0] == "b2"


def drawn_list(count: int, marked: Sequence[int], height: int) -> tuple[Body, list[str]]:
    """A list of rows that are one to three lines high, and the names of those that are drawn."""
    drawn = list[str]()

    def lines(row: int, _width: int) -> list[PaneLine]:
        drawn.append(str(row))
        texts = [str(row), "second", "third"][: 1 + row % 3]
        return [PaneLine(Content(text), [row]) for text in texts]

    sections, matches = Sections(count, lines, are_rows=True), match_all(map(str, range(count)))
    return body_of(sections, (40, height), matches, active=False, marked=marked), drawn


def test_of_a_list_only_rows_in_sight_are_drawn_and_the_scrollbar_counts_rows() -> None:
    assert drawn_list(100_000, [], 9)[1] == []
    body, drawn = drawn_list(100_000, [50_001, 90_000], 9)
    assert [*dict.fromkeys(drawn)][5:] == ["50001"]  # more is drawn with the frame, not with a key
    frame = body.frame()
    top = ["50001", "50002", "second", "50003", "second", "third", "50004", "50005", "second"]
    assert texts(body) == top
    assert [line.marked for line in frame.lines] == [True] + [False] * 8
    assert [body.stop_under(row, 0) for row in (0, 1, 2, 8)] == [50_001, 50_002, 50_002, 50_005]
    # Those of the first frame, where no mark is seen, and those of this one.
    assert set(drawn) == {*map(str, [*range(5), *range(50_001, 50_006)])}
    assert frame.thumb == range(4, 5)
    drawn.clear()
    assert body.last() == 99_999
    assert body.frame().thumb == range(8, 9)
    assert len(set(drawn)) < 9
    assert body.top == (99_996, 0)


WAYS = st.sampled_from([-1, 1])


@given(st.integers(1, 40), st.integers(1, 12), st.data())
def test_a_list_scrolls_by_whole_rows_and_ends_with_its_last(
    count: int, height: int, data: st.DataObject
) -> None:
    body, _ = drawn_list(count, [], height)
    before = 0
    for _ in range(6):
        name = data.draw(st.sampled_from(["page", "scroll", "last", "first"]))
        getattr(body, name)(*([] if name in ("last", "first") else [data.draw(WAYS)]))
        frame, lines = body.frame(), texts(body)
        top, line = body.top
        assert (lines[0], line) == (str(top), 0)
        if name in ("page", "scroll"):
            # One row at least where there are more, and none is left out.
            assert abs(top - before) <= max(1, height)
        # No room is left below while rows are out of sight above.
        seen = [text for text in lines if text]
        if len(seen) < height and top:
            assert 1 + (top - 1) % 3 > height - len(seen)
        assert bool(frame.thumb) == (sum(1 + row % 3 for row in range(count)) > height)
        before = top


@given(st.integers(2, 40), st.integers(1, 12), st.sampled_from([1, -1, 0.5, -0.5]))
def test_pages_go_through_a_list_to_its_end_and_every_row_is_seen(
    count: int, height: int, pages: float
) -> None:
    (body, _), seen = drawn_list(count, [], height), set[str]()
    cursor = 0 if pages > 0 else count - 1
    for _ in range(3 * count):
        body.show(body.shown._replace(cursor=cursor, active=True, marks=()), scene(small()))
        seen.update(line for line in texts(body) if line.isdigit())
        cursor = body.page(pages)
    assert cursor == (count - 1 if pages > 0 else 0)
    assert seen == {*map(str, range(count))}
