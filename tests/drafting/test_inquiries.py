"""Recommendations of inquiries and their answers: none that is not one, none of who answers."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.kit.cases import cases
from tiptui.documents.document import Document, Paragraph, TextSpan, paragraphs
from tiptui.drafting.answers import answer_in
from tiptui.drafting.item_lines import lines_of
from tiptui.drafting.item_runs import runs_of
from tiptui.drafting.items import Items, inquiry_in


def read(texts: Sequence[str]) -> Items:
    document = Document(tuple(map(Paragraph, texts)))
    lines = lines_of(document.paragraphs)
    return inquiry_in(document, lines, runs_of(lines))


@pytest.mark.parametrize(("text", "expected"), cases(__file__, "inquiries.txt"))
def test_an_inquiry_has_its_body_and_its_items_with_their_answers(text: str, expected: str) -> None:
    texts = paragraphs(text)
    items, bodies, left_out, cut = read(texts)
    found = list(bodies)
    for item in items:
        assert not item.makers
        said = " ".join(" ".join(texts[n - 1][start:end] for n, start, end in item.words).split())
        title = f" [{item.title}]" if item.title else ""
        to = f" → {', '.join(item.to)}" if item.to else ""
        found.append(f"{item.number}{title} {said}{to}")
        if item.answer and item.answer.words:
            found[-1] += f" / {item.answer.status}"
            number, start, end = item.answer.words
            words = texts[number - 1][start:end]
            again = answer_in(words, TextSpan(1, 0, end))
            # The span has the words, the whole of them, and nothing else.
            assert again == (item.answer.status, TextSpan(1, 0, len(words)))
    more = f", cut: {', '.join(cut)}" if cut else ""
    rest = [f"left out: {left_out}{more}"] if left_out or cut else []
    assert [*found, *rest] == expected.splitlines()


ANSWERS = Path(__file__).with_name("answers.txt").read_text("utf-8").splitlines()[2:]


@pytest.mark.parametrize("line", ANSWERS)
def test_a_sentence_answers_only_where_rules_explain_it(line: str) -> None:
    expected, _, sentence = line.partition(": ")
    answer = answer_in(sentence, TextSpan(1, 0, len(sentence)), "7")
    assert (answer.status if answer else "-") == expected


@pytest.mark.parametrize(
    ("lines", "bodies"),
    [
        (["UK Harbour Inquiry", "Harbour Inquiry"], ["UK Harbour Inquiry"]),
        (["Report of the Royal Commission into Lamps, Quays and Ports"], None),
        (["Office of the Auditor General", "Committee on Ports"], ["", ""]),
        (["The Committee", "This Inquiry", "Department of Ports", "A committee"], []),
        (["Ports Committee", "Reply to the Quay Commission"], ["Quay Commission"]),
        (["Ports Commission", "Government Response"], []),
    ],
)
def test_only_a_body_that_a_line_names_alone_is_the_maker(
    lines: list[str], bodies: list[str] | None
) -> None:
    found = read(["\n".join(lines)]).bodies
    if bodies is None:
        assert [*found] == ["Royal Commission into Lamps, Quays and Ports"]
    else:
        assert len(found) == len(bodies)
        assert all(body in ("", name) for body, name in zip(bodies, found, strict=True))
