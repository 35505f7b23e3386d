"""The browser in a real pseudo-terminal: what a terminal gets to see, byte by byte.

Some have many colours, few or none: it starts, and all that matters is seen.
"""

import re
import signal
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.kit.commands import COMMAND, assert_restored, browser, environment, large
from tests.kit.records import SMALL
from tests.kit.terminal import Screen, Terminal
from tiptui.ui.terminal.signals import SignalApp


def test_the_first_screen_is_complete_the_help_turns_pages_and_q_restores_the_terminal() -> None:
    with browser() as terminal:
        texts = (
            "╭─ 1 Event │ Organizations ──",
            "╭─ 2 Speakers · 6 ──",
            "╭─ 3 Recs 11 │ Stmts 6 │ Points 8 ─",
            "╭─ 4 Syed Kausar Abbas ──",
            "❯ Syed Kausar Abbas",
            "/ search words, to:one,other status:none",
            "q quit",
        )
        # The first frame is not marked as one until the terminal has said that it knows marks.
        terminal.wait_for(lambda screen: shows(screen, *texts))
        assert terminal.alternate
        assert terminal.modes() != terminal.modes_before
        assert terminal.line(0)[-1] == "╮"
        assert all(line[119:] == "│" for line in terminal.lines[1:23])
        terminal.resize(80, 24)
        terminal.press("?", "To begin with")
        terminal.press("\x1b[6~", lambda screen: "Signs" not in screen.text)
        assert terminal.leave("qq") == 0
        assert_restored(terminal)
        assert terminal.text.strip() == ""


def test_whatever_the_locale_says_the_screen_is_drawn() -> None:
    with browser(
        PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0"
    ) as terminal:
        terminal.wait_for("╭─ 2 Speakers · 6 ──")
        terminal.press("/für", "/ für█")
        assert terminal.leave("\x03") == 0
        assert_restored(terminal)


def test_a_resize_to_small_to_nothing_and_back() -> None:
    with browser() as terminal:
        terminal.wait_for("q quit")
        terminal.press("jj", "❯ Ahmed Khan Bachar")
        terminal.resize(40, 12)
        small = ("❯ Ahmed Khan Bachar", " 1 Event  3 Recs 11", "^p  ?  q")
        terminal.wait_for(lambda screen: shows(screen, *small))
        terminal.resize(1, 1)
        terminal.resize(120, 40)
        large = ("❯ Ahmed Khan Bachar", "Recs 11 │ Stmts 6 │ Points 8 ─", "q quit")
        terminal.wait_for(lambda screen: shows(screen, *large))
        # Not before: where there is no room to see a row, the key scrolls to it.
        terminal.press("j", lambda screen: shows(screen, "❯ Nimra Nazir", "Nimra Nazir ──"))


def shows(screen: Screen, *texts: str) -> bool:
    return all(text in screen.text for text in texts)


@pytest.mark.parametrize(
    ("closed", "term", "reason"),
    [
        ("stdin", "xterm", "standard input is not a terminal"),
        ("stderr", "xterm", "standard error, on which the browser draws, is not a terminal"),
        ("", "", "TERM is not set"),
        ("", "dumb", "TERM is dumb"),
    ],
)
def test_without_a_usable_terminal_it_says_so_and_draws_nothing(
    tmp_path: Path, closed: str, term: str, reason: str
) -> None:
    messages = tmp_path / "messages"
    redirection = {"stdin": "< /dev/null", "stderr": f"2> {messages}"}.get(closed, "")
    command = f'"{sys.executable}" -m tiptui {redirection}'
    with Terminal(["sh", "-c", command], env=environment() | {"TERM": term}) as terminal:
        assert terminal.wait() == 5
        said = messages.read_bytes() if closed == "stderr" else terminal.raw
        (line,) = said.decode().splitlines()
        assert line.startswith("tiptui: ")
        assert f"{reason}; tiptui show prints the record" in line
        assert terminal.raw == (b"" if closed == "stderr" else said)
        assert terminal.modes() == terminal.modes_before


# A large record


