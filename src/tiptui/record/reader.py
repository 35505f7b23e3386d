"""Bytes to a plain tree, and the place of anything in it. The only module that knows YAML.

A record is a strict subset of YAML 1.1: one document, no tags, anchors, aliases or merge keys,
each key plain text and given once, nesting bounded. Every scalar stays the text that was written.
The tree carries no places: problems are rare, so their places are found by reading once more.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection
from itertools import accumulate
from typing import Any, Literal, TypeAlias

import yaml
from yaml import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from tiptui.files.progress import Progress, quiet
from tiptui.record.problem import Fault, Path, Place, Problem
from tiptui.text.surrogates import join_surrogates
from tiptui.text.visible import clip

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree] | None"
"""Text, list, mapping; `None` stands for a value that was reported as a problem already."""

DEEPEST = 32
"""How many lists and mappings may stand inside each other."""

MOST = 500_000
"""How many problems of a record are told apart: what more of them take is memory."""

_MOST_DIRECTIVES = 100  # libyaml compares each of them with all before it
_TOP = 2  # how deep the lists of a record stand: speakers and so on
_BYTE_ORDER_MARK = "\ufeff"
# What no YAML stream may hold (YAML 1.1, production c-printable).
_NOT_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# Line breaks to YAML 1.1, but not to the editors in which records are written.
_SEPARATOR = re.compile("[\x85\u2028\u2029]")

_TAG_DIRECTIVE = re.compile(r"(?:\A|[\r\n])%TAG")
_NO_TAGS = "tags are not allowed"
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
    """Return the message for a character that a record's text may not have."""
    name = "a tab" if character == "\t" else f"the control character U+{ord(character):04X}"
    return f"{name} is not allowed in text"


