"""Lists of those present: who is named there, and what is said of them.

Such a list begins with a line such as `Present:`, `Participants` or `**Attendees:**`. Those named
stand on that line, or each on a line below, in a list or in a table, until a line is no name.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from tiptui.documents.document import Paragraph
from tiptui.text.folding import fold
from tiptui.text.names import LISTS, Head, head_of, is_name, is_office, is_role, name_and_notes


class Line(NamedTuple):
    """A line of a text: the number of its paragraph, where it begins in that, and both."""

    number: int = 0
    start: int = 0
    text: str = ""
    paragraph: Paragraph = Paragraph("")


def lines_of(paragraphs: Iterable[Paragraph]) -> Iterator[Line]:
    """Yield the lines of paragraphs."""
    for number, paragraph in enumerate(paragraphs, 1):
        start = 0
        for text in paragraph.text.split("\n"):
            yield Line(number, start, text, paragraph)
            start += len(text) + 1


_BEGINS = frozenset(map(fold, LISTS["lists of those present"]))
_BULLET = re.compile(r"\s*(?:[-*•·–]\s+|\(?\d{1,3}[.)]\s+)?")
_RULE = re.compile(r"[\s|:=+-]*")
_LONGEST = 200


def those_present(lines: Iterable[Line]) -> tuple[list[Head], set[Line]]:
    """Return who is listed as present, and the lines that list them."""
    listed: list[Head] = []
    listing: set[Line] = set()
    within = False
    for place in lines:
        line = place.text
        if (rest := _rest_of_label(line)) is not None:
            here = list(filter(None, map(_entry, _split_names(rest))))
            within = True
        elif within and _RULE.fullmatch(line):
            here = []
        elif within and _are_people(names := _split_names(line)):
            here = [Head(name.strip()) for name in names]
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
    names = [each.strip(" \t*_") for each in _split_names(words)]
    alone = all(is_name(each) and (len(each.split()) > 1 or each in known) for each in names)
    return alone and not words.rstrip().endswith((".", "!", "?"))


def _rest_of_label(line: str) -> str | None:
    """Return what stands after a label with which such a list begins, None where there is none."""
    label, *rest = re.split("[:：]", line, maxsplit=1)
    bare = label[:_LONGEST].strip(" \t#>*_").partition("(")[0]
    begins = len(label) < _LONGEST and " ".join(fold(bare).split()) in _BEGINS
    return "".join(rest).strip(" \t*_") if begins else None


def _split_names(names: str) -> list[str]:
    """Return what names several people as one text for each."""
    between = "[;；]" if re.search("[;；]", names) else r"[,，、،](?![^(]{0,200}\))|\s(?:and|&)\s"
    return re.split(between, names)


def _are_people(names: Sequence[str]) -> bool:
    """Return whether names can only be those of several people, not of one and where from."""
    whole = [len(name.split()) > 1 for name in names]
    alone = all(is_name(each.strip()) and not is_office(each) for each in names)
    return len(names) > 2 and alone and (all(whole) or not whole[0])


def _entry(line: str) -> Head | None:
    """Return who is named on a line, None where it says other things."""
    if len(line) > _LONGEST:
        return None
    line = _BULLET.sub("", line, count=1).strip(" \t|'\"")
    role, colon, name = line.partition(":")
    if colon and is_role(role):
        line = f"{name.strip()}, {role}"
    name, notes = name_and_notes(line)
    if not is_name(name) or is_role(name) or head_of(line):
        return None
    return Head(name, notes)
