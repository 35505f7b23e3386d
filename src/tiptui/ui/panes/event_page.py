"""The first pane: the event of a record by itself, or the list of dialogues."""

from collections.abc import Iterator, Sequence
from typing import cast

from textual.content import Content

from tiptui.collection.dialogue import MOST_IN_WORDS, Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.opening import base_name
from tiptui.record.follow_up import outcomes, statuses
from tiptui.record.model import Event
from tiptui.report.phrases import SIGNS, dates, present
from tiptui.text.visible import plural, short_date
from tiptui.ui.panes.markup import below_label, mark_up, paragraphs, quoted
from tiptui.ui.panes.page import GAP, Block, BlockSections, Rows, Sections, saying
from tiptui.ui.panes.row_lines import BAR_OF_COUNT, INDENT, point_row
from tiptui.view.scene import Scene
from tiptui.view.shown import PageShown


def event_page(scene: Scene, shown: PageShown) -> Sections:
    """Return the page of what was opened."""
    if dialogue := scene.collection.alone:
        return BlockSections([*_event(dialogue, shown)])
    return DialogueSections(scene.collection, shown) if shown.stops else saying("No dialogue")


def _event(dialogue: Dialogue, shown: PageShown) -> Iterator[Block]:
    """Return the event: what, when, where, who came and who held it; themes, points, summary."""
    event = dialogue.record.event
    number = {str(name): n for n, name in enumerate(shown.stops)}
    yield Block(mark_up(event.name, style="title"), number[event.id])
    facts = (event.classification, dates(event), event.place)
    yield from (Block(mark_up(fact)) for fact in facts if fact)
    yield Block(mark_up(present(event.attendance, len(dialogue.record.speakers))))
    yield from _what_became(dialogue)
    yield from _organizers(dialogue, number)
    yield from below_label("Themes", _themes(dialogue, number))
    yield from below_label("Asked", _parties(dialogue, number))
    points = [Block(point_row(each, shown.words), number[each.id]) for each in dialogue.points]
    yield from below_label("Points", points)
    yield from _circumstances(event)
    yield from below_label("Evidence", [Block(quoted(each)) for each in dialogue.event.quotations])
    yield from below_label("Note", paragraphs(event.note))


def event_facts(dialogue: Dialogue) -> list[Block]:
    """Return who held an event, what it was about and who came, as a part of its detail."""
    event = dialogue.record.event
    blocks = _what_became(dialogue) + _organizers(dialogue, {})
    return blocks + _circumstances(event)


def _what_became(dialogue: Dialogue) -> list[Block]:
    became = outcomes(dialogue.record.recommendations)
    return [Block(mark_up(became))] if became else []


def _circumstances(event: Event) -> list[Block]:
    blocks = below_label("Topics", [Block(mark_up(topic)) for topic in event.topics])
    groups = event.attendance.groups if event.attendance else ()
    blocks += below_label("Present", [Block(mark_up(group)) for group in groups])
    return blocks + below_label("Summary", paragraphs(event.summary))


def _organizers(dialogue: Dialogue, number: dict[str, int]) -> list[Block]:
    blocks = []
    for organizer in dialogue.record.event.organizers:
        text = _party(dialogue, organizer.organization)
        if organizer.role:
            text += mark_up(f" · {organizer.role}", style="muted")
        blocks.append(Block(text, number.get(organizer.organization)))
    return below_label("Organizers", blocks)


def _parties(dialogue: Dialogue, number: dict[str, int]) -> list[Block]:
    """Return who else was asked for something, or answered."""
    organizers = {each.organization for each in dialogue.record.event.organizers}
    others = [name for name in dialogue.parties if name not in organizers]
    blocks = [Block(_party(dialogue, name), number[name]) for name in others]
    if (more := len(dialogue.belonging.in_words) - MOST_IN_WORDS) > 0:
        blocks.append(Block(Content.styled(f"and {more:,} more, which 1 counts", "muted")))
    return blocks


def _party(dialogue: Dialogue, name: str) -> Content:
    """Return an organization or an addressee, with how often it was asked and answered."""
    body = dialogue[name]
    counts = ((body.times_asked, "asked"), (len(body.responses), "answered"))
    often = "".join(f" · {count:,} {word}" for count, word in counts if count)
    return mark_up(body.full_name) + mark_up(often, style="muted")


def _themes(dialogue: Dialogue, number: dict[str, int]) -> list[Block]:
    counts = dialogue.theme_counts
    most = max((claims for claims, _ in counts.values()), default=0)
    blocks = []
    for theme in dialogue.record.themes:
        claims, asked = counts[theme.id]
        bar = BAR_OF_COUNT * (claims if most <= 12 else -(-12 * claims // most))
        facts = f"{plural(claims, 'claim')} · {asked:,} asked {bar}".rstrip()
        text = mark_up(theme.name) + "\n" + Content.styled(facts, "muted")
        blocks.append(Block(text, number[theme.id], INDENT, hanging=True))
    return blocks


class DialogueSections(Rows):
    """A section for each dialogue: its name; when, where, how many spoke and what became of it."""

    GUESSED = 3
    """As many lines as most dialogues take."""

    def __init__(self, collection: Collection, shown: PageShown) -> None:
        self._collection = collection
        self._names = cast(Sequence[str], shown.stops)
        self._words = shown.words
        self._ordered = shown.subject != "dialogues"

    def __len__(self) -> int:
        return len(self._names)

    def guess(self, _width: int) -> list[int]:
        return [self.GUESSED] * len(self)

    def section_of(self, stop: int) -> int:
        return stop

    def blocks(self, section: int) -> Iterator[Block]:
        name, heading = self._names[section], self._series(section)
        if heading != (self._series(section - 1) if section else ""):
            yield Block(mark_up(heading or "No series", style="label"))
        if trouble := self._collection.trouble(name):
            file = mark_up(base_name(trouble.file), style="wrong")
            yield from self._row(section, file, mark_up(trouble.words, style="muted"))
            return
        record = self._collection[name].dialogue.record
        event = record.event
        counts = statuses(record.recommendations)
        signs = [f"{SIGNS[each]}{counts[each]:,}" for each in SIGNS if counts[each]]
        asked = [f"{counts.total():,} asked"] if counts else []
        facts = [short_date(event.start_date), event.place]
        facts += [plural(len(record.speakers), "speaker"), " ".join([*asked, *signs])]
        below = mark_up(" · ".join(filter(None, facts)), self._words, "muted")
        yield from self._row(section, mark_up(event.name, self._words, "name"), below)

    def _row(self, section: int, first: Content, below: Content) -> Iterator[Block]:
        """Return the lines of a row, and the gap before the next heading."""
        yield Block(first + "\n" + below, section, INDENT, hanging=True)
        if section + 1 < len(self) and self._series(section + 1) != self._series(section):
            yield GAP

    def _series(self, number: int) -> str:
        """Return the heading of a dialogue; none where they are not in their own order."""
        name = self._names[number]
        if self._words or self._ordered:
            return ""
        event = self._collection.get(name)
        return event.dialogue.record.event.series if event else "Not opened"
