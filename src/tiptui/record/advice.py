"""Advice for a record that can't be read, for people who have never heard of YAML.

libyaml says what it expected at an offset. The lines around tell which slip it was; the line to be
mended is often one before that.
"""

import re
from functools import cache

from tiptui.record.model import Record, keys, mappings
from tiptui.record.raw_text import TextLines
from tiptui.text.visible import clip, late, plural

_SIGNS = frozenset("!&*%@`?|>-,")  # no value without quotes begins with one
_LACKING = "a comma or a bracket is missing before this, or quotes around a value"

_GIT = late(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_ODD_SPACE = late("(?:^|:)([^\\S \t\r\n]|[\u200b\ufeff])")
_BULLET = late("-(?=[^ -])|--+|[–—‒―−•·▪◦*+,]|[0-9]{1,3}[.)](?= )")
"""The beginning of an item that lacks a dash and a space."""
_KEY = late(r"(?:- +)*[\"']?([A-Za-z_][A-Za-z_-]*)[\"']? *(：|:(?!//)|=)?(.?)")


class Advice:
    """Advice for the position where libyaml stopped.

    `begun` is the beginning of the part that it could not finish (offsets are code points from the
    start of the text). A method about one slip returns "" if that was not made.
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
        number = self._number
        match self._message:
            case "could not find expected ':'":
                return self._slip(self._begun) or self._misfit(self._begun)
            case "mapping values are not allowed in this context":
                return self._stray_colon()
            case "did not find expected key" | "did not find expected '-' indicator":
                if self._before:
                    other = "'" if self._before.endswith('"') else '"'
                    early = f"the value ends before this: take the rest away, or put {other} around"
                    return self._open_quotes_above() or f"{early} all of it"
                return self._slip(number) or self._misfit(number)
            case "found unexpected end of stream" | "found unexpected document indicator":
                return self._open_quotes(self._begun, self._opening[:1])
            case "did not find expected ',' or '}'" | "did not find expected ',' or ']'":
                return self._open_quotes_above() or self._open_bracket() or _LACKING
            case "did not find expected node content":
                return self._open_bracket() or self._bad_beginning()
        return self._bad_beginning()

    def _slip(self, number: int) -> str:
        """Return advice for a slip at the beginning of a line."""
        line = self._lines.line(number)
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
        word, colon, following = key.groups() if (key := _KEY.match(rest)) else ("", "", "")
        if colon == ":" and following.strip():
            return f'put a space after the colon on line {number}, as in "{clip(word)}: …"'
        if colon != ":" and (colon == "：" or word.lower() in _known_keys()):
            return f'put a colon and a space after "{clip(word)}" on line {number}'
        return ""

    def _stray_colon(self) -> str:
        if re.search(":(?: |$)", self._before):
            return "a second colon on this line: put the whole value in quotes"
        above = next(self._lines.above(self._number), 0)
        if slip := self._slip(above):
            return slip
        if self._before.strip(" -\"'").lower() in _known_keys():
            is_alike = self._spaces(above) == self._spaces(self._number)
            return self._misfit(above if is_alike else self._number)
        goes_on = f"line {self._number} goes on with the text above it, and has a colon"
        return f"{goes_on}: put all of that text in quotes"

    def _misfit(self, number: int) -> str:
        """Return advice for a line that does not belong to the lines above it."""
        rest, above = self._lines.line(number).lstrip(" "), next(self._lines.above(number), 0)
        spaces, others = self._spaces(number), self._spaces(above)
        if spaces == others and self._lines.line(above)[spaces:].startswith("- "):
            return f'line {number} stands under a dash: begin it with "- ", or further to the right'
        if spaces != others and (":" in rest or rest.startswith("-")):
            differ = f"begins with {plural(spaces, 'space')}, line {above} with {others}"
            return f"line {number} {differ}: put keys under keys, and dashes under dashes"
        remark = f'line {number} has no key with a colon: put "# " before a remark'
        return f"{remark}, and begin text further to the right than its key"

    def _spaces(self, number: int) -> int:
        line = self._lines.line(number)
        return len(line) - len(line.lstrip(" "))

    def _open_quotes_above(self) -> str:
        """Return advice for quotes above that end only before this."""
        mark = self._before[-1:]
        if mark not in ('"', "'") or self._before.count(mark) % 2 == 0:
            return ""
        numbers = self._lines.above(self._number)
        above = next((number for number in numbers if mark in self._lines.line(number)), 0)
        begins = re.search(rf"(?:^|[ \[{{,]){mark}[^{mark}]*$", self._lines.line(above))
        return self._open_quotes(above, mark) if begins else ""

    def _open_quotes(self, number: int, mark: str) -> str:
        is_curly = mark == '"' and re.search("[“”„]", self._lines.line(number))
        curly = " (a curly one does not count)" if is_curly else ""
        return f"the words that begin with {mark} on line {number} need another at their end{curly}"

    def _open_bracket(self) -> str:
        """Return advice for a bracket of a line above that is not closed."""
        depth = _depth(self._before)
        for number in self._lines.above(self._number) if depth <= 0 else ():
            line, remark, _ = self._lines.line(number).partition(" #")
            depth += _depth(line)
            if depth > 0:
                lost = '; what follows " #" does not count' if remark else ""
                return f'the "{max("[{", key=line.rfind)}" on line {number} is not closed{lost}'
        return ""

    def _bad_beginning(self) -> str:
        begins = self._opening[:1], self._here[:1]
        if sign := next((sign for sign in begins if sign in _SIGNS), ""):
            bad = f'a value can\'t begin with "{sign}": put quotes around it, or take the sign away'
            return self._slip(self._number) or bad
        if self._opening.startswith('"'):
            return "this backslash begins no character: write it twice, or use single quotes"
        return _LACKING


@cache
def _known_keys() -> frozenset[str]:
    return frozenset(key.name for mapping in mappings(Record) for key in keys(mapping))


def _depth(line: str) -> int:
    """Return the number of open brackets at the end of a line; below 0 if more are closed."""
    return sum(map(line.count, "[{")) - sum(map(line.count, "]}"))
