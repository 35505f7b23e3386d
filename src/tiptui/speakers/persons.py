"""People in a list, as `Cllrs Foley and Galvin; Ada Byron (IOM), Chair` names them.

- people are parted by semicolons, commas or `and`, or stand in rows of a table
- a person is a name, and notes in brackets, behind a dash or a comma: role, body, initials
- a plural title stands before several names: `Councillors Foley and Galvin`
"""

import re
from collections.abc import Container, Sequence
from itertools import chain
from typing import NamedTuple

from tiptui.documents import names
from tiptui.text.folding import fold
from tiptui.text.rules import Rules

_RULES = Rules(__file__)
_BODIES, _ALONE = names.LISTS["bodies"], names.LISTS["titles of families"]
_PLURALS = dict(line.split(maxsplit=1) for line in names.LANGUAGES["plural titles"])
_COLUMNS = ("initials", "body", "role", "name", "presence")
BULLET = re.compile(r"\s*(?:[-*•·–▪○]\s+(?:\[[xX]\]\s+)?|\(?\d{1,3}[.)]\s+)?")
MARKS = " \t#>*_|'\"\\"
COMMA, _SEMICOLON = (
    re.compile(r"[,，、،]|(?<=\w)\s{2,}(?=\w)|\sand(?=\sguests?\s)"),
    re.compile("[;；]"),
)
_WITHIN = re.compile(r"([^:,;()\[\]\d]{2,60})[:：]\s*")  # a label within a list
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$")
STOP = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_a-z])")
_OFFICE_BEFORE = re.compile(r"((?:\S+ ){0,7}?(\S*\w))\s(\S+(?: [“\"]\S+[”\"])?\s\S+)")
_OFFICE_FIRST = re.compile(r"([^()]{4,100})\(([^()]{4,60})\)")
_NEXT = re.compile(r"(?<=\0)\s+(?=[^\W\d_a-z][\w.'’-]*\s[^\W\d_a-z])")  # behind brackets
_NICKNAME = re.compile(
    r"(?:[a-z]|\d[a-z])[\w-]+(?: [a-z][\w-]+)?|[A-Z][a-z]+\d\w+|[^\W\d_a-z][\w-]*(?: [\w'’-]+){1,2}"
)
_CALLED = re.compile(
    r"""^(\S+(?:\s\w+){0,3}?(?=\s[“"])|\S+)((?:\s[(“"‘'][^\W\d_]{2,}[)”"’'])+)(?=\s[^\W\d_a-z])"""
)
_MORE = re.compile(r"…|\.{3}")
_GLUED = re.compile(r"(?<=[^\W\d_]{2})\.(?=[^\W\d_a-z]{2})")
_HANDLE = re.compile(r"\s*[(,]?\s*(?<!\w)(@[\w-]{1,39})\)?")
_HANDLES = re.compile(r"(?:@[\w-]{1,39}\s*){2,}")
_FOREIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af· ]+")
_CAPITALS = re.compile("[A-Z]{2,4}")
_SIGNS = re.compile(r"\s*[(),–]\s*|\s-\s")
# Beside a name: more are other people.
_MOST_BODIES, _LONGEST_NOTE = 2, 100


class Participant(NamedTuple):
    """A person as a text names them."""

    name: str
    role: str = ""
    organization: str = ""
    other_names: tuple[str, ...] = ()


def merge(one: Participant, other: Participant) -> Participant:
    """Return a person as one passage tells, else as the other."""
    others = tuple(dict.fromkeys((*one.other_names, *other.other_names)))
    bodies = (of for of in (one.organization, other.organization) if of and of not in others)
    return Participant(one.name or other.name, one.role or other.role, next(bodies, ""), others)


def codes(notes: str, name: str) -> tuple[str, ...]:
    """Return the notes that may stand for a name: capitals with its initials, or that begin it.

    `EAO` is Eemeli Aro, `TIM` Tim Ray.
    """
    found = list[str]()
    for note in notes.split(", "):
        if not _CAPITALS.fullmatch(note):
            continue
        has_initials = note[0] == name[:1] and name.split()[-1][0] in note[1:]
        if has_initials or fold(name).startswith(fold(note)):
            found.append(note)
    return tuple(found)


