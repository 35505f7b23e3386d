"""A stranger's record in a real pseudo-terminal: nothing in it is ever obeyed, and all is seen."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.sequences import Text, parse
from tests.terminal import Terminal
from tests.test_terminal import COMMAND, environment
from tests.texts import HIDDEN, MARKUP, OBEYED
from tiptui.record.links import Links
from tiptui.record.load import load
from tiptui.report.citations import choices
from tiptui.text.visible import CONTROL, INVISIBLE, visible

EVIL = f"{HIDDEN}{''.join(MARKUP)}"
"""What the loader lets through: hidden characters with a warning, and every kind of markup."""

FILE_NAME = f"{OBEYED}[red]x[@click=app.quit]q\n{HIDDEN}.yaml".replace("\x00", "")


def evil_record() -> dict[str, Any]:
    """Gives a record with every text of the format, each of them hostile."""
    note = {"note": f"note {EVIL}"}
    proof = {"evidence": [{"paragraph": 1, "exact": f"exact {EVIL}", "source": "log"}]}
    claim = {"themes": ["air"], **proof, **note}
    return {
        "tiptui": 1,
        "event": {
            "id": "e",
            "name": f"event {EVIL}",
            "classification": f"class {EVIL}",
            "start_date": "2024-04-18",
            "place": f"place {EVIL}",
            "summary": f"summary {EVIL}",
            "topics": [f"topic {EVIL}"],
            "organizers": [{"organization": "sea", "role": f"host {EVIL}"}],
            "attendance": {"count": 90, "groups": [f"group {EVIL}"]},
            "points": [{"text": f"point {EVIL}", "by": ["ann"], **claim}],
            **proof,
            **note,
        },
        "organizations": [
            {
                "id": "sea",
                "name": f"body {EVIL}",
                "abbreviation": f"short {EVIL}",
                "other_names": [f"body too {EVIL}"],
                **note,
            }
        ],
        "themes": [{"id": "air", "name": f"theme {EVIL}", "description": f"about {EVIL}"}],
        "speakers": [
            {
                "id": "ann",
                "name": f"Ann {EVIL}",
                "role": f"chair {EVIL}",
                "organization": "sea",
                "other_names": [f"Annie {EVIL}"],
                "statements": [{"text": f"said {EVIL}", "occasion": f"when {EVIL}", **claim}],
                **proof,
                **note,
            },
            {"id": "bo", "name": f"Bo {EVIL}", "statements": [{"text": "x", **proof}]},
        ],
        "recommendations": [
            {"id": "r1", "text": f"ask {EVIL}", "by": ["ann"], "to": [f"to {EVIL}"], **claim}
        ],
        "sources": [
            {
                "id": "log",
                "title": f"title {EVIL}",
                "publisher": f"publisher {EVIL}",
                "url": f"https://example.org/{EVIL.replace(chr(32), chr(45))}",
                "outline": [f"outline {EVIL}"],
                **note,
            }
        ],
    }


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Gives the record in a file whose name is hostile as well."""
    file = tmp_path / FILE_NAME
    file.write_text(json.dumps(evil_record(), ensure_ascii=False), encoding="utf-8")
    return file


