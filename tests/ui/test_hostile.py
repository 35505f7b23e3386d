"""A stranger's record in a real pseudo-terminal: nothing in it is ever obeyed, and all is seen."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.kit.any_record import in_other_words
from tests.kit.commands import COMMAND, environment
from tests.kit.full import FULL
from tests.kit.records import collected, indexed
from tests.kit.sequences import Text, parse
from tests.kit.terminal import Terminal
from tests.kit.texts import HIDDEN, MARKUP, OBEYED
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.record.model import Record
from tiptui.report.citations import choices
from tiptui.report.json_data import tree
from tiptui.text.visible import CONTROL, INVISIBLE, visible

EVIL = f"{HIDDEN}{''.join(MARKUP)}"
"""What the loader lets through: hidden characters with a warning, and every kind of markup."""

FILE_NAME = f"{OBEYED}[red]x[@click=app.quit]q\n{HIDDEN}.yaml".replace("\x00", "")


def evil_record() -> Record:
    """Return a record with every text of the format, each of them hostile."""
    evil: Record = in_other_words(
        collected(FULL).dialogues[0].record, lambda words: f"{words} {EVIL}"
    )
    (source,) = evil.sources
    url = f"https://example.org/{EVIL.replace(' ', '-')}"
    return replace(evil, sources=(replace(source, url=url),))


def write(record: Record, file: Path) -> Path:
    """Return a file, once the record is written to it; JSON is YAML too."""
    file.write_text(json.dumps(tree(record), ensure_ascii=False), encoding="utf-8")
    return file


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Return the record in a file whose name is hostile as well."""
    return write(evil_record(), tmp_path / FILE_NAME)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return the text of the source, which nobody checks for controls."""
    file = tmp_path / f"source {FILE_NAME}"
    file.write_text(f"x {EVIL} and {OBEYED} more.\n\nTwo", encoding="utf-8")
    return file


def assert_harmless(raw: bytes) -> list[str]:
    """Assert that only known sequences and visible text were sent; return what was copied."""
    copied = []
    for piece in parse(raw):
        if isinstance(piece, Text):
            assert not CONTROL.search(piece), piece
            assert not INVISIBLE.search(piece), piece
        else:
            copied.append(piece.text)
    return copied


def do(terminal: Terminal, keys: str, number: int) -> None:
    """Press keys in a pane, and wait until they are done with."""
    terminal.press(f"{keys}/{number}", f" {number}█")
    terminal.press("\x15", "/ █")
    terminal.press("\r", lambda screen: "█" not in screen.line(-2))


PASTED = f"\x1b[200~Ann{HIDDEN}[red]{OBEYED}\rsecond\nthird\x1b[201~"
NO_ESCAPES = PASTED[6:-6].replace("\x1b", "")
"""What is left of it by most terminals, which paste no ESC."""


def test_a_walk_sends_what_is_known(record: Path, source: Path) -> None:
    opened = Collection([Dialogue(evil_record())])
    command = [*COMMAND, "--source", str(source), str(record)]
    with Terminal(command, env=environment()) as terminal:
        terminal.wait_for("^p")
        first = ("jk", "3", "4jjj", "G", "1jjjj", "G", "z", "z1g")
        for number, keys in enumerate((*first, "\r", "[2\r", "[2e", "jj", "G", "s", "o")):
            do(terminal, keys, number)
        terminal.press("2/", "/ █")
        terminal.press(f"\x1b[200~{NO_ESCAPES}\x1b[201~", "second third█")
        terminal.wait_for("No match for")
        terminal.wait_for("Ann<U+202E>")
        terminal.press("\x1b", lambda screen: "█" not in screen.line(-2))
        for opens in "?\x10":
            terminal.press(opens, "esc back ─")
            terminal.press("\x1b", lambda screen: "esc back ─" not in screen.text)
        copied = choices(indexed(opened), "ann")["Name"]
        printed = choices(indexed(opened), "r1")["Quote"]
        terminal.press("2gy", "─ Cite")
        terminal.press("\r", lambda screen: "─ Cite" not in screen.text)
        terminal.press("3gY", "─ Print at the end")
        terminal.press("\r", lambda screen: "─ Print at" not in screen.text)
        assert terminal.leave() == 0
        assert assert_harmless(terminal.raw) == [copied]
        assert copied == visible(copied)
        assert terminal.raw.decode().endswith(f"{printed}\r\n")


def test_a_paste_with_escapes_sends_nothing_either(record: Path) -> None:
    # Textual takes an ESC within a paste for a key, so what comes of it is up to the keys after
    # it: a form that they open is left by a second key.
    with Terminal([*COMMAND, str(record)], env=environment()) as terminal:
        terminal.wait_for("q quit")
        assert terminal.leave(f"/{PASTED}\x11\x11") == 0
        assert assert_harmless(terminal.raw) == []


def test_hidden_letters_of_a_path_are_drawn_as_signs(record: Path, tmp_path: Path) -> None:
    (folder := tmp_path / f"f{HIDDEN}").mkdir()
    with Terminal([*COMMAND, str(record)], env=environment(), cwd=folder) as terminal:
        terminal.wait_for("q quit")
        terminal.press("w4", "⏎ write")
        terminal.press(f"\x1b[200~{NO_ESCAPES}\x1b[201~", "Ann�")
        assert terminal.leave("\x11") == 0
        assert assert_harmless(terminal.raw) == []


def test_the_text_of_a_source_is_shown_with_its_controls(record: Path, source: Path) -> None:
    with Terminal([*COMMAND, "--source", str(source), str(record)], env=environment()) as terminal:
        terminal.wait_for("q quit")
        do(terminal, "s", 1)
        signs = ("␛]0;owned␇", "<U+009B>31m", "␛[2J", "␀␇␈␡<U+0085>", "<U+2028>")
        terminal.wait_for(
            lambda screen: all(each in re.sub(r"\s", "", screen.text) for each in signs)
        )
        assert_harmless(terminal.raw)


def test_while_a_large_record_is_read_its_name_is_text(record: Path) -> None:
    evil = evil_record()
    (ann,) = evil.speakers
    many = tuple(replace(ann, id=f"s{number}", statements=()) for number in range(400))
    write(replace(evil, speakers=(ann, *many)), record)
    with Terminal([*COMMAND, str(record)], 200, env=environment()) as terminal:
        terminal.wait_for("q quit")
        assert terminal.leave() == 0
        assert assert_harmless(terminal.raw) == []
        assert b"Reading " in terminal.raw


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "FILE"],
        ["show", "--json", "FILE"],
        ["show", "--evidence", "--source", "SOURCE", "FILE"],
        ["find", "--in", "FILE", "--json", "ann"],
        ["find", "--in", "FILE", f"kar{OBEYED}{HIDDEN}"],
        ["check", "FILE"],
        ["check", "--json", "FILE"],
        ["check", "--source", "SOURCE", "FILE"],
        [f"nowhere{OBEYED}{HIDDEN}"],
        ["check", "--source", f"nowhere{OBEYED}", "FILE"],
        ["check", "--source", f"x{OBEYED}=SOURCE", "FILE"],
        ["show", "a", f"b{OBEYED}{HIDDEN}"],
    ],
)
def test_what_commands_print_is_harmless(arguments: list[str], record: Path, source: Path) -> None:
    names = {"FILE": str(record), "SOURCE": str(source)}
    # The kernel takes no null character in an argument.
    given = [names.get(word, word.replace("\x00", "")) for word in arguments]
    with Terminal([*COMMAND, *given], env=environment()) as terminal:
        assert terminal.wait() in (0, 1, 2, 3)
        assert terminal.raw
        assert assert_harmless(terminal.raw) == []
        # Styles and the line of progress are tiptui's own.
        assert b"\x1b" not in re.sub(rb"\x1b\[([0-9;]*m|K)", b"", terminal.raw)
