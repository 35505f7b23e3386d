"""Asked again, in like words, addressees: as a reader goes from one to the other."""

import pytest

from tests.kit.askers import WORDY, asks, dialogue, series
from tests.kit.drawn import reading
from tests.kit.records import BARE, collected, indexed
from tests.kit.views import at, scene
from tiptui.collection.dialogue import MOST_IN_WORDS
from tiptui.collection.opened import Collection
from tiptui.report.citations import choices
from tiptui.view.following import ask_again
from tiptui.view.state import Pane, View, enter

RECOMMENDATIONS, DETAIL = Pane.RECOMMENDATIONS, Pane.DETAIL


def harbours() -> Collection:
    return series(
        dialogue("b", "2025", asks("r1", "Light both quays at night", repeats=["a#r1"])),
        dialogue(
            "a",
            "2024",
            asks("r1", "Light the quays [b]at[/b] night", to=["port", "The Mayor"]),
            asks("r2", "Light the quays \x9b at night, please"),
            asks("r3", "Paint a bench", to=["the mayor"]),
        ),
    )


def test_a_response_stands_for_its_recommendation_and_a_query_has_ids_of_one_record() -> None:
    text = WORDY.replace("to: [THE", "repeats: [r1], responses: [{status: noted}], to: [THE")
    opened = collected(text)
    assert indexed(opened).stops("e#r2")[1].claim == "e#r2/1"
    assert ask_again(scene(opened, at(DETAIL, 1, at(RECOMMENDATIONS, "r2")))).query == "same:r2 "


@pytest.mark.parametrize(
    ("opened", "name", "asked"),
    [(collected(WORDY), "e#whom:the mayor", 2), (harbours(), "b#port", 3)],
)
def test_a_counted_addressee_has_what_it_is_asked(
    opened: Collection, name: str, asked: int
) -> None:
    counted = scene(opened, enter(View(facet="to"), Pane.COUNTS))
    assert isinstance(counted.subject, str)
    assert opened.row_ref(counted.subject) == name
    assert counted.stops.told == asked


def test_an_addressee_is_cited_by_its_words_and_by_the_query_that_finds_it() -> None:
    ways = choices(indexed(collected(WORDY)), "whom:the mayor")
    assert ways == {"Name": "the Mayor; E, 2024", "Query": "'to:=\"the Mayor\"'"}


async def test_the_detail_marks_what_differs_in_wordings_that_are_alike() -> None:
    async with reading(harbours()) as reader:
        await reader.press("3", "down", "z", "4", *"jjjjjjj")
        assert "  The port · 3 recommendations in all" in reader.pane("detail")
        for words, differ in (
            ("Light both quays at night", "both"),
            ("Light the quays <U+009B> at night, please", "<U+009B>, please"),
        ):
            cells = reader.cells(words, "detail")
            assert "".join(cell.text for cell in cells if cell.underlined) == differ


async def test_the_event_of_a_record_by_itself_has_whom_it_asks_in_words() -> None:
    async with reading(collected(WORDY), (120, 40)) as reader:
        await reader.press("1", "j", "j", "j")
        assert reader.cursor("event") == "the Mayor · 2 Recs to it"
        await reader.press("3")
        assert any("the Mayor" in line for line in reader.marked("event"))
        await reader.press("1", "enter")
        assert reader.search_line == '/ to:="the Mayor"'
        assert reader.title("recommendations").startswith("Recommendations · 2")


async def test_the_key_lists_who_asked_the_same() -> None:
    async with reading(harbours(), (120, 40)) as reader:
        await reader.press("3", "equals_sign")
        assert reader.search_line == "/ same:b#r1"
        assert reader.cursor("recommendations").startswith("Light both quays")
        assert "asks the same: 1 in 1 dialogue (1 linked)" in reader.text
        await reader.press("j", "equals_sign")
        assert reader.search_line == "/ same:a#r1"
        assert "asks the same: 2 in 2 dialogues (1 linked, 1 in nearly" in reader.text
        shown = "\n".join(reader.pane("recommendations"))
        reasons = ["this · 2024 · Ann", "linked · 2025", "nearly the same · 2024"]
        places = [shown.index(reason) for reason in reasons]
        assert places == sorted(places)
        # What was said of the rows goes with the query.
        await reader.press("escape")
        assert "this one" not in "\n".join(reader.pane("recommendations"))


async def test_of_very_many_that_are_asked_in_words_the_event_lists_the_first() -> None:
    asked = ", ".join(f"office {number}" for number in range(MOST_IN_WORDS + 7))
    text = f"{BARE}recommendations: [{{id: r1, text: Act, by: [a], to: [{asked}]}}]\n"
    opened = collected(text)
    assert len(opened.dialogues[0].event_stops) == 1 + MOST_IN_WORDS
    async with reading(opened) as reader:
        await reader.press("1", "G")
        assert reader.cursor("event") == f"office {MOST_IN_WORDS - 1} · 1 Rec to it"
        assert "and 7 more · 1 lists all" in reader.text
