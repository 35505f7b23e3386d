"""What `count` prints: a table, JSON and CSV, and what it says of queries and fields."""

import csv
import json
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest

from tests.kit.checkout import CHECKOUT, FOLDER
from tests.kit.commands import HERE, Capture, outcome, reads
from tiptui.search.query import PLAIN

HOSTILE = """\
tiptui: 1
event: {id: e, name: E, start_date: 2024}
themes: [{id: a, name: "=1+1"}, {id: b, name: "日本"}]
speakers: [{id: ann, name: "Ann\u202e"}]
recommendations:
  - {id: r1, text: Act, by: [ann], themes: [a, b], to: ["@all", "x\\ny"]}
  - {id: r2, text: Go, by: [ann], themes: [b], to: ["\u202eall"]}
"""


@pytest.fixture(autouse=True)
def _checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)


@pytest.fixture(name="hostile")
def _hostile(tmp_path: Path) -> str:
    file = tmp_path / "hostile.yaml"
    file.write_text(HOSTILE, "utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("line", "status", "err"),
    [
        ("--by status is:statement", 0, f"tiptui: 0 of *** claims counted{HERE}\n"),
        ("--by theme -a -e -i -o", 1, f"No match for -a -e -i -o{HERE}: -a, -e leave nothing\n"),
        ("--by theme Kardaar", 1, f"No match for Kardaar{HERE}; did you mean Kardar?\n"),
        (
            "--by theme them:x",
            1,
            "tiptui: no field is called them: searched as words; did you mean theme:?\n"
            f"No match for them:x{HERE}\n",
        ),
        ("--by them", 2, '***called "them"; did you mean "theme"? (see***'),
        ("--by id", 2, "***fields are speaker, organization, addressee, theme, dialogue, ***"),
        ("--by year --by DATE", 2, "***one field, or two that differ (see***"),
        ("--by to --by theme --by date", 2, "***one field, or two that differ (see***"),
        ("theme", 2, "***needs --by, as in  tiptui count --by theme (see***"),
        ("--by theme --json --csv", 2, "***not allowed with***"),
        ("--by theme --in nowhere.yaml", 3, "tiptui: nowhere.yaml: ***"),
    ],
)
def test_what_prints_nothing_says_why(line: str, status: int, err: str, capsys: Capture) -> None:
    ended, out, said = outcome(["count", *line.split()], capsys)
    assert (ended, out, reads(said, err)) == (status, "", True), said


@pytest.mark.parametrize(
    ("line", "status", "out", "err"),
    [
        (
            "--by theme",
            0,
            "claims  theme        query\n    10  Partnership  theme:partnership\n***",
            f"tiptui: 25 claims{HERE}\n",
        ),
        ("--by theme kardar", 0, "***", f"tiptui: *** claims{HERE}\n"),
        ("--by theme zzzz --json", 1, "[]\n", f"No match for zzzz{HERE}\n"),
    ],
)
def test_what_it_prints(line: str, status: int, out: str, err: str, capsys: Capture) -> None:
    ended, printed, said = outcome(["count", *line.split()], capsys)
    assert (ended, reads(printed, out), reads(said, err)) == (status, True, True), (printed, said)


def test_the_largest_come_first_with_queries_that_find_them(capsys: Capture, hostile: str) -> None:
    assert outcome(["count", "--by", "theme", "--in", hostile], capsys)[:2] == (
        0,
        "claims  theme  query\n     2  日本   theme:b\n     1  =1+1   theme:a\n",
    )


def test_what_a_query_in_a_line_finds_is_what_is_counted_there(capsys: Capture) -> None:
    count = ["count", "--by", "to", "--by", "status", "--in", FOLDER, "is:recommendation"]
    head, *lines = outcome(count, capsys)[1].splitlines()
    place = head.index("query")
    assert len(lines) > 10
    for line in lines:
        find = ["find", "--in", FOLDER, "is:recommendation", line[place:]]
        found = outcome(find, capsys)[1].splitlines()
        assert sum(each.startswith("recommendation") for each in found) == int(line[:8]), line


def test_data_has_the_same_of_one_field_and_of_two(capsys: Capture) -> None:
    one = json.loads(outcome(["count", "--by", "theme", "--json", "--in", FOLDER], capsys)[1])
    assert one[0] == {"theme": "safety", "name": "Safety", "count": 27}
    status, out, err = outcome(
        ["count", "--by", "theme", "--by", "date", "--json", "--in", FOLDER], capsys
    )
    assert (status, err) == (0, f"tiptui: 54 claims in {FOLDER}\n")
    assert Counter({each["theme"]: each["count"] for each in json.loads(out)}) == Counter(
        {each["theme"]: each["count"] for each in one}
    )
    assert json.loads(out)[0] == {"theme": "safety", "date": "2025", "count": 27}
    table = outcome(["count", "--by", "theme", "--csv", "--in", FOLDER], capsys)[1]
    assert [each | {"count": int(each["count"])} for each in csv.DictReader(StringIO(table))] == one


def test_a_field_has_one_plain_name_and_its_ids_stand_beside_names(capsys: Capture) -> None:
    def count(*more: str) -> str:
        return outcome(["count", "--in", FOLDER, *more], capsys)[1]

    for short, plain in PLAIN.items():
        table = count("--by", short, "is:recommendation")
        assert count("--by", short.capitalize(), "is:recommendation") == table != ""
        assert count("--by", plain, "--json") == count("--by", short, "--json")
        assert table.split()[1] == plain
    table = count("--by", "to", "--by", "year", "--csv", "addressee:employers status:noted")
    head, line = table.splitlines()
    assert head == "addressee,addressee_name,year,count"
    assert line == "the employers,the employers,2025,2"


def test_in_progress_is_one_status_however_it_is_written(capsys: Capture) -> None:
    for written in ("in-progress", "in progress", "noted,In Progress", '"in progress"'):
        out = outcome(["count", "--by", "status", "--in", FOLDER, f"status:{written}"], capsys)[1]
        assert "     1  in progress  status:in-progress\n" in out


def test_nothing_of_a_stranger_is_run_or_hidden(capsys: Capture, hostile: str) -> None:
    for field in ("theme", "to", "by"):
        for form in ([], ["--csv"]):
            out = outcome(["count", "--by", field, *form, "--in", hostile], capsys)[1]
            assert "\u202e" not in out
    themes = outcome(["count", "--by", "theme", "--csv", "--in", hostile], capsys)[1]
    assert themes.splitlines() == ["theme,name,count", "b,日本,2", "a,'=1+1,1"]
    asked = outcome(["count", "--by", "to", "--csv", "--in", hostile], capsys)[1]
    assert "'@all,'@all,1" in asked
    assert "x y,x y,1" in asked
