"""The phrases that say what things are, the same on the screen, in print and in exports."""

from collections.abc import Iterator

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.thing import Quotation, Thing
from tiptui.record.model import Attendance, Evidence
from tiptui.text.visible import long_date, plural


def dates(dialogue: Dialogue) -> str:
    """Return the day or days of an event: `18 April 2024`, `18 April 2024 to 20 April 2024`."""
    start, end = long_date(dialogue.date), dialogue.record.event.end_date
    return start if not end or end == dialogue.date else f"{start} to {long_date(end)}"


def event_with_dates(dialogue: Dialogue) -> str:
    """Return the name of an event with its dates, which it may end with by itself."""
    name, when = dialogue.name, dates(dialogue)
    return name if name.endswith(f" {when}") else f"{name}, {when}"


def present(attendance: Attendance | None, speakers: int) -> str:
    """Return `6 speakers of about 90 present`, or `6 speakers` where nobody counted."""
    if attendance is None or attendance.count is None:
        return plural(speakers, "speaker")
    about = "about " if attendance.approximate else ""
    return f"{plural(speakers, 'speaker')} of {about}{attendance.count:,} present"


def listed(*parts: str, between: str = ", ") -> str:
    """Return the parts that are not empty, with commas between them or with something else."""
    return between.join(filter(None, parts))


def office(person: Thing) -> str:
    """Return a speaker's role and organization, the latter short: `Programme Assistant, IOM`."""
    body = person.organization
    return listed(person.item.role, body.short_name if body else "")


def party(dialogue: Dialogue, words: str) -> str:
    """Return who is asked, or held an event, by name: `IOM` where it is the id of that."""
    body = dialogue.organization(words)
    return body.short_name if body else words


def responder(response: Thing) -> str:
    return party(response.dialogue, response.item.by)


def addressees(claim: Thing) -> str:
    """Return whom a recommendation asks, by name; empty for nobody named."""
    return ", ".join(party(claim.dialogue, words) for words in claim.to)


def makers(claim: Thing) -> str:
    """Return the names of a claim's speakers; for a point without any, `all present`."""
    return ", ".join(maker.name for maker in claim.makers) or "all present"


SIGNS = {
    "accepted": "✓",
    "partly-accepted": "±",
    "noted": "◦",
    "rejected": "✗",
    "in-progress": "▱",
    "partly-implemented": "◧",
    "implemented": "▰",
}
"""Of each status a sign of one cell, which tells it from others without a colour."""


def status_words(status: str) -> str:
    """Return a status as it is shown; nothing for none."""
    return f"{SIGNS[status]} {status.replace('-', ' ')}" if status else ""


def place(evidence: Evidence, paragraph: int | None = None) -> str:
    """Return `¶6, p. 12, 00:12:31`: the paragraph (another, where given), page and time."""
    page = f"p. {evidence.page}" if evidence.page else ""
    return listed(f"¶{paragraph or evidence.paragraph}", page, evidence.time)


def cited_words(evidence: Evidence) -> str:
    """Return `¶6 “provincial-level rules”`: the words of a source, and their place."""
    return f"{place(evidence)} “{evidence.exact}”"


def quotation(cited: Quotation) -> str:
    """Return the cited words; with the title of the source where a record has others."""
    return listed(cited_words(cited.evidence), cited.origin, between=" in ")


def circumstances(claim: Thing, today: str = "") -> Iterator[tuple[str, str]]:
    """Yield what is said of a claim beside words and manner; before it what that is, if need be.

    That is its occasion or number, addressees, themes, until when it is due and what it repeats.
    What was due before `today`, a date, is said to be overdue.
    """
    themes = ("themes", ", ".join(theme.name for theme in claim.themes))
    parts = [("occasion", claim.occasion), themes]
    if claim.is_recommendation:
        number = f"number {claim.reference_number}" if claim.reference_number else ""
        to = f"to {addressees(claim)}" if claim.to else ""
        repeats = f"repeats {', '.join(claim.repeats)}" if claim.repeats else ""
        parts = [("", number), ("", to), themes, ("", due(claim, today)), ("", repeats)]
    return (part for part in parts if part[1])


def due(claim: Thing, today: str = "") -> str:
    """Return `due May 2025`, and where that is before today `due May 2025, overdue`."""
    if not claim.due:
        return ""
    return f"due {long_date(claim.due)}{', overdue' if claim.is_overdue(today) else ''}"


def response_facts(response: Thing) -> str:
    """Return `4 March 2025 · IOM`: when somebody responded, and who."""
    return listed(long_date(response.item.date), responder(response), between=" · ")
