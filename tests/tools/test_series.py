"""The series that measures are made on."""

from benchmarks.series import texts
from tests.kit.records import SMALL_SERIES
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
