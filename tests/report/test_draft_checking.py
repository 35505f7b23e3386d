"""Whom a draft credits with words, and what is said of words that are another's or nowhere."""

from pathlib import Path

import pytest

from tests.kit.cases import rows
from tests.kit.checkout import document
from tests.kit.documents import docx, run, word_paragraph
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
    ("draft", "credited", "wrong"), rows(__file__, "drafts.txt", "who is credited")
)
def test_words_of_another(check: DraftCheck, draft: str, credited: str, wrong: str) -> None:
    data, problem = check(convert(draft.encode(), "d.txt"), draft.encode())[-1]
    assert (data["credited"] or "") == credited
    assert (data["status"] == "other-speaker") == (problem is not None) == bool(wrong)


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
