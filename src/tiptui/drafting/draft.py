"""The record that `new` writes: a draft from a document, or a template to fill in."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from tiptui.documents.convert import read_document
from tiptui.documents.document import NOBODY, Document, Paragraph, decode_text, paragraphs
from tiptui.documents.names import without_titles
from tiptui.drafting.occasion import Clue, occasion_of
from tiptui.files.input import STDIN, read_bytes
from tiptui.proof.asking import ShortQuotes
from tiptui.proof.numbered import numbered_recommendations, reviewed_state
from tiptui.proof.people import Participant
from tiptui.proof.source_text import TextSpan
from tiptui.proof.states import state_named
from tiptui.proof.turns import Turn, transcript_of
from tiptui.record import model
from tiptui.record.forms import EVENT_NAME, OUTLINE, START_DATE
from tiptui.record.ids import FreeIds, id_of_number, ids_of_names, slug
from tiptui.record.writing import DRAFT, scalar, sections
from tiptui.text.visible import clip, few, plural, visible
from tiptui.text.words import sentences

_TEMPLATE = Path(__file__).with_name("template.yaml")  # explains every key
# To be replaced: the ids of event and speaker, the event's name and date.
_FILLED_IN = re.compile(f'(?<=id: )(?:dialogue|speaker-1)|"{EVENT_NAME}"|{START_DATE}')
_DAY = re.compile("(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
# Names of files that do not tell the event
_SORTS = ("article", "minutes", "transcript", "video")
_LONGEST_STATEMENT = 300
_LONGEST_TITLE = 200
_LONGEST_WHENCE = 80
_MOST_NUMBERS = 10


class SourceDocument:
    """The document that a record is drafted from, with its turns and numbered recommendations.

    `text_file` has its text: the file itself if that is plain text, as it is read elsewhere.
    """

    def __init__(
        self, file: str, document: Document, text_file: str, is_plain: bool = True
    ) -> None:
        self.file, self.document, self.text_file = file, document, text_file
        self.is_plain = is_plain
        self.transcript = transcript_of(document.paragraphs)
        self.numbered, self._nameless = numbered_recommendations(document.paragraphs)
        spoken = self.transcript.turns[0].words[0].paragraph if self.transcript.turns else 0
        self.occasion = occasion_of(document, _stem(file), spoken)

    def remarks(self) -> Iterator[str]:
        """Yield remarks on a draft: the parts that it has, and those to add by hand."""
        if self.numbered:
            count = plural(len(self.numbered), "recommendation")
            yield f"{count} by number, in the source's words (mode: quoted)"
        if unknown := sum(not (item.heading and item.heading.tells) for item in self.numbered):
            yield f"no status for {unknown:,} of them: no heading above says what was answered"
        if self._nameless:
            numbers = few(self._nameless, _MOST_NUMBERS)
            yield f"no state is known in the brackets of {numbers}: add by hand what is asked there"
        if heads := self.transcript.unknown:
            called = dict.fromkeys(head for head in heads if head != NOBODY)
            shown = " ".join(f'"{clip(head.strip(), 40)}"' for head in [*called][:3])
            count = "1 turn is" if len(heads) == 1 else f"{len(heads):,} turns are"
            why = f", for it can't be told who {shown} is" if called else ""
            yield f"{count} nobody's{why}: add by hand what is said there"


class UnknownVoice(Exception):
    """The message says that a document has no such label, and which ones it has."""


def read_source_document(
    file: str,
    record: str | None = None,
    encoding: str = "",
    named: Mapping[str, str] = MappingProxyType({}),
) -> SourceDocument:
    """Return the document in a file, for a record in the file `record`.

    Unless it is plain text, its text will be beside the record, and named after it. `named` has
    the names of labels. Raise NoInput, UnknownVoice.
    """
    document = _name_voices(read_document(file, encoding), named)
    if document.kind == "markdown":
        # `check` reads it as plain text.
        text = decode_text(read_bytes(file), file, encoding)
        document = Document(tuple(map(Paragraph, paragraphs(text))))
    plain = document.kind == "text" and not encoding
    kept = os.path.splitext(record)[0] + ".txt" if record and not plain else file  # noqa: PTH122
    return SourceDocument(file, document, kept, plain)


def _name_voices(document: Document, named: Mapping[str, str]) -> Document:
    voices = dict.fromkeys(paragraph.voice for paragraph in document.paragraphs if paragraph.voice)
    for label in named:
        if label not in voices:
            there = f"there are {few([*voices], _MOST_NUMBERS)}" if voices else "there is none"
            raise UnknownVoice(f'no label is "{clip(label)}"; {there}')

    def name(paragraph: Paragraph) -> Paragraph:
        voice, text = paragraph.voice, paragraph.text
        who = named.get(voice, voice)
        if text.startswith(f"{voice}:"):
            text = f"{who}{text.removeprefix(voice)}"
        return paragraph._replace(voice=who, text=text)

    return document._replace(paragraphs=tuple(map(name, document.paragraphs)))


class Wanted(NamedTuple):
    """Options for a draft: the event's id, name and date, an outline, a statement for each turn."""

    id: str = ""
    name: str = ""
    date: str = ""
    outline: bool = False
    turns: bool = False


