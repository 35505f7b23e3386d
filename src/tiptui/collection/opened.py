"""The collection of the dialogues that were opened, and all that is derived from it."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from tiptui.collection.dialogue import CLAIM_KINDS, Addressee, Claim, Dialogue, Thing
from tiptui.record.ids import Joined, SharedSection
from tiptui.record.model import Evidence
from tiptui.record.problem import Position, Problem
from tiptui.record.recent import Recent
from tiptui.text.steps import Progress, quiet
from tiptui.text.visible import plural
from tiptui.text.words import short_names

if TYPE_CHECKING:
    from tiptui.proof.passages import Passage

_MOST_KEPT = 256  # answers that are kept: the next key often asks for the same

CLAIM_LISTS = ("points", "statements", "recommendations")
"""The kinds of claims, in the order of their numbers in a record."""

Subject: TypeAlias = "str | Passage"
"""The subject of the detail: the ref of a thing, or a passage of a source."""


class Trouble(NamedTuple):
    """A file that should be a record of the collection, and the reason why it is none."""

    file: str
    words: str
    position: Position = Position(1, 1)
    beside: Problem | None = None  # only beside the other files

    @property
    def ref(self) -> str:
        """The ref of its row; no event has a colon in its id."""
        return f"file:{self.file}"


_NO_ROWS: dict[str, Sequence[int]] = dict.fromkeys(("dialogues", "speakers", *CLAIM_LISTS), ())


class Related(NamedTuple):
    """The sorted rows of each list that belong to something, in both directions."""

    of: Mapping[str, Sequence[int]] = MappingProxyType(_NO_ROWS)
    others: frozenset[str] = frozenset()  # organizations and themes, of a single record


class Collection:
    """The dialogues that were opened; a change of a file makes another collection.

    A thing of several records has one row, under its ref in the first of them. A record that was
    opened by itself, not in a folder, is the `single` one: then there is no list of dialogues.
    """

    def __init__(
        self,
        dialogues: Iterable[Dialogue],
        troubles: Iterable[Trouble] = (),
        several: bool = False,
        grows: bool = False,
    ) -> None:
        self.dialogues = tuple(dialogues)
        self.records = [dialogue.record for dialogue in self.dialogues]
        self.troubles = tuple(troubles)
        self.grows = grows  # other records are still to be read
        is_single = len(self.dialogues) == 1 and not (several or self.troubles)
        self.single = self.dialogues[0] if is_single else None
        self.trouble_of: dict[Subject, Trouble] = {}
        for trouble in self.troubles:
            self.trouble_of[trouble.ref] = trouble
        self.has_texts = any(dialogue.texts for dialogue in self.dialogues)
        self._numbers = {dialogue.id: number for number, dialogue in enumerate(self.dialogues)}
        self._joined: dict[SharedSection, Joined] = {}
        self._same: Recent[str, list[Thing]] = Recent(_MOST_KEPT)
        self._related: Recent[str, Related] = Recent(_MOST_KEPT)
        self._quote_counts: Counter[str] | None = None

    @property
    def unread(self) -> str:
        if not self.troubles:
            return ""
        unread = len(self.troubles)
        total = plural(unread + len(self.dialogues), "record")
        return f"{unread:,} of {total} can't be read; tiptui check says why"

    def shown(self, ref: str) -> str:
        """Return a ref for people: without its event in a single record."""
        return ref.removeprefix(self.single.prefix) if self.single else ref

    @cached_property
    def short_names(self) -> Mapping[str, str]:
        return short_names(dialogue.name for dialogue in self.dialogues)

    def __getitem__(self, ref: str) -> Thing:
        event, mark, id = ref.partition("#")  # an addressee may have another in its words
        if self.single and event != self.single.id:
            return self.single[ref]  # as people write the ids of a single record
        return self.dialogues[self._numbers[event]][id if mark else event]

    def get(self, subject: Subject) -> Thing | None:
        try:
            return self[subject] if isinstance(subject, str) else None
        except LookupError:
            return None

    def same(self, ref: str) -> Sequence[Thing]:
        """Return a thing in each dialogue that has it; nothing for an unknown ref."""
        return self._same.find(ref, lambda: list(self._find_same(ref)))

    def _find_same(self, ref: str) -> Iterator[Thing]:
        thing = self.get(ref)
        if thing is None:
            return
        if thing.kind == "addressee":
            yield from self._asked_in_words[thing.id]
            return
        section = thing.section
        if section is None:
            yield thing
            return

        joined = self.joined(section)
        cluster = joined.of[self._numbers[thing.dialogue.id]][thing.id]
        for number, position in joined.clusters[cluster]:
            dialogue = self.dialogues[number]
            yield dialogue[getattr(dialogue.record, section)[position].id]

    @cached_property
    def _asked_in_words(self) -> Mapping[str, Sequence[Addressee]]:
        by_id: dict[str, list[Addressee]] = {}
        for dialogue in self.dialogues:
            for addressee in dialogue.addressees:
                by_id.setdefault(addressee.id, []).append(addressee)
        return by_id

    def row_ref(self, ref: str) -> str:
        """Return the ref of the row of a thing: its ref in the first dialogue that has it."""
        # Callers ask for each dialogue: not all are listed each time.
        return next((thing.ref for thing in self._find_same(ref)), ref)

    def joined(self, section: SharedSection) -> Joined:
        if section not in self._joined:
            self._joined[section] = Joined(self.records, section)
        return self._joined[section]

    @cached_property
    def people(self) -> Sequence[Sequence[int]]:
        """For each dialogue, the rows of its speakers."""
        if self.single:  # in which nobody has two rows
            return [range(len(self.single.record.speakers))]
        return [list(rows.values()) for rows in self.joined("speakers").of]

    def related(self, ref: str) -> Related:
        """Return the rows that belong to a thing; to a dialogue, all of its own."""
        return self._related.find(ref, lambda: self._relate(ref))

    def _relate(self, ref: str) -> Related:
        if ref in self._numbers:
            return self._relate_dialogue(self._numbers[ref])

        rows = {kind: set[int]() for kind in _NO_ROWS}
        others: set[str] = set()
        for thing in self.same(ref):
            if not self.single:
                rows["dialogues"].add(self._numbers[thing.dialogue.id])
            for kind, claims in self._claim_rows(thing):
                rows[kind].update(claims)
            for neighbour in self._neighbours(thing):
                kind = f"{neighbour.kind}s"
                if kind in rows:
                    rows[kind].add(self.row(neighbour))
                else:
                    others.add(neighbour.ref)
        in_order = {kind: sorted(numbers) for kind, numbers in rows.items()}
        return Related(in_order, frozenset(others))

    def _relate_dialogue(self, number: int) -> Related:
        rows = {**_NO_ROWS, "speakers": sorted(set(self.people[number]))}
        for kind, firsts in self.first_rows.items():
            rows[kind] = range(firsts[number], firsts[number + 1])
        return Related(rows)

    def _claim_rows(self, thing: Thing) -> Iterator[tuple[str, list[int]]]:
        """Yield the rows of the claims of a thing that records share, by kind.

        Not as things: somebody may have said tens of thousands.
        """
        if not thing.section:
            return
        dialogue = self._numbers[thing.dialogue.id]
        numbers = thing.claim_numbers
        begin = 0
        for kind in CLAIM_LISTS:
            first, after_last = self.first_rows[kind][dialogue : dialogue + 2]
            end = begin + after_last - first
            claims = numbers[bisect_left(numbers, begin) : bisect_left(numbers, end)]
            yield kind, [claim - begin + first for claim in claims]
            begin = end

    def _neighbours(self, thing: Thing) -> Iterator[Thing]:
        """Yield the things beside one in its dialogue, but for its `claim_numbers`."""
        if thing.kind == "response":
            yield thing.claim
        elif thing.kind in CLAIM_KINDS:
            yield from thing.makers
            yield from thing.addressees
            yield from thing.themes
            for party in (*thing.makers, *thing.responses):
                if party.organization:
                    yield party.organization
        elif thing.kind != "event":
            yield from thing.people
            yield from thing.asked
            if thing.organization:
                yield thing.organization
            if thing.kind == "speaker" and self.single:
                yield from thing.dialogue.things(_theme_ids(thing))
            elif thing.kind == "theme":
                yield from thing.dialogue.things(_maker_ids(thing))

    @property
    def _claims(self) -> dict[str, list[Sequence[Any]]]:
        """For each kind, the claims of each dialogue, as recorded."""
        return {
            "points": [record.event.points for record in self.records],
            "statements": [record.statements for record in self.records],
            "recommendations": [record.recommendations for record in self.records],
        }

    @cached_property
    def first_rows(self) -> Mapping[str, Sequence[int]]:
        """For each kind, the row of the first claim of each dialogue, and the end."""
        rows: dict[str, Sequence[int]] = {}
        for kind, claims in self._claims.items():
            counts = [len(claims_of_one) for claims_of_one in claims]
            rows[kind] = list(accumulate(counts, initial=0))
        return rows

    def row(self, thing: Thing) -> int:
        number = self._numbers[thing.dialogue.id]
        match thing.kind:
            case "event":
                return number
            case "speaker":
                return self.people[number][thing.number]
        return self.first_rows[f"{thing.kind}s"][number] + thing.number

    def claim(self, kind: str, row: int) -> Claim:
        firsts = self.first_rows[kind]
        number = bisect_right(firsts, row) - 1
        dialogue = self.dialogues[number]
        first = dialogue.ids.first.get(kind[:-1], 0)
        return dialogue.claim(first + row - firsts[number])

    @cached_property
    def stop_counts(self) -> Mapping[str, Sequence[int]]:
        """For each kind, the number of stops of each claim: itself and its evidence."""
        counts: dict[str, Sequence[int]] = {}
        for kind, claims in self._claims.items():
            own: list[int] = []
            for claims_of_one in claims:
                own += [1 + len(claim.evidence) for claim in claims_of_one]
            counts[kind] = own
        return counts

    @property
    def quote_counts(self) -> Counter[str] | None:
        """The number of quotations with each status; None until all are checked."""
        if self._quote_counts is None:
            total = Counter[str]()
            for dialogue in self.dialogues:
                if dialogue.quote_counts is None:
                    return None
                total += dialogue.quote_counts
            self._quote_counts = total
        return self._quote_counts

    def check(self, progress: Progress = quiet) -> None:
        for number, dialogue in enumerate(self.dialogues):
            progress(number / len(self.dialogues))
            dialogue.check()

    def wrong_quotations(self) -> Counter[tuple[str, Evidence]]:
        wrong = Counter[tuple[str, Evidence]]()
        for dialogue in self.dialogues:
            wrong.update(dialogue.wrong)
        return wrong


def _theme_ids(thing: Thing) -> Iterator[str]:
    for claim in thing.claims:
        yield from claim.item.themes


def _maker_ids(thing: Thing) -> Iterator[str]:
    for claim in thing.claims:
        yield from claim.maker_ids


MORE = "more"  # the field of the stop that leads to all of a subject, where a query finds a part

AGAIN = "again"  # the field of a claim that asks the same as another


class Stop(NamedTuple):
    """A claim by its ref, a piece of its evidence, or a thing to be followed by a field."""

    claim: str
    evidence: Evidence | None = None
    field: str = ""
    number: int = 0  # the number of the piece of evidence in its claim, from 1

    @property
    def ref(self) -> str:
        """`EVENT#ID`; of evidence `EVENT#ID@2`; beside a claim `FIELD:EVENT#ID`."""
        if self.number:
            return f"{self.claim}@{self.number}"
        return f"{self.field}:{self.claim}" if self.field else self.claim


Tally: TypeAlias = tuple[str, int, Sequence[tuple[str, int]]]
"""A field, the number of its values, and the refs or terms of the most frequent with counts."""

Beside: TypeAlias = tuple[str, Sequence[str], str]
"""The label of things beside a claim, their refs, and the field by which they are followed."""


class Stops(Sequence[Stop]):
    """The stops in the detail: claims, their evidence, and things beside them. Made at access.

    First stand the `tallies` of a dialogue, then claims (kind and row) and `others` such as
    responses: together `told`. The rest of the `size` things stand beside them, below `labels`; the
    first leads to `more` of the subject. `starts` has the number of each thing's first stop.
    """

    def __init__(
        self,
        collection: Collection,
        rows: Sequence[tuple[Any, int]] = (),
        others: Sequence[Thing] = (),
        beside: Iterable[Beside] = (),
        more: int = 0,
        subject: str = "",
        tallies: Iterable[Tally] = (),
    ) -> None:
        self._collection = collection
        self.rows = rows
        self._others = others
        self.more = more
        self.told = len(rows) + len(others)

        self.tallies = [*tallies]
        self._first: list[Stop] = []
        for field, _, counts in self.tallies:
            self._first += [Stop(ref, None, field) for ref, _ in counts]

        self.labels: dict[int, str] = {}
        self._tail: list[Stop] = []
        if more:
            self._tail.append(Stop(subject, None, MORE))
        for label, refs, field in beside:
            if refs:
                self.labels[self.told + len(self._tail)] = label
                self._tail += [Stop(ref, None, field) for ref in refs]
        self.size = self.told + len(self._tail)

        sizes = [collection.stop_counts[kind][row] for kind, row in rows]
        sizes += [1 + len(thing.evidence) for thing in others]
        sizes += [1] * len(self._tail)
        self.starts = list(accumulate(sizes, initial=len(self._first)))

    def __len__(self) -> int:
        return self.starts[-1]

    def __getitem__(self, number: int) -> Stop:  # type: ignore[override] # nobody takes a slice
        if not 0 <= number < len(self):
            raise IndexError(number)
        position = self.claim_at(number)
        if position < 0:
            return self._first[number]
        if position >= self.told:
            return self._tail[position - self.told]
        thing = self.thing(position)
        quote = number - self.starts[position]
        evidence = thing.evidence[quote - 1] if quote else None
        return Stop(thing.ref, evidence, "", quote)

    def find(self, ref: str) -> int | None:
        for number, stop in enumerate(self._first):
            if stop.ref == ref:
                return number
        for position, stop in enumerate(self._tail, self.told):
            if stop.ref == ref:
                return self.starts[position]

        claim, _, quote = ref.partition("@")
        told = self._position(claim)
        if told is None:
            return None
        number = self.starts[told] + int(quote or 0)
        return number if number < self.starts[told + 1] else None

    def _position(self, ref: str) -> int | None:
        """Return the position of a claim, or of a response, among the things told."""
        thing = self._collection.get(ref)
        if thing is None:
            return None
        if thing in self._others:
            return len(self.rows) + self._others.index(thing)
        if thing.kind in CLAIM_KINDS:
            row = f"{thing.kind}s", self._collection.row(thing)
            if row in self.rows:
                return self.rows.index(row)
        return None

    def thing(self, position: int) -> Thing:
        if position < len(self.rows):
            return self._collection.claim(*self.rows[position])
        if position < self.told:
            return self._others[position - len(self.rows)]
        return self._collection[self._tail[position - self.told].claim]

    def at(self, number: int) -> Stop | None:
        """Return the stop of a number, or else the last; None if there is none."""
        return self[min(number, len(self) - 1)] if len(self) else None

    def claim_at(self, number: int) -> int:
        return bisect_right(self.starts, number) - 1
