"""The turns of a transcript, each with its speaker and words.

docs/documents.md, "A transcript", has the rules. Any possible head that is no known name ends the
turn before it, as do headings and labels: no word is ever credited to another person.
"""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, groupby
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from tiptui.documents import names
from tiptui.documents.document import ASIDE, NOBODY, Paragraph, TextSpan, words_start
from tiptui.documents.heads import (
    Head,
    capitals,
    caption_head,
    ends_turn,
    head_of,
    possible_head,
)
from tiptui.speakers.attendance import PeoplePresent, SourceLine, attendance_in, lines_of
from tiptui.speakers.people import People
from tiptui.speakers.persons import Participant, names_people
from tiptui.text.folding import fold
from tiptui.text.rules import Rules

_WORD = re.compile(r"(?<!\w)[^\W\d_]+")
# A label of a program that parts voices: `SPEAKER_00`, `Speaker A`, `S1`, `Unknown`, `A`.
LABEL = re.compile(
    r"(?:speaker|spk|person|voice)?[ _-]?(?:[0-9]{1,3}|[a-z])|s[ _-]?[0-9]{1,3}|unknown[\w -]{0,9}",
    re.IGNORECASE,
)
_CODE = re.compile(r"[^a-z]*\d[^a-z]*")  # a number, or the code of a publication
_RULES = Rules(__file__)
_TASK = re.compile(r"\s*(?:[^.?!:]{0,60}:\s*)?(?:[-*•·]|\(?\d{1,2}[.)])\s+(?=\S)|\s*[a-z]")
_ITEM, _SENTENCE = re.compile(r"\s*[-*•·]\s+(?=\S)"), re.compile(r"(?:\W*[^\W\d_][^\s:/]*\s){3}")
_FEW_ITEMS = 4  # heads of items too few for a talk
_FEW = 10  # heads too few to tell how heads look in a text

Heads = Mapping[SourceLine, Head]


class Turn(NamedTuple):
    """The words of a speaker, line by line, up to the next head; `time` is that of the first."""

    speaker: Participant
    words: tuple[TextSpan, ...]
    time: str


class Transcript(NamedTuple):
    """The turns of a text, possible heads without a known speaker, and silent people present."""

    turns: tuple[Turn, ...]
    unknown: tuple[str, ...]
    present: tuple[Participant, ...] = ()
    attendance: PeoplePresent = PeoplePresent()


def transcript_of(
    paragraphs: Sequence[Paragraph], named: Mapping[str, str] = MappingProxyType({})
) -> Transcript:
    """Return the turns of a text; a label is nobody's, unless `named` has its name."""
    found, known = transcript_with_labels(paragraphs), dict[str, Participant]()
    persons = {turn.speaker.name: turn.speaker for turn in found.turns}
    for label in persons:
        name = named.get(label, label)
        if name != label or not LABEL.fullmatch(label):
            others = (other for other in persons if named.get(other) == name)
            person = persons.get(name, Participant(name))
            known[label] = person._replace(other_names=(*person.other_names, *others))
    heads = [turn.speaker.name for turn in found.turns]
    turns = zip(heads, found.turns, strict=True)
    named_turns = (turn._replace(speaker=known[head]) for head, turn in turns if head in known)
    unknown = (*(head for head in heads if head not in known), *found.unknown)
    return found._replace(turns=tuple(named_turns), unknown=unknown)


def transcript_with_labels(paragraphs: Sequence[Paragraph]) -> Transcript:
    """Return the turns of a text, those of labels too; none if it is no transcript."""
    if any(paragraph.role is not None for paragraph in paragraphs):
        return _declared_turns(paragraphs)
    lines = list(lines_of(paragraphs))
    attendance = attendance_in(lines)
    listed, silent_lines = attendance.people, attendance.lines | _work(lines)
    spoken = [line for line in lines if line not in silent_lines]
    found: Heads = {line: head for line in spoken if (head := _head(line))}
    items = _heads_in_items(spoken)
    if items:
        talk = {head.name for head in items.values()}
        found = {**{line: of for line, of in found.items() if of.name in talk}, **items}
    people = People(listed, found.values())
    # Most texts are no transcript: their words need not be counted.
    uses = cache(partial(_common_words, paragraphs, found.values()))
    heads = _keep_names(found, people, uses)
    present = People(listed, ()).silent(())
    if not heads:
        return Transcript((), tuple(head.name for head in found.values()), present, attendance)
    ends = {line: head.name for line, head in found.items() if line not in heads}
    ends |= {**_ends_of_items(lines, heads, items), **_ends(lines, heads, paragraphs)}
    first = min(heads)
    unknown = tuple(head for line, head in sorted(ends.items()) if head and line > first)
    if len(unknown) > len(heads):
        return Transcript((), unknown, present, attendance)
    turns = tuple(_turns(lines, heads, ends, people))
    silent = people.silent({turn.speaker for turn in turns}) if turns else present
    return Transcript(turns, unknown, silent, attendance)


