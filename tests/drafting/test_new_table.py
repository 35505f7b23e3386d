"""`tiptui new FOLDER --from TABLE`: what is written, what is guessed, and when it is refused."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.kit.checkout import CHECKOUT
from tests.kit.commands import Capture, outcome
from tests.kit.records import record as record_of
from tests.kit.tables import delimited
from tiptui.documents.document import NoDocument
from tiptui.drafting.columns import read_date
from tiptui.record.model import Record

UPR = [
    ("text", "to", "decision", "From", "year", "notes"),
    ("136.1 Ratify the Convention (Spain);", "Iraq", "support", "Spain", "2014", ""),
    ("End torture in prisons", "Iraq", "noted", "Côte d'Ivoire", "2014", "said twice"),
    ("End torture", "Spain", "consider", "Iraq", "2014", ""),
    ("", "Spain", "support", "Iraq", "2014", ""),
    ("End torture", "Spain", "consider", "Iraq", "2014", ""),
]
READ_AS = (
    "--map text=text --map by=From --map to=to --map status=decision --map date=year "
    "--map note=notes --group to --group year"
)


@pytest.fixture(name="folder", autouse=True)
def _folder(here: Path) -> Path:
    """The current folder, with a table in it."""
    (here / "t.csv").write_text(delimited(UPR), "utf-8")
    return here


def put(rows: Any, name: str = "t.csv") -> None:
    Path(name).write_text(delimited(rows), "utf-8")


def record_in(file: str) -> Record:
    return record_of(Path(file).read_text("utf-8"))


def make(capsys: Capture, *more: str, folder: str = "a") -> str:
    """Make a folder of the table; return what is said."""
    status, out, err = outcome(["new", folder, "--from", "t.csv", "--force", *more], capsys)
    assert (status, out) == (0, ""), err
    return err


def check(capsys: Capture, folder: str = "a") -> str:
    """Check a folder, in which there is no problem; return what is said at the end."""
    status, _, err = outcome(["check", "--strict", folder], capsys)
    assert status == 0, err
    return err.splitlines()[-1]


def refused(arguments: str, capsys: Capture) -> tuple[int, str]:
    """Return the status and the one line of a run that writes nothing."""
    before = sorted(Path().rglob("*"))
    status, out, err = outcome(arguments.split(), capsys)
    assert (out, err.count("\n"), sorted(Path().rglob("*"))) == ("", 1, before)
    return status, err.strip().removeprefix("tiptui: ")


def test_the_options_that_are_printed_say_the_same(capsys: Capture) -> None:
    make(capsys)
    make(capsys, *READ_AS.split(), folder="b")
    one, other = (
        {each.name: each.read_bytes() for each in Path(name).iterdir()} for name in ("a", "b")
    )
    assert one == other


GUESSES = {
    "Text;Countries;Themes;Document Publication Date;Reccomending Body": (
        "text=Text by=Reccomending Body to=Countries themes=Themes date=Document Publication Date"
    ),
    "reference;title;description;response;support_level": (
        "text=title number=reference status=support_level note=description response=response"
    ),
    "Recomendaciones;Estado recomendante;País;Fecha;Decisión": (
        "text=Recomendaciones by=Estado recomendante to=País status=Decisión date=Fecha"
    ),
    "Recommandation;État recommandant;Destinataire;Année;Échéance": (
        "text=Recommandation by=État recommandant to=Destinataire date=Année due=Échéance"
    ),
    "Recommendation;Recipient;Inquiry;Made;Reply Text;Safety Issue": (
        "text=Recommendation to=Recipient themes=Safety Issue date=Made event=Inquiry "
        "response=Reply Text"
    ),
    "date;text;from;response 2012;response 2016": (
        "text=text by=from date=date response=response 2012 response=response 2016"
    ),
    "a;b;c;from": "text=b by=from status=c",
}


@pytest.mark.parametrize("header", GUESSES)
def test_columns_are_known_by_header_then_by_what_is_in_them(header: str, capsys: Capture) -> None:
    names = header.split(";")
    cells = ["2014", "A long text of a recommendation, to be carried out by all", "Accepted"]
    put([names, [*cells, *["2015"] * 9][: len(names)]])
    more = ["--set", "by=x", "--set", "date=2014", "--dry-run"]
    out = outcome(["new", "a", "--from", "t.csv", *more], capsys)[1]
    read = out.partition("read as:\n")[2].partition("\n")[0].replace("'", "")
    read = read.partition(" --set")[0].strip()
    assert read.replace("--map ", "") == GUESSES[header]


def test_several_names_in_a_cell_are_split_where_that_is_said(capsys: Capture) -> None:
    put([("text", "from", "to", "year", "themes"), ("a", "X", "P and Q", "2014", "- t\n- U")])
    split = ["--split", "to= and ", "--split", r"themes=\n"]
    for more, to, themes in ((["--split", "themes=;"], 1, 1), (split, 2, 2)):
        make(capsys, "--set", "event=E", *more, "--group", "year")
        [asked] = record_in("a/e.yaml").recommendations
        assert (len(asked.to), len(asked.themes)) == (to, themes)


def test_numbers_make_ids_where_they_are_of_one_row(capsys: Capture) -> None:
    header = ("no", "text", "from", "year")
    numbers = enumerate("1.1 2 2 – ow-3".split())
    put([header, *((number, f"Text {n}", "X", "2014") for n, number in numbers)])
    make(capsys)
    ids = [each.id for each in record_in("a/2014.yaml").recommendations]
    assert ids == ["r1-1", "row-3", "row-4", "row-5", "row-6"]


def test_values_are_meant_as_is_said(capsys: Capture) -> None:
    rules = ["--values", "status:consider=in-progress", "--values", "to:spain=Kingdom of Spain"]
    more = ["--values", "status:*=noted"]
    make(capsys, *rules, *more)
    record = record_in("a/spain-2014.yaml")
    assert record.recommendations[0].responses[0].status == "in-progress"
    assert record.organizations[0].name == "Kingdom of Spain"


def test_signs_alone_are_neither_a_status_nor_the_name_of_a_column(capsys: Capture) -> None:
    put([("text", "#", "", "from", "year", "", "status"), ("a", "1", "", "X", "2014", "b", "–")])
    columns = "--map text=text --map by=from --map status=status --map date=year --group year"
    told = make(capsys)
    assert f"read as: {columns}\n" in told
    assert "2 columns in the texts alone, under no key: #, column 6, without a name\n" in told
    [asked] = record_in("a/2014.yaml").recommendations
    assert (asked.responses, asked.note) == ((), "status: –")


def test_a_status_for_all_rows_is_that_of_rows_without_one(capsys: Capture) -> None:
    for words, found in (("noted", [["accepted"], ["noted"]]), ("later", [["accepted"], []])):
        rows = [("a", "X", "2014", "accepted"), ("b", "X", "2014", "")]
        put([("text", "from", "year", "status"), *rows])
        make(capsys, "--set", f"status={words}")
        asked = record_in("a/2014.yaml").recommendations
        assert [[each.status for each in a.responses] for a in asked] == found
        # What no column says, the row does not prove.
        assert all(not each.evidence for each in asked[1].responses)
    assert asked[1].note == "status: later"


def test_what_the_table_has_not_got_is_set(capsys: Capture) -> None:
    put([("recommendation", "place"), ("Do this at once", "Lowen"), ("Do that", "")])
    sets = ["--set", "by=Committee on Roads", "--set", "date=2014-05", "--set", "event=A = b"]
    make(capsys, *sets)
    record = record_in("a/a-b.yaml")
    assert (record.event.name, record.event.place) == ("A = b", "Lowen")
    assert [each.name for each in record.speakers] == ["Committee on Roads"]


def test_a_phrase_that_stands_once_is_found_in_words_that_repeat(capsys: Capture) -> None:
    words = "do it " * 5_000
    put([("text", "from", "year", "notes"), (words, "X", "2014", words), ("X", "X", "2014", "X")])
    make(capsys)
    assert "2 quotes: 2 verbatim" in check(capsys)


def test_an_export_of_uhri_is_known_with_its_bullets(capsys: Capture) -> None:
    header = ("Text", "Countries", "Themes", "Document Publication Date", "Reccomending Body")
    themes = "- Right to health\n- Prisons"
    rest = ("- Iraq", themes, "46078", "- CAT")
    put([header, ("Close the prison", *rest), ("Open its archive", *rest)])
    assert r"--split 'themes=\n'" in make(capsys)
    record = record_in("a/iraq-2026-02-25.yaml")
    assert (record.event.name, record.event.start_date) == ("Iraq, 2026-02-25", "2026-02-25")
    assert [each.name for each in record.themes] == ["Right to health", "Prisons"]
    assert record.recommendations[0].by == ("s-cat",)


def test_hostile_words_are_words(capsys: Capture) -> None:
    words = '\x1b[31m"]}\u202e, exact: \\x07\x07 # &a !!python *a {{ \u2028 \u0301x'
    put([("text", "from", "to", "year"), *((words + str(n), words, words, "2014") for n in (1, 2))])
    assert "\x1b" not in make(capsys, "--group", "year")
    check(capsys)
    record = record_in("a/2014.yaml")
    shown = '[31m"]}, exact: \\x07 # &a !!python *a {{ \u0301x'
    assert [each.text for each in record.recommendations] == [f"{shown}1", f"{shown}2"]
    assert [each.name for each in record.speakers] == [shown]


# ---- refused: one line, and nothing is written ----

THERE = "there are text, to, decision, From, year, notes"
BY = 'who asks: say --map by=COLUMN, or --set by="Committee on …" for all rows'
DATE = "when the event was: say --map date=COLUMN, or --set date=2014 for all rows"
FOLDER = "a table makes a folder: name one"
NEVER = '"never" is no date: write 2014, 2014-04 or 2014-04-18'
REFUSED = {
    "a --from t.csv --map text=Text": (2, f't.csv: no column "Text"; {THERE}: say --map text=text'),
    "a --from t.csv --map text=text": (2, f"t.csv: no column says {BY}; {THERE}"),
    "a --from t.csv --map text=text --set by=X": (2, f"t.csv: no column says {DATE}; {THERE}"),
    "a --from t.csv --map by=Form": (2, f't.csv: no column "Form"; {THERE}: say --map by=From'),
    "r.yaml --from t.csv": (2, f"new r.yaml --from t.csv: {FOLDER}"),
    "--from t.csv": (2, f"new --from t.csv: {FOLDER}"),
    "a --from t.csv --group when": (2, f't.csv: no column "when"; {THERE}: say --group text'),
    "a --from t.csv --sheet x": (2, "t.csv: --sheet is for workbooks, and this is text"),
    "a --from none.csv": (3, "none.csv: no such file or directory"),
    "a --from t.csv --set date=never": (3, f"t.csv: line 2: {NEVER}"),
}


@pytest.mark.parametrize("arguments", REFUSED)
def test_what_can_t_be_done_is_one_line(arguments: str, capsys: Capture) -> None:
    if "date=never" in arguments:
        put([row[:4] for row in UPR])
    assert refused(f"new {arguments}", capsys) == REFUSED[arguments]


USAGE = {
    "--encoding utf-9": 'argument --encoding: no encoding is called "utf-9"',
    "--map txt=a": 'argument --map: no key is called "txt"; did you mean "text"?',
    "--map text": "argument --map: write KEY=COLUMN, not text",
    "--map text=a --map text=b": "argument --map: text is given twice",
    "--set date=1 --set date=2": "argument --set: date is given twice",
    "--set text=x": "argument --set: text is each row's own: say --map text=COLUMN",
    "--split text=;": "argument --split: text has one value; by, to, themes have several",
    "--values status=x": "argument --values: write KEY:FROM=TO, not status=x",
    "--values status:x=accepte": 'argument --values: "accepte" is no status; '
    'did you mean "accepted"?',
    "--values text:a=b": "argument --values: not of text, whose words stay; of by, to, themes, "
    "status, response, date, event, place, series",
    "--name X": "argument --name: not for a table, whose events --set and --group tell",
}


@pytest.mark.parametrize("arguments", USAGE)
def test_options_that_can_t_be_meant_are_refused(arguments: str, capsys: Capture) -> None:
    line = f"tiptui new: {USAGE[arguments]} (see tiptui new --help)"
    assert refused(f"new a --from t.csv {arguments}", capsys) == (2, line)


def test_what_is_only_asked_of_a_table_needs_one(capsys: Capture) -> None:
    for more in ("--map text=a", "--dry-run", "--set by=x"):
        status, line = refused(f"new a.yaml {more}", capsys)
        assert (status, "argument --from: name the TABLE" in line) == (2, True)


MAPS = " --map text=text --map by=from"
NO_DATE = '"13/14/2015" is no date: write 2014, 2014-04 or 2014-04-18'
WHICH = '"3/4/2015": is the day first, or the month? say --day-first or --month-first'
TWICE = 'line 1: 2 columns are called "from": rename all but one'
SUM = "1 row: 0 records, 0 recommendations, 1 left out (1 without text: line 2)"
UNCLEAR: list[tuple[str, str, int, str]] = [
    ("text,from,date/a,X,2014/b,X,13:14:2015", "", 3, f"line 3: {NO_DATE}"),
    ("text,from,date/a,X,2014/b,X,3:4:2015", "", 2, f"line 3: {WHICH}"),
    ("text,from,from,year/a,X,Y,2014", "", 2, TWICE),
    ("text,from,from,year/a,X,Y,2014", f"{MAPS} --map date=year", 2, TWICE),
    ("a,X,noted,2014/b,Y,noted,2014", "", 3, 'line 1: no header: "2014" is no name of a column'),
    (
        "text,from,year/a,X,2014/b,X,",
        "",
        2,
        "line 3: no date: say --set date=2014, for rows without one",
    ),
    ("text,from,year/,X,2014", "", 3, f"no recommendation: {SUM}"),
]


@pytest.mark.parametrize(("table", "more", "status", "line"), UNCLEAR)
def test_what_a_table_does_not_tell_is_one_line(
    table: str, more: str, status: int, line: str, capsys: Capture
) -> None:
    put([row.replace(":", "/").split(",") for row in table.split("/")])
    assert refused(f"new a --from t.csv{more}", capsys) == (status, f"t.csv: {line}")


def test_whether_day_or_month_comes_first_is_said(capsys: Capture) -> None:
    put([("text", "from", "date"), ("a", "X", "2014"), ("b", "X", "3/4/2015")])
    for option, end in (("--day-first", "2015-04-03"), ("--month-first", "2015-03-04")):
        make(capsys, option, "--set", "event=E", *MAPS.split(), "--map", "date=date")
        assert record_in("a/e.yaml").event.end_date == end


# ---- the folder ----


def test_the_folder_is_replaced_whole_and_only_what_was_written_so(capsys: Capture) -> None:
    make(capsys)
    line = "can't write the output: a: is there already; --force replaces it"
    assert refused("new a --from t.csv", capsys) == (4, line)
    put([*UPR[:2]])
    make(capsys)
    names = sorted(each.name for each in Path("a").iterdir() if each.name[0] != ".")
    assert names == ["iraq-2014.txt", "iraq-2014.yaml"]


@pytest.mark.parametrize("change", ["notes.md", "iraq-2014.yaml"])
def test_what_is_somebody_s_own_stops_the_run(change: str, capsys: Capture) -> None:
    make(capsys)
    with (Path("a") / change).open("a", encoding="utf-8") as file:
        file.write("# mine\n")
    why = f"{change} is not as tiptui new wrote it: move it, or name a new folder"
    line = f"can't write the output: a: {why}"
    assert refused("new a --from t.csv --force", capsys) == (4, line)


def test_an_empty_folder_is_filled_and_a_file_is_no_folder(capsys: Capture) -> None:
    Path("a").mkdir()
    make(capsys)
    assert refused("new t.csv --from t.csv --force", capsys)[0] == 4


DATES = {
    "2014": "2014", "2014.0": "2014", "2014-04-18 00:00:00": "2014-04-18", "46078": "2026-02-25",
    "18 April 2024": "2024-04-18", "April 18, 2024": "2024-04-18", "avril 2024": "2024-04",
    "18 de abril de 2024": "2024-04-18", "1er mars 2011": "2011-03-01", "Sept. 2012": "2012-09",
    "15 aout 2014": "2014-08-15",
    "2014/4/3": "2014-04-03", "ongoing": "", "jui 2012": "", "2014-13-01": "", "31 June 2014": "",
}  # fmt: skip


@pytest.mark.parametrize("words", DATES)
def test_dates_are_read_as_they_are_written(words: str) -> None:
    try:
        found = read_date(words, None)
    except NoDocument:
        found = ""
    assert found == DATES[words]


def test_the_page_says_what_is_printed(folder: Path, capsys: Capture) -> None:
    (folder / "examples").symlink_to(CHECKOUT / "examples")
    page = (CHECKOUT / "docs" / "tables.md").read_text("utf-8")
    [block] = re.findall(r"```console\n(.*?)```", page, re.DOTALL)
    for part in block.split("$ tiptui ")[1:]:
        command, _, wanted = part.partition("\n")
        status, out, err = outcome(shlex.split(command), capsys)
        assert (status, out + err) == (0, wanted)
