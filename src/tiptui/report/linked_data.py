"""What is exported as linked data: JSON-LD in the words of schema.org and of Web Annotation.

Events, speakers, organizations, themes, sources and claims are nodes, each quotation is an
annotation that leads from these to the words of a source. Ids are `EVENT#ID` under a base; without
one they are relative to where the file is. What schema.org has no word for is a `PropertyValue`
under the record format's own. The first node says what all of it is of.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from tiptui.collection.thing import Claim, Event, Person, Quotation, Response, Thing
from tiptui.record.model import Attendance, Source
from tiptui.report.export import Excerpt, Provenance, Selection
from tiptui.report.json_data import as_json
from tiptui.report.tables import columns

_AROUND = 32
"""Letters before and after quoted words, which tell them from the same words elsewhere."""

_SCHEMA = "https://schema.org/"

_ANNOTATION = "http://www.w3.org/ns/anno.jsonld"

# What that context has words for, and schema.org too; it lacks one of its own motivations.
_OF_SCHEMA = "name value creator audience Audience Dataset Organization Person".split()
_CONTEXT = (
    _ANNOTATION,
    {
        "@vocab": _SCHEMA,
        **{name: f"{_SCHEMA}{name}" for name in _OF_SCHEMA},
        "assessing": "oa:assessing",
    },
)

_MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"

_SOURCE_TYPES = {"article": "Article", "minutes": "Report", "video": "VideoObject"}

Node = dict[str, Any]


def linked_data(selection: Selection, base: str = "") -> Iterator[str]:
    """Yield JSON-LD, a line for each node; it can stand in a page too."""
    under = base if not base or base.endswith(("/", ":")) else f"{base}/"
    yield f'{{"@context": {_line(_CONTEXT)},\n"@graph": ['
    yield f"\n{_line(_dataset(selection.provenance))}"
    for excerpt in selection.excerpts:
        for node in _Nodes(selection, excerpt, under).all():
            yield f",\n{_line(node)}"
    yield "\n]}\n"


def _line(data: object) -> str:
    # What ends a script ends it in a text of JSON too.
    return as_json(data, ascii_only=False, indent=None).rstrip().replace("<", "\\u003c")


def _dataset(of: Provenance) -> Node:
    return _node(
        "Dataset",
        dateCreated=of.day,
        creator=_node("SoftwareApplication", name="tiptui", softwareVersion=of.version),
        isBasedOn=[
            _node("MediaObject", name=each.name, genre=each.kind, sha256=each.sha256)
            for each in of.sums
        ],
        additionalProperty=_further(of, "query claims of_claims=all_claims overdue_as_of=day"),
    )


class _Nodes:
    def __init__(self, selection: Selection, excerpt: Excerpt, base: str) -> None:
        self._selection = selection
        self._excerpt = excerpt
        self._dialogue = excerpt.dialogue
        self._base = base
        self._used: set[str] = set()
        """Organizations, themes and sources that other nodes lead to."""

    def all(self) -> Iterator[Node]:
        dialogue, excerpt = self._dialogue, self._excerpt
        yield self._event(dialogue.event)
        yield from map(self._speaker, excerpt.people)
        yield from map(self._claim, excerpt.claims)
        for thing in excerpt.proved:
            for number, cited in enumerate(thing.quotations, 1):
                yield self._annotation(number, cited)
        for node in (
            *map(self._organization, dialogue.organizations),
            *map(self._theme, dialogue.themes),
            *map(self._source, dialogue.record.sources),
        ):
            if not self._selection.query or node["id"] in self._used:
                yield node

    # Ids.

    def _iri(self, thing: Thing) -> str:
        return self._base + thing.ref

    def _to(self, things: Iterable[Thing]) -> list[Node]:
        return [{"id": self._iri(each)} for each in things]

    def _lead(self, id: str) -> Node:
        """Return what leads to an organization, a theme or a source."""
        iri = f"{self._base}{self._dialogue.id}#{id}"
        self._used.add(iri)
        return {"id": iri}

    def _same(self, thing: Thing) -> list[Node]:
        """Return what leads to the first of those that something is one with, if it is another."""
        first = self._selection.collection.row_key(thing.key)
        return [{"id": self._base + first}] if first != thing.key else []

    def _party(self, words: str, of_type: str) -> Node:
        body = self._dialogue.organization(words)
        return self._lead(words) if body else {"type": of_type, "name": words}

    # Nodes.

    def _event(self, thing: Event) -> Node:
        event, came = thing.item, thing.item.attendance or Attendance()
        roles = [(self._lead(each.organization), each.role) for each in event.organizers]
        return _node(
            "Event",
            self._iri(thing),
            **_said(thing.dialogue, "name startDate=known_date"),
            **_said(event, "description=summary endDate=end_date"),
            location=_named("Place", event.place),
            superEvent=_named("EventSeries", event.series),
            keywords=event.topics,
            organizer=[
                _node("Role", roleName=role, organizer=body) if role else body
                for body, role in roles
            ],
            contributor=self._to(self._excerpt.people),
            additionalProperty=[
                *_further(event, "classification"),
                *_further(came, "attendance=count approximate groups"),
                *_further(event, "note"),
            ],
        )

    def _speaker(self, person: Person) -> Node:
        office = person.item.organization
        return _node(
            "Person" if person.item.kind == "person" else "Organization",
            self._iri(person),
            **_said(person, "name alternateName=other_names"),
            memberOf=self._lead(office) if office else None,
            sameAs=self._same(person),
            jobTitle=person.item.role,
            additionalProperty=_further(person, "item.kind note"),
        )

    def _claim(self, claim: Claim) -> Node:
        event = self._dialogue.id
        repeated = [each if "#" in each else f"{event}#{each}" for each in claim.repeats]
        point = _further(claim, "kind=manner") if claim.kind == "point" else []
        return _node(
            ["Claim", "Recommendation"] if claim.is_recommendation else "Claim",
            self._iri(claim),
            **_said(claim, "genre=kind text=name"),
            author=self._to(claim.makers),
            dateCreated=claim.dialogue.known_date,
            recordedAt={"id": self._base + event},
            about=[self._lead(theme) for theme in claim.item.themes],
            audience=[self._party(words, "Audience") for words in claim.to],
            isBasedOn=[{"id": self._base + each} for each in repeated],
            creativeWorkStatus=claim.status,
            comment=[self._response(each) for each in claim.responses],
            additionalProperty=[
                *_further(claim, "number=reference_number due"),
                *point,
                *_further(claim, "mode occasion note"),
            ],
        )

    def _response(self, response: Response) -> Node:
        by = response.item.by
        return _node(
            "Comment",
            self._iri(response),
            text=response.text,
            author=self._party(by, "Organization") if by else None,
            **_said(response, "dateCreated=date creativeWorkStatus=status"),
            additionalProperty=_further(response, "note"),
        )

    def _annotation(self, number: int, cited: Quotation) -> Node:
        """Return what leads from a claim, or from what else is proved, to words of a source."""
        evidence, located, source = cited.evidence, cited.located, cited.source
        text = self._dialogue.texts.get(source.id) if source else None
        around = {}
        if text and located.end:
            paragraph = text[located.paragraph]
            around["prefix"] = paragraph[max(0, located.start - _AROUND) : located.start]
            around["suffix"] = paragraph[located.end : located.end + _AROUND]
        selectors = [_node("TextQuoteSelector", exact=evidence.exact, **around)]
        if evidence.time:
            moment = {"rdf:value": f"t={evidence.time}", "conformsTo": _MEDIA_FRAGMENTS}
            selectors.append(_node("FragmentSelector", **moment))
        iri = self._iri(cited.of)
        return _node(
            "Annotation",
            f"{iri}{'/' if '#' in iri else '#'}evidence/{number}",
            motivation="assessing" if cited.of.kind == "response" else "describing",
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

    def _organization(self, body: Thing) -> Node:
        names = [*filter(None, (body.item.abbreviation,)), *body.other_names]
        said = {"name": body.name, "alternateName": names, "sameAs": self._same(body)}
        more = _further(body, "note")
        return _node("Organization", self._iri(body), **said, additionalProperty=more)

    def _theme(self, theme: Thing) -> Node:
        said = _said(theme, "name item.description")
        return _node("DefinedTerm", self._iri(theme), **said, sameAs=self._same(theme))

    def _source(self, source: Source) -> Node:
        return _node(
            _SOURCE_TYPES.get(source.type or "", "CreativeWork"),
            f"{self._base}{self._dialogue.id}#{source.id}",
            **_said(source, "name=title url"),
            publisher=_named("Organization", source.publisher),
            **_said(source, "datePublished=published inLanguage=language genre=type"),
            additionalProperty=_further(source, "outline note"),
        )


def _node(of_type: str | list[str], iri: str = "", **values: object) -> Node:
    """Return a node; what is empty is left out."""
    named = {"id": iri} if iri else {}
    held = {key: value for key, value in values.items() if value not in (None, "", [], ())}
    return {**named, "type": of_type, **held}


def _named(of_type: str, name: str) -> Node | None:
    return _node(of_type, name=name) if name else None


def _said(of: object, spec: str) -> Node:
    """Return what is said of something, by the words of schema.org for it."""
    return {name: value(of) for name, value in columns(spec).items()}


def _further(of: object, spec: str) -> list[Node]:
    """Return the values of keys of the format that schema.org has no word for."""
    return [
        _node("PropertyValue", propertyID=key, value=each)
        for key, value in _said(of, spec).items()
        for each in (value if isinstance(value, tuple) else (value,))
        if each is not None and each is not False and each != ""
    ]
