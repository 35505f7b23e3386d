"""The command that opens a file at a line, in the editor that the environment names."""

import os
import shlex
from collections.abc import Mapping
from shutil import which

from tiptui.text.visible import clip


class NoEditor(Exception):
    """The environment names no editor that could be run; says why in one line."""


_ARGUMENTS = {
    **dict.fromkeys(("vi", "view", "vim", "nvim", "pico"), ("+{line}", "{file}")),
    "nano": ("+{line},{column}", "{file}"),
    **dict.fromkeys(("micro", "emacs", "emacsclient", "kak"), ("+{line}:{column}", "{file}")),
    **dict.fromkeys(("hx", "helix", "subl"), ("{file}:{line}:{column}",)),
    **dict.fromkeys(("code", "code-insiders", "codium"), ("--goto", "{file}:{line}:{column}")),
}
"""How each editor is told of a position, by its name."""

# They hand the file to a window and are done, unless they are asked to wait.
_LEAVES = {"code", "code-insiders", "codium", "subl"}
_WAIT = {"--wait", "-w"}


def command(environment: Mapping[str, str], file: str, line: int = 1, column: int = 1) -> list[str]:
    """Return the program to run, with its arguments, to edit a file from a line and column on.

    Both count from 1, the column in code points. The editor is `$VISUAL`, or else `$EDITOR`, split
    into words as a shell does it, but never run by one. An editor that is not known here is given
    the file alone. Raise NoEditor.
    """
    variable, words = _editor(environment)
    if which(words[0], path=environment.get("PATH", os.defpath)) is None:
        name = f'"{clip(words[0])}"'
        raise NoEditor(f"no editor: ${variable} names {name}, which can't be found")
    if file.startswith(("-", "+")):
        file = os.path.join(os.curdir, file)  # noqa: PTH118 (a Path would drop the dot)
    name = os.path.basename(words[0])  # noqa: PTH119
    wait = ["--wait"] if name in _LEAVES and _WAIT.isdisjoint(words) else []
    arguments = _ARGUMENTS.get(name, ("{file}",))
    return [
        *words,
        *wait,
        *(each.format(file=file, line=line, column=column) for each in arguments),
    ]


def _editor(environment: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return the variable that names an editor, and the words in it. Raise NoEditor."""
    for variable in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(environment.get(variable, ""))
        except ValueError as error:
            reason = str(error).lower()
            raise NoEditor(f"no editor: ${variable} can't be split into words: {reason}") from None
        if words and words[0]:
            return variable, words
    raise NoEditor("no editor: set $VISUAL or $EDITOR to the one that you use")
