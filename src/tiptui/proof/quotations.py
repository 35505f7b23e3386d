"""Every quotation of a record with where its words stand, and what is wrong with it.

This is the join of claims and words: `passages` has it the other way, the claims of each word.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tiptui.proof.locate import Located, QuoteStatus
from tiptui.proof.source_text import SourceText
from tiptui.record.ids import walk_evidence
from tiptui.record.model import Evidence, Record
from tiptui.record.problem import Fault, Path
from tiptui.text.visible import clip, plural

# Quotations are a phrase; their nearest wording must be seen whole to tell what differs.
_MOST_SHOWN = 200


class LocatedEvidence(NamedTuple):
    """A piece of evidence: its path in the record, what it proves, its source, where its words are.

    `claim` is the id of what it stands under: a claim, a response, a speaker or the event.
    `source` is an id, empty in a record without sources.
    """

    path: Path
    claim: str
    evidence: Evidence
    source: str
    located: Located


def quotations_of(record: Record, texts: Mapping[str, SourceText]) -> tuple[LocatedEvidence, ...]:
    """Return every quotation of a record, in its order. `texts` are those at hand, by source id."""
    evidence = list(walk_evidence(record))
    # Keys of one mapping stand in the order of the model here, sections in that of the record.
    evidence.sort(key=lambda each: (each[0][0] == "recommendations", each[0]))
    located = locate(record, texts, (item for _, _, item in evidence))
    return tuple(
        LocatedEvidence(path, claim, item, _source(record, item), located[item])
        for path, claim, item in evidence
    )


def locate(
    record: Record, texts: Mapping[str, SourceText], evidence: Iterable[Evidence]
) -> dict[Evidence, Located]:
    """Return where the words of some evidence stand: for all at once, lest texts be read for each.

    Equal evidence stands in the same words of the same source.
    """
    by_source: defaultdict[str, list[Evidence]] = defaultdict(list)
    for each in evidence:
        by_source[_source(record, each)].append(each)
    found: dict[Evidence, Located] = {}
    for source, items in by_source.items():
        text = texts.get(source)
        located = (
            text.locator.locate((each.paragraph, each.exact) for each in items) if text else {}
        )
        for each in items:
            unchecked = Located(QuoteStatus.UNCHECKED, each.paragraph)
            found[each] = located.get((each.paragraph, each.exact), unchecked)
    return found


def _source(record: Record, evidence: Evidence) -> str:
    """Return the id of a source, also of one that the record has not got; empty without any."""
    return evidence.source or next((source.id for source in record.sources), "")


def faults(
    quotations: Iterable[LocatedEvidence], texts: Mapping[str, SourceText]
) -> Iterator[Fault]:
    """Yield what is wrong with quotations, at the words of each."""
    for at, _, evidence, source, located in quotations:
        number, code, message = evidence.paragraph, f"quote-{located.status}", ""
        if located.status is QuoteStatus.ELSEWHERE:
            message = f"these words are in paragraph {located.paragraph}, not {number}"
        elif located.status is QuoteStatus.NORMALIZED:
            words = texts[source][number][located.start : located.end]
            message = f'paragraph {number} prints these words as "{clip(words, _MOST_SHOWN)}"'
        elif located.status is QuoteStatus.MISSING:
            message = f"these words are not in paragraph {number}"
            if number not in texts[source]:
                length = plural(len(texts[source].paragraphs), "paragraph")
                message = f'these words are nowhere in the text of "{clip(source)}", of {length}'
            if located.nearest:
                nearest = clip(located.nearest, _MOST_SHOWN)
                message += f'; nearest: "{nearest}" in paragraph {located.nearest_paragraph}'
        if message:
            yield Fault((*at, "exact"), message, code)
        if located.stands and located.occurrences > 1:
            message = f"these words stand in {located.occurrences} places of paragraph {number}"
            yield Fault((*at, "exact"), f"{message}; quote more", "quote-ambiguous")


def quotes_remark(records: Iterable[Counter[str]]) -> str:
    """Return `2 quotes: 1 verbatim, 1 missing`, of their counts by status; "" without a quote."""
    counts = sum(records, Counter[str]())
    statuses = {each: counts[each] for each in QuoteStatus if counts[each]}
    total = plural(counts.total(), "quote")
    if statuses.keys() == {QuoteStatus.UNCHECKED}:
        return f"{total} unchecked: source text not loaded"
    listed = ", ".join(f"{count:,} {status}" for status, count in statuses.items())
    note = " (source text not loaded)" if QuoteStatus.UNCHECKED in statuses else ""
    return f"{total}: {listed}{note}" if statuses else ""
