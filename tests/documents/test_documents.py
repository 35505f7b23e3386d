"""What is read of documents of each kind: the paragraphs that were written, and only these."""

import os
from html import escape
from itertools import chain, pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.kit.cases import rows
from tests.kit.documents import (
    Line,
    captions,
    docx,
    in_strict_form,
    list_item,
    list_level,
    pdf,
    pdf_of,
    run,
    set_pages,
    word_paragraph,
    word_row,
)
from tiptui.documents.captions import read_captions
from tiptui.documents.convert import kind_of
from tiptui.documents.document import Document, NoDocument, as_text, paragraphs
from tiptui.documents.html import read_html, read_markdown
from tiptui.documents.pdf import read_pdf
from tiptui.documents.word import read_word

# `EXAMPLES=200 pytest tests/documents/test_documents.py` tries more.
written = settings(deadline=None, max_examples=int(os.environ.get("EXAMPLES", "15")))


def sentences(letters: str, most: int = 60) -> st.SearchStrategy[list[str]]:
    """Paragraphs of one sentence each, of words of some letters."""
    words = st.lists(st.text(letters, min_size=1, max_size=14), min_size=1, max_size=most)
    sentence = words.map(lambda each: f"{' '.join(each).capitalize()}.")
    return st.lists(sentence, min_size=1, max_size=12)


def texts(document: Document) -> list[str]:
    found = [paragraph.text for paragraph in document.paragraphs]
    assert list(paragraphs(as_text(document.paragraphs))) == found
    return found


# What was written.


@written
@given(sentences("abc éüß ж م क 的 <&>\"'"), st.randoms())
def test_paragraphs_of_word_are_read_as_written(said: list[str], random: object) -> None:
    body = "".join(word_paragraph(*(run(part) for part in _parts(each))) for each in said[1:])
    first = f"<w:tbl><w:tr><w:tc>{word_paragraph(run(said[0]))}</w:tc></w:tr></w:tbl>"
    found = read_word(docx(first + body, title=said[0]))
    assert texts(found) == [" ".join(each.split()) for each in said]
    assert found.title == " ".join(said[0].split())


def _parts(text: str) -> list[str]:
    return [text[start:end] for start, end in pairwise([*range(0, len(text), 7), len(text)])]


@written
@given(sentences("abcé ж م क 的 <&>\"'"))
def test_the_blocks_of_a_page_are_read_as_they_were_written(said: list[str]) -> None:
    blocks = [f"<{tag}>{escape(each)}</{tag}>" for each, tag in zip(said, TAGS * 3, strict=False)]
    page = f"<!doctype html><title>T</title><nav>Menu</nav>{'<hr>'.join(blocks)}<footer>F</footer>"
    assert texts(read_html(page.encode())) == [" ".join(each.split()) for each in said]


TAGS = ["p", "h2", "div", "blockquote", "pre"]


@written
@given(sentences("abcé ж م क 的"))
def test_the_paragraphs_of_markdown_are_read_as_they_were_written(said: list[str]) -> None:
    marks = ["", "# ", "> ", "- ", "1. "]
    text = "\n\n<!-- -->\n\n".join(mark + each for mark, each in zip(marks * 3, said, strict=False))
    numbers = ["", "", "", "", "1. "] * 3
    expected = [
        f"{number}{' '.join(each.split())}" for number, each in zip(numbers, said, strict=False)
    ]
    assert texts(read_markdown(text.encode())) == expected


def test_values_of_front_matter_with_several_paragraphs_are_text() -> None:
    note = "summary: >\n  Too short.\nplace: Quay\n"
    front = f"---\ntitle: Port\n{note}minutes: |-\n  ## Actions\n\n  1. Sweep.\n\n  End.\n---\n"
    said = [(of.mark, of.text) for of in read_markdown(f"{front}Go on.".encode()).paragraphs]
    assert said == [("## ", "Actions"), ("", "1. Sweep."), ("", "End."), ("", "Go on.")]


LAST_WORD_OVER_THE_PAGE = [
    "A.",
    "A a a a aaa aaaaa aaaaaa aaaaaaaa aaaaaaaaaaa aaaaaaaaaaaaaa.",
    "A aa aaa aaa aaaa aaaaaaaa aaaaaaaaaaaaaa aaaaaaaaaaaaaa aaa.",
    *["A."] * 8,
]


@written
@given(sentences("abcdefghéü"), st.sampled_from(["D", "r"]))
@example(LAST_WORD_OVER_THE_PAGE, "D")
def test_a_pdf_is_read_without_its_hyphens_heads_and_feet(said: list[str], style: str) -> None:
    pages, begun = set_pages(said * 3)
    found = read_pdf(pdf(pages, f"/PageLabels<</Nums[0<</S/{style}>>]>>"))
    labels = {"D": "1 2 3 4 5 6 7 8", "r": "i ii iii iv v vi vii viii"}[style].split()
    if len(pages) == 1:  # nothing repeats
        assert texts(found)[1:-1] == said * 3
    else:
        assert texts(found) == ["Minutes of the board", *said * 3]
        pages_begun = [labels[page - 1] for page in [1, *begun]]
        assert [each.page for each in found.paragraphs] == pages_begun


