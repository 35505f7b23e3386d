"""The sources of a record as stops for a reader: cited words, and sentences nobody cites."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain, pairwise
from sys import maxsize
from typing import NamedTuple

from tiptui.proof.asking import where_asks
from tiptui.proof.locate import Located, QuoteStatus
from tiptui.proof.quotations import LocatedEvidence, quotations_of
from tiptui.proof.source_text import Texts
from tiptui.record.model import Evidence, Record
from tiptui.text.folding import fold, holds
from tiptui.text.words import Span

NOWHERE = -1  # start and end of words that stand in no text at hand
PIECE = 4_000  # code points that are drawn as one: a text may be a single paragraph
_REF = re.compile(r"[^#]*#([^:]*):(\d+)(?:\+(\d+)-(\d+)|“(.*)”)", re.DOTALL)

Sides = tuple[tuple[tuple[str, ...], ...], ...]
"""Folded words to look for: for each text the words of its sides, of which one must hold."""


class Passage(NamedTuple):
    """A span of a source's paragraph, with the refs of the claims that rest on it."""

    source: str
    paragraph: int
    start: int
    end: int
    words: str
    claims: tuple[str, ...] = ()
    first: int | None = None  # the number of the first quotation of the record that stands here


class Piece(NamedTuple):
    """A span of a paragraph to draw; paragraph 0 is a source's head."""

    source: int  # its position in the record
    paragraph: int
    start: int = 0
    end: int = 0


