"""Counts in the first pane, the values that are offered while a field is typed, and their keys."""

import re
from itertools import chain

import pytest

from tests.kit.browsing import browsing
from tests.kit.checkout import document
from tests.kit.drawn import reading
from tests.kit.grids import of_year
from tests.kit.records import BARE, collected, indexed, lahore, provincial, several, small
from tiptui.search.query import parse
from tiptui.view.offers import offers
from tiptui.view.state import FACETS


@pytest.mark.parametrize("field", FACETS)
def test_what_belongs_to_a_count_is_what_its_term_finds(field: str) -> None:
    for index in map(indexed, (lahore(), small())):
        for term in index.count(index.hits(parse("")), field).terms:
            found = index.hits(parse(term)).of["recommendations"].ranked
            assert index.related(term).of["recommendations"] == sorted(chain(*found))


def offered(query: str, behind: int = 0) -> list[tuple[object, ...]]:
    found = offers(indexed(lahore()), query, len(query) - behind)
    return [tuple(offer) for offer in found]


def test_the_values_of_a_field_are_offered_with_what_the_rest_of_the_query_leaves_of_each() -> None:
    assert offered("theme:p")[0] == ("Partnership", 10, "theme:partnership ")
    assert offered("theme:")[3] == ("no theme", 4, "theme:none ")
    assert offered("kardar theme:")[0] == ("Prevention", 2, "kardar theme:prevention ")
    assert offered("by:uzma-kardar theme:part") == []
    assert offered("theme:prot,prosec") == [("Prosecution", 7, "theme:prot,prosecution ")]
    assert offered("-theme:prosec") == [("Prosecution", 7, "-theme:prosecution ")]
    # What all have is not offered to be left out: nothing would be found.
    assert offered("theme:prosecution -theme:prosec") == []
    assert offered('theme:"prosec') == [("Prosecution", 7, "theme:prosecution ")]
    assert offered("theme:prosec nazir", len(" nazir"))[0][2] == "theme:prosecution nazir"
    assert offered("to:nobody")[0] == ("nobody named", 10, "to:none ")
    # What is near, where no value begins so; and after the plain name of a field.
    assert offered("theme:prosecusion") == [("Prosecution", 7, "theme:prosecution ")]
    assert offered("Speaker:uzma")[0][2] == "Speaker:uzma-kardar "


def test_words_that_mean_a_term_get_an_offer_that_finds_something() -> None:
    def terms(query: str, behind: int = 0) -> list[tuple[str, str]]:
        index = indexed(provincial())
        found = offers(index, query, len(query) - behind)
        assert all(index.hits(parse(offer.query)).total for offer in found)
        return [(offer.name, offer.query) for offer in found]

    assert terms("accepted") == [("status:accepted", "status:accepted ")]
    for typed in ("lights not accepted", "lights -accepted"):
        assert terms(typed) == [("-status:accepted", "lights -status:accepted ")]
    for typed in ("lights no response", "lights Nobody answered"):
        assert terms(typed) == [("status:none", "lights status:none ")]
    assert terms("boat or lamp") == [("boat | lamp", "boat | lamp ")]
    assert terms("quay 2025") == [("date:2025", "quay date:2025 ")]
    assert terms("2025 quay", len(" quay")) == [("date:2025", "date:2025 quay ")]
    # Values of a field that stands twice, and years, are joined.
    assert terms("2025 quay 2026") == [("date:2025,2026", "quay date:2025,2026 ")]
    assert terms("date:2025 and year:2026") == []
    assert terms("date:2025 and date:2026") == [("date:2025,2026", "date:2025,2026 ")]
    assert terms("2005") == terms("or lamp") == terms("not lamp") == []
    assert terms("theme:saefty") == [("Safety", "theme:safety ")]
    assert terms("quay from:okoye") == [("by:okoye", "quay by:okoye ")]
    assert terms("quay Safety") == [("theme:Safety", "quay theme:Safety ")]
    assert [name for name, _ in terms("tomas leer")] == []


def test_a_whole_name_that_asks_and_is_asked_offers_both() -> None:
    index = indexed(collected(STATES))
    found = offers(index, "peace north chad", 16)
    assert [tuple(offer) for offer in found] == [
        ("north chad: to", 2, 'peace to:"north chad" '),
        ("by", 1, 'peace by:"north chad" '),
    ]
    found = offers(index, "peace north chad and mali", 25)
    assert [tuple(offer) for offer in found] == [
        ("north chad, mali: to", 3, 'peace to:"north chad",mali '),
        ("by", 3, 'peace by:"north chad",mali '),
    ]
    # Where nothing is found of one, the other is still offered.
    (offer,) = offers(index, "by:mali north chad", 18)
    assert offer.name == "north chad: to"


def test_what_leaves_nothing_as_it_is_typed_gets_an_offer_that_finds_something() -> None:
    index = indexed(collected(STATES))
    for typed, *meant in (
        ("peace to:mali to:nor", "peace to:mali,nor ", 3),
        ("peace mali to north chad", 'peace by:mali to:"north chad" ', 2),
    ):
        (offer,) = offers(index, typed, len(typed))
        assert [offer.query, offer.claims] == meant


@pytest.mark.parametrize(
    "query", ["", "theme", "foo:x", "foo:x foo:y", "id:r", "theme:p ", "theme:zzz", "12:30"]
)
def test_nothing_is_offered_where_no_field_is_typed(query: str) -> None:
    assert offered(query) == []


