"""Reports in Markdown, with the words that prove a claim in its footnote (docs/export.md)."""

import json
from collections.abc import Iterator
from itertools import chain

from tiptui.report import outline
from tiptui.report.citations import footnote, footnote_mark
from tiptui.report.export import Selection
from tiptui.report.markdown import autolink, line


def write(selection: Selection) -> Iterator[str]:
    yield "---\n"
    for key, words in zip(("title", "date", "subtitle"), outline.heading(selection), strict=True):
        # pandoc reads the values as Markdown.
        yield f"{key}: {json.dumps(line(words), ensure_ascii=False)}\n" if words else ""
    yield "---\n"
    yield from (f"\n{line(words)}\n" for words in outline.opening(selection))
    for part in chain(outline.parts(selection), [outline.about(selection)]):
        yield from (f"{text}\n" for text in _part(part))
    yield from (f"\n{text}\n" for text in _footnotes(selection))


def _part(part: outline.Part) -> Iterator[str]:
    yield from ("", line(part.heading, f"{'#' * part.level} ")) if part.heading else ()
    yield from ("", line(part.words)) if part.words else ()
    yield from ("", *map(_item, part.lines)) if part.lines else ()
    for number, claim, facts in part.asked:
        first, *notes = outline.claim_lines(claim, facts)
        yield from ("", line(first.words, f"**{line(number)}** ", footnote_mark(claim)))
        yield from map(_item, (*notes, *map(outline.response_line, claim.responses)))


def _item(of: outline.Line) -> str:
    before = f"{'  ' * of.depth}- "
    text = line(of.words, before, footnote_mark(of.proved) if of.proved else "")
    return f"{text}, {autolink(of.url)}" if of.url else text


def _footnotes(selection: Selection) -> Iterator[str]:
    for thing in chain.from_iterable(excerpt.things for excerpt in selection.excerpts):
        quotes = thing.quotations
        if quotes and thing.kind != "speaker":
            yield footnote(thing, quotes)
        elif thing.is_claim:
            yield f"{footnote_mark(thing)}: No quote is recorded."
