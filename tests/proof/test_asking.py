"""Sentences that ask: known by their words, in documents of every kind."""

from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiptui.proof.asking import where_asks
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


PIECES = ["must ", "should ", "We ", "call on ", "a ", "to ", ". ", "? ", "\n", "like the ", "need"]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_words_that_ask_stand_within_their_sentence(text: str) -> None:
    for start, end in asks(text):
        assert text[start:end].strip()
