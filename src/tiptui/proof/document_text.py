"""The text of a source that is a document, read when it is first asked for."""

from collections.abc import Sequence
from hashlib import blake2b
from threading import Lock

from tiptui.documents.convert import convert
from tiptui.documents.document import NoDocument, Paragraph
from tiptui.files.input import NoInput
from tiptui.proof.source_text import SourceText
from tiptui.text.visible import visible


class DocumentText(SourceText):
    """The text of a document. While that can't be read it is the one from `before`, if any.

    To read one takes a while. So a start, and a look at changed files, do without; what needs the
    paragraphs is found out in a thread.
    """

    is_document = True

    def __init__(
        self, data: bytes, file: str, language: str, before: SourceText | None = None
    ) -> None:
        self.language = language
        self.file = file
        self._digest = blake2b(data).digest()
        self._unread: tuple[bytes, SourceText | None] | None = data, before
        self._paragraphs = ()
        self._printed: Sequence[Paragraph] = ()
        self._lock = Lock()

    @property
    def is_read(self) -> bool:  # type: ignore[override]
        return self._unread is None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs; none where it can't be read, of which `failure` says why."""
        with self._lock:
            if self._unread:
                data, before = self._unread
                try:
                    self._printed = convert(data, self.file).paragraphs
                    self._paragraphs = tuple(paragraph.text for paragraph in self._printed)
                except (NoDocument, NoInput) as error:
                    self.failure = str(error).removeprefix(f"{visible(self.file)}: ")
                    self._paragraphs = before.paragraphs if before else ()
                    self._printed = before.as_printed() if before else ()
                self._unread = None
        return self._paragraphs

    def as_printed(self) -> Sequence[Paragraph]:
        return self._printed if self.paragraphs else ()

    def says(self, other: SourceText) -> bool:
        """Return whether both are the same document in the same language, without reading it."""
        same = isinstance(other, DocumentText) and self._digest == other._digest
        return same and self.language == other.language
