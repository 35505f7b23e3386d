"""The one way from a file to a dialogue: the record, its problems, the texts of its sources."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from time import time
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from tiptui.collection.dialogue import Dialogue, State
from tiptui.files.input import (
    SMALL,
    STDIN,
    NoInput,
    NotARecord,
    Stamp,
    Stamps,
    file_size,
    is_named_as_record,
    read_bytes,
    stamp,
    stamps,
)
from tiptui.proof.source_text import (
    DocumentTexts,
    TextFile,
    read_source,
    text_files,
)
from tiptui.record.load import Loaded, parse
from tiptui.record.model import Record
from tiptui.record.problem import Fault, NoSuchSource, Path, Position, Problem
from tiptui.record.progress import Progress, quiet
from tiptui.record.raw_text import Unreadable, decode
from tiptui.record.reader import locate_faults, parser_missing
from tiptui.text.visible import clip, plural, visible

if TYPE_CHECKING:
    from tiptui.collection.reading import ReadFile

_NONE: Mapping[str, TextFile] = MappingProxyType({})


class Opened(NamedTuple):
    """What a file and the texts of its sources gave.

    `data` are its bytes, None where they are not kept. `dialogue` is None where the record has
    errors, which are among the `problems`, or where there is a `failure` to read it. `texts` are
    those of the sources, by their ids. `stamps` are from before the files were read, which was at
    `time` in seconds since the epoch; `torn` says that they changed meanwhile: it may be half of
    two records. `before` is the last opening that could be shown, where this one can't;
    `changes` says in words what differs from that.
    """

    file: str
    data: bytes | None = None
    dialogue: Dialogue | None = None
    problems: tuple[Problem, ...] = ()
    failure: str = ""
    texts: Mapping[str, TextFile] = _NONE
    stamps: Stamps = MappingProxyType({})
    torn: bool = False
    time: float = 0
    before: "Opened | None" = None
    changes: str = ""

    @property
    def good(self) -> "Opened | None":
        """The last opening that can be shown: half of a record never is."""
        return self if self.dialogue and not self.torn else self.before

    @property
    def failures(self) -> tuple[str, ...]:
        """What can't be read, a line each: the file, else the texts that are given or were read."""
        texts = (each.failure for each in self.texts.values() if each.text or each.given)
        return (self.failure,) if self.failure else tuple(filter(None, texts))

    @property
    def unread(self) -> tuple[str, ...]:
        """What can't be read, a line each; of documents only those that were asked for."""
        texts = (each.text for each in self.texts.values() if each.text and each.text.failure)
        # A document keeps the name of its file.
        return (*self.failures, *(failure(each.file, each.failure) for each in texts))

    @property
    def status(self) -> str:
        """What keeps the files from being shown as they are now; empty where nothing does."""
        if unread := self.unread:
            return unread[0] + (f" (+{len(unread) - 1})" if unread[1:] else "")
        errors = sum(not problem.warning for problem in self.problems)
        if self.dialogue or not errors:
            return ""
        name, lists = shown_name(self.file), f"(! lists {'it' if errors == 1 else 'them'})"
        return f"{name}: {plural(errors, 'error')} {lists}"

    def text_file(self, source: str) -> str:
        """Return the file of a source's text; empty where it has none that can be opened."""
        file = self.texts[source].file if source in self.texts else ""
        return "" if file == STDIN else file

    def sums(self) -> dict[str, str]:
        """Return the SHA-256 of the record, under "", and of each text by the id of its source.

        It is empty where the file has changed since it was read.
        """
        # Not above: only an export needs it.
        from hashlib import sha256

        read = {"": (self.file, self.data)}
        read |= {n: (each.file, each.text.data) for n, each in self.texts.items() if each.text}
        sums = dict.fromkeys(read, "")
        for name, (file, kept) in read.items():
            with suppress(NoInput):
                data = kept or read_bytes(file)
                if kept or stamp(file) == self.stamps.get(file):
                    sums[name] = sha256(data).hexdigest()
        return sums

    def positions(self, paths: Sequence[Path]) -> list[Position]:
        """Return where values of the record stand in its file; the top where it has changed."""
        try:
            return [each.position for each in self.place([Fault(path, "", "") for path in paths])]
        except (NoInput, Unreadable):
            return [Position(1, 1)] * len(paths)

    def place(self, faults: Sequence[Fault]) -> list[Problem]:
        """Return faults with their positions: the file is read once for all of them.

        Raise NoInput and Unreadable where it has changed since.
        """
        if not faults:
            return []
        data = read_bytes(self.file) if self.data is None else self.data
        return locate_faults(decode(data), faults)

    def all_problems(self) -> tuple[Problem, ...]:
        """Return every problem by position, also those of the texts and of what is quoted.

        Raise NoInput and Unreadable where the file has changed since.
        """
        return tuple(sorted({*self.problems, *self.place(self.text_faults())}))

    def text_faults(self) -> list[Fault]:
        """Return what is wrong with the texts and with what is quoted."""
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
    file: str,
    given: Mapping[str, str],
    alone: bool = True,
    before: Opened | None = None,
    read: "ReadFile | None" = None,
    progress: Progress = quiet,
    strict: bool = True,
    at_once: bool = True,
) -> Opened:
    """Return the record in a file with the texts of its sources, `given` as for `text_files`.

    Where it is not `alone`, texts are given by `EVENT#ID`. `before` is the last opening of the same
    file: what did not change is taken from it; `read` is what reading the file gave, if it is read
    already. `at_once` says that whoever asks waits for what the texts tell, however large they are.
    If `strict`, raise NoInput, which NotARecord is, and NoSuchSource; else these are failures.
    """
    seen = {file: read.stamp} if read else dict(stamps(before.stamps if before else (file,)))
    good, now, data = before.good if before else None, time(), None
    try:
        if read and read.failure:
            raise NoInput(read.failure)
        if read:
            loaded = read.loaded
        else:
            data = read_bytes(file)
            loaded = _load(data, good, progress)
        # A check, which keeps none of many, has neither.
        late = not alone and bool(read or before)
        opened = _with_texts(file, loaded, given, alone, seen, at_once, good, late)
    except (NoInput, NoSuchSource) as error:
        if strict and read and type(error) is NoSuchSource:
            raise NoSuchSource(f"{visible(file)}: {error}") from None
        if strict:
            raise
        opened = Opened(file, failure=failure(file, error))
    else:
        if file == STDIN or alone:  # else there may be many of them
            opened = opened._replace(data=data)
    # Standard input, and all beside it, is read once.
    seen = {} if file == STDIN else seen
    opened = opened._replace(stamps=seen, torn=stamps(seen) != seen, time=now)
    return opened if opened.good else opened._replace(before=good)


