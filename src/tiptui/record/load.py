"""A file to a record, or to every problem in it.

One walker over the fields of the model turns the reader's tree into a record and collects what
does not fit; the rules across the record (`tiptui.record.rules`) follow.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from itertools import chain, islice
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from tiptui.files.input import NoInput, read_bytes
from tiptui.files.progress import Progress, between, quiet, track
from tiptui.record.model import VERSION, Form, Record, unwrap
from tiptui.record.problem import Fault, Path, Place, Problem
from tiptui.record.reader import (
    MOST,
    Tree,
    Unreadable,
    decode,
    not_clean,
    parser_missing,
    place_faults,
    read,
    too_many,
)
from tiptui.record.rules import RULES, WHOLE_NUMBER, check
from tiptui.text.near_words import Slips, did_you_mean
from tiptui.text.visible import CONTROL, INVISIBLE, clip

# Parts of the time: when the text is read, and when the record is made of that.
_READ, _CONVERTED = 0.66, 0.92


class Loaded(NamedTuple):
    """What a file gave: a record, with its text, unless one of the problems is an error."""

    record: Record | None
    problems: tuple[Problem, ...]
    text: str = ""

    def located(self, faults: Collection[Fault]) -> list[Problem]:
        """Gives further faults of the record as problems with their places, in the same order."""
        return place_faults(self.text, faults) if faults else []


def load(file: str, progress: Progress = quiet) -> Loaded:
    """Reads and checks the record in a file, or on standard input for `-`.

    Raises NoInput where there is nothing to read.
    """
    if reason := parser_missing():
        raise NoInput(reason)
    return parse(read_bytes(file), progress)


def parse(data: bytes, progress: Progress = quiet) -> Loaded:
    """Gives the record that the bytes of a file hold, or every problem in it, sorted by place."""
    try:
        text = decode(data)
        tree, problems = read(text, between(0, _READ, progress))
    except Unreadable as error:
        return Loaded(None, (error.problem,))
    if tree == "":
        problems.append(Problem(Place(1, 1), "the file is empty", "empty"))
        return Loaded(None, tuple(sorted(problems)))
    walk = _Walk(tree, between(_READ, _CONVERTED, progress))
    record = walk.mapping(Record, tree, ())
    faults = list(islice(chain(walk.faults, check(record, walk.lost)), MOST + 1))
    if len(faults) > MOST:
        problems.append(too_many(Place(1, 1)))
    if faults:
        problems += place_faults(text, faults[:MOST])
    broken = any(not problem.warning for problem in problems)
    found = tuple(sorted(set(problems)))
    return Loaded(None, found) if broken else Loaded(record, found, text)


# A reading gives the value for a field from what stands in the tree at (*path, key).
_Reading = Callable[["_Walk", Tree, Path, str | int], Any]


class _Plan(NamedTuple):
    """How to read one mapping of the model: derived from its fields, once for each class."""

    readings: dict[str, _Reading]
    required: tuple[str, ...]
    blank: dict[str, Any]


@cache
def _plan(mapping: Any) -> _Plan:
    hints = get_type_hints(mapping, include_extras=True)
    required = tuple(field.name for field in fields(mapping) if field.default is MISSING)
    blank = {
        field.name: _blank(hints[field.name]) if field.default is MISSING else field.default
        for field in fields(mapping)
    }
    return _Plan({name: _reading(hint) for name, hint in hints.items()}, required, blank)


def _blank(hint: Any) -> Any:
    """Gives what stands in for a required value that is missing."""
    bare, _ = unwrap(hint)
    if isinstance(bare, type) and is_dataclass(bare):
        return bare(**_plan(bare).blank)
    if get_origin(bare) is tuple:
        return ()
    return 1 if bare is int else bare()


def _reading(hint: Any) -> _Reading:
    bare, form = unwrap(hint)
    if get_origin(bare) is tuple:
        return _list_reading(get_args(bare)[0])
    if get_origin(bare) is Literal:
        return _choice_reading(get_args(bare))
    if isinstance(bare, type) and is_dataclass(bare):
        return lambda walk, tree, path, key: walk.mapping(bare, tree, (*path, key))
    if form:
        return _form_reading(form, bare)
    return {str: _prose, int: _whole_number, bool: _truth}[bare]


def _text(walk: "_Walk", tree: Tree, path: Path, key: str | int) -> str:
    if isinstance(tree, str):
        return tree
    kind = "a list" if isinstance(tree, list) else "a mapping"
    walk.lose(tree, (*path, key), f"must be text, not {kind}")
    return ""


def _prose(walk: "_Walk", tree: Tree, path: Path, key: str | int) -> str:
    text = _text(walk, tree, path, key)
    if text.isascii() and text.isprintable():
        return text.strip()
    if found := CONTROL.search(text):
        walk.fault((*path, key), not_clean(found[0]), "control-character")
    _warn_of_invisible(walk, text, (*path, key))
    return text.strip()


def _warn_of_invisible(walk: "_Walk", text: str, path: Path) -> None:
    if found := INVISIBLE.search(text):
        message = f"the invisible character U+{ord(found[0]):04X}"
        walk.fault(path, message, "invisible-character", warning=True)


def _whole_number(walk: "_Walk", tree: Tree, path: Path, key: str | int) -> int:
    text = _text(walk, tree, path, key)
    if WHOLE_NUMBER.fullmatch(text):
        return int(text)
    if text:
        message = f'"{clip(text)}" is no whole number, such as 90'
        walk.fault((*path, key), message, "bad-number")
    return 1


def _truth(walk: "_Walk", tree: Tree, path: Path, key: str | int) -> bool:
    text = _text(walk, tree, path, key)
    if text not in ("", "true", "false"):
        message = f'"{clip(text)}" is neither true nor false'
        walk.fault((*path, key), message, "bad-choice")
    return text == "true"


def _choice_reading(choices: tuple[str, ...]) -> _Reading:
    def reading(walk: "_Walk", tree: Tree, path: Path, key: str | int) -> str:
        text = _text(walk, tree, path, key)
        if text and text not in choices:
            hint = did_you_mean(walk.slips.nearest(text, choices))
            message = f'"{clip(text)}" is none of {", ".join(choices)}{hint}'
            walk.fault((*path, key), message, "bad-choice")
            return choices[0]
        return text

    return reading


def _form_reading(form: Form, bare: type) -> _Reading:
    rule = RULES.get(form)

    def reading(walk: "_Walk", tree: Tree, path: Path, key: str | int) -> object:
        text = _text(walk, tree, path, key)
        if rule and text and not rule.fits(text):
            walk.fault((*path, key), *rule.broken(text))
        elif form is Form.URL:
            _warn_of_invisible(walk, text, (*path, key))
        return text if bare is str else VERSION

    return reading


def _list_reading(hint: Any) -> _Reading:
    read_item = _reading(hint)

    def reading(walk: "_Walk", tree: Tree, path: Path, key: str | int) -> tuple[Any, ...]:
        below = (*path, key)
        if not isinstance(tree, list):
            walk.lose(tree, below, "must be a list: [ … ], or a line with a dash for each item")
            return ()
        values = []
        for place, item in enumerate(tree if path else walk.track(tree)):
            empty = isinstance(item, str) and _is_empty(item)
            if empty:
                walk.fault((*below, place), "an empty item", "empty-item")
            values.append(read_item(walk, None if empty else item, below, place))
        return tuple(values)

    return reading


def _is_empty(tree: Tree) -> bool:
    if tree and isinstance(tree, str):
        return tree.isspace() and not CONTROL.search(tree)
    return tree is not None and not tree


class _Walk:
    """One pass over a tree; collects the faults, and the paths of what they make unknown."""

    def __init__(self, tree: Tree, progress: Progress) -> None:
        self.faults: list[Fault] = []
        self.lost: set[Path] = set()
        self.slips = Slips()
        lists = tree.values() if isinstance(tree, dict) else ()
        self._items = sum(len(each) for each in lists if isinstance(each, list))
        self._done = 0
        self._progress = progress

    def track(self, items: list[Tree]) -> Iterator[Tree]:
        """Gives the items of a list at the top, and tells progress: these are the long ones."""
        begin, end = (each / self._items for each in (self._done, self._done + len(items)))
        self._done += len(items)
        return track(items, between(begin, end, self._progress))

    def fault(
        self,
        path: Path,
        message: str,
        code: str,
        at: Literal["value", "key", "first key"] = "value",
        warning: bool = False,
    ) -> None:
        """Notes a fault, unless there are too many already."""
        if len(self.faults) <= MOST:
            self.faults.append(Fault(path, message, code, at, warning))

    def lose(self, tree: Tree, path: Path, message: str) -> None:
        """Notes that a value can't be used: for its type, unless it was reported already."""
        self.lost.add(path)
        if tree is not None:
            self.fault(path, message, "wrong-type")

    def mapping(self, mapping: Any, tree: Tree, path: Path) -> Any:
        """Gives an instance of a class of the model; what is missing in it is blank."""
        plan = _plan(mapping)
        if not isinstance(tree, dict):
            self.lose(tree, path, f"must be a mapping with the keys {', '.join(plan.readings)}")
            return mapping(**plan.blank)
        values: dict[str, Any] = {}
        for key, value in tree.items():
            if key not in plan.readings:
                self._unknown_key(key, tree, plan, path)
            elif not _is_empty(value):
                values[key] = plan.readings[key](self, value, path, key)
        missing = [key for key in plan.required if key not in values]
        for key in missing:
            self.lost.add((*path, key))
            self.fault(path, f'the key "{key}" is missing', "missing-key", "first key")
        return mapping(**(plan.blank | values if missing else values))

    def _unknown_key(self, key: str, tree: dict[str, Tree], plan: _Plan, path: Path) -> None:
        near = self.slips.nearest(key, plan.readings)
        hint = did_you_mean(near)
        if near and near not in tree:
            self.lost.add((*path, near))
        if not near and tree[key] == "":
            hint = "; if it belongs to the value before it, put that in quotes"
        message = f'unknown key "{clip(key)}"{hint}'
        self.fault((*path, key), message, "unknown-key", "key")
