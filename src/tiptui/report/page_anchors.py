"""What a page has of a selection, and under which id each thing stands there.

What has a name in the collection stands under it, so that `page.html#EVENT#ID` leads there. All
other ids have a sign in them that no name has.
"""

from typing import NamedTuple
from urllib.parse import quote

from tiptui.collection.dialogue import Dialogue
from tiptui.record.items import Addressee
from tiptui.record.model import Evidence, Organization, Recommendation, Speaker, Theme
from tiptui.report.export import Excerpt, Selection, proved
from tiptui.report.html import Html


class Person(NamedTuple):
    """A speaker in each dialogue that is shown, with the names of what is asked for."""

    members: list[tuple[Dialogue, Speaker]]
    asks: list[str]


class Party(NamedTuple):
    """An organization or an addressee in words, and the names of what belongs to it.

    That is its speakers, what it is asked for, and the responses that it gave.
    """

    bodies: list[Organization | Addressee]
    speakers: dict[str, None]
    asked: list[str]
    answers: list[str]


class Words(NamedTuple):
    """Words of a source, and the names of all that they prove."""

    evidence: Evidence
    proves: dict[str, None]


Cited = dict[int, dict[str, Words]]
"""The words of a source that are cited, by paragraph."""


class Anchors:
    """What a page has: each thing once, however many dialogues have it."""

    def __init__(self, selection: Selection) -> None:
        self.collection = selection.collection
        self.whole = not selection.query.strip()
        """Whether nothing is left out, as a query would."""
        self.people: dict[str, Person] = {}
        self.parties: dict[str, Party] = {}
        self.themes: dict[str, tuple[Theme, list[str]]] = {}
        """With the names of their claims."""
        self.cited: dict[str, Cited] = {}
        """By the names of the sources; what has no source has that of none."""
        self.named: dict[tuple[str, bool], Html] = {}
        """How claims are named, with who makes them or without: each often."""
        self._names = {excerpt.dialogue.id for excerpt in selection.excerpts}
        self._words: dict[tuple[str, int, str], str] = {}
        for excerpt in selection.excerpts:
            if self.whole:
                self._declare(excerpt.dialogue)
            self._add(excerpt)
        for source, paragraphs in self.cited.items():
            self.cited[source] = self._in_order(source, paragraphs)
        self._names |= {*self.people, *self.parties}

    def _declare(self, dialogue: Dialogue) -> None:
        """Take what a record has, whether or not anything is said of it."""
        for body in dialogue.record.organizations:
            self._party(dialogue, body.id)
        for theme in dialogue.record.themes:
            self._theme(dialogue, theme)
        self.cited |= {dialogue.name(source.id): {} for source in dialogue.record.sources}

    def _add(self, excerpt: Excerpt) -> None:
        dialogue = excerpt.dialogue
        for speaker in excerpt.speakers:
            row = self.collection.row_name(dialogue.name(speaker.id))
            self.people.setdefault(row, Person([], [])).members.append((dialogue, speaker))
            if speaker.organization:
                self._party(dialogue, speaker.organization).speakers[row] = None
        for local, claim in excerpt.claims:
            self._names.add(dialogue.name(local))
            for theme in dialogue.links.themes(claim):
                self._theme(dialogue, theme).append(dialogue.name(local))
            if isinstance(claim, Recommendation):
                self._ask(dialogue, claim)
        for local, item in proved(excerpt):
            for evidence in item.evidence:
                paragraphs = self.cited.setdefault(_source(dialogue, evidence), {})
                words = paragraphs.setdefault(evidence.paragraph, {})
                cited = words.setdefault(evidence.exact, Words(evidence, {}))
                cited.proves[dialogue.name(local)] = None

    def _ask(self, dialogue: Dialogue, item: Recommendation) -> None:
        full = dialogue.name(item.id)
        for maker in self.collection.makers(full):
            self.people[self.collection.row_name(maker)].asks.append(full)
        for addressee in dialogue.links.addressees(item):
            self._party(dialogue, addressee).asked.append(full)
        for local, response in dialogue.links.responses(item.id):
            self._names.add(dialogue.name(local))
            if dialogue.links.party(response.by):
                self._party(dialogue, response.by).answers.append(dialogue.name(local))

    def _party(self, dialogue: Dialogue, local: str) -> Party:
        row = self.collection.row_name(dialogue.name(local))
        party = self.parties.setdefault(row, Party([], {}, [], []))
        body = dialogue.links[local]
        if isinstance(body, Organization | Addressee) and body not in party.bodies:
            party.bodies.append(body)
        return party

    def _theme(self, dialogue: Dialogue, theme: Theme) -> list[str]:
        row = self.collection.row_name(dialogue.name(theme.id))
        return self.themes.setdefault(row, (theme, []))[1]

    def _in_order(self, source: str, paragraphs: Cited) -> Cited:
        """Return what is cited as it stands in the source, where that is at hand."""
        dialogue, _ = self.collection.place(source)

        def start(words: Words) -> float:
            located = dialogue.proof(words.evidence)
            return located.start if located.stands else float("inf")

        ordered: Cited = {}
        for number in sorted(paragraphs):
            cited = sorted(paragraphs[number].values(), key=start)
            ordered[number] = {words.evidence.exact: words for words in cited}
            for position, exact in enumerate(ordered[number], 1):
                self._words[source, number, exact] = f"{source}:{number}:{position}"
        return ordered

    def of(self, name: str) -> str:
        """Return the id under which something stands; empty for what the page has not got."""
        row = self.collection.row_name(name)
        return anchor(row) if row in self._names else ""

    def of_words(self, dialogue: Dialogue, evidence: Evidence) -> str:
        """Return the id under which the words of evidence stand."""
        return self._words[_source(dialogue, evidence), evidence.paragraph, evidence.exact]


def anchor(name: str) -> str:
    """Return a name as an id: one with other signs than an id of a record has is encoded."""
    return quote(name, safe="#:/")


def _source(dialogue: Dialogue, evidence: Evidence) -> str:
    source = dialogue.links.source(evidence)
    return dialogue.name(source.id if source else "")
