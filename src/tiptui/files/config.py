"""The settings of the reader in `config.toml`, and the theme that they picked last.

A wrong setting is left out, with a line that says so.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from tiptui.files.input import NoInput, read_bytes
from tiptui.files.output import NoOutput
from tiptui.files.own import own_folder
from tiptui.text.near_words import did_you_mean, nearest
from tiptui.text.visible import clip, visible

LARGEST = 2**16  # bytes: the time to read TOML grows faster than the file
_THEME = "theme"  # a key, and the name of a file
_TABLES = ("keys", "queries")
KNOWN = (_THEME, *_TABLES)  # the keys of the file


class Config(NamedTuple):
    """The name of a theme, keys by the ids of bindings, and queries by their names."""

    theme: str = ""
    keys: Mapping[str, str] = {}
    queries: Mapping[str, str] = {}
    wrong: tuple[str, ...] = ()  # a line on each wrong setting
    file: str = ""

    @property
    def folder(self) -> str:
        return visible(self.file).rpartition("config.toml")[0]

    def remark(self, words: str, *key: str) -> str:
        return ": ".join(filter(None, (visible(self.file), clip(".".join(key)), words)))


UNSET = Config()


def read_config() -> Config:
    try:
        os.lstat(file := str(own_folder("config") / "config.toml"))
    except RuntimeError:
        return UNSET
    except (FileNotFoundError, NotADirectoryError):
        return Config(file=file)
    except OSError:
        pass  # reading it says why
    # Not above: most readers set nothing, and the start is measured.
    import tomllib

    config = Config(file=file)
    try:
        return _with_settings(config, tomllib.loads(read_bytes(file, LARGEST).decode()))
    except NoInput as error:
        return config._replace(wrong=(str(error),))
    except UnicodeDecodeError:
        words = "is not UTF-8"
    except (ValueError, RecursionError) as error:  # the first also for an endless number
        words = "is nested too deep" if isinstance(error, RecursionError) else clip(str(error), 200)
    return config._replace(wrong=(config.remark(words),))


def _with_settings(config: Config, tree: Mapping[str, Any]) -> Config:
    """Return a config with the settings of a file, and a line on each wrong one."""
    wrong = [
        config.remark(f"no such setting{did_you_mean(nearest(key, KNOWN))}", key)
        for key in tree
        if key not in KNOWN
    ]
    theme = str(tree.get(_THEME, ""))
    keys, queries = (dict(_texts(name, tree.get(name, {}), config, wrong)) for name in _TABLES)
    return config._replace(theme=theme, keys=keys, queries=queries, wrong=tuple(wrong))


def _texts(name: str, table: Any, config: Config, wrong: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the settings of a table, and add a line on each other one to `wrong`."""
    if not isinstance(table, dict):
        wrong.append(config.remark(f"write [{name}], and its settings in the lines below", name))
        return
    for key, value in table.items():
        if not isinstance(value, str) or not value.strip():
            wrong.append(config.remark("needs a value in quotes", name, key))
        elif name == "queries" and not re.fullmatch("[A-Za-z0-9_-]+", key):
            words = "the name of a query has only letters, digits, - and _"
            wrong.append(config.remark(words, name, key))
        else:
            yield key, " ".join(value.split())


def picked_theme() -> str:
    with suppress(NoInput, RuntimeError, UnicodeError):
        return read_bytes(str(own_folder("state") / _THEME), 100).decode().strip()
    return ""


def save_theme(name: str) -> str:
    """Write the name of the theme that the reader picked; return the reason why not, or ""."""
    from tiptui.files.saving import save_all

    try:
        save_all({str(own_folder("state", make=True) / _THEME): f"{name}\n"}, replace=True)
    except (NoOutput, OSError, RuntimeError) as error:
        return f"the colour theme can't be kept: {error}"
    return ""
