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
from tiptui.proof.source_text import (
    DocumentTexts,
    SourceText,
    TextFile,
    Texts,
    read_source,
    text_files,
)
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
        failures: list[str] = []
        late: list[str] = []
        for file in self.texts.values():
            if file.failure and (file.text or file.given):
                failures.append(file.failure)
            # A document fails once it is read.
            if file.text and file.text.failure:
                late.append(failure(file.text.file, file.text.failure))
        return (*failures, *late)

    @property
    def status(self) -> str:
        """The reason why the files are not shown as they are now, if any."""
        if self.unread:
            first, *others = self.unread
            return f"{first} (+{len(others)})" if others else first
        errors = sum(not problem.warning for problem in self.problems)
        if self.dialogue or not errors:
            return ""
        them = "it" if errors == 1 else "them"
        return f"{shown_name(self.file)}: {plural(errors, 'error')} (! lists {them})"

    def sums(self) -> dict[str, str]:
        """Return the SHA-256 of the record ("") and of each source; "" if the file has changed."""
        # Not above: only an export needs it.
        from hashlib import sha256

        sums = {"": ""}
        bytes_read = {"": (self.file, self.read.data)}
        for name, text in self.texts.items():
            if text.text:
                bytes_read[name] = (text.file, text.text.data)

        for name, (file, kept) in bytes_read.items():
            sums[name] = ""
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
        record = self.dialogue.record
        found: list[Fault] = []
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
    last = before.read if before else None
    return open_read(read_file(file, last, progress), options, before)


def open_read(read: ReadFile, options: Options, before: Opened | None = None) -> Opened:
    """Open a file that was read; the unchanged parts of its last good opening stay."""
    file = read.file
    stamps_of_all = dict(read.stamps)
    dialogue = None
    reason = ""
    texts: Mapping[str, TextFile] = {}
    try:
        named = _text_files(read, options)
        for text in named.values():
            if text.file != STDIN and text.file not in stamps_of_all:
                stamps_of_all |= stamps([text.file])
        texts = read_texts(named, before.texts if before else None, options.late)
        dialogue = _dialogue(read, texts, options, before)
        if options.of_collection and file != STDIN:
            read = read._replace(data=None)  # there may be many
    except (NoInput, NoSuchSource) as error:
        if options.strict:
            raise
        read = ReadFile(file)
        reason = failure(file, error)

    if file == STDIN:  # it, and all beside it, is read once
        stamps_of_all = {}
    read = read._replace(stamps=stamps_of_all)
    is_torn = (before is not None or options.of_collection) and read.has_changed
    if dialogue and not is_torn:
        before = None
    return Opened(read, dialogue, reason, texts, is_torn, before)


def _text_files(read: ReadFile, options: Options) -> Mapping[str, TextFile]:
    """Return the files of the texts of a record. Raise NoInput and NoSuchSource."""
    if read.failure:
        raise NoInput(read.failure)
    if not read.loaded.is_meant and not is_named_as_record(read.file):
        raise NotARecord(read.file)
    record = read.loaded.record
    if record is None:
        return {}
    if not options.of_collection:
        return text_files(record, read.file, options.given)

    given: dict[str, str] = {}
    for name, file in options.given.items():
        event, mark, source = name.partition("#")
        if mark and event == record.event.id:
            given[source] = file
    return text_files(record, read.file, given)


def read_texts(
    files: Mapping[str, TextFile], before: Mapping[str, TextFile] | None = None, late: bool = False
) -> dict[str, TextFile]:
    """Read the texts; one that could be read `before` stays if it now can't be.

    Raise NoInput for a given one that never could be read.
    """
    read: dict[str, TextFile] = {}
    for name, named in files.items():
        old = before[name].text if before and name in before else None
        must_be_there = named.given and before is None
        try:
            text = old
            if text is None or named.file != STDIN:  # which can be read only once
                text = read_source(named.file, named.language, old, late and not named.given)
            if must_be_there and not text.paragraphs and text.failure:
                raise NoInput(f"{visible(named.file)}: {text.failure}")
        except NoInput as error:
            if must_be_there:
                raise
            read[name] = named._replace(text=old, failure=failure(named.file, error))
            continue

        if old and old.is_same_as(text):
            text = old
        read[name] = named._replace(text=text, failure="")
    return read


def _dialogue(
    read: ReadFile, files: Mapping[str, TextFile], options: Options, before: Opened | None
) -> Dialogue | None:
    """Return the dialogue, that of `before` if nothing changed; None for errors."""
    record = read.loaded.record
    if record is None:
        return None
    texts = _texts(files)
    if before and before.dialogue and before.dialogue.record is record:
        are_same = texts == _texts(before.texts)
        if are_same:
            return before.dialogue

    names = {read.file, *(text.file for text in files.values())}
    size = sum(file_size(name) for name in names)
    takes_long = size > SMALL or not all(text.is_read for text in texts.values())
    is_ready = options.at_once or not takes_long
    at_hand: Texts = texts
    if any(text.file for text in texts.values()):
        at_hand = DocumentTexts(texts)
    return Dialogue(record, at_hand, read.file, is_ready, read.loaded.searched)


def _texts(files: Mapping[str, TextFile]) -> dict[str, SourceText]:
    return {name: file.text for name, file in files.items() if file.text}


def base_name(file: str) -> str:
    return clip(os.path.basename(file) or file, 40)  # noqa: PTH119 (a Path drops what ends in /)


def shown_name(file: str) -> str:
    return "standard input" if file == STDIN else base_name(file)


def failure(file: str, error: object) -> str:
    """Return why a file can't be read, with its name without a folder."""
    return f"{base_name(file)}: {str(error).removeprefix(f'{visible(file)}: ')}"
