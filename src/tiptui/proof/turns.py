"""Who spoke, as a text says it: turns, each with its speaker and words; and what they ask.

A turn begins with a head: a name as `names` has it, and a colon or a time, at the beginning of a
line (`Name:`, `**NAME** (Organization):`, `[00:12:31] Name:`, `Name   0:03`), or with a voice that
captions name. It goes on to the next head. Successive turns of one speaker are one.

Prose has colons too. A head is sure where captions name the voice, where a title (`Dr.`) or a list
of those present says that it names a person, or where an organization stands beside it. It is
doubtful where the text prints the words of the name in small letters as often (`Result:`), or,
without any, otherwise than in heads; but not an office, or three capitals. A text is a transcript
where captions name voices, by a tag or, in nine of ten, by whatever stands before a colon; or where
it has three heads or more, of two names or more, of which at least half are sure, or have a name
that comes back and is not doubtful, and no more of what may be a head and is none. In a transcript
a head is a name where it is sure, or where it is not doubtful and comes back, or is several words
with capitals, an office, or two or three ideographs; and where it looks as nearly all others do.
What has signs (`bob.eth:`) is one where it heads three lines and stands nowhere else. Where nothing
else heads turns, names in capitals on lines of their own do, if they come back or an office stands
beside them, and most such lines are those.

Whatever else may be a head ends the turn before it, as do headings, and labels such as `Question:`.
What follows is nobody's, up to the next name. Precision before recall: no word is ever credited to
another.
"""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple

from tiptui.documents import names
from tiptui.documents.document import Paragraph
from tiptui.documents.names import Head
from tiptui.proof.people import (
    Participant,
    People,
    SourceLine,
    lines_of,
    names_people,
    those_present,
)
from tiptui.proof.source_text import TextSpan
from tiptui.text.folding import fold

_WORD = re.compile(r"(?<!\w)[^\W\d_]+")
# What others did or called out, in brackets on a line: `(Applause)`, `[laughs]`.
_ASIDE = re.compile(r"\s*(?:\((?:[^()]|\([^()]*\))*\)|（[^（）]*）|\[[^\[\]]*\])\s*")
_FEW = 10  # heads too few to tell how heads look in a text

Heads = Mapping[SourceLine, Head]


class Turn(NamedTuple):
    """What somebody says before the next one speaks, line by line; `time` is when it begins."""

    speaker: Participant
    words: tuple[TextSpan, ...]
    time: str


class Transcript(NamedTuple):
    """The turns of a text, and what may head words in it that nobody can tell whose they are.

    `present` are those who are listed there and do not speak.
    """

    turns: tuple[Turn, ...]
    unknown: tuple[str, ...]
    present: tuple[Participant, ...] = ()


def transcript_of(paragraphs: Sequence[Paragraph]) -> Transcript:
    """Return the turns of a text in their order, and what heads words that are nobody's."""
    lines = list(lines_of(paragraphs))
    listed, listing = those_present(lines)
    voices: Heads = _caption_heads(lines)
    found = voices or {
        line: head for line in lines if line not in listing and (head := _head(line))
    }
    voices = voices or {line: head for line, head in found.items() if _voice(line)}
    signed = {} if voices else _signed_heads(lines, found, paragraphs)
    found = {**found, **signed}
    people = People(listed, found.values())
    # Most texts are none: their words need not be counted.
    uses = cache(partial(_common_words, paragraphs, found.values()))
    heads: Heads = {}
    if voices or len(found) > 2:
        heads = _keep_names(found, voices, signed, people, uses)
    in_capitals = {} if heads else _capital_heads(lines, uses)
    if in_capitals:
        found = heads = in_capitals
        people = People(listed, found.values())
    if not heads:
        return Transcript((), ())
    ends = {line: head.name for line, head in found.items() if line not in heads}
    ends |= _ends(lines, heads, paragraphs, bool(in_capitals))
    first = min(heads)
    unknown = tuple(head for line, head in sorted(ends.items()) if head and line > first)
    if len(unknown) > len(heads):
        return Transcript((), ())
    turns = tuple(_turns(lines, heads, ends, people))
    return Transcript(
        turns, unknown, people.silent({each.speaker for each in turns}) if turns else ()
    )


