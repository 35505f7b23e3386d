"""The page about an event."""

from textual.content import Content

from tiptui.collection.dialogue import MOST_IN_WORDS, Dialogue
from tiptui.record.follow_up import outcomes
from tiptui.record.model import Event
from tiptui.report.phrases import dates, present
from tiptui.search.query import Words
from tiptui.text.visible import plural
from tiptui.ui.panes.markup import labelled, marked_up, paragraphs, quoted
from tiptui.ui.panes.page import Block
from tiptui.ui.panes.row_lines import BAR_OF_COUNT, point_row
from tiptui.view.shown import PageShown


def event_page(dialogue: Dialogue, shown: PageShown) -> list[Block]:
    """Return the event: what, when, where, who came and who held it; themes, points, summary."""
    event = dialogue.record.event
    number = {str(name): n for n, name in enumerate(shown.stops)}
    blocks = [Block(marked_up(event.name, style="title"), number[event.id])]
    facts = (event.classification, dates(event), event.place)
    blocks += [Block(marked_up(fact)) for fact in facts if fact]
    blocks.append(Block(marked_up(present(event.attendance, len(dialogue.record.speakers)))))
    blocks += _what_became(dialogue)
    blocks += _organizers(dialogue, number)
    blocks += _themes(dialogue, number)
    blocks += _parties(dialogue, number)
    blocks += _points(dialogue, number, shown.words)
    blocks += _circumstances(event)
    blocks += labelled("Evidence", list(map(Block, map(quoted, dialogue.things.event.quotations))))
    return blocks + labelled("Note", paragraphs(event.note))


def event_facts(dialogue: Dialogue) -> list[Block]:
    """Return who held an event, what it was about and who came, as a part of its detail."""
    event = dialogue.record.event
    blocks = _what_became(dialogue) + _organizers(dialogue, {})
    return blocks + _circumstances(event)


def _what_became(dialogue: Dialogue) -> list[Block]:
    became = outcomes(dialogue.record.recommendations)
    return [Block(marked_up(became))] if became else []


def _circumstances(event: Event) -> list[Block]:
    blocks = labelled("Topics", [Block(marked_up(topic)) for topic in event.topics])
    groups = event.attendance.groups if event.attendance else ()
    blocks += labelled("Present", [Block(marked_up(group)) for group in groups])
    return blocks + labelled("Summary", paragraphs(event.summary))


def _organizers(dialogue: Dialogue, number: dict[str, int]) -> list[Block]:
    blocks = []
    for organizer in dialogue.record.event.organizers:
        text = _party(dialogue, organizer.organization)
        if organizer.role:
            text += marked_up(f" · {organizer.role}", style="muted")
        blocks.append(Block(text, number.get(organizer.organization)))
    return labelled("Organizers", blocks)


def _parties(dialogue: Dialogue, number: dict[str, int]) -> list[Block]:
    """Return who else was asked for something, or answered."""
    organizers = {each.organization for each in dialogue.record.event.organizers}
    others = [name for name in dialogue.parties if name not in organizers]
    blocks = [Block(_party(dialogue, name), number[name]) for name in others]
    if (more := len(dialogue.belonging.in_words) - MOST_IN_WORDS) > 0:
        blocks.append(Block(Content.styled(f"and {more:,} more, which 1 counts", "muted")))
    return labelled("Asked", blocks)


def _party(dialogue: Dialogue, name: str) -> Content:
    """Return an organization or an addressee, with how often it was asked and answered."""
    body = dialogue.things[name]
    counts = ((body.times_asked, "asked"), (len(body.responses), "answered"))
    often = "".join(f" · {count:,} {word}" for count, word in counts if count)
    return marked_up(body.full_title) + marked_up(often, style="muted")


def _themes(dialogue: Dialogue, number: dict[str, int]) -> list[Block]:
    counts = dialogue.theme_counts
    most = max((claims for claims, _ in counts.values()), default=0)
    blocks = []
    for theme in dialogue.record.themes:
        claims, asked = counts[theme.id]
        bar = BAR_OF_COUNT * (claims if most <= 12 else -(-12 * claims // most))
        facts = f"{plural(claims, 'claim')} · {asked:,} asked {bar}".rstrip()
        text = marked_up(theme.name) + "\n" + Content.styled(facts, "muted")
        blocks.append(Block(text, number[theme.id]))
    return labelled("Themes", blocks)


def _points(dialogue: Dialogue, number: dict[str, int], words: Words) -> list[Block]:
    points = dialogue.things.points
    return labelled("Points", [Block(point_row(each, words), number[each.id]) for each in points])
