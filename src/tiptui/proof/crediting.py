"""The speakers that a draft credits with words, and the speakers whose words they are.

Both must be certain: if it is unclear who is credited, nobody is.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache, cached_property
from sys import maxsize

from tiptui.documents.names import LISTS, has_capitals, own_words
from tiptui.proof.attribution import SpeakerNames, makers_of, turns_at
from tiptui.proof.draft_quotations import Context
from tiptui.proof.people import Participant
from tiptui.proof.quotations import LocatedEvidence, quotations_of
from tiptui.proof.source_text import SourceText, TextSpan
from tiptui.record.model import Record, Speaker
from tiptui.text.folding import fold
from tiptui.text.words import count_words

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ‐-][^\W\d_]+)*")
_POSSESSIVE = re.compile("['’]s$")
_BESIDE_NAMES = LISTS["clauses"] | LISTS["roles"] | LISTS["offices"]

_MOST_BESIDE = 8  # words of a sentence that leaves it to the one before to name the speaker

_Ids = set[str]


class Credits:
    """The speakers of a record: their names in a draft, their words in the texts."""

    def __init__(self, record: Record, texts: Mapping[str, SourceText]) -> None:
        self._record, self._texts = record, texts
        self.names = {speaker.id: speaker.name for speaker in record.speakers}
        self._who = cache(SpeakerNames(record.speakers).who)
        self._called = defaultdict[tuple[str, ...], _Ids](set)
        self._own = defaultdict[str, _Ids](set)
        self._whole = list[tuple[re.Pattern[str], str]]()
        for speaker in record.speakers:
            for name in (speaker.name, *speaker.other_names):
                if speaker.kind == "person" and has_capitals(name):
                    words = _name_words(name)
                    self._own[speaker.id].update(words)
                    self._called[words].add(speaker.id)
                    self._called[words[-1:]].add(speaker.id)
                else:
                    edge = r"\b" if has_capitals(name) else ""
                    pattern = re.compile(f"{edge}{re.escape(fold(name))}{edge}")
                    self._whole.append((pattern, speaker.id))

    def credited(self, context: Context | None) -> str:
        """Return the id of the one speaker that a draft credits with a quotation, or ""."""
        if context is None:
            return ""
        named, others = self._named(context.own)
        # A longer sentence does more than to introduce the words.
        if named == set() and not others and count_words(context.own) <= _MOST_BESIDE:
            named, _ = self._named(context.before)
            # The sentence after may name who said it, too.
            after, _ = self._named(context.after)
            named = None if after is None or named is None else named | after
        return named.pop() if named and len(named) == 1 else ""

    def _named(self, sentence: str) -> tuple[_Ids | None, bool]:
        """Return the speakers that a sentence names, None if unclear; True if it names others."""
        folded = fold(sentence)
        found = {id for pattern, id in self._whole if pattern.search(folded)}
        others = False
        for words in map(_name_words, _capital_runs(sentence)):
            alike = self._called.get(words[-1:], set())
            ids = self._called.get(words) or {id for id in alike if self._own[id].issuperset(words)}
            if len(ids) > 1 or (not ids and any((word,) in self._called for word in words)):
                return None, others
            found |= ids
            others = others or (not ids and len(words) > 1)
        return found, others

    def sayers(self, source: str, spans: Iterable[TextSpan]) -> tuple[_Ids, _Ids]:
        """Return the ids of the speakers of words, none if one is unknown, and of all who may be.

        They are the speakers of the turns, and the makers of the claims that the words prove.
        """
        certain, possible, is_known = _Ids(), _Ids(), True
        for span in spans:
            heads = [self._who(head) for head in self._turn_heads(source, span)]
            makers = {
                maker.id
                for claim in self._claims(source, span)
                for maker in self._makers.get(claim, ())
            }
            here = {named[0].id for named, _ in heads if len(named) == 1} | makers
            certain |= here
            possible |= here.union(*(may_be for _, may_be in heads))
            is_known = is_known and bool(here) and all(len(named) == 1 for named, _ in heads)
        return certain if is_known else set(), possible

    def _turn_heads(self, source: str, span: TextSpan) -> Iterator[Participant]:
        if text := self._texts.get(source):
            for number in turns_at(text, span):
                yield text.turns[number].speaker

    def _claims(self, source: str, words: TextSpan) -> Iterator[str]:
        """Yield the claims with a quotation that has the words, or that stands in them."""
        for claim, place in self._proved.get((source, words.paragraph), ()):
            common = max(place.start, words.start), min(place.end, words.end)
            if common in (place[1:], words[1:]):
                yield claim

    @cached_property
    def _makers(self) -> Mapping[str, list[Speaker]]:
        return makers_of(self._record)

    @cached_property
    def _proved(self) -> Mapping[tuple[str, int], list[tuple[str, TextSpan]]]:
        """The claims with the places of their quotations, by source and paragraph."""
        found = defaultdict[tuple[str, int], list[tuple[str, TextSpan]]](list)
        for source, quotations in _by_source(self._record, self._texts).items():
            for number, (_, claim, _, _, located) in enumerate(quotations, 1):
                if source not in self._texts:
                    found[source, number].append((claim, TextSpan(number, 0, maxsize)))
                elif located.stands:
                    place = TextSpan(located.paragraph, located.start, located.end)
                    found[source, located.paragraph].append((claim, place))
        return found


def _by_source(
    record: Record, texts: Mapping[str, SourceText]
) -> Mapping[str, list[LocatedEvidence]]:
    found = defaultdict[str, list[LocatedEvidence]](list)
    for quotation in quotations_of(record, texts):
        found[quotation.source].append(quotation)
    return found


def words_without_text(record: Record, texts: Container[str]) -> dict[str, list[str]]:
    """Return the quoted words of sources without a text, in the order of the quotations."""
    if record.sources and all(source.id in texts for source in record.sources):
        return {}
    found = _by_source(record, {}).items()
    return {
        source: [of.evidence.exact for of in own] for source, own in found if source not in texts
    }


def _name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name, without titles, offices and initials."""
    words = own_words(name)
    return tuple(word for word in words if len(word) > 1 and word not in _BESIDE_NAMES) or words


def _capital_runs(sentence: str) -> Iterator[str]:
    """Yield the words in capital letters that stand side by side."""
    run, end = list[str](), 0
    for word in _WORD.finditer(sentence):
        if word[0][0].islower() and word[0] not in LISTS["particles"]:
            continue
        if run and sentence[end : word.start()].strip() not in ("", "."):
            yield " ".join(run)
            run = []
        run.append(_POSSESSIVE.sub("", word[0]))
        end = word.end()
    if run:
        yield " ".join(run)
