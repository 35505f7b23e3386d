"""States as reports name them in brackets: `(Chile and Bolivia (Plurinational State of))`."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain

from tiptui.text.folding import fold
from tiptui.text.rules import sections, word_lists

_TOKEN = re.compile(r"[LlDd][’'](?=\w)|[^\s,;/()&]+|[,;/()&]")
_BETWEEN = frozenset(", ; / ( ) & and y e et the la le les el los las l' l’ d' d’".split())
_ON_BEHALF = ("onbehalfof", "aunomde", "aunomdes", "ennombrede", "pourlecomptede")
_SIGN = re.compile(r"\d{1,2}|\*+")  # of a note
_BRACKET = re.compile(r"\((?:[^()]|\([^()]*+\))*+\)")
_LONGEST = 400


@cache
def _states() -> frozenset[str]:
    return frozenset(map(_letters, chain.from_iterable(word_lists(__file__).values())))


@cache
def _spellings() -> Mapping[str, str]:
    found = dict[str, str]()
    for line in sections(__file__)["spellings"]:
        names = [name.replace("_", " ") for name in line.split()]
        found |= dict.fromkeys(map(_letters, names), names[0])
    return found


def state_named(name: str) -> str:
    """Return the name of a state that has several, by which its id is made; other names as is."""
    return _spellings().get(_letters(name), name)


def other_spellings(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return each state by its own name, with its other spellings among some names."""
    found = defaultdict[str, dict[str, None]](dict)
    for name in names:
        own = state_named(name)
        others = found[own]
        if name.casefold() != own.casefold():
            others[name] = None
    return {own: tuple(others) for own, others in found.items()}


def _letters(name: str) -> str:
    """Return the letters of a name, so that `Viet Nam` and `Vietnam` are one."""
    return "".join(filter(str.isalpha, fold(name)))


def states_in(bracket: str) -> tuple[str, ...]:
    """Return the states that a bracket names, as printed; none where it says anything else."""
    bracket = bracket.strip()
    if len(bracket) > _LONGEST or not bracket[:1].isalpha():
        return ()
    tokens = list(_TOKEN.finditer(bracket))
    letters = [_letters(token[0]) for token in tokens]
    found: dict[str, None] = {}
    at = 0
    while at < len(tokens):
        ends = (end for end in range(len(tokens), at, -1) if letters[at] and letters[end - 1])
        # The longest name that begins here.
        if end := next((end for end in ends if "".join(letters[at:end]) in _states()), 0):
            # On one line, with the bracket closed that it opens.
            name = " ".join(bracket[tokens[at].start() : tokens[end - 1].end()].split())
            found[name + ")" * (name.count("(") - name.count(")"))] = None
            at = end
        elif tokens[at][0].casefold() in _BETWEEN or _SIGN.fullmatch(tokens[at][0]):
            at += 1
        else:
            # Who speaks for others asks; the others are not named as asking.
            return tuple(found) if "".join(letters[at:]).startswith(_ON_BEHALF) else ()
    return tuple(found)


def brackets_in(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return the spans of the brackets that name states, and the states."""
    found = ((*match.span(), states_in(match[0][1:-1])) for match in _BRACKET.finditer(text))
    return [bracket for bracket in found if bracket[2]]
