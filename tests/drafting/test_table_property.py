"""Whatever a table holds and however it is written, its records count what it counts."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.kit.commands import Capture, outcome
from tests.kit.other_readers import as_texts, read_by_others
from tests.kit.tables import DIALECTS, delimited, workbook
from tiptui.collection.live import Live
from tiptui.record.load import parse

HEADER = ("text", "from", "to", "year", "decision", "theme")
WORDS = [*r"""Ratify/the "Convention"/torture;/| a/it's/Ünïon/東京/\/–""".split("/"), "a\nb"]
NAMES = [*"Spain/Côte d'Ivoire/Iraq/A & B/A B/東京/大阪/Trinidad, Tobago".split("/"), "x" * 80]
STATUSES = {
    "Accepted": "accepted",
    "supported in part": "partly-accepted",
    "noted": "noted",
    "REJECTED": "rejected",
    "under way": "in-progress",
    "partially implemented": "partly-implemented",
    "mise en œuvre": "implemented",
    "": "",
    "will be examined": "",
}
ROWS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join),
        st.sampled_from(NAMES),
        st.sampled_from([*NAMES, "", "–"]),
        st.sampled_from(["2014", "2015"]),
        st.sampled_from([*STATUSES]),
        st.lists(st.sampled_from(["Health", "Équité", "平等"]), unique=True).map(";".join),
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.usefixtures("in_this_process")
@settings(
    max_examples=settings().max_examples // 3,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(form=st.sampled_from([*DIALECTS, "workbook"]), rows=ROWS)
def test_records_count_what_the_table_counts(
    form: str, rows: list[tuple[str, ...]], here: Path, capsys: Capture
) -> None:
    name = {"workbook": "t.xlsx", "tabs": "t.tsv"}.get(form, "t.csv")
    if form == "workbook":
        workbook([HEADER, *rows]).save(here / name)
    else:
        (here / name).write_bytes(delimited([HEADER, *rows], **DIALECTS[form]).encode())
    command = ["new", "made", "--from", name, "--force", "--split", "themes=;"]
    for arguments in ([*command, "--group", "year"], ["check", "--strict", "made"]):
        status, _, err = outcome(arguments, capsys)
        assert status == 0, err
    assert "verbatim" in err
    for record in (here / "made").glob("*.yaml"):
        data = record.read_bytes()
        assert read_by_others(data, "safe") == [as_texts(parse(data).record)] * 3
    found = [
        [
            *("; ".join(each.name for each in names) for names in (claim.makers, claim.addressees)),
            dialogue.record.event.start_date,
            claim.status,
            sorted(theme.name for theme in claim.themes),
        ]
        for dialogue in Live(["made"], {}, watched=False).read_all().dialogues
        for claim in dialogue.claims
    ]
    wanted = [
        [by, to.replace("–", ""), year, STATUSES[status], sorted(filter(None, themes.split(";")))]
        for _, by, to, year, status, themes in dict.fromkeys(rows)
    ]
    assert sorted(found) == sorted(wanted)
