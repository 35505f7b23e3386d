"""The text of a source: where it is, its paragraphs and its sentences.

The text never stands in a record. It is a local file that the record or the command line points
to, and it need not be there.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from tiptui.documents.document import BEGINNINGS, Paragraph, decode_text, paragraphs
from tiptui.files.input import STDIN, NoInput, read_bytes
from tiptui.proof.locate import Locator
from tiptui.record.model import Record, RecordedSource
from tiptui.record.problem import NoSuchSource
from tiptui.text.near_words import did_you_mean, nearest
from tiptui.text.visible import clip, plural, visible
from tiptui.text.words import Span, sentences

if TYPE_CHECKING:
    from tiptui.proof.turns import Turn


class TextSpan(NamedTuple):
    """Words of a text: the number of their paragraph, from 1, and from and up to where in it."""

    paragraph: int
    start: int
    end: int


class SourceText:
    """The text of one source. Two are never equal: each is its own."""

    is_document = False  # which is read when its paragraphs are first asked for
    is_read = True  # nobody waits for its paragraphs
    file = ""  # that of a document
    data = b""  # what standard input gave, which can't be read again
    failure = ""  # why it can't be read as it is now

    def __init__(self, text: str, language: str = "") -> None:
        self.language = language
        self._paragraphs = paragraphs(text)
        self._content: object = self._paragraphs

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return self._paragraphs

    def __contains__(self, number: int) -> bool:
        """Return whether there is a paragraph of that number, counted from 1."""
        return 1 <= number <= len(self.paragraphs)

    def __getitem__(self, number: int) -> str:
        """Return the paragraph of a number that `self` contains."""
        return self.paragraphs[number - 1]

    def once(self) -> "SourceText | None":
        """Return what has the paragraphs for whoever looks through them once; None if gone."""
        return self

    def says(self, other: "SourceText") -> bool:
        """Return whether both have the same content in the same language, without reading it."""
        return (self.language, self._content) == (other.language, other._content)

    @cached_property
    def locator(self) -> Locator:
        """What finds quotations in the paragraphs."""
        return Locator(self.paragraphs)

    @cached_property
    def turns(self) -> "tuple[Turn, ...]":
        """Who says what in it; none where it is no transcript."""
        # Not above: only a check needs it.
        from tiptui.proof.turns import transcript_of

        return transcript_of(self.as_printed()).turns

    @cached_property
    def spoken(self) -> list[tuple[TextSpan, int]]:
        """The lines of the turns, each with the number of its turn: one for each who speaks."""
        return sorted((words, n) for n, turn in enumerate(self.turns) for words in turn.words)

    def as_printed(self) -> Sequence[Paragraph]:
        """Return the paragraphs with what a document says of them."""
        return tuple(map(Paragraph, self.paragraphs))

    @cached_property
    def sentences(self) -> tuple[tuple[Span, ...], ...]:
        """The sentences of each paragraph, as spans of it."""
        return tuple(sentences(paragraph, self.language) for paragraph in self.paragraphs)


class LateText(SourceText):
    """The text of one of many records: read whenever it is looked through, kept once it is shown.

    Where its file has gone since, it has no paragraphs until the files are looked at again.
    """

    def __init__(self, text: str, file: str, language: str) -> None:
        super().__init__("", language)
        self._file = file
        self._content = hash(text)

    def once(self) -> SourceText | None:
        if self._paragraphs:
            return self
        with suppress(NoInput):
            text = decode_text(read_bytes(self._file), self._file)
            return SourceText(text, self.language)
        return None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        if once := self.once():
            self._paragraphs = once._paragraphs
        return self._paragraphs


class DocumentText(SourceText):
    """The text of a document. While that can't be read it is the one from `before`, if any.

    To read one takes a while. So a start, and a look at changed files, do without; what needs the
    paragraphs is found out in a thread.
    """

    is_document = True

    def __init__(
        self, data: bytes, file: str, language: str, before: SourceText | None = None
    ) -> None:
        super().__init__("", language)
        self.file = file
        self.is_read = False
        self._content = "document", hash(data)
        self._unread: tuple[bytes, SourceText | None] = data, before
        self._printed: Sequence[Paragraph] = ()
        self._lock = Lock()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs; none where it can't be read, of which `failure` says why."""
        with self._lock:
            if not self.is_read:
                from tiptui.documents.convert import convert

                data, before = self._unread
                try:
                    self._printed = convert(data, self.file).paragraphs
                except NoInput as error:
                    self.failure = str(error).removeprefix(f"{visible(self.file)}: ")
                    self._printed = before.as_printed() if before else ()
                self._paragraphs = tuple(paragraph.text for paragraph in self._printed)
                self.is_read, self._unread = True, (b"", None)
        return self._paragraphs

    def as_printed(self) -> Sequence[Paragraph]:
        return self._printed if self.paragraphs else ()


