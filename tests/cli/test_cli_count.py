"""`count`: its queries find what it counts, and each field has a plain name."""

import pytest

from tests.kit.checkout import CHECKOUT, FOLDER
from tests.kit.commands import Capture, outcome
from tiptui.entries.words import OF_FIELD


@pytest.fixture(autouse=True)
def _checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)


def test_the_query_of_a_line_finds_as_many_as_it_counts(capsys: Capture) -> None:
    count = ["count", "--by", "to", "--by", "status", "--in", FOLDER, "is:recommendation"]
    head, *lines = outcome(count, capsys)[1].splitlines()
    place = head.index("query")
    assert len(lines) > 10
    for line in lines:
        find = ["find", "--in", FOLDER, "is:recommendation", line[place:]]
        found = outcome(find, capsys)[1].splitlines()
        assert sum(each.startswith("recommendation") for each in found) == int(line[:8]), line


def test_a_field_has_one_plain_name(capsys: Capture) -> None:
    def count(*more: str) -> str:
        return outcome(["count", "--in", FOLDER, *more], capsys)[1]

    for short, name in OF_FIELD.items():
        plain = name.one
        table = count("--by", short, "is:recommendation")
        assert count("--by", short.capitalize(), "is:recommendation") == table != ""
        assert count("--by", plain, "--json") == count("--by", short, "--json")
        assert table.split()[1] == plain
