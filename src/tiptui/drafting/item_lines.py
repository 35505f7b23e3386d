"""The lines of a document with their marks: the first of the stages in which items are read.

Lines → runs (`item_runs`) → kinds (`item_kinds`) → items (`items`): each stage is a function of the
one before. A line begins with a paragraph, with a mark, or after a heading.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tiptui.documents.document import Paragraph, TextSpan
from tiptui.documents.heads import ends_turn, possible_head
from tiptui.proof.asking import where_asks
from tiptui.text.rules import Rules
from tiptui.text.words import Span

_RULES = Rules(__file__)
ONE = "one recommendation"  # a label without a number
_LABELS = ("recommendation", ONE, "decision", "action")
BEHIND = "recommendation behind"
_SCHEMES = (*_LABELS, "box", "number", "letter", "bullet")
_NO_HEADINGS = (*_LABELS, BEHIND, "box", "bullet", "row")
_LINE_START = re.compile(r"^(?=[^\n]*\S)", re.MULTILINE)
# Within a line, a number may begin an item behind the end of another.
_WITHIN = re.compile(  # not within a day: `bis 01.06.2024`
    r"(?<=[;.:)\]*])(?<!\b\d\.)(?<!\b\d\d\.)(?:\d{1,2}[ \t]+|[ \t]*)(?:\*\*)?(?=\d)(?!\d+\s?\|)"
)
_UNDERLINE = re.compile(r"\n[ \t]*(?:={3,}|-{3,}|~{3,})[ \t]*(?=\n|$)")
_BOLD = re.compile(r"\s*(?:\*\*|__)[^\n]+(?:\*\*|__):?\s*")
_END = re.compile(r"""[.;:!?…)\]”"]\d{0,3}$""")  # the number of a note may follow
_LONGEST_TITLE = 200
_SHORT = 3  # letters, as those that count items
_BOLD_LEVEL, PLAIN_LEVEL = 7, 8
MARKUP = " \n\t*_|>#"
CELL = " | "


class Mark(NamedTuple):
    """A sign that an item begins: its scheme, its number, and where the words behind it begin."""

    scheme: str = ""  # a label, `number`, `number.number`, box, letter, bullet, row; "" for none
    number: str = ""
    body: int = 0

    @property
    def order(self) -> tuple[int, ...]:
        return tuple(map(int, re.findall(r"\d+", self.number)))

    @property
    def series(self) -> str:
        """The part of the number that all items of a list share: 123 of 123.4."""
        return self.number.partition(".")[0] if "." in self.number else ""


class MarkedLine(NamedTuple):
    """A line: its span with the mark, its text, and its level as a heading (1 to 8).

    The level is 7 for bold words and capitals, 8 for a title that is set as text.
    """

    span: TextSpan
    text: str
    mark: Mark
    level: int = 0
    is_within: bool = False  # it begins within a line of print

    @property
    def is_heading(self) -> bool:
        return 0 < self.level < PLAIN_LEVEL

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" \t>"))

    @property
    def words(self) -> str:
        """The words behind the mark, without signs around them; none of other cells."""
        start, end = self.own
        return self.text[start:end]

    @property
    def own(self) -> Span:
        """The span of the words within the text."""
        end = self.text.find(CELL, self.mark.body) if self.mark.body else -1
        if self.mark.scheme == BEHIND and (behind := _RULES[BEHIND].search(self.text)):
            end = behind.start()
        part = self.text[self.mark.body : end if end >= 0 else None]
        start = self.mark.body + len(part) - len(part.lstrip(MARKUP))
        return start, max(start, self.mark.body + len(part.rstrip(MARKUP)))

    @property
    def cells(self) -> list[str]:
        row = self.text.strip().partition("\n")[0]
        cells = row.strip("|").split("|") if row.startswith("|") else f" {row} ".split(CELL)
        return [cell.strip(MARKUP) for cell in cells]


def lines_of(paragraphs: Sequence[Paragraph]) -> list[MarkedLine]:
    return [line for at in enumerate(paragraphs, 1) for line in _lines(*at)]


