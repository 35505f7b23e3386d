"""The document that a record is drafted from, with its turns and numbered recommendations."""

import os
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tiptui.documents.convert import read_document
from tiptui.documents.document import (
    NOBODY,
    Document,
    Paragraph,
    Unclear,
    decode_text,
    paragraphs,
    words_start,
)
from tiptui.drafting.item_lines import lines_of
from tiptui.drafting.item_runs import runs_of
from tiptui.drafting.items import Item, inquiry_in
from tiptui.drafting.meeting_items import Meeting, is_minutes, meeting_in
from tiptui.drafting.occasion import occasion_of, review_in
from tiptui.drafting.review_headings import words_of
from tiptui.drafting.review_lists import review_items
from tiptui.files.input import STDIN, read_bytes
from tiptui.speakers.turns import LABEL, transcript_of, transcript_with_labels
from tiptui.text.visible import clip, few

MOST_NUMBERS = 10  # that a remark names


def stem_of(file: str | None) -> str:
    """Return the name of a file without folders and extension; empty for standard input."""
    return "" if file in (None, STDIN) else os.path.splitext(os.path.basename(file or ""))[0]  # noqa: PTH119, PTH122


class SourceDocument:
    """A document with its turns and recommendations; `text_file` has its text, or will have."""

    def __init__(
        self,
        file: str,
        document: Document,
        text_file: str,
        is_plain: bool = True,
        named: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.file, self.document, self.text_file = file, document, text_file
        self.is_plain = is_plain
        self.transcript = transcript_of(document.paragraphs, named)
        self.review = review_in(document.paragraphs)
        state = words_of(self.review.name) if self.review else frozenset[str]()
        lines = lines_of(document.paragraphs)
        runs = runs_of(lines)
        self.numbered, self._nameless = review_items(lines, state)
        self.bodies, self.left_out, self._cut = tuple[str, ...](), 0, tuple[str, ...]()
        if not self.numbered and not self.review:
            self.numbered, self.bodies, self.left_out, self._cut = inquiry_in(document, lines, runs)
            if self.transcript.turns and self.numbered:
                # They are words of a speaker.
                self.left_out += len(self.numbered)
                self.numbered = []
        self.meeting, self.of_meeting, self._unmarked = "", list[Item](), 0
        if is_minutes(document, self.transcript):
            meeting = Meeting(document, self.transcript)
            self.of_meeting, self._unmarked = meeting.items(lines, runs)
            self.meeting = meeting_in(document)
        spoken = self.transcript.turns[0].words[0].paragraph if self.transcript.turns else 0
        self.occasion = occasion_of(document, stem_of(file), spoken)

    def remarks(self) -> Iterator[str]:
        """Yield remarks on a draft: the parts that it has, and those to add by hand."""
        yield from self.document.remarks
        if self._nameless:
            numbers = few(self._nameless, MOST_NUMBERS)
            yield f"no state is known in the brackets of {numbers}: add by hand what is asked there"
        if self.left_out:
            yield f"not taken, though they look like recommendations: {self.left_out:,}"
        if self._unmarked:
            yield f"not taken, though they look like decisions or actions: {self._unmarked:,}"
        if self._cut:
            yield f"{len(self._cut):,} may be cut: {few(self._cut, MOST_NUMBERS)}"
        heads = (head for head in self.transcript.unknown if head.strip() != NOBODY.strip())
        called = dict.fromkeys(heads)
        has_labels = any(map(LABEL.fullmatch, called))
        if called and (self.transcript.turns or has_labels):
            shown = " ".join(f'"{clip(head.strip(), 40)}"' for head in [*called][:3])
            do = "say --speaker LABEL=NAME, or " if has_labels else ""
            yield f"it can't be told who {shown} is: {do}add by hand what is said there"


def read_source_document(
    file: str,
    record: str | None = None,
    encoding: str = "",
    named: Mapping[str, str] = MappingProxyType({}),
) -> SourceDocument:
    """Return the document in a file, for a record in the file `record`; `named` names labels.

    Unless it is plain text, its text will be beside the record. Raise NoInput, Unclear.
    """
    document = read_document(file, encoding)
    if document.kind == "markdown":
        # `check` reads it as plain text.
        text = decode_text(read_bytes(file), file, encoding)
        document = Document(tuple(map(Paragraph, paragraphs(text))))
    document = _name_voices(document, named) if named else document
    plain = document.kind == "text" and not encoding
    kept = os.path.splitext(record)[0] + ".txt" if record and not plain else file  # noqa: PTH122
    return SourceDocument(file, document, kept, plain, named)


def _name_voices(document: Document, named: Mapping[str, str]) -> Document:
    """Name the voices of a document, if it has them; others keep their labels in the text."""
    turns = transcript_with_labels(document.paragraphs).turns
    voices = dict.fromkeys(turn.speaker.name for turn in turns)
    voices |= dict.fromkeys(paragraph.voice for paragraph in document.paragraphs if paragraph.voice)
    for label in named:
        if label not in voices:
            there = f"there are {few([*voices], MOST_NUMBERS)}" if voices else "there is none"
            raise Unclear(f'no label is "{clip(label)}"; {there}')

    def name(paragraph: Paragraph) -> Paragraph:
        voice, text = paragraph.voice, paragraph.text
        who = named.get(voice, voice)
        if who != voice and (start := words_start(paragraph)):
            text = f"{who}: {text[start:]}"
        return paragraph._replace(voice=who, text=text)

    return document._replace(paragraphs=tuple(map(name, document.paragraphs)))