ANY = list("abcdef")


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        # A title stays once, be it of the document, or of a chapter; left pages have their own.
        (["Lamps"] * 4, ["Lamps", "", "", ""]),
        (["x", *["Lamps", "Ports"] * 2], ["x", "", "", "", ""]),
        (["Registered Office: Quay 1"] * 2, ["Registered Office: Quay 1", ""]),
        ([*ANY, *["Lamps"] * 5], [*ANY, "Lamps", "", "", "", ""]),
        # On few pages a line does not run, a turn is speech, and a heading counts no pages.
        *[
            (lines, lines)
            for lines in (
                [*["Carried."] * 2, *ANY],
                ["MR. CHEN: Yes."] * 2,
                ["Recommendation 1", "Recommendation 2"],
                ["Article 5", "Article 6", "Article 7"],
                ["Draft Decision 1", "Draft Decision 2", "Draft Decision 3"],
                ["R2023-112 D. Yemm", "R2023-113 D. Yemm"],
            )
        ],
        # Numbers of pages, with words and without.
        *[
            (lines, ["", ""])
            for lines in (
                ["Page 1 of 2", "Page 2 of 2"],
                ["Lamps: Page 1", "Lamps: Page 2"],
                ["3 May 2024 Fine Debates 1", "3 May 2024 Fine Debates 2"],
                ["ii", "iii"],
                ["Doc. 12 Page 4 ID 38", "Doc. 12 Page 5 ID 39"],
                ["ES-4", "ES-5"],
                ["Annual Report 12", "Annual Report 13"],
                ["12 Report", "13 Report"],
                ["Exh. B - 4", "Exh. B - 5"],
            )
        ],
    ],
)
def test_only_what_runs_over_most_pages_is_left_out(lines: list[str], kept: list[str]) -> None:
    pages = [
        [(72, 770 + n % 2 * 2.2, line), (72, 730, f"So {n}."), (300, 30, f"{n}")]
        for n, line in enumerate(lines)
    ]
    said = [(line, f"So {n}.") for n, line in enumerate(kept)]
    assert texts(read_pdf(pdf(pages))) == [text for each in said for text in each if text]


def test_what_runs_at_the_edge_stays_within_the_page() -> None:
    inner = [(72, 600, "Minutes"), (72, 500, "Supported"), (72, 400, "7")]
    pages = [[(72, 780, "Ports"), (72, 740, "Supported"), *inner, (9, 30, f"{n}")] for n in (7, 8)]
    within = ["Minutes", "Supported", "7"]
    assert texts(read_pdf(pdf(pages))) == ["Ports", "Supported", *within, *within]
    # Beside other words, or many, it is a cell of a table.
    names = ["No", "Of", "To", "By"]
    header = [(72 + 120 * n, 770, name) for n, name in enumerate(names)]
    assert texts(read_pdf(pdf([header, header]))) == names * 2
    rows = [[(72, 770, "Supported"), (300, 770, f"Mend lamp {7 * n}")] for n in range(3)]
    assert texts(read_pdf(pdf(rows))).count("Supported") == 3


def test_numbers_beside_the_lines_of_a_pleading_are_left_out() -> None:
    numbers = [(40, 750 - 24 * n, f"{n + 1}") for n in range(28)]
    pages = [[*numbers, (72, 774, "Lamps"), *below(f"So {n}.", top=690)] for n in range(3)]
    assert texts(read_pdf(pdf(pages))) == ["Lamps", "So 0.", "So 1.", "So 2."]
    rows = [*numbers[9:19], (300, 400, "Cells")]
    assert texts(read_pdf(pdf([rows, rows]))).count("14") == 2


def test_a_pdf_written_over_a_longer_one_is_read() -> None:
    table = b"xref\n0 2\n0000000000 65535 f \n0000000003 00000 n \n"
    whole = pdf([[(72, 700, "So.")]])
    rest = table + b"trailer\n<</Size 2/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(whole)
    assert texts(read_pdf(whole + rest)) == ["So."]


def test_letters_drawn_again_to_seem_bold_are_read_once() -> None:
    line, again = "Recommendation 77: ill will", (71.6, 699.4)
    each: list[Line] = [
        (x + 6 * n, y, letter) for n, letter in enumerate(line) for x, y in ((72, 700), again)
    ]
    assert texts(read_pdf(pdf([each]))) == [line]
    for word in ("inquiry", "committee"):
        word_each = [(x + 6 * n, 700, letter) for n, letter in enumerate(word) for x in (72, 72.4)]
        assert texts(read_pdf(pdf([word_each]))) == [word]
    assert texts(read_pdf(pdf([[(72, 700, "inquir"), (102.3, 700, "ry")]]))) == ["inquiry"]
    part, whole = (72, 700, line.replace("e", " ")), (*again, line)
    for first in (whole, part):
        assert texts(read_pdf(pdf([[first, whole]]))) == [line]
    assert texts(read_pdf(pdf([[(72, 700, "Lamps are lit."), (72.3, 700, "Lamps")]]))) == [
        "Lamps are lit."
    ]
    # A space by itself is none.
    assert texts(read_pdf(pdf([[(72, 700, "So"), (80, 700, " "), (84.5, 700, "it")]]))) == ["So it"]


