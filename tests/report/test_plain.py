"""A record as plain text and as JSON."""

import json
import re
from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.kit.any_record import anything, clean, evidence, prose, records
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.record.load import parse
from tiptui.record.model import Attendance, Record, RecordedEvent
from tiptui.report.json_data import as_json, tree
from tiptui.report.plain import PLAIN, Pen, as_text, dialogue_row, finding_rows
from tiptui.search import query
from tiptui.search.index import Finding, Index, findings
from tiptui.search.query import NO_QUERY
from tiptui.text.styles import cells
from tiptui.text.visible import CONTROL, INVISIBLE, visible

# Text


@given(records(st.text("ab ’'\"é", min_size=1, max_size=8)))
def test_typographic_quotation_marks_surround_the_words_of_evidence_and_nothing_else(
    record: Record,
) -> None:
    text = as_text(Dialogue(record))
    quoted = re.findall("“([^“”]*)”", text)
    assert sorted(quoted) == sorted(item.exact for item in evidence(record))
    assert text.count("“") == text.count("”") == len(quoted)


# Phrases


def test_nobody_present_is_said_and_one_day_is_no_span() -> None:
    day, nobody = "2024-04-18", Attendance(count=0)
    event = RecordedEvent(id="e", name="E", start_date=day, end_date=day, attendance=nobody)
    facts = Dialogue(Record(tiptui=1, event=event)).event.facts
    assert facts.words("attendance") == "0 speakers of 0 present"
    assert facts.words("start_date") == "18 April 2024"


# Findings


def lines_of(index: Index, found: Sequence[Finding], pen: Pen = PLAIN) -> list[str]:
    return pen.table([*finding_rows(index, NO_QUERY, found, {}, pen)]).splitlines()


@given(records(anything), st.integers(1, 60))
def test_any_record_is_told_whole_on_lines_that_hide_nothing_and_fit(
    record: Record, width: int
) -> None:
    dialogue = Dialogue(record)
    index, pen = Index(Collection([dialogue])), Pen(width, coloured=True, sought=("a", "e"))
    text, found = as_text(dialogue), findings(index, query.parse(""))
    for part in (*prose(record), *(item.id for item in record.recommendations)):
        assert visible(part) in text
    assert not CONTROL.search(text)
    assert not INVISIBLE.search(text)
    assert text.splitlines() == text.split("\n")[:-1]
    lines = lines_of(index, found)
    assert (lines, len(lines)) == ([visible(line) for line in lines], len(found))
    # On a terminal nothing is wider than it, or sent but styles.
    text = as_text(dialogue, pen=pen) + pen.table([dialogue_row(dialogue, pen)] * 2)
    for line in (*text.splitlines(), *lines_of(index, found, pen)):
        shown = re.sub("\x1b\\[[0-9;]*m", "", line)
        assert shown == visible(shown)
        assert cells(shown) <= width or len(shown.split()) <= 1


# JSON


@given(records(clean))
def test_a_record_as_json_is_a_file_with_the_same_record(record: Record) -> None:
    loaded = parse(as_json(tree(record), ascii_only=False).encode())
    assert [problem for problem in loaded.problems if not problem.warning] == []
    assert loaded.record == record


def test_a_tree_keeps_a_zero() -> None:
    assert tree(Attendance(count=0)) == {"count": 0}


data = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), anything),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(anything, inner)),
    max_leaves=10,
)


@given(data, st.booleans())
def test_json_loses_nothing_and_hides_nothing(value: Any, ascii_only: bool) -> None:
    text = as_json(value, ascii_only)
    assert json.loads(text) == value
    assert text.endswith("\n")
    assert not CONTROL.search(text)
    assert not INVISIBLE.search(text)
    assert text.isascii() or not ascii_only


def test_json_keeps_letters_and_escapes_what_a_terminal_obeys_or_hides() -> None:
    text = as_json("é🙂ا\x1b\x7f\x9b\u202e\U000e0041\r\n", ascii_only=False)
    assert text == '"é🙂ا\\u001b\\u007f\\u009b\\u202e\\udb40\\udc41\\r\\n"\n'
