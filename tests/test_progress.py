"""Progress goes from 0 to 1, through every stage, and can end the work."""

import pytest

from benchmarks.records import record as generated
from tiptui.files.progress import between, track
from tiptui.record.links import link
from tiptui.record.load import parse
from tiptui.search.index import Index


def test_items_come_as_they_are_and_progress_is_reported_of_a_part_of_the_whole() -> None:
    parts: list[float] = []
    assert list(track(range(1000), between(0.5, 0.75, parts.append))) == list(range(1000))
    assert parts == sorted(parts)
    assert parts[0] == 0.5
    assert 0.6 < parts[-1] < 0.75


def test_reading_linking_and_indexing_tell_how_far_they_are() -> None:
    parts: list[float] = []
    loaded = parse(generated(600, 1).encode(), between(0, 0.8, parts.append))
    assert loaded.record
    assert 0.7 < parts[-1] < 0.8
    links = link(loaded.record, between(0.8, 0.9, parts.append))
    Index(links, progress=between(0.9, 1, parts.append))
    assert parts == sorted(parts)
    assert parts[-1] > 0.95


class Enough(Exception):
    """The reader left."""


def test_what_progress_raises_ends_the_reading() -> None:
    def stop(part: float) -> None:
        if part > 0.1:
            raise Enough

    with pytest.raises(Enough):
        parse(generated(600, 1).encode(), stop)