@pytest.mark.parametrize("y", [700, 700.4])
@pytest.mark.parametrize("x", [0, 0.2, 2.4])
def test_a_text_over_another_keeps_letters_that_both_have(x: float, y: float) -> None:
    bill, sum_ = "141, 144, 156, 163, 165, 26", "26406576"
    found = read_pdf(pdf([[(72, 700, bill), (102 + x, y, sum_)]]))
    assert bill + sum_ in "".join(texts(found))


def test_words_that_read_up_or_down_a_page_are_no_part_of_its_lines() -> None:
    lines = [below("So lamps are", "lit today.")] * 4
    turns = {"Ports and quays": "0 1 -1 0", "Up": "0 1 -1 0", "By night": "0 -1 1 0"}
    each = [(500, 690, "By night"), (300, 695, "Up"), (40, 620, "Ports and quays")]
    pages = [[*each, *page] for page in lines]
    said, aside = "So lamps are lit today.", ["Ports and quays", "Up", "By night"]
    assert texts(read_pdf(pdf(pages[:1], turned=turns))) == [said, *aside]
    # At a side they may run, as at the head and the foot.
    found = texts(read_pdf(pdf(pages, turned=turns)))
    assert found == [said, *aside, *[said, "Up", "By night"] * 3]
    side = [(100 + 11 * n, 100, line) for n, line in enumerate(HEALTH)]
    whole = pdf([side], turned=dict.fromkeys(HEALTH, "0 1 -1 0"))
    assert texts(read_pdf(whole)) == [JOINED]


def test_values_of_fields_and_notes_are_words_of_their_page() -> None:
    box = "<</Subtype/{}/Rect[72 {} 200 {}]{}>>".format
    fields = [
        box("Widget", 690, 702, "/FT/Tx/T(n)/V(Ann Lee)"),
        box("Widget", 590, 602, "/Parent<</FT/Ch/V(fr)/Opt[[(de)(Germany)][(fr)(France)]]>>"),
        box("Widget", 490, 502, "/FT/Btn/T(b1)/TU(I agree)/AS/Yes"),
        box("Widget", 390, 402, "/FT/Btn/T(b2)/AS/Off"),
        box("Widget", 290, 302, "/Parent<</FT/Btn/Ff 32768/T(Vote)/V/No>>/AS/No"),
        box("FreeText", 240, 252, "/Contents(To be\\rmended)"),
        box("Text", 190, 202, "/F 2/Contents(Hidden)") + box("Link", 90, 99, "/Contents(Link)"),
        "<</Subtype/Widget/FT/Tx/V(lost)/Rect[1]>> 7",
    ]
    found = texts(read_pdf(pdf([[(72, 710, "Name"), (72, 100, "End")]], notes="".join(fields))))
    assert found == ["Name", "Ann Lee", "France", "☒ I agree", "☒ Vote: No", "To be mended", "End"]


@pytest.mark.parametrize("kind", ["vtt", "srt"])
def test_captions_are_read_with_the_time_they_begin(kind: str) -> None:
    said = [(600, "Ann", "So it"), (601, "Ann", "is."), (4_800, "Ben & Co.", "No.")]
    found = read_captions(captions(said, kind).encode()).paragraphs
    assert [(part.text, part.time, part.voice) for part in found] == [
        ("Ann: So it is.", "00:10:00.5", "Ann"),
        ("Ben & Co.: No.", "01:20:00.5", "Ben & Co."),
    ]


# What is left out, and what is put together.


def test_of_word_what_was_deleted_is_left_out_and_notes_come_last() -> None:
    body = (
        word_paragraph(run("We "), f"<w:ins>{run('should')}</w:ins>", f"<w:del>{OLD}</w:del>")
        + word_paragraph(DELETED_END, run("One "))
        + word_paragraph(run("paragraph"), "<w:r><w:footnoteReference/></w:r>", run("."))
        + f"<w:sdt><w:sdtContent>{word_paragraph(run('A'), SIGNS, run('b'))}"
        + f"</w:sdtContent></w:sdt>{word_paragraph(BOX, run('After'))}"
    )
    notes = f'<w:footnote w:type="separator">{word_paragraph(run("-"))}</w:footnote>'
    notes += f"<w:footnote>{word_paragraph(DELETED_END, run('A note'))}</w:footnote>"
    expected = ["We should", "One paragraph.", "A -b", "After", "In a box", "A note"]
    assert texts(read_word(docx(body, notes))) == expected
    assert texts(read_word(in_strict_form(docx(body, notes)))) == expected


