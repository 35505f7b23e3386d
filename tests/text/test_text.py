"""Text made safe to draw or print."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.texts import TEXTS
from tiptui.search.query import parse
from tiptui.text.folding import fold, holds, spans
from tiptui.text.visible import CONTROL, INVISIBLE, clip, long_date, plural, visible

EVERY_CODE_POINT = [chr(code) for code in range(sys.maxunicode + 1)]

# What Unicode calls a format character although it is drawn, or needed by scripts and emoji.
DRAWN_OR_NEEDED = {
    *(*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x200C, 0x200D),
    *(0x110BD, 0x110CD, *range(0x13430, 0x13440)),
}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        *((text, text) for text in ("", "a\u00a0b", "[bold]not markup[/bold]", *TEXTS)),
        ("\x1b[31mred", "␛[31mred"),
        ("a\tb", "a␉b"),
        ("\x7f", "␡"),
        ("\x80\x9b\x9f", "<U+0080><U+009B><U+009F>"),
        ("a\u202eb", "a<U+202E>b"),
        ("\ufeff\u200b\u00ad", "<U+FEFF><U+200B><U+00AD>"),
        ("\udcff", "<U+DCFF>"),
        ("\ufffe\uffff", "<U+FFFE><U+FFFF>"),
        ("two\nlines", "two lines"),
    ],
)
def test_what_is_hidden_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_every_control_but_the_line_breaks_is_one() -> None:
    controls = {*CONTROL.findall("".join(EVERY_CODE_POINT))}
    wanted = {each for each in EVERY_CODE_POINT if unicodedata.category(each) in ("Cc", "Zl", "Zp")}
    assert controls == wanted - set("\n\r")


def test_what_turns_or_formats_text_is_invisible_unless_it_is_drawn_or_needed() -> None:
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    hidden = [
        each
        for each in EVERY_CODE_POINT
        if unicodedata.category(each) == "Cf" or unicodedata.bidirectional(each) in turning
    ]
    assert {ord(each) for each in hidden if not INVISIBLE.match(each)} <= DRAWN_OR_NEEDED
    needed = ["\u200c", "\u200d", "\ufe0e", "\ufe0f", "\u0601", "\u00a0"]
    assert not [each for each in needed if INVISIBLE.search(each)]


@given(st.text() | st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_whatever_is_shown_is_one_line_that_hides_nothing(text: str) -> None:
    shown = visible(text)
    assert not CONTROL.search(shown)
    assert not INVISIBLE.search(shown)
    assert len(shown.splitlines()) <= 1
    shown.encode()
    assert visible(shown) == shown
    assert len(shown) >= len(text)


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("a" * 60, 60, "a" * 60),
        ("a" * 61, 60, "a" * 59 + "…"),
        ("abcdef", 4, "abc…"),
        # What is shown counts.
        ("\u202e" * 3, 9, "<U+202E>…"),
    ],
)
def test_text_that_is_too_long_ends_in_an_ellipsis(text: str, most: int, shown: str) -> None:
    assert clip(text, most) == shown


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 errors"), (1, "1 error"), (2, "2 errors"), (1234, "1,234 errors")]
)
def test_a_noun_agrees_with_its_count(count: int, words: str) -> None:
    assert plural(count, "error") == words


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2024-04-18", "18 April 2024"),
        ("2024-12-01", "1 December 2024"),
        ("2024-01", "January 2024"),
        ("2024", "2024"),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(date: str, words: str) -> None:
    assert long_date(date) == words


@pytest.mark.parametrize(
    ("typed", "text", "is_found"),
    [
        ("來我們", "他來——我們去", False),
        ("來我們", "他來 — 我們去", False),
        ('"來 我們"', "他來我們", True),
        ('"開放 政府"', "一個開放政府", True),
        ("開放政府", "一個開放 政府", True),
        ("開放政府", "開放\n政府", False),
        ("台灣", "臺灣", True),
        ("臺-灣", "台灣", True),
        ('"臺—灣"', "台——灣", True),
        ("May 力", "使用 May the Force 力", True),
    ],
)
def test_between_ideographs_spaces_do_not_count_and_a_dash_parts_words(
    typed: str, text: str, is_found: bool
) -> None:
    words = parse(typed).words
    assert all(holds(fold(text), word) for word in words) is is_found
    marked = "".join(text[start:end] for start, end in spans(text, words))
    assert bool(marked) is is_found
    assert fold(marked).replace(" ", "") == ("".join(words).replace(" ", "") if is_found else "")
