"""A record as plain text and as JSON, and the phrases that both text and browser use."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from tiptui.record import outcomes
from tiptui.record.items import Addressee
from tiptui.record.links import Links
from tiptui.record.model import (
    Attendance,
    Claim,
    Event,
    Evidence,
    Organization,
    Point,
    Recommendation,
    Record,
    Response,
    Source,
    Speaker,
    Statement,
)
from tiptui.record.problem import Place, Problem
from tiptui.text.visible import CONTROL, INVISIBLE, long_date, plural, visible

if TYPE_CHECKING:
    from tiptui.sources.quotations import Quotation

Statuses = Mapping[Evidence, str]
"""How quotations were found; one that is not in it is printed without."""

NO_STATUSES: Statuses = {}


def dates(event: Event) -> str:
    """Return the day or days of an event: `18 April 2024`, `18 April 2024 to 20 April 2024`."""
    start, end = long_date(event.start_date), event.end_date
    return start if not end or end == event.start_date else f"{start} to {long_date(end)}"


def present(attendance: Attendance | None, speakers: int) -> str:
    """Return `6 speakers of about 90 present`, or `6 speakers` where nobody counted."""
    if attendance is None or attendance.count is None:
        return plural(speakers, "speaker")
    about = "about " if attendance.approximate else ""
    return f"{plural(speakers, 'speaker')} of {about}{attendance.count:,} present"


def full_name(body: Organization | Addressee) -> str:
    """Return a name, an organization's with its short form: `International … (IOM)`."""
    short = body.abbreviation if isinstance(body, Organization) else ""
    return f"{body.name} ({short})" if short else body.name


def office(links: Links, speaker: Speaker) -> str:
    """Return a speaker's role and organization, the latter short: `Programme Assistant, IOM`."""
    body = links.organization(speaker)
    return ", ".join(filter(None, (speaker.role, short_name(body) if body else "")))


def short_name(body: Organization) -> str:
    """Return an organization's short form where it has one, else its name."""
    return body.abbreviation or body.name


def party(links: Links, words: str) -> str:
    """Return an addressee, or who gave a response, by name: `IOM` where it is the id of that."""
    body = links.party(words)
    return short_name(body) if body else words


def addressees(links: Links, item: Recommendation) -> str:
    """Return whom a recommendation asks, by name; empty for nobody named."""
    return ", ".join(party(links, words) for words in item.to)


def makers(links: Links, name: str) -> str:
    """Return the names of a claim's speakers; for a point without any, `all present`."""
    return ", ".join(speaker.name for speaker in links.makers(name)) or "all present"


def place(evidence: Evidence, paragraph: int | None = None) -> str:
    """Return `¶6, p. 12, 00:12:31`: the paragraph (another, where given), page and time."""
    page = f"p. {evidence.page}" if evidence.page else ""
    return ", ".join(filter(None, (f"¶{paragraph or evidence.paragraph}", page, evidence.time)))


def cited_words(evidence: Evidence) -> str:
    """Return `¶6 “provincial-level rules”`: the words of a source, and their place."""
    return f"{place(evidence)} “{evidence.exact}”"


def quotation(links: Links, evidence: Evidence) -> str:
    """Return the cited words; with the title of the source where a record has several."""
    words, source = cited_words(evidence), links.source(evidence)
    return f"{words} {source.title}" if source and len(links.record.sources) > 1 else words


def manner(claim: Claim) -> str:
    """Return how a claim is given: `reported` or `quoted`; for a point its kind, if it has one."""
    return (claim.kind or "") if isinstance(claim, Point) else claim.mode


def circumstances(links: Links, claim: Claim, today: str = "") -> list[str]:
    """Return what is said of a claim beside words and manner.

    That is its occasion or number, addressees, themes, until when it is due and what it repeats.
    What was due before `today`, a date, is said to be overdue.
    """
    themes = ", ".join(theme.name for theme in links.themes(claim))
    parts = [claim.occasion if isinstance(claim, Statement) else "", themes]
    if isinstance(claim, Recommendation):
        number = f"number {claim.number}" if claim.number else ""
        to = f"to {addressees(links, claim)}" if claim.to else ""
        repeats = f"repeats {', '.join(claim.repeats)}" if claim.repeats else ""
        parts = [number, to, themes, due(claim, today), repeats]
    return list(filter(None, parts))


