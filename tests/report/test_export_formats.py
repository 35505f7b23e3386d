"""Every format: nothing of a stranger is run, and what it says is read back as it was."""

import csv
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from io import BytesIO, StringIO
from itertools import chain
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import rispy  # type: ignore[import-untyped]
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from ruamel.yaml import YAML

from tests.kit.any_record import anything, prose, records
from tests.kit.exports import HOSTILE, hostile
from tests.kit.full import FULL
from tests.kit.records import indexed, provincial, record
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.record.model import Evidence, Record, RecordedSource, keys
from tiptui.report.export import FORMATS, Selection, select
from tiptui.report.figures import figures
from tiptui.report.markdown import block, escape_markdown
from tiptui.report.tables import TABLES, as_csv
from tiptui.search.index import Index
from tiptui.search.query import parse
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
    tables = [sheet for sheet in book if sheet.title != "Summary"]
    assert all(sheet.freeze_panes == "A2" and sheet.auto_filter.ref for sheet in tables)
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
    cells = chain.from_iterable(chain.from_iterable(sheets(of).values()))
    text = "\n".join(cell for cell in cells if isinstance(cell, str))
    assert not [each for each in told(of) if each not in text]


def test_cells_of_a_workbook_hold_numbers_and_dates_and_say_if_a_text_is_cut() -> None:
    of = record(FULL)
    (asked, *others) = of.recommendations
    texts = ["=1+1", "_x0041_", "#N/A", "y" * 40_000, "🙂" * 40_000]
    asked = replace(asked, number="123.10", due="2024-04")
    made = [replace(asked, id=f"n{n}", text=each) for n, each in enumerate(texts)]
    event = replace(of.event, start_date="2024-04-18")
    read = sheets(replace(of, recommendations=(*made, *others), event=event))
    rows = read["Recommendations"]
    assert column(rows, "Number")[:5] == ["123.10"] * 5
    assert column(rows, "Date")[0] == datetime(2024, 4, 18)
    assert column(rows, "Due")[0] == "2024-04"
    cells = column(rows, "Text")[:5]
    assert cells[:3] == texts[:3]
    assert all(len(each.encode("utf-16-le")) // 2 <= 32_767 for each in cells)
    for cell, text in zip(cells[3:], texts[3:], strict=True):
        assert cell == f"{text[:16_000]} … [cut: CSV has all of it]"
    assert column(read["Dialogues"], "Start date")[0] == datetime(2024, 4, 18)


FORM = "ref,dialogue,number,recommendation,to,due,last status,status,date,by,response,note"


def test_the_response_form_has_a_row_for_each_recommendation_and_columns_to_fill_in() -> None:
    selection = select(indexed(provincial()), "in:grayhaven radio")
    text = b"".join(FORMATS["csv"].write(selection, of="response-form")).decode("utf-8-sig")
    heads, *rows = csv.reader(StringIO(text))
    assert ",".join(heads) == FORM
    asked = [claim for claim in selection.claims if claim.kind == "recommendation"]
    assert [row[0] for row in rows] == [claim.ref for claim in asked]
    assert {*chain.from_iterable(row[-5:] for row in rows)} == {""}


def test_the_response_form_of_excel_offers_the_statuses_on_coloured_cells() -> None:
    written = FORMATS["xlsx"].write(select(indexed(provincial()), ""), of="response-form")
    [sheet] = openpyxl.load_workbook(BytesIO(b"".join(written))).worksheets
    heads, *rows = sheet.iter_rows()
    assert ",".join(cell.value for cell in heads) == FORM
    assert len(rows) == 16
    assert sheet.freeze_panes == "A2"
    [choice] = sheet.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1.count("accepted")) == ("H2:H17", 2)
    for row in rows:
        grounds = [cell.fill.fgColor.rgb for cell in row]
        assert grounds == ["00000000"] * 7 + ["FFFFF2CC"] * 5
        # What is typed stays as it is typed; a day is a day.
        assert [cell.number_format for cell in row[-5:]] == ["@", "yyyy-mm-dd", "@", "@", "@"]