def test_a_drop_cap_begins_the_paragraph_beside_it() -> None:
    frames = (
        f'<w:pPr><w:framePr w:dropCap="{cap}"/></w:pPr>' for cap in ("drop", "margin", "none")
    )
    begun = (word_paragraph(frame, run("I")) for frame in frames)
    body = "".join(f"{cap}{word_paragraph(run('t is so.'))}" for cap in begun)
    assert texts(read_word(docx(body))) == ["It is so.", "It is so.", "I", "t is so."]


DELETED_END = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
SIGNS = "<w:r><w:cr/><w:noBreakHyphen/></w:r>"
OLD = "<w:r><w:delText>must</w:delText></w:r><w:r><w:t>never</w:t></w:r>"
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_BOXED = word_paragraph(run("In a box"))
BOX = (
    f'<w:r><mc:AlternateContent xmlns:mc="{_COMPATIBLE}"><mc:Choice>{_BOXED}</mc:Choice>'
    f"<mc:Fallback>{_BOXED}</mc:Fallback></mc:AlternateContent></w:r>"
)


LISTS = (
    f'<w:abstractNum w:abstractNumId="7">{list_level(0, "decimal", "%1.")}'
    f"{list_level(1, 'lowerLetter', '(%2)')}{list_level(2, 'upperRoman', '%1.%3')}</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="8">'
    f"""{list_level(0, "upperRoman", "%1", '<w:start w:val="4"/>')}"""
    f"""{list_level(1, "decimal", "%1.%2", '<w:pStyle w:val="Sub"/>')}</w:abstractNum>"""
    f'<w:abstractNum w:abstractNumId="9">{list_level(0, "bullet", "o")}'
    f"{list_level(1, 'hebrew1', '%2.')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride><w:lvlOverride w:ilvl="1">'
    '<w:startOverride w:val="?"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="9"/></w:num>'
    '<w:num w:numId="5"><w:abstractNumId w:val="6"/></w:num>'
)
STYLES = "".join(
    f'<w:style w:styleId="{style}"><w:basedOn w:val="{based}"/><w:pPr>{numbered}</w:pPr></w:style>'
    for style, based, numbered in [
        ("Head", "Base", ""),
        ("Base", "Head", '<w:numPr><w:numId w:val="3"/></w:numPr>'),
        ("Sub", "", '<w:numPr><w:numId w:val="3"/></w:numPr>'),
        ("Round", "Round", ""),
    ]
)


def test_of_word_the_numbers_of_lists_stand_before_their_items() -> None:
    items = [
        (list_item("one", 1), "1. one"),
        (list_item("a", 1, 1), "(a) a"),
        (list_item("b", 1, 1), "(b) b"),
        (list_item("deep", 1, 2), "1.I deep"),
        (list_item("", 1), None),
        (word_paragraph(run("between")), "between"),
        (list_item("three", 1), "3. three"),
        (list_item("a again", 1, 1), "(a) a again"),
        (list_item("anew a", 2, 1), "(a) anew a"),
        (list_item("anew", 2), "1. anew"),
        (list_item("on", 2), "2. on"),
        (list_item("Part", 0, style="Head"), "IV Part"),
        (list_item("Chapter", 0, style="Sub"), "IV.1 Chapter"),
        (list_item("bullet", 4), "bullet"),
        (list_item("unknown", 4, 1), "unknown"),
        (list_item("no such list", 6), "no such list"),
        (list_item("no such kind", 5), "no such kind"),
        (list_item("no such level", 1, 8), "no such level"),
        (list_item("no list", 0, style="Round"), "no list"),
    ]
    body = "".join(item for item, _ in items)
    found = texts(read_word(docx(body, lists=LISTS, styles=STYLES)))
    assert found == [text for _, text in items if text]


def test_block_quotations_are_set_apart() -> None:
    names = ["Normal", "Quote", "Intense Quote", "Block Text", "Block Quotation", "Quotations"]
    style = '<w:style w:styleId="{}"><w:name w:val="{}"/></w:style>'.format
    body = "".join(list_item("So.", 0, style=str(n)) for n in range(len(names)))
    found = read_word(docx(body, styles="".join(style(n, name) for n, name in enumerate(names))))
    assert [part.is_quote for part in found.paragraphs] == [False, *[True] * 5]
    page = read_html(b"<p>So<blockquote>it<p>is</blockquote>now").paragraphs
    assert [part.is_quote for part in page] == [False, True, True, False]


