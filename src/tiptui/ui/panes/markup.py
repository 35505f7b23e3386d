"""Texts of a record as styled words and blocks.

Everything from a record comes in through `mark_up`, which makes it visible and marks what the
query matches. Styles are names; the panes give them their colours from the style sheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.cells import cell_len
from textual.content import Content, Span
from textual.style import Style
from textual.widget import Widget

from tiptui.entries.entry import Entry, Quote
from tiptui.entries.facts import join_words
from tiptui.search.query import FoldedWords
from tiptui.text.folding import spans
from tiptui.text.near_words import differ
from tiptui.ui.terminal.widths import fit, fit_with_places
from tiptui.view.tabs import Title

STYLES = frozenset(
    "title name muted label match differs quote bar cursor thumb active resting marked".split()
) | {"asks", "cited", "uncited", "here", "wrong"}
"""The names of the styles of lines; `row--NAME` in the style sheet."""

BETWEEN_TABS = " │ "


def style_of(widget: Widget, name: str) -> Style:
    """Return the style of a component class.

    Of one by itself Textual leaves out `reverse`, and a background the more the less can be seen
    through it.
    """
    style, styles = widget.get_visual_style(name, partial=True), widget.get_component_styles(name)
    reverse = styles.text_style.reverse
    return replace(style, background=styles.background, reverse=reverse)


def mark_up(text: str, words: FoldedWords = (), style: str = "") -> Content:
    """Return text, made visible, in a style, with what matches the words marked."""
    shown = text
    places: Sequence[int] = range(len(text) + 1)
    if not (text.isascii() and text.isprintable()):  # most texts are shown as they are
        shown, places = fit_with_places(text)
    marks = [Span(0, len(shown), style)] if style and shown else []
    if words:
        marks += [Span(places[start], places[end], "match") for start, end in spans(text, words)]
    return Content(shown, marks)


def draw_title(title: Title, key: str, is_at: bool = True) -> Content:
    """Return a title behind a key: its tabs, of which a click shows each, the one underlined."""
    before = f"{key} " if key else ""
    if isinstance(title, str):
        return Content(before + fit(title))
    tabs = []
    for tab in title:
        style = Style.from_meta({"@click": f"screen.show_tab('{tab.name}')"})
        style += Style(underline=is_at and tab.is_shown and len(title) > 1)
        tabs.append(Content.styled(tab.title, style))  # our own words
    return Content(before) + Content(BETWEEN_TABS).join(tabs)


def title_width(title: Title) -> int:
    if isinstance(title, str):
        return cell_len(fit(title))
    return len(BETWEEN_TABS.join(tab.title for tab in title))


def differing(text: str, other: str, words: FoldedWords) -> tuple[Content, list[str]]:
    """Return a text with what differs from another one marked, and what it leaves out of that."""
    (spans, left_out), places = differ(text, other), fit_with_places(text)[1]
    shown = mark_up(text, words, "name")
    marks = [Span(places[start], places[end], "differs") for start, end in spans]
    return Content(shown.plain, [*shown.spans, *marks]), left_out


def about(entry: Entry) -> Iterator[str]:
    """Yield the lines that say what something is; none for a claim."""
    facts = entry.facts
    match entry.kind:
        case "speaker":
            yield join_words(
                facts.words("role"), *(body.in_full for body in facts.of("organization"))
            )
        case "organization":
            yield " · ".join((*facts.values("abbreviation"), *facts.values("held")))
            yield from (person.with_detail for person in facts.of("speakers"))
        case "theme":
            yield facts.words("description")
        case "event":
            when = ("classification", "start_date", "place")
            yield " · ".join(filter(None, map(facts.words, when)))
            yield facts.words("attendance")


def quoted(quote: Quote, words: FoldedWords = (), is_told: bool = True) -> Content:
    """Return the words of a quote, their source, and how they were found, if that is to be told."""
    source, found = quote.source, quote.found
    end = f" · {source.id}" if source else ""
    if is_told:
        end += f" · {'' if found.is_wrong else found.in_words}"
    quotation = mark_up(quote.cited, words, "quote") + mark_up(end, style="muted")
    if is_told and found.is_wrong:
        quotation += mark_up(found.in_words, style="wrong")
    return quotation
