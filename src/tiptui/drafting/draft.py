"""The record that `new` writes: a draft from a document, or a template to fill in."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from tiptui.documents.document import TextSpan, one_line
from tiptui.documents.names import without_titles
from tiptui.drafting.occasion import Clue
from tiptui.drafting.source_document import MOST_NUMBERS, SourceDocument, stem_of
from tiptui.drafting.states import other_spellings, state_named, states_in
from tiptui.files.input import STDIN
from tiptui.proof.asking import ShortQuotes
from tiptui.record import model
from tiptui.record.forms import EVENT_NAME, OUTLINE, SPEAKER_NAME, START_DATE
from tiptui.record.ids import FreeIds, id_of_number, ids_of_names, slug
from tiptui.record.writing import DRAFT, scalar, sections
from tiptui.speakers.persons import Participant
from tiptui.speakers.turns import Transcript, Turn
from tiptui.text.visible import clip, few, plural, visible
from tiptui.text.words import sentences

_TEMPLATE = Path(__file__).with_name("template.yaml")  # explains every key
_DAY = re.compile("(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
# Names of files that do not tell the event
_SORTS = ("article", "minutes", "transcript", "video")
SET = ("by", "to", "place", "series")  # what a document may not tell
_OF_STATE = re.compile(
    r".*?\b(?:of|concernant|de)\s+(?:the\s|las?\s|les?\s|el\s|los\s|l[’'])?", re.I
)
MEETING = "The meeting"
_LONGEST_STATEMENT = 300
_LONGEST_TITLE = 200
_LONGEST_WHENCE = 80


class Wanted(NamedTuple):
    """Options for a draft; `set` has the keys of `SET`."""

    id: str = ""
    name: str = ""
    date: str = ""
    outline: bool = False
    turns: bool = False
    set: Mapping[str, str] = MappingProxyType({})


def template(file: str | None, id: str = "", name: str = "", date: str = "") -> str:
    """Return the text of a valid record for a file (None: in the current folder)."""
    own = id or _id_of_event(file, name)
    text = _TEMPLATE.read_text("utf-8")
    for there, key, value in (
        ("id: dialogue", "id", own),
        (f"start_date: {START_DATE}", "start_date", date or START_DATE),
        (f'name: "{EVENT_NAME}"', "name", name.strip() or EVENT_NAME),
    ):
        text = text.replace(there, f"{key}: {scalar(visible(value), DRAFT, key)}")
    return text


def _id_of_event(file: str | None, name: str, otherwise: str = "") -> str:
    """Return an id from the event's name and the day in the file's, from that, or `otherwise`."""
    called, named = slug(name), slug(stem_of(file))
    day = _DAY.search(named)
    if called and day and not _DAY.search(called):
        return f"{called[: 63 - len(day[0])].strip('-')}-{day[0]}"
    return called or (named if named not in _SORTS else "") or slug(otherwise) or "dialogue"


def draft(file: str | None, source: SourceDocument, wanted: Wanted) -> tuple[str, list[str]]:
    """Return the text of a record from a document, and remarks on all that it has and has not."""
    record = _Draft(file, source, wanted).record(file)
    version, event, *others, described = sections(record)
    found = source.occasion
    clues = {
        "name": Clue() if wanted.name.strip() else found.name,
        "start_date": Clue() if wanted.date else found.date,
        "place": Clue() if "place" in wanted.set else found.place,
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
    others = _with_unread(others, source.transcript.attendance.unread)
    schema = _TEMPLATE.read_text("utf-8").partition("\n")[0]
    head = f"{schema}\n# What else a record may say: tiptui new"
    text = "\n\n".join((head, version, event, *others, described)) + "\n"
    findings = [*_findings(record, source.transcript)]
    by = wanted.set.get("by", "")
    if by and all(speaker.name != visible(by) for speaker in record.speakers):
        findings.append(f'by="{clip(by)}" has no use here')
    return text, ["; ".join(findings), *source.remarks()]


def _findings(record: model.Record, transcript: Transcript) -> Iterator[str]:
    """Yield the numbers of speakers, turns and recommendations, and the names of placeholders."""
    speakers = plural(len(record.speakers), "speaker")
    unknown = len(transcript.unknown)
    if transcript.turns:
        more = f", {plural(unknown, 'turn')} of nobody known" if unknown else ""
        yield f"{speakers}, {plural(len(transcript.turns), 'turn')}{more}"
    elif record.speakers:
        yield speakers
    elif unknown:
        yield f"no speaker: {plural(unknown, 'line')} may begin with a name, too few are sure"
    else:
        yield "no speaker: no line begins with a name"
    if unread := transcript.attendance.unread:
        present = f"{len(transcript.attendance.people):,} present, {plural(len(unread), 'part')}"
        yield f"{present} of their list not understood: {few(map(clip, unread))}"
    if points := record.event.points:
        yield plural(len(points), "decision")
    if items := record.recommendations:
        unproved = [item.number for item in items if not item.evidence]
        numbers = few(unproved, MOST_NUMBERS)
        more = f", {len(unproved):,} without proof ({numbers})" if unproved else ""
        if unanswered := sum(not item.responses for item in items):
            more += f", {unanswered:,} without response"
        yield f"{plural(len(items), 'recommendation')}{more}"
    missing = {
        "name": record.event.name == EVENT_NAME,
        "date": record.event.start_date == START_DATE,
        "place": not record.event.place,
        "who recommends": any(speaker.name == SPEAKER_NAME for speaker in record.speakers),
    }
    if names := [name for name, is_missing in missing.items() if is_missing]:
        named = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        yield f"{named} {'is' if len(names) == 1 else 'are'} for you to write"


def _with_unread(sections: Sequence[str], parts: Iterable[str]) -> list[str]:
    """Return sections of a record with the parts of lists of people that are not understood."""
    comments = [f"# present, not understood: {visible(one_line(part))}" for part in parts]
    if not comments:
        return [*sections]
    found = [*sections]
    for position, section in enumerate(sections):
        if section.startswith("speakers:"):
            found[position] = "\n".join([section, *comments])
            return found
    return [*found, "\n".join(comments)]


def _with_remarks(section: str, remarks: Mapping[str, str]) -> str:
    """Return a section of a record with remarks at the ends of lines, by their keys."""
    notes = {key: f"  # {remark}" for key, remark in remarks.items()}
    lines = section.split("\n")
    return "\n".join(line + notes.get(line.partition(":")[0].strip(), "") for line in lines)


class _Draft:
    def __init__(self, file: str | None, source: SourceDocument, wanted: Wanted) -> None:
        self._source, self._wanted = source, wanted
        self._paragraphs = source.document.paragraphs
        self._quotes = ShortQuotes(self._paragraphs)
        self._event_id = wanted.id or _id_of_event(file, wanted.name, source.occasion.name.value)
        self._ids = FreeIds(self._event_id)
        self._source_id = self._ids.reserve("text", "source")
        self._said: defaultdict[Participant, list[Turn]] = defaultdict(list)
        for turn in source.transcript.turns:
            self._said[turn.speaker].append(turn)
        people = [*self._said, *source.transcript.present]
        known = {person.name for person in people}
        movers = (name for item in source.of_meeting for name in item.makers)
        people += [Participant(name) for name in dict.fromkeys(movers) if name not in known]
        # The body that the document names, else the one that the user names.
        given = wanted.set.get("by", "") or SPEAKER_NAME
        body = source.bodies[0] if len(source.bodies) == 1 else given
        self._numbered = [
            item if item.makers else item._replace(makers=(body,)) for item in source.numbered
        ]
        met = source.meeting or wanted.set.get("by", "") or MEETING
        actions = (item for item in source.of_meeting if not item.is_decision)
        self._numbered += (item._replace(makers=(met,)) for item in actions)
        self._asking = other_spellings(name for item in self._numbered for name in item.makers)
        """States and bodies that ask, with other names that the document prints."""
        self._askers = self._reserve(self._asking, "s")
        themes = dict.fromkeys(theme for item in source.numbered for theme in item.themes)
        self._themes = self._reserve(themes, "t")
        self._people = {
            person: self._ids.reserve(slug(without_titles(person.name)) or f"speaker-{number}")
            for number, person in enumerate(people, 1)
        }
        # The state under review, without its article.
        review = source.review.name if source.review and source.numbered else ""
        state = _OF_STATE.sub("", review, count=1)
        self._asked = wanted.set.get("to", "") or (state if states_in(state) else "")
        bodies = dict.fromkeys(filter(None, (person.organization for person in people)))
        self._bodies = {
            body: self._ids.reserve(slug(body) or f"organization-{number}")
            for number, body in enumerate(bodies, 1)
        }
        if self._asked and self._asked not in self._bodies:
            (self._bodies[self._asked],) = self._reserve([state_named(self._asked)], "o").values()

    def _reserve(self, names: Iterable[str], prefix: str) -> dict[str, str]:
        """Return a free id for each name: `s-spain` for Spain and the prefix `s`."""
        ids = ids_of_names(names, prefix).items()
        return {n: self._ids.reserve("speaker-1" if n == SPEAKER_NAME else id) for n, id in ids}

    def record(self, file: str | None) -> model.Record:
        found, wanted = self._source.occasion, self._wanted
        event = model.RecordedEvent(
            id=self._event_id,
            name=visible(wanted.name.strip() or found.name.value or EVENT_NAME),
            start_date=wanted.date or found.date.value or START_DATE,
            end_date="" if wanted.date else found.last,
            series=visible(wanted.set.get("series", "")),
            place=visible(wanted.set.get("place", "") or found.place.value),
            points=tuple(self._decisions()),
        )
        return model.Record(
            tiptui=1,
            event=event,
            organizations=tuple(
                model.RecordedOrganization(id=id, name=visible(name))
                for name, id in self._bodies.items()
            ),
            themes=tuple(
                model.RecordedTheme(id=id, name=visible(name)) for name, id in self._themes.items()
            ),
            speakers=tuple(self._speakers()),
            recommendations=tuple(self._recommendations()),
            sources=(self._described(file),),
        )

    def _speakers(self) -> Iterator[model.Speaker]:
        """Yield the speakers of turns, the states that ask, and people present who do not speak."""
        people = [self._speaker(person, id) for person, id in self._people.items()]
        yield from people[: len(self._said)]
        for name, id in self._askers.items():
            others = tuple(map(visible, self._asking[name]))
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
        said = self._text([line for line in turn.words if (line.paragraph, line.end) > proof])
        fitting = (end for _, end in sentences(said[: 2 * _LONGEST_STATEMENT]))
        end = max((end for end in fitting if end <= _LONGEST_STATEMENT), default=len(said))
        text, evidence = clip(said[:end], _LONGEST_STATEMENT), self._evidence(turn.words, turn.time)
        return model.Statement(text=text, mode="quoted", evidence=evidence)

    def _decisions(self) -> Iterator[model.Point]:
        ids = {person.name: id for person, id in self._people.items()}
        for item in self._source.of_meeting:
            if item.is_decision:
                yield model.Point(
                    text=visible(self._text(item.words)),
                    kind="decision",
                    mode="quoted",
                    by=tuple(map(ids.__getitem__, item.makers)),
                    evidence=self._evidence(item.words),
                )

    def _recommendations(self) -> Iterator[model.Recommendation]:
        for order, item in enumerate(self._numbered, 1):
            number, words, makers, answer, themes, title, to, due, _ = item
            said = [answer.words] if answer and answer.words else []
            responses = answer and (
                model.RecordedResponse(status=answer.status, evidence=self._evidence(said)),
            )
            yield model.Recommendation(
                id=self._ids.reserve(id_of_number(number) if number else f"a{order}"),
                text=visible(self._text(words)),
                by=tuple(dict.fromkeys(self._askers[state_named(name)] for name in makers)),
                number=visible(number),
                to=tuple(map(visible, to)) or ((self._bodies[self._asked],) if self._asked else ()),
                due=due,
                mode="quoted",
                themes=tuple(map(self._themes.__getitem__, dict.fromkeys(themes))),
                evidence=self._evidence(words),
                responses=responses or (),
                note=visible(title),
            )

    def _described(self, file: str | None) -> model.RecordedSource:
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
        parts = (self._paragraphs[number - 1].text[start:end] for number, start, end in words)
        return " ".join(" ".join(parts).split())


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
