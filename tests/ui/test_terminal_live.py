"""Writing beside the browser, in a real pseudo-terminal: the timer, and the editor's own screen."""

import sys
from pathlib import Path

import pytest

from tests.kit.commands import COMMAND, assert_restored, browser
from tests.kit.records import SMALL
from tests.kit.terminal import Terminal

EDITOR = f"""\
#!{sys.executable}
import pathlib, sys
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
        other = file.with_name("other")
        other.write_text("tiptui: 1\n", encoding="utf-8")
        other.replace(file)
        terminal.wait_for("minutes.yaml: 1 error (! lists it)")
        assert "❯ Anna" in terminal.text
        file.write_text(SMALL, encoding="utf-8")
        terminal.wait_for("❯ Ann Ångström")
        terminal.send("q")
        assert terminal.wait() == 0
        assert_restored(terminal)


def test_the_editor_has_the_terminal_and_gives_it_back(file: Path) -> None:
    with opened(file) as terminal:
        terminal.wait_for("q quit")
        terminal.send("E")
        terminal.wait_for("THE EDITOR IS HERE")
        assert not terminal.alternate
        # Meant for the editor, which dies of it; the browser does not.
        terminal.send("\x03")
        terminal.wait_for("vi was ended by signal 2")
        terminal.send("E")
        terminal.wait_for("THE EDITOR IS HERE")
        terminal.send("Anna\n")
        terminal.wait_for("minutes.yaml read again")
        assert "❯ Anna" in terminal.text
        assert file.with_name("argv").read_text().endswith(f"', {str(file)!r}]")
        terminal.send("jq")
        assert terminal.wait() == 0
        assert_restored(terminal)


def test_unwatched_a_change_waits_for_its_key(file: Path) -> None:
    with opened(file, "--no-watch") as terminal:
        terminal.wait_for("q quit")
        file.write_text(SMALL.replace("Ann Ångström", "Anna"), encoding="utf-8")
        terminal.send("j")
        terminal.wait_for("❯ Bo")
        assert "Ann Ångström" in terminal.text
        terminal.send("r")
        terminal.wait_for("minutes.yaml read again")
