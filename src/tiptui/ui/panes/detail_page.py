"""The page about what is under the cursor: what it is, each claim with its evidence, the rest."""

from collections.abc import Iterable, Iterator

from textual.content import Content

from tiptui.collection.opened import Collection
from tiptui.record.links import title
from tiptui.record.model import Claim, Event, Organization, Recommendation, Speaker
from tiptui.report.plain import circumstances, makers, manner
from tiptui.ui.panes.markup import about, marked_up, note_blocks, quoted
from tiptui.ui.panes.sections import GAP, Block, BlockSections, Sections
from tiptui.view.shown import PageShown

_LINES_OF_CLAIM = 4
"""As many as a claim of some words with one quotation has, and the gap before it."""


def detail_page(collection: Collection, shown: PageShown) -> Sections:
    """Return the page about the subject."""
    if shown.subject == "":
        return BlockSections([Block(Content.styled("Nothing under the cursor", "muted"))])
    detail = Detail(collection, shown)
    if detail.is_empty:
        return BlockSections([Block(Content.styled("No claim rests on this sentence", "muted"))])
    return detail


class Detail:
    """A section of what the subject is, one for each claim, and one of the rest."""

    def __init__(self, collection: Collection, shown: PageShown) -> None:
        self._collection = collection
        self._links = collection.links
        self._shown = shown
        self._item = collection.item(shown.subject)
        self._stops = collection.stops(shown.subject)
        self._head = list(self._headlines())
        self._rest = list(self._other_facts())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self._head or self._rest or self._stops)

    def __len__(self) -> int:
        return self._stops.claims + 2

    def guess(self, _width: int) -> list[int]:
        claims = [_LINES_OF_CLAIM] * self._stops.claims
        return [len(self._head), *claims, len(self._rest) + 1]

    def section_of(self, stop: int) -> int:
        return self._stops.claim_at(stop) + 1

    def blocks(self, section: int) -> Iterable[Block]:
        if section == 0:
            return self._head
        last = section > self._stops.claims
        blocks = self._rest if last else list(self._claim(section - 1))
        before = self._head or section > 1
        return [GAP, *blocks] if blocks and before else blocks

    def _headlines(self) -> Iterator[Block]:
        lines = about(self._links, self._item) if self._item else ()
        return (Block(marked_up(line, self._shown.words)) for line in lines if line)

    def _other_facts(self) -> Iterator[Block]:
        """Return other names, evidence for who it is, the note."""
        item, words = self._item, self._shown.words
        if isinstance(item, Speaker | Organization) and item.other_names:
            yield Block(marked_up(f"also {', '.join(item.other_names)}", words))
        if isinstance(item, Speaker | Organization | Event):
            for each in self._links.evidence(item.id):
                yield Block(quoted(self._collection, each, words))
            yield from note_blocks(item.note, words)

    def _claim(self, position: int) -> Iterator[Block]:
        """Return a claim: its words, how they were said and by whom, its evidence and its note."""
        name, evidence = self._stops.claim(position)
        stop, item, words = self._stops.first_of(position), self._links[name], self._shown.words
        yield Block(marked_up(title(item), words, "name"), stop)
        yield Block(self._circumstances(name), indent=2)
        for number, each in enumerate(evidence, stop + 1):
            yield Block(quoted(self._collection, each, words), number, indent=2)
        yield from note_blocks(getattr(item, "note", ""), words, indent=2)

    def _circumstances(self, name: str) -> Content:
        """Return how a claim was made and by whom; or that it is a name that is proved."""
        links, item = self._links, self._links[name]
        kind = name if isinstance(item, Recommendation) else type(item).__name__.lower()
        if not isinstance(item, Claim):
            return marked_up(kind, style="muted")
        itself = [speaker.id for speaker in links.makers(name)] == [self._shown.subject]
        parts = [marked_up(part, style="muted") for part in (kind, manner(item)) if part]
        facts = [*([] if itself else [makers(links, name)]), *circumstances(links, item)]
        parts += [marked_up(part, self._shown.words, "muted") for part in facts]
        return Content.styled(" · ", "muted").join(parts)
