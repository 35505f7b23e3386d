"""Two wordings, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiptui.text.near_words import differ, folded_words, likeness
from tiptui.text.words import tokens

WORDS = st.lists(st.sampled_from("light the quays, two three days. night".split()), max_size=12)


@pytest.mark.parametrize(
    ("text", "other", "differs", "left_out"),
    [
        ("Light the quays.", "Light the quays.", [], []),
        ("Light both quays now.", "Light the quays.", ["both", "now"], []),
        ("Light the quays.", "Light the quays now.", [], ["now"]),
        ("Light quays for two days", "Light all quays for three days", ["two"], ["all"]),
        ("light THE “quays” – now", 'Light the "quays" - now', [], []),
        ("10² lamps", "102 lamps", ["10²"], []),
        ("", "Light it", [], ["Light it"]),
        ("Light it", "", ["Light it"], []),
    ],
)
def test_wordings_are_compared_word_by_word(
    text: str, other: str, differs: list[str], left_out: list[str]
) -> None:
    spans, missing = differ(text, other)
    assert [text[start:end] for start, end in spans] == differs
    assert missing == left_out


@given(WORDS, WORDS)
def test_what_does_not_differ_stands_in_the_other(words: list[str], others: list[str]) -> None:
    text, other = " ".join(words), " ".join(others)
    spans, left_out = differ(text, other)
    kept, end = "", 0
    for start, until in spans:
        assert start >= end
        assert text[start] != " "
        kept, end = kept + text[end:start], until
    left = iter(tokens(other))
    assert all(
        word.strip() in (each.strip() for each in left) for word in tokens(kept + text[end:])
    )
    assert bool(spans or left_out) is (words != others)


def test_of_long_wordings_only_the_ends_in_common_are_the_same() -> None:
    middle, other = " ".join(f"a{n} same" for n in range(90)), " ".join(["same"] * 90)
    text = f"From here {middle} to there"
    spans, _ = differ(text, f"From here {other} to there")
    assert [text[start:end] for start, end in spans] == [middle.removesuffix(" same")]


def test_texts_are_as_like_as_the_share_of_their_words_that_both_have() -> None:
    light = folded_words("Light the quays!")
    assert light == ["light", "the", "quays"]
    assert likeness({*light}, {*light}) == 1
    assert likeness({*light}, {*folded_words("LIGHT a quay")}) == 1 / 3
    assert likeness({*light}, set()) == likeness(set(), set()) == 0
