"""What the reader marked: on the screen, in queries, and from one time to the next."""

import fcntl
import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.browsing import browsing
from tests.kit.commands import Capture, outcome
from tests.kit.drawn import Reader, reading
from tests.kit.records import MANY, WITH_IDS, collected, lahore, record
from tiptui import api
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.files import saving
from tiptui.files.bookmarks import (
    LARGEST,
    NO_BOOKMARKS,
    Bookmarks,
    change_bookmarks,
    merge,
    read_bookmarks,
    real_path,
)
from tiptui.files.output import NoOutput
from tiptui.files.own import own_folder
from tiptui.search.index import Index, findings
from tiptui.search.query import parse

SALTMOUTH = "saltmouth-2025-11-19"


def kept() -> set[str]:
    """Return the refs that are kept, whatever their record."""
    return {ref for refs in read_bookmarks()[0].values() for ref in refs}


async def look_for(reader: Reader, query: str) -> None:
    await reader.press("/", "ctrl+u", *query, "enter")


async def test_marks_are_shown_counted_and_there_again(series: Path, capsys: Capture) -> None:
    async with browsing(series) as reader:
        await reader.press("m")
        assert reader.status == "speaker marked · is:marked finds all · - unmarks all"
        # A sign of its own beside the cursor, in the first line of the row only.
        assert [line[:3] for line in reader.pane("speakers")[:2]] == ["❯✱M", "   "]
        assert reader.title("speakers") == "Speakers · 14 · 1 marked"
        await reader.press("3", "m", "j", "m", "3", "m")
        assert reader.title("statements") == "Recs 16 ✱2 │ Stmts 31 ✱1 │ Points 7"
        assert reader.pane("detail")[0][:2] == " ✱"
        await reader.press("m", "1", "m")
        assert reader.title("statements") == "Recs 16 ✱2 │ Stmts 31 │ Points 7"
        assert reader.status == "only speakers and claims can be marked"
    assert (own_folder("state") / "marks.json").stat().st_mode & 0o777 == 0o600
    refs = [f"{SALTMOUTH}#{each}" for each in ("mina-okoye", "r1", "r2")]
    record = real_path(str(series / "2025-11-saltmouth.yaml"))
    assert read_bookmarks() == ({record: set(refs)}, "")

    async with browsing(series) as reader:
        await look_for(reader, "is:marked")
        assert reader.title("recommendations").startswith("Recs 2/16 ✱2 │ Stmts 0/31")
        # Whoever made a claim that is marked is there too.
        signs = [line[1:5] for line in reader.pane("speakers")[:5:2]]
        assert signs == ["✱Min", " Tom", " Pie"]
        # What is no longer marked leaves the list at once; the cursor stays beside it.
        await reader.press("3", "m")
        assert reader.title("recommendations").startswith("Recs 1/16 ✱1")
        assert reader.status == "recommendation no longer marked"
        assert reader.cursor("recommendations").startswith("Pay one half")
    # The file may have been another event's record before, or had more.
    change_bookmarks({record: {*refs, "before#r3", f"{SALTMOUTH}#gone"}}, NO_BOOKMARKS)
    status, out, err = outcome(["find", "is:marked", "--json", "--in", str(series)], capsys)
    assert (status, err) == (0, f"tiptui: 3 of 68 speakers and claims in {series}\n")
    assert [each["id"] for each in json.loads(out)] == ["mina-okoye", *refs[1:]]
    assert [each.ref for each in api.open(series).find("is:marked")] == refs
    # To be no longer marked is asked of a speaker alone, as to be marked is.
    others = [each.ref for each in api.open(series).find("-is:marked")]
    assert f"{SALTMOUTH}#tomas-leer" in others
    assert not {*others} & {*refs}
    out = outcome(["count", "--by", "is", "is:m", "--csv", "--in", str(series)], capsys)[1]
    assert out.splitlines()[:2] == ["is,name,count", "marked,marked,2"]


