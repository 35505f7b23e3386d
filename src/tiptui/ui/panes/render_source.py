"""The sources as styled paragraphs: cited words marked, sentences that nobody cites as well."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from textual.content import Content, Span

from tiptui.record.model import Source
from tiptui.search.index import Index
from tiptui.sources.passages import Passage, Passages, passages
from tiptui.text.visible import plural, visible
from tiptui.ui.panes.render import GAP, STOP, Block, Words, marked_up
from tiptui.ui.terminal.widths import fillers, fitted
from tiptui.view.shown import PageShown

Stops = dict[tuple[str, int], list[tuple[int, Passage]]]
"""The stops that are in the page now, with their numbers, by source and paragraph."""

INDENT = 5
"""Cells for the number of a paragraph."""


def source_page(index: Index, shown: PageShown) -> Iterator[Block]:
    """Gives every source: its title, then paragraph by paragraph its text, or its outline."""
    place, stops = passages(index), _by_paragraph(shown)
    for number, source in enumerate(index.links.record.sources):
        if number:
            yield GAP
        yield from _source(place, source, stops, shown.words)


def _source(place: Passages, source: Source, stops: Stops, words: Words) -> Iterator[Block]:
    at_hand = source.id in place.texts
    facts = (source.type or "", source.publisher, source.published, source.url)
    yield Block(marked_up(source.title, style="title"))
    yield Block(marked_up(" · ".join(filter(None, facts)), style="muted"))
    if not at_hand:
        remark = (
            "the text is not at hand: the record-keeper's outline, with the words that are cited"
        )
        yield Block(Content.styled(remark, "muted"))
    for number, line in enumerate(place.lines(source), 1):
        yield GAP
        yield from _paragraph(place, source, number, line, stops, words)
    last = len(place.lines(source))
    for number in (n for name, n in place.by_paragraph if name == source.id and n > last):
        yield GAP
        yield from _paragraph(place, source, number, "", stops, words)


def _paragraph(
    place: Passages, source: Source, number: int, line: str, shown: Stops, words: Words
) -> Iterator[Block]:
    """Gives a paragraph; below it each cited phrase that has no place in it."""
    stops = shown.get((source.id, number), [])
    text, places = _visible_with_places(line)

    def spans(style: str, stop: Passage) -> list[Span]:
        return [Span(places[stop.start], places[stop.end], style)] if stop.start >= 0 else []

    marks = [
        span
        for _, stop in place.by_paragraph.get((source.id, number), ())
        for span in spans("cited" if stop.claims else "uncited", stop)
    ]
    marks += [span for n, stop in stops for span in spans(f"{STOP}{n}", stop)]
    marks += [span for span in marked_up(line, words).spans if span.style == "match"]
    # While searching without a text, the stop is the line with its phrases, not each phrase.
    whole = stops[0][0] if words and stops and stops[0][1].start < 0 else None
    yield Block(Content(text, marks), whole, indent=INDENT, lead=f"¶{number}")
    for n, stop in stops if whole is None else ():
        if stop.start < 0:
            count = plural(len(stop.claims), "claim")
            quoted = marked_up(f"“{stop.words}” ", style="quote")
            yield Block(quoted + Content.styled(count, "muted"), n, indent=INDENT)


def _by_paragraph(shown: PageShown) -> Stops:
    stops: Stops = {}
    for number, stop in enumerate(shown.stops):
        if isinstance(stop, Passage):
            stops.setdefault((stop.source, stop.paragraph), []).append((number, stop))
    return stops


def _visible_with_places(text: str) -> tuple[str, list[int]]:
    """Gives the visible text, and for each code point of `text`, and its end, where it stands."""
    shown = fitted(text)
    if len(shown) == len(text):
        return shown, list(range(len(text) + 1))
    pieces = [visible(character) for character in text]
    places = accumulate(map(len, pieces), initial=0)
    # The cells that belong to a word come after it, and move what follows.
    spread = list(fillers("".join(pieces)))
    ends = [end for end, _ in spread]
    moved = list(accumulate((cells for _, cells in spread), initial=0))
    return shown, [place + moved[bisect_left(ends, place)] for place in places]
