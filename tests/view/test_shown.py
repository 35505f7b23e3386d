"""What each pane shows of a view: marks, titles, why a list is empty, where the keys are."""

import re
from dataclasses import replace

import pytest

from tests.kit.grids import opened
from tests.kit.records import BARE, CORNERS, collected, lahore, provincial, record, small, sourced
from tests.kit.views import DETAIL, EVENT, RECOMMENDATIONS, SPEAKERS, START, at, scene, search
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.proof.source_text import SourceText
from tiptui.search.index import Index
from tiptui.view.contents import PaneContent, panes_in_sight, show, show_grid
from tiptui.view.scene import Scene
from tiptui.view.state import LISTS, Pane, View, zoom
from tiptui.view.tabs import strips_of, titles_of

bare, corners = collected(BARE), collected(CORNERS)
draft = Collection(
    [Dialogue(record(f"{BARE}sources: [{{id: log, title: A log}}]\n"), {"log": SourceText("Go.")})]
)
TO_BEGIN = " · s opens its source: there f goes to what asks, a adds it"


def draw(collection: Collection, view: View) -> dict[Pane, PaneContent]:
    return show(scene(collection, view))


def marks(collection: Collection, view: View) -> dict[str, set[str]]:
    """The marked rows that a pane has, for each pane that has any."""
    found = dict[str, set[str]]()
    for pane, part in draw(collection, view).items():
        marked = part.matches.positions_among(range(len(part.stops)), part.marks)
        assert part.matches.count_among(part.marks) == len(marked)
        assert part.matches.first_among(part.marks) == min(marked, default=None)
        if marked:
            found[pane] = {collection.shown(str(part.stops[number])) for number in marked}
    return found


@pytest.mark.parametrize(
    ("view", "marked"),
    [
        (at(SPEAKERS, "ann"), {"event": {"air"}, "recommendations": {"r1"}}),
        (at(SPEAKERS, "crew"), {"event": {"water"}, "recommendations": {"r2"}}),
        (at(RECOMMENDATIONS, "r1"), {"event": {"air"}, "speakers": {"ann", "bo"}}),
        (at(EVENT, "air"), {"speakers": {"ann", "bo"}, "recommendations": {"r1"}}),
        (at(EVENT, "water"), {"speakers": {"crew"}, "recommendations": {"r2"}}),
        (at(DETAIL, 0), {"event": {"air"}, "speakers": {"ann"}}),
        (at(DETAIL, 2), {"speakers": {"ann"}}),
        (at(DETAIL, 4), {"event": {"air"}, "speakers": {"ann", "bo"}}),
    ],
)
def test_the_cursor_marks_what_belongs_to_its_row_in_the_other_panes(
    view: View, marked: dict[str, set[str]]
) -> None:
    assert marks(small(), view) == marked


def test_while_searching_the_best_hit_marks_what_belongs_to_it() -> None:
    marked = {"event": {"prosecution"}, "recommendations": {"r7"}}
    assert marks(lahore(), search("surveillance")) == marked


def test_a_record_without_statements_has_no_second_list_of_claims_in_its_titles() -> None:
    unsaid = collected(f"{BARE}recommendations: [{{id: r1, text: Act, by: [a]}}]\n")
    title, *_ = draw(unsaid, START)[RECOMMENDATIONS].titles
    assert [tab if isinstance(tab, str) else tab.title for tab in title] == ["Recommendations · 1"]


def test_thousands_of_rows_are_counted_with_commas() -> None:
    bos = "".join(f"{{id: b{n}, name: Bo}}, " for n in range(1_200))
    many = collected(BARE.replace("[{", f"[{bos}{{"))
    assert draw(many, START)[SPEAKERS].titles[0] == "Speakers · 1,201"
    assert draw(many, search("bo"))[SPEAKERS].titles[0] == "Speakers · 1,200 of 1,201"


NOWHERE = "No match for zzz · s, then /, searches the source"


@pytest.mark.parametrize(
    ("opened", "query", "speakers", "recommendations"),
    [
        (bare, "a", "", "No recommendations in this dialogue"),
        (draft, "", "", f"No recommendations in this dialogue{TO_BEGIN}"),
        (sourced(), "zzz", f"{NOWHERE} · esc back · ^u empty", NOWHERE),
        (corners, "theme:air", "", "No match for theme:air"),
        (sourced(), "is:statement", "", "No match for is:statement"),
    ],
)
def test_an_empty_list_says_why(
    opened: Collection, query: str, speakers: str, recommendations: str
) -> None:
    shown = draw(opened, search(query))
    assert shown[Pane.DETAIL].empty in ("", "Nothing found · esc back · ^u empty")
    assert (shown[SPEAKERS].empty, shown[RECOMMENDATIONS].empty) == (speakers, recommendations)


