"""`count`: its queries find what it counts, and each field has a plain name."""

import shlex

import pytest

from tests.kit.checkout import CHECKOUT, FOLDER
from tests.kit.commands import Capture, outcome
from tiptui.entries.words import OF_FIELD


@pytest.fixture(autouse=True)
def _checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)


@pytest.mark.parametrize(
    "asked", ["is:recommendation", 'a | \'to: -"all night"', '"the ', "-x |"]
)
def test_the_query_of_a_line_can_be_pasted_and_finds_as_many(asked: str, capsys: Capture) -> None:
    place = ["--in", FOLDER, "--in", "tests/golden/every-key.yaml"]
    head, *lines = outcome(["count", "--by", "to", "--by", "org", *place, asked], capsys)[
        1
    ].splitlines()
    assert len(lines) > 5
    for line in lines:
        pasted = ["find", *place, *shlex.split(line[head.index("query") :])]
        found = outcome(pasted, capsys)[1].splitlines()
        assert sum(each[:7] != "speaker" for each in found) == int(line[:8]), line


def test_a_term_has_one_spelling_and_quotes_only_where_a_shell_needs_them(capsys: Capture) -> None:
    table = outcome(["count", "--by", "to", "--in", FOLDER], capsys)[1]
    assert "the employers                      'to:=\"the employers\"'\n" in table
    assert "  to:ports-authority\n" in table
    mistaken = outcome(["find", "--in", FOLDER, "to:employrs"], capsys)[2]
    assert mistaken.endswith("did you mean 'to:=\"the employers\"'?\n")


def test_a_field_has_one_plain_name(capsys: Capture) -> None:
    def count(*more: str) -> str:
        return outcome(["count", "--in", FOLDER, *more], capsys)[1]

    for short, name in OF_FIELD.items():
        plain = name.one
        table = count("--by", short, "is:recommendation")
        assert count("--by", short.capitalize(), "is:recommendation") == table != ""
        assert count("--by", plain, "--json") == count("--by", short, "--json")
        assert table.split()[1] == plain
