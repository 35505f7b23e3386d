"""`count`: its queries find what it counts, and each field has a plain name."""

import json
import shlex
from pathlib import Path

import pytest

from tests.kit.checkout import CHECKOUT, FOLDER
from tests.kit.commands import Capture, outcome
from tests.kit.golden import EVERY_KEY
from tests.kit.grids import of_year
from tests.kit.records import BARE, collected, indexed, several
from tiptui.collection.naming import OF_FIELD
from tiptui.report.counting import count_cells, count_table
from tiptui.report.plain import PLAIN, Pen
from tiptui.view.offers import offers


@pytest.fixture(autouse=True)
def _checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)


@pytest.mark.parametrize("asked", ["is:recommendation", 'a | \'to: -"all night"', '"the ', "-x |"])
def test_the_query_of_a_line_can_be_pasted_and_finds_as_many(asked: str, capsys: Capture) -> None:
    place = ["--in", FOLDER, "--in", EVERY_KEY]
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


@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"]])
def test_a_field_against_itself_counts_pairs(form: list[str], capsys: Capture) -> None:
    count = ["count", "--by", "said", "--by", "response", "--in", EVERY_KEY, *form]
    status, out, err = outcome(count, capsys)
    assert (status, err) == (0, f"tiptui: 4 of 13 claims counted in {EVERY_KEY}\n")
    if form == ["--json"]:
        assert json.loads(out)[0] == {
            "said": "accepted",
            "said_2": "partly-implemented",
            "count": 1,
        }
    elif form:
        assert out.startswith("response,response_2,count\naccepted,partly-implemented,1\n")
    else:
        assert out.splitlines()[1].split() == (
            "1 accepted partly implemented said:accepted said:partly-implemented".split()
        )
        assert len(out.splitlines()) == 5


SHARES = (
    BARE
    + "recommendations:\n"
    + "".join(
        f"  - {{id: r{n}, text: T, by: [a], to: [{to}], responses: [{{status: {status}}}]}}\n"
        for n, (to, status) in enumerate(
            [("North", "noted")] * 6
            + [("North", "accepted")] * 8
            + [("South", "noted")] * 9
            + [("South", "accepted")]
            + [("East", "noted")]
            + [("West", "noted")] * 2
            + [("West", "accepted")]
        )
    )
)


def test_a_share_is_of_the_claims_with_the_value_and_orders_rows(
    capsys: Capture, here: Path
) -> None:
    (here / "r.yaml").write_text(SHARES)
    count = ["count", "--by", "to", "--in", "r.yaml", "--of", "is:recommendation", "status:noted"]
    out = outcome(count, capsys)[1].splitlines()
    assert out == [
        "claims  share  addressee  query",
        "     9   90 %  South      status:noted to:=South",
        "     6   43 %  North      status:noted to:=North",
        "     1  100 %  East       status:noted to:=East",
        "     2   67 %  West       status:noted to:=West",
    ]
    data = json.loads(outcome([*count, "--json"], capsys)[1])
    assert data[0] == {"to": "South", "name": "South", "count": 9, "of": 10, "share": 0.9}
    table = outcome([*count, "--csv", "--by", "theme", "--of", "date:2023"], capsys)[1]
    assert table.splitlines()[1].endswith(",9,0,")


def test_a_whole_name_that_is_a_part_of_others_is_told_with_a_term_for_it(
    capsys: Capture, here: Path
) -> None:
    asked = ["[Niger]", "[Nigeria]", "[Nigeria]", "[Guinea, New Guinea, Guinea Bissau, Old Guinea]"]
    lines = (f"  - {{id: r{n}, text: T, by: [a], to: {to}}}\n" for n, to in enumerate(asked))
    (here / "r.yaml").write_text(f"{BARE}recommendations:\n{''.join(lines)}")

    def remarks(verb: str, *query: str) -> list[str]:
        return outcome([verb, "--in", "r.yaml", *query], capsys)[2].splitlines()[:-1]

    niger = "tiptui: to:niger is Niger and Nigeria · to:=niger"
    assert remarks("find", "to:niger") == remarks("count", "--by", "to", "to:niger") == [niger]
    assert remarks("find", "-to:nowhere,Guinea") == [
        "tiptui: no record has to:nowhere",
        "tiptui: to:Guinea is Guinea, Guinea Bissau, New Guinea, … · to:=Guinea",
    ]
    for query in ("to:=niger", "to:nige", "to:nigeria", "niger", "to:none"):
        assert not remarks("find", query)
    index = indexed(collected((here / "r.yaml").read_text()))
    assert [(offer.name, offer.claims) for offer in offers(index, "to:niger", 8)] == [
        ("Niger", 1),
        ("Nigeria", 2),
    ]


def test_on_a_terminal_only_each_value_counted_by_three_years_has_its_course() -> None:
    texts = [of_year("2010", "sea"), of_year("2014", "sea sea"), of_year("2018", "air sea sea sea")]
    index, fields = indexed(several(*texts)), ("date", "theme")
    counts = count_cells(index.facets.count(fields, index.everything.claims))

    def below(pen: Pen) -> list[str]:
        return count_table(index.facets, "", fields, counts, pen).splitlines()[len(counts) + 1 :]

    assert below(Pen(80)) == ["", "     2010 to 2018", "Sea  ▃▆█", "Air  ▄▄█"]
    assert below(PLAIN) == []
