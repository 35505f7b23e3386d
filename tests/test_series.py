"""The series that measures are made on."""

from dataclasses import asdict, replace
from pathlib import Path
from random import Random

import pytest

from benchmarks.series import texts, write
from tests import scan, scan_query
from tests.comparing import compare_query
from tests.records import SMALL_SERIES, indexed
from tiptui.collection import reading
from tiptui.collection.live import Live
from tiptui.files import cache
from tiptui.record.load import parse


def test_the_records_of_a_series_share_their_people_organizations_and_themes() -> None:
    names: dict[str, str] = {}
    seen: list[set[str]] = []
    chaired = 0
    for _, text in texts(SMALL_SERIES):
        record = parse(text.encode()).record
        assert record
        assert len(record.recommendations) == 5
        assert sum(len(each.statements) for each in record.speakers) == 30
        chaired += len(record.speakers[0].statements)
        seen.append({each.id for each in record.speakers})
        for items in (record.organizations, record.themes, record.speakers):
            assert all(names.setdefault(each.id, each.name) == each.name for each in items)
    assert set.union(*seen) == {f"s{number}" for number in range(30)}
    assert set.intersection(*seen) == {"s0"}
    assert chaired == 8 * 3
    assert list(texts(SMALL_SERIES)) == list(texts(SMALL_SERIES))


def test_search_counts_and_quotations_of_a_series_are_those_of_a_plain_scan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, replace(SMALL_SERIES, records=3, speakers=4, statements=9, with_texts=True))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "SETTLED", 0)
    for read in ("first", "again"):
        live = Live([str(tmp_path)], {}, cached=True)
        with pytest.MonkeyPatch.context() as patch:
            if read == "again":
                patch.setattr(reading, "parse", None)
            collection = live.read_all()
        collection.check()
        dialogues, index = collection.dialogues, indexed(collection)
        records = scan.in_order([asdict(each.record) for each in dialogues])
        texts = [[*each.texts["minutes"].paragraphs] for each in dialogues]

        def stands(number: int, evidence: scan.Data, texts: list[list[str]] = texts) -> bool:
            return scan.stands(evidence["exact"], evidence["paragraph"], texts[number]).end > 0

        plain = scan_query.Plain(records, scan.things_of_all(records), stands)
        for number, dialogue in enumerate(dialogues):
            for _, _, evidence, _, located in dialogue.passages.quotations:
                wanted = scan.stands(evidence.exact, evidence.paragraph, texts[number])
                assert located[:5] == wanted
                assert dialogue.stands(evidence) is (located.end > 0)
        said = [text.split()[0][:3] for text in index.rows["statements"].layers[-1]]
        for query in ("", "is:unproved", "e", "org:o1 -theme:t3", "to:a", *said[::4]):
            compare_query(collection, plain, query, Random(query))
