"""What reading gave, to another process and back."""

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.any_record import records
from tests.kit.records import BARE, SMALL
from tiptui.record.load import Loaded, parse
from tiptui.record.model import Record
from tiptui.record.packing import from_bytes, to_bytes
from tiptui.record.problem import Position, Problem

any_text = st.text(min_size=1) | st.text("\ud83d\ude42a", min_size=1)
places = st.builds(Position, st.integers(1), st.integers(1))
problems = st.lists(st.builds(Problem, places, any_text, any_text), max_size=3)


@given(st.none() | records(any_text), problems, st.booleans())
def test_what_reading_gave_is_the_same_as_bytes(
    record: Record | None, problems: list[Problem], is_meant: bool
) -> None:
    loaded = Loaded(record, tuple(problems), is_meant).make_searchable()
    data = to_bytes(loaded)
    assert b"\n" not in data
    again = from_bytes(data)
    assert again == loaded
    assert repr(again) == repr(loaded)
    assert hash(again.record) == hash(record)


def test_what_is_said_again_is_in_memory_once_read_or_unpacked() -> None:
    proof = "evidence: [{paragraph: 1, exact: As said.}, {paragraph: 1, exact: so}]"
    item = f"  - {{id: r%d, by: [a], to: [the office], text: As said., {proof},"
    text = BARE + "sources: [{id: log, title: T}]\nrecommendations:\n" + 2 * f"{item}}}\n"
    loaded = parse((text % (1, 2)).encode())
    unpacked = from_bytes(to_bytes(loaded))
    assert unpacked
    for record in (loaded.record, unpacked.record):
        assert record
        first, second = record.recommendations
        assert first.to[0] is second.to[0]
        assert first.evidence[0].exact is first.text


PACKED = to_bytes(parse(SMALL.encode()).make_searchable())
SPOILT = [
    re.sub(before, after, PACKED)
    for before, after in (
        (b'"Ann .*?",', b""),  # a name less than speakers
        (rb'\["Chair".*?\],', b""),  # no column of roles
        (rb'\["","",""\],', b""),  # no column of the ids of statements
        (b'"air",', b""),  # a theme less than are counted
        (rb"\[2,1,0\]", b"[2,1]"),  # a speaker less than have statements
        (rb"\[2,1,0\]", b"9000000000000000000"),
        (rb"\[2,1,0\]", b'"2"'),
        (b'"bo obrien",', b""),  # a name less that is searched
        (b'"bo obrien",', b"2,"),
        (rb",\[\],\[.the air", b',["the air'),  # no column of points
        (
            rb"\[1,1,1\],\[\[1,2,1\]",
            b"[18446744073709551616,1,1],[[1,2,1]",
        ),  # no machine counts so far
        (rb"^\[\[\[1\],\[\[1\],", b"[[[1],[[0],"),  # no event
        (rb"^\[\[\[1\],\[\[1\],.*?null\]\],", b"[[[1],null,"),  # none because it is left out
    )
]


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"1", b"[[1],[],true]", *SPOILT, b"[" * 9_999, b"\xff", pickle.dumps(SMALL)],
)
def test_what_was_not_packed_is_no_record(data: bytes) -> None:
    assert data != PACKED
    assert from_bytes(data) is None
