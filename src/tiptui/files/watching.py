"""Whether files have changed on disk, by looks that are taken now and then.

Polling sees files on network folders and those that are renamed over, on every system. A look
takes some microseconds.
"""

import os
from collections.abc import Iterable, Mapping

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
        """Return whether the files have changed and are not being written, once for each change.

        They are not being written when they are as they were at the look before.
        """
        quiet = now == self._last
        self._last = now
        if not quiet or now == self.seen:
            return False
        self.seen = now
        return True
