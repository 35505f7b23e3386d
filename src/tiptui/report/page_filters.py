"""What a page can be narrowed to: theme, addressee, status and dialogue, with counts."""

from collections.abc import Iterable, Iterator
from copy import copy
from itertools import chain

from tiptui.collection.opened import Collection
from tiptui.collection.thing import Claim
from tiptui.record.status import STATUSES
from tiptui.report.elements import Html, element, lines
from tiptui.report.export import Excerpt
from tiptui.report.phrases import event_with_dates
from tiptui.search.fields import FIELDS
from tiptui.text.visible import visible

NO_THEME, NOBODY, NO_STATUS = (FIELDS[field].nothing for field in ("theme", "to", "status"))
OVERDUE = "overdue"

_ORDER = {each: n for n, each in enumerate((NO_THEME, NOBODY, *STATUSES, NO_STATUS, OVERDUE))}
"""What stands after all else, and in which order."""

_ANY = Html('<option value="">any</option>')


class Filters:
    """The values of some claims, each with its number in the order in which the page offers it."""

    def __init__(self, collection: Collection, excerpts: Iterable[Excerpt], today: str) -> None:
        self.today = today
        self._collection = collection
        self._rows: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._own = {claim.key: each for excerpt in excerpts for claim, each in self._read(excerpt)}
        self._count(self._own)

    def of_one(self, excerpt: Excerpt) -> "Filters":
        """Return those of one dialogue alone."""
        one = copy(self)
        one._count({claim.key: self._own[claim.key] for claim in excerpt.claims})
        return one

    def _count(self, values: dict[str, list[tuple[str, str]]]) -> None:
        """Count what claims have, by their names, and number it."""
        fields = ("theme", "addressee", "status", "dialogue")
        self.counts: dict[str, dict[str, int]] = {field: {} for field in fields}
        """Of each field how many claims have which value."""
        for each in chain.from_iterable(values.values()):
            self.counts[each[0]][each[1]] = self.counts[each[0]].get(each[1], 0) + 1
        for field in ("theme", "addressee", "status"):
            counts = self.counts[field]
            ranked = sorted(counts, key=lambda each: (_ORDER.get(each, -1), -counts[each]))
            self.counts[field] = {each: counts[each] for each in ranked}
        pairs = ((field, value) for field, counts in self.counts.items() for value in counts)
        numbers = {pair: number for number, pair in enumerate(pairs)}
        self.of = {key: [numbers[each] for each in own] for key, own in values.items()}
        """Of each claim the numbers of its values, by its name."""

    def _read(self, excerpt: Excerpt) -> Iterator[tuple[Claim, list[tuple[str, str]]]]:
        """Yield the claims of a dialogue with all that each has."""
        event = excerpt.dialogue.record.event
        where = "dialogue", visible(event_with_dates(event))
        known: dict[object, list[tuple[str, str]]] = {}
        for claim in excerpt.claims:
            # Many have the same, and each is looked up.
            same = claim.kind == "recommendation", getattr(claim.item, "themes", ()), claim.to
            if same not in known:
                known[same] = [*dict.fromkeys(self._values(claim))]
            overdue = [("status", OVERDUE)] if claim.is_overdue(self.today) else []
            status = [("status", claim.status or NO_STATUS), *overdue] if same[0] else []
            yield claim, [*known[same], *status, where]

    def _values(self, claim: Claim) -> Iterator[tuple[str, str]]:
        themes = [self.title(theme.key) for theme in claim.themes]
        yield from (("theme", each) for each in themes or [NO_THEME])
        if claim.is_recommendation:
            asked = [self.title(party.key) for party in claim.addressees]
            yield from (("addressee", each) for each in asked or [NOBODY])

    def row(self, name: str) -> str:
        """Return the name of the row that something has."""
        if name not in self._rows:
            self._rows[name] = self._collection.row_key(name)
        return self._rows[name]

    def title(self, name: str) -> str:
        """Return what something is called in all dialogues."""
        if name not in self._titles:
            self._titles[name] = visible(self._collection[self.row(name)].name)
        return self._titles[name]

    def form(self) -> Html:
        """Return a list to choose from for each field; one that leaves no choice is not shown."""
        fields = []
        for field, counts in self.counts.items():
            options = (
                element("option", f"{value} ({count:,})", value=value)
                for value, count in counts.items()
            )
            choice = lines(_ANY, *options)
            choice = element("select", choice, name=field, form="_form", autocomplete="off")
            fields.append(element("label", field.capitalize(), choice, hidden=len(counts) < 2))
        return lines(*fields)
