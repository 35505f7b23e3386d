"""The text of a source: where it is, its paragraphs and its sentences.

The text never stands in a record. It is a local file that the record or the command line points
to, and it need not be there.
"""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tiptui.files.input import NoInput, read_bytes
from tiptui.record.model import Record, Source
from tiptui.text.folding import Span
from tiptui.text.near_words import did_you_mean, nearest
from tiptui.text.visible import clip, plural, visible

if TYPE_CHECKING:
    from tiptui.sources.documents.document import Paragraph
    from tiptui.sources.locate import Locator
    from tiptui.sources.turns import Turn

_LINE_BREAK = re.compile("\r\n|\r|\n")


class NoSuchSource(Exception):
    """The command line gives a text to a source that the record does not have; says which."""


class SourceText:
    """The text of one source. Two are never equal: each is its own."""

    is_document = False
    """Whether it comes from a document, which is read when its paragraphs are first asked for."""

    is_read = True
    """Whether nobody waits for its paragraphs."""

    file = ""
    """The file of a document."""

    failure = ""
    """Why it can't be read as it is now."""

    def __init__(self, text: str, language: str = "") -> None:
        self._paragraphs = paragraphs(text)
        self.language = language

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return self._paragraphs

    def __contains__(self, number: int) -> bool:
        """Return whether there is a paragraph of that number, counted from 1."""
        return 1 <= number <= len(self.paragraphs)

    def __getitem__(self, number: int) -> str:
        """Return the paragraph of a number that `self` contains."""
        return self.paragraphs[number - 1]

    def says(self, other: "SourceText") -> bool:
        """Return whether both have the same paragraphs in the same language."""
        alike = self.is_document == other.is_document and self.language == other.language
        return alike and self.paragraphs == other.paragraphs

    @cached_property
    def locator(self) -> "Locator":
        """What finds quotations in the paragraphs."""
        # Not above: only a source needs it.
        from tiptui.sources.locate import Locator

        return Locator(self.paragraphs)

    @cached_property
    def turns(self) -> "tuple[Turn, ...]":
        """Who says what in it; none where it is no transcript."""
        # Not above: only a check needs it.
        from tiptui.sources.turns import turns_of

        return turns_of(self.as_printed())

    def as_printed(self) -> "Sequence[Paragraph]":
        """Return the paragraphs with what a document says of them."""
        from tiptui.sources.documents.document import Paragraph

        return tuple(map(Paragraph, self.paragraphs))

    @cached_property
    def sentences(self) -> tuple[tuple[Span, ...], ...]:
        """The sentences of each paragraph, as spans of it."""
        return tuple(sentences(paragraph, self.language) for paragraph in self.paragraphs)


class DocumentTexts(Mapping[str, SourceText]):
    """The texts of a record's sources of which some are documents, by the ids of the sources.

    To look for one reads it; then what can't be read is as if it were not at hand. Until then, all
    of them count.
    """

    def __init__(self, every: Mapping[str, SourceText]) -> None:
        self.every = every
        """All of them, whether they can be read or not."""

    def __getitem__(self, name: str) -> SourceText:
        text = self.every[name]
        if text.is_document and not text.paragraphs:
            raise KeyError(name)
        return text

    def __iter__(self) -> Iterator[str]:
        return (name for name in self.every if name in self)

    def __len__(self) -> int:
        return sum(not text.is_read or name in self for name, text in self.every.items())

    @property
    def is_read(self) -> bool:
        """Whether nobody waits for any of them."""
        return all(text.is_read for text in self.every.values())


def at_hand(texts: Mapping[str, SourceText]) -> Mapping[str, SourceText]:
    """Return texts without reading any: those too that can't be read."""
    return texts.every if isinstance(texts, DocumentTexts) else texts


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, without the white space around them.

    They are the blocks between blank lines, with a line feed between their lines; without a blank
    line between two lines of text, each line is one.
    """
    return tuple("\n".join(lines).strip() for _, lines in _blocks(text))


def line_of(text: str, number: int) -> int:
    """Return the line of a text on which a paragraph begins, both counted from 1; 1 for none."""
    starts = [line for line, _ in _blocks(text)]
    return starts[number - 1] if 1 <= number <= len(starts) else 1


def _blocks(text: str) -> list[tuple[int, list[str]]]:
    """Return the lines of each paragraph, with the number of the first."""
    blocks: list[tuple[int, list[str]]] = []
    blank = True
    for number, line in enumerate(_LINE_BREAK.split(text), 1):
        if not line.strip():
            blank = True
            continue
        if blank:
            blocks.append((number, []))
        blocks[-1][1].append(line)
        blank = False
    if len(blocks) == 1:
        ((first, lines),) = blocks
        return [(number, [line]) for number, line in enumerate(lines, first)]
    return blocks


# After these the library sees a full stop; in minutes and articles a name or number follows.
_ABBREVIATION = re.compile(
    r"\b(?:Addl|Amb|Atty|Cdr|Ch|Ed|Eds|Engr|Ft|Govt|M[dsx]|Mohd|Paras?|Smt|Vol"
    r"|approx|eds?|paras?)\.\s*$"
)
_NUMBERED = re.compile(r"\s*\(?(?:\d{1,3}|[^\W\d_])[.)]\s*")
_QUOTE_ENDS = re.compile(r"""[.!?…]["'”’»]+\s*$""")
_CLOSERS = re.compile(r"""[)\]}”’»"']+(?=\s|$)""")
_SIGN = re.compile(r"\S")
_BRACKETED = re.compile(r"""\s*[(\[][^()\[\]]*[.!?…]["'”’»]*[)\]]\s+(?=\S)""")


