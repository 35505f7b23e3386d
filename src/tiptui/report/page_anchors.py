"""What a page has of a selection, and under which id each thing stands there.

What has a name in the collection stands under it, so that `page.html#EVENT#ID` leads there. All
other ids have a sign in them that no name has.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import quote

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.thing import Thing
from tiptui.record.model import Source
from tiptui.report.elements import Html
from tiptui.report.export import Excerpt, Selection
from tiptui.report.page_filters import Filters

T = TypeVar("T", bound=Thing)

Rows = dict[str, list[Thing]]
"""What is one in several dialogues, as each of them has it, by the name of its row."""

Cited = dict[int, dict[Thing, None]]
"""What rests on each paragraph of a source that is cited."""

_NOWHERE: Mapping[str, str] = MappingProxyType({})


class Anchors:
    """What a page has: each thing once, however many dialogues have it."""

    def __init__(
        self, selection: Selection, filters: Filters, elsewhere: Mapping[str, str] = _NOWHERE
    ) -> None:
        self.index = selection.opened
        self.collection = selection.collection
        self.filters = filters
        self.only = selection.excerpts[0].dialogue if len(selection.excerpts) == 1 else None
        """The dialogue that all of the page is of, if it is of one."""
        self.whole = not selection.query.strip()
        """Whether nothing is left out, as a query would."""
        self.people: Rows = {}
        self.parties: Rows = {}
        self.themes: Rows = {}
        self.cited: dict[str, Cited] = {}
        """By the names of the sources; what has no source has that of none."""
        self.kept: dict[tuple[str, ...], Html] = {}
        """What is said of a thing in short, by its name and what that is: each often."""
        self._elsewhere = elsewhere
        self._shown: set[Thing] = set()
        self._links: dict[str, str] = {}
        for excerpt in selection.excerpts:
            self._add(excerpt)
        self._names = {excerpt.dialogue.id for excerpt in selection.excerpts}
        self._names |= {each.key for each in self._shown if not each.has_name}
        self._names |= {*self.people, *self.parties}

    def _add(self, excerpt: Excerpt) -> None:
        dialogue = excerpt.dialogue
        if self.whole:
            self.cited |= {dialogue.key(source.id): {} for source in dialogue.record.sources}
        for thing in dict.fromkeys(self._things(excerpt)):
            self._shown.add(thing)
            if thing.has_name and not _only_sends(thing):
                rows = {"speaker": self.people, "theme": self.themes}.get(thing.kind, self.parties)
                rows.setdefault(self.filters.row(thing.key), []).append(thing)
        for cited in excerpt.quotations:
            rests = self.cited.setdefault(source_key(dialogue, cited.source), {})
            rests.setdefault(cited.evidence.paragraph, {})[cited.of] = None

    def _things(self, excerpt: Excerpt) -> Iterator[Thing]:
        """Yield what is told of a dialogue, in the order in which it is met."""
        if self.whole:
            # What a record has, whether or not anything is said of it.
            things = excerpt.dialogue.things
            yield from (*things.organizations, *things.themes)
        for person in excerpt.people:
            yield from filter(None, (person, person.organization))
        known = set[object]()
        for claim in excerpt.claims:
            yield claim
            # Many have the same, and each is looked up.
            if (own := (getattr(claim.item, "themes", ()), claim.to)) not in known:
                known.add(own)
                yield from (*claim.themes, *claim.addressees)
            for response in claim.responses:
                yield from filter(None, (response, response.organization))

    def shown(self, things: Iterable[T]) -> list[T]:
        """Return those things that the page has."""
        return [each for each in things if each in self._shown]

    def link(self, name: str) -> str:
        """Return the address of something, here or on another page; empty where it is on none."""
        if name not in self._links:
            row = self.filters.row(name)
            file = "" if row in self._names else self._elsewhere.get(name)
            self._links[name] = "" if file is None else f"{file}#{anchor(name if file else row)}"
        return self._links[name]


def _only_sends(thing: Thing) -> bool:
    """Return whether all that is said of an organization stands with its speakers."""
    told = thing.times_asked or thing.responses or thing.note or thing.other_names
    return thing.kind == "organization" and bool(thing.people) and not told


def anchor(name: str) -> str:
    """Return a name as an id: one with other signs than an id of a record has is encoded."""
    return quote(name, safe="#:/")


def source_key(dialogue: Dialogue, source: Source | None) -> str:
    """Return what a source is called; for none what all are that no source is named for."""
    return dialogue.key(source.id if source else "")