def _lines(number: int, paragraph: Paragraph) -> Iterator[MarkedLine]:
    # A mark that is not printed stands before the start of the paragraph.
    before, text = len(paragraph.mark), paragraph.mark + paragraph.text
    starts = [*_starts(text)]
    ends = [*(start for start, *_ in starts[1:]), len(text)]
    for (start, sign, level, is_within), end in zip(starts, ends, strict=True):
        part, span = text[start:end], TextSpan(number, start - before, end - before)
        behind = None if sign.scheme else _RULES[BEHIND].search(part)
        mark = Mark(BEHIND, behind[1]) if behind else sign
        may_head = not (level or is_within or mark.scheme in _NO_HEADINGS or CELL in part)
        is_plain = may_head and is_title(part.strip(MARKUP).rstrip(":"))
        yield MarkedLine(span, part, mark, PLAIN_LEVEL if is_plain else level, is_within)


def _starts(text: str) -> Iterator[tuple[int, Mark, int, bool]]:
    """Yield the start of each line in a paragraph, its mark and level, and if it is within one."""
    starts = {found.start(): False for found in _LINE_START.finditer(text)}
    within = {found.end(): True for found in _WITHIN.finditer(text)}
    after_heading, marked = True, 0
    for at, is_within in sorted({**within, **starts}.items()):
        line = text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
        if at < marked or (is_within and (at == marked or CELL in line)):
            continue
        mark = _mark(text, at, is_within)
        level = 0 if is_within else _level(text, at, mark)
        begins = (
            after_heading or _RULES["apart"].match(text, at) or (marked and _is_broken(text, at))
        )
        if mark.scheme or level in range(1, PLAIN_LEVEL) or (begins and not is_within):
            yield at, mark, level, is_within
            after_heading, marked = 0 < level < PLAIN_LEVEL, at + mark.body


def _is_broken(text: str, at: int) -> bool:
    """Return whether a line of print does not go on with the one before it."""
    line = text[at:].partition("\n")[0]
    is_head = line[:1].isupper() and (possible_head(line) or ends_turn(line))
    return text[:at].endswith("  \n") or bool(is_head)


def _mark(text: str, at: int, is_within: bool) -> Mark:
    """Return the mark of a line that begins at a position; behind other signs it counts too."""
    end = text.find("\n", at)
    if _RULES["contents"].search(text[max(at, end - _LONGEST_TITLE) : end if end >= 0 else None]):
        return Mark()
    begins, behind = (_RULES[place].match(text, at) for place in ("blank", "before"))
    for scheme in _SCHEMES if not is_within else ("number",):
        for place in (begins, behind) if scheme not in _LABELS else (behind,):
            if found := _RULES[scheme].match(text, place.end() if place else at):
                number = next(filter(None, found.groups()), "")
                parts = ".number" if scheme == "number" and "." in number else ""
                return Mark(scheme + parts, number, found.end() - at)
    is_row = CELL in text[at : end if end >= 0 else None] and not is_within
    return Mark("row") if is_row else Mark()


def _level(text: str, at: int, mark: Mark) -> int:
    """Return the level of a line that is set as a heading: of its `#`, 7 in bold or capitals."""
    line = text[at:].partition("\n")[0]
    if found := re.match(r"[ \t>]*(#{1,6})\s", line):
        return len(found[1])
    if _UNDERLINE.match(text, at + len(line)):
        return 2
    bare = line.strip(MARKUP)
    if not bare or mark.scheme in _NO_HEADINGS:
        return _BOLD_LEVEL if mark.scheme == "bullet" and _BOLD.fullmatch(line[mark.body :]) else 0
    is_strong = _BOLD.fullmatch(line) or (bare.isupper() and len(bare) > _SHORT)
    return _BOLD_LEVEL if is_strong and CELL not in line and is_title(bare.rstrip(":")) else 0


def has_end(text: str) -> bool:
    return bool(_END.search(text))


def is_title(text: str) -> bool:
    """Return whether a text has no end, as a title has none, and no `should`."""
    return len(text) <= _LONGEST_TITLE and not has_end(text) and where_asks(text) is None
