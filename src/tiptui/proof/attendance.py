"""Lists of people in minutes: `Present: Ada Byron (IOM); Cllrs Foley and Galvin`.

A list is a label, then people, in one grammar:

- a label tells if its people are there: `Present`, `Apologies`, `In the chair`
- people are parted by lines, semicolons, commas or `and`, or stand in rows of a table
- a person is a name, and notes in brackets, behind a dash or a comma: role, body, initials
- a plural title stands before several names: `Councillors Foley and Galvin`
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from tiptui.documents import names
from tiptui.documents.document import Paragraph
from tiptui.text.rules import Rules, sections, word_lists

_RULES = Rules(__file__)
_LISTS = word_lists(__file__)
_BODIES, _ALONE = _LISTS["bodies"], _LISTS["titles of families"]
_PLURALS = dict(line.split(maxsplit=1) for line in sections(__file__)["plural titles"])
_COLUMNS = ("initials", "body", "role", "name")
_BULLET = re.compile(r"\s*(?:[-*•·–▪○]\s+(?:\[[xX]\]\s+)?|\(?\d{1,3}[.)]\s+)?")
_ABSENT = re.compile(r"\s*[-*]\s+(?:\[ \]|~~)")
_BEFORE = re.compile(r"[^\w@(]*(?:\d{1,3}\\?[.)]\s+)?")
_COLON = re.compile(r"[:：|]|(?<=\w)\s(?:were|was)\s+(?=[^\W\d_a-z])")
_MARKS = " \t#>*_|'\"\\"
_RULE = re.compile(r"[\s|:=+-]*")
_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_COMMA, _SEMICOLON = re.compile(r"[,，、،]|(?<=\w)\s{2,}(?=\w)"), re.compile("[;；]")
_WITHIN = re.compile(r"([^:,;()\[\]\d]{2,60})[:：]\s*")  # a label within a list
_AND = re.compile(r"\s(?:and|&|et|y|und|e|agus|a['’]r)\s|\s?\+\s")
_LAST = re.compile(r"^(?:and|&|et|y|und)\s+")
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$")
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_a-z])")
_INITIALED = re.compile(r"(?:[^\W\d_a-z]\.\s?)+(?:[^\W\d_a-z][\w'’-]+\s?){1,3}")
_TITLE = re.compile(
    r"\s+(?=(?:cllr|councillor|mrs?|ms|miss|dña|d\.(?= (?-i:[A-ZÁÉÍÓÚÑ ]{9}))))", re.IGNORECASE
)
_OFFICE_FIRST = re.compile(r"([^()]{4,100})\(([^()]{4,60})\)")
_NEXT = re.compile(r"(?<=\0)\s+(?=[^\W\d_a-z][\w.'’-]*\s[^\W\d_a-z])")  # behind brackets
_NICKNAME = re.compile(r"[a-z][\w-]+(?: [a-z][\w-]+)?|[^\W\d_a-z][\w-]*(?: [\w'’-]+){1,2}")
_CALLED = re.compile(r"""^(\S+)\s[(“"]([^\W\d_]{2,})[)”"](?=\s[^\W\d_a-z])""")
# Marks of HTML and Markdown, and letters without width.
_NOISE = re.compile(r"</?\w[^<>]*>|&#?\w+;|\\(?=[\[\]_*])|[\ufeff\u200b]|\(s\)")
_GLUED = re.compile(r"(?<=[^\W\d_]{2})\.(?=[^\W\d_a-z]{2})")
_SENTENCE = re.compile(r"\w\s(?:were|was)\s[^\W\d_a-z]")
_HANDLE = re.compile(r"\s*[(,]?\s*(?<!\w)(@[\w-]{1,39})\)?")
_FOREIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af· ]+")
_FEW = 4  # words of a line that may name somebody
_LONGEST, _LONGEST_PART = 2_000, 150
_MOST_BODIES = 2  # beside a name: more are other people


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


class Participant(NamedTuple):
    """A person as a text names them."""

    name: str
    role: str = ""
    organization: str = ""
    other_names: tuple[str, ...] = ()


class Attendance(NamedTuple):
    """The people present, the lines of their lists, and the parts that are not understood."""

    people: tuple[Participant, ...] = ()
    lines: frozenset[SourceLine] = frozenset()
    unread: tuple[str, ...] = ()


def attendance_in(lines: Iterable[SourceLine]) -> Attendance:
    plain = {line._replace(text=_NOISE.sub("", line.text)): line for line in lines}
    read = [(kind, *_read(kind, block)) for kind, block in _blocks(plain)]
    there = [(people, odd) for kind, people, _, odd in read if kind != "absent"]
    return Attendance(
        tuple(chain.from_iterable(people for people, _ in there)),
        frozenset(plain[line] for _, _, used, _ in read for line in used),
        tuple(chain.from_iterable(odd for _, odd in there)),
    )


def begins_list(line: str) -> bool:
    return bool(_label(line)[0])


def names_people(words: str, known: Container[str], short: bool) -> bool:
    """Return whether words only name people, as after `Chair:`; by one word each if `short`."""
    # A stop says that a chair calls on somebody: `Mr. Speaker: Mayor Katz.`
    if words.rstrip().endswith((".", "!", "?", ",")):
        return False
    people, odd = _people(words, is_line=False)
    called = [person.name for person in people if person == Participant(person.name)]
    many = short and len(called) > 1 and all(map(names.has_capitals, called))
    full = all(many or " " in name or name in known for name in called)
    return bool(called) and full and len(called) == len(people) and not odd


def _label(text: str) -> tuple[str, str]:
    """Return the kind of the list that a line begins, and the words behind its label; or ""."""
    label, rest = [*_COLON.split(_BEFORE.sub("", text[: _LONGEST + 1], 1), 1), ""][:2]
    words = label.partition("(")[0].strip(_MARKS)
    kinds = ("absent", "chair", "present") if len(words) < _LONGEST_PART else ()
    kind = next((kind for kind in kinds if _RULES[kind].fullmatch(words)), "")
    said = rest.strip(_MARKS)
    # Alone on its line it may be a head, or the end of a sentence.
    is_clear = said or ((kind != "chair" or " " in words) and not words[:1].islower())
    return (kind, said) if kind and is_clear else ("", "")


# Lines.


def _blocks(lines: Iterable[SourceLine]) -> Iterator[tuple[str, list[SourceLine]]]:
    """Yield the kind of each list, and its lines up to the next list or heading."""
    blocks: list[tuple[str, list[SourceLine]]] = [("", [])]
    for line in lines:
        kind, _ = _label(line.text)
        before, block = blocks[-1]
        # Behind those who are not there a group of others follows; right below it is theirs.
        if not kind and before == "absent" and _heads_group(line.text):
            apart = len(block) > 1 or _label(block[0].text)[1]
            kind = "present" if apart and not any(_heads_group(of.text) for of in block) else ""
        if (kind and (kind, before) != ("chair", "present")) or line.text.startswith("#"):
            blocks.append((kind, []))
        blocks[-1][1].append(line)
    return (block for block in blocks if block[0])


def _heads_group(text: str) -> bool:
    return bool(_RULES["group"].fullmatch(text.partition(":")[0].strip(_MARKS)))


def _units(block: Sequence[SourceLine]) -> Iterator[tuple[list[SourceLine], str]]:
    """Yield lines with their words: those that are one list, or one name, together."""
    kind, said = _label(block[0].text)
    lines, words = [block[0]], said if kind else block[0].text
    is_prose = _SENTENCE.search(block[0].text)
    for line in block[1:]:
        own = line.text.strip()
        is_within = line.number == lines[-1].number and not _bullet(own)
        within = is_within and (len(_people(words)[0]) > 1 or (is_prose and words[-1:] != "."))
        goes_on = _breaks_off(words) or own.startswith("(")
        if len(words) < _LONGEST and (goes_on or within):
            lines.append(line)
            words += f" {own}"
        else:
            yield lines, words
            lines, words = [line], own
    yield lines, words


def _breaks_off(words: str) -> bool:
    """Return whether a list goes on: behind a comma, `and`, or titles and initials."""
    last = _COMMA.split(words)[-1].split()
    initials = all(len(word.strip(".")) == 1 or names.is_title(word) for word in last)
    return (
        words.endswith((",", ";", "&", " and", " et", " und", " y"))
        or (initials and any(map(names.is_title, last)))
        or (words[-1:] not in ".)" and bool(_behind_offices(words)))
    )


def _bullet(text: str) -> str:
    found = _BULLET.match(text)
    return found[0].strip() if found else ""


def _read(
    kind: str, block: Sequence[SourceLine]
) -> tuple[list[Participant], list[SourceLine], list[str]]:
    """Return the people of a list, its lines, and what is not understood between them.

    It ends before two lines that name nobody, and before a line that looks unlike the first.
    """
    people, used, odd = list[Participant](), list[SourceLine](), list[str]()
    passed = list[tuple[list[SourceLine], str]]()
    looks, columns, units = "", tuple[str, ...](), [*_units(block)]
    for lines, words in units:
        is_first = lines[0] is block[0]
        header = _columns(f"name|{words}" if is_first else words)
        is_label = _RULES["group"].fullmatch(words.strip(f"{_MARKS}:-"))
        if header or is_label or _RULE.fullmatch(words) or _ABSENT.match(words):
            columns = header or columns
            used += lines
            continue
        label = words.partition(":")[0] if not is_first and ":" in words else ""
        ends = label.strip(_MARKS) and names.is_label(label.strip(_MARKS).split())
        if ends and not _heads_group(words) and not names.is_office(label):
            break
        is_line = not is_first and (len(units) > 2 or names.is_office(words))
        here, unread = _people(words, columns, is_line)
        look = "|" if "|" in words else _bullet(words)[:1] or ("," if len(here) > 1 else "")
        if here and (not people or look == looks or len(here) > 1):
            looks = looks if people else look
            if kind == "chair":
                return [of._replace(role=of.role or "Chair") for of in here], lines, unread
            people += here
            odd += [*(_BULLET.sub("", of, 1) for _, of in passed), *unread]
            used += chain.from_iterable([*(before for before, _ in passed), lines])
            passed = []
        elif look == looks != "" and words.count(" ") < _FEW and lines[0].number == used[-1].number:
            odd.append(_BULLET.sub("", words, 1))
            used += lines
        elif here or passed or len(words) > _LONGEST_PART or kind == "chair":
            break
        else:
            passed = [(lines, words)]
    words = units[0][1]
    if not people and kind == "present" and words and not words.startswith("(via"):
        odd.append(words)
    return people, used, odd


# People.


def _columns(row: str) -> tuple[str, ...]:
    """Return the kinds of the columns that a row names; none for other rows."""
    cells = [cell.strip(_MARKS) for cell in row.strip(" |").split("|")]
    kinds = [
        next((kind for kind in _COLUMNS if _RULES[f"{kind} column"].fullmatch(cell)), "")
        for cell in cells
    ]
    return tuple(kinds) if "name" in kinds and len({*kinds} - {""}) > 1 else ()


def _people(
    words: str, columns: Sequence[str] = (), is_line: bool = True
) -> tuple[list[Participant], list[str]]:
    """Return the people that words name, and the parts of them that are not understood.

    On a line of its own `Ada Byron, Acme Labs` is one person with a body.
    """
    if "|" in words:
        return _row(words, columns)
    words, role, odd = _BULLET.sub("", words, count=1).strip(_MARKS), "", list[str]()
    words = re.sub(r"\s*\t[\s–-]*", " - ", _GLUED.sub(". ", _FULL_STOP.sub("", words)))
    if colon := _WITHIN.match(words):
        label, words = colon[1].strip(_MARKS), words[colon.end() :]
        if label.lower() in _PLURALS:
            words = f"{label} {words}"
        elif names.is_office(label) and not label.endswith("s"):
            role = label
        elif not _RULES["group"].fullmatch(label):
            return [], []
    if others := _RULES["others"].search(words):
        odd.append(others[0].strip(" ,.&+"))
        words = words[: others.start()]
    if behind := _behind_offices(words):
        return behind, odd
    groups = list[list[str]]()
    for part, begins in _parts(words, is_line and not colon):
        if begins or not groups:
            groups.append([part])
        else:
            groups[-1].append(part)
    many = len(groups) > 2
    people = [(_person(part, notes, role, many), (part, *notes)) for part, *notes in groups]
    odd += [", ".join(parts) for person, parts in people if not person]
    return [person for person, _ in people if person], odd


def _behind_offices(words: str) -> list[Participant]:
    """Return the people in brackets behind their offices: `Director, Works (Mr. Brady)`."""
    found = [(of[2].strip(), of[1].strip(" ,.;&")) for of in _OFFICE_FIRST.finditer(words)]
    if not all(
        names.has_title(who) or who.split()[0].lower().strip(".") in _PLURALS for who, _ in found
    ):
        return []
    return [
        person._replace(role=_LAST.sub("", office))
        for who, office in found
        for person in _people(who, is_line=False)[0] or [Participant(who)]
    ]


def _row(words: str, columns: Sequence[str]) -> tuple[list[Participant], list[str]]:
    cells = [cell.strip(_MARKS) for cell in words.strip(" |").split("|")]
    if not columns:
        are_people = all(map(_is_full, cells))
        rows = [[cell] for cell in cells] if are_people else [cells]
        people = [person for name, *notes in rows if (person := _person(name, notes))]
        return people, []
    by = dict(zip(columns, cells, strict=False))
    people, odd = _people(by.get("name", ""))
    initials = (by["initials"],) if by.get("initials", "").strip("?–-") else ()
    return [
        person._replace(
            role=by.get("role", "") or person.role,
            organization=by.get("body", "") or person.organization,
            other_names=(*person.other_names, *initials),
        )
        for person in people
    ], odd


def _parts(words: str, is_line: bool) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a list, and whether each begins a person, not a note on the one before."""
    parts, title = list[str](), ""
    semicolons = _split(words, _SEMICOLON)
    for part in semicolons if len(semicolons) > 1 else _split(words, _COMMA):
        pieces = [part]
        for sign in (_AND, _TITLE, _STOP, _NEXT):
            for n, piece in reversed([*enumerate(pieces)]):
                halves = _split(piece, sign)
                apart = not any(" - " in half for half in halves[:-1])
                if len(halves) > 1 and apart and all(map(_is_person, halves)):
                    pieces[n : n + 1] = [
                        *(name for half in halves[:-1] for name in _names_in(half)),
                        halves[-1],
                    ]
        is_line = is_line and len(pieces) == 1
        parts += pieces
    first, full = _core(parts[0]) if parts else "", sum(map(_is_full, parts))
    given, formal = " " not in first, _is_formal(first)
    many = full > 2 or (full > 1 and not is_line) or (given and len(parts) > 2)
    for printed in (_LAST.sub("", part) for part in parts):
        plural, _, own = printed.partition(" ")
        singular = _PLURALS.get(plural.lower().strip(".,"), "")
        part = own if singular else printed
        core = _core(part)
        titled = names.has_title(core)
        title = "" if titled else singular or title
        if titled or title or _INITIALED.fullmatch(core):
            begins = _is_person(core)
        elif " " in core:
            begins = many and (not formal or core != part) and _is_person(core)
        else:
            begins = _is_person(core) and (given or (many and not (core.isupper() and core[2:])))
        begins = begins or (len(semicolons) > 1 and bool(_name_in(core)[0]))
        begins = begins or ((given or many) and not is_line and _is_nickname(core))
        yield f"{title} {part}" if title and begins else part, begins


def _split(words: str, sign: re.Pattern[str]) -> list[str]:
    """Return the parts of words between signs outside brackets, and not behind a title."""
    masked = _BRACKETS.sub(lambda found: "\0" * len(found[0]), words)
    cuts = [found.span() for found in sign.finditer(masked)]
    if sign in (_STOP, _TITLE):
        cuts = [cut for cut in cuts if not names.is_title([*words[: cut[0]].split(), ""][-1])]
    spans = zip([0, *(end for _, end in cuts)], [*(start for start, _ in cuts), None], strict=True)
    return [part for start, end in spans if (part := words[start:end].strip(_MARKS))]


def _names_in(half: str) -> list[str]:
    """Return the names that commas part before `and`; else the words as they are."""
    parts = _split(half, _COMMA)
    return parts if all(map(_is_full, parts)) else [half]


def _is_nickname(core: str) -> bool:
    others = (_RULES[rule].fullmatch(core) for rule in ("remark", "nobody", "group"))
    words = core.lower().split()
    is_note = names.is_office(core) or not _BODIES.isdisjoint(words) or core.isupper()
    return bool(_NICKNAME.fullmatch(core)) and not is_note and not any(others)


def _core(part: str) -> str:
    """Return the name in a part, without notes."""
    return names.name_and_notes(_HANDLE.sub(" ", part))[0]


def _is_full(part: str) -> bool:
    return " " in _core(part) and _is_person(part)


def _is_person(part: str) -> bool:
    first, _, own = _core(part).partition(" ")
    core = own if first.lower().strip(".") in _PLURALS else _core(part)
    is_body = not names.has_title(core) and not _BODIES.isdisjoint(core.lower().split())
    return names.is_name(core) and not is_body and not names.is_office(core)


def _is_formal(name: str) -> bool:
    """Return whether a name has a title that the others of its list have too: Mr, Cllr."""
    return bool(names.gender(name)) or name.lower().split(" ")[0].strip(".") in _ALONE


def _person(
    part: str, notes: Sequence[str], role: str = "", is_many: bool = False
) -> Participant | None:
    """Return the person that a part names, with its notes; None if it names nobody."""
    if notes and names.is_office(part) and _is_full(notes[-1]):
        part, notes = notes[-1], [part, *notes[:-1]]
    others = _HANDLE.findall(part)
    bare = re.sub(r"(?<=\w)-(?:\s|$)", " - ", _HANDLE.sub(" ", part)).strip(" -")
    others += [of[2] for of in _CALLED.finditer(bare)]
    printed, beside = names.name_and_notes(_CALLED.sub(r"\1", bare))
    name, office = (printed, "") if is_many and _is_nickname(printed) else _name_in(printed)
    if not name:
        return Participant(others[0], role) if others and not bare.strip(_MARKS) else None
    roles, bodies = list(filter(None, (role, office))), list[str]()
    apart = (names.name_and_notes(note) for note in notes)
    whole = (*beside, *chain.from_iterable((of, *more) for of, more in apart))
    for note in filter(re.compile(r"\w").search, (note.strip(" –-") for note in whole)):
        if names.are_initials(note, name) or (name.isascii() and _FOREIGN.fullmatch(note)):
            others.append(note)
        elif " " in _name_in(note)[1]:  # another one, with an office before the name
            return None
        elif names.is_office(note) or note.lower().split()[-1] in _ALONE:
            roles.append(note)
        elif not _RULES["remark"].fullmatch(note):
            bodies.append(note)
    if len(bodies) > _MOST_BODIES:
        return None
    return Participant(name, ", ".join(roles), ", ".join(bodies), tuple(others))


def _name_in(printed: str) -> tuple[str, str]:
    """Return the name in words, and the office before it; both empty if there is no name."""
    name = _FULL_STOP.sub("", printed)
    *before, own = re.split(r"(?<=\w)\s(?=\S+\s\S+$)", name)
    is_body = bool(before) and not _BODIES.isdisjoint(own.lower().split())
    office = before[0] if before and not names.has_title(name) else ""
    office = office if names.is_office(office.split(" ")[-1]) else ""
    name = own if office else name
    is_other = names.is_office(own) or is_body or _RULES["nobody"].fullmatch(name)
    is_person = names.is_name(name) and not names.is_role(name) and not is_other
    return (name, office) if is_person else ("", "")