def _declared_turns(paragraphs: Sequence[Paragraph]) -> Transcript:
    """Return the turns of a document whose form says who speaks."""
    roles = dict[str, str]()
    for paragraph in paragraphs:
        roles[paragraph.voice] = roles.get(paragraph.voice) or paragraph.role or ""
    turns, unknown = list[Turn](), list[str]()
    for voice, group in groupby(enumerate(paragraphs, 1), key=lambda item: item[1].voice):
        said = list(group)
        if not voice:
            unknown += [NOBODY for _, paragraph in said if paragraph.text.startswith(NOBODY)]
        else:
            words = (TextSpan(n, words_start(of), len(of.text)) for n, of in said)
            turns.append(Turn(Participant(voice, roles[voice]), tuple(words), said[0][1].time))
    return Transcript(tuple(turns), tuple(unknown))


def _head(line: SourceLine) -> Head | None:
    if not line.voice:
        return head_of(line.text)
    name, notes = names.name_and_notes(line.voice)
    if names.is_name(line.voice) or not names.is_name(name):
        name, notes = line.voice, ()
    return Head(name, notes, line.paragraph.time, words_start(line.paragraph))


def _work(lines: Iterable[SourceLine]) -> frozenset[SourceLine]:
    """Return the lines of lists of things to do, which name people: they are no turns."""
    found, is_below = set[SourceLine](), False
    for line in lines:
        if _RULES["work"].fullmatch(line.text):
            is_below = True
        elif is_below := is_below and bool(_TASK.match(line.text) or head_of(line.text)):
            found.add(line)
    return frozenset(found)


def _heads_in_items(lines: Iterable[SourceLine]) -> Heads:
    """Return the heads of items in parts of a text that are a talk: `- Ada Byron: words`.

    In a talk somebody speaks again after another, and most items have a head and a sentence.
    """
    found, rest, part = (dict[SourceLine, Head]() for _ in range(3))
    many = 0
    for line in (*lines, None):
        text = line.text if line else "#"
        if text.startswith("#"):
            said = {of: head for of, head in part.items() if _SENTENCE.match(of.text, head.start)}
            who = [name for name, _ in groupby(said.values(), attrgetter("name"))]
            is_talk = len(who) > max(_FEW_ITEMS, len({*who}), many / 2)
            (found if is_talk else rest).update(part)
            part, many = {}, 0
        elif line and (item := _ITEM.match(text)):
            many += 1
            if head := head_of(text[item.end() :]):
                part[line] = head._replace(start=head.start + item.end())
    speakers = {head.name for head in found.values()}
    found |= {line: head for line, head in rest.items() if head.name in speakers}
    # Another one may speak in the same item.
    another = re.compile(rf"\s(?:{'|'.join(map(re.escape, speakers))})\s?:\s")
    return {line: of for line, of in found.items() if not another.search(line.text, of.start)}


def _ends_of_items(
    lines: Iterable[SourceLine], heads: Heads, items: Container[SourceLine]
) -> dict[SourceLine, str]:
    """Return the lines behind the words of items: another item, or another paragraph."""
    ends, last = dict[SourceLine, str](), None
    for line in lines:
        if line in heads:
            last = line if line in items else None
        elif last and (line.number != last.number or _ITEM.match(line.text)):
            ends[line] = ""
    return ends


def _common_words(paragraphs: Iterable[Paragraph], heads: Iterable[Head]) -> Counter[str]:
    """Return how often a text prints words in small letters; without any, outside heads."""
    words = Counter(chain.from_iterable(_WORD.findall(of.text) for of in paragraphs))
    found: Counter[str] = Counter()
    for word, many in words.items():
        if word.islower() or not names.has_capitals(word):
            found[word if word.isascii() else fold(word)] += many
    for head in heads:
        found.subtract(word for word in names.own_words(head.name) if not names.has_capitals(word))
    return found


