"""Patterns that are compiled when they are first used: a start needs few of them."""

import re
from typing import Any, cast


class _Late:
    """A pattern not compiled yet."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the compiled pattern, which is found at once from now on."""
        value = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, value)
        return value


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return cast("re.Pattern[str]", _Late(pattern, flags))