class Passages:
    """The passages of a record, by source and position; each list is made when first needed."""

    def __init__(self, record: Record, texts: Texts) -> None:
        self.record = record
        self.texts = texts
        self._ranks = {source.id: n for n, source in enumerate(record.sources)}
        self._found: tuple[Sides, tuple[Passage, ...]] = (), ()

    def _ref(self, id: str) -> str:
        event = self.record.event.id
        return id if id == event else f"{event}#{id}"

    def prepare(self) -> None:
        """Make now all that takes long in a large text."""
        _ = self.pieces, self.asking, self.steps, self._folded, self._numbers

    @cached_property
    def quotations(self) -> tuple[LocatedEvidence, ...]:
        return quotations_of(self.record, self.texts)

    @cached_property
    def _cited(self) -> Mapping[tuple[str, int], Sequence[Passage]]:
        """Cited words with their claims, in order, by source and paragraph."""
        resting: defaultdict[Passage, list[int]] = defaultdict(list)
        for number, quotation in enumerate(self.quotations):
            resting[self._words_of(quotation)].append(number)
        cited: defaultdict[tuple[str, int], list[Passage]] = defaultdict(list)
        for passage in sorted(resting, key=self.order):
            numbers = resting[passage]
            claims = dict.fromkeys(self._ref(self.quotations[n].claim) for n in numbers)
            words = passage._replace(claims=tuple(claims), first=numbers[0])
            cited[passage.source, passage.paragraph].append(words)
        return cited

    @cached_property
    def stops(self) -> tuple[Passage, ...]:
        """Cited words, and each sentence that no quotation touches."""
        uncited = (of for of in self.sentences if of.start >= 0 and not of.claims)
        return tuple(sorted((*chain(*self._cited.values()), *uncited), key=self.order))

    @cached_property
    def uncited_numbers(self) -> Sequence[int]:
        return [number for number, stop in enumerate(self.stops) if not stop.claims]

    @cached_property
    def steps(self) -> Sequence[int]:
        """The numbers of cited words, and one for each paragraph of a source that nobody cites."""
        cited = {stop.source for stop in self.stops if stop.claims}
        steps = [number for number, stop in enumerate(self.stops) if stop.claims]
        for (source, _), here in self.by_paragraph.items():
            if source not in cited:
                asking = (number for number, stop in here if self.is_asking(stop))
                steps.append(next(asking, here[0][0]))
        return sorted(steps)

    @cached_property
    def asking(self) -> Sequence[int]:
        return [n for n in self.uncited_numbers if self.is_asking(self.stops[n])]

    def is_asking(self, sentence: Passage) -> bool:
        """Return whether a sentence asks and no claim cites it."""
        is_said = sentence.start >= 0 and not sentence.claims
        return is_said and where_asks(sentence.words) is not None

    @cached_property
    def sentences(self) -> tuple[Passage, ...]:
        """All sentences with their claims; without a text, the lines of the outline."""
        found: list[Passage] = []
        for source in self.record.sources:
            text = self.texts.get(source.id)
            for number, line in enumerate(self.lines[source.id], 1):
                cited = self._cited.get((source.id, number), ())
                if text:
                    spans = text.sentences[number - 1]
                    words, over = [line[slice(*span)] for span in spans], _overlaps(spans, cited)
                else:
                    spans = ((NOWHERE, NOWHERE),)
                    words, over = ["\n".join((line, *(of.words for of in cited)))], [[*cited]]
                for span, said, here in zip(spans, words, over, strict=True):
                    claims = dict.fromkeys(claim for stop in here for claim in stop.claims)
                    numbers = (stop.first for stop in here if stop.first is not None)
                    first = min(numbers, default=None)
                    found.append(Passage(source.id, number, *span, said, tuple(claims), first))
        return tuple(found)

    def matching(self, sides: Sides) -> tuple[Passage, ...]:
        """Return sentences with the folded words of one side of each; without any, all stops."""
        if sides and self._found[0] != sides:  # else it is the same tuple
            both = zip(self.sentences, self._folded, strict=True)
            found = (of for of, text in both if all(map(partial(_has_one, text), sides)))
            self._found = sides, tuple(found)
        return self._found[1] if sides else self.stops

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(sentence.words) for sentence in self.sentences]

    def stop(self, claim: str, evidence: Evidence) -> Passage:
        """Return the stop for a piece of a claim's evidence; the first of all if there is none."""
        return self.stops[self._numbers.get((claim, evidence), 0)]

    def ref(self, passage: Passage) -> str:
        """Return `EVENT#SOURCE:4+12-30`, in code points; words that stand nowhere are quoted."""
        where = f"+{passage.start}-{passage.end}" if passage.start >= 0 else f"“{passage.words}”"
        return self._ref(f"{passage.source}:{passage.paragraph}{where}")

    def find(self, ref: str, among: Sequence[Passage]) -> int | None:
        """Return the number of the passage with a ref among sorted ones, or of the next one."""
        found = _REF.fullmatch(ref)
        if not found or not ref.startswith(self._ref("")):
            return None
        source, paragraph, start, end, words = found.groups()
        wanted = Passage(source, int(paragraph), int(start or -1), int(end or -1), words or "")
        first = bisect_left(among, self.order(wanted), key=self.order)
        after = bisect_right(among, self.order(wanted), key=self.order)
        there = (number for number in range(first, after) if self.ref(among[number]) == ref)
        return next(there, max(0, min(first, len(among) - 1)))

    def first_in(self, sentence: Passage) -> Passage | None:
        for _, stop in self.by_paragraph.get((sentence.source, sentence.paragraph), ()):
            if sentence.start < 0 or (stop.start < sentence.end and sentence.start < stop.end):
                return stop
        return None

    def with_all_claims(self, passage: Passage) -> Passage:
        """Return a passage with the claims of all words that overlap it, its own first."""
        here = self._cited.get((passage.source, passage.paragraph), ())
        over = (of.claims for of in here if of.start < passage.end and passage.start < of.end)
        return passage._replace(claims=tuple(dict.fromkeys(chain(passage.claims, *over))))

    @cached_property
    def _cuts(self) -> Mapping[Passage, Located]:
        cuts: dict[Passage, Located] = {}
        for quotation in self.quotations:
            if quotation.located.cut:
                cuts[self._words_of(quotation)] = quotation.located
        return cuts

    def cut_at(self, stop: Passage) -> Located | None:
        """Return the place of cited words if they are turned round for one of their claims."""
        return self._cuts.get(stop._replace(claims=(), first=None))

    def first_on(self, passage: Passage) -> tuple[str, Evidence | None]:
        if passage.first is None:
            return "", None
        quotation = self.quotations[passage.first]
        return self._ref(quotation.claim), quotation.evidence

    @cached_property
    def _numbers(self) -> dict[tuple[str, Evidence], int]:
        numbers = {Passage(*stop[:5]): n for n, stop in enumerate(self.stops) if stop.claims}
        found = ((of.claim, of.evidence, self._words_of(of)) for of in self.quotations)
        return {(self._ref(claim), of): numbers[words] for claim, of, words in found}

    def _words_of(self, quotation: LocatedEvidence) -> Passage:
        """Return the passage of a quotation, without claims."""
        located, evidence = quotation.located, quotation.evidence
        if located.status in (QuoteStatus.MISSING, QuoteStatus.UNCHECKED):
            return Passage(quotation.source, evidence.paragraph, NOWHERE, NOWHERE, evidence.exact)
        words = self.texts[quotation.source][located.paragraph][located.start : located.end]
        return Passage(quotation.source, located.paragraph, located.start, located.end, words)

    def order(self, passage: Passage) -> tuple[int, int, bool, int, int]:
        source = self._ranks.get(passage.source, len(self._ranks))
        return source, passage.paragraph, passage.start < 0, passage.start, passage.end

    @cached_property
    def by_paragraph(self) -> Mapping[tuple[str, int], Sequence[tuple[int, Passage]]]:
        """The stops of each paragraph with their numbers, by source and paragraph."""
        grouped: defaultdict[tuple[str, int], list[tuple[int, Passage]]] = defaultdict(list)
        for number, stop in enumerate(self.stops):
            grouped[stop.source, stop.paragraph].append((number, stop))
        return dict(grouped)

    @cached_property
    def lines(self) -> Mapping[str, tuple[str, ...]]:
        """The paragraphs of each source; without its text, the lines of its outline."""
        texts, sources = self.texts, self.record.sources
        return {of.id: texts[of.id].paragraphs if of.id in texts else of.outline for of in sources}

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of all sources: each head, then the pieces of each paragraph."""
        pieces: list[Piece] = []
        for rank, source in enumerate(self.record.sources):
            pieces.append(Piece(rank, 0))
            text, lines = self.texts.get(source.id), self.lines[source.id]
            for number, line in enumerate(lines, 1):
                starts = _starts(line, text.sentences[number - 1] if text else ())
                pieces += (Piece(rank, number, *part) for part in pairwise((*starts, len(line))))
            # Paragraphs that evidence names and the source lacks.
            beyond = (number for name, number in self.by_paragraph if name == source.id)
            pieces += (Piece(rank, number) for number in beyond if number > len(lines))
        return tuple(pieces)

    def piece_of(self, passage: Passage) -> int:
        """Return the number of the piece in which a passage begins, or the paragraph's last."""
        start = passage.start if passage.start >= 0 else maxsize
        here = (self._ranks[passage.source], passage.paragraph, start, maxsize)
        return bisect_right(self.pieces, here) - 1


def _has_one(text: str, sides: Iterable[tuple[str, ...]]) -> bool:
    """Return whether a folded text has all words of one side."""
    return any(all(map(partial(holds, text), words)) for words in sides)


def _overlaps(spans: Iterable[Span], words: Sequence[Passage]) -> list[list[Passage]]:
    """Return the words that overlap each span of a paragraph; both are in order."""
    begun, found = 0, list[list[Passage]]()
    over: list[Passage] = []
    for start, end in spans:
        while begun < len(words) and words[begun].start < end:
            over.append(words[begun])
            begun += 1
        # Words that stand nowhere end before any span.
        over = [passage for passage in over if passage.end > start]
        found.append(over.copy())
    return found


def _starts(line: str, sentences: Sequence[Span]) -> Iterator[int]:
    """Yield the starts of the pieces of a paragraph: of a sentence, or at least of a word."""
    start = 0
    yield start
    while len(line) - start > PIECE:
        number = bisect_left(sentences, (start + PIECE, 0)) - 1
        sentence = sentences[number][0] if number >= 0 else 0
        space = line.rfind(" ", start + 1, start + PIECE) + 1
        start = sentence if sentence > start else space or start + PIECE
        yield start
