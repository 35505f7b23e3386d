"""Every format: nothing of a stranger is run, and what it says is read back as it was."""

import csv
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO, StringIO
from itertools import chain
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from tests.kit.any_record import anything, prose, records
from tests.kit.exports import HOSTILE, hostile
from tests.kit.full import FULL
from tests.kit.records import record
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.record.model import Evidence, Record
from tiptui.report.export import FORMATS, Selection, select
from tiptui.report.markdown import block, escape_markdown
from tiptui.report.tables import TABLES, as_csv
from tiptui.search.index import Index
from tiptui.text.visible import visible


def selected(of: Record, query: str = "") -> Selection:
    return select(Index(Collection([Dialogue(of)])), query)


def exported(of: Record, form: str, /, **further: str) -> str:
    return b"".join(FORMATS[form].write(selected(of), **further)).decode()


def told(of: Record) -> list[str]:
    """Return the texts of the event, of speakers and of claims, as they are shown."""
    parts = (of.event, *of.speakers, *of.recommendations)
    return [visible(text) for part in parts for text in prose(part)]


def spaced(text: str) -> str:
    """Return a text with no difference between spaces."""
    return " ".join(text.split())


# Tables.

_RUN = r"\s*[=+\-@＝＋－＠]"


def column(rows: list[list[Any]], name: str) -> list[Any]:
    place = rows[0].index(name)
    return [row[place] for row in rows[1:]]


def no_cell_is_run_and_none_loses_a_letter(of: Record) -> None:
    of = replace(of, event=replace(of.event, organizers=()))
    tables = [exported(of, "csv", of=table) for table in TABLES]
    assert all(table[0] == "\ufeff" for table in tables)
    read = chain.from_iterable(csv.reader(StringIO(table[1:])) for table in tables)
    cells = [*chain.from_iterable(read)]
    assert not [each for each in cells if re.match(_RUN, each)]
    text = "\n".join(cells)
    assert not [each for each in told(of) if each not in text]


def test_a_cell_that_would_be_run_differs_from_one_with_an_apostrophe() -> None:
    assert as_csv([["=1", "'=1", " =1", "'a", 1]]) == "'=1,''=1,' =1,'a,1\n"


# Workbooks.


def sheets(of: Record) -> dict[str, list[list[Any]]]:
    """Return the cells of each sheet of a workbook; none of them has a formula."""
    data = b"".join(FORMATS["xlsx"].write(selected(of)))
    book = openpyxl.load_workbook(BytesIO(data))
    assert all(sheet.freeze_panes == "A2" and sheet.auto_filter.ref for sheet in book)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    runs = [cell for cell in cells if re.match(_RUN, str(cell.value))]
    assert all(cell.quotePrefix for cell in runs)
    read = {s.title: [[c.value or "" for c in row] for row in s.iter_rows()] for s in book}
    assert list(read)[-1] == "About"
    return read


