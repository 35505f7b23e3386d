"""The quotations of a record with the spans of their words, and their faults."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tiptui.documents.document import Paragraph, TextSpan
from tiptui.proof.cuts import find_cut
from tiptui.proof.locate import MOST_SHOWN, UNCHECKED, Located, QuoteStatus
from tiptui.proof.phrases import Phrase, parts_of, print_on_line
from tiptui.proof.source_text import Texts
from tiptui.record.ids import walk
from tiptui.record.model import Evidence, Record
from tiptui.record.problem import Fault, Path
from tiptui.text.folding import even
from tiptui.text.visible import clip, plural
from tiptui.text.words import Span


class LocatedEvidence(NamedTuple):
    """A piece of evidence with its path in the record and the span of its words."""

    path: Path
    claim: str  # the id of the claim, response, speaker or event that it stands under
    evidence: Evidence
    source: str  # an id, empty in a record without sources
    located: Located


Quotations = Iterable[LocatedEvidence]


def quotations_of(record: Record, texts: Texts) -> tuple[LocatedEvidence, ...]:
    """Return the quotations of a record in its order. `texts` are those at hand, by source id."""
    evidence = [
        ((*path, "evidence", number), id, thing, item)
        for path, id, thing in walk(record)
        for number, item in enumerate(thing.evidence)
    ]
    # Keys of one mapping stand in the order of the model here, sections in that of the record.
    evidence.sort(key=lambda item: (item[0][0] == "recommendations", item[0]))
    located = locate(record, texts, (item for _, _, _, item in evidence))
    quotations: list[LocatedEvidence] = []
    for path, claim, thing, item in evidence:
        place = located[item].for_thing(thing)
        quotations.append(LocatedEvidence(path, claim, item, _source(record, item), place))
    return tuple(quotations)


def locate(record: Record, texts: Texts, evidence: Iterable[Evidence]) -> dict[Evidence, Located]:
    """Locate the words of some evidence, all together: texts are read once."""
    by_source: defaultdict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        by_source[_source(record, item)].append(item)

    places: dict[Evidence, Located] = {}
    for source, items in by_source.items():
        text = texts.get(source)
        if text is None:
            places.update(dict.fromkeys(items, UNCHECKED))
            continue
        located = text.locator.locate((item.paragraph, item.exact) for item in items)
        paragraphs = text.paragraphs
        for item in items:
            place = located[item.paragraph, item.exact]
            if place.stands and place.occurrences == 1:
                paragraph = paragraphs[place.paragraph - 1]
                cut = find_cut(paragraph, _quoted_spans(paragraph, item, place), text.language)
                if cut:
                    place = place._replace(cut=cut)
            places[item] = place
    return places


def _quoted_spans(paragraph: str, evidence: Evidence, place: Located) -> list[Span]:
    """Return the spans of the words of a quotation, several where an ellipsis parts them."""
    if place.status is QuoteStatus.NORMALIZED and len(parts_of(evidence.exact)) > 1:
        evened = even(print_on_line(paragraph), {})
        for parts in Phrase(evidence.exact).spans(evened.text):
            spans = [evened.span(start, end) for start, end in parts]
            return [span for span in spans if span]
        return []
    return [(place.start, place.end)]


def _source(record: Record, evidence: Evidence) -> str:
    """Return the id of the source that evidence names, else of the first; empty without any."""
    return evidence.source or next((source.id for source in record.sources), "")


def quote(record: Record, source: str, words: TextSpan, printed: Sequence[Paragraph]) -> Evidence:
    """Return a span of a source as evidence, with its page and time."""
    number, start, end = words
    text, page, time, *_ = printed[number - 1]
    name, exact = source if len(record.sources) > 1 else "", text[start:end]
    return Evidence(paragraph=number, exact=exact, source=name, page=page, time=time)


def faults(quotations: Quotations, texts: Texts) -> Iterator[Fault]:
    """Yield the faults of quotations, at the words of each."""
    for at, _, evidence, source, located in quotations:
        number, code, message = evidence.paragraph, f"quote-{located.status}", ""
        if located.status is QuoteStatus.ELSEWHERE:
            message = f"these words are in paragraph {located.paragraph}, not {number}"
        elif located.status is QuoteStatus.NORMALIZED:
            words = texts[source][number][located.start : located.end]
            message = f'paragraph {number} prints these words as "{clip(words, MOST_SHOWN)}"'
        elif located.status is QuoteStatus.MISSING:
            message = f"these words are not in paragraph {number}"
            if number not in texts[source]:
                length = plural(len(texts[source].paragraphs), "paragraph")
                message = f'these words are nowhere in the text of "{clip(source)}", of {length}'
            if located.nearest:
                nearest = clip(located.nearest, MOST_SHOWN)
                message += f'; nearest: "{nearest}" in paragraph {located.nearest_paragraph}'
        if message:
            yield Fault((*at, "exact"), message, code)
        if located.stands and located.occurrences > 1:
            message = f"these words stand in {located.occurrences} places of paragraph {number}"
            yield Fault((*at, "exact"), f"{message}; quote more", "quote-ambiguous")
        if located.cut:
            yield Fault((*at, "exact"), located.cut.message, "quote-cut")


def quotes_remark(records: Iterable[Counter[str]]) -> str:
    """Return `2 quotes: 1 verbatim, 1 missing`, from counts by status; "" without a quote."""
    counts = sum(records, Counter[str]())
    statuses = {status: counts[status] for status in QuoteStatus if counts[status]}
    total = plural(counts.total(), "quote")
    if statuses.keys() == {QuoteStatus.UNCHECKED}:
        return f"{total} not checked: source text not loaded"
    listed = ", ".join(f"{count:,} {status}" for status, count in statuses.items())
    note = " (source text not loaded)" if QuoteStatus.UNCHECKED in statuses else ""
    return f"{total}: {listed}{note}" if statuses else ""
