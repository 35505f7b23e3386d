"""Whom a recommendation asks; who asked the same, as `repeats` says, or in nearly its words.

What is like another is never taken for the same: that only the record-keeper can say.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from tiptui.collection.stops import Beside
from tiptui.collection.thing import Thing
from tiptui.search.same import Alike
from tiptui.text.visible import plural

if TYPE_CHECKING:
    from tiptui.search.index import Index

MOST_TOLD = 4
"""Recommendations in the same words, or nearly, that are told; one of each dialogue."""

NOTHING_ALIKE: Mapping[int, Alike] = {}


def alike(index: "Index", name: str) -> Mapping[int, Alike]:
    """Return the rows of all that asks the same as a recommendation; nothing for other names."""
    row = index.rows["recommendations"].numbers.get(name)
    return NOTHING_ALIKE if row is None else index.facets.same.find(row)


def chain(index: "Index", name: str) -> list[Thing]:
    """Return all that is joined to a recommendation by `repeats`, itself among them, by date."""
    row, same = index.rows["recommendations"].numbers[name], index.facets.same
    return _by_date(index, same.chain(row))


def shortly(index: "Index", name: str, most: int) -> tuple[list[Thing], int]:
    """Return the chain of a recommendation, and of how many; of a long one what is next to it."""
    row, same = index.rows["recommendations"].numbers[name], index.facets.same
    near = same.chain(row)
    return _by_date(index, near if len(near) <= most else same.linked(row)), len(near)


def _by_date(index: "Index", rows: Sequence[int]) -> list[Thing]:
    return sorted(_of(index, rows), key=lambda each: each.dialogue.record.event.start_date)


def _of(index: "Index", rows: Iterable[int]) -> list[Thing]:
    ids = index.rows["recommendations"].ids
    return [index.collection[ids[row]] for row in rows]


def beside(index: "Index", name: str) -> Iterator[Beside]:
    """Yield what a recommendation leads to; nothing for any other name."""
    claim = index.collection.get(name)
    if claim is None or not claim.is_recommendation:
        return
    yield Beside("Asks", claim.addressees)
    joined = chain(index, name)
    yield Beside("Asked again", joined if len(joined) > 1 else ())
    found, one_of_each = alike(index, name), len(index.collection.dialogues) > 1
    for how in (Alike.EQUAL, Alike.NEARLY):
        things = _of(index, (row for row in found if found[row] is how))
        first: dict[object, Thing] = {}
        for each in things:
            first.setdefault(each.dialogue if one_of_each else each, each)
        numbers = ", ".join([f"{len(things):,}", *in_dialogues(index, things)])
        yield Beside(how.in_words.capitalize(), [*islice(first.values(), MOST_TOLD)], numbers)


def count_alike(index: "Index", found: Mapping[int, Alike]) -> str:
    """Return `2 linked, 5 in the same words, in 4 dialogues`: what asks the same as one, and why.

    The one itself is left out.
    """
    others = Counter(why for why in found.values() if why)
    counts = [f"{others[why]:,} {why.in_words}" for why in sorted(others)]
    things = _of(index, (row for row, why in found.items() if why))
    return ", ".join([*(counts or ["nothing"]), *in_dialogues(index, things)])


def in_dialogues(index: "Index", things: Sequence[Thing]) -> Iterator[str]:
    """Yield in how many dialogues recommendations are, where there are more than one."""
    if len(index.collection.dialogues) > 1 and things:
        yield f"in {plural(len({thing.dialogue for thing in things}), 'dialogue')}"


def times_asked(index: "Index", addressee: str) -> int:
    """Return how many recommendations an addressee is asked for."""
    return sum(each.times_asked for each in index.collection.same(addressee))
