"""Bytes to a plain tree, and the position of anything in it. The only module that knows YAML.

A record is a strict subset of YAML 1.1: one document, no tags, anchors, aliases or merge keys,
each key plain text and given once, nesting bounded. Every scalar stays the text that was written.
The tree carries no positions: problems are rare, so their positions are found by reading once more.
"""

from collections.abc import Callable, Collection
from typing import Any, TypeAlias

import yaml
from yaml import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent
from yaml.cyaml import CSafeLoader

from tiptui.record import raw_text
from tiptui.record.problem import MOST, At, Fault, Path, Position, Problem
from tiptui.record.raw_text import TextLines, Unreadable, join_surrogates, not_clean
from tiptui.text.steps import Progress, quiet
from tiptui.text.visible import clip, late, visible

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree] | None"
"""Text, list, mapping; `None` for a value that was reported as a problem already."""

Node: TypeAlias = Any  # a node of PyYAML, which has no types

DEEPEST = 32  # lists and mappings inside each other
_TOP = 2  # the depth of the lists of speakers, recommendations and so on
# Line breaks to YAML 1.1, but not to the editors in which records are written.
_SEPARATORS = "\x85\u2028\u2029"
_SEPARATOR = late(f"[{_SEPARATORS}]")

_NO_TAGS = 'tags are not allowed: put a value that begins with "!" in quotes'
_NO_ANCHORS = 'anchors are not allowed: put a value that begins with "&" in quotes'
_NO_ALIASES = 'aliases are not allowed: put a value that begins with "*" in quotes'
_NO_MERGE_KEYS = 'merge keys are not allowed: write out what "<<" stands for'
_NO_KEY = "a key must be plain text: put a value with brackets in quotes"
_SECOND_DOCUMENT = (
    'a second document starts here, and a record is one: take away what parts them, such as "---"'
)


def read(text: str, progress: Progress = quiet) -> tuple[Tree, list[Problem]]:
    """Return the tree of a YAML text and the problems of its form. Raise Unreadable."""
    composer = _Composer(text, progress=progress)
    return composer.document(), composer.problems


def compose(text: str) -> Node:
    """Return the text of a record as nodes, which have the offsets of their beginning and end."""
    return CSafeLoader(join_surrogates(text)).get_single_node()


def locate_faults(text: str, faults: Collection[Fault]) -> list[Problem]:
    """Return the problems for faults in the tree of a text, in the same order."""
    others = [fault.other for fault in faults if fault.other is not None]
    composer = _Composer(text, [*(fault.path for fault in faults), *others])
    composer.document()

    def position(path: Path, at: At) -> Position:
        value = composer.offsets.get((path, "value"), composer.offsets.get((path[:-1], "value"), 0))
        return composer.lines.position(composer.offsets.get((path, at), value))

    problems = list[Problem]()
    for path, message, code, at, other in faults:
        where = "" if other is None else f", on line {position(other, 'key').line}"
        problems.append(Problem(position(path, at), message + where, code))
    return problems


