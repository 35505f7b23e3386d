"""Ids that are drafted, and the things of several records that are one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit import scan
from tiptui.record.forms import RULES
from tiptui.record.ids import Identity, Joined, SharedSection, ids_of_names, join
from tiptui.record.model import (
    Record,
    RecordedEvent,
    RecordedOrganization,
    RecordedTheme,
    Speaker,
    TextForm,
)
from tools.growth import steps


@given(st.sets(st.text(max_size=70), max_size=6))
def test_whatever_names_are_their_ids_are_ids_and_differ(names: set[str]) -> None:
    found = ids_of_names(names, "s")
    assert len(set(found.values())) == len(names)
    assert all(not RULES[TextForm.ID].misfit(each) for each in found.values())


NAMED: dict[SharedSection, tuple[Any, tuple[str, ...]]] = {
    "speakers": (Speaker, ("id", "name", "other_names")),
    "organizations": (RecordedOrganization, ("id", "name", "other_names", "abbreviation")),
    "themes": (RecordedTheme, ("id", "name")),
}
"""What the things of each section are made of."""

# Without case, accents, apostrophes and dashes these are three.
NAMES = ["Ann", "ÀNN", "Ann’", "Bo", "BO", "C-D"]
name = st.sampled_from(NAMES)
things = st.fixed_dictionaries(
    {
        "id": st.sampled_from("ab"),
        "name": name,
        "other_names": st.lists(name, max_size=2).map(tuple),
        "abbreviation": st.sampled_from(["", *NAMES]),
    }
)
collections = st.lists(st.lists(things, max_size=2, unique_by=lambda each: each["id"]), max_size=7)


@pytest.mark.parametrize("section", NAMED)
@given(collections)
def test_one_are_the_same_id_and_a_name_in_common_and_all_that_is_joined_to_either(
    section: SharedSection, collection: list[list[dict[str, Any]]]
) -> None:
    made, keys = NAMED[section]
    data: list[dict[str, Any]] = [
        {section: [{key: each[key] for key in keys} for each in own]} for own in collection
    ]
    event = RecordedEvent(id="e", name="E", start_date="2024")
    records = []
    for each in data:
        lists: dict[str, Any] = {"speakers": ()}
        lists[section] = tuple(made(**thing) for thing in each[section])
        records.append(Record(tiptui=1, event=event, **lists))
    assert list(map(list, Joined(records, section).clusters)) == scan.joined(data, section)


def chained(size: int) -> list[list[Identity]]:
    """Strangers, whom others join from the last to the first, and then as many who are the last."""
    strangers = [Identity("a", (f"{number}",)) for number in range(size)]
    links = [Identity("a", (f"{number}", f"{number - 1}")) for number in range(size - 1, 0, -1)]
    return [[each] for each in (*strangers, *links, *[strangers[-1]] * size)]


def test_twice_the_things_are_twice_the_steps_however_they_are_joined() -> None:
    few, many = chained(200), chained(400)
    small, large = steps(lambda: join(few)), steps(lambda: join(many))
    assert large <= 2.5 * small
