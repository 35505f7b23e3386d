"""Whom a recommendation asks; who asked the same, as `repeats` says, or in nearly its words.

What is like another is never taken for the same: that only the record-keeper can say.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from tiptui.collection.stops import Beside
from tiptui.record.model import Recommendation
from tiptui.search.same import Alike
from tiptui.text.visible import plural

if TYPE_CHECKING:
    from tiptui.collection.opened import Collection

MOST_TOLD = 4
"""Recommendations in the same words, or nearly, that are told; of several dialogues one of each."""

NOTHING_ALIKE: Mapping[int, Alike] = {}


def alike(collection: "Collection", name: str) -> Mapping[int, Alike]:
    """Return the rows of all that asks the same as a recommendation; nothing for other names."""
    row = collection.index.rows["recommendations"].numbers.get(name)
    return NOTHING_ALIKE if row is None else collection.index.facets.same.find(row)


def chain(collection: "Collection", name: str) -> list[str]:
    """Return all that is joined to a recommendation by `repeats`, itself among them, by date."""
    row, same = collection.index.rows["recommendations"].numbers[name], collection.index.facets.same
    return _by_date(collection, same.chain(row))


def shortly(collection: "Collection", name: str, most: int) -> tuple[list[str], int]:
    """Return the chain of a recommendation, and of how many; of a long one what is next to it."""
    row, same = collection.index.rows["recommendations"].numbers[name], collection.index.facets.same
    near = same.chain(row)
    rows = near if len(near) <= most else same.linked(row)
    return _by_date(collection, rows), len(near)


def _by_date(collection: "Collection", rows: Sequence[int]) -> list[str]:
    names = map(collection.index.rows["recommendations"].ids.__getitem__, rows)
    return sorted(names, key=lambda each: collection.place(each)[0].record.event.start_date)


def beside(collection: "Collection", name: str) -> Iterator[Beside]:
    """Yield what a recommendation leads to; nothing for any other name."""
    item = collection.get(name)
    if not isinstance(item, Recommendation):
        return
    dialogue, _ = collection.place(name)
    addressees = map(dialogue.name, dialogue.links.addressees(item))
    yield Beside("Asks", [(each, collection[each]) for each in addressees])
    linked = chain(collection, name)
    yield Beside("Asked again", [(each, collection[each]) for each in linked if len(linked) > 1])
    rows, found = collection.index.rows["recommendations"], alike(collection, name)
    several = len(collection.dialogues) > 1
    for how in (Alike.EQUAL, Alike.NEARLY):
        names = [rows.ids[row] for row in found if found[row] is how]
        first: dict[object, str] = {}
        for each in names:
            first.setdefault(collection.place(each)[0] if several else each, each)
        told = [(each, collection[each]) for each in islice(first.values(), MOST_TOLD)]
        numbers = ", ".join([f"{len(names):,}", *in_dialogues(collection, names)])
        yield Beside(how.in_words.capitalize(), told, numbers)


def count_alike(collection: "Collection", found: Mapping[int, Alike]) -> str:
    """Return `2 linked, 5 in the same words, in 4 dialogues`: what asks the same as one, and why.

    The one itself is left out.
    """
    ids = collection.index.rows["recommendations"].ids
    others = Counter(why for why in found.values() if why)
    counts = [f"{others[why]:,} {why.in_words}" for why in sorted(others)]
    names = [ids[row] for row, why in found.items() if why]
    return ", ".join([*(counts or ["nothing"]), *in_dialogues(collection, names)])


def in_dialogues(collection: "Collection", names: Sequence[str]) -> Iterator[str]:
    """Yield in how many dialogues recommendations are, where there are several."""
    if len(collection.dialogues) > 1 and names:
        yield f"in {plural(len({collection.place(each)[0] for each in names}), 'dialogue')}"


def times_asked(collection: "Collection", addressee: str) -> int:
    """Return how many recommendations an addressee is asked for."""
    places = collection.places(addressee)
    return sum(dialogue.links.times_asked(local) for dialogue, local in places)
