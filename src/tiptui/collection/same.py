"""Claims that ask the same: in (nearly) the same words, or linked by `repeats`."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cached_property
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
_NO_POSTINGS = array("I")
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
        if self._postings:
            return
        postings: dict[str, array[int]] = {}
        for number, text in enumerate(self.texts):
            for word in set(wording(text)):
                if word not in postings:
                    postings[word] = array("I")
                postings[word].append(number)
            if number % 100 == 0:  # which takes some milliseconds
                yield
        self._postings = postings

    def alike(self, text: str) -> dict[int, tuple[Alike, float]]:
        """Return the numbers of texts in (nearly) the words of another, with their unlikeness."""
        finish(self.make())
        words = wording(text)
        own = set(words)
        found: dict[int, tuple[Alike, float]] = {}
        for number in self._with_rare_words(own):
            others = wording(self.texts[number])
            if others == words:
                found[number] = Alike.EQUAL, 0
                continue
            share = likeness(own, set(others))
            if share >= NEARLY:
                found[number] = Alike.NEARLY, 1 - share
        return found

    def _with_rare_words(self, words: set[str]) -> Iterator[int]:
        """Yield the texts with some of the rarest words: all that say nearly the same have them."""
        least_shared = ceil(round(len(words) * NEARLY / (2 - NEARLY), 9))
        common = min(_IN_COMMON, least_shared)
        postings = sorted((self._postings.get(word, _NO_POSTINGS) for word in words), key=len)
        counts = Counter[int]()
        for numbers in postings[: len(words) - least_shared + common]:
            counts.update(numbers)
        for number, count in counts.items():
            if count >= common:
                yield number


class Same:
    """The recommendations of a collection that ask the same, by their rows."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._chains: dict[int, Sequence[int]] = {}
        self._alike: Recent[int, Mapping[int, Alike]] = Recent(_MOST_KEPT)

    def find(self, row: int) -> Mapping[int, Alike]:
        """Return the rows that ask the same as a row, the most alike first, and itself."""
        return self._alike.find(row, lambda: self._find(row))

    def _find(self, row: int) -> Mapping[int, Alike]:
        alike: dict[int, Alike] = {}
        for other, (why, _) in self.wordings.alike(self.wordings.texts[row]).items():
            alike[other] = why
        for other in self._joined(row):
            alike[other] = Alike.LINKED
        alike[row] = Alike.ITSELF
        return dict(sorted(alike.items(), key=lambda item: (item[1], item[0])))

    def by_times(self, rows: Sequence[int]) -> Mapping[int, tuple[int, int]]:
        """Return the order of sorted rows by the number that are linked or in the same words."""
        by_wording: dict[tuple[str, ...], list[int]] = {}
        for row in rows:
            words = tuple(wording(self.wordings.texts[row]))
            by_wording.setdefault(words, []).append(row)

        groups: dict[int, list[int]] = {}
        order: dict[int, tuple[int, int]] = {}
        for group in by_wording.values():
            for row in group:
                groups[row] = group
                order[row] = -len(group), group[0]

        # Counted, not put together for each row: thousands may be linked, or in the same words.
        counted: set[int] = set()
        for first in self._repeats.keys() & groups.keys():
            if first in counted:
                continue
            linked = [row for row in self._joined(first) if row in groups]
            counted.update(linked)
            both = Counter(groups[row][0] for row in linked)
            for row in linked:
                group = groups[row]
                count = len(group) + len(linked) - both[group[0]]
                order[row] = -count, min(group[0], linked[0])
        return order

    def _row(self, ref: str) -> int | None:
        thing = self._collection.get(ref)
        if thing is None or thing.kind != "recommendation":
            return None
        return self._collection.row(thing)

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
        found = self.alike(ref)
        is_single = len(self._collection.dialogues) == 1
        for how in (Alike.EQUAL, Alike.NEARLY):
            things = self._things(row for row in found if found[row] is how)
            refs: dict[object, str] = {}  # one of each dialogue
            for thing in things:
                refs.setdefault(thing if is_single else thing.dialogue, thing.ref)
            label = f"{how.in_words.capitalize()} · {self._size(things, ', ')}"
            yield label, [*refs.values()][:MOST_TOLD], AGAIN

    def count(self, found: Mapping[int, Alike]) -> str:
        """Return `7 in 4 dialogues (2 linked, 5 in the same words)`, without the one itself."""
        others = [row for row, why in found.items() if why is not Alike.ITSELF]
        if not others:
            return "nothing else"
        reasons = Counter(found[row] for row in others)
        counts = [f"{reasons[why]:,} {why.in_words}" for why in sorted(reasons)]
        return f"{self._size(self._things(others))} ({', '.join(counts)})"

    def _things(self, rows: Iterable[int]) -> list[Thing]:
        return [self._collection.claim("recommendations", row) for row in rows]

    def _size(self, things: Sequence[Thing], between: str = " ") -> str:
        """Return `7 in 4 dialogues`; of a single one `7`."""
        size = f"{len(things):,}"
        if not things or len(self._collection.dialogues) == 1:
            return size
        dialogues = {thing.dialogue for thing in things}
        return f"{size}{between}in {plural(len(dialogues), 'dialogue')}"

    def _joined(self, row: int) -> Sequence[int]:
        """Return the rows that are linked to a row through any number of links, and itself."""
        if row not in self._chains:
            linked = {row}
            to_follow = [row]
            while to_follow:
                others = self._repeats.get(to_follow.pop(), set()) - linked
                linked |= others
                to_follow += others
            self._chains |= dict.fromkeys(linked, sorted(linked))
        return self._chains[row]

    @cached_property
    def _repeats(self) -> Mapping[int, set[int]]:
        repeats: defaultdict[int, set[int]] = defaultdict(set)
        row = -1
        for record in self._collection.records:
            for item in record.recommendations:
                row += 1
                if not item.repeats:
                    continue
                for ref in self._collection.claim("recommendations", row).repeated:
                    other = self._row(ref)
                    if other is not None:
                        repeats[row].add(other)
                        repeats[other].add(row)
        return repeats

    @cached_property
    def wordings(self) -> Wordings:
        texts: list[str] = []
        for record in self._collection.records:
            texts += [item.text for item in record.recommendations]
        return Wordings(texts)
