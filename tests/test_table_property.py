"""Whatever a table holds and however it is written, its records count what it counts."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commands import Capture, outcome
from tests.tables import DIALECTS, delimited, workbook

HEADER = ("text", "from", "to", "year", "decision", "theme")
WORDS = [
    "Ratify",
    'the "Convention"',
    "torture;",
    "| a",
    "it's",
    "Ünïon",
    "東京",
    "a\nb",
    "\\",
    "–",
]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
NAMES = [
    "Spain",
    "Côte d'Ivoire",
    "Iraq",
    "A & B",
    "A B",
    "東京",
    "大阪",
    "Trinidad, Tobago",
    "x" * 80,
]
STATUSES = {
    "Accepted": "accepted",
    "supported in part": "partly-accepted",
    "noted": "noted",
    "REJECTED": "rejected",
    "under way": "in-progress",
    "partially implemented": "partly-implemented",
    "mise en œuvre": "implemented",
    "": "none",
    "will be examined": "none",
}
ROWS = st.lists(
    st.tuples(
        TEXTS,
        st.sampled_from(NAMES),
        st.sampled_from([*NAMES, "", "–"]),
        st.sampled_from(["2014", "2015"]),
        st.sampled_from([*STATUSES]),
        st.lists(st.sampled_from(["Health", "Équité", "平等"]), unique=True).map(";".join),
    ),
    min_size=1,
    max_size=12,
)
FORMS = [*DIALECTS, "workbook"]


def written(rows: Sequence[Sequence[str]], form: str, folder: Path) -> str:
    """Write a table in a form; return its name."""
    if form == "workbook":
        workbook([HEADER, *rows]).save(folder / "t.xlsx")
        return "t.xlsx"
    text = delimited([HEADER, *rows], **DIALECTS[form])
    name = "t.tsv" if form == "tabs" else "t.csv"
    (folder / name).write_bytes(text.encode())
    return name


def counts(field: str, capsys: Capture) -> Counter[str]:
    status, out, _ = outcome(["count", "--by", field, "--json", "--in", "made"], capsys)
    assert status in (0, 1)
    found = [each for each in json.loads(out) if each[field] != "none"]
    return Counter({each["name"]: each["count"] for each in found})


@settings(
    max_examples=24, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(form=st.sampled_from(FORMS), rows=ROWS)
def test_records_count_what_the_table_counts(
    form: str, rows: list[tuple[str, ...]], here: Path, capsys: Capture
) -> None:
    name = written(rows, form, here)
    command = ["new", "made", "--from", name, "--force", "--split", "themes=;"]
    status, _, err = outcome([*command, "--group", "year"], capsys)
    assert status == 0, err
    status, _, err = outcome(["check", "--strict", "made"], capsys)
    assert status == 0, err
    assert "verbatim" in err
    kept = [*dict.fromkeys(rows)]
    wanted: dict[str, Counter[str]] = {
        "by": Counter(row[1] for row in kept),
        "to": Counter(row[2] for row in kept if row[2] not in ("", "–")),
        "date": Counter(row[3] for row in kept),
        "theme": Counter(theme for row in kept for theme in row[5].split(";") if theme),
    }
    for field, counter in wanted.items():
        assert counts(field, capsys) == counter, field
    found = Counter(STATUSES[row[4]].replace("-", " ") for row in kept)
    found.pop("none", None)
    assert counts("status", capsys) == found
