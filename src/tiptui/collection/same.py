"""Claims that ask the same: in (nearly) the same words, or linked by `repeats`."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cached_property, partial
from itertools import chain, islice
from math import ceil

from tiptui.collection.dialogue import Thing
from tiptui.collection.opened import AGAIN, Beside, Collection
from tiptui.record.recent import Recent
from tiptui.text.near_words import folded_words, likeness
from tiptui.text.steps import Steps, finish
from tiptui.text.visible import late, plural

MOST_TOLD = 4  # recommendations in alike words that the detail lists, one of each dialogue
NEARLY = 0.8  # the least likeness of nearly the same words
_IN_COMMON = 3  # the rarest words that two such wordings must share to be compared
_MOST_KEPT = 256  # rows with their alike rows: the next key often asks for the same


class Alike(IntEnum):
    """The reasons why two claims ask the same, the best first."""

    ITSELF = 0
    LINKED = 1
    EQUAL = 2
    NEARLY = 3

    @property
    def in_words(self) -> str:
        return ("this one", "linked", "in the same words", "in nearly the same words")[self]


_PRINTED_NUMBER = late(r"\A\d+(?:\.+\d+)+\.?\s")


def wording(text: str) -> list[str]:
    """Return the folded words of a claim, without a number such as 123.4 that begins them."""
    return folded_words(_PRINTED_NUMBER.sub("", text) if text[:1].isdecimal() else text)


class Wordings:
    """Texts by their words, to find those that say nearly the same."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._postings: Mapping[str, array[int]] = {}

    def make(self) -> Steps[None]:
        """Index the words of all texts, in steps."""
        postings = defaultdict[str, "array[int]"](partial(array, "I"))
        for number, text in enumerate([] if self._postings else self.texts):
            for word in set(wording(text)):
                postings[word].append(number)
            if number % 100 == 0:  # which takes some milliseconds
                yield
        self._postings = self._postings or dict(postings)

    def alike(self, text: str) -> dict[int, tuple[Alike, float]]:
        """Return the numbers of texts in (nearly) the words of another, with their unlikeness."""
        finish(self.make())
        words, postings = wording(text), self._postings
        own = set(words)
        # Texts that are nearly the same share some of their rarest words.
        least = ceil(round(len(own) * NEARLY / (2 - NEARLY), 9))
        common = min(_IN_COMMON, least)
        rarest = sorted((postings.get(word, ()) for word in own), key=len)
        counts = Counter(chain.from_iterable(rarest[: len(own) - least + common]))
        found: dict[int, tuple[Alike, float]] = {}
        for number in (number for number, count in counts.items() if count >= common):
            others = wording(self.texts[number])
            if others == words:
                found[number] = Alike.EQUAL, 0
            elif (share := likeness(own, set(others))) >= NEARLY:
                found[number] = Alike.NEARLY, 1 - share
        return found


class Same:
    """The recommendations of a collection that ask the same, by their rows."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._chains: dict[int, Sequence[int]] = {}
        self._alike: Recent[int, Mapping[int, Alike]] = Recent(_MOST_KEPT)

    def find(self, row: int) -> Mapping[int, Alike]:
        """Return the rows that ask the same as a row, the most alike first, and itself."""
        return self._alike.find(row, partial(self._find, row))

    def _find(self, row: int) -> Mapping[int, Alike]:
        worded = self.wordings.alike(self.wordings.texts[row])
        alike = {other: why for other, (why, _) in worded.items()}
        alike |= dict.fromkeys(self._joined(row), Alike.LINKED) | {row: Alike.ITSELF}
        return dict(sorted(alike.items(), key=lambda item: (item[1], item[0])))

    def by_times(self, rows: Sequence[int]) -> Mapping[int, tuple[int, int]]:
        """Return the order of sorted rows by the number that are linked or in the same words."""
        worded: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for row in rows:
            worded[tuple(wording(self.wordings.texts[row]))].append(row)
        groups = {row: group for group in worded.values() for row in group}
        order = {row: (-len(group), group[0]) for row, group in groups.items()}
        chains = map(self._joined, self._repeats.keys() & groups.keys())
        # Counted, not put together for each row: thousands may be linked, or in the same words.
        for joined in {joined[0]: joined for joined in chains}.values():
            linked = [row for row in joined if row in groups]
            both = Counter(groups[row][0] for row in linked)
            for row in linked:
                first, count = groups[row][0], len(groups[row]) + len(linked)
                order[row] = both[first] - count, min(first, linked[0])
        return order

    def _row(self, ref: str) -> int | None:
        thing = self._collection.get(ref)
        return self._collection.row(thing) if thing and thing.kind == "recommendation" else None

    def alike(self, ref: str) -> Mapping[int, Alike]:
        row = self._row(ref)
        return {} if row is None else self.find(row)

    def chain(self, ref: str) -> list[Thing]:
        """Return all recommendations linked to one, and itself, by date."""
        return self._by_date(self._joined(self._collection.row(self._collection[ref])))

    def linked(self, ref: str) -> list[Thing]:
        """Return the recommendations that one repeats or that repeat it, by date."""
        row = self._collection.row(self._collection[ref])
        return self._by_date(sorted(self._repeats.get(row, ())))

    def _by_date(self, rows: Iterable[int]) -> list[Thing]:
        return sorted(self._things(rows), key=lambda thing: thing.dialogue.record.event.start_date)

    def beside(self, ref: str) -> Iterator[Beside]:
        """Yield the recommendations in the words of one, or in nearly the same."""
        found, one_of_each = self.alike(ref), len(self._collection.dialogues) > 1
        for how in (Alike.EQUAL, Alike.NEARLY):
            things = self._things(row for row in found if found[row] is how)
            first: dict[object, str] = {}
            for thing in things:
                first.setdefault(thing.dialogue if one_of_each else thing, thing.ref)
            label = f"{how.in_words.capitalize()} · {self._size(things, ', ')}"
            yield label, [*islice(first.values(), MOST_TOLD)], AGAIN

    def count(self, found: Mapping[int, Alike]) -> str:
        """Return `7 in 4 dialogues (2 linked, 5 in the same words)`, without the one itself."""
        others = Counter(why for why in found.values() if why)
        counts = [f"{others[why]:,} {why.in_words}" for why in sorted(others)]
        things = self._things(row for row, why in found.items() if why)
        return f"{self._size(things)} ({', '.join(counts)})" if counts else "nothing else"

    def _things(self, rows: Iterable[int]) -> list[Thing]:
        return [self._collection.claim("recommendations", row) for row in rows]

    def _size(self, things: Sequence[Thing], between: str = " ") -> str:
        """Return `7 in 4 dialogues`; of a single one `7`."""
        dialogues = f"in {plural(len({thing.dialogue for thing in things}), 'dialogue')}"
        several = len(self._collection.dialogues) > 1 and things
        return f"{len(things):,}{between}{dialogues}" if several else f"{len(things):,}"

    def _joined(self, row: int) -> Sequence[int]:
        """Return the rows that are linked to a row through any number of links, and itself."""
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
        repeats: defaultdict[int, set[int]] = defaultdict(set)
        asked = chain.from_iterable(of.recommendations for of in self._collection.records)
        for row in [row for row, item in enumerate(asked) if item.repeats]:
            for name in self._collection.claim("recommendations", row).repeated:
                if (other := self._row(name)) is not None:
                    repeats[row].add(other)
                    repeats[other].add(row)
        return repeats

    @cached_property
    def wordings(self) -> Wordings:
        records = self._collection.records
        return Wordings([item.text for record in records for item in record.recommendations])
