"""What stands in the first pane, of a record by itself or of many, and in the detail."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby

from textual.content import Content

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import MORE
from tiptui.collection.opening import base_name
from tiptui.entries.entry import Entry, Quote
from tiptui.entries.facts import SIGNS, join_words, status_words
from tiptui.search.query import FoldedWords, parse
from tiptui.text.visible import long_date, plural, short_date
from tiptui.ui.panes.lists import BAR_OF_COUNT, INDENT, point_row
from tiptui.ui.panes.markup import about, differing, mark_up, quoted
from tiptui.ui.panes.page import GAP, Block, Sections, in_sections, of_blocks
from tiptui.view.scene import Scene
from tiptui.view.state import Pane


def _paragraphs(text: str) -> list[Block]:
    """Return a block for each line of a text."""
    return [Block(mark_up(line)) for line in text.split("\n") if line.strip()]


def _note(note: str, words: FoldedWords, indent: int = 0) -> list[Block]:
    """Return the record-keeper's note, if there is one."""
    return [Block(mark_up(f"note: {note}", words, "muted"), indent=indent)] if note else []


def _below(label: str, blocks: list[Block]) -> list[Block]:
    """Return blocks below a label; nothing where there are none."""
    return [GAP, Block(Content.styled(label, "label")), *blocks] if blocks else []


def _joined(facts: Iterable[str], words: FoldedWords) -> Content:
    return mark_up(" · ".join(filter(None, facts)), words, "muted")


# The event, or the dialogues.


def event_page(scene: Scene) -> Sections:
    """Return the page of what was opened."""
    if dialogue := scene.collection.single:
        return in_sections([*_event(dialogue, scene.words)])
    return _dialogues(scene)


def _event(dialogue: Dialogue, query: FoldedWords) -> Iterator[Block]:
    """Yield the event: what, when, where, who came and who held it; themes, points, summary."""
    event, stops = Entry(dialogue.event), {name: n for n, name in enumerate(dialogue.event_stops)}
    facts = event.facts
    yield Block(mark_up(event.title, style="title"), stops[event.ref])
    told = map(facts.words, ("classification", "start_date", "place", "attendance"))
    yield from (Block(mark_up(words)) for words in told if words)
    yield from _event_facts(event, stops, query)
    is_told = bool(dialogue.texts)
    quotes = [Block(quoted(each, is_told=is_told)) for each in event.quotes]
    yield from _below("Evidence", quotes)
    yield from _below("Note", _paragraphs(event.note))


def _event_facts(
    event: Entry, stops: Mapping[str, int] | None = None, words: FoldedWords = ()
) -> Iterator[Block]:
    """Yield the results of an event, who held it, what it was about and who came.

    Where things have the number of a stop, also its themes, whom else it asked, and its points.
    """
    facts, dialogue = event.facts, event.dialogue
    if results := facts.words("outcomes"):
        yield Block(mark_up(results))
    organizers, held = [], set[str]()
    for organizer in facts.of("organizers"):
        held.add(organizer.value)
        part = f" · {organizer.detail}" if organizer.detail else ""
        text = _party(Entry(dialogue[organizer.value])) + mark_up(part, style="muted")
        organizers.append(Block(text, (stops or {}).get(dialogue.prefix + organizer.value)))
    yield from _below("Organizers", organizers)
    if stops is not None:
        yield from _below("Themes", _themes(dialogue, stops))
        others = [Entry(dialogue[id]) for id in dialogue.event.parties if id not in held]
        asked = [Block(_party(each), stops[each.ref]) for each in others]
        if more := dialogue.unlisted:
            asked.append(Block(Content.styled(f"and {more:,} more, which 1 counts", "muted")))
        yield from _below("Asked", asked)
        points = map(Entry, dialogue.points)
        yield from _below(
            "Points", [Block(point_row(each, words), stops[each.ref]) for each in points]
        )
    yield from _below("Topics", [Block(mark_up(topic)) for topic in facts.values("topics")])
    yield from _below("Present", [Block(mark_up(group)) for group in facts.values("groups")])
    yield from _below("Summary", _paragraphs(facts.words("summary")))


def _party(party: Entry) -> Content:
    """Return an organization or an addressee, with how often it was asked and answered."""
    often = "".join(
        f" · {words}" for words in map(party.facts.words, ("asked", "answered")) if words
    )
    return mark_up(party.full_title) + mark_up(often, style="muted")


