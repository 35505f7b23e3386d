"""Comparison of the makers of claims with the speakers of the turns that are quoted for them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from tiptui.documents.document import TextSpan
from tiptui.documents.names import genders_differ, has_capitals, own_words
from tiptui.proof.locate import QuoteStatus
from tiptui.proof.quotations import LocatedEvidence, Quotations
from tiptui.proof.source_text import SourceText, Texts
from tiptui.proof.spoken import turns_at, turns_of
from tiptui.record.ids import walk
from tiptui.record.model import Point, Recommendation, Record, Speaker, Statement
from tiptui.record.problem import Fault, Path
from tiptui.record.rules import no_paragraph
from tiptui.speakers.persons import Participant
from tiptui.text.folding import fold
from tiptui.text.visible import clip
from tiptui.text.words import word as word_pattern

_LONGEST = 20_000  # letters of a turn to look for names in: a longer one may name anybody
_MOST_ALIKE = 100  # names that share a word with a head: to compare more takes long
_TOKEN = re.compile(r"[^\s.,:;!?()\[\]{}\"“”„«»…/|]+")
_PART = re.compile("['’ʼ-]|$")


def speaker_faults(record: Record, quotations: Quotations, texts: Texts) -> Iterator[Fault]:
    """Yield a fault for each claim that is quoted from turns of others, and from none of a maker.

    The other must be certain: the head of the turn names exactly one speaker of the record. A turn
    that names a maker without turns is passed over: it may sum up the maker's words.
    """
    quoted = defaultdict[str, list[tuple[LocatedEvidence, list[int]]]](list)
    for quotation in quotations:
        located, source = quotation.located, quotation.source
        if located.stands and (numbers := turns_at(texts[source], located)):
            quoted[quotation.claim].append((quotation, numbers))
    who, made_by = cache(SpeakerNames(record.speakers).who), makers_of(record)
    words_in = cache(lambda source, number: _words_in(texts[source], number))

    @cache
    def speaking(source: str) -> set[str]:
        heads = {turn.speaker for turn in turns_of(texts[source])}
        return {speaker.id for head in heads for speaker in who(head)[0]}

    for claim, quotes in quoted.items():
        makers = made_by.get(claim, [])
        ids = {maker.id for maker in makers}
        heads = [turns_of(texts[quote.source])[n].speaker for quote, found in quotes for n in found]
        if not makers or any(ids & who(head)[1] for head in heads):
            continue
        for quotation, numbers in quotes:
            others, _ = who(turns_of(texts[quotation.source])[numbers[0]].speaker)
            certain = quotation.located.occurrences == len(numbers) == len(others) == 1
            silent = [maker for maker in makers if maker.id not in speaking(quotation.source)]
            if certain and not (silent and _names(words_in(quotation.source, numbers[0]), silent)):
                whose = f'"{clip(others[0].name)}", not of "{clip(makers[0].name)}"'
                message = f"these words stand in a turn of {whose}: mend who says so, or the quote"
                yield Fault((*quotation.path, "exact"), message, "speaker-differs")
                break


def corrections(record: Record, quotations: Quotations, texts: Texts) -> dict[Path, int]:
    """Return the right paragraph numbers of quotations that have moved, by the path of each number.

    A quotation has moved if its two or more words stand in exactly one other paragraph, and, in a
    transcript, in a turn of the maker. Evidence with a page or a time would be wrong then.
    """
    moved = defaultdict[str, list[LocatedEvidence]](list)
    for quotation in quotations:
        evidence, status = quotation.evidence, quotation.located.status
        is_free = status is QuoteStatus.ELSEWHERE and not (evidence.page or evidence.time)
        if is_free and len(word_pattern().findall(evidence.exact)) > 1:
            moved[quotation.source].append(quotation)
    who, made_by = cache(SpeakerNames(record.speakers).who), makers_of(record)
    sources, right = {of.id: of for of in record.sources}, dict[Path, int]()
    for source, found in moved.items():
        text = texts[source]
        last = text.locator.last_paragraphs(quotation.evidence.exact for quotation in found)
        for path, claim, evidence, _, located in found:
            makers = [[speaker] for speaker in made_by.get(claim, ())]
            heads = [turns_of(text)[n].speaker for n in turns_at(text, located)]
            theirs = bool(heads) and all(who(head)[0] in makers for head in heads)
            there = located.paragraph
            is_only = last[evidence.exact] == there and not no_paragraph(there, sources[source])
            if is_only and (theirs or not (makers and turns_of(text))):
                right[(*path, "paragraph")] = there
    return right


def speaker_at(record: Record, text: SourceText, words: TextSpan) -> Speaker | None:
    """Return the speaker of a span of a transcript; None if that is not certain."""
    who, heads = SpeakerNames(record.speakers).who, turns_at(text, words)
    named = who(turns_of(text)[heads[0]].speaker)[0] if len(heads) == 1 else []
    return named[0] if len(named) == 1 else None


def makers_of(record: Record) -> dict[str, list[Speaker]]:
    speakers = {speaker.id: speaker for speaker in record.speakers}
    made: dict[str, list[Speaker]] = {}
    for path, name, thing in walk(record):
        if isinstance(thing, Statement):
            made[name] = [record.speakers[int(path[1])]]
        elif isinstance(thing, Point | Recommendation):
            made[name] = [speakers[maker] for maker in thing.by]
    return made


_TurnWords = tuple[str, frozenset[str], frozenset[str]]
"""A turn and the notes of its head, folded; its words; its words that are not in small letters."""


def _words_in(text: SourceText, number: int) -> _TurnWords | None:
    """Return the words of a turn; None if it is too long."""
    turn = turns_of(text)[number]
    if sum(end - start for _, start, end in turn.words) >= _LONGEST:
        return None
    lines = [text[paragraph][start:end] for paragraph, start, end in turn.words]
    written = "\n".join((*lines, turn.speaker.role, turn.speaker.organization))
    tokens = _TOKEN.findall(written)
    found = [token[: part.start()] for token in tokens for part in _PART.finditer(token)]
    capitals = frozenset(fold(part) for part in found if not part[:1].islower())
    return fold(written), frozenset(map(fold, found)), capitals


def _names(turn: _TurnWords | None, speakers: Iterable[Speaker]) -> bool:
    """Return whether a turn may name a speaker: by a whole name, or by one word of a person's.

    Such a word must begin with a capital. Scripts without capitals may have no spaces either.
    """
    if turn is None:
        return True
    folded, words, capitals = turn
    names = [(name, of) for of in speakers for name in (of.name, *of.other_names)]
    return any(
        words.issuperset(own_words(name))
        or (speaker.kind == "person" and not capitals.isdisjoint(own_words(name)))
        or (not has_capitals(name) and fold(name) in folded)
        for name, speaker in names
    )


class SpeakerNames:
    """The names and roles of the speakers of a record, to look up the heads of turns in."""

    def __init__(self, speakers: Iterable[Speaker]) -> None:
        self._by_word = defaultdict[str, list[tuple[Speaker, str, frozenset[str]]]](list)
        self._roles = defaultdict[str, set[str]](set)
        for speaker in speakers:
            for name in (speaker.name, *speaker.other_names):
                words = frozenset(own_words(name))
                for word in words:
                    self._by_word[word].append((speaker, name, words))
            for word in fold(speaker.role).split():
                self._roles[word].add(speaker.id)

    def who(self, person: Participant) -> tuple[list[Speaker], set[str]]:
        """Return the speakers that a head names, and the ids of all it may mean, also by role."""
        alike = [found for name in (person.name, *person.other_names) for found in self._like(name)]
        exact = [found for found in alike if found[1]]
        named = {speaker.id: speaker for speaker, _ in exact or alike}
        roles = [self._roles.get(word, set()) for word in own_words(person.name)]
        by_role = set.intersection(*roles) if roles else set()
        return list(named.values()), by_role | named.keys()

    def _like(self, name: str) -> Iterator[tuple[Speaker, bool]]:
        """Yield speakers with a name that holds this one, or is held by it; True if it is equal."""
        words = frozenset(own_words(name))
        sharing = [self._by_word.get(word, []) for word in words]
        found = chain.from_iterable(sharing if sum(map(len, sharing)) < _MOST_ALIKE else ())
        for speaker, other, theirs in found:
            shorter = min(words, theirs, key=len)
            if shorter <= words & theirs and not genders_differ(name, other):
                yield speaker, words == theirs