@pytest.fixture
def links(record: Path) -> Links:
    loaded = load(str(record))
    assert loaded.record, loaded.problems
    return Links(loaded.record)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Gives the text of the source, which nobody checks for controls."""
    file = tmp_path / f"source {FILE_NAME}"
    file.write_text(f"exact {EVIL} and {OBEYED} more.", encoding="utf-8")
    return file


def assert_harmless(raw: bytes) -> list[str]:
    """Sees that only known sequences and visible text were sent; gives what was copied."""
    copied = []
    for piece in parse(raw):
        if isinstance(piece, Text):
            assert not CONTROL.search(piece), piece
            assert not INVISIBLE.search(piece), piece
        else:
            copied.append(piece.text)
    return copied


def all_texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from all_texts(each)
    elif is_dataclass(part):
        for field in fields(part):
            yield from all_texts(getattr(part, field.name))


def test_every_text_of_the_record_is_hostile(links: Links) -> None:
    given = [text for text in all_texts(links.record) if EVIL in text]
    assert len(given) == 37


def do(terminal: Terminal, keys: str, number: int) -> None:
    """Presses keys in a pane, and waits until they are done with."""
    terminal.send(f"{keys}/{number}")
    terminal.wait_for(f"/ {number}█")
    terminal.send("\x15")
    terminal.wait_for("/ █")
    terminal.send("\r")
    terminal.wait_for(lambda screen: "█" not in screen.line(-2))


PASTED = f"\x1b[200~Ann{HIDDEN}[red]{OBEYED}\rsecond\nthird\x1b[201~"
NO_ESCAPES = PASTED[6:-6].replace("\x1b", "")
"""What is left of it by most terminals, which paste no ESC."""


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (40, 12)])
def test_a_walk_through_everything_sends_only_what_is_known(
    record: Path, source: Path, links: Links, columns: int, rows: int
) -> None:
    command = [*COMMAND, "--source", str(source), str(record)]
    with Terminal(command, columns, rows, env=environment()) as terminal:
        terminal.wait_for("q quit")
        for number, keys in enumerate(("j", "k", "3", "4", "jjj", "G", "1", "jjjj", "G", "z", "z")):
            do(terminal, keys, number)
        do(terminal, "1g", 20)
        for number, keys in enumerate(("\r", "[", "2", "\r", "[", "2e", "jj", "G", "s", "o"), 30):
            do(terminal, keys, number)
        assert assert_harmless(terminal.raw) == []
        terminal.send("2/")
        terminal.wait_for("/ █")
        terminal.send(f"\x1b[200~{NO_ESCAPES}\x1b[201~")
        terminal.wait_for("␡█")
        terminal.wait_for("No match for")
        terminal.wait_for("Ann<U+202E>")
        assert "second" not in terminal.text
        terminal.send("\x1b")
        terminal.wait_for(lambda screen: "█" not in screen.line(-2))
        terminal.send("?")
        terminal.wait_for("esc closes")
        terminal.send("\x1b")
        terminal.wait_for(lambda screen: "esc closes" not in screen.text)
        terminal.send("\x10")
        terminal.wait_for("Cite")
        terminal.send("\x1b")
        terminal.wait_for(lambda screen: "Cite" not in screen.text)
        assert assert_harmless(terminal.raw) == []
        copied, printed = choices(links, "ann")[0].text, choices(links, "r1")[0].text
        terminal.send("2gy")
        terminal.wait_for("─ Copy")
        terminal.send("\r")
        terminal.wait_for(lambda screen: "─ Copy" not in screen.text)
        terminal.send("3gY")
        terminal.wait_for("─ Print at the end")
        terminal.send("\r")
        terminal.wait_for(lambda screen: "─ Print at" not in screen.text)
        terminal.send("q")
        assert terminal.wait() == 0
        assert assert_harmless(terminal.raw) == [copied]
        assert copied == visible(copied)
        assert terminal.raw.decode().endswith(f"{printed}\r\n")


def test_a_paste_with_escapes_sends_nothing_either(record: Path) -> None:
    # Textual takes an ESC within a paste for a key, so what comes of it is up to the keys after it.
    with Terminal([*COMMAND, str(record)], env=environment()) as terminal:
        terminal.wait_for("q quit")
        terminal.send(f"/{PASTED}\x11")
        assert terminal.wait() == 0
        assert assert_harmless(terminal.raw) == []


def test_the_text_of_a_source_is_shown_with_its_controls(record: Path, source: Path) -> None:
    with Terminal([*COMMAND, "--source", str(source), str(record)], env=environment()) as terminal:
        terminal.wait_for("q quit")
        do(terminal, "s", 1)
        for shown in ("␛]0;owned␇", "<U+009B>31m", "␛[2J", "␀␇␈␡<U+0085>", "<U+2028>"):
            assert shown in "".join(terminal.text.split()), shown
        assert_harmless(terminal.raw)


def test_while_a_large_record_is_read_its_name_is_text(record: Path) -> None:
    data = evil_record()
    data["speakers"] += [{"id": f"s{n}", "name": EVIL * 40} for n in range(150)]
    record.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    with Terminal([*COMMAND, str(record)], 200, env=environment()) as terminal:
        terminal.wait_for("q quit")
        terminal.send("q")
        assert terminal.wait() == 0
        assert assert_harmless(terminal.raw) == []
        assert b"Reading " in terminal.raw


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "FILE"],
        ["show", "--json", "FILE"],
        ["show", "--evidence", "--source", "SOURCE", "FILE"],
        ["find", "--in", "FILE", "ann"],
        ["find", "--in", "FILE", "--json", "ann"],
        ["find", "--in", "FILE", f"kar{OBEYED}{HIDDEN}"],
        ["check", "FILE"],
        ["check", "--json", "FILE"],
        ["check", "--source", "SOURCE", "FILE"],
        [f"nowhere{OBEYED}{HIDDEN}"],
        ["show", f"nowhere{OBEYED}{HIDDEN}"],
        ["check", "--source", f"nowhere{OBEYED}", "FILE"],
        ["check", "--source", f"x{OBEYED}=SOURCE", "FILE"],
        [f"--{OBEYED}{HIDDEN}"],
        ["show", "a", f"b{OBEYED}{HIDDEN}"],
    ],
)
def test_what_a_command_prints_on_a_terminal_is_harmless(
    arguments: list[str], record: Path, source: Path
) -> None:
    names = {"FILE": str(record), "SOURCE": str(source)}
    # The kernel takes no null character in an argument.
    given = [names.get(each, each.replace("\x00", "")) for each in arguments]
    with Terminal([*COMMAND, *given], env=environment()) as terminal:
        assert terminal.wait() in (0, 1, 2, 3)
        assert terminal.raw
        assert assert_harmless(terminal.raw) == []
        assert b"\x1b" not in terminal.raw
