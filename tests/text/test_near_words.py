"""The words most like others."""

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiptui.text.near_words import did_you_mean, near_word, nearest

KEYS = ["id", "name", "role", "organization", "statements", "themes", "Bo"]


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("nmae", "name"),
        ("Name", "name"),
        ("ID", "id"),
        ("bo", "Bo"),
        ("organisation", "organization"),
        ("statments", "statements"),
        ("theme", "themes"),
        ("xyz", ""),
        ("", ""),
    ],
)
def test_the_nearest_word_is_found_whatever_its_capitals(word: str, near: str) -> None:
    assert nearest(word, KEYS) == near
    assert nearest(word, []) == ""
    assert did_you_mean(near) == (f'; did you mean "{near}"?' if near else "")


def test_how_much_alike_words_must_be_can_be_asked() -> None:
    assert nearest("protection", ["prevention"]) == "prevention"
    assert nearest("protection", ["prevention"], 0.85) == ""
    assert nearest("prevntion", ["prevention"], 0.85) == "prevention"


def test_a_long_word_is_like_nothing() -> None:
    assert nearest("speaker" * 14, ["speaker" * 14 + "s"]) == "speaker" * 14 + "s"
    assert nearest("speaker" * 14 + "ers", ["speaker" * 14]) == ""
    assert nearest("speaker" * 14, ["speaker" * 14 + "ers"]) == ""


letters = st.text("abcD", max_size=6)


@given(letters, st.lists(letters, max_size=9), st.floats(0.1, 1))
def test_no_word_is_nearer_than_the_nearest(word: str, known: list[str], least: float) -> None:
    def ratio(other: str) -> float:
        return SequenceMatcher(None, other.lower(), word.lower()).ratio()

    near = nearest(word, known, least)
    most = max(map(ratio, known), default=0)
    assert ratio(near) == most if most >= least else near == ""
    assert near in known or not near


@given(st.integers(0, 2))
def test_letters_exchanged_are_seen_among_many_words(first: int) -> None:
    slip = "john"[:first] + "john"[first : first + 2][::-1] + "john"[first + 2 :]
    assert nearest(slip, [*(f"{n}hjno" for n in range(300)), "john"]) == "john"


def test_many_words_are_looked_at_in_steps() -> None:
    many = iter(["kardar"] * 5_000)
    next(near_word("kardaar", many))
    assert len(list(many)) == 3_000
    # For a long word, none is looked at.
    assert list(near_word("kardaar" * 20, pytest.fail)) == []  # type: ignore[arg-type]
