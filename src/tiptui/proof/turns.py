"""Who spoke, as a text says it: turns, each with its speaker, its words and when they were said.

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

Whatever else may be a head ends the turn before it, as do headings, and labels such as `Question:`.
What follows is nobody's, up to the next name. Precision before recall: no word is ever credited to
another.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tiptui.documents.document import Paragraph
from tiptui.proof.present import Line, Listed, names_people, those_present
from tiptui.text.folding import fold
from tiptui.text.heads import (
    Head,
    capitals,
    caption_head,
    ends_turn,
    head_of,
    possible_head,
    shown_name,
)
from tiptui.text.names import (
    are_initials,
    differ,
    gender,
    has_capitals,
    is_office,
    is_role,
    is_told_at_once,
    own_words,
)

_WORD = re.compile(r"(?<!\w)[^\W\d_]+")
_ASIDE = re.compile(r"\s*(?:\((?:[^()]|\([^()]*\))*\)|（[^（）]*）|\[[^\[\]]*\])\s*")
"""What others did or called out, in brackets on a line: `(Applause)`, `[laughs]`."""

_FEW = 10
"""Heads too few to tell how heads look in a text."""

_MOST_ALIKE = 100
"""Names with all words of a shorter one, from which it is none of theirs: comparing takes long."""

_MOST_WITH = 1_000
"""Names with the rarest word of one, from which none is looked for that has all its words."""


class Words(NamedTuple):
    """Words on one line: the number of their paragraph, and from and up to where in it."""

    paragraph: int
    start: int
    end: int


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


class _Begun(NamedTuple):
    """A head, and the line that it stands on; `voice` where captions name it."""

    line: Line
    head: Head
    voice: bool

    def is_alone(self) -> bool:
        """Return whether no words follow on its line."""
        return not self.line[2][self.head.start :].strip()

    def is_marked(self) -> bool:
        """Return whether it stands in bold, or is a heading."""
        return self.line[2].lstrip(" >")[:1] in {"*", "_", "#"}


class Transcript(NamedTuple):
    """The turns of a text, and what may head words in it that nobody can tell whose they are."""

    turns: tuple[Turn, ...]
    unknown: tuple[str, ...]


def turns_of(paragraphs: Sequence[Paragraph]) -> tuple[Turn, ...]:
    """Return the turns of a text in their order; none where it is no transcript."""
    return transcript_of(paragraphs).turns


def transcript_of(paragraphs: Sequence[Paragraph]) -> Transcript:
    """Return the turns of a text in their order, and what heads words that are nobody's."""
    lines = list(_lines(paragraphs))
    listed, places = those_present(lines)
    begun = _voices(line for line in lines if paragraphs[line[0] - 1].time) or [
        each
        for line in lines
        if line[:2] not in places and (each := _begun(line, paragraphs[line[0] - 1]))
    ]
    people = _People(listed, begun)
    uses = _uses(paragraphs, begun)
    kept = _names_alone(begun, people, uses)
    heads = {each.line[:2]: each.head for each in kept}
    ends = {each.line[:2]: each.head.name for each in begun if each.line[:2] not in heads}
    ends |= _ends(lines, heads, paragraphs)
    begins = min(heads, default=(0, 0))
    unknown = tuple(head for place, head in sorted(ends.items()) if head and place > begins)
    if len(unknown) > len(heads):
        return Transcript((), ())
    return Transcript(tuple(_turns(lines, heads, ends, people, paragraphs)), unknown)


def _lines(paragraphs: Sequence[Paragraph]) -> Iterator[Line]:
    for number, paragraph in enumerate(paragraphs, 1):
        start = 0
        for line in paragraph.text.split("\n"):
            yield number, start, line
            start += len(line) + 1


def _begun(line: Line, paragraph: Paragraph) -> _Begun | None:
    _, start, text = line
    if paragraph.voice and not start:
        after = text.removeprefix(f"{paragraph.voice}:")
        head = Head(paragraph.voice, (), paragraph.time, len(text) - len(after.lstrip()))
        return _Begun(line, head, voice=True)
    found = head_of(text)
    return _Begun(line, found, voice=False) if found else None