def _voice(line: SourceLine) -> str:
    """Return the voice that captions tag, where its words begin."""
    return "" if line.start else line.paragraph.voice


def _head(line: SourceLine) -> Head | None:
    """Return what may head a line: the voice that captions tag, or what looks like a name."""
    if not (voice := _voice(line)):
        return names.head_of(line.text)
    after = line.text.removeprefix(f"{voice}:").lstrip()
    return Head(voice, (), line.paragraph.time, len(line.text) - len(after))


def _counts(heads: Heads) -> Counter[str]:
    return Counter(head.name for head in heads.values())


def _caption_heads(lines: Iterable[SourceLine]) -> Heads:
    """Return the heads of captions that name the voice in their text; none where few do."""
    captions = [line for line in lines if line.paragraph.time]
    heads = {
        line: head
        for line in captions
        if (head := names.head_of(line.text) or names.screen_name(line.text))
    }
    if len(heads) < 3 or len(heads) < 0.9 * len(captions):
        return {}
    often, every = _counts(heads), len(heads) == len(captions)
    return {
        line: head
        for line, head in heads.items()
        if every or often[head.name] > 1 or names.is_evident(head.name)
    }


def _signed_heads(
    lines: Iterable[SourceLine], found: Container[SourceLine], paragraphs: Iterable[Paragraph]
) -> Heads:
    """Return what has signs and heads three lines or more, and stands nowhere else."""
    heads = {
        line: head
        for line in lines
        if line not in found and (head := names.name_with_signs(line.text))
    }
    often = {name: many for name, many in _counts(heads).items() if many > 2}
    words = (word.strip("*:.,()") for each in paragraphs for word in each.text.split() if often)
    said = Counter(word for word in words if word in often)
    return {line: head for line, head in heads.items() if said[head.name] == often.get(head.name)}


def _capital_heads(lines: Sequence[SourceLine], uses: Callable[[], Mapping[str, int]]) -> Heads:
    """Return names in capitals on lines of their own, where most of such lines are those."""
    in_capitals = [each for each in pairwise(lines) if names.capitals(each[0].text)]
    heads = {
        line: head
        for line, after in in_capitals
        if not after.text.isupper() and (head := names.capital_name(line.text))
    }
    often = _counts(heads)
    kept = {
        line: head
        for line, head in heads.items()
        if (often[head.name] > 1 or any(map(names.is_office, head.notes)))
        and (names.is_role(head.name) or not any(map(uses().get, names.own_words(head.name))))
    }
    return kept if len(_counts(kept)) > 1 and 2 * len(kept) > len(in_capitals) else {}


def _common_words(paragraphs: Iterable[Paragraph], heads: Iterable[Head]) -> Counter[str]:
    """Return how often a text prints words otherwise than names: in small letters.

    In scripts without any, otherwise than in heads.
    """
    words = Counter(word for each in paragraphs for word in _WORD.findall(each.text))
    found: Counter[str] = Counter()
    for word, many in words.items():
        if word.islower() or not names.has_capitals(word):
            found[fold(word)] += many
    for head in heads:
        found.subtract(word for word in names.own_words(head.name) if not names.has_capitals(word))
    return found


def _keep_names(
    heads: Heads,
    voices: Container[SourceLine],
    signed: Heads,
    people: People,
    uses: Callable[[], Mapping[str, int]],
) -> Heads:
    """Return the heads that are names, none where the text is no transcript: the rule above."""
    counts = Counter(people.keys[head.name] for head in heads.values())
    called = {head.name for head in heads.values()}
    is_doubtful = cache(lambda name: _is_doubtful(name, counts[people.keys[name]], uses))

    def is_known(line: SourceLine, head: Head) -> bool:
        """Return whether it is sure, or comes back and is not doubtful."""
        name = head.name
        if line in voices or names.has_title(name) or people.keys[name] in people.listed:
            return True
        noted = bool(head.notes) and names.has_capitals(name) and len(names.own_words(name)) > 1
        return (noted or counts[people.keys[name]] > 1) and not is_doubtful(name)

    def is_kept(line: SourceLine, head: Head) -> bool:
        if line not in voices and names_people(line.text[head.start :], called):
            return False
        # A time and a name are a line of an agenda too.
        scheduled = line.text.lstrip("[( ")[:1].isdigit()
        once = names.is_evident(head.name) and not scheduled and not is_doubtful(head.name)
        return once or is_known(line, head)

    unsigned = {line: head for line, head in heads.items() if line not in signed}
    others = {line: head for line, head in unsigned.items() if is_kept(line, head)}
    if any(line in voices for line in others):
        return others
    known = {line: head for line, head in others.items() if is_known(line, head)}
    kept = _keep_usual_look({**others, **signed}, known)
    persons = {people.keys[head.name] for head in kept.values()}
    return kept if len(kept) > 2 and len(persons) > 1 and 2 * len(known) >= len(others) else {}


