"""The times in archives."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from hypothesis import given
from hypothesis import strategies as st

from tiptui.report.archive import fix_times

NAMES = st.text("aé/文.", min_size=1, max_size=9)
TIMES = st.tuples(st.integers(1981, 2100), *([st.integers(1, 12)] * 5))


@given(st.dictionaries(NAMES, st.tuples(TIMES, st.binary(), st.binary(max_size=9)), max_size=5))
def test_files_have_one_time_and_stay_what_they_were(
    files: dict[str, tuple[tuple[int, ...], bytes, bytes]],
) -> None:
    with ZipFile(made := BytesIO(), "w", ZIP_DEFLATED) as archive:
        for name, (time, data, comment) in files.items():
            info = ZipInfo(name, time)  # type: ignore[arg-type]
            info.comment = comment
            archive.writestr(info, data, ZIP_DEFLATED)
    with ZipFile(BytesIO(fix_times(made))) as fixed:
        assert fixed.testzip() is None
        assert {each.filename: fixed.read(each) for each in fixed.infolist()} == {
            name: data for name, (_, data, _) in files.items()
        }
        assert {each.date_time for each in fixed.infolist()} <= {(1980, 1, 1, 0, 0, 0)}
