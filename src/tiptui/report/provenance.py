"""What an export is of, so that its figures can be made again a year later."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

import tiptui
from tiptui.files.own import current_day
from tiptui.report.export import Selection
from tiptui.text.visible import long_date


class Sum(NamedTuple):
    """The SHA-256 of a record, named by its event's id, or of a text, by its source's title.

    It is empty where the file has changed since it was read.
    """

    kind: Literal["record", "text"]
    event: str
    name: str
    sha256: str

    @property
    def in_words(self) -> str:
        return self.sha256 or "changed since it was read"


class Provenance(NamedTuple):
    """What an export is of. Texts of it are a stranger's, as all of a record are."""

    day: str
    version: str
    query: str
    claims: int
    all_claims: int
    sums: Sequence[Sum]

    @property
    def facts(self) -> dict[str, str]:
        """All but the sums, in words, by what it is called."""
        day = long_date(self.day)
        return {
            "Made": f"{day}, by tiptui {self.version}",
            "Query": self.query or "none (everything)",
            "Claims": f"{self.claims:,} of {self.all_claims:,}",
            "Overdue": f"as of {day}",
        }

    @property
    def lines(self) -> list[str]:
        """All of it in lines, the sums as `sha256sum` has them."""
        sums = [f"{each.in_words:64}  {each.name}" for each in self.sums]
        return [" · ".join(f"{name}: {words}" for name, words in self.facts.items()), *sums]

    @property
    def data(self) -> dict[str, Any]:
        """All of it, for JSON."""
        sums = [each._asdict() for each in self.sums]
        return {
            "made": self.day,
            "tiptui": self.version,
            "query": self.query,
            "claims": self.claims,
            "of_claims": self.all_claims,
            "overdue_as_of": self.day,
            "sha256": sums,
        }


def provenance(selection: Selection) -> Provenance:
    """Return what an export of a selection is of. Raise NoInput for no day."""
    day, version, sums = current_day(), tiptui.__version__, list(_sums(selection))
    return Provenance(day, version, selection.query, *selection.counts, sums)


def _sums(selection: Selection) -> Iterator[Sum]:
    """Yield the sums of the records that something was found in, and of their texts at hand."""
    if selection.live is None:
        return
    for dialogue, *_ in selection.excerpts:
        sums = selection.live.opened(dialogue).sums()
        yield Sum("record", dialogue.id, dialogue.id, sums[""])
        for source in dialogue.record.sources:
            if source.id in sums:
                yield Sum("text", dialogue.id, source.title, sums[source.id])
