"""The browser as its reader set it: keys, queries and theme."""

import re
from pathlib import Path

import pytest

from tests.kit.commands import browser
from tests.kit.drawn import reading, shown
from tests.kit.records import lahore
from tiptui.files.config import Config, picked_theme

KEYS = {"follow": "d,enter", "grid": "ctrl+x", "keep": "ctrl+k", "search": "ctrl+s", "help": "f1"}
QUERIES = {"open": "is:recommendation status:none", "iom": "org:iom", "long": "x" * 501}


async def test_keys_do_what_they_are_set_to_and_footer_help_and_palette_say_so() -> None:
    async with reading(lahore(), config=Config(keys=KEYS | {"export": "W"})) as reader:
        assert reader.keys_line.startswith("d what they said  ^s search")
        assert "f1 help" in reader.keys_line
        await reader.press("/")
        assert reader.search_line.startswith("/ search words")
        await reader.press("j", "d")
        assert reader.search_line.startswith("/ by:uzma-kardar")
        await reader.press("ctrl+s", *"kar?")
        await reader.press("enter")
        assert "kar?█" in reader.search_line
        await reader.press("backspace")
        assert reader.keys_line.startswith("^k these recommendations")
        await reader.press("ctrl+k")
        assert reader.search_line == "/ by:uzma-kardar kar"
        # A key that two places have stays that of the other one.
        await reader.press("x")
        assert "x lists" not in reader.keys_line
        await reader.press("ctrl+x")
        assert "x lists" in reader.keys_line
        await reader.press("x")
        assert "x lists" not in reader.keys_line
        await reader.press("f1")
        assert re.search("│   d ⏎ +Open a claim", reader.text)
        assert re.search(r"│   \^x +Count two fields", reader.text)
        await reader.press("escape", "ctrl+p", *"write all")
        assert reader.menu == ["❯ Export  W        Write all that is listed into a file"]
        await reader.press("enter")
        assert "Export · " in reader.text


async def test_keys_of_the_app_are_set_too_where_textual_runs_its_commands() -> None:
    async with reading(lahore(), config=Config(keys={"quit": "ctrl+x"})) as reader:
        keys = reader.app.screen.active_bindings
        assert keys["ctrl+x"].binding.action == "quit"
        assert "q" not in keys


async def test_what_can_not_be_set_is_said_at_the_start_until_a_key_answers() -> None:
    first = " ".join(["no"] * 30)
    wanted = Config("nrod", {"zoom": "q", "folow": "x"}, wrong=(first,), file="/c/config.toml")
    async with reading(lahore(), config=wanted) as reader:
        assert reader.status == f"{first} (+3)"
        *_, theme = reader.app.config.wrong
        assert (
            theme == '/c/config.toml: theme: no colour theme is called "nrod"; did you mean "nord"?'
        )
        # What is too long for the line is cut where it ends.
        await reader.resize(40, 12)
        assert reader.status == f"{'no ' * 11}n…"
        await reader.press("j")
        assert not reader.status.startswith("no")


async def test_a_query_by_name_is_picked_in_the_palette_or_typed() -> None:
    async with reading(lahore(), config=Config(queries=QUERIES)) as reader:
        await reader.press("ctrl+p", "@", *"open")
        assert [" ".join(line.split()) for line in reader.menu] == [f"❯ @open {QUERIES['open']}"]
        await reader.press("enter")
        assert reader.search_line.startswith(f"/ {QUERIES['open']}")
        await reader.press("[")
        assert reader.search_line.startswith("/ search words")
        await reader.press("/", *"@iom is:statement", "enter")
        assert reader.search_line.startswith("/ org:iom is:statement")
        assert reader.title("speakers").startswith("Speakers · 1 of 6")
        await reader.press("escape", "/", *"@imo", "enter")
        assert reader.status == 'no query is called @imo; did you mean "@iom"?'
        await reader.press("escape", "ctrl+p", *"@long", "enter")
        assert reader.status == "a query has at most 500 characters"


async def test_the_picked_theme_is_there_at_the_next_start(monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(lahore(), config=Config(theme="gruvbox")) as reader:
        assert reader.app.theme == "gruvbox"
        await reader.press("ctrl+p", *"theme", "enter", *"nord", "enter")
        assert reader.app.theme == "nord"
    async with reading(lahore(), config=Config(theme="gruvbox"), theme=picked_theme()) as reader:
        assert reader.app.theme == "nord"
        background = reader.app.current_theme.background
        assert background
        assert reader.cells("Speakers")[0].background.lower() == background.lower()
        monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
        await reader.press("ctrl+p", *"theme", "enter", "up", "enter")
        assert reader.app.theme == "monokai"
        assert reader.status.startswith("the colour theme can't be kept: ")


async def test_a_picked_theme_that_goes_before_one_that_is_set_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    config = Config(theme="gruvbox", file="/c/config.toml")
    words = "config.toml: theme: nord, picked in the palette, goes before gruvbox"
    for picked in ("gruvbox", "", "nrod"):
        app = shown(lahore(), config=config, theme=picked)
        assert (app.theme, app.config.wrong) == ("gruvbox", ())
    async with reading(lahore(), (80, 24), config=config, theme="nord") as reader:
        assert (reader.app.theme, reader.status) == ("nord", words)
    monkeypatch.setenv("TEXTUAL_THEME", "dracula")
    assert not shown(lahore(), config=config, theme="nord").config.wrong


def test_the_variable_for_the_theme_goes_before_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(lahore()).theme == "tiptui-dark"
    config = Config(theme="gruvbox")
    for name, theme in (
        ("tiptui-light", "tiptui-light"),
        ("nord", "nord"),
        ("nrod,nord", "nord"),
        ("", "monokai"),
    ):
        monkeypatch.setenv("TEXTUAL_THEME", name)
        app = shown(lahore(), config=config, theme="monokai")
        assert (app.theme, app.current_theme.name) == (theme, theme)
    monkeypatch.setenv("TEXTUAL_THEME", "nrod")
    app = shown(lahore(), config=config, theme="monokai")
    remark = 'TEXTUAL_THEME: no colour theme is called "nrod"'
    assert (app.theme, app.config.wrong) == ("monokai", (remark,))


def test_tiptui_starts_as_it_is_set(tmp_path: Path) -> None:
    for folder, name, text in (
        ("config", "config.toml", '[keys]\nfollow = "d"\nfolow = "g"\n'),
        ("state", "theme", "nord\n"),
    ):
        (tmp_path / folder / "tiptui").mkdir(parents=True)
        (tmp_path / folder / "tiptui" / name).write_text(text)
    config, state = f"{tmp_path}/config", f"{tmp_path}/state"
    with browser(XDG_CONFIG_HOME=config, XDG_STATE_HOME=state) as terminal:
        terminal.wait_for("q quit")
        terminal.wait_for(" config.toml: keys.folow: no key has the id")
        assert terminal.cells("source")[0].bg == "2e3440"
        terminal.press("d", "by:syed-kausar-abbas")
        assert terminal.leave() == 0
        said = f'tiptui: {config}/tiptui/config.toml: keys.folow: no key has the id "folow"'
        assert said in " ".join(terminal.text.split())


def test_the_variable_may_name_a_theme_of_tiptui(tmp_path: Path) -> None:
    for name, ground in (("tiptui-light", "e0e0e0"), ("tiptui-dark", "121212")):
        with browser(XDG_STATE_HOME=str(tmp_path), TEXTUAL_THEME=name) as terminal:
            terminal.wait_for("q quit")
            assert terminal.cells("source")[0].bg == ground
            assert terminal.leave() == 0