in_detail = at(DETAIL, 0, at(EVENT))


@pytest.mark.parametrize(
    ("view", "acting", "of_one", "of_two"),
    [
        (START, SPEAKERS, SPEAKERS, SPEAKERS),
        (at(EVENT), EVENT, EVENT, EVENT),
        (at(RECOMMENDATIONS), RECOMMENDATIONS, RECOMMENDATIONS, SPEAKERS),
        (at(RECOMMENDATIONS, "r1", at(EVENT)), RECOMMENDATIONS, RECOMMENDATIONS, EVENT),
        (in_detail, DETAIL, DETAIL, EVENT),
        # While one searches they are where the hits are; where it began, if that list has one.
        (search("kardar", at(EVENT)), SPEAKERS, SPEAKERS, SPEAKERS),
        (search("zzz", at(EVENT)), SPEAKERS, SPEAKERS, SPEAKERS),
        (search("zzz", at(RECOMMENDATIONS)), RECOMMENDATIONS, RECOMMENDATIONS, SPEAKERS),
        (search("kardar", at(RECOMMENDATIONS)), RECOMMENDATIONS, RECOMMENDATIONS, SPEAKERS),
        (search("surveillance", at(EVENT)), SPEAKERS, SPEAKERS, SPEAKERS),
        (search("strategize"), Pane.POINTS, Pane.POINTS, SPEAKERS),
        (search("kardar", View(main=Pane.SOURCE)), Pane.SOURCE, Pane.SOURCE, Pane.SOURCE),
        # A field narrows as a word does.
        (search("is:statement", at(RECOMMENDATIONS)), SPEAKERS, SPEAKERS, SPEAKERS),
        (search("strategize is:point"), Pane.POINTS, Pane.POINTS, SPEAKERS),
    ],
)
def test_which_pane_has_the_keys_and_which_are_seen(
    view: View, acting: Pane, of_one: Pane, of_two: Pane
) -> None:
    there = scene(lahore(), view)
    first = [panes_in_sight(there, width, 16)[0] for width in (69, 70)]
    assert [there.active_pane, *first] == [acting, of_one, of_two]


@pytest.mark.parametrize(
    ("view", "at_110", "at_109", "at_69", "when_low"),
    [
        (START, "event speakers recommendations", "speakers recommendations", "speakers", ""),
        (replace(START, main=Pane.SOURCE), "source", "source", "source", ""),
        (in_detail, "event speakers recommendations", "event recommendations", "", "detail"),
        (zoom(in_detail), "", "", "", "detail"),
    ],
)
def test_which_panes_have_room_beside_the_detail(
    view: View, at_110: str, at_109: str, at_69: str, when_low: str
) -> None:
    there = scene(lahore(), view)
    for width, others in ((110, at_110), (109, at_109), (69, at_69)):
        assert [*panes_in_sight(there, width, 16)] == [*others.split(), "detail"]
        assert [*panes_in_sight(there, width, 15)] == (when_low or others).split()
    grid = scene(lahore(), replace(START, main=Pane.GRID))
    assert panes_in_sight(grid, 110, 16) == (Pane.GRID,)


@pytest.mark.parametrize("query", ["", "the"])
def test_counts_that_may_grow_are_marked_while_records_are_read(query: str) -> None:
    dialogues = provincial().dialogues
    for grows in (False, True):
        index = Index(Collection(dialogues, several=True, grows=grows))
        scene = Scene(index, View(query=query))
        counted = Scene(index, View(query=query, first=Pane.COUNTS, facet="to"))
        titles = [titles_of(scene, pane)[place] for pane in LISTS for place in (0, 1)]
        titles += [titles_of(counted, Pane.COUNTS)[0], *map(str, strips_of(scene))]
        titles += [*show_grid(opened(index.collection, query)).titles]
        for numbers in (re.findall(r"\d+…?", str(title)) for title in titles):
            assert numbers
            assert {number[-1] == "…" for number in numbers} == {grows}, titles
