"""The texts of sources: local files, which a record or the command line names."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from tiptui.documents.document import BEGINNINGS, Paragraph, decode_text, paragraphs
from tiptui.files.input import STDIN, NoInput, read_bytes
from tiptui.proof.locate import Locator
from tiptui.record.model import Record, RecordedSource
from tiptui.record.problem import NoSuchSource
from tiptui.text.near_words import did_you_mean, nearest
from tiptui.text.visible import clip, plural, visible
from tiptui.text.words import Span, sentences

_Value = TypeVar("_Value")


class SourceText:
    """The text of one source. Two are never equal: each is its own.

    A document is read when its paragraphs are first needed; if it can't be, it has the paragraphs
    of `before`. The text of a `late` file is read when it is looked through, and kept once shown.
    """

    data = b""  # of standard input, which can't be read again
    failure = ""  # the reason why the file can't be read as it is now

    def __init__(
        self,
        text: str = "",
        language: str = "",
        file: str = "",
        document: bytes | None = None,
        before: "SourceText | None" = None,
    ) -> None:
        """Make the text of a plain file, which is late if it is named; or of a document."""
        self.language = language
        self.file = ""  # of a document
        self._late_file = ""
        self._document = document
        self._before = before
        self._paragraphs: tuple[str, ...] = ()
        self._content: object = None  # to be compared
        if document is not None:
            self.file = file
            self._content = "document", hash(document)
        elif file:
            self._late_file = file
            self._content = hash(text)
        else:
            self._paragraphs = paragraphs(text)
            self._content = self._paragraphs

        self._printed: Sequence[Paragraph] = ()
        self._lock = Lock()
        self._derived: dict[Callable[[SourceText], Any], Any] = {}

    @property
    def is_read(self) -> bool:
        """False for a document until its paragraphs are first asked for."""
        return self._document is None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs; none if the document can't be read: `failure` has the reason."""
        with self._lock:
            if self._document is not None:
                self._printed = self._convert(self._document)
                self._paragraphs = tuple(paragraph.text for paragraph in self._printed)
                self._document = None
                self._before = None
            elif self._late_file and not self._paragraphs:
                self._paragraphs = paragraphs(self._read_late())
        return self._paragraphs

    def _convert(self, document: bytes) -> Sequence[Paragraph]:
        from tiptui.documents.convert import convert

        try:
            return convert(document, self.file).paragraphs
        except NoInput as error:
            self.failure = str(error).removeprefix(f"{visible(self.file)}: ")
        if self._before is None:
            return ()
        return self._before.as_printed()

    def _read_late(self) -> str:
        """Return the text in the file; empty if it is gone."""
        with suppress(NoInput):
            return decode_text(read_bytes(self._late_file), self._late_file)
        return ""

    def __contains__(self, number: int) -> bool:
        return 1 <= number <= len(self.paragraphs)

    def __getitem__(self, number: int) -> str:
        return self.paragraphs[number - 1]

    def once(self) -> "SourceText | None":
        """Return the text with its paragraphs, to be read once; None if its file is gone."""
        if not self._late_file or self._paragraphs:
            return self

        text = self._read_late()
        return SourceText(text, self.language) if text else None

    def whole(self) -> str:
        """Return all words, to be looked through once; none if its file is gone."""
        if self._late_file:
            return self._read_late()
        return "\n".join(self.paragraphs)

    def is_same_as(self, other: "SourceText") -> bool:
        return (self.language, self._content) == (other.language, other._content)

    @cached_property
    def locator(self) -> Locator:
        return Locator(self.paragraphs)

    def derive(self, make: "Callable[[SourceText], _Value]") -> _Value:
        """Return a value that a function makes of the text: once, then it is kept here."""
        if make not in self._derived:
            self._derived[make] = make(self)
        value: _Value = self._derived[make]
        return value

    def as_printed(self) -> Sequence[Paragraph]:
        """Return the paragraphs, with the pages, times and voices that a document gives."""
        texts = self.paragraphs
        return self._printed or tuple(map(Paragraph, texts))

    @cached_property
    def sentences(self) -> tuple[tuple[Span, ...], ...]:
        return tuple(sentences(paragraph, self.language) for paragraph in self.paragraphs)


