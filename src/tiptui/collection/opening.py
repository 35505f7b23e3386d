"""The one way from a file to a dialogue: the record, its problems, the texts of its sources."""

import os
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Collection as Sized
from types import MappingProxyType
from typing import NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.files.folders import is_named_as_record
from tiptui.files.input import STDIN, NoInput, NotARecord, read_bytes
from tiptui.files.progress import Progress, quiet
from tiptui.proof.source_text import (
    DocumentTexts,
    SourceText,
    TextFile,
    at_hand,
    read_source,
    text_files,
)
from tiptui.record.load import Loaded, parse
from tiptui.record.model import Record
from tiptui.record.problem import Fault, Problem
from tiptui.record.reader import decode, parser_missing, place_faults
from tiptui.text.visible import clip, visible


class Opened(NamedTuple):
    """What a file and the texts of its sources gave.

    `data` are its bytes, None where they are not kept. `dialogue` is None where the record has
    errors, which are among the `problems`. `failures` say in a line each which text can't be read,
    `changes` in words what differs from before, `missing` by the ids of sources why the text that
    the record names has never been read.
    """

    file: str
    data: bytes | None
    dialogue: Dialogue | None
    problems: tuple[Problem, ...] = ()
    failures: tuple[str, ...] = ()
    changes: str = ""
    missing: Mapping[str, str] = MappingProxyType({})

    def place(self, faults: Sized[Fault]) -> list[Problem]:
        """Return faults of the record as problems with their places, in the same order."""
        if not faults:
            return []
        data = read_bytes(self.file) if self.data is None else self.data
        return place_faults(decode(data), faults)

    @property
    def unread(self) -> tuple[str, ...]:
        """Which texts can't be read, a line each; of documents only those that were asked for."""
        texts = at_hand(self.dialogue.texts).values() if self.dialogue else ()
        # A document keeps the name of its file.
        documents = (failure(each.file, each.failure) for each in texts if each.failure)
        return (*self.failures, *documents)

    def all_problems(self) -> tuple[Problem, ...]:
        """Return every problem by place, those of the texts and of what is quoted of them too."""
        if self.dialogue is None:
            return self.problems
        further = list(_missing_texts(self.dialogue.record, self.missing))
        if self.dialogue.texts:
            # Not above: the browser starts without them.
            from tiptui.proof.attribution import speaker_faults
            from tiptui.proof.quotations import faults

            quotations, texts = self.dialogue.passages.quotations, self.dialogue.texts
            further += faults(quotations, texts)
            further += speaker_faults(self.dialogue.record, quotations, texts)
        return tuple(sorted({*self.problems, *self.place(further)}))


def open_record(
    file: str,
    given: Mapping[str, str],
    before: Opened | None = None,
    progress: Progress = quiet,
    about_to_read: Callable[[str], object] = len,
    several: bool = False,
) -> Opened:
    """Return the record in a file with the texts of its sources, `given` as for `text_files`.

    `before` is the last opening of the same file that gave a record: what did not change is taken
    from it. `about_to_read` is called with the file of each text before it is read. `several` says
    that it is one of several, whose texts are given by `EVENT#ID`. Raise NoInput, which NotARecord
    is, and NoSuchSource.
    """
    data = read_bytes(file)
    if before and before.dialogue and data == before.data:
        loaded = Loaded(before.dialogue.record, before.problems)
    else:
        if reason := parser_missing():
            raise NoInput(reason)
        loaded = parse(data, progress)
    opened = complete(file, loaded, given, before, about_to_read, several)
    if file == STDIN or not several:  # else there may be many of them
        opened = opened._replace(data=data)
    if before is None or before.dialogue is None or opened.dialogue is None:
        return opened
    dialogue, changes = _renew(before.dialogue, opened.dialogue)
    return opened._replace(dialogue=dialogue, changes=changes)


def complete(
    file: str,
    loaded: Loaded,
    given: Mapping[str, str],
    before: Opened | None = None,
    about_to_read: Callable[[str], object] = len,
    several: bool = False,
) -> Opened:
    """Return what a file gave with the texts of its sources; all else is as for `open_record`."""
    record, problems, is_meant = loaded
    if not is_meant and not is_named_as_record(file):
        raise NotARecord(file)
    if record is None:
        return Opened(file, None, None, problems)
    old = before.dialogue if before else None
    if several:
        event = f"{record.event.id}#"
        given = {
            name.removeprefix(event): text for name, text in given.items() if name.startswith(event)
        }
    texts, failures, missing = read_texts(
        record, text_files(record, file, given), old, about_to_read
    )
    dialogue = Dialogue(record, texts, file, several)
    return Opened(file, None, dialogue, problems, failures, missing=missing)


def read_texts(
    record: Record,
    files: Mapping[str, TextFile],
    before: Dialogue | None = None,
    about_to_read: Callable[[str], object] = len,
) -> tuple[Mapping[str, SourceText], tuple[str, ...], dict[str, str]]:
    """Return the texts of the sources, what can't be read, and what was never there.

    A text that could be read before stays as it was. Of one that the record names and that never
    could be read, the last has why, by the id of its source. Raise NoInput where one that is given
    never could be read.
    """
    languages = {source.id: source.language for source in record.sources}
    texts: dict[str, SourceText] = {}
    failures = []
    missing: dict[str, str] = {}
    known = at_hand(before.texts) if before else {}
    for name, (file, given) in files.items():
        old = known.get(name)
        about_to_read(file)
        try:
            # Standard input can be read only once.
            kept = old if file == STDIN else None
            text = kept or read_source(file, languages[name], old)
            if given and before is None and not text.paragraphs and text.failure:
                raise NoInput(f"{visible(file)}: {text.failure}")
        except NoInput as error:
            if given and before is None:
                raise
            if given or old:
                failures.append(failure(file, error))
            else:
                missing[name] = failure(file, error)
            if old is None:
                continue
            text = old
        texts[name] = old if old is not None and old.says(text) else text
    some_documents = any(text.is_document for text in texts.values())
    return DocumentTexts(texts) if some_documents else texts, tuple(failures), missing


def _missing_texts(record: Record, missing: Mapping[str, str]) -> Iterator[Fault]:
    for number, source in enumerate(record.sources):
        if source.id in missing:
            advice = "so what it says is not checked: put the text there, or mend the path"
            path = ("sources", number, "file")
            yield Fault(path, f"{missing[source.id]}, {advice}", "text-missing")


def _renew(old: Dialogue, new: Dialogue) -> tuple[Dialogue, str]:
    """Return the new dialogue, the old one where both say the same, and in words what changed.

    What is derived from a record is taken over as far as it can be.
    """
    # Not above: no start needs it.
    from tiptui.record.changes import changes, differing

    # Compared once: of a large record it takes some time.
    different = differing(old.record, new.record)
    texts, others = at_hand(old.texts), at_hand(new.texts)
    other_texts = [n for n in {**texts, **others} if texts.get(n) is not others.get(n)]
    words = changes(old.record, new.record, different, other_texts)
    if different or old.record != new.record:
        return new, words
    return (old.with_texts(new.texts) if other_texts else old), words


def base_name(file: str) -> str:
    """Return a file's name without its folder, to be shown."""
    return clip(os.path.basename(file) or file, 40)  # noqa: PTH119 (a Path drops what ends in /)


def failure(file: str, error: object) -> str:
    """Return why a file can't be read, with no more of its name than stands in the last place."""
    return f"{base_name(file)}: {str(error).removeprefix(f'{visible(file)}: ')}"
