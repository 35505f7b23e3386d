"""What the reader opened, as it is on disk now: a record by itself, or all that paths lead to.

What is shown of a record is its last good opening; the newest one says what is wrong since.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from time import time
from types import MappingProxyType
from typing import NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection, Trouble
from tiptui.collection.opening import Opened, Options, base_name, open_read, open_record, shown_name
from tiptui.files.input import STDIN, FoundFiles, NoInput, Stamps, are_collection, find_files
from tiptui.proof.source_text import no_such_event
from tiptui.record.problem import BadRecord, NoSuchSource, Problem
from tiptui.record.progress import Progress, quiet
from tiptui.record.raw_text import Unreadable
from tiptui.text.visible import clip, plural, visible

FIRST_SECONDS = 0.02
"""How long the first of many records are read before there is something to see."""

PATIENCE = 0.5
"""Seconds after which it is said how many are read by now: each frame takes time from reading."""


class News(NamedTuple):
    """The files as they are by now: the opening of each record that there is, by its file.

    `collection` is what can be shown of them, `left` are files that are not read yet.
    """

    opened: Mapping[str, Opened]
    collection: Collection
    folders: Stamps = MappingProxyType({})
    left: Sequence[str] = ()

    @property
    def stamps(self) -> Stamps:
        """What all files and folders had before they were read."""
        stamps = (each.read.stamps.items() for each in self.opened.values())
        return dict(chain(self.folders.items(), *stamps))


class Live:
    """Records and their texts as they are on disk now, read again when they change.

    `paths` are a file, or files and folders, which are a collection; `given` is as for `Options`.
    `watched` says whether the browser is to look for changes by itself, `cached` whether what is
    read is kept for the next time, `at_once` whether nothing is left to threads.
    """

    def __init__(
        self,
        paths: Sequence[str],
        given: Mapping[str, str],
        watched: bool = True,
        cached: bool = False,
        at_once: bool = False,
    ) -> None:
        self.paths = tuple(paths)
        of_collection = are_collection(paths)
        self.options = Options(given, of_collection, of_collection, at_once)
        self.again = STDIN not in paths
        """Whether all can be read again."""
        self.watched = watched and self.again
        self.now = News({}, Collection(()))
        self.taken = 0
        """How often more was taken: with each time there may be something else to tell."""
        self.cached = cached
        self._steps: Iterator[News] = iter(())
        self._tell: Progress = quiet
        self._problems: dict[str, tuple[Opened, tuple[Problem, ...]]] = {}
        """Those of each file's last opening: it takes long to find their positions."""

    @property
    def name(self) -> str:
        """What was opened, to be shown."""
        first = self.paths[0]
        if not self.options.of_collection:
            return shown_name(first)
        name = base_name(first.rstrip("/")) + "/" * (len(self.paths) == 1)
        return name if len(self.paths) == 1 else f"{name} (+{len(self.paths) - 1})"

    @property
    def newest(self) -> Mapping[str, Opened]:
        """The last opening of each record, by its file."""
        return self.now.opened

    @property
    def left(self) -> Sequence[str]:
        """The files that are not read yet."""
        return self.now.left

    @property
    def files(self) -> tuple[str, ...]:
        """The files and folders to watch."""
        return (*self.now.stamps, *self.left)

    # Reading.

    def read(self, progress: Progress = quiet) -> News:
        """Read what has changed. Change nothing here, so that a thread may do it.

        The first time raise NoSuchSource, and NoInput; of a collection only where there is none,
        and `at_once` for the texts that are given.
        """
        of_collection, found, opened = self.options.of_collection, self._find(), dict[str, Opened]()
        for file in filter(self.newest.__contains__, found.files):
            before = opened[file] = self.newest[file]
            if before.read.has_changed or not of_collection:
                options = self.options._replace(strict=not (of_collection or before.good))
                opened[file] = open_record(file, options, before.good, progress)
        new = [file for file in found.files if file not in opened]
        opened |= {each.file: each for each in self._open_new(new, progress)}
        return self._collect({file: opened[file] for file in found.files}, found.folders)

    def take(self, news: News) -> None:
        """Make what was read the newest; records that are gone are no more."""
        self.now = news
        self.taken += 1
        kept = self._problems.items()
        self._problems = {file: of for file, of in kept if news.opened.get(file) is of[0]}

    def read_all(self, progress: Progress = quiet) -> Collection:
        """Read the files and take what they gave. Raise BadRecord, NoInput and NoSuchSource."""
        self.take(self.read(progress))
        if self.now.collection.troubles and not self.options.of_collection:
            (opened,) = self.newest.values()
            raise BadRecord(opened.file, opened.problems)
        if unknown := self.no_such_event:
            raise NoSuchSource(unknown)
        return self.now.collection

    def read_first(self, progress: Progress = quiet) -> Collection:
        """Read the files and take what they gave, ready for search.

        Of a collection only so many that there is something to see. Raise BadRecord, NoInput,
        and of a record by itself NoSuchSource.
        """
        if not self.options.of_collection:
            return self.read_all(progress)
        self._steps = self._read_in_steps(self._find())
        self.take(next(self._steps))
        return self.now.collection

    def read_left(self, progress: Progress = quiet) -> Iterator[News]:
        """Yield what the files that are left give: more and more of it, at last all."""
        self._tell = progress
        yield from self._steps

    def _read_in_steps(self, found: FoundFiles) -> Iterator[News]:
        """Yield what files give, in whatever order they are read: the first as soon as may be."""
        opened, shown, until = dict[str, Opened](), 0, time() + FIRST_SECONDS
        for each in self._open_new(found.files, self._report):
            opened[each.file] = each
            if len(opened) < len(found.files) and time() < until:
                continue
            left = [file for file in found.files if file not in opened]
            there = {file: opened[file] for file in found.files if file in opened}
            # Lists are made when there are twice as many, and not once more shortly before the end.
            if left and shown and not 2 * shown <= len(opened) <= len(left):
                yield News(there, self.now.collection, found.folders, left=left)
            else:
                shown = len(opened)
                yield self._collect(there, found.folders, left)
            until = time() + PATIENCE

    def _find(self) -> FoundFiles:
        """Return the files that there are. The first time raise NoInput if there are none."""
        if not self.options.of_collection:
            return FoundFiles(self.paths, {}, ())
        found = find_files(self.paths)
        if not (self.taken or found.files):
            raise NoInput("; ".join(found.remarks))
        return found

    def _open_new(self, files: Iterable[str], progress: Progress) -> Iterator[Opened]:
        """Yield the openings of files that were not read before, in any order."""
        if not self.options.of_collection:
            yield from (open_record(file, self.options, None, progress) for file in files)
            return
        # Not above: a record by itself is read without it.
        from tiptui.collection.reading import read_all

        for read in read_all(files, self.paths if self.cached else (), progress):
            strict = self.options.at_once and read.loaded.record is not None
            try:
                yield open_read(read, self.options._replace(strict=strict))
            except NoSuchSource as error:
                raise NoSuchSource(f"{visible(read.file)}: {error}") from None

    def _report(self, part: float) -> None:
        self._tell(part)

    def _collect(
        self, opened: Mapping[str, Opened], folders: Stamps, left: Sequence[str] = ()
    ) -> News:
        """Return openings as what is now: the collection stays the same where nothing changed."""
        before = self.now.collection
        collection = collect(opened.values(), self.options.of_collection)
        if (before.dialogues, before.troubles) == (collection.dialogues, collection.troubles):
            collection = before
        return News(opened, collection, folders, left)

    # What the reader is told.

    @property
    def status(self) -> str:
        """What keeps the files from being shown as they are now; empty where nothing does."""
        if not self.options.of_collection:
            return next((opened.status for opened in self.newest.values()), "")
        if self.left:
            total = len(self.newest) + len(self.left)
            return f"reading: {len(self.newest):,} of {plural(total, 'record')}"
        if unknown := self.no_such_event:
            return f"--source: {unknown}"
        troubles = {trouble.file for trouble in self.now.collection.troubles}
        bad = [each for each in self.newest.values() if each.status or each.file in troubles]
        if len(bad) == 1 and bad[0].file not in troubles:
            return bad[0].status
        return f"{plural(len(bad), 'record')} can't be shown (! lists why)" if bad else ""

    @property
    def no_such_event(self) -> str:
        """What to say of a text that is given of no record; empty for nothing."""
        collection = self.now.collection
        # Without those of records with errors none can be said not to be there.
        if not self.taken or collection.troubles or not self.options.of_collection:
            return ""
        return no_such_event(self.options.given, [each.id for each in collection.dialogues])

    def problems(self) -> list[tuple[str, Problem]]:
        """Return every problem of the newest openings with its file, those of quotations too."""
        troubles = self.now.collection.troubles
        beside = {each.file: (each.beside,) for each in troubles if each.beside}
        return [
            (file, problem)
            for file, opened in self.newest.items()
            for problem in (*beside.get(file, ()), *self._problems_of(opened))
        ]

    def _problems_of(self, opened: Opened) -> tuple[Problem, ...]:
        if opened.file not in self._problems:
            try:
                self._problems[opened.file] = opened, opened.all_problems()
            except (NoInput, Unreadable):  # the file has gone since: the next look says so
                return opened.problems
        return self._problems[opened.file][1]

    def opened(self, dialogue: Dialogue) -> Opened:
        """Return the files that gave a dialogue that is shown."""
        newest = self.newest[dialogue.file]
        return newest.good or newest


