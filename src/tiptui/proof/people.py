"""Who is named in a text: in a list of those present, in heads, and who is the same.

Such a list begins with a line such as `Present:`, `Participants` or `**Attendees:**`. Those named
stand on that line, or each on a line below, in a list or in a table, until a line is no name.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from tiptui.documents import names
from tiptui.documents.document import Paragraph
from tiptui.documents.names import Head
from tiptui.text.folding import fold

_BEGINS = frozenset(map(fold, names.LISTS["lists of those present"]))
_BULLET = re.compile(r"\s*(?:[-*•·–]\s+|\(?\d{1,3}[.)]\s+)?")
_RULE = re.compile(r"[\s|:=+-]*")
_LONGEST = 200
# Names with all words of a shorter one, from which it is none of theirs: comparing takes long.
_MOST_ALIKE = 100
# Names with the rarest word of one, from which none is looked for that has all its words.
_MOST_WITH = 1_000


class SourceLine(NamedTuple):
    """A line of a text: the number of its paragraph, where it begins in that, and both."""

    number: int
    start: int
    text: str
    paragraph: Paragraph


def lines_of(paragraphs: Iterable[Paragraph]) -> Iterator[SourceLine]:
    for number, paragraph in enumerate(paragraphs, 1):
        start = 0
        for text in paragraph.text.split("\n"):
            yield SourceLine(number, start, text, paragraph)
            start += len(text) + 1


def those_present(lines: Iterable[SourceLine]) -> tuple[list[Head], set[SourceLine]]:
    """Return who is listed as present, and the lines that list them."""
    listed: list[Head] = []
    listing: set[SourceLine] = set()
    within = False
    for place in lines:
        line = place.text
        label, *rest = re.split("[:：]", line, maxsplit=1)
        bare = label[:_LONGEST].strip(" \t#>*_").partition("(")[0]
        if len(label) < _LONGEST and " ".join(fold(bare).split()) in _BEGINS:
            here = list(filter(None, map(_entry, _split_names("".join(rest).strip(" \t*_")))))
            within = True
        elif within and _RULE.fullmatch(line):
            here = []
        elif within and _are_people(named := _split_names(line)):
            here = [Head(name.strip()) for name in named]
        elif within and (entry := _entry(line)):
            here = [entry]
        else:
            within = within and line.lstrip().startswith("|")  # the head of a table
            continue
        listed += here
        listing.add(place)
    return listed, listing


def names_people(words: str, known: Container[str]) -> bool:
    """Return whether words only name people: after `Chair:` they are who it is, not what is said.

    Whom a chair calls on has a stop: `Mr. Speaker: Mayor Katz.`
    """
    named = [each.strip(" \t*_") for each in _split_names(words)]
    are_names = all(
        names.is_name(each) and (len(each.split()) > 1 or each in known) for each in named
    )
    return are_names and not words.rstrip().endswith((".", "!", "?"))


def _split_names(together: str) -> list[str]:
    between = (
        "[;；]" if re.search("[;；]", together) else r"[,，、،](?![^(]{0,200}\))|\s(?:and|&)\s"
    )
    return re.split(between, together)


def _are_people(named: Sequence[str]) -> bool:
    """Return whether these can only be names of as many people, not one and where from."""
    whole = [len(name.split()) > 1 for name in named]
    are_names = all(names.is_name(each.strip()) and not names.is_office(each) for each in named)
    return len(named) > 2 and are_names and (all(whole) or not whole[0])


def _entry(line: str) -> Head | None:
    """Return who is named on a line, None where it says other things."""
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
    """Somebody who speaks: as the text has them, `other_names` included."""

    name: str
    role: str = ""
    organization: str = ""
    other_names: tuple[str, ...] = ()


class People:
    """Those who are named, each once: whatever heads call them."""

    def __init__(self, listed: Sequence[Head], called: Collection[Head]) -> None:
        heads = dict.fromkeys(called)
        self._often = Counter(head.name for head in called)
        self.listed = {_key(each.name): each for each in listed}
        # Heads may call who is listed by an office, or initials.
        short = [
            (note, each.name)
            for each in listed
            for note in each.notes
            if (
                names.is_role(note)
                or (note.isupper() and len(note) < 6)
                or names.are_initials(note, each.name)
            )
            and _key(note) not in self.listed
        ]
        noted = ((note, head.name) for head in heads for note in head.notes)
        short += [each for each in noted if names.are_initials(*each)]
        spoken = {_key(head.name) for head in heads}
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

    def silent(self, heard: Container[Participant]) -> tuple[Participant, ...]:
        """Return those who are listed and are none of those who were heard."""
        listed = (self._persons[key] for key in self.listed)
        return tuple(dict.fromkeys(each for each in listed if each not in heard))

    def who(self, head: Head) -> tuple[Participant, ...]:
        """Return who speaks: several where a head names those who speak elsewhere too."""
        own = self.keys[head.name]
        others = [self._find(note) for note in head.notes]
        together = others if all(key in self._persons for key in others) else []
        return tuple(self._persons[key] for key in dict.fromkeys([own, *together]))

    def _find(self, name: str) -> str:
        """Return the key of the one fuller name that has all words of this one, or its own."""
        key = _key(name)
        if key in self._aliases:
            return self._aliases[key]
        if key in self._names and names.genders_differ(name, self._names[key]):
            key += f" {names.gender(name)}"
        elif key in self.listed or names.is_role(name):
            return key
        holders = [self._with[word] for word in _key(name).split()]
        rarest = min(holders, key=len, default=set[str]())
        found = rarest.intersection(*holders) if len(rarest) < _MOST_WITH else ()
        fuller = {
            each
            for each in (found if len(found) < _MOST_ALIKE else ())
            if len(each) > len(key)
            and not names.is_role(each)
            and not names.genders_differ(name, self._names[each])
        }
        # Of names that hold one another the fullest: Abbas, Kausar Abbas, Syed Kausar Abbas.
        fullest = max(fuller, key=len, default=key)
        alike = all({*each.split()} <= {*fullest.split()} for each in fuller)
        return fullest if alike else key

    def _describe(self, heads: Iterable[Head]) -> dict[str, Participant]:
        """Return each person by their key, with what heads and the list say of them."""
        called: defaultdict[str, list[Head]] = defaultdict(list)
        spoken = ((self.keys[head.name], head) for head in heads)
        for key, head in (*self.listed.items(), *spoken):
            called[key].append(head)
        found: dict[str, Participant] = {}
        heard = {*self.keys.values()}
        for key, named in called.items():
            name = self._spelling(key, named)
            # What is the name of somebody who speaks is not said of this one.
            said = [
                note
                for note in dict.fromkeys(note for head in named for note in head.notes)
                if names.is_role(note) or self._find(note) not in heard
            ]
            role = ", ".join(filter(names.is_office, said))
            organization = ", ".join(note for note in said if not names.is_office(note))
            others = dict.fromkeys(each.name for each in named if fold(each.name) != fold(name))
            found[key] = Participant(name, role, organization, tuple(others))
        return found

    def _spelling(self, key: str, named: Sequence[Head]) -> str:
        """Return the spelling of a person's name that most heads have; the first of ties.

        A single word is short for what was given in full before: Ada Byron, then Byron.
        """
        spelt = dict.fromkeys(head.name for head in named)
        given = [each for each in spelt if _key(each) not in self._aliases]
        full = [each for each in given if " " in _key(each) or " " not in _key(given[0])]
        return max(full, key=self._often.__getitem__, default=self._names.get(key, named[0].name))


def _key(name: str) -> str:
    """Return what is the same for spellings of one name: its words folded, without titles."""
    return " ".join(names.own_words(name)) or fold(name)
