"""Output on a terminal: styles, columns, lines cut by words, and progress."""

import re
import shlex
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from tests.kit.checkout import CHECKOUT
from tests.kit.commands import COMMAND, Capture, environment, outcome
from tests.kit.terminal import Terminal
from tiptui.cli import progress
from tiptui.text.styles import cells, columns, in_style, wrap
from tiptui.ui.panes import page

ASKED = "find --in examples/provincial dockers is:recommendation"


# Lines and columns.


@given(st.text("ab日 ", max_size=60), st.integers(5, 12), st.integers(0, 4))
def test_lines_are_cut_between_words_and_lose_no_letter(text: str, width: int, indent: int) -> None:
    words = [
        in_style(word, "1") if number % 2 else word for number, word in enumerate(text.split())
    ]
    lines = wrap(" ".join(words), width, indent)
    assert max(map(cells, lines)) <= width
    plain = [re.sub("\x1b.*?m", "", line) for line in lines]
    assert "".join("".join(plain).split()) == "".join(text.split())
    assert all(line.startswith(" " * min(indent, width // 2)) for line in plain[1:])
    if max(map(cells, words), default=0) <= width - indent:
        for line, after in pairwise(plain):  # no line has room for the word that comes next
            assert cells(f"{line} {after.split()[0]}") > width
    # Each line is whole by itself, as a pager has it.
    assert all(line.count("\x1b[1m") == line.count("\x1b[0m") for line in lines)


@pytest.mark.parametrize(
    "cut",
    [
        lambda text, width: wrap(text.replace("政府", in_style("政府", "1")), width),
        lambda text, width: [line.plain for line in page.wrap(Content(text), width)],
    ],
    ids=["printed", "drawn"],
)
def test_chinese_parts_anywhere_but_beside_signs_that_open_or_close_and_in_latin_words(
    cut: Callable[[str, int], list[str]],
) -> None:
    text = (
        "方案於2017年（May the Force be with you），並在「開放政府」中討論、公布，キャッシュー！。"
        * 3
    )
    for width in range(12, 60):
        lines = [re.sub("\x1b.*?m", "", line).rstrip() for line in cut(text, width)]
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert not [
            line for line in lines if line[0] in "），」、，！。ャッュー" or line[-1] in "（「"
        ]
        assert " ".join(lines).count("Force") == 3
        assert min(map(cells, lines[:-1])) >= width - 9


def test_a_number_and_its_noun_stay_on_one_line() -> None:
    line = "6 speakers · 9 statements · 14 recommendations (→ nobody)"
    for width in range(19, 60):
        for each in wrap(line, width):
            assert not re.search(r"^·|\d$|→$", each)


def test_the_widest_column_gives_way_and_the_last_goes_below_where_there_is_no_room() -> None:
    rows = [("one two three four", "id", "five six"), ("日本", "longer", "seven")]
    assert [*columns(rows)] == [
        "one two three four  id      five six",
        "日本                longer  seven",
    ]
    assert [*columns(rows, 30)] == [
        "one two       id      five six",
        "three four",
        "日本          longer  seven",
    ]
    assert [*columns([("recommendation", "e#r1", "word " * 12)], 36)][:2] == [
        "recommendation  e#r1",
        "    word word word word word word",
    ]
    assert [*columns([], 80)] == []


# Commands.


def on_terminal(line: str, width: int, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what a command prints where both outputs are a terminal."""
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr(progress, "terminal_width", lambda _: 0)
    monkeypatch.chdir(CHECKOUT)
    return "".join(outcome(line.split(), capsys)[1:])


def test_only_a_terminal_is_sent_styles(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)
    piped = "".join(outcome(ASKED.split(), capsys)[1:])
    assert "\x1b" not in piped
    assert "(→ the employers, noted)" in piped
    styled_text = on_terminal(ASKED, 200, capsys, monkeypatch)
    assert "tiptui: 2 of 68 speakers and claims in examples/provincial" in styled_text
    # What was sought is marked wherever it stands, not only by a colour; ids are dim.
    assert "\x1b[1mJonas Weil\x1b[0m" in styled_text
    assert "\x1b[1;4;35mdockers\x1b[0m" in styled_text
    assert "\x1b[2msaltmouth-2025-11-19#r4\x1b[0m" in styled_text
    monkeypatch.setenv("NO_COLOR", "")
    plain = on_terminal(ASKED, 200, capsys, monkeypatch)
    assert plain == re.sub("\x1b.*?m", "", styled_text)
    monkeypatch.setenv("TERM", "dumb")
    assert on_terminal(ASKED, 200, capsys, monkeypatch) == piped
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR")
    shown = on_terminal("show examples/provincial", 200, capsys, monkeypatch)
    assert "\x1b[1mHarbour Dialogue, Lowen\x1b[0m" in shown
    counted = on_terminal("count --by status --in examples", 200, capsys, monkeypatch)
    assert "  \x1b[31m✗" in counted
    said = on_terminal("check examples/provincial", 200, capsys, monkeypatch)
    assert ": \x1b[1;33mwarning\x1b[0m: " in said
    # It is aligned all the same, and statuses have their signs.
    assert "(→ the employers, ◦\N{NO-BREAK SPACE}noted)" in plain
    assert {line.find("Jonas Weil") for line in plain.splitlines()} == {-1, 42}


LINES = """\
show examples/hearing.yaml
show examples
count --by addressee --by status --in examples
check examples/provincial --source x=y
text examples/hearing.txt
find --in examples dockers safety
find zzzz no such words are there at all, for so much is nowhere to be found in it
check --help
"""


@pytest.mark.parametrize("line", LINES.splitlines())
def test_no_word_is_broken(line: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    wide, narrow = (
        re.sub("\x1b.*?m", "", on_terminal(line, width, capsys, monkeypatch)).splitlines()
        for width in (1000, 60)
    )
    assert len(narrow) > len(wide)
    assert max(map(cells, narrow)) <= 60
    assert {*" ".join(narrow).split()} == {*" ".join(wide).split()}


# Progress.


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("export --to csv --in - -o all/", "reading records · "),
        ("check -", "checking 1 record · "),
        ("text -", "reading - · "),
    ],
)
def test_long_work_says_what_it_is_and_can_be_ended(line: str, told: str, tmp_path: Path) -> None:
    # What it reads is still to come.
    command = ["sh", "-c", f"sleep 60 | {shlex.join([*COMMAND, *line.split()])}"]
    with Terminal(command, 60, env=environment(), cwd=tmp_path) as terminal:
        terminal.wait_for(told)
        terminal.send("\x03")
        assert terminal.wait() == 130
        assert terminal.lines[0] == ""
    assert not [*tmp_path.iterdir()]


def test_progress_says_how_long_it_takes_still() -> None:
    assert progress.words("reading", 0, 4.0) == "reading · 4 s"
    assert progress.words("reading", 0.25, 4.0) == "reading · 25% · about 12 s left"
    assert progress.words("reading", 0.99, 4.0) == "reading · 99% · about 1 s left"
