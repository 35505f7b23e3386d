"""Lists of people in minutes: `Present: Ada Byron (IOM); Cllrs Foley and Galvin`.

A list is a label, then people, line by line: a label tells if its people are there (`Present`,
`Apologies`, `In the chair`). The module persons reads the people.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from tiptui.documents import names
from tiptui.documents.document import Paragraph
from tiptui.speakers import persons
from tiptui.speakers.persons import BULLET, COMMA, MARKS, STOP, Participant
from tiptui.text.rules import Rules

_RULES = Rules(__file__)
_ABSENT = re.compile(r"\s*[-*]\s+(?:\[ \]|~~)")
_BEFORE = re.compile(r"[^\w@(]*(?:\d{1,3}\\?[.)]\s+)?")
_COLON = re.compile(rf"[:：|]|{_RULES['sentence'].pattern}", re.IGNORECASE)
_DASH = re.compile(r"\s?[–—]\s?|\s-\s")
_LABELLED = re.compile(r"[^,;:()\d]{2,40}[:：]")
_RULE = re.compile(r"[\s|:=+-]*")
_CELL = re.compile(r"</t[dh]>(?=\s*<t[dh])")
# Links, marks of HTML and Markdown, and letters without width.
_NOISE = re.compile(
    r"!?\[([^\[\]]*)\](?:\((?!#)[^()\s]*\)|\[[^\[\]]*\])|<!--|-+->|</?\w[^<>]*>|&#?\w+;|\\(?=[^\w\s]|_)|[\ufeff\u200b]|\(s\)"
)
_NAMES = re.compile(r"[A-ZÀ-Þ][^\W\d_]+ [A-ZÀ-Þ][^\W\d_]+")
_FEW = 4  # words of a line that may name somebody
_MOST_PASSED = 3  # parts in a row that name nobody, unless the list has more people before them
_LONGEST, _LONGEST_PART = 2_000, 150


class SourceLine(NamedTuple):
    """A line of a text, with the number of its paragraph and its start in that, behind its mark."""

    number: int
    start: int
    text: str
    paragraph: Paragraph

    @property
    def voice(self) -> str:
        """The voice that captions tag, on the first line of its words."""
        return "" if self.start > 0 else self.paragraph.voice


def lines_of(paragraphs: Iterable[Paragraph]) -> Iterator[SourceLine]:
    for number, paragraph in enumerate(paragraphs, 1):
        start = -len(paragraph.mark)
        for text in (paragraph.mark + paragraph.text).split("\n"):
            yield SourceLine(number, start, text, paragraph)
            start += len(text) + 1


class PeoplePresent(NamedTuple):
    """The people present, the lines of their lists, and the parts that are not understood."""

    people: tuple[Participant, ...] = ()
    lines: frozenset[SourceLine] = frozenset()
    unread: tuple[str, ...] = ()


def attendance_in(lines: Iterable[SourceLine]) -> PeoplePresent:
    plain = {own: line for line in lines for own in _plain_lines(line)}
    present: dict[str, Participant] = {}
    used: set[SourceLine] = set()
    unread: dict[str, None] = {}
    for kind, block in _blocks(plain):
        found = _List(kind)
        found.read(block)
        used.update(plain[line] for line in found.lines)
        if kind == "absent":
            continue
        unread |= dict.fromkeys(found.unread)
        for person in found.people:  # a chair in a list is read twice
            present[person.name] = persons.merge(present.get(person.name, person), person)
    return PeoplePresent((*present.values(),), frozenset(used), (*unread,))


def _plain_lines(line: SourceLine) -> Iterator[SourceLine]:
    """Yield the rows of a table in HTML, and the parts of a line that have labels of their own.

    Behind a label within a line a list ends with its sentence: an empty line stands there.
    """
    rows = _NOISE.sub(r"\1", _CELL.sub(" | ", line.text.replace("</tr>", "\n")))
    # A label at the beginning parts nothing.
    labels = _RULES["labels"].sub(lambda at: ("\n" if at.start() else "") + at[0].lstrip(), rows)
    first, *parts = labels.split("\n")
    texts = [first]
    for sentence, *more in (persons.split(part, STOP) or [""] for part in parts):
        texts += [sentence, ""] if more else [sentence]
    return (line._replace(start=line.start + n, text=text) for n, text in enumerate(texts))


def begins_list(line: str) -> bool:
    return bool(_label(line)[0])


def _label(text: str) -> tuple[str, str]:
    """Return the kind of the list that a line begins, and the words behind its label; or ""."""
    own = _BEFORE.sub("", text, 1)
    for sign, kinds in ((_COLON, ("absent", "chair", "present")), (_DASH, ("absent", "present"))):
        label, said = [of.strip(MARKS) for of in [*sign.split(own, 1), ""][:2]]
        words = label.partition("(")[0].strip(MARKS)
        for kind in kinds if len(words) < _LONGEST_PART else ():
            # Alone on its line it may be a head, or the end of a sentence.
            is_sentence = words[:1].islower() and (kind != "absent" or " " in words)
            is_clear = said or ((kind != "chair" or " " in words) and not is_sentence)
            if is_clear and _RULES[kind].fullmatch(words):
                return kind, said
    # Only people have initials beside their names.
    is_table = "|" in text and {"name", "initials"} <= {*persons.columns_in(text)}
    return ("present", text) if is_table else ("", "")


# Lines.


def _blocks(lines: Iterable[SourceLine]) -> Iterator[tuple[str, list[SourceLine]]]:
    """Yield the kind of each list, and its lines up to the next list or heading."""
    blocks: list[tuple[str, list[SourceLine]]] = [("", [])]
    chairs: list[tuple[str, list[SourceLine]]] = []
    for line in lines:
        kind, said = _label(line.text)
        before, block = blocks[-1]
        # Behind those who are not there a group of others follows; right below it is theirs.
        is_group = persons.heads_group(line.text)
        if not kind and before == "absent" and is_group and len(block) > 1:
            kind = "present"
        is_role = said and (kind, before) == ("chair", "present")
        if is_role:  # a line of the list, or one far below it that is no item
            chairs += [] if _bullet(line.text) else [(kind, [line])]
        elif kind or (line.text.startswith("#") and (not before or not is_group)):
            # `Board Members` above `Guests`
            if kind == "present" and not before and block and persons.heads_group(block[0].text):
                blocks[-1] = ("group", block)
            blocks.append((kind, []))
        blocks[-1][1].append(line)
    return (block for block in (*blocks, *chairs) if block[0])


def _units(block: Sequence[SourceLine]) -> Iterator[tuple[list[SourceLine], str]]:
    """Yield lines with their words: those that are one list, or one name, together."""
    kind, said = _label(block[0].text)
    lines, words = [block[0]], said if kind else block[0].text
    is_prose = _RULES["sentence"].search(block[0].text)
    for line in block[1:]:
        own = line.text.strip()
        is_item = bool(_bullet(own))
        ends = words.endswith(".") if is_prose else len(persons.people_in(words)[0]) < 2
        goes_on = _breaks_off(words) or own.startswith("(")
        within = line.number == lines[-1].number and not ends and not _LABELLED.match(own)
        if len(words) < _LONGEST and not is_item and (goes_on or within):
            lines.append(line)
            # A comma may lack at the end of a line; a link may go on.
            beside = (COMMA.split(words)[-1], COMMA.split(own)[0])
            sign = "" if goes_on or not all(map(persons.is_full, beside)) else ","
            words = _NOISE.sub(r"\1", f"{words}{sign} {own}")
        else:
            yield lines, words
            lines, words = [line], own
    yield lines, words


def _breaks_off(words: str) -> bool:
    """Return whether a list goes on: in brackets, behind a comma, `and`, a particle, a title."""
    last = COMMA.split(words)[-1].rpartition("(")[2].split()
    initials = all(len(word.strip(".")) == 1 or names.is_title(word) for word in last)
    return (
        bool(_RULES["goes on"].search(words))
        or (initials and any(map(names.is_title, last)))
        or (not words.rstrip(".").endswith(")") and bool(persons.behind_offices(words)))
    )


def _bullet(text: str) -> str:
    """Return the mark of an item of a list: `1` for any number."""
    found = BULLET.match(text)
    return re.sub(r"\d+", "1", found[0].strip()) if found else ""


def _names_nobody(words: str) -> bool:
    """Return whether words are a label within a list, a rule, or somebody who is not there."""
    is_label = persons.heads_group(words) and not words.partition(":")[2].strip(MARKS)
    return bool(is_label or _RULE.fullmatch(words) or _ABSENT.match(words))


def _is_another_label(words: str) -> bool:
    found = _LABELLED.match(words)
    label = found[0].strip(MARKS + ":：") if found else ""
    other = persons.heads_group(words) or names.is_office(label)
    return bool(label) and names.is_label(label.split()) and not other


class _List:
    """A list as it is read: its people, its lines, and the parts that are not understood."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.people: list[Participant] = []
        self.lines: list[SourceLine] = []
        self.unread: list[str] = []
        self._look = ""
        # Parts that name nobody, as long as nobody is named behind them.
        self._passed: list[str] = []
        self._between: list[SourceLine] = []
        self._unlike = 0

    def read(self, block: Sequence[SourceLine]) -> None:
        """Read a list up to another label, or to parts that end it."""
        columns: tuple[str, ...] = ()
        units = _units(block)
        # The rest of a text may follow: it is read as far as the list goes on.
        first = [*islice(units, 3)]
        for lines, words in chain(first, units):
            default = "" if columns else f"name|{words}"
            header = persons.columns_in(words) or persons.columns_in(default)
            if header or _names_nobody(words):
                columns = header or columns
                self.lines += lines
                continue
            if _is_another_label(words):
                break
            is_below = lines[0] is not block[0]
            is_line = is_below and (len(first) > 2 or names.is_office(words))
            people, unread = persons.people_in(words, columns, is_line)
            goes_on = self._add(people, unread, lines, words) or self._pass(people, lines, words)
            if not goes_on or (self.kind == "chair" and people):
                break
        if not self.people and self.kind == "present":
            printed = [words for _, words in first if words.strip(MARKS)][:1]
            self.unread += filter(_NAMES.search if not first[0][1] else None, printed)

    def _add(
        self, seen: list[Participant], unread: list[str], lines: list[SourceLine], words: str
    ) -> bool:
        """Add the people of a part that looks as the list does, with what it passed before them."""
        people = [person for person in seen if person.name]
        look = _bullet(words)[:1] or ("," if len(people) > 1 else "")
        # The first one of a list with bullets may have none.
        is_second = bool(_bullet(words)) and len(self.people) == 1 and bool(seen)
        is_second = is_second and " " in seen[0].name
        is_alike = not self.people or look == self._look or len(people) > 1 or is_second
        if not seen or not is_alike:
            return False
        if not self.people or is_second:
            self._look = look
        if self.kind == "chair":
            people = [person._replace(role=person.role or persons.CHAIR) for person in people]
        self.people += people
        self._take(unread, lines)
        return True

    def _take(self, unread: list[str], lines: list[SourceLine]) -> None:
        """Add lines that are part of the list, and so those that it passed before them."""
        self.unread += [*self._passed, *unread]
        self.lines += [*self._between, *lines]
        self._passed, self._between, self._unlike = [], [], 0

    def _pass(self, seen: list[Participant], lines: list[SourceLine], words: str) -> bool:
        """Pass a part that names nobody; return False if it ends the list."""
        if seen or self.kind == "chair" or len(words) > _LONGEST_PART:
            return False
        part = BULLET.sub("", words, 1)
        look = _bullet(words)[:1]
        above = self._between or self.lines
        is_beside = bool(above) and lines[0].number == above[-1].number
        is_item = look == self._look != ""
        # Items of other documents than plain text are paragraphs.
        is_next = is_item and "\n" not in lines[0].paragraph.text
        is_short = is_item and is_beside and words.count(" ") < _FEW
        is_nameless = persons.is_nameless(part)
        if self.people and (is_short or (is_nameless and not self._passed)):
            self._take([part], lines)
            return True
        self._unlike += not (is_beside or is_next or is_nameless)
        self._passed.append(part)
        self._between += lines
        most = max(_MOST_PASSED, len(self.people)) if self.people else 2
        return self._unlike < 2 and len(self._passed) <= most
