"""Which recommendations ask the same: by `repeats`, in the same words, or in nearly the same.

The record-keeper says that two are linked. Only this module says that their words are alike, and
one is never taken for the other for that.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cached_property, partial
from itertools import chain, islice
from math import ceil
from sys import maxsize

from tiptui.collection.opened import AGAIN, Beside, Collection
from tiptui.collection.thing import CLAIM_KINDS, Thing
from tiptui.record.recent import Recent
from tiptui.search.rows import STEP, SearchedRows
from tiptui.text.near_words import folded_words, likeness
from tiptui.text.steps import Steps
from tiptui.text.visible import plural

MOST_TOLD = 4
"""Recommendations in the same words, or nearly, that are told; one of each dialogue."""

NEARLY = 0.8
"""The likeness from which two wordings are nearly the same: four in five words are in both."""

_IN_COMMON = 3
"""Of the rarest words of two such wordings how many are in both: more are compared, or less."""

_MOST_KEPT = 256
"""Rows whose like is kept: the next key often asks for the same."""


class Alike(IntEnum):
    """Why one recommendation is said to ask the same as another, the best reason first."""

    ITSELF = 0
    LINKED = 1
    EQUAL = 2
    NEARLY = 3

    @property
    def in_words(self) -> str:
        return ("this one", "linked", "in the same words", "in nearly the same words")[self]


class Same:
    """The recommendations of some records, by their rows, as what asks the same as what."""

    def __init__(self, collection: Collection, rows: SearchedRows) -> None:
        self._collection = collection
        self._rows = rows
        self._postings: dict[str, list[int]] = {}
        self._chains: dict[int, Sequence[int]] = {}
        self._alike: Recent[int, Mapping[int, Alike]] = Recent(_MOST_KEPT)

    def make(self) -> Steps[None]:
        """Make what it takes to find the like of any row, in steps."""
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for row, text in enumerate([] if self._postings else self._texts):
            for word in set(folded_words(text)):
                postings[word].append(row)
            if row % STEP == 0:
                yield
        self._postings = self._postings or dict(postings)

    def find(self, row: int) -> Mapping[int, Alike]:
        """Return the rows of all that asks the same as a row, the most alike first; itself too."""
        return self._alike.find(row, partial(self._find, row))

    def _find(self, row: int) -> Mapping[int, Alike]:
        for _ in self.make():
            pass
        alike = self._worded_like(folded_words(self._texts[row]))
        alike |= dict.fromkeys(self._joined(row), Alike.LINKED) | {row: Alike.ITSELF}
        return dict(sorted(alike.items(), key=lambda each: (each[1], each[0])))

    def _worded_like(self, words: list[str]) -> dict[int, Alike]:
        """Return the rows whose words are these, or nearly these.

        Of two such wordings at least `least` words are in both, and thus some of the rarest.
        """
        own = set(words)
        least = ceil(len(own) * NEARLY / (2 - NEARLY))
        common = min(_IN_COMMON, least)
        rarest = sorted(own, key=lambda word: len(self._postings[word]))
        rarest = rarest[: len(own) - least + common]
        counts = Counter(chain.from_iterable(map(self._postings.__getitem__, rarest)))
        found: dict[int, Alike] = {}
        for row in (row for row, count in counts.items() if count >= common):
            others = folded_words(self._texts[row])
            if others == words:
                found[row] = Alike.EQUAL
            elif likeness(own, set(others)) >= NEARLY:
                found[row] = Alike.NEARLY
        return found

    def by_times(self, rows: Sequence[int]) -> Mapping[int, tuple[int, int]]:
        """Return the places of sorted rows: those stand first that ask what most of them do.

        That is what is linked, or in the same words.
        """
        worded: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for row in rows:
            worded[tuple(folded_words(self._texts[row]))].append(row)
        groups = {row: group for group in worded.values() for row in group}
        places = {row: (-len(group), group[0]) for row, group in groups.items()}
        chains = map(self._joined, self._repeats.keys() & groups.keys())
        # Counted, not put together for each row: thousands may be linked, or in the same words.
        for joined in {each[0]: each for each in chains}.values():
            linked = [row for row in joined if row in groups]
            both = Counter(groups[row][0] for row in linked)
            for row in linked:
                first, count = groups[row][0], len(groups[row]) + len(linked)
                places[row] = both[first] - count, min(first, linked[0])
        return places

    # By names.

    def alike(self, name: str) -> Mapping[int, Alike]:
        """Return the rows of all that asks the same as a recommendation; none for other names."""
        row = self._rows.number(name)
        return {} if row is None else self.find(row)

    def chain(self, name: str, most: int = maxsize) -> tuple[list[Thing], int]:
        """Return what is joined to a recommendation by `repeats`, by date, and how many that are.

        It is one of them itself. Of more than `most` what is next to it.
        """
        row = self._collection.row(self._collection[name])
        near = self._joined(row)
        shown = self._things(near if len(near) <= most else sorted(self._repeats[row]))
        shown.sort(key=lambda each: each.dialogue.record.event.start_date)
        return shown, len(near)

    def beside(self, name: str) -> Iterator[Beside]:
        """Yield what a claim or a speaker leads to; nothing for any other name."""
        thing = self._collection.get(name)
        if thing is None or thing.kind not in (*CLAIM_KINDS, "speaker"):
            return
        bodies = (each.organization for each in (thing, *thing.makers, *thing.responses))
        yield "Speakers", thing.makers, "by"
        yield "Organizations", [*dict.fromkeys(filter(None, bodies))], "org"
        yield "Asks", thing.addressees, "to"
        yield "Themes", thing.themes, "theme"
        if not thing.is_recommendation:
            return
        joined, count = self.chain(name)
        yield "Asked again", joined if count > 1 else (), AGAIN
        found, one_of_each = self.alike(name), len(self._collection.dialogues) > 1
        for how in (Alike.EQUAL, Alike.NEARLY):
            things = self._things(row for row in found if found[row] is how)
            first: dict[object, Thing] = {}
            for each in things:
                first.setdefault(each.dialogue if one_of_each else each, each)
            numbers = ", ".join([f"{len(things):,}", *self._in_dialogues(things)])
            label = f"{how.in_words.capitalize()} · {numbers}"
            yield label, [*islice(first.values(), MOST_TOLD)], AGAIN

    def count(self, found: Mapping[int, Alike]) -> str:
        """Return `2 linked, 5 in the same words, in 4 dialogues`: what asks the same as one.

        The one itself is left out.
        """
        others = Counter(why for why in found.values() if why)
        counts = [f"{others[why]:,} {why.in_words}" for why in sorted(others)]
        things = self._things(row for row, why in found.items() if why)
        return ", ".join([*(counts or ["nothing"]), *self._in_dialogues(things)])

    def _things(self, rows: Iterable[int]) -> list[Thing]:
        return [self._collection.claim("recommendations", row) for row in rows]

    def _in_dialogues(self, things: Sequence[Thing]) -> Iterator[str]:
        """Yield in how many dialogues recommendations are, where there are more than one."""
        if len(self._collection.dialogues) > 1 and things:
            yield f"in {plural(len({thing.dialogue for thing in things}), 'dialogue')}"

    # By rows.

    def _joined(self, row: int) -> Sequence[int]:
        """Return whatever repeats a row, or is repeated by it, and so on; itself too."""
        if row not in self._chains:
            found, new = {row}, [row]
            while new:
                others = self._repeats.get(new.pop(), set()) - found
                found |= others
                new += others
            self._chains |= dict.fromkeys(found, sorted(found))
        return self._chains[row]

    @cached_property
    def _repeats(self) -> Mapping[int, set[int]]:
        """What each row repeats, and what repeats it."""
        repeats: defaultdict[int, set[int]] = defaultdict(set)
        asked = chain.from_iterable(d.record.recommendations for d in self._collection.dialogues)
        for row in [row for row, item in enumerate(asked) if item.repeats]:
            for name in self._collection.claim("recommendations", row).repeated:
                if (other := self._rows.number(name)) is not None:
                    repeats[row].add(other)
                    repeats[other].add(row)
        return repeats

    @cached_property
    def _texts(self) -> Sequence[str]:
        """What each row asks, as it was typed."""
        records = (dialogue.record for dialogue in self._collection.dialogues)
        return [item.text for record in records for item in record.recommendations]