def test_headings_and_items_of_lists_have_the_marks_of_markdown() -> None:
    lists = "<ul><li><p>B<ol><li>C<ul><li>D</ul></ol></ul><table><td><ul><li>E"
    page = f"<h1>A</h1><h3></h3><p>So{lists}".encode()
    found = [(of.mark, of.text) for of in read_html(page).paragraphs]
    expected = [("# ", "A"), ("", "So"), ("- ", "B"), ("  ", "1. C"), ("    - ", "D"), ("- ", "E")]
    assert found == expected
    style = '<w:style w:styleId="{0}"><w:name w:val="{0}"/></w:style>'.format
    headings = "".join(list_item("A", 0, style=of) for of in ("Title", "heading 2"))
    body = headings + list_item("B", 4) + list_item("C", 1, 1)
    of_word = read_word(docx(body, lists=LISTS, styles=style("Title") + style("heading 2")))
    found = [(of.mark, of.text) for of in of_word.paragraphs]
    assert found == [("# ", "A"), ("## ", "A"), ("- ", "B"), ("  ", "(a) C")]


def test_a_row_of_a_table_is_a_paragraph_unless_it_is_there_for_the_looks() -> None:
    long = "So it is. " * 201
    rows = [["A", "B and|more", "", "D"], ["", "Only|this"], [long, "Beside"]]
    of_word = "".join(
        word_row(*("".join(word_paragraph(run(p)) for p in cell.split("|")) for cell in row))
        for row in rows
    )
    of_page = "".join(f"<tr><td>{'<td>'.join(row)}" for row in rows).replace("|", "<p>")
    expected = ["A | B and more | | D", "Only", "this", long.strip(), "Beside"]
    within = f"<w:tbl>{word_row(f'<w:tbl>{of_word}</w:tbl>')}</w:tbl>"
    for body in (f"<w:tbl>{of_word}</w:tbl>", within):
        assert texts(read_word(docx(body))) == expected
    assert texts(read_html(f"<p>x<table>{of_page}</table>".encode())) == ["x", *expected]


def test_signs_of_notes_are_no_part_of_the_number_before_them() -> None:
    said = "In 2019¹, 2020¹² m2 4th"
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'.format
    runs = [run("In 2019"), raised("1"), run(", 2020"), raised("12"), run(" m"), raised("2")]
    body = word_paragraph(*runs, run(" 4"), raised("th"))
    assert texts(read_word(docx(body))) == [said]
    line = [(72, 700, "In 2019"), (114, 704, "12"), (126, 700, "so, and m"), (180, 704, "2")]
    lowered = [(72, 600, "In 2019"), (114, 598, "12")]
    found = texts(read_pdf(pdf([[*line, *lowered]], small=["12", "2"])))
    assert found == ["In 2019¹² so, and m2", "In 201912"]


def test_what_is_typed_line_by_line_is_read_so_unless_it_is_prose() -> None:
    typed = ["Ada: Yes.", "Max: No", "indeed.", "(Applause)"]
    joined = ["Ada: Yes.", "Max: No indeed.", "(Applause)"]
    assert texts(read_markdown("\n".join(typed).encode())) == joined
    breaks = "<w:r><w:br/></w:r>".join(map(run, typed))
    assert texts(read_word(docx(word_paragraph(breaks)))) == joined
    prose = ["We met there", "Lahore: a city", "Quetta: another", "as we said", "and so on"]
    assert texts(read_html("<br>".join(prose).encode())) == [" ".join(prose)]


def test_of_a_page_only_what_it_says_is_read() -> None:
    page = """<title>On &amp; on</title><meta charset="iso-8859-1">
    <meta property="article:published_time" content="2024-04-18T10:00:00Z"><p>Café"""
    found = read_html(page.encode("latin-1"))
    assert (texts(found), *found[1:]) == (["Café"], "On & on", "2024-04-18", "text", "", ())
    # One that says which part is its text has no other.
    said = b"<p>Skip<main><header>Head</header><p>So</main><p>Site"
    assert texts(read_html(said)) == ["Head", "So"]
    assert texts(read_html(b"<main><nav>Menu</nav></main><p>So")) == ["So"]
    present = (
        b"<p>Skip<dl><dt>Present<dd>Ann</dl><main><p>So<dl><dt>A</dl></main><nav><dl><dt>B</dl>"
    )
    assert texts(read_html(present)) == ["Present", "Ann", "So", "A"]


def below(*lines: str, top: int = 700, step: int = 11) -> list[Line]:
    return [(72, top - step * n, line) for n, line in enumerate(lines)]


