"""`tiptui new` and `tiptui schema`: what they print and write, and when they refuse to."""

import json
import shlex
from pathlib import Path

import pytest

from tests.kit.commands import Capture, outcome, process, reads, shell
from tests.kit.documents import read_here
from tests.kit.records import record as record_of
from tiptui.cli.main import run
from tiptui.record.load import parse
from tiptui.record.model import Record
from tiptui.record.schema import as_text

TEXT = "Minutes\n\nThe chair said that the quays were dark, and asked for the lamps of the port.\n"


@pytest.fixture(name="folder", autouse=True)
def _folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with the text of a source in it."""
    monkeypatch.setattr("tiptui.documents.convert.ask_process", read_here)
    (here / "notes.txt").write_text(TEXT, "utf-8")
    return here


def test_schema_prints_the_schema(capsys: Capture) -> None:
    assert outcome(["schema"], capsys) == (0, as_text(), "")
    assert json.loads(as_text())["title"] == "tiptui record, version 1"


FILL_IN = "tiptui check {} lists what is to fill in; "


def wrote(record: str, text: str = "") -> str:
    """Return what is said of a record that is written, and of the text beside it."""
    return f"tiptui: wrote {record}{text}; {FILL_IN.format(record)}tiptui {record} opens it\n"


@pytest.mark.parametrize("more", [[], ["--from", "notes.txt"], ["--id", "x", "--name", "A: b"]])
def test_a_new_record_is_printed_or_written_and_passes_the_check_as_it_is(
    more: list[str], folder: Path, capsys: Capture
) -> None:
    status, printed, err = outcome(["new", *more], capsys)
    assert outcome(["new", "-", *more], capsys) == (status, printed, err) == (0, printed, "")
    assert parse(printed.encode()).record
    assert [each.name for each in folder.iterdir()] == ["notes.txt"]
    assert outcome(["new", "-o", "a.yaml", *more], capsys) == (0, "", wrote("a.yaml"))
    status, _, remark = outcome(["check", "a.yaml"], capsys)
    assert (status, "error" in remark) == (0, False)
    assert sorted(each.name for each in folder.iterdir()) == ["a.yaml", "notes.txt"]


def test_the_source_can_come_from_standard_input_and_hold_other_letters_than_the_output() -> None:
    text = "Émile – 🙂 ہے\n"
    done = process("new", "--from", "-", stdin=text.encode(), PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    record = record_of(done.stdout.decode())
    assert (record.sources[0].title, record.sources[0].file) == (text.strip(), "")


def test_the_text_that_it_is_made_from_is_never_replaced(folder: Path, capsys: Capture) -> None:
    (folder / "link").symlink_to("notes.txt")
    (folder / "hard").hardlink_to("notes.txt")
    line = "tiptui new: argument --force: it would replace the text that --from names (see"
    for names in ("notes.txt notes.txt", "notes.txt link", "link notes.txt", "hard notes.txt"):
        status, _, err = outcome(["new", "--force", "--from", *names.split()], capsys)
        assert (status, err[: len(line)]) == (2, line)
    done = shell("$tiptui new --force --from - notes.txt < notes.txt", folder)
    assert (done.returncode, done.stderr[: len(line)]) == (2, line.encode())
    assert (folder / "notes.txt").read_text("utf-8") == TEXT


# ---- documents and transcripts ----

CALL = """\
WEBVTT

00:00:01.000 --> 00:00:02.000
<v Ada Byron>The quays are dark, and we must light them.