Texts = Mapping[str, SourceText]
"""Texts by the ids of their sources."""


class DocumentTexts(Mapping[str, SourceText]):
    """Texts by the ids of their sources. A look-up reads a document, missing if it can't be."""

    def __init__(self, named: Mapping[str, SourceText]) -> None:
        self._named = named

    def __getitem__(self, name: str) -> SourceText:
        text = self._named[name]
        if text.file and not text.paragraphs:
            raise KeyError(name)
        return text

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._named if name in self)

    def __len__(self) -> int:
        return sum(not text.is_read or name in self for name, text in self._named.items())


class TextFile(NamedTuple):
    """The file with the text of a source; `given` on the command line, or named by the record."""

    file: str
    given: bool
    text: SourceText | None = None  # the last that could be read
    failure: str = ""  # the reason why it can't be read now
    language: str = ""


def text_files(record: Record, file: str, given: Mapping[str, str]) -> dict[str, TextFile]:
    """Return the file of each source that has one, by the id of the source. Raise NoSuchSource.

    `given` are files on the command line by the ids of their sources ("" means the only one).
    """
    by_id = {source.id: source for source in record.sources}
    named = {_source(name, by_id): path for name, path in given.items()}
    found: dict[str, TextFile] = {}
    for name, source in by_id.items():
        if name in named:
            found[name] = TextFile(named[name], given=True, language=source.language)
        elif source.file:
            # "." lest a file called "-" be standard input.
            beside = os.path.join(os.path.dirname(file) or ".", source.file)  # noqa: PTH118, PTH120
            found[name] = TextFile(beside, given=False, language=source.language)
    return found


def _source(name: str, by_id: Mapping[str, RecordedSource]) -> str:
    """Return the id of the source with a name on the command line. Raise NoSuchSource."""
    if name in by_id or (not name and len(by_id) == 1):
        return name or next(iter(by_id))
    if name:
        hint = did_you_mean(nearest(name, by_id))
        raise NoSuchSource(f'no source has the id "{clip(name)}"{hint}')
    ids = f" (ids: {', '.join(map(clip, by_id))}); write ID=FILE" if by_id else ""
    has = f"this one has {plural(len(by_id), 'source')}{ids}"
    raise NoSuchSource(f"--source FILE is for a record with one source, and {has}")


def no_such_event(given: Iterable[str], events: Collection[str]) -> str:
    """Return a remark on a text given by `EVENT#ID` if no record has the event; else ""."""
    for name in given:
        event = name.partition("#")[0]
        if event not in events:
            return f'no record has the id "{clip(event)}"{did_you_mean(nearest(event, events))}'
    return ""


_CAPTIONS = (".vtt", ".srt", ".sbv")


def is_named_as_document(file: str) -> bool:
    return file.lower().endswith((".docx", ".pdf", *_CAPTIONS))


def read_source(
    file: str, language: str, before: SourceText | None = None, late: bool = False
) -> SourceText:
    """Return the text in a file; `before` is the text that the source had. Raise NoInput.

    Only a file that begins as Word or PDF does, or captions named as such, is a document. Anything
    else is plain text, lest its paragraphs move under the evidence that names them. Plain text that
    is `late` is one of many: nothing of it is kept before it is shown.
    """
    data = read_bytes(file)
    if file.lower().endswith(_CAPTIONS) or data.startswith(BEGINNINGS):
        text = SourceText("", language, file, data, before)
    else:
        late_file = file if late else ""
        text = SourceText(decode_text(data, file), language, late_file)
    text.data = data if file == STDIN else b""
    return text
