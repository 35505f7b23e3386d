"""The records of the project: the Lahore dialogue, which comes with tiptui, and the series."""

from pathlib import Path

import pytest

from tests.kit.any_record import evidence
from tests.kit.checkout import FILES
from tiptui.files.own import default_record
from tiptui.record.ids import walk
from tiptui.record.load import parse
from tiptui.record.model import RecordedClaim


@pytest.mark.parametrize("file", [Path(default_record()), *FILES], ids=lambda file: file.stem)
def test_every_claim_and_its_speaker_are_proved_by_short_phrases(file: Path) -> None:
    loaded = parse(file.read_bytes())
    assert loaded.record
    assert loaded.problems == ()
    claims = [of for *_, of in walk(loaded.record) if isinstance(of, RecordedClaim)]
    assert all(claim.evidence for claim in claims)
    assert loaded.record.event.evidence
    assert all(speaker.evidence for speaker in loaded.record.speakers)
    assert max(len(each.exact.split()) for each in evidence(loaded.record)) <= 8
    # Words of a source are quoted in `exact` alone.
    texts = [claim.text + claim.note for claim in claims] + [loaded.record.event.summary]
    assert not set("".join(texts)) & set('"“”«»')