HEALTH = (
    "The health-care sector is well kept, and many more words follow here.",
    "It was in those days, and in those parts of the country, the health-",
    "care sector that was spoken of, with all that is not kept and pre-",
    "served by anyone.",
)
JOINED = " ".join(HEALTH).replace("health- care", "health-care").replace("pre- ser", "preser")
PORT, LAMPS = ["I asked the board and those of a port"] * 3, ["Lamps are lit"] * 6
APART = ["Lamps and", f"{PORT[0].lower()} and so", f"viii. {PORT[0]}.", "and more"]
SUPPORT, BYRON, PLANCK = "With that I support.", "Mr. Byron: I say", "Mr. Planck: so."
MET, NO = ["Ada Byron: We met", "Max Planck: not so."], ["Max Planck: No.", "Lahore: No."]
SHOUT = ["With that I--", "Hon. Members: No!"]
PAGES: list[tuple[list[list[Line]], list[str]]] = [
    # Compounds keep their hyphens, lists their items.
    ([below(*HEALTH, step=12)], [JOINED]),
    ([below("• Another", "• And another")], ["• Another", "• And another"]),
    # Turns in a block are paragraphs, where it is evident or another may end before.
    ([below(*MET, *NO)], [" ".join(MET), " ".join(NO)]),
    ([below(*NO)], [" ".join(NO)]),
    (
        [below(SUPPORT, BYRON, PLANCK, "LAMPS", "The Speaker: No.")],
        [SUPPORT, f"{BYRON} {PLANCK} LAMPS", "The Speaker: No."],
    ),
    ([below(SUPPORT, BYRON)], [SUPPORT, BYRON]),
    ([below(*SHOUT)], SHOUT),
    # A paragraph goes on over the page.
    (
        [below(*PORT, top=140, step=12), below("Authority for lamps.", "The end.", step=30)],
        [" ".join([*PORT, "Authority for lamps."]), "The end."],
    ),
    # Full lines tell how far apart the lines of a paragraph are.
    ([below(*PORT, step=15) + below(*LAMPS, top=500, step=12)], [" ".join(PORT), " ".join(LAMPS)]),
    # Blank lines do not.
    ([below(*chain(*((line, "  ") for line in PORT)), step=12)], [" ".join(PORT)]),
    # A heading does not, nor does a sentence that has ended; no item of a list goes on.
    ([below(*APART, step=45)], APART),
    ([below("\1 \2 \3 \4 \5 \6 \7")], ["ff fi fl ffi ffl st st"]),
    # Edges of pages count them if they have a word, or two numbers at most.
    *[
        ([[(72, 780, edge(n)), *below(f"So {n}.")] for n in (1, 2)], kept)
        for edge, kept in (
            ("1 2 {}".format, ["1 2 1", "So 1.", "1 2 2", "So 2."]),
            ("1 {}".format, ["So 1.", "So 2."]),
            ("1 2 {} lamps".format, ["So 1.", "So 2."]),
        )
    ],
]


@pytest.mark.parametrize(("pages", "expected"), PAGES)
def test_lines_of_a_pdf_are_put_together(pages: list[list[Line]], expected: list[str]) -> None:
    found = read_pdf(pdf(pages, info="/Title(Minutes)"))
    assert texts(found) == expected
    first, *_, last = [each.page for each in found.paragraphs] * 2
    assert (first, last) == ("1", str(len(pages)))
    assert found[1:3] == ("Minutes", "")


CUES = rows(__file__, "captions.txt", "cues")


@pytest.mark.parametrize(("cues", "expected"), CUES)
def test_what_one_voice_says_is_a_paragraph(cues: str, expected: str) -> None:
    text = "WEBVTT - call\n\nNOTE made by\nsomeone\n\n"
    for start, said in (each.split(" ", 1) for each in cues.split("|")):
        text += f"00:00:{start}.000 --> 00:00:{start}.900\n{said}\n\n"
    found = read_captions(text.encode())
    assert (texts(found), found.paragraphs[0].time) == (expected.split("|"), "00:00:01")


TWICE = "{n}{a}{arrow}{b}\nAnn: Light it.{end}{n}{b}{arrow}{b}\nAnn: So.{end}"
SLIPS = [
    {"n": ""},
    {"n": "-1.5 \n\n"},
    {"n": "\n\n1\n"},
    {"a": "00:00:01", "b": "00:00:02"},
    {"a": "00:00:01:000", "b": "00:00:02，000"},
    {"a": "00:01,0", "b": "00:62.000"},
    {"arrow": "\t- >", "end": "\r"},
    {"arrow": " --&gt; "},
    {"end": "\n", "n": "1\n"},
    {"a": "0:00:01.000", "b": "0:00:02.000", "arrow": ",", "n": ""},
]


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("begun", ["", "\nWEBVTT - so\nKind: captions\n\n"])
def test_a_cue_with_a_slip_is_read(slip: dict[str, str], begun: str) -> None:
    usual = {"n": "1\n", "a": "00:00:01,000", "b": "00:00:02,000", "arrow": " --> ", "end": "\n\n"}
    data = (begun + TWICE.format(**usual | slip)).encode()
    found = read_captions(data)
    assert (texts(found), found.remarks) == (["Ann: Light it. So."], ())
    assert found.paragraphs[0].time == "00:00:01"
    assert kind_of(data, "-") == kind_of(data, "call.srt") == ("vtt" if begun else "srt")


HEAD, LATER = "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n", "\n\n00:03.000 --> 00:04.000\n<v Ann>So."


