"""The people of a text, each once, however heads of turns and lists call them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Sequence
from itertools import filterfalse

from tiptui.documents import names
from tiptui.documents.heads import Head
from tiptui.speakers.persons import CHAIR, Participant, codes, merge
from tiptui.text.folding import fold

_PARTICLES = names.LISTS["particles"]
_MOST_ALIKE = 100  # names with the rarest word of a name: to compare more takes long


class People:
    """The people of a text, each once, however its heads call them."""

    def __init__(self, listed: Iterable[Participant], called: Collection[Head]) -> None:
        heads = dict.fromkeys(called)
        self._often = Counter(head.name for head in called)
        self.listed: dict[str, Participant] = {}
        whole = list(listed)
        alike = defaultdict[str, list[Participant]](list)
        for person in whole:
            for letter in {fold(of)[:1] for of in (*_shorts(person), *_key(person.name).split())}:
                alike[letter].append(person)
        for person in whole:
            # `Scribe: AL` beside `Ada Lovelace (AL)`, `Chair: Ada`
            is_short = " " not in person.name and (person.name.isupper() or person.role == CHAIR)
            near = alike[fold(person.name)[:1]] if is_short else ()
            named = {of.name for of in near if _stands_for(person.name, of)}
            known = person._replace(name=named.pop()) if len(named) == 1 else person
            key = _key(known.name)
            self.listed[key] = merge(self.listed.get(key, known), known)
        # Heads may call somebody by an office or initials; those of a list go before guesses.
        noted = ((note, head.name) for head in heads for note in head.notes)
        guesses = [pair for pair in noted if names.are_initials(*pair)]
        given = [
            (short, person.name)
            for person in self.listed.values()
            for short in (*_shorts(person), *filter(names.is_role, person.role.split(", ")))
        ]
        spoken = {_key(head.name) for head in heads} - self.listed.keys()
        self._aliases = _aliases(guesses, spoken) | _aliases(given, spoken)
        self._names: dict[str, str] = {}
        self._with: defaultdict[str, set[str]] = defaultdict(set)
        listed_names = (person.name for person in self.listed.values())
        for name in (*listed_names, *(head.name for head in heads)):
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
        notes = (note for note in head.notes if not names.are_initials(note, head.name))
        others = [self._find(note) for note in notes]
        together = others if all(key in self._persons for key in others) else []
        return tuple(self._persons[key] for key in dict.fromkeys([own, *together]))

    def _find(self, name: str) -> str:
        """Return the key of the fullest name with all words of a name, else its own key."""
        key = _key(name)
        if key in self._aliases:
            return self._aliases[key]
        if key in self._names and names.genders_differ(name, self._names[key]):
            key += f" {names.gender(name)}"
        elif key in self.listed or names.is_role(name) or {*key.split()} <= _PARTICLES:
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
        for head in heads:
            called[self.keys[head.name]].append(head)
        found: dict[str, Participant] = {}
        for key in dict.fromkeys((*self.listed, *called)):
            person = self.listed.get(key, Participant(""))
            named = [name for name in (person.name, *(head.name for head in called[key])) if name]
            name = self._spelling(key, named)
            # The name of another speaker is no note on this person.
            notes = dict.fromkeys(note for head in called[key] for note in head.notes)
            said = [of for of in notes if names.is_role(of) or self._find(of) not in called]
            of_bodies = (of for of in said if of not in person.other_names)
            bodies = filterfalse(
                names.PARTY_AND_STATE.match, filterfalse(names.is_office, of_bodies)
            )
            offices = ", ".join(filter(names.is_office, said))
            spelt = tuple(of for of in named if fold(of) != fold(name))
            found[key] = merge(Participant(name, offices, ", ".join(bodies), spelt), person)
        return found

    def _spelling(self, key: str, named: Sequence[str]) -> str:
        """Return the most frequent spelling, but no single word that comes after a full name."""
        given = [name for name in dict.fromkeys(named) if _key(name) not in self._aliases]
        full = [name for name in given if " " in _key(name) or " " not in _key(given[0])]
        return max(full, key=self._often.__getitem__, default=self._names.get(key, named[0]))


def _stands_for(short: str, person: Participant) -> bool:
    begins = fold(person.name).startswith(f"{fold(short)} ")
    may_be = begins or short in _shorts(person) or names.are_initials(short, person.name)
    return short != person.name and may_be


def _shorts(person: Participant) -> tuple[str, ...]:
    """Return the other names of a person, and the codes that may be among the bodies."""
    return (*person.other_names, *codes(person.organization, person.name))


def _aliases(pairs: Iterable[tuple[str, str]], spoken: Container[str]) -> dict[str, str]:
    """Return the key of the one name that each short name stands for, if it is spoken to."""
    found = defaultdict[str, set[str]](set)
    for short, name in pairs:
        found[_key(short)].add(_key(name))
    return {
        short: next(iter(full))
        for short, full in found.items()
        if short in spoken and len(full) == 1
    }


def _key(name: str) -> str:
    """Return the key of all spellings of a name: its words folded, without titles."""
    return " ".join(names.own_words(name)) or fold(name)
