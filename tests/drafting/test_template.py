"""A record to fill in: valid as it stands, with every key explained, whatever its source says."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.kit.full import KEYS, KeyPath
from tests.kit.other_readers import read_by_others
from tiptui.drafting import draft as module
from tiptui.drafting.draft import Wanted, draft, template
from tiptui.drafting.source_document import read_source_document
from tiptui.record.load import parse
from tiptui.record.model import Record, RecordedSource
from tiptui.record.reader import read
from tiptui.text.visible import visible

TEXT = """\
Round table: "safe" harbours, #1

The chair of the union said that the quays were dark, and asked for lamps to be put in place.

All of those who were there agreed to meet in the spring of the next year.
"""


@pytest.fixture(name="notes")
def _notes(here: Path) -> Path:
    """The text of a source, in the current folder."""
    file = here / "notes.txt"
    file.write_text(TEXT, "utf-8")
    return file


def drafted(file: str | None, source: str, id: str = "") -> str:
    return draft(file, read_source_document(source, file), Wanted(id))[0]


def record_of(text: str) -> Record:
    """Return the record of a template, in which nothing may be wrong but what is yet to be done."""
    loaded = parse(text.encode())
    assert {each.code for each in loaded.problems} <= {"no-evidence", "placeholder"}
    assert loaded.record
    return loaded.record


def source_of(text: str) -> RecordedSource:
    (source,) = record_of(text).sources
    return source


def test_it_is_a_record_that_a_person_can_read_and_says_what_to_put_in() -> None:
    text = Path(module.__file__).with_name("template.yaml").read_text("utf-8")
    assert template(None) == text
    assert record_of(text).speakers == ()
    lines = text.splitlines()
    assert lines[0] == "# yaml-language-server: $schema=record.schema.json"
    assert "tiptui schema > record.schema.json" in "\n".join(lines[:6])


COMMENTED = re.compile(r"^( *)# ( *(?:- )?[a-z_]+:(?: \[\])?  # .*)$", re.MULTILINE)


def test_every_key_is_there_and_explained_and_no_other() -> None:
    text = COMMENTED.sub(r"\1\2", template(None))
    paths = list[KeyPath]()

    def visit(tree: Any, path: KeyPath) -> None:
        for item in tree if isinstance(tree, list) else [tree]:
            for name, value in item.items() if isinstance(item, dict) else ():
                paths.append((*path, name))
                visit(value, (*path, name))

    tree, problems = read(text)
    assert not problems
    visit(tree, ())
    # What evidence is, is said once.
    once = {path for path in KEYS if "evidence" in path[:-1]}
    assert set(KEYS) - once == set(paths) - once
    assert {path[-1] for path in once} == {path[-1] for path in paths if path in once}
    explained = re.findall(r"^ *(?:- )?([a-z_]+):.*?  # (.*)$", text, re.MULTILINE)
    for path, (name, remark) in zip(paths, explained, strict=True):
        assert name == path[-1]
        words = "required; " * KEYS[path].required + KEYS[path].description
        assert remark.startswith(words), path
        assert set(KEYS[path].choices) <= set(re.findall(r"[\w-]+", remark)), path


@pytest.mark.parametrize("id", ["speaker-1", "text", "no", "1e3", "2024-99-99", "a" * 64])
def test_an_id_is_taken_and_no_other_is_the_same(id: str, notes: Path) -> None:
    written = drafted("a.yaml", notes.name, id)
    record_of(written)
    assert [each["event"]["id"] for each in read_by_others(written.encode(), "safe")] == [id] * 3


@pytest.mark.parametrize(
    "name", [" ", "\x1b]0;x\x07", "a\nb", "\udcff", "\ufffe", "'\"\\", "No: a # b", "id: dialogue"]
)
def test_a_name_of_any_characters_is_made_visible(name: str) -> None:
    shown = visible(name).strip() or "What the dialogue was called"
    assert record_of(template(None, name=name)).event.name == shown


@pytest.mark.parametrize(
    ("file", "source", "told"),
    [
        ("sub/a.yaml", "notes.txt", "../notes.txt"),
        ("a.yaml", "sub/notes.txt", "sub/notes.txt"),
        ("link/a.yaml", "notes.txt", "../../notes.txt"),
        (None, "sub/notes.txt", "sub/notes.txt"),
        # A name that no record can hold is not said.
        *((None, name, "") for name in ("a\x1bb.txt", "a\nb.txt", "\udcff.txt", " a", "a\u202eb")),
    ],
)
def test_its_file_is_named_as_seen_from_the_record(
    file: str | None, source: str, told: str, notes: Path, tmp_path: Path
) -> None:
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "sub" / "deep")
    Path(source).write_text(TEXT, "utf-8")
    assert source_of(drafted(file, source)).file == told
    assert not told or (tmp_path / (file or "a")).parent.joinpath(told).is_file()
