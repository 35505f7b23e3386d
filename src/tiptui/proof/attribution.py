"""Whether claims are quoted from the turns of those who are said to have made them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

from tiptui.documents.names import genders_differ, has_capitals, own_words
from tiptui.proof.locate import Located, QuoteStatus
from tiptui.proof.people import Participant
from tiptui.proof.quotations import LocatedEvidence
from tiptui.proof.source_text import SourceText, TextSpan
from tiptui.record.ids import walk
from tiptui.record.model import Point, Recommendation, Record, Speaker, Statement
from tiptui.record.problem import Fault, Path
from tiptui.text.folding import fold
from tiptui.text.visible import clip
from tiptui.text.words import word as word_pattern

_LONGEST = 20_000  # letters of a turn in which names are looked for: a longer one may name anybody
# Names that share a word with a head, from which it is none of theirs: comparing takes long.
_MOST_ALIKE = 100
_TOKEN = re.compile(r"[^\s.,:;!?()\[\]{}\"“”„«»…/|]+")
_PART = re.compile("['’ʼ-]|$")


def speaker_faults(
    record: Record, quotations: Iterable[LocatedEvidence], texts: Mapping[str, SourceText]
) -> Iterator[Fault]:
    """Yield one for each claim that is quoted from a turn of another speaker, and none of a maker.

    Whose turn it is must be certain: its head is exactly one other speaker of the record. Who sums
    up what others said names them, so a turn that names a maker is none of these.
    """
    quoted: defaultdict[str, list[tuple[LocatedEvidence, list[int]]]] = defaultdict(list)
    for each in quotations:
        if each.located.stands and (numbers := _turns_at(texts[each.source], each.located)):
            quoted[each.claim].append((each, numbers))
    who, made_by = cache(_People(record.speakers).who), _makers(record)
    words_in = cache(lambda source, number: _words_in(texts[source], number))
    for claim, quotes in quoted.items():
        makers = made_by.get(claim, [])
        ids = {maker.id for maker in makers}
        heads = [texts[each.source].turns[n].speaker for each, found in quotes for n in found]
        if any(ids & who(head)[1] for head in heads):
            continue
        for quotation, (number, *more) in quotes if makers else ():
            others, _ = who(texts[quotation.source].turns[number].speaker)
            certain = not more and quotation.located.occurrences == 1 and len(others) == 1
            if certain and not _names(words_in(quotation.source, number), makers):
                whose = f'"{clip(others[0].name)}", not of "{clip(makers[0].name)}"'
                message = f"these words stand in a turn of {whose}: mend who says so, or the quote"
                yield Fault((*quotation.path, "exact"), message, "speaker-differs")
                break


def corrections(
    record: Record, quotations: Iterable[LocatedEvidence], texts: Mapping[str, SourceText]
) -> dict[Path, int]:
    """Return the right number of each paragraph that can only be another, by the number's path.

    Two words or more stand there and nowhere else, in a transcript in a turn of the claim's maker.
    What has a page or a time is left alone: that would be wrong then.
    """
    moved = defaultdict[str, list[LocatedEvidence]](list)
    for each in quotations:
        evidence, is_elsewhere = each.evidence, each.located.status is QuoteStatus.ELSEWHERE
        free = is_elsewhere and not (evidence.page or evidence.time)
        if free and len(word_pattern().findall(evidence.exact)) > 1:
            moved[each.source].append(each)
    who, made_by = cache(_People(record.speakers).who), _makers(record)
    right: dict[Path, int] = {}
    for source, found in moved.items():
        text = texts[source]
        last = text.locator.last_paragraphs(each.evidence.exact for each in found)
        for each in found:
            makers = [[speaker] for speaker in made_by.get(each.claim, ())]
            heads = [text.turns[n].speaker for n in _turns_at(text, each.located)]
            theirs = bool(heads) and all(who(head)[0] in makers for head in heads)
            first = each.located.paragraph
            if last[each.evidence.exact] == first and (theirs or not (makers and text.turns)):
                right[(*each.path, "paragraph")] = first
    return right


def speaker_at(record: Record, text: SourceText, words: TextSpan) -> Speaker | None:
    """Return who speaks where words stand, None where that is not certain."""
    numbers = _turns_at(text, words)
    named = [_People(record.speakers).who(text.turns[n].speaker)[0] for n in numbers]
    return named[0][0] if len(named) == 1 and len(named[0]) == 1 else None


def _makers(record: Record) -> dict[str, list[Speaker]]:
    """Return the speakers of each claim, by its id."""
    speakers = {speaker.id: speaker for speaker in record.speakers}
    made: dict[str, list[Speaker]] = {}
    for path, name, thing in walk(record):
        if isinstance(thing, Statement):
            made[name] = [record.speakers[int(path[1])]]
        elif isinstance(thing, Point | Recommendation):
            made[name] = [speakers[each] for each in thing.by]
    return made


def _turns_at(text: SourceText, located: Located | TextSpan) -> list[int]:
    """Return the numbers of the turns in which words stand, each once."""
    found: dict[int, None] = {}
    here = TextSpan(located.paragraph, located.end, 0)
    for line in range(bisect_left(text.spoken, (here, 0)) - 1, -1, -1):
        words, number = text.spoken[line]
        if words.paragraph != located.paragraph or words.end <= located.start:
            break
        found[number] = None
    return list(found)


_Said = tuple[str, frozenset[str], frozenset[str]]
"""What a turn says, folded; its words, and those that do not begin with a small letter."""


def _words_in(text: SourceText, number: int) -> _Said | None:
    """Return what is said in a turn, and in its head of who it is; None where it is too long."""
    turn = text.turns[number]
    if sum(each.end - each.start for each in turn.words) >= _LONGEST:
        return None
    lines = [text[each.paragraph][each.start : each.end] for each in turn.words]
    written = "\n".join((*lines, turn.speaker.role, turn.speaker.organization))
    tokens = _TOKEN.findall(written)
    found = [token[: part.start()] for token in tokens for part in _PART.finditer(token)]
    capitals = frozenset(fold(each) for each in found if not each[:1].islower())
    return fold(written), frozenset(map(fold, found)), capitals


def _names(said: _Said | None, speakers: Iterable[Speaker]) -> bool:
    """Return whether what is said names a speaker: all words of a name, or one of a person's.

    Words of a person's name alone count where they begin with a capital. Without capitals, there
    may be no spaces either.
    """
    if said is None:
        return True
    folded, words, capitals = said
    return any(
        words.issuperset(own_words(name))
        or (speaker.kind == "person" and not capitals.isdisjoint(own_words(name)))
        or (not has_capitals(name) and fold(name) in folded)
        for speaker in speakers
        for name in (speaker.name, *speaker.other_names)
    )


class _People:
    """The speakers of a record, as heads call them: by all words of a name, or by some."""

    def __init__(self, speakers: Iterable[Speaker]) -> None:
        self._by_word: defaultdict[str, list[tuple[Speaker, str, frozenset[str]]]]
        self._by_word = defaultdict(list)
        self._roles: defaultdict[str, set[str]] = defaultdict(set)
        for speaker in speakers:
            for name in (speaker.name, *speaker.other_names):
                words = frozenset(own_words(name))
                for word in words:
                    self._by_word[word].append((speaker, name, words))
            for word in fold(speaker.role).split():
                self._roles[word].add(speaker.id)

    def who(self, person: Participant) -> tuple[list[Speaker], set[str]]:
        """Return whom a head names, and the ids of all whom it may mean, by their role too."""
        alike = [each for name in (person.name, *person.other_names) for each in self._like(name)]
        exact = [speaker for speaker, is_whole in alike if is_whole]
        named = {each.id: each for each in exact or [speaker for speaker, _ in alike]}
        roles = [self._roles.get(word, set()) for word in own_words(person.name)]
        by_role = set.intersection(*roles) if roles else set()
        return list(named.values()), by_role | named.keys()

    def _like(self, name: str) -> Iterator[tuple[Speaker, bool]]:
        """Yield who has a name with all words of this one, or of which it has all; all the same?"""
        words = frozenset(own_words(name))
        sharing = [self._by_word.get(word, []) for word in words]
        for each in chain.from_iterable(sharing if sum(map(len, sharing)) < _MOST_ALIKE else ()):
            speaker, other, theirs = each
            shorter = min(words, theirs, key=len)
            if shorter <= words & theirs and not genders_differ(name, other):
                yield speaker, words == theirs
