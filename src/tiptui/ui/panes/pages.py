"""The pages of the first pane, for one record or many, and of the detail."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from itertools import chain, count, groupby, islice, zip_longest

from textual.content import Content, Span

from tiptui.collection.dialogue import Dialogue, Quotation, Thing, locate
from tiptui.collection.facts import SIGNS, Fact, join_words, status_words
from tiptui.collection.naming import EVIDENCE, NOBODY, OF_FIELD, REC, Name
from tiptui.collection.opened import MORE
from tiptui.collection.opening import base_name
from tiptui.collection.thing_lines import about, numbering
from tiptui.search.query import FoldedWords, parse
from tiptui.text.near_words import differ
from tiptui.text.visible import long_date, plural, short_date
from tiptui.ui.panes.lists import BAR_OF_COUNT, INDENT, count_line, point_row
from tiptui.ui.panes.page import (
    GAP,
    Block,
    PaneLine,
    Sections,
    draw_blocks,
    in_sections,
    mark_up,
    stop_style,
)
from tiptui.ui.terminal.widths import fit_with_offsets
from tiptui.view.scene import Scene
from tiptui.view.state import Pane

LEAST_OF_TALLY, GAP_OF_TALLIES = 28, 2  # cells
_NAMED = "by", "to", "themes"


def _paragraphs(text: str) -> list[Block]:
    return [Block(mark_up(line)) for line in text.split("\n") if line.strip()]


def _below(label: str, blocks: list[Block]) -> list[Block]:
    """Return blocks below a label; nothing where there are none."""
    return [GAP, Block(Content.styled(label, "label")), *blocks] if blocks else []


def _join(facts: Iterable[str], words: FoldedWords) -> Content:
    return mark_up(" · ".join(filter(None, facts)), words, "muted")


def _quotes(
    quotes: Sequence[Quotation], *, has_status: bool, words: FoldedWords = ()
) -> Iterator[Content]:
    """Yield the words of quotes; the source where it is another, and why one may be wrong."""
    before = ""
    if has_status:
        locate(quotes)
    for quote in quotes:
        origin = quote.origin.id if quote.origin and quote.source_title else ""
        doubt = quote.doubt if has_status else ""
        told = "".join(f" · {told}" for told in (origin if origin != before else "", doubt) if told)
        style = "wrong" if doubt and quote.located.is_wrong else "muted"
        yield mark_up(quote.cited, words, "quote") + mark_up(told, (), style)
        before = origin


# The event, or the dialogues.


def event_page(scene: Scene) -> Sections:
    dialogue = scene.collection.single
    if not dialogue:
        return _dialogues(scene)
    event, facts = dialogue.event, dialogue.event.facts
    below = [*map(facts.words, ("classification", "start_date", "place", "attendance"))]
    if results := facts.words("outcomes"):
        below.append(f"{facts.words('recommendations')} · {results}")
    quotes = [*map(Block, _quotes(event.quotations, has_status=bool(dialogue.texts)))]
    blocks = [
        Block(mark_up(event.name, style="title"), dialogue.event_stops.index(event.ref)),
        *(Block(mark_up(words)) for words in below if words),
        *_event_facts(event, scene),
        *(Block(mark_up(line, scene.words)) for line in facts.further()),
        *_below(EVIDENCE, quotes),
        *_below("Note", _paragraphs(event.note)),
    ]
    return in_sections(blocks)


def _event_facts(event: Thing, scene: Scene | None = None) -> Iterator[Block]:
    """Yield the facts of an event; of a single one, by its `scene`, also the things it lists."""
    facts, dialogue = event.facts, event.dialogue
    stops = {name: n for n, name in enumerate(dialogue.event_stops)} if scene else {}
    organizers, held = [], set[str]()
    for organizer in facts.of("organizers"):
        held.add(organizer.value)
        part = f" · {organizer.detail}" if organizer.detail else ""
        text = _party(dialogue[organizer.value]) + mark_up(part, style="muted")
        organizers.append(Block(text, stops.get(dialogue.prefix + organizer.value)))
    yield from _below("Organizers", organizers)
    if scene:
        yield from _below(Name.THEME.title, _themes(scene, dialogue, stops))
        others = [dialogue[id] for id in dialogue.event.parties if id not in held]
        asked = [Block(_party(party), stops[party.ref]) for party in others]
        if more := dialogue.unlisted:
            asked.append(Block(Content.styled(f"and {more:,} more · 1 lists all", "muted")))
        yield from _below(Name.ADDRESSEE.title, asked)
        points = dialogue.points
        rows = [Block(point_row(point, scene.words), stops[point.ref]) for point in points]
        yield from _below(Name.POINT.title, rows)
    yield from _below("Topics", [Block(mark_up(topic)) for topic in facts.values("topics")])
    yield from _below("Present", [Block(mark_up(group)) for group in facts.values("groups")])
    yield from _below("Summary", _paragraphs(facts.words("summary")))


def _party(party: Thing) -> Content:
    often = filter(None, map(party.facts.words, ("asked", "answered")))
    return mark_up(party.full_name) + mark_up("".join(f" · {n}" for n in often), style="muted")


def _themes(scene: Scene, dialogue: Dialogue, stops: Mapping[str, int]) -> list[Block]:
    themes = [(theme, theme.facts) for theme in dialogue.themes]
    numbers = [int(facts.value("claims")) for _, facts in themes]
    is_found = bool(scene.query.terms)
    if is_found:
        numbers = [scene.count_found(theme.ref) for theme, _ in themes]
    most, blocks = max(numbers) if len({*numbers}) > 1 else 0, []
    for claims, (theme, facts) in zip(numbers, themes, strict=True):
        # Of a record without statements and points, all are recommendations.
        asked = facts.words("asked") if dialogue.ids.first["recommendation"] else ""
        words = join_words(facts.words("claims"), asked, between=" · ")
        words = f"{claims:,} of {facts.words('claims')}" if is_found else words
        bar = BAR_OF_COUNT * round(claims * min(1, 12 / most)) if most else ""
        text = mark_up(theme.name) + "\n" + Content.styled(f"{words} {bar}".rstrip(), "muted")
        blocks.append(Block(text, stops[theme.ref], INDENT, hanging=True))
    return blocks


def _dialogues(scene: Scene) -> Sections:
    """Return a section for each dialogue: name; date, place, speakers, recommendations."""
    collection, names, words = scene.collection, scene.rows(Pane.EVENT), scene.words
    in_order = not (words or scene.view.orders.get(Pane.EVENT))
    place = "place" if "place" in scene.index.facets.occurring else ""  # else all have one

    def headings(number: int) -> tuple[str, str]:
        """Return the words before the short name of a dialogue, and its series."""
        event = collection.get(names[number])
        if not event:
            return "", "Not opened"
        series = (event.dialogue.record.event.series or "No series") if in_order else ""
        return event.name.removesuffix(collection.short_names[event.name]).rstrip(), series

    def blocks(width: int, section: int) -> Iterator[Block]:
        name, (beginning, series) = names[section], headings(section)
        before = headings(section - 1) if section else ("", "No series")
        if section and before != (beginning, series):
            yield GAP
        if beginning not in ("", before[0]):
            yield Block(mark_up(f"{beginning} …", words, "label"))
        if series not in ("", before[1]):
            yield Block(mark_up(series, style="label"))
        if trouble := collection.trouble_of.get(name):
            first = mark_up(base_name(trouble.file), style="wrong")
            below = mark_up(trouble.words, style="muted")
        else:
            event = collection[name]
            first = Content.styled("… " if beginning else "", "muted")
            first += mark_up(collection.short_names[event.name], words, "name")
            below = _dialogue_facts(scene, event, place, width - INDENT)
        yield Block(first + "\n" + below, section, INDENT, hanging=True)

    return Sections(
        len(names),
        lambda row, width: draw_blocks(partial(blocks, width), row, width),
        are_rows=True,
    )


def _dialogue_facts(scene: Scene, event: Thing, place: str, width: int) -> Content:
    """Return the date, place, speakers and recommendations; in a narrow line the first and last."""
    facts, counts, date = event.facts, event.dialogue.statuses, short_date(event.date)
    signs = " ".join([f"{sign}{counts[kind]:,}" for kind, sign in SIGNS.items() if counts[kind]])
    asked = f"{plural(counts.total(), REC)} {signs}".rstrip() if counts else ""
    if scene.query.terms:
        signs = f"{scene.count_found(event.ref, ['recommendations']):,} of {counts.total():,}"
        asked = f"{signs} {REC}s"
    whole = date, facts.words(place), facts.words("speakers"), asked
    for told in (whole, (date, asked), (date, signs)):
        below = _join(told, scene.words)
        if below.cell_length <= width:
            break
    return below.truncate(max(0, width), ellipsis=True)


# The detail.


def detail_page(scene: Scene) -> Sections:
    stops, detail = scene.stops, cache(lambda: Detail(scene))  # made with its frame, not at a key

    def lines(section: int, width: int) -> list[PaneLine]:
        return draw_blocks(partial(detail().blocks, width), section, width)

    return Sections(stops.size + 2, lines, lambda stop: stops.claim_at(stop) + 1)


class Detail:
    """A section for the head of the subject, one for each claim, and one for the rest."""

    def __init__(self, scene: Scene) -> None:
        collection, words = scene.collection, scene.words
        self._collection, self._words = collection, words
        self._subject, self._stops, self._facets = scene.subject, scene.stops, scene.index.facets
        thing = collection.get(scene.subject)
        self._kind = thing.kind if thing else ""
        self._same = collection.same(thing.ref) if thing else []
        # No claim repeats the subject, or a value that all its claims have.
        self._known: set[str] = {same.ref for same in self._same}
        for _, _, values in self._stops.tallies:
            self._known |= {ref for ref, count in values if count == len(self._stops.rows)}
        dialogues = [same.dialogue for same in self._same] or collection.dialogues
        modes = {mode for dialogue in dialogues for mode in dialogue.modes}
        self._has_mode = len(modes) > 1 or any(same.is_claim for same in self._same)
        self._has_kind = len({kind for kind, _ in self._stops.rows}) > 1
        # Without texts, the status says so once.
        self._quotes = partial(_quotes, has_status=collection.has_texts, words=words)
        self._are_many = len(self._same) > 1 or (isinstance(scene.subject, str) and not thing)
        head = self._head = list[Block]()
        if trouble := collection.trouble_of.get(scene.subject):
            head.append(Block(mark_up(trouble.words, style="wrong")))
            head.append(Block(Content.styled("! lists every problem, E opens the file", "muted")))
        elif isinstance(scene.subject, str) and not thing:
            head.append(Block(mark_up(self._name(scene.subject), style="title")))
        for lines, group in groupby(self._same, lambda thing: [*filter(None, about(thing))]):
            things = list(group)
            if self._kind in ("speaker", "organization") and not collection.single:
                head.append(Block(mark_up(self._when(things), words, "muted")))
            head += [Block(mark_up(line, words)) for line in lines]
        if not (head or len(self._stops) or self._rest):
            why = "No claims yet" if thing else "Nothing cites this yet"
            head.append(Block(Content.styled(why, "muted")))

    def _tallies(self, width: int) -> Iterator[Block]:
        """Yield the lines of all tallies, as many side by side as there is room for."""
        across = max(1, min(len(self._stops.tallies), width // LEAST_OF_TALLY))
        room, stops, columns = width // across, count(), list[list[Content]]()
        for field, size, values in self._stops.tallies:
            label = f"{OF_FIELD[field].title} · {size:,}{' found' if self._stops.more else ''}"
            columns.append([Content.styled(label, "label")])
            for ref, number in values:
                name = mark_up(self._name(ref), self._words, "name")
                ends = values[-1][1], values[0][1]
                line = count_line(name, number, *ends, max(1, room - GAP_OF_TALLIES))
                columns[-1].append(line.stylize(stop_style(next(stops))))
        for first in range(0, len(columns), across):
            yield GAP
            for cells in zip_longest(*columns[first : first + across], fillvalue=Content("")):
                padded = (cell.pad_right(room - cell.cell_length) for cell in cells)
                yield Block(Content("").join(padded))

    def blocks(self, width: int, section: int) -> Iterable[Block]:
        if section == 0:
            is_listed = self._kind == "event" and not self._collection.single
            further = _event_facts(self._same[0]) if is_listed else ()
            return [*self._head, *self._tallies(width), *further]
        if section <= self._stops.told:
            heading = ""  # the event of a claim, or its relation to a body
            for position in range(max(0, section - 2), section):
                thing, before = self._stops.thing(position), heading
                heading = self._dated_title(thing.event) if self._are_many else ""
                if self._kind in ("organization", "addressee"):
                    bodies = thing.facts.of("organizations")
                    if thing.kind == "response":
                        heading = Name.RESPONSE.title
                    elif not any(body.ref in self._known for body in bodies):
                        heading = f"{Name.RECOMMENDATION.title} to it"
            blocks = [*self._claim(thing, section - 1)]
            if heading and heading != before:
                blocks.insert(0, Block(mark_up(heading, style="label")))
        elif section <= self._stops.size:
            blocks = list(self._beside(section - 1))
        else:
            blocks = self._rest
        return [GAP, *blocks] if blocks and (self._head or section > 1) else blocks

    def _name(self, ref: str) -> str:
        thing = self._collection.get(ref)
        return thing.name if thing else self._facets.in_words(parse(ref).terms[0])

    @cached_property
    def _rest(self) -> list[Block]:
        """The other names, the quotes for the name and the notes; slow for many dialogues."""
        names = chain.from_iterable(same.facts.values("other_names") for same in self._same)
        others = ", ".join(dict.fromkeys(names))
        blocks = [Block(mark_up(f"also {others}", self._words))] if others else []
        for thing in self._same:
            if thing.has_name:
                blocks += map(Block, self._quotes(thing.quotations))
                if thing.note:
                    blocks.append(Block(mark_up(f"note: {thing.note}", self._words, "muted")))
        return blocks

    def _claim(self, thing: Thing, position: int) -> Iterator[Block]:
        """Yield the words of a claim or a response, its circumstances, quotes and note."""
        starts, earlier = self._stops.starts, range(position - 1, -1, -1)
        cited = (n for n in earlier if starts[n + 1] > starts[n] + 1)
        before = [self._stops.thing(n).quotations[-1] for n in islice(cited, 1)]
        quotes, stop = self._quotes([*before, *thing.quotations]), starts[position]
        if thing.name != thing.status:  # equal for a response without words
            yield Block(mark_up(thing.name, self._words, "name"), stop)
        if circumstances := self._circumstances(thing):
            yield Block(circumstances, stop, indent=2)
        for number, quote in enumerate(islice(quotes, len(before), None), stop + 1):
            yield Block(quote, number, indent=2)
        if thing.note:
            yield Block(mark_up(f"note: {thing.note}", self._words, "muted"), indent=2)

    def _beside(self, position: int) -> Iterator[Block]:
        """Yield a thing that the claim leads to, or another wording with its differences marked."""
        stop = self._stops.starts[position]
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
                same = self._collection.same(thing.ref)
                count = sum(body.times_asked for body in same)
                further = f"{plural(count, Name.RECOMMENDATION.one)} in all"
            end = mark_up(f" · {further}" if further else "", style="muted")
            yield Block(mark_up(thing.full_name, self._words) + end, stop)
            return
        subject = self._stops.thing(0).name
        changes = differ(thing.name, subject)
        left_out = [subject[slice(*lacking)] for (start, end), lacking in changes if start == end]
        text, offsets = mark_up(thing.name, self._words, "name"), fit_with_offsets(thing.name)[1]
        marks = [Span(offsets[start], offsets[end], "differs") for (start, end), _ in changes]
        yield Block(Content(text.plain, [*text.spans, *marks]), stop)
        facts = thing.facts
        below = ["this one" if thing.ref == self._subject else numbering(thing)]
        if len(self._collection.dialogues) > 1:
            name = self._collection.short_names[thing.event.name]
            below += [short_date(thing.date), name]
        below.append(f"{facts.words('by')} → {facts.words('to') or NOBODY}")
        yield Block(_join([*below, status_words(thing.status)], self._words), indent=2)
        if left_out:
            yield Block(mark_up(f"leaves out: {' … '.join(left_out)}", style="muted"), indent=2)

    def _circumstances(self, thing: Thing) -> Content:
        """Return the line below a claim: its manner, makers and status; for a name, its kind."""
        facts, kind = thing.facts, thing.kind
        status = facts.value("status")
        status = "" if f"status:{status}" in self._known else status_words(status)
        if kind == "response":
            id = "" if self._subject == thing.claim.ref else thing.id
            return _join([status, *facts.phrases("status").values(), id], self._words)
        if thing.has_name:
            return mark_up(kind, style="muted")
        number = numbering(thing) if thing.kind == "recommendation" else ""
        mode = facts.words("mode") if self._has_mode else ""
        manner = kind if self._has_kind and not number else "", mode, facts.words("kind")
        own = [name for name in _NAMED if self._are_known(facts.of(name))]
        who = "" if "by" in own else facts.words("by")
        phrases = facts.phrases("by", "mode", "kind", "number", "status", *own)
        silent = facts.value("silent") if thing.ref == self._subject else ""
        others = who, *phrases.values(), status, silent
        parts = _join([number], self._words), _join(manner, ()), _join(others, self._words)
        return Content.styled(" · ", "muted").join(filter(None, parts))

    def _are_known(self, facts: Iterable[Fact]) -> bool:
        return all((fact.ref or "") in self._known for fact in facts)

    def _dated_title(self, event: Thing) -> str:
        return f"{event.facts.words('start_date')} · {self._collection.short_names[event.name]}"

    def _when(self, things: list[Thing]) -> str:
        """Return the event of a thing; for many, their first and last days and their number."""
        if len(things) == 1:
            return self._dated_title(things[0].event)
        days = sorted(filter(None, (thing.dialogue.known_date for thing in things)))
        ends = " to ".join(map(long_date, dict.fromkeys((*days[:1], *days[-1:]))))
        return join_words(ends, f"{len(things):,} dialogues", between=" · ")
