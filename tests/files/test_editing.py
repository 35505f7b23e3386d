"""The command that opens a file at a line in the editor that the environment names."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tiptui.files.programs import NoEditor, command


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """Return an environment in whose PATH there are programs of these names."""

    def path(*names: str, **variables: str) -> dict[str, str]:
        for name in names:
            program = tmp_path / name
            program.touch()
            program.chmod(0o755)
        return {"PATH": str(tmp_path), **variables}

    return path


Environment = Callable[..., dict[str, str]]


ARGUMENTS = {
    "vi vim nvim": "+12 a.yaml",
    "nano": "+12,5 a.yaml",
    "emacs emacsclient kak": "+12:5 a.yaml",
    "hx": "a.yaml:12:5",
    "subl": "--wait a.yaml:12:5",
    "code codium": "--wait --goto a.yaml:12:5",
    "ed": "a.yaml",
}


@pytest.mark.parametrize("editors", ARGUMENTS)
def test_each_editor_is_told_of_the_line_in_its_own_way(editors: str, path: Environment) -> None:
    for editor in editors.split():
        words = command(path(editor, EDITOR=editor), "a.yaml", 12, 5)
        assert words == [editor, *ARGUMENTS[editors].split()]
    # By its path, and at the start of the file if no place is given.
    full = str(Path(path()["PATH"]) / editor)
    arguments = ARGUMENTS[editors].replace("12", "1").replace("5", "1")
    assert command({"EDITOR": full}, "a.yaml") == [full, *arguments.split()]


@pytest.mark.parametrize(
    ("visual", "editor"), [("vim", "vim"), (None, "ed"), ("", "ed"), ("  ", "ed"), ("''", "ed")]
)
def test_visual_comes_first(visual: str | None, editor: str, path: Environment) -> None:
    variables = {} if visual is None else {"VISUAL": visual}
    assert command(path("vim", "ed", EDITOR="ed", **variables), "a.yaml")[0] == editor


def test_the_variable_is_split_as_by_a_shell_not_run(path: Environment, tmp_path: Path) -> None:
    variable = "'my editor' -u \"a b\" $(touch x); rm\\ *"
    words = command(path("my editor", EDITOR=variable), "a b;c.yaml", 3)
    assert words == ["my editor", "-u", "a b", "$(touch", "x);", "rm *", "a b;c.yaml"]
    assert {each.name for each in tmp_path.iterdir()} == {"my editor"}


@pytest.mark.parametrize("name", ["-R.yaml", "+!x", "--cmd"])
@pytest.mark.parametrize("editor", ["vim", "ed", "hx"])
def test_no_file_name_passes_for_an_option(editor: str, name: str, path: Environment) -> None:
    assert command(path(editor, EDITOR=editor), name)[-1].startswith(f"./{name}")


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({}, "no editor: set $VISUAL or $EDITOR to the one that you use"),
        # The line shows what the environment hides.
        ({"EDITOR": "'a\n\x1b[2J'"}, 'no editor: $EDITOR names "a ␛[2J", which can\'t be found'),
        ({"EDITOR": "nope -x"}, 'no editor: $EDITOR names "nope", which can\'t be found'),
        ({"VISUAL": "plain"}, 'no editor: $VISUAL names "plain", which can\'t be found'),
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