CHAIR = "Chair"
AWAY = Participant("")
"""Somebody in a list of whom it says that they were not there."""


def names_people(words: str, known: Container[str], short: bool) -> bool:
    """Return whether words only name people, as after `Chair:`; by one word each if `short`."""
    # A stop says that a chair calls on somebody: `Mr. Speaker: Mayor Katz.`
    if words.rstrip().endswith((".", "!", "?", ",", "…")):
        return False
    people, odd = people_in(words, is_line=False)
    alone = (person.name for person in people if person == Participant(person.name))
    called = [*filter(names.is_name, alone)]
    full = all((short and called[1:]) or " " in name or name in known for name in called)
    return bool(called) and full and len(called) == len(people) and not odd


def is_nameless(part: str) -> bool:
    """Return whether a part of a list is somebody without a name: `a delegation of pilots`."""
    return bool(_RULES["nameless"].fullmatch(part))


def heads_group(text: str) -> bool:
    return bool(_RULES["group"].fullmatch(text.partition(":")[0].strip(MARKS)))


def columns_in(row: str) -> tuple[str, ...]:
    """Return the kinds of the columns that a row names; none for other rows."""
    cells = [cell.strip(MARKS) for cell in row.strip(" |").split("|")]
    kinds = [
        next((kind for kind in _COLUMNS if _RULES[f"{kind} column"].fullmatch(cell)), "")
        for cell in cells
    ]
    return tuple(kinds) if "name" in kinds and len({*kinds} - {""}) > 1 else ()


def people_in(
    words: str, columns: Sequence[str] = (), is_line: bool = True
) -> tuple[list[Participant], list[str]]:
    """Return the people that words name, and the parts of them that are not understood.

    On a line of its own `Ada Byron, Acme Labs` is one person with a body.
    """
    if "|" in names.BRACKETED.sub("", words):
        return _row(words, columns)
    words, role, odd = BULLET.sub("", _MORE.sub("", words), 1).strip(MARKS), "", list[str]()
    words = re.sub(r"\s*\t[\s–-]*", " - ", _GLUED.sub(". ", _FULL_STOP.sub("", words)))
    if _HANDLES.fullmatch(words):
        words = ", ".join(words.split())
    if colon := _WITHIN.match(words):
        label, words = colon[1].strip(MARKS), words[colon.end() :]
        if label.lower() in _PLURALS:
            words = f"{label} {words}"
        elif names.is_office(label) and not label.endswith("s") and label.count(" ") < 3:
            role = label
        elif not _RULES["group"].fullmatch(label):
            return [], []
    if sentence := _RULES["another sentence"].search(words):
        odd.append(sentence[0].strip(" ,.&+"))
        words = words[: sentence.start()]
    while others := _RULES["others"].search(words):
        odd.append(others[0].strip(" ,.&+"))
        words = f"{words[: others.start()]}, {words[others.end() :].lstrip(' ,.&+')}".strip(" ,")
    if behind := behind_offices(words):
        return behind, odd
    groups = _groups(words, is_line and not colon)
    people = [_person(*group, role=role, is_many=len(groups) > 1) for group in groups]
    odd += [", ".join(of) for person, of in zip(people, groups, strict=True) if not person]
    return [*filter(None, people)], odd


def behind_offices(words: str) -> list[Participant]:
    """Return the people in brackets behind their offices: `Director, Works (Mr. Brady)`."""
    found = [(of[2].strip(), of[1].strip(" ,.;&")) for of in _OFFICE_FIRST.finditer(words)]
    if not all(names.has_title(who) or _singular(who)[0] for who, _ in found):
        return []
    return [
        person._replace(role=_RULES["before"].sub("", office))
        for who, office in found
        for person in people_in(who, is_line=False)[0] or [Participant(who)]
    ]


