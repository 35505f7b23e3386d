"""What stands in the first pane, of a record by itself or of many, and in the detail."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import cast

from textual.content import Content

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import MORE, Collection
from tiptui.collection.opening import base_name
from tiptui.collection.thing import MOST_IN_WORDS, Thing
from tiptui.files.own import current_day
from tiptui.record.follow_up import outcomes
from tiptui.report import phrases
from tiptui.report.phrases import SIGNS, makers, status_words
from tiptui.search.query import Words, parse
from tiptui.text.visible import long_date, plural, short_date
from tiptui.ui.panes.lists import BAR_OF_COUNT, INDENT, point_row
from tiptui.ui.panes.markup import about, differing, mark_up, quoted
from tiptui.ui.panes.page import GAP, Block, Sections, in_sections, saying
from tiptui.view.scene import Scene
from tiptui.view.shown import PageShown


def _paragraphs(text: str) -> list[Block]:
    """Return a block for each line of a text."""
    return [Block(mark_up(line)) for line in text.split("\n") if line.strip()]


def _note(note: str, words: Words, indent: int = 0) -> list[Block]:
    """Return the record-keeper's note, if there is one."""
    return [Block(mark_up(f"note: {note}", words, "muted"), indent=indent)] if note else []


def _below(label: str, blocks: list[Block]) -> list[Block]:
    """Return blocks below a label; nothing where there are none."""
    return [GAP, Block(Content.styled(label, "label")), *blocks] if blocks else []


def _joined(facts: Iterable[str], words: Words) -> Content:
    return mark_up(" · ".join(filter(None, facts)), words, "muted")


# The event, or the dialogues.


def event_page(scene: Scene, shown: PageShown) -> Sections:
    """Return the page of what was opened."""
    if dialogue := scene.collection.alone:
        return in_sections([*_event(dialogue, shown)])
    return _dialogues(scene.collection, shown) if shown.stops else saying("No dialogue")


def _event(dialogue: Dialogue, shown: PageShown) -> Iterator[Block]:
    """Return the event: what, when, where, who came and who held it; themes, points, summary."""
    event, number = dialogue.record.event, {str(name): n for n, name in enumerate(shown.stops)}
    yield Block(mark_up(dialogue.name, style="title"), number[event.id])
    facts = (event.classification, phrases.dates(dialogue), event.place)
    yield from (Block(mark_up(fact)) for fact in facts if fact)
    yield Block(mark_up(phrases.present(event.attendance, len(dialogue.record.speakers))))
    yield from _event_facts(dialogue, number, shown.words)
    quotations = dialogue.event.quotations
    yield from _below("Evidence", [Block(quoted(each)) for each in quotations])
    yield from _below("Note", _paragraphs(event.note))


def _event_facts(
    dialogue: Dialogue, number: Mapping[str, int] | None = None, words: Words = ()
) -> Iterator[Block]:
    """Return what became of it, who held it, what it was about and who came.

    Where things have the number of a stop, also its themes, whom else it asked, and its points.
    """
    event = dialogue.record.event
    if became := outcomes(dialogue.statuses):
        yield Block(mark_up(became))
    organizers = []
    for each in event.organizers:
        text = _party(dialogue, each.organization)
        if each.role:
            text += mark_up(f" · {each.role}", style="muted")
        organizers.append(Block(text, (number or {}).get(each.organization)))
    yield from _below("Organizers", organizers)
    if number is not None:
        yield from _below("Themes", _themes(dialogue, number))
        held = {each.organization for each in event.organizers}
        others = [name for name in dialogue.event.parties if name not in held]
        asked = [Block(_party(dialogue, name), number[name]) for name in others]
        if (more := len(dialogue.belonging.in_words) - MOST_IN_WORDS) > 0:
            asked.append(Block(Content.styled(f"and {more:,} more, which 1 counts", "muted")))
        yield from _below("Asked", asked)
        points = [Block(point_row(each, words), number[each.id]) for each in dialogue.points]
        yield from _below("Points", points)
    yield from _below("Topics", [Block(mark_up(topic)) for topic in event.topics])
    groups = event.attendance.groups if event.attendance else ()
    yield from _below("Present", [Block(mark_up(group)) for group in groups])
    yield from _below("Summary", _paragraphs(event.summary))


def _party(dialogue: Dialogue, name: str) -> Content:
    """Return an organization or an addressee, with how often it was asked and answered."""
    body = dialogue[name]
    counts = ((body.times_asked, "asked"), (len(body.responses), "answered"))
    often = "".join(f" · {count:,} {word}" for count, word in counts if count)
    return mark_up(body.full_name) + mark_up(often, style="muted")


