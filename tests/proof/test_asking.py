"""Sentences that ask: known by their words, in documents of every kind."""

from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiptui.documents.document import Paragraph, TextSpan
from tiptui.proof.asking import ShortQuotes, asking_clause, where_asks
from tiptui.text.words import sentences

LINES = Path(__file__).with_name("asking.txt").read_text("utf-8").splitlines()[2:]


def asks(text: str) -> list[tuple[int, int]]:
    """Return where each sentence that asks begins to ask, and where it ends."""
    spans = sentences(text)
    return [
        (start + at, end) for start, end in spans if (at := where_asks(text[start:end])) is not None
    ]


@pytest.mark.parametrize("line", [line for line in LINES if line])
def test_a_sentence_is_found_from_where_it_asks(line: str) -> None:
    parts = line.split("|")
    assert [start for start, _ in asks("".join(parts))] == [*accumulate(map(len, parts[:-1]))]


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        (
            "The motion calls upon the House of Commons to commit to Bill C-68, and to pay 4.5 %.",
            "calls upon the House of Commons to commit to Bill C-68, and to pay 4.5 %",
        ),
        ("We must light the quays, but not the lamps; we know.", "We must light the quays"),
        ("“We urge you to ratify it”; others agreed.", "urge you to ratify it"),
        (
            "Ils doivent ouvrir les quais au public, mais tard.",
            "Ils doivent ouvrir les quais au public",
        ),
        ("They should send it to the U.S.", "They should send it to the U.S."),
        # Who has to act is in it; what was said before that is not.
        (
            "It is late: the quays, and so the port, must be lit by May.",
            "the quays, and so the port, must be lit by May",
        ),
        (
            "It is late, and the port has to act, and lamps must be lit by May.",
            "the port has to act, and lamps must be lit by May",
        ),
        ("We urge you; light the quays.", "urge you; light the quays"),
        # Too little to be proof, or nothing that asks.
        ("The lamps must burn.", None),
        ("I ask again today, and this time I ask for a date.", None),
        ("It rained.", None),
    ],
)
def test_the_clause_that_asks_is_whole(sentence: str, clause: str | None) -> None:
    span = asking_clause(sentence)
    assert (sentence[slice(*span)] if span else None) == clause


@given(
    st.lists(st.sampled_from(["la", "lamp", "Lamp,", "é", "燈", "\u200b", "x\x07y"]), max_size=40)
)
def test_a_short_quote_stands_once_and_is_the_first_that_does(words: list[str]) -> None:
    text = " ".join(words)
    found = ShortQuotes([Paragraph(text)]).quote([TextSpan(1, 0, len(text))])
    if found:
        phrase = text[found.start : found.end]
        assert phrase.isprintable()
        assert len(phrase.split()) <= 8
        starts = [n for n in range(len(text)) if text.startswith(phrase, n)]
        whole = [n for n in starts if not text[:n][-1:].isalnum() or "燈" in phrase]
        assert found.start in whole
