"""Bytes to a plain tree, and the place of anything in it. The only module that knows YAML.

A record is a strict subset of YAML 1.1: one document, no tags, anchors, aliases or merge keys,
each key plain text and given once, nesting bounded. Every scalar stays the text that was written.
The tree carries no places: problems are rare, so their places are found by reading once more.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from typing import Any, TypeAlias

import yaml

from tiptui.problem import Fault, Path, Place, Problem
from tiptui.text import clipped

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree] | None"
"""Text, list, mapping; `None` stands for a value that was reported as a problem already."""

DEEPEST = 32
"""How many lists and mappings may stand inside each other."""

_NOWHERE: Path = (-1,)  # the path of what stands under a key that can't be
_BYTE_ORDER_MARK = "\ufeff"
_LINE_BREAK = re.compile("\r\n|\r|\n")
# What no YAML stream may hold (YAML 1.1, production c-printable).
_NOT_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# Line breaks to YAML 1.1, but not to the editors in which records are written.
_SEPARATOR = re.compile("[\x85\u2028\u2029]")

_SECOND_DOCUMENT = "a second document starts here; a record is one document"
_TOO_DEEP_FOR_LIBYAML = "exceeded maximum nesting depth"
# What libyaml says, for people who do not know its terms; the rest is rare.
_IN_OTHER_WORDS = {
    "mapping values are not allowed in this context": (
        "a colon can't stand here: put a value that has one in quotes, or mend the key before it "
        "or the line above"
    ),
    "found unexpected ':'": "put the value that this colon is part of in quotes",
    "could not find expected ':'": (
        "a key without a colon and a space, or a value that goes on too far to the left"
    ),
    "did not find expected ',' or '}'": (
        'a comma or "}" is missing before this, or quotes around the value'
    ),
    "did not find expected ',' or ']'": (
        'a comma or "]" is missing before this, or quotes around the value'
    ),
    "did not find expected key": (
        "no key begins here: mend the indentation, or the quotes or brackets before it"
    ),
    "did not find expected '-' indicator": (
        'no "-" begins here: mend the indentation, or the quotes or brackets before it'
    ),
    "block sequence entries are not allowed in this context": (
        'a "-" can\'t stand here: begin a list on its own line, or put the value in quotes'
    ),
    "mapping keys are not allowed in this context": "put a value that begins with ? in quotes",
    "did not find expected node content": "a value is missing here, or must be put in quotes",
    "found character that cannot start any token": (
        "a value can't begin with this character: put it in quotes"
    ),
    "did not find expected alphabetic or numeric character": (
        "put a value that begins with & or * in quotes"
    ),
    "did not find expected comment or line break": (
        "after | or > the text begins on the next line; put a value that begins with them in quotes"
    ),
    "found undefined tag handle": "put a value that begins with ! in quotes",
    "did not find expected whitespace or line break": "put a value that begins with ! in quotes",
    "found unexpected end of stream": "the file ends inside quotes that are not closed",
    "found unknown escape character": (
        "no escape begins with this backslash: write it twice, or use single quotes"
    ),
    "found invalid Unicode character escape code": (
        "this escape is no character: write the character itself"
    ),
}


class Unreadable(Exception):
    """Reading stopped; holds the one problem that says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def not_clean(character: str) -> str:
    """Gives the message for a character that a record's text may not have."""
    name = "a tab" if character == "\t" else f"the control character U+{ord(character):04X}"
    return f"{name} is not allowed in text"


