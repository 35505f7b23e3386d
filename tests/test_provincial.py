"""The series in examples/provincial: it has what it is to show, and is checked as it says."""

from collections import Counter

import pytest

from tests.any_record import evidence
from tests.checkout import CHECKOUT, FILES, FOLDER
from tests.commands import Capture, outcome
from tiptui.record.ids import Joined
from tiptui.record.load import parse
from tiptui.record.model import Record


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
    groups = Joined(series, "speakers").groups
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
