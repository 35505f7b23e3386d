"""A record that was opened with its texts, before its parts become things."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from tiptui.files.own import current_day
from tiptui.proof.locate import UNCHECKED, Located
from tiptui.record import model
from tiptui.record.follow_up import SETTLED, status
from tiptui.record.forms import MISSING, is_before, months_since
from tiptui.record.ids import Belonging, RecordIds, own_id, walk
from tiptui.record.model import Evidence, Record
from tiptui.record.searched import Searched, fold_record

if TYPE_CHECKING:
    from tiptui.proof.passages import Passages
    from tiptui.proof.quotations import LocatedEvidence
    from tiptui.proof.source_text import SourceText, Texts

_Key = tuple[str, int, str]


def _key(evidence: Evidence) -> _Key:
    """Return the key of evidence among those located: to compare all of it takes far longer."""
    return evidence.source, evidence.paragraph, evidence.exact


class RecordWithTexts:
    """A record, the texts of its sources by their ids, and all that is derived from both."""

    def __init__(
        self,
        record: Record,
        texts: "Texts" = MappingProxyType({}),
        file: str = "",
        is_ready: bool = True,
        searched: Searched | None = None,
    ) -> None:
        self.record = record
        if searched:
            self.searched = searched
        self.texts = texts
        self.file = file
        self.id: str = record.event.id
        self.prefix = f"{self.id}#"
        """The beginning of the ref of each thing but the event."""
        event = record.event
        self.name: str = MISSING.get(event.name, event.name)
        self.known_date: str = "" if event.start_date in MISSING else event.start_date
        self.date: str = self.known_date or MISSING[event.start_date]
        self.missing = [words for words in (self.name, self.date) if words in MISSING.values()]
        self.is_ready = is_ready
        """True if its texts are small, or prepared in a thread: all else is found at access."""
        self.quote_counts: Counter[str] | None = None
        """The number of quotations of each status; None until they are checked."""
        self.wrong: list[tuple[str, Evidence]] = []
        """Its id with each quotation not in its source; empty until they are checked."""
        self._located: dict[_Key, Located] = {}

    @property
    def is_waiting(self) -> bool:
        """True until a thread has checked the quotations."""
        return not self.is_ready and self.quote_counts is None

    @cached_property
    def ids(self) -> RecordIds:
        return RecordIds(self.record)

    @cached_property
    def searched(self) -> Searched:
        return fold_record(self.record)

    @cached_property
    def belonging(self) -> Belonging:
        return Belonging(self.record, self.ids)

    def full_ref(self, reference: str) -> str:
        """Return the ref that `repeats` of a recommendation means, whether it is opened or not."""
        id = own_id(self.record, reference)
        return self.prefix + id if id else reference

    def source(self, evidence: Evidence) -> model.RecordedSource | None:
        sources = self.ids.sources
        return sources.get(evidence.source or next(iter(sources), ""))

    @cached_property
    def statuses(self) -> Counter[str]:
        """The number of recommendations of each status; "" is none."""
        return Counter(status(item) for item in self.record.recommendations)

    @cached_property
    def overdue(self) -> frozenset[str]:
        """The ids of the recommendations that were overdue at the first access."""
        today = current_day()
        overdue: set[str] = set()
        for item in self.record.recommendations:
            if item.due and is_before(item.due, today) and status(item) not in SETTLED:
                overdue.add(item.id)
        return frozenset(overdue)

    @cached_property
    def silences(self) -> Mapping[str, int]:
        """The months since the last response of those not settled, by ids, at the first access."""
        today = current_day()
        held = self.record.event.end_date or self.known_date
        months: dict[str, int] = {}
        for item in self.record.recommendations:
            if status(item) in SETTLED:
                continue
            last = held
            for response in item.responses:
                last = response.date or last
            if last:
                months[item.id] = months_since(last, today)
        return months

    @cached_property
    def modes(self) -> frozenset[str]:
        modes = {claim.mode for claim in self.record.recommendations}
        modes.update(claim.mode for claim in self.record.statements)
        return frozenset(modes)

    @cached_property
    def passages(self) -> "Passages":
        # Not above: most readers start without it.
        from tiptui.proof.passages import Passages

        return Passages(self.record, self.texts)

    def prepare(self) -> None:
        """Look the texts through for the pane of the source."""
        self.passages.prepare()
        self.is_ready = True

    def check(self) -> Counter[str]:
        if self.quote_counts is not None:
            return self.quote_counts
        if not self.texts:
            # To look for them would take longer than all else.
            number = sum(len(thing.evidence) for _, _, thing in walk(self.record))
            self.quote_counts = Counter(unchecked=number)
            return self.quote_counts

        quotations, texts = self.look_through()
        are_kept = texts == self.texts
        counts = Counter[str]()
        wrong: list[tuple[str, Evidence]] = []
        for quotation in quotations:
            evidence, located = quotation.evidence, quotation.located
            counts[str(located.status)] += 1
            if located.is_wrong:
                wrong.append((self.id, evidence))
            if are_kept or not located.stands:
                self._located[_key(evidence)] = located
        self.wrong = wrong
        self.quote_counts = counts
        return counts

    def look_through(self) -> "tuple[Sequence[LocatedEvidence], Texts]":
        """Return all quotations as found in the texts, and the texts; keep none read for this."""
        from tiptui.proof.quotations import quotations_of

        texts: dict[str, SourceText] = {}
        for name, text in self.texts.items():
            whole = text.once()
            if whole:
                texts[name] = whole
        if texts == self.texts:
            return self.passages.quotations, texts
        return quotations_of(self.record, texts), texts

    def proof(self, evidence: Evidence) -> Located:
        key = _key(evidence)
        if key not in self._located and self.texts and not self.is_waiting:
            for quotation in self.passages.quotations:
                # Of claims that share it, one may say what was cut itself, and another not.
                place_key = _key(quotation.evidence)
                if quotation.located.cut or place_key not in self._located:
                    self._located[place_key] = quotation.located
        return self._located.get(key, UNCHECKED)

    def locate(self, evidence: Iterable[Evidence]) -> None:
        """Find some evidence only; `proof` of any other looks for all of the record."""
        unknown = [item for item in evidence if _key(item) not in self._located]
        if self.texts and unknown and not self.is_waiting:
            from tiptui.proof.quotations import locate

            for item, located in locate(self.record, self.texts, unknown).items():
                self._located[_key(item)] = located

    def stands(self, evidence: Evidence) -> bool:
        """Return whether the words of evidence are anywhere in the text of its source."""
        if not self.texts:
            return False
        if self.quote_counts is not None and _key(evidence) not in self._located:
            return True  # once all are checked, those that do not stand there are known
        return self.proof(evidence).end > 0