class _Composer:
    """One pass over the parser's events, written for speed, which notes offsets at some paths."""

    def __init__(
        self, text: str, sought: Collection[Path] = (), progress: Progress = quiet
    ) -> None:
        self.text = text
        self.progress = progress
        self.problems: list[Problem] = []
        self._sought = {path[:length] for path in sought for length in range(len(path) + 1)}
        self.offsets: dict[tuple[Path, At], int] = {}
        has_separators = any(sign in text for sign in _SEPARATORS)  # ten times as fast as to find
        found = _SEPARATOR.finditer(text) if has_separators else ()
        self._separators = {match.start() for match in found}
        self.lines = TextLines(text)
        self._doubts = raw_text.may_be_doubtful(text)
        self._keys: dict[str, str] = {}
        # To libyaml, separators end lines, and values with them: spaces keep all else in place.
        parsed = join_surrogates(_SEPARATOR.sub(" ", text) if self._separators else text)
        self._next: Callable[[], Any] = CSafeLoader(parsed).get_event

    def document(self) -> Tree:
        try:
            self._next()
            if isinstance(self._next(), yaml.StreamEndEvent):
                tree: Tree = ""
            else:
                tree = self._value(self._next(), () if self._sought else None, 1, 0)
                self._next()
                if not isinstance(end := self._next(), yaml.StreamEndEvent):
                    self._problem(end.start_mark.index, _SECOND_DOCUMENT, "second-document")
        except yaml.MarkedYAMLError as error:
            raise self._unreadable(error) from None
        for offset in sorted(self._separators):
            self._problem(offset, not_clean(self.text[offset]), "control-character")
        return tree

    def _problem(self, offset: int, message: str, code: str) -> None:
        if len(self.problems) <= MOST:
            self.problems.append(Problem(self.lines.position(offset), message, code))

    def _value(self, event: Any, path: Path | None, depth: int, column: int) -> Tree:
        """Return the value that an event starts. Its key or dash stands in a column."""
        kind = type(event)
        if path is not None:
            self.offsets[path, "value"] = event.start_mark.index
        if kind is AliasEvent:
            self._problem(event.start_mark.index, _NO_ALIASES, "alias")
            return None
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        if kind is ScalarEvent:
            if self._separators:
                span = range(event.start_mark.index, event.end_mark.index)
                if inside := self._separators.intersection(span):
                    message = not_clean(self.text[min(inside)])
                    self._problem(span.start, message, "control-character")
                    self._separators -= inside
                    return None
            value: str = event.value
            if self._doubts and not event.style:
                return raw_text.doubt(value, self.text, event.end_mark.index, column)
            return value
        if depth > DEEPEST:
            message = f"nested more than {DEEPEST} deep"
            raise Unreadable(self.lines, event.start_mark.index, message, "too-deep")
        if kind is MappingStartEvent:
            return self._mapping(path, depth)
        return self._list(path, depth, -1 if event.flow_style else event.start_mark.column)

    def _list(self, path: Path | None, depth: int, column: int) -> list[Tree]:
        items: list[Tree] = []
        while type(event := self._next()) is not SequenceEndEvent:
            if depth == _TOP:
                self.progress(event.start_mark.index / len(self.text))
            below = None if path is None else self._below(path, len(items))
            items.append(self._value(event, below, depth + 1, column))
        return items

    def _below(self, path: Path, step: str | int) -> Path | None:
        """Return the path of a value in a list or a mapping; None where nothing is sought."""
        below = (*path, step)
        return below if below in self._sought else None

    def _mapping(self, path: Path | None, depth: int) -> dict[str, Tree]:
        tree: dict[str, Tree] = {}
        following, known = self._next, self._keys
        event = following()
        quick = path is None and not self._separators and not self._doubts
        while type(event) is not MappingEndEvent:
            # Nearly all of a large record is plain text under a key that came before: to call no
            # method for these saves a sixth of the time.
            key = known.get(event.value) if type(event) is ScalarEvent else None
            if key is None or key in tree or event.tag is not None or event.anchor is not None:
                key = self._key(event, tree, depth)
            below = None
            if path is not None:
                self.offsets.setdefault((path, "first key"), event.start_mark.index)
                if key is not None and (below := self._below(path, key)) is not None:
                    self.offsets[below, "key"] = event.start_mark.index
            column = 0 if quick else event.start_mark.column
            event = following()
            value: Tree
            if quick and type(event) is ScalarEvent and event.tag is None and event.anchor is None:
                value = event.value
            else:
                value = self._value(event, below, depth + 1, column)
            if key is not None:
                tree[key] = value
            event = following()
        return tree

    def _key(self, event: Any, tree: dict[str, Tree], depth: int) -> str | None:
        """Return the key that the event starts; None where there can't be such a key."""
        offset = event.start_mark.index
        if type(event) is not ScalarEvent:
            if self._value(event, None, depth + 1, 0) is not None:
                self._problem(offset, _NO_KEY, "bad-key")
            return None
        self._refuse_properties(event)
        key = str(event.value)
        if key == "<<" and event.implicit[0]:
            self._problem(offset, _NO_MERGE_KEYS, "merge-key")
            return None
        if key != "<<":
            # One text for all keys of a name: it takes less memory, and is found faster.
            key = self._keys.setdefault(key, key)
        if key in tree:
            again = f'the key "{clip(key)}" is given twice'
            message = f'{again}: keep one, or begin a new item with "- "'
            self._problem(offset, message, "duplicate-key")
            # The key is not missing, and any id may have been meant.
            tree[key] = None
            return None
        return key

    def _refuse_properties(self, event: Any) -> None:
        if event.tag is not None:
            self._problem(event.start_mark.index, _NO_TAGS, "tag")
        if event.anchor is not None:
            self._problem(event.start_mark.index, _NO_ANCHORS, "anchor")

    def _unreadable(self, error: yaml.MarkedYAMLError) -> Unreadable:
        mark = error.problem_mark or error.context_mark
        offset = mark.index if mark else 0
        if error.problem == "exceeded maximum nesting depth":
            # The scanner runs ahead of the parser; cut off here, the parser gets to DEEPEST first.
            _Composer(self.text[:offset]).document()
        if error.problem == "did not find expected <document start>":
            return Unreadable(self.lines, offset, _SECOND_DOCUMENT, "second-document")
        if self.text[offset : offset + 1] == "\t":
            return Unreadable(self.lines, offset, "a tab can't indent; use spaces")
        # Not above: most texts can be read.
        from tiptui.record.advice import Advice

        begun = error.context_mark.index if error.context_mark else offset
        advice = Advice(self.lines, str(error.problem or error.context), offset, begun)
        return Unreadable(self.lines, offset, visible(advice.words()))
