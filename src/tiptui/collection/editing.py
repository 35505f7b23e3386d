"""Changes to records in their files: additions, and numbers of paragraphs that have moved."""

import json
import os
import pathlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import filterfalse
from time import time_ns
from typing import Any, NamedTuple

from tiptui.collection.opening import Options, failure, open_record
from tiptui.files.input import STDIN, NoInput, read_bytes
from tiptui.files.output import NoOutput
from tiptui.files.own import begun_changes, open_private, own_folder
from tiptui.files.saving import HasChanged, NotExchanged, exchange, exchange_all, save_private
from tiptui.proof.attribution import corrections
from tiptui.proof.proposals import Prover
from tiptui.record.claims import Proposal
from tiptui.record.edits import NotEdited, edit
from tiptui.record.load import parse
from tiptui.record.model import Record
from tiptui.record.problem import BadRecord, Path, Position

LARGEST = 2**27  # bytes of all changes that are kept
_LOSSLESS = "utf-8", "surrogateescape"


class KeptChange(NamedTuple):
    """A change that was kept: its name, and the texts of each file before and after."""

    kept: pathlib.Path
    name: str
    files: Mapping[str, tuple[str, str]]

    def take_back(self) -> None:
        """Put back the bytes before, in all files or in none. Raise NoOutput."""
        try:
            exchange_all(
                {
                    file: (after.encode(*_LOSSLESS), before.encode(*_LOSSLESS))
                    for file, (before, after) in self.files.items()
                }
            )
            self.kept.unlink(missing_ok=True)
        except NotExchanged as error:
            if isinstance(error, HasChanged):
                self.kept.unlink(missing_ok=True)
            error.args = (failure(error.file, error),)
            raise


def write_all(
    name: str, files: Mapping[str, tuple[bytes, bytes]]
) -> tuple[dict[str, NoOutput], bool]:
    """Write a change of files, each with its bytes before and after, and keep it.

    Return the error of each file that stays as it was, and whether the change could be kept. The
    name of a change that has begun holds the process, so that others see where that was killed.
    """
    begun = _keep(f"-{os.getpid()}.begun", name, files) if len(files) > 1 else None
    errors = dict[str, NoOutput]()
    for file, (before, after) in files.items():
        try:
            exchange(file, before, after)
        except NoOutput as error:
            errors[file] = error
    if begun and not errors:
        return errors, _end(begun) is not None
    written = {file: files[file] for file in files if file not in errors}
    kept = _keep(".json", name, written) if written else None
    if begun:
        begun.unlink(missing_ok=True)
    return errors, kept is not None


def _end(begun: pathlib.Path) -> pathlib.Path | None:
    """Make the file of a change that has begun one of a change; return it, None without it."""
    with suppress(OSError):
        return begun.replace(begun.with_name(f"{begun.name.partition('-')[0]}.json"))
    return None


def _keep(ending: str, name: str, files: Mapping[str, tuple[bytes, bytes]]) -> pathlib.Path | None:
    """Return a new file with the bytes of files before and after a change; None without room."""
    texts = dict[str, list[str]]()
    for file, parts in files.items():
        texts[os.path.realpath(file)] = [part.decode(*_LOSSLESS) for part in parts]
    with suppress(OSError, RuntimeError):
        (folder := own_folder("state", make=True) / "changes").mkdir(mode=0o700, exist_ok=True)
        newest, left = folder / f"{time_ns():020}{ending}", LARGEST
        save_private(newest, json.dumps((name, texts)).encode())
        for kept in sorted(folder.iterdir(), reverse=True):
            left -= kept.stat().st_size
            if left < 0:
                kept.unlink()
        return newest if newest.exists() else None
    return None


def last_change(files: Collection[str]) -> KeptChange | None:
    """Return the last change that was kept of some of these files, if it is of no others."""
    there = {*map(os.path.realpath, files)}
    with suppress(OSError, RuntimeError):
        for kept in sorted((own_folder("state") / "changes").glob("*.json"), reverse=True):
            change = _kept_in(kept)
            if change and there.intersection(change.files):
                return change if there.issuperset(change.files) else None
    return None


def _kept_in(file: pathlib.Path) -> KeptChange | None:
    with suppress(OSError, ValueError, TypeError), os.fdopen(open_private(file), "rb") as stream:
        return KeptChange(file, *json.load(stream))
    return None


def find_cut_off(files: Collection[str]) -> tuple[KeptChange, list[str]] | None:
    """Return a change of these files whose process was killed, with those that it has written.

    From now on it is a change like others.
    """
    there = {*map(os.path.realpath, files)}
    for begun in filterfalse(_is_alive, begun_changes()):
        change = _kept_in(begun)
        if change and there.issuperset(change.files) and (kept := _end(begun)):
            written = [file for file, (_, after) in change.files.items() if _has(file, after)]
            return change._replace(kept=kept), written
    return None


def _is_alive(begun: pathlib.Path) -> bool:
    try:
        os.kill(int(begun.stem.partition("-")[2]), 0)
    except (ValueError, OverflowError, ProcessLookupError):
        return False
    except PermissionError:
        pass
    return True


def _has(file: str, text: str) -> bool:
    with suppress(NoInput):
        return read_bytes(file) == text.encode(*_LOSSLESS)
    return False


def change(
    file: str, record: Record, changes: Iterable[tuple[Path, Any]], write: bool = True
) -> tuple[bytes, bytes]:
    """Change a record; return its bytes before and after. Raise NoInput, HasChanged, NoOutput."""
    before = read_bytes(file)
    if parse(before).record != record:
        raise HasChanged(file)
    try:
        after = edit(before, record, changes)
    except NotEdited as error:
        raise NoOutput(f"{file}: {error}") from None
    if write:
        exchange(file, before, after)
    return before, after


def add_proved(
    file: str, options: Options, proposals: Sequence[Proposal], write: bool
) -> list[Proposal]:
    """Add the proposals that are proved to a record; return all of them, judged.

    Where the record has changed meanwhile, prove all anew, once. Raise BadRecord, NoInput,
    NoSuchSource and NoOutput.
    """
    before = None
    while True:
        opened = open_record(file, options, before)
        if (dialogue := opened.dialogue) is None:
            raise BadRecord(file, opened.problems)
        prover = Prover(dialogue.record, dict(dialogue.texts), proposals)
        judged = [*map(prover.judge, proposals)]
        try:
            if prover.changes:
                change(file, dialogue.record, prover.changes, write)
            return judged
        except HasChanged:
            if before:
                raise
            before = opened


def mend(file: str, options: Options, write: bool) -> list[tuple[Position, int, int]]:
    """Correct paragraph numbers; return the position of each, with the wrong and the right one.

    Leave a record with errors as it is. Raise NoInput and NoSuchSource, and NoOutput where the file
    is left alone.
    """
    if file == STDIN:
        raise NoOutput("standard input is left alone: name the file of the record")
    opened = open_record(file, options)
    if (dialogue := opened.dialogue) is None:
        return []
    quotations = dialogue.passages.quotations
    if not (right := corrections(dialogue.record, quotations, dialogue.texts)):
        return []
    before = {(*quote.path, "paragraph"): quote.evidence.paragraph for quote in quotations}
    positions = opened.read.positions(list(right))
    change(file, dialogue.record, right.items(), write)
    return list(zip(positions, map(before.__getitem__, right), right.values(), strict=True))
