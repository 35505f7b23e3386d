"""Whether claims are quoted from the turns of those who are said to have made them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from tiptui.proof.locate import Located, QuoteStatus
from tiptui.proof.quotations import LocatedEvidence
from tiptui.proof.source_text import SourceText
from tiptui.proof.turns import Person, Turn
from tiptui.record.ids import walk
from tiptui.record.model import Point, Recommendation, Record, Speaker, Statement
from tiptui.record.problem import Fault, Path
from tiptui.text.folding import fold
from tiptui.text.names import differ, has_capitals, own_words
from tiptui.text.visible import clip
from tiptui.text.words import word as word_pattern

_LONGEST = 20_000
"""Letters of a turn in which names are looked for: a longer one may name anybody."""

_MOST_ALIKE = 100
"""Names that share a word with a head, from which it is none of theirs: comparing takes long."""

_TOKEN = re.compile(r"[^\s.,:;!?()\[\]{}\"“”„«»…/|]+")
_PART = re.compile("['’ʼ-]|$")


def speaker_faults(
    record: Record, quotations: Iterable[LocatedEvidence], texts: Mapping[str, SourceText]
) -> Iterator[Fault]:
    """Yield one for each claim that is quoted from a turn of another speaker, and none of a maker.

    Whose turn it is must be certain: its head is exactly one other speaker of the record. Who sums
    up what others said names them, so a turn that names a maker is none of these.
    """
    spoken = {name: _Transcript(text) for name, text in texts.items()}
    quoted: defaultdict[str, list[tuple[LocatedEvidence, list[_Said]]]] = defaultdict(list)
    for each in quotations:
        if each.located.stands and (said := spoken[each.source].at(each.located)):
            quoted[each.claim].append((each, said))
    people, made_by = _People(record.speakers), _makers(record)
    for name in quoted:
        makers = made_by.get(name, [])
        ids = {maker.id for maker in makers}
        turns = [each for _, said in quoted[name] for each in said]
        if any(ids & people.may_be(each.turn.speaker) for each in turns):
            continue
        for quotation, said in quoted[name] if makers else ():
            other = people.only(said[0].turn.speaker) if len(said) == 1 else None
            once = quotation.located.occurrences == 1
            if other and once and not any(map(said[0].names, makers)):
                whose = f'"{clip(other.name)}", not of "{clip(makers[0].name)}"'
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
        if is_elsewhere and not (evidence.page or evidence.time) and _is_phrase(evidence.exact):
            moved[each.source].append(each)
    people, made_by, right = _People(record.speakers), _makers(record), dict[Path, int]()
    for source, found in moved.items():
        text = texts[source]
        only = text.locator.only_paragraphs(each.evidence.exact for each in found)
        spoken = _Transcript(text)
        for each in found:
            makers = [speaker.id for speaker in made_by.get(each.claim, ())]
            turns = [people.only(said.turn.speaker) for said in spoken.at(each.located)]
            theirs = bool(turns) and all(person and person.id in makers for person in turns)
            if each.evidence.exact in only and (theirs or not (makers and text.turns)):
                right[(*each.path, "paragraph")] = only[each.evidence.exact]
    return right


def _is_phrase(exact: str) -> bool:
    return len(word_pattern().findall(exact)) > 1


def _makers(record: Record) -> dict[str, list[Speaker]]:
    """Return the speakers of each claim, by its id."""
    speakers = {speaker.id: speaker for speaker in record.speakers}
    made: dict[str, list[Speaker]] = {}
    for _, name, thing in walk(record):
        if isinstance(thing, Statement):
            made[name] = [speakers[name.partition("/")[0]]]
        elif isinstance(thing, Point | Recommendation):
            made[name] = [speakers[each] for each in dict.fromkeys(thing.by)]
    return made


class _Said:
    """A turn, and what is said in it."""

    def __init__(self, turn: Turn, text: SourceText) -> None:
        self.turn = turn
        self._text = text

    def names(self, speaker: Speaker) -> bool:
        """Return whether the turn names a speaker: all words of a name, or one of a person's.

        Words of a person's name alone count where they begin with a capital.
        """
        if not self._written:
            return True
        words, capitals = self._words
        for name in (speaker.name, *speaker.other_names):
            own = own_words(name)
            if words.issuperset(own) or (speaker.kind == "person" and capitals & {*own}):
                return True
            # Without capitals, there may be no spaces either.
            if not has_capitals(name) and fold(name) in self._folded:
                return True
        return False

    @cached_property
    def _written(self) -> str:
        """All that is said, and what the head says of who it is; nothing where it is too long."""
        person = self.turn.speaker
        lines = (self._text[each.paragraph][each.start : each.end] for each in self.turn.words)
        length = sum(each.end - each.start for each in self.turn.words)
        return "\n".join((*lines, person.role, person.organization)) if length < _LONGEST else ""

    @cached_property
    def _folded(self) -> str:
        return fold(self._written)

    @cached_property
    def _words(self) -> tuple[frozenset[str], frozenset[str]]:
        """The folded words, and those that do not begin with a small letter."""
        tokens = _TOKEN.findall(self._written)
        found = [token[: part.start()] for token in tokens for part in _PART.finditer(token)]
        capitals = frozenset(fold(each) for each in found if not each[:1].islower())
        return frozenset(map(fold, found)), capitals


class _Transcript:
    """The turns of a text by where their words stand."""

    def __init__(self, text: SourceText) -> None:
        said = [_Said(turn, text) for turn in text.turns]
        # Where several speak together their words are the same.
        lines = [(words, each) for each in said for words in each.turn.words]
        self._lines = sorted(lines, key=lambda line: line[0])
        self._starts = [(words.paragraph, words.start) for words, _ in self._lines]

    def at(self, located: Located) -> list[_Said]:
        """Return the turns in which words stand, each once."""
        found: dict[_Said, None] = {}
        number = bisect_left(self._starts, (located.paragraph, located.end)) - 1
        while number >= 0:
            words, said = self._lines[number]
            if words.paragraph != located.paragraph or words.end <= located.start:
                break
            found[said] = None
            number -= 1
        return list(found)


class _Name(NamedTuple):
    """A name of a speaker, and its words."""

    speaker: Speaker
    name: str
    words: frozenset[str]


class _People:
    """The speakers of a record, as heads call them: by all words of a name, or by some."""

    def __init__(self, speakers: Sequence[Speaker]) -> None:
        self._by_word: defaultdict[str, list[_Name]] = defaultdict(list)
        self._roles: defaultdict[str, set[str]] = defaultdict(set)
        self._found: dict[Person, list[Speaker]] = {}
        for speaker in speakers:
            for name in (speaker.name, *speaker.other_names):
                words = frozenset(own_words(name))
                for word in words:
                    self._by_word[word].append(_Name(speaker, name, words))
            for word in fold(speaker.role).split():
                self._roles[word].add(speaker.id)

    def only(self, person: Person) -> Speaker | None:
        """Return the speaker whom the head names, None where it may be none or several."""
        found = self._candidates(person)
        return found[0] if len(found) == 1 else None

    def may_be(self, person: Person) -> set[str]:
        """Return the ids of all whom the head may mean, by their role too."""
        roles = [self._roles.get(word, set()) for word in own_words(person.name)]
        by_role = set.intersection(*roles) if roles else set()
        return by_role | {each.id for each in self._candidates(person)}

    def _candidates(self, person: Person) -> list[Speaker]:
        if person not in self._found:
            names = (person.name, *person.other_names)
            alike = [each for name in names for each in self._names_like(name)]
            exact = [each.speaker for each, is_whole in alike if is_whole]
            found = exact or [each.speaker for each, _ in alike]
            self._found[person] = list({each.id: each for each in found}.values())
        return self._found[person]

    def _names_like(self, name: str) -> Iterator[tuple[_Name, bool]]:
        """Yield the names with all words of this one, or of which it has all; are they the same?"""
        words = frozenset(own_words(name))
        sharing = [self._by_word.get(word, []) for word in words]
        for each in chain.from_iterable(sharing if sum(map(len, sharing)) < _MOST_ALIKE else ()):
            shorter = min(words, each.words, key=len)
            if shorter <= words & each.words and not differ(name, each.name):
                yield each, words == each.words
