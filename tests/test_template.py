"""A record to fill in: valid as it stands, with every key explained, whatever its source says."""

import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.full import KEYS, KeyPath
from tests.marked import form
from tiptui.files.input import NoInput
from tiptui.record.load import load, parse
from tiptui.record.model import Record, Source
from tiptui.record.reader import read
from tiptui.report import template as module
from tiptui.report.template import template
from tiptui.text.visible import CONTROL, INVISIBLE

TEXT = """\
Round table: "safe" harbours, #1

The chair of the union said that the quays were dark, and asked for lamps to be put in place.

All of those who were there agreed to meet in the spring of the next year.
"""


@pytest.fixture(name="notes")
def _notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The text of a source, in the current folder."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "notes.txt"
    file.write_text(TEXT, "utf-8")
    return file


def made(text: str) -> Record:
    """Return the record of a template, in which nothing may be wrong but what is yet to be done."""
    loaded = parse(text.encode())
    assert {each.code for each in loaded.problems} <= {"no-evidence"}
    assert loaded.record
    return loaded.record


def source_of(text: str) -> Source:
    (source,) = made(text).sources
    return source


def test_it_is_valid_and_says_what_to_put_in() -> None:
    record = made(template(None))
    assert record.event.id == "dialogue"
    assert len(record.speakers) == len(record.speakers[0].statements) == 1
    assert not record.sources


def test_it_is_one_that_a_person_can_read(notes: Path) -> None:
    text = Path(module.__file__).with_name("template.yaml").read_text("utf-8")
    assert template(None) == text
    lines = text.splitlines()
    assert lines[0] == "# yaml-language-server: $schema=record.schema.json"
    assert "tiptui schema > record.schema.json" in "\n".join(lines[:6])


COMMENTED = re.compile(r"^( *)# ( *(?:- )?[a-z_]+:(?: \[\])?  # .*)$", re.MULTILINE)


@pytest.mark.parametrize("source", [None, "notes.txt"])
def test_every_key_is_there_and_explained_and_no_other(source: str | None, notes: Path) -> None:
    text = COMMENTED.sub(r"\1\2", template(None, source))
    paths = list[KeyPath]()

    def visit(tree: Any, path: KeyPath) -> None:
        for item in tree if isinstance(tree, list) else [tree]:
            for name, value in item.items() if isinstance(item, dict) else ():
                paths.append((*path, name))
                visit(value, (*path, name))

    visit(read(text)[0], ())
    # What evidence is, is said once.
    once = {path for path in KEYS if "evidence" in path[:-1]}
    assert set(KEYS) - once == set(paths) - once
    assert {path[-1] for path in once} == {path[-1] for path in paths if path in once}
    explained = re.findall(r"^ *(?:- )?([a-z_]+):.*?  # (.*)$", text, re.MULTILINE)
    for path, (name, remark) in zip(paths, explained, strict=True):
        assert name == path[-1]
        assert remark.startswith("required") == KEYS[path].required, path
        assert set(KEYS[path].choices) <= set(re.findall(r"\w+", remark)), path


def test_keys_that_are_uncommented_and_left_empty_are_missed_and_nothing_else() -> None:
    text = COMMENTED.sub(r"\1\2", template(None))
    assert {each.code for each in parse(text.encode()).problems if not each.warning} == {
        "missing-key"
    }
    assert form(text) == []


# ---- what is known already ----


def test_id_and_name_are_taken() -> None:
    event = made(template("a.yaml", id="x-1", name="No: a # name")).event
    assert (event.id, event.name) == ("x-1", "No: a # name")


@pytest.mark.parametrize(
    ("file", "id"),
    [
        ("minutes/2024 Łódź – Dialogue.yaml", "2024-lodz-dialogue"),
        ("ہے.yaml", "dialogue"),
        ("-.yaml", "dialogue"),
        ("Cafe\u0301_2024–04-18.yaml", "cafe-2024-04-18"),
        ("-", "dialogue"),
        ("x" * 80 + ".yaml", "x" * 64),
        ("a" * 63 + " b.yaml", "a" * 63),
        ("null.yaml", "null"),
        ("speaker-1.yaml", "speaker-1"),
    ],
)
def test_the_id_is_made_of_the_name_of_the_file(file: str, id: str) -> None:
    assert made(template(file)).event.id == id


