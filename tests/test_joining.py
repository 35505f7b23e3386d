"""Which things of several records are one, held to a plain scan."""

from collections.abc import Sequence
from itertools import combinations, permutations
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.growth import steps
from tiptui.record.ids import Identity, Joined, Section, join
from tiptui.record.model import Event, Organization, Record, Speaker, Theme

FOLDED = {"": "", "Ann": "ann", "ÀNN": "ann", "Ann’": "ann", "Bo": "bo", "BO": "bo", "C-D": "cd"}
"""Names, and what is left of them without case, accents, apostrophes and dashes."""


class Thing(NamedTuple):
    """An id, a name, other names, and the abbreviation of what has one."""

    id: str
    name: str
    others: tuple[str, ...] = ()
    abbreviation: str = ""


name = st.sampled_from([each for each in FOLDED if each])
things = st.builds(
    Thing,
    st.sampled_from("ab"),
    name,
    st.lists(name, max_size=2).map(tuple),
    st.sampled_from(list(FOLDED)),
)
collections = st.lists(st.lists(things, max_size=2, unique_by=lambda each: each.id), max_size=7)


def made(section: Section, thing: Thing) -> Any:
    name = thing.name
    if section == "themes":
        return Theme(id=thing.id, name=name)
    if section == "speakers":
        return Speaker(id=thing.id, name=name, other_names=thing.others)
    short = thing.abbreviation
    return Organization(id=thing.id, name=name, abbreviation=short, other_names=thing.others)


def record(section: Section, things: Sequence[Thing]) -> Record:
    lists: dict[str, Any] = {"speakers": ()}
    lists[section] = tuple(made(section, each) for each in things)
    return Record(tiptui=1, event=Event(id="e", name="E", start_date="2024"), **lists)


def scan(section: Section, collection: Sequence[Sequence[Thing]]) -> list[tuple[Any, ...]]:
    """The groups of things: each pair is compared, over and over, until nothing is joined."""
    groups = [
        ({(number, position)}, each.id, names(section, each))
        for number, things in enumerate(collection)
        for position, each in enumerate(things)
    ]
    while pair := next(
        ((a, b) for a, b in combinations(groups, 2) if a[1] == b[1] and a[2] & b[2]), None
    ):
        groups.remove(pair[1])
        pair[0][0].update(pair[1][0])
        pair[0][2].update(pair[1][2])
    return [tuple(sorted(members)) for members, _, _ in groups]


def names(section: Section, thing: Thing) -> set[str]:
    given = {
        "speakers": (thing.name, *thing.others),
        "themes": (thing.name,),
        "organizations": (thing.name, thing.abbreviation, *thing.others),
    }[section]
    return {FOLDED[each] for each in given if each}


@pytest.mark.parametrize("section", ["speakers", "organizations", "themes"])
@given(collections)
def test_one_are_the_same_id_and_a_name_in_common_and_all_that_is_joined_to_either(
    section: Section, collection: list[list[Thing]]
) -> None:
    records = [record(section, each) for each in collection]
    assert Joined(records, section).groups == scan(section, collection)


@given(st.lists(st.lists(things, max_size=2, unique_by=lambda each: each.id), max_size=4))
def test_the_order_of_records_changes_that_of_groups_and_nothing_else(
    collection: list[list[Thing]],
) -> None:
    records = [record("speakers", each) for each in collection]
    expected = set(map(frozenset, Joined(records, "speakers").groups))
    for order in permutations(range(len(records))):
        groups = Joined([records[number] for number in order], "speakers").groups
        found = [[(order[number], position) for number, position in each] for each in groups]
        assert set(map(frozenset, found)) == expected


def chained(size: int) -> list[list[Identity]]:
    """Strangers, whom others join from the last to the first, and then as many who are the last."""
    strangers = [Identity("a", (f"{number}",)) for number in range(size)]
    links = [Identity("a", (f"{number}", f"{number - 1}")) for number in range(size - 1, 0, -1)]
    return [[each] for each in (*strangers, *links, *[strangers[-1]] * size)]


def test_twice_the_things_are_twice_the_steps_however_they_are_joined() -> None:
    few, many = chained(200), chained(400)
    small, large = steps(lambda: join(few)), steps(lambda: join(many))
    assert large <= 2.5 * small
