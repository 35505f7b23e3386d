"""The detail of a subject: each value once, numbers first, dialogues in their shortest form."""

import pytest
from rich.cells import cell_len

from tests.kit.checkout import document
from tests.kit.records import BARE, collected, provincial, record, several, small, sourced
from tests.kit.views import DETAIL, EVENT, RECOMMENDATIONS, SPEAKERS, at, follow, scene
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection, Stop
from tiptui.text.words import short_names
from tiptui.ui.panes.pages import detail_page
from tiptui.view.contents import show
from tiptui.view.following import next_hit
from tiptui.view.state import Pane, View, enter, move

REVIEW = document("tests/records/review.yaml")


def reviews(*states: tuple[str, int]) -> Collection:
    texts = (REVIEW.format(id=f"{state}-{n}".lower(), state=state, n=n) for state, n in states)
    return several(*texts)


TWO = reviews(("Iraq", 20), ("Chile", 20))


def detail(collection: Collection, view: View, width: int = 90) -> list[str]:
    """The lines of the whole detail."""
    sections = detail_page(scene(collection, view))
    parts = (sections.lines(number, width) for number in range(sections.size))
    return [line.text.plain.rstrip() for part in parts for line in part]


def title(collection: Collection, pane: Pane, row: str) -> object:
    return show(scene(collection, at(pane, row)))[DETAIL].titles[0]


def test_a_number_stands_first_and_an_id_only_if_it_is_no_form_of_it() -> None:
    lines = detail(TWO, at(EVENT, "iraq-20"))
    assert [line.split(" · ")[0].strip() for line in lines if "Spain ·" in line] == ["140.7"] * 2
    assert any(line.startswith("  140.7 · row-58 · Spain") for line in lines)
    assert any(line.startswith("  r3 · Chad") for line in lines)
    assert not any("r140-7" in line or "number" in line for line in lines)


def test_a_row_of_a_table_stands_beside_the_paragraph_that_the_source_shows() -> None:
    lines = detail(TWO, at(EVENT, "iraq-20"))
    assert any(line.startswith("  ¶1, row 57 “End it”") for line in lines)
    assert any(line.startswith("  ¶3, p. 12 “Tell it”") for line in lines)


def test_a_page_of_several_words_is_no_number() -> None:
    pages = {"iv": "p. iv", "12 bis": "p. 12 bis", "Annex 2": "Annex 2", "row 9": "row 9"}
    for page, place in pages.items():
        text = f"evidence: [{{paragraph: 1, exact: it, page: {page}}}]"
        cited = BARE.replace("2024}", f"2024, {text}}}") + "sources: [{id: a, title: A}]\n"
        dialogue = Dialogue(record(cited.replace("id: a, name", "id: ann, name")))
        assert [quote.locator for quote in dialogue.event.quotations] == [f"¶1, {place}"]


def test_of_a_quote_is_said_only_that_it_is_not_there_or_not_checked() -> None:
    collection = sourced()
    lines = detail(collection, at(SPEAKERS, "ann"))
    said = [line for line in lines if "” · " in line]
    assert [line.partition("” · ")[2] for line in said] == ["not found; nearest: ¶1 “Ann chairs”"]
    assert "passages" not in vars(collection.dialogues[0])  # other quotes of the record wait
    assert sum("“" in line for line in lines) == 6


def test_a_mode_is_said_where_claims_differ_and_of_the_claim_itself() -> None:
    alike = "tiptui: 1\nevent: {id: e, name: E, start_date: 2024}\nspeakers: [{id: a, name: A, "
    alike += "statements: [{text: One}, {text: Two}]}]\n"
    assert detail(collected(alike), at(SPEAKERS, "a")) == ["One", "", "Two"]
    mixed = collected(alike.replace("{text: Two}", "{text: Two, mode: quoted}"))
    assert detail(mixed, at(SPEAKERS, "a")) == ["One", "  reported", "", "Two", "  quoted"]
    lines = detail(collected(alike), at(Pane.STATEMENTS, "a/1"))
    assert "  reported · A" in lines


def test_a_name_that_repeats_the_title_is_not_printed_again() -> None:
    lines = detail(TWO, at(RECOMMENDATIONS, "iraq-20#r140-7"))
    assert lines[lines.index("Speakers") + 1] == "Spain"
    assert lines[lines.index("Organizations") + 1] == "Iraq"
    assert "accepted" not in lines  # the words of a response without words


def test_the_subject_is_not_told_of_each_of_its_claims() -> None:
    lines = detail(TWO, at(Pane.COUNTS, "theme:air", View(first=Pane.COUNTS)))
    assert "  140.7 · Spain · to Iraq · ✓ accepted" in lines


def test_titles_name_the_dialogue_in_the_shortest_form_that_tells_it_apart() -> None:
    asked = "iraq-20#r140-7"
    assert title(TWO, RECOMMENDATIONS, asked) == "Iraq, session 20 · Recommendation 140.7"
    assert title(TWO, EVENT, "iraq-20") == "State Review of Iraq, session 20"
    assert title(TWO, SPEAKERS, "iraq-20#s-spain") == "Spain"
    found = show(scene(TWO, at(SPEAKERS, "", View(query="mend"))))[DETAIL].titles[0]
    assert found == "Spain · Iraq, session 20"