def decode(data: bytes) -> str:
    """Gives the text of a UTF-8 file, without a byte order mark.

    Raises Unreadable at the first byte that is not UTF-8, or character that YAML does not allow.
    """
    try:
        text = data.decode().lstrip(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode().lstrip(_BYTE_ORDER_MARK)
        hint = "; save the file as UTF-8" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8{hint}"
        raise Unreadable(Problem(_place(before, len(before)), message, "encoding")) from None
    if found := _NOT_YAML.search(text):
        problem = Problem(_place(text, found.start()), not_clean(found[0]), "control-character")
        raise Unreadable(problem)
    return text


def read(text: str) -> tuple[Tree, list[Problem]]:
    """Gives the tree of a YAML text, with the problems of its form.

    Raises Unreadable where the text is no YAML or nests too deep.
    """
    walk = _Walk(text)
    return walk.document(), walk.problems


def located(text: str, faults: Collection[Fault]) -> list[Problem]:
    """Gives the faults of the tree that `read(text)` gave as problems with their places."""
    walk = _Walk(text, {fault.path for fault in faults})
    walk.document()
    problems = []
    for fault in faults:
        found = walk.found.get(fault.path, {})
        index = found.get(fault.at, found.get("value", 0))
        problems.append(Problem(walk.place(index), fault.message, fault.code, fault.warning))
    return problems


class _Walk:
    """One pass over the parser's events.

    `wanted` are the paths to find; `found` then has the indices (in code points) of each: of its
    value, its key and the first key in it.
    """

    def __init__(self, text: str, wanted: Collection[Path] = ()) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.wanted = wanted
        self.found: dict[Path, dict[str, int]] = {}
        self._separators = [match.start() for match in _SEPARATOR.finditer(text)]
        self._line_starts: list[int] = []
        # To libyaml they would end lines, and a value with them: spaces keep all else in place.
        self._parser = yaml.CSafeLoader(_SEPARATOR.sub(" ", text) if self._separators else text)

    def document(self) -> Tree:
        """Gives the tree of the one document."""
        try:
            self._next()
            if isinstance(self._next(), yaml.StreamEndEvent):
                tree: Tree = ""
            else:
                tree = self._value(self._next(), (), 1)
                self._next()
                if not isinstance(end := self._next(), yaml.StreamEndEvent):
                    self._problem(end.start_mark.index, _SECOND_DOCUMENT, "second-document")
        except yaml.MarkedYAMLError as error:
            raise self._unreadable(error) from None
        for index in self._separators:
            self._problem(index, not_clean(self.text[index]), "control-character")
        return tree

    def place(self, index: int) -> Place:
        """Gives the place of a code point of the text."""
        if not self._line_starts:
            self._line_starts = _line_starts(self.text)
        line = bisect_right(self._line_starts, index)
        return Place(line, index - self._line_starts[line - 1] + 1)

    def _next(self) -> Any:
        return self._parser.get_event()

    def _problem(self, index: int, message: str, code: str) -> None:
        self.problems.append(Problem(self.place(index), message, code))

    def _value(self, event: Any, path: Path, depth: int) -> Tree:
        index: int = event.start_mark.index
        if path in self.wanted:
            self.found.setdefault(path, {}).setdefault("value", index)
        if isinstance(event, yaml.AliasEvent):
            self._problem(index, "aliases are not allowed", "alias")
            return None
        self._refuse_properties(event)
        if isinstance(event, yaml.ScalarEvent):
            if self._separators and self._has_separator(event):
                return None
            return str(event.value)
        if depth > DEEPEST:
            message = f"nested more than {DEEPEST} deep"
            raise Unreadable(Problem(self.place(index), message, "too-deep"))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        return self._list(path, depth)

    def _list(self, path: Path, depth: int) -> list[Tree]:
        items: list[Tree] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items)), depth + 1))
        return items

    def _mapping(self, path: Path, depth: int) -> dict[str, Tree]:
        tree: dict[str, Tree] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            index = event.start_mark.index
            if path in self.wanted:
                self.found[path].setdefault("first key", index)
            key = self._key(event, tree, depth)
            if key is None:
                self._value(self._next(), _NOWHERE, depth + 1)
                continue
            below = (*path, key)
            if below in self.wanted:
                self.found.setdefault(below, {})["key"] = index
            tree[key] = self._value(self._next(), below, depth + 1)
        return tree

    def _key(self, event: Any, tree: dict[str, Tree], depth: int) -> str | None:
        """Gives the key that the event starts, or None if there can't be such a key."""
        index = event.start_mark.index
        if not isinstance(event, yaml.ScalarEvent):
            if self._value(event, _NOWHERE, depth + 1) is not None:
                self._problem(index, "a key must be plain text", "bad-key")
            return None
        self._refuse_properties(event)
        key = str(event.value)
        if key == "<<" and event.implicit[0]:
            self._problem(index, "merge keys are not allowed", "merge-key")
            return None
        if key in tree:
            message = f'the key "{clipped(key)}" is given twice'
            self._problem(index, message, "duplicate-key")
            # What the second one holds can't be missing.
            tree[key] = tree[key] or None
            return None
        return key

    def _refuse_properties(self, event: Any) -> None:
        if event.tag is not None:
            self._problem(event.start_mark.index, "tags are not allowed", "tag")
        if event.anchor is not None:
            self._problem(event.start_mark.index, "anchors are not allowed", "anchor")

    def _has_separator(self, event: Any) -> bool:
        """Reports the separators inside a scalar at the scalar, and only there."""
        start, end = event.start_mark.index, event.end_mark.index
        first = bisect_left(self._separators, start)
        last = bisect_left(self._separators, end)
        if first == last:
            return False
        character = self.text[self._separators[first]]
        self._problem(start, not_clean(character), "control-character")
        del self._separators[first:last]
        return True

    def _unreadable(self, error: yaml.MarkedYAMLError) -> Unreadable:
        mark = error.problem_mark or error.context_mark
        index = mark.index if mark else 0
        if error.problem == _TOO_DEEP_FOR_LIBYAML:
            # Its scanner runs ahead of its parser; cut off there, the parser gets to what we allow.
            _Walk(self.text[:index]).document()
        place = self.place(index)
        if error.problem == "did not find expected <document start>":
            return Unreadable(Problem(place, _SECOND_DOCUMENT, "second-document"))
        if self.text[index : index + 1] == "\t":
            return Unreadable(Problem(place, "a tab can't indent; use spaces", "syntax"))
        message = str(error.problem or error.context)
        message = _IN_OTHER_WORDS.get(message, message)
        if error.context_mark:
            line = self.place(error.context_mark.index).line
            message += f" (begun on line {line})" if line < place.line else ""
        return Unreadable(Problem(place, message, "syntax"))


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in _LINE_BREAK.finditer(text))]


def _place(text: str, index: int) -> Place:
    starts = _line_starts(text[:index])
    return Place(len(starts), index - starts[-1] + 1)