def _row(words: str, columns: Sequence[str]) -> tuple[list[Participant], list[str]]:
    cells = [cell.strip(MARKS) for cell in words.strip(" |").split("|")]
    if not columns:
        return [*filter(None, [_person(*cells)])], []
    by = dict(zip(columns, cells, strict=False))
    if _RULES["away"].fullmatch(by.get("presence", "")):
        return [AWAY], []
    name = by.get("name", "")
    people, odd = people_in(name)
    if not people and " " in name and names.is_name(name):  # Ann Dean
        people, odd = [Participant(name)], []
    role, body, initials = (by.get(of, "").strip("?–-") for of in ("role", "body", "initials"))
    beside = Participant("", role, body, tuple(filter(None, [initials])))
    return [merge(beside, person) for person in people], odd


def _groups(words: str, is_line: bool) -> list[list[str]]:
    """Return the parts of a list, those of a person together: the name, then notes."""
    found, title = list[list[str]](), ""
    semicolons = split(words, _SEMICOLON)
    is_long = len(semicolons) > 1
    groups = [*map(_pieces, semicolons if is_long else split(words, COMMA))]
    parts = [*chain.from_iterable(groups)]
    is_line = is_line and len(parts) == len(groups)
    first, full = _core(parts[0]) if parts else "", sum(map(is_full, parts))
    given = " " not in first or first.islower()
    many = full > 2 or (full > 1 and not is_line) or (given and len(parts) > 2)
    for n, printed in chain.from_iterable(map(enumerate, groups)):
        singular, part = _singular(_RULES["before"].sub("", printed))
        core = _core(part)
        # An own title or office ends that of those before.
        is_titled = names.has_title(core) or _name_in(core)[1]
        # An office is of those before the next comma, a title of all.
        is_over = is_titled or (n == 0 and title not in _PLURALS.values())
        title = singular or ("" if is_over else title)
        fits = many or (given and " " not in core) or names.has_title(core) or bool(title)
        may_call = not is_line and (given or many or core.islower()) and '"' not in words
        is_one = (fits and _is_person(core)) or (may_call and _is_nickname(core))
        is_other = not is_line and is_nameless(part)
        begins = is_one or is_other or is_long or not (core or first)  # only handles
        if begins or not found:
            found.append([])
        found[-1].append(f"{title} {part}" if title and begins else part)
    return found


def _pieces(part: str) -> list[str]:
    """Return the people between `and`, titles, stops and brackets; else the part as it is."""
    pieces = [_RULES["before"].sub("", part)]
    for sign in (_RULES["between"], _RULES["titles behind"], STOP, _NEXT):
        for n, piece in reversed([*enumerate(pieces)]):
            halves = split(piece, sign)
            apart = not any(" - " in half for half in halves[:-1])
            if _parts_a_name(sign, piece, halves):
                apart = False
            if len(halves) > 1 and apart and all(map(_is_person, halves)):
                before = ((half, split(half, COMMA)) for half in halves[:-1])
                lists = (of if all(map(is_full, of)) else [half] for half, of in before)
                pieces[n : n + 1] = [*chain.from_iterable(lists), halves[-1]]
    return pieces


def _parts_a_name(sign: re.Pattern[str], words: str, halves: Sequence[str]) -> bool:
    """Return whether a word between the halves may be one of a name: `José Ortega y Gasset`.

    Halves that all have a given name and a family name, or that are one word each, are people.
    """
    if sign is not _RULES["between"] or not _RULES["within names"].search(words):
        return False
    lengths = [len(_singular(_core(half))[1].split()) for half in halves]
    return min(lengths) == 1 < max(lengths)


def split(words: str, sign: re.Pattern[str]) -> list[str]:
    """Return the parts of words between signs outside brackets, and not behind a title."""
    masked = names.BRACKETED.sub(lambda found: "\0" * len(found[0]), words)
    cuts = [found.span() for found in sign.finditer(masked)]
    cuts = [cut for cut in cuts if not names.is_title([*words[: cut[0]].split(), ""][-1])]
    spans = zip([0, *(end for _, end in cuts)], [*(start for start, _ in cuts), None], strict=True)
    return [part for start, end in spans if (part := words[start:end].strip(MARKS))]


