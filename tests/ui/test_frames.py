"""Of a frame, only cells that changed are sent; the screen is the same as with all of them."""

import re
import sys

from hypothesis import given
from hypothesis import strategies as st

from tests.kit.checkout import CHECKOUT, FOLDER
from tests.kit.terminal import Screen, Terminal
from tiptui.ui.terminal.frames import ShownCells
from tiptui.ui.terminal.widths import put_words

COLUMNS, ROWS = 12, 3

STYLES = st.sampled_from(("", "\x1b[1m", "\x1b[38;2;1;2;3;48;2;9;9;9m", "\x1b[7m"))
LETTERS = st.text("ab  ▌é漢", min_size=1, max_size=5)
PIECES = st.tuples(st.integers(1, ROWS), st.integers(1, COLUMNS - 10), STYLES, LETTERS)
FRAMES = st.lists(st.lists(PIECES, min_size=1, max_size=6), max_size=5)


@given(FRAMES)
def test_the_screen_is_as_if_all_cells_were_sent(
    frames: list[list[tuple[int, int, str, str]]],
) -> None:
    whole, changed, cells = Screen(COLUMNS, ROWS), Screen(COLUMNS, ROWS), ShownCells()
    for pieces in frames:
        drawn = [f"\x1b[{y};{x}H{style}{text}\x1b[0m\n" for y, x, style, text in pieces]
        frame = "".join((*drawn, "\x1b[1;1H"))
        for screen, sent in ((whole, frame), (changed, cells.changes(frame))):
            screen.feed(sent.replace("\n", "").encode())
        for y in range(ROWS):
            assert [*map(whole.cell, range(COLUMNS), [y] * COLUMNS)] == [
                *map(changed.cell, range(COLUMNS), [y] * COLUMNS)
            ]


def test_a_frame_that_is_shown_already_sends_no_letter() -> None:
    cells, frame = ShownCells(), "\x1b[2;3H\x1b[1mone\x1b[0m two\n\x1b[3;1H✓\x1b[1;1H"
    assert {"one", " two", "✓"} <= {*re.split(r"\x1b\[[\d;]*[mH]", cells.changes(frame))}
    assert "one" not in cells.changes(frame)
    assert cells.changes(frame.replace("two", "too")).count("o") == 1


def test_what_stands_behind_a_sign_that_terminals_draw_wider_is_sent_again() -> None:
    screen, cells = Screen(COLUMNS, ROWS), ShownCells()
    border = "\x1b[1;5H\x1b[1m🇵🇰\x1b[0m││漢│न\x1b[1;1H"
    for frame in (border, "\x1b[1;1H🇵🇰🇵🇰\x1b[1;1H", "\x1b[1;1H🇵🇰👩 \x1b[1;1H"):
        screen.feed(put_words(cells.changes(frame)).encode())
        assert screen.line(0).endswith("││漢│न")


def test_a_key_sends_little() -> None:
    with Terminal([sys.executable, "-m", "tiptui", str(CHECKOUT / FOLDER)]) as terminal:
        terminal.wait_for("quotes verbatim")
        before = len(terminal.raw)
        terminal.press("j", "❯ Piet Marrow")
        assert len(terminal.raw) - before < 10_000  # 120 columns, 40 lines; without this 28,000