00:00:03.000 --> 00:00:04.500
<v 唐鳳>Yes.
"""


def record_in(file: str) -> Record:
    return record_of(Path(file).read_text("utf-8"))


def test_of_a_document_the_text_is_written_beside_the_record(folder: Path, capsys: Capture) -> None:
    (folder / "call.vtt").write_text(CALL, "utf-8")
    line = ["new", "--turns", "--from", "call.vtt", "table.yaml"]
    said = wrote("table.yaml", " and table.txt")
    assert outcome(line, capsys) == (0, "", said)
    # Where name and date are told, nothing waits.
    told = outcome([*line, "--force", "--name", "A call", "--date", "2024-04-18"], capsys)
    assert told[2] == said.replace(FILL_IN.format("table.yaml"), "")
    text = (folder / "table.txt").read_text("utf-8")
    assert text == "Ada Byron: The quays are dark, and we must light them.\n\n唐鳳: Yes.\n"
    record = record_in("table.yaml")
    (source,) = record.sources
    told_of = (source.file, source.note, source.type)
    assert told_of == ("table.txt", "The text of call.vtt", "transcript")
    assert [
        (each.id, each.name, each.statements[0].evidence[0].time) for each in record.speakers
    ] == [("ada-byron", "Ada Byron", "00:00:01"), ("speaker-2", "唐鳳", "00:00:03")]
    assert "2 quotes: 2 verbatim" in outcome(["check", "table.yaml"], capsys)[2]


@pytest.mark.parametrize(
    ("heads", "remark"),
    [
        ("bob.eth", "1 turn is nobody's, for it can't be told who \"bob.eth:\" is"),
        ("bo_b/Lamps/bo_b", '3 turns are nobody\'s, for it can\'t be told who "bo_b:" "Lamps:" is'),
    ],
)
def test_nobodys_turns_are_counted(heads: str, remark: str, folder: Path, capsys: Capture) -> None:
    unknown = "".join(f"{head}: E.\n\n" for head in heads.split("/"))
    text = f"Ada Byron: A.\n\nMax Planck: B.\n\n{unknown}Ada Byron: C.\n\nMax Planck: D."
    (folder / "talk.txt").write_text(text, "utf-8")
    said = f"tiptui: talk.txt: {remark}: add by hand what is said there\n{wrote('talk.yaml')}"
    assert outcome(["new", "--from", "talk.txt", "talk.yaml"], capsys) == (0, "", said)
    assert [each.name for each in record_in("talk.yaml").speakers] == ["Ada Byron", "Max Planck"]


def test_of_a_document_on_standard_input_no_name_is_said(folder: Path) -> None:
    done = process("new", "--from", "-", "table.yaml", stdin=CALL.encode(), cwd=folder)
    assert (done.returncode, done.stderr) == (0, wrote("table.yaml", " and table.txt").encode())
    (source,) = record_in("table.yaml").sources
    assert (source.file, source.note) == ("table.txt", "")


@pytest.mark.parametrize(
    ("source", "there"),
    [("call.vtt", "table.txt"), ("call.vtt", "table.yaml"), ("notes.txt", "table.yaml")],
)
def test_only_force_replaces_files(source: str, there: str, folder: Path, capsys: Capture) -> None:
    (folder / "call.vtt").write_text(CALL, "utf-8")
    (folder / there).write_text("mine")
    before = {each.name for each in folder.iterdir()}
    line = f"tiptui: can't write the output: {there}: is there already; --force replaces it\n"
    assert outcome(["new", "--from", source, "table.yaml"], capsys) == (4, "", line)
    assert {each.name for each in folder.iterdir()} == before
    assert (folder / there).read_text() == "mine"
    assert run(["new", "--from", source, "table.yaml", "--force"]) == 0
    assert (folder / there).read_text() != "mine"


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("--from missing", 3, "tiptui: missing: no such file or directory\n"),
        ("a.yaml --from .", 3, "tiptui: .: is a folder\n"),
        ("'a\n\x1b[2J/b'", 4, "tiptui: can't write the output: a ␛[2J/b: no such file***\n"),
        ("--id 'A b'", 2, '***argument --id: "A b" is no id: use only small letters a-z, ***'),
        ("--id ''", 2, '***argument --id: "" is no id: use only small letters a-z, ***'),
        ("--date '5 May'", 2, '***--date: "5 May" is no date: write it as 2024-04-18, ***'),
        ("a b", 2, "tiptui new: unrecognized arguments: b***"),
        ("--source x", 2, 'tiptui new: no option is called "--source" (see***'),
        ("a.yaml -o b.yaml", 2, "***argument -o: FILE is named twice***"),
        # What can't stand beside each other.
        ("--from call.vtt table.txt", 2, "***FILE: the text of call.vtt is to be written there***"),
        ("--from call.vtt", 2, "***--from: a document's text is written beside***name a FILE***"),
        ("--from call.vtt call.vtt --force", 2, "***replace the text that --from names***"),
    ],
)
def test_what_can_not_be_done_is_one_line_and_nothing_is_written(
    line: str, status: int, said: str, folder: Path, capsys: Capture
) -> None:
    (folder / "call.vtt").write_text(CALL, "utf-8")
    ended, out, err = outcome(["new", *shlex.split(line)], capsys)
    assert (ended, out, reads(err, said)) == (status, "", True), err
    assert {each.name for each in folder.iterdir()} == {"notes.txt", "call.vtt"}


# ---- encodings ----


def test_text_in_another_encoding_is_written_as_utf_8(folder: Path, capsys: Capture) -> None:
    (folder / "talk.txt").write_bytes("Réunion sur les quais\n\nIl faut agir.".encode("cp1252"))
    why = "not UTF-8 (byte 0xE9 on line 1); it may be mac_roman or cp1252: say --encoding"
    line = ["new", "--from", "talk.txt", "a.yaml"]
    assert outcome(line, capsys) == (3, "", f"tiptui: talk.txt: {why}\n")
    assert run([*line, "--encoding", "cp1252"]) == 0
    record = record_in("a.yaml")
    assert (record.event.name, record.sources[0].file) == ("Réunion sur les quais", "a.txt")
    assert (folder / "a.txt").read_text("utf-8").startswith("Réunion")
    assert run(["check", "--ignore", "placeholder", "a.yaml"]) == 0


ENCODINGS = [*("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "UTF-32", "utf-7")]


@pytest.mark.parametrize("marked", [False, True])
@pytest.mark.parametrize("encoding", [*ENCODINGS, "mac_roman"])
def test_any_encoding_that_python_knows_can_be_said(
    encoding: str, marked: bool, folder: Path, capsys: Capture
) -> None:
    if marked and encoding not in ("utf-8", "utf-16-le", "utf-16-be"):
        pytest.skip("it has a mark, or none")
    for name, text in (
        ("talk.txt", "Réunion sur les quais\n\nIl faut agir."),
        ("talk.md", "# Réunion sur les quais\n\nIl *faut* agir."),
        ("asked.csv", '"text","to"\r\n"Il faut agir.","Côte d\'Ivoire"\r\n'),
    ):
        (folder / name).write_bytes(("\ufeff" * marked + text).encode(encoding))
    said = ["--encoding", encoding]
    text = "Réunion sur les quais\n\nIl faut agir.\n"
    for name in ("talk.txt", "talk.md"):
        assert outcome(["text", *said, name], capsys) == (0, text, "")
    assert run(["new", *said, "--from", "talk.md", "a.yaml"]) == 0
    assert record_in("a.yaml").event.name == "Réunion sur les quais"
    made = ["--set", "by=Mali", "--set", "date=2014"]
    assert run(["new", *said, "--from", "asked.csv", *made, "asked"]) == 0
    (file,) = (folder / "asked").glob("*.yaml")
    (asked,) = record_in(str(file)).recommendations
    assert asked.text == "Il faut agir."


@pytest.mark.parametrize("encoding", [*ENCODINGS, "punycode", "idna", "unicode_escape"])
def test_bytes_of_another_encoding_are_one_line(
    encoding: str, folder: Path, capsys: Capture
) -> None:
    for name in ("talk.txt", "asked.csv"):
        (folder / name).write_bytes(b'"text","to"\r\n"\\x\xff","\xfe"\r\n\x00')
    line = "***: not ***; it may be mac_roman or cp1252: say --encoding\n"
    for arguments in ("text talk.txt", "new --from talk.txt a.yaml", "new --from asked.csv asked"):
        ended, out, err = outcome([*arguments.split(), "--encoding", encoding], capsys)
        assert (ended, out, reads(err, line), err.count("\n")) == (3, "", True, 1)
    # In UTF-16 each letter has bytes of its own, and a line break has too.
    (folder / "talk.txt").write_bytes("a\r\nb".encode("utf-16") + b"\x00")
    where = "tiptui: talk.txt: not utf-16 (byte 0x00 on line 2); ***\n"
    assert reads(outcome(["text", "talk.txt"], capsys)[2], where)


def test_utf_16_is_read_and_markdown_stays_plain_text(folder: Path, capsys: Capture) -> None:
    text = "Talk about quays\n\n**Ada Byron:** A.\n\nMax Planck: B.\n\n**Ada Byron:** C."
    for name, words, kept in (
        ("talk.txt", text, "talk.txt"),
        ("talk.md", f"# {text}", "talk.md"),
        ("call.vtt", CALL, "call.vtt.txt"),
    ):
        (folder / name).write_bytes(words.encode("utf-16"))
        record = f"{name}.yaml"
        assert run(["new", "--turns", "--from", name, record]) == 0
        found = record_in(record)
        assert (found.speakers[0].name, found.sources[0].file) == ("Ada Byron", kept)
        assert run(["check", "-q", "--ignore", "placeholder", record]) == 0
    (folder / "none.md").write_text("---\nlayout: post\n---\n")
    status, _, err = outcome(["new", "--from", "none.md"], capsys)
    assert (status, err.splitlines()[-1]) == (3, "tiptui: none.md: there is no text in it")


def test_an_encoding_is_of_text_and_has_a_name(folder: Path, capsys: Capture) -> None:
    (folder / "a.pdf").write_bytes(b"%PDF-1.4")
    line = "tiptui: a.pdf: --encoding is for text, and this is none\n"
    assert outcome(["text", "--encoding", "cp1252", "a.pdf"], capsys) == (3, "", line)
    status, _, err = outcome(["text", "--encoding", "rot13", "notes.txt"], capsys)
    assert (status, 'no encoding is called "rot13"' in err) == (2, True)