def template(file: str | None, id: str = "", name: str = "", date: str = "") -> str:
    """Return the text of a valid record for a file (None: in the current folder)."""
    own = id or _id_of_event(file, name)
    values = {
        "dialogue": ("id", own),
        "speaker-1": ("id", FreeIds(own).reserve("speaker-1", "speaker-2")),
        f'"{EVENT_NAME}"': ("name", name.strip() or EVENT_NAME),
        START_DATE: ("start_date", date or START_DATE),
    }

    def fill_in(found: re.Match[str]) -> str:
        key, value = values[found[0]]
        return scalar(visible(value), DRAFT, key)

    return _FILLED_IN.sub(fill_in, _TEMPLATE.read_text("utf-8"))


def _id_of_event(file: str | None, name: str, otherwise: str = "") -> str:
    """Return an id from the event's name and the day in the file's name, or from the latter.

    If neither has a word for it, the id is from `otherwise`.
    """
    called, named = slug(name), slug(_stem(file))
    day = _DAY.search(named)
    if called and day and not _DAY.search(called):
        return f"{called[: 63 - len(day[0])].strip('-')}-{day[0]}"
    return called or (named if named not in _SORTS else "") or slug(otherwise) or "dialogue"


def draft(file: str | None, source: SourceDocument, wanted: Wanted) -> str:
    """Return the text of a record from a document, for a file (None: in the current folder)."""
    version, event, *others, described = sections(_Draft(file, source, wanted).record(file))
    found = source.occasion
    clues = {
        "name": Clue() if wanted.name.strip() else found.name,
        "start_date": Clue() if wanted.date else found.date,
        "place": found.place,
    }
    whence = {
        key: f"from {clip(of, _LONGEST_WHENCE)}" if value else clip(of, 2 * _LONGEST_WHENCE)
        for key, (value, of) in clues.items()
        if of
    }
    event = _with_remarks(event, whence)
    if wanted.outline:
        lines = enumerate(source.document.paragraphs, 1)
        texts = {f'- "{OUTLINE.format(number)}"': clip(line.text) for number, line in lines}
        described = _with_remarks(described, texts)
    schema = _TEMPLATE.read_text("utf-8").partition("\n")[0]
    head = f"{schema}\n# What else a record may say: tiptui new"
    return "\n\n".join((head, version, event, *others, described)) + "\n"


def _with_remarks(section: str, remarks: Mapping[str, str]) -> str:
    """Return a section of a record with remarks at the ends of lines, by their keys."""
    keys = {line: line.partition(":")[0].strip() for line in section.split("\n")}
    notes = {line: f"  # {remarks[key]}" for line, key in keys.items() if key in remarks}
    return "\n".join(line + notes.get(line, "") for line in section.split("\n"))


