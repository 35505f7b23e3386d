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
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

from tiptui.documents.document import Paragraph
from tiptui.proof.heads import capital_heads, caption_heads, signed_heads
from tiptui.proof.present import Line, lines_of, names_people, those_present
from tiptui.proof.source_text import Words
from tiptui.text.folding import fold
from tiptui.text.names import (
    Head,
    are_initials,
    capitals,
    caption_head,
    differ,
    ends_turn,
    gender,
    has_capitals,
    has_title,
    head_of,
    is_evident,
    is_office,
    is_role,
    own_words,
    possible_head,
)

_WORD = re.compile(r"(?<!\w)[^\W\d_]+")
# What others did or called out, in brackets on a line: `(Applause)`, `[laughs]`.
_ASIDE = re.compile(r"\s*(?:\((?:[^()]|\([^()]*\))*\)|（[^（）]*）|\[[^\[\]]*\])\s*")
_FEW = 10  # heads too few to tell how heads look in a text
# Names with all words of a shorter one, from which it is none of theirs: comparing takes long.
_MOST_ALIKE = 100
# Names with the rarest word of one, from which none is looked for that has all its words.
_MOST_WITH = 1_000


class Person(NamedTuple):
    """Somebody who speaks: as the text has them, `other_names` included."""

    name: str
    role: str = ""
    organization: str = ""
    other_names: tuple[str, ...] = ()


class Turn(NamedTuple):
    """What somebody says before the next one speaks, line by line; `time` is when it begins."""

    speaker: Person
    words: tuple[Words, ...]
    time: str


class Transcript(NamedTuple):
    """The turns of a text, and what may head words in it that nobody can tell whose they are.

    `present` are those who are listed there and do not speak.
    """

    turns: tuple[Turn, ...]
    unknown: tuple[str, ...]
    present: tuple[Person, ...] = ()


def transcript_of(paragraphs: Sequence[Paragraph]) -> Transcript:
    """Return the turns of a text in their order, and what heads words that are nobody's."""
    lines = list(lines_of(paragraphs))
    listed, listing = those_present(lines)
    voices = caption_heads(lines)
    found = voices or {
        line: head for line in lines if line not in listing and (head := _head(line))
    }
    voices = voices or {line: head for line, head in found.items() if _voice(line)}
    signed = {} if voices else signed_heads(lines, found, paragraphs)
    found |= signed
    people = _People(listed, found.values())
    # Most texts are none: their words need not be counted.
    uses = cache(partial(_common_words, paragraphs, found.values()))
    enough = voices or len(found) > 2
    heads = _keep_names(found, voices, signed, people, uses) if enough else {}
    alone = {} if heads else capital_heads(lines, uses)
    if alone:
        found = heads = alone
        people = _People(listed, found.values())
    if not heads:
        return Transcript((), ())
    ends = {line: head.name for line, head in found.items() if line not in heads}
    ends |= _ends(lines, heads, paragraphs, bool(alone))
    first = min(heads)
    unknown = tuple(head for line, head in sorted(ends.items()) if head and line > first)
    if len(unknown) > len(heads):
        return Transcript((), ())
    turns = tuple(_turns(lines, heads, ends, people))
    return Transcript(turns, unknown, people.silent(turns) if turns else ())


def _voice(line: Line) -> str:
    """Return the voice that captions tag, where its words begin."""
    return "" if line.start else line.paragraph.voice


def _head(line: Line) -> Head | None:
    """Return what may head a line: the voice that captions tag, or what looks like a name."""
    voice = _voice(line)
    if not voice:
        return head_of(line.text)
    after = line.text.removeprefix(f"{voice}:").lstrip()
    return Head(voice, (), line.paragraph.time, len(line.text) - len(after))


def _common_words(paragraphs: Iterable[Paragraph], heads: Iterable[Head]) -> Counter[str]:
    """Return how often a text prints words otherwise than names: in small letters.

    In scripts without any, otherwise than in heads.
    """
    words = Counter(word for each in paragraphs for word in _WORD.findall(each.text))
    found: Counter[str] = Counter()
    for word, many in words.items():
        if word.islower() or not has_capitals(word):
            found[fold(word)] += many
    for head in heads:
        found.subtract(word for word in own_words(head.name) if not has_capitals(word))
    return found


