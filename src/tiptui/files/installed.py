"""What came with tiptui, or is not the reader's to write."""

import os
from pathlib import Path

import tiptui

_PACKAGE = Path(tiptui.__file__).parent


def default_record() -> str:
    """Return the path of the record that comes with tiptui: installed, or in a checkout."""
    installed = _PACKAGE / "event.yaml"
    return str(installed if installed.exists() else _PACKAGE.parents[1] / "data" / "event.yaml")


def is_installed(file: str) -> bool:
    """Return whether a file is not the reader's to edit.

    That is the default record, wherever it is, all below the package's own folder, and what they
    may not write to.
    """
    real = os.path.realpath(file)
    own = os.path.realpath(default_record()), os.path.realpath(_PACKAGE)
    there = os.path.exists(file)  # noqa: PTH110 (a Path refuses names that a file can have)
    return (
        real == own[0]
        or Path(real).is_relative_to(own[1])
        or (there and not os.access(file, os.W_OK))
    )
