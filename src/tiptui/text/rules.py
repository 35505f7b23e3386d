"""Words and patterns as data: lines under titles, in a text file beside a module, with its name."""

import re
from functools import cache
from pathlib import Path

_TITLE = re.compile(r"\{([a-z]+)\}")
_SECTION = re.compile(r"^\[(.+)\]\n((?:.+\n)+)", re.MULTILINE)


@cache
def sections(module: str) -> dict[str, list[str]]:
    """Return lines by their titles, without comments."""
    found = dict[str, list[str]]()
    for title, lines in _SECTION.findall(Path(module).with_suffix(".txt").read_text("utf-8")):
        found[title] = [line for line in lines.splitlines() if not line.startswith("#")]
    return found


def word_lists(module: str) -> dict[str, frozenset[str]]:
    """Return words by their titles; `_` stands for a space."""
    found = dict[str, frozenset[str]]()
    for title, lines in sections(module).items():
        found[title] = frozenset(word.replace("_", " ") for word in " ".join(lines).split())
    return found


class Rules(dict[str, re.Pattern[str]]):
    """Patterns by title, made when first used. A space is any white space, `{title}` a pattern.

    A space before a question mark may lack.
    """

    def __init__(self, module: str) -> None:
        self._module = module

    def __missing__(self, title: str) -> re.Pattern[str]:
        lines = sections(self._module)[title]
        whole = "|".join(f"(?:{line})" for line in lines).replace(" ?", r"\s*").replace(" ", r"\s+")
        pattern = _TITLE.sub(lambda named: f"(?:{self[named[1]].pattern})", whole)
        self[title] = re.compile(pattern, re.IGNORECASE | re.DOTALL)
        return self[title]
