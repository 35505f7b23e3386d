"""Exports with `w`: which form, how much it holds, where to; nothing is written before Enter."""

import csv
from pathlib import Path
from shlex import quote

import pytest

from tests.kit.browsing import browsing
from tests.kit.drawn import Reader, reading
from tests.kit.records import lahore, provincial, sourced
from tiptui.files import own

ALL = "Export · 11 recommendations · 6 statements · 8 points"
CSV = "a table with a row for each claim, for R or pandas"


@pytest.fixture(name="folder", autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*"))


def table(file: Path) -> list[list[str]]:
    return [*csv.reader(file.read_text("utf-8-sig").splitlines())]


async def ask_path(reader: Reader, choice: str = CSV) -> None:
    """Go to the path of a form."""
    await reader.press("w")
    await reader.click(choice)
    await reader.wait_until(lambda: "⏎ write" in reader.text)


async def written(reader: Reader) -> str:
    """Press Enter; return the remark once the line of the path is gone."""
    await reader.press("enter")
    await reader.wait_until(lambda: "⏎ write" not in reader.text)
    return reader.status


async def told(reader: Reader, remark: str) -> None:
    """Wait for a remark below the path."""

    def is_told() -> bool:
        region = reader.app.screen.query_one("#remark").region
        return "".join("".join(reader.picture.lines(region)).split()) == "".join(remark.split())

    await reader.wait_until(is_told)


async def test_a_form_is_chosen_then_a_path_and_only_enter_writes(folder: Path) -> None:
    (folder / "lahore-2024-04-18-by-uzma-kardar.csv").write_text("mine")
    async with reading(lahore(), (160, 40)) as reader:
        await reader.press("/", *"by:uzma-kardar", "enter", "w")
        held = "3 of 11 recommendations · 1 of 6 statements"
        assert f"Export · {held} · by:uzma-kardar" in reader.text
        assert reader.menu[0].split(maxsplit=3)[2:] == [
            "html",
            "a page for any browser, to read and search",
        ]
        await reader.press("5")
        await reader.wait_until(lambda: "⏎ write" in reader.text)
        free = folder / "lahore-2024-04-18-by-uzma-kardar-2.csv"
        assert f"Export csv · {held}" in reader.text
        assert free.name in reader.text
        assert names(folder) == ["lahore-2024-04-18-by-uzma-kardar.csv"]
        assert (await written(reader)).startswith("written to /")
        remark = reader.browser.session.view.remark  # all of it, however narrow the line is
        assert remark == f"written to {free} · {held} · with {free.name}.about.json"
        assert (folder / "lahore-2024-04-18-by-uzma-kardar.csv").read_text() == "mine"
        first, *rows = table(free)
        assert len(rows) == 4
        assert {row[first.index("by")] for row in rows} == {"uzma-kardar"}


async def test_the_path_is_typed_pasted_and_changed_at_the_caret(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with reading(lahore(), (80, 24)) as reader:
        await ask_path(reader)
        await reader.press("ctrl+u")
        await reader.paste("~/out/qj?\nsecond")
        await reader.press("left", "left", "K", "end", *".csv", "home", "delete", "~")
        assert "~/out/qKj?.csv" in reader.text
        assert not names(folder)
        assert (await written(reader)).startswith("written to")
        assert names(folder) == ["qKj?.csv", "qKj?.csv.about.json"]


async def test_esc_leads_back_to_the_forms_then_away_and_nothing_is_written(folder: Path) -> None:
    async with reading(lahore(), (60, 24)) as reader:
        before = reader.text
        await ask_path(reader, "5 csv")
        assert ALL not in reader.text
        assert "/lahore-2024-04-18.csv" in reader.text  # of a long path the end, with the caret
        await reader.press("x", "escape")
        await reader.wait_until(lambda: ALL in reader.text)
        await reader.press("escape")
        assert reader.text == before
        assert not names(folder)


async def test_each_path_that_can_not_be_written_is_refused_and_stays_to_be_mended(
    folder: Path,
) -> None:
    (folder / "mine.csv").write_text("mine")
    (folder / "new.csv.about.json").write_text("mine")
    (folder / "broken.csv").symlink_to("nothing")
    (folder / "locked").mkdir()
    there, long = "is there already: write another name", f"{'n' * 300}.csv"
    missing = "no such file or directory"
    refusals = {
        "mine.csv": f"not written: mine.csv: {there}",
        "broken.csv": f"not written: broken.csv: {there}",
        str(folder / "new.csv"): f"not written: {folder}/new.csv.about.json: {there}",
        "": "not written: the path is empty",
        "locked": "not written: its name must end in .csv",
        "all.csvharbour": "not written: its name must end in .csv",
        "new/": "not written: its name must end in .csv",
        "no/where/x.csv": f"not written: no/where/x.csv: {missing}",
        "mine.csv/x.csv": "not written: mine.csv/x.csv: not a directory",
        "~nobody-of-that-name/x.csv": f"not written: ~nobody-of-that-name/x.csv: {missing}",
        long: f"not written: {long}: file name too long",
    }
    before = names(folder)
    async with reading(lahore(), (400, 40)) as reader:
        await ask_path(reader)
        for path, refusal in refusals.items():
            await reader.press("ctrl+u")
            await reader.paste(path)
            await reader.press("enter")
            await told(reader, refusal)
            assert names(folder) == before
        assert (folder / "mine.csv").read_text() == "mine"
        await reader.press("ctrl+u", *"mended.csv")
        await written(reader)
        assert (folder / "mended.csv").exists()


async def test_in_the_grid_the_table_that_is_seen_comes_first_then_the_forms(folder: Path) -> None:
    async with reading(lahore(), (160, 40)) as reader:
        await reader.press("x", "S", "w")
        assert reader.menu[0].startswith("❯ 1 table ")
        assert [each.split()[1] for each in reader.menu[1:3]] == ["html", "markdown"]
        await reader.press("enter")
        await reader.wait_until(lambda: "Export csv · the table that you see" in reader.text)
        await written(reader)
        text = (folder / "lahore-2024-04-18-theme-addressee.csv").read_text("utf-8-sig")
        first, every, *rows = csv.reader(text.splitlines())
        assert (first[:2], every[0]) == (["theme × addressee", "all"], "all")
        seen = [each[2:].split("  ")[0] for each in reader.pane("grid")[3:]]
        assert [row[0] for row in rows] == seen[: len(rows)]


async def test_a_grid_without_a_table_says_why_and_offers_the_forms() -> None:
    async with reading(sourced(), (160, 40)) as reader:
        await reader.press("x", "r")
        await reader.click("Organizations")
        why = next(each for each in reader.pane("grid") if "other rows" in each).strip()
        await reader.press("y")
        assert reader.status == why
        await reader.press("w")
        assert reader.menu[0] == f"❯ 1 table     {why}"
        await reader.press("enter", "2")
        await reader.wait_until(lambda: "Export html" in reader.text)


async def test_marked_rows_and_in_a_source_its_dialogue_are_exported(folder: Path) -> None:
    async with reading(provincial(), (160, 40)) as reader:
        await reader.press("3", "m", "j", "j", "m", "/", *"is:marked", "enter", "w")
        assert "Export · 2 of 16 recommendations · is:marked" in reader.text
        # In a source the query is one for its text.
        await reader.press("escape", "s", "/", "z", "enter", "w")
        assert "Export · 4 of 16 recommendations · 9 of 31 statements" in reader.text
        assert "· in:port-amber-2025-03" in reader.text
        await reader.press("5")
        await reader.wait_until(lambda: "Export csv" in reader.text)
        await written(reader)
        [file, _] = names(folder)
        assert file == "dialogues-in-harbour-dialogue-port-amber.csv"
        first, *rows = table(folder / file)
        assert {row[first.index("event")] for row in rows} == {"port-amber-2025-03-12"}
        assert len(rows) == 4 + 9 + 2


@pytest.fixture(name="gone")
def _gone(folder: Path) -> None:
    """The current folder is there no more."""
    folder.rmdir()


@pytest.mark.usefixtures("gone")
async def test_where_nothing_is_found_or_the_folder_is_gone_it_says_so(tmp_path: Path) -> None:
    async with reading(lahore(), (160, 40)) as reader:
        await reader.press("/", *"zzzz", "enter", "w")
        assert reader.status == "nothing is found to be exported"
        assert "w export" not in reader.keys_line
        await reader.press("escape")
        await ask_path(reader)
        await reader.press("enter")
        await told(reader, "not written: lahore-2024-04-18.csv: no such file or directory")
        await reader.press("ctrl+u", *str(tmp_path / "x.csv"))
        await written(reader)
        assert f"written to {tmp_path / 'x.csv'} · " in reader.browser.session.view.remark


async def test_an_export_waits_for_the_check_of_the_quotes_and_esc_stops_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(lahore(), (120, 40)) as reader:
        collection = reader.browser.session.collection
        monkeypatch.setattr(type(collection), "quote_counts", None)
        await ask_path(reader)
        await reader.press("enter")
        await told(reader, "writing … · esc stops")
        await reader.press("escape")
        await reader.wait_until(lambda: ALL in reader.text)
        monkeypatch.undo()
        await reader.settle()
        assert not names(folder)


async def test_records_that_are_still_read_are_waited_for_by_the_reader() -> None:
    async with reading(lahore()) as reader:
        live = reader.browser.files.live
        live.take(live.now._replace(left=["next.yaml"]))
        await reader.press("w")
        assert reader.status == "not all records are read yet: press w once they are"


async def test_the_line_that_makes_a_copy_of_the_sample_is_copied(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with browsing() as reader:
        file = reader.browser.session.collection.dialogues[0].file
        monkeypatch.setattr(own, "default_record", lambda: file)
        await reader.press("3", "a")
        assert reader.status.startswith("not yours to change · y copies: cp ")
        await reader.press("y")
        assert reader.app.clipboard == f"cp {quote(file)} ."
