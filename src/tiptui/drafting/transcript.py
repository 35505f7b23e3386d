"""What a transcript tells of a record: who spoke, and a statement to be written for each turn."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import NamedTuple, TypeVar

from tiptui.documents.document import Paragraph
from tiptui.drafting.ids import free, slug
from tiptui.drafting.short_quotes import ShortQuotes
from tiptui.drafting.template import SourceDocument, quote, scalar
from tiptui.proof.asking import sentences_that_ask
from tiptui.proof.source_text import Words
from tiptui.proof.turns import Person, Turn
from tiptui.record.forms import ASKED, SAID
from tiptui.record.load import parse
from tiptui.text.names import untitled
from tiptui.text.visible import clip

_YOURS = "# The text of a statement is yours to write; what is exact are the words of the source."
_OFFERED = '# Sentences that ask, as they stand. Of those that recommend, take the "# " away:'
_LONGEST_SENTENCE = 300

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
    taken = {known.event.id, *(source.id for source in known.sources)}
    people = dict.fromkeys(turn.speaker for turn in turns)
    ids = _ids({each: untitled(each.name) for each in people}, "speaker", taken)
    bodies = _ids({each.organization: each.organization for each in people}, "organization", taken)
    drafts = _Sections(turns, paragraphs, ids, bodies, ShortQuotes(paragraphs))
    sections = {
        "organizations": drafts.organizations(),
        "speakers": drafts.speakers(),
        "recommendations": drafts.offers(taken),
    }
    blocks = record.split("\n\n")
    for number, block in enumerate(blocks):
        key = block.removeprefix("# ").partition(":")[0]
        if lines := [*sections.get(key, ())]:
            blocks[number] = "\n".join([_comment_out(block), *lines])
    return "\n\n".join(blocks)


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


def _comment_out(block: str) -> str:
    """Return the key of a section, and as comments what is explained of what stands below it."""
    heading, *lines = block.removeprefix("# ").splitlines()
    bare = (re.sub(r"^(\s*)# ", r"\1", line.removeprefix("# ")) for line in lines)
    return "\n".join([heading, *(f"# {line}" for line in bare)])


class _Sections(NamedTuple):
    """What the sections of a record are drafted from, and each as lines of YAML."""

    turns: Sequence[Turn]
    paragraphs: Sequence[Paragraph]
    ids: Mapping[Person, str]
    bodies: Mapping[str, str]
    quotes: ShortQuotes

    def organizations(self) -> Iterator[str]:
        for name, body in self.bodies.items():
            yield f"  - id: {body}"
            yield f"    name: {scalar(name)}"

    def speakers(self) -> Iterator[str]:
        yield _YOURS
        said: defaultdict[Person, list[Turn]] = defaultdict(list)
        for turn in self.turns:
            said[turn.speaker].append(turn)
        for person, turns in said.items():
            yield f"  - id: {self.ids[person]}"
            yield f"    name: {scalar(person.name)}"
            if person.role:
                yield f"    role: {scalar(person.role)}"
            if person.organization:
                yield f"    organization: {self.bodies[person.organization]}"
            if person.other_names:
                yield f"    other_names: [{', '.join(map(quote, person.other_names))}]"
            yield "    statements:"
            for turn in turns:
                yield f"      - text: {scalar(SAID.format(turn.words[0].paragraph))}"
                yield "        mode: quoted"
                for line in self._evidence(turn.words, turn.time):
                    yield f"        {line}"

    def offers(self, taken: set[str]) -> Iterator[str]:
        """Yield recommendations that the record-keeper may make of sentences that ask."""
        number = 0
        for turn in self.turns:
            for sentence, asks in sentences_that_ask(turn.words, self.paragraphs):
                number += 1
                if number == 1:
                    yield _OFFERED
                text = self.paragraphs[sentence.paragraph - 1].text[sentence.start : sentence.end]
                yield f"#   - id: {free(taken, f'r{number}')}"
                yield f"#     # {clip(text, _LONGEST_SENTENCE)}"
                yield f"#     text: {scalar(ASKED.format(sentence.paragraph))}"
                yield f"#     by: [{self.ids[turn.speaker]}]"
                yield "#     mode: quoted"
                for line in self._evidence([asks, sentence], turn.time):
                    yield f"#     {line}"

    def _evidence(self, words: Sequence[Words], time: str) -> Iterator[str]:
        """Yield the evidence of words, on a line; none where no phrase of them stands once."""
        found = self.quotes.quote(words)
        if found is None:
            return
        paragraph = self.paragraphs[found.paragraph - 1]
        exact = paragraph.text[found.start : found.end]
        parts = {"page": paragraph.page, "time": paragraph.time or time}
        more = "".join(f", {key}: {quote(value)}" for key, value in parts.items() if value)
        yield f"evidence: [{{paragraph: {found.paragraph}, exact: {quote(exact)}{more}}}]"
