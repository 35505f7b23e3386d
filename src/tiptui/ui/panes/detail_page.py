"""The page about what is under the cursor: what it is, each claim with its evidence, the rest."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from textual.content import Content

from tiptui.collection.again import times_asked
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.record.items import Addressee, title
from tiptui.record.model import Claim, Event, Organization, Recommendation, Response, Speaker
from tiptui.record.outcomes import status
from tiptui.report.plain import (
    addressees,
    circumstances,
    dates,
    full_name,
    makers,
    manner,
    response_facts,
)
from tiptui.search.query import parse
from tiptui.text.visible import long_date, plural, short_date
from tiptui.ui.panes.event_page import event_facts
from tiptui.ui.panes.markup import about, differing, marked_up, note_blocks, quoted, status_words
from tiptui.ui.panes.sections import GAP, Block, BlockSections, Sections
from tiptui.view.shown import PageShown

_LINES_OF_CLAIM = 4
"""As many as a claim of some words with one quotation has, and the gap before it."""


def detail_page(collection: Collection, shown: PageShown, today: str) -> Sections:
    """Return the page about the subject; what was due before `today`, a date, is overdue."""
    if shown.subject == "":
        return BlockSections([Block(Content.styled("Nothing under the cursor", "muted"))])
    detail = Detail(collection, shown, today)
    if detail.is_empty:
        return BlockSections([Block(Content.styled("No claim rests on this sentence", "muted"))])
    return detail


class Detail:
    """A section of what the subject is, one for each claim, and one of the rest."""

    def __init__(self, collection: Collection, shown: PageShown, today: str) -> None:
        self._collection = collection
        self._shown = shown
        self._today = today
        subject = shown.subject
        self._item = collection.item(subject)
        self._places = collection.places(subject) if isinstance(subject, str) else ()
        self._stops = collection.stops(subject)
        self._head = list(self._headlines())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self._head or self._stops or self._rest)

    def __len__(self) -> int:
        return len(self._stops.claims) + 2

    def guess(self, _width: int) -> list[int]:
        claims = [_LINES_OF_CLAIM] * len(self._stops.claims)
        # What is told last is made last: of somebody in hundreds of dialogues it is much.
        return [len(self._head), *claims, len(self._places) + 1]

    def section_of(self, stop: int) -> int:
        return self._stops.claim_at(stop) + 1

    def blocks(self, section: int) -> Iterable[Block]:
        if section == 0:
            return self._head
        if section <= self._stops.told:
            blocks = list(self._told(section - 1))
        elif section <= len(self._stops.claims):
            blocks = list(self._beside(section - 1))
        else:
            blocks = self._rest
        before = self._head or section > 1
        return [GAP, *blocks] if blocks and before else blocks

    def _told(self, position: int) -> Iterator[Block]:
        yield from self._heading(position)
        yield from self._claim(position)

    def _headlines(self) -> Iterator[Block]:
        """Return what it is; of what is in several dialogues, what it is in each."""
        subject, words = self._shown.subject, self._shown.words
        if trouble := self._collection.trouble(subject):
            yield Block(marked_up(trouble.words, style="wrong"))
            yield Block(Content.styled("! lists every problem, E opens the file", "muted"))
        elif isinstance(subject, str) and self._item is None:
            asked = self._collection.index.facets.in_words(parse(subject).terms[0])
            yield Block(marked_up(asked, style="title"))
        for lines, dialogues in self._what_in_each():
            if self._collection.several and isinstance(self._item, Speaker | Organization):
                yield Block(marked_up(_when(dialogues), words, "muted"))
            yield from (Block(marked_up(line, words)) for line in lines)
            if self._collection.several and isinstance(self._item, Event):
                yield from event_facts(dialogues[0])

    def _what_in_each(self) -> Iterator[tuple[list[str], list[Dialogue]]]:
        """Yield the lines that say what it is, with the dialogues in a row in which it is that."""
        known: list[str] = []
        dialogues: list[Dialogue] = []
        for dialogue, local in self._places:
            lines = list(filter(None, about(dialogue.links, dialogue.links[local])))
            if dialogues and lines != known:
                yield known, dialogues
                dialogues = []
            known = lines
            dialogues.append(dialogue)
        if dialogues:
            yield known, dialogues

    @cached_property
    def _rest(self) -> list[Block]:
        return list(self._other_facts())

    def _other_facts(self) -> Iterator[Block]:
        """Return other names, evidence for who it is, the note."""
        words = self._shown.words
        items = [dialogue.links[local] for dialogue, local in self._places]
        named = (each for each in items if isinstance(each, Speaker | Organization))
        if names := dict.fromkeys(name for each in named for name in each.other_names):
            yield Block(marked_up(f"also {', '.join(names)}", words))
        for item, (dialogue, _) in zip(items, self._places, strict=True):
            if isinstance(item, Speaker | Organization | Event):
                for each in dialogue.links.evidence(item.id):
                    yield Block(quoted(dialogue, each, words))
                yield from note_blocks(item.note, words)

    def _heading(self, position: int) -> Iterator[Block]:
        """Return what is said before the first claim of an event, and of what was asked."""
        name, item = self._stops.claims[position]
        before = self._stops.claims[position - 1] if position else None
        if position >= self._own:
            kind = "Answered" if isinstance(item, Response) else "Asked of it"
            if position == self._own or (before and type(before[1]) is not type(item)):
                yield Block(Content.styled(kind, "label"))
        elif len(self._places) > 1:
            event = self._collection.place(name)[0].record.event
            if not before or self._collection.place(before[0])[0].record.event is not event:
                yield Block(marked_up(f"{dates(event)} · {event.name}", style="label"))

    @cached_property
    def _own(self) -> int:
        """How many claims come before what an addressee was asked, and what it answered."""
        if not isinstance(self._item, Organization | Addressee):
            return self._stops.told
        return sum(len(dialogue.links.claims(local)) for dialogue, local in self._places)

    def _claim(self, position: int) -> Iterator[Block]:
        """Return a claim or a response: its words, how and by whom, its evidence and its note."""
        name, item = self._stops.claims[position]
        dialogue, local = self._collection.place(name)
        stop, words = self._stops.first_of(position), self._shown.words
        yield Block(marked_up(title(item), words, "name"), stop)
        yield Block(self._circumstances(dialogue, local), indent=2)
        for number, each in enumerate(dialogue.links.evidence(local), stop + 1):
            yield Block(quoted(dialogue, each, words), number, indent=2)
        yield from note_blocks(getattr(item, "note", ""), words, indent=2)

    def _beside(self, position: int) -> Iterator[Block]:
        """Return whom a recommendation asks; who asks the same, and in nearly the same words.

        Of other wordings what differs from its own is marked, and what they leave out is said.
        """
        (name, item), stop = self._stops.claims[position], self._stops.first_of(position)
        if label := self._labels.get(position):
            yield Block(Content.styled(label, "label"))
        dialogue, local = self._collection.place(name)
        words = self._shown.words
        if isinstance(item, Organization | Addressee):
            times = f" · asked {plural(times_asked(self._collection, name), 'time')} in all"
            yield Block(marked_up(full_name(item), words) + marked_up(times, style="muted"), stop)
        if not isinstance(item, Recommendation):
            return
        own = title(self._collection[self._stops.claims[0][0]])
        wording, left_out = differing(item.text, own, words)
        yield Block(wording, stop)
        event, several = dialogue.record.event, len(self._collection.dialogues) > 1
        whom = addressees(dialogue.links, item) or "nobody named"
        facts = [
            "this one" if name == self._shown.subject else local,
            *([short_date(event.start_date), event.name] if several else []),
            f"{makers(dialogue.links, local)} → {whom}",
            status_words(status(item)),
        ]
        yield Block(marked_up(" · ".join(filter(None, facts)), words, "muted"), indent=2)
        if left_out:
            yield Block(marked_up(f"leaves out: {' … '.join(left_out)}", style="muted"), indent=2)

    @cached_property
    def _labels(self) -> dict[int, str]:
        """What stands above the first of each kind of what is beside a recommendation."""
        labels, position = {}, self._stops.told
        for label, items, numbers in self._stops.beside:
            labels[position] = f"{label} · {numbers}" if numbers else label
            position += len(items)
        return labels

    def _circumstances(self, dialogue: Dialogue, name: str) -> Content:
        """Return how a claim was made and by whom; or that it is a name that is proved."""
        links, item = dialogue.links, dialogue.links[name]
        kind = name if isinstance(item, Recommendation) else type(item).__name__.lower()
        if isinstance(item, Response):
            about = "" if self._shown.subject == dialogue.name(name.partition("/")[0]) else name
            facts = [status_words(item.status), response_facts(links, item), about]
            return marked_up(" · ".join(filter(None, facts)), self._shown.words, "muted")
        if not isinstance(item, Claim):
            return marked_up(kind, style="muted")
        itself = [(dialogue, speaker.id) for speaker in links.makers(name)]
        alone = len(itself) == 1 and itself[0] in self._places
        parts = [marked_up(part, style="muted") for part in (kind, manner(item)) if part]
        facts = [*([] if alone else [makers(links, name)])]
        facts += circumstances(links, item, self._today)
        if isinstance(item, Recommendation):
            facts.append(status_words(status(item)))
        parts += [marked_up(part, self._shown.words, "muted") for part in facts if part]
        return Content.styled(" · ", "muted").join(parts)


def _when(dialogues: list[Dialogue]) -> str:
    """Return the event; of several from when to when they were, and how many."""
    if len(dialogues) == 1:
        event = dialogues[0].record.event
        return f"{dates(event)} · {event.name}"
    days = [dialogue.record.event.start_date for dialogue in dialogues]
    ends = dict.fromkeys((min(days), max(days)))
    return f"{' to '.join(map(long_date, ends))} · {len(dialogues):,} dialogues"
