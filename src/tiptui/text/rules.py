"""What is known of words, as data: lines under titles, which may be patterns."""

import re
from functools import cache
from pathlib import Path

_SPACE = r"\s+"
_TITLE = re.compile(r"\{([a-z]+)\}")
_SECTION = re.compile(r"^\[(.+)\]\n((?:.+\n)+)", re.MULTILINE)


@cache
def sections(file: Path) -> dict[str, list[str]]:
    """Return the lines of a file by the titles that they stand under, without its remarks."""
    return {
        title: [line for line in lines.splitlines() if not line.startswith("#")]
        for title, lines in _SECTION.findall(file.read_text("utf-8"))
    }


@cache
def word_lists(file: Path) -> dict[str, frozenset[str]]:
    """Return the words of a file by the titles that they stand under; `_` stands for a space."""
    return {
        title: frozenset(word.replace("_", " ") for line in lines for word in line.split())
        for title, lines in sections(file).items()
    }


@cache
def rules(file: Path) -> dict[str, re.Pattern[str]]:
    """Return what matches any line of a title, each a pattern, by the titles of a file.

    A space in them is any white space, for a text may be parted anywhere; a title in braces is any
    line of that title, which stands above.
    """
    found: dict[str, re.Pattern[str]] = {}
    for title, lines in sections(file).items():
        whole = "|".join(f"(?:{line.replace(' ', _SPACE)})" for line in lines)
        pattern = _TITLE.sub(lambda named: f"(?:{found[named[1]].pattern})", whole)
        found[title] = re.compile(pattern, re.IGNORECASE | re.DOTALL)
    return found
