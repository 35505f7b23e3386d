"""Opening a web address at given words or at a time, in a graphical program."""

import os
import re
import shutil
import subprocess
import sys
import threading
from urllib.parse import quote

_OPENERS = (["xdg-open"], ["gio", "open"])


def address(url: str, exact: str, time: str = "") -> str:
    """Return a web address that leads to words of its page; empty unless it is http or https.

    The words are a text fragment (WICG, URL Fragment Text Directives); the fragment that the
    address has stays before it. Without words, the address stays as it is. With a time, it leads
    to that time of a recording instead.
    """
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
    """Return an address that leads to a time (hours:minutes:seconds) of a recording.

    It is a media fragment (W3C, Media Fragments URI), in seconds; others stay before it.
    """
    page, _, fragment = url.partition("#")
    others = [part for part in fragment.split("&") if part and not part.startswith("t=")]
    hours, minutes, seconds = time.split(":")
    whole, _, part = seconds.partition(".")
    total = int(hours) * 3600 + int(minutes) * 60 + int(whole)
    at = f"t={total}.{part}".rstrip("0") if part.strip("0") else f"t={total}"
    return f"{page}#{'&'.join([*others, at])}"


def opener() -> list[str]:
    """Return the command that opens an address in a graphical program; empty without one."""
    if sys.platform == "darwin":
        return _with_path(["open"])
    if "WSL_DISTRO_NAME" in os.environ and (command := _with_path(["wslview"])):
        return command
    # Without a display these fall back on a browser inside the terminal.
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        return []
    return next(filter(None, map(_with_path, _OPENERS)), [])


def _with_path(command: list[str]) -> list[str]:
    """Return a command with its program's path; empty where it is not installed."""
    path = shutil.which(command[0])
    return [path, *command[1:]] if path else []


def open_address(url: str) -> bool:
    """Start the opener with a web address; return whether it started.

    It has neither terminal nor streams of this program, and goes on when this program ends.
    """
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
    except (OSError, ValueError):  # the latter: a null character
        return False
    # Somebody has to wait for it, or it stays in the process table when it is done.
    threading.Thread(target=process.wait, daemon=True).start()
    return True


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))
