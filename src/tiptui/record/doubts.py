"""What YAML reads otherwise than its writer can have meant, though it is no mistake to YAML."""

import re
from collections.abc import Collection
from itertools import islice, takewhile

# Where one of these stands, plain text is looked at.
_DOUBT = re.compile(r"[ \t]#(?=\S)|[:,\[-]\s*[“„‘‚]")
_CUT_OFF = re.compile(r"[ \t]+#(?=\S)|(?:\r\n|\r|\n)(?P<indent> +)#(?=\S)")
_IN_CURLY = re.compile("[“”„][^“”„]*[“”]|[‘‚][^‘’‚]*[‘’]")
_CUT = 'what follows " #" does not count: put quotes around all of it, or a space after the "#"'
_CURLY = 'to YAML curly quotation marks are letters: put " in their place, or " around them too'

_MOST_KEYS = 20
"""Keys that are looked at to tell whether a dash is missing."""


class Doubtful(str):
    """Plain text with the message and the code of the problem that it is where prose may stand."""

    __slots__ = ("doubt",)

    doubt: tuple[str, str]


def may_have_doubts(text: str) -> bool:
    """Return whether `doubt` need be asked about what a file has."""
    return bool(_DOUBT.search(text))


def doubt(value: str, text: str, end: int, column: int) -> str:
    """Return a plain value, as Doubtful where it can't be what was meant.

    It ends at `end` of the text, and its key or dash stands in a column, counted from 0: what is
    further to the right on the next line would go on with it.
    """
    cut_off = _CUT_OFF.match(text, end)
    if cut_off and len(cut_off["indent"] or " " * (column + 1)) > column:
        why = _CUT, "lost-text"
    elif _IN_CURLY.fullmatch(value):
        why = _CURLY, "curly-quotes"
    else:
        return value
    found = Doubtful(value)
    found.doubt = why
    return found


def begins_item(key: str, text: str, end: int, column: int, known: Collection[str]) -> bool:
    """Return whether a key that is given twice begins the next item of a list, without its dash.

    It ends at `end` of the text. It does where another of the keys that are `known` of this item
    follows in the same column.
    """
    keys = re.compile(rf"(?<=[\r\n])(?: {{{column}}}([\w-]+) *:| {{0,{column}}}[^\s#])")
    found = (match[1] for match in keys.finditer(text, end))
    following = takewhile(bool, islice(found, _MOST_KEYS))
    return any(each != key and each in known for each in following)
