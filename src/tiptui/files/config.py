"""What the reader set in `config.toml`, and the theme that they picked last.

Whatever is wrong with either costs nothing but what it would have set.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from tiptui.files.input import NoInput, file_size, read_bytes
from tiptui.files.own import own_folder
from tiptui.text.near_words import did_you_mean, nearest
from tiptui.text.visible import clip, visible

LARGEST = 2**16
"""The most bytes that are read: what TOML takes to read grows faster than the file."""

_MOST_DOTS = 500
"""The most on one line: no query is longer."""

_THEME = "theme"
"""The file of its name, and what sets it."""

_TABLES = ("keys", "queries")
KNOWN = (_THEME, *_TABLES)
"""All that can be set."""

_HEAD = re.compile(r"\s*\[\s*([\w-]+)\s*\]")
_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*[=.]""")
_PLACE = r" \((?:at line (\d+), column (\d+)|at end of document)\)$"


class Config(NamedTuple):
    """What is set: a theme by its name, keys by the ids of bindings, queries by their names."""

    theme: str = ""
    keys: Mapping[str, str] = {}
    queries: Mapping[str, str] = {}
    wrong: tuple[str, ...] = ()
    """A line on each thing in it that can't be taken, which is as if it were not there."""
    file: str = ""
    lines: Mapping[tuple[str, str], int] = {}
    """Where each key is first written, by its table and itself."""

    @property
    def folder(self) -> str:
        """What stands in each line on it before its file's name."""
        return visible(self.file).rpartition("config.toml")[0]

    def remark(self, key: str, words: str, table: str = "") -> str:
        """Return words on a key of the file, after its place."""
        line = self.lines.get((table, key), 1)  # else written in another of TOML's ways
        return f"{visible(self.file)}:{line}: {words}"


UNSET = Config()
"""Nothing is set."""


def read_config() -> Config:
    """Return what the reader set; nothing where they set nothing."""
    try:
        file = str(own_folder("config") / "config.toml")
        Path(file).stat()
    except (RuntimeError, FileNotFoundError, NotADirectoryError):
        return UNSET
    except OSError:
        pass  # reading it says why
    if file_size(file) > LARGEST:
        return Config(file=file, wrong=(f"{visible(file)}: larger than {LARGEST // 2**10} KiB",))
    try:
        return parse_config(file, read_bytes(file)[:LARGEST])
    except NoInput as error:
        return Config(file=file, wrong=(str(error),))


def parse_config(file: str, data: bytes) -> Config:
    # Not above: most readers set nothing, and the start is measured.
    import tomllib

    try:
        text = data.decode()
        # Each step of a key takes longer to read than the one before.
        for number, line in enumerate(text.split("\n"), 1):
            if line.count(".") > _MOST_DOTS and not line.lstrip().startswith("#"):
                raise ValueError(f"nested too deep (at line {number}, column 1)")
        return _take(tomllib.loads(text), Config(file=file, lines=_lines(text)))
    except (ValueError, RecursionError) as error:
        place, words = _fault(data, error)
        return Config(file=file, wrong=(f"{visible(file)}:{place}: {clip(words, 200)}",))


def _lines(text: str) -> dict[tuple[str, str], int]:
    """Return on which line each key is first written, by its table and itself."""
    lines: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if head := _HEAD.match(line):
            table = head[1]
            lines.setdefault(("", table), number)
        elif key := _KEY.match(line):
            lines.setdefault((table, key[key.lastindex or 0]), number)
    return lines


def _fault(data: bytes, error: Exception) -> tuple[str, str]:
    """Return where and why a file is no TOML."""
    if isinstance(error, UnicodeDecodeError):
        return str(data.count(b"\n", 0, error.start) + 1), "is not UTF-8"
    if isinstance(error, RecursionError):
        return "1", "nested too deep"
    words, found = str(error), re.search(_PLACE, str(error))
    if found and found[1]:
        return f"{found[1]}:{found[2]}", words[: found.start()]
    return str(len(data.rstrip().split(b"\n"))), words


def _take(tree: Mapping[str, Any], config: Config) -> Config:
    """Return what of a file can be taken, and a line on all else."""
    wrong = list[str]()
    for key in (each for each in tree if each not in KNOWN):
        near = did_you_mean(nearest(key, KNOWN))
        wrong.append(config.remark(key, f'nothing is set by "{clip(key)}"{near}'))
    theme = tree.get("theme", "")
    if not isinstance(theme, str):
        wrong.append(config.remark("theme", "a theme is a name in quotation marks"))
        theme = ""
    keys, queries = (dict(_texts(name, tree.get(name, {}), config, wrong)) for name in _TABLES)
    return config._replace(theme=theme, keys=keys, queries=queries, wrong=tuple(wrong))


def _texts(name: str, table: Any, config: Config, wrong: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what a table sets that is text, and add a line on all else to what is wrong."""
    if not isinstance(table, dict):
        wrong.append(config.remark(name, f"write [{name}], and what it sets in the lines below"))
        return
    for key, value in table.items():
        if not isinstance(value, str) or not value.strip():
            words = f'"{clip(key)}" needs a value in quotes'
            wrong.append(config.remark(key, words, name))
        elif name == "queries" and not re.fullmatch("[A-Za-z0-9_-]+", key):
            words = f'"{clip(key)}" names no query: use only letters, digits, - and _'
            wrong.append(config.remark(key, words, name))
        else:
            yield key, " ".join(value.split())


def picked_theme() -> str:
    """Return the name of the theme that was picked last; empty for none."""
    with suppress(NoInput, RuntimeError, UnicodeError):
        file = str(own_folder("state") / _THEME)
        if 0 < file_size(file) <= 100:
            return read_bytes(file).decode().strip()
    return ""


def keep_theme(name: str) -> str:
    """Keep the name of the theme that was picked; return in words why not, or nothing."""
    from tiptui.files.output import NoOutput
    from tiptui.files.saving import save_all

    try:
        save_all({str(own_folder("state", make=True) / _THEME): f"{name}\n"}, replace=True)
    except (NoOutput, OSError, RuntimeError) as error:
        return f"the theme can't be kept: {error}"
    return ""
