"""What a query means in corners where a slip would be seen by nobody."""

import pytest

from tests.kit.cases import rows
from tests.kit.records import BARE, NUMBERS, collected, indexed, small, sourced
from tiptui.collection.opened import Collection
from tiptui.search.query import FIELDS, in_date, parse, why_unreadable, with_term, without_last
from tiptui.search.rows import CLAIMS


def found(collection: Collection, query: str) -> list[str]:
    hits = indexed(collection).hits(parse(query))
    return [collection.shown(name) for kind in CLAIMS for name in hits.of[kind]]


def typed(query: str) -> list[str]:
    """Return the claims found by a query that is typed letter by letter, and thus narrows."""
    collection = collected(NUMBERS)
    return [found(collection, query[:end]) for end in range(len(query) + 1)][-1]


@pytest.mark.parametrize(("query", "ids"), rows(__file__, "queries.txt", "numbers are whole"))
def test_a_number_at_an_end_of_a_phrase_or_a_value_is_whole(query: str, ids: str) -> None:
    assert typed(query) == ids.split()


NUMBERED = (
    BARE
    + "recommendations:\n"
    + "".join(
        f'  - {{id: r{n}, text: T, by: [a], number: "{number}"}}\n'
        for n, number in enumerate(["140.7", "140.70", "140.8", "140", "R.9", "141.8"])
    )
)


@pytest.mark.parametrize(("query", "ids"), rows(__file__, "queries.txt", "ranges"))
def test_a_number_matches_whole_and_a_range_by_its_last_part(query: str, ids: str) -> None:
    assert found(collected(NUMBERED), query) == ids.split()


BARS = [*rows(__file__, "queries.txt", "bars"), ("2015 | ", "r4"), ("2015 | to: ", "r4")]


@pytest.mark.parametrize(("query", "ids"), BARS)
def test_a_bar_between_terms_means_or_and_at_an_end_nothing(query: str, ids: str) -> None:
    assert sorted(typed(query)) == ids.split()


def test_terms_with_a_bar_between_them_are_one_to_take_back_and_in_titles() -> None:
    assert without_last("act  a | to:x ") == "act "
    assert with_term("a |", "by:b") == "a by:b "
    assert with_term("a | b", "by:c") == "a | b by:c "
    (term,) = parse('"article 1" | to:none | -ward').terms
    assert (
        indexed(collected(NUMBERS)).facets.in_words(term)
        == "article 1 or to nobody named or not ward"
    )


def test_what_is_no_statement_is_no_speaker_either() -> None:
    for query in ("-is:statement", "-is:group,recommendation"):
        assert not indexed(collected(BARE)).hits(parse(query)).of["speakers"]


@pytest.mark.parametrize("begun", ['"two wor', '-"two wor', 'theme:"two wor'])
def test_a_term_goes_after_a_quotation_mark_that_is_still_open(begun: str) -> None:
    assert with_term(begun, "to:none") == f'{begun}" to:none '


def test_what_is_unproved_is_asked_anew_until_all_texts_are_looked_through() -> None:
    opened = sourced()
    (dialogue,) = opened.dialogues
    dialogue.is_ready = False
    unchecked = found(opened, "is:unproved")
    assert "ann/1" in unchecked
    opened.check()
    proved = set(unchecked) - set(found(opened, "is:unproved"))
    assert proved == {
        claim.id
        for claim in dialogue.claims
        if any(dialogue.proof(each).end for each in claim.evidence)
    }
    assert proved
    assert set(found(opened, "-is:unproved")) == proved


def test_a_date_and_a_word_of_few_are_said_in_titles_as_they_are_typed() -> None:
    facets = indexed(small()).facets
    words = [facets.in_words(term) for term in parse("date:2023.. status:none is:point").terms]
    assert words == ["dated 2023..", "no response recorded", "point"]


@pytest.mark.parametrize(
    ("name", "values", "why"),
    [
        ("foo", ("x",), "no field is called foo: searched as words"),
        ("by", (), f"speaker: {FIELDS['by'].about}"),
        ("status", ("noted", "bad"), '"bad" is not a status; there are '),
        ("date", ("2024", "2024-04", "2019..2021", "2022.."), ""),
        ("date", ("2024-13",), "2024-13 is no date"),
        ("date", ("2024", "soon"), "soon is no date: write 2024, 2024-04, 2019..2021, 2022.."),
    ],
)
def test_what_no_field_can_be_is_said(name: str, values: tuple[str, ...], why: str) -> None:
    said = why_unreadable(name, values)
    assert said.startswith(why) if why else said == ""


ANSWERED = (
    BARE
    + """recommendations:
  - {id: r1, text: A, by: [a], responses: [{status: accepted, by: State, date: 2024-03-31},
     {status: not-implemented, by: Monitor, date: 2025-01-31}]}
  - {id: r2, text: B, by: [a], due: 2024, responses: [{status: accepted, by: State}]}
  - {id: r3, text: C, by: [a], due: 2024, responses: [{status: accepted, by: State},
     {status: implemented, by: State, date: 2024-02-01}]}
  - {id: r4, text: D, by: [a], due: 2024, responses: [{status: not-implemented, date: 2025-05}]}
  - {id: r5, text: E, by: [a]}
  - {id: r6, text: F, by: [a], responses: [{status: rejected}]}
"""
)


@pytest.mark.parametrize(("query", "ids"), rows(__file__, "queries.txt", "said and done"))
def test_what_was_said_and_what_was_done_are_two_questions(query: str, ids: str) -> None:
    assert found(collected(ANSWERED), query) == ids.split()


@pytest.mark.parametrize(("query", "ids"), rows(__file__, "queries.txt", "silence"))
def test_silence_is_counted_in_whole_months_of_what_is_open(
    query: str, ids: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1751241600")  # 30 June 2025
    text = ANSWERED.replace("2024-03-31", "2024").replace("2025-05}", "2024-11-30}")
    text = text.replace("State}]}", "State, date: 2024-11}]}").replace(
        "{id: e,", "{id: e, end_date: 2024-05-30,"
    )
    assert found(collected(text), query) == ids.split()


@pytest.mark.parametrize(
    ("date", "value", "is_within"),
    [
        ("2024-01-05", "2024-1", True),
        ("2024-10", "2024-1", False),
        ("2024-04", "2024-4", True),
        ("2024-04-03", "2024-4-3", True),
        ("2024-12", "2024-1..2024-9", False),
        # Of an event that is known by its year nobody knows the month.
        ("2024", "..2024-03", False),
        ("2024", "2024-03..", False),
        ("2024", "2024..", True),
        ("2024", "..2024", True),
        ("2023", "..2024-03", True),
        ("2024-03-31", "..2024-03", True),
    ],
)
def test_a_date_is_within_another_as_a_whole(date: str, value: str, is_within: bool) -> None:
    assert in_date(value)(date) is is_within
