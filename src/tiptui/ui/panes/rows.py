"""The rows of the lists: some lines each, cut to the width."""

from collections.abc import Iterable, Iterator
from itertools import chain

from textual.content import Content, Span

from tiptui.record.links import Links
from tiptui.record.model import Claim, Point, Recommendation, Speaker, Statement
from tiptui.report.plain import cited_words, makers, office
from tiptui.search.query import Words
from tiptui.text.folding import fold, spans
from tiptui.ui.panes.markup import about, marked_up


def speaker_row(links: Links, name: str, words: Words, width: int) -> list[Content]:
    """Return the two lines of a speaker: name and counts; role and organization.

    Where the query matches neither, the text that it does match takes the second line.
    """
    speaker = links[name]
    assert isinstance(speaker, Speaker)
    claims = [claim for _, claim in links.claims(name)]
    said = sum(isinstance(claim, Statement) for claim in claims)
    asked = sum(isinstance(claim, Recommendation) for claim in claims)
    below = office(links, speaker) or ("group" if speaker.kind == "group" else "")
    texts = chain(
        about(links, speaker),
        (f"also {other}" for other in speaker.other_names),
        *(_statement_texts(links, statement) for statement in speaker.statements),
        _proof_texts(speaker),
    )
    below = _matching(texts, _hidden(words, speaker.name, below), name) or below
    return [
        _named(marked_up(speaker.name, words, "name"), [(said, "said"), (asked, "asked")], width),
        _excerpt(marked_up(below, words, "muted"), width),
    ]


def recommendation_row(links: Links, name: str, words: Words, width: int) -> list[Content]:
    """Return the three lines of a recommendation: one or two of its text; who → whom, themes.

    Where the query matches none of these, the text that it does match takes the second line.
    """
    item = links[name]
    assert isinstance(item, Recommendation)
    whom = ", ".join(item.to) or "nobody named"
    themes = ", ".join(theme.name for theme in links.themes(item))
    below = " · ".join(filter(None, (f"{makers(links, name)} → {whom}", themes)))
    last = _cut(marked_up(below, words, "muted"), width)
    text = marked_up(item.text, words, "name")
    first, second = _two_lines(text, width)
    texts = chain((f"to {each}" for each in item.to), _texts_around(links, name, item))
    if found := _matching(texts, _hidden(words, item.text, last.plain), name):
        first, second = (_excerpt(line, width) for line in (text, marked_up(found, words, "muted")))
    return [first, second, last] if second else [first, last, second]


def point_row(links: Links, name: str, words: Words) -> Content:
    """Return a point, not cut: kind and text; where a query found it by something else, that."""
    item = links[name]
    assert isinstance(item, Point)
    texts, hidden = tuple(_texts_around(links, name, item)), _hidden(words, item.text)
    row = marked_up(f"{item.kind} ", style="muted") if item.kind else Content("")
    row += marked_up(item.text, words)
    if hidden and not _hidden(hidden, *texts):
        row += marked_up(f" · {_matching(texts, hidden, name)}", words, "muted")
    return row


def _hidden(words: Words, *shown: str) -> Words:
    """Return the words that stand in none of the texts shown."""
    folded = fold("\n".join(shown))
    return tuple(word for word in words if word not in folded)


def _matching(texts: Iterable[str], hidden: Words, name: str) -> str:
    """Return the first text with one of the hidden words, else the id; nothing without words."""
    if not hidden:
        return ""
    return next((text for text in texts if spans(text, hidden)), f"id {name}")


def _statement_texts(links: Links, claim: Statement) -> Iterator[str]:
    """Return what is searched of a statement, each with what it is."""
    yield claim.text
    yield claim.occasion
    yield from (f"theme {theme.name}" for theme in links.themes(claim))
    yield from _proof_texts(claim)


def _texts_around(links: Links, name: str, claim: Claim) -> Iterator[str]:
    """Return what is searched of a claim beside its own words: makers, themes, evidence, note."""
    for maker in links.makers(name):
        yield from (maker.name, *_office_texts(links, maker))
    yield from (f"theme {theme.name}" for theme in links.themes(claim))
    yield from _proof_texts(claim)


def _proof_texts(item: Claim | Speaker) -> Iterator[str]:
    yield from map(cited_words, item.evidence)
    if item.note:
        yield f"note: {item.note}"


def _office_texts(links: Links, speaker: Speaker) -> Iterator[str]:
    """Return the role of a speaker, and the names of their organization, the shortest first."""
    yield speaker.role
    if body := links.organization(speaker):
        yield from sorted((body.abbreviation, *body.other_names, body.name), key=len)
    yield from speaker.other_names


def _excerpt(line: Content, width: int) -> Content:
    """Return a line cut to the width; from shortly before its first match where that is beyond."""
    first = _first_match(line)
    if first and line[: first.end].cell_length >= width:
        start = line.plain.rfind(" ", 0, max(0, first.start - width // 4)) + 1
        line = Content.styled("…", "muted") + line[start:]
    return _cut(line, width)


def _named(name: Content, counts: list[tuple[int, str]], width: int) -> Content:
    """Return a name with counts at the right end, in words or bare, if that leaves room for it."""
    in_words = " · ".join(f"{count} {word}" for count, word in counts if count)
    for text in (in_words, "·".join(str(count) for count, _ in counts)):
        gap = width - name.cell_length - len(text)
        if gap >= 2:
            return name + " " * gap + marked_up(text, style="muted")
    return _cut(name, width)


def _two_lines(text: Content, width: int) -> tuple[Content, Content]:
    """Return the first two lines of a text; those around its first match where that is below."""
    lines = text.wrap(width)
    match = _first_match(text)
    if match and not any(map(_first_match, lines[:2])):
        start = text.plain.rfind(" ", 0, max(0, match.start - width)) + 1
        lines = (Content.styled("… ", "muted") + text[start:]).wrap(width)
    second = Content(" ").join(lines[1:]) if lines[1:] else Content("")
    return _cut(lines[0], width), _cut(second, width)


def _first_match(line: Content) -> Span | None:
    return next((span for span in line.spans if span.style == "match"), None)


def _cut(line: Content, width: int) -> Content:
    return line.truncate(max(0, width), ellipsis=True)