def _voices(lines: Iterable[Line]) -> list[_Begun]:
    """Return the heads of captions that name the voice in their text; none where few do."""
    captions = list(lines)
    found = (head_of(line[2]) or shown_name(line[2]) for line in captions)
    begun = [
        _Begun(line, head, voice=True) for line, head in zip(captions, found, strict=True) if head
    ]
    if len(begun) < 3 or len(begun) < 0.9 * len(captions):
        return []
    counts = Counter(each.head.name for each in begun)
    every = len(begun) == len(captions)
    sure = [each for each in begun if counts[each.head.name] > 1 or is_told_at_once(each.head.name)]
    return begun if every else sure


def _uses(paragraphs: Iterable[Paragraph], begun: Iterable[_Begun]) -> Counter[str]:
    """Return how often a text prints words otherwise than names: in small letters.

    In scripts without any, otherwise than in heads.
    """
    words = Counter(word for each in paragraphs for word in _WORD.findall(each.text))
    found: Counter[str] = Counter()
    for word, many in words.items():
        if word.islower() or not has_capitals(word):
            found[fold(word)] += many
    for each in begun:
        found.subtract(word for word in own_words(each.head.name) if not has_capitals(word))
    return found


def _names_alone(
    begun: Sequence[_Begun], people: "_People", uses: Mapping[str, int]
) -> list[_Begun]:
    """Return the heads that are names, none where the text is no transcript: the rule above."""
    counts = Counter(people.key(each.head.name) for each in begun)

    def comes_back(each: _Begun) -> bool:
        return counts[people.key(each.head.name)] > 1 and not is_doubtful(each)

    def is_doubtful(each: _Begun) -> bool:
        name, many = each.head.name, counts[people.key(each.head.name)]
        initials = len(name) < 4 and name.isupper()
        words = own_words(name)
        common = sum(uses.get(word, 0) >= many for word in words)
        enough = len(words) if has_capitals(name) else len(words) / 2
        told = initials or is_role(name) or (not has_capitals(name) and is_told_at_once(name))
        return not told and common >= enough

    def is_sure(each: _Begun) -> bool:
        name = each.head.name
        noted = bool(each.head.notes) and has_capitals(name) and len(own_words(name)) > 1
        known = each.head.is_titled or people.is_listed(name)
        return each.voice or known or (noted and not is_doubtful(each))

    called = {each.head.name for each in begun}

    def is_name(each: _Begun) -> bool:
        if not each.voice and names_people(each.line[2][each.head.start :], called):
            return False
        # A time and a name are a line of an agenda too.
        scheduled = each.line[2].lstrip("[( ")[:1].isdigit()
        once = is_told_at_once(each.head.name) and not scheduled and not is_doubtful(each)
        return once or comes_back(each) or is_sure(each)

    kept = [each for each in begun if is_name(each)]
    if any(each.voice for each in kept):
        return kept
    half = [each for each in kept if is_sure(each) or comes_back(each)]
    kept = _alike(kept, half)
    names = {people.key(each.head.name) for each in kept}
    return kept if len(kept) > 2 and len(names) > 1 and 2 * len(half) >= len(kept) else []


def _alike(heads: list[_Begun], known: Sequence[_Begun]) -> list[_Begun]:
    """Return the heads that look as nearly all of those do of which most is known."""
    for look in (_Begun.is_alone, _Begun.is_marked):
        share = sum(map(look, known))
        if len(known) >= _FEW and not 0.1 * len(known) < share < 0.9 * len(known):
            heads = [each for each in heads if look(each) == (2 * share > len(known))]
    return heads


def _ends(
    lines: Iterable[Line], heads: Container[tuple[int, int]], paragraphs: Sequence[Paragraph]
) -> dict[tuple[int, int], str]:
    """Return the lines that no name heads and that end a turn, with what may be a head there."""
    ends: dict[tuple[int, int], str] = {}
    voices = any(each.voice for each in paragraphs)
    shouts = 2 * sum(each.text.isupper() for each in paragraphs) < len(paragraphs)
    for number, start, text in lines:
        if (number, start) in heads or (text[:1] in "(（" and _ASIDE.fullmatch(text)):
            continue
        paragraph = paragraphs[number - 1]
        may_head = caption_head if paragraph.time else possible_head
        if ends_turn(text):
            ends[number, start] = ""
        elif head := may_head(text) or (shouts and capitals(text)):
            ends[number, start] = head
        elif paragraph.time and (voices or text.startswith(("-", "–"))):
            ends[number, start] = text[:1]
    return ends


