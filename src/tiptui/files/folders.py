"""The files of records that names of files and folders stand for."""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tiptui.files.input import STDIN
from tiptui.files.watching import Stamp, Stamps, stamp
from tiptui.text.visible import reason, visible

_ENDINGS = (".yaml", ".yml")


def is_named_as_record(file: str) -> bool:
    """Return whether a file has the name of a record, which standard input needs not."""
    return file == STDIN or file.lower().endswith(_ENDINGS)


def are_collection(names: Sequence[str]) -> bool:
    """Return whether names stand for a collection: a folder does, whatever it holds."""
    return len(names) > 1 or any(map(is_folder, names))


class Found(NamedTuple):
    """The files of records, each once, the folders that they were looked for in, and remarks.

    The folders have the stamps from before they were looked through. The remarks are on those that
    can't be read or have no record.
    """

    files: tuple[str, ...]
    folders: Stamps
    remarks: tuple[str, ...]


def find_files(names: Iterable[str]) -> Found:
    """Return the files of records that names of files and folders stand for.

    Of a folder these are all `*.yaml` and `*.yml` files below it, sorted; hidden files and folders
    are passed over, and so are links to folders, which may lead round in a circle.
    """
    files: dict[str, None] = {}
    folders: dict[str, Stamp] = {}
    remarks: list[str] = []
    for name in names:
        if not is_folder(name):
            files[name] = None
            continue
        unread: list[str] = []
        below = sorted(_below(name, folders, unread))
        files.update(dict.fromkeys(below))
        remarks += unread
        if not below and not unread:
            remarks.append(f"{visible(name)}: a folder without any *.yaml or *.yml file")
    return Found(tuple(files), folders, tuple(remarks))


def is_folder(name: str) -> bool:
    """Return whether a name is that of a folder."""
    return os.path.isdir(name)  # noqa: PTH112 (a Path refuses names that a file can have)


def _below(folder: str, folders: dict[str, Stamp], unread: list[str]) -> Iterator[str]:
    """Return the files of records below a folder; note all folders, and which can't be read."""
    # os.walk calls itself for each level, which has an end in Python 3.11.
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        folders[here] = stamp(here)
        try:
            with os.scandir(here) as entries:
                seen = [each for each in entries if not each.name.startswith(".")]
        except OSError as error:
            unread.append(f"{visible(here)}: {reason(error)}")
            continue
        for entry in seen:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif entry.name.endswith(_ENDINGS) and not is_folder(entry.path):
                yield entry.path
