"""The sources in the browser: passages, ways to and from them, the page."""

from dataclasses import replace

import pytest

from tests.drawn import reading
from tests.records import linked
from tiptui.search.index import Index, index
from tiptui.sources.passages import passages
from tiptui.sources.source_text import SourceText
from tiptui.view.evidence import gone_to_claim, opened, pointed_at, to_uncited, traced
from tiptui.view.shown import show
from tiptui.view.state import Pane, View, current, entered, moved, typed

RECORD = """\
tiptui: 1
event:
  {id: e, name: An event, start_date: 2024, evidence: [{paragraph: 1, exact: met in May}]}
speakers:
  - id: ann
    name: Ann
    evidence: [{paragraph: 1, exact: Ann chairs}]
    statements:
      - {text: All is well., evidence: [{paragraph: 2, exact: all is well}]}
      - {text: Nothing proves this.}
recommendations:
  - {id: r1, text: Open the windows, by: [ann], evidence: [{paragraph: 2, exact: windows}]}
  - {id: r2, text: Open them wide, by: [ann], evidence: [{paragraph: 2, exact: windows}]}
  - {id: r3, text: Close the doors, by: [ann], evidence: [{paragraph: 1, exact: no such words}]}
sources:
  - {id: log, title: The log, outline: [Who met, What was said]}
"""
TEXT = (
    "They met in May. Ann chairs the meeting.\n"
    "She said that all is well. It rained. Open the windows, she asked.\n"
)


def place(text: str = TEXT) -> Index:
    return index(linked(RECORD), {"log": SourceText(text)} if text else {})


def stops(here: Index) -> list[tuple[int, str, tuple[str, ...]]]:
    return [(each.paragraph, each.words, each.claims) for each in passages(here).stops]


def test_stops_are_cited_places_and_uncited_sentences_in_the_order_of_the_text() -> None:
    assert stops(place()) == [
        (1, "met in May", ("e",)),
        (1, "Ann chairs", ("ann",)),
        (1, "no such words", ("r3",)),
        (2, "all is well", ("ann/1",)),
        (2, "It rained.", ()),
        (2, "windows", ("r1", "r2")),
    ]


def test_without_a_text_the_stops_are_the_phrases_under_the_outline() -> None:
    here = place("")
    assert [(number, words) for number, words, _ in stops(here)] == [
        (1, "met in May"),
        (1, "Ann chairs"),
        (1, "no such words"),
        (2, "all is well"),
        (2, "windows"),
    ]
    assert all(claims for _, _, claims in stops(here))


def test_from_a_claim_to_its_words_and_from_the_words_to_every_claim() -> None:
    here = place()
    start = moved(entered(View(), Pane.RECOMMENDATIONS), Pane.RECOMMENDATIONS, "r1")
    there = traced(here, start)
    assert there.main is Pane.SOURCE
    shown = show(here, there)
    assert [stop.claim for stop in shown.detail.stops if not stop.evidence] == ["r1", "r2"]  # type: ignore[union-attr]
    assert shown.detail.title == "What rests on these words · 2 claims"
    back = gone_to_claim(here, there)
    assert (back.main, current(here, back)) == (Pane.RECOMMENDATIONS, "r1")


def test_from_the_detail_of_a_passage_to_the_claim_under_its_cursor() -> None:
    here = place()
    there = traced(here, moved(entered(View(), Pane.RECOMMENDATIONS), Pane.RECOMMENDATIONS, "r1"))
    second = moved(entered(there, Pane.DETAIL), Pane.DETAIL, 2)
    assert current(here, gone_to_claim(here, second)) == "r2"


def test_a_statement_is_gone_to_in_the_detail_of_its_speaker() -> None:
    here = place()
    view = gone_to_claim(here, moved(opened(here, View()), Pane.SOURCE, 3))
    assert (view.main, view.in_detail, current(here, view)) == (Pane.SPEAKERS, True, "ann/1")


def test_a_claim_that_a_narrowing_hides_is_shown() -> None:
    here = place()
    view = typed(moved(opened(here, View()), Pane.SOURCE, 5), "windows")
    assert current(here, gone_to_claim(here, view)) == "r1"


def test_u_goes_to_the_next_sentence_that_no_claim_cites_around_the_end() -> None:
    here = place()
    view = to_uncited(here, opened(here, View()))
    assert view.chosen.source == 4
    assert gone_to_claim(here, view).remark == "no claim rests on this"
    assert to_uncited(here, view).remark == "every sentence is cited" or view.chosen.source == 4


def test_u_without_a_text_says_why_it_goes_nowhere() -> None:
    here = place("")
    view = to_uncited(here, opened(here, View()))
    assert view.remark == "the text of the source is not at hand"


def test_a_query_stops_at_sentences_with_all_its_words() -> None:
    here = place()
    shown = show(here, typed(opened(here, View()), "open wind"))
    assert shown.source
    assert [stop.words for stop in shown.source.stops] == ["Open the windows, she asked."]  # type: ignore[union-attr]
    assert shown.source.title == "Source · 1 sentence with open wind · The log"


def test_what_is_missing_or_unchecked_is_said_in_a_word() -> None:
    here = place()
    missing = here.links.record.recommendations[2].evidence[0]
    assert passages(here).status("r3", missing).startswith("missing")
    bare = place("")
    assert passages(bare).status("r3", missing) == "unchecked"


def test_nothing_to_go_to_says_so() -> None:
    here = place()
    detail = replace(View(), in_detail=True)
    nothing = moved(detail, Pane.DETAIL, 2)
    assert pointed_at(here, nothing) == ("ann/2", None)
    assert traced(here, nothing).remark == "no evidence to go to"


@pytest.mark.parametrize("size", [(120, 40), (60, 20), (40, 12)])
async def test_the_source_opens_closes_and_comes_back(size: tuple[int, int]) -> None:
    async with reading(place(), size) as reader:
        before = reader.text
        await reader.press("s")
        assert "Source · The log" in reader.text
        assert "They met in May" in reader.text
        await reader.press("escape")
        assert reader.text == before
        await reader.press("s", "s")
        assert reader.text == before


async def test_e_goes_from_the_evidence_under_the_cursor_to_its_words() -> None:
    async with reading(place(), (100, 30)) as reader:
        await reader.press("4", "j", "e")
        assert "What rests on these words · 1 claim" in reader.text
        await reader.press("[")
        assert "Source" not in reader.text.splitlines()[0]