def _themes(dialogue: Dialogue, number: Mapping[str, int]) -> list[Block]:
    most = max((len(theme.claim_numbers) for theme in dialogue.themes), default=0)
    blocks = []
    for theme in dialogue.themes:
        claims, asked = theme.counts
        bar = BAR_OF_COUNT * (claims if most <= 12 else -(-12 * claims // most))
        facts = f"{plural(claims, 'claim')} · {asked:,} asked {bar}".rstrip()
        text = mark_up(theme.name) + "\n" + Content.styled(facts, "muted")
        blocks.append(Block(text, number[theme.id], INDENT, hanging=True))
    return blocks


def _dialogues(collection: Collection, shown: PageShown) -> Sections:
    """Return a section for each: its name; when, where, how many spoke and what became of it."""
    names, words = cast(Sequence[str], shown.stops), shown.words

    def heading(number: int) -> str:
        """Return the series of a dialogue; nothing where they are not in their own order."""
        event = collection.get(names[number])
        if shown.subject != "dialogues" or words:
            return ""
        return event.dialogue.record.event.series if event else "Not opened"

    def blocks(section: int) -> Iterator[Block]:
        name, series = names[section], heading(section)
        if series != (heading(section - 1) if section else ""):
            yield Block(mark_up(series or "No series", style="label"))
        if trouble := collection.trouble(name):
            first = mark_up(base_name(trouble.file), style="wrong")
            below = mark_up(trouble.words, style="muted")
        else:
            dialogue = collection[name].dialogue
            record, counts = dialogue.record, dialogue.statuses
            signs = [f"{SIGNS[each]}{counts[each]:,}" for each in SIGNS if counts[each]]
            asked = " ".join([f"{counts.total():,} asked", *signs]) if counts else ""
            facts = short_date(dialogue.date), record.event.place
            first = mark_up(dialogue.name, words, "name")
            below = _joined((*facts, plural(len(record.speakers), "speaker"), asked), words)
        yield Block(first + "\n" + below, section, INDENT, hanging=True)
        if section + 1 < len(names) and heading(section + 1) != series:
            yield GAP

    return Sections(
        len(names), lambda _: [3] * len(names), blocks, lambda stop: stop, are_rows=True
    )


# The detail.


def detail_page(scene: Scene, shown: PageShown) -> Sections:
    """Return the page about the subject."""
    if not scene.subject:
        return saying("Nothing under the cursor")
    detail, stops = Detail(scene, shown), scene.stops
    return Sections(
        stops.size + 2, detail.guess, detail.blocks, lambda stop: stops.claim_at(stop) + 1
    )


class Detail:
    """A section of what the subject is, one for each claim, and one of the rest."""

    LINES_OF_CLAIM = 4
    """As many as a claim of some words with one quotation has, and the gap before it."""

    def __init__(self, scene: Scene, shown: PageShown) -> None:
        self._index, self._collection, self._shown = scene.index, scene.collection, shown
        self._words = shown.words
        self._subject = scene.subject
        thing = scene.collection.get(scene.subject)
        self._kind = thing.kind if thing else ""
        self._same = scene.collection.same(thing.key) if thing else ()
        self._stops = scene.stops
        self._are_many = len(self._same) > 1 or (isinstance(scene.subject, str) and not thing)
        self._head = list(self._headlines())
        if not (self._head or len(self._stops) or self._rest):
            self._head = [Block(Content.styled("Nothing cites this yet", "muted"))]

    def guess(self, _width: int) -> list[int]:
        claims = [self.LINES_OF_CLAIM] * self._stops.size
        # What is told last is made last: of somebody in hundreds of dialogues it is much.
        return [len(self._head), *claims, len(self._same) + 1]

    def blocks(self, section: int) -> Iterable[Block]:
        if section == 0:
            return self._head
        if section <= self._stops.told:
            heading, blocks = self._heading(section - 1), [*self._claim(section - 1)]
            if heading and (section == 1 or self._heading(section - 2) != heading):
                blocks.insert(0, Block(mark_up(heading, style="label")))
        elif section <= self._stops.size:
            blocks = list(self._beside(section - 1))
        else:
            blocks = self._rest
        return [GAP, *blocks] if blocks and (self._head or section > 1) else blocks

    def _headlines(self) -> Iterator[Block]:
        """Return what it is in each dialogue that has it."""
        subject, words = self._subject, self._words
        if trouble := self._collection.trouble(subject):
            yield Block(mark_up(trouble.words, style="wrong"))
            yield Block(Content.styled("! lists every problem, E opens the file", "muted"))
        elif isinstance(subject, str) and not self._kind:
            asked = self._index.facets.in_words(parse(subject).terms[0])
            yield Block(mark_up(asked, style="title"))
        for lines, group in groupby(self._same, lambda thing: list(filter(None, about(thing)))):
            dialogues = [thing.dialogue for thing in group]
            if self._kind in ("speaker", "organization") and not dialogues[0].is_alone:
                yield Block(mark_up(_when(dialogues), words, "muted"))
            yield from (Block(mark_up(line, words)) for line in lines)
            if self._kind == "event" and not dialogues[0].is_alone:
                yield from _event_facts(dialogues[0])

    @cached_property
    def _rest(self) -> list[Block]:
        """Other names, evidence for who it is, the note."""
        names = dict.fromkeys(name for each in self._same for name in each.other_names)
        blocks = [Block(mark_up(f"also {', '.join(names)}", self._words))] if names else []
        for thing in self._same:
            if thing.has_name:
                blocks += [Block(quoted(each, self._words)) for each in thing.quotations]
                blocks += _note(thing.note, self._words)
        return blocks

    def _heading(self, position: int) -> str:
        """Return what a claim stands under: what it is to a body, or one of many dialogues."""
        thing, event = self._stops.thing(position), ""
        if self._are_many:
            event = f"{phrases.dates(thing.dialogue)} · {thing.dialogue.name}"
        if self._kind not in ("organization", "addressee"):
            return event
        made = any(maker.organization in self._same for maker in thing.makers)
        return "Answered" if thing.kind == "response" else event if made else "Asked of it"

    def _claim(self, position: int) -> Iterator[Block]:
        """Return a claim or a response: its words, how and by whom, its evidence and its note."""
        thing, stop = self._stops.thing(position), self._stops.first_of(position)
        yield Block(mark_up(thing.name, self._words, "name"), stop)
        yield Block(self._circumstances(thing), indent=2)
        for number, each in enumerate(thing.quotations, stop + 1):
            yield Block(quoted(each, self._words), number, indent=2)
        yield from _note(thing.note, self._words, indent=2)

    def _beside(self, position: int) -> Iterator[Block]:
        """Return what a claim leads to; who asks the same, and in nearly the same words.

        Of other wordings what differs from its own is marked, and what they leave out is said.
        """
        stop = self._stops.first_of(position)
        if (field := self._stops[stop].field) == MORE:
            whose = f"{self._same[0].name}'s" if self._same else "these"
            yield Block(mark_up(f"{self._stops.more:,} more of {whose}"), stop)
            return
        thing = self._stops.thing(position)
        if label := self._stops.labels.get(position):
            yield Block(Content.styled(label, "label"))
        if thing.has_name:
            further = next(about(thing), "")
            if field == "to":
                count = sum(each.times_asked for each in self._collection.same(thing.key))
                further = f"asked {plural(count, 'time')} in all"
            end = mark_up(f" · {further}" if further else "", style="muted")
            yield Block(mark_up(thing.full_name, self._words) + end, stop)
            return
        wording, left_out = differing(thing.name, self._stops.thing(0).name, self._words)
        yield Block(wording, stop)
        dialogue, others = thing.dialogue, len(self._collection.dialogues) > 1
        facts = [
            "this one" if thing.key == self._subject else thing.id,
            *([short_date(dialogue.date), dialogue.name] if others else []),
            f"{makers(thing)} → {phrases.addressees(thing) or 'nobody named'}",
            status_words(thing.status),
        ]
        yield Block(_joined(facts, self._words), indent=2)
        if left_out:
            yield Block(mark_up(f"leaves out: {' … '.join(left_out)}", style="muted"), indent=2)

    def _circumstances(self, thing: Thing) -> Content:
        """Return how a claim was made and by whom; or that it is a name that is proved."""
        if thing.kind == "response":
            about = "" if self._subject == thing.claim.key else thing.id
            facts = [status_words(thing.status), phrases.response_facts(thing), about]
            return _joined(facts, self._words)
        if thing.has_name:
            return mark_up(thing.kind, style="muted")
        kind = thing.id if thing.is_recommendation else thing.kind
        alone = len(thing.makers) == 1 and thing.makers[0] in self._same
        told = [told for _, told in phrases.circumstances(thing, current_day())]
        facts = ["" if alone else makers(thing), *told, status_words(thing.status)]
        parts = [mark_up(part, style="muted") for part in (kind, thing.manner) if part]
        parts += [mark_up(part, self._words, "muted") for part in facts if part]
        return Content.styled(" · ", "muted").join(parts)


def _when(dialogues: list[Dialogue]) -> str:
    """Return the event; of many from when to when they were, and how many."""
    if len(dialogues) == 1:
        return f"{phrases.dates(dialogues[0])} · {dialogues[0].name}"
    days = sorted(filter(None, (dialogue.known_date for dialogue in dialogues)))
    ends = " to ".join(map(long_date, dict.fromkeys((*days[:1], *days[-1:]))))
    return phrases.listed(ends, f"{len(dialogues):,} dialogues", between=" · ")