def due(item: Recommendation, today: str = "") -> str:
    """Return `due May 2025`, and where that is before today `due May 2025, overdue`."""
    if not item.due:
        return ""
    return f"due {long_date(item.due)}{', overdue' if outcomes.is_overdue(item, today) else ''}"


def response_facts(links: Links, response: Response) -> str:
    """Return `4 March 2025 · IOM`: when somebody responded, and who."""
    when = long_date(response.date) if response.date else ""
    return " · ".join(filter(None, (when, party(links, response.by))))


def dialogue_line(record: Record) -> str:
    """Return a line on a record of several: when, id, name, where, how many, what became of it."""
    event, counts = record.event, outcomes.statuses(record.recommendations)
    said = sum(len(speaker.statements) for speaker in record.speakers)
    facts = [event.name, event.place, plural(len(record.speakers), "speaker")]
    facts += [plural(said, "statement")] if said else []
    asked = plural(counts.total(), "recommendation") if counts else ""
    became = outcomes.sum_of(counts).partition(" · ")[2]
    line = " · ".join(filter(None, (*facts, asked, became)))
    return visible(f"{event.start_date:<10}  {event.id}  {line}")


def as_text(links: Links, statuses: Statuses = NO_STATUSES, today: str = "") -> str:
    """Return the whole record as text: one line for each thing, none wrapped, all visible.

    What was due before `today`, a date, is said to be overdue.
    """
    return "\n".join(visible(line) for line in _lines(links, statuses, today)) + "\n"


def _lines(links: Links, statuses: Statuses, today: str) -> Iterator[str]:
    record = links.record
    yield from _event_lines(links, statuses)
    yield from ("", "Speakers")
    for speaker in record.speakers:
        yield from _speaker_lines(links, statuses, speaker)
    if record.recommendations:
        yield from ("", "Recommendations")
    for item in record.recommendations:
        yield from _recommendation_lines(links, statuses, item, today)
    if record.organizations:
        yield from ("", "Organizations")
    for body in record.organizations:
        yield from _body_lines(body)
    if record.themes:
        yield from ("", "Themes")
    for theme in record.themes:
        count = plural(len(links.claims(theme.id)), "claim")
        yield f"  {theme.name} ({count})" + (f": {theme.description}" if theme.description else "")
    if record.sources:
        yield from ("", "Sources")
    for source in record.sources:
        yield from _source_lines(source)


def _event_lines(links: Links, statuses: Statuses) -> Iterator[str]:
    record, event = links.record, links.record.event
    yield event.name
    yield " · ".join(filter(None, (event.classification, dates(event), event.place)))
    became = outcomes.sum_of(outcomes.statuses(record.recommendations))
    yield from filter(None, (present(event.attendance, len(record.speakers)), became))
    if event.attendance and event.attendance.groups:
        yield f"  present: {', '.join(event.attendance.groups)}"
    for organizer in event.organizers:
        body = links[organizer.organization]
        if isinstance(body, Organization):
            yield f"  {organizer.role or 'organizer'}: {full_name(body)}"
    named = (("series", event.series), ("topics", ", ".join(event.topics)))
    yield from (f"  {name}: {words}" for name, words in named if words)
    yield from _quotation_lines(links, statuses, event.evidence, "  ")
    if event.note:
        yield f"  note: {event.note}"
    if event.summary:
        yield from ("", event.summary)
    if event.points:
        yield from ("", "Points")
    for name, claim in links.claims(event.id):
        who, facts = makers(links, name), circumstances(links, claim)
        yield from _claim_lines(links, statuses, claim, "  - ", who, facts)


def _speaker_lines(links: Links, statuses: Statuses, speaker: Speaker) -> Iterator[str]:
    body = links.organization(speaker)
    parts = (speaker.name, speaker.role, full_name(body) if body else "")
    yield "  " + ", ".join(filter(None, parts))
    if speaker.other_names:
        yield f"    also: {', '.join(speaker.other_names)}"
    yield from _quotation_lines(links, statuses, speaker.evidence, "    ")
    if speaker.note:
        yield f"    note: {speaker.note}"
    for _, claim in links.claims(speaker.id):
        if isinstance(claim, Statement):
            yield from _claim_lines(
                links, statuses, claim, "    - ", "", circumstances(links, claim)
            )


