"""The record of a dialogue: the one declaration of the format, version 1.

Each class is a mapping of the format, each field a key of the same name. A field without a
default is required where its mapping is given. The type declares the values: text, a whole number,
true or false, one of a few words (`Literal`), a mapping, or a list of these (`tuple`). `Annotated`
adds a `TextForm` for text that is more than prose, a `Rank` for text that queries search, and a
sentence for people. Reader, checks, JSON and documentation derive from `keys`.
"""

import typing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, cast, get_args, get_origin

VERSION = 1


class TextForm(Enum):
    """The form of text that is more than prose, and the words for it."""

    ID = "an id of small letters, digits and dashes"
    SPEAKER = "the id of a speaker"
    ORGANIZATION = "the id of an organization"
    PARTY = "the id of an organization, or words"
    THEME = "the id of a theme"
    SOURCE = "the id of a source"
    RECOMMENDATION = "the id of a recommendation, or EVENT#ID of another record's"
    DATE = "a date"
    TIME = "a time"
    URL = "a web address"
    LANGUAGE = "a language tag"
    VERSION = "the version of the format"
    ORDINAL = "a number, counted from 1"


SECTIONS = {
    TextForm.ORGANIZATION: "organizations",
    TextForm.THEME: "themes",
    TextForm.SPEAKER: "speakers",
    TextForm.RECOMMENDATION: "recommendations",
    TextForm.SOURCE: "sources",
}
"""The list of a record that has the id, by the form of the text that cites it."""


class Rank(Enum):
    """The rank of the words that a query finds in a key: those of the first count most."""

    NAME = 1
    OFFICE = 2
    TEXT = 3


Id = Annotated[str, TextForm.ID, "what the record calls it"]
SpeakerId = Annotated[str, TextForm.SPEAKER]
OrganizationId = Annotated[str, TextForm.ORGANIZATION]
PartyName = Annotated[str, TextForm.PARTY]
Parties = tuple[PartyName, ...]
ThemeId = Annotated[str, TextForm.THEME]
SourceId = Annotated[str, TextForm.SOURCE]
RecommendationId = Annotated[str, TextForm.RECOMMENDATION]
Date = Annotated[str, TextForm.DATE]
Language = Annotated[str, TextForm.LANGUAGE]

Mode = Literal["reported", "quoted"]
PointKind = Literal["purpose", "background", "decision", "outcome", "commitment"]
SpeakerKind = Literal["person", "group"]
ResponseStatus = Literal[
    "accepted",
    "partly-accepted",
    "noted",
    "rejected",
    "in-progress",
    "partly-implemented",
    "implemented",
    "not-implemented",
]
SourceType = Literal["article", "minutes", "transcript", "video", "other"]


class _Mapping:
    """A mapping of the format: the base of every class of the model.

    Its methods stand here, for dataclasses compile theirs at every start, for each class. Only type
    checkers know that nothing is set again: to make a frozen part takes twice as long.
    """

    __slots__ = ()
    _values: typing.ClassVar[Callable[[Any], Any]]

    def __eq__(self, other: object) -> bool:
        mapping = type(self)
        return type(other) is mapping and mapping._values(self) == mapping._values(other)

    def __hash__(self) -> int:
        return hash(type(self)._values(self))

    def given(self) -> dict[str, Any]:
        """Return the values that are not the default, by their keys."""
        values = ((key, getattr(self, key.name)) for key in keys(cast(Any, type(self))))
        return {key.name: value for key, value in values if value != key.default}

    def __repr__(self) -> str:
        values = (f"{name}={value!r}" for name, value in self.given().items())
        return f"{type(self).__name__}({', '.join(values)})"


T = TypeVar("T", bound=_Mapping)


@typing.dataclass_transform(frozen_default=True, kw_only_default=True)
def _mapping(declared: type[T]) -> type[T]:
    make = dataclass(eq=False, slots=True, kw_only=True, repr=False, match_args=False)
    made = make(declared)
    made._values = attrgetter(*(field.name for field in fields(cast(Any, made))))
    return made


@_mapping
class Evidence(_Mapping):
    """Words of a source that support the claim they stand under."""

    paragraph: Annotated[int, TextForm.ORDINAL, "the paragraph of the source, counted from 1"]
    exact: Annotated[str, Rank.TEXT, "words of that paragraph as printed, enough to find them"]
    source: Annotated[SourceId, "where the words stand; needed only with several sources"] = ""
    page: Annotated[str, "the page as printed on it, such as 12 or iv"] = ""
    time: Annotated[str, TextForm.TIME, "the time in the recording: 00:12:31 or 00:12:31.5"] = ""


Proof = Annotated[tuple[Evidence, ...], "quotes of the source for it"]
ClaimProof = Annotated[tuple[Evidence, ...], Rank.TEXT, "quotes of the source for it"]
Note = Annotated[str, "a remark of the record-keeper"]
ClaimNote = Annotated[str, Rank.TEXT, "a remark of the record-keeper"]
ThemeIds = Annotated[tuple[ThemeId, ...], Rank.TEXT, "the themes it belongs to"]
OtherNames = Annotated[tuple[str, ...], Rank.NAME, "other spellings, scripts and short forms"]


