"""The words most like others, and wordings compared word by word."""

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.cases import rows
from tiptui.text.near_words import did_you_mean, differ, folded_words, likeness, near_word, nearest

KEYS = ["id", "name", "role", "organization", "statements", "themes", "Bo"]


@pytest.mark.parametrize(("word", "near"), rows(__file__, "near-words.txt", "nearest"))
def test_the_nearest_word_is_found_whatever_its_capitals(word: str, near: str) -> None:
    assert nearest(word, KEYS) == near
    assert nearest(word, []) == ""
    assert did_you_mean(near) == (f'; did you mean "{near}"?' if near else "")


def test_a_long_word_is_like_nothing() -> None:
    assert nearest("speaker" * 14, ["speaker" * 14 + "s"]) == "speaker" * 14 + "s"
    assert nearest("speaker" * 14 + "ers", ["speaker" * 14]) == ""


letters = st.text("abcD", max_size=6)


@given(letters, st.lists(letters, max_size=9), st.floats(0.1, 1))
def test_no_word_is_nearer_than_the_nearest(word: str, known: list[str], least: float) -> None:
    def ratio(other: str) -> float:
        return SequenceMatcher(None, other.lower(), word.lower()).ratio()

    near = nearest(word, known, least)
    most = max(map(ratio, known), default=0)
    assert ratio(near) == most if most >= least else near == ""
    assert near in known or not near


def test_many_words_are_looked_at_in_steps() -> None:
    many = iter(["kardar"] * 5_000)
    next(near_word("kardaar", many))
    assert len(list(many)) == 3_000
    # For a long word, none is looked at.
    assert list(near_word("kardaar" * 20, pytest.fail)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "other", "differs"),
    [
        ("Light the quays.", "Light the quays.", []),
        ("Light both quays now.", "Light the quays.", ["both/the", "now/"]),
        ("Light the quays.", "Light the quays now.", ["/now"]),
        ("Light quays for two days", "Light all quays for three days", ["/all", "two/three"]),
        ("light THE “quays” – now", 'Light the "quays" - now', []),
        ("10² lamps", "102 lamps", ["10²/102"]),
        ("", "Light it", ["/Light it"]),
        ("Light it", "", ["Light it/"]),
    ],
)
def test_wordings_are_compared_word_by_word(text: str, other: str, differs: list[str]) -> None:
    spans = differ(text, other)
    assert [f"{text[slice(*own)]}/{other[slice(*its)]}" for own, its in spans] == differs


def test_a_long_wording_differs_as_a_whole() -> None:
    long = " ".join(f"a{n}" for n in range(101))
    assert differ(long, "a0 a1") == [((0, len(long)), (0, 5))]
    assert differ("", long) == [((0, 0), (0, len(long)))]


def test_texts_are_as_like_as_the_share_of_their_words_that_both_have() -> None:
    light = folded_words("Light the quays!")
    assert light == ["light", "the", "quays"]
    assert likeness({*light}, {*light}) == 1
    assert likeness({*light}, {*folded_words("LIGHT a quay")}) == 1 / 3
    assert likeness({*light}, set()) == likeness(set(), set()) == 0
