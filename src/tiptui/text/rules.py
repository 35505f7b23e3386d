"""Rules that are data: patterns under titles, a line for each, any of which may stand.

A space in them is any white space, for a text may be parted anywhere.
"""

import re
from functools import cache
from pathlib import Path

_SPACE = r"\s+"
_SECTION = re.compile(r"^\[(.+)\]\n((?:.+\n)+)", re.MULTILINE)


@cache
def rules(file: Path) -> dict[str, re.Pattern[str]]:
    """Return the patterns of a file by the titles that they stand under."""
    text = file.read_text("utf-8")
    return {
        title: re.compile("|".join(_patterns(lines)), re.IGNORECASE | re.DOTALL)
        for title, lines in _SECTION.findall(text)
    }


def _patterns(lines: str) -> list[str]:
    return [
        f"(?:{line.replace(' ', _SPACE)})"
        for line in lines.splitlines()
        if not line.startswith("#")
    ]