def test_a_mark_is_on_what_has_its_id_and_on_nothing_that_is_counted_otherwise() -> None:
    opened = Collection([Dialogue(record(WITH_IDS), file="r.yaml")])
    # What stands second has an id: its position is no name of it.
    refs = {f"e#{each}" for each in ("ann-1", "ann/2", "ann/3", "aim", "point/1", "point/2")}
    index = Index(opened).with_bookmarks({real_path("r.yaml"): refs})
    found = [each.id for each in findings(index, parse("is:marked"))]
    assert found == ["aim", "point/2", "ann-1", "ann/3"]
    for query in ("ann-1", "e#ann-1", "id:ann-1", "id:e#ann-1,ann/2"):
        assert [each.id for each in findings(index, parse(query))] == ["ann-1"], query
    assert not findings(index, parse("ann/2"))


async def test_two_browsers_lose_none_of_each_others_marks(series: Path) -> None:
    async with browsing(series) as one, browsing(series) as other:
        await one.press("m", "j", "m")
        await other.press("j", "j", "m", "m", "m")
        assert other.title("speakers") == "Speakers · 14 · 3 marked"
        await one.press("m")
        assert one.title("speakers") == "Speakers · 14 · 2 marked"
    assert kept() == {f"{SALTMOUTH}#{each}" for each in ("mina-okoye", "noor-hallam")}


async def test_all_that_is_listed_is_marked_and_many_only_when_asked(series: Path) -> None:
    async with browsing(series) as reader:
        await look_for(reader, "safety")
        await reader.press("3", "M")
        total = int(reader.status.split()[0])
        assert reader.status == f"{total} marked · is:marked finds all · - unmarks all"
        assert f"c correct {total}" in reader.text
        await reader.press("M")
        assert reader.status == f"{total} no longer marked"
        assert kept() == set()
        # One key takes off marks in every list, those of earlier days too.
        await reader.press("m", "escape", "2", "m", "G", "minus")
        assert reader.status == "2 no longer marked"
        assert kept() == set()
        await reader.press("minus")
        assert reader.status == "nothing is marked"
        # Of the words of a source, the claims that cite them; of a record's event its points.
        await reader.press("2", "e", "M")
        assert len(kept()) == 1
        await reader.press("s", "x", "M")
        assert reader.status == "only speakers and claims can be marked"
    async with reading(lahore()) as reader:
        await reader.press("1", "G", "k", "M")
        count = len(lahore().dialogues[0].points)
        assert (
            reader.status == f"{count} marked until you quit · is:marked finds all · - unmarks all"
        )
    opened = collected(MANY.replace("recommendations:\n", "recommendations:\n" + MORE))
    async with reading(opened) as reader:
        await reader.press("3", "M")
        assert "Mark 1" in reader.menu[0]
        await reader.press("escape")
        assert "marked" not in reader.title("recommendations")
        await reader.press("M", "enter")
        assert "marked" in reader.title("recommendations")
        # Standard input has no name by which marks could be kept.
        assert " marked until you quit · is:marked finds all" in reader.status
        await reader.press("minus")
        assert "Unmark 1" in reader.menu[0]
    assert kept() == {each for each in kept() if "#s" not in each}


MORE = "".join(f"  - {{id: m{n}, text: More {n}, by: [s1]}}\n" for n in range(100))


async def test_what_is_read_again_keeps_its_marks(series: Path) -> None:
    newest = series / "2025-11-saltmouth.yaml"
    data = newest.read_bytes()
    newest.unlink()
    async with browsing(series) as reader:
        await look_for(reader, "okoye")
        await reader.press("2", "m")
        # Another record is now the first to have her: the mark is still hers, and can be taken.
        newest.write_bytes(data)
        await reader.press("r", "escape")
        assert reader.title("speakers") == "Speakers · 14 · 1 marked"
        assert reader.pane("speakers")[0].startswith("❯✱Mina Okoye")
        await reader.press("m")
        assert reader.title("speakers") == "Speakers · 14"
    assert (own_folder("state") / "marks.json").read_text() == "{}"


DAMAGED = (b"", b"{", b"[]", b'{"a": 1}', b'{"a": [1]}', b"\xff")


@pytest.mark.parametrize("data", [*DAMAGED, b"[" * 100_000, b" " * (LARGEST + 1)])
def test_a_damaged_file_is_ignored_and_begun_anew(data: bytes) -> None:
    file = own_folder("state") / "marks.json"
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    why = f"marks not read: damaged, the next mark starts a new file ({file})"
    assert read_bookmarks() == (NO_BOOKMARKS, why)
    change_bookmarks({"/a.yaml": {"e#r1"}}, {"/b.yaml": {"e#r1"}})
    assert kept() == {"e#r1"}


