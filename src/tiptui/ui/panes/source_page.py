"""The page of the sources: cited words marked, sentences that nobody cites as well."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from textual.content import Content, Span
from textual.style import Style

from tiptui.collection.dialogue import Dialogue, Thing
from tiptui.proof.passages import Passage, Piece
from tiptui.search.query import FoldedWords
from tiptui.text.folding import spans
from tiptui.text.visible import clip, plural
from tiptui.ui.panes.page import GAP, Block, Sections, draw_blocks, in_sections, mark_up, stop_style
from tiptui.ui.terminal.widths import fit_with_offsets
from tiptui.view.scene import Scene
from tiptui.view.tabs import ASKS

INDENT = 5  # cells for the number of a paragraph at least
WIDEST = INDENT + 140  # cells of a line at most: longer ones are hard to read on from

NOT_LOADED = "source text not loaded: the record-keeper's outline, with the words that are cited"


def source_page(scene: Scene) -> Sections:
    if scene.dialogue is None or not scene.dialogue.passages.pieces:
        return in_sections(())
    passages, stops = scene.dialogue.passages, scene.source_stops
    blocks = Sources(scene.dialogue, stops, scene.words).blocks
    far: Sequence[int] = range(len(stops))
    if is_whole := not (scene.words or scene.view.only_asking):
        far = [number for number in passages.steps if stops[number].claims]
    return Sections(
        len(passages.pieces),
        lambda section, width: draw_blocks(blocks, section, min(width, WIDEST)),
        lambda stop: passages.piece_of(stops[stop]),
        steps=passages.steps if is_whole else far,
        far=far,
    )


class Sources:
    """A section for the head of each source, and one for each piece of its text, or outline."""

    def __init__(self, dialogue: Dialogue, stops: Sequence[Passage], words: FoldedWords) -> None:
        self._passages, self._sources = dialogue.passages, dialogue.sources
        self._words = words
        self._stops = defaultdict[tuple[str, int], list[tuple[int, Passage]]](list)
        """The stops of each paragraph with their numbers, by source and paragraph."""
        for number, stop in enumerate(stops):
            self._stops[stop.source, stop.paragraph].append((number, stop))

    def blocks(self, section: int) -> Iterator[Block]:
        piece = self._passages.pieces[section]
        source = self._sources[piece.source]
        if piece.paragraph:
            yield from self._piece(source, piece)
            return
        if section:
            yield GAP
        facts = source.facts.phrases("language", "file").values()
        yield Block(mark_up(source.name, style="title"))
        yield Block(mark_up(" · ".join(facts), style="muted"))
        if source.id not in self._passages.texts:
            yield Block(Content.styled(NOT_LOADED, "muted"))

    def _piece(self, source: Thing, piece: Piece) -> Iterator[Block]:
        """Yield a piece of a paragraph; below the last the phrases that stand nowhere in it."""
        lines, number = self._passages.lines[source.id], piece.paragraph
        line = lines[number - 1] if number <= len(lines) else ""
        stops = self._stops[source.id, number]
        # While searching without a text, the whole line is the stop, not its phrases.
        whole = stops[0][0] if self._words and stops and stops[0][1].start < 0 else None
        if not piece.start:
            yield GAP
        lead = "" if piece.start else f"¶{number}"
        indent = max(INDENT, len(f"¶{number} "))
        yield Block(self._mark_line(source, piece, line), whole, indent, lead)
        for n, stop in stops if whole is None and piece.end == len(line) else ():
            if stop.start < 0:
                words = mark_up(f"“{stop.words}” ", style="quote")
                if source.id in self._passages.texts:
                    words += Content.styled("not found", "wrong") + Content.styled(" · ", "muted")
                count = Content.styled(plural(len(stop.claims), "claim"), "muted")
                yield Block(words + count, n, indent)
            else:
                located = self._passages.cut_at(stop)
                if located:
                    words = mark_up(f"“{clip(stop.words)}” ", style="quote")
                    yield Block(words + mark_up(located.in_words, style="muted"), n, indent)

    def _mark_line(self, source: Thing, piece: Piece, line: str) -> Content:
        _, number, start, end = piece
        text, offsets = fit_with_offsets(line[start:end].rstrip())

        def here(stops: Iterable[tuple[int, Passage]]) -> list[tuple[int, Passage]]:
            return [(n, stop) for n, stop in stops if stop.start < end and stop.end > start]

        marks = list[tuple[int, int, str | Style]]()
        passages = self._passages.by_paragraph.get((source.id, number), ())
        for _, stop in reversed(here(passages)):
            asks = self._passages.is_asking(stop)
            style = "cited" if stop.claims else "asks" if asks else "uncited"
            marks.append((stop.start - start, stop.end - start, style))
            if asks and start <= stop.start:
                at = offsets[stop.start - start]
                text = f"{text[:at]}{ASKS} {text[at:]}"
                offsets = [offset + len(ASKS) + 1 if offset >= at else offset for offset in offsets]
        marks.reverse()
        for n, stop in here(self._stops[source.id, number]):
            marks.append((stop.start - start, stop.end - start, stop_style(n)))
        marks += [(*found, "match") for found in spans(line[start:end], self._words)]
        last = len(offsets) - 1
        return Content(
            text, [Span(offsets[max(a, 0)], offsets[min(b, last)], style) for a, b, style in marks]
        )
