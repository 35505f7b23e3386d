"""A record from a document: what this certainly says, and nothing that waits to be written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tiptui.drafting.lines import flow, item, quote, record_text, scalar
from tiptui.drafting.occasion import Fact
from tiptui.drafting.source import SourceDocument, source_id, source_lines
from tiptui.drafting.template import event_id, template
from tiptui.proof.short_quotes import ShortQuotes
from tiptui.proof.source_text import Words
from tiptui.proof.turns import Person, Turn
from tiptui.record.forms import EVENT_NAME, START_DATE
from tiptui.record.new_ids import Ids, id_of_number, ids_of_names, slug
from tiptui.text.names import untitled
from tiptui.text.visible import clip, plural
from tiptui.text.words import sentences

_LONGEST_STATEMENT = 300
_LONGEST_WHENCE = 80
_MOST_NUMBERS = 10


class Wanted(NamedTuple):
    """What is asked of a draft: the event's id, name and date, an outline, a statement a turn."""

    id: str = ""
    name: str = ""
    date: str = ""
    outline: bool = False
    turns: bool = False


def draft(file: str | None, source: SourceDocument, wanted: Wanted) -> str:
    """Return the text of a record, which will be in a file, or in the current folder for None."""
    drafted = _Draft(file, source, wanted)
    sections = {
        "event": drafted.event(),
        "organizations": drafted.organizations(),
        "speakers": drafted.speakers(),
        "recommendations": drafted.recommendations(),
        "sources": source_lines(source, drafted.source_id, file, wanted.outline),
    }
    schema = template(None).partition("\n")[0]
    head = f"{schema}\n# What else a record may say: tiptui new\n\ntiptui: 1"
    return record_text(head, sections)


def remarks(source: SourceDocument) -> Iterator[str]:
    """Yield what is to be known of a draft: what it took over, and what could not be told."""
    items, nameless = source.numbered
    if items:
        count = plural(len(items), "recommendation")
        yield f"{count} by number, in the source's words (mode: quoted)"
    if untold := sum(not (item.heading and item.heading.tells) for item in items):
        yield f"no status for {untold:,} of them: no heading above says what was answered"
    if nameless:
        more = "" if len(nameless) <= _MOST_NUMBERS else ", …"
        numbers = ", ".join(nameless[:_MOST_NUMBERS]) + more
        yield f"no state is known in the brackets of {numbers}: add by hand what is asked there"
    if heads := source.transcript.unknown:
        shown = " ".join(f'"{clip(each.strip(), 40)}"' for each in [*dict.fromkeys(heads)][:3])
        count = "1 turn is" if len(heads) == 1 else f"{len(heads):,} turns are"
        why = f"{count} nobody's, for it can't be told who {shown} is"
        yield f"{why}: add by hand what is said there"


