"""The states that a text names in brackets: `(Chile and Bolivia (Plurinational State of))`.

What states are called, in English, French and Spanish, is data, in `states.txt`.
"""

import re
from functools import cache
from pathlib import Path

from tiptui.text.folding import fold
from tiptui.text.rules import word_lists

_TOKEN = re.compile(r"[LlDd][’'](?=\w)|[^\s,;/()&]+|[,;/()&]")
_BETWEEN = frozenset(", ; / ( ) & and y e et the la le les el los las l' l’ d' d’".split())
_ON_BEHALF = ("onbehalfof", "aunomde", "aunomdes", "ennombrede", "pourlecomptede")
_SIGN = re.compile(r"\d{1,2}|\*+")  # of a note
_LONGEST = 400
_MOST_TOKENS = 16
"""Of the longest name, with what stands between its words."""


@cache
def _known() -> frozenset[str]:
    lists = word_lists(Path(__file__).with_name("states.txt"))
    return frozenset(_letters(name) for names in lists.values() for name in names)


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
    found: list[str] = []
    at = 0
    while at < len(tokens):
        if end := _end_of_name(letters, at):
            found.append(_name_at(bracket[tokens[at].start() : tokens[end - 1].end()]))
            at = end
        elif tokens[at][0].casefold() in _BETWEEN or _SIGN.fullmatch(tokens[at][0]):
            at += 1
        else:
            # Who speaks for others asks; the others are not named as asking.
            spoken = "".join(letters[at:]).startswith(_ON_BEHALF)
            return tuple(dict.fromkeys(found)) if spoken else ()
    return tuple(dict.fromkeys(found))


def _end_of_name(letters: list[str], start: int) -> int:
    """Return where the longest name ends that begins with a token; 0 for none."""
    last = min(len(letters), start + _MOST_TOKENS)
    for end in range(last, start, -1) if letters[start] else ():
        if letters[end - 1] and "".join(letters[start:end]) in _known():
            return end
    return 0


def _name_at(name: str) -> str:
    """Return a name on one line, with the bracket closed that it opens."""
    return " ".join(name.split()) + ")" * (name.count("(") - name.count(")"))
