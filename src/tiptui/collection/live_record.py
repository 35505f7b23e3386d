"""A record and its source texts as they are on disk now, read again when they change.

What is shown stays the last good reading; the newest one says what is wrong since.
"""

from collections.abc import Mapping
from time import time
from typing import TYPE_CHECKING, NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opening import Opened, base_name, complete, failure, open_record
from tiptui.files.input import SMALL, STDIN, NoInput, NotARecord, file_size
from tiptui.files.progress import Progress, quiet
from tiptui.files.watching import Stamp, Stamps, stamp, stamps
from tiptui.proof.source_text import DocumentTexts, NoSuchSource, text_files
from tiptui.record.problem import Fault, Path, Place, Problem
from tiptui.record.reader import Unreadable
from tiptui.text.visible import plural, visible

if TYPE_CHECKING:
    from tiptui.collection.reading import ReadFile


class Reading(NamedTuple):
    """What the files gave, and their stamps from before they were read.

    `torn`: the files changed while they were read, so that it may be half of two records. `time`
    is when they were read, in seconds since the epoch.
    """

    stamps: Stamps
    opened: Opened
    torn: bool = False
    time: float = 0.0

    @property
    def dialogue(self) -> Dialogue | None:
        """What was opened, unless something keeps it from being shown."""
        return self.opened.dialogue

    def place(self, path: Path) -> Place:
        """Return where something of the record stands in its file; the top where it has changed."""
        try:
            (found,) = self.opened.place([Fault(path, "", "")])
        except (NoInput, Unreadable):
            return Place(1, 1)  # the editor says what is wrong with it
        return found.place


class LiveRecord:
    """The file of a record and those of its texts, `given` as for `text_files`.

    `several` says that it is one of several.
    """

    def __init__(self, file: str, given: Mapping[str, str], several: bool = False) -> None:
        self.file = file
        self.given = given
        self.several = several
        self.again = file != STDIN
        """Whether it can be read again."""
        self.good: Reading | None = None
        """The last reading with a record."""
        self.newest = Reading({file: None}, Opened(file, b"", None))
        """The last reading."""
        self._wrong: tuple[Opened, tuple[Problem, ...]] | None = None
        """The problems of an opening, whose places take long to find."""

    @property
    def name(self) -> str:
        """The file's name without its folder, to be shown."""
        return base_name(self.file) if self.again else "standard input"

    @property
    def files(self) -> tuple[str, ...]:
        """The files to watch: the record's and those of its texts."""
        return tuple((self.good or self.newest).stamps)

    def take(self, reading: Reading) -> None:
        """Make a reading the newest one. Half of a record is never a good one."""
        self.newest = reading
        if reading.dialogue and not reading.torn:
            self.good = reading

    def read(self, progress: Progress = quiet) -> Reading:
        """Read the files. Change nothing here, so that a thread may do it.

        Of a record by itself raise NoInput and NoSuchSource the first time; else these are
        failures.
        """
        seen: dict[str, Stamp] = dict(stamps(self.files if self.again else ()))

        def note(file: str) -> None:
            if self.again and file != STDIN:
                seen.setdefault(file, stamp(file))

        before, now = self.good.opened if self.good else None, time()
        try:
            opened = open_record(self.file, self.given, before, progress, note, self.several)
        except (NoInput, NoSuchSource) as error:
            if before is None and not self.several:
                raise
            opened = self._unread(error)
        return _reading(seen, opened, now)

    def read_on(self, read: "ReadFile", strict: bool = False) -> Reading:
        """Return the reading that begins with what the record's file gave: with the texts.

        If `strict`, raise NoSuchSource, and NoInput where a text that is given can't be read.
        """
        seen = {read.file: read.stamp}
        try:
            if read.failure:
                raise NoInput(read.failure)
            opened = complete(
                self.file,
                read.loaded,
                self.given,
                about_to_read=lambda file: seen.setdefault(file, stamp(file)),
                several=self.several,
            )
        except NoSuchSource as error:
            if strict:
                raise NoSuchSource(f"{visible(self.file)}: {error}") from None
            opened = self._unread(error)
        except NoInput as error:
            if strict and read.loaded.record and not isinstance(error, NotARecord):
                raise
            opened = self._unread(error)
        return _reading(seen, opened, time())

    def _unread(self, error: Exception) -> Opened:
        return Opened(self.file, None, None, failures=(failure(self.file, error),))

    # What the reader is told.

    @property
    def status(self) -> str:
        """What keeps the files from being shown as they are now; empty where nothing does."""
        opened = self.newest.opened
        if unread := opened.unread:
            return unread[0] + (f" (+{len(unread) - 1})" if unread[1:] else "")
        errors = sum(not problem.warning for problem in opened.problems)
        if opened.dialogue or not errors:
            return ""
        return f"{self.name}: {plural(errors, 'error')} (! lists {'it' if errors == 1 else 'them'})"

    def problems(self) -> tuple[Problem, ...]:
        """Return every problem of the newest reading, by place.

        Those of its quotations too, unless the file has gone since: then the next look says so.
        """
        opened = self.newest.opened
        if self._wrong is None or self._wrong[0] is not opened:
            try:
                self._wrong = opened, opened.all_problems()
            except (NoInput, Unreadable):
                return opened.problems
        return self._wrong[1]

    def place(self, path: Path) -> Place:
        """Return where something of the record that is shown stands in its file."""
        return self.good.place(path) if self.good else Place(1, 1)

    def text_file(self, source: str) -> str:
        """Return the file of a source's text; empty where it has none that can be opened."""
        if self.good is None or self.good.dialogue is None:
            return ""
        files = text_files(self.good.dialogue.record, self.file, self.given)
        file = files[source].file if source in files else ""
        return "" if file == STDIN else file

    def text_name(self, source: str) -> str:
        """Return the name of the file of a source's text, to be shown."""
        return base_name(self.text_file(source))


def _reading(seen: Stamps, opened: Opened, now: float) -> Reading:
    if opened.dialogue:
        texts = opened.dialogue.texts
        unread = isinstance(texts, DocumentTexts) and not texts.is_read
        opened.dialogue.takes_long = unread or sum(map(file_size, seen)) > SMALL
    return Reading(seen, opened, stamps(seen) != seen, now)
