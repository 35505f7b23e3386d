"""`tiptui new` and `tiptui schema`: what they print and write, and when they refuse to."""

import json
from pathlib import Path

import pytest

from tests.kit.checkout import document
from tests.kit.commands import Capture, outcome, process, reads, shell
from tests.kit.records import record as record_of
from tiptui.cli.main import run
from tiptui.record.model import Record
from tiptui.record.schema import as_text

TEXT = "Minutes\n\nThe chair said that the quays were dark, and asked for the lamps of the port.\n"


pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.fixture(name="folder", autouse=True)
def _folder(here: Path) -> Path:
    """The current folder, with the text of a source in it."""
    (here / "notes.txt").write_text(TEXT, "utf-8")
    return here


def test_schema_prints_the_schema(capsys: Capture) -> None:
    assert outcome(["schema"], capsys) == (0, as_text(), "")
    assert json.loads(as_text())["title"] == "tiptui record, version 1"


@pytest.mark.parametrize("more", [[], ["--from", "notes.txt"], ["--id", "x", "--name", "A: b"]])
def test_a_new_record_is_printed_or_written_and_passes_the_check_as_it_is(
    more: list[str], folder: Path, capsys: Capture
) -> None:
    printed = outcome(["new", *more], capsys)
    assert outcome(["new", "-", *more], capsys) == printed
    found = (
        "tiptui: notes.txt: no speaker: no line begins with a name; " if "--from" in more else ""
    )
    assert (printed[0], printed[2].startswith(found), bool(found)) == (0, True, bool(printed[2]))
    assert [each.name for each in folder.iterdir()] == ["notes.txt"]
    assert outcome(["new", "-o", "a.yaml", *more], capsys)[:2] == (0, "")
    status, _, remark = outcome(["check", "a.yaml"], capsys)
    assert (status, "error" in remark) == (0, False)


def test_the_source_can_come_from_standard_input_and_hold_other_letters_than_the_output() -> None:
    text = "Émile – 🙂 ہے\n"
    done = process("new", "--from", "-", stdin=text.encode(), PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr[:22]) == (0, b"tiptui: -: no speaker:")
    record = record_of(done.stdout.decode())
    assert (record.sources[0].title, record.sources[0].file) == (text.strip(), "")


TALK = ["We light the lamps.", "The quays stay dark.", "So it is.", "No."]


@pytest.mark.parametrize("labels", [("Speaker 0", "Speaker 1"), ("SPEAKER_00", "Unknown")])
@pytest.mark.parametrize("name", ["talk.txt", "talk.json"])
def test_a_label_is_nobodys_in_every_kind_of_document_until_it_is_named(
    name: str, labels: tuple[str, str], folder: Path, capsys: Capture
) -> None:
    said = [{"speaker": labels[n % 2], "text": text} for n, text in enumerate(TALK)]
    lines = "\n\n".join(f"{of['speaker']}: {of['text']}" for of in said)
    (folder / name).write_text(lines if name == "talk.txt" else json.dumps(said), "utf-8")
    new = ["new", "r.yaml", "--force", "--turns", "--from", name, "--name=A", "--date=2024"]
    remark = outcome(new, capsys)[2]
    assert ("no speaker: 4 lines" in remark, "say --speaker" in remark) == (True, True)
    new.append(f"--speaker={labels[0]}=Ann Lee")
    assert "1 speaker, 2 turns, 2 turns of nobody known" in outcome(new, capsys)[2]
    assert "2 speakers, 4 turns;" in outcome([*new, f"--speaker={labels[1]}=Bo"], capsys)[2]
    # Plain text keeps its labels; the check knows whose they are.
    record = (folder / "r.yaml").read_text("utf-8")
    other = record.replace('1, exact: "We light the lamps', '2, exact: "The quays stay dark')
    (folder / "other.yaml").write_text(other, "utf-8")
    assert outcome(["check", "r.yaml"], capsys)[0] == 0
    assert '"Bo", not of "Ann Lee"' in outcome(["check", "other.yaml"], capsys)[2]


def test_two_labels_may_be_of_one_person_who_has_a_name_too(folder: Path, capsys: Capture) -> None:
    heads = ["Speaker 0", "Ann Lee (Chair)", "Speaker 1", "Client", "Ann Lee", "Client"]
    lines = "\n\n".join(f"{head}: Lamp {number}." for number, head in enumerate(heads))
    (folder / "talk.txt").write_text(lines, "utf-8")
    named = [f"--speaker={label}=Ann Lee" for label in heads[:4:2]]
    new = ["new", "r.yaml", "--from", "talk.txt", "--turns", *named, "--speaker=Client=Bo"]
    assert "2 speakers, 6 turns;" in outcome(new, capsys)[2]
    ann, bo = record_of((folder / "r.yaml").read_text("utf-8")).speakers
    assert (ann.name, ann.role, ann.other_names) == ("Ann Lee", "Chair", ("Speaker 0", "Speaker 1"))
    assert (bo.name, bo.other_names, len(bo.statements)) == ("Bo", ("Client",), 2)


@pytest.mark.parametrize("label", ["Ann", "=Ann", "S1= "])
def test_a_label_without_a_name_is_refused(label: str, capsys: Capture) -> None:
    status, _, err = outcome(["new", "--from", "notes.txt", "--speaker", label], capsys)
    assert (status, "write LABEL=NAME, not" in err) == (2, True)


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


CALL = document("tests/records/call.vtt")


def record_in(file: str) -> Record:
    return record_of(Path(file).read_text("utf-8"))


ENCODINGS = [*("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "UTF-32", "utf-7")]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        *((each, "") for each in (*ENCODINGS, "mac_roman")),
        *((each, "\ufeff") for each in ("utf-8", "utf-16-le", "utf-16-be")),
    ],
)
def test_any_encoding_that_python_knows_can_be_said(
    encoding: str, mark: str, folder: Path, capsys: Capture
) -> None:
    text = "Réunion sur les quais\n\nIl faut agir.\n"
    table = '"text","to"\r\n"Il faut agir.","Côte d\'Ivoire"\r\n'
    for name, words in (("talk.txt", text), ("talk.md", f"# {text}"), ("asked.csv", table)):
        (folder / name).write_bytes(f"{mark}{words}".encode(encoding))
    said = ["--encoding", encoding]
    for name in ("talk.txt", "talk.md"):
        assert outcome(["text", *said, name], capsys) == (0, text, "")
    assert run(["new", *said, "--from", "talk.txt", "a.yaml"]) == 0
    assert record_in("a.yaml").event.name == "Réunion sur les quais"
    made = ["--set", "by=Mali", "--set", "date=2014"]
    assert run(["new", *said, "--from", "asked.csv", *made, "asked"]) == 0
    (file,) = (folder / "asked").glob("*.yaml")
    assert record_in(str(file)).recommendations[0].text == "Il faut agir."


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


def test_utf_16_is_read_and_markdown_stays_plain_text(folder: Path) -> None:
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