def in_order(dialogues: Iterable[Dialogue]) -> list[Dialogue]:
    """Return dialogues newest first, those of a series together with its newest."""
    series: dict[str, list[Dialogue]] = {}
    for dialogue in sorted(dialogues, key=lambda each: each.known_date, reverse=True):
        name = dialogue.record.event.series
        series.setdefault(name or f"#{dialogue.id}", []).append(dialogue)
    return [*chain.from_iterable(series.values())]


def collect(openings: Iterable[Opened], several: bool = True) -> Collection:
    """Return the collection of the dialogues that were opened, each once, and of the troubles."""
    taken: dict[str, Dialogue] = {}
    troubles = []
    for each in openings:
        good = each.good
        dialogue = good.dialogue if good else None
        if good is None or dialogue is None:
            troubles.append(_trouble(each))
        elif dialogue.id in taken:
            first = base_name(taken[dialogue.id].file)
            [position] = good.read.positions([("event", "id")])
            message = f'the event id "{clip(dialogue.id)}" is that of {first} already'
            problem = Problem(position, message, "duplicate-record")
            words = problem.line(base_name(good.file))
            troubles.append(Trouble(good.file, words, position, problem))
        else:
            taken[dialogue.id] = dialogue
    return Collection(in_order(taken.values()), troubles, several)


def _trouble(opened: Opened) -> Trouble:
    """Return the first thing that keeps a record from being shown."""
    file, name = opened.file, base_name(opened.file)
    if first := next((each for each in opened.problems if not each.warning), None):
        return Trouble(file, first.line(name), first.position)
    words = f"{name} is being written" if opened.dialogue else opened.failure
    return Trouble(file, words or "there is nothing in it")
