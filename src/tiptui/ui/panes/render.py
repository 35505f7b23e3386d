"""A record as styled lines: rows of the lists, blocks of the event and the detail.

Everything from a record comes in through `marked_up`, which makes it visible and marks what the
query matches. Styles are names; the panes give them their colours from the style sheet.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from textual.content import Content, Span

from tiptui.record.links import Item, Links
from tiptui.record.model import (
    Claim,
    Event,
    Evidence,
    Organization,
    Point,
    Recommendation,
    Speaker,
    Statement,
    Theme,
)
from tiptui.report.plain import (
    circumstances,
    cited_words,
    dates,
    full_name,
    makers,
    manner,
    office,
    present,
)
from tiptui.search.index import Index
from tiptui.text.folding import fold, spans
from tiptui.text.visible import visible
from tiptui.ui.terminal.widths import fitted
from tiptui.view.shown import PageShown
from tiptui.view.state import detail_claims, status, title

STYLES = frozenset(
    "title name muted label match quote bar cursor thumb active resting marked".split()
) | {"cited", "uncited", "here"}
"""The names of the styles of lines; `row--NAME` in the style sheet."""

Words = tuple[str, ...]


def marked_up(text: str, words: Words = (), style: str = "") -> Content:
    """Gives text, made visible, in a style, with what matches the words marked."""
    shown = fitted(text)
    marks = [Span(0, len(shown), style)] if style and shown else []
    if words:
        marks += [Span(start, end, "match") for start, end in spans(shown, words)]
    return Content(shown, marks)


def speaker_row(links: Links, name: str, words: Words, width: int) -> list[Content]:
    """Gives the two lines of a speaker: name and counts; role and organization.

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
        texts = (*_about(links, speaker), *speaker.other_names, *said_texts)
        below = next((text for text in texts if spans(visible(text), hidden)), below)
    return [
        _named(marked_up(speaker.name, words, "name"), [(said, "said"), (asked, "asked")], width),
        _excerpt(marked_up(below, words, "muted"), width),
    ]


