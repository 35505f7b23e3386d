"""What the reader opened, as it is on disk now: a record by itself, or all that paths lead to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from time import time
from typing import NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.live_record import LiveRecord, Reading
from tiptui.collection.opened import Collection, Trouble
from tiptui.collection.opening import base_name
from tiptui.files.folders import Found, find_files
from tiptui.files.input import STDIN, NoInput
from tiptui.files.progress import Progress, quiet
from tiptui.files.watching import Stamps, stamps
from tiptui.proof.source_text import NoSuchSource, no_such_event
from tiptui.record.problem import BadRecord, Path, Place, Problem
from tiptui.text.visible import clip, plural

_FIRST_SECONDS = 0.02
"""How long the first records of several are read before there is something to see."""

_PATIENCE = 0.3
"""Seconds after which it is said how many are read by now: each frame takes time from reading."""


class News(NamedTuple):
    """What a look at the files gave: the readings of each record that there is now, by its file.

    `collection` is what can be shown of them; None where that is nothing of a record by itself.
    `changes` say in words what differs from before, `left` are files that are not read yet.
    """

    readings: Mapping[str, Reading]
    collection: Collection | None
    folders: Stamps
    changes: str = ""
    left: Sequence[str] = ()

    @property
    def torn(self) -> bool:
        """Whether a file changed while it was read."""
        return any(reading.torn for reading in self.readings.values())

    @property
    def stamps(self) -> Stamps:
        """What all files and folders had before they were read."""
        return _stamps(self.folders, self.readings)


class Live:
    """Records and their texts, read again when they change.

    `paths` are files, and folders where there are `several`; `given` is as for `text_files`, of
    several by `EVENT#ID`. `watched` says whether the browser is to look for changes by itself,
    `cached` whether what is read of several is kept for the next time.
    """

    def __init__(
        self,
        paths: Sequence[str],
        given: Mapping[str, str],
        several: bool = False,
        watched: bool = True,
        cached: bool = False,
    ) -> None:
        self.paths = tuple(paths)
        self.given = given
        self.several = several
        self.again = STDIN not in paths
        """Whether all can be read again."""
        self.watched = watched and self.again
        self.records: dict[str, LiveRecord] = {}
        self.collection: Collection | None = None
        """What can be shown by now."""
        self.left: Sequence[str] = ()
        """The files that are not read yet."""
        self.taken = 0
        """How often more was taken: with each time there may be something else to tell."""
        self.cached = cached
        self._order: Sequence[str] = ()
        self._folders: Stamps = {}
        self._tell: Progress = quiet
        self._reads: Iterator[tuple[str, Reading]] = iter(())
        if not several:
            self.records = {path: LiveRecord(path, given) for path in self.paths}

    @property
    def name(self) -> str:
        """What was opened, to be shown."""
        first = self.paths[0]
        if not self.several:
            return self.records[first].name
        name = base_name(first.rstrip("/")) + "/" * (len(self.paths) == 1)
        return name if len(self.paths) == 1 else f"{name} (+{len(self.paths) - 1})"

    @property
    def stamps(self) -> Stamps:
        """What all files and folders had before they were read."""
        return _stamps(self._folders, self.newest)

    @property
    def files(self) -> tuple[str, ...]:
        """The files and folders to watch."""
        return tuple(self.stamps)

    @property
    def newest(self) -> Mapping[str, Reading]:
        """The last reading of each record, by its file."""
        return {file: record.newest for file, record in self.records.items()}

    # Reading.

    def read(self, progress: Progress = quiet) -> News:
        """Read what has changed. Change nothing here, so that a thread may do it.

        The first time raise NoSuchSource, and NoInput: of several records only where there is none,
        or a text that is given can't be read.
        """
        if not self.several:
            (record,) = self.records.values()
            return self._alone(record, record.read(progress))
        found = self._find()
        known = self.records.keys() - self.left
        readings = {file: self._read_again(file) for file in found.files if file in known}
        new = [file for file in found.files if file not in readings]
        readings |= self._read_new(new, progress, strict=self.collection is None)
        return self._together({file: readings[file] for file in found.files}, found.folders)

    def take(self, news: News) -> None:
        """Make what was read the newest; records that are gone are no more."""
        self.records = {file: self._record(file) for file in (*news.readings, *news.left)}
        for file, reading in news.readings.items():
            self.records[file].take(reading)
        self.collection = news.collection or self.collection
        self.left, self._folders = news.left, news.folders
        self.taken += 1

    def read_all(self, progress: Progress = quiet) -> Collection:
        """Read the files and take what they gave. Raise BadRecord, NoInput and NoSuchSource."""
        self.take(self.read(progress))
        if self.collection is None:
            (record,) = self.records.values()
            raise BadRecord(record.file, record.newest.opened.problems)
        if unknown := self.no_such_event:
            raise NoSuchSource(unknown)
        return self.collection

    def read_for_print(self) -> Collection:
        """Read all as `read_all` does; no key waits, so texts are looked through when asked for."""
        collection = self.read_all()
        for dialogue in collection.dialogues:
            dialogue.takes_long = False
        return collection

    def read_first(self, progress: Progress = quiet) -> Collection:
        """Read the files and take what they gave, ready for search.

        Of several records only so many that there is something to see. Raise BadRecord, NoInput,
        and of a record by itself NoSuchSource.
        """
        if not self.several:
            return self.read_all(progress)
        found = self._find()
        end, readings = time() + _FIRST_SECONDS, dict[str, Reading]()
        self._reads = self._read_new(found.files, self._report)
        for file, reading in self._reads:
            readings[file] = reading
            if time() > end:
                break
        self._order = found.files
        self.take(self._so_far(readings, found.folders))
        return self.collection or Collection((), several=True)

    def read_left(self, progress: Progress = quiet) -> Iterator[News]:
        """Yield what the files that are left give: more and more of it, at last all."""
        self._tell = progress
        readings = {file: self.records[file].newest for file in self.records.keys() - self.left}
        shown, told = len(readings), time()
        for file, reading in self._reads:
            readings[file] = reading
            ended = len(readings) == len(self._order)
            if not ended and time() < told + _PATIENCE:
                continue
            if ended or len(readings) >= 2 * shown:
                shown = len(readings)
                yield self._so_far(readings, self._folders)
            else:
                left = self._left_by(readings)
                yield News(readings, self.collection, self._folders, left=left)
            told = time()

    def _so_far(self, readings: Mapping[str, Reading], folders: Stamps) -> News:
        """Return what the files that were read by now gave, in whatever order they were read."""
        there = {file: readings[file] for file in self._order if file in readings}
        return self._together(there, folders, self._left_by(readings))

    def _left_by(self, readings: Mapping[str, Reading]) -> list[str]:
        return [file for file in self._order if file not in readings]

    def _find(self) -> Found:
        """Return the files that there are. The first time raise NoInput if there are none."""
        found = find_files(self.paths)
        if self.collection is None and not found.files:
            raise NoInput("; ".join(found.remarks))
        return found

    def _record(self, file: str) -> LiveRecord:
        return self.records.get(file) or LiveRecord(file, self.given, self.several)

    def _read_new(
        self, files: Iterable[str], progress: Progress, strict: bool = False
    ) -> Iterator[tuple[str, Reading]]:
        """Yield the readings of files that were not read before, in any order."""
        # Not above: a record by itself is read without it.
        from tiptui.collection.reading import read_all

        kept_by = self.paths if self.cached else ()
        for read in read_all(files, kept_by, progress):
            yield read.file, self._record(read.file).read_on(read, strict)

    def _report(self, part: float) -> None:
        self._tell(part)

    def _read_again(self, file: str) -> Reading:
        """Return the reading of one of several records: the last one, where it still holds."""
        record = self.records[file]
        same = stamps(record.files) == record.newest.stamps
        return record.newest if same else record.read()

    def _alone(self, record: LiveRecord, reading: Reading) -> News:
        collection, dialogue = self.collection, reading.dialogue
        if dialogue and not (collection and collection.dialogues[0] is dialogue):
            collection = Collection([dialogue])
        shown = collection if dialogue else None
        return News({record.file: reading}, shown, {}, reading.opened.changes)

    def _together(
        self, readings: Mapping[str, Reading], folders: Stamps, left: Sequence[str] = ()
    ) -> News:
        """Return the collection of what several files gave; a torn one stays as it was."""
        taken: dict[str, Dialogue] = {}
        troubles = []
        for file, reading in readings.items():
            whole = reading.dialogue and not reading.torn
            good = reading if whole else self._record(file).good
            dialogue = good.dialogue if good else None
            if good is None or dialogue is None:
                troubles.append(_trouble(file, reading))
            elif dialogue.id in taken:
                troubles.append(_duplicate(file, good, taken[dialogue.id]))
            else:
                taken[dialogue.id] = dialogue
        before, dialogues = self.collection, in_order(taken.values())
        if before and (before.dialogues, before.troubles) == (tuple(dialogues), tuple(troubles)):
            return News(readings, before, folders, "", left)
        collection = Collection(dialogues, several=True, troubles=troubles)
        changes = "" if before is None or self.left else _changes(before, collection, readings)
        return News(readings, collection, folders, changes, left)

    # What the reader is told.

    @property
    def status(self) -> str:
        """What keeps the files from being shown as they are now; empty where nothing does."""
        if not self.several:
            (record,) = self.records.values()
            return record.status
        if self.left:
            total = len(self.records)
            return f"reading: {total - len(self.left):,} of {plural(total, 'record')}"
        if unknown := self.no_such_event:
            return f"--source: {unknown}"
        troubles = {trouble.file for trouble in self.collection.troubles} if self.collection else ()
        bad = [each for each in self.records.values() if each.status or each.file in troubles]
        if len(bad) == 1 and bad[0].file not in troubles:
            return bad[0].status
        return f"{plural(len(bad), 'record')} can't be shown (! lists why)" if bad else ""

    @property
    def no_such_event(self) -> str:
        """What to say of a text that is given of none of several records; empty for nothing."""
        collection = self.collection
        # Without those of records with errors none can be said not to be there.
        if collection is None or collection.troubles or not self.several:
            return ""
        return no_such_event(self.given, [each.id for each in collection.dialogues])

    def problems(self) -> list[tuple[str, Problem]]:
        """Return every problem of the newest readings with its file, those of quotations too."""
        troubles = self.collection.troubles if self.collection else ()
        beside = {each.file: (each.beside,) for each in troubles if each.beside}
        return [
            (file, problem)
            for file, record in self.records.items()
            for problem in (*beside.get(file, ()), *record.problems())
        ]

    def record_of(self, dialogue: Dialogue) -> LiveRecord:
        """Return the files that a dialogue was read from."""
        return self.records[dialogue.file]

    def place(self, dialogue: Dialogue, path: Path) -> Place:
        """Return where something of a record that is shown stands in its file."""
        return self.record_of(dialogue).place(path)


def _stamps(folders: Stamps, readings: Mapping[str, Reading]) -> Stamps:
    return dict(chain(folders.items(), *(each.stamps.items() for each in readings.values())))


def in_order(dialogues: Iterable[Dialogue]) -> list[Dialogue]:
    """Return dialogues newest first, those of a series together with its newest."""
    newest = sorted(dialogues, key=lambda each: each.record.event.start_date, reverse=True)
    series: dict[str, list[Dialogue]] = {}
    for dialogue in newest:
        name = dialogue.record.event.series
        series.setdefault(name or f"#{dialogue.id}", []).append(dialogue)
    return [dialogue for together in series.values() for dialogue in together]


def _duplicate(file: str, reading: Reading, first: Dialogue) -> Trouble:
    place = reading.place(("event", "id"))
    message = f'the event id "{clip(first.id)}" is that of {base_name(first.file)} already'
    problem = Problem(place, message, "duplicate-record")
    return Trouble(file, problem.line(base_name(file)), place, problem)


def _trouble(file: str, reading: Reading) -> Trouble:
    """Return the first thing that keeps a record from being shown."""
    opened = reading.opened
    if opened.dialogue:
        return Trouble(file, f"{base_name(file)} is being written")
    if opened.failures:
        return Trouble(file, opened.failures[0])
    first = next((each for each in opened.problems if not each.warning), None)
    if first is None:
        return Trouble(file, "there is nothing in it")
    return Trouble(file, first.line(base_name(file)), first.place)


def _changes(before: Collection, after: Collection, readings: Mapping[str, Reading]) -> str:
    """Return in words what differs between two collections."""
    old = {dialogue.id: dialogue for dialogue in before.dialogues}
    new = {dialogue.id: dialogue for dialogue in after.dialogues}
    changed = [new[name] for name in new if name in old and new[name] is not old[name]]
    words = [f"{plural(len(changed), 'record')} changed"] if changed else []
    if len(changed) == 1 and (told := readings[changed[0].file].opened.changes):
        words = [f"{base_name(changed[0].file)}: {told}"]
    for count, verb in (
        (len(new.keys() - old.keys()), "new"),
        (len(old.keys() - new.keys()), "gone"),
    ):
        words += [f"{plural(count, 'record')} {verb}"] if count else []
    return ", ".join(words)