# References.


def no_text_becomes_a_line_of_a_reference_by_itself(of: Record) -> None:
    lines = [line for line in exported(of, "ris").split("\n") if line]
    tags = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in lines]
    assert all(tags)
    read = [(tag[1], tag[2]) for tag in tags if tag]
    assert [tag for tag, _ in read if tag in ("TY", "ER")] == ["TY", "ER"] * len(of.sources)
    titles = [value.replace(" ", "") for tag, value in read if tag == "TI"]
    assert titles == [visible(source.title).replace(" ", "") for source in of.sources]


def test_another_program_reads_a_reference_back() -> None:
    of = record(FULL)
    (first, *others) = of.sources
    first = replace(first, title="Old Minutes.docx", url="https://a.example/1", publisher="Board")
    (read, *_) = rispy.loads(exported(replace(of, sources=(first, *others)), "ris"))
    assert read["title"] == of.event.name
    assert read["tertiary_title"].startswith(of.event.name)
    assert (read["urls"], read["year"]) == (["https://a.example/1"], of.event.start_date[:4])


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
    _, head, text = exported(of, "markdown").split("---\n", 2)
    assert "title" in YAML().load(head)
    read = list(inlines(COMMONMARK.parse(text)))
    # Of a name that is only a line break nothing is left in its heading.
    kinds = {each.type for each in read} - {"text", "text_special", "softbreak", "inline"}
    assert {re.sub("_(open|close)", "", kind) for kind in kinds} <= {
        *("heading", "paragraph", "bullet_list", "list_item", "link", "strong"),
        *("footnote", "footnote_ref", "footnote_anchor", "footnote_block"),
    }
    text = spaced("".join(each.content or "\n" for each in read))
    claims = [claim.name for claim in Dialogue(of).claims]
    texts = map(visible, (of.event.name, of.event.summary, *claims))
    assert not [each for each in texts if spaced(each) not in text]


# Documents of Word, and databases.


def letters(element: Any) -> str:
    return "".join(each.text for each in element.iter(qn("w:t")))


def body_of(of: Record) -> Any:
    return docx.Document(BytesIO(b"".join(FORMATS["docx"].write(selected(of))))).element.body


