"""Words and patterns as data: lines under titles, in a text file beside a module, with its name."""

import re
from functools import cache
from pathlib import Path

_TITLE = re.compile(r"\{([a-z]+)\}")
_SECTION = re.compile(r"^\[(.+)\]\n((?:.+\n)+)", re.MULTILINE)


@cache
def sections(module: str) -> dict[str, list[str]]:
    """Return lines by their titles, without comments."""
    text = Path(module).with_suffix(".txt").read_text("utf-8")
    by_title: dict[str, list[str]] = {}
    for title, lines in _SECTION.findall(text):
        by_title[title] = [line for line in lines.splitlines() if not line.startswith("#")]
    return by_title


def word_lists(module: str) -> dict[str, frozenset[str]]:
    """Return words by their titles; `_` stands for a space."""
    by_title: dict[str, frozenset[str]] = {}
    for title, lines in sections(module).items():
        words = " ".join(lines).split()
        by_title[title] = frozenset(word.replace("_", " ") for word in words)
    return by_title


@cache
def lines_of_languages(folder: str) -> dict[str, list[str]]:
    """Return lines by their titles, of all files of a folder: each has those of a language."""
    by_title: dict[str, list[str]] = {}
    for path in sorted(Path(folder).glob("*.txt")):
        for title, lines in sections(str(path)).items():
            by_title.setdefault(title, []).extend(lines)
    return by_title


class Rules(dict[str, re.Pattern[str]]):
    """Patterns by title, made when first used. A space is any white space, `{title}` a pattern.

    A space before a question mark may lack.
    """

    def __init__(self, module: str) -> None:
        self._module = module

    def __missing__(self, title: str) -> re.Pattern[str]:
        lines = sections(self._module)[title]
        pattern = "|".join(f"(?:{line})" for line in lines)
        pattern = pattern.replace(" ?", r"\s*").replace(" ", r"\s+")
        pattern = _TITLE.sub(self._pattern_of, pattern)
        self[title] = re.compile(pattern, re.IGNORECASE | re.DOTALL)
        return self[title]

    def _pattern_of(self, title: re.Match[str]) -> str:
        return f"(?:{self[title[1]].pattern})"