class _Draft:
    """The sections of a record, each as lines of YAML."""

    def __init__(self, file: str | None, source: SourceDocument, wanted: Wanted) -> None:
        self._source, self._wanted = source, wanted
        self._paragraphs = source.document.paragraphs
        self._quotes = ShortQuotes(self._paragraphs)
        self.event_id = wanted.id or event_id(file, wanted.name, source.occasion.name.value)
        self._ids = Ids(self.event_id)
        self.source_id = self._ids.take(source_id(source), "text", "source")
        self._said: defaultdict[Person, list[Turn]] = defaultdict(list)
        for turn in source.transcript.turns:
            self._said[turn.speaker].append(turn)
        self._people = [*self._said, *source.transcript.present]
        asking = dict.fromkeys(name for item in source.numbered.items for name in item.makers)
        self._states = {name: self._ids.take(id) for name, id in ids_of_names(asking, "s").items()}
        bodies = dict.fromkeys(each.organization for each in self._people if each.organization)
        self._person_ids = {
            person: self._take(untitled(person.name), f"speaker-{number}")
            for number, person in enumerate(self._people, 1)
        }
        self._bodies = {
            body: self._take(body, f"organization-{number}")
            for number, body in enumerate(bodies, 1)
        }

    def _take(self, name: str, otherwise: str) -> str:
        return self._ids.take(slug(name) or otherwise)

    def event(self) -> Iterator[str]:
        name, date, last, place, _ = self._source.occasion
        wanted = self._wanted
        yield f"  id: {self.event_id}"
        yield _line("name", wanted.name.strip(), name, EVENT_NAME)
        yield _line("start_date", wanted.date, date, START_DATE)
        if last and not wanted.date:
            yield f"  end_date: {last}"
        if place.value:
            yield _line("place", "", place, "")

    def organizations(self) -> Iterator[str]:
        for name, body in self._bodies.items():
            yield from item(2, id=body, name=scalar(name))

    def speakers(self) -> Iterator[str]:
        speaking = len(self._said)
        for person in self._people[:speaking]:
            yield from self._person(person)
        for name, id in self._states.items():
            yield from item(2, id=id, name=scalar(name), kind="group")
        for person in self._people[speaking:]:
            yield from self._person(person)

    def _person(self, person: Person) -> Iterator[str]:
        yield from item(
            2,
            id=self._person_ids[person],
            name=scalar(person.name),
            role=person.role and scalar(person.role),
            organization=person.organization and self._bodies[person.organization],
            other_names=flow(map(quote, person.other_names)),
        )
        if self._wanted.turns and person in self._said:
            yield "    statements:"
            for turn in self._said[person]:
                yield from self._statement(turn)

    def _statement(self, turn: Turn) -> list[str]:
        proof = self._quotes.quote(turn.words) or turn.words[0]
        # From the line that they stand in on, as many sentences as fit.
        said = self._text([each for each in turn.words if (each.paragraph, each.end) > proof[:2]])
        fitting = (end for _, end in sentences(said[: 2 * _LONGEST_STATEMENT]))
        end = max((end for end in fitting if end <= _LONGEST_STATEMENT), default=len(said))
        text, evidence = clip(said[:end], _LONGEST_STATEMENT), self._evidence(turn.words, turn.time)
        return item(6, text=scalar(text), mode="quoted", evidence=evidence)

    def recommendations(self) -> Iterator[str]:
        for each in self._source.numbered.items:
            yield from item(
                2,
                id=self._ids.take(id_of_number(each.number)),
                text=scalar(self._text(each.words)),
                by=flow(self._states[name] for name in each.makers),
                number=quote(each.number),
                mode="quoted",
                evidence=self._evidence(each.words),
            )
            heading = each.heading
            if heading and heading.status:
                yield "    responses:"
                said = [heading.said] if heading.said else []
                yield from item(6, status=heading.status, evidence=self._evidence(said))

    def _evidence(self, words: Iterable[Words], time: str = "") -> str:
        """Return the evidence of words as YAML; empty where no phrase of them stands once."""
        if not (found := self._quotes.quote(words)):
            return ""
        paragraph = self._paragraphs[found.paragraph - 1]
        exact = paragraph.text[found.start : found.end]
        parts = {"page": paragraph.page, "time": paragraph.time or time}
        more = "".join(f", {key}: {quote(value)}" for key, value in parts.items() if value)
        return f"[{{paragraph: {found.paragraph}, exact: {quote(exact)}{more}}}]"

    def _text(self, words: Sequence[Words]) -> str:
        """Return words as printed, on one line."""
        parts = (self._paragraphs[number - 1].text[start:end] for number, start, end in words)
        return " ".join(" ".join(parts).split())


def _line(key: str, wanted: str, fact: Fact, otherwise: str) -> str:
    """Return a line of the event: what is wanted, or what the document tells and whence."""
    if wanted or not fact.value:
        return f"  {key}: {scalar(wanted or otherwise)}"
    return f"  {key}: {scalar(fact.value)}  # from {clip(fact.whence, _LONGEST_WHENCE)}"
