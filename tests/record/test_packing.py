"""What reading gave, to another process and back."""

from hypothesis import given
from hypothesis import strategies as st

from tests.kit.any_record import records
from tests.kit.records import BARE
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
    for record in (loaded.record, unpacked.record):
        assert record
        first, second = record.recommendations
        assert first.to[0] is second.to[0]
        assert first.evidence[0].exact is first.text