def _keep_names(heads: Heads, people: People, uses: Callable[[], Mapping[str, int]]) -> Heads:
    """Return the heads that are names by the rules; none if the text is no transcript."""
    has_voices = any(line.voice for line in heads)
    if len(heads) < 3 and not has_voices:
        return {}
    counts = Counter(people.keys[head.name] for head in heads.values())
    called = {head.name for head in heads.values()}
    said = {line: line.text[head.start :] for line, head in heads.items()}
    tells = {line for line in heads if names_people(said[line], called, True)}
    tells |= {line for line in heads if _CODE.fullmatch(said[line])}
    speak = {head.name for line, head in heads.items() if line not in tells}
    is_doubtful = cache(lambda name: _is_doubtful(name, counts[people.keys[name]], uses))

    def is_known(line: SourceLine, head: Head) -> bool:
        name = head.name
        if line.voice or names.has_title(name) or people.keys[name] in people.listed:
            return True
        noted = bool(head.notes) and names.has_capitals(name) and len(names.own_words(name)) > 1
        return (noted or counts[people.keys[name]] > 1) and not is_doubtful(name)

    def is_kept(line: SourceLine, head: Head) -> bool:
        is_other = line in tells and (
            head.name not in speak or names_people(said[line], called, False)
        )
        if is_other and not line.voice:
            return False
        # A line of an agenda has a time and a name too.
        scheduled = line.text.lstrip("[( ")[:1].isdigit()
        once = names.is_evident(head.name) and not scheduled and not is_doubtful(head.name)
        return once or is_known(line, head)

    others = {line: head for line, head in heads.items() if is_kept(line, head)}
    if has_voices:
        return others
    known = {line: head for line, head in others.items() if is_known(line, head)}
    kept = _keep_usual_look(others, known)
    persons = {people.keys[head.name] for head in kept.values()}
    return kept if len(kept) > 2 and len(persons) > 1 and 2 * len(known) >= len(others) else {}


def _is_doubtful(name: str, many: int, uses: Callable[[], Mapping[str, int]]) -> bool:
    """Return whether the words of a name with `many` heads stand elsewhere as often."""
    if names.is_role(name) or (len(name) < 4 and name.isupper()):
        return False
    words, has_capitals = names.own_words(name), names.has_capitals(name)
    common = sum(uses().get(word, 0) >= many for word in words)
    enough = len(words) if has_capitals else len(words) / 2
    return common >= enough and (has_capitals or not names.is_evident(name))


def _keep_usual_look(heads: Heads, known: Heads) -> Heads:
    """Return the heads that look as nearly all known heads do."""
    # Alone on its line; in bold or a heading.
    looks: tuple[Callable[[SourceLine, Head], bool], ...] = (
        lambda line, head: not line.text[head.start :].strip(),
        lambda line, _: line.text.lstrip(" >")[:1] in {"*", "_", "#"},
    )
    for look in looks:
        share = sum(look(*item) for item in known.items())
        if len(known) >= _FEW and not 0.1 * len(known) < share < 0.9 * len(known):
            usual = 2 * share > len(known)
            heads = {line: head for line, head in heads.items() if look(line, head) == usual}
    return heads


def _ends(
    lines: Iterable[SourceLine], heads: Heads, paragraphs: Sequence[Paragraph]
) -> dict[SourceLine, str]:
    """Return other lines that end a turn, with the possible head of each, or ""."""
    ends: dict[SourceLine, str] = {}
    voices = any(paragraph.voice for paragraph in paragraphs)
    shouts = 2 * sum(of.text.isupper() for of in paragraphs) < len(paragraphs)
    for line in lines:
        text, caption = line.text, line.paragraph.time
        if line in heads or (text[:1] in "(（" and ASIDE.fullmatch(text)):
            continue
        may_head = caption_head if caption else possible_head
        if ends_turn(text):
            ends[line] = ""
        elif head := may_head(text) or (shouts and capitals(text)):
            ends[line] = head
        elif caption and (voices or text.startswith(("-", "–"))):
            ends[line] = NOBODY
    return ends


def _turns(
    lines: Iterable[SourceLine], heads: Heads, ends: Container[SourceLine], people: People
) -> Iterator[Turn]:
    # No recording begins in its fifth hour: such times are of the day.
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
        if speakers and line.text[after:].strip() and not ASIDE.fullmatch(line.text):
            end = line.start + len(line.text)
            turns[-1][2].append(TextSpan(line.number, max(0, line.start + after), end))
    for speakers, time, words in turns:
        yield from (Turn(speaker, tuple(words), time) for speaker in speakers if words)
