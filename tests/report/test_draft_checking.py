"""Whom a draft credits with words, and what is said of words that are another's or nowhere."""

from pathlib import Path

import pytest

from tests.kit.checkout import document
from tests.kit.documents import docx, list_item, run, word_paragraph
from tiptui.collection.live import Live
from tiptui.documents.convert import convert
from tiptui.report.draft_checking import DraftCheck, drafts_remark

SPOKEN = document("tests/records/quays.txt")

RECORD = document("tests/records/quays.yaml")


@pytest.fixture(name="check")
def _check(tmp_path: Path) -> DraftCheck:
    (tmp_path / "log.txt").write_text(SPOKEN, "utf-8")
    (tmp_path / "quays.yaml").write_text(RECORD, "utf-8")
    return DraftCheck(Live([str(tmp_path / "quays.yaml")], {}).read_all())


@pytest.mark.parametrize(
    ("draft", "credited", "is_wrong"),
    [
        ("Ann Lee said that “the quays are dark” and left.", "ann", False),
        ("Tom Reyl said that “the quays are dark” and left.", "tom", True),
        ("“The quays are dark,” said Reyl.", "tom", True),
        ("As Mr. Reyl’s paper has it: “The quays are dark.”", "tom", True),
        ("Tom Reyl spoke. “The quays are dark.”", "tom", True),
        ("T. Reyl spoke. “The quays are dark.”", "tom", True),
        ("As Toms had it: “The quays are dark.”", "tom", True),
        ("Tom Reyl spoke. He said that “the quays are dark”.", "tom", True),
        ("Tom Reyl spoke:\n\n> The quays are dark at night.", "tom", True),
        # Two of them said so.
        ("Sue Lee said: “Lamps must burn all night.”", "sue", False),
        ("Tom Reyl said: “Lamps must burn all night.”", "tom", False),
        # Nobody, or not one, is credited.
        ("Somebody said that “the quays are dark”.", None, False),
        ("Lee said that “we will buy thirty lamps”.", None, False),
        ("Tom Reyl and Ann Lee said that “boats come in late”.", None, False),
        ("Spike Reyl said that “the quays are dark”.", None, False),
        ("Tom Reyl spoke. Joe Smith said that “the quays are dark”.", None, False),
        ("Tom Reyl spoke. There was a long silence, and then a voice from the back cried out that"
         " “the quays are dark”.", None, False),
        ("Tom Reyl spoke.\n\nShe said: “The quays are dark.”", None, False),
        ("“I thank Tom Reyl,” she said. “The quays are dark.”", None, False),
        ("Tom Reyl spoke. “The quays are dark!” Ann Lee cried.", None, False),
        # An initial parts two speakers.
        ("“Masts are tall and white,” Kim I. Dow said.", "kim-i", False),
        ("As Kim I. Dow had it: “Masts are tall and white.”", "kim-i", False),
        ("Kim Dow said: “Masts are tall and white.”", "kim", True),
        ("“Masts are tall and white,” Kim Dow said.", "kim", True),
        # A claim without a text has its makers.
        ("Paul Ray: “cranes are old and slow”.", "paul", False),
        ("Tom Reyl: “cranes are old and slow”.", "tom", True),
    ],
)  # fmt: skip
def test_words_of_another(
    check: DraftCheck, draft: str, credited: str | None, is_wrong: bool
) -> None:
    data, problem = check(convert(draft.encode(), "d.txt"), draft.encode())[-1]
    assert data["credited"] == credited
    assert (data["status"] == "other-speaker", problem is not None) == (is_wrong, is_wrong)


def test_words_that_are_not_there(check: DraftCheck) -> None:
    draft = "“Money was paid late” and “no such words anywhere” and “burn all … Lamps must burn”."
    draft += " “Lamps must … thirty lamps”. “quays are dark … Lamps must”"
    found = check(convert(draft.encode(), "d.txt"), draft.encode())
    assert [problem and problem.line("d.txt") for _, problem in found] == [
        'd.txt:1:1: error: altered: "paid"; log ¶3 “Money was voted late” [quote-altered]',
        "d.txt:1:27: error: not found in 1 text [quote-missing]",
        "d.txt:1:56: error: altered: its parts do not stand together: "
        "log ¶2 by Ann Lee, ¶4 by Sue Lee [quote-altered]",
        "d.txt:1:86: error: altered: its parts do not stand together: "
        "log ¶2 by Ann Lee, ¶3 by Thomas Reyl [quote-altered]",
        None,
    ]
    assert drafts_remark(found) == "5 quotations: 1 verbatim, 3 altered, 1 missing"


def test_parts_stand_in_near_paragraphs_where_nobody_has_a_turn(tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_text("\n\n".join(f"Here is word{n} again." for n in range(9)))
    (tmp_path / "quays.yaml").write_text(RECORD, "utf-8")
    draft = "“word1 again … Here is word3”, “word1 again … Here is word4”.".encode()
    found = DraftCheck(Live([str(tmp_path / "quays.yaml")], {}).read_all())(
        convert(draft, "d.txt"), draft
    )
    assert [bool(problem) for _, problem in found] == [False, True]


def test_html_has_lines(check: DraftCheck) -> None:
    data = b"<html><body><p>So.</p>\n<p>He cried &ldquo;money <b>was</b> voted early&rdquo;.</p>"
    ((quotation, _),) = check(convert(data, "d.html"), data)
    assert (quotation["line"], quotation["paragraph"]) == (2, 2)


def test_a_document_of_word_has_paragraphs(check: DraftCheck) -> None:
    texts = "Intro.", "Ann Lee: “The quays are bright.”"
    data = docx("".join(word_paragraph(run(text)) for text in texts))
    ((quotation, problem),) = check(convert(data, "d.docx"), data)
    assert (quotation["line"], quotation["paragraph"], quotation["page"]) == (None, 2, None)
    assert problem
    assert problem.line("d.docx").startswith("d.docx:¶2: error: altered: ")


STYLE = '<w:style w:styleId="q"><w:name w:val="Intense Quote"/></w:style>'


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"She said:\n\n> We go *now*,\n> all of us.\n", "d.md"),
        (
            b"<html><body>She said:<blockquote><p>We go <b>now</b>, all of us.</blockquote>",
            "d.html",
        ),
        (
            docx(
                list_item("She said:", 0) + list_item("We go now, all of us.", 0, style="q"),
                styles=STYLE,
            ),
            "d.docx",
        ),
    ],
)
def test_block_quotations_of_documents(data: bytes, name: str) -> None:
    found = [(of.text, of.is_quote) for of in convert(data, name).paragraphs]
    assert found == [("She said:", False), ("We go now, all of us.", True)]
