"""The files of records that names of files and folders stand for."""

import os
from collections.abc import Iterable, Iterator, Sequence

from tiptui.files.input import STDIN
from tiptui.text.visible import reason, visible

_ENDINGS = (".yaml", ".yml")


def is_named_as_record(file: str) -> bool:
    """Return whether a file has the name of a record, which standard input needs not."""
    return file == STDIN or file.lower().endswith(_ENDINGS)


def are_collection(names: Sequence[str]) -> bool:
    """Return whether names stand for a collection: a folder does, whatever it holds."""
    return len(names) > 1 or any(map(os.path.isdir, names))


def find_files(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the files of records that names of files and folders stand for, each once.

    Of a folder these are all `*.yaml` and `*.yml` files below it, sorted; hidden files and folders
    are passed over, and so are links to folders, which may lead round in a circle. With the files
    come the remarks on folders that can't be read or have no record.
    """
    files: dict[str, None] = {}
    remarks: list[str] = []
    for name in names:
        if not os.path.isdir(name):  # noqa: PTH112 (a Path refuses names that a file can have)
            files[name] = None
            continue
        unread: list[str] = []
        below = sorted(_below(name, unread))
        files.update(dict.fromkeys(below))
        remarks += unread
        if not below and not unread:
            remarks.append(f"{visible(name)}: a folder without any *.yaml or *.yml file")
    return list(files), remarks


def _below(folder: str, unread: list[str]) -> Iterator[str]:
    """Return the files of records below a folder, and note which folders could not be read."""
    # os.walk calls itself for each level, which has an end in Python 3.11.
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                seen = [each for each in entries if not each.name.startswith(".")]
        except OSError as error:
            unread.append(f"{visible(here)}: {reason(error)}")
            continue
        for entry in seen:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif entry.name.endswith(_ENDINGS) and not os.path.isdir(entry.path):  # noqa: PTH112
                yield entry.path
