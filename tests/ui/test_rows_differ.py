"""Rows show what differs: nothing that all rows of a list have, and nothing that the title says."""

import re
from dataclasses import replace

import pytest

from tests.kit.askers import asks, dialogue, series
from tests.kit.cases import rows
from tests.kit.checkout import document
from tests.kit.grids import of_year
from tests.kit.records import SMALL, collected, indexed, record, several, small
from tests.kit.views import EVENT, START, scene, search
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.search.index import Index
from tiptui.search.query import parse
from tiptui.search.search import Search
from tiptui.ui.panes.lists import claim_row, count_row, speaker_row
from tiptui.ui.panes.pages import event_page
from tiptui.view.contents import show
from tiptui.view.results import Results
from tiptui.view.scene import Scene
from tiptui.view.state import Pane, View


def below(collection: Collection, name: str, view: View = START, width: int = 60) -> str:
    return claim_row(scene(collection, view), name, width)[-1].plain.strip()


def years() -> Collection:
    return series(
        dialogue("b", "2025", asks("r1"), asks("r2", to=["the mayor"], themes=["costs"])),
        dialogue("a", "2024", asks("r1"), asks("r2", themes=["safety", "costs"])),
    )


@pytest.mark.parametrize(("query", "last"), rows(__file__, "rows.txt", "values"))
def test_a_row_does_not_repeat_a_value_that_all_rows_have(query: str, last: str) -> None:
    assert below(years(), "a#r2", search(query) if query else START) == last


def test_the_only_row_has_its_addressee_and_two_years_stay() -> None:
    one = series(dialogue("a", "2024", asks("r1")), dialogue("b", "2025"))
    assert below(one, "a#r1", search("is:recommendation")) == "2024 · Ann → The port · Safety"


def test_the_border_says_what_rows_leave_out_and_the_title_does_not() -> None:
    shown = show(scene(years(), search("in:a")))[Pane.RECOMMENDATIONS]
    assert (shown.subtitle, shown.legends[0]) == ("in Dialogue a", "all dated 2024 · to The port")
    shown = show(scene(years(), search("to:port")))[Pane.RECOMMENDATIONS]
    assert (shown.subtitle, shown.legends[0]) == ("to The port", "")


def test_a_status_that_all_have_stands_in_the_title_alone() -> None:
    given = "responses: [{status: noted}], by: [ann, bo]"
    opened = collected(SMALL.replace("by: [ann, bo]", given))
    assert below(opened, "r1").endswith("◦ noted")
    assert "noted" not in below(opened, "r1", search("status:noted"))


GROUPS = document("tests/records/groups.yaml")


def speaker(collection: Collection, name: str) -> list[str]:
    return [line.plain for line in speaker_row(scene(collection), name, 24)]


def test_speakers_do_not_repeat_group_nor_their_own_name_nor_an_empty_count() -> None:
    opened = collected(GROUPS)
    assert speaker(opened, "s-norway") == ["Norway                 1"]
    assert speaker(opened, "s-chad") == ["Chad                   0"]
    assert show(scene(opened))[Pane.SPEAKERS].legends[0] == "recommendations"
    # Of groups among persons it is said.
    assert speaker(small(), "crew") == ["The crew             0·1", "  group"]
    assert show(scene(small()))[Pane.SPEAKERS].legends == [
        "statements · recommendations",
        "Stmts · Recs",
    ]


def test_bars_stand_where_numbers_differ_and_are_as_long_as_these() -> None:
    def counts(collection: Collection, field: str) -> list[str]:
        there = scene(collection, replace(START, facet=field))
        return [count_row(there, term, 28)[0].plain for term in there.results.counts.terms]

    assert counts(years(), "date") == [
        "2024                       2",
        "2025                       2",
    ]
    assert counts(years(), "to") == ["The port              3 ▪▪▪▪", "the mayor             1 ▪   "]
    rows = ["d1#s-norway", "d1#s-chad"]
    more = "".join(
        f"  - {{id: r{n}, text: T, by: [s-{by}]}}\n" for n, by in ((2, "chad"), (3, "norway"))
    )
    texts = (GROUPS.replace("id: e", f"id: d{n}") + more for n in (1, 2))
    opened = series(*(Dialogue(record(text)) for text in texts))
    assert [speaker_row(scene(opened), row, 40)[0].plain for row in rows] == [
        "Norway                           4 ▪▪▪▪▪",
        "Chad                             2 ▪▪   ",
    ]


def test_counts_and_speakers_of_three_years_have_their_course_where_names_leave_room() -> None:
    texts = [of_year("2010", "sea"), of_year("2014", "sea sea"), of_year("2018", "air sea sea sea")]

    def drawn(field: str, width: int, years: int = 3, query: str = "") -> list[str]:
        view = replace(START, facet=field, query=query)
        there = scene(several(*texts[:years]), view)
        rows = [count_row(there, term, width)[0].plain for term in there.results.counts.terms]
        return [*rows, speaker_row(there, f"y{2006 + 4 * years}#ann", width)[-1].plain]

    assert drawn("theme", 34) == [
        "Sea                    ▃▆█ 6 ▪▪▪▪▪",
        "Air                    ▄▄█ 4 ▪▪▪  ",
        "  3 dialogues                  ▄▅█",
    ]
    assert drawn("theme", 34, query="theme:sea")[-1] == "  3 dialogues                  ▃▆█"
    assert not re.search("[▁-█]", "".join((*drawn("theme", 17), *drawn("theme", 34, years=2))))
    assert not re.search("[▁-█]", "".join(drawn("date", 34)[:-1]))  # a year has one


# Numbers and ids.

NUMBERED = SMALL.replace("by: [ann, bo]", "number: '140.70', by: [ann, bo]")