def _is_doubtful(name: str, many: int, uses: Callable[[], Mapping[str, int]]) -> bool:
    """Return whether the words of a name that heads so many lines stand elsewhere as often."""
    if names.is_role(name) or (len(name) < 4 and name.isupper()):
        return False
    words, has_capitals = names.own_words(name), names.has_capitals(name)
    common = sum(uses().get(word, 0) >= many for word in words)
    enough = len(words) if has_capitals else len(words) / 2
    return common >= enough and (has_capitals or not names.is_evident(name))


def _keep_usual_look(heads: Heads, known: Heads) -> Heads:
    """Return the heads that look as nearly all of those do of which most is known.

    They are alone on their lines or not, and in bold, or headings, or not.
    """
    looks: tuple[Callable[[SourceLine, Head], bool], ...] = (
        lambda line, head: not line.text[head.start :].strip(),
        lambda line, _: line.text.lstrip(" >")[:1] in {"*", "_", "#"},
    )
    for look in looks:
        share = sum(look(*each) for each in known.items())
        if len(known) >= _FEW and not 0.1 * len(known) < share < 0.9 * len(known):
            usual = 2 * share > len(known)
            heads = {line: head for line, head in heads.items() if look(line, head) == usual}
    return heads


def _ends(
    lines: Iterable[SourceLine],
    heads: Container[SourceLine],
    paragraphs: Sequence[Paragraph],
    shouts: bool,
) -> dict[SourceLine, str]:
    """Return the lines that no name heads and that end a turn, with what may be a head there.

    `shouts`: capitals do, however many there are.
    """
    ends: dict[SourceLine, str] = {}
    voices = any(each.voice for each in paragraphs)
    shouts = shouts or 2 * sum(each.text.isupper() for each in paragraphs) < len(paragraphs)
    for line in lines:
        text, caption = line.text, line.paragraph.time
        if line in heads or (text[:1] in "(（" and _ASIDE.fullmatch(text)):
            continue
        may_head = names.caption_head if caption else names.possible_head
        if names.ends_turn(text):
            ends[line] = ""
        elif head := may_head(text) or (shouts and names.capitals(text)):
            ends[line] = head
        elif caption and (voices or text.startswith(("-", "–"))):
            ends[line] = text[:1]
    return ends


def _turns(
    lines: Iterable[SourceLine], heads: Heads, ends: Container[SourceLine], people: People
) -> Iterator[Turn]:
    # No recording begins in its fifth hour: those are times of the day.
    timed = next((head.time for head in heads.values() if head.time), "") < "05"
    speakers: tuple[Participant, ...] = ()
    turns: list[tuple[tuple[Participant, ...], str, list[TextSpan]]] = []
    for line in lines:
        head = heads.get(line)
        after = head.start if head else 0
        if head and (found := people.who(head)) != speakers:
            speakers = found
            turns.append((speakers, (timed and head.time) or line.paragraph.time, []))
        elif line in ends:
            speakers = ()
        closed = bool(head) and line.text[:1] == "<" and not line.paragraph.voice
        end = len(line.text.rstrip()) - 1 if closed else len(line.text)
        if speakers and line.text[after:end].strip() and not _ASIDE.fullmatch(line.text):
            turns[-1][2].append(TextSpan(line.number, line.start + after, line.start + end))
        if closed:
            # Whoever spoke before it may go on.
            speakers = ()
    for speakers, time, words in turns:
        yield from (Turn(each, tuple(words), time) for each in speakers if words)
