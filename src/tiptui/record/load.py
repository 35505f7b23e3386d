"""The bytes of a file to a record, or to every problem in it.

The reader's tree is converted by the fields of the model; whatever does not fit is a fault. Then
`tiptui.record.rules` looks for faults across the record.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from itertools import chain, islice
from sys import intern
from types import MappingProxyType
from typing import Any, NamedTuple

from tiptui.files.input import NoInput, Stamps, read_bytes, stamps
from tiptui.record.forms import RULES
from tiptui.record.model import Key, KeysOf, Record, TextForm, keys
from tiptui.record.problem import MOST, WARNINGS, At, Fault, Path, Position, Problem
from tiptui.record.raw_text import Doubtful, Unreadable, decode, not_clean
from tiptui.record.reader import Tree, locate_faults, read
from tiptui.record.rules import check
from tiptui.record.searched import Searched, fold_record
from tiptui.text.near_words import did_you_mean, nearest
from tiptui.text.steps import Progress, between, quiet
from tiptui.text.visible import CONTROL, INVISIBLE, clip

# This key among the first bytes says that a text which can't be read was meant to be a record.
_VERSION_KEY = re.compile(rb"\btiptui[\"']?[ \t]*:")
_BEGINNING = 2**16

_READ = 0.66  # the part of the time that is over when the text is read


class Loaded(NamedTuple):
    """A record, unless one of the problems is an error."""

    record: Record | None
    problems: tuple[Problem, ...]
    is_meant: bool = True  # true where the file has a key that stands at the top of a record
    searched: Searched | None = None

    def make_searchable(self) -> "Loaded":
        return self._replace(searched=fold_record(self.record)) if self.record else self


NOTHING = Loaded(None, ())


class ReadFile(NamedTuple):
    """The record in a file, or the reason why it can't be read at all: the `failure`.

    `stamps` are from before it was read, also those of files beside it, where any are known. `data`
    are its bytes, None where they are not kept.
    """

    file: str
    loaded: Loaded = NOTHING
    failure: str = ""
    stamps: Stamps = MappingProxyType({})
    data: bytes | None = None

    @property
    def has_changed(self) -> bool:
        return stamps(self.stamps) != self.stamps

    def positions(self, paths: Sequence[Path]) -> list[Position]:
        """Return the positions of values in the file; the top where it has changed."""
        faults = [Fault(path, "", "") for path in paths]
        try:
            return [problem.position for problem in self.locate(faults)]
        except (NoInput, Unreadable):
            return [Position(1, 1)] * len(paths)

    def locate(self, faults: Sequence[Fault]) -> list[Problem]:
        """Return faults with their positions. Raise NoInput and Unreadable for a changed file."""
        if not faults:
            return []
        data = read_bytes(self.file) if self.data is None else self.data
        return locate_faults(decode(data), faults)


def read_file(file: str, before: ReadFile | None = None, progress: Progress = quiet) -> ReadFile:
    """Read a file, or say why not. An unchanged record is the one that was there `before`."""
    seen = stamps(before.stamps if before else (file,))
    try:
        data = read_bytes(file)
    except NoInput as error:
        return ReadFile(file, failure=str(error), stamps=seen)
    if before and data == before.data:
        return before._replace(stamps=seen)
    loaded = parse(data, progress)
    if before and loaded.record == before.loaded.record:
        loaded = loaded._replace(record=before.loaded.record)
    return ReadFile(file, loaded, "", seen, data)


def is_record(data: bytes) -> bool:
    """Return whether bytes are a mapping with the key that begins a record."""
    if not _VERSION_KEY.search(data, 0, _BEGINNING):
        return False
    with suppress(Unreadable):
        tree, _ = read(decode(data))
        return isinstance(tree, dict) and "tiptui" in tree
    return False


def parse(data: bytes, progress: Progress = quiet) -> Loaded:
    """Return the record that the bytes of a file hold, and its problems, sorted by position."""
    try:
        text = decode(data)
        tree, problems = read(text, between(0, _READ, progress))
    except Unreadable as error:
        return Loaded(None, (error.problem,), bool(_VERSION_KEY.search(data, 0, _BEGINNING)))
    if tree == "":
        problems.append(Problem(Position(1, 1), "the file is empty", "empty"))
        return Loaded(None, tuple(sorted(problems)))
    converter = Converter()
    record = converter.mapping(plan(Record), tree, ())
    faults = chain(converter.faults, check(record, converter.lost))
    if listed := list(islice(faults, MOST + 1)):
        problems += locate_faults(text, listed)
    if len(problems) > MOST:
        more = f"more than {MOST:,} problems; the others are not said"
        problems[MOST:] = [Problem(Position(1, 1), more, "too-many")]
    every = tuple(sorted(set(problems)))
    if all(problem.warning for problem in every):
        return Loaded(record, every)
    known = {key.name for key in keys(Record)}
    return Loaded(None, every, isinstance(tree, dict) and not known.isdisjoint(tree))


_Conversion = Callable[["Converter", Tree, Path, str | int], Any]
"""Converts the value of the tree at (*path, key) to the value of a field."""


class Plan(NamedTuple):
    """The conversions to one class of the model, by the keys that may be written.

    `required` has the value of each key that must be written, for records in which it is missing;
    `others` that of each key that only the class requires.
    """

    mapping: Any
    conversions: dict[str, _Conversion]
    required: dict[str, Any]
    others: dict[str, Any]

    def blank(self) -> Any:
        return self.mapping(**self.required, **self.others)

    def is_optional_text(self, key: str) -> bool:
        return any(of.name == key and of.is_prose and not of.required for of in keys(self.mapping))


@cache
def plan(mapping: Any, keys_of: KeysOf = keys) -> Plan:
    declared = keys_of(mapping)
    conversions = {key.name: _conversion(key, keys_of) for key in declared}
    required = {key.name: _blank(key, keys_of) for key in declared if key.required}
    left = {key.name: "" for key in keys(mapping) if key.required and key.name not in required}
    others = left | {key.name: key.default for key in declared if key.name in left}
    return Plan(mapping, conversions, required, others)


def _blank(key: Key, keys_of: KeysOf) -> Any:
    if key.is_list:
        return ()
    if key.is_mapping:
        return plan(key.type, keys_of).blank()
    return 1 if key.type is int else ""


def _conversion(key: Key, keys_of: KeysOf) -> _Conversion:
    if key.is_mapping:
        convert = _mapping_conversion(plan(key.type, keys_of))
    else:
        convert = _prose if key.is_prose else _exact_conversion(key)
    return _list_conversion(convert, of_text=key.type is str) if key.is_list else convert


def _mapping_conversion(of: Plan) -> _Conversion:
    def convert(converter: "Converter", tree: Tree, path: Path, key: str | int) -> object:
        made = converter.mapping(of, tree, (*path, key))
        # `{groups: []}` says as little as an empty value.
        return made if of.required or made != of.blank() else None

    return convert


def _text(converter: "Converter", tree: Tree, path: Path, key: str | int) -> str:
    if isinstance(tree, str):
        return str(tree)
    message = "must be text, not a list: take the brackets or dashes away"
    if not isinstance(tree, list):
        curly = _curly(" ".join(tree or ()))
        message = f"must be text: its colon makes keys of it, so put quotes around it{curly}"
    converter.lose(tree, (*path, key), message)
    return ""


def _curly(text: str) -> str:
    return ' (" counts, curly ones do not)' if re.search("[“”„]", text) else ""


def _prose(converter: "Converter", tree: Tree, path: Path, key: str | int) -> str:
    if type(tree) is str and tree.isascii() and tree.isprintable():
        return tree.strip()  # nearly all of a large record
    text = _text(converter, tree, path, key)
    if isinstance(tree, Doubtful):
        converter.fault((*path, key), *tree.doubt)
    if control := CONTROL.search(text):
        converter.fault((*path, key), not_clean(control[0]), "control-character")
    _warn_of_invisible(converter, text, (*path, key))
    return text.strip()


def _warn_of_invisible(converter: "Converter", text: str, path: Path) -> None:
    if character := INVISIBLE.search(text):
        message = f"the invisible character U+{ord(character[0]):04X}"
        converter.fault(path, message, "invisible-character")


_VALUE_OF: dict[type, Callable[[str], object]] = {int: int, bool: "true".__eq__}


def _exact_conversion(key: Key) -> _Conversion:
    rule, choices, is_url = RULES.get(key.form or key.type), key.choices, key.form is TextForm.URL
    fits = rule.fits if rule else choices.__contains__ if choices else bool
    value_of = _VALUE_OF.get(key.type, str)

    def convert(converter: "Converter", tree: Tree, path: Path, step: str | int) -> object:
        text = tree if type(tree) is str else _text(converter, tree, path, step)
        if fits(text):
            if is_url:
                _warn_of_invisible(converter, text, (*path, step))
            return value_of(text)
        if text and rule:
            converter.fault((*path, step), rule.misfit(text), rule.code)
        elif text:
            hint = did_you_mean(converter.nearest(text, choices))
            message = f'"{clip(text)}" is none of {", ".join(choices)}{hint}'
            converter.fault((*path, step), message, "bad-choice")
        return 1 if key.type is int else value_of(text)

    return convert


def misfit(key: Key, words: Sequence[str]) -> str:
    """Return the message for values that a key can't hold; "" for such that it can."""
    tree: Tree = [*words] if key.is_list else "".join(words)
    converter = Converter()
    _conversion(key, keys)(converter, tree, (), key.name)
    faults = (fault for fault in converter.faults if fault.code not in WARNINGS)
    return next((fault.message for fault in faults), "")


