"""The rows that the reader marked (on the screen: marks), on disk."""

import os
from collections.abc import Mapping, Set
from pathlib import Path
from sys import intern
from types import MappingProxyType

from tiptui.files.input import STDIN
from tiptui.files.output import NoOutput
from tiptui.files.own import open_private, own_folder
from tiptui.text.visible import reason, visible

# Imported where they are first needed, as most readers mark nothing: json, tiptui.files.saving.

Bookmarks = Mapping[str, Set[str]]
"""Bookmarked refs, by the real path of their record; those of `-` are never on disk."""

NO_BOOKMARKS: Bookmarks = MappingProxyType({})

LARGEST = 2**20  # bytes of the file
_NAME = "marks.json"  # may be a link


def read_bookmarks() -> tuple[Bookmarks, str]:
    """Return the bookmarks on disk, and the reason why they can't be read, or ""."""
    try:
        return _read(file := Path(os.path.realpath(own_folder("state") / _NAME))), ""
    except (RuntimeError, FileNotFoundError, NotADirectoryError):
        return NO_BOOKMARKS, ""
    except (OSError, ValueError) as error:
        return NO_BOOKMARKS, f"marks not read: {reason(error)} ({visible(str(file))})"


def change_bookmarks(added: Bookmarks, removed: Bookmarks) -> Bookmarks:
    """Add and remove bookmarks on disk, for all browsers; return the new ones. Raise NoOutput."""
    import json

    from tiptui.files.saving import lock, save_private

    try:
        file = Path(os.path.realpath(own_folder("state", make=True) / _NAME))
        with lock(file.parent):
            try:
                kept = merge(_read(file), added, removed)
            except (FileNotFoundError, ValueError):
                kept = added
            named = {path: sorted(refs) for path, refs in kept.items() if refs and path != STDIN}
            if len(data := json.dumps(named, indent=0).encode()) > LARGEST:
                raise OSError(0, "there would be more than 1 MiB of marks")
            save_private(file, data)
    except (OSError, RuntimeError) as error:
        raise NoOutput(reason(error)) from None
    return kept


def merge(kept: Bookmarks, added: Bookmarks, removed: Bookmarks) -> Bookmarks:
    none: Set[str] = frozenset()
    return {
        path: kept.get(path, none) - removed.get(path, none) | added.get(path, none)
        for path in {**kept, **added}
    }


def real_path(record: str) -> str:
    """Return the key for the bookmarks of a record."""
    return record if record == STDIN else os.path.realpath(record)


def _read(file: Path) -> Bookmarks:
    """Return the bookmarks of a file. Raise OSError, and ValueError where it is damaged."""
    with os.fdopen(open_private(file), "rb") as stream:
        data = stream.read(LARGEST + 1)
    import json  # only where there is anything

    try:
        tree = json.loads(data if len(data) <= LARGEST else "")
        return {path: frozenset(map(intern, refs)) for path, refs in tree.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise ValueError("damaged, the next mark starts a new file") from None
