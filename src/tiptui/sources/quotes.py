"""Every quotation of a record with what proves it wrong or right, and what nobody quotes.

This is the join of claims and words, both ways: `citations` gives each claim's words in their
paragraph, and each place of a text has the claims whose words touch it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tiptui.record.links import Links
from tiptui.record.model import Evidence
from tiptui.record.problem import Fault, Path
from tiptui.record.rules import claims
from tiptui.sources.locate import Located, QuoteStatus, locate
from tiptui.sources.source_text import SourceText
from tiptui.text.visible import clip, plural

# Quotations are a phrase; their nearest wording must be seen whole to tell what differs.
_MOST_SHOWN = 200


class Cited(NamedTuple):
    """One quotation: its path in the record, what it proves, from which source, and where it is.

    `claim` is the id of what it stands under: a claim, a speaker or the event. `source` is an id,
    empty in a record without sources.
    """

    path: Path
    claim: str
    evidence: Evidence
    source: str
    located: Located


class Sentence(NamedTuple):
    """A sentence: its paragraph, counted from 1, and from and up to which code point of it."""

    paragraph: int
    start: int
    end: int


def citations(links: Links, texts: Mapping[str, SourceText]) -> tuple[Cited, ...]:
    """Gives every quotation of a record, in its order. `texts` are those at hand, by source id."""
    sources = links.record.sources
    only = sources[0].id if sources else ""
    found = []
    for path, claim, items in _evidence(links):
        for number, item in enumerate(items):
            source = item.source or only
            located = locate(item.exact, item.paragraph, texts.get(source))
            found.append(Cited((*path, "evidence", number), claim, item, source, located))
    # Keys of one mapping stand in the order of the model here, sections in that of the record.
    return tuple(sorted(found, key=lambda cited: (cited.path[0] == "recommendations", cited.path)))


def _evidence(links: Links) -> Iterator[tuple[Path, str, tuple[Evidence, ...]]]:
    record = links.record
    yield ("event",), record.event.id, record.event.evidence
    for number, speaker in enumerate(record.speakers):
        yield ("speakers", number), speaker.id, speaker.evidence
    for (name, claim), (path, _) in zip(links.all_claims(), claims(record), strict=True):
        yield path, name, claim.evidence


def uncited(
    texts: Mapping[str, SourceText], quotations: Iterable[Cited]
) -> dict[str, tuple[Sentence, ...]]:
    """Gives for each text, by the id of its source, the sentences that no quotation touches.

    Only a quotation that stands in the paragraph it names counts, at its first place.
    """
    ends: defaultdict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for cited in quotations:
        if cited.located.stands:
            place = (cited.source, cited.located.paragraph)
            ends[place].append((cited.located.start, cited.located.end))
    return {
        name: tuple(
            Sentence(number, start, end)
            for number, spans in enumerate(text.sentences, 1)
            for start, end in _untouched(spans, sorted(ends[name, number]))
        )
        for name, text in texts.items()
    }


def _untouched(
    spans: Iterable[tuple[int, int]], quoted: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Gives the spans that none of the quoted ones overlaps; both are sorted by their starts."""
    begun, reach = 0, 0
    for start, end in spans:
        while begun < len(quoted) and quoted[begun][0] < end:
            reach = max(reach, quoted[begun][1])
            begun += 1
        if reach <= start:
            yield start, end


def faults(quotations: Iterable[Cited], texts: Mapping[str, SourceText]) -> Iterator[Fault]:
    """Gives what is wrong with quotations, at the words of each."""
    for cited in quotations:
        path, number = (*cited.path, "exact"), cited.evidence.paragraph
        located = cited.located
        if located.status is QuoteStatus.ELSEWHERE:
            message = f"these words are in paragraph {located.paragraph}, not {number}"
            yield Fault(path, message, "quote-elsewhere")
        if located.status is QuoteStatus.MISSING:
            yield Fault(path, _missing(cited, texts[cited.source]), "quote-missing")
        if located.status is QuoteStatus.NORMALIZED:
            words = texts[cited.source][number][located.start : located.end]
            message = f'paragraph {number} prints these words as "{clip(words, _MOST_SHOWN)}"'
            yield Fault(path, message, "quote-normalized", warning=True)
        if located.stands and located.places > 1:
            message = f"these words stand in {located.places} places of paragraph {number}"
            yield Fault(path, f"{message}; quote more", "quote-ambiguous", warning=True)


def _missing(cited: Cited, text: SourceText) -> str:
    number, near = cited.evidence.paragraph, cited.located.nearest
    if number not in text:
        length = plural(len(text.paragraphs), "paragraph")
        return f'these words are nowhere in the text of "{clip(cited.source)}", of {length}'
    hint = f'; nearest: "{clip(near, _MOST_SHOWN)}"' if near else ""
    return f"these words are not in paragraph {number}{hint}"


def coverage_remark(records: Iterable[tuple[Mapping[str, SourceText], Sequence[Cited]]]) -> str:
    """Gives `2 quotes: 1 verbatim, 1 missing · 1 of 2 paragraphs, 1 of 3 sentences cited`.

    Given are the texts and the quotations of each record. Kinds of which there are none are left
    out, paragraphs and sentences where there is no text.
    """
    kinds: Counter[QuoteStatus] = Counter()
    paragraphs = reached = sentences = left = 0
    for texts, quotations in records:
        kinds.update(cited.located.status for cited in quotations)
        standing = [cited for cited in quotations if cited.located.stands]
        reached += len({(cited.source, cited.located.paragraph) for cited in standing})
        paragraphs += sum(len(text.paragraphs) for text in texts.values())
        sentences += sum(len(spans) for text in texts.values() for spans in text.sentences)
        left += sum(map(len, uncited(texts, standing).values()))
    named = ", ".join(f"{kinds[kind]:,} {kind}" for kind in QuoteStatus if kinds[kind])
    quotes = plural(kinds.total(), "quote") + (f": {named}" if named else "")
    if not paragraphs:
        return quotes
    return (
        f"{quotes} · {reached:,} of {plural(paragraphs, 'paragraph')}, "
        f"{sentences - left:,} of {plural(sentences, 'sentence')} cited"
    )
