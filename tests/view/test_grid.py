"""The grid without a screen: what it counts, where its keys lead, and the tables made of it."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations, product
from typing import Any

import pytest

from tests.kit.checkout import document
from tests.kit.grids import OF_TWO_YEARS, crossed, of_year, opened
from tests.kit.records import BARE, indexed, provincial, record, several
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.naming import OF_FIELD
from tiptui.collection.opened import Collection
from tiptui.report.counting import choices
from tiptui.search.counts import AS_COUNTED
from tiptui.search.query import parse
from tiptui.search.rows import CLAIMS
from tiptui.view import grid
from tiptui.view.carry_over import carry_view
from tiptui.view.contents import show_grid
from tiptui.view.scene import Scene
from tiptui.view.state import FIRST_VALUE, Grid, Pane

ONE = document("tests/records/one.yaml")
TWO = document("tests/records/two.yaml")


def on(scene: Scene, row: int, column: int) -> Scene:
    """The grid with the cursor on a cell."""
    return Scene(scene.index, grid.go_to(scene, row, column))


def place(scene: Scene) -> tuple[int, int]:
    """The row and the column of the cursor."""
    return divmod(show_grid(scene).cursor, len(crossed(scene).columns))


def headings(scene: Scene) -> tuple[list[str], list[str]]:
    """The names of rows and columns, without the sums."""
    crossing = crossed(scene)
    rows, columns = (
        [value.name for value in values if value] for values in (crossing.rows, crossing.columns)
    )
    return rows, columns


def listed(scene: Scene, query: str) -> set[str]:
    """The claims that a query leaves."""
    hits = scene.index.hits(parse(query))
    return {name for kind in CLAIMS for name in hits.of[kind]}


# What it counts.


@pytest.mark.parametrize("fields", [*combinations(OF_FIELD, 2), ("theme", "theme"), ("by", "by")])
@pytest.mark.parametrize("query", ["", "the", "-costs by:a"])
def test_a_cell_is_what_count_prints_and_enter_lists(fields: tuple[str, str], query: str) -> None:
    scene = opened(provincial(), query, fields)
    counts = scene.index.facets.count(fields, scene.index.hits(parse(query)).claims)
    if not show_grid(scene).stops:
        assert not counts
        return
    crossing = crossed(scene)
    for row, column in product(range(len(crossing.rows)), range(len(crossing.columns))):
        one, other = crossing.rows[row], crossing.columns[column]
        count = crossing.count(one, other)
        pairs: set[Any] = {(one, other), (other, one) if fields[0] == fields[1] else (one, other)}
        assert not one or not other or count == sum(counts.get(pair, 0) for pair in pairs)
        view = grid.follow_cell(on(scene, row, column))
        if count:
            assert len(listed(scene, view.query)) == count, view.query
            assert view.main is not Pane.GRID


def test_what_is_called_as_something_else_is_followed_to_its_own_claims() -> None:
    scene = opened(several(ONE, TWO), fields=("to", "by"))
    wanted = {
        "The force": {"one#r1", "one#r2"},
        "Society for Sea Air": {"one#r1"},
        "nobody named": {"two#r2"},
        **{words: {"two#r1"} for words in ("police", "=police", "none", 'the "sun"')},
    }
    names, _ = headings(scene)
    assert sorted(names) == sorted(wanted)
    for row, name in enumerate(names, 1):
        view = grid.follow_cell(on(scene, row, 0))
        assert listed(scene, view.query) == wanted[name], view.query


# Two columns.


def rows_by_name(scene: Scene, column: int) -> dict[str, str]:
    """The texts of a column, by the names of the rows."""
    crossing = crossed(scene)
    names = ["all", *headings(scene)[0]]
    texts = [crossing.text(row, crossing.columns[column]) for row in crossing.rows]
    return dict(zip(names, texts, strict=True))


def test_two_columns_have_their_change_beside_them_and_one_or_three_have_none() -> None:
    scene = opened(OF_TWO_YEARS)
    assert headings(scene)[1] == ["2010", "2014", "change"]
    assert rows_by_name(scene, 3) == {"all": "+1", "Air": "+1", "Sea": "-1", "Land": "+1"}
    assert place(scene) == (1, 3)  # S orders by it at once
    between = opened(OF_TWO_YEARS, fields=("theme", "to"))
    assert (headings(between)[1][2:], place(between)) == (["difference"], (1, 1))
    assert show_grid(on(scene, 1, 3)).legends == ["3 → 4 claims · Air", "3 → 4 · Air"]
    assert show_grid(on(scene, 0, 3)).legends[0] == "5 → 6 claims in all"
    three = several(*(of_year(year, "air") for year in ("2010", "2012", "2014")))
    for scene in (opened(OF_TWO_YEARS, "date:2010", ("theme", "date")), opened(three)):
        assert "change" not in headings(scene)[1]
        before = scene.view
        view = grid.turn_both(scene)
        assert view.remark == "b needs two columns: / date:2010,2014 leaves two years"
        assert view == replace(before, remark=view.remark)


def test_a_change_of_nothing_is_0() -> None:
    scene = opened(OF_TWO_YEARS, "is:statement -theme:sea")
    assert rows_by_name(scene, 3) == {"all": "0", "Air": "0"}
    assert grid.follow_cell(on(scene, 1, 3)).main is Pane.STATEMENTS
    # Statements are to nobody.
    scene = opened(several(of_year("2010", "sea sea land")), fields=("theme", "to"))
    assert rows_by_name(scene, 3) == {"all": "-1", "Sea": "0", "Land": "-1"}
    assert show_grid(scene).titles[0] == "Themes × addressees · 3 recommendations"
    assert grid.follow_cell(on(scene, 0, 0)).query == "is:recommendation "


def test_a_change_orders_rows_then_they_stand_as_they_stood() -> None:
    scene = on(opened(OF_TWO_YEARS), 2, 3)
    for order, rows in (("rows by change", ["Air", "Land", "Sea"]), ("", ["Air", "Sea", "Land"])):
        scene = Scene(scene.index, grid.turn_crossing_order(scene))
        assert (headings(scene)[0], show_grid(scene).subtitle) == (rows, order)
        assert show_grid(scene).legends[0] == "2 → 1 claim · Sea"  # the cursor stays


def test_one_key_keeps_only_rows_with_claims_in_both_columns_and_again_all() -> None:
    scene = on(opened(OF_TWO_YEARS), 3, 1)
    both = Scene(scene.index, grid.turn_both(scene))
    assert headings(both)[0] == ["Air", "Sea"]
    assert show_grid(both).titles == (
        "Themes with both × years · 2 of 3 rows",
        "Themes with both 2/3 rows",
    )
    # The cursor never stands on the sums, which are those of all rows.
    for scene_of_both in (on(both, 0, 1), Scene(both.index, grid.turn_both(on(scene, 0, 1)))):
        assert place(scene_of_both) == (1, 1)
    # It holds for other rows and in any order, not for other columns.
    ordered = Scene(both.index, grid.turn_crossing_order(on(both, 1, 3)))
    other = Scene(both.index, grid.set_field(ordered, "rows", "by"))
    assert show_grid(other).titles[0] == "Speakers with both × years · 1 of 1 row"
    assert not grid.set_field(ordered, "columns", "to").grid.arrangement.both
    # While a query leaves one column there is nothing to leave out.
    one = Scene(both.index, replace(ordered.view, query="date:2014"))
    assert headings(one)[0] == ["Air", "Land", "Sea"]
    assert show_grid(one).titles[0] == "Themes × years · 6 of 11 claims"
    again = Scene(both.index, grid.turn_both(both))
    assert headings(again)[0] == ["Air", "Sea", "Land"]
    assert show_grid(again).cursor == show_grid(scene).cursor


def test_where_no_row_has_both_columns_it_says_which_key_shows_all() -> None:
    scene = opened(OF_TWO_YEARS, fields=("in", "date"))
    scene = Scene(scene.index, grid.turn_both(scene))
    assert show_grid(scene).empty == "No row has claims in both columns · b shows all rows"
    assert len(headings(Scene(scene.index, grid.turn_both(scene)))[0]) == 2


@pytest.mark.parametrize(
    ("query", "fields", "row", "followed"),
    [
        ("", ("theme", "date"), 2, "theme:sea date:2010,2014 "),
        ("date:2010,2014 ", ("theme", "date"), 2, "date:2010,2014 theme:sea "),
        ("date:2010,2014 ", ("theme", "date"), 0, "date:2010,2014 "),
        # Statements are in no column of addressees.
        ("-to:none ", ("theme", "to"), 1, "-to:none theme:air to:south,north "),
    ],
)
def test_enter_on_a_change_lists_the_claims_of_its_row_in_both_columns(
    query: str, fields: tuple[str, str], row: int, followed: str
) -> None:
    scene = on(opened(OF_TWO_YEARS, query, fields), row, 3)
    view = grid.follow_cell(scene)
    assert view.query == followed
    crossing = crossed(scene)
    assert len(listed(scene, view.query)) == sum(crossing.pair(crossing.rows[row]))


def test_two_values_that_the_query_names_are_the_columns_whenever_the_grid_opens() -> None:
    for query, *fields in (
        ("to:north,south", "by", "to"),
        ("theme:air,sea", "by", "theme"),
        ("date:2010,2014", "theme", "date"),
        ("-to:north,south", "theme", "date"),
        ("is:quoted,reported", "theme", "date"),
        # Few values are left of a field that the query names.
        ("theme:air", "by", "date"),
        ("by:ann", "theme", "date"),
        ("date:2010 to:north", "theme", "status"),
    ):
        of_query = opened(OF_TWO_YEARS, query).view.grid
        assert [of_query.rows, of_query.columns] == fields
    for before in (("status", "by"), ("to", "by")):
        crossed = opened(OF_TWO_YEARS, "to:north,south", before).view.grid
        assert (crossed.columns == "to") is (before[0] == "status")


# Its cursor and its fields.


@pytest.mark.parametrize(
    ("collection", "fields"),
    [
        (several(ONE, TWO), ("theme", "date")),
        (several(ONE), ("theme", "to")),
        (several(ONE, ONE.replace("id: one", "id: two")), ("theme", "to")),  # of one year
        (several(BARE, BARE.replace("id: e,", "id: f,")), ("by", "status")),
    ],
)
def test_it_opens_with_the_first_two_fields_of_which_there_is_something(
    collection: Collection, fields: tuple[str, str]
) -> None:
    grid = opened(collection).view.grid
    assert (grid.rows, grid.columns) == fields


def test_another_field_begins_at_its_first_value_and_the_other_cursor_stays() -> None:
    scene = on(opened(several(ONE, TWO)), 2, 2)
    scene = Scene(scene.index, grid.turn_crossing_order(scene))
    before, other = scene.view.grid, grid.set_field(scene, "rows", "to").grid
    assert other == Grid("to", "date", FIRST_VALUE, before.column, before.arrangement)
    assert grid.set_field(scene, "rows", "theme") == scene.view
    turned = grid.transpose(scene)
    # An order goes with the column that it is by.
    other = grid.set_field(scene, "columns", "to").grid
    assert turned.grid.arrangement == other.arrangement == AS_COUNTED
    there = Scene(scene.index, turned)
    assert place(there)[::-1] == place(scene)
    assert sorted(headings(there)[1]) == sorted(headings(scene)[0])


def test_it_is_ordered_by_the_column_and_as_it_stood() -> None:
    scene = on(opened(several(ONE, TWO)), 2, 1)
    for order, rows in (
        ("rows by 2021", ["Hot air", "no theme", "Air", "Water"]),
        ("", ["Air", "Water", "Hot air", "no theme"]),
    ):
        scene = Scene(scene.index, grid.turn_crossing_order(scene))
        assert headings(scene) == (rows, ["2021", "2023", "change"])
        shown = show_grid(scene)
        assert shown.legends[0] == "0 claims · Water × 2021"  # the cursor stays on its cell
        assert shown.subtitle == order
    scene = Scene(scene.index, grid.turn_crossing_order(on(scene, 1, 0)))
    assert show_grid(scene).subtitle == "rows by all"


def test_a_value_that_is_gone_is_waited_for_and_one_of_another_name_is_known() -> None:
    scene = on(opened(several(ONE, TWO)), 2, 2)
    without = Scene(scene.index, replace(scene.view, query="in:two"))
    assert place(without) == (1, 1)
    assert place(Scene(scene.index, replace(without.view, query=""))) == (2, 2)
    texts = [text.replace("name: Water", "name: Rivers") for text in (ONE, TWO)]
    other = indexed(several(*texts))
    carried = carry_view(scene, other)
    assert (carried.main, carried.grid) == (Pane.GRID, scene.view.grid)
    for field in ("theme", "date"):
        other.facets.values(field)
    assert show_grid(Scene(other, carried)).legends[0].endswith("Rivers × 2023")


# What it says.


def test_the_title_says_what_is_crossed_and_what_the_query_leaves() -> None:
    collection = several(ONE, TWO)
    assert show_grid(opened(collection)).titles == ("Themes × years · 6 claims", "Themes × years 6")
    shown = show_grid(opened(collection, "theme:air more", ("theme", "date")))
    assert (shown.titles[1], shown.subtitle) == ("Themes × years 2/6", "under air")


@pytest.mark.parametrize(
    ("query", "fields", "words"),
    [
        ("zzzz", ("theme", "date"), "No match for zzzz"),
        ("in:two", ("org", "date"), "None of these 2 names an organization · r: other rows"),
        ("is:statement", ("theme", "to"), "None of these 2 names an addressee · c: other columns"),
    ],
)
def test_an_empty_grid_says_why(query: str, fields: tuple[str, str], words: str) -> None:
    scene = opened(several(ONE, TWO), query, fields)
    shown = show_grid(on(scene, 5, 5))
    assert (len(shown.stops), shown.empty, shown.legends) == (0, words, ("",))


def test_without_claims_it_says_so_and_offers_no_spelling_that_only_speakers_have() -> None:
    assert show_grid(opened(Collection([Dialogue(record(BARE))]))).empty == "No claims to count"
    collection = several(ONE, TWO, BARE.replace("name: Ann}]", "name: Bassoon}]"))
    scene = opened(collection, "Bassoonn")
    assert scene.results.hits.near == "Bassoon"
    assert (scene.near_query, show_grid(scene).empty) == ("", "No match for Bassoonn")


# Where it leads.


@pytest.mark.parametrize(
    ("query", "main"), [("", Pane.RECOMMENDATIONS), ("is:statement", Pane.STATEMENTS)]
)
def test_enter_goes_to_a_list_with_the_claims_and_adds_their_terms(query: str, main: Pane) -> None:
    scene = on(opened(several(ONE, TWO), query), 1, 2)
    view = grid.follow_cell(scene)
    assert view.main is main
    assert view.query == f"{query} theme:one#air date:2023 ".lstrip()
    margin = grid.follow_cell(on(scene, 0, place(scene)[1]))
    assert margin.query == f"{query} date:2023 ".lstrip()
    assert grid.follow_cell(on(scene, 0, 0)).query == query
    # The list that is seen comes first, if it has any.
    scene = Scene(scene.index, replace(scene.view, claims=Pane.STATEMENTS))
    assert grid.follow_cell(on(scene, 1, 0)).main is Pane.STATEMENTS
    assert query or grid.follow_cell(on(scene, 0, 1)).main is Pane.RECOMMENDATIONS


# Tables.


def test_a_table_has_headings_sums_and_what_it_counts_and_no_text_in_it_is_run() -> None:
    def tables(query: str, *fields: str) -> Iterable[str]:
        first, second = fields
        return choices(*grid.table(opened(several(ONE, TWO), query, (first, second)))).values()

    markdown, comma = tables("theme:air", "theme", "date")
    assert markdown == (
        "Themes × years · 5 of 6 claims · under air. A claim with several values counts under "
        'each of them, and once under "all".\n\n'
        "| theme × year | all | 2021 | 2023 | change |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| all | 5 | 1 | 4 | +3 |\n"
        "| Air | 4 |  | 4 | +4 |\n"
        "| Water | 2 |  | 2 | +2 |\n"
        "| Hot air | 1 | 1 |  | -1 |"
    )
    assert comma.splitlines() == [
        *("theme × year,all,2021,2023,change", "all,5,1,4,3"),
        *("Air,4,,4,4", "Water,2,,2,2", "Hot air,1,1,,-1"),  # numbers for a spreadsheet
    ]
    markdown, comma = tables("in:two", "by", "date")
    assert "| =1+1 [red]\\|\\<U+202E>B | 2 | 2 |" in markdown
    assert "'=1+1 [red]|<U+202E>B,2,2" in comma


def test_speakers_of_one_name_are_rows_of_their_own() -> None:
    text = ONE.replace("recommendations:", "  - {id: an, name: Ann}\nrecommendations:", 1)
    text = text.replace("by: [ann], to: [police], themes", "by: [an], to: [police], themes")
    crossing = crossed(opened(several(text), fields=("by", "date")))
    assert [value.key for value in crossing.rows if value] == ["ann", "an"]


def test_the_field_of_the_other_axis_counts_pairs_and_no_value_with_itself() -> None:
    scene = opened(several(ONE, TWO), fields=("theme", "by"))
    scene = Scene(scene.index, grid.set_field(scene, "columns", "theme"))
    crossing = crossed(scene)
    texts = [[crossing.text(row, column) for column in crossing.columns] for row in crossing.rows]
    assert headings(scene)[0] == headings(scene)[1] == ["Air", "Water", "Hot air", "no theme"]
    assert place(scene) == (1, 2)  # the first cell that counts
    assert texts == [
        ["6", "4", "2", "1", "1"],
        ["4", "", "2", "", ""],
        ["2", "2", "", "", ""],
        ["1", "", "", "", ""],
        ["1", "", "", "", ""],
    ]


def test_one_key_turns_numbers_into_shares_of_their_row_and_orders_by_them() -> None:
    scene = opened(OF_TWO_YEARS, fields=("theme", "date"))
    shared = Scene(scene.index, grid.turn_shares(scene))
    crossing = crossed(Scene(scene.index, grid.turn_crossing_order(on(shared, 1, 2))))
    texts = [[crossing.text(row, column) for column in crossing.columns] for row in crossing.rows]
    assert texts == [
        ["11", "45 %", "55 %", "+9"],
        ["1", "", "100 %", "+100"],
        ["7", "43 %", "57 %", "+14"],
        ["3", "67 %", "33 %", "-33"],
    ]
    assert show_grid(shared).subtitle == "% of each row"
    assert grid.turn_shares(shared).grid == scene.view.grid
    # A share of few claims says little.
    both = [of_year("2010", "air " + 6 * "sea "), of_year("2014", "sea " * 5 + "land land")]
    scene = on(opened(several(*both), fields=("theme", "date")), 1, 2)
    scene = Scene(scene.index, grid.turn_crossing_order(scene))
    assert headings(scene)[0] == ["Sea", "Land", "Air"]
    assert headings(Scene(scene.index, grid.turn_shares(scene)))[0] == ["Sea", "Land", "Air"]