def _keep_names(
    heads: Mapping[Line, Head],
    voices: Container[Line],
    signed: Container[Line],
    people: "_People",
    uses: Callable[[], Mapping[str, int]],
) -> dict[Line, Head]:
    """Return the heads that are names, none where the text is no transcript: the rule above."""
    counts = Counter(people.keys[head.name] for head in heads.values())
    called = {head.name for head in heads.values()}

    def is_doubtful(name: str) -> bool:
        many, words = counts[people.keys[name]], own_words(name)
        initials = len(name) < 4 and name.isupper()
        common = sum(uses().get(word, 0) >= many for word in words)
        enough = len(words) if has_capitals(name) else len(words) / 2
        told = initials or is_role(name) or (not has_capitals(name) and is_evident(name))
        return not told and common >= enough

    def is_known(line: Line, head: Head) -> bool:
        """Return whether it is sure, or comes back and is not doubtful."""
        name = head.name
        if line in voices or has_title(name) or people.keys[name] in people.listed:
            return True
        noted = bool(head.notes) and has_capitals(name) and len(own_words(name)) > 1
        return (noted or counts[people.keys[name]] > 1) and not is_doubtful(name)

    def is_name(line: Line, head: Head) -> bool:
        if line in signed:
            return True
        if line not in voices and names_people(line.text[head.start :], called):
            return False
        # A time and a name are a line of an agenda too.
        scheduled = line.text.lstrip("[( ")[:1].isdigit()
        once = is_evident(head.name) and not scheduled and not is_doubtful(head.name)
        return once or is_known(line, head)

    kept = {line: head for line, head in heads.items() if is_name(line, head)}
    if any(line in voices for line in kept):
        return kept
    others = {line: head for line, head in kept.items() if line not in signed}
    known = {line: head for line, head in others.items() if is_known(line, head)}
    kept = _keep_usual_look(kept, known)
    names = {people.keys[head.name] for head in kept.values()}
    return kept if len(kept) > 2 and len(names) > 1 and 2 * len(known) >= len(others) else {}


def _is_alone(line: Line, head: Head) -> bool:
    """Return whether no words follow a head on its line."""
    return not line.text[head.start :].strip()


def _is_marked(line: Line, _: Head) -> bool:
    """Return whether a line is in bold, or a heading."""
    return line.text.lstrip(" >")[:1] in {"*", "_", "#"}


def _keep_usual_look(heads: dict[Line, Head], known: Mapping[Line, Head]) -> dict[Line, Head]:
    """Return the heads that look as nearly all of those do of which most is known."""
    for look in (_is_alone, _is_marked):
        share = sum(look(*each) for each in known.items())
        if len(known) >= _FEW and not 0.1 * len(known) < share < 0.9 * len(known):
            usual = 2 * share > len(known)
            heads = {line: head for line, head in heads.items() if look(line, head) == usual}
    return heads


def _ends(
    lines: Iterable[Line], heads: Container[Line], paragraphs: Sequence[Paragraph], shouts: bool
) -> dict[Line, str]:
    """Return the lines that no name heads and that end a turn, with what may be a head there.

    `shouts`: capitals do, however many there are.
    """
    ends: dict[Line, str] = {}
    voices = any(each.voice for each in paragraphs)
    shouts = shouts or 2 * sum(each.text.isupper() for each in paragraphs) < len(paragraphs)
    for line in lines:
        text, caption = line.text, line.paragraph.time
        if line in heads or (text[:1] in "(（" and _ASIDE.fullmatch(text)):
            continue
        may_head = caption_head if caption else possible_head
        if ends_turn(text):
            ends[line] = ""
        elif head := may_head(text) or (shouts and capitals(text)):
            ends[line] = head
        elif caption and (voices or text.startswith(("-", "–"))):
            ends[line] = text[:1]
    return ends


def _turns(
    lines: Iterable[Line], heads: Mapping[Line, Head], ends: Container[Line], people: "_People"
) -> Iterator[Turn]:
    # No recording begins in its fifth hour: those are times of the day.
    timed = next((head.time for head in heads.values() if head.time), "") < "05"
    speakers: tuple[Person, ...] = ()
    turns: list[tuple[tuple[Person, ...], str, list[Words]]] = []
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
            turns[-1][2].append(Words(line.number, line.start + after, line.start + end))
        if closed:
            # Whoever spoke before it may go on.
            speakers = ()
    for speakers, time, words in turns:
        yield from (Turn(each, tuple(words), time) for each in speakers if words)


