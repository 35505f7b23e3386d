"""The page of the sources: cited words marked, sentences that nobody cites as well."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from textual.content import Content, Span
from textual.style import Style

from tiptui.collection.dialogue import Dialogue
from tiptui.proof.passages import Passage, Piece
from tiptui.record.model import Source
from tiptui.text.folding import spans
from tiptui.text.visible import plural
from tiptui.ui.panes.markup import mark_up
from tiptui.ui.panes.page import GAP, INDENT, Block, BlockSections, Sections, saying, stop_style
from tiptui.ui.terminal.widths import fit_with_places
from tiptui.view.scene import Scene
from tiptui.view.shown import PageShown

ASKS = "▸"
"""What stands before a sentence that asks and that nobody cites."""

NOT_LOADED = "source text not loaded: the record-keeper's outline, with the words that are cited"


def source_page(scene: Scene, shown: PageShown) -> Sections:
    """Return the page of all sources."""
    if not shown.subject:
        return saying("Looking through the text …")
    return SourceSections(scene.dialogue, shown) if scene.dialogue else BlockSections(())


class SourceSections:
    """A section for the head of each source, and one for each piece of its text, or outline."""

    def __init__(self, dialogue: Dialogue, shown: PageShown) -> None:
        self._passages = dialogue.passages
        self._sources = dialogue.record.sources
        self._words = shown.words
        self._stops = cast(Sequence[Passage], shown.stops)

    def __len__(self) -> int:
        return len(self._passages.pieces)

    def guess(self, width: int) -> list[int]:
        room = max(1, width - INDENT)
        return [
            2 + (end - start) // room if number else 3
            for _, number, start, end in self._passages.pieces
        ]

    def section_of(self, stop: int) -> int:
        return self._passages.piece_of(self._stops[stop])

    def blocks(self, section: int) -> Iterable[Block]:
        piece = self._passages.pieces[section]
        source = self._sources[piece.source]
        return self._piece(source, piece) if piece.paragraph else self._head(source, bool(section))

    def _head(self, source: Source, follows: bool) -> Iterator[Block]:
        if follows:
            yield GAP
        facts = (source.type or "", source.publisher, source.published, source.url)
        yield Block(mark_up(source.title, style="title"))
        yield Block(mark_up(" · ".join(filter(None, facts)), style="muted"))
        if source.id not in self._passages.texts:
            yield Block(Content.styled(NOT_LOADED, "muted"))

    def _piece(self, source: Source, piece: Piece) -> Iterator[Block]:
        """Return a piece of a paragraph; below the last each phrase that stands nowhere in it."""
        _, number, start, end = piece
        lines = self._passages.lines(source)
        line = lines[number - 1] if number <= len(lines) else ""
        text, moved = fit_with_places(line[start:end].rstrip())

        def span(style: str | Style, first: int, after: int) -> Span:
            return Span(moved[max(first, 0)], moved[min(after, len(moved) - 1)], style)

        def is_here(stop: Passage) -> bool:
            return stop.start < end and stop.end > start

        resting = self._passages.by_paragraph.get((source.id, number), ())
        stops = list(self._stops_in(source.id, number))
        for n, stop in reversed(resting):
            if self._passages.is_asking(n) and start <= stop.start < end:
                at = moved[stop.start - start]
                text = f"{text[:at]}{ASKS} {text[at:]}"
                moved = [each + len(ASKS) + 1 if each >= at else each for each in moved]
        marks = [
            span(self._style(n, stop), stop.start - start, stop.end - start)
            for n, stop in resting
            if is_here(stop)
        ]
        marks += [
            span(stop_style(n), stop.start - start, stop.end - start)
            for n, stop in stops
            if is_here(stop)
        ]
        marks += [span("match", *found) for found in spans(line[start:end], self._words)]
        # While searching without a text, the stop is the line with its phrases, not each phrase.
        whole = stops[0][0] if self._words and stops and stops[0][1].start < 0 else None
        if not start:
            yield GAP
        lead = "" if start else f"¶{number}"
        yield Block(Content(text, marks), whole, indent=INDENT, lead=lead)
        for n, stop in stops if whole is None and end == len(line) else ():
            if stop.start < 0:
                words = mark_up(f"“{stop.words}” ", style="quote")
                if source.id in self._passages.texts:
                    words += Content.styled("not found", "wrong") + Content.styled(" · ", "muted")
                count = Content.styled(plural(len(stop.claims), "claim"), "muted")
                yield Block(words + count, n, indent=INDENT)

    def _style(self, number: int, stop: Passage) -> str:
        if stop.claims:
            return "cited"
        return "asks" if self._passages.is_asking(number) else "uncited"

    def _stops_in(self, source: str, paragraph: int) -> Iterator[tuple[int, Passage]]:
        """Return the stops in a paragraph, with their numbers."""
        here = self._passages.ranks[source], paragraph
        first = bisect_left(self._stops, here, key=self._paragraph_of)
        after = bisect_right(self._stops, here, lo=first, key=self._paragraph_of)
        return zip(range(first, after), self._stops[first:after], strict=True)

    def _paragraph_of(self, stop: Passage) -> tuple[int, int]:
        return self._passages.ranks[stop.source], stop.paragraph
