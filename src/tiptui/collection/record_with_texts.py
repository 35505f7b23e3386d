"""A record that was opened with its texts, before its parts become things."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

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
    from tiptui.proof.source_text import Texts

_quoted = attrgetter("source", "paragraph", "exact")
"""The key of evidence among those located; to compare all of it would take four times as long."""


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
        self._located: dict[tuple[str, int, str], Located] = {}

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
        return Counter(map(status, self.record.recommendations))

    @cached_property
    def overdue(self) -> frozenset[str]:
        """The ids of the recommendations that were overdue at the first access."""
        asked, today = self.record.recommendations, current_day()
        late = (item for item in asked if item.due and is_before(item.due, today))
        return frozenset(item.id for item in late if status(item) not in SETTLED)

    @cached_property
    def silences(self) -> Mapping[str, int]:
        """The months since the last response of those not settled, by ids, at the first access."""
        event, today = self.record.event, current_day()
        held = event.end_date or self.known_date
        months = dict[str, int]()
        for item in self.record.recommendations:
            if status(item) not in SETTLED:
                last = next((of.date for of in reversed(item.responses) if of.date), held)
                if last:
                    months[item.id] = months_since(last, today)
        return months

    @cached_property
    def modes(self) -> frozenset[str]:
        claims = chain[Any](self.record.recommendations, self.record.statements)
        return frozenset(claim.mode for claim in claims)

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
        if self.quote_counts is None:
            if self.texts:
                quotations, texts = self.look_through()
                counts = Counter(str(quote.located.status) for quote in quotations)
                doubtful = [quote for quote in quotations if not quote.located.stands]
                self.wrong = [(self.id, of.evidence) for of in doubtful if of.located.is_wrong]
                known = quotations if texts == self.texts else doubtful
                self._located |= {_quoted(of.evidence): of.located for of in known}
            else:
                # To look for them would take longer than all else.
                counts = Counter(unchecked=sum(len(of.evidence) for *_, of in walk(self.record)))
            self.quote_counts = counts
        return self.quote_counts

    def look_through(self) -> "tuple[Sequence[LocatedEvidence], Texts]":
        """Return all quotations as found in the texts, and the texts; keep none read for this."""
        from tiptui.proof.quotations import quotations_of

        texts = {name: once for name, text in self.texts.items() if (once := text.once())}
        is_kept = texts == self.texts
        return self.passages.quotations if is_kept else quotations_of(self.record, texts), texts

    def proof(self, evidence: Evidence) -> Located:
        key = _quoted(evidence)
        if key not in self._located and self.texts and not self.is_waiting:
            self._located |= {_quoted(of.evidence): of.located for of in self.passages.quotations}
        return self._located.get(key, UNCHECKED)

    def locate(self, evidence: Iterable[Evidence]) -> None:
        """Find some evidence only; `proof` of any other looks for all of the record."""
        unknown = [item for item in evidence if _quoted(item) not in self._located]
        if self.texts and unknown and not self.is_waiting:
            from tiptui.proof.quotations import locate

            found = locate(self.record, self.texts, unknown)
            self._located |= {_quoted(item): located for item, located in found.items()}

    def stands(self, evidence: Evidence) -> bool:
        """Return whether the words of evidence are anywhere in the text of its source."""
        # Once all are checked, those that do not stand where the record says are known.
        is_known = self.quote_counts is not None and _quoted(evidence) not in self._located
        return bool(self.texts) and (is_known or self.proof(evidence).end > 0)
