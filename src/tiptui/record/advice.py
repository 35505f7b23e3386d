"""Advice for a record that can't be read, for people who have never heard of YAML.

libyaml says what it expected at an offset. The lines around tell which slip it was; the line to be
mended is often one before that.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tiptui.record.model import Record, keys, mappings
from tiptui.record.raw_text import TextLines
from tiptui.text.visible import clip


class Level(NamedTuple):
    """An open mapping or list without brackets: its column, from 0, and its last line."""

    column: int
    is_list: bool
    line: int


_BULLET = re.compile("-(?=[^ -])|--+|[–—‒―−•·▪◦*+]|[0-9]{1,3}[.)](?= )")
"""The beginning of an item that lacks a dash and a space."""

_NO_ESCAPE = "no escape begins with this backslash: write it twice, or use single quotes"
_PERCENT = 'a line can\'t begin with "%": put it in quotes'
_EXCLAMATION = 'a value can\'t begin with "!": put it in quotes'
_IN_OTHER_WORDS = {
    "block sequence entries are not allowed in this context": (
        "a list can't begin here: begin it on the next line, or put the value in quotes"
    ),
    "mapping keys are not allowed in this context": (
        'a value can\'t begin with "?": put it in quotes'
    ),
    "found undefined tag handle": _EXCLAMATION,
    "did not find expected whitespace or line break": _EXCLAMATION,
    "did not find the expected '>'": _EXCLAMATION,
    "did not find URI escaped octet": _EXCLAMATION,
    "found unknown escape character": _NO_ESCAPE,
    "did not find expected hexdecimal number": _NO_ESCAPE,
    "found invalid Unicode character escape code": (
        "this escape is no character: write the character itself"
    ),
    "found unexpected ':'": "put a space after this colon, or the value with it in quotes",
    "could not find expected directive name": _PERCENT,
    "found unknown directive name": _PERCENT,
    "found unexpected non-alphabetical character": _PERCENT,
}
"""Advice by the message of libyaml, where nothing else counts. Other messages are rare."""

_GIT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_ODD_SPACE = re.compile("(?:^|:)([^\\S \t\r\n]|[\u200b\ufeff])")
_KEY = re.compile(r"(?:- +)*[\"']?([A-Za-z_][A-Za-z_-]*)[\"']? *(：|:(?!//)|=)?(.?)")
_CURLY = re.compile("[“”„]")
_OPENING = {"]": "[", "}": "{"}
_OTHER_MARK = {'"': "'", "'": '"'}


class Advice:
    """Advice for the place where libyaml stopped.

    `begun` is the beginning of the part that it could not finish (offsets are code points from the
    start of the text). Each method is about one slip, which may not have been made: then it returns
    "".
    """

    def __init__(self, lines: TextLines, message: str, offset: int, begun: int) -> None:
        self._lines = lines
        self._message = message
        self._number, column = lines.position(offset)
        line = lines.line(self._number)
        self._before, self._here = line[: column - 1].rstrip(), line[column - 1 :]
        self._begun, start = lines.position(begun)
        self._opening = lines.line(self._begun)[start - 1 :]

    def words(self) -> str:
        match message := self._message:
            case "could not find expected ':'":
                return _slip(self._lines, self._begun) or self._no_key_on(self._begun)
            case "mapping values are not allowed in this context":
                return self._stray_colon()
            case "did not find expected key" | "did not find expected '-' indicator":
                return self._after_value() if self._before else self._misplaced()
            case "did not find expected ',' or '}'" | "did not find expected ',' or ']'":
                return self._no_end()
            case "found unexpected end of stream" | "found unexpected document indicator":
                return _open_quotes(self._lines, self._begun, self._opening[:1])
            case "did not find expected node content":
                return self._no_value()
            case "found character that cannot start any token":
                return self._bad_beginning(self._here[:1])
            case "did not find expected alphabetic or numeric character":
                return self._bad_beginning(self._opening[:1])
            case "did not find expected comment or line break":
                after = f'after "{self._opening[:1]}" the text begins on the next line'
                return f"{after}: move it there, or put quotes around all of it"
        return _IN_OTHER_WORDS.get(message, f"this is no YAML: {message}")

    def _no_key_on(self, number: int) -> str:
        if lacking := self._lacking_dash(number):
            return lacking
        if not (above := next(self._lines.above(number), 0)):
            return f'line {number} has no key with a colon: if it is a remark, put "# " before it'
        line = self._lines.line(above)
        begin = f"further to the right than line {above}"
        if not _is_key(line) and _spaces(line) > _spaces(self._lines.line(number)):
            begin = f"with {_count(_spaces(line))}, as line {above}"
        return f"line {number} has no key: if it goes on with the text above it, begin it {begin}"

    def _lacking_dash(self, number: int) -> str:
        """Return advice for a line that begins no item, right under the dash of one."""
        line = self._lines.line(number)
        dashes = (level.column for level in self._levels(number) if level.is_list)
        if _is_item(line) or _spaces(line) not in dashes:
            return ""
        return f'line {number} stands in a list: begin it with "- ", or further to the right'

    def _levels(self, number: int) -> Iterator[Level]:
        """Yield the mappings and lists that are open above a line, from the innermost."""
        inner = Level(2_000, False, 0)
        for above in self._lines.above(number):
            line = self._lines.line(above)
            after_dashes = len(line) - len(line.lstrip(" -"))
            found = [Level(after_dashes, False, above)] if _is_key(line) else []
            found += [Level(_spaces(line), True, above)] if _is_item(line) else []
            for level in found:
                if level[:2] < inner[:2]:
                    yield level
                    inner = level

    def _stray_colon(self) -> str:
        if re.search(":(?: |$)", self._before):
            return "a second colon on this line: put the whole value in quotes"
        if not (above := next(self._lines.above(self._number), 0)):
            return "put what stands before this colon in quotes"
        if slip := _slip(self._lines, above):
            return slip
        key = _KEY.fullmatch(self._before.lstrip())
        if not key or key[1].lower() not in _known_keys():
            goes_on = f"line {self._number} goes on with the text above it, and has a colon"
            return f"{goes_on}: put all of that text in quotes, or begin the line like that above"
        if not _is_key(self._lines.line(above)):
            return self._no_key_on(above)
        return self._indentation() or self._no_key_on(above)

    def _misplaced(self) -> str:
        """Return advice for a line that should begin a key or an item."""
        if slip := _slip(self._lines, self._number):
            return slip
        if _is_item(self._here):
            no_list = 'what stands above is no list: begin all of its items with "- ", or none'
            return self._indentation() or no_list
        if ":" not in self._here:
            return self._no_key_on(self._number)
        fits = f"line {self._number} fits to none above it: mend the spaces at its beginning"
        return self._indentation() or self._lacking_dash(self._number) or fits

    def _indentation(self) -> str:
        """Return advice for a line that begins with other spaces than the lines beside it."""
        number = self._number
        line = self._lines.line(number)
        column, is_item = _spaces(line), _is_item(line)
        levels = (level for level in self._levels(number) if level.is_list == is_item)
        near = min(
            levels, key=lambda level: (abs(level.column - column), -level.column), default=None
        )
        if not near or near.column == column:
            return ""
        spaces = _spaces(self._lines.line(near.line))
        if not is_item and spaces != near.column:
            begins = f"line {number} begins with {_count(column)}"
            under = f"to stand under what follows the dash on line {near.line}"
            doubt = ", if that dash is right" if spaces == column else ""
            return f"{begins}: {under} it needs {near.column}{doubt}"
        others = f"line {near.line} with {near.column or 'none'}"
        return f"line {number} begins with {_count(column)}, {others}: make them the same"

    def _after_value(self) -> str:
        ending, following = self._before[-1], self._here[:1]
        if ending in _OTHER_MARK:
            if first := self._first_line_of_quotes(ending):
                return _open_quotes(self._lines, first, ending)
            if following == ",":
                return "take away the comma after the value"
            mend = "write '' for an apostrophe in it, or"
            if ending == '"':
                mend = "if it has quotation marks of its own,"
            other = _OTHER_MARK[ending]
            return f"the {ending} before this ends the value: {mend} put {other} around all of it"
        if ending in "]}":
            if following in ("]", "}"):
                return f'there is one "{following}" too many: take it away'
            return f'the "{ending}" before this ends the value: put the whole value in quotes'
        return "this belongs to no key: put the whole value in quotes"

    def _first_line_of_quotes(self, mark: str) -> int:
        """Return the line above on which the words begin that end before this; 0 for none."""
        if self._before.count(mark) % 2 == 0:
            return 0
        numbers = self._lines.above(self._number)
        above = next((number for number in numbers if mark in self._lines.line(number)), 0)
        begins = re.search(rf"(?:^|[ \[{{,]){mark}[^{mark}]*$", self._lines.line(above))
        return above if begins else 0

    def _no_end(self) -> str:
        closing, ending = self._message[-2], self._before[-1:]
        if ending in _OTHER_MARK and (first := self._first_line_of_quotes(ending)):
            return _open_quotes(self._lines, first, ending)
        if self._begun < self._number or not self._here:
            return _open_bracket(self._lines, closing, self._begun)
        if ending in _OTHER_MARK:
            own = "if the words have quotation marks of their own"
            other = _OTHER_MARK[ending]
            return f"put a comma before this, or, {own}, put {other} around all of them"
        if self._here.startswith(":"):
            return "put quotes around the value with this colon, or a comma before its key"
        return f'put a comma or "{closing}" before this, or quotes around the value'

    def _no_value(self) -> str:
        character = self._here[:1]
        depth = _depth(self._before)
        for above in self._lines.above(self._number) if depth <= 0 else ():
            line = self._lines.line(above)
            depth += _depth(line)
            if depth > 0:
                closing = "]" if line.rfind("[") > line.rfind("{") else "}"
                return _open_bracket(self._lines, closing, above)
        if not character:
            return "a value is missing here, or a bracket that closes before"
        if not self._before or self._before.endswith((":", "-")):
            return self._bad_beginning(character)
        return f'a value is missing before this "{character}": write it, or take a comma away'

    def _bad_beginning(self, character: str) -> str:
        what, how = ("value", "") if self._before else ("line", "take it away, or ")
        bad = f'a {what} can\'t begin with "{character}": {how}put it in quotes'
        return _slip(self._lines, self._number) or bad


def _slip(lines: TextLines, number: int) -> str:
    """Return advice for a slip at the beginning of a line; "" for other lines."""
    line = lines.line(number)
    rest = line.lstrip(" ")
    if _GIT.match(line):
        return f"on line {number} git left two versions: keep one, and take its marks away"
    if space := _ODD_SPACE.search(rest):
        code = f"U+{ord(space[1]):04X}"
        return f"a space on line {number} is no ordinary one ({code}): type it anew"
    if bullet := _BULLET.match(rest):
        if bullet[0] == "-":
            return f'put a space after the "-" on line {number}'
        return f'line {number} begins with "{bullet[0]}": begin an item of a list with "- "'
    if rest[:1] in set(",:=]}"):
        return f'take away the "{rest[0]}" with which line {number} begins'
    if not (key := _KEY.match(rest)):
        return ""
    word, colon, following = key.groups()
    if colon == ":":
        advice = f'put a space after the colon on line {number}, as in "{clip(word)}: …"'
        return advice if following.strip() else ""
    if colon == "：" or word.lower() in _known_keys():
        missing = "a colon and a space" if colon or following else "a colon"
        return f'put {missing} after "{clip(word)}" on line {number}'
    return ""


def _open_quotes(lines: TextLines, number: int, mark: str) -> str:
    is_curly = mark == '"' and _CURLY.search(lines.line(number))
    curly = " (a curly one does not count)" if is_curly else ""
    return f"the words that begin with {mark} on line {number} need another at their end{curly}"


def _open_bracket(lines: TextLines, closing: str, number: int) -> str:
    if " #" in lines.line(number):
        return f'what follows " #" on line {number} does not count: put the value in quotes'
    return (
        f'the "{_OPENING[closing]}" on line {number} has no "{closing}": '
        "put it where that ends, or, if more belongs to it, a comma before this"
    )


@cache
def _known_keys() -> frozenset[str]:
    return frozenset(key.name for mapping in mappings(Record) for key in keys(mapping))


def _is_item(line: str) -> bool:
    return line.lstrip(" ").startswith("- ") or line.strip(" ") == "-"


def _is_key(line: str) -> bool:
    key = _KEY.match(line.lstrip(" "))
    return bool(key and key[2] == ":" and not key[3].strip())


def _depth(line: str) -> int:
    """Return how many brackets of a line are open at its end; less than 0 for closing ones."""
    return sum(map(line.count, "[{")) - sum(map(line.count, "]}"))


def _spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _count(spaces: int) -> str:
    return {0: "no space", 1: "1 space"}.get(spaces, f"{spaces} spaces")
