"""What is exported as linked data: JSON-LD in the words of schema.org and of Web Annotation.

Events, speakers, organizations, themes, sources and claims are nodes, each quotation is an
annotation that leads from these to the words of a source. Ids are `EVENT#ID` under a base; without
one they are relative to where the file is. What schema.org has no word for is a `PropertyValue`
under the record format's own. Nothing has to be fetched to read it.
"""

from collections.abc import Iterator
from typing import Any

from tiptui.collection.thing import Claim, Organization, Person, Quotation, Response, Theme, Thing
from tiptui.record.model import Source
from tiptui.report.export import Excerpt, Selection
from tiptui.report.json_data import as_json

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
        self._base = base
        self._all = not selection.query
        self._used: set[str] = set()
        """The ids of organizations, themes and sources that other nodes lead to."""

    def all(self) -> Iterator[Node]:
        things = self._dialogue.things
        yield self._event()
        yield from map(self._speaker, self._excerpt.people)
        yield from map(self._claim, self._excerpt.claims)
        for thing in self._excerpt.proved:
            for number, cited in enumerate(thing.quotations, 1):
                yield self._annotation(number, cited)
        for body in things.organizations:
            if self._is_told(body.id):
                yield self._organization(body)
        for theme in things.themes:
            if self._is_told(theme.id):
                yield self._theme(theme)
        for source in self._dialogue.record.sources:
            if self._is_told(source.id):
                yield self._source(source)

    def _is_told(self, id: str) -> bool:
        return self._all or id in self._used

    # Ids.

    def _iri(self, thing: Thing) -> str:
        return self._base + thing.ref

    def _lead(self, id: str) -> Node:
        """Return what leads to an organization, a theme or a source."""
        self._used.add(id)
        return {"id": f"{self._base}{self._dialogue.id}#{id}"}

    def _same(self, thing: Thing) -> list[Node]:
        """Return what leads to the first of those that something is one with, if it is another."""
        first = self._collection.row_name(thing.name)
        return [{"id": self._base + first}] if first != thing.name else []

    def _party(self, words: str, of_type: str) -> Node:
        body = self._dialogue.things.organization(words)
        return self._lead(words) if body else {"type": of_type, "name": words}

    # Nodes.

    def _event(self) -> Node:
        event = self._dialogue.record.event
        came = event.attendance
        return _node(
            "Event",
            self._base + event.id,
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
            contributor=[{"id": self._iri(each)} for each in self._excerpt.people],
            additionalProperty=_further(
                classification=event.classification,
                attendance=came.count if came else None,
                approximate=came.approximate if came else None,
                groups=came.groups if came else (),
                note=event.note,
            ),
        )

    def _speaker(self, person: Person) -> Node:
        speaker = person.item
        return _node(
            "Person" if speaker.kind == "person" else "Organization",
            self._iri(person),
            name=speaker.name,
            alternateName=speaker.other_names,
            memberOf=self._lead(speaker.organization) if speaker.organization else None,
            sameAs=self._same(person),
            jobTitle=speaker.role,
            additionalProperty=_further(kind=speaker.kind, note=speaker.note),
        )

    def _claim(self, claim: Claim) -> Node:
        return _node(
            ["Claim", "Recommendation"] if claim.is_recommendation else "Claim",
            self._iri(claim),
            genre=claim.kind,
            text=claim.title,
            author=[{"id": self._iri(maker)} for maker in claim.makers],
            recordedAt={"id": self._base + self._dialogue.id},
            about=[self._lead(theme) for theme in claim.item.themes],
            audience=[self._party(words, "Audience") for words in claim.to],
            isBasedOn=[self._repeated(each) for each in claim.repeats],
            creativeWorkStatus=claim.status,
            comment=[self._response(each) for each in claim.responses],
            additionalProperty=_further(
                number=claim.reference_number,
                due=claim.due,
                kind=claim.manner if claim.kind == "point" else "",
                mode=claim.mode,
                occasion=claim.occasion,
                note=claim.note,
            ),
        )

    def _repeated(self, reference: str) -> Node:
        ref = reference if "#" in reference else f"{self._dialogue.id}#{reference}"
        return {"id": self._base + ref}

    def _response(self, response: Response) -> Node:
        item = response.item
        return _node(
            "Comment",
            self._iri(response),
            text=item.text,
            author=self._party(item.by, "Organization") if item.by else None,
            dateCreated=item.date,
            creativeWorkStatus=item.status,
            additionalProperty=_further(note=item.note),
        )

    def _annotation(self, number: int, cited: Quotation) -> Node:
        """Return what leads from a claim, or from what else is proved, to words of a source."""
        evidence, located, source = cited.evidence, cited.located, cited.source
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
        iri = self._iri(cited.of)
        return _node(
            "Annotation",
            f"{iri}{'/' if '#' in iri else '#'}evidence/{number}",
            motivation="linking",
            body=iri,
            target=_node(
                "SpecificResource",
                source=self._lead(source.id)["id"] if source else None,
                selector=selectors,
                position=located.paragraph if located.end else evidence.paragraph,
                pagination=evidence.page,
            ),
            creativeWorkStatus=located.status,
        )

    def _organization(self, body: Organization) -> Node:
        names = [*filter(None, (body.item.abbreviation,)), *body.item.other_names]
        return _node(
            "Organization",
            self._iri(body),
            name=body.title,
            alternateName=names,
            sameAs=self._same(body),
            additionalProperty=_further(note=body.note),
        )

    def _theme(self, theme: Theme) -> Node:
        return _node(
            "DefinedTerm",
            self._iri(theme),
            name=theme.title,
            description=theme.item.description,
            sameAs=self._same(theme),
        )

    def _source(self, source: Source) -> Node:
        return _node(
            _SOURCE_TYPES.get(source.type or "", "CreativeWork"),
            f"{self._base}{self._dialogue.id}#{source.id}",
            name=source.title,
            url=source.url,
            publisher=_named("Organization", source.publisher),
            datePublished=source.published,
            inLanguage=source.language,
            genre=source.type,
            additionalProperty=_further(outline=source.outline, note=source.note),
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
