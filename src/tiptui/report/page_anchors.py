"""What a page has of a selection, and under which id each thing stands there.

What has a name in the collection stands under it, so that `page.html#EVENT#ID` leads there. All
other ids have a sign in them that no name has.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar
from urllib.parse import quote

from tiptui.collection.thing import Quotation, Thing
from tiptui.report.elements import Html
from tiptui.report.export import Excerpt, Selection

T = TypeVar("T", bound=Thing)

Rows = dict[str, list[Thing]]
"""What is one in several dialogues, as each of them has it, by the name of its row."""

Cited = dict[int, dict[str, list[Quotation]]]
"""What is cited of a source: by paragraph, and there by its words."""


class Anchors:
    """What a page has: each thing once, however many dialogues have it."""

    def __init__(self, selection: Selection) -> None:
        self.index = selection.opened
        self.collection = selection.collection
        self.whole = not selection.query.strip()
        """Whether nothing is left out, as a query would."""
        self.people: Rows = {}
        self.parties: Rows = {}
        self.themes: Rows = {}
        self.cited: dict[str, Cited] = {}
        """By the names of the sources; what has no source has that of none."""
        self.named: dict[tuple[str, bool], Html] = {}
        """How claims are named, with who makes them or without: each often."""
        self._shown: set[Thing] = set()
        self._words: dict[tuple[str, int, str], str] = {}
        for excerpt in selection.excerpts:
            self._add(excerpt)
        for source, paragraphs in self.cited.items():
            self.cited[source] = self._in_order(source, paragraphs)
        self._names = {excerpt.dialogue.id for excerpt in selection.excerpts}
        self._names |= {each.key for each in self._shown if not each.has_name}
        self._names |= {*self.people, *self.parties}

    def _add(self, excerpt: Excerpt) -> None:
        dialogue = excerpt.dialogue
        if self.whole:
            self.cited |= {dialogue.key(source.id): {} for source in dialogue.record.sources}
        for thing in dict.fromkeys(self._things(excerpt)):
            self._shown.add(thing)
            if thing.has_name:
                rows = {"speaker": self.people, "theme": self.themes}.get(thing.kind, self.parties)
                rows.setdefault(self.collection.row_name(thing.key), []).append(thing)
        for cited in excerpt.quotations:
            words = self.cited.setdefault(_source(cited), {}).setdefault(
                cited.evidence.paragraph, {}
            )
            words.setdefault(cited.evidence.exact, []).append(cited)

    def _things(self, excerpt: Excerpt) -> Iterator[Thing]:
        """Yield what is told of a dialogue, in the order in which it is met."""
        if self.whole:
            # What a record has, whether or not anything is said of it.
            things = excerpt.dialogue.things
            yield from (*things.organizations, *things.themes)
        for person in excerpt.people:
            yield from filter(None, (person, person.organization))
        for claim in excerpt.claims:
            yield from (claim, *claim.themes, *claim.addressees)
            for response in claim.responses:
                yield from filter(None, (response, response.organization))

    def shown(self, things: Iterable[T]) -> list[T]:
        """Return those things that the page has."""
        return [each for each in things if each in self._shown]

    def _in_order(self, source: str, paragraphs: Cited) -> Cited:
        """Return what is cited as it stands in the source, where that is at hand."""

        def start(cited: list[Quotation]) -> float:
            located = cited[0].located
            return located.start if located.stands else float("inf")

        ordered: Cited = {}
        for number in sorted(paragraphs):
            cited = sorted(paragraphs[number].values(), key=start)
            ordered[number] = {each[0].evidence.exact: each for each in cited}
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
    return cited.of.dialogue.key(cited.source.id if cited.source else "")