def a_document_is_text(of: Record) -> None:
    body = body_of(of)
    text = "\n".join(letters(each) for each in body.iter(qn("w:p")))
    text = spaced(text.replace("\u200e", ""))
    claims = [claim.name for claim in Dialogue(of).claims]
    texts = map(visible, (of.event.name, of.event.summary, *claims))
    assert not [each for each in texts if spaced(each) not in text]
    # No field is anywhere, and each link leads to a bookmark of ours or to a source.
    assert not [*body.iter(qn("w:instrText"), qn("w:fldSimple"), qn("w:fldChar"))]
    places = {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
    links = [each for each in body.iter(qn("w:hyperlink")) if not each.get(qn("r:id"))]
    assert {each.get(qn("w:anchor")) for each in links} == places


def a_database_has_every_word(of: Record) -> None:
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(b"".join(FORMATS["sqlite"].write(selected(of))))
        assert not base.execute("PRAGMA foreign_key_check").fetchall()
        tables = base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        rows = (base.execute(f"SELECT * FROM {table}").fetchall() for (table,) in tables)
        values = {str(value) for row in chain.from_iterable(rows) for value in row}
    assert not [each for each in told(of) if each and each not in "\n".join(values)]


THEMED = """\
tiptui: 1
event: {{id: e, name: E, start_date: 2024}}
themes: [{{id: air, name: Air}}, {{id: sea, name: Sea}}]
speakers: [{{id: ann, name: Ann}}]
recommendations: [{}]
"""


@pytest.mark.parametrize(
    ("themes", "headings"),
    [
        (["air", "air, sea"], ["Air"]),
        (["sea", "air", "", "air, sea"], ["Air", "Sea", "No theme"]),
        (["", ""], []),
    ],
)
def test_a_claim_stands_under_its_first_theme(themes: list[str], headings: list[str]) -> None:
    items = (f"{{id: r{n}, text: T, by: [ann], themes: [{of}]}}" for n, of in enumerate(themes))
    of = record(THEMED.format(", ".join(items)))
    read = docx.Document(BytesIO(b"".join(FORMATS["docx"].write(selected(of)))))
    styled = [(each.text, each.style and each.style.name) for each in read.paragraphs]
    assert [text for text, style in styled if style == "Heading 2"] == headings
    asked = [each for each in read.tables if each.cell(0, 0).text == "No."]
    assert sum(len(each.rows) - 1 for each in asked) == len(themes)
    assert re.findall("^## (.*)", exported(of, "markdown"), re.MULTILINE) == headings


def test_words_and_their_quotations_lead_to_each_other() -> None:
    body = body_of(record(FULL))
    asked = next(each for each in body.iter(qn("w:tbl")) if "No." in letters(each))
    (link, *_) = asked.iter(qn("w:hyperlink"))
    (quoted,) = body.xpath(f".//w:p[w:bookmarkStart/@w:name='{link.get(qn('w:anchor'))}']")
    assert letters(quoted).startswith("“")
    (back, *_) = quoted.iter(qn("w:hyperlink"))
    (place,) = body.xpath(f".//w:p[w:bookmarkStart/@w:name='{back.get(qn('w:anchor'))}']")
    assert link in [*place.iter()]


def test_what_is_written_from_the_right_stands_right() -> None:
    of = record(FULL)
    words = "صوبے میں 24 گھنٹے IOM 1 report"
    (asked, *others) = of.recommendations
    asked = replace(asked, text=words)
    body = body_of(replace(of, recommendations=(asked, *others)))
    (paragraph, *_) = (each for each in body.iter(qn("w:p")) if "صوبے" in letters(each))
    assert paragraph.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    runs = paragraph.findall(qn("w:r"))
    from_right = [letters(each) for each in runs if each.find(f".//{qn('w:rtl')}") is not None]
    assert from_right == ["صوبے میں ", " گھنٹے "]
    assert "".join(letters(each) for each in runs).count("\u200e") == 2


def test_a_template_gives_its_styles_and_its_header(tmp_path: Path) -> None:
    template = docx.Document()
    template.add_paragraph("of the template")
    template.sections[0].header.paragraphs[0].text = "Our house"
    template.styles["Heading 1"].font.name = "Own"
    for name in ("List Paragraph", "Table Grid"):
        template.styles.element.remove(template.styles[name].element)
    template.save(str(tmp_path / "own.docx"))
    made = FORMATS["docx"].write(selected(record(FULL)), template=str(tmp_path / "own.docx"))
    read = docx.Document(BytesIO(b"".join(made)))
    assert read.sections[0].header.paragraphs[0].text == "Our house"
    heads = [each for each in read.paragraphs if each.style and each.style.name == "Heading 1"]
    assert {each.style.font.name for each in heads if each.style} == {"Own"}
    assert "of the template" not in [each.text for each in read.paragraphs]
    assert {"List Paragraph", "Table Grid"} <= {each.name for each in read.styles}


@settings(max_examples=settings().max_examples // 3)
@given(records(anything))
@example(hostile())
def test_any_record_is_whole_in_each_format_and_nothing_more_than_text(of: Record) -> None:
    no_cell_is_run_and_none_loses_a_letter(of)
    no_text_becomes_a_line_of_a_reference_by_itself(of)
    a_brief_is_text_to_commonmark(of)
    a_document_is_text(of)
    a_database_has_every_word(replace(of, event=replace(of.event, organizers=())))


SIGNS = st.text(alphabet="""ab1 \\`*_[]<>&~|$^=@"'{}#-+.:/!();x""", max_size=12)

LINES = [
    *(("", "", ""), ("- ", "", ""), ("## ", "", ""), ("- x — ", "", "[^a]\n\n[^a]: n")),
    *(("- ", " — y (z)", "[^a]\n\n[^a]: n"), ("x[^a]\n\n[^a]: “", "” — y", "")),
]
"""The surroundings of a text in a brief: before it, after it, and below its line."""


@settings(max_examples=4 * settings().max_examples)
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
        assert b"\x1b" not in each or form in ("docx", "sqlite", "xlsx")
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


def test_every_key_of_a_source_and_the_roles_of_organizers_are_exported() -> None:
    of = record(FULL)
    heads, row = csv.reader(StringIO(exported(of, "csv", of="sources")[1:]))
    assert {key.name for key in keys(RecordedSource)} <= {*heads}
    assert all(row)
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(b"".join(FORMATS["sqlite"].write(selected(of))))
        assert base.execute("SELECT role FROM organizers").fetchall() == [("host",)]
        assert base.execute("SELECT outline FROM sources").fetchall() == [("One; Two",)]


@pytest.mark.parametrize("query", ["", "theme:safety", "status:none"])
def test_the_figures_of_a_workbook_and_a_report_are_those_of_count(query: str) -> None:
    collection = provincial()
    selection = select(indexed(collection), query)
    book = openpyxl.load_workbook(BytesIO(b"".join(FORMATS["xlsx"].write(selection))))
    assert book.sheetnames[0] == "Summary"
    sheet = [row for row in book["Summary"].iter_rows(values_only=True) if row[0]]
    report = docx.Document(BytesIO(b"".join(FORMATS["docx"].write(selection))))
    tables = [row.cells for table in report.tables for row in table.rows]
    for field in ("status", "to", "theme"):
        counts = selection.opened.count(selection.opened.hits(parse(query)), field)
        own = {(one.value.name, one.number) for one in counts.of.values()}
        assert len(own) < 2 or own <= {row[:2] for row in sheet}
        assert len(own) < 2 or own <= {
            (cells[0].text, int(cells[1].text)) for cells in tables if cells[1].text.isdigit()
        }
    assert len(book["Summary"]._charts) == sum(row[1] == "Claims" for row in sheet)


def test_the_first_addressees_have_their_numbers_and_the_rest_have_theirs() -> None:
    asked = ", ".join(f"{{id: r{n}, text: T, by: [ann], to: [Body {n}]}}" for n in range(40))
    found = figures(selected(record(THEMED.format(asked))))
    (addressees,) = (each for each in found if each.title == "Addressees")
    assert len(addressees.rows) == 16
    assert addressees.rows[-1] == ("the 25 others", [25])


def test_a_report_for_word_says_the_dialogue_of_each_row_and_mixes_no_numbers() -> None:
    selection = select(indexed(provincial()), "is:recommendation")
    report = docx.Document(BytesIO(b"".join(FORMATS["docx"].write(selection))))
    rows = [table.rows[1:] for table in report.tables if table.cell(0, 0).text == "No."]
    cells = [row.cells for row in chain.from_iterable(rows)]
    assert [row[0].text for row in cells] == [str(n) for n in range(1, len(cells) + 1)]
    assert all(", 2025" in row[1].text or " 2025" in row[1].text for row in cells)
    lines = [line for cell in report.tables[0]._cells for line in cell.paragraphs]
    assert all(line.paragraph_format.keep_with_next for line in lines)
    words = "\n".join(each.text for each in report.paragraphs)
    assert "16 recommendations were made by 8 speakers; 10 of them with a response." in words
    assert not re.search("[0-9a-f]{64}", words)


def test_sheets_print_on_landscape_pages_one_page_wide_with_ids_last() -> None:
    made = b"".join(FORMATS["xlsx"].write(select(indexed(provincial()), "")))
    for sheet in openpyxl.load_workbook(BytesIO(made)).worksheets[1:-1]:
        # One page wide is what a file means that does not say how many.
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", None)
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "Id" not in [cell.value for cell in sheet[1]][:-1]
