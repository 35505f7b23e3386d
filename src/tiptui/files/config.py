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

_NO_TEXT = "needs a value in quotes"
_TABLES = ("keys", "queries")
KNOWN = (_THEME, *_TABLES)
"""All that can be set."""


class Config(NamedTuple):
    """What is set: a theme by its name, keys by the ids of bindings, queries by their names."""

    theme: str = ""
    keys: Mapping[str, str] = {}
    queries: Mapping[str, str] = {}
    wrong: tuple[str, ...] = ()
    """A line on each thing in it that can't be taken, which is as if it were not there."""
    file: str = ""

    @property
    def folder(self) -> str:
        """What stands in each line on it before its file's name."""
        return visible(self.file).rpartition("config.toml")[0]

    def remark(self, words: str, *key: str) -> str:
        """Return words on the file, after the key of it that they are about: `keys.zoom`."""
        return ": ".join(filter(None, (visible(self.file), clip(".".join(key)), words)))


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
        return _unread(file, f"larger than {LARGEST // 2**10} KiB")
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
        lines = (line for line in text.split("\n") if not line.lstrip().startswith("#"))
        if any(line.count(".") > _MOST_DOTS for line in lines):
            raise RecursionError
        return _take(tomllib.loads(text), Config(file=file))
    except UnicodeDecodeError:
        return _unread(file, "is not UTF-8")
    except RecursionError:
        return _unread(file, "nested too deep")
    except ValueError as error:  # also of a number without end
        return _unread(file, clip(str(error), 200))


def _unread(file: str, words: str) -> Config:
    """Return that nothing is set, as the file can't be read."""
    config = Config(file=file)
    return config._replace(wrong=(config.remark(words),))


def _take(tree: Mapping[str, Any], config: Config) -> Config:
    """Return what of a file can be taken, and a line on all else."""
    wrong = list[str]()
    for key in (each for each in tree if each not in KNOWN):
        near = did_you_mean(nearest(key, KNOWN))
        wrong.append(config.remark(f"nothing is set by this{near}", key))
    theme = tree.get("theme", "")
    if not isinstance(theme, str):
        wrong.append(config.remark(_NO_TEXT, "theme"))
        theme = ""
    keys, queries = (dict(_texts(name, tree.get(name, {}), config, wrong)) for name in _TABLES)
    return config._replace(theme=theme, keys=keys, queries=queries, wrong=tuple(wrong))


def _texts(name: str, table: Any, config: Config, wrong: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what a table sets that is text, and add a line on all else to what is wrong."""
    if not isinstance(table, dict):
        words = f"write [{name}], and what it sets in the lines below"
        wrong.append(config.remark(words, name))
        return
    for key, value in table.items():
        if not isinstance(value, str) or not value.strip():
            wrong.append(config.remark(_NO_TEXT, name, key))
        elif name == "queries" and not re.fullmatch("[A-Za-z0-9_-]+", key):
            words = "a query has a name of only letters, digits, - and _"
            wrong.append(config.remark(words, name, key))
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
