"""The page of the sources: cited words marked, sentences that nobody cites as well."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from textual.content import Content, Span

from tiptui.collection.opened import Collection
from tiptui.record.model import Source
from tiptui.sources.passages import Passage
from tiptui.text.folding import spans
from tiptui.text.visible import plural
from tiptui.ui.panes.markup import marked_up
from tiptui.ui.panes.sections import GAP, Block, stop_style
from tiptui.ui.terminal.widths import fitted_with_places
from tiptui.view.shown import PageShown

INDENT = 5
"""Cells for the number of a paragraph."""

NOT_AT_HAND = "the text is not at hand: the record-keeper's outline, with the words that are cited"


class SourceSections:
    """A section for the head of each source, and one for each paragraph of it, or of its outline.

    Paragraphs that evidence names and the source has not got come last.
    """

    def __init__(self, collection: Collection, shown: PageShown) -> None:
        self._passages = collection.passages
        self._sources = collection.record.sources
        self._words = shown.words
        self._stops = cast(Sequence[Passage], shown.stops)
        self._heads: list[int] = []
        """The section of each source's head."""
        self._numbers: list[tuple[int, int]] = []
        """Of each section the source, and the paragraph, counted from 1; 0 for a head."""
        for position, source in enumerate(self._sources):
            self._heads.append(len(self._numbers))
            last = len(self._passages.lines(source))
            beyond = self._passages.beyond(source.id, last)
            self._numbers += [(position, number) for number in (*range(last + 1), *beyond)]

    def guess(self, width: int) -> list[int]:
        return [self._guess(position, number, width) for position, number in self._numbers]

    def _guess(self, position: int, number: int, width: int) -> int:
        lines = self._passages.lines(self._sources[position])
        if not number:
            return 3
        return 2 + len(lines[number - 1]) // max(1, width - INDENT) if number <= len(lines) else 2

    def section_of(self, stop: int) -> int:
        passage = self._stops[stop]
        position = self._passages.ranks[passage.source]
        return bisect_left(self._numbers, (position, passage.paragraph))

    def blocks(self, section: int) -> Iterable[Block]:
        position, number = self._numbers[section]
        source = self._sources[position]
        if number:
            return self._paragraph(source, number)
        return self._head(source, bool(section))

    def _head(self, source: Source, follows: bool) -> Iterator[Block]:
        if follows:
            yield GAP
        facts = (source.type or "", source.publisher, source.published, source.url)
        yield Block(marked_up(source.title, style="title"))
        yield Block(marked_up(" · ".join(filter(None, facts)), style="muted"))
        if source.id not in self._passages.texts:
            yield Block(Content.styled(NOT_AT_HAND, "muted"))

    def _paragraph(self, source: Source, number: int) -> Iterator[Block]:
        """Return a paragraph; below it each cited phrase that stands nowhere in it."""
        lines = self._passages.lines(source)
        line = lines[number - 1] if number <= len(lines) else ""
        stops = list(self._stops_in(source.id, number))
        text, moved = fitted_with_places(line)

        def span(style: str, stop: Passage) -> Span:
            return Span(moved[stop.start], moved[stop.end], style)

        marks = [
            span("cited" if stop.claims else "uncited", stop)
            for _, stop in self._passages.by_paragraph.get((source.id, number), ())
            if stop.start >= 0
        ]
        for n, stop in stops:
            if stop.start >= 0:
                marks.append(Span(moved[stop.start], moved[stop.end], stop_style(n)))
        found = spans(line, self._words)
        marks += [Span(moved[start], moved[end], "match") for start, end in found]
        # While searching without a text, the stop is the line with its phrases, not each phrase.
        whole = stops[0][0] if self._words and stops and stops[0][1].start < 0 else None
        yield GAP
        yield Block(Content(text, marks), whole, indent=INDENT, lead=f"¶{number}")
        for n, stop in stops if whole is None else ():
            if stop.start < 0:
                words = marked_up(f"“{stop.words}” ", style="quote")
                if source.id in self._passages.texts:
                    words += Content.styled("not found", "wrong") + Content.styled(" · ", "muted")
                count = Content.styled(plural(len(stop.claims), "claim"), "muted")
                yield Block(words + count, n, indent=INDENT)

    def _stops_in(self, source: str, paragraph: int) -> Iterator[tuple[int, Passage]]:
        """Return the stops in a paragraph, with their numbers."""
        ranks = self._passages.ranks
        here = ranks[source], paragraph

        def paragraph_of(stop: Passage) -> tuple[int, int]:
            return ranks[stop.source], stop.paragraph

        for number in range(bisect_left(self._stops, here, key=paragraph_of), len(self._stops)):
            if paragraph_of(self._stops[number]) != here:
                return
            yield number, self._stops[number]