def _list_conversion(convert_item: _Conversion, of_text: bool) -> _Conversion:
    def convert(converter: "Converter", tree: Tree, path: Path, key: str | int) -> tuple[Any, ...]:
        below = (*path, key)
        if not isinstance(tree, list):
            how = 'put [ and ] around it, or begin each item on its own line with "- "'
            converter.lose(tree, below, f"must be a list: {how}")
            return ()
        values = []
        for number, item in enumerate(tree):
            empty = isinstance(item, str) and _is_empty(item)
            if empty:
                message = "an empty item: fill it in, or take it away"
                converter.fault((*below, number), message, "empty-item")
            values.append(convert_item(converter, None if empty else item, below, number))
        # The same few names stand in such lists: in memory once, they are found in half the time.
        return tuple(map(intern, values)) if of_text else tuple(values)

    return convert


def _is_empty(tree: Tree) -> bool:
    if tree and isinstance(tree, str):
        return tree.isspace() and not CONTROL.search(tree)
    return tree is not None and not tree


def share_words(claim: Any) -> None:
    """Share one copy of words that a claim says and its evidence quotes, as in most drafts."""
    for item in claim.evidence:
        if item.exact == claim.text:
            item.exact = claim.text


class Converter:
    """One pass over a tree, which collects faults and the paths of the values that they cost."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.lost: set[Path] = set()
        self.nearest = lru_cache(256)(nearest)

    def fault(
        self, path: Path, message: str, code: str, at: At = "value", other: Path | None = None
    ) -> None:
        if len(self.faults) <= MOST:
            self.faults.append(Fault(path, message, code, at, other))

    def lose(self, tree: Tree, path: Path, message: str) -> None:
        """Note a value that can't be used: for its type, unless it was reported already."""
        self.lost.add(path)
        if tree is not None:
            self.fault(path, message, "wrong-type")

    def mapping(self, plan: Plan, tree: Tree, path: Path) -> Any:
        """Return an instance of a class of the model, blank where something is missing."""
        conversions = plan.conversions
        if not isinstance(tree, dict):
            known = ", ".join(conversions)
            self.lose(tree, path, f"must have keys, each with a colon and a space: {known}")
            return plan.blank()
        values = plan.others.copy()
        for key, value in tree.items():
            convert = conversions.get(key)
            if convert is None:
                self._unknown_key(key, tree, plan, path)
            elif not _is_empty(value):
                values[key] = convert(self, value, path, key)
            elif isinstance(value, Doubtful) and plan.is_optional_text(key):
                self.fault((*path, key), *value.doubt)
        for key in plan.required:
            if key not in values:
                values[key] = plan.required[key]
                self.lost.add((*path, key))
                message, other = f'the key "{key}" is missing', None
                if key in tree:
                    message += ": it has no value, or one that begins with #"
                    other = (*path, key)
                self.fault(path, message, "missing-key", "first key", other)
        made = plan.mapping(**values)
        if "evidence" in values and "text" in values:
            share_words(made)
        return made

    def _unknown_key(self, key: str, tree: dict[str, Tree], plan: Plan, path: Path) -> None:
        near = self.nearest(key.partition(":")[0], tuple(plan.conversions))
        hint = did_you_mean(near)
        if near and near not in tree:
            self.lost.add((*path, near))
        if not hint and (" " in key or tree[key] == ""):
            hint = f"; if it belongs to the value before it, put that in quotes{_curly(key)}"
        hint = hint or f"; known here: {', '.join(plan.conversions)}"
        self.fault((*path, key), f'unknown key "{clip(key)}"{hint}', "unknown-key", "key")