@_mapping
class Organizer(_Mapping):
    """One organization's part in holding the event."""

    organization: Annotated[OrganizationId, "who had a part in holding it"]
    role: Annotated[str, "which part, such as convener"] = ""


@_mapping
class Attendance(_Mapping):
    """How many people came, and who they were."""

    count: Annotated[int | None, "how many people came"] = None
    approximate: Annotated[bool, "true where the source says about or nearly"] = False
    groups: Annotated[tuple[str, ...], "the groups of people, as the source names them"] = ()


@_mapping
class Point(_Mapping):
    """Something that surrounds the event or results from it."""

    id: Annotated[Id, "what the record calls it; left out: point/1, by its position"] = ""
    text: Annotated[str, Rank.TEXT, "what it is, in the record-keeper's words"]
    kind: Annotated[PointKind | None, "what it is to the event"] = None
    mode: Annotated[Mode, "how the source gives it"] = "reported"
    by: Annotated[tuple[SpeakerId, ...], "who declared or moved it; left out: all present"] = ()
    themes: ThemeIds = ()
    evidence: ClaimProof = ()
    note: ClaimNote = ""


@_mapping
class RecordedEvent(_Mapping):
    """The dialogue itself."""

    id: Annotated[Id, "a name that no other record has"]
    name: Annotated[str, Rank.NAME, "what it was called"]
    classification: Annotated[str, Rank.OFFICE, "its sort, such as provincial dialogue"] = ""
    start_date: Annotated[Date, "when it began: 2024-04-18, or 2024-04 or 2024 if no more is known"]
    end_date: Annotated[Date, "when it ended, if that was another day"] = ""
    series: Annotated[str, Rank.OFFICE, "what it is one of, such as Provincial dialogues 2024"] = ""
    place: Annotated[str, Rank.OFFICE, "where it was, such as Lahore, Punjab, Pakistan"] = ""
    summary: Annotated[str, Rank.TEXT, "a paragraph in the record-keeper's words"] = ""
    topics: Annotated[tuple[str, ...], Rank.TEXT, "what it was about"] = ()
    organizers: Annotated[tuple[Organizer, ...], "who held it"] = ()
    attendance: Annotated[Attendance | None, "who came"] = None
    points: Annotated[tuple[Point, ...], "what surrounds and results from the event"] = ()
    evidence: Annotated[Proof, "quotes for name, date, place, organizers and attendance"] = ()
    note: Note = ""


@_mapping
class RecordedOrganization(_Mapping):
    """A body that holds events or sends speakers."""

    id: Id
    name: Annotated[str, Rank.NAME, "its full name"]
    abbreviation: Annotated[str, Rank.NAME, "its short form"] = ""
    other_names: OtherNames = ()
    note: Note = ""


@_mapping
class RecordedTheme(_Mapping):
    """A heading under which claims are gathered."""

    id: Id
    name: Annotated[str, Rank.NAME, "what it is called"]
    description: Annotated[str, "what belongs under it"] = ""


@_mapping
class Statement(_Mapping):
    """Something a speaker said, other than what they ask others to do."""

    id: Annotated[Id, "what the record calls it; left out: SPEAKER/2, by its position"] = ""
    text: Annotated[str, Rank.TEXT, "what was said, in the record-keeper's words"]
    mode: Annotated[Mode, "how the source gives it"] = "reported"
    occasion: Annotated[str, Rank.TEXT, "when it was said, such as opening remarks"] = ""
    themes: ThemeIds = ()
    evidence: ClaimProof = ()
    note: ClaimNote = ""


@_mapping
class Speaker(_Mapping):
    """A person or group that took part, with what they said."""

    id: Id
    name: Annotated[str, Rank.NAME, "what they are called, as the source gives it"]
    kind: Annotated[SpeakerKind, "one person or several"] = "person"
    role: Annotated[str, Rank.OFFICE, "their office or function"] = ""
    organization: Annotated[OrganizationId, Rank.OFFICE, "where they come from"] = ""
    other_names: OtherNames = ()
    evidence: Annotated[Proof, "quotes of the source for name, role and organization"] = ()
    statements: Annotated[tuple[Statement, ...], "what they said, in the order made"] = ()
    note: Note = ""


@_mapping
class RecordedResponse(_Mapping):
    """The status of a recommendation, as somebody gave it at some time."""

    status: Annotated[ResponseStatus, "the status that it gives the recommendation"]
    date: Annotated[Date, "when: 2024-04-18, 2024-04 or 2024"] = ""
    by: Annotated[PartyName, "who says so: the id of an organization, or words"] = ""
    text: Annotated[str, "what was said or done, in the record-keeper's words"] = ""
    evidence: Proof = ()
    note: Note = ""