@pytest.mark.parametrize(
    ("text", "expected", "remarks"),
    [
        # Words below a blank line may be those of a cue that has lost its time.
        ("<v Ann>Light\n\n2\n\nit.\n\n3\nNo.", "Ann: Light|?: 2 it. 3 No.|Ann: So.", ()),
        ("\n<v Ann>Hm.\n\nNOTE made\nby hand", "Ann: Hm. So.", ()),
        ("<v Ann>File --> Save: yes.", "Ann: File --> Save: yes. So.", ()),
        *[
            (f"<v Ann>Hm.\n\n{times}\n<v Bo>No.\n\n--> so", "Ann: Hm. So.", (of_two,))
            for times in ("O0:02 --> 00:03", "00:0x -->", "-->")
            for of_two in ("2 cues not read, whose times are unclear; line 7",)
        ],
    ],
)
def test_words_in_captions_are_nobodys_or_counted_if_their_cue_is_unclear(
    text: str, expected: str, remarks: tuple[str, ...]
) -> None:
    found = read_captions((HEAD + text + LATER).encode())
    assert (texts(found), found.remarks) == (expected.split("|"), remarks)


# Which kind it is.


JSON = [
    b'{"segments": [{"speaker": "Ann", "text": "So"}]}',
    b'\xef\xbb\xbf\n[{"name": "Ann",\n"said": "So"}]',
    b'[ { "name": "Ann", "said": "So',  # cut off
    b'{"name": "Ann"}\n{"name": "Bo"}\n',
    b"[1, 2]",
    b"{}",
    b"[" * 100_000,
]
XML = [
    b"<?xml version='1.0'?>\n<?x y?><!DOCTYPE a [<!ENTITY b 'c'>]>\n<a>&b;</a>",
    b"<?xml version='1.0' encoding='iso-8859-1'?><publicwhip>\xe9</publicwhip>",
    b"<!-- so --><akomaNtoso xmlns='http://docs.oasis-open.org/'><debate>",
    "<?xml version='1.0'?><TEI/>".encode("utf-16"),
    b"<!-- so\n--><TEI><text/></TEI>\n",
]
MAIL = [
    b"Received: from a by b;\n\tMon, 4 May 2020\nFrom: Ann <a@example.org>\n\nSo",
    b"Subject: Quays\r\nFrom: Ann\r\nMessage-ID: <1@example.org>\r\n\r\nSo",
    b"From: Ann <ann@example.org>\nTo: Bo <bo@example.org>\nSubject: Quays\n\nSo",
    b"From ann@example.org Mon May  4 10:00:00 2020\nMIME-Version: 1.0\n\nSo",
    b"\nMessage-ID: <1@x>\nContent-Type: text/plain; charset=cp1252\n\nQuays \x96 so",
]


@pytest.mark.parametrize(
    ("data", "file", "kind"),
    [
        (b"%PDF-1.4", "notes.txt", "pdf"),
        (docx(""), "-", "docx"),
        (b"\xef\xbb\xbf\n<!-- x --><!DOCTYPE html><p>", "notes.txt", "html"),
        (b"<p>So</p>", "page.HTM", "html"),
        (b"WEBVTT\n\n", "call.txt", "vtt"),
        (b"WEBVTTX", "call.vtt", "text"),
        (b"Quays\n\n0:01 --> 0:02\nSo", "call.SRT", "srt"),
        (b"Quays\n\n0:01 --> 0:02\nSo", "call.txt", "text"),
        (b"1, 2, 3, 4\n\n0:01,0:02", "call.sbv", "text"),
        (b"1\r\n0:00:01,000 --> 0:00:02,000\r\nSo", "-", "srt"),
        (b"# So: %PDF-", "notes.md", "markdown"),
        # What only looks like something else.
        (b'["No," she said.]', "notes.json", "text"),
        (b"[[Quays]] are dark.", "notes.md", "markdown"),
        (b"<Ann Lee: Light the quays.\n\n<Bo: No.", "call.xml", "text"),
        (b"<ann> Light the quays\n<bo> no </ann> way", "-", "text"),
        (b"<p align='center'>Lamps</p>\n\n<p>So</p>", "notes.md", "markdown"),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<html xmlns='a'><p>So</p></html>", "-", "html"),
        (b"From: Ann Lee\nTo: Board\nDate: 4 May 2020\nSubject: Quays\n\nSo", "a.eml", "text"),
        (b"Subject: Quays\nDate: Monday, 4 May 2020\n\nMessage-ID: is what?", "-", "text"),
        (b"[Ann Lee] 09:41:07\nSo.\n", "-", "zoom"),
        *((data, "-", "json") for data in JSON),
        *((data, "-", "xml") for data in XML),
        *((data, "-", "mail") for data in MAIL),
    ],
)
def test_a_kind_is_told_by_what_is_in_the_file(data: bytes, file: str, kind: str) -> None:
    assert kind_of(data, file) == kind


@pytest.mark.parametrize(("lines", "count"), [(40, 2), (41, 82)])
def test_a_text_typed_by_lines_with_few_blank_ones_is_read_by_lines(lines: int, count: int) -> None:
    block = "So.\n" * lines
    assert len(paragraphs(f"{block}\n{block}")) == count


