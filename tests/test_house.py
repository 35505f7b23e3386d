"""The house: what CONTRIBUTING asks of keys and colours, and of what is imported when."""

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import actions
from textual.binding import Binding

from tests.drawn import reading, shown
from tests.keys_table import keys_table
from tests.records import lahore
from tiptui.ui.app import TiptuiApp
from tiptui.ui.browser import Browser
from tiptui.ui.chrome.help import help_text
from tiptui.ui.keys import APP, GROUPS, PANES, ROWS, SEARCH

CHECKOUT = Path(__file__).parent.parent
SOURCE = CHECKOUT / "src" / "tiptui"
MODULES = {
    ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts): path
    for path in sorted(SOURCE.rglob("*.py"))
}
BINDINGS = [binding for _, bindings in GROUPS for binding in bindings]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Gives what a module imports, anywhere in it; of `from a import b` both a and a.b."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


# Imports; lint holds the rest.


def test_nothing_private_of_textual_is_used() -> None:
    used = {each for path in MODULES.values() for each in imports(path)}
    assert not [each for each in used if re.match(r"(textual|rich)\b.*\._", each)]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ("check", 0),
        ("show", 0),
        ("find kardar", 0),
        ("new", 0),
        ("schema", 0),
        ("--version", 0),
        ("--help", 0),
        ("x y", 2),
    ],
)
def test_without_the_browser_textual_is_never_imported(arguments: str, status: int) -> None:
    code = (
        "import atexit, sys\n"
        "def tell():\n"
        "    print('*', *{'textual', 'rich'} & sys.modules.keys(), file=sys.stderr)\n"
        "atexit.register(tell)\n"
        "from tiptui.__main__ import main\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments.split()],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == status
    assert done.stderr.splitlines()[-1] == "*"


# Keys.


def test_every_key_is_declared_with_id_words_and_explanation() -> None:
    for binding in BINDINGS:
        assert binding.id
        assert binding.description
        assert binding.tooltip, binding.id
        assert binding.tooltip[0].isupper(), binding.id
    ids = [binding.id for binding in BINDINGS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("mode", [(*PANES, *ROWS, *APP), (*SEARCH, *APP)])
def test_no_key_means_two_things_at_once(mode: tuple[Binding, ...]) -> None:
    keys = [key for binding in mode for key in binding.key.split(",")]
    assert len(keys) == len(set(keys))


def test_every_key_does_something_that_there_is() -> None:
    owners = [(Browser, [*PANES, *ROWS, *SEARCH]), (TiptuiApp, list(APP))]
    for owner, bindings in owners:
        for binding in bindings:
            _, name, arguments = actions.parse(binding.action)
            method = getattr(owner, f"action_{name}", None)
            assert method is not None, binding.id
            inspect.signature(method).bind(None, *arguments)


def test_the_browser_binds_what_is_declared_and_nothing_else() -> None:
    declared = [*SEARCH, *PANES, *ROWS]
    assert sorted(map(str, Browser.BINDINGS)) == sorted(map(str, declared))
    assert list(map(str, TiptuiApp.BINDINGS)) == list(map(str, APP))


async def test_the_last_line_shows_at_most_seven_keys() -> None:
    async with reading(lahore(), (200, 40)) as reader:
        assert 3 <= len(reader.keys_line.split("   ")) <= 7
        await reader.press("/")
        assert 3 <= len(reader.keys_line.split("   ")) <= 7


@pytest.mark.parametrize("width", [70, 36])
def test_the_help_shows_every_key_within_its_width(width: int) -> None:
    shown = help_text(width).plain
    words = " ".join(shown.split())
    for binding in BINDINGS:
        assert binding.tooltip in words, binding.id
    assert max(map(len, shown.split("\n"))) <= width


def test_the_palette_offers_every_command_by_name() -> None:
    app = shown(lahore())
    screen = Browser(lahore(), app.live)
    offered = {command.help for command in app.get_system_commands(screen)}
    for binding in (*PANES, *APP):
        assert binding.tooltip in offered or binding.id == "palette"


def test_the_readme_shows_the_keys_as_they_are_declared() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert keys_table() in readme, "paste what `python -m tests.keys_table` prints"


# Colours.

STYLE_SHEET = (SOURCE / "ui" / "tiptui.tcss").read_text(encoding="utf-8")
DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;{}]+);")


def test_the_style_sheet_overrules_nothing() -> None:
    assert "!important" not in STYLE_SHEET


def test_colours_are_those_of_the_theme() -> None:
    coloured = re.compile("color|background|border|outline|tint|scrollbar")
    values = [value for name, value in DECLARATION.findall(STYLE_SHEET) if coloured.search(name)]
    assert len(values) > 20
    allowed = re.compile(r"\$[a-z-]+|\d+%?|round|bold")
    for value in values:
        assert all(allowed.fullmatch(word) for word in value.split()), value
    assert "#" not in "".join(value for _, value in DECLARATION.findall(STYLE_SHEET))


@pytest.mark.parametrize("module", [name for name in MODULES if ".ui" in name])
def test_no_colour_is_named_in_the_code(module: str) -> None:
    text = MODULES[module].read_text(encoding="utf-8")
    assert not re.search(r"""["'][^"']*(#[0-9a-fA-F]{3,8}\b|\b(ansi|rgb|hsl)[_(])""", text)
