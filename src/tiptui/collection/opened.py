"""What was opened: one value with all that is derived from it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.related import Related, RowsOfThings
from tiptui.collection.stops import Subject
from tiptui.collection.thing import Addressee, Thing
from tiptui.record.ids import Joined, Section
from tiptui.record.model import Evidence
from tiptui.record.problem import Position, Problem
from tiptui.record.progress import Progress, quiet
from tiptui.record.recent import Recent
from tiptui.text.visible import plural

_MOST_KEPT = 256
"""Details and related rows that are kept: the next key often asks for the same."""


class Trouble(NamedTuple):
    """A file that should be a record of the collection, and what keeps it from being one.

    `beside` is the problem that it has only beside the others.
    """

    file: str
    words: str
    position: Position = Position(1, 1)
    beside: Problem | None = None

    @property
    def name(self) -> str:
        """What its row is called; no id has a colon."""
        return f"file:{self.file}"


class Collection:
    """The dialogues that were opened, with all that is derived from them: found once, when asked.

    When a file changes, another collection takes the place of this one. What is one in some records
    has one row, and the name that it has in the first of them. Where one dialogue was opened by
    itself, it is `alone`: there is no list of dialogues, and ids are names.
    """

    def __init__(
        self,
        dialogues: Iterable[Dialogue],
        troubles: Iterable[Trouble] = (),
    ) -> None:
        self.dialogues = tuple(dialogues)
        self.troubles = tuple(troubles)
        self.alone = next((each for each in self.dialogues if each.is_alone), None)
        self._troubles: dict[Subject, Trouble] = {each.name: each for each in self.troubles}
        self._numbers = {dialogue.id: number for number, dialogue in enumerate(self.dialogues)}
        self._joined: dict[Section, Joined] = {}
        self._same: Recent[str, list[Thing]] = Recent(_MOST_KEPT)
        self._related: Recent[str, Related] = Recent(_MOST_KEPT)
        self._quote_counts: Counter[str] | None = None

    @property
    def unread(self) -> str:
        """What to say of records that can't be read; empty where all can."""
        if not (bad := len(self.troubles)):
            return ""
        total = plural(bad + len(self.dialogues), "record")
        return f"{bad:,} of {total} can't be read; tiptui check says why"

    # Names.

    def place(self, name: str) -> tuple[Dialogue, str]:
        """Return the dialogue that a name is of, and the id there. Raise KeyError for none."""
        if self.alone:
            return self.alone, name
        event, mark, local = name.partition("#")  # an addressee may have another in its words
        return self.dialogues[self._numbers[event]], local if mark else event

    def __getitem__(self, name: str) -> Thing:
        """Return the thing of a name. Raise KeyError for none."""
        dialogue, local = self.place(name)
        return dialogue.things[local]

    def get(self, subject: Subject) -> Thing | None:
        """Return the thing of a name; None for no name of the collection, and for a passage."""
        try:
            return self[subject] if isinstance(subject, str) else None
        except LookupError:
            return None

    def trouble(self, subject: Subject) -> Trouble | None:
        """Return what keeps a file from being a record, by the name of its row."""
        return self._troubles.get(subject)

    def same(self, name: str) -> Sequence[Thing]:
        """Return what is one with something, of each dialogue that has it; none for no name."""
        return self._same.find(name, lambda: list(self._find_same(name)))

    def _find_same(self, name: str) -> Iterator[Thing]:
        thing = self.get(name)
        if thing is None:
            return
        if thing.kind == "addressee":
            yield from self.asked_in_words[thing.id]
        elif thing.section is None:
            yield thing
        else:
            section, joined = thing.section, self.joined(thing.section)
            group = joined.groups[joined.of[self._numbers[thing.dialogue.id]][thing.id]]
            for number, position in group:
                dialogue = self.dialogues[number]
                yield dialogue.things[getattr(dialogue.record, section)[position].id]

    @cached_property
    def asked_in_words(self) -> Mapping[str, Sequence[Addressee]]:
        """Each addressee in words, as it is in each dialogue, by its id there."""
        found: defaultdict[str, list[Addressee]] = defaultdict(list)
        for dialogue in self.dialogues:
            for addressee in dialogue.things.addressees:
                found[addressee.id].append(addressee)
        return found

    def row_name(self, name: str) -> str:
        """Return the name of the row that something has: that of the first it is one with."""
        # Each record that has it may ask: not all of them are listed each time.
        return next((thing.name for thing in self._find_same(name)), name)

    def joined(self, section: Section) -> Joined:
        """Return which things of a section are one."""
        if section not in self._joined:
            records = [dialogue.record for dialogue in self.dialogues]
            self._joined[section] = Joined(records, section)
        return self._joined[section]

    # What belongs to what.

    def entries(self, name: str) -> Sequence[Thing]:
        """Return all that is told of something: its claims, what it is asked for, its responses.

        Dialogue by dialogue; the responses of a recommendation, those that an organization gave.
        """
        same = self.same(name)
        claims = [claim for thing in same for claim in thing.claims]
        asked = [claim for thing in same for claim in thing.asked]
        if asked:
            known = set(claims)
            asked = [claim for claim in asked if claim not in known]
        return [*claims, *asked, *(each for thing in same for each in thing.responses)]

    def related(self, name: str) -> Related:
        """Return what belongs to something; to a dialogue all that is in it."""
        return self._related.find(name, partial(self._relate, name))

    def _relate(self, name: str) -> Related:
        if name in self._numbers and not self.alone:
            return self._rows.of_dialogue(self._numbers[name])
        return self._rows.of(self.same(name))

    @cached_property
    def people(self) -> Sequence[Sequence[int]]:
        """For each dialogue the rows of its speakers in the list of all."""
        return [list(of.values()) for of in self.joined("speakers").of]

    @cached_property
    def _rows(self) -> RowsOfThings:
        return RowsOfThings(self.dialogues, self.people)

    # Quotations.

    @property
    def has_texts(self) -> bool:
        """Whether the text of any source is at hand."""
        return any(dialogue.texts for dialogue in self.dialogues)

    @property
    def quote_counts(self) -> Counter[str] | None:
        """How many quotations have which status; None until all are checked."""
        if self._quote_counts is None:
            counts = [dialogue.quote_counts for dialogue in self.dialogues]
            if None not in counts:
                self._quote_counts = sum(filter(None, counts), Counter())
        return self._quote_counts

    def check(self, progress: Progress = quiet) -> None:
        """Find all quotations in their sources now, and count them."""
        for number, dialogue in enumerate(self.dialogues):
            progress(number / len(self.dialogues))
            dialogue.check()

    def wrong_quotations(self) -> Counter[tuple[str, Evidence]]:
        """Return the quotations whose source has not got them there, with the ids of events."""
        return Counter(
            (dialogue.id, each.evidence)
            for dialogue in self.dialogues
            if (counts := dialogue.quote_counts) and (counts["missing"] or counts["elsewhere"])
            for each in dialogue.passages.quotations
            if each.located.is_wrong
        )