def _body_lines(body: Organization) -> Iterator[str]:
    yield f"  {full_name(body)}"
    if body.other_names:
        yield f"    also: {', '.join(body.other_names)}"
    if body.note:
        yield f"    note: {body.note}"


def _recommendation_lines(
    links: Links, statuses: Statuses, item: Recommendation, today: str
) -> Iterator[str]:
    bullet = f"  {item.id}  "
    facts = [*circumstances(links, item, today), outcomes.status(item)]
    yield from _claim_lines(links, statuses, item, bullet, makers(links, item.id), facts)
    indent = " " * len(bullet)
    for _, response in links.responses(item.id):
        head = (response.status, response_facts(links, response))
        yield f"{indent}- {' · '.join(filter(None, head))}"
        if response.text:
            yield f"{indent}  {response.text}"
        yield from _proof_lines(links, statuses, response, f"{indent}  ")


def _claim_lines(
    links: Links, statuses: Statuses, claim: Claim, bullet: str, who: str, facts: Iterable[str]
) -> Iterator[str]:
    indent = " " * len(bullet)
    yield bullet + claim.text
    yield indent + " · ".join(filter(None, (who, manner(claim), *facts)))
    yield from _proof_lines(links, statuses, claim, indent)


def _proof_lines(
    links: Links, statuses: Statuses, item: Claim | Response, indent: str
) -> Iterator[str]:
    yield from _quotation_lines(links, statuses, item.evidence, indent)
    if item.note:
        yield f"{indent}note: {item.note}"


def _quotation_lines(
    links: Links, statuses: Statuses, items: Iterable[Evidence], indent: str
) -> Iterator[str]:
    for item in items:
        yield f"{indent}{quotation(links, item)} {statuses.get(item, '')}".rstrip()


def _source_lines(source: Source) -> Iterator[str]:
    date = long_date(source.published) if source.published else ""
    parts = (source.title, source.type, source.publisher, date, source.url)
    yield "  " + " · ".join(filter(None, parts))
    if source.note:
        yield f"    note: {source.note}"
    for number, line in enumerate(source.outline, 1):
        yield f"    ¶{number} {line}"


def problem_data(file: str, problem: Problem) -> dict[str, Any]:
    """Return a problem for JSON."""
    line, column = problem.place
    return {
        "file": file,
        "line": line,
        "column": column,
        "severity": problem.severity,
        "message": problem.message,
        "code": problem.code,
    }


def quote_data(file: str, place: Place, quotation: "Quotation") -> dict[str, Any]:
    """Return a quotation for JSON: where it stands in the record, and where in its source."""
    located = quotation.located
    found = {
        "paragraph": located.paragraph,
        "start": located.start,
        "end": located.end,
        "places": located.occurrences,
    }
    data = {
        "file": file,
        "line": place.line,
        "column": place.column,
        "claim": quotation.claim,
        "source": quotation.source,
        "paragraph": quotation.evidence.paragraph,
        "exact": quotation.evidence.exact,
        "status": located.status,
    }
    if located.occurrences:
        data["found"] = found
    if located.nearest:
        data["nearest"] = located.nearest
    return data


def tree(value: object, statuses: Statuses = NO_STATUSES) -> Any:
    """Return a part of a record in the format's own keys; what is empty is left out.

    Evidence also has its status where that is given.
    """
    if is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        data = {name: tree(part, statuses) for name, part in pairs if not _is_empty(part)}
        status = statuses.get(value) if isinstance(value, Evidence) else None
        return {**data, "status": status} if status else data
    return [tree(item, statuses) for item in value] if isinstance(value, tuple) else value


def _is_empty(part: object) -> bool:
    return part is None or part is False or part in ("", ())


# No YAML may hold them as they are, so that what was printed could not be read again.
_NO_CHARACTER = re.compile("[\ufffe\uffff]")


def as_json(data: object, ascii_only: bool, indent: int | None = 2) -> str:
    """Return JSON that a terminal can be shown: what it could obey or not draw is escaped.

    `ascii_only` escapes every other character too, for an output that can't carry it. Without
    `indent` it is one line.
    """
    # Not above: the browser uses this module too, and its start is measured.
    import json

    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    for hidden in (CONTROL, INVISIBLE, _NO_CHARACTER):
        text = hidden.sub(_escaped, text)
    return text + "\n"


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))
