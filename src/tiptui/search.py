"""Search by keystroke: narrowing, ranks, near spellings.

A row matches when every word of the query is somewhere in it as a substring, in any order. Case,
accents, apostrophes and dashes do not matter.

A search goes on in steps, so that nobody waits for it: what it has found at any time is the
beginning, in each rank, of what it will have found in the end. It looks only at what an earlier
query found that this one narrows.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from itertools import accumulate, chain, zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, overload

from tiptui.folding import fold, words_of
from tiptui.links import Links
from tiptui.model import Recommendation, Speaker, Statement
from tiptui.progress import Progress, between, quiet, told
from tiptui.spelling import close
from tiptui.text import clipped, visible

if TYPE_CHECKING:
    from tiptui.source import SourceText

NO_TEXTS: "Mapping[str, SourceText]" = MappingProxyType({})

RANKS = 3
"""Names rank before roles and organizations, these before text."""

STEP = 2_000
"""Rows that one step of a search looks at: some tenths of a millisecond for short ones."""

Ranked = tuple[Sequence[int], ...]
"""Numbers of rows by their rank, in the order of the record within each."""


class Rows:
    """What is searched of the speakers or recommendations, folded, in the order of the record.

    `layers[rank]` has for each row all that is searched up to that rank: names; also offices; all.
    """

    def __init__(self, rows: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self.ids: list[str] = []
        self.layers: tuple[list[str], ...] = ([], [], [])
        for name, texts in rows:
            self.ids.append(name)
            for layer, text in zip(self.layers, texts, strict=True):
                layer.append(text)
        self.places = {name: place for place, name in enumerate(self.ids)}


class Matches(Sequence[str]):
    """The ids of the rows that match, best first: by rank, then in the order of the record."""

    def __init__(self, rows: Rows, ranked: Ranked) -> None:
        self.rows = rows
        self.ranked = ranked
        self._count = sum(map(len, ranked))

    def __len__(self) -> int:
        """Gives how many match."""
        return self._count

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        """Gives the id of a match, or the ids of several."""
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        left = number + (len(self) if number < 0 else 0)
        for places in self.ranked:
            if 0 <= left < len(places):
                return self.rows.ids[places[left]]
            left -= len(places)
        raise IndexError(number)

    def __iter__(self) -> Iterator[str]:
        """Gives the ids one by one."""
        ids = self.rows.ids
        return (ids[place] for places in self.ranked for place in places)

    def __contains__(self, name: object) -> bool:
        """Says whether the row with an id matches."""
        return self._number(name) is not None

    def index(self, name: object, start: int = 0, stop: int | None = None) -> int:
        """Gives the number of the match that has an id. Raises ValueError if there is none."""
        number = self._number(name)
        if number is None or not start <= number < (len(self) if stop is None else stop):
            raise ValueError(name)
        return number

    def _number(self, name: object) -> int | None:
        place = self.rows.places.get(name) if isinstance(name, str) else None
        if place is None:
            return None
        before = 0
        for places in self.ranked:
            number = bisect_left(places, place)
            if number < len(places) and places[number] == place:
                return before + number
            before += len(places)
        return None

    def among(self, names: Iterable[str]) -> "Matches":
        """Gives the matches that have one of the ids."""
        wanted = sorted(self.rows.places[name] for name in names if name in self.rows.places)
        found = (tuple(place for place in wanted if _has(ranked, place)) for ranked in self.ranked)
        return Matches(self.rows, tuple(found))


def _has(places: Sequence[int], place: int) -> bool:
    number = bisect_left(places, place)
    return number < len(places) and places[number] == place


class Hits(NamedTuple):
    """What a search has found: everything there is to find, if `complete`.

    `close` are names that are spelt nearly like the query, where nothing matches.
    """

    speakers: Matches
    recommendations: Matches
    close: tuple[str, ...] = ()
    complete: bool = True

    def __bool__(self) -> bool:
        return bool(self.speakers or self.recommendations)


class Index:
    """A linked record, folded once so that it can be searched by keystroke.

    `texts` are the texts of sources that are at hand, by the source's id.
    """

    MOST_KNOWN = 64
    """Queries whose hits are kept: the next key may lead back to them, or narrow them."""

    def __init__(
        self,
        links: Links,
        texts: "Mapping[str, SourceText]" = NO_TEXTS,
        progress: Progress = quiet,
    ) -> None:
        self.links = links
        self.texts = texts
        speakers = told(links.record.speakers, between(0, 0.7, progress))
        recommendations = told(links.record.recommendations, between(0.7, 1, progress))
        self.speakers = Rows((item.id, _speaker_texts(links, item)) for item in speakers)
        self.recommendations = Rows(
            (item.id, _recommendation_texts(links, item)) for item in recommendations
        )
        self.everything = Hits(_all(self.speakers), _all(self.recommendations))
        self._known: dict[tuple[str, ...], Hits] = {}

    def with_texts(self, texts: "Mapping[str, SourceText]") -> "Index":
        """Gives the same record with other texts."""
        index = copy(self)
        index.texts = texts
        return index

    def hits(self, query: str) -> Hits:
        """Gives what matches a query; all of it for a query without words."""
        search = self.search(query)
        search.finish()
        return search.hits

    def search(self, query: str) -> "Search":
        """Gives a search for a query; it has ended already where the hits are known."""
        return Search(self, words_of(query))

    def known(self, words: tuple[str, ...]) -> Hits | None:
        """Gives all hits of the words if they were found before."""
        return self._known.get(words) if words else self.everything

    def know(self, words: tuple[str, ...], hits: Hits) -> None:
        """Keeps all hits of the words; forgets those that were kept first."""
        self._known[words] = hits
        if len(self._known) > self.MOST_KNOWN:
            del self._known[next(iter(self._known))]

    def narrowest(self, words: tuple[str, ...]) -> Hits:
        """Gives the fewest hits that are known to hold all those of the words."""
        wider = (hits for other, hits in self._known.items() if _narrows(words, other))
        return min((self.everything, *wider), key=lambda hits: sum(map(len, hits[:2])))


def _all(rows: Rows) -> Matches:
    return Matches(rows, (range(len(rows.ids)), (), ()))


def _narrows(words: tuple[str, ...], wider: tuple[str, ...]) -> bool:
    """Says whether all that matches `words` must match the others too."""
    return all(any(other in word for word in words) for other in wider)


class Search:
    """A search for words, in steps; `hits` are those found by now, and grow at the end only.

    It goes on after all hits are found where there are none: with the names to offer instead.
    """

    def __init__(self, place: Index, words: tuple[str, ...]) -> None:
        known = place.known(words)
        self.ended = known is not None
        self._place = place
        self._words = words
        wider = known if known is not None else place.narrowest(words)
        self._lists = (_Scan(wider.speakers), _Scan(wider.recommendations))
        self._hits = known
        self._steps = iter(()) if self.ended else self._work()

    @property
    def hits(self) -> Hits:
        """What is found by now."""
        speakers, recommendations = (each.matches for each in self._lists)
        so_far = Hits(speakers, recommendations, complete=False)
        return so_far if self._hits is None else self._hits

    def has(self, count: int) -> bool:
        """Says whether all hits are found, or at least so many in each list."""
        return self._hits is not None or min(map(len, self._lists)) >= count

    @property
    def found(self) -> int:
        """How many hits are found by now, in both lists."""
        return sum(map(len, self._lists))

    def step(self) -> None:
        """Goes on a little, if there is anything left to do."""
        next(self._steps, None)

    def finish(self) -> None:
        """Goes on to the end."""
        while not self.ended:
            self.step()

    def _work(self) -> Iterator[None]:
        for rank in range(RANKS):
            # Both lists at once, so that both have something to show early.
            yield from chain.from_iterable(
                zip_longest(*(each.look(rank, self._words) for each in self._lists))
            )
        speakers, recommendations = (each.matches for each in self._lists)
        hits = self._hits = Hits(speakers, recommendations)
        if not hits:
            yield
            names = yield from close(" ".join(self._words), _named(self._place))
            hits = self._hits = hits._replace(close=tuple(names))
        self._place.know(self._words, hits)
        self.ended = True


class _Scan:
    """A search of one list: among the matches of a wider query, rank by rank."""

    def __init__(self, wider: Matches) -> None:
        self.rows = wider.rows
        self.wider = wider.ranked
        self.found: tuple[list[int], ...] = ([], [], [])
        self._rest: Sequence[int] = ()

    def __len__(self) -> int:
        return sum(map(len, self.found))

    @property
    def matches(self) -> Matches:
        """What is found by now; later steps do not change it."""
        return Matches(self.rows, tuple(map(tuple, self.found)))

    def look(self, rank: int, words: tuple[str, ...]) -> Iterator[None]:
        """Finds the matches of a rank, after those of the ranks before it."""
        layer, found = self.rows.layers[rank], self.found[rank]
        candidates = self._candidates(rank)
        rest: list[int] = []
        for start in range(0, len(candidates), STEP):
            batch = hits = candidates[start : start + STEP]
            for word in words:
                hits = [place for place in hits if word in layer[place]]
            found.extend(hits)
            matched = set(hits)
            rest += [place for place in batch if place not in matched] if matched else batch
            yield
        self._rest = rest

    def _candidates(self, rank: int) -> Sequence[int]:
        """A narrower query has a row in the same rank as the wider one, or in a later one."""
        more = self.wider[rank]
        return sorted((*self._rest, *more)) if self._rest and more else self._rest or more


def index(links: Links, texts: "Mapping[str, SourceText]" = NO_TEXTS) -> Index:
    """Gives a linked record ready for search, with the texts of its sources that are at hand."""
    return Index(links, texts)


def _joined(texts: Iterable[str]) -> str:
    return fold("\n".join(map(visible, filter(None, texts))))


def _layered(*parts: Iterable[str]) -> tuple[str, ...]:
    """Gives for each rank, folded, what is searched up to it; no word goes over a line break."""
    return tuple(accumulate(map(_joined, parts), lambda before, more: f"{before}\n{more}"))


def _bodies(links: Links, speakers: Iterable[Speaker]) -> Iterator[str]:
    for body in filter(None, map(links.organization, speakers)):
        yield from (body.name, body.abbreviation, *body.other_names)


def _names(speakers: Iterable[Speaker]) -> Iterator[str]:
    for speaker in speakers:
        yield from (speaker.name, *speaker.other_names)


def _speaker_texts(links: Links, speaker: Speaker) -> tuple[str, ...]:
    offices = (speaker.role, *_bodies(links, [speaker]))
    said = (statement.text for statement in speaker.statements)
    return _layered(_names([speaker]), offices, said)


def _recommendation_texts(links: Links, item: Recommendation) -> tuple[str, ...]:
    makers = links.makers(item.id)
    text = (item.text, *item.to, *(theme.name for theme in links.themes(item)))
    return _layered(_names(makers), _bodies(links, makers), text)


class Found(NamedTuple):
    """One thing that `find` found: a speaker, a statement or a recommendation, by its id."""

    kind: str
    id: str
    text: str
    by: tuple[Speaker, ...]


def find(place: Index, query: str) -> list[Found]:
    """Gives what the browser's search shows for a query, one by one, in its order.

    A speaker stands for itself, unless the words are in single statements only: then these do.
    """
    links, words, hits = place.links, words_of(query), place.hits(query)
    found = []
    for name in hits.speakers:
        found += _found_of_speaker(place, name, words)
    for name in hits.recommendations:
        item = links[name]
        if isinstance(item, Recommendation):
            found.append(Found("recommendation", name, item.text, links.makers(name)))
    return found


def _found_of_speaker(place: Index, name: str, words: tuple[str, ...]) -> list[Found]:
    links, speaker = place.links, place.links[name]
    assert isinstance(speaker, Speaker)
    number = place.speakers.places[name]
    office, everything = (layer[number] for layer in place.speakers.layers[1:])
    statements = []
    for claim_id, claim in links.claims(name):
        if isinstance(claim, Statement):
            text = _joined([claim.text])
            matches = all(word in text or word in office for word in words)
            if matches and any(word in text for word in words):
                statements.append(Found("statement", claim_id, claim.text, (speaker,)))
    if statements and not all(word in office for word in words):
        return statements
    assert all(word in everything for word in words)
    body = links.organization(speaker)
    text = ", ".join(filter(None, (speaker.name, speaker.role, body.name if body else "")))
    return [Found("speaker", name, text, (speaker,)), *statements]


def _named(place: Index) -> Iterator[tuple[str, str]]:
    """Gives all names that are searched: a folded text with one to a line, and who has them."""
    links, names = place.links, place.speakers.layers[0]
    for text, speaker in zip(names, links.record.speakers, strict=True):
        yield text, speaker.name
    for body in links.record.organizations:
        # Where nobody comes from, the name may stand nowhere that is searched.
        if links.speakers_from(body.id):
            yield _joined((body.name, body.abbreviation, *body.other_names)), body.name


def no_match(query: str, hits: Hits) -> str:
    """Gives the line that says that nothing matches, with the names that are spelt nearly so."""
    names = ", ".join(hits.close)
    return f"No match for {clipped(query.strip())}{f'; close: {names}' if names else ''}"
