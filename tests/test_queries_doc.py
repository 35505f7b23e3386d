"""docs/queries.md has every field, and its questions have the answers that it shows."""

import re
import shlex

import pytest

from tests.checkout import CHECKOUT
from tests.commands import Capture, outcome
from tiptui.search.query import FIELDS, NONE, parse, written_names

DOC = (CHECKOUT / "docs" / "queries.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^```console\n\$ (.*)\n([^`]*)^```", DOC, re.MULTILINE)


def test_it_has_each_field_in_order_with_what_it_asks() -> None:
    rows = re.findall(r"^\| (`\w+:`.*?) \| (.*) \|$", DOC, re.MULTILINE)
    said = {
        re.sub(
            r"(\w+:)", r"`\1`", written_names(name)
        ): f"{field.about}{'; `none`' * bool(field.nothing)}"
        for name, field in FIELDS.items()
    }
    assert rows == list(said.items())


def test_a_field_that_may_be_missing_says_so() -> None:
    terms = {f"{name}:{NONE}" for name, field in FIELDS.items() if field.nothing}
    assert terms == {each for each in re.findall(r"`([^`]*)`", DOC) if each.endswith(f":{NONE}")}


def test_what_it_shows_of_the_language_is_read() -> None:
    written = re.findall(r"^\| ((?:`[^`]+`(?:, )?)+) \| ", DOC, re.MULTILINE)
    shown = [each for cell in written for each in re.findall("`([^`]+)`", cell)]
    queries = [each for each in shown if each.removesuffix(":") not in FIELDS]
    assert len(queries) > 5
    assert not [each for each in queries if parse(each).unread or not parse(each).terms]


@pytest.mark.parametrize(("command", "answer"), QUESTIONS)
def test_a_question_has_the_answer_that_is_shown(
    command: str, answer: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CHECKOUT)
    status, out, err = outcome(shlex.split(command)[1:], capsys)
    assert (status, out + err) == (0, answer)


def test_there_are_ten_questions() -> None:
    assert len(QUESTIONS) == len(re.findall(r"^\*\*.*\?\*\*$", DOC, re.MULTILINE)) == 10
