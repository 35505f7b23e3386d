"""What a transcript tells of a record: who spoke, and a statement to be written for each turn."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import TypeVar

from tiptui.documents.document import Paragraph
from tiptui.drafting.ids import free, slug
from tiptui.drafting.template import SourceDocument, quote, scalar
from tiptui.proof.source_text import Words
from tiptui.proof.turns import Person, Turn, sentences_that_ask
from tiptui.record.forms import ASKED, SAID
from tiptui.record.load import parse
from tiptui.text.folding import Span
from tiptui.text.names import untitled
from tiptui.text.visible import clip, visible
from tiptui.text.words import word

_YOURS = "# The text of a statement is yours to write; what is exact are the words of the source."
_OFFERED = '# Sentences that ask, as they stand. Of those that recommend, take the "# " away:'
_LONGEST_SENTENCE = 300
_MOST_WORDS = 8

_Key = TypeVar("_Key", bound=Hashable)


def remark_on_unknown(source: SourceDocument) -> str:
    """Return a remark on the turns of which nobody can tell whose they are; empty for none."""
    if not (heads := source.unknown):
        return ""
    shown = " ".join(f'"{clip(each.strip(), 40)}"' for each in [*dict.fromkeys(heads)][:3])
    count = "1 turn is" if len(heads) == 1 else f"{len(heads):,} turns are"
    why = f"{count} nobody's, for it can't be told who {shown} is"
    return f"tiptui: {source.file}: {why}: add by hand what is said there"


def with_turns(record: str, turns: Sequence[Turn], paragraphs: Sequence[Paragraph]) -> str:
    """Return a record to fill in with its speakers, what each says, and what might be asked for.

    `record` is one as `template` gives it for the source whose paragraphs these are.
    """
    known = parse(record.encode()).record
    assert known
    drafts = _Drafts(turns, paragraphs, {known.event.id, *(each.id for each in known.sources)})
    sections = {
        "organizations": drafts.organizations(),
        "speakers": drafts.speakers(),
        "recommendations": drafts.offers(),
    }
    blocks = record.split("\n\n")
    for number, block in enumerate(blocks):
        key = block.removeprefix("# ").partition(":")[0]
        if lines := [*sections.get(key, ())]:
            heading, *explained = block.removeprefix("# ").splitlines()
            bare = (re.sub(r"^(\s*)# ", r"\1", line.removeprefix("# ")) for line in explained)
            blocks[number] = "\n".join([heading, *(f"# {line}" for line in bare), *lines])
    return "\n\n".join(blocks)


class _Drafts:
    """The sections of a record that are drafted, each as lines of YAML. No id is one of `taken`."""

    def __init__(
        self, turns: Sequence[Turn], paragraphs: Sequence[Paragraph], taken: set[str]
    ) -> None:
        self._turns = turns
        self._paragraphs = paragraphs
        self._taken = taken
        self._said: defaultdict[Person, list[Turn]] = defaultdict(list)
        for turn in turns:
            self._said[turn.speaker].append(turn)
        self._ids = _ids({each: untitled(each.name) for each in self._said}, "speaker", taken)
        bodies = {each.organization: each.organization for each in self._said}
        self._bodies = _ids(bodies, "organization", taken)
        self._quotes = ShortQuotes(paragraphs)

    def organizations(self) -> Iterator[str]:
        for name, body in self._bodies.items():
            yield f"  - id: {body}"
            yield f"    name: {scalar(name)}"

    def speakers(self) -> Iterator[str]:
        yield _YOURS
        for person, turns in self._said.items():
            yield f"  - id: {self._ids[person]}"
            yield f"    name: {scalar(person.name)}"
            if person.role:
                yield f"    role: {scalar(person.role)}"
            if person.organization:
                yield f"    organization: {self._bodies[person.organization]}"
            if person.other_names:
                yield f"    other_names: [{', '.join(map(quote, person.other_names))}]"
            yield "    statements:"
            for turn in turns:
                yield f"      - text: {scalar(SAID.format(turn.words[0].paragraph))}"
                yield "        mode: quoted"
                yield from self._evidence("        ", turn.words, turn.time)

    def offers(self) -> Iterator[str]:
        """Yield recommendations that the record-keeper may make of sentences that ask."""
        asked = (
            (turn, each)
            for turn in self._turns
            for each in sentences_that_ask(turn.words, self._paragraphs)
        )
        for number, (turn, (sentence, asks)) in enumerate(asked, 1):
            if number == 1:
                yield _OFFERED
            text = self._paragraphs[sentence.paragraph - 1].text[sentence.start : sentence.end]
            yield f"#   - id: {free(self._taken, f'r{number}')}"
            yield f"#     # {clip(text, _LONGEST_SENTENCE)}"
            yield f"#     text: {scalar(ASKED.format(sentence.paragraph))}"
            yield f"#     by: [{self._ids[turn.speaker]}]"
            yield "#     mode: quoted"
            yield from self._evidence("#     ", [asks, sentence], turn.time)

    def _evidence(self, space: str, words: Iterable[Words], time: str) -> Iterator[str]:
        """Yield the evidence of words, on a line; none where no phrase of them stands once."""
        if found := self._quotes.quote(words):
            paragraph = self._paragraphs[found.paragraph - 1]
            exact = paragraph.text[found.start : found.end]
            parts = {"page": paragraph.page, "time": paragraph.time or time}
            more = "".join(f", {key}: {quote(value)}" for key, value in parts.items() if value)
            said = f"paragraph: {found.paragraph}, exact: {quote(exact)}{more}"
            yield f"{space}evidence: [{{{said}}}]"


def _ids(names: Mapping[_Key, str], kind: str, taken: set[str]) -> dict[_Key, str]:
    """Return an id for each that has a name, and take it: made of that, or else of its number."""
    found: dict[_Key, str] = {}
    # Thousands may want the same id: no number is tried twice for it.
    further: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))
    for number, (each, name) in enumerate(names.items(), 1):
        if name:
            wanted = slug(name) or f"{kind}-{number}"
            numbered = (f"{wanted[:60]}-{n}" for n in further[wanted[:60]])
            found[each] = next(id for id in chain([wanted], numbered) if id not in taken)
            taken.add(found[each])
    return found


class ShortQuotes:
    """Short phrases that stand for longer words, each nowhere else in its paragraph."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._counted: dict[tuple[int, int], Counter[str]] = {}

    def quote(self, words: Iterable[Words]) -> Words | None:
        """Return the first phrase of at most eight of the words that stands once in its paragraph.

        It is as long as may be. None where each of them stands there more than once.
        """
        for number, start, end in words:
            text = self._paragraphs[number - 1].text
            part = text[start:end]
            size = min(_MOST_WORDS, len(word().findall(part)))
            for first, last in _runs(part, size):
                phrase = part[first:last]
                if visible(phrase) == phrase and self._count(number, size)[phrase] == 1:
                    return Words(number, start + first, start + last)
        return None

    def _count(self, number: int, size: int) -> Counter[str]:
        """Return how often each phrase of so many words stands in a paragraph."""
        if (number, size) not in self._counted:
            text = self._paragraphs[number - 1].text
            self._counted[number, size] = Counter(text[slice(*run)] for run in _runs(text, size))
        return self._counted[number, size]


def _runs(text: str, size: int) -> Iterator[Span]:
    """Yield where each phrase of so many words stands in a text."""
    spans = [found.span() for found in word().finditer(text)]
    for (start, _), (_, end) in zip(spans, spans[size - 1 :], strict=False):
        yield start, end
