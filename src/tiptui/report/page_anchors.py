"""What a page has of a selection, and under which id each thing stands there.

What has a name in the collection stands under it, so that `page.html#EVENT#ID` leads there. All
other ids have a sign in them that no name has.
"""

from typing import NamedTuple
from urllib.parse import quote

from tiptui.collection.thing import Claim, Person, Quotation, Response, Theme, Thing
from tiptui.collection.thing import Party as Body
from tiptui.report.elements import Html
from tiptui.report.export import Excerpt, Selection


class Speaker(NamedTuple):
    """A speaker as each dialogue that is shown has them, with what they say and ask for."""

    members: list[Person]
    says: list[Claim]
    asks: list[Claim]


class Party(NamedTuple):
    """An organization or an addressee in words, and what belongs to it.

    That is its speakers, by the names of their rows, what it is asked for, and its responses.
    """

    bodies: list[Body]
    speakers: dict[str, None]
    asked: list[Claim]
    answers: list[Response]


class Words(NamedTuple):
    """Words of a source, and all that they prove."""

    cited: Quotation
    proves: dict[Thing, None]


Cited = dict[int, dict[str, Words]]
"""The words of a source that are cited, by paragraph."""


class Anchors:
    """What a page has: each thing once, however many dialogues have it."""

    def __init__(self, selection: Selection) -> None:
        self.index = selection.opened
        self.collection = selection.collection
        self.whole = not selection.query.strip()
        """Whether nothing is left out, as a query would."""
        self.people: dict[str, Speaker] = {}
        self.parties: dict[str, Party] = {}
        self.themes: dict[str, tuple[Theme, list[Claim]]] = {}
        """With their claims."""
        self.cited: dict[str, Cited] = {}
        """By the names of the sources; what has no source has that of none."""
        self.named: dict[tuple[str, bool], Html] = {}
        """How claims are named, with who makes them or without: each often."""
        self._names = {excerpt.dialogue.id for excerpt in selection.excerpts}
        self._words: dict[tuple[str, int, str], str] = {}
        for excerpt in selection.excerpts:
            self._add(excerpt)
        for source, paragraphs in self.cited.items():
            self.cited[source] = self._in_order(source, paragraphs)
        self._names |= {*self.people, *self.parties}

    def _add(self, excerpt: Excerpt) -> None:
        if self.whole:
            # What a record has, whether or not anything is said of it.
            dialogue = excerpt.dialogue
            for body in dialogue.things.organizations:
                self._party(body)
            for theme in dialogue.things.themes:
                self._theme(theme)
            self.cited |= {dialogue.name(source.id): {} for source in dialogue.record.sources}
        for person in excerpt.people:
            row = self.collection.row_name(person.name)
            self.people.setdefault(row, Speaker([], [], [])).members.append(person)
            if person.organization:
                self._party(person.organization).speakers[row] = None
        for claim in excerpt.claims:
            self._add_claim(claim)
        for cited in excerpt.quotations:
            evidence = cited.evidence
            words = self.cited.setdefault(_source(cited), {}).setdefault(evidence.paragraph, {})
            words.setdefault(evidence.exact, Words(cited, {})).proves[cited.of] = None

    def _add_claim(self, claim: Claim) -> None:
        self._names.add(claim.name)
        for theme in claim.themes:
            self._theme(theme).append(claim)
        for maker in claim.makers if claim.kind != "point" else ():
            speaker = self.people[self.collection.row_name(maker.name)]
            (speaker.asks if claim.is_recommendation else speaker.says).append(claim)
        for addressee in claim.addressees:
            self._party(addressee).asked.append(claim)
        for response in claim.responses:
            self._names.add(response.name)
            if response.organization:
                self._party(response.organization).answers.append(response)

    def _party(self, body: Body) -> Party:
        row = self.collection.row_name(body.name)
        party = self.parties.setdefault(row, Party([], {}, [], []))
        if body.item not in (each.item for each in party.bodies):
            party.bodies.append(body)
        return party

    def _theme(self, theme: Theme) -> list[Claim]:
        row = self.collection.row_name(theme.name)
        return self.themes.setdefault(row, (theme, []))[1]

    def _in_order(self, source: str, paragraphs: Cited) -> Cited:
        """Return what is cited as it stands in the source, where that is at hand."""

        def start(words: Words) -> float:
            located = words.cited.located
            return located.start if located.stands else float("inf")

        ordered: Cited = {}
        for number in sorted(paragraphs):
            cited = sorted(paragraphs[number].values(), key=start)
            ordered[number] = {words.cited.evidence.exact: words for words in cited}
            for position, exact in enumerate(ordered[number], 1):
                self._words[source, number, exact] = f"{source}:{number}:{position}"
        return ordered

    def of(self, name: str) -> str:
        """Return the id under which something stands; empty for what the page has not got."""
        row = self.collection.row_name(name)
        return anchor(row) if row in self._names else ""

    def of_words(self, cited: Quotation) -> str:
        """Return the id under which the words of a quotation stand."""
        return self._words[_source(cited), cited.evidence.paragraph, cited.evidence.exact]


def anchor(name: str) -> str:
    """Return a name as an id: one with other signs than an id of a record has is encoded."""
    return quote(name, safe="#:/")


def _source(cited: Quotation) -> str:
    return cited.of.dialogue.name(cited.source.id if cited.source else "")
