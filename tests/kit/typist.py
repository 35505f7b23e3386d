"""Records typed as people type them: in brackets or on lines, with remarks, quotes of all kinds."""

import json
import random
import re
from collections.abc import Iterator
from typing import Any

_SAFE = re.compile(r"[^\W\d_](?:[\w ,.]*\w)?")


class Typist:
    """Types trees in one style, in which some things vary."""

    def __init__(self, seed: int) -> None:
        self._chance = chance = random.Random(seed)
        self._inset, self._dash = chance.choice((0, 2, 4)), chance.choice((2, 2, 4))
        self._in_brackets = chance.choice((0, 0.2, 0.6, 1))
        self._remarks, self._parted = chance.choice((0, 0.1, 0.3)), chance.random() < 0.3
        self._quotes, self._several_lines = chance.choice((0, 0.3, 1)), chance.random() < 0.3
        self._json = chance.random() < 0.1
        self._line_break = chance.choice(("\n", "\n", "\r\n", "\r"))

    def record(self, tree: dict[str, Any]) -> bytes:
        """Return the bytes of a record, at times with a mark, or without a last line break."""
        if self._json:
            text = json.dumps(tree, ensure_ascii=False, indent=self._chance.choice((None, 2)))
        else:
            lines = [*self._remark("", 1), *self._mapping(tree, is_top=True)]
            text = "\n".join(lines) + self._chance.choice(("\n", "\n", "", "\n\n", "\n# end\n"))
        mark = self._chance.choice(("", "", "\ufeff"))
        return (mark + text.replace("\n", self._line_break)).encode()

    def _mapping(self, tree: dict[str, Any], is_top: bool = False) -> Iterator[str]:
        for key, value in tree.items():
            if is_top and self._parted:
                yield ""
            if not isinstance(value, list | dict):
                first, *others = self._text(value)
                yield from (
                    f"{key}: {first}{self._aside(first)}",
                    *("  " + each for each in others),
                )
            elif not value or self._chance.random() < self._in_brackets:
                first, *others = self._brackets(value)
                yield from (f"{key}: {first}", *("  " + each for each in others))
            else:
                yield f"{key}:{self._aside('')}"
                inside = self._mapping(value) if isinstance(value, dict) else self._list(value)
                inset = max(2, self._inset) if isinstance(value, dict) else self._inset
                yield from (" " * inset + each for each in inside)
            yield from self._remark("")

    def _list(self, items: list[Any]) -> Iterator[str]:
        for number, item in enumerate(items):
            if number and self._parted:
                yield ""
            if isinstance(item, dict) and self._chance.random() >= self._in_brackets:
                lines = list(self._mapping(item))
            elif isinstance(item, dict):
                lines = list(self._brackets(item))
            else:
                lines = list(self._text(item))
            first = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#"))
            yield "-".ljust(self._dash) + lines[first]
            yield from (" " * self._dash + each for each in lines[first + 1 :])
            yield from self._remark("" if self._chance.random() < 0.5 else " " * self._dash)

    def _brackets(self, tree: Any) -> Iterator[str]:
        left, right = "{}" if isinstance(tree, dict) else "[]"
        parts = [f"{key}: {self._short(each)}" for key, each in tree.items()] if left == "{" else []
        parts = parts or [self._short(each) for each in tree]
        if not self._several_lines or not parts:
            yield left + ", ".join(parts) + right
            return
        yield left
        comma = self._chance.choice((",", ""))
        for part in parts[:-1]:
            yield f"  {part},{self._aside('')}"
        if self._chance.random() < 0.5:
            yield f"  {parts[-1]}{comma}{self._aside('')}"
            yield right
        else:
            yield f"  {parts[-1]}{comma}{right}"

    def _short(self, value: Any) -> str:
        if isinstance(value, list):
            return f"[{', '.join(map(self._short, value))}]"
        if isinstance(value, dict):
            return f"{{{', '.join(f'{key}: {self._short(each)}' for key, each in value.items())}}}"
        return self._line(value, in_brackets=True)

    def _text(self, value: Any) -> list[str]:
        is_long = isinstance(value, str) and len(value) > 40 and value.isprintable()
        if is_long and value == value.strip() and self._chance.random() < 0.3:
            return [self._chance.choice(("|", ">", "|-", ">-", "|+")), "  " + value]
        return [self._line(value)]

    def _line(self, value: Any, in_brackets: bool = False) -> str:
        if not isinstance(value, str):
            return json.dumps(value)
        if (
            self._chance.random() < self._quotes
            or not _SAFE.fullmatch(value)
            or (in_brackets and "," in value)
        ):
            alone = value.isprintable() and self._chance.random() < 0.5
            return (
                "'" + value.replace("'", "''") + "'"
                if alone
                else json.dumps(value, ensure_ascii=False)
            )
        return value

    def _aside(self, before: str) -> str:
        is_open = before[:1] in ("|", ">")
        return "  # aside" if self._chance.random() < self._remarks and not is_open else ""

    def _remark(self, indent: str, least: int = 0) -> list[str]:
        return [f"{indent}# a remark: {{"] * (least or self._chance.random() < self._remarks)
