"""What each pane shows of a view: marks, titles, why a list is empty, where the keys are."""

import pytest

from tests.kit.records import BARE, CORNERS, collected, lahore, small, sourced
from tests.kit.views import (
    DETAIL,
    EVENT,
    RECOMMENDATIONS,
    SPEAKERS,
    START,
    STATEMENTS,
    at,
    follow,
    scene,
    search,
    told,
)
from tiptui.collection.opened import Collection
from tiptui.view.shown import Shown, places_of, show
from tiptui.view.state import Pane, View

bare, corners = collected(BARE), collected(CORNERS)


def draw(collection: Collection, view: View) -> dict[Pane, Shown]:
    return show(scene(collection, view))


def marks(collection: Collection, view: View) -> dict[str, set[str]]:
    """The marked rows that a pane has, for each pane that has any."""
    found = dict[str, set[str]]()
    for pane, part in draw(collection, view).items():
        marked = part.marked_among(range(len(part.stops)))
        assert (part.marks, part.first_marked) == (len(marked), min(marked, default=None))
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
    assert marks(lahore(), search("surveillance")) == {
        "event": {"prosecution"},
        "recommendations": {"r7"},
    }
    assert marks(lahore(), search("kardar"))["recommendations"] == {"r3", "r4", "r5"}


# Titles


@pytest.mark.parametrize(
    ("view", "speakers", "claims"),
    [
        (START, "Speakers · 6", "Recommendations · 11 │ Statements · 6"),
        (search("kar"), "Speakers · 1 of 6", "Recommendations · 3 of 11 │ Statements · 1 of 6"),
        (search("zzz"), "Speakers · 0 of 6", "Recommendations · 0 of 11 │ Statements · 0 of 6"),
        (
            follow(lahore(), at(SPEAKERS, "syed-kausar-abbas")),
            "Speakers · 1 of 6 · by Syed Kausar Abbas",
            "Recommendations · 2 of 11 │ Statements · 2 of 6 · by Syed Kausar Abbas",
        ),
        (
            follow(lahore(), at(EVENT, "iom")),
            "Speakers · 1 of 6 · from International Organization for Migration",
            "Recommendations · 3 of 11 │ Statements · 1 of 6"
            " · from International Organization for Migration",
        ),
        (
            search("id:r11"),
            "Speakers · 1 of 6 · r11",
            "Recommendations · 1 of 11 │ Statements · 0 of 6 · r11",
        ),
        (
            search("by:uzma-kardar,nimra-nazir awareness -status:accepted"),
            "Speakers · 2 of 6 · by Uzma Kardar or Nimra Nazir · not accepted",
            "Recommendations · 2 of 11 │ Statements · 1 of 6"
            " · by Uzma Kardar or Nimra Nazir · not accepted",
        ),
        (at(STATEMENTS), "Speakers · 6", "Recommendations · 11 │ Statements · 6"),
    ],
)
def test_titles_count_what_is_shown_and_say_the_query_in_words(
    view: View, speakers: str, claims: str
) -> None:
    panes = draw(lahore(), view)
    shown = [panes[SPEAKERS], panes[view.claims]]
    assert [" · ".join(filter(None, (told(each.titles[0]), each.whose))) for each in shown] == [
        speakers,
        claims,
    ]


def test_where_there_is_little_room_names_are_shorter_and_counts_are_not() -> None:
    titles = draw(lahore(), search("kar"))[RECOMMENDATIONS].titles
    assert [told(title) for title in titles] == [
        "Recommendations · 3 of 11 │ Statements · 1 of 6",
        "Recs 3/11 │ Stmts 1/6",
    ]


def test_a_record_without_statements_has_no_second_list_of_claims_in_its_titles() -> None:
    unsaid = collected(f"{BARE}recommendations: [{{id: r1, text: Act, by: [a]}}]\n")
    assert told(draw(unsaid, START)[RECOMMENDATIONS].titles[0]) == "Recommendations · 1"


def test_thousands_of_rows_are_counted_with_commas() -> None:
    bos = "".join(f"{{id: b{n}, name: Bo}}, " for n in range(1_200))
    many = collected(BARE.replace("[{", f"[{bos}{{"))
    assert draw(many, START)[SPEAKERS].titles[0] == "Speakers · 1,201"
    assert draw(many, search("bo"))[SPEAKERS].titles[0] == "Speakers · 1,200 of 1,201"