STATES = document("tests/records/states.yaml")


async def test_1_turns_the_first_pane_to_one_count_after_the_other_and_back() -> None:
    async with browsing(size=(160, 40)) as reader:
        await reader.press("1")
        seen = []
        for _ in FACETS:
            await reader.press("1")
            seen.append(reader.title("counts"))
        assert seen == [
            "Dialogues 4 │ Themes 4 │ Orgs │ …",
            "… │ Themes │ Orgs 7 │ Addressees │ …",
            "… │ Orgs │ Addressees 7 │ Status │ Years",
            "… │ Orgs │ Addressees │ Status 5 │ Years",
            "… │ Orgs │ Addressees │ Status │ Years 1",
        ]
        assert reader.cursor("counts").split()[:2] == ["2025", "54"]
        await reader.press("1")
        assert reader.focus == "event"


async def test_lists_without_rows_are_passed_over() -> None:
    async with reading(lahore(), (160, 40)) as reader:
        seen = []
        for _ in range(4):
            await reader.press("1")
            shown = "event" if "event" in reader.panes else "counts"
            seen.append(reader.title(shown))
        # Nothing has a status; year, themes and addressees stand in the event, all of them.
        alone = ["Event │ Organizations", "Event │ Organizations · 2"]
        assert seen == alone * 2
        await reader.press("/", *"is:recommendation", "enter", "1")
        assert reader.title("counts").startswith("Event │ Themes │ Orgs 2 │ Addressees")
        await reader.press("/", "ctrl+u", *"is:statement", "enter", "1")
        assert reader.focus == "counts"
        await reader.press("3", "3")
        assert reader.status == "no other list here has a row"
        assert reader.title("statements") == "Recs 0/11 │ Stmts 6/6 │ Points 0/8 · statement"
    async with reading(collected(BARE)) as reader:
        await reader.press("1", "1", "1", "3", "3")
        assert reader.title("event") == "Event"
        assert reader.title("recommendations") == "Recommendations · 0"


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_a_click_on_a_tab_shows_it(size: tuple[int, int]) -> None:
    async with browsing(size=size) as reader:
        await reader.press("1")
        for tab, pane in (("Themes", "counts"), ("Dialogues", "event"), ("…", "counts")):
            await reader.click(tab, reader.focus)
            assert reader.focus == pane
        assert re.match("… │ .*(Orgs|Addressees).{1,3}7", reader.title("counts"))
        await reader.press("3")
        short = "Stmts" if "Stmts" in reader.title("recommendations") else "Statements"
        for tab, pane in ((short, "statements"), ("Rec", "recommendations")):
            await reader.click(tab, reader.focus)
            assert reader.focus == pane
        # So does one in the strip, wherever the keys are.
        if size[0] == 80:
            await reader.press("2")
            await reader.click("Stmts")
            assert reader.focus == "statements"


async def test_moving_over_counts_marks_and_enter_adds_one_term_after_the_other() -> None:
    async with browsing() as reader:
        await reader.press("1", "1", "j")
        assert len(reader.marked("speakers")) > 0
        await reader.press("enter")
        assert (reader.search_line, reader.focus) == ("/ theme:costs", "counts")
        assert reader.cursor("counts").split()[:2] == ["Costs", "12"]
        await reader.press("1", "1", "1", "enter")
        assert reader.search_line == "/ theme:costs status:accepted"
        assert reader.title("recommendations").startswith("Recs 2/16")
        await reader.press("enter")
        assert reader.status == "the query has status:accepted already"
        await reader.press("[")
        assert reader.search_line == "/ theme:costs"
        await reader.press("escape")
        assert reader.search_line.startswith("/ search")


async def test_the_rows_of_the_counts_are_marked_that_a_claim_has() -> None:
    async with reading(lahore(), (160, 40)) as reader:
        await reader.press("/", *"abbas", "enter", "1", "1", "3")
        marked = ["Partnership", "Prevention", "Protection"]
        assert [line.split()[0] for line in reader.marked("counts")] == marked


async def test_tab_takes_what_is_offered_and_what_cant_be_read_is_said_while_it_is_typed() -> None:
    async with reading(lahore()) as reader:
        await reader.press("/", *"theme:pro")
        assert reader.keys_line.startswith("tab Prosecution 7 · Protection 2  ⏎ these")
        await reader.press("tab")
        assert reader.search_line == "/ theme:prosecution █"
        assert reader.keys_line.startswith("⏎ these speakers   esc back")
        await reader.press("tab")
        assert not reader.search_line.endswith("█")
        await reader.press("/", "ctrl+u", *"foo:x")
        assert reader.status == "no field is called foo: searched as words"
        await reader.press("ctrl+u", *"status:bad")
        assert reader.status.startswith('"bad" is not a status; there are accepted, partly')


@pytest.mark.parametrize(("years", "known"), [(2, {()}), (3, {("2010",), ("2011",), ("2012",)})])
def test_values_are_counted_by_years_only_if_these_make_a_course(
    years: int, known: set[tuple[str, ...]]
) -> None:
    index = indexed(several(*(of_year(str(2010 + n), "air sea") for n in range(years))))
    counts = index.count(index.everything, "to").of["to:north"]
    assert counts.number == years
    assert {tuple(year.key for year in at) for at in counts.by_year} == known
