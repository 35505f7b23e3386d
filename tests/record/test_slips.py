"""What is said of the slips of people who have never heard of YAML: each line is read aloud."""

import re
from pathlib import Path

import pytest

from tiptui.files.own import default_record
from tiptui.record.load import parse

EVENT = Path(default_record()).read_text("utf-8")
_, *SLIPS = Path(__file__).with_name("slips.txt").read_text("utf-8").strip().split("\n\n")


def lines_of(slip: str, mark: str) -> list[str]:
    found = [line.removeprefix(mark) for line in slip.splitlines() if line.startswith(mark)]
    return [line.replace("\\t", "\t").replace("\\u00a0", "\u00a0") for line in found]


@pytest.mark.parametrize("slip", SLIPS, ids=[slip.splitlines()[0] for slip in SLIPS])
def test_a_slip_is_said_in_words_that_need_no_yaml(slip: str) -> None:
    before, after = ("\n".join(["", *lines_of(slip, mark), ""]) for mark in "-+")
    at = f"\n{EVENT}".index(before)
    data = f"\n{EVENT}".replace(before, after, 1)[1:].encode()
    first = EVENT.count("\n", 0, at) + 1
    expected = re.sub(r"<(\S+?)>", lambda match: str(first + int(match[1])), slip)
    printed = [problem.line("event.yaml") for problem in parse(data).problems]
    assert printed == [line for line in expected.splitlines() if line.startswith("event.yaml:")]


def test_what_ends_within_brackets_lacks_a_bracket() -> None:
    (problem,) = parse(b"event: [").problems
    assert problem.message.startswith("a comma or a bracket is missing before this")
