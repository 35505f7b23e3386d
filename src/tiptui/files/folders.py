"""The files of records that names of files and folders stand for, and whether they have changed.

Changes are seen by looks that are taken now and then, some microseconds each: polling sees files on
network folders and those that are renamed over, on every system.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tiptui.files.input import STDIN
from tiptui.text.visible import reason, visible

_ENDINGS = (".yaml", ".yml")

Stamp = tuple[int, ...] | None
"""What changes when a file does; None where there is no file to ask."""

Stamps = Mapping[str, Stamp]


def stamp(file: str) -> Stamp:
    """Return what differs after a change of a file, also of its permissions, or its replacement."""
    try:
        status = os.stat(file)  # noqa: PTH116 (a Path refuses names that a file can have)
    except (OSError, ValueError):
        return None
    changed = status.st_mtime_ns, status.st_ctime_ns
    return *changed, status.st_size, status.st_ino, status.st_dev, status.st_mode


def stamps(files: Iterable[str]) -> Stamps:
    return {file: stamp(file) for file in files}


class Watch:
    """Looks at files, from the stamps `seen` on, which they had before they were read."""

    def __init__(self, seen: Stamps) -> None:
        self.seen = seen
        self._last = seen

    @property
    def is_settled(self) -> bool:
        """Whether the last look saw what was seen before."""
        return self._last == self.seen

    def look(self, now: Stamps) -> bool:
        """Return whether the files have changed and are as at the look before, once a change."""
        is_written = now != self._last
        self._last = now
        if is_written or now == self.seen:
            return False
        self.seen = now
        return True


def is_named_as_record(file: str) -> bool:
    """Return whether a file has the name of a record, which standard input needs not."""
    return file == STDIN or file.lower().endswith(_ENDINGS)


def is_folder(name: str) -> bool:
    return os.path.isdir(name)  # noqa: PTH112 (a Path refuses names that a file can have)


def are_collection(names: Sequence[str]) -> bool:
    """Return whether names stand for a collection: a folder does, whatever it holds."""
    return len(names) > 1 or any(map(is_folder, names))


class Found(NamedTuple):
    """The files of records, the folders with their stamps from before, and what has no record."""

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
        said = len(remarks)
        below = sorted(_below(name, folders, remarks))
        files.update(dict.fromkeys(below))
        if not below and len(remarks) == said:
            one = visible(os.path.join(name, "minutes.yaml"))  # noqa: PTH118
            remarks.append(
                f"{visible(name)}: a folder without any *.yaml or *.yml file; "
                f"tiptui new {one} writes one"
            )
    return Found(tuple(files), folders, tuple(remarks))


def _below(folder: str, folders: dict[str, Stamp], remarks: list[str]) -> Iterator[str]:
    """Yield the files of records below a folder; note all folders, and which can't be read."""
    # os.walk calls itself for each level, which has an end in Python 3.11.
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        folders[here] = stamp(here)
        try:
            with os.scandir(here) as entries:
                seen = [each for each in entries if not each.name.startswith(".")]
        except OSError as error:
            remarks.append(f"{visible(here)}: {reason(error)}")
            continue
        for entry in seen:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif entry.name.endswith(_ENDINGS) and not is_folder(entry.path):
                yield entry.path
