"""The rows of the lists: some lines each, cut to the width."""

from collections.abc import Iterable

from textual.content import Content, Span

from tiptui.record.links import Links
from tiptui.record.model import Recommendation, Speaker, Statement
from tiptui.report.plain import makers, office
from tiptui.search.index import Words
from tiptui.text.folding import fold, spans
from tiptui.text.visible import visible
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
    group = "group" if speaker.kind == "group" else ""
    below = office(links, speaker) or group
    shown = fold(visible(f"{speaker.name}\n{below}"))
    if hidden := tuple(word for word in words if word not in shown):
        said_texts = (statement.text for statement in speaker.statements)
        texts = (*about(links, speaker), *speaker.other_names, *said_texts)
        below = next((text for text in texts if spans(visible(text), hidden)), below)
    return [
        _named(marked_up(speaker.name, words, "name"), [(said, "said"), (asked, "asked")], width),
        _excerpt(marked_up(below, words, "muted"), width),
    ]


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


def recommendation_row(links: Links, name: str, words: Words, width: int) -> list[Content]:
    """Return the three lines of a recommendation: one or two of its text; its makers and themes.

    Where the query matches only an organization or an addressee, they are named as well.
    """
    item = links[name]
    assert isinstance(item, Recommendation)
    themes = ", ".join(theme.name for theme in links.themes(item))
    below = [makers(links, name), themes]
    shown = fold(visible("\n".join((item.text, *below))))
    if any(word not in shown for word in words):
        matching = _matching(links, links.makers(name), words)
        below[:1] = [", ".join((below[0], *matching)), ", ".join(item.to)]
    last = marked_up(" · ".join(filter(None, below)), words, "muted")
    first, second = _two_lines(marked_up(item.text, words, "name"), width)
    below_text = _excerpt(last, width)
    return [first, second, below_text] if second else [first, below_text, second]


def _matching(links: Links, speakers: Iterable[Speaker], words: Words) -> Iterable[str]:
    """Return the shortest name of each speaker's organization that has one of the words in it."""
    names: dict[str, None] = {}
    for body in filter(None, map(links.organization, speakers)):
        spelt = (body.abbreviation, *body.other_names, body.name)
        hits = [name for name in spelt if any(word in fold(visible(name)) for word in words)]
        names |= dict.fromkeys(sorted(hits, key=len)[:1])
    return names


def _two_lines(text: Content, width: int) -> tuple[Content, Content]:
    """Return the first two lines of a text; those around its first match where that is below."""
    lines = text.wrap(width)
    at = next((n for n, line in enumerate(lines) if _first_match(line)), 0)
    if at > 1:
        lines = [Content.styled("… ", "muted") + lines[at - 1], *lines[at:]]
    second = Content(" ").join(lines[1:]) if lines[1:] else Content("")
    return _cut(lines[0], width), _cut(second, width)


def _first_match(line: Content) -> Span | None:
    return next((span for span in line.spans if span.style == "match"), None)


def _cut(line: Content, width: int) -> Content:
    return line.truncate(max(0, width), ellipsis=True)