def test_a_large_record_is_read_behind_its_progress(tmp_path: Path) -> None:
    with browser(argv=[*COMMAND, str(large(tmp_path, 500))], NO_COLOR="1") as terminal:
        terminal.wait_for("Speakers · 500")
        assert b"Reading large.yaml" in terminal.raw
        terminal.press("/s4", "of 500")
        assert terminal.leave("\x11") == 0
        assert_restored(terminal)
        assert not COLOUR.search(terminal.raw)


def test_the_problems_of_a_large_record_are_said_when_the_terminal_is_restored(
    tmp_path: Path,
) -> None:
    with browser(argv=[*COMMAND, str(large(tmp_path, 500, "nmae: x\n"))]) as terminal:
        assert terminal.wait() == 1
        assert_restored(terminal)
        assert 'error: unknown key "nmae"' in " ".join(terminal.text.split())


# Colours

RGB = re.compile(rb"[34]8;2;")
"""In a style: a colour that only some terminals know."""

FROM_256 = re.compile(rb"[34]8;5;")
"""In a style: one of 256."""


COLOUR = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:[349]\d|10\d)(?:;[\d;]*)?m")
"""A style with a colour, or with what takes one back."""


def plain(**more: str) -> dict[str, str]:
    """Return the environment of a terminal that says nothing of colours but its TERM."""
    given = environment(**more)
    del given["COLORTERM"]
    return given


ENVIRONMENTS = [environment(), plain(TERM="vt100"), plain(TERM="screen-256color")]


@pytest.mark.parametrize("colours", ENVIRONMENTS, ids=lambda each: each["TERM"])
def test_cursor_marks_matches_and_headings_are_seen(colours: dict[str, str]) -> None:
    with Terminal(COMMAND, env=colours) as terminal:
        terminal.wait_for("q quit")
        terminal.press("/kar\r", "Speakers · 1 of 6")
        terminal.wait_for(lambda screen: "█" not in screen.line(-2))
        terminal.wait_for("▌ Provide comprehensive")
        name = terminal.cells("Uzma Kardar")
        assert "❯ Uzma Kardar" in terminal.text
        assert [cell.data for cell in name if cell.underscore] == list("Kar")
        assert all(cell.bold for cell in name)
        assert all(cell.bold for cell in terminal.cells("▌ Provide comprehensive"))
        for row in range(40):
            for cell in (terminal.cell(column, row) for column in range(120)):
                assert not cell.data.strip() or cell.fg != cell.bg, terminal.line(row)
        terminal.press("y", "❯ 1 Quote")
        assert all(cell.bold for cell in terminal.cells("❯ 1 Quote"))
        terminal.press("\x1b", lambda screen: "❯ 1 Quote" not in screen.text)
        terminal.press("3e", "search the source")
        terminal.press("?", "To begin with")
        assert all(cell.bold for cell in terminal.cells("To begin with"))
        assert COLOUR.search(terminal.raw)
        if "COLORTERM" not in colours:
            assert not RGB.search(terminal.raw)
        if "COLORTERM" not in colours and not colours["TERM"].endswith("256color"):
            assert not FROM_256.search(terminal.raw)