class _Draft:
    """A draft of a record from a document."""

    def __init__(self, file: str | None, source: SourceDocument, wanted: Wanted) -> None:
        self._source, self._wanted = source, wanted
        self._paragraphs = source.document.paragraphs
        self._quotes = ShortQuotes(self._paragraphs)
        self._event_id = wanted.id or _id_of_event(file, wanted.name, source.occasion.name.value)
        self._ids = FreeIds(self._event_id)
        # The name of the file may tell the sort of the source.
        words = slug(_stem(source.file)).split("-")
        sort = next((sort for sort in _SORTS if sort in words), "text")
        self._source_id = self._ids.reserve(sort, "text", "source")
        self._said: defaultdict[Participant, list[Turn]] = defaultdict(list)
        for turn in source.transcript.turns:
            self._said[turn.speaker].append(turn)
        people = [*self._said, *source.transcript.present]
        self._asking = defaultdict[str, dict[str, None]](dict)
        """The names of states as the report prints them, by the name of the state."""
        for name in (name for item in source.numbered for name in item.makers):
            self._asking[state_named(name)][name] = None
        self._states = {
            name: self._ids.reserve(id) for name, id in ids_of_names(self._asking, "s").items()
        }
        self._people = {
            person: self._ids.reserve(slug(without_titles(person.name)) or f"speaker-{number}")
            for number, person in enumerate(people, 1)
        }
        # The addressee of a review.
        self._asked = reviewed_state(self._paragraphs) if source.numbered else ""
        bodies = dict.fromkeys(filter(None, (person.organization for person in people)))
        self._bodies = {
            body: self._ids.reserve(slug(body) or f"organization-{number}")
            for number, body in enumerate(bodies, 1)
        }
        if self._asked and self._asked not in self._bodies:
            (id,) = ids_of_names([state_named(self._asked)], "o").values()
            self._bodies[self._asked] = self._ids.reserve(id)

    def record(self, file: str | None) -> model.Record:
        """Return the record for a file."""
        return model.Record(
            tiptui=1,
            event=self._event(),
            organizations=tuple(
                model.RecordedOrganization(id=id, name=visible(name))
                for name, id in self._bodies.items()
            ),
            speakers=tuple(self._speakers()),
            recommendations=tuple(self._recommendations()),
            sources=(self._described(file),),
        )

    def _event(self) -> model.RecordedEvent:
        found, wanted = self._source.occasion, self._wanted
        return model.RecordedEvent(
            id=self._event_id,
            name=visible(wanted.name.strip() or found.name.value or EVENT_NAME),
            start_date=wanted.date or found.date.value or START_DATE,
            end_date="" if wanted.date else found.last,
            place=visible(found.place.value),
        )

    def _speakers(self) -> Iterator[model.Speaker]:
        """Yield the speakers of turns, the states that ask, and people present who do not speak."""
        people = [self._speaker(person, id) for person, id in self._people.items()]
        yield from people[: len(self._said)]
        for name, id in self._states.items():
            others = tuple(visible(other) for other in self._asking[name] if other != name)
            yield model.Speaker(id=id, name=visible(name), kind="group", other_names=others)
        yield from people[len(self._said) :]

    def _speaker(self, person: Participant, id: str) -> model.Speaker:
        said = self._said.get(person, ()) if self._wanted.turns else ()
        return model.Speaker(
            id=id,
            name=visible(person.name),
            role=visible(person.role),
            organization=self._bodies.get(person.organization, ""),
            other_names=tuple(map(visible, person.other_names)),
            statements=tuple(map(self._statement, said)),
        )

    def _statement(self, turn: Turn) -> model.Statement:
        proof = self._quotes.quote(turn.words) or turn.words[0]
        # As many sentences as fit, from the line of the proof on.
        said = self._text([line for line in turn.words if (line.paragraph, line.end) > proof[:2]])
        fitting = (end for _, end in sentences(said[: 2 * _LONGEST_STATEMENT]))
        end = max((end for end in fitting if end <= _LONGEST_STATEMENT), default=len(said))
        text, evidence = clip(said[:end], _LONGEST_STATEMENT), self._evidence(turn.words, turn.time)
        return model.Statement(text=text, mode="quoted", evidence=evidence)

    def _recommendations(self) -> Iterator[model.Recommendation]:
        for number, words, makers, heading in self._source.numbered:
            status: Any = heading.status if heading else ""
            said = [heading.said] if heading and heading.said else []
            response = model.RecordedResponse(status=status, evidence=self._evidence(said))
            yield model.Recommendation(
                id=self._ids.reserve(id_of_number(number)),
                text=visible(self._text(words)),
                by=tuple(dict.fromkeys(self._states[state_named(name)] for name in makers)),
                number=visible(number),
                to=(self._bodies[self._asked],) if self._asked else (),
                mode="quoted",
                evidence=self._evidence(words),
                responses=(response,) if status else (),
            )

    def _described(self, file: str | None) -> model.RecordedSource:
        """Return the source of the record for a file."""
        source, document = self._source, self._source.document
        # A Path refuses names that a file can have.
        name = os.path.basename(source.file)  # noqa: PTH119
        # The document itself is not beside the record, only its text.
        has_note = source.file not in (source.text_file, STDIN)
        title = clip(source.occasion.title or name.strip("-"), _LONGEST_TITLE)
        numbers = range(1, len(document.paragraphs) + 1) if self._wanted.outline else ()
        return model.RecordedSource(
            id=self._source_id,
            title=title or self._source_id,
            type="transcript" if source.transcript.turns else None,
            published=document.date,
            file=_relative_path(file, source.text_file),
            outline=tuple(map(OUTLINE.format, numbers)),
            note=visible(f"The text of {name}") if has_note else "",
        )

    def _evidence(self, words: Iterable[TextSpan], time: str = "") -> tuple[model.Evidence, ...]:
        """Return the evidence for words; none if no phrase of them occurs once."""
        if not (found := self._quotes.quote(words)):
            return ()
        paragraph = self._paragraphs[found.paragraph - 1]
        exact = paragraph.text[found.start : found.end]
        page, time = visible(paragraph.page), paragraph.time or time
        return (model.Evidence(paragraph=found.paragraph, exact=exact, page=page, time=time),)

    def _text(self, words: Sequence[TextSpan]) -> str:
        """Return the text of spans on one line."""
        parts = (self._paragraphs[number - 1].text[start:end] for number, start, end in words)
        return " ".join(" ".join(parts).split())


def _stem(file: str | None) -> str:
    """Return the name of a file without folders and extension; empty for standard input."""
    return "" if file in (None, STDIN) else os.path.splitext(os.path.basename(file or ""))[0]  # noqa: PTH119, PTH122


def _relative_path(file: str | None, source: str) -> str:
    """Return the path of a source relative to the record; empty if a record can't hold it."""
    if source == STDIN:
        return ""
    # Real folders: `..` after a link leads elsewhere than it seems to.
    folder, name = os.path.split(source)
    beside = os.path.dirname(file or "")  # noqa: PTH120 (a Path refuses names that a file can have)
    path = os.path.join(os.path.realpath(folder), name)  # noqa: PTH118
    relative = os.path.relpath(path, os.path.realpath(beside))
    return relative if visible(relative) == relative == relative.strip() else ""
