"""Who spoke, as a text says it: turns, each with its speaker, its words and when they were said.

A turn begins with a head: a name as `names` has it, and a colon or a time, at the beginning of a
line (`Name:`, `**NAME** (Organization):`, `[00:12:31] Name:`, `Name   0:03`), or with a voice that
captions name. It goes on to the next head. Successive turns of one speaker are one.

Prose has colons too. A head is sure where captions name the voice, where a title (`Dr.`) or a list
of those present says that it names a person, or where an organization stands beside it. It is
doubtful where the text also prints all words of the name in small letters (`Result:`, `Will:`), but
not an office, or three capitals. A text is a transcript where captions name voices, by a tag or, in
nine of ten, by whatever stands before a colon; or where it has three heads or more, of two names or
more, and at least half of them are sure, or have a name that comes back and is not doubtful. In a
transcript a head is a name where it is sure or comes back, or where it is not doubtful and several
words, all capitals, an office, or two or three ideographs. Other heads, headings, and labels such
as `Question:` end the turn before them: their words are nobody's.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tiptui.sources.documents.document import Paragraph
from tiptui.sources.names import (
    Head,
    are_initials,
    differ,
    ends_turn,
    gender,
    head_of,
    is_office,
    is_role,
    is_told_at_once,
    own_words,
    shown_name,
)
from tiptui.sources.present import Line, Listed, those_present
from tiptui.text.folding import fold

_SMALL = re.compile(r"(?<!\w)[^\W\d_]+")


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


def turns_of(paragraphs: Sequence[Paragraph]) -> tuple[Turn, ...]:
    """Return the turns of a text in their order; none where it is no transcript."""
    lines = list(_lines(paragraphs))
    listed, places = those_present(lines)
    begun = _voices(line for line in lines if paragraphs[line[0] - 1].time) or [
        each
        for line in lines
        if line[:2] not in places and (each := _begun(line, paragraphs[line[0] - 1]))
    ]
    people = _People(listed, begun)
    kept = _names_alone(begun, people, _small_words(paragraphs))
    return tuple(_turns(lines, begun, kept, people, paragraphs)) if kept else ()


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
    return begun if len(begun) > 2 and len(begun) >= 0.9 * len(captions) else []


def _small_words(paragraphs: Iterable[Paragraph]) -> frozenset[str]:
    """Return the words that a text prints in small letters."""
    found = (word for each in paragraphs for word in _SMALL.findall(each.text))
    return frozenset(fold(word) for word in {*found} if word.islower())


def _names_alone(begun: Sequence[_Begun], people: "_People", small: frozenset[str]) -> list[_Begun]:
    """Return the heads that are names, none where the text is no transcript: the rule above."""
    counts = Counter(people.key(each.head.name) for each in begun)

    def comes_back(each: _Begun) -> bool:
        return counts[people.key(each.head.name)] > 1

    def is_doubtful(each: _Begun) -> bool:
        words = own_words(each.head.name)
        initials = len(each.head.name) < 4 and each.head.name.isupper()
        return not initials and not is_role(each.head.name) and small.issuperset(words)

    def is_sure(each: _Begun) -> bool:
        words = own_words(each.head.name)
        return (
            each.voice
            or each.head.is_titled
            or people.is_listed(each.head.name)
            or (bool(each.head.notes) and len(words) > 1 and not is_doubtful(each))
        )

    def is_name(each: _Begun) -> bool:
        once = is_told_at_once(each.head.name) and not is_doubtful(each)
        return once or comes_back(each) or is_sure(each)

    kept = [each for each in begun if is_name(each)]
    if any(each.voice for each in kept):
        return kept
    half = [each for each in kept if is_sure(each) or (comes_back(each) and not is_doubtful(each))]
    names = {people.key(each.head.name) for each in kept}
    return kept if len(kept) > 2 and len(names) > 1 and 2 * len(half) >= len(kept) else []


def _turns(
    lines: Sequence[Line],
    begun: Iterable[_Begun],
    names: Iterable[_Begun],
    people: "_People",
    paragraphs: Sequence[Paragraph],
) -> Iterator[Turn]:
    heads = {each.line[:2]: each.head for each in names}
    others = {each.line[:2] for each in begun} - heads.keys()
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
        elif line[:2] in others or (not head and ends_turn(text)):
            yield from (Turn(each, tuple(words), time) for each in speakers if words)
            speakers = ()
        if speakers and text[after:].strip():
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
            if _key(note) in spoken and _key(note) not in self._listed
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


def _key(name: str) -> str:
    """Return what is the same for spellings of one name: its words folded, without titles."""
    return " ".join(own_words(name)) or fold(name)