@pytest.mark.parametrize(
    ("view", "title"),
    [
        (START, "Syed Kausar Abbas"),
        (at(SPEAKERS, "uzma-kardar"), "Uzma Kardar"),
        (at(DETAIL, 1, at(SPEAKERS, "uzma-kardar")), "Uzma Kardar"),
        (at(EVENT, "prevention"), "Prevention"),
        (at(EVENT, "iom"), "International Organization for Migration"),
        (at(EVENT, "point/2"), "Point"),
        (at(RECOMMENDATIONS, "r7"), "Recommendation r7"),
        (at(STATEMENTS), "Statement"),
        (search("surveillance"), "Ahmed Khan Bachar"),
        (search("surveillance", at(EVENT)), "Recommendation r7"),
        (search("zzz"), "Detail"),
    ],
)
def test_the_detail_is_titled_by_its_subject(view: View, title: str) -> None:
    assert draw(lahore(), view)[DETAIL].titles == (title,)


# Empty lists

NEAR = "No match for kardaar; did you mean Kardar?"
NEAR_SAID = "No match for kardaar is:statement{}; did you mean is:statement Kardar?"
NEAR_NOT = "No match for -zzz kardaar: kardaar leaves nothing; did you mean -zzz Kardar?"
BY_LETTERS = ": kardaar leaves nothing"
UZMA_NOT = "No match for by:uzma surveillance: surveillance leaves nothing"
SOURCE_TOO = "No match for zzz · s, then /, searches the source"
under_air = at(RECOMMENDATIONS, "", follow(corners, at(EVENT, "air")))


@pytest.mark.parametrize(
    ("opened", "view", "speakers", "recommendations"),
    [
        (small(), START, "", ""),
        (bare, START, "", "No recommendations in this record"),
        (bare, search("a"), "", "No recommendations in this record"),
        (bare, search("zz"), "No match for zz", "No recommendations in this record"),
        (small(), search("cold"), "", "No match for cold"),
        (small(), search("zzz"), "No match for zzz", "No match for zzz"),
        (sourced(), search("zzz"), SOURCE_TOO, SOURCE_TOO),
        (lahore(), search("kardaar"), NEAR, NEAR),
        (corners, under_air, "", "No match for theme:air"),
        (lahore(), search("by:uzma surveillance"), UZMA_NOT, UZMA_NOT),
        # What is offered has the terms that are no words.
        (
            lahore(),
            search("kardaar is:statement"),
            NEAR_SAID.format(BY_LETTERS),
            NEAR_SAID.format(""),
        ),
        (lahore(), search("-zzz kardaar"), NEAR_NOT, NEAR_NOT),
        # Each list says what empties it.
        (
            lahore(),
            search("kardar is:statement"),
            "",
            "No match for kardar is:statement: is:statement leaves nothing",
        ),
    ],
)
def test_an_empty_list_says_why(
    opened: Collection, view: View, speakers: str, recommendations: str
) -> None:
    shown = draw(opened, view)
    assert [shown[pane].empty for pane in (SPEAKERS, RECOMMENDATIONS)] == [
        speakers,
        recommendations,
    ]


# Where the keys are, and what is seen where there is little room


in_detail = at(DETAIL, 0, at(EVENT))


@pytest.mark.parametrize(
    ("view", "acting", "front", "left"),
    [
        (START, SPEAKERS, SPEAKERS, SPEAKERS),
        (at(EVENT), EVENT, EVENT, EVENT),
        (at(RECOMMENDATIONS), RECOMMENDATIONS, RECOMMENDATIONS, SPEAKERS),
        (at(RECOMMENDATIONS, "r1", at(EVENT)), RECOMMENDATIONS, RECOMMENDATIONS, EVENT),
        (in_detail, DETAIL, EVENT, EVENT),
        # While one searches they are where the hits are; where it began, if that list has one.
        (search("kardar", at(EVENT)), SPEAKERS, SPEAKERS, SPEAKERS),
        (search("surveillance", at(EVENT)), RECOMMENDATIONS, RECOMMENDATIONS, SPEAKERS),
        (search("surveillance", in_detail), RECOMMENDATIONS, RECOMMENDATIONS, SPEAKERS),
        (search("zzz", at(EVENT)), SPEAKERS, SPEAKERS, SPEAKERS),
        (search("zzz", at(RECOMMENDATIONS)), RECOMMENDATIONS, RECOMMENDATIONS, SPEAKERS),
        (search("kardar", at(RECOMMENDATIONS)), RECOMMENDATIONS, RECOMMENDATIONS, SPEAKERS),
        (search("surveillance"), SPEAKERS, SPEAKERS, SPEAKERS),
        (search("strategize"), EVENT, EVENT, EVENT),
        (search("kardar", View(main=Pane.SOURCE)), Pane.SOURCE, Pane.SOURCE, SPEAKERS),
        # A field narrows as a word does.
        (search("is:statement", at(RECOMMENDATIONS)), SPEAKERS, SPEAKERS, SPEAKERS),
        (search("strategize is:point"), EVENT, EVENT, EVENT),
    ],
)
def test_which_pane_has_the_keys_and_which_are_seen(
    view: View, acting: Pane, front: Pane, left: Pane
) -> None:
    there = scene(lahore(), view)
    assert places_of(there) == {"at": acting, "front": front, "left": left}