def decode(data: bytes) -> str:
    """Return the text of a UTF-8 file, without a byte order mark.

    Raise Unreadable at the first byte that is not UTF-8, or character that YAML does not allow.
    """
    try:
        text = data.decode().lstrip(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode().lstrip(_BYTE_ORDER_MARK)
        hint = "; save the file as UTF-8" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8{hint}"
        raise Unreadable(Problem(_place(before, len(before)), message, "encoding")) from None
    if control := _NOT_YAML.search(text):
        place = _place(text, control.start())
        raise Unreadable(Problem(place, not_clean(control[0]), "control-character"))
    if text.count("%TAG") > _MOST_DIRECTIVES:
        directives = [match.end() - len("%TAG") for match in _TAG_DIRECTIVE.finditer(text)]
        if len(directives) > _MOST_DIRECTIVES:
            raise Unreadable(Problem(_place(text, directives[0]), _NO_TAGS, "tag"))
    return text


def too_many(place: Place) -> Problem:
    """Return the problem that says that there are more than are told apart."""
    return Problem(place, f"more than {MOST:,} problems; the others are not said", "too-many")


def parser_missing() -> str:
    """Return why no YAML can be read, or nothing: PyYAML can be installed without libyaml."""
    if hasattr(yaml, "CSafeLoader"):
        return ""
    return "PyYAML is installed without libyaml, which reads YAML; install a wheel of PyYAML"


def read(text: str, progress: Progress = quiet) -> tuple[Tree, list[Problem]]:
    """Return the tree of a YAML text, with the problems of its form.

    Raise Unreadable where the text is no YAML or nests too deep.
    """
    composer = _Composer(text, progress=progress)
    return composer.document(), composer.problems


def place_faults(text: str, faults: Collection[Fault]) -> list[Problem]:
    """Return faults of the tree of a text as problems with their places, in the same order."""
    top = _Sought()
    sought = [top.seek(fault.path) for fault in faults]
    composer = _Composer(text, top)
    composer.document()
    return [
        Problem(composer.place(each.position(fault.at)), fault.message, fault.code, fault.warning)
        for each, fault in zip(sought, faults, strict=True)
    ]


class _Sought:
    """A value whose place is sought, or that holds one.

    Its positions are in code points from the start of the text; None where there is none (yet).
    """

    __slots__ = ("below", "first_key", "key", "value")

    def __init__(self) -> None:
        self.below: dict[str | int, _Sought] = {}
        self.value: int | None = None
        self.key: int | None = None
        self.first_key: int | None = None

    def seek(self, path: Path) -> "_Sought":
        """Return what is sought at a path from here, from now on if not before."""
        sought = self
        for step in path:
            sought = sought.below.setdefault(step, _Sought())
        return sought

    def enter(self, position: int, key: str | None) -> "_Sought | None":
        """Note the position of a key, if it is the first or sought; return what is sought there."""
        if self.first_key is None:
            self.first_key = position
        below = None if key is None else self.below.get(key)
        if below is not None:
            below.key = position
        return below

    def position(self, of: Literal["value", "key", "first key"]) -> int:
        """Return where that was read; where the value was if there is no such key."""
        key = {"value": None, "key": self.key, "first key": self.first_key}[of]
        return (self.value if key is None else key) or 0


class _Composer:
    """One pass over the parser's events, which fills in the positions sought below `sought`.

    Written for speed: a large record is mostly plain scalars under keys that came before.
    """

    def __init__(
        self, text: str, sought: _Sought | None = None, progress: Progress = quiet
    ) -> None:
        self.text = text
        self.progress = progress
        self.problems: list[Problem] = []
        self._sought = sought
        self._separators = [match.start() for match in _SEPARATOR.finditer(text)]
        self._inside_scalars: set[int] = set()
        self._line_starts = array("I")
        self._keys: dict[str, str] = {}
        # To libyaml they would end lines, and a value with them: spaces keep all else in place.
        text = _SEPARATOR.sub(" ", text) if self._separators else text
        parser = yaml.CSafeLoader(join_surrogates(text))
        self._next: Callable[[], Any] = parser.get_event

    def document(self) -> Tree:
        """Return the tree of the one document."""
        try:
            self._next()
            if isinstance(self._next(), StreamEndEvent):
                tree: Tree = ""
            else:
                tree = self._value(self._next(), self._sought, 1)
                self._next()
                if not isinstance(end := self._next(), StreamEndEvent):
                    self._problem(end.start_mark.index, _SECOND_DOCUMENT, "second-document")
        except yaml.MarkedYAMLError as error:
            raise self._unreadable(error) from None
        inside = self._inside_scalars
        for position in (each for each in self._separators if each not in inside):
            self._problem(position, not_clean(self.text[position]), "control-character")
        return tree

    def place(self, position: int) -> Place:
        if not self._line_starts:
            self._line_starts = _line_starts(self.text)
        line = bisect_right(self._line_starts, position)
        return Place(line, position - self._line_starts[line - 1] + 1)

    def _problem(self, position: int, message: str, code: str) -> None:
        if len(self.problems) < MOST:
            self.problems.append(Problem(self.place(position), message, code))
        elif len(self.problems) == MOST:
            self.problems.append(too_many(self.place(position)))

    def _value(self, event: Any, sought: _Sought | None, depth: int) -> Tree:
        kind = type(event)
        if sought is not None:
            sought.value = event.start_mark.index
        if kind is AliasEvent:
            self._problem(event.start_mark.index, "aliases are not allowed", "alias")
            return None
        self._refuse_properties(event)
        if kind is ScalarEvent:
            if self._separators and self._has_separator(event):
                return None
            value: str = event.value
            return value
        if depth > DEEPEST:
            message = f"nested more than {DEEPEST} deep"
            raise Unreadable(Problem(self.place(event.start_mark.index), message, "too-deep"))
        if kind is MappingStartEvent:
            return self._mapping(sought, depth)
        return self._list(sought, depth)

    def _list(self, sought: _Sought | None, depth: int) -> list[Tree]:
        items: list[Tree] = []
        while type(event := self._next()) is not SequenceEndEvent:
            if depth == _TOP:
                self.progress(event.start_mark.index / len(self.text))
            below = sought.below.get(len(items)) if sought is not None else None
            items.append(self._value(event, below, depth + 1))
        return items

    def _mapping(self, sought: _Sought | None, depth: int) -> dict[str, Tree]:
        tree: dict[str, Tree] = {}
        following, known = self._next, self._keys
        event: Any
        quick = sought is None and not self._separators
        while type(event := following()) is not MappingEndEvent:
            # Nearly all of a large record is plain text under a key that came before; the calls
            # that this saves are a sixth of the time.
            key = known.get(event.value) if type(event) is ScalarEvent else None
            if key is None or key in tree or event.tag is not None or event.anchor is not None:
                key = self._key(event, tree, depth)
            below = sought.enter(event.start_mark.index, key) if sought is not None else None
            event = following()
            value: Tree
            if quick and type(event) is ScalarEvent and event.tag is None and event.anchor is None:
                value = event.value
            else:
                value = self._value(event, below, depth + 1)
            if key is not None:
                tree[key] = value
        return tree

    def _key(self, event: Any, tree: dict[str, Tree], depth: int) -> str | None:
        """Return the key that the event starts, or None if there can't be such a key."""
        position = event.start_mark.index
        if type(event) is not ScalarEvent:
            if self._value(event, None, depth + 1) is not None:
                self._problem(position, "a key must be plain text", "bad-key")
            return None
        self._refuse_properties(event)
        key = str(event.value)
        if key == "<<":
            if event.implicit[0]:
                self._problem(position, "merge keys are not allowed", "merge-key")
                return None
        else:
            # One text for all keys of a name: it takes less memory, and is found faster.
            key = self._keys.setdefault(key, key)
        if key in tree:
            message = f'the key "{clip(key)}" is given twice'
            self._problem(position, message, "duplicate-key")
            # What the second one holds can't be missing.
            tree[key] = tree[key] or None
            return None
        return key

    def _refuse_properties(self, event: Any) -> None:
        if event.tag is not None:
            self._problem(event.start_mark.index, _NO_TAGS, "tag")
        if event.anchor is not None:
            self._problem(event.start_mark.index, "anchors are not allowed", "anchor")

    def _has_separator(self, event: Any) -> bool:
        """Return whether a scalar holds separators, which are reported there and only there."""
        start, end = event.start_mark.index, event.end_mark.index
        first = bisect_left(self._separators, start)
        last = bisect_left(self._separators, end)
        if first == last:
            return False
        character = self.text[self._separators[first]]
        self._problem(start, not_clean(character), "control-character")
        self._inside_scalars.update(self._separators[first:last])
        return True

    def _unreadable(self, error: yaml.MarkedYAMLError) -> Unreadable:
        mark = error.problem_mark or error.context_mark
        position = mark.index if mark else 0
        if error.problem == _TOO_DEEP_FOR_LIBYAML:
            # Its scanner runs ahead of its parser; cut off there, the parser gets to what we allow.
            _Composer(self.text[:position]).document()
        place = self.place(position)
        if error.problem == "did not find expected <document start>":
            return Unreadable(Problem(place, _SECOND_DOCUMENT, "second-document"))
        if self.text[position : position + 1] == "\t":
            return Unreadable(Problem(place, "a tab can't indent; use spaces", "syntax"))
        message = str(error.problem or error.context)
        message = _IN_OTHER_WORDS.get(message, message)
        if error.context_mark:
            line = self.place(error.context_mark.index).line
            message += f" (begun on line {line})" if line < place.line else ""
        return Unreadable(Problem(place, message, "syntax"))


def _line_starts(text: str) -> "array[int]":
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    lengths = (len(line) + 1 for line in text.split("\n"))
    # Four bytes for each line of what may be nothing but lines.
    starts = array("I", accumulate(lengths, initial=0))
    starts.pop()
    return starts


def _place(text: str, position: int) -> Place:
    starts = _line_starts(text[:position])
    return Place(len(starts), position - starts[-1] + 1)
