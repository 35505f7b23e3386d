"""Progress goes from 0 to 1, through every stage."""

from itertools import pairwise
from pathlib import Path

from benchmarks.records import record as generated
from tiptui.collection.live import Live
from tiptui.search.index import Index


def test_reading_a_record_never_goes_back_and_ends_when_it_is_ready(tmp_path: Path) -> None:
    file, text = tmp_path / "large.yaml", generated(300, 1)
    file.write_text(text, encoding="utf-8")
    live, parts, again = Live([str(file)], {}), list[float](), list[float]()
    Index(live.read_first(parts.append))
    file.write_text(text.replace("name: ", "name: Changed "), encoding="utf-8")
    live.read(again.append)
    for told in (parts, again):
        assert told == sorted(told)
        assert told[0] < 0.02
        # Some of it is left for the record, the rules, and the searched texts.
        assert 0.6 < told[-1] < 1
        assert max(after - before for before, after in pairwise(told)) < 0.2
