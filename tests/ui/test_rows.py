"""Rows: who asks whom, and the words by which a query found them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from tests.kit.records import BARE, SMALL, collected, indexed, lahore, provincial, small
from tests.kit.views import scene, search
from tiptui.collection.dialogue import Claim, Dialogue
from tiptui.proof.source_text import SourceText
from tiptui.search.rows import KINDS
from tiptui.text.words import splits_letter
from tiptui.ui.panes.lists import claim_row, elide, list_page, speaker_row
from tiptui.ui.panes.page import mark_up
from tiptui.ui.panes.source_page import Sources
from tiptui.view.state import Pane


@pytest.mark.parametrize(
    ("query", "below"),
    [
        ("society", "to Society for Sea Air (SSA)"),
        # The note, though another text has one of the words too.
        ("society cold", "note: The society is cold."),
    ],
)
def test_a_reason_is_in_full_and_has_most_of_the_words(query: str, below: str) -> None:
    asked = "to: [sea], note: The society is cold."
    found = scene(collected(SMALL.replace("to: [the sun]", asked)), search(query))
    assert [line.plain for line in claim_row(found, "r2", 40)] == [
        "Warm the sea",
        f"  {below}",
        "  The crew → SSA · Water",
    ]


def test_matching_letters_are_marked_around_what_is_shown_in_their_midst() -> None:
    words = "ते Kar\u200fdar ते kar"
    opened = Dialogue(small().dialogues[0].record, {"log": SourceText(words)})
    stops = opened.passages.sentences
    _, paragraph, *_ = Sources(opened, stops, ("karda",)).blocks(1)
    for text in (mark_up(words, ("karda",)), paragraph.text):
        (mark,) = (span for span in text.spans if span.style == "match")
        assert text.plain[mark.start : mark.end] == "Kar<U+200F>da"


@pytest.mark.parametrize(
    ("width", "last"),
    [
        (
            86,
            "19 Nov 2025 · Piet Marrow → Provincial Government of Sund       ✓ accepted ! overdue",
        ),
        (80, "19 Nov 2025 · Piet Marrow → Provincial Government of Sund                  ✓ !"),
        (60, "Piet Marrow → Provincial Government of Sund            ✓ !"),
        (50, "Piet Marrow → Provincial Government of Sund  ✓ !"),
        (42, "Piet Marrow → Provincial Governmen…  ✓ !"),
        (24, "Piet Marrow → Pr…  ✓ !"),
    ],
)
def test_where_there_is_little_room_a_date_goes_whole_and_addressee_and_status_last(
    width: int, last: str
) -> None:
    row = claim_row(scene(provincial()), "saltmouth-2025-11-19#r2", width)
    assert row[-1].plain == f"  {last}"
    assert all(line.cell_length <= width for line in row)


@pytest.mark.parametrize("width", range(12, 31))
def test_a_name_is_cut_in_its_middle_between_letters(width: int) -> None:
    name = "जिला विकास प्राधिकरण कार्यालय काठमाडौं नगरपालिका"
    head, _, tail = elide(Content(name), width).plain.partition("…")
    assert tail
    assert name.startswith(head)
    assert name.endswith(tail)
    assert not splits_letter(name, len(name) - len(tail))
    assert cell_len(f"{head}…{tail}") <= width


def test_before_a_match_near_the_end_there_is_as_much_as_fits() -> None:
    found = scene(provincial(), search("boats"))
    _, below = speaker_row(found, "grayhaven-2025-05-21#piet-marrow", 34)
    assert below.plain == "  …quay free for fishing boats."
    # A long word before that is left out whole.
    found = scene(provincial(), search("light"))
    _, below = speaker_row(found, "port-amber-2025-03-12#tomas-leer", 33)
    assert below.plain == "  …evening which lights work."


@pytest.mark.parametrize("width", [20, 31, 40, 60])
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("各位午安今天針對政府資料分類" * 9 + "討論" + "及授權利用收費原則進行" * 9, "討論"),
        ("รายงานการประชุมสภาผู้แทนราษฎร" * 9 + "ข้อเสนอ" + "วันพุธ" * 9, "ข้อเสนอ"),
        ("https://an.example/" + "and-on" * 30 + "/here/" + "and-on" * 30, "here"),
    ],
)
def test_where_no_space_is_near_a_row_shows_what_it_was_found_by_all_the_same(
    text: str, word: str, width: int
) -> None:
    written = SMALL.replace("The water is cold.", f"'{text}'")
    assert written != SMALL
    found = scene(collected(written), search(word))
    (speaker,), (claim,) = (found.results.rows(pane) for pane in (Pane.SPEAKERS, Pane.STATEMENTS))
    for drawn in (speaker_row(found, speaker, width), claim_row(found, claim, width)):
        assert word in "".join(line.plain for line in drawn)
        assert max(line.cell_length for line in drawn) <= width


def is_marked(drawn: list[Content]) -> bool:
    return any(span.style == "match" for line in drawn for span in line.spans)


@given(st.data(), st.integers(30, 60))
def test_a_row_shows_what_it_was_found_by_and_who_asks_whom(
    data: st.DataObject, width: int
) -> None:
    kind = data.draw(st.sampled_from(KINDS[1:]))
    rows = indexed(lahore()).rows[kind]
    number = data.draw(st.integers(0, len(rows) - 1))
    name, word = rows.ref(number), data.draw(st.sampled_from(rows.text(number).split()))
    thing, there = lahore()[name], scene(lahore(), search(word))
    draw = speaker_row if kind == "speakers" else claim_row
    drawn = draw(there, name, width)
    assert max(line.cell_length for line in drawn) <= width
    assert is_marked(drawn)
    # So do the rows of those who were found through it.
    found = there.results.rows(Pane.SPEAKERS)
    assert all(is_marked(speaker_row(there, speaker, width)) for speaker in found)
    if kind == "recommendations":
        assert isinstance(thing, Claim)
        makers = ", ".join(maker.name for maker in thing.makers)
        *_, last = (line.plain.strip() for line in drawn)
        first, arrow, whom = last.partition(" → ")
        assert arrow
        assert makers.startswith(first.rstrip("…"))
        assert whom.startswith(thing.facts.words("to") or "nobody") or first.endswith("…")


ANSWERS = """recommendations:
  - {id: r1, text: Act, by: [a], due: 2024, responses: [{status: accepted, by: State},
     {status: not-implemented, by: Monitor}]}
  - {id: r2, text: Act, by: [a], responses: [{status: accepted, by: State},
     {status: implemented, by: State}]}
  - {id: r3, text: Act, by: [a]}
