"""The house: what CONTRIBUTING asks of imports, of keys and of colours."""

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from typing import Any

import pytest

from tests.kit.checkout import CHECKOUT, document
from tests.kit.drawn import reading, shown
from tests.kit.imports import inner_imports, listed_imports
from tests.kit.keys_page import PAGE, keys_page
from tests.kit.records import indexed, lahore
from tiptui.search.query import TOO_LONG
from tiptui.ui.actions.keys import (
    APP,
    BY_ID,
    EVERYWHERE,
    GRID,
    GROUPS,
    MOVEMENTS,
    PANES,
    RANKED,
    ROWS,
    SEARCH,
    Area,
    Command,
    commands_at,
    key_to,
)
from tiptui.ui.app import choices_of_app
from tiptui.ui.chrome.help import help_text
from tiptui.ui.chrome.overlays import Overlay
from tiptui.ui.panes.cursor_pane import write_keys
from tiptui.view.state import Pane

UI = CHECKOUT / "src" / "tiptui" / "ui"
MODULES = {
    ".".join(path.relative_to(CHECKOUT / "src").with_suffix("").parts): path
    for path in sorted(UI.rglob("*.py"))
}
COMMANDS = [command for _, commands in GROUPS for command in commands]


# What of Textual is used.

PRIVATE_OF_TEXTUAL = {
    "_handle_exception": "nothing public tells an app which error ends it",
    "_driver": "after another size it sends a whole frame, and only the app knows when that begins",
    "_fatal_error": "Textual's own writes for seconds, and the values of the record with it",
    "_close_messages_no_wait": "what Textual's own `_fatal_error` ends an app with",
    "_disable_notifications": "only `run_test` sets it; the widget of toasts takes 2 ms of a start",
    "_disable_tooltips": "the same for tooltips",
}
"""The exceptions, each with its reason."""


@cache
def private_names(class_: Any) -> set[str]:
    return {*re.findall(r"\b_[a-z]\w*", inspect.getsource(class_))}


def test_nothing_private_of_textual_is_used_but_what_is_listed() -> None:
    used: set[str] = set()
    for name, path in MODULES.items():
        text = path.read_text("utf-8")
        assert not re.search(r"from (textual|rich)\S*(\._| import .*\b_)", text), name
        assert {*re.findall(r"(?<!self)(?<!super\(\))\.(_[a-z]\w*)", text)} <= {"_replace"}, name
        classes: Any = inspect.getmembers(importlib.import_module(name), inspect.isclass)
        for _, class_ in classes:
            for base in class_.__mro__ if class_.__module__ == name else ():
                if base.__module__.partition(".")[0] in ("textual", "rich"):
                    used |= private_names(class_) & private_names(base)
    assert used == PRIVATE_OF_TEXTUAL.keys()


def test_no_more_modules_have_the_name_of_another() -> None:
    names = Counter(path.stem for path in UI.parent.rglob("*.py") if path.stem[:2] != "__")
    shared = {name for name, count in names.items() if count > 1}
    assert shared == {"columns", "export", "page", "rules", "schema", "word"}


def test_actions_set_nothing_of_another_object() -> None:
    """A session, an index and the files that are followed change through their own methods."""
    set_there = {
        ast.unparse(each.value)
        for path in (UI / "actions").glob("*.py")
        for each in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store)
    }
    assert set_there == {"self"}


def test_only_a_job_knows_how_work_goes_on_beside_the_keys() -> None:
    used = {name for name, path in MODULES.items() if "asyncio" in path.read_text("utf-8")}
    assert used == {"tiptui.ui.actions.job", "tiptui.ui.app", "tiptui.ui.terminal.signals"}


LINES = (
    *("check", "show", "find kardar", "count --by to", "export --to markdown", "new", "schema"),
    *("--version", "--help", "--print-completion zsh", "--no"),
)


def test_without_the_browser_textual_is_never_imported() -> None:
    code = (
        "import sys\n"
        "from tiptui.cli.main import run\n"
        "for line in sys.argv[1:]:\n"
        "    try: status = run(line.split())\n"
        "    except SystemExit as ended: status = ended.code\n"
        "    print('*', line, status, *{'textual', 'rich'} & sys.modules.keys(), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *LINES], capture_output=True, encoding="utf-8", check=True
    )
    told = [line for line in done.stderr.splitlines() if line.startswith("* ")]
    assert told == [f"* {line} {2 if line == '--no' else 0}" for line in LINES]


def test_contributing_and_the_decisions_name_what_there_is() -> None:
    pages = (CHECKOUT / "CONTRIBUTING.md", *CHECKOUT.glob("docs/decisions/*.md"))
    text = "".join(page.read_text("utf-8") for page in pages)
    packages = "|".join(each.parent.name for each in UI.parent.glob("*/__init__.py"))
    names = re.findall(rf"(?<![\w./-])((?:{packages})\.[\w.]*\w)", text)
    assert len(names) > 80
    for name in names:
        assert pkgutil.resolve_name(f"tiptui.{name}")


def test_every_decision_is_listed() -> None:
    pages = {page.name for page in CHECKOUT.glob("docs/decisions/*.md")} - {"README.md"}
    assert pages == {*re.findall(r"\(([\w-]+\.md)\)", document("docs/decisions/README.md"))}


