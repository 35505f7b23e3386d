"""Texts of a record as styled words and blocks.

Everything from a record comes in through `marked_up`, which makes it visible and marks what the
query matches. Styles are names; the panes give them their colours from the style sheet.
"""

from collections.abc import Iterator

from textual.content import Content, Span

from tiptui.collection.dialogue import Dialogue
from tiptui.record.items import Item
from tiptui.record.links import Links
from tiptui.record.model import Event, Evidence, Organization, Speaker, Theme
from tiptui.report.plain import cited_words, dates, full_name, present
from tiptui.search.query import Words
from tiptui.text.differing import differ
from tiptui.text.folding import spans
from tiptui.ui.panes.sections import GAP, Block
from tiptui.ui.terminal.widths import fitted_with_places

STYLES = frozenset(
    "title name muted label match differs quote bar cursor thumb active resting marked".split()
) | {"cited", "uncited", "here", "wrong"}
"""The names of the styles of lines; `row--NAME` in the style sheet."""


def marked_up(text: str, words: Words = (), style: str = "") -> Content:
    """Return text, made visible, in a style, with what matches the words marked."""
    shown, places = fitted_with_places(text)
    marks = [Span(0, len(shown), style)] if style and shown else []
    if words:
        marks += [Span(places[start], places[end], "match") for start, end in spans(text, words)]
    return Content(shown, marks)


def differing(text: str, other: str, words: Words) -> tuple[Content, list[str]]:
    """Return a text with what differs from another one marked, and what it leaves out of that."""
    difference, places = differ(text, other), fitted_with_places(text)[1]
    shown = marked_up(text, words, "name")
    marks = [Span(places[start], places[end], "differs") for start, end in difference.spans]
    return Content(shown.plain, [*shown.spans, *marks]), difference.left_out


def about(links: Links, item: Item) -> Iterator[str]:
    """Return the lines that say what something is; none for a claim."""
    if isinstance(item, Speaker):
        body = links.organization(item)
        yield ", ".join(filter(None, (item.role, full_name(body) if body else "")))
    elif isinstance(item, Organization):
        held = [each for each in links.record.event.organizers if each.organization == item.id]
        yield " · ".join(filter(None, (item.abbreviation, *(each.role for each in held))))
        for name in links.speakers_from(item.id):
            speaker = links[name]
            if isinstance(speaker, Speaker):
                yield ", ".join(filter(None, (speaker.name, speaker.role)))
    elif isinstance(item, Theme):
        yield item.description
    elif isinstance(item, Event):
        yield " · ".join(filter(None, (item.classification, dates(item), item.place)))
        yield present(item.attendance, len(links.record.speakers))


SIGNS = {"accepted": "✓", "noted": "◦", "rejected": "✗", "in-progress": "▱", "implemented": "▰"}
"""Of each status a sign of one cell, which tells it from others without a colour."""


def status_words(status: str) -> str:
    """Return a status as it is shown; nothing for none."""
    return f"{SIGNS[status]} {status.replace('-', ' ')}" if status else ""


def quoted(dialogue: Dialogue, evidence: Evidence, words: Words = ()) -> Content:
    """Return the words of a piece of evidence, their source, and how they were found there."""
    source, proof = dialogue.links.source(evidence), dialogue.proof(evidence)
    quotation = marked_up(cited_words(evidence), words, "quote")
    if source:
        quotation += marked_up(f" · {source.id}", style="muted")
    style = "wrong" if proof.is_wrong else "muted"
    return quotation + Content.styled(" · ", "muted") + marked_up(proof.in_words, style=style)


def paragraphs(text: str) -> list[Block]:
    """Return a block for each line of a text."""
    return [Block(marked_up(line)) for line in text.split("\n") if line.strip()]


def note_blocks(note: str, words: Words, indent: int = 0) -> list[Block]:
    """Return the record-keeper's note, if there is one."""
    return [Block(marked_up(f"note: {note}", words, "muted"), indent=indent)] if note else []


def labelled(label: str, blocks: list[Block]) -> list[Block]:
    """Return blocks below a label; nothing where there are none."""
    return [GAP, Block(Content.styled(label, "label")), *blocks] if blocks else []
