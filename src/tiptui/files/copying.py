"""A record copied with its texts, never over what is there."""

import os
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path

from tiptui.files.input import read_bytes
from tiptui.files.output import NoOutput
from tiptui.files.saving import save
from tiptui.text.visible import reason


def texts_beside(file: str, names: Iterable[str]) -> list[str]:
    """Return those names of texts, relative to a record, that are files in its folder or below."""
    folder = Path(file).parent
    inside = (Path(each) for each in names)
    beside = (each for each in inside if not each.is_absolute() and ".." not in each.parts)
    return [str(each) for each in beside if (folder / each).is_file()]


def free_folder(file: str, texts: Sequence[str]) -> str:
    """Return where no copy of a record and its texts would meet a file: here, or a new folder.

    What the record says of where its texts are stays true there. Empty is the current folder.
    """
    name = os.path.basename(file)  # noqa: PTH119
    if not any(map(os.path.lexists, (name, *texts))):
        return ""
    return free_name(Path(name).stem)


def free_name(stem: str, ending: str = "") -> str:
    """Return a name that nothing in the current folder has, with a number where it must have."""
    names = (f"{stem}{f'-{number}' if number > 1 else ''}{ending}" for number in count(1))
    return next(each for each in names if not os.path.lexists(each))


def copy_record(file: str, texts: Sequence[str], folder: str) -> str:
    """Copy a record and the texts beside it to a folder; return the path of the copy.

    Each is there whole or not at all, the record last. Raise NoInput and NoOutput.
    """
    beside, name = os.path.split(file)
    for each in (*texts, name):
        target = Path(folder, each)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            raise NoOutput(f"{target.parent}: {reason(error)}") from None
        save(str(target), read_bytes(os.path.join(beside, each)))  # noqa: PTH118
    return str(Path(folder, name))
