"""The record is edited beside the browser, which shows it as it is now."""

import gc
import sys
import weakref
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.kit.browsing import browsing
from tests.kit.drawn import Reader
from tests.kit.records import LOG, NAMED
from tiptui.ui.actions import live_files
from tiptui.ui.app import TiptuiApp


class Author(Reader):
    """A reader who also writes: the record is theirs."""

    def __init__(self, app: TiptuiApp, pilot: Pilot[None], folder: Path) -> None:
        super().__init__(app, pilot)
        self.file = folder / "minutes.yaml"
        self.log = folder / "log.txt"

    async def write(self, text: str = NAMED, **parts: str) -> None:
        """Write the record, with words in it replaced, and have the browser look."""
        for old, new in parts.items():
            assert old in text
            text = text.replace(old, new)
        self.file.write_text(text, encoding="utf-8")
        await self.look()


GOOD = "minutes.yaml · 5 quotes verbatim in log.txt"
"""The status of the files as they are written first."""


@asynccontextmanager
async def authoring(folder: Path, text: str = NAMED) -> AsyncIterator[Author]:
    """Open the browser over files in a folder."""
    (folder / "minutes.yaml").write_text(text, encoding="utf-8")
    (folder / "log.txt").write_text(LOG, encoding="utf-8")
    async with browsing(folder / "minutes.yaml") as reader:
        yield Author(reader.app, reader.pilot, folder)


async def test_a_change_is_shown_where_the_reader_is(tmp_path: Path) -> None:
    async with authoring(tmp_path) as author:
        await author.press("j", "/", *"br", "enter")
        await author.write(**{"Bo O’Brien": "Bo O’Brienne", "Ann Ångström": "Ann"})
        assert author.status == "minutes.yaml read again"
        assert (author.focus, author.search_line[:4]) == ("speakers", "/ br")
        assert author.cursor("speakers").startswith("Bo O’Brienne")
        # She asks for something together with him.
        assert author.pane("speakers")[1].startswith("  Ann  ")
        assert author.title("speakers") == "Speakers · 2 of 3"
        await author.press("escape")
        assert author.status == GOOD
        # What no cursor is on is drawn anew too.
        await author.press("g")
        await author.write(**{"An event": "Another event", "air is good.": "air is bad."})
        assert "Another event" in "\n".join(author.pane("event"))
        assert "The air is bad." in "\n".join(author.pane("detail"))


async def test_a_record_that_is_gone_is_shown_as_it_was_read(tmp_path: Path) -> None:
    async with authoring(tmp_path) as author:
        before = author.lines[:-2]
        author.file.unlink()
        await author.look()
        assert author.status == "minutes.yaml: no such file or directory"
        assert author.lines[:-2] == before
        await author.press("!")
        assert "╭─ can't be read / █ ─" in author.text
        assert "edits" not in author.text
        assert "minutes.yaml: no such file or directory" in "\n".join(author.lines[:-2])


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("sh -c 'exit 3'", "sh ended with status 3"),
        ("{}/vim", "can't run vim: no such file or directory"),
    ],
)
async def test_an_editor_that_fails_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: str, said: str
) -> None:
    (tmp_path / "vim").write_text("#!/none\n")
    (tmp_path / "vim").chmod(0o700)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor.format(tmp_path))
    monkeypatch.setattr(TiptuiApp, "suspend", lambda _: nullcontext())
    async with authoring(tmp_path) as author:
        await author.press("j", "E")
        assert author.status == said
        assert author.cursor("speakers").startswith("Bo")


async def test_where_no_terminal_is_lent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", sys.executable)
    async with authoring(tmp_path) as author:
        await author.press("E")
        assert author.status == "this terminal can't be lent to an editor"


def are_gone(left: Iterable[weakref.ref[object]]) -> bool:
    return not any(ref() for ref in left)


@pytest.mark.parametrize("small", [2**20, -1], ids=["at once", "aside"])
async def test_what_has_been_replaced_is_gone_without_looking_for_garbage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    monkeypatch.setattr(live_files, "SMALL", small)
    async with authoring(tmp_path) as author:
        gc.disable()
        try:
            for name in ("Anna", "Annabel", "Ann"):
                await author.press(*"j3SSk12", "/", *"win", "enter", "escape", *"x[s[2")
                session = author.browser.session
                kept = (session.index, session.collection, *session.collection.dialogues)
                left = [weakref.ref(each) for each in kept]
                del session, kept
                await author.write(**{"Ann Ångström": name})
                await author.wait_until(lambda: author.status == "minutes.yaml read again")
                # A thread that reads may let go of it later than the screen says so.
                await author.wait_until(partial(are_gone, left))
        finally:
            gc.enable()


async def test_what_the_first_key_asks_of_all_rows_is_made_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_files, "SMALL", -1)
    async with authoring(tmp_path) as author:
        await author.write(**{"Ann Ångström": "Anna"})
        await author.wait_until(lambda: "status" in author.browser.session.index.facets.columns)
        assert [*author.browser.session.index.same.wordings.make()] == []


async def test_sources_out_of_sight_are_no_more_those_of_the_record_before(tmp_path: Path) -> None:
    async with authoring(tmp_path) as author:
        await author.press("3", "j", "s", "s")
        (tmp_path / "minutes.txt").write_text(f"A first line.\n{LOG}", encoding="utf-8")
        await author.write(**{"id: log": "id: minutes", "log.txt": "minutes.txt"})
        await author.press("s", "pagedown")
        assert author.focus == "source"
        assert any("A first line." in line for line in author.pane("source"))
