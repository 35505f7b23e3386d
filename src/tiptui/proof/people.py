"""The people that a text names, in heads and in a list such as `Present: Ada Byron, Max Planck`."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from itertools import filterfalse
from typing import NamedTuple

from tiptui.documents import names
from tiptui.documents.document import Paragraph
from tiptui.documents.names import Head
from tiptui.text.folding import fold

_BEGINS = frozenset(map(fold, names.LISTS["lists of those present"]))
_BULLET = re.compile(r"\s*(?:[-*•·–]\s+|\(?\d{1,3}[.)]\s+)?")
_COLON, _SEMICOLON = re.compile("[:：]"), re.compile("[;；]")
_COMMA = re.compile(r"[,，、،](?![^(]{0,200}\))|\s(?:and|&)\s")  # outside brackets
_RULE = re.compile(r"[\s|:=+-]*")
_LONGEST = 200
_MOST_ALIKE = 100  # names with the rarest word of a name: to compare more takes long


class SourceLine(NamedTuple):
    """A line of a text, with the number of its paragraph and its start in that."""

    number: int
    start: int
    text: str
    paragraph: Paragraph

    @property
    def voice(self) -> str:
        """The voice that captions tag, on the first line of its words."""
        return "" if self.start else self.paragraph.voice


def lines_of(paragraphs: Iterable[Paragraph]) -> Iterator[SourceLine]:
    for number, paragraph in enumerate(paragraphs, 1):
        start = 0
        for text in paragraph.text.split("\n"):
            yield SourceLine(number, start, text, paragraph)
            start += len(text) + 1


def present_in(lines: Iterable[SourceLine]) -> tuple[list[Head], set[SourceLine]]:
    """Return the people listed as present, and the lines of the list."""
    listed: list[Head] = []
    listing: set[SourceLine] = set()
    within = False
    for source_line in lines:
        line = source_line.text
        if begins_list(line):
            _, *rest = _COLON.split(line, maxsplit=1)
            here = list(filter(None, map(_entry, _split_names("".join(rest).strip(" \t*_")))))
            within = True
        elif within and _RULE.fullmatch(line):
            here = []
        elif within and _are_people(named := _split_names(_BULLET.sub("", line, 1))):
            here = list(map(Head, named))
        elif within and (entry := _entry(line)):
            here = [entry]
        else:
            within = within and line.lstrip().startswith("|")  # the head of a table
            continue
        listed += here
        listing.add(source_line)
    return listed, listing


def begins_list(line: str) -> bool:
    label = _COLON.split(line[: _LONGEST + 1], maxsplit=1)[0]
    bare = fold(label.strip(" \t#>*_").partition("(")[0])
    return len(label) < _LONGEST and " ".join(bare.split()) in _BEGINS


def names_people(words: str, known: Container[str]) -> bool:
    """Return whether words only name people, as after `Chair:`."""
    named = [name.strip("*_") for name in _split_names(words)]
    whole = all(names.is_name(name) and (" " in name or name in known) for name in named)
    # A stop says that a chair calls on somebody: `Mr. Speaker: Mayor Katz.`
    return bool(named) and whole and not words.rstrip().endswith((".", "!", "?", ","))


def _split_names(together: str) -> list[str]:
    between = _SEMICOLON if _SEMICOLON.search(together) else _COMMA
    return list(filter(None, map(str.strip, between.split(together))))


def _are_people(named: Sequence[str]) -> bool:
    """Return whether parts of a line are as many people, not one with an organization."""
    whole = [len(name.split()) > 1 for name in named]
    are_names = all(names.is_name(name) and not names.is_office(name) for name in named)
    return len(named) > 2 and are_names and (all(whole) or not whole[0])


def _entry(line: str) -> Head | None:
    """Return the person on a line; None for other lines."""
    if len(line) > _LONGEST:
        return None
    line = _BULLET.sub("", line, count=1).strip(" \t|'\"")
    role, colon, name = line.partition(":")
    if colon and names.is_role(role):
        line = f"{name.strip()}, {role}"
    name, notes = names.name_and_notes(line)
    if not names.is_name(name) or names.is_role(name) or names.head_of(line):
        return None
    return Head(name, notes)


class Participant(NamedTuple):
    """A person as a text names them."""

    name: str
    role: str = ""
    organization: str = ""
    other_names: tuple[str, ...] = ()


class People:
    """The people of a text, each once, however its heads call them."""

    def __init__(self, listed: Sequence[Head], called: Collection[Head]) -> None:
        heads = dict.fromkeys(called)
        self._often = Counter(head.name for head in called)
        self.listed = {_key(head.name): head for head in listed}
        # Heads may call a listed person by an office or initials.
        noted = ((note, head.name) for head in listed for note in head.notes)
        short = [
            (note, name)
            for note, name in noted
            if _key(note) not in self.listed
            and (names.is_role(note) or (note.isupper() and len(note) < 6))
        ]
        noted = ((note, head.name) for head in (*listed, *heads) for note in head.notes)
        short += [pair for pair in noted if names.are_initials(*pair)]
        spoken = {_key(head.name) for head in heads}
        self._aliases = {_key(note): _key(name) for note, name in short if _key(note) in spoken}
        self._names: dict[str, str] = {}
        self._with: defaultdict[str, set[str]] = defaultdict(set)
        for name in (head.name for head in (*listed, *heads)):
            key = _key(name)
            if key not in self._aliases and self._names.setdefault(key, name) == name:
                for word in key.split():
                    self._with[word].add(key)
        # All names of a person have one key.
        self.keys = {name: self._find(name) for name in {head.name for head in heads}}
        self._persons = self._describe(heads)

    def silent(self, heard: Container[Participant]) -> tuple[Participant, ...]:
        listed = dict.fromkeys(self._persons[key] for key in self.listed)
        return tuple(person for person in listed if person not in heard)

    def who(self, head: Head) -> tuple[Participant, ...]:
        """Return the speakers that a head names: several if each of them speaks elsewhere too."""
        own = self.keys[head.name]
        others = [self._find(note) for note in head.notes]
        together = others if all(key in self._persons for key in others) else []
        return tuple(self._persons[key] for key in dict.fromkeys([own, *together]))

    def _find(self, name: str) -> str:
        """Return the key of the fullest name with all words of a name, else its own key."""
        key = _key(name)
        if key in self._aliases:
            return self._aliases[key]
        if key in self._names and names.genders_differ(name, self._names[key]):
            key += f" {names.gender(name)}"
        elif key in self.listed or names.is_role(name):
            return key
        holders = [self._with[word] for word in _key(name).split()]
        rarest = min(holders, key=len, default=set[str]())
        found = rarest.intersection(*holders) if len(rarest) < _MOST_ALIKE else ()
        fuller = {
            other
            for other in found
            if len(other) > len(key) and not names.is_role(other)
            if not names.genders_differ(name, self._names[other])
        }
        # The fullest must hold the others: Abbas, Kausar Abbas, Syed Kausar Abbas.
        fullest = max(fuller, key=len, default=key)
        alike = all({*other.split()} <= {*fullest.split()} for other in fuller)
        return fullest if alike else key

    def _describe(self, heads: Iterable[Head]) -> dict[str, Participant]:
        """Return each person by key, with the notes of their heads and of the list."""
        called = defaultdict[str, list[Head]](list)
        for key, head in (*self.listed.items(), *((self.keys[of.name], of) for of in heads)):
            called[key].append(head)
        found: dict[str, Participant] = {}
        heard = {*self.keys.values()}
        for key, named in called.items():
            name = self._spelling(key, named)
            # The name of another speaker is no note on this person.
            said = [
                note
                for note in dict.fromkeys(note for head in named for note in head.notes)
                if names.is_role(note) or self._find(note) not in heard
            ]
            role = ", ".join(filter(names.is_office, said))
            others = (note for note in said if not names.is_office(note))
            organization = ", ".join(filterfalse(names.PARTY_AND_STATE.match, others))
            spelt = dict.fromkeys(head.name for head in named if fold(head.name) != fold(name))
            found[key] = Participant(name, role, organization, tuple(spelt))
        return found

    def _spelling(self, key: str, named: Sequence[Head]) -> str:
        """Return the most frequent spelling, but no single word that comes after a full name."""
        spelt = dict.fromkeys(head.name for head in named)
        given = [name for name in spelt if _key(name) not in self._aliases]
        full = [name for name in given if " " in _key(name) or " " not in _key(given[0])]
        return max(full, key=self._often.__getitem__, default=self._names.get(key, named[0].name))


def _key(name: str) -> str:
    """Return the key of all spellings of a name: its words folded, without titles."""
    return " ".join(names.own_words(name)) or fold(name)
