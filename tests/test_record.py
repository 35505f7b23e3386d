"""The record that comes with tiptui: the dialogue held in Lahore on 18 April 2024."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.marked import changed, consistent, expect
from tiptui.cli.main import default_record
from tiptui.record.load import load, parse
from tiptui.record.model import Evidence, Record
from tiptui.record.rules import claims

TEXT = Path(default_record()).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def lahore() -> Record:
    loaded = load(default_record())
    assert loaded.problems == ()
    assert loaded.record
    return loaded.record


def all_evidence(record: Record) -> Iterator[Evidence]:
    yield from record.event.evidence
    for speaker in record.speakers:
        yield from speaker.evidence
    for _, claim in claims(record):
        yield from claim.evidence


def test_it_has_no_problem_not_even_a_warning() -> None:
    assert load(default_record()).problems == ()


def test_it_says_where_and_when(lahore: Record) -> None:
    event = lahore.event
    assert event.start_date == "2024-04-18"
    assert event.end_date in ("", "2024-04-18")
    assert event.place == "Lahore, Punjab, Pakistan"
    topics = " ".join(event.topics).lower()
    assert "trafficking in persons" in topics
    assert "smuggling of migrants" in topics


def test_it_says_who_convened_it_with_whom(lahore: Record) -> None:
    abbreviated = {body.id: body.abbreviation or body.name for body in lahore.organizations}
    [convener, *others] = [
        (abbreviated[each.organization], each.role) for each in lahore.event.organizers
    ]
    assert convener == ("IOM", "convener")
    assert {name for name, _ in others} == {"SSDO", "Ministry of Foreign Affairs of Denmark"}
    assert all(role and role != "convener" for _, role in others)


def test_it_says_how_many_came_from_which_groups(lahore: Record) -> None:
    attendance = lahore.event.attendance
    assert attendance
    assert (attendance.count, attendance.approximate) == (90, True)
    assert len(attendance.groups) == 5


def test_its_points_are_of_every_kind(lahore: Record) -> None:
    kinds = {point.kind for point in lahore.event.points}
    assert kinds == {"purpose", "background", "outcome", "commitment"}


@pytest.mark.parametrize("words", ["campaign", "Sialkot", "Quetta", "knowledge"])
def test_its_points_tell_of_what_surrounds_the_event(lahore: Record, words: str) -> None:
    assert any(words in point.text for point in lahore.event.points)


def test_the_closing_commitment_is_that_of_all(lahore: Record) -> None:
    [commitment] = [point for point in lahore.event.points if point.kind == "commitment"]
    assert commitment.by == ()
    assert [item.paragraph for item in commitment.evidence] == [10] * len(commitment.evidence)


def test_six_speakers_stand_in_the_order_of_the_source(lahore: Record) -> None:
    assert [(speaker.name, speaker.kind) for speaker in lahore.speakers] == [
        ("Syed Kausar Abbas", "person"),
        ("Uzma Kardar", "person"),
        ("Ahmed Khan Bachar", "person"),
        ("Nimra Nazir", "person"),
        ("Travel agents", "group"),
        ("Law enforcement officials", "group"),
    ]


def test_everyone_named_has_an_office_and_where_the_source_says_so_an_organization(
    lahore: Record,
) -> None:
    people = [speaker for speaker in lahore.speakers if speaker.kind == "person"]
    assert all(speaker.role for speaker in people)
    assert [speaker.organization for speaker in people] == ["ssdo", "", "", "iom"]


@pytest.mark.parametrize("short", ["IOM", "SSDO", "MPA"])
def test_short_forms_are_where_the_search_finds_them(lahore: Record, short: str) -> None:
    searched = [body.abbreviation for body in lahore.organizations]
    searched += [speaker.role for speaker in lahore.speakers]
    assert any(short in words for words in searched)


def test_every_speaker_said_something_or_asked_for_something(lahore: Record) -> None:
    makers = {speaker for each in lahore.recommendations for speaker in each.by}
    assert all(speaker.statements or speaker.id in makers for speaker in lahore.speakers)


def test_every_recommendation_is_of_one_maker_and_numbered_in_order(lahore: Record) -> None:
    assert [each.id for each in lahore.recommendations] == [f"r{n}" for n in range(1, 12)]
    made = [each.by for each in lahore.recommendations]
    counts = {by: made.count(by) for by in made}
    assert counts == {
        ("syed-kausar-abbas",): 2,
        ("uzma-kardar",): 3,
        ("ahmed-khan-bachar",): 2,
        ("nimra-nazir",): 3,
        ("travel-agents",): 1,
    }


def test_the_themes_are_the_four_ps_which_a_note_says_the_record_keeper_assigned(
    lahore: Record,
) -> None:
    names = [theme.name for theme in lahore.themes]
    assert names == ["Prevention", "Protection", "Prosecution", "Partnership"]
    assert all(each.themes for each in lahore.recommendations)
    assert "theme" in lahore.event.note.lower()
    assert "record-keeper" in lahore.event.note


def test_every_claim_every_speaker_and_the_event_have_evidence(lahore: Record) -> None:
    assert lahore.event.evidence
    assert [speaker.name for speaker in lahore.speakers if not speaker.evidence] == []
    assert [claim.text for _, claim in claims(lahore) if not claim.evidence] == []


def test_exact_words_are_a_phrase_of_at_most_eight(lahore: Record) -> None:
    found = list(all_evidence(lahore))
    assert found
    assert [item.exact for item in found if len(item.exact.split()) > 8] == []
    assert [item.exact for item in found if "\n" in item.exact] == []


def test_no_text_of_the_record_keeper_has_the_look_of_a_quotation(lahore: Record) -> None:
    texts = [claim.text + claim.note for _, claim in claims(lahore)]
    texts += [lahore.event.summary, lahore.event.note, *lahore.sources[0].outline]
    assert not set("".join(texts)) & set('"“”«»')


def test_the_one_source_has_a_line_for_each_of_its_ten_paragraphs(lahore: Record) -> None:
    [source] = lahore.sources
    assert len(source.outline) == 10
    assert {item.paragraph for item in all_evidence(lahore)} == set(range(1, 11))


def test_what_the_source_does_not_name_is_left_out(lahore: Record) -> None:
    [source] = lahore.sources
    assert source.title
    assert (source.publisher, source.url, source.published) == ("", "", "")


def test_only_the_keys_of_a_record_are_quoted_in_it() -> None:
    assert not set(TEXT) & set("“”\t\r")


TWELVE = [
    ("tiptui: 1", "tiptui: ▸3", "version"),
    ("\n  start_date: 2024-04-18", "\n  start_date: ▸2024-04-31", "bad-date"),
    ("\n  place:", "\n  ▸palce:", "unknown-key"),
    ("organizers:\n", "organizers:\n    - {organization: ▸unicef, role: guest}\n", "unknown-id"),
    ("    count: 90", "    count: ▸nearly ninety", "bad-number"),
    ("    abbreviation: IOM", "    abbreviation: ▸!!str IOM", "tag"),
    ("  - id: prevention", "  - ▸{id: peace, name: Peace}\n  - id: prevention", "uncited"),
    ("\n    name: Uzma Kardar", "\n    name: Uzma Kardar\n    ▸name: U. Kardar", "duplicate-key"),
    ("\n    name: Ahmed Khan Bachar", '\n    name: ▸"Ahmed\\x07"', "control-character"),
    ("  - id: r3\n    text:", "  - id: ▸r2\n    text:", "duplicate-id"),
    ("  - id: r8\n    text:", "  - ▸text:", "missing-key"),
    ("    type: article", "    type: ▸press", "bad-choice"),
]


@pytest.mark.parametrize(("old", "new", "code"), TWELVE, ids=[code for _, _, code in TWELVE])
def test_a_planted_fault_is_one_problem_at_its_place(old: str, new: str, code: str) -> None:
    expect(changed(old, new, TEXT), code)


def test_twelve_planted_faults_are_twelve_problems_each_at_its_place() -> None:
    text = TEXT
    for old, new, _ in TWELVE:
        text = changed(old, new, text)
    expect(text, *(code for _, _, code in TWELVE))


def test_beginnings_of_it_give_problems_at_places_in_them() -> None:
    whole = TEXT.encode()
    for end in range(0, len(whole), 19):
        data = whole[:end]
        consistent(parse(data), data)


@pytest.mark.parametrize("line_break", ["\r\n", "\r"])
def test_it_may_be_saved_with_other_line_breaks(line_break: str, lahore: Any) -> None:
    assert parse(TEXT.replace("\n", line_break).encode()).record == lahore
