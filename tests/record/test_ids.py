"""Ids of what is drafted: the same name has the same id, and two names never share one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiptui.record.forms import RULES
from tiptui.record.ids import id_of_number, ids_of_names
from tiptui.record.model import TextForm


def test_a_name_gives_its_id_and_a_hash_tells_apart_what_would_be_one() -> None:
    names = ["Spain", "C\u00f4te d\u2019Ivoire", "\u65e5\u672c", "\u4e2d\u56fd", "Congo", "CONGO"]
    assert ids_of_names(names, "s") == {
        "Spain": "s-spain",
        "C\u00f4te d\u2019Ivoire": "s-cote-divoire",
        "\u65e5\u672c": "s-cf2abf0c",
        "\u4e2d\u56fd": "s-f0e95216",
        "Congo": "s-congo-0bbfeb15",
        "CONGO": "s-congo-988f3b94",
    }


@pytest.mark.parametrize(
    ("number", "id"),
    [("123.4", "r123-4"), ("129.1.1", "r129-1-1"), ("123.4.a", "r123-4-a"), ("", "")],
)
def test_a_number_gives_its_id(number: str, id: str) -> None:
    assert id_of_number(number) == id


@given(st.sets(st.text(max_size=90)))
def test_whatever_names_are_their_ids_are_ids_and_differ(names: set[str]) -> None:
    found = ids_of_names(names, "s")
    assert len(set(found.values())) == len(names)
    assert all(not RULES[TextForm.ID].misfit(each) for each in found.values())