@settings(max_examples=6)
@given(records(anything))
def test_a_workbook_has_every_letter_and_no_formula(of: Record) -> None:
    of = replace(of, event=replace(of.event, organizers=()))
    read = {
        title: [[unescape(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
        for title, rows in sheets(of).items()
    }
    cells = chain.from_iterable(chain.from_iterable(read.values()))
    text = "\n".join(cell for cell in cells if isinstance(cell, str))
    assert not [each for each in told(of) if each not in text]


def test_cells_of_a_workbook_hold_numbers_dates_and_long_texts_whole() -> None:
    of = record(FULL)
    (asked, *others) = of.recommendations
    texts = ["=1+1", "_x0041_", "#N/A", "y" * 40_000, "🙂" * 40_000]
    asked = replace(asked, number="123.10", due="2024-04")
    made = [replace(asked, id=f"n{n}", text=each) for n, each in enumerate(texts)]
    event = replace(of.event, start_date="2024-04-18")
    read = sheets(replace(of, recommendations=(*made, *others), event=event))
    rows = read["Recommendations"]
    assert column(rows, "number")[:5] == ["123.10"] * 5
    assert column(rows, "date")[0] == datetime(2024, 4, 18)
    assert column(rows, "due")[0] == "2024-04"
    cells = column(rows, "text")[:5]
    assert [unescape(each) for each in cells[:3]] == texts[:3]
    assert all(len(each.encode("utf-16-le")) // 2 <= 32_767 for each in cells)
    # The rest of a text stands in the last sheet.
    place = f"Recommendations {get_column_letter(rows[0].index('text') + 1)}"
    for number, text in enumerate(texts[3:], 5):
        cell = cells[number - 2].removesuffix(" … [goes on in the sheet About]")
        rest = [row[2] for row in read["About"] if row[1] == f"{place}{number}"]
        assert "".join((cell, *rest)) == text
    assert column(read["Dialogues"], "start_date")[0] == datetime(2024, 4, 18)


def test_a_workbook_leaves_those_that_are_written_meanwhile_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    selection = selected(record(FULL))
    theirs = openpyxl.Workbook(write_only=True)
    sheet = theirs.create_sheet()
    sheet.append(["kept"])
    # One is left in the midst of its first sheet, and one goes on after another is done.
    left, slow = (FORMATS["xlsx"].write(selection) for _ in range(2))
    assert [next(left), next(slow)] == [b"", b""]
    left.close()  # type: ignore[attr-defined]
    whole = b"".join(FORMATS["xlsx"].write(selection))
    assert b"".join(slow) == whole
    sheet.append(["too"])
    theirs.save(file := BytesIO())
    assert [*openpyxl.load_workbook(file).active.values] == [("kept",), ("too",)]
    assert not [*tmp_path.iterdir()]


# References.


def no_text_becomes_a_line_of_a_reference_by_itself(of: Record) -> None:
    lines = [line for line in exported(of, "ris").split("\n") if line]
    tags = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in lines]
    assert all(tags)
    read = [(tag[1], tag[2]) for tag in tags if tag]
    assert [tag for tag, _ in read if tag in ("TY", "ER")] == ["TY", "ER"] * len(of.sources)
    titles = [value.replace(" ", "") for tag, value in read if tag == "TI"]
    assert titles == [visible(source.title).replace(" ", "") for source in of.sources]


def test_a_tag_in_a_reference_gets_a_space() -> None:
    text = exported(hostile(), "ris")
    assert not re.search(r"<[a-z/!?]|&\w+;", text)
    without = text.replace(" ", "")
    assert not [each for each in HOSTILE if visible(each).replace(" ", "") not in without]


# Briefs.


def inlines(tokens: Any) -> Iterator[Any]:
    for token in tokens:
        yield from inlines(token.children) if token.children else (token,)


COMMONMARK = MarkdownIt("commonmark").enable(["strikethrough", "table"]).use(footnote_plugin)


def a_brief_is_text_to_commonmark(of: Record) -> None:
    read = list(inlines(COMMONMARK.parse(exported(of, "markdown"))))
    # Of a name that is only a line break nothing is left in its heading.
    kinds = {each.type for each in read} - {"text", "text_special", "softbreak", "inline"}
    assert {re.sub("_(open|close)", "", kind) for kind in kinds} <= {
        *("heading", "paragraph", "bullet_list", "list_item", "link"),
        *("footnote", "footnote_ref", "footnote_anchor", "footnote_block"),
    }
    text = spaced("".join(each.content or "\n" for each in read))
    claims = [claim.name for claim in Dialogue(of).claims]
    texts = map(visible, (of.event.name, of.event.summary, *claims))
    assert not [each for each in texts if spaced(each) not in text]


@settings(max_examples=15)
@given(records(anything))
@example(hostile())
def test_any_record_is_whole_in_each_format_and_nothing_more_than_text(of: Record) -> None:
    no_cell_is_run_and_none_loses_a_letter(of)
    no_text_becomes_a_line_of_a_reference_by_itself(of)
    a_brief_is_text_to_commonmark(of)


SIGNS = st.text(alphabet="""ab1 \\`*_[]<>&~|$^=@"'{}#-+.:/!();x""", max_size=12)

LINES = [
    *(("", "", ""), ("- ", "", ""), ("## ", "", ""), ("- x — ", "", "[^a]\n\n[^a]: n")),
    *(("- ", " — y (z)", "[^a]\n\n[^a]: n"), ("x[^a]\n\n[^a]: “", "” — y", "")),
]
"""The surroundings of a text in a brief: before it, after it, and below its line."""


@settings(max_examples=200)
@given(st.one_of(SIGNS, st.text(max_size=20), st.sampled_from(HOSTILE)))
@example("^[]1")  # a footnote in its line
def test_every_text_stays_itself_in_each_line(text: str) -> None:
    shown = visible(text).strip()
    for before, after, below in LINES if shown else ():
        mark = re.match("- (?=x)|- |## |x.* |", before, re.DOTALL)
        assert mark
        line = block(f"{before[mark.end() :]}{escape_markdown(text)}{after}")
        read = list(inlines(COMMONMARK.parse(f"{mark[0]}{line}{below}")))
        assert shown in "".join(each.content for each in read if each.type.startswith("text"))
        assert sum(each.type in ("paragraph_open", "heading_open") for each in read) <= 2
        assert {"link_open", "em_open", "s_open", "html_inline", "code_inline"}.isdisjoint(
            each.type for each in read
        )


@pytest.mark.parametrize(
    "text",
    [
        *("Fishers' Guild", 'said "so" -- and ...', "a_b [sic] and", "R&D for C#", "5 < 6 > 4"),
        *("e.g. Dr. Who (50 %)", "$5 and $6", "@home {x} | y ^ z", "p. 12: ¶4", "1.5 and 2024"),
    ],
)
def test_nothing_is_escaped_that_stays_itself_anyway(text: str) -> None:
    assert block(escape_markdown(text)) == text


# What it is of.


@pytest.mark.parametrize("form", FORMATS)
def test_a_query_may_have_any_bytes(form: str) -> None:
    selection = selected(record(FULL), "-\udcff</script>\x1b")
    written = FORMATS[form]
    data = b"".join(written.write(selection))
    for each in (data, *written.write_beside(selection, "").values()):
        assert b"\x1b" not in each or form == "xlsx"
    assert len(data) > 300


# Said again and again.


@pytest.mark.parametrize("form", ["html", "markdown", "csv", "ris"])
def test_a_long_text_is_not_whole_beside_each_thing_that_belongs_to_it(form: str) -> None:
    evidence = tuple(Evidence(paragraph=1, exact="x", source=each) for each in ("log", "two"))
    of = record(FULL)
    (asked, *_) = of.recommendations
    response = replace(asked.responses[0], evidence=evidence)
    long = replace(asked, text="y" * 5_000, evidence=evidence, responses=(response, response))
    sources = (of.sources[0], replace(of.sources[0], id="two"))
    of = replace(of, recommendations=(long,), sources=sources)
    tables = TABLES if form == "csv" else ()
    text = exported(of, form) + "".join(exported(of, form, of=table) for table in tables[1:])
    assert len(re.findall("y{1001,}", text)) == 1