def _excerpt(line: Content, width: int) -> Content:
    """Gives a line cut to the width; from shortly before its first match where that is beyond."""
    first = _first_match(line)
    if first and line[: first.end].cell_length >= width:
        start = line.plain.rfind(" ", 0, max(0, first.start - width // 4)) + 1
        line = Content.styled("…", "muted") + line[start:]
    return _cut(line, width)


def _named(name: Content, counts: list[tuple[int, str]], width: int) -> Content:
    """Gives a name with counts at the right end, in words or bare, if that leaves room for it."""
    in_words = " · ".join(f"{count} {word}" for count, word in counts if count)
    for text in (in_words, "·".join(str(count) for count, _ in counts)):
        gap = width - name.cell_length - len(text)
        if gap >= 2:
            return name + " " * gap + marked_up(text, style="muted")
    return _cut(name, width)


def recommendation_row(links: Links, name: str, words: Words, width: int) -> list[Content]:
    """Gives the three lines of a recommendation: one or two of its text; its makers and themes.

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
    """Gives the shortest name of each speaker's organization that has one of the words in it."""
    names: dict[str, None] = {}
    for body in filter(None, map(links.organization, speakers)):
        spelt = (body.abbreviation, *body.other_names, body.name)
        hits = [name for name in spelt if any(word in fold(visible(name)) for word in words)]
        names |= dict.fromkeys(sorted(hits, key=len)[:1])
    return names


def _two_lines(text: Content, width: int) -> tuple[Content, Content]:
    """Gives the first two lines of a text; those around its first match where that is below."""
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


STOP = "stop:"
"""What begins the style of words where the cursor stops; the number of the stop follows."""


class Block(NamedTuple):
    """A paragraph of a page, not wrapped yet. `stop` is its number where the cursor stops.

    All its lines are indented by `indent` cells; in those of the first stands `lead`. Words with
    a style that begins with STOP are a stop as well.
    """

    text: Content
    stop: int | None = None
    id: str = ""
    indent: int = 0
    lead: str = ""


GAP = Block(Content(""))


def event_page(place: Index, shown: PageShown) -> list[Block]:
    """Gives the event: what, when, where, who came and who held it; themes, points, summary."""
    links, event = place.links, place.links.record.event
    number = {str(name): n for n, name in enumerate(shown.stops)}
    blocks = [Block(marked_up(event.name, style="title"))]
    facts = (event.classification, dates(event), event.place)
    blocks += [Block(marked_up(fact)) for fact in facts if fact]
    blocks.append(Block(marked_up(present(event.attendance, len(links.record.speakers)))))
    blocks += _organizers(links, event, number)
    blocks += _themes(links, number)
    blocks += _points(links, event, number)
    blocks += _labelled("Topics", [Block(marked_up(topic)) for topic in event.topics])
    groups = event.attendance.groups if event.attendance else ()
    blocks += _labelled("Present", [Block(marked_up(group)) for group in groups])
    if event.summary:
        blocks += _labelled("Summary", _paragraphs(event.summary))
    blocks += _labelled(
        "Evidence", [Block(_quoted(place, event.id, each)) for each in event.evidence]
    )
    return blocks + _labelled("Note", _paragraphs(event.note))


def _organizers(links: Links, event: Event, number: dict[str, int]) -> list[Block]:
    blocks = []
    for organizer in event.organizers:
        body = links[organizer.organization]
        assert isinstance(body, Organization)
        text = marked_up(full_name(body))
        if organizer.role:
            text += marked_up(f" · {organizer.role}", style="muted")
        blocks.append(Block(text, number[body.id], body.id))
    return _labelled("Organizers", blocks)


def _themes(links: Links, number: dict[str, int]) -> list[Block]:
    themes = links.record.themes
    counts = {theme.id: len(links.claim_ids(theme.id)) for theme in themes}
    width = max((Content(fitted(theme.name)).cell_length for theme in themes), default=0)
    most = max(counts.values(), default=0)
    digits = max(3, len(f"{most:,}"))
    blocks = []
    for theme in themes:
        name, count = marked_up(theme.name), counts[theme.id]
        filling = " " * (width - name.cell_length)
        bar = "▪" * (count if most <= 12 else -(-8 * count // most))
        text = name + f"{filling} {count:>{digits},} " + Content.styled(bar, "muted")
        blocks.append(Block(text, number[theme.id], theme.id))
    return _labelled("Themes", blocks)


def _points(links: Links, event: Event, number: dict[str, int]) -> list[Block]:
    blocks = []
    for name, claim in links.claims(event.id):
        kind = claim.kind if isinstance(claim, Point) else None
        text = marked_up(f"{kind} ", style="muted") if kind else Content("")
        blocks.append(Block(text + marked_up(claim.text), number[name], name))
    return _labelled("Points", blocks)


def detail_page(place: Index, shown: PageShown) -> Iterator[Block]:
    """Gives everything about the subject: what it is, each claim with its evidence, the rest."""
    links, subject, words = place.links, shown.subject, shown.words
    item = links.get(subject)
    if item is None and not subject:
        yield Block(Content.styled("Nothing under the cursor", "muted"))
        return
    if isinstance(item, Event):
        yield from event_page(place, shown)
        return
    about = [_headlines(links, item, words)] if item else []
    rest = [_rest(place, item, words)] if item else []
    empty = True
    for part in chain(about, _claims(place, shown), rest):
        for number, block in enumerate(part):
            if not number and not empty:
                yield GAP
            empty = False
            yield block
    if empty:
        yield Block(Content.styled("No claim rests on this sentence", "muted"))


def _claims(place: Index, shown: PageShown) -> Iterator[Iterator[Block]]:
    """Gives the blocks of each claim: itself, its evidence, its note."""
    numbers = iter(range(len(shown.stops)))
    for name, evidence in detail_claims(place, shown.subject):
        yield _claim(place, name, evidence, shown, numbers)


def _headlines(links: Links, item: Item, words: Words) -> Iterator[Block]:
    """Gives the lines above the claims of a subject; none for a claim itself."""
    return (Block(marked_up(text, words)) for text in _about(links, item) if text)


def _about(links: Links, item: Item) -> Iterator[str]:
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


def _rest(place: Index, item: Item, words: Words) -> Iterator[Block]:
    """Gives what stands below the claims: other names, evidence for who it is, the note."""
    if isinstance(item, Speaker | Organization):
        if item.other_names:
            yield Block(marked_up(f"also {', '.join(item.other_names)}", words))
        if isinstance(item, Speaker):
            yield from (Block(_quoted(place, item.id, each, words)) for each in item.evidence)
        yield from _note(item.note)


def _claim(
    place: Index,
    name: str,
    evidence: Iterable[Evidence],
    shown: PageShown,
    numbers: Iterator[int],
) -> Iterator[Block]:
    """Gives a claim: its words, how they were said and by whom, its evidence and its note."""
    item, words = place.links[name], shown.words
    yield Block(marked_up(title(item), words, "name"), next(numbers), name)
    yield Block(_circumstances(place.links, name, shown), indent=2)
    for each in evidence:
        yield Block(_quoted(place, name, each, words), next(numbers), indent=2)
    yield from _note(getattr(item, "note", ""), indent=2)


def _circumstances(links: Links, name: str, shown: PageShown) -> Content:
    """Gives how a claim was made and by whom; or that it is a name that is proved."""
    item, words = links[name], shown.words
    kind = name if isinstance(item, Recommendation) else type(item).__name__.lower()
    if not isinstance(item, Claim):
        return marked_up(kind, style="muted")
    who = makers(links, name)
    itself = [speaker.id for speaker in links.makers(name)] == [shown.subject]
    parts = [marked_up(part, style="muted") for part in (kind, manner(item)) if part]
    about = [*([] if itself else [who]), *circumstances(links, item)]
    parts += [marked_up(part, words, "muted") for part in about]
    return Content.styled(" · ", "muted").join(parts)


def _quoted(place: Index, name: str, evidence: Evidence, words: Words = ()) -> Content:
    """Gives the words of a piece of evidence, their source, and how they were found there."""
    source = place.links.source(evidence)
    about = (source.id if source else "", status(place, name, evidence))
    quoted = marked_up(cited_words(evidence), words, "quote")
    return quoted + marked_up(" · " + " · ".join(filter(None, about)), style="muted")


def _paragraphs(text: str) -> list[Block]:
    return [Block(marked_up(line)) for line in text.split("\n") if line.strip()]


def _note(note: str, indent: int = 0) -> list[Block]:
    return [Block(marked_up(f"note: {note}", style="muted"), indent=indent)] if note else []


def _labelled(label: str, blocks: list[Block]) -> list[Block]:
    return [GAP, Block(Content.styled(label, "label")), *blocks] if blocks else []