_WIDE_SPACE = re.compile(r"[^\S\x00-\x7f]")

_WINDOW = 2**13
"""Code points that the library is given at once: quotes that stay open take it their square."""


def sentences(paragraph: str, language: str = "en") -> tuple[Span, ...]:
    """Return where each sentence stands, without the white space around it.

    `language` is a language tag; of a language that it does not know, the library takes the rules
    for English.
    """
    spans: list[Span] = []
    start = 0
    for cut in _sentence_ends(
        paragraph, list(_cuts(paragraph, language.partition("-")[0].lower()))
    ):
        piece = paragraph[start:cut]
        if piece.strip():
            spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = cut
    return tuple(spans)


def _cuts(paragraph: str, language: str) -> Iterator[int]:
    """Yield where the library sees sentences end; it is given a long paragraph part by part."""
    # Not above: only a source needs it.
    from sentencex import get_sentence_boundaries

    start = 0
    # The library ends the program at a letter before a wide space and a full stop.
    paragraph = _WIDE_SPACE.sub(" ", paragraph)
    while start < len(paragraph):
        part = paragraph[start : start + _WINDOW]
        ends = [start + found["end_index"] for found in get_sentence_boundaries(language, part)]
        last = start + len(part) == len(paragraph)
        # The part may break its last sentence off: the next one begins with that.
        if not last and len(ends) > 1:
            ends.pop()
        yield from ends
        start = len(paragraph) if last or not ends else ends[-1]


def _sentence_ends(paragraph: str, cuts: list[int]) -> Iterator[int]:
    """Yield where sentences end, from where what the library took for them ends."""
    start = 0
    for cut in cuts:
        # A bracket or quotation mark that closes belongs to what it closes.
        closers = _CLOSERS.match(paragraph, cut)
        end = closers.end() if closers else cut
        if end <= start or _goes_on(paragraph, start, end):
            continue
        # A whole sentence in brackets is one; the library looks for no end in brackets.
        inner = _BRACKETED.match(paragraph, start, end)
        if inner and _is_sentence(inner[0]) and not paragraph[inner.end()].islower():
            yield inner.end()
        yield end
        start = end
    yield len(paragraph)


def _goes_on(paragraph: str, start: int, end: int) -> bool:
    """Return whether the sentence goes on: after a number, an abbreviation, a quoted question."""
    # A part of it, lest a text of nothing but abbreviations be read over and over.
    tail = paragraph[max(start, end - 40) : end]
    if _ABBREVIATION.search(tail) or _NUMBERED.fullmatch(paragraph, start, end):
        return True
    following = _SIGN.search(paragraph, end)
    return bool(following and following[0].islower() and _QUOTE_ENDS.search(tail))


def _is_sentence(bracketed: str) -> bool:
    """Return whether there are words in brackets, and not only one: `(etc.)`."""
    return len(bracketed.split()) > 1


class TextFile(NamedTuple):
    """The file with the text of a source; `given` on the command line, or named by the record."""

    file: str
    given: bool


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
            found[name] = TextFile(named[name], given=True)
        elif source.file:
            # "." lest a file called "-" be standard input.
            beside = os.path.join(os.path.dirname(file) or ".", source.file)  # noqa: PTH118, PTH120
            found[name] = TextFile(beside, given=False)
    return found


def no_such_event(given: Iterable[str], events: Collection[str]) -> str:
    """Return what to say of a text given by `EVENT#ID` where no record has the event; else ""."""
    for name in given:
        event = name.partition("#")[0]
        if event not in events:
            return f'no record has the id "{clip(event)}"{did_you_mean(nearest(event, events))}'
    return ""


def _source(name: str, by_id: Mapping[str, Source]) -> str:
    """Return the id of the source that a name on the command line means. Raise NoSuchSource."""
    if name in by_id:
        return name
    if name:
        hint = did_you_mean(nearest(name, by_id))
        raise NoSuchSource(f'no source has the id "{clip(name)}"{hint}')
    if len(by_id) != 1:
        ids = f" (ids: {', '.join(map(clip, by_id))})" if by_id else ""
        raise NoSuchSource(
            f"--source FILE is for a record with one source, and this one has "
            f"{plural(len(by_id), 'source')}{ids}" + ("; write ID=FILE" if by_id else "")
        )
    return next(iter(by_id))


_CAPTIONS = (".vtt", ".srt")


def is_named_as_document(file: str) -> bool:
    """Return whether a file has the name of one that takes a while to read."""
    return file.lower().endswith((".docx", ".pdf", *_CAPTIONS))


_DOCUMENTS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_source(file: str, language: str, before: SourceText | None = None) -> SourceText:
    """Return the text in the file of a source, `before` the one that it had. Raise NoInput.

    What begins as a document of Word or a PDF is one, and so are captions with the name of such;
    anything else is plain text, lest its paragraphs move under the evidence that names them.
    """
    data = read_bytes(file)
    named = file.lower().endswith(_CAPTIONS) and b"-->" in data
    if named or data.startswith(_DOCUMENTS):
        # Not above: only a document needs it.
        from tiptui.sources.documents.text import DocumentText

        return DocumentText(data, file, language, before)
    return SourceText(decode_text(data, file), language)


def read_text(file: str) -> str:
    """Return the text of a file, without a byte order mark. Raise NoInput."""
    return decode_text(read_bytes(file), file)


def decode_text(data: bytes, file: str) -> str:
    """Return the text that the bytes of a file are. Raise NoInput."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"the byte 0x{data[error.start]:02X} on line {line} is not UTF-8"
        raise NoInput(f"{visible(file)}: {message}") from None
