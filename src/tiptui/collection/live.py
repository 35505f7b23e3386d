"""The files that the reader opened, as they are on disk now: a record, or a collection."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from time import time
from types import MappingProxyType
from typing import NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection, Trouble
from tiptui.collection.opening import Opened, Options, base_name, open_read, open_record, shown_name
from tiptui.files.input import STDIN, FoundFiles, NoInput, Stamps, are_collection, find_files
from tiptui.proof.source_text import no_such_event
from tiptui.record.problem import BadRecord, NoSuchSource, Problem
from tiptui.record.raw_text import Unreadable
from tiptui.text.steps import Progress, quiet
from tiptui.text.visible import clip, plural, visible

FIRST_SECONDS = 0.02  # the time to read the first of many records before they are shown

PATIENCE = 0.5  # the seconds between two counts of records read: each frame takes time from reading


class News(NamedTuple):
    """The files as read now: the opening of each record by its file."""

    opened: Mapping[str, Opened]
    collection: Collection  # the part that can be shown
    folders: Stamps = MappingProxyType({})
    left: Sequence[str] = ()  # files that are not read yet
    remarks: Sequence[str] = ()  # on folders without a record, or that can't be read

    @property
    def stamps(self) -> Stamps:
        stamps = {**self.folders}
        for opening in self.opened.values():
            stamps |= opening.read.stamps
        return stamps


class Live:
    """Records and their texts (`given` as for `Options`) as they are on disk now."""

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
        self.watched = watched and self.again
        self.now = News({}, Collection(()))
        self.taken = 0  # the number of news so far: each may change the status
        self.cached = cached
        self._steps: Iterator[News] = iter(())
        self._tell: Progress = quiet

    @property
    def name(self) -> str:
        first, *others = self.paths
        if not self.options.of_collection:
            return shown_name(first)
        name = base_name(first.rstrip("/"))
        return f"{name} (+{len(others)})" if others else f"{name}/"

    @property
    def files(self) -> tuple[str, ...]:
        return (*self.now.stamps, *self.now.left)

    def read(self, progress: Progress = quiet) -> News:
        """Read the changes. Change nothing here, so that a thread may do it.

        The first time raise NoSuchSource and NoInput; for a collection, if it has no file at all.
        """
        found = self._find()
        opened = {opening.file: opening for opening in self._open(found.files, progress)}
        return self._collect(opened, found)

    def take(self, news: News) -> None:
        self.now = news
        self.taken += 1

    def read_all(self, progress: Progress = quiet) -> Collection:
        """Read the files and take the news. Raise BadRecord, NoInput and NoSuchSource."""
        self.take(self.read(progress))
        if self.now.collection.troubles and not self.options.of_collection:
            (opened,) = self.now.opened.values()
            raise BadRecord(opened.file, opened.problems)
        if unknown := self.no_such_event:
            raise NoSuchSource(unknown)
        return self.now.collection

    def read_first(self, progress: Progress = quiet) -> Collection:
        """Read the files and take the news; of a collection only the first files.

        Raise BadRecord, NoInput, and of a record by itself NoSuchSource.
        """
        if not self.options.of_collection:
            return self.read_all(progress)
        self._steps = self._read_in_steps(self._find())
        self.take(next(self._steps))
        return self.now.collection

    def read_left(self, progress: Progress = quiet) -> Iterator[News]:
        self._tell = progress
        yield from self._steps

    def _read_in_steps(self, found: FoundFiles) -> Iterator[News]:
        """Yield the news of files, read in any order: the first as soon as may be."""
        opened, shown, until = dict[str, Opened](), 0, time() + FIRST_SECONDS
        # `read_left` sets another progress meanwhile, which ends the reading for who leaves.
        for opening in self._open(found.files, lambda part: self._tell(part)):  # noqa: PLW0108
            opened[opening.file] = opening
            left = len(found.files) - len(opened)
            if left and time() < until:
                continue
            # Lists are made when there are twice as many, and not once more shortly before the end.
            if left and shown and not 2 * shown <= len(opened) <= left:
                yield self._collect(opened, found, self.now.collection)
            else:
                shown = len(opened)
                yield self._collect(opened, found)
            until = time() + PATIENCE

    def _find(self) -> FoundFiles:
        """Find the files. The first time raise NoInput if there are none."""
        if not self.options.of_collection:
            return FoundFiles(self.paths, {}, ())
        found = find_files(self.paths)
        if not self.taken and found.folders.keys() >= {*found.files}:
            raise NoInput("; ".join(found.remarks))
        return found

    def _open(self, files: Iterable[str], progress: Progress) -> Iterator[Opened]:
        """Yield the openings of files in any order; do not read unchanged ones of a collection."""
        options = self.options
        new: list[str] = []
        for file in files:
            before = self.now.opened.get(file)
            if before is None and options.of_collection:
                new.append(file)
                continue
            if before and options.of_collection and not before.read.has_changed:
                yield before
                continue
            good = before.good if before else None
            strict = not (options.of_collection or good)
            yield open_record(file, options._replace(strict=strict), good, progress)
        if not new:
            return

        # Not above: a record by itself is read without it.
        from tiptui.collection.reading import read_all

        for read in read_all(new, self.cached, progress):
            strict = options.at_once and read.loaded.record is not None
            try:
                yield open_read(read, options._replace(strict=strict))
            except NoSuchSource as error:
                raise NoSuchSource(f"{visible(read.file)}: {error}") from None

    def _collect(
        self, opened: Mapping[str, Opened], found: FoundFiles, collection: Collection | None = None
    ) -> News:
        """Return the news of openings, with the same collection if nothing changed."""
        in_order: dict[str, Opened] = {}
        left: list[str] = []
        for file in found.files:
            if file in opened:
                in_order[file] = opened[file]
            else:
                left.append(file)

        if collection is None:
            several = self.options.of_collection
            collection = collect(in_order.values(), several, grows=bool(left))
        before = self.now.collection
        if (
            before.dialogues == collection.dialogues
            and before.troubles == collection.troubles
            and before.grows == collection.grows
        ):
            collection = before
        return News(in_order, collection, found.folders, left, found.remarks)

    @property
    def status(self) -> str:
        """The reason why the files are not shown as they are now, if any."""
        openings = self.now.opened.values()
        if not self.options.of_collection:
            return next((opening.status for opening in openings), "")
        if self.now.left:
            total = len(openings) + len(self.now.left)
            return f"reading: {len(openings):,} of {plural(total, 'dialogue')}"
        if self.no_such_event:
            return f"--source: {self.no_such_event}"

        troubles = {trouble.file for trouble in self.now.collection.troubles}
        bad = [opening for opening in openings if opening.status or opening.file in troubles]
        if not bad:
            return ""
        if len(bad) == 1 and bad[0].file not in troubles:
            return bad[0].status
        return f"{plural(len(bad), 'record')} can't be shown (! lists why)"

    @property
    def no_such_event(self) -> str:
        """The fault of a text that is given for an event that no record has, if any."""
        collection = self.now.collection
        # A record with errors may be the one.
        if not self.taken or collection.troubles or not self.options.of_collection:
            return ""
        return no_such_event(self.options.given, [dialogue.id for dialogue in collection.dialogues])

    def problems(self) -> list[tuple[str, Problem]]:
        beside: dict[str, Problem] = {}
        for trouble in self.now.collection.troubles:
            if trouble.beside:
                beside[trouble.file] = trouble.beside

        by_file: list[tuple[str, Problem]] = []
        for file, opened in self.now.opened.items():
            if file in beside:
                by_file.append((file, beside[file]))
            problems = opened.problems
            with suppress(NoInput, Unreadable):  # the file has gone since: the next look says so
                problems = opened.all_problems
            by_file += [(file, problem) for problem in problems]
        return by_file

    def opened(self, dialogue: Dialogue) -> Opened:
        """Return the opening of a dialogue that is shown."""
        newest = self.now.opened[dialogue.file]
        return newest.good or newest


def in_order(dialogues: Iterable[Dialogue]) -> list[Dialogue]:
    """Return dialogues newest first, each with the rest of its series."""
    series: dict[str, list[Dialogue]] = {}
    for dialogue in sorted(dialogues, key=lambda dialogue: dialogue.known_date, reverse=True):
        name = dialogue.record.event.series or f"#{dialogue.id}"
        series.setdefault(name, []).append(dialogue)

    in_order: list[Dialogue] = []
    for same in series.values():
        in_order += same
    return in_order


def collect(openings: Iterable[Opened], several: bool, grows: bool) -> Collection:
    dialogues: dict[str, Dialogue] = {}
    troubles: list[Trouble] = []
    for opened in openings:
        good = opened.good
        if good is None or good.dialogue is None:
            troubles.append(_trouble(opened))
            continue
        dialogue = good.dialogue
        first = dialogues.setdefault(dialogue.id, dialogue)
        if first is not dialogue:
            troubles.append(_second_of_id(opened.file, good, first))
    return Collection(in_order(dialogues.values()), troubles, several, grows)


def _trouble(opened: Opened) -> Trouble:
    """Return the reason why a file that was opened can't be shown."""
    name = base_name(opened.file)
    for problem in opened.problems:
        if not problem.warning:
            return Trouble(opened.file, problem.line(name), problem.position)
    words = opened.failure or "there is nothing in it"
    if opened.dialogue:
        words = f"{name} is being written"
    return Trouble(opened.file, words)


def _second_of_id(file: str, opened: Opened, first: Dialogue) -> Trouble:
    """Return the trouble of a record with the event id of another."""
    [position] = opened.read.positions([("event", "id")])
    message = f'the event id "{clip(first.id)}" is that of {base_name(first.file)} already'
    problem = Problem(position, message, "duplicate-record")
    return Trouble(file, problem.line(base_name(file)), position, problem)