async def test_a_remark_says_that_marks_are_not_read(capsys: Capture) -> None:
    file = own_folder("state") / "marks.json"
    file.parent.mkdir(parents=True)
    file.write_text("{")
    why = f"marks not read: damaged, the next mark starts a new file ({file})"
    assert outcome(["find", "naz"], capsys)[2].startswith(f"tiptui: {why}\n")
    async with browsing() as reader:
        assert "marks not read: damaged, the next mark" in reader.status
        file.unlink()
        file.mkdir()
        await reader.press("m")
        assert reader.status.startswith("not kept: ")
        assert reader.title("speakers") == "Speakers · 14"


@pytest.mark.parametrize("kind", ["circle", "fifo", "writable"])
def test_a_file_that_is_not_the_readers_alone_is_left_alone(kind: str, no_hang: None) -> None:
    file = own_folder("state") / "marks.json"
    file.parent.mkdir(parents=True)
    other = file.with_name("other")
    other.write_text('{"/a.yaml": ["e#r1"]}')
    if kind == "circle":
        file.symlink_to(file)
    elif kind == "fifo":
        os.mkfifo(file)
    else:
        shutil.copy(other, file)
        file.chmod(0o666)
    assert read_bookmarks()[0] == NO_BOOKMARKS
    assert read_bookmarks()[1].startswith("marks not read: ")
    with pytest.raises(NoOutput):
        change_bookmarks({"/a.yaml": {"e#r1"}}, NO_BOOKMARKS)
    assert other.read_text() == '{"/a.yaml": ["e#r1"]}'


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_one_and_the_file_to_which_it_leads_is_locked_and_replaced(
    there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, kept_elsewhere = own_folder("state", make=True) / "marks.json", tmp_path / "mine.json"
    file.symlink_to(kept_elsewhere)
    if there:
        kept_elsewhere.write_text('{"/a.yaml": ["e#r1"]}')
    before = read_bookmarks()
    assert before == ({"/a.yaml": {"e#r1"}} if there else NO_BOOKMARKS, "")
    save = saving.save_private

    def save_if_locked(file: Path, data: bytes) -> None:
        # Who comes to it by another way waits all the same.
        with pytest.raises(BlockingIOError):
            fcntl.flock(os.open(file.parent, os.O_RDONLY), fcntl.LOCK_EX | fcntl.LOCK_NB)
        save(file, data)

    monkeypatch.setattr(saving, "save_private", save_if_locked)
    change_bookmarks({"/b.yaml": {"e#r2"}}, NO_BOOKMARKS)
    assert read_bookmarks() == ({**before[0], "/b.yaml": {"e#r2"}}, "")
    assert file.is_symlink()
    assert [each.name for each in tmp_path.iterdir()] == ["mine.json"]
    assert kept_elsewhere.stat().st_mode & 0o777 == 0o600


def test_no_more_is_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    change_bookmarks({"/a.yaml": {"e#r1"}}, NO_BOOKMARKS)
    with pytest.raises(NoOutput, match="more than 1 MiB of marks"):
        change_bookmarks({"/b.yaml": {"e#" + "r" * LARGEST}}, NO_BOOKMARKS)
    assert kept() == {"e#r1"}
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
    assert read_bookmarks() == (NO_BOOKMARKS, "")
    with pytest.raises(NoOutput):
        change_bookmarks({"/a.yaml": {"e#r1"}}, NO_BOOKMARKS)


REFS = st.dictionaries(st.sampled_from("ab\udcff"), st.sets(st.sampled_from("rstuv")))


@given(REFS, st.lists(st.tuples(REFS, st.booleans())))
def test_others_marks_are_kept(first: Bookmarks, changes: list[tuple[Bookmarks, bool]]) -> None:
    bookmarks = merge(first, {}, {})
    pairs = {(path, ref) for path, refs in first.items() for ref in refs}
    for change, taking in changes:
        changed = {(path, ref) for path, refs in change.items() for ref in refs}
        pairs = pairs - changed if taking else pairs | changed
        bookmarks = merge(bookmarks, *((NO_BOOKMARKS, change) if taking else (change, {})))
    assert {(path, ref) for path, refs in bookmarks.items() for ref in refs} == pairs