@pytest.mark.parametrize(
    ("lengths", "count"), [((41, 100, 5), 1), ((40, 5), 2), ((101, 5), 2), ((41, 3, 5), 3)]
)
def test_lines_of_a_pre_are_paragraphs_unless_they_are_wrapped(
    lengths: tuple[int, ...], count: int
) -> None:
    lines = "\n".join("x" * length for length in lengths)
    assert len(texts(read_html(f"<pre>{lines}</pre>".encode()))) == count


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<ol><p>So</p><li>a<li><ol type=a><li>b</ol></ol>", ["So", "1. a", "a. b"]),
        ("<ol><li> <h2> a</h2><li><p><h3>b</h3>c</ol>", ["1. a", "2. b", "c"]),
        ("<ol reversed><li>a<li>b</ol>", ["2. a", "1. b"]),
        ("<ol reversed start=9><li>a<li>b</ol>", ["9. a", "8. b"]),
        ("<ol style='list-style: none'><li>a</ol>", ["a"]),
        ("<ol type=A start=3><li>a<li value=9>b<li>c</ol>", ["C. a", "I. b", "J. c"]),
        ("<ol type=I start=1994><li>a<li>b</ol>", ["MCMXCIV. a", "MCMXCV. b"]),
        ("<ol type=i start=888><li>a<li value=3444>b</ol>", ["dccclxxxviii. a", "mmmcdxliv. b"]),
        ("<ol type=i start=3999><li>a<li>b<li value=0>c</ol>", ["mmmcmxcix. a", "4000. b", "0. c"]),
        ("<ol type=a start=702><li>a<li>b<li value=0>c</ol>", ["zz. a", "aaa. b", "0. c"]),
        ("<meta charset=utf-8><p>Caf\udce9", ["Caf\ufffd"]),
        ("<meta charset=x-none><p>Caf\udce9", ["Café"]),
        ("<meta charset=koi8-r><p>\udcc1", ["а"]),
    ],
)
def test_lists_are_numbered_and_letters_decoded_as_a_browser_does(
    page: str, expected: list[str]
) -> None:
    assert texts(read_html(page.encode("utf-8", "surrogateescape"))) == expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "of OpenDocument; save it"),
        (b"PK\x03\x04ppt/presentation.xml", r"a presentation of PowerPoint \(.pptx\); save it as"),
        (b"PK\x03\x04xl/workbook.xml", r"a workbook \(.xlsx\); tiptui new FOLDER"),
        (b"PK\x03\x04mimetypeapplication/epub+zip", "an e-book"),
        (b"PK\x03\x04notes.txt", "an archive; unpack it first"),
        (b"\x1f\x8b\x08", "an archive; unpack it first"),
        (b"\xd0\xcf\x11\xe0", "a document of an older kind, or encrypted; save it as .docx"),
        (b"\xd0\xcf\x11\xe0" + "__substg1.0_".encode("utf-16-le"), "a mail of Outlook .*as .eml"),
        (
            b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n",
            "as HTML",
        ),
        (MAIL[3] + b"\n\n" + MAIL[3], "a box of several mails; save each as .eml"),
        (b"{\\rtf1", "rich text; save it as .docx"),
    ],
)
def test_what_nobody_reads_here_says_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(NoDocument, match=reason):
        kind_of(data, "-")


def test_pages_of_a_pdf_without_letters_are_counted_but_not_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    font = "<</Type/Font/Subtype/Type1/BaseFont/Courier>>"
    form = "<</Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</A 4 0 R{}>>/Font<</F {}>>>>"
    outer, inner = form.format("/B 5 0 R", font), form.format("", font)
    said = (outer, "/B Do"), (inner, "BT /F 9 Tf 72 700 Td (So) Tj ET " * 2), ("<<", "/A Do")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 6 0 R/Resources<</XObject"
    catalog = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    streams = [f"{of}/Length {len(x)}>>\nstream\n{x}\nendstream" for of, x in said]
    data = pdf_of([*catalog, page + b"<</A 4 0 R>>>>>>", *map(str.encode, streams)])
    assert texts(read_pdf(data)) == ["So"]
    pages: list[list[Line]] = [[(72, 700, f"{n}."), (300, 30, f"{n}")] for n in (1, 3, 5)]
    assert texts(read_pdf(pdf([pages[0], [], pages[1], [], pages[2]]))) == ["1.", "3.", "5."]
    monkeypatch.setattr("pdfminer.pdfinterp.PDFContentParser", None)
    assert not read_pdf(pdf([[], []])).paragraphs


def test_lines_that_each_begin_with_a_person_stay_apart_in_markdown() -> None:
    listed = "Attendees\nAnn Lee, CDL\nBo Day, she/her, ARDC\nKim Ray (Chair)"
    text = f"{listed}\n\nAnn Lee came\nhome with Bo."
    found = [paragraph.text for paragraph in read_markdown(text.encode()).paragraphs]
    people = listed.split("\n")
    assert found == [*people, "Ann Lee came home with Bo."]
