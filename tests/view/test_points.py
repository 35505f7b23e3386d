"""Points are a list of the third pane, found, opened and followed as other claims."""

from dataclasses import replace

import pytest

from tests.kit.checkout import document
from tests.kit.records import SMALL, collected, indexed
from tests.kit.views import (
    DETAIL,
    EVENT,
    RECOMMENDATIONS,
    SPEAKERS,
    START,
    STATEMENTS,
    at,
    current,
    follow,
    keep,
    listed,
    scene,
    search,
    session_of,
    told,
)
from tiptui.search.index import findings
from tiptui.search.query import parse
from tiptui.ui.panes.lists import claim_row
from tiptui.view.contents import panes_in_sight, show
from tiptui.view.state import Pane
from tiptui.view.tabs import strips_of, titles_of, turn_claims

AGREED = document("tests/records/agreed.yaml")
MIXED = AGREED.replace("kind: decision, ev", "kind: outcome, ev")
DECIDED = collected(AGREED)


def test_the_digit_turns_through_the_claims_to_the_points_and_their_title_is_what_all_are() -> None:
    view = at(RECOMMENDATIONS)
    for pane in (STATEMENTS, Pane.POINTS, RECOMMENDATIONS):
        view = turn_claims(scene(DECIDED, view))
        assert view.focus is view.claims is pane
    long, short, shortest = titles_of(scene(DECIDED, view), RECOMMENDATIONS)
    assert told(long) == "Recommendations · 1 │ Statements · 1 │ Decisions · 2"
    assert told(short) == "Recs 1 │ Stmts 1 │ Decisions 2"
    assert told(shortest) == "Recs 1 │ Stmts 1 │ Decs 2"
    found = titles_of(scene(collected(MIXED), search("pier")), RECOMMENDATIONS)[0]
    assert told(found) == "Recommendations · 0 of 1 │ Statements · 0 of 1 │ Points · 1 of 2"
    assert strips_of(scene(DECIDED, at(Pane.POINTS)))[-1][-1] == (Pane.POINTS, "Decs 2")
    assert "Points" not in told(titles_of(scene(collected(SMALL)), RECOMMENDATIONS)[0])


def test_a_row_of_a_point_has_its_text_who_if_named_themes_and_its_kind_if_they_differ() -> None:
    for text, ends in ((AGREED, ("", "")), (MIXED, ("decision", "outcome"))):
        there = scene(collected(text), at(Pane.POINTS))
        one, two = (
            [line.plain.strip() for line in claim_row(there, f"e#{id}", 40)] for id in ("d1", "d2")
        )
        assert one == ["The pier stays open.", f"Ann · Air{ends[0]:>29}".rstrip()]
        assert two == ["The gate is shut.", *filter(None, [ends[1]])]
    # Nor is what all rows found share repeated.
    found = scene(collected(MIXED), search("is:decision"))
    assert claim_row(found, "e#d1", 40)[1].plain.strip() == "Ann · Air"


def test_is_decision_finds_points_of_that_kind_which_count_as_claims() -> None:
    mixed = indexed(collected(MIXED))
    assert [thing.id for thing in findings(mixed, parse("is:decision"))] == ["d1"]
    assert [thing.id for thing in findings(mixed, parse("is:point"))] == ["d1", "d2"]
    values = mixed.count(mixed.everything, "is").of
    assert (values["is:decision"].number, values["is:point"].number) == (1, 2)


def test_hits_among_points_alone_are_shown_while_they_are_typed_and_kept() -> None:
    view = search("gate")
    there = scene(DECIDED, view)
    assert (there.active_pane, there.subject) == (Pane.POINTS, "e#d2")
    assert Pane.POINTS in show(there)
    for width in (120, 80, 40):
        assert Pane.POINTS in panes_in_sight(there, width, 24)
    kept = keep(DECIDED, view)
    assert (kept.focus, kept.claims, current(DECIDED, kept)) == (Pane.POINTS, Pane.POINTS, "d2")
    # The titles of the first pane do not count them.
    assert told(titles_of(there, EVENT)[0]).startswith("Event │")


def test_enter_opens_a_point_at_its_first_proof_and_its_row_stays() -> None:
    opened = follow(DECIDED, at(Pane.POINTS, "d2"))
    assert (opened.focus, opened.main, opened.is_open) == (DETAIL, Pane.POINTS, True)
    there = scene(DECIDED, opened)
    assert (there.subject, there.stop and there.stop.ref) == ("e#d2", "e#d2@1")
    # From the page of the event one goes to its row, without the terms that hide it.
    paged = follow(DECIDED, replace(at(EVENT, "d2"), query="open "))
    assert (paged.main, paged.query, paged.is_open) == (Pane.POINTS, "", True)
    assert paged.remark == "without open · [ brings it back"


@pytest.mark.parametrize(
    ("pane", "row", "query"), [(SPEAKERS, "ann", "by:ann "), (EVENT, "air", "theme:air ")]
)
def test_who_made_only_points_leads_to_them_and_a_theme_to_its_rows(
    pane: Pane, row: str, query: str
) -> None:
    view = follow(DECIDED, at(pane, row))
    assert (view.query, view.focus) == (query, Pane.POINTS)
    assert listed(DECIDED, view, Pane.POINTS) == ["d1"]


def test_rows_of_points_are_marked_beside_what_they_belong_to() -> None:
    shown = show(scene(DECIDED, at(SPEAKERS, "ann", replace(START, claims=Pane.POINTS))))
    assert [*shown[Pane.POINTS].marks] == [0]
    shown = show(scene(DECIDED, at(Pane.POINTS, "d1")))
    assert [*shown[SPEAKERS].marks] == [0]


def test_the_screen_begins_with_the_first_claims_that_there_are() -> None:
    only = AGREED.split("speakers:")[0] + "speakers: [{id: ann, name: Ann}]\n"
    assert session_of(indexed(collected(only))).view.claims is Pane.POINTS
    assert session_of(indexed(DECIDED)).view.claims is RECOMMENDATIONS