class DocumentTexts(Mapping[str, SourceText]):
    """The texts of a record's sources of which some are documents, by the ids of the sources.

    Looking one up reads it; then one that can't be read is not there. Until then, all count.
    """

    def __init__(self, every: Mapping[str, SourceText]) -> None:
        self._every = every

    def __getitem__(self, name: str) -> SourceText:
        text = self._every[name]
        if text.is_document and not text.paragraphs:
            raise KeyError(name)
        return text

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._every if name in self)

    def __len__(self) -> int:
        return sum(not text.is_read or name in self for name, text in self._every.items())


class TextFile(NamedTuple):
    """The file with the text of a source; `given` on the command line, or named by the record.

    `text` is the last one that could be read of it, `failure` says why it can't be read now.
    """

    file: str
    given: bool
    text: SourceText | None = None
    failure: str = ""
    language: str = ""


def text_files(record: Record, file: str, given: Mapping[str, str]) -> dict[str, TextFile]:
    """Return the file of each source that has one, by the id of the source.

    `file` is the record's, `given` has the files named on the command line by the id of their
    source, under "" that of the only one; they come before those that the record names. Raise
    NoSuchSource.
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
    """Return the id of the source that a name on the command line means. Raise NoSuchSource."""
    if name in by_id or (not name and len(by_id) == 1):
        return name or next(iter(by_id))
    if name:
        hint = did_you_mean(nearest(name, by_id))
        raise NoSuchSource(f'no source has the id "{clip(name)}"{hint}')
    ids = f" (ids: {', '.join(map(clip, by_id))}); write ID=FILE" if by_id else ""
    raise NoSuchSource(
        "--source FILE is for a record with one source, and this one has "
        f"{plural(len(by_id), 'source')}{ids}"
    )


def no_such_event(given: Iterable[str], events: Collection[str]) -> str:
    """Return what to say of a text given by `EVENT#ID` where no record has the event; else ""."""
    for name in given:
        event = name.partition("#")[0]
        if event not in events:
            return f'no record has the id "{clip(event)}"{did_you_mean(nearest(event, events))}'
    return ""


_CAPTIONS = (".vtt", ".srt")


def is_named_as_document(file: str) -> bool:
    """Return whether a file has the name of one that takes a while to read."""
    return file.lower().endswith((".docx", ".pdf", *_CAPTIONS))


def read_source(
    file: str, language: str, before: SourceText | None = None, late: bool = False
) -> SourceText:
    """Return the text in the file of a source, `before` the one that it had. Raise NoInput.

    What begins as a document of Word or a PDF is one, and so are captions with the name of such;
    anything else is plain text, lest its paragraphs move under the evidence that names them. `late`
    says that there are many: of plain text nothing is kept before it is shown.
    """
    data = read_bytes(file)
    captions = file.lower().endswith(_CAPTIONS) and b"-->" in data
    if captions or data.startswith(BEGINNINGS):
        text: SourceText = DocumentText(data, file, language, before)
    else:
        words = decode_text(data, file)
        text = LateText(words, file, language) if late else SourceText(words, language)
    text.data = data if file == STDIN else b""
    return text
