"""What is exported as tables, for spreadsheets: CSV that begins with a byte order mark.

The columns of each are the fields of its rows. Several values of one are joined: ids and names by
semicolons, words of sources by bars.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from tiptui.collection.thing import Thing
from tiptui.report.export import Excerpt, Selection, Table
from tiptui.report.phrases import party
from tiptui.report.spreadsheet import as_csv
from tiptui.text.visible import clip

_BYTE_ORDER_MARK = "\ufeff"
"""Without it, a spreadsheet takes UTF-8 for what its country used before."""


_LONGEST = 1_000
"""Letters of what is said again: of a recommendation beside each of its responses."""


class _Claim(NamedTuple):
    id: str
    event: str
    date: str
    kind: str
    text: str
    by: str
    speakers: str
    organizations: str
    to: str
    themes: str
    number: str
    mode: str
    point: str
    occasion: str
    due: str
    repeats: str
    status: str
    quotes: str
    proof: str
    note: str


class _Speaker(NamedTuple):
    id: str
    event: str
    person: str
    name: str
    kind: str
    role: str
    organization: str
    other_names: str
    statements: int
    recommendations: int
    note: str


class _Dialogue(NamedTuple):
    id: str
    name: str
    classification: str
    start_date: str
    end_date: str
    series: str
    place: str
    summary: str
    topics: str
    organizers: str
    attendance: int | str
    approximate: str
    groups: str
    speakers: int
    statements: int
    recommendations: int
    points: int
    note: str


class _Evidence(NamedTuple):
    of: str
    event: str
    kind: str
    source: str
    title: str
    url: str
    paragraph: int
    page: str
    time: str
    exact: str
    status: str
    found: str


class _Response(NamedTuple):
    id: str
    event: str
    recommendation: str
    asked: str
    status: str
    date: str
    by: str
    text: str
    quotes: str
    proof: str
    note: str


Row = _Claim | _Speaker | _Dialogue | _Evidence | _Response


def table(selection: Selection, of: Table = "claims") -> Iterator[str]:
    """Yield one of the tables as CSV, with a line of headings."""
    declared, rows = _TABLES[of]
    yield _BYTE_ORDER_MARK + as_csv([declared._fields])
    for excerpt in selection.excerpts:
        yield as_csv(rows(selection, excerpt))


def _claims(_: Selection, excerpt: Excerpt) -> Iterator[_Claim]:
    dialogue = excerpt.dialogue
    for claim in excerpt.claims:
        yield _Claim(
            id=claim.name,
            event=dialogue.id,
            date=dialogue.record.event.start_date,
            kind=claim.kind,
            text=claim.title,
            by=_join(maker.name for maker in claim.makers),
            speakers=_join(maker.title for maker in claim.makers),
            organizations=_join(body.full_title for body in claim.organizations),
            to=_join(party(dialogue.things, words) for words in claim.to),
            themes=_join(theme.title for theme in claim.themes),
            number=claim.reference_number,
            mode=claim.mode,
            point=claim.manner if claim.kind == "point" else "",
            occasion=claim.occasion,
            due=claim.due,
            repeats=_join(claim.repeats),
            status=claim.status,
            **_words(claim),
            note=claim.note,
        )


def _speakers(selection: Selection, excerpt: Excerpt) -> Iterator[_Speaker]:
    made = Counter((maker, claim.kind) for claim in excerpt.claims for maker in claim.makers)
    for person in excerpt.people:
        item, body = person.item, person.organization
        yield _Speaker(
            id=person.name,
            event=excerpt.dialogue.id,
            person=selection.collection.row_name(person.name),
            name=item.name,
            kind=item.kind,
            role=item.role,
            organization=body.full_title if body else "",
            other_names=_join(item.other_names),
            statements=made[person, "statement"],
            recommendations=made[person, "recommendation"],
            note=item.note,
        )


def _dialogues(_: Selection, excerpt: Excerpt) -> Iterator[_Dialogue]:
    things, event = excerpt.dialogue.things, excerpt.dialogue.record.event
    came = event.attendance
    kinds = Counter(claim.kind for claim in excerpt.claims)
    yield _Dialogue(
        id=event.id,
        name=event.name,
        classification=event.classification,
        start_date=event.start_date,
        end_date=event.end_date,
        series=event.series,
        place=event.place,
        summary=event.summary,
        topics=_join(event.topics),
        organizers=_join(party(things, each.organization) for each in event.organizers),
        attendance="" if came is None or came.count is None else came.count,
        approximate="yes" if came and came.approximate else "",
        groups=_join(came.groups) if came else "",
        speakers=len(excerpt.people),
        statements=kinds["statement"],
        recommendations=kinds["recommendation"],
        points=kinds["point"],
        note=event.note,
    )


def _evidence(_: Selection, excerpt: Excerpt) -> Iterator[_Evidence]:
    for cited in excerpt.quotations:
        evidence, source, located = cited.evidence, cited.source, cited.located
        yield _Evidence(
            of=cited.of.name,
            event=excerpt.dialogue.id,
            kind=cited.of.kind,
            source=source.id if source else "",
            title=source.title if source else "",
            url=source.url if source else "",
            paragraph=evidence.paragraph,
            page=evidence.page,
            time=evidence.time,
            exact=evidence.exact,
            status=located.status,
            found=str(located.paragraph) if located.end else "",
        )


def _responses(_: Selection, excerpt: Excerpt) -> Iterator[_Response]:
    for response in (each for claim in excerpt.claims for each in claim.responses):
        item, claim = response.item, response.claim
        yield _Response(
            id=response.name,
            event=excerpt.dialogue.id,
            recommendation=claim.name,
            asked=clip(claim.title, _LONGEST),
            status=item.status,
            date=item.date,
            by=party(excerpt.dialogue.things, item.by),
            text=item.text,
            **_words(response),
            note=item.note,
        )


_TABLES: Mapping[Table, tuple[type[Row], Callable[[Selection, Excerpt], Iterator[Row]]]] = {
    "claims": (_Claim, _claims),
    "speakers": (_Speaker, _speakers),
    "dialogues": (_Dialogue, _dialogues),
    "evidence": (_Evidence, _evidence),
    "responses": (_Response, _responses),
}


def _words(thing: Thing) -> dict[str, Any]:
    """Return the words that prove something, and how each of them was found."""
    return {
        "quotes": " | ".join(cited.evidence.exact for cited in thing.quotations),
        "proof": " | ".join(cited.located.status for cited in thing.quotations),
    }


def _join(parts: Iterable[str]) -> str:
    return "; ".join(parts)
