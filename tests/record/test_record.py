"""The records of the project: the Lahore dialogue, which comes with tiptui, and the series."""

from collections import Counter
from pathlib import Path

import pytest

from tests.kit.any_record import evidence
from tests.kit.checkout import CHECKOUT, FILES, FOLDER
from tests.kit.commands import Capture, outcome
from tiptui.files.own import default_record
from tiptui.record.ids import Joined, walk_claims
from tiptui.record.load import parse
from tiptui.record.model import Record

TEXT = Path(default_record()).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def lahore() -> Record:
    loaded = parse(TEXT.encode())
    assert loaded.problems == ()
    assert loaded.record
    return loaded.record


def test_it_says_what_was_held_where_and_when_by_whom_and_what_came_of_it(lahore: Record) -> None:
    event = lahore.event
    assert (event.start_date, event.end_date in ("", event.start_date)) == ("2024-04-18", True)
    assert event.place == "Lahore, Punjab, Pakistan"
    for topic in ("trafficking in persons", "smuggling of migrants"):
        assert topic in " ".join(event.topics).lower()
    names = {body.id: body.abbreviation or body.name for body in lahore.organizations}
    [convener, *others] = [(names[each.organization], each.role) for each in event.organizers]
    assert convener == ("IOM", "convener")
    assert {name for name, _ in others} == {"SSDO", "Ministry of Foreign Affairs of Denmark"}
    assert event.attendance
    assert (event.attendance.count, event.attendance.approximate) == (90, True)
    points = {each.kind: each for each in event.points}
    assert points.keys() == {"purpose", "background", "outcome", "commitment"}
    commitment = points["commitment"]
    assert commitment.by == ()
    assert {item.paragraph for item in commitment.evidence} == {10}


def test_six_speakers_stand_in_the_order_of_the_source_and_say_what_they_ask(
    lahore: Record,
) -> None:
    asked = Counter(maker for each in lahore.recommendations for maker in each.by)
    assert [(each.id, each.kind, asked[each.id]) for each in lahore.speakers] == [
        ("syed-kausar-abbas", "person", 2),
        ("uzma-kardar", "person", 3),
        ("ahmed-khan-bachar", "person", 2),
        ("nimra-nazir", "person", 3),
        ("travel-agents", "group", 1),
        ("law-enforcement-officials", "group", 0),
    ]
    assert all(each.role for each in lahore.speakers if each.kind == "person")
    assert [each.id for each in lahore.recommendations] == [f"r{n}" for n in range(1, 12)]
    assert all(each.themes for each in lahore.recommendations)
    # The four Ps, which a note says the record-keeper assigned.
    names = [theme.name for theme in lahore.themes]
    assert names == ["Prevention", "Protection", "Prosecution", "Partnership"]
    assert "record-keeper" in lahore.event.note


def test_every_claim_every_speaker_and_the_event_have_short_evidence(lahore: Record) -> None:
    holders = [lahore.event, *lahore.speakers, *(claim for _, claim in walk_claims(lahore))]
    evidence = [item for holder in holders for item in holder.evidence]
    assert all(holder.evidence for holder in holders)
    assert [item.exact for item in evidence if len(item.exact.split()) > 8] == []
    [source] = lahore.sources
    assert len(source.outline) == 10
    # What it does not name is left out.
    assert (source.publisher, source.url, source.published) == ("", "", "")
    assert {item.paragraph for item in evidence} == set(range(1, 11))


def test_quotations_are_only_where_the_source_is_quoted(lahore: Record) -> None:
    texts = [claim.text + claim.note for _, claim in walk_claims(lahore)]
    texts += [lahore.event.summary, lahore.event.note, *lahore.sources[0].outline]
    assert not set("".join(texts)) & set('"“”«»')
    assert not set(TEXT) & set("“”\t\r")


# ---- the series in examples/provincial ----


@pytest.fixture(name="series", scope="module")
def _series() -> list[Record]:
    loaded = [parse(file.read_bytes()) for file in FILES]
    assert all(each.problems == () for each in loaded)
    return [each.record for each in loaded if each.record]


def test_its_one_warning_is_that_two_people_have_one_name(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CHECKOUT)
    status, out, err = outcome(["check", FOLDER], capsys)
    warning, remark = err.splitlines()
    assert (status, out) == (0, "")
    assert "lowen.yaml:" in warning
    assert 'a person of this name has the id "sara-dahl" in ' in warning
    assert warning.endswith("[same-name]")
    assert remark.startswith("4 records: 1 warning · 109 quotes: 109 verbatim")
    assert "# same-name" in FILES[2].read_text("utf-8")


def test_four_dialogues_of_a_series_are_proved_by_phrases_of_texts_beside_them(
    series: list[Record],
) -> None:
    assert [each.event.series for each in series] == ["Harbour dialogues 2025"] * 4
    assert len({each.event.place for each in series}) == 4
    for record, file in zip(series, FILES, strict=True):
        [source] = record.sources
        text = file.with_name(source.file).read_text("utf-8")
        assert 8 <= len(text.split("\n\n")) == len(source.outline) <= 15
        assert max(len(each.exact.split()) for each in evidence(record)) <= 8


def test_one_person_changes_office_and_two_have_one_name(series: list[Record]) -> None:
    groups = Joined(series, "speakers").clusters
    speakers = [[series[number].speakers[n] for number, n in group] for group in groups]
    [mina] = [each for each in speakers if each[0].id == "mina-okoye"]
    bodies = [each.organization for each in mina]
    assert bodies == ["harbour-union", "ports-authority", "ports-authority"]
    names = Counter(each[0].name for each in speakers)
    assert [name for name in names if names[name] > 1] == ["Sara Dahl"]


def test_what_is_asked_again_names_what_it_repeats_and_what_is_answered_has_proof(
    series: list[Record],
) -> None:
    asked = [claim for record in series for claim in record.recommendations]
    repeated = {name for each in asked for name in each.repeats}
    assert len(repeated) == 5
    assert repeated <= {f"{of.event.id}#{each.id}" for of in series for each in of.recommendations}
    responses = [response for each in asked for response in each.responses]
    assert {each.status for each in responses} == {"accepted", "noted", "rejected", "in-progress"}
    assert all(each.evidence for each in responses)