def test_short_names_leave_out_only_a_beginning_that_all_share() -> None:
    names = ["Review of Iraq, 2", "Review of Iraq, 14", "Review of Chile, 2", "The sea", "A sea"]
    assert list(short_names(names).values()) == ["Iraq, 2", "Iraq, 14", "Chile, 2", *names[3:]]
    kept = ["Budget hearing 2019", "Budget hearing 2020"], ["Round table"], ["A b", "A b c"]
    for alike in kept:
        assert short_names(alike) == dict(zip(alike, alike, strict=True))
    assert short_names(["On us: x y", "On us: z", "To us all: x y"])["On us: x y"] == "x y"
    same = ["State Review of Iraq", "State Review of Chad", "Mid term: Iraq", "Mid term: Chad"]
    assert short_names(same) == dict(zip(same, same, strict=True))


def stop_on(collection: Collection, view: View, ref: str) -> View:
    """The view with the cursor of the detail on a value of the dialogue's claims."""
    stops = scene(collection, view).stops
    (stop,) = [stop for stop in stops if stop.field and stop.claim == ref]
    return move(enter(view, DETAIL), DETAIL, stop.ref)


def test_lists_of_a_dialogue_stand_below_each_other_where_there_is_no_room() -> None:
    for width, across in ((120, 4), (60, 2), (30, 1)):
        lines = detail(TWO, at(EVENT, "iraq-20"), width)
        labels = [line.count(" · ") for line in lines if line.endswith(" · 1")]
        assert labels == [across]
        assert max(map(cell_len, lines)) <= width
    assert max(map(cell_len, detail(TWO, at(EVENT, "iraq-20"), 1))) == 1


def test_a_value_of_all_claims_of_a_dialogue_is_said_once() -> None:
    lines = detail(TWO, at(EVENT, "iraq-20"))
    assert not any("to Iraq" in line for line in lines)
    assert "  140.7 · Spain · Air · ✓ accepted" in lines
    found = detail(TWO, at(EVENT, "iraq-20", View(query="by:spain")))
    assert "  140.7 · ✓ accepted" in found  # Spain and Air are all that was found


@pytest.mark.parametrize(
    ("ref", "query", "count"),
    [
        ("iraq-20#s-spain", "in:iraq-20 by:s-spain", 2),
        ("iraq-20#air", "in:iraq-20 theme:air", 2),
        ("status:accepted", "in:iraq-20 status:accepted", 1),
        ("status:none", "in:iraq-20 status:none", 1),
        ("iraq-20#o", "in:iraq-20 to:iraq-20#o", 3),
    ],
)
def test_enter_on_a_value_of_a_dialogue_lists_the_claims_that_it_counts(
    ref: str, query: str, count: int
) -> None:
    there = follow(TWO, stop_on(TWO, at(EVENT, "iraq-20"), ref))
    assert (there.query.strip(), there.focus, there.remark) == (query, RECOMMENDATIONS, "")
    assert len(scene(TWO, there).results.rows(RECOMMENDATIONS)) == count
    assert dict(_counts(at(EVENT, "iraq-20")))[ref] == count


def _counts(view: View) -> list[tuple[str, int]]:
    return [value for _, _, values in scene(TWO, view).stops.tallies for value in values]


def test_terms_that_narrow_stay_when_a_value_of_a_dialogue_is_followed() -> None:
    view = at(EVENT, "iraq-20", View(query="it iraq"))
    there = follow(TWO, stop_on(TWO, view, "iraq-20#s-spain"))
    assert there.query.strip() == "it in:iraq-20 by:s-spain"
    view = at(EVENT, "iraq-20", View(query="it air"))
    there = follow(TWO, stop_on(TWO, view, "status:noted"))
    assert there.query.strip() == "it air in:iraq-20 status:noted"


def test_under_a_query_a_dialogue_counts_what_was_found_and_opens_at_the_first_hit() -> None:
    view = View(query="mend | tell")
    assert dict(_counts(at(EVENT, "iraq-20", view)))["iraq-20#s-spain"] == 1
    assert "Speakers · 2 found" in "\n".join(detail(TWO, at(EVENT, "iraq-20", view)))
    there = scene(TWO, at(EVENT, "iraq-20", view))
    assert there.stops[there.cursor(DETAIL)].claim == "iraq-20#row-58"
    assert there.target[0] == "iraq-20#row-58"
    one = scene(TWO, at(EVENT, "iraq-20", View(query="mend")))
    assert not one.stops.tallies  # one claim says all of it itself
    first = move(enter(at(EVENT, "iraq-20", view), DETAIL), DETAIL, "by:iraq-20#s-spain")
    assert scene(TWO, next_hit(scene(TWO, first), 1)).stop == Stop("iraq-20#row-58")


def test_only_dialogues_of_a_collection_count_their_values() -> None:
    assert not scene(small(), at(EVENT, "e")).stops.tallies
    assert not scene(TWO, at(SPEAKERS, "iraq-20#s-spain")).stops.tallies
    assert scene(provincial(), at(EVENT)).stops.tallies[0][0] == "by"


def test_an_event_called_as_a_status_is_no_status() -> None:
    named = several(*(REVIEW.format(id=id, state="Iraq", n=1) for id in ("accepted", "none")))
    view = stop_on(named, at(EVENT, "accepted"), "status:accepted")
    assert follow(named, view).query.strip() == "in:accepted status:accepted"


def test_on_a_status_of_a_dialogue_keys_act_on_the_dialogue() -> None:
    there = scene(TWO, stop_on(TWO, at(EVENT, "chile-20"), "status:noted"))
    assert (there.current, there.target[0]) == ("chile-20", "chile-20")
    assert [*there.related.of["recommendations"]] == [3, 4, 5]


def test_of_a_thing_without_claims_and_of_words_that_nobody_cites_it_says_so() -> None:
    assert detail(collected(BARE), at(SPEAKERS, "a"))[0] == "No claims yet"
    assert detail(sourced(), at(Pane.SOURCE, 4)) == ["Nothing cites this yet"]
