"""What is exported as tables, for spreadsheets: CSV that begins with a byte order mark.

The columns of each are the fields of its rows. Several values of one are joined: ids and names by
semicolons, words of sources by bars.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.record.model import Claim, Point, Recommendation, Response, Statement
from tiptui.record.outcomes import status
from tiptui.report.export import Excerpt, Selection, Table, proved
from tiptui.report.findings import kind_of
from tiptui.report.plain import full_name, party
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
    links = dialogue.links
    for name, claim in excerpt.claims:
        makers = links.makers(name)
        bodies = dict.fromkeys(filter(None, map(links.organization, makers)))
        asked = claim if isinstance(claim, Recommendation) else None
        yield _Claim(
            id=dialogue.name(name),
            event=dialogue.id,
            date=dialogue.record.event.start_date,
            kind=kind_of(claim),
            text=claim.text,
            by=_joined(dialogue.name(each.id) for each in makers),
            speakers=_joined(each.name for each in makers),
            organizations=_joined(map(full_name, bodies)),
            to=_joined(party(links, each) for each in asked.to) if asked else "",
            themes=_joined(each.name for each in links.themes(claim)),
            number=asked.number if asked else "",
            mode="" if isinstance(claim, Point) else claim.mode,
            point=(claim.kind or "") if isinstance(claim, Point) else "",
            occasion=claim.occasion if isinstance(claim, Statement) else "",
            due=asked.due if asked else "",
            repeats=_joined(asked.repeats) if asked else "",
            status=status(asked) if asked else "",
            **_words(dialogue, claim),
            note=claim.note,
        )


def _speakers(selection: Selection, excerpt: Excerpt) -> Iterator[_Speaker]:
    dialogue = excerpt.dialogue
    made = Counter(
        (maker.id, kind_of(claim))
        for name, claim in excerpt.claims
        for maker in dialogue.links.makers(name)
    )
    for speaker in excerpt.speakers:
        name, body = dialogue.name(speaker.id), dialogue.links.organization(speaker)
        yield _Speaker(
            id=name,
            event=dialogue.id,
            person=selection.collection.row_name(name),
            name=speaker.name,
            kind=speaker.kind,
            role=speaker.role,
            organization=full_name(body) if body else "",
            other_names=_joined(speaker.other_names),
            statements=made[speaker.id, "statement"],
            recommendations=made[speaker.id, "recommendation"],
            note=speaker.note,
        )


def _dialogues(_: Selection, excerpt: Excerpt) -> Iterator[_Dialogue]:
    links, event = excerpt.dialogue.links, excerpt.dialogue.record.event
    came = event.attendance
    kinds = Counter(kind_of(claim) for _, claim in excerpt.claims)
    held = (party(links, each.organization) for each in event.organizers)
    yield _Dialogue(
        id=event.id,
        name=event.name,
        classification=event.classification,
        start_date=event.start_date,
        end_date=event.end_date,
        series=event.series,
        place=event.place,
        summary=event.summary,
        topics=_joined(event.topics),
        organizers=_joined(held),
        attendance="" if came is None or came.count is None else came.count,
        approximate="yes" if came and came.approximate else "",
        groups=_joined(came.groups) if came else "",
        speakers=len(excerpt.speakers),
        statements=kinds["statement"],
        recommendations=kinds["recommendation"],
        points=kinds["point"],
        note=event.note,
    )


def _evidence(_: Selection, excerpt: Excerpt) -> Iterator[_Evidence]:
    dialogue = excerpt.dialogue
    for name, item in proved(excerpt):
        for evidence in item.evidence:
            source, located = dialogue.links.source(evidence), dialogue.proof(evidence)
            yield _Evidence(
                of=dialogue.name(name),
                event=dialogue.id,
                kind=kind_of(item),
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
    dialogue = excerpt.dialogue
    for asked, claim in excerpt.claims:
        for name, response in dialogue.links.responses(asked):
            yield _Response(
                id=dialogue.name(name),
                event=dialogue.id,
                recommendation=dialogue.name(asked),
                asked=clip(claim.text, _LONGEST),
                status=response.status,
                date=response.date,
                by=party(dialogue.links, response.by),
                text=response.text,
                **_words(dialogue, response),
                note=response.note,
            )


_TABLES: Mapping[Table, tuple[type[Row], Callable[[Selection, Excerpt], Iterator[Row]]]] = {
    "claims": (_Claim, _claims),
    "speakers": (_Speaker, _speakers),
    "dialogues": (_Dialogue, _dialogues),
    "evidence": (_Evidence, _evidence),
    "responses": (_Response, _responses),
}


def _words(dialogue: Dialogue, item: Claim | Response) -> dict[str, Any]:
    """Return the words that prove something, and how each of them was found."""
    proofs = (dialogue.proof(each).status for each in item.evidence)
    return {
        "quotes": " | ".join(each.exact for each in item.evidence),
        "proof": " | ".join(proofs),
    }


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(parts)
