"""Lists of those present: who is named there, and what is said of them.

Such a list begins with a line such as `Present:`, `Participants` or `**Attendees:**`. Those named
stand on that line, or each on a line below, in a list or in a table, until a line is no name.
"""

import re
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from tiptui.text.folding import fold
from tiptui.text.heads import head_of, parts
from tiptui.text.names import is_name, is_office, is_role

Line = tuple[int, int, str]
"""A line of a text: the number of its paragraph, where it begins in that, and itself."""

_BEGINS = frozenset(
    map(
        fold,
        """present|those present|attendees|attendance|in attendance|participants|delegates|panel
        panellists|panelists|speakers|members present|list of participants|list of attendees
        people present|presenters|participants present|présents|présent|participantes|asistentes
        anwesend|teilnehmer|teilnehmende|teilnehmerinnen und teilnehmer|presenti|presentes
        присутствовали|присутствуют|участники|出席|出席者|出席人员|出席人員|与会人员|與會人員|参会人员
        الحضور|المشاركون|حاضرین|شرکاء|उपस्थित|प्रतिभागी""".replace("\n", "|").split("|"),
    )
)
_BULLET = re.compile(r"\s*(?:[-*•·–]\s+|\(?\d{1,3}[.)]\s+)?")
_RULE = re.compile(r"[\s|:=+-]*")
_LONGEST = 200


class Listed(NamedTuple):
    """Somebody who is named as present: the name, and what is said of them, as printed."""

    name: str
    notes: tuple[str, ...]


def those_present(lines: Iterable[Line]) -> tuple[tuple[Listed, ...], frozenset[tuple[int, int]]]:
    """Return who is listed as present, and where the lines stand that list them."""
    listed: list[Listed] = []
    places: set[tuple[int, int]] = set()
    within = False
    for number, start, line in lines:
        if (rest := _after_label(line)) is not None:
            here = list(filter(None, map(_listed, _apart(rest))))
            within = True
        elif within and _RULE.fullmatch(line):
            here = []
        elif within and _are_people(names := _apart(line)):
            here = [Listed(name.strip(), ()) for name in names]
        elif within and (entry := _listed(line)):
            here = [entry]
        else:
            within = within and line.lstrip().startswith("|")  # the head of a table
            continue
        listed += here
        places.add((number, start))
    return tuple(listed), frozenset(places)


def names_people(words: str, known: Container[str]) -> bool:
    """Return whether words only name people: after `Chair:` they are who it is, not what is said.

    Whom a chair calls on has a stop: `Mr. Speaker: Mayor Katz.`
    """
    names = [each.strip(" \t*_") for each in _apart(words)]
    alone = all(is_name(each) and (len(each.split()) > 1 or each in known) for each in names)
    return alone and not words.rstrip().endswith((".", "!", "?"))


def _after_label(line: str) -> str | None:
    """Return what stands after a label with which such a list begins, None where there is none."""
    label, *rest = re.split("[:：]", line, maxsplit=1)
    bare = label[:_LONGEST].strip(" \t#>*_").partition("(")[0]
    begins = len(label) < _LONGEST and " ".join(fold(bare).split()) in _BEGINS
    return "".join(rest).strip(" \t*_") if begins else None


def _apart(names: str) -> list[str]:
    """Return what names several people as one text for each."""
    between = "[;；]" if re.search("[;；]", names) else r"[,，、،](?![^(]{0,200}\))|\s(?:and|&)\s"
    return re.split(between, names)


def _are_people(names: Sequence[str]) -> bool:
    """Return whether names can only be those of several people, not of one and where from."""
    whole = [len(name.split()) > 1 for name in names]
    alone = all(is_name(each.strip()) and not is_office(each) for each in names)
    return len(names) > 2 and alone and (all(whole) or not whole[0])


def _listed(line: str) -> Listed | None:
    """Return who is named on a line, None where it says other things."""
    if len(line) > _LONGEST:
        return None
    line = _BULLET.sub("", line, count=1).strip(" \t|'\"")
    role, colon, name = line.partition(":")
    if colon and is_role(role):
        line = f"{name.strip()}, {role}"
    name, notes = parts(line)
    if not is_name(name) or is_role(name) or head_of(line):
        return None
    return Listed(name, notes)