def _load(data: bytes, good: Opened | None, progress: Progress) -> Loaded:
    """Return what the bytes of a file say: what they said before, where they are the same."""
    if good and good.dialogue and data == good.data:
        return Loaded(good.dialogue.record, good.problems)
    if reason := parser_missing():
        raise NoInput(reason)
    return parse(data, progress)


def _with_texts(
    file: str,
    loaded: Loaded,
    given: Mapping[str, str],
    alone: bool,
    seen: dict[str, Stamp],
    at_once: bool,
    good: Opened | None,
    late: bool,
) -> Opened:
    """Return what a file gave with the texts of its sources, whose stamps are added to `seen`."""
    record, problems, is_meant, searched = loaded
    if not is_meant and not is_named_as_record(file):
        raise NotARecord(file)
    if record is None:
        return Opened(file, problems=problems)
    if not alone:
        event = f"{record.event.id}#"
        own = (name for name in given if name.startswith(event))
        given = {name.removeprefix(event): given[name] for name in own}
    before = good.texts if good else None
    files = read_texts(record, text_files(record, file, given), before, seen, late)
    texts = {name: each.text for name, each in files.items() if each.text}
    is_large = sum(map(file_size, seen)) > SMALL or not all(each.is_read for each in texts.values())
    state = State.WAITING if is_large and not at_once else State.READY
    documents = any(each.is_document for each in texts.values())
    at_hand = DocumentTexts(texts) if documents else texts
    dialogue = Dialogue(record, at_hand, file, alone, state, searched)
    opened = Opened(file, None, dialogue, problems, texts=files)
    return _renew(good, opened) if good else opened


def read_texts(
    record: Record,
    files: Mapping[str, TextFile],
    before: Mapping[str, TextFile] | None,
    seen: dict[str, Stamp],
    late: bool = False,
) -> dict[str, TextFile]:
    """Return the files of the sources with their texts, and why those that can't be read are not.

    A text that could be read `before` stays as it was; `seen` gets the stamps. Raise NoInput where
    one that is given never could be read.
    """
    languages = {source.id: source.language for source in record.sources}
    read: dict[str, TextFile] = {}
    for name, named in files.items():
        old, why = before[name].text if before and name in before else None, ""
        if named.file != STDIN:
            seen.setdefault(named.file, stamp(named.file))
        try:
            # Standard input can be read only once.
            kept = old if named.file == STDIN else None
            text = kept or read_source(named.file, languages[name], old, late and not named.given)
            if named.given and before is None and not text.paragraphs and text.failure:
                raise NoInput(f"{visible(named.file)}: {text.failure}")
        except NoInput as error:
            if named.given and before is None:
                raise
            why = failure(named.file, error)
        same = why or (old and old.says(text))
        read[name] = named._replace(text=old if same else text, failure=why)
    return read


def _renew(good: Opened, opened: Opened) -> Opened:
    """Return what was opened with what changed in words, and the old dialogue if nothing did.

    What is derived from a record is taken over as far as it can be.
    """
    # Not above: no start needs it.
    from tiptui.record.changes import changes

    old, new = good.dialogue, opened.dialogue
    assert old is not None
    assert new is not None
    before, after = ({n: each.text for n, each in of.texts.items()} for of in (good, opened))
    other_texts = [n for n in before | after if before.get(n) is not after.get(n)]
    words = changes(old.record, new.record, other_texts)
    if old.record == new.record:
        new = old.with_texts(new.texts, new.state) if other_texts else old
    return opened._replace(dialogue=new, changes=words)


def base_name(file: str) -> str:
    """Return a file's name without its folder, to be shown."""
    return clip(os.path.basename(file) or file, 40)  # noqa: PTH119 (a Path drops what ends in /)


def shown_name(file: str) -> str:
    """Return what a record's file is called, without its folder."""
    return "standard input" if file == STDIN else base_name(file)


def failure(file: str, error: object) -> str:
    """Return why a file can't be read, with no more of its name than stands in the last place."""
    return f"{base_name(file)}: {str(error).removeprefix(f'{visible(file)}: ')}"
