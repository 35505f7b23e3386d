"""The collection of the dialogues that were opened, and all that is derived from it."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import accumulate, chain
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
        self.trouble_of: dict[Subject, Trouble] = {of.ref: of for of in self.troubles}
        self.has_texts = any(dialogue.texts for dialogue in self.dialogues)
        self._numbers = {dialogue.id: number for number, dialogue in enumerate(self.dialogues)}
        self._joined: dict[SharedSection, Joined] = {}
        self._same: Recent[str, list[Thing]] = Recent(_MOST_KEPT)
        self._related: Recent[str, Related] = Recent(_MOST_KEPT)
        self._quote_counts: Counter[str] | None = None

    @property
    def unread(self) -> str:
        if not (bad := len(self.troubles)):
            return ""
        total = plural(bad + len(self.dialogues), "record")
        return f"{bad:,} of {total} can't be read; tiptui check says why"

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
        elif section := thing.section:
            joined = self.joined(section)
            cluster = joined.clusters[joined.of[self._numbers[thing.dialogue.id]][thing.id]]
            for dialogue, position in ((self.dialogues[number], at) for number, at in cluster):
                yield dialogue[getattr(dialogue.record, section)[position].id]
        else:
            yield thing

    @cached_property
    def _asked_in_words(self) -> Mapping[str, Sequence[Addressee]]:
        found: defaultdict[str, list[Addressee]] = defaultdict(list)
        for addressee in chain.from_iterable(dialogue.addressees for dialogue in self.dialogues):
            found[addressee.id].append(addressee)
        return found

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
        return [list(of.values()) for of in self.joined("speakers").of]

    def related(self, ref: str) -> Related:
        """Return the rows that belong to a thing; to a dialogue, all of its own."""
        return self._related.find(ref, partial(self._relate, ref))

    def _relate(self, ref: str) -> Related:
        if ref in self._numbers:
            number = self._numbers[ref]
            spans = {kind: range(*of[number : number + 2]) for kind, of in self.first_rows.items()}
            return Related(_NO_ROWS | {"speakers": sorted(set(self.people[number]))} | spans)
        rows, others = {kind: set[int]() for kind in _NO_ROWS}, set[str]()
        for thing in self.same(ref):
            number, before = self._numbers[thing.dialogue.id], 0
            if not self.single:
                rows["dialogues"].add(number)
            # Not as things: somebody may have said tens of thousands.
            own = thing.claim_numbers if thing.section else ()
            for kind in CLAIM_LISTS:
                first, end = self.first_rows[kind][number : number + 2]
                begin, before = before, before + end - first
                numbers = own[bisect_left(own, begin) : bisect_left(own, before)]
                rows[kind].update([claim - begin + first for claim in numbers])
            for other in self._neighbours(thing):
                if other.kind == "speaker" or other.kind in CLAIM_KINDS:
                    rows[f"{other.kind}s"].add(self.row(other))
                else:
                    others.add(other.ref)
        return Related({kind: sorted(of) for kind, of in rows.items()}, frozenset(others))

    def _neighbours(self, thing: Thing) -> Iterator[Thing]:
        """Yield the things beside one in its dialogue, but for its `claim_numbers`."""
        if thing.kind == "response":
            yield thing.claim
        elif thing.kind in CLAIM_KINDS:
            bodies = (one.organization for one in (*thing.makers, *thing.responses))
            yield from (*thing.makers, *thing.addressees, *thing.themes, *filter(None, bodies))
        elif thing.kind != "event":
            yield from (*thing.people, *thing.asked, *filter(None, (thing.organization,)))
            if thing.kind == "speaker" and self.single:
                themes = dict.fromkeys(theme for said in thing.claims for theme in said.item.themes)
                yield from thing.dialogue.things(themes)
            elif thing.kind == "theme":
                makers = dict.fromkeys(id for claim in thing.claims for id in claim.maker_ids)
                yield from thing.dialogue.things(makers)

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
        return {kind: [*accumulate(map(len, of), initial=0)] for kind, of in self._claims.items()}

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
        of = bisect_right(firsts, row) - 1
        dialogue = self.dialogues[of]
        return dialogue.claim(dialogue.ids.first.get(kind[:-1], 0) + row - firsts[of])

    @cached_property
    def stop_counts(self) -> Mapping[str, Sequence[int]]:
        """For each kind, the number of stops of each claim: itself and its evidence."""
        counts = dict[str, list[int]]()
        for kind, of in self._claims.items():
            counts[kind] = [1 + len(claim.evidence) for claim in chain.from_iterable(of)]
        return counts

    @property
    def quote_counts(self) -> Counter[str] | None:
        """The number of quotations with each status; None until all are checked."""
        if self._quote_counts is None:
            counts = [dialogue.quote_counts for dialogue in self.dialogues]
            if None not in counts:
                self._quote_counts = sum(filter(None, counts), Counter())
        return self._quote_counts

    def check(self, progress: Progress = quiet) -> None:
        for number, dialogue in enumerate(self.dialogues):
            progress(number / len(self.dialogues))
            dialogue.check()

    def wrong_quotations(self) -> Counter[tuple[str, Evidence]]:
        return Counter(chain.from_iterable(dialogue.wrong for dialogue in self.dialogues))


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
        self.tallies = [*tallies]
        self._first = [Stop(ref, None, field) for field, _, of in self.tallies for ref, _ in of]
        self._collection, self.rows, self._others, self.more = collection, rows, others, more
        self.told = len(rows) + len(others)
        self.labels, self._tail = dict[int, str](), [Stop(subject, None, MORE)] if more else []
        for label, refs, field in beside:
            if refs:
                self.labels[self.told + len(self._tail)] = label
                self._tail += [Stop(ref, None, field) for ref in refs]
        self.size = self.told + len(self._tail)
        counts = [collection.stop_counts[kind][row] for kind, row in rows]
        counts += [1 + len(thing.evidence) for thing in others] + [1] * len(self._tail)
        self.starts = list(accumulate(counts, initial=len(self._first)))

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
        thing, inside = self.thing(position), number - self.starts[position]
        return Stop(thing.ref, thing.evidence[inside - 1] if inside else None, "", inside)

    def find(self, ref: str) -> int | None:
        tail = zip(self.starts[self.told :], self._tail, strict=False)
        for at, stop in chain(enumerate(self._first), tail):
            if stop.ref == ref:
                return at
        claim, _, number = ref.partition("@")
        told: list[Any] = [*self.rows, *self._others]
        wanted: Any = self._collection.get(claim)
        if wanted and wanted.kind in CLAIM_KINDS and wanted not in self._others:
            wanted = f"{wanted.kind}s", self._collection.row(wanted)
        if wanted not in told:
            return None
        position = told.index(wanted)
        found = self.starts[position] + int(number or 0)
        return found if found < self.starts[position + 1] else None

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