def _themes(dialogue: Dialogue, stops: Mapping[str, int]) -> list[Block]:
    themes = [(theme, theme.facts) for theme in map(Entry, dialogue.themes)]
    most = max((int(facts.value("claims")) for _, facts in themes), default=0)
    blocks = []
    for theme, facts in themes:
        claims = int(facts.value("claims"))
        bar = BAR_OF_COUNT * (claims if most <= 12 else -(-12 * claims // most))
        told = f"{facts.words('claims')} · {facts.words('asked')} {bar}".rstrip()
        text = mark_up(theme.title) + "\n" + Content.styled(told, "muted")
        blocks.append(Block(text, stops[theme.ref], INDENT, hanging=True))
    return blocks


def _dialogues(scene: Scene) -> Sections:
    """Return a section for each: its name; when, where, how many spoke and what became of it."""
    collection, names, words = scene.collection, scene.rows(Pane.EVENT), scene.words

    def heading(number: int) -> str:
        """Return the series of a dialogue; nothing where they are not in their own order."""
        event = collection.get(names[number])
        if words or scene.view.orders.get(Pane.EVENT):
            return ""
        return Entry(event).facts.words("series") if event else "Not opened"

    def blocks(section: int) -> Iterator[Block]:
        name, series = names[section], heading(section)
        if series != (heading(section - 1) if section else ""):
            yield Block(mark_up(series or "No series", style="label"))
        if trouble := collection.trouble(name):
            first = mark_up(base_name(trouble.file), style="wrong")
            below = mark_up(trouble.words, style="muted")
        else:
            event = Entry(collection[name])
            told, counts = event.facts, event.dialogue.statuses
            signs = [f"{SIGNS[each]}{counts[each]:,}" for each in SIGNS if counts[each]]
            asked = " ".join([f"{counts.total():,} asked", *signs]) if counts else ""
            facts = short_date(event.date), told.words("place"), told.words("speakers"), asked
            first = mark_up(event.title, words, "name")
            below = _joined(facts, words)
        yield Block(first + "\n" + below, section, INDENT, hanging=True)
        if section + 1 < len(names) and heading(section + 1) != series:
            yield GAP

    return of_blocks(len(names), blocks, are_rows=True)


# The detail.


def detail_page(scene: Scene) -> Sections:
    """Return the page about the subject."""
    stops = scene.stops
    return of_blocks(stops.size + 2, Detail(scene).blocks, lambda stop: stops.claim_at(stop) + 1)


class Detail:
    """A section of what the subject is, one for each claim, and one of the rest."""

    def __init__(self, scene: Scene) -> None:
        self._index, self._collection = scene.index, scene.collection
        self._words = scene.words
        self._subject = scene.subject
        thing = scene.collection.get(scene.subject)
        self._kind = thing.kind if thing else ""
        self._same = [*map(Entry, scene.collection.same(thing.ref))] if thing else []
        self._stops = scene.stops
        self._are_many = len(self._same) > 1 or (isinstance(scene.subject, str) and not thing)
        self._head = list(self._headlines())
        if not (self._head or len(self._stops) or self._rest):
            self._head = [Block(Content.styled("Nothing cites this yet", "muted"))]

    def blocks(self, section: int) -> Iterable[Block]:
        if section == 0:
            return self._head
        if section <= self._stops.told:
            entry = self._entry(section - 1)
            heading = self._heading(entry)
            blocks = [*self._claim(entry, self._stops.first_of(section - 1))]
            if heading and (section == 1 or self._heading(self._entry(section - 2)) != heading):
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
        for lines, group in groupby(self._same, lambda entry: list(filter(None, about(entry)))):
            entries = list(group)
            if self._kind in ("speaker", "organization") and not self._collection.single:
                yield Block(mark_up(_when(entries), words, "muted"))
            yield from (Block(mark_up(line, words)) for line in lines)
            if self._kind == "event" and not self._collection.single:
                yield from _event_facts(entries[0])

    @cached_property
    def _rest(self) -> list[Block]:
        """Other names, evidence for who it is, the note: of many dialogues, made when seen."""
        names = dict.fromkeys(
            name for entry in self._same for name in entry.facts.values("other_names")
        )
        blocks = [Block(mark_up(f"also {', '.join(names)}", self._words))] if names else []
        for entry in self._same:
            if entry.is_named:
                blocks += [Block(self._quoted(quote)) for quote in entry.quotes]
                blocks += _note(entry.note, self._words)
        return blocks

    def _quoted(self, quote: Quote) -> Content:
        # That no text of a single record is at hand is said once, in the status.
        is_told = not self._collection.single or self._collection.has_texts
        return quoted(quote, self._words, is_told)

    def _entry(self, position: int) -> Entry:
        return Entry(self._stops.thing(position))

    def _heading(self, entry: Entry) -> str:
        """Return what a claim stands under: what it is to a body, or one of many dialogues."""
        event = f"{_dates(entry.event)} · {entry.event.title}" if self._are_many else ""
        if self._kind not in ("organization", "addressee"):
            return event
        refs = {each.ref for each in self._same}
        made = any(body.ref in refs for body in entry.facts.of("organizations"))
        return "Answered" if entry.kind == "response" else event if made else "Asked of it"

    def _claim(self, entry: Entry, stop: int) -> Iterator[Block]:
        """Yield a claim or a response: its words, how and by whom, its evidence and its note."""
        yield Block(mark_up(entry.title, self._words, "name"), stop)
        yield Block(self._circumstances(entry), indent=2)
        for number, quote in enumerate(entry.quotes, stop + 1):
            yield Block(self._quoted(quote), number, indent=2)
        yield from _note(entry.note, self._words, indent=2)

    def _beside(self, position: int) -> Iterator[Block]:
        """Yield what a claim leads to; who asks the same, and in nearly the same words.

        Of other wordings what differs from its own is marked, and what they leave out is said.
        """
        stop = self._stops.first_of(position)
        if (field := self._stops[stop].field) == MORE:
            whose = f"{self._same[0].title}'s" if self._same else "these"
            yield Block(mark_up(f"{self._stops.more:,} more of {whose}"), stop)
            return
        entry = self._entry(position)
        if label := self._stops.labels.get(position):
            yield Block(Content.styled(label, "label"))
        if entry.is_named:
            further = next(about(entry), "")
            if field == "to":
                same = self._collection.same(entry.ref)
                further = f"asked {plural(sum(each.times_asked for each in same), 'time')} in all"
            end = mark_up(f" · {further}" if further else "", style="muted")
            yield Block(mark_up(entry.full_title, self._words) + end, stop)
            return
        wording, left_out = differing(entry.title, self._entry(0).title, self._words)
        yield Block(wording, stop)
        are_several, facts = len(self._collection.dialogues) > 1, entry.facts
        told = [
            "this one" if entry.ref == self._subject else entry.id,
            *([short_date(entry.date), entry.event.title] if are_several else []),
            f"{facts.words('by')} → {facts.words('to') or 'nobody named'}",
            status_words(entry.status),
        ]
        yield Block(_joined(told, self._words), indent=2)
        if left_out:
            yield Block(mark_up(f"leaves out: {' … '.join(left_out)}", style="muted"), indent=2)

    def _circumstances(self, entry: Entry) -> Content:
        """Return how a claim was made and by whom; or that it is a name that is proved."""
        facts, kind = entry.facts, entry.kind
        status = status_words(facts.value("status"))
        if kind == "response":
            about = "" if self._subject == entry.answered.ref else entry.id
            return _joined([status, facts.words("date"), facts.words("by"), about], self._words)
        if entry.is_named:
            return mark_up(kind, style="muted")
        kind = entry.id if kind == "recommendation" else kind
        makers, refs = facts.of("by"), [each.ref for each in self._same]
        who = "" if len(makers) == 1 and makers[0].ref in refs else facts.words("by")
        manner = [facts.words(name) for name in ("mode", "kind")]
        told = [words for _, words in facts.phrases("by", "mode", "kind", "status")]
        parts = _joined((kind, *manner), ()), _joined((who, *told, status), self._words)
        return Content.styled(" · ", "muted").join(part for part in parts if part)


def _dates(event: Entry) -> str:
    return event.facts.words("start_date")


def _when(entries: list[Entry]) -> str:
    """Return the event; of many from when to when they were, and how many."""
    if len(entries) == 1:
        return f"{_dates(entries[0].event)} · {entries[0].event.title}"
    days = sorted(filter(None, (entry.known_date for entry in entries)))
    ends = " to ".join(map(long_date, dict.fromkeys((*days[:1], *days[-1:]))))
    return join_words(ends, f"{len(entries):,} dialogues", between=" · ")