def _turns(
    lines: Sequence[Line],
    heads: Mapping[tuple[int, int], Head],
    ends: Container[tuple[int, int]],
    people: "_People",
    paragraphs: Sequence[Paragraph],
) -> Iterator[Turn]:
    # No recording begins in its fifth hour: those are times of the day.
    timed = next((head.time for head in heads.values() if head.time), "") < "05"
    speakers: tuple[Person, ...] = ()
    words: list[Words] = []
    time = ""
    for line in lines:
        number, start, text = line
        head = heads.get(line[:2])
        after = head.start if head else 0
        if head and (found := people.who(head)) != speakers:
            yield from (Turn(each, tuple(words), time) for each in speakers if words)
            speakers, words = found, []
            time = (timed and head.time) or paragraphs[number - 1].time
        elif line[:2] in ends:
            yield from (Turn(each, tuple(words), time) for each in speakers if words)
            speakers = ()
        if speakers and text[after:].strip() and not _ASIDE.fullmatch(text):
            words.append(Words(number, start + after, start + len(text)))
    yield from (Turn(each, tuple(words), time) for each in speakers if words)


class _People:
    """Those who are named, each once: whatever heads call them."""

    def __init__(self, listed: Sequence[Listed], begun: Iterable[_Begun]) -> None:
        heads = dict.fromkeys(each.head for each in begun)
        spoken = {_key(head.name) for head in heads}
        self._listed = {_key(each.name): each for each in listed}
        self._aliases = {
            _key(note): _key(each.name)
            for each in listed
            for note in each.notes
            if _key(note) in spoken
            and _key(note) not in self._listed
            and _is_short(note, each.name)
        }
        self._aliases |= {
            _key(note): _key(head.name)
            for head in heads
            for note in head.notes
            if _key(note) in spoken and are_initials(note, head.name)
        }
        self._names: dict[str, str] = {}
        self._with: defaultdict[str, set[str]] = defaultdict(set)
        for name in (*(each.name for each in listed), *(head.name for head in heads)):
            key = _key(name)
            if key not in self._aliases and self._names.setdefault(key, name) == name:
                for word in key.split():
                    self._with[word].add(key)
        self._keys = {name: self._find(name) for name in {head.name for head in heads}}
        self._spoken = {*self._keys.values()}
        self._persons = self._described(heads)

    def key(self, name: str) -> str:
        """Return what is the same for all names of one person."""
        return self._keys[name]

    def is_listed(self, name: str) -> bool:
        return self._keys[name] in self._listed

    def who(self, head: Head) -> tuple[Person, ...]:
        """Return who speaks: several where a head names those who speak elsewhere too."""
        own = self._keys[head.name]
        others = [self._find(note) for note in head.notes]
        together = others if all(key in self._persons for key in others) else []
        return tuple(self._persons[key] for key in dict.fromkeys([own, *together]))

    def _find(self, name: str) -> str:
        """Return the key of the one fuller name that has all words of this one, or its own."""
        key = _key(name)
        if key in self._aliases:
            return self._aliases[key]
        if key in self._names and differ(name, self._names[key]):
            key += f" {gender(name)}"
        elif key in self._listed or is_role(name):
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

    def _described(self, heads: Iterable[Head]) -> dict[str, Person]:
        """Return each person by their key, with what heads and the list say of them."""
        names: defaultdict[str, dict[str, None]] = defaultdict(dict)
        notes: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for key, each in self._listed.items():
            names[key][each.name] = None
            notes[key].update(dict.fromkeys(each.notes))
        for head in heads:
            key = self._keys[head.name]
            names[key][head.name] = None
            notes[key].update(dict.fromkeys(head.notes))
        found: dict[str, Person] = {}
        for key, called in names.items():
            name = self._names.get(key) or next(iter(called))
            said = [note for note in notes[key] if not self._is_name(note)]
            role = ", ".join(filter(is_office, said))
            organization = ", ".join(note for note in said if not is_office(note))
            others = tuple(each for each in called if fold(each) != fold(name))
            found[key] = Person(name, role, organization, others)
        return found

    def _is_name(self, note: str) -> bool:
        """Return whether what is said of somebody is how a head calls them, or someone else."""
        return not is_role(note) and self._find(note) in self._spoken


def _is_short(note: str, name: str) -> bool:
    """Return whether what is said of somebody is how heads may call them: an office, initials."""
    return is_role(note) or (note.isupper() and len(note) < 6) or are_initials(note, name)


def _key(name: str) -> str:
    """Return what is the same for spellings of one name: its words folded, without titles."""
    return " ".join(own_words(name)) or fold(name)
