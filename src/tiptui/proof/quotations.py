"""Every quotation of a record with where its words stand, and what nobody quotes.

This is the join of claims and words, both ways: `quotations_of` gives each claim's words in their
paragraph, `uncited_sentences` what is left of the texts. `passages` has the claims of each word.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tiptui.proof.locate import Located, Quoted, QuoteStatus
from tiptui.proof.source_text import SourceText, Words
from tiptui.record.ids import walk_evidence
from tiptui.record.model import Evidence, Record
from tiptui.record.problem import Fault, Path
from tiptui.text.folding import Span
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
    quoted: defaultdict[str, dict[Evidence, Quoted]] = defaultdict(dict)
    for each in evidence:
        quoted[_source(record, each)][each] = each.paragraph, each.exact
    found: dict[Evidence, Located] = {}
    for source, wanted in quoted.items():
        text = texts.get(source)
        located = text.locator.locate(wanted.values()) if text else {}
        for each, words in wanted.items():
            found[each] = located.get(words) or Located(QuoteStatus.UNCHECKED, each.paragraph)
    return found


def _source(record: Record, evidence: Evidence) -> str:
    """Return the id of a source, also of one that the record has not got; empty without any."""
    return evidence.source or next((source.id for source in record.sources), "")


def uncited_sentences(
    texts: Mapping[str, SourceText], quotations: Iterable[LocatedEvidence]
) -> dict[str, tuple[Words, ...]]:
    """Return for each text, by the id of its source, the sentences that no quotation touches.

    Only a quotation that stands in the paragraph it names counts, where it stands first.
    """
    quoted: defaultdict[tuple[str, int], list[Span]] = defaultdict(list)
    for source, located in ((each.source, each.located) for each in quotations):
        if located.stands:
            quoted[source, located.paragraph].append((located.start, located.end))
    return {
        name: tuple(
            Words(number, start, end)
            for number, spans in enumerate(text.sentences, 1)
            for start, end in _uncited_spans(spans, sorted(quoted.get((name, number), ())))
        )
        for name, text in texts.items()
    }


def _uncited_spans(spans: Iterable[Span], quoted: Sequence[Span]) -> Iterator[Span]:
    """Yield the spans that none of the quoted ones overlaps; both are sorted by their starts."""
    begun, reach = 0, 0
    for start, end in spans:
        while begun < len(quoted) and quoted[begun][0] < end:
            reach = max(reach, quoted[begun][1])
            begun += 1
        if reach <= start:
            yield start, end


def faults(
    quotations: Iterable[LocatedEvidence], texts: Mapping[str, SourceText]
) -> Iterator[Fault]:
    """Yield what is wrong with quotations, at the words of each."""
    for quotation in quotations:
        path, number = (*quotation.path, "exact"), quotation.evidence.paragraph
        located = quotation.located
        if located.status is QuoteStatus.ELSEWHERE:
            message = f"these words are in paragraph {located.paragraph}, not {number}"
            yield Fault(path, message, "quote-elsewhere")
        if located.status is QuoteStatus.MISSING:
            yield Fault(path, _missing(quotation, texts[quotation.source]), "quote-missing")
        if located.status is QuoteStatus.NORMALIZED:
            words = texts[quotation.source][number][located.start : located.end]
            message = f'paragraph {number} prints these words as "{clip(words, _MOST_SHOWN)}"'
            yield Fault(path, message, "quote-normalized")
        if located.stands and located.occurrences > 1:
            message = f"these words stand in {located.occurrences} places of paragraph {number}"
            yield Fault(path, f"{message}; quote more", "quote-ambiguous")


def _missing(quotation: LocatedEvidence, text: SourceText) -> str:
    number, near = quotation.evidence.paragraph, quotation.located.nearest
    if number not in text:
        length = plural(len(text.paragraphs), "paragraph")
        return f'these words are nowhere in the text of "{clip(quotation.source)}", of {length}'
    hint = f'; nearest: "{clip(near, _MOST_SHOWN)}"' if near else ""
    return f"these words are not in paragraph {number}{hint}"


class Coverage(NamedTuple):
    """How many quotations of a record have which status, and how much of its texts they reach."""

    statuses: Counter[str]
    paragraphs: int = 0
    cited_paragraphs: int = 0
    sentences: int = 0
    cited_sentences: int = 0


def coverage(texts: Mapping[str, SourceText], quotations: Iterable[LocatedEvidence]) -> Coverage:
    """Return the coverage of the texts of a record by its quotations."""
    quotations = list(quotations)
    standing = [cited for cited in quotations if cited.located.stands]
    sentences = sum(len(spans) for text in texts.values() for spans in text.sentences)
    return Coverage(
        Counter(str(cited.located.status) for cited in quotations),
        sum(len(text.paragraphs) for text in texts.values()),
        len({(cited.source, cited.located.paragraph) for cited in standing}),
        sentences,
        sentences - sum(map(len, uncited_sentences(texts, standing).values())),
    )


def coverage_remark(records: Iterable[Coverage]) -> str:
    """Return `2 quotes: 1 verbatim, 1 missing · 1 of 2 paragraphs, 1 of 3 sentences cited`.

    Statuses of which there are no quotations are left out, paragraphs and sentences where there is
    no text; all of it where there is no quotation.
    """
    statuses: Counter[str] = Counter()
    totals = [0, 0, 0, 0]
    for each in records:
        statuses.update(each.statuses)
        totals = [total + count for total, count in zip(totals, each[1:], strict=True)]
    paragraphs, cited_paragraphs, sentences, cited_sentences = totals
    words = [_quotes(+statuses)] if statuses.total() else []
    if paragraphs:
        words.append(
            f"{cited_paragraphs:,} of {plural(paragraphs, 'paragraph')}, "
            f"{cited_sentences:,} of {plural(sentences, 'sentence')} cited"
        )
    return " · ".join(words)


def _quotes(statuses: Counter[str]) -> str:
    """Return `3 quotes: 2 verbatim, 1 unchecked for want of the text`."""
    quotes = plural(statuses.total(), "quote")
    words = {each: each.value for each in QuoteStatus}
    words[QuoteStatus.UNCHECKED] = "unchecked for want of the text"
    if set(statuses) == {QuoteStatus.UNCHECKED}:
        return f"{quotes} {words[QuoteStatus.UNCHECKED]}"
    counted = (f"{statuses[each]:,} {words[each]}" for each in QuoteStatus if statuses[each])
    return f"{quotes}: {', '.join(counted)}"
