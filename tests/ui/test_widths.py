"""Text whose width terminals disagree about: its cells, and where the cursor is after it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from tests.kit.terminal import Screen
from tests.kit.texts import TEXTS
from tiptui.text.visible import visible
from tiptui.ui.terminal.widths import FILLER, fit, fit_with_offsets, put_words

ORDINARY = [
    "Uzma Kardar said: “provincial-level rules” — ¶6",
    "Ångström, Łódź, Đỗ, ΑΒΓ, Ђорђе",
    "شکریہ",
    "東京の記録。",
    "한국",
    "╭─ Speakers · 6 ─╮ ▌ ❯ █ ▐ ▪ ⏎ ⇧ ↑ ↓ ␛",
    "\x1b[1;2H\x1b[1;38;2;1;2;3mAnn\x1b[0m\n",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_is_written_as_it_is_in_the_cells_that_textual_gives_it(text: str) -> None:
    assert put_words(text) is text
    assert "\x1b" in text or fit(text) == text


# The most that a terminal was seen to take for it: tmux 3.5 and xterm.
@pytest.mark.parametrize(
    ("word", "cells"),
    [
        ("हिन्दी", 5),
        ("বাংলাদেশ", 8),
        ("தமிழ்நாடு", 8),
        ("କ୍ଷ", 2),
        ("മലയാളം", 6),
        ("తెలుగు", 5),
        ("កម្ពុជា", 5),
        ("မြန်မာ", 5),
        ("ශ්\u200dරී", 2),
        ("กำลังที่", 5),
        ("می\u200cخواهم", 7),
    ],
)
def test_a_word_gets_as_many_cells_as_the_most_spacious_terminal_takes(
    word: str, cells: int
) -> None:
    text = Content(fit(f"a {word} b"))
    assert text.cell_length == 2 + cells + 2
    assert text.plain.replace(FILLER, "") == f"a {word} b"


def test_a_joiner_at_the_end_of_a_word_takes_no_cell_from_the_space_after_it() -> None:
    assert Content(fit("ه\u200d ab")).cell_length == 4


@pytest.mark.parametrize(
    "emoji", ["👩\u200d👩\u200d👧\u200d👦", "👍🏽", "🇵🇰", "❤\ufe0f", "1\ufe0f\u20e3"]
)
def test_emoji_get_no_more_cells_than_they_take(emoji: str) -> None:
    assert fit(emoji) == emoji
    assert cell_len(emoji) == 2


def test_no_line_is_broken_between_a_word_and_its_cells() -> None:
    word = fit("বাংলাদেশ")
    lines = Content(f"{word} {word}").wrap(cell_len(word) + 2)
    assert [line.plain.strip() for line in lines] == [word, word]


@pytest.mark.parametrize("text", TEXTS)
def test_a_word_takes_the_cells_that_textual_gives_it_and_no_others(text: str) -> None:
    shown = fit(text)
    width = cell_len(shown)
    screen = Screen(width + 1, 2)
    screen.feed(put_words(f"\x1b[1;1H{'x' * width}|\x1b[1;1H\x1b[1m{shown}\x1b[m#").encode())
    assert screen.cell(width, 0).data == "#", screen.line(0)
    assert "x" not in screen.line(0)
    assert screen.line(1) == ""


def test_sequences_stay_as_they_are_beside_such_words() -> None:
    output = "\x1b[2;3H\x1b[1;4mहिन्दी\x1b[0m\x1b]52;c;YQ==\x07\x1b[?25l ok"
    written = put_words(output)
    assert re.sub(r"\x1b[78]|\x1b\[\?7[lh]|\x1b\[\d*C| ", "", written) == output.replace(" ", "")


@given(st.text(st.sampled_from("aé हिन्दी\u200d\u200cক্\u202e\x1b👩🇵\ufe0f東\u2800"), max_size=30))
def test_text_that_is_fitted_is_visible_text_and_cells(text: str) -> None:
    shown = fit(text)
    assert shown.replace(FILLER, "") == visible(text).replace(FILLER, "")
    assert cell_len(shown) >= cell_len(visible(text))


@given(st.text(st.sampled_from("aé हिन्दी\u200d\u202e\x1b東"), max_size=30))
def test_the_places_of_a_source_are_those_of_its_letters(text: str) -> None:
    shown, places = fit_with_offsets(text)
    assert shown == fit(text)
    assert len(places) == len(text) + 1
    for place, character in zip(places, text, strict=False):
        piece = visible(character)
        assert shown[place:].lstrip(FILLER).startswith(piece)
