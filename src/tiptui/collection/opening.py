"""The way from a file to a dialogue: the record, its problems, the texts of its sources."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.files.input import (
    SMALL,
    STDIN,
    NoInput,
    NotARecord,
    file_size,
    is_named_as_record,
    read_bytes,
    stamp,
    stamps,
)
from tiptui.proof.source_text import DocumentTexts, SourceText, TextFile, read_source, text_files
from tiptui.record.load import ReadFile, read_file
from tiptui.record.problem import Fault, NoSuchSource, Path, Problem
from tiptui.text.steps import Progress, quiet
from tiptui.text.visible import clip, plural, visible


class Options(NamedTuple):
    """How records are opened."""

    given: Mapping[str, str] = MappingProxyType({})  # texts, by `ID` or `EVENT#ID` (`text_files`)
    of_collection: bool = False
    late: bool = False  # keep no plain text before it is shown, because there are many
    at_once: bool = True  # the caller waits for the texts, however large they are
    strict: bool = True  # raise NoInput or NoSuchSource, instead of noting a failure


@dataclass(frozen=True)
class Opened:
    """A file that was read, with the texts of its sources, by their ids."""

    read: ReadFile
    dialogue: Dialogue | None = None  # None after a `failure`, and if there are errors
    failure: str = ""
    texts: Mapping[str, TextFile] = field(default_factory=dict)
    torn: bool = False  # its files changed meanwhile: it may be half of two records
    before: "Opened | None" = None  # the last that could be shown, if this one can't

    @property
    def file(self) -> str:
        return self.read.file

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.read.loaded.problems

    @property
    def good(self) -> "Opened | None":
        return self if self.dialogue and not self.torn else self.before

    @property
    def unread(self) -> tuple[str, ...]:
        """A line for each failure: of the file, else of texts that are given or were read."""
        if self.failure:
            return (self.failure,)
        texts = [text for text in self.texts.values() if text.text or text.given]
        # A document fails once it is read.
        read = (text.text for text in texts if text.text)
        late = (failure(text.file, text.failure) for text in read if text.failure)
        return (*(text.failure for text in texts if text.failure), *late)

    @property
    def status(self) -> str:
        """The reason why the files are not shown as they are now, if any."""
        if unread := self.unread:
            return unread[0] + (f" (+{len(unread) - 1})" if unread[1:] else "")
        errors = sum(not problem.warning for problem in self.problems)
        if self.dialogue or not errors:
            return ""
        name, lists = shown_name(self.file), f"(! lists {'it' if errors == 1 else 'them'})"
        return f"{name}: {plural(errors, 'error')} {lists}"

    def sums(self) -> dict[str, str]:
        """Return the SHA-256 of the record ("") and of each source; "" if the file has changed."""
        # Not above: only an export needs it.
        from hashlib import sha256

        read = {"": (self.file, self.read.data)}
        read |= {n: (text.file, text.text.data) for n, text in self.texts.items() if text.text}
        sums = dict.fromkeys(read, "")
        for name, (file, kept) in read.items():
            with suppress(NoInput):
                data = kept or read_bytes(file)
                if kept or stamp(file) == self.read.stamps.get(file):
                    sums[name] = sha256(data).hexdigest()
        return sums

    @cached_property
    def all_problems(self) -> tuple[Problem, ...]:
        """All problems, of the texts too. Raises NoInput and Unreadable if the file has changed."""
        return tuple(sorted({*self.problems, *self.read.locate(self.text_faults())}))

    def text_faults(self) -> list[Fault]:
        if self.dialogue is None:
            return []
        record, found = self.dialogue.record, list[Fault]()
        for number, source in enumerate(record.sources):
            text = self.texts.get(source.id)
            if text and text.failure and not (text.text or text.given):
                advice = "so what it says is not checked: put the text there, or mend the path"
                path: Path = ("sources", number, "file")
                found.append(Fault(path, f"{text.failure}, {advice}", "text-missing"))
        if self.dialogue.texts:
            # Not above: the browser starts without them.
            from tiptui.proof.attribution import speaker_faults
            from tiptui.proof.quotations import faults

            quotations, texts = self.dialogue.look_through()
            found += faults(quotations, texts)
            found += speaker_faults(record, quotations, texts)
        return found


def open_record(
    file: str, options: Options, before: Opened | None = None, progress: Progress = quiet
) -> Opened:
    return open_read(read_file(file, before.read if before else None, progress), options, before)


def open_read(read: ReadFile, options: Options, before: Opened | None = None) -> Opened:
    """Open a file that was read; the unchanged parts of its last good opening stay."""
    file, seen, dialogue, why = read.file, dict(read.stamps), None, ""
    texts: Mapping[str, TextFile] = {}
    try:
        named = _text_files(read, options)
        seen |= stamps(text.file for text in named.values() if text.file not in (STDIN, *seen))
        texts = read_texts(named, before.texts if before else None, options.late)
        dialogue = _dialogue(read, texts, options, before)
        if options.of_collection and file != STDIN:
            read = read._replace(data=None)  # there may be many
    except (NoInput, NoSuchSource) as error:
        if options.strict:
            raise
        read, why = ReadFile(file), failure(file, error)
    # Standard input, and all beside it, is read once.
    read = read._replace(stamps={} if file == STDIN else seen)
    torn = (before is not None or options.of_collection) and read.has_changed
    return Opened(read, dialogue, why, texts, torn, None if dialogue and not torn else before)


def _text_files(read: ReadFile, options: Options) -> Mapping[str, TextFile]:
    """Return the files of the texts of a record. Raise NoInput and NoSuchSource."""
    record, given = read.loaded.record, options.given
    if read.failure:
        raise NoInput(read.failure)
    if not read.loaded.is_meant and not is_named_as_record(read.file):
        raise NotARecord(read.file)
    if record and options.of_collection:
        event = f"{record.event.id}#"
        own = (name for name in given if name.startswith(event))
        given = {name.removeprefix(event): given[name] for name in own}
    return text_files(record, read.file, given) if record else {}


def read_texts(
    files: Mapping[str, TextFile], before: Mapping[str, TextFile] | None = None, late: bool = False
) -> dict[str, TextFile]:
    """Read the texts; one that could be read `before` stays if it now can't be.

    Raise NoInput for a given one that never could be read.
    """
    read: dict[str, TextFile] = {}
    for name, named in files.items():
        old, why = before[name].text if before and name in before else None, ""
        try:
            # Standard input can be read only once.
            kept = old if named.file == STDIN else None
            text = kept or read_source(named.file, named.language, old, late and not named.given)
            if named.given and before is None and not text.paragraphs and text.failure:
                raise NoInput(f"{visible(named.file)}: {text.failure}")
        except NoInput as error:
            if named.given and before is None:
                raise
            why = failure(named.file, error)
        same = why or (old and old.is_same_as(text))
        read[name] = named._replace(text=old if same else text, failure=why)
    return read


def _dialogue(
    read: ReadFile, files: Mapping[str, TextFile], options: Options, before: Opened | None
) -> Dialogue | None:
    """Return the dialogue, that of `before` if nothing changed; None for errors."""
    record, _, _, searched = read.loaded
    if record is None:
        return None
    texts, old = _texts(files), before.dialogue if before else None
    if before and old and old.record is record and texts == _texts(before.texts):
        return old
    size = sum(map(file_size, {read.file, *(text.file for text in files.values())}))
    takes_long = size > SMALL or not all(text.is_read for text in texts.values())
    is_ready = options.at_once or not takes_long
    at_hand = DocumentTexts(texts) if any(text.file for text in texts.values()) else texts
    return Dialogue(record, at_hand, read.file, is_ready, searched)


def _texts(files: Mapping[str, TextFile]) -> dict[str, SourceText]:
    return {name: file.text for name, file in files.items() if file.text}


def base_name(file: str) -> str:
    return clip(os.path.basename(file) or file, 40)  # noqa: PTH119 (a Path drops what ends in /)


def shown_name(file: str) -> str:
    return "standard input" if file == STDIN else base_name(file)


def failure(file: str, error: object) -> str:
    """Return why a file can't be read, with its name without a folder."""
    return f"{base_name(file)}: {str(error).removeprefix(f'{visible(file)}: ')}"
