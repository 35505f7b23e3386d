"""The speakers that a draft credits with words, and the speakers whose words they are.

Both must be certain: if it is unclear who is credited, nobody is.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache, cached_property
from itertools import groupby

from tiptui.documents.document import TextSpan, one_line
from tiptui.documents.names import LISTS, has_capitals, own_words
from tiptui.proof.attribution import SpeakerNames, makers_of
from tiptui.proof.quotations import quotations_of
from tiptui.proof.source_text import SourceText, Texts
from tiptui.proof.spoken import turns_at, turns_of
from tiptui.record.model import Record
from tiptui.speakers.persons import Participant
from tiptui.text.folding import fold
from tiptui.text.words import count_words

_WORD_OR_SIGN = re.compile(r"[^\W\d_]+(?:['’ʼ‐-](?!s\b)[^\W\d_]+)*|[^\s.]")
_BESIDE_NAMES = LISTS["clauses"] | LISTS["roles"] | LISTS["offices"]
_MOST_PARAGRAPHS = 3  # that a passage with an ellipsis may reach over in a text without turns
_MOST_BESIDE = 8  # words of a sentence that leaves it to the one before to name the speaker

_Ids = set[str]


class Credits:
    """The speakers of a record: their names in a draft, their words in its texts."""

    def __init__(self, record: Record, texts: Texts) -> None:
        self._record, self._texts = record, texts
        self.names = {speaker.id: speaker.name for speaker in record.speakers}
        self._who = cache(SpeakerNames(record.speakers).who)
        self._by_last_name = defaultdict[str, _Ids](set)
        self._whole = list[tuple[re.Pattern[str], str]]()
        for speaker in record.speakers:
            for name in (speaker.name, *speaker.other_names):
                if speaker.kind == "person" and has_capitals(name):
                    last = "".join(_drop_initials(_name_words(name))[-1:])
                    self._by_last_name[last].add(speaker.id)
                else:
                    edge = r"\b" if has_capitals(name) else ""
                    pattern = re.compile(f"{edge}{re.escape(fold(name))}{edge}")
                    self._whole.append((pattern, speaker.id))

    @cached_property
    def _proved(self) -> Mapping[tuple[str, int], list[tuple[TextSpan, _Ids]]]:
        """The spans of quotations with the makers of their claims, by source and paragraph."""
        found = defaultdict[tuple[str, int], list[tuple[TextSpan, _Ids]]](list)
        makers, texts = makers_of(self._record), texts_of_quotations(self._record, self._texts)
        for _, claim, _, source, located in quotations_of(self._record, {**texts, **self._texts}):
            cited = TextSpan(located.paragraph, located.start, located.end)
            ids = {maker.id for maker in makers.get(claim, ())}
            found[source, cited.paragraph].append((cited, ids))
        return found

    def credited(self, own: str, around: str) -> str:
        """Return the id of the one speaker named in a sentence, or in those around it; or ""."""
        named = self._named(own)
        # A longer sentence does more than to introduce the words.
        if not named and count_words(own) <= _MOST_BESIDE:
            named = self._named(around)
        return named.pop() if len(named) == 1 else ""

    def _named(self, text: str) -> _Ids:
        """Return the ids of the speakers that a text names; "" stands for somebody else."""
        folded = fold(text)
        found = {id for pattern, id in self._whole if pattern.search(folded)}
        others = _Ids()
        runs = groupby(_WORD_OR_SIGN.findall(text), _is_in_name)
        side_by_side = (_name_words(" ".join(run)) for is_name, run in runs if is_name)
        for initialled in filter(None, side_by_side):
            words = _drop_initials(initialled)
            # An initial may part two speakers: David I. Lehn is not David Lehn.
            spellings = (self._who(Participant(" ".join(of)))[0] for of in (initialled, words))
            named = next(filter(None, spellings), [])
            ids = self._by_last_name.get(words[-1], set()) & {speaker.id for speaker in named}
            found |= ids
            others |= {""} if not ids and words[1:] else set()
        return found or others

    def sayers(self, source: str, spans: Iterable[TextSpan]) -> _Ids:
        """Return the ids of all who may have said some words; "" stands for somebody else.

        They are the speakers of the turns, and the makers of the claims that the words prove.
        """
        ids, text = _Ids(), self._texts.get(source)
        for span in spans:
            here = _Ids()
            if text:
                for number in turns_at(text, span):
                    here |= self._who(turns_of(text)[number].speaker)[1] or {""}
            for cited, makers in self._proved.get((source, span.paragraph), ()):
                # A quotation that has the words, or that stands in them.
                common = max(cited.start, span.start), min(cited.end, span.end)
                here |= makers if common in (cited[1:], span[1:]) else set()
            ids |= here or {""}
        return ids

    def is_one_passage(self, source: str, spans: Sequence[TextSpan]) -> bool:
        """Return whether words stand in one turn; outside of turns, in paragraphs that are near."""
        if (text := self._texts.get(source)) is None:
            return bool(_Ids.intersection(*(self.sayers(source, [span]) for span in spans)))
        turns = [{*turns_at(text, span)} for span in spans]
        numbers = [span.paragraph for span in spans]
        is_near = max(numbers) - min(numbers) < _MOST_PARAGRAPHS
        return bool(set.intersection(*turns)) or (is_near and not any(turns))


def texts_of_quotations(record: Record, texts: Container[str]) -> dict[str, SourceText]:
    """Return the quotations of each source without a text, as its paragraphs."""
    if record.sources and all(source.id in texts for source in record.sources):
        return {}
    quoted = defaultdict[str, dict[str, None]](dict)
    for _, _, evidence, source, _ in quotations_of(record, {}):
        quoted[source][one_line(evidence.exact)] = None
    return {id: SourceText("\n\n".join(of)) for id, of in quoted.items() if id not in texts}


def _name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name, without titles and offices."""
    words = own_words(name)
    return tuple(word for word in words if len(word) == 1 or word not in _BESIDE_NAMES) or words


def _drop_initials(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if len(word) > 1) or words


def _is_in_name(word: str) -> bool:
    return word[0].isalpha() and (not word[0].islower() or word in LISTS["particles"])