def _is_nickname(core: str) -> bool:
    is_other = names.is_office(core) or _RULES["no nickname"].fullmatch(core)
    return bool(_NICKNAME.fullmatch(core)) and not is_other


def _core(part: str) -> str:
    """Return the name in a part, without notes."""
    return names.name_and_notes(_CALLED.sub(r"\1", _HANDLE.sub(" ", part)))[0]


def is_full(part: str) -> bool:
    return " " in _core(part) and _is_person(part)


def _is_person(part: str) -> bool:
    _, core = _singular(_core(part))
    return bool(_name_in(core)[0])


def _singular(part: str) -> tuple[str, str]:
    """Return the singular of the plural title or office that leads a part, or "", and the rest."""
    plural, _, rest = part.partition(" ")
    if title := _PLURALS.get(plural.lower().strip(".,")):
        return title, rest
    found = _OFFICE_BEFORE.fullmatch(part)
    if found and found[2].endswith("s") and names.is_office(found[2]):
        return (found[1][:-1], found[3]) if names.is_name(_core(found[3])) else ("", part)
    return "", part


def _person(part: str, *notes: str, role: str = "", is_many: bool = False) -> Participant | None:
    """Return the person that a part names, with its notes; None if it names nobody."""
    if any(map(_RULES["away"].fullmatch, _SIGNS.split(", ".join((part, *notes)))[1:])):
        return AWAY
    others = _HANDLE.findall(part)
    bare = re.sub(r"(?<=\w)-(?:\s|$)|\s-(?=\w)", " - ", _HANDLE.sub(" ", part)).strip(" -")
    others += [word for of in _CALLED.finditer(bare) for word in re.findall(r"\w+", of[2])]
    apart = map(names.name_and_notes, (_CALLED.sub(r"\1", bare), *notes))
    printed, *whole = chain.from_iterable((of, *more) for of, more in apart)
    # @ann (Ann Lee); Clerk, Kim Ray
    if len(whole) == 1 and (" " in whole[0] and names.is_office(printed) if printed else others):
        whole, printed = [printed], whole[0]
    name, office = (printed, "") if is_many and _is_nickname(printed) else _name_in(printed)
    if not name:
        return Participant(others[0], role) if others and not bare.strip(MARKS) else None
    roles, bodies = list(filter(None, (role, office))), list[str]()
    for note in filter(re.compile(r"\w").search, (note.strip(" –-") for note in whole)):
        is_code = bodies and note in codes(note, name)  # behind a body
        is_short = is_code or names.are_initials(note, name)
        if is_short or (name.isascii() and _FOREIGN.fullmatch(note)):
            others.append(note)
        elif _names_another(note):
            return None
        elif names.is_office(note) or note.lower().split()[-1] in _ALONE:
            roles.append(note)
        elif not _RULES["remark"].fullmatch(note):
            bodies.append(note)
    if len(bodies) > _MOST_BODIES or any(len(of) > _LONGEST_NOTE for of in (*roles, *bodies)):
        return None
    return Participant(name, ", ".join(roles), ", ".join(bodies), tuple(others))


def _names_another(note: str) -> bool:
    """Return whether a note is about somebody else: an office and a name, or initials."""
    _, office = _name_in(note)
    return " " in office or names.begins_with_initials(note)


def _name_in(printed: str) -> tuple[str, str]:
    """Return the name in words, and the office before it; both empty if there is no name."""
    name, office, found = printed, "", _OFFICE_BEFORE.fullmatch(printed)
    if found and names.is_office(found[2]) and not names.has_title(printed):
        office, name = found[1], found[3]
    is_body = not names.has_title(name) and not _BODIES.isdisjoint(name.lower().split())
    is_office = names.is_office(names.without_titles(name))
    is_other = is_office or is_body or _RULES["nobody"].fullmatch(name)
    return (name, office) if names.is_name(name) and not is_other else ("", "")