"""


@pytest.mark.parametrize(
    ("query", "row", "width", "last"),
    [
        ("", "r1", 76, "Ann ✓ accepted → ⊘ not implemented · Monitor ! overdue"),
        ("", "r1", 40, "Ann ✓→⊘ !"),
        ("", "r2", 40, "Ann ▰ implemented"),
        ("said:accepted status:not-implemented", "r1", 40, "Ann → nobody named ✓→⊘ !"),
        ("silent:2..", "r3", 76, "Ann silent for 9 months"),
    ],
)
def test_both_signs_stand_where_another_judges_and_months_where_they_are_asked_for(
    query: str, row: str, width: int, last: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1761550000")  # 27 October 2025
    line = claim_row(scene(collected(BARE + ANSWERS), search(query)), row, width)[-1]
    assert line.cell_length == width
    assert line.plain.split() == last.split()


ALIKE = "The Ministry of Health should take all measures that are needed so that"
TITLES = (f"{ALIKE} clinics open on Sundays", f"{ALIKE} clinics open at night", "Short", "Short")


def test_a_row_begins_where_it_differs_from_the_row_above() -> None:
    asked = (f"  - {{id: r{n}, text: {text}, by: [a]}}\n" for n, text in enumerate(TITLES))
    found = scene(collected(f"{BARE}recommendations:\n{''.join(asked)}"))
    page, texts = list_page(Pane.RECOMMENDATIONS, claim_row, found), list[list[str]]()
    for row in range(4):
        texts.append([line.text.plain.strip() for line in page.lines(row, 30)][:2])
    assert texts[:2] == [
        ["The Ministry of Health should", "take all measures that are …"],
        ["…at night", "Ann"],
    ]
    assert texts[2:] == [["Short", "Ann"], ["Short", "Ann"]]
    wide = [line.text.plain.strip() for line in page.lines(1, 100)]
    assert wide[:2] == [ALIKE + " clinics open at night", "Ann"]
