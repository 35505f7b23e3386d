"""The folders in which a program keeps what is its own (XDG Base Directory, 0.8).

RuntimeError is raised where there is neither a variable nor a home.
"""

import os
from pathlib import Path


def config_folder() -> Path:
    """Return the folder for what the reader sets."""
    return _folder("XDG_CONFIG_HOME", ".config")


def state_folder() -> Path:
    """Return the folder for what is kept between runs."""
    return _folder("XDG_STATE_HOME", ".local/state")


def cache_folder() -> Path:
    """Return the folder for what can be made again."""
    return _folder("XDG_CACHE_HOME", ".cache")


def _folder(variable: str, default: str) -> Path:
    base = os.environ.get(variable, "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / default) / "tiptui"
