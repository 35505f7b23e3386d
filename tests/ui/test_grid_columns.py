"""The widths of the columns of the grid: whole names where there is room."""

import re

import pytest
from textual.content import Content

from tests.kit.grids import many, of_year, opened
from tests.kit.records import several
from tiptui.record.recent import Recent
from tiptui.ui.panes.grid_pane import grid_page
from tiptui.view import grid
from tiptui.view.scene import Scene


def lines_of(scene: Scene, room: int) -> list[str]:
    """The lines of headings, of sums and of rows, in so many cells."""
    page = grid_page(Recent(1), scene)
    assert page.head
    assert page.draw
    heads = [line.text for line in page.head(room)]
    return [text.plain.rstrip() for text in (*heads, *page.draw(range(page.size), room))]


def row_of(scene: Scene, number: int, room: int) -> Content:
    page = grid_page(Recent(1), scene)
    assert page.draw
    return page.draw([number], room)[0]


@pytest.mark.parametrize(
    ("room", "lines"),
    [
        (50, ["themes                  all │  2010  2014  change", "▄  1  █  2      +1"]),
        (45, ["themes              all │  2010  2014  change", "Air over al… coast"]),
    ],
)
def test_names_of_rows_are_whole_if_there_is_room(room: int, lines: list[str]) -> None:
    texts = (of_year("2010", "sea sea"), of_year("2014", "air sea land"))
    long = (text.replace("name: Air", "name: Air over all the coast") for text in texts)
    head, *_ = rows = lines_of(opened(several(*long)), room)
    assert head == lines[0]
    assert any(lines[1] in row for row in rows)


def test_a_row_has_its_course_where_there_are_three_years_or_more() -> None:
    texts = [of_year("2010", "sea"), of_year("2014", "sea sea"), of_year("2018", "air sea sea sea")]
    lines = lines_of(opened(several(*texts)), 60)
    assert lines[1:] == [
        "all    ▄▅█   10 │     2     3     5",
        "Sea    ▃▆█    6 │     1  ▆  2  █  3",
        "Air    ▄▄█    4 │  ▃  1  ▃  1  ▆  2",
    ]
    undated = texts[2].replace("start_date: 2018", "start_date: 0001-01-01")
    for two in (texts[:2], [*texts[:2], undated]):
        assert not re.match("all +[▁-█]", lines_of(opened(several(*two)), 60)[1])
    # Of many, the newest that have room.
    many_years = several(
        *(of_year(str(year), "sea " * (year - 1999)) for year in range(2000, 2020))
    )
    assert lines_of(opened(many_years), 42)[1][:14] == "all    ▆▇▇▇███"


def test_bars_are_as_high_as_the_largest_number_in_sight() -> None:
    years = (of_year(str(year), "sea " * (year - 1999)) for year in range(2000, 2020))
    scene = opened(several(*years))
    for move in ((0, 0), (0, 99)):
        scene = Scene(scene.index, grid.go_by(scene, *move))
        assert "█" in lines_of(scene, 42)[2].partition("│")[2], move
    texts = (of_year(year, "air " * 8 + "sea sea land") for year in ("2010", "2014", "2018"))
    scene = opened(several(*texts), fields=("theme", "date"))
    assert "▂  2" in lines_of(scene, 60)[3]
    assert "█  2" in row_of(scene, 1, 60).plain  # once the row above is out of sight


def test_names_of_columns_lose_the_words_that_they_share_where_room_is_short() -> None:
    text = many(3, 3)
    for number, state in enumerate(("Chad", "Mali", "Niger")):
        text = text.replace(f"Body 00{number}", f"Ministry of the Interior of {state}")
    scene = opened(several(text), fields=("theme", "to"))
    whole, short = lines_of(scene, 90), lines_of(scene, 50)
    assert whole[0].count("Ministry of the") == 3
    assert short[0] == "themes     all │  … Chad  … Mali  … Niger"


def test_dialogues_stand_in_their_short_form() -> None:
    named = [
        of_year(year, "sea").replace("name: E,", f'name: "Review of {state}, session 9",')
        for year, state in (("2010", "Chad"), ("2014", "Jordan"))
    ]
    for fields, words in (
        (("in", "theme"), "Jordan, session 9"),
        (("theme", "in"), "Chad, Jordan, themes all │ session 9 session 9"),
    ):
        lines = lines_of(opened(several(*named), fields=fields), 90)
        text = " ".join(" ".join(lines).split())
        assert words in text
        assert "Review" not in text


def test_names_of_columns_take_up_to_a_fifth_of_a_wide_screen() -> None:
    text = many(3, 30).replace("Body 001", "An Office of the High Commissioner for Rights")
    text = text.replace("Body 000", "Ademocraticpeoplesrepublicofkorea")
    scene = opened(several(text), fields=("theme", "to"))
    for room, names in (
        (76, "Ademocraticpe…ofkorea  the High…ghts  Body 002"),
        (116, "Ademocraticpeop…ofkorea  Commissioner … Rights  Body 002"),
        (196, "Ademocraticpeoplesrepublicofkorea  Commissioner for Rights  Body 002"),
    ):
        assert names in lines_of(scene, room)[1]
    assert lines_of(scene, 20)[0] == "themes     all │  Ademo…ea ▸"


def test_a_page_of_columns_takes_the_room_that_is_left() -> None:
    text = many(1, 9).replace("Body 000", "Any response recorded")
    first = lines_of(opened(several(text), fields=("theme", "to")), 36)
    assert first[:2] == ["               │  Any response", "themes     all │      recorded ▸"]


def test_grounds_are_as_wide_as_numbers_and_courses_are_calm() -> None:
    texts = [of_year(year, "air sea") for year in ("2010", "2014", "2018")]
    scene = opened(several(*texts), fields=("theme", "date"))
    styles = {span.style for span in row_of(scene, 1, 60).spans}
    assert styles == {"muted", "bar-5", "cell-5"}
    text = many(1, 2).replace("Body 000", "Administration")
    row = row_of(opened(several(text), fields=("theme", "to")), 0, 90)
    grounds = [
        row.plain[span.start : span.end] for span in row.spans if "cell-5" in str(span.style)
    ]
    assert grounds == ["  1"]
    (bar,) = (span for span in row.spans if span.style == "bar-5")
    assert bar.end - bar.start == 1
