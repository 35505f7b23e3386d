"""An entry: everything to tell of one thing of a dialogue."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import TYPE_CHECKING, Any

from tiptui.collection.facts import (
    ALL_PRESENT,
    SEARCHED,
    Facts,
    Ref,
    body_of,
    dates,
    has_further,
    join_words,
)
from tiptui.collection.thing import Claim, Source, Thing
from tiptui.documents.document import TextSpan
from tiptui.record.model import Rank
from tiptui.record.searched import parts
from tiptui.text.folding import fold

if TYPE_CHECKING:
    from tiptui.collection.dialogue import Dialogue
    from tiptui.proof.locate import Located
    from tiptui.record.model import Evidence
    from tiptui.record.problem import Path


class Entry:
    """The title, facts, quotes and note of a thing, and the entries below it, made at access."""

    def __init__(self, thing: Thing) -> None:
        self._thing = thing
        self.dialogue, self.id, self.kind = thing.dialogue, thing.id, thing.kind
        self.title = thing.name  # the name of a person, the text of a claim
        self.full_title: str = getattr(thing, "full_name", self.title)
        """The title; of an organization with its short form: `International … (IOM)`."""
        self.note: str = getattr(thing.item, "note", "")
        self.is_named = thing.has_name
        self.is_claim = isinstance(thing, Claim)
        self.is_recommendation = self.kind == "recommendation"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and self._thing == other._thing

    def __hash__(self) -> int:
        return hash(self._thing)

    @property
    def ref(self) -> Ref:
        return Ref(self._thing.ref)

    @property
    def dated_title(self) -> str:
        """The name of an event with its dates, once."""
        when = dates(self.dialogue)
        return self.title if self.title.endswith(f" {when}") else f"{self.title}, {when}"

    @property
    def text(self) -> str:
        return self._thing.text

    @property
    def makers(self) -> str:
        """The names of the makers of a claim, without its other facts: it may repeat many."""
        return ", ".join(maker.name for maker in self._thing.makers) or ALL_PRESENT

    @property
    def status(self) -> str:
        """The status of a response; of a recommendation, that of its last response."""
        return self._thing.status

    @property
    def facts(self) -> Facts:
        return Facts(self._thing)

    @property
    def outline(self) -> Sequence[str]:
        return getattr(self._thing.item, "outline", ())

    @property
    def quotes(self) -> "list[Quote]":
        return [Quote(self, n, evidence) for n, evidence in enumerate(self._thing.evidence, 1)]

    def quote(self, evidence: "Evidence") -> "Quote":
        return Quote(self, self._thing.evidence.index(evidence) + 1, evidence)

    @property
    def date(self) -> str:
        return self.dialogue.date

    @property
    def number(self) -> str:
        """The number of a recommendation in its source, with its id if that is no form of it."""
        number, id = self._thing.reference_number, self.id
        form = re.sub(r"\W+", "-", number.lower())  # `r140-7` is a form of `140.7`
        return join_words(number, "" if number and f"r{form}" == id else id, between=" · ")

    def about(self) -> Iterator[str]:
        """Yield lines about a thing, beside its title; none for a claim."""
        if self.kind == "speaker":  # one may speak in a thousand dialogues: few facts are made
            item = self._thing.item
            body = item.organization and body_of("", self.dialogue, item.organization).in_full
            yield join_words(item.role, body if body != self.title else "")
            yield from self.further() if has_further(self._thing) else ()
            return
        facts = self.facts
        match self.kind:
            case "organization":
                yield " · ".join(facts.values("held"))
                people = (person.with_detail for person in facts.of("speakers"))
                yield from (person for person in people if person != self.title)
            case "theme":
                yield facts.words("description")
            case "event":
                is_new = fold(facts.words("series")) not in fold(self.title)
                where = "classification", "start_date", "place", "series" if is_new else ""
                yield join_words(*map(facts.words, where), between=" · ")
                came = "attendance", "statements", "recommendations"
                yield join_words(*map(facts.words, came), between=" · ")
        yield from self.further()

    def further(self) -> Iterator[str]:
        """Yield the facts of a named thing that stand nowhere else beside its title."""
        facts = self.facts
        for name, words in facts.phrases(*facts.placed).items() if not self.is_claim else ():
            yield f"{name.replace('_', ' ')}: {words}"

    @property
    def setting(self) -> tuple[str, str]:
        """The name and dates of the event, and what its name lacks of the place."""
        event, parts = self.event, re.split(r"\s*,\s*", self.dialogue.record.event.place)
        named = (rf"(?<!\w){re.escape(part)}(?!\w)" for part in parts)
        lacks = [not re.search(name, event.title, re.IGNORECASE) for name in named]
        return event.dated_title, ", ".join(compress(parts, lacks))

    @property
    def event(self) -> "Entry":
        return Entry(self.dialogue.event)

    @property
    def path(self) -> "Path":
        return self._thing.path

    @property
    def responses(self) -> "list[Entry]":
        return list(map(Entry, self._thing.responses))

    @property
    def claims(self) -> "list[Entry]":
        return list(map(Entry, self._thing.claims))

    def searched(self) -> Iterator[str]:
        """Yield the searched texts of a claim, each with a label."""
        yield self.title
        for name, facts in self.facts.groups():
            if name in SEARCHED:
                label = {"themes": "theme ", "occasion": ""}.get(name, f"{name} ")
                yield from (f"{label}{fact.in_full}" for fact in facts)
        for maker in self._thing.makers:
            yield from (maker.name, maker.item.role)
            if maker.organization:
                yield from sorted(parts(maker.organization.item, Rank.NAME), key=len)
            yield from maker.other_names
        yield from (quote.cited for quote in self.quotes)
        if self.note:
            yield f"note: {self.note}"

    @property
    def answered(self) -> "Entry":
        """The recommendation of a response; any other entry itself."""
        return Entry(self._thing.claim)


class Quote:
    """Words of a source that prove an entry. `number` counts them from 1."""

    def __init__(self, of: Entry, number: int, evidence: "Evidence") -> None:
        self.of, self.number, self._evidence = of, number, evidence
        self.exact, self.paragraph = evidence.exact, evidence.paragraph
        page, paragraph = evidence.page, f"¶{self.paragraph}"
        is_number = page[:1].isdecimal() or (page and " " not in page)
        self.locator = join_words(paragraph, f"p. {page}" if is_number else page, evidence.time)
        """The paragraph in the record, page and time: `¶6, p. 12, 00:12:31`; `¶56, row 57`."""
        self.cited = f"{self.locator} “{self.exact}”"

    @property
    def ref(self) -> Ref:
        return Ref(f"{self.of.ref}@{self.number}")

    @property
    def path(self) -> "Path":
        return (*self.of.path, "evidence", self.number - 1)

    @property
    def data(self) -> dict[str, Any]:
        return self._evidence.given()

    @property
    def source(self) -> Entry | None:
        """The source that is cited; None in a record without sources."""
        dialogue = self.of.dialogue
        source = dialogue.source(self._evidence)
        return Entry(Source(dialogue, source.id, source)) if source else None

    @property
    def origin(self) -> str:
        """The title of the source, if the record has several."""
        source = self.source if len(self.of.dialogue.record.sources) > 1 else None
        return source.title if source else ""

    @property
    def found(self) -> "Located":
        return self.of.dialogue.proof(self._evidence).for_thing(self.of._thing.item)

    @property
    def doubt(self) -> str:
        """`not found`, `not checked` or what was cut; empty for words that stand there whole."""
        found = self.found
        if found.cut or found.is_wrong:
            return found.in_words
        return "" if found.stands else "not checked"

    @property
    def sentence(self) -> str:
        """The whole sentences around the words; empty where these do not stand in a text."""
        found, source = self.found, self.of.dialogue.source(self._evidence)
        text = self.of.dialogue.texts.get(source.id) if source and found.end else None
        if text is None:
            return ""
        from tiptui.proof.spoken import widen

        number, start, end = widen(text, TextSpan(found.paragraph, found.start, found.end))
        return text[number][start:end].strip()

    @property
    def moment(self) -> str:
        """The time of the words in a video; empty for other sources."""
        source = self.of.dialogue.source(self._evidence)
        return self._evidence.time if source and source.type == "video" else ""

    @property
    def true_locator(self) -> str:
        """The same with the paragraph in the source, where the record has a wrong one."""
        _, comma, rest = self.locator.partition(",")
        return f"¶{self.found.paragraph}{comma}{rest}" if self.found.is_wrong else self.locator


def locate(quotes: Iterable[Quote]) -> None:
    """Find the words of some quotes, and no others of their records."""
    by_dialogue: dict[Dialogue, list[Evidence]] = {}
    for quote in quotes:
        by_dialogue.setdefault(quote.of.dialogue, []).append(quote._evidence)
    for dialogue, evidence in by_dialogue.items():
        dialogue.locate(evidence)
