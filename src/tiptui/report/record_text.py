"""A record as plain text, and a line on one of several."""

from collections.abc import Iterator

from tiptui.collection.thing import Claim, Person, Response, Thing
from tiptui.collection.things import Things
from tiptui.record import follow_up
from tiptui.record.model import Record, Source
from tiptui.report.json_data import NO_STATUSES, Statuses
from tiptui.report.phrases import (
    circumstances,
    dates,
    listed,
    makers,
    present,
    quotation,
    responder,
)
from tiptui.text.visible import long_date, plural, visible


def dialogue_line(record: Record) -> str:
    """Return a line on a record of several: when, id, name, where, how many, what became of it."""
    event, items = record.event, record.recommendations
    said = sum(len(speaker.statements) for speaker in record.speakers)
    facts = [event.name, event.place, plural(len(record.speakers), "speaker")]
    facts += [plural(said, "statement")] if said else []
    asked = plural(len(items), "recommendation") if items else ""
    became = follow_up.outcomes(items).partition(" · ")[2]
    line = " · ".join(filter(None, (*facts, asked, became)))
    return visible(f"{event.start_date:<10}  {event.id}  {line}")


def as_text(things: Things, statuses: Statuses = NO_STATUSES, today: str = "") -> str:
    """Return the whole record as text: one line for each thing, none wrapped, all visible.

    Each line says what it is, for those who hear it, or see it alone. What was due before `today`,
    a date, is said to be overdue.
    """
    return "\n".join(visible(line) for line in _lines(things, statuses, today)) + "\n"


def _lines(things: Things, statuses: Statuses, today: str) -> Iterator[str]:
    dialogue = things.event.dialogue
    yield from _event_lines(things, statuses)
    yield from ("", "Speakers")
    for person in things.people:
        yield from _speaker_lines(person, statuses)
    yield from ("", "Recommendations") if things.recommendations else ()
    for claim in things.recommendations:
        yield from _claim_lines(claim, statuses, f"recommendation {claim.id}", "  ", today)
        for response in claim.responses:
            yield from _response_lines(response, statuses)
    yield from ("", "Organizations") if things.organizations else ()
    for body in things.organizations:
        yield f"  organization {body.id}: {body.full_title}"
        yield from _labelled("    ", also=", ".join(body.other_names), note=body.note)
    yield from ("", "Themes") if things.themes else ()
    for theme in things.themes:
        yield f"  theme {theme.id}: {theme.title} ({plural(len(theme.claims), 'claim')})"
        yield from _labelled("    ", description=theme.item.description)
    yield from ("", "Sources") if dialogue.record.sources else ()
    for source in dialogue.record.sources:
        yield from _source_lines(source)


def _labelled(indent: str, **parts: str) -> Iterator[str]:
    """Yield a line for each part that there is: what it is, and its words."""
    return (f"{indent}{name}: {words}" for name, words in parts.items() if words)


def _event_lines(things: Things, statuses: Statuses) -> Iterator[str]:
    record, event = things.event.dialogue.record, things.event.item
    groups = event.attendance.groups if event.attendance else ()
    yield event.name
    yield from _labelled("", id=event.id, classification=event.classification, held=dates(event))
    yield from _labelled("", place=event.place)
    became = follow_up.outcomes(record.recommendations)
    yield from filter(None, (present(event.attendance, len(record.speakers)), became))
    yield from _labelled("", present=", ".join(groups))
    for organizer in event.organizers:
        if body := things.organization(organizer.organization):
            yield f"organizer: {listed(body.full_title, organizer.role)}"
    yield from _labelled("", series=event.series, topics=", ".join(event.topics))
    yield from _quotation_lines(things.event, statuses, "")
    yield from _labelled("", note=event.note, summary=event.summary)
    yield from ("", "Points") if things.points else ()
    for claim in things.points:
        yield from _claim_lines(claim, statuses, claim.id, "  ")


def _speaker_lines(person: Person, statuses: Statuses) -> Iterator[str]:
    body, kind = person.organization, "group" if person.item.kind == "group" else "speaker"
    who = listed(person.title, person.item.role, body.full_title if body else "")
    yield f"  {kind} {person.id}: {who}"
    yield from _labelled("    ", also=", ".join(person.other_names))
    yield from _quotation_lines(person, statuses, "    ")
    yield from _labelled("    ", note=person.note)
    for claim in person.claims:
        if claim.kind == "statement":
            yield from _claim_lines(claim, statuses, f"statement {claim.id}", "    ")


def _claim_lines(
    claim: Claim, statuses: Statuses, name: str, indent: str, today: str = ""
) -> Iterator[str]:
    yield f"{indent}{name}: {claim.title}"
    who = "" if claim.kind == "statement" else f"by {makers(claim)}"
    told = (f"{what}: {words}" if what else words for what, words in circumstances(claim, today))
    parts = (who, claim.manner, *told, f"status: {claim.status}" if claim.status else "")
    yield f"{indent}  {' · '.join(filter(None, parts))}"
    yield from _quotation_lines(claim, statuses, f"{indent}  ")
    yield from _labelled(f"{indent}  ", note=claim.note)


def _response_lines(response: Response, statuses: Statuses) -> Iterator[str]:
    by = f"by {responder(response)}" if response.item.by else ""
    facts = (response.status, long_date(response.item.date), by)
    yield from _labelled("    ", response=" · ".join(filter(None, facts)))
    yield from _labelled("      ", text=response.item.text)
    yield from _quotation_lines(response, statuses, "      ")
    yield from _labelled("      ", note=response.note)


def _quotation_lines(of: Thing, statuses: Statuses, indent: str) -> Iterator[str]:
    for cited in of.quotations:
        words = f"{quotation(cited)} {statuses.get(cited.evidence, '')}".rstrip()
        yield from _labelled(indent, evidence=words)


def _source_lines(source: Source) -> Iterator[str]:
    yield f"  source {source.id}: {source.title}"
    facts = {"type": source.type or "", "publisher": source.publisher}
    facts |= {"published": long_date(source.published), "address": source.url}
    facts |= {"language": source.language, "file": source.file, "note": source.note}
    yield from _labelled("    ", **facts)
    for number, line in enumerate(source.outline, 1):
        yield f"    outline ¶{number}: {line}"
