"""Selections of claims to export, in any format."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

import tiptui
from tests.kit.exports import YEARS, two
from tests.kit.records import SOURCED, SPOKEN, TO_FILL_IN, indexed, record
from tests.kit.views import EVENT, at, scene
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.live import Live, in_order
from tiptui.collection.opened import Collection
from tiptui.files.input import NoInput
from tiptui.record.forms import EVENT_NAME
from tiptui.report.citations import choices
from tiptui.report.export import Selection, Sum, select
from tiptui.report.page import write
from tiptui.report.plain import as_text, dialogue_row
from tiptui.search.index import Index
from tiptui.search.query import parse
from tiptui.ui.panes.lists import claim_row
from tiptui.ui.panes.pages import detail_page, event_page

FILES = ("own.yaml", "log.txt")


def ids_in(selection: Selection) -> str:
    """Return the id of each dialogue, with those of its speakers and of its claims."""
    return " | ".join(
        ": ".join((dialogue.id, *(" ".join(of.id for of in entries) for entries in excerpt)))
        for dialogue, *excerpt in selection.excerpts
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "b: ann bo: point/1 point/2 ann/1 r1 | a: ann bo: point/1 point/2 ann/1 r1"),
        # A speaker through a claim, in the dialogue of the claim alone.
        ("lamps blue", "b: ann: ann/1"),
        ("light in:a", "a: bo: r1"),
        # By name, in each dialogue that the query leaves, with all that they say.
        ("ann", "b: ann: point/2 ann/1 | a: ann: point/2 ann/1"),
        ("ann date:2024", "a: ann: point/2 ann/1"),
        # A speaker without a claim that matches; a claim that nobody made.
        ("is:person -ann -light", "b: bo:  | a: bo: "),
        ("agree", "b: : point/1 | a: : point/1"),
        # An event by itself is no more found than by `find`.
        ("event", ""),
    ],
)
def test_matches_stand_in_the_order_of_the_records(query: str, found: str) -> None:
    assert ids_in(select(indexed(two()), query)) == found


@pytest.mark.parametrize("is_single", [True, False])
def test_no_placeholder_is_shown_for_a_name_or_a_date(is_single: bool) -> None:
    dialogue = Dialogue(record(TO_FILL_IN))
    other = Dialogue(record(YEARS.format(id="a", year=2024)))
    collection = Collection([dialogue] if is_single else in_order([dialogue, other]))
    whole, key = scene(collection), dialogue.prefix + "speaker-1/1"
    scenes = [whole, *(scene(collection, at(EVENT, name)) for name in whole.rows(EVENT))]
    pages = [event_page(whole), *map(detail_page, scenes)]
    lines = [line for page in pages for n in range(page.size) for line in page.lines(n, 10_000)]
    texts = [
        *(line.text.plain for line in lines),
        *("\n".join(map(str, claim_row(whole, key, 200))), as_text(dialogue)),
        *("  ".join(dialogue_row(dialogue)), *choices(whole.index, key).values()),
        *choices(whole.index, dialogue.id).values(),
        *(each.name for field in ("in", "date") for each in whole.index.facets.values(field)),
    ]
    told = "\n".join(texts)
    assert not re.search(f"{EVENT_NAME}|0001|January|1 Jan", told)
    assert told.count("[name missing]") > 5 < told.count("[date missing]")
    assert list(whole.index.hits(parse("in:missing")).of["statements"]) == [key]
    # What has no date is no year, and stands below what has one.
    assert collection.dialogues[-1] is dialogue
    if not is_single:
        assert "2024 to" not in told
        html = "".join(write(select(whole.index, "")))
        assert re.findall("<h1[^>]*>(.*?)</h1>\n<p>(.*?)</p>", html) == [("2 dialogues", "2024")]


def test_the_origin_of_an_export_is_enough_to_make_it_again(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "own.yaml").write_text(SOURCED, "utf-8")
    (here / "log.txt").write_text(SPOKEN, "utf-8")
    own, text = (sha256((here / file).read_bytes()).hexdigest() for file in FILES)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86399")
    for path, given in (("own.yaml", {"log": "log.txt"}), (".", {"e#log": "log.txt"})):
        live = Live([path], given)
        selection = select(Index(live.read_all()), "windows", live)
        found = selection.provenance
        assert found[:5] == ("1970-01-01", tiptui.__version__, "windows", 2, 5)
        assert found.sums == [Sum("record", "e", "e", own), Sum("text", "e", "The log", text)]
        assert found.facts["Claims"] == "2 of 5"
        assert found.facts["Overdue"] == "as of 1 January 1970"
        assert found.data["sha256"][1]["name"] == "The log"
    # Of what has changed since it was read, nothing is said.
    (here / "log.txt").write_text("Other words", "utf-8")
    (here / "own.yaml").unlink()
    assert [each.sha256 for each in selection.provenance.sums] == ["", ""]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "now")
    with pytest.raises(NoInput, match="is not a number of seconds"):
        assert selection.provenance
