"""Saving a folder whole: it is written beside, then takes its name, or is not there at all."""

import os
import shutil
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from tiptui.files.output import NoOutput
from tiptui.text.visible import reason

_LIST = ".tiptui-new.sha256"
"""What was written, as `sha256sum -c` reads it: all else in the folder is somebody's own."""


def save_folder(folder: str, files: Iterable[tuple[str, str]], replace: bool = False) -> None:
    """Write named texts as a new folder; with `replace` in the place of one written so before.

    Raise NoOutput, also where there is a folder already, or in it what was not written so.
    """
    target = Path(os.path.realpath(folder))
    try:
        check_folder(folder, replace)
        with _beside(target) as temporary:
            sums = []
            for name, text in files:
                data = text.encode()
                (temporary / name).write_bytes(data)
                sums.append(f"{sha256(data).hexdigest()}  {name}\n")
            (temporary / _LIST).write_text("".join(sums), "utf-8")
            os.sync()
            check_folder(folder, replace)  # there was time to put something there
            _put(temporary, target)
    except (OSError, ValueError) as error:
        raise NoOutput(f"{folder}: {reason(error)}") from None


def check_folder(folder: str, replace: bool) -> None:
    """Raise NoOutput where a folder can't be written, for what is there already."""
    target = Path(os.path.realpath(folder))
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise NoOutput(f"{folder}: is there already, and no folder")
    foreign = _first_foreign(target)
    if foreign and replace:
        raise NoOutput(
            f"{folder}: {foreign} is not as tiptui wrote it: move it, or name a new folder"
        )
    if not replace and any(target.iterdir()):
        raise NoOutput(f"{folder}: is there already; --force replaces it")


def _first_foreign(folder: Path) -> str:
    """Return the first name in a folder that was not written here, or has changed since."""
    try:
        lines = (folder / _LIST).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        lines = []
    sums = {name: each for each, _, name in (line.partition("  ") for line in lines)}
    for entry in sorted(folder.iterdir()):
        if entry.name == _LIST and sums:
            continue
        own = sums.get(entry.name)
        if not own or entry.is_symlink() or not entry.is_file():
            return entry.name
        if sha256(entry.read_bytes()).hexdigest() != own:
            return entry.name
    return ""


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    temporary = target.parent / f".tiptui-{token_hex(8)}"
    temporary.mkdir()
    try:
        yield temporary
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _put(temporary: Path, target: Path) -> None:
    """Give a folder its name, in the place of what has it; signals wait until it is done."""
    ending = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ending)
    aside = temporary.with_name(f"{temporary.name}-old")
    try:
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o7777)
            target.rename(aside)
        try:
            temporary.rename(target)
        except OSError:
            if aside.exists():
                aside.rename(target)
            raise
        shutil.rmtree(aside, ignore_errors=True)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