def test_each_import_inside_a_function_is_in_the_table_of_what_it_saves() -> None:
    assert listed_imports() == inner_imports(), "run `python -m benchmarks.imports`"


def test_no_test_imports_from_another() -> None:
    for file in (CHECKOUT / "tests").rglob("*.py"):
        assert not re.search(
            r"^\s*(from|import) tests\.(\w+\.)?test_", file.read_text("utf-8"), re.M
        ), file


# Keys.


def test_every_command_is_declared_with_id_words_and_explanation() -> None:
    for command in COMMANDS:
        assert command.id
        assert command.words
        assert command.tooltip[0].isupper(), command.id
    assert len(BY_ID) == len(COMMANDS)


@pytest.mark.parametrize("mode", [(*PANES, *ROWS, *APP), (*GRID, *APP), (*SEARCH, *APP)])
def test_no_key_means_two_things_at_once(mode: tuple[Command, ...]) -> None:
    keys = [key for command in mode for key in command.keys.split(",")]
    assert len(keys) == len(set(keys))


def test_every_command_does_something_that_there_is() -> None:
    app = shown(indexed(lahore()).collection)
    for command in COMMANDS:
        if command.do:
            inspect.signature(command.do).bind(None, *command.arguments)
        else:
            assert callable(getattr(app, f"action_{command.action}")), command.id
    for command in ROWS:
        assert hasattr(Overlay, f"action_{command.action.partition('(')[0]}")


def test_everywhere_some_commands_hold_and_each_holds_somewhere() -> None:
    held = {area: {each.id for each in commands_at(area).values()} for area in Area}
    assert set.union(*held.values()) == BY_ID.keys()
    assert RANKED.keys() == held.keys()
    for area, ids in held.items():
        named = {*RANKED[area], *EVERYWHERE}
        assert named <= ids
        assert len(named) == len(RANKED[area]) + len(EVERYWHERE)
    assert not held[Area.SEARCH] & {each.id for each in (*PANES, *GRID)}
    assert not held[Area.LISTS] & {each.id for each in (*SEARCH, *GRID)}
    assert commands_at(Area.GRID)["tab"].id == "transpose"
    turning = [key for key, of in commands_at(Area.GRID).items() if of.id == "transpose"]
    assert turning == ["tab", "shift+tab"]  # the footer names the first
    for pane in set(Pane) - {Pane.SOURCE, Pane.GRID}:
        assert commands_at(Area.LISTS)[key_to(pane)]


@pytest.mark.parametrize("width", [70, 36])
def test_the_help_shows_every_key_within_its_width(width: int) -> None:
    for area in Area:
        shown = help_text(area, width).plain
        words = " ".join(shown.split())
        for command in COMMANDS:
            assert words.count(command.tooltip) == 1, command.id
        assert max(map(len, shown.split("\n"))) <= width


@pytest.mark.parametrize("keys", ["", "x"])
async def test_the_palette_has_each_name_once_with_its_keys_and_no_movement(keys: str) -> None:
    async with reading(lahore()) as reader:
        await reader.press(*keys)
        offered = [*choices_of_app(reader.app)]
        listed = {choice.label: f"{choice.keys} {choice.text}" for choice in offered}
        assert len(listed) == len(offered)
        here = (*(GRID if keys else ()), *PANES, *APP)
        wanted = dict[str, str]()
        for each in here:
            if each.id not in ("palette", *MOVEMENTS):
                words = f"{write_keys(each.keys)} {each.tooltip}"
                wanted.setdefault(each.words.capitalize(), words)
        assert wanted.items() <= listed.items()
        assert not {"Left", "Right", "Top", "Bottom", "Next pane"} & {*listed}
        await reader.press("ctrl+p", *"zoom")
        assert "Zoom  z  " in reader.text


def test_the_pages_show_the_keys_and_the_longest_query_as_they_are_declared() -> None:
    assert PAGE.read_text(encoding="utf-8") == keys_page(), "run `python -m tests.kit.keys_page`"
    assert TOO_LONG[1:] in document("docs/browser.md")


# Colours.

STYLE_SHEET = "".join(each.read_text("utf-8") for each in sorted(UI.rglob("*.tcss")))
DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;{}]+);")


def test_the_style_sheet_has_the_colours_of_the_theme_and_only_themes_name_any() -> None:
    assert "!important" not in STYLE_SHEET
    coloured = re.compile("color|background|border|outline|tint|scrollbar")
    values = [value for name, value in DECLARATION.findall(STYLE_SHEET) if coloured.search(name)]
    assert len(values) > 20
    allowed = re.compile(r"\$[a-z-]+|\d+%?|round|heavy|bold|dim|none|transparent")
    for value in values:
        assert all(allowed.fullmatch(word) for word in value.split()), value
    assert "#" not in "".join(value for _, value in DECLARATION.findall(STYLE_SHEET))
    for module, file in MODULES.items():
        if module == "tiptui.ui.chrome.colours":  # it declares the themes
            continue
        text = file.read_text(encoding="utf-8")
        named = re.search(r"""["'][^"']*(#[0-9a-fA-F]{3,8}\b|\b(ansi|rgb|hsl)[_(])""", text)
        assert not named, file