@pytest.mark.parametrize("id", ["speaker-1", "notes", "0", "no", "1e3", "a" * 64])
def test_no_two_ids_are_the_same(id: str, notes: Path) -> None:
    assert made(template(None, "notes.txt", id=id)).event.id == id


@pytest.mark.parametrize("name", ["", " ", "\x1b]0;x\x07", "a\nb", "\udcff", "\ufffe", "'\"\\"])
def test_a_name_of_any_characters_is_made_visible(name: str) -> None:
    assert made(template(None, name=name)).event.name


# ---- what the source tells ----


def test_the_source_is_told_by_its_text(notes: Path) -> None:
    text = template("record.yaml", "notes.txt")
    source = source_of(text)
    assert source.id == "notes"
    assert source.title == 'Round table: "safe" harbours, #1'
    assert source.language == ""
    assert source.file == "notes.txt"
    assert len(source.outline) == 3
    assert "the text has 3 paragraphs" in text
    assert "  # The chair of the union said that the quays" in text


@pytest.mark.parametrize(
    ("file", "source", "told"),
    [
        ("a.yaml", "notes.txt", "notes.txt"),
        ("sub/a.yaml", "notes.txt", "../notes.txt"),
        ("a.yaml", "sub/notes.txt", "sub/notes.txt"),
        ("sub/a.yaml", "sub/notes.txt", "notes.txt"),
        ("link/a.yaml", "notes.txt", "../../notes.txt"),
        (None, "sub/notes.txt", "sub/notes.txt"),
    ],
)
def test_its_file_is_named_as_seen_from_the_record(
    file: str | None, source: str, told: str, notes: Path, tmp_path: Path
) -> None:
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "sub" / "deep")
    (tmp_path / "sub" / "notes.txt").write_text(TEXT, "utf-8")
    text = template(file, source)
    assert source_of(text).file == told
    assert (tmp_path / (file or "a")).parent.joinpath(told).is_file()


@pytest.mark.parametrize("name", ["a\x1bb.txt", "a\nb.txt", "\udcff.txt", " a", "a\u202eb"])
def test_a_file_whose_name_no_record_can_hold_is_not_named(name: str, notes: Path) -> None:
    notes.rename(notes.parent / name)
    assert source_of(template(None, name)).file == ""


@pytest.mark.parametrize(
    ("text", "title", "lines"),
    [("", "Title of the source", 0), ("\n \n", "Title of the source", 0), ("\ufeffA\nB\n", "A", 2)],
)
def test_a_text_of_few_words_tells_what_it_can(
    text: str, title: str, lines: int, notes: Path
) -> None:
    notes.write_text(text, "utf-8")
    source = source_of(template(None, "notes.txt"))
    assert (source.title, len(source.outline), source.language) == (title, lines, "")


HOSTILE = st.text(
    st.sampled_from(
        "a #:\"'\\-%&*!|>{}[]@`,?\n\r\t\x00\x1b\x07\x7f\x85\x9b\u2028\u2029\u202e\u200b"
    )
    | st.sampled_from("\ufeff\ufffe\U000e0041\U0001f600é")
    | st.characters(codec="utf-8"),
    max_size=400,
)


@settings(deadline=None)
@given(HOSTILE)
def test_a_hostile_text_gets_nothing_into_the_record(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder, "notes.txt")
        notes.write_bytes(text.encode())
        record = Path(folder, "a.yaml")
        written = template(str(record), str(notes))
        assert not CONTROL.search(written)
        assert not INVISIBLE.search(written)
        record.write_text(written, "utf-8")
        made(written)
        assert not [each for each in load(str(record)).problems if not each.warning]
        # An independent reader sees the same keys.
        tree, _ = read(written)
        assert isinstance(tree, dict)
        assert list(yaml.safe_load(written)) == list(tree)


@pytest.mark.parametrize("data", [None, b"caf\xe9"])
def test_a_source_that_can_not_be_read_is_no_input(data: bytes | None, notes: Path) -> None:
    notes.unlink()
    if data is not None:
        notes.write_bytes(data)
    with pytest.raises(NoInput):
        template(None, "notes.txt")
