"""Exports from the palette: what is shown, into the current folder."""

import csv
from pathlib import Path

import pytest

from tests.kit.drawn import Reader, reading
from tests.kit.records import lahore


@pytest.fixture(name="folder", autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


async def export(reader: Reader, choice: str) -> None:
    """Export what is shown, as the palette and its menu offer it."""
    await reader.press("ctrl+p")
    await reader.wait_until(lambda: "Pick a" not in reader.text and "Theme" in reader.text)
    await reader.press(*"export", "enter")
    await reader.wait_until(lambda: choice in reader.text)
    await reader.click(choice)


async def test_what_the_query_finds_is_written_to_a_file_that_was_not_there(folder: Path) -> None:
    (folder / "lahore-2024-04-18.csv").write_text("mine")
    async with reading(lahore(), (160, 40)) as reader:
        await reader.press("/", *"by:uzma-kardar", "enter")
        await export(reader, "lahore-2024-04-18-2.csv")
        await reader.wait_until(lambda: "written to" in reader.text)
        assert (folder / "lahore-2024-04-18.csv").read_text() == "mine"
        text = (folder / "lahore-2024-04-18-2.csv").read_text("utf-8-sig")
        assert {row["by"] for row in csv.DictReader(text.splitlines())} == {"uzma-kardar"}


async def test_in_the_grid_the_table_that_is_seen_is_offered_first(folder: Path) -> None:
    async with reading(lahore(), (160, 40)) as reader:
        await reader.press("x", "S")
        await export(reader, "this table, as CSV")
        await reader.wait_until(lambda: "written to" in reader.text)
        text = (folder / "lahore-2024-04-18-theme-addressee.csv").read_text("utf-8-sig")
        first, every, *rows = csv.reader(text.splitlines())
        assert (first[:2], every[0]) == (["theme × addressee", "all"], "all")
        seen = [line[2:].split("  ")[0] for line in reader.pane("grid")[3:]]
        assert [row[0] for row in rows] == seen[: len(rows)]


@pytest.fixture(name="gone")
def _gone(folder: Path) -> None:
    """A current folder that is there no more."""
    folder.rmdir()


@pytest.mark.usefixtures("gone")
async def test_where_nothing_is_found_or_nothing_can_be_written_it_says_so() -> None:
    async with reading(lahore(), (160, 40)) as reader:
        await export(reader, "lahore-2024-04-18.md")
        await reader.wait_until(
            lambda: "not exported: lahore-2024-04-18.md: no such" in reader.text
        )
        await reader.press("/", *"zzzz", "enter", "ctrl+p", *"export", "enter")
        await reader.wait_until(lambda: "nothing is found here" in reader.text)
