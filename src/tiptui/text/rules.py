"""Words and patterns as data: files with lines under titles."""

import re
from functools import cache
from pathlib import Path

_TITLE = re.compile(r"\{([a-z]+)\}")
_SECTION = re.compile(r"^\[(.+)\]\n((?:.+\n)+)", re.MULTILINE)


@cache
def sections(file: Path) -> dict[str, list[str]]:
    """Return the lines of a file by their titles, without comments."""
    return {
        title: [line for line in lines.splitlines() if not line.startswith("#")]
        for title, lines in _SECTION.findall(file.read_text("utf-8"))
    }


@cache
def word_lists(file: Path) -> dict[str, frozenset[str]]:
    """Return the words of a file by their titles; `_` stands for a space."""
    return {
        title: frozenset(word.replace("_", " ") for line in lines for word in line.split())
        for title, lines in sections(file).items()
    }


@cache
def rules(file: Path) -> dict[str, re.Pattern[str]]:
    """Return a pattern for each title of a file: any of its lines, which are patterns.

    A space stands for any white space, `{title}` for the pattern of a title above.
    """
    found: dict[str, re.Pattern[str]] = {}
    for title, lines in sections(file).items():
        whole = "|".join(f"(?:{line})" for line in lines).replace(" ", r"\s+")
        pattern = _TITLE.sub(lambda named: f"(?:{found[named[1]].pattern})", whole)
        found[title] = re.compile(pattern, re.IGNORECASE | re.DOTALL)
    return found
