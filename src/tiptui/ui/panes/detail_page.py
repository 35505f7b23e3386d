"""The page about what is under the cursor: what it is, each claim with its evidence, the rest."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby

from textual.content import Content

from tiptui.collection.thing import Thing
from tiptui.report.phrases import (
    addressees,
    circumstances,
    dates,
    makers,
    response_facts,
    status_words,
)
from tiptui.search.query import parse
from tiptui.text.visible import long_date, plural, short_date
from tiptui.ui.panes.event_page import event_facts
from tiptui.ui.panes.markup import about, differing, mark_up, note_blocks, quoted
from tiptui.ui.panes.page import GAP, Block, Sections, saying
from tiptui.view.scene import Scene
from tiptui.view.shown import PageShown

_LINES_OF_CLAIM = 4
"""As many as a claim of some words with one quotation has, and the gap before it."""


def detail_page(scene: Scene, shown: PageShown) -> Sections:
    """Return the page about the subject."""
    return Detail(scene, shown) if shown.subject else saying("Nothing under the cursor")


class Detail:
    """A section of what the subject is, one for each claim, and one of the rest."""

    def __init__(self, scene: Scene, shown: PageShown) -> None:
        self._index = scene.index
        self._collection = collection = scene.collection
        self._shown = shown
        self._today = scene.today
        subject = shown.subject
        thing = collection.get(subject)
        self._kind = thing.kind if thing else ""
        self._same = collection.same(thing.key) if thing else ()
        self._stops = self._index.stops(subject)
        self._head = list(self._headlines())
        if not (self._head or self._stops or self._rest):
            self._head = [Block(Content.styled("Nothing cites this yet", "muted"))]

    def __len__(self) -> int:
        return len(self._stops.claims) + 2

    def guess(self, _width: int) -> list[int]:
        claims = [_LINES_OF_CLAIM] * len(self._stops.claims)
        # What is told last is made last: of somebody in hundreds of dialogues it is much.
        return [len(self._head), *claims, len(self._same) + 1]

    def section_of(self, stop: int) -> int:
        return self._stops.claim_at(stop) + 1

    def blocks(self, section: int) -> Iterable[Block]:
        if section == 0:
            return self._head
        if section <= self._stops.told:
            blocks = [*self._heading(section - 1), *self._claim(section - 1)]
        elif section <= len(self._stops.claims):
            blocks = list(self._beside(section - 1))
        else:
            blocks = self._rest
        before = self._head or section > 1
        return [GAP, *blocks] if blocks and before else blocks

    def _headlines(self) -> Iterator[Block]:
        """Return what it is in each dialogue that has it."""
        subject, words = self._shown.subject, self._shown.words
        if trouble := self._collection.trouble(subject):
            yield Block(mark_up(trouble.words, style="wrong"))
            yield Block(Content.styled("! lists every problem, E opens the file", "muted"))
        elif isinstance(subject, str) and not self._kind:
            asked = self._index.facets.in_words(parse(subject).terms[0])
            yield Block(mark_up(asked, style="title"))
        for lines, group in groupby(self._same, lambda thing: list(filter(None, about(thing)))):
            things = list(group)
            if self._kind in ("speaker", "organization") and not things[0].dialogue.is_alone:
                yield Block(mark_up(_when(things), words, "muted"))
            yield from (Block(mark_up(line, words)) for line in lines)
            if self._kind == "event" and not things[0].dialogue.is_alone:
                yield from event_facts(things[0].dialogue)

    @cached_property
    def _rest(self) -> list[Block]:
        """Other names, evidence for who it is, the note."""
        words = self._shown.words
        names = dict.fromkeys(name for each in self._same for name in each.other_names)
        blocks = [Block(mark_up(f"also {', '.join(names)}", words))] if names else []
        for thing in self._same:
            if thing.has_name:
                blocks += [Block(quoted(each, words)) for each in thing.quotations]
                blocks += note_blocks(thing.note, words)
        return blocks

    def _heading(self, position: int) -> Iterator[Block]:
        """Return what is said before the first claim of an event, and of what was asked."""
        thing = self._stops.claims[position]
        before = self._stops.claims[position - 1] if position else None
        if position >= self._own:
            kind = "Answered" if thing.kind == "response" else "Asked of it"
            if position == self._own or (before and before.kind != thing.kind):
                yield Block(Content.styled(kind, "label"))
        elif len(self._same) > 1 and not (before and before.dialogue is thing.dialogue):
            event = thing.dialogue.record.event
            yield Block(mark_up(f"{dates(event)} · {event.name}", style="label"))

    @cached_property
    def _own(self) -> int:
        """How many claims come before what an addressee was asked, and what it answered."""
        if self._kind not in ("organization", "addressee"):
            return self._stops.told
        return sum(len(thing.claims) for thing in self._same)

    def _claim(self, position: int) -> Iterator[Block]:
        """Return a claim or a response: its words, how and by whom, its evidence and its note."""
        thing = self._stops.claims[position]
        stop, words = self._stops.first_of(position), self._shown.words
        yield Block(mark_up(thing.name, words, "name"), stop)
        yield Block(self._circumstances(thing), indent=2)
        for number, each in enumerate(thing.quotations, stop + 1):
            yield Block(quoted(each, words), number, indent=2)
        yield from note_blocks(thing.note, words, indent=2)

    def _beside(self, position: int) -> Iterator[Block]:
        """Return whom a recommendation asks; who asks the same, and in nearly the same words.

        Of other wordings what differs from its own is marked, and what they leave out is said.
        """
        thing, stop = self._stops.claims[position], self._stops.first_of(position)
        if label := self._labels.get(position):
            yield Block(Content.styled(label, "label"))
        words = self._shown.words
        if thing.has_name:
            count = sum(each.times_asked for each in self._collection.same(thing.key))
            times = f" · asked {plural(count, 'time')} in all"
            yield Block(mark_up(thing.full_name, words) + mark_up(times, style="muted"), stop)
            return
        wording, left_out = differing(thing.name, self._stops.claims[0].name, words)
        yield Block(wording, stop)
        event, others = thing.dialogue.record.event, len(self._collection.dialogues) > 1
        facts = [
            "this one" if thing.key == self._shown.subject else thing.id,
            *([short_date(event.start_date), event.name] if others else []),
            f"{makers(thing)} → {addressees(thing) or 'nobody named'}",
            status_words(thing.status),
        ]
        yield Block(mark_up(" · ".join(filter(None, facts)), words, "muted"), indent=2)
        if left_out:
            yield Block(mark_up(f"leaves out: {' … '.join(left_out)}", style="muted"), indent=2)

    @cached_property
    def _labels(self) -> dict[int, str]:
        """What stands above the first of each kind of what is beside a recommendation."""
        labels, position = {}, self._stops.told
        for label, items, numbers in self._stops.beside:
            labels[position] = f"{label} · {numbers}" if numbers else label
            position += len(items)
        return labels

    def _circumstances(self, thing: Thing) -> Content:
        """Return how a claim was made and by whom; or that it is a name that is proved."""
        words = self._shown.words
        if thing.kind == "response":
            about = "" if self._shown.subject == thing.claim.key else thing.id
            facts = [status_words(thing.status), response_facts(thing), about]
            return mark_up(" · ".join(filter(None, facts)), words, "muted")
        if thing.has_name:
            return mark_up(thing.kind, style="muted")
        kind = thing.id if thing.is_recommendation else thing.kind
        alone = len(thing.makers) == 1 and thing.makers[0] in self._same
        parts = [mark_up(part, style="muted") for part in (kind, thing.manner) if part]
        facts = [*([] if alone else [makers(thing)])]
        facts += (told for _, told in circumstances(thing, self._today))
        facts.append(status_words(thing.status))
        parts += [mark_up(part, words, "muted") for part in facts if part]
        return Content.styled(" · ", "muted").join(parts)


def _when(things: list[Thing]) -> str:
    """Return the event; of many from when to when they were, and how many."""
    events = [thing.dialogue.record.event for thing in things]
    if len(events) == 1:
        return f"{dates(events[0])} · {events[0].name}"
    days = [event.start_date for event in events]
    ends = dict.fromkeys((min(days), max(days)))
    return f"{' to '.join(map(long_date, ends))} · {len(events):,} dialogues"
