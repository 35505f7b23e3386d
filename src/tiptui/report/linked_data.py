"""What is exported as linked data: JSON-LD in the words of schema.org and of Web Annotation.

Events, speakers, organizations, themes, sources and claims are nodes, each quotation is an
annotation that leads from these to the words of a source. Ids are `EVENT#ID` under a base; without
one they are relative to where the file is. What schema.org has no word for is a `PropertyValue`
under the record format's own. Nothing has to be fetched to read it.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from tiptui.record.model import (
    Claim,
    Event,
    Evidence,
    Organization,
    Point,
    Recommendation,
    Response,
    Source,
    Speaker,
    Statement,
    Theme,
)
from tiptui.record.outcomes import status
from tiptui.report.export import Excerpt, Selection, proved
from tiptui.report.findings import kind_of
from tiptui.report.plain import as_json

_AROUND = 32
"""Letters before and after quoted words, which tell them from the same words elsewhere."""

_OF_ANNOTATION = (
    "Annotation SpecificResource TextQuoteSelector FragmentSelector exact prefix suffix linking"
)

# In the file itself, lest a reader fetch it.
_CONTEXT = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in _OF_ANNOTATION.split()},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": "oa:hasTarget",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": "oa:hasSelector",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "conformsTo": {"@id": "http://purl.org/dc/terms/conformsTo", "@type": "@id"},
}

_MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"

_SOURCE_TYPES = {"article": "Article", "minutes": "Report", "video": "VideoObject"}

Node = dict[str, Any]


def linked_data(selection: Selection, base: str = "") -> Iterator[str]:
    """Yield JSON-LD, a line for each node; it can stand in a page too."""
    under = base if not base or base.endswith(("/", ":")) else f"{base}/"
    yield f'{{"@context": {_line(_CONTEXT)},\n"@graph": ['
    before = "\n"
    for excerpt in selection.excerpts:
        for node in _Nodes(selection, excerpt, under).all():
            yield before + _line(node)
            before = ",\n"
    yield "\n]}\n"


def _line(data: object) -> str:
    # What ends a script ends it in a text of JSON too.
    return as_json(data, ascii_only=False, indent=None).rstrip().replace("<", "\\u003c")


class _Nodes:
    """The nodes of what is exported of a dialogue."""

    def __init__(self, selection: Selection, excerpt: Excerpt, base: str) -> None:
        self._collection = selection.collection
        self._excerpt = excerpt
        self._dialogue = excerpt.dialogue
        self._links = excerpt.dialogue.links
        self._base = base
        self._all = not selection.query
        self._used: set[str] = set()
        """The ids of organizations, themes and sources that other nodes lead to."""

    def all(self) -> Iterator[Node]:
        record = self._dialogue.record
        yield self._event(record.event)
        yield from map(self._speaker, self._excerpt.speakers)
        yield from (self._claim(name, claim) for name, claim in self._excerpt.claims)
        for name, item in proved(self._excerpt):
            for number, evidence in enumerate(item.evidence, 1):
                yield self._annotation(name, number, evidence)
        things: Iterable[Organization | Theme | Source]
        things = chain(record.organizations, record.themes, record.sources)
        for thing in things:
            if self._all or thing.id in self._used:
                yield self._thing(thing)

    # Ids.

    def _iri(self, local: str) -> str:
        event = self._dialogue.id
        return self._base + (local if local == event else f"{event}#{local}")

    def _lead(self, local: str) -> Node:
        """Return what leads to an organization, a theme or a source."""
        self._used.add(local)
        return {"id": self._iri(local)}

    def _same(self, local: str) -> list[Node]:
        """Return what leads to the first of those that something is one with, if it is another."""
        name = self._dialogue.name(local)
        first = self._collection.row_name(name)
        return [{"id": self._base + first}] if first != name else []

    def _party(self, words: str, of_type: str) -> Node:
        body = self._links.party(words)
        return self._lead(words) if body else {"type": of_type, "name": words}

    # Nodes.

    def _event(self, event: Event) -> Node:
        came = event.attendance
        return _node(
            "Event",
            self._iri(event.id),
            name=event.name,
            description=event.summary,
            startDate=event.start_date,
            endDate=event.end_date,
            location=_named("Place", event.place),
            superEvent=_named("EventSeries", event.series),
            keywords=event.topics,
            organizer=[
                _node("Role", roleName=each.role, organizer=self._lead(each.organization))
                if each.role
                else self._lead(each.organization)
                for each in event.organizers
            ],
            contributor=[{"id": self._iri(each.id)} for each in self._excerpt.speakers],
            additionalProperty=_further(
                classification=event.classification,
                attendance=came.count if came else None,
                approximate=came.approximate if came else None,
                groups=came.groups if came else (),
                note=event.note,
            ),
        )

    def _speaker(self, speaker: Speaker) -> Node:
        return _node(
            "Person" if speaker.kind == "person" else "Organization",
            self._iri(speaker.id),
            name=speaker.name,
            alternateName=speaker.other_names,
            memberOf=self._lead(speaker.organization) if speaker.organization else None,
            sameAs=self._same(speaker.id),
            jobTitle=speaker.role,
            additionalProperty=_further(kind=speaker.kind, note=speaker.note),
        )

    def _claim(self, name: str, claim: Claim) -> Node:
        asked = claim if isinstance(claim, Recommendation) else None
        return _node(
            ["Claim", "Recommendation"] if asked else "Claim",
            self._iri(name),
            genre=kind_of(claim),
            text=claim.text,
            author=[{"id": self._iri(each.id)} for each in self._links.makers(name)],
            recordedAt={"id": self._iri(self._dialogue.id)},
            about=[self._lead(theme) for theme in claim.themes],
            audience=[self._party(words, "Audience") for words in asked.to] if asked else None,
            isBasedOn=[self._repeated(each) for each in asked.repeats] if asked else None,
            creativeWorkStatus=status(asked) if asked else "",
            comment=[self._response(*each) for each in self._links.responses(name)],
            additionalProperty=_further(
                number=asked.number if asked else "",
                due=asked.due if asked else "",
                kind=claim.kind if isinstance(claim, Point) else "",
                mode="" if isinstance(claim, Point) else claim.mode,
                occasion=claim.occasion if isinstance(claim, Statement) else "",
                note=claim.note,
            ),
        )

    def _repeated(self, reference: str) -> Node:
        return {"id": self._base + reference if "#" in reference else self._iri(reference)}

    def _response(self, name: str, response: Response) -> Node:
        return _node(
            "Comment",
            self._iri(name),
            text=response.text,
            author=self._party(response.by, "Organization") if response.by else None,
            dateCreated=response.date,
            creativeWorkStatus=response.status,
            additionalProperty=_further(note=response.note),
        )

    def _annotation(self, name: str, number: int, evidence: Evidence) -> Node:
        """Return what leads from a claim, or from what else is proved, to words of a source."""
        located, source = self._dialogue.proof(evidence), self._links.source(evidence)
        text = self._dialogue.texts.get(source.id) if source else None
        before = after = ""
        if text and located.end:
            paragraph = text[located.paragraph]
            before = paragraph[max(0, located.start - _AROUND) : located.start]
            after = paragraph[located.end : located.end + _AROUND]
        selectors = [_node("TextQuoteSelector", exact=evidence.exact, prefix=before, suffix=after)]
        if evidence.time:
            moment = {"rdf:value": f"t={evidence.time}", "conformsTo": _MEDIA_FRAGMENTS}
            selectors.append(_node("FragmentSelector", **moment))
        return _node(
            "Annotation",
            f"{self._iri(name)}{'/' if '#' in self._iri(name) else '#'}evidence/{number}",
            motivation="linking",
            body=self._iri(name),
            target=_node(
                "SpecificResource",
                source=self._lead(source.id)["id"] if source else None,
                selector=selectors,
                position=located.paragraph if located.end else evidence.paragraph,
                pagination=evidence.page,
            ),
            creativeWorkStatus=located.status,
        )

    def _thing(self, thing: Organization | Theme | Source) -> Node:
        match thing:
            case Organization():
                return _node(
                    "Organization",
                    self._iri(thing.id),
                    name=thing.name,
                    alternateName=[*filter(None, (thing.abbreviation,)), *thing.other_names],
                    sameAs=self._same(thing.id),
                    additionalProperty=_further(note=thing.note),
                )
            case Theme():
                return _node(
                    "DefinedTerm",
                    self._iri(thing.id),
                    name=thing.name,
                    description=thing.description,
                    sameAs=self._same(thing.id),
                )
        return _node(
            _SOURCE_TYPES.get(thing.type or "", "CreativeWork"),
            self._iri(thing.id),
            name=thing.title,
            url=thing.url,
            publisher=_named("Organization", thing.publisher),
            datePublished=thing.published,
            inLanguage=thing.language,
            genre=thing.type,
            additionalProperty=_further(outline=thing.outline, note=thing.note),
        )


def _node(of_type: str | list[str], iri: str = "", **values: object) -> Node:
    """Return a node; what is empty is left out."""
    named = {"id": iri} if iri else {}
    held = {key: value for key, value in values.items() if value not in (None, "", [], ())}
    return {**named, "type": of_type, **held}


def _named(of_type: str, name: str) -> Node | None:
    return _node(of_type, name=name) if name else None


def _further(**values: object) -> list[Node]:
    """Return the values of keys of the format that schema.org has no word for."""
    return [
        _node("PropertyValue", propertyID=key, value=each)
        for key, value in values.items()
        for each in (value if isinstance(value, tuple) else (value,))
        if each is not None and each is not False and each != ""
    ]