@pytest.mark.parametrize(("query", "first", "mark"), rows(__file__, "rows.txt", "numbers"))
def test_a_number_stands_first_and_is_marked_where_it_found_the_row(
    query: str, first: str, mark: str
) -> None:
    lines = claim_row(scene(collected(NUMBERED), search(query)), "e#r1", 40)
    assert lines[0].plain == first
    assert not any("id r1" in line.plain for line in lines)
    marked = [
        lines[0].plain[span.start : span.end] for span in lines[0].spans if span.style == "match"
    ]
    assert marked == ([mark] if mark else [])


def test_a_part_of_a_number_is_not_marked_and_the_reason_is_shown() -> None:
    text = NUMBERED.replace("themes: [air],\n     evidence", "note: Article 70, evidence")
    lines = claim_row(scene(collected(text), search("70")), "r1", 40)
    assert lines[1].plain == "  note: Article 70"


# Dialogues.


def named(id: str, name: str, **event: str) -> Dialogue:
    keys = "".join(f", {key}: {value}" for key, value in event.items())
    return Dialogue(
        record(
            f"tiptui: 1\nevent: {{id: {id}, name: '{name}', start_date: 2024{keys}}}\n"
            "speakers: [{id: ann, name: Ann}]\n"
        )
    )


def lines_of(collection: Collection, view: View = START, width: int = 40) -> list[str]:
    page = event_page(scene(collection, view))
    return [line.text.plain for row in range(page.size) for line in page.lines(row, width)]


def reviews(**event: str) -> Collection:
    return series(
        named("a", "Review of the state of Chad, session 2", series="Session 2", **event),
        named("b", "Review of the state of Iraq, session 2", series="Session 2", **event),
        named("c", "Review of the state of Peru, session 1", series="Session 1", **event),
    )


def test_words_that_all_dialogues_begin_with_stand_once_above_them() -> None:
    assert lines_of(reviews(place="Geneva")) == [
        *("Review of the state of …", "Session 2"),
        *("… Chad, session 2", "  2024 · 1 speaker", "… Iraq, session 2", "  2024 · 1 speaker", ""),
        *("Session 1", "… Peru, session 1", "  2024 · 1 speaker"),
    ]
    # So they do where a query orders the list.
    assert lines_of(reviews(), search("session"))[:2] == [
        "Review of the state of …",
        "… Chad, session 2",
    ]


def test_names_that_share_a_word_or_nothing_are_whole_and_places_that_differ_are_said() -> None:
    opened = series(
        named("a", "Harbour Dialogue, Lowen", place="Lowen"),
        named("b", "Harbour Talks, Vell", place="Vell"),
    )
    assert lines_of(opened)[:2] == ["Harbour Dialogue, Lowen", "  2024 · Lowen · 1 speaker"]
    same = series(named("a", "Talks on water"), named("b", "Talks on water, again"))
    assert lines_of(same)[::2] == ["Talks on …", "  2024 · 1 speaker", "  2024 · 1 speaker"]


def test_a_dialogue_has_two_lines_in_a_narrow_pane() -> None:
    asked = [asks(f"r{n}") for n in range(30)]
    opened = series(dialogue("a", "2024", *asked), dialogue("b", "2025", *asked))
    assert lines_of(opened, width=30)[:2] == ["Dialogue a", "  2024 · 1 speaker · 30 Recs"]
    assert lines_of(opened, width=20)[1] == "  2024 · 30 Recs"
    assert lines_of(opened, width=50)[1] == "  2024 · 1 speaker · 30 Recs"


# Asked again.


@pytest.mark.parametrize(
    ("width", "last"),
    [
        (50, "nearly the same · 2024 · Ann → The port · Safety"),
        (42, "nearly the same · 2024 · Ann → The port"),
        (34, "nearly · 2024 · Ann → The port"),
        (26, "2024 · Ann → The port"),
        (18, "Ann → The port"),
    ],
)
def test_a_reason_is_shortened_before_a_year_goes(width: int, last: str) -> None:
    opened = series(
        dialogue("b", "2025", asks("r1", "Light all quays of the port at night", to=["x"])),
        dialogue("a", "2024", asks("r1", "Light all quays of the port by night")),
    )
    assert below(opened, "a#r1", search("same:b#r1"), width) == last


def test_further_terms_keep_the_order_and_the_reasons_and_what_is_found_is_counted() -> None:
    opened = years()
    whole, part = (scene(opened, search(f"same:b#r1{more}")) for more in ("", " to:port"))
    assert [*part.results.rows(Pane.RECOMMENDATIONS)] == ["b#r1", "a#r1", "a#r2"]
    counts = [there.index.same.count(there.results.alike) for there in (whole, part)]
    assert counts[0] == "3 in 2 dialogues (3 in the same words)"
    assert counts[1] == "2 in 1 dialogue (2 in the same words)"
    assert below(opened, "a#r1", search("same:b#r1 to:port")) == "same · 2024 · Ann · Safety"


def test_while_a_search_goes_on_no_pane_says_that_there_is_nothing() -> None:
    # Another index may know the words.
    index, view = Index(small()), search("windows", replace(START, first=Pane.COUNTS))
    begun = Search(index, parse(view.query))
    there = Scene(index, view, Results(index, view, begun))
    empty = {pane: of.empty for pane, of in show(there).items()}
    assert {*empty.values()} == {"Searching …"}
    many = years()
    view = search("zebra")
    begun = Search(indexed(many), scene(many, view).query)
    there = Scene(indexed(many), view, Results(indexed(many), view, begun))
    assert show(there)[EVENT].empty == "Searching …"
    assert show(scene(many, view))[EVENT].empty == "No dialogue"