class _People:
    """Those who are named, each once: whatever heads call them."""

    def __init__(self, listed: Sequence[Head], called: Iterable[Head]) -> None:
        heads = dict.fromkeys(called)
        spoken = {_key(head.name) for head in heads}
        self.listed = {_key(each.name): each for each in listed}
        noted = ((note, each.name) for each in listed for note in each.notes)
        short = [each for each in noted if self._is_short(*each)]
        noted = ((note, head.name) for head in heads for note in head.notes)
        short += [each for each in noted if are_initials(*each)]
        self._aliases = {_key(note): _key(name) for note, name in short if _key(note) in spoken}
        self._names: dict[str, str] = {}
        self._with: defaultdict[str, set[str]] = defaultdict(set)
        for name in (*(each.name for each in listed), *(head.name for head in heads)):
            key = _key(name)
            if key not in self._aliases and self._names.setdefault(key, name) == name:
                for word in key.split():
                    self._with[word].add(key)
        # What is the same for all names of one person.
        self.keys = {name: self._find(name) for name in {head.name for head in heads}}
        self._persons = self._describe(heads)

    def silent(self, turns: Iterable[Turn]) -> tuple[Person, ...]:
        """Return those who are listed and have no turn."""
        heard = {turn.speaker for turn in turns}
        listed = (self._persons[key] for key in self.listed)
        return tuple(dict.fromkeys(each for each in listed if each not in heard))

    def who(self, head: Head) -> tuple[Person, ...]:
        """Return who speaks: several where a head names those who speak elsewhere too."""
        own = self.keys[head.name]
        others = [self._find(note) for note in head.notes]
        together = others if all(key in self._persons for key in others) else []
        return tuple(self._persons[key] for key in dict.fromkeys([own, *together]))

    def _is_short(self, note: str, name: str) -> bool:
        """Return whether heads may call who is listed by a note: an office, or initials."""
        short = is_role(note) or (note.isupper() and len(note) < 6) or are_initials(note, name)
        return short and _key(note) not in self.listed

    def _find(self, name: str) -> str:
        """Return the key of the one fuller name that has all words of this one, or its own."""
        key = _key(name)
        if key in self._aliases:
            return self._aliases[key]
        if key in self._names and differ(name, self._names[key]):
            key += f" {gender(name)}"
        elif key in self.listed or is_role(name):
            return key
        holders = [self._with[word] for word in _key(name).split()]
        rarest = min(holders, key=len, default=set[str]())
        found = rarest.intersection(*holders) if len(rarest) < _MOST_WITH else ()
        fuller = {
            each
            for each in (found if len(found) < _MOST_ALIKE else ())
            if len(each) > len(key) and not is_role(each) and not differ(name, self._names[each])
        }
        # Of names that hold one another the fullest: Abbas, Kausar Abbas, Syed Kausar Abbas.
        fullest = max(fuller, key=len, default=key)
        alike = all({*each.split()} <= {*fullest.split()} for each in fuller)
        return fullest if alike else key

    def _describe(self, heads: Iterable[Head]) -> dict[str, Person]:
        """Return each person by their key, with what heads and the list say of them."""
        names: defaultdict[str, dict[str, None]] = defaultdict(dict)
        notes: defaultdict[str, dict[str, None]] = defaultdict(dict)
        spoken = ((self.keys[head.name], head) for head in heads)
        for key, each in (*self.listed.items(), *spoken):
            names[key][each.name] = None
            notes[key].update(dict.fromkeys(each.notes))
        found: dict[str, Person] = {}
        heard = {*self.keys.values()}
        for key, called in names.items():
            name = self._names.get(key) or next(iter(called))
            # What is the name of somebody who speaks is not said of this one.
            said = [note for note in notes[key] if is_role(note) or self._find(note) not in heard]
            role = ", ".join(filter(is_office, said))
            organization = ", ".join(note for note in said if not is_office(note))
            others = tuple(each for each in called if fold(each) != fold(name))
            found[key] = Person(name, role, organization, others)
        return found


def _key(name: str) -> str:
    """Return what is the same for spellings of one name: its words folded, without titles."""
    return " ".join(own_words(name)) or fold(name)
