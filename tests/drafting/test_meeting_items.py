"""Decisions and actions of minutes: whole, once, of whom and by when; none that nobody marked."""

import pytest

from tests.kit.cases import cases
from tiptui.documents.document import Document, Paragraph, paragraphs
from tiptui.drafting.item_lines import lines_of
from tiptui.drafting.item_runs import runs_of
from tiptui.drafting.items import Item
from tiptui.drafting.meeting_items import Meeting, is_minutes, meeting_in
from tiptui.speakers.turns import transcript_of


@pytest.mark.parametrize(("text", "expected"), cases(__file__, "meeting_items.txt"))
def test_minutes_have_the_decisions_and_actions_that_they_mark(text: str, expected: str) -> None:
    texts = paragraphs(text)
    document = Document(tuple(map(Paragraph, texts)))
    transcript = transcript_of(document.paragraphs)
    found = ["-"]
    if is_minutes(document, transcript):
        lines = lines_of(document.paragraphs)
        items, left_out = Meeting(document, transcript).items(lines, runs_of(lines))
        found = [meeting_in(document) or "The meeting"]
        decisions = [_line(item, texts) for item in items if item.is_decision]
        found += [*decisions, *(_line(item, texts) for item in items if not item.is_decision)]
        found += [f"left out: {left_out}"] if left_out else []
    assert found == expected.splitlines()


def _line(item: Item, texts: tuple[str, ...]) -> str:
    said = " ".join(" ".join(texts[n - 1][start:end] for n, start, end in item.words).split())
    line = " ".join(filter(None, ("D" if item.is_decision else "A", item.number, said)))
    to = f" → {', '.join(item.to)}" if item.to else ""
    makers = f" / {', '.join(item.makers)}" if item.makers else ""
    answer = f" / {item.answer.status}" if item.answer else ""
    return f"{line}{makers}{to}{item.due and ' ' + item.due}{answer}"
