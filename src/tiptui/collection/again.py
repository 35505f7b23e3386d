"""Who asked the same before and after, as `repeats` says, and who asked something like it.

What is like another is never taken for the same: that only the record-keeper can say.
"""

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import islice, product
from typing import TYPE_CHECKING

from tiptui.collection.addressees import asked
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.stops import NOTHING_BESIDE, Beside
from tiptui.record.follow_up import own_id
from tiptui.record.items import title
from tiptui.record.model import Recommendation
from tiptui.record.recent import Recent
from tiptui.text.differing import folded_words, likeness

if TYPE_CHECKING:
    from tiptui.collection.opened import Collection

MOST_SIMILAR = 4
"""Recommendations that are said to be similar."""

_LEAST = 0.5
"""How much alike two are at least that are said to be similar."""

_COMPARED = 200
"""Recommendations to one addressee under one theme that are compared on either side of one: those
nearest to it in the records, where there are more."""

_MOST_PAIRS = 16
"""Addressees with a theme each that one recommendation is compared under."""

_MOST_KEPT = 256
"""Addressees with a theme each that are kept: the next key often asks for the same."""


class Again:
    """Which recommendations of some dialogues repeat which, by their names.

    `rows` has the number of each, in the order of the records.
    """

    def __init__(self, dialogues: Iterable[Dialogue], rows: Mapping[str, int]) -> None:
        self._dialogues = {dialogue.prefix: dialogue for dialogue in dialogues}
        self._rows = rows
        self._chains: dict[str, Sequence[str]] = {}
        self.asked: Recent[tuple[str, str], Sequence[int]] = Recent(_MOST_KEPT)
        """The rows of what an addressee was asked under a theme, by their names."""

    def chain(self, name: str) -> Sequence[str]:
        """Return all that ask the same as a recommendation, itself among them, by date.

        Whatever repeats one of them, or is repeated by one, is one of them.
        """
        if name not in self._chains:
            found, new = {name}, [name]
            while new:
                others = self._repeats.get(new.pop(), set()) - found
                found |= others
                new += others
            self._chains |= dict.fromkeys(found, sorted(found, key=self._when))
        return self._chains[name]

    def linked(self, name: str) -> Sequence[str]:
        """Return what a recommendation repeats itself, and what repeats it, by date."""
        return sorted(self._repeats.get(name, ()), key=self._when)

    @cached_property
    def _repeats(self) -> Mapping[str, set[str]]:
        """What each of them repeats, and what repeats it."""
        repeats: defaultdict[str, set[str]] = defaultdict(set)
        for dialogue in self._dialogues.values():
            for item in dialogue.record.recommendations:
                for reference in item.repeats:
                    own = own_id(dialogue.record, reference)
                    other = dialogue.name(own) if own else reference
                    if other in self._rows:
                        name = dialogue.name(item.id)
                        repeats[name].add(other)
                        repeats[other].add(name)
        return repeats

    def _when(self, name: str) -> tuple[str, int]:
        event = self._dialogues[name[: name.find("#") + 1]].record.event
        return event.start_date, self._rows[name]


def beside(collection: "Collection", name: str) -> Beside:
    """Return what a recommendation leads to; nothing for any other name."""
    item = collection.get(name)
    if not isinstance(item, Recommendation):
        return NOTHING_BESIDE
    dialogue, _ = collection.place(name)
    again = collection.again.chain(name)
    named = (
        list(map(dialogue.name, dialogue.links.addressees(item))),
        again if len(again) > 1 else (),
        similar(collection, name, item),
    )
    return Beside(*([(each, collection[each]) for each in names] for names in named))


def similar(collection: "Collection", name: str, item: Recommendation) -> list[str]:
    """Return the recommendations worded most like one, the nearest first.

    They ask the same addressee under a common theme, and are not said to ask the same.
    """
    rows = collection.index.rows["recommendations"]
    words, here = folded_words(item.text), rows.numbers[name]
    near = set[int]()
    for listed in _asked_alike(collection, name, item):
        place = bisect_left(listed, here)
        near.update(listed[max(0, place - _COMPARED) : place + _COMPARED + 1])
    near.difference_update(map(rows.numbers.__getitem__, collection.again.chain(name)))
    texts = ((row, title(collection[rows.ids[row]])) for row in near)
    alike = ((likeness(words, folded_words(text)), -row) for row, text in texts)
    nearest = heapq.nlargest(MOST_SIMILAR, (each for each in alike if each[0] >= _LEAST))
    return [rows.ids[-row] for _, row in nearest]


def _asked_alike(
    collection: "Collection", name: str, item: Recommendation
) -> Iterator[Sequence[int]]:
    """Yield for each addressee and theme the rows of what that addressee is asked under it."""
    dialogue, _ = collection.place(name)
    kept = collection.again.asked
    pairs = product(dialogue.links.addressees(item), item.themes)
    for pair in islice(pairs, _MOST_PAIRS):
        addressee, theme = (collection.row_name(dialogue.name(each)) for each in pair)
        yield kept.find((addressee, theme), partial(_asked_under, collection, addressee, theme))


def _asked_under(collection: "Collection", addressee: str, theme: str) -> Sequence[int]:
    under = set(collection.related(theme).recommendations)
    return [row for row in asked(collection, addressee) if row in under]
