"""Other programs: an editor for a position in a file, a web browser for an address."""

import os
import re
import shlex
import subprocess
import sys
import threading
from collections.abc import Mapping
from shutil import which
from urllib.parse import quote

from tiptui.text.visible import clip


class NoEditor(Exception):
    """The environment names no editor that can be run; says why in one line."""


_ARGUMENTS = {
    **dict.fromkeys(("vi", "view", "vim", "nvim", "pico"), ("+{line}", "{file}")),
    "nano": ("+{line},{column}", "{file}"),
    **dict.fromkeys(("micro", "emacs", "emacsclient", "kak"), ("+{line}:{column}", "{file}")),
    **dict.fromkeys(("hx", "helix", "subl"), ("{file}:{line}:{column}",)),
    **dict.fromkeys(("code", "code-insiders", "codium"), ("--goto", "{file}:{line}:{column}")),
}
"""The arguments of an editor for a position, by its name."""

# They hand the file to a window and end, unless they are asked, once or more, to wait.
_LEAVES = {"code", "code-insiders", "codium", "subl"}


def command(environment: Mapping[str, str], file: str, line: int = 1, column: int = 1) -> list[str]:
    """Return the command to edit a file at a line and a column, counted from 1. Raise NoEditor.

    The editor is `$VISUAL`, or else `$EDITOR`, split into words as by a shell, but run by none.
    """
    for variable in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(environment.get(variable, ""))
        except ValueError as error:
            reason = str(error).lower()
            raise NoEditor(f"no editor: ${variable} can't be split into words: {reason}") from None
        if words and words[0]:
            break
    else:
        raise NoEditor("no editor: set $VISUAL or $EDITOR to the one that you use")
    if which(words[0], path=environment.get("PATH", os.defpath)) is None:
        name = f'"{clip(words[0])}"'
        raise NoEditor(f"no editor: ${variable} names {name}, which can't be found")
    if file.startswith(("-", "+")):
        file = os.path.join(os.curdir, file)  # noqa: PTH118 (a Path would drop the dot)
    name = os.path.basename(words[0])  # noqa: PTH119
    wait = ["--wait"] if name in _LEAVES else []
    arguments = _ARGUMENTS.get(name, ("{file}",))
    position = (word.format(file=file, line=line, column=column) for word in arguments)
    return [*words, *wait, *position]


def address(url: str, exact: str, time: str = "") -> str:
    """Return the address of words of a page (a W3C text fragment), or of a time; "" if not http."""
    if not _is_web(url):
        return ""
    if time:
        return address_at(url, time)
    # A page has spaces where a text has line breaks.
    words = re.sub(r"[ \n\r]+", " ", exact).strip(" ")
    if not words:
        return url
    page, _, fragment = url.partition("#")
    own = fragment.partition(":~:")[0]
    # Unencoded, a hyphen marks the words as context; `quote` always leaves it.
    encoded = quote(words, safe="", errors="replace").replace("-", "%2D")
    return f"{page}#{own}:~:text={encoded}"


def address_at(url: str, time: str) -> str:
    """Return the address of a time of a recording, hours:minutes:seconds (a W3C media fragment)."""
    hours, minutes, seconds = map(float, time.split(":"))
    return f"{url.partition('#')[0]}#t={hours * 3600 + minutes * 60 + seconds:.12g}"


def opener() -> list[str]:
    """Return the command that opens an address in a graphical program, or []."""
    names = ["open"] if sys.platform == "darwin" else []
    if "WSL_DISTRO_NAME" in os.environ:
        names.append("wslview")
    # Without a display it opens a browser inside the terminal.
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        names.append("xdg-open")
    return [*filter(None, map(which, names))][:1]


def open_address(url: str) -> bool:
    """Start the opener with a web address; return whether it started."""
    command = opener()
    if not command or not _is_web(url):
        return False
    try:
        process = subprocess.Popen(  # noqa: S603 (an argument of its own, never a shell's)
            [*command, url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError):  # ValueError for a null character
        return False
    # Somebody has to wait for it, or it stays in the process table when it is done.
    threading.Thread(target=process.wait, daemon=True).start()
    return True


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))