@_mapping
class Recommendation(_Mapping):
    """Something that speakers ask others to do."""

    id: Id
    text: Annotated[str, Rank.TEXT, "what is asked for, in the record-keeper's words"]
    by: Annotated[tuple[SpeakerId, ...], "who made it"]
    number: Annotated[str, "its number in the source, such as 136.1"] = ""
    to: Annotated[Parties, Rank.TEXT, "who is asked to act: an organization's id, or words"] = ()
    mode: Annotated[Mode, "how the source gives it"] = "reported"
    themes: ThemeIds = ()
    due: Annotated[Date, "by when, where the source says so: a date such as 2024-12"] = ""
    repeats: Annotated[tuple[RecommendationId, ...], "what asked the same before"] = ()
    evidence: ClaimProof = ()
    responses: Annotated[tuple[RecordedResponse, ...], "its responses, oldest first"] = ()
    note: ClaimNote = ""


@_mapping
class RecordedSource(_Mapping):
    """Where the words come from."""

    id: Id
    title: Annotated[str, "what it is called, or what the record-keeper calls it"]
    type: Annotated[SourceType | None, "what sort of source it is"] = None
    publisher: Annotated[str, "who published it"] = ""
    url: Annotated[str, TextForm.URL, "where it can be read: http or https"] = ""
    published: Annotated[Date, "when it was published: 2024-04-18, 2024-04 or 2024"] = ""
    language: Annotated[Language, "the language of the text: a tag such as en or ur-Latn"] = ""
    file: Annotated[str, "where a copy of the text is, seen from the record"] = ""
    outline: Annotated[tuple[str, ...], "a line of the record-keeper's for each paragraph"] = ()
    note: Note = ""


@_mapping
class Record(_Mapping):
    """A whole record: one file."""

    tiptui: Annotated[int, TextForm.VERSION, "the version of this format"]
    event: Annotated[RecordedEvent, "the dialogue itself"]
    organizations: Annotated[tuple[RecordedOrganization, ...], "every body the record names"] = ()
    themes: Annotated[tuple[RecordedTheme, ...], "the headings in use"] = ()
    speakers: Annotated[
        tuple[Speaker, ...],
        "who took part, in the order the source has them speak, those without a turn last; "
        "at least one once there is a claim",
    ] = ()
    recommendations: Annotated[tuple[Recommendation, ...], "in the order they were made"] = ()
    sources: Annotated[tuple[RecordedSource, ...], "where the words come from"] = ()

    @property
    def statements(self) -> list[Statement]:
        return [said for speaker in self.speakers for said in speaker.statements]


RecordedClaim = Statement | Recommendation | Point
WithEvidence = RecordedEvent | Speaker | RecordedClaim | RecordedResponse
Joinable = Speaker | RecordedOrganization | RecordedTheme


class Key(NamedTuple):
    """The declaration of one key of a mapping."""

    name: str
    type: Any
    """The bare type; of a list, that of its items."""
    form: TextForm | None
    rank: Rank | None
    default: Any
    description: str
    choices: tuple[str, ...]
    is_list: bool
    is_mapping: bool

    @property
    def required(self) -> bool:
        return self.default is MISSING

    @property
    def is_prose(self) -> bool:
        return self.type is str and self.form in (None, TextForm.PARTY)


KeysOf = Callable[[Any], Sequence[Key]]
"""Returns the keys of a class that may be written: in a record, all."""


def mappings(mapping: Any) -> Iterator[Any]:
    """Yield a class of the model and the classes below it, some more than once."""
    yield mapping
    for key in keys(mapping):
        if key.is_mapping:
            yield from mappings(key.type)


@cache
def keys(mapping: Any) -> tuple[Key, ...]:
    return tuple(_key(field.type, field.name, field.default) for field in fields(mapping))


def _key(hint: Any, name: str, default: Any) -> Key:
    bare, *extras = _unwrap(hint)
    if is_list := get_origin(bare) is tuple:
        bare, *of_items = _unwrap(get_args(bare)[0])
        extras += of_items
    form = next((extra for extra in extras if isinstance(extra, TextForm)), None)
    rank = next((extra for extra in extras if isinstance(extra, Rank)), None)
    words = [extra for extra in extras if isinstance(extra, str)][-1:]
    if form is TextForm.ID or form in SECTIONS:
        words.append(f"each {form.value}" if is_list else form.value)
    choices = get_args(bare) if get_origin(bare) is Literal else ()
    description, is_mapping = "; ".join(words), is_dataclass(bare)
    return Key(name, bare, form, rank, default, description, choices, is_list, is_mapping)


def _unwrap(hint: Any) -> tuple[Any, ...]:
    """Return the type in an annotation, without `None`, and the rest of the annotation."""
    bare, *extras = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    return get_args(bare)[0] if NoneType in get_args(bare) else bare, *extras
