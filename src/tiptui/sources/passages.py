"""The sources of a record as places where a reader stops: cited words, uncited sentences."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from tiptui.record.links import Links
from tiptui.record.model import Evidence, Source
from tiptui.sources.locate import Located, QuoteStatus
from tiptui.sources.quotes import Cited, citations, uncited
from tiptui.sources.source_text import SourceText
from tiptui.text.folding import fold

NOWHERE = -1
"""Where words start and end that can't be placed: the text is not at hand, or lacks them."""


class Passage(NamedTuple):
    """Words of a source's paragraph, from and up to a code point of it, and what rests on them.

    `claims` are ids, as in `quotes.Cited`; empty: no claim rests here.
    """

    source: str
    paragraph: int
    start: int
    end: int
    words: str
    claims: tuple[str, ...]


class Passages:
    """The passages of a record with the texts that are at hand, found when they are asked for."""

    def __init__(self, links: Links, texts: Mapping[str, SourceText]) -> None:
        self.links = links
        self.texts = texts

    @cached_property
    def cited(self) -> tuple[Cited, ...]:
        """Each piece of evidence with the place where its words stand."""
        return citations(self.links, self.texts)

    @cached_property
    def stops(self) -> tuple[Passage, ...]:
        """Each place that is cited and each sentence that is not, in the order of the sources."""
        at: dict[tuple[str, int, int, int, str], list[str]] = {}
        for each in self.cited:
            at.setdefault(self._place(each), []).append(each.claim)
        found = [Passage(*place, tuple(dict.fromkeys(claims))) for place, claims in at.items()]
        for source, spans in uncited(self.texts, self.cited).items():
            for paragraph, start, end in spans:
                words = self.texts[source].paragraphs[paragraph - 1][start:end]
                found.append(Passage(source, paragraph, start, end, words, ()))
        return tuple(sorted(found, key=self._order))

    @cached_property
    def sentences(self) -> tuple[Passage, ...]:
        """Each sentence with what rests on it; without a text, each line of the outline."""
        return tuple(self._sentences())

    def matching(self, words: Sequence[str]) -> tuple[Passage, ...]:
        """Gives the sentences with all of the folded words; all stops where there are no words."""
        if not words:
            return self.stops
        folded = ((each, fold(each.words)) for each in self.sentences)
        return tuple(each for each, text in folded if all(word in text for word in words))

    @cached_property
    def everything(self) -> tuple[Passage, ...]:
        """All stops and all sentences: the numbers of this list name a passage."""
        return (*self.stops, *self.sentences)

    def number(self, claim: str, evidence: Evidence) -> int:
        """Gives the number of the stop for a piece of a claim's evidence; 0 if there is none."""
        wanted = claim, evidence
        places = (self._place(each) for each in self.cited if (each.claim, each.evidence) == wanted)
        place = next(places, None)
        return next((n for n, stop in enumerate(self.stops) if stop[:5] == place), 0)

    def first_on(self, passage: Passage) -> tuple[str, Evidence | None]:
        """Gives the first claim that rests on a passage, with the evidence by which it does."""
        for each in self.cited:
            if each.claim in passage.claims and self._is_in(passage, each):
                return each.claim, each.evidence
        return "", None

    def _is_in(self, passage: Passage, cited: Cited) -> bool:
        source, paragraph, start, end, words = self._place(cited)
        if (source, paragraph) != (passage.source, passage.paragraph):
            return False
        if start < 0 or passage.start < 0:
            return words in passage.words
        return start < passage.end and passage.start < end

    def status(self, claim: str, evidence: Evidence) -> str:
        """Gives in a few words how a piece of a claim's evidence was found."""
        found = self._located.get((claim, evidence))
        if found is None:
            return QuoteStatus.UNCHECKED.value
        if found.status is QuoteStatus.ELSEWHERE:
            return f"elsewhere: ¶{found.paragraph}"
        if found.status is QuoteStatus.MISSING:
            return f"missing; nearest: {found.nearest}" if found.nearest else "missing"
        return found.status.value + (f" in {found.places} places" if found.places > 1 else "")

    @cached_property
    def _located(self) -> dict[tuple[str, Evidence], Located]:
        return {(each.claim, each.evidence): each.located for each in self.cited}

    def _place(self, cited: Cited) -> tuple[str, int, int, int, str]:
        located, evidence = cited.located, cited.evidence
        if located.status in (QuoteStatus.MISSING, QuoteStatus.UNCHECKED):
            return cited.source, evidence.paragraph, NOWHERE, NOWHERE, evidence.exact
        text = self.texts[cited.source].paragraphs[located.paragraph - 1]
        words = text[located.start : located.end]
        return cited.source, located.paragraph, located.start, located.end, words

    def _order(self, passage: Passage) -> tuple[int, int, bool, int, int]:
        ids = [source.id for source in self.links.record.sources]
        where = ids.index(passage.source) if passage.source in ids else len(ids)
        return where, passage.paragraph, passage.start < 0, passage.start, passage.end

    @cached_property
    def by_paragraph(self) -> dict[tuple[str, int], list[tuple[int, Passage]]]:
        """The stops of each paragraph with their numbers, by source and paragraph."""
        grouped: dict[tuple[str, int], list[tuple[int, Passage]]] = {}
        for number, stop in enumerate(self.stops):
            grouped.setdefault((stop.source, stop.paragraph), []).append((number, stop))
        return grouped

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The position of each source in the record, by its id."""
        return {source.id: position for position, source in enumerate(self.links.record.sources)}

    def beyond(self, source: str, last: int) -> list[int]:
        """Return the paragraphs after the last one that evidence names all the same."""
        return [number for name, number in self.by_paragraph if name == source and number > last]

    def lines(self, source: Source) -> tuple[str, ...]:
        """Gives the paragraphs of a source; without its text, the lines of its outline."""
        text = self.texts.get(source.id)
        return text.paragraphs if text else source.outline

    def _sentences(self) -> Iterator[Passage]:
        for source in self.links.record.sources:
            text = self.texts.get(source.id)
            for number, line in enumerate(self.lines(source), 1):
                here = [stop for _, stop in self.by_paragraph.get((source.id, number), ())]
                if text is None:
                    words = "\n".join((line, *(stop.words for stop in here)))
                    yield Passage(source.id, number, NOWHERE, NOWHERE, words, _claims(here))
                    continue
                for start, end in text.sentences[number - 1]:
                    over = [stop for stop in here if stop.start < end and start < stop.end]
                    words = line[start:end]
                    yield Passage(source.id, number, start, end, words, _claims(over))


def _claims(stops: Sequence[Passage]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim for stop in stops for claim in stop.claims))
