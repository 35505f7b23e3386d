"""The command that opens a file at a line in the editor that the environment names."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_house import imports
from tiptui.files import editor as editing
from tiptui.files.editor import NoEditor, command


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """Gives an environment in whose PATH there are programs of these names."""

    def path(*names: str, **variables: str) -> dict[str, str]:
        for name in names:
            program = tmp_path / name
            program.touch()
            program.chmod(0o755)
        return {"PATH": str(tmp_path), **variables}

    return path


Environment = Callable[..., dict[str, str]]


@pytest.mark.parametrize(
    ("editor", "arguments"),
    [
        ("vi", "vi +12 a.yaml"),
        ("view", "view +12 a.yaml"),
        ("vim", "vim +12 a.yaml"),
        ("nvim", "nvim +12 a.yaml"),
        ("pico", "pico +12 a.yaml"),
        ("nano", "nano +12,5 a.yaml"),
        ("micro", "micro +12:5 a.yaml"),
        ("emacs", "emacs +12:5 a.yaml"),
        ("emacsclient", "emacsclient +12:5 a.yaml"),
        ("kak", "kak +12:5 a.yaml"),
        ("hx", "hx a.yaml:12:5"),
        ("helix", "helix a.yaml:12:5"),
        ("subl", "subl --wait a.yaml:12:5"),
        ("code", "code --wait --goto a.yaml:12:5"),
        ("code-insiders", "code-insiders --wait --goto a.yaml:12:5"),
        ("codium", "codium --wait --goto a.yaml:12:5"),
        ("ed", "ed a.yaml"),
        ("vimdiff", "vimdiff a.yaml"),
    ],
)
def test_each_editor_is_told_of_the_line_in_its_own_way(
    editor: str, arguments: str, path: Environment
) -> None:
    assert command(path(editor, EDITOR=editor), "a.yaml", 12, 5) == arguments.split()


@pytest.mark.parametrize("option", ["--wait", "-w"])
@pytest.mark.parametrize("editor", ["code", "codium", "subl"])
def test_an_editor_that_waits_already_is_not_asked_again(
    editor: str, option: str, path: Environment
) -> None:
    words = command(path(editor, EDITOR=f"{editor} -n {option}"), "a.yaml")
    assert words[:3] == [editor, "-n", option]
    assert "--wait" not in words[3:]


def test_the_place_is_the_start_of_the_file_if_none_is_given(path: Environment) -> None:
    assert command(path("nano", EDITOR="nano"), "a.yaml") == ["nano", "+1,1", "a.yaml"]


@pytest.mark.parametrize(
    ("variables", "editor"),
    [
        ({"VISUAL": "vim", "EDITOR": "ed"}, "vim"),
        ({"EDITOR": "ed"}, "ed"),
        ({"VISUAL": "", "EDITOR": "ed"}, "ed"),
        ({"VISUAL": "  ", "EDITOR": "ed"}, "ed"),
        ({"VISUAL": "''", "EDITOR": "ed"}, "ed"),
    ],
)
def test_visual_comes_before_editor(
    variables: dict[str, str], editor: str, path: Environment
) -> None:
    assert command(path("vim", "ed", **variables), "a.yaml")[0] == editor


def test_the_variable_is_split_as_a_shell_does_it_and_nothing_in_it_is_run(
    path: Environment, tmp_path: Path
) -> None:
    variable = "'my editor' -u \"a b\" $(touch x); rm\\ *"
    words = command(path("my editor", EDITOR=variable), "a b;c.yaml", 3)
    assert words == ["my editor", "-u", "a b", "$(touch", "x);", "rm *", "a b;c.yaml"]
    assert {each.name for each in tmp_path.iterdir()} == {"my editor"}


def test_an_editor_may_be_named_by_its_path(path: Environment, tmp_path: Path) -> None:
    path("nano")
    editor = str(tmp_path / "nano")
    assert command({"EDITOR": editor}, "a", 2, 3) == [editor, "+2,3", "a"]


@pytest.mark.parametrize("name", ["-R.yaml", "+!x", "--cmd"])
@pytest.mark.parametrize("editor", ["vim", "ed", "hx"])
def test_no_file_name_passes_for_an_option(editor: str, name: str, path: Environment) -> None:
    assert command(path(editor, EDITOR=editor), name)[-1].startswith(f"./{name}")


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({}, "no editor: set $VISUAL or $EDITOR to the one that you use"),
        (
            {"VISUAL": "", "EDITOR": " "},
            "no editor: set $VISUAL or $EDITOR to the one that you use",
        ),
        ({"EDITOR": "nope -x"}, 'no editor: $EDITOR names "nope", which can\'t be found'),
        ({"VISUAL": "nope"}, 'no editor: $VISUAL names "nope", which can\'t be found'),
        ({"VISUAL": "plain"}, 'no editor: $VISUAL names "plain", which can\'t be found'),
        ({"EDITOR": "/n/vim"}, 'no editor: $EDITOR names "/n/vim", which can\'t be found'),
        ({"EDITOR": "vi 'x"}, "no editor: $EDITOR can't be split into words: no closing quotation"),
    ],
)
def test_what_can_not_be_run_is_said_in_one_line(
    variables: dict[str, str], message: str, path: Environment, tmp_path: Path
) -> None:
    (tmp_path / "plain").touch()
    with pytest.raises(NoEditor) as raised:
        command(path("vi", **variables), "a.yaml")
    assert str(raised.value) == message


def test_the_line_shows_what_the_environment_hides(path: Environment) -> None:
    with pytest.raises(NoEditor) as raised:
        command(path(EDITOR="'a\n\x1b[2J'"), "a.yaml")
    assert str(raised.value) == 'no editor: $EDITOR names "a ␛[2J", which can\'t be found'


def test_it_knows_nothing_of_the_screen() -> None:
    used = {each.partition(".")[0] for each in imports(Path(editing.__file__))}
    assert used <= {"collections", "os", "shlex", "shutil", "tiptui"}
