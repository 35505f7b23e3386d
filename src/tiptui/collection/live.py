"""A record and its source texts as they are on disk now, read again when they change.

What is shown stays the last good reading; the newest one says what is wrong since.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tiptui.files.input import STDIN, NoInput, read_bytes
from tiptui.files.progress import Progress, between, quiet
from tiptui.files.watching import Stamp, Stamps, stamps
from tiptui.record.links import link
from tiptui.record.load import parse
from tiptui.record.model import Record
from tiptui.record.problem import Fault, Path, Place, Problem
from tiptui.record.reader import decode, place_faults
from tiptui.search.index import Index
from tiptui.sources.source_text import NoSuchSource, SourceText, TextFile, read_text, text_files
from tiptui.text.visible import clip, plural, visible


@dataclass(frozen=True, slots=True)
class Reading:
    """What the files gave: a record ready for search, unless something keeps it from being shown.

    `stamps` are those of the files before they were read. `failures` say in a line each what
    can't be read, `changes` in words what differs from the good reading before. `torn`: the files
    changed while they were read, so that all of this may be half of two records.
    """

    stamps: Stamps
    index: Index | None = None
    problems: tuple[Problem, ...] = ()
    failures: tuple[str, ...] = ()
    changes: str = ""
    data: bytes = b""
    torn: bool = False


class Live:
    """The files of a record and its texts, `given` as for `source.texts`, and how they were read.

    `watched` says whether the browser is to look for changes by itself.
    """

    def __init__(self, file: str, given: Mapping[str, str], watched: bool = True) -> None:
        self.file = file
        self.given = given
        self.again = file != STDIN
        """Whether it can be read again."""
        self.watched = watched and self.again
        self.good: Reading | None = None
        """The last reading with a record."""
        self.newest = Reading({file: None})
        """The last reading."""

    @property
    def name(self) -> str:
        """The file's name without its folder, to be shown."""
        return _name(self.file)

    @property
    def files(self) -> tuple[str, ...]:
        """The files to watch: the record's and those of its texts."""
        return tuple((self.good or self.newest).stamps)

    def take(self, reading: Reading) -> None:
        """Makes a reading the newest one."""
        self.newest = reading
        if reading.index:
            self.good = reading

    def read(self, progress: Progress = quiet) -> Reading:
        """Reads the files. Changes nothing here, so that a thread may do it.

        The first time it raises NoInput and NoSuchSource; later these are failures.
        """
        seen: dict[str, Stamp] = dict(stamps(self.files if self.again else ()))
        try:
            reading = self._read(seen, progress)
        except (NoInput, NoSuchSource) as error:
            if self.good is None:
                raise
            reading = Reading(seen, failures=(_failure(self.file, error),))
        return replace(reading, torn=stamps(seen) != seen)

    def _read(self, seen: dict[str, Stamp], progress: Progress) -> Reading:
        data = read_bytes(self.file)
        if self.good and data == self.good.data and self.good.index:
            record, problems = self.good.index.links.record, self.good.problems
        else:
            loaded = parse(data, between(0, 0.85, progress))
            if loaded.record is None:
                return Reading(seen, problems=loaded.problems)
            record, problems = loaded.record, loaded.problems
        places = text_files(record, self.file, self.given)
        files = [place.file for place in places.values() if place.file not in ("", STDIN)]
        seen.update(stamps(set(files) - seen.keys()) if self.again else {})
        texts, failures = self._texts(record, places)
        index, changed = self._indexed(record, texts, between(0.85, 1, progress))
        return Reading(seen, index, problems, failures, changed, data)

    def _texts(
        self, record: Record, places: Mapping[str, TextFile]
    ) -> tuple[dict[str, SourceText], tuple[str, ...]]:
        """Gives the texts of the sources, and what can't be read: then the text stays as it was."""
        before = self.good.index.texts if self.good and self.good.index else {}
        languages = {source.id: source.language for source in record.sources}
        found, failures = {}, []
        for name, place in places.items():
            old = before.get(name)
            try:
                # Standard input can be read only once.
                kept = old if place.file == STDIN else None
                text = kept or SourceText(read_text(place.file), languages[name])
            except NoInput as error:
                if place.given and self.good is None:
                    raise
                if place.given or old:
                    failures.append(_failure(place.file, error))
                if old is None:
                    continue
                text = old
            found[name] = old if old is not None and old.says(text) else text
        return found, tuple(failures)

    def _indexed(
        self, record: Record, texts: dict[str, SourceText], progress: Progress
    ) -> tuple[Index, str]:
        """Gives the record ready for search, as it was where it is the same, and what changed."""
        if self.good is None or self.good.index is None:
            return Index(link(record, between(0, 0.4, progress)), texts, progress), ""
        from tiptui.record.changes import changes, differing

        before = self.good.index
        old = before.links.record
        # Compared once: of a large record it takes some time.
        different = differing(old, record)
        if not different and record == old:
            index = before if texts == before.texts else before.with_texts(texts)
        else:
            links = link(record, between(0, 0.4, progress))
            index = Index(links, texts, between(0.4, 1, progress), (before, different))
        other_texts = [name for name in {**before.texts, **texts} if _differ(before, texts, name)]
        return index, changes(old, record, different, other_texts)

    # What the reader is told.

    @property
    def status(self) -> str:
        """What keeps the files from being shown as they are now; empty where nothing does."""
        newest = self.newest
        if newest.failures:
            more = f" (+{len(newest.failures) - 1})" if newest.failures[1:] else ""
            return newest.failures[0] + more
        errors = sum(not problem.warning for problem in newest.problems)
        if newest.index or not errors:
            return ""
        return f"{self.name}: {plural(errors, 'error')} (! lists {'it' if errors == 1 else 'them'})"

    def problems(self) -> tuple[Problem, ...]:
        """Gives every problem of the newest reading, those of its quotations too, by place."""
        newest = self.newest
        if newest.index is None or not newest.index.texts:
            return newest.problems
        from tiptui.sources.passages import passages
        from tiptui.sources.quotes import faults

        sought = list(faults(passages(newest.index).cited, newest.index.texts))
        further = place_faults(decode(newest.data), sought) if sought else []
        return tuple(sorted({*newest.problems, *further}))

    def place(self, path: Path) -> Place:
        """Gives where something of the record that is shown stands in its file."""
        if self.good is None:
            return Place(1, 1)
        (found,) = place_faults(decode(self.good.data), [Fault(path, "", "")])
        return found.place

    def text_file(self, source: str) -> str:
        """Gives the file of a source's text; empty where it has none that can be opened."""
        if self.good is None or self.good.index is None:
            return ""
        places = text_files(self.good.index.links.record, self.file, self.given)
        file = places[source].file if source in places else ""
        return "" if file == STDIN else file


def _differ(before: Index, texts: Mapping[str, SourceText], name: str) -> bool:
    return before.texts.get(name) is not texts.get(name)


def _name(file: str) -> str:
    return clip(os.path.basename(file) or file, 40)  # noqa: PTH119 (a Path drops what ends in /)


def _failure(file: str, error: Exception) -> str:
    """Gives why a file can't be read, with no more of its name than stands in the last place."""
    return f"{_name(file)}: {str(error).removeprefix(f'{visible(file)}: ')}"
