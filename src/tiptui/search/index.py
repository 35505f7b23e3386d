"""Search by keystroke: narrowing, ranks, near spellings.

A row matches when every word of the query is somewhere in it as a substring, in any order. Case,
accents, apostrophes and dashes do not matter.

A search goes on in steps, so that nobody waits for it: what it has found at any time is the
beginning, in each rank, of what it will have found in the end. It looks only at what an earlier
query found that this one narrows.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, zip_longest
from typing import NamedTuple

from tiptui.files.progress import Progress, between, quiet, track
from tiptui.record.links import Links
from tiptui.record.model import Recommendation, Speaker, Statement
from tiptui.record.recent import Recent
from tiptui.search.matches import NO_ROWS, Matches, Rows
from tiptui.text.folding import fold, words_of
from tiptui.text.near_words import near_names
from tiptui.text.visible import clip, visible

Words = tuple[str, ...]
"""The folded words of a query, each once."""

RANKS = 3
"""Names rank before roles and organizations, these before text."""

MOST_KNOWN = 64
"""Queries whose hits are kept."""

STEP = 2_000
"""Rows that one step of a search looks at: some tenths of a millisecond for short ones."""


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

    def of(self, kind: str) -> Matches:
        """Return the hits among the `speakers`, or among the `recommendations`."""
        return self.speakers if kind == "speakers" else self.recommendations


class Index:
    """A linked record, folded once so that it can be searched by keystroke.

    `earlier` is the index of the same record as it was before, with the ids of all that differs:
    the rows of the rest are taken from it.
    """

    def __init__(
        self,
        links: Links,
        progress: Progress = quiet,
        earlier: "tuple[Index, frozenset[str]] | None" = None,
    ) -> None:
        self.links = links
        speakers = track(links.record.speakers, between(0, 0.7, progress))
        recommendations = track(links.record.recommendations, between(0.7, 1, progress))
        old_speakers = old_recommendations = NO_ROWS
        different: frozenset[str] = frozenset()
        if earlier:
            before, different = earlier
            old_speakers, old_recommendations = before.speakers, before.recommendations
        self.speakers: Rows = Rows(
            (item.id, _same_row(old_speakers, different, links, item) or _speaker_row(links, item))
            for item in speakers
        )
        self.recommendations: Rows = Rows(
            (
                item.id,
                _same_row(old_recommendations, different, links, item)
                or _recommendation_row(links, item),
            )
            for item in recommendations
        )
        self.everything = Hits(_all(self.speakers), _all(self.recommendations))
        self._known: Recent[Words, Hits] = Recent(MOST_KNOWN)

    def hits(self, words: Words) -> Hits:
        """Return what matches all words; without words, everything."""
        known = self.known(words)
        if known is not None:
            return known
        search = self.search(words)
        search.finish()
        return search.hits

    def search(self, words: Words) -> "Search":
        """Return a search for words; it has ended already where the hits are known."""
        return Search(self, words)

    def known(self, words: Words) -> Hits | None:
        """Return all hits of the words if they were found before."""
        return self._known.get(words) if words else self.everything

    def know(self, words: Words, hits: Hits) -> None:
        """Keep all hits of the words: the next key may lead back to them, or narrow them."""
        self._known.keep(words, hits)

    def narrowest(self, words: Words) -> Hits:
        """Return the fewest hits that are known to hold all those of the words."""
        wider = (hits for other, hits in self._known.items() if _narrows(words, other))
        return min((self.everything, *wider), key=lambda hits: sum(map(len, hits[:2])))


def _all(rows: Rows) -> Matches:
    return Matches(rows, (range(len(rows.ids)), (), ()))


def _narrows(words: Words, wider: Words) -> bool:
    """Return whether all that matches `words` must match the others too."""
    return all(any(other in word for word in words) for other in wider)


class Search:
    """A search for words, in steps; `hits` are those found by now, and grow at the end only.

    It goes on after all hits are found where there are none: with the names to offer instead.
    """

    def __init__(self, index: Index, words: Words) -> None:
        known = index.known(words)
        self.ended = known is not None
        self.words = words
        self._index = index
        wider = known if known is not None else index.narrowest(words)
        self._lists = (_Scan(wider.speakers), _Scan(wider.recommendations))
        self._hits = known
        self._steps = iter(()) if self.ended else self._work()

    @property
    def hits(self) -> Hits:
        """What is found by now."""
        if self._hits is not None:
            return self._hits
        speakers, recommendations = (each.matches for each in self._lists)
        return Hits(speakers, recommendations, complete=False)

    @property
    def complete(self) -> bool:
        """Whether all hits are found; asked more often than what they are, which takes a copy."""
        return self._hits is not None

    def has(self, count: int) -> bool:
        """Return whether all hits are found, or at least so many in each list."""
        return self.complete or min(map(len, self._lists)) >= count

    @property
    def found(self) -> int:
        """How many hits are found by now, in both lists."""
        return sum(map(len, self._lists))

    def step(self) -> None:
        """Go on a little, if there is anything left to do."""
        next(self._steps, None)

    def finish(self) -> None:
        """Go on to the end."""
        while not self.ended:
            self.step()

    def _work(self) -> Iterator[None]:
        for rank in range(RANKS):
            # Both lists at once, so that both have something to show early.
            yield from chain.from_iterable(
                zip_longest(*(each.look(rank, self.words) for each in self._lists))
            )
        speakers, recommendations = (each.matches for each in self._lists)
        hits = self._hits = Hits(speakers, recommendations)
        if not hits:
            yield
            names = yield from near_names(" ".join(self.words), _named(self._index))
            hits = self._hits = hits._replace(close=tuple(names))
        self._index.know(self.words, hits)
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

    def look(self, rank: int, words: Words) -> Iterator[None]:
        """Find the matches of a rank, after those of the ranks before it."""
        layer, found = self.rows.layers[rank], self.found[rank]
        candidates = self._candidates(rank)
        rest: list[int] = []
        for start in range(0, len(candidates), STEP):
            batch = hits = candidates[start : start + STEP]
            for word in words:
                hits = [number for number in hits if word in layer[number]]
            found.extend(hits)
            matched = set(hits)
            rest += [number for number in batch if number not in matched] if matched else batch
            yield
        self._rest = rest

    def _candidates(self, rank: int) -> Sequence[int]:
        """A narrower query has a row in the same rank as the wider one, or in a later one."""
        more = self.wider[rank]
        return sorted((*self._rest, *more)) if self._rest and more else self._rest or more


def _joined(texts: Iterable[str]) -> str:
    return fold("\n".join(map(visible, filter(None, texts))))


def _layered(*parts: Iterable[str]) -> tuple[str, ...]:
    """Return for each rank, folded, what is searched up to it; no word goes over a line break."""
    return tuple(accumulate(map(_joined, parts), lambda before, more: f"{before}\n{more}"))


def _bodies(links: Links, speakers: Iterable[Speaker]) -> Iterator[str]:
    for body in filter(None, map(links.organization, speakers)):
        yield from (body.name, body.abbreviation, *body.other_names)


def _names(speakers: Iterable[Speaker]) -> Iterator[str]:
    for speaker in speakers:
        yield from (speaker.name, *speaker.other_names)


def _same_row(
    rows: Rows, different: frozenset[str], links: Links, item: Speaker | Recommendation
) -> tuple[str, ...] | None:
    """Return the texts of a row as they were, if nothing that they are made of differs."""
    if (number := rows.numbers.get(item.id)) is None:
        return None
    makers = [item] if isinstance(item, Speaker) else links.makers(item.id)
    themes = () if isinstance(item, Speaker) else item.themes
    bodies = (maker.organization for maker in makers)
    if not different.isdisjoint((item.id, *themes, *(maker.id for maker in makers), *bodies)):
        return None
    return tuple([layer[number] for layer in rows.layers])


def _speaker_row(links: Links, speaker: Speaker) -> tuple[str, ...]:
    offices = (speaker.role, *_bodies(links, [speaker]))
    said = (statement.text for statement in speaker.statements)
    return _layered(_names([speaker]), offices, said)


def _recommendation_row(links: Links, item: Recommendation) -> tuple[str, ...]:
    makers = links.makers(item.id)
    text = (item.text, *item.to, *(theme.name for theme in links.themes(item)))
    return _layered(_names(makers), _bodies(links, makers), text)


class Found(NamedTuple):
    """One thing that `find` found: a speaker, a statement or a recommendation, by its id."""

    kind: str
    id: str
    text: str
    by: tuple[Speaker, ...]


def find(index: Index, query: str) -> list[Found]:
    """Return what the browser's search shows for a query, one by one, in its order.

    A speaker stands for itself, unless the words are in single statements only: then these do.
    """
    links, words = index.links, words_of(query)
    hits = index.hits(words)
    found = []
    for name in hits.speakers:
        found += _find_in_speaker(index, name, words)
    for name in hits.recommendations:
        item = links[name]
        if isinstance(item, Recommendation):
            found.append(Found("recommendation", name, item.text, links.makers(name)))
    return found


def _find_in_speaker(index: Index, name: str, words: Words) -> list[Found]:
    links, speaker = index.links, index.links[name]
    assert isinstance(speaker, Speaker)
    number = index.speakers.numbers[name]
    office, everything = (layer[number] for layer in index.speakers.layers[1:])
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


def _named(index: Index) -> Iterator[tuple[str, str]]:
    """Return all names that are searched: a folded text with one to a line, and who has them."""
    links, names = index.links, index.speakers.layers[0]
    for text, speaker in zip(names, links.record.speakers, strict=True):
        yield text, speaker.name
    for body in links.record.organizations:
        # Where nobody comes from, the name may stand nowhere that is searched.
        if links.speakers_from(body.id):
            yield _joined((body.name, body.abbreviation, *body.other_names)), body.name


def no_match(query: str, hits: Hits) -> str:
    """Return the line that says that nothing matches, with the names that are spelt nearly so."""
    names = ", ".join(hits.close)
    return f"No match for {clip(query.strip())}{f'; close: {names}' if names else ''}"
