"""Progress goes from 0 to 1, through every stage, and can end the work."""

from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.records import record as generated
from tiptui.collection.live import Live
from tiptui.record.load import parse
from tiptui.record.progress import between, track
from tiptui.search.index import Index


def test_items_come_as_they_are_and_progress_is_reported_of_a_part_of_the_whole() -> None:
    parts: list[float] = []
    assert list(track(range(1000), between(0.5, 0.75, parts.append))) == list(range(1000))
    assert parts == sorted(parts)
    assert parts[0] == 0.5
    assert 0.6 < parts[-1] < 0.75


def test_reading_a_record_never_goes_back_and_ends_when_it_is_ready(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_text(generated(600, 1), encoding="utf-8")
    parts: list[float] = []
    Index(Live([str(file)], {}).read_first(parts.append))
    assert parts == sorted(parts)
    assert parts[0] < 0.01
    # Some of it is left for the rules, and for what is searched.
    assert 0.9 < parts[-1] < 1
    assert max(after - before for before, after in pairwise(parts)) < 0.2


def test_reading_again_goes_on_until_it_is_a_record(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_text(generated(300, 1), encoding="utf-8")
    live = Live([str(file)], {})
    live.read_first()
    file.write_text(generated(300, 1).replace("name: ", "name: Changed "), encoding="utf-8")
    parts: list[float] = []
    live.read(parts.append)
    assert parts == sorted(parts)
    assert (parts[0] < 0.02, parts[-1] > 0.9) == (True, True)


class Enough(Exception):
    """The reader left."""


def test_what_progress_raises_ends_the_reading() -> None:
    def stop(part: float) -> None:
        if part > 0.1:
            raise Enough

    with pytest.raises(Enough):
        parse(generated(600, 1).encode(), stop)
