"""Ids of what is drafted: made of names and numbers, so that the same name has the same id."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain, count

from tiptui.text.folding import fold

_LONGEST = 64
_HASH = 8


def slug(words: str) -> str:
    """Return an id made of words; empty where they have no letter for one."""
    # Folding drops dashes, which here part words as spaces do.
    folded = fold(re.sub("[-\u2010-\u2015]", " ", words))
    return re.sub("[^a-z0-9]+", "-", folded).strip("-")[:_LONGEST].strip("-")


class Ids:
    """The ids of one record, none given twice."""

    def __init__(self, *taken: str) -> None:
        self._taken = {*taken}
        # Thousands may want the same id: no number is tried twice for it.
        self._further: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))

    def take(self, *wanted: str) -> str:
        """Return the first id that is not taken, or that with a number, and take it."""
        stem = wanted[0][:60]
        numbered = (f"{stem}-{number}" for number in self._further[stem])
        id = next(each for each in chain(wanted, numbered) if each not in self._taken)
        self._taken.add(id)
        return id


def ids_of_names(names: Iterable[str], prefix: str) -> dict[str, str]:
    """Return the id of each name: `s-spain` for Spain and the prefix `s`.

    Where two names give one id, or a name has no letter for one, its hash follows.
    """
    ids = {name: slug(f"{prefix} {name}") for name in names}
    named = Counter(ids.values())
    for name, found in ids.items():
        if found == prefix or named[found] > 1:
            digits = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]
            ids[name] = f"{found[: _LONGEST - _HASH - 1].strip('-')}-{digits}"
    return ids


def id_of_number(number: str) -> str:
    """Return the id of a recommendation by its number: `r123-4` for 123.4; empty for none."""
    found = slug(number)
    return f"r{found}"[:_LONGEST] if found else ""