def test_without_colours_the_rest_tells_rows_panes_and_what_is_wrong_apart(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Nothing of the kind.")
    argv = [*COMMAND, "--source", str(tmp_path / "notes.txt")]
    with browser(argv=argv, NO_COLOR="") as terminal:
        terminal.wait_for(lambda screen: shows(screen, "quotes not found", "q quit"))
        assert all(cell.reverse for cell in terminal.cells("quotes not found"))
        assert all(cell.reverse and cell.bold for cell in terminal.cells("❯ Syed Kausar Abbas"))
        assert not any(cell.reverse for cell in terminal.cells("▌ Tackle"))
        assert not any(cell.reverse for cell in terminal.cells("Uzma Kardar"))
        assert "┏━ 2 Speakers" in terminal.text
        assert "╭─ 3 Recs 11" in terminal.text
        terminal.press("!", "⏎ choose")
        assert all(cell.reverse for cell in terminal.cells("❯ "))
        terminal.press("\x1b", lambda screen: "⏎ choose" not in screen.text)
        terminal.press("\x10", "❯ Search")
        assert all(cell.reverse for cell in terminal.cells("❯ Search"))
        terminal.press("\x1b", lambda screen: "❯ Search" not in screen.text)
        terminal.press("/kar\r", "Speakers · 1 of 6")
        name = terminal.cells("Uzma Kardar")
        assert [cell.data for cell in name if cell.underscore] == list("Kar")
        terminal.press("x", "Themes ×")
        assert terminal.leave() == 0
        assert not COLOUR.search(terminal.raw)


def test_a_terminal_that_says_it_is_endless_is_drawn_on_in_part() -> None:
    with browser(COLUMNS="9" * 20, LINES="9") as terminal:
        terminal.wait_for(lambda screen: screen.alternate)
        assert terminal.leave("\x1b[48;99999;9;0;0tq") == 0


EDITOR = f"""\
#!{sys.executable}
import pathlib, signal, sys
# Python's own handler would miss a ctrl+c just before it waits for a line.
signal.signal(signal.SIGINT, signal.SIG_DFL)
here = pathlib.Path(__file__).parent
(here / "argv").write_text(repr(sys.argv[1:]))
print("THE EDITOR IS HERE", flush=True)
words = input()
file = pathlib.Path(sys.argv[-1])
file.write_text(file.read_text().replace("Ann Ångström", words))
"""


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> Path:
    file = tmp_path / "minutes.yaml"
    file.write_text(SMALL, encoding="utf-8")
    editor = tmp_path / "vi"
    editor.write_text(EDITOR, encoding="utf-8")
    editor.chmod(0o700)
    return file


def opened(file: Path, *options: str) -> Terminal:
    return browser(argv=[*COMMAND, *options, str(file)], EDITOR=str(file.with_name("vi")))


def test_a_change_is_seen_without_a_key(file: Path) -> None:
    with opened(file) as terminal:
        terminal.wait_for("❯ Ann Ångström")
        file.write_text(SMALL.replace("Ann Ångström", "Anna"), encoding="utf-8")
        terminal.wait_for("minutes.yaml read again")
        assert "❯ Anna" in terminal.text


def test_the_editor_has_the_terminal_and_gives_it_back(file: Path) -> None:
    with opened(file) as terminal:
        terminal.wait_for("q quit")
        terminal.press("E", "THE EDITOR IS HERE")
        assert not terminal.alternate
        # Meant for the editor, which dies of it; the browser does not.
        terminal.press("\x03", "vi was ended by signal 2")
        # The words of the first are on the screen again before the second has any.
        terminal.press("E", lambda screen: screen.raw.count(b"THE EDITOR IS HERE") == 2)
        terminal.press("Anna\n", "minutes.yaml read again")
        terminal.wait_for("❯ Anna")
        assert file.with_name("argv").read_text().endswith(f"', {str(file)!r}]")
        assert terminal.leave("jq") == 0
        assert_restored(terminal)


async def test_signals_are_answered_again_whatever_happens_to_the_editor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app, answered = SignalApp(), list[bool]()
    monkeypatch.setattr(app, "suspend", nullcontext)
    monkeypatch.setattr(app, "_answer", lambda: answered.append(True))
    before = signal.getsignal(signal.SIGQUIT)

    def edit() -> None:
        with app.lend_terminal():
            assert signal.getsignal(signal.SIGQUIT) != before
            raise RuntimeError

    with pytest.raises(RuntimeError):
        edit()
    assert (signal.getsignal(signal.SIGQUIT), answered) == (before, [True])


def test_unwatched_a_change_waits_for_its_key(file: Path) -> None:
    with opened(file, "--no-watch") as terminal:
        terminal.wait_for("q quit")
        file.write_text(SMALL.replace("Ann Ångström", "Anna"), encoding="utf-8")
        terminal.press("j", "❯ Bo")
        assert "Ann Ångström" in terminal.text
        terminal.press("r", "minutes.yaml read again")
