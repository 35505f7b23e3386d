"""The numbers of lists, and of headings, which Word does not write before them but counts.

A paragraph, or its style, names a list and a level in it; the list says how that is numbered.
"""

import re
from itertools import islice
from typing import Any, NamedTuple

from tiptui.documents.parts import numeral, whole_number
from tiptui.documents.word_parts import WordParts, qn

_NUMBERED, _STYLED = f"{qn('w:pPr')}/{qn('w:numPr')}", f"{qn('w:pPr')}/{qn('w:pStyle')}"
_KINDS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_KINDS |= {"decimal": "1", "": "1"}
_VALUE = qn("w:val")
_MOST_LEVELS = 9
_MOST_STYLES = 20  # each based on the next


class _Level(NamedTuple):
    start: int
    kind: str
    text: str
    style: str


class WordLists:
    """The lists of a document, and how far each has counted."""

    def __init__(self, parts: WordParts) -> None:
        lists = [*parts.beside("/numbering")]
        self._styles = {
            each.get(qn("w:styleId")): each
            for styles in parts.beside("/styles")
            for each in styles.iter(qn("w:style"))
        }
        shared = {
            each.get(qn("w:abstractNumId")): _levels(each)
            for part in lists
            for each in part.iter(qn("w:abstractNum"))
        }
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        for each in (each for part in lists for each in part.iter(qn("w:num"))):
            name, whose = each.get(qn("w:numId")), _said(each, "w:abstractNumId")
            self._lists[name] = whose, shared.get(whose, {}) | _levels(each)
            self._starts[name] = {
                whole_number(change.get(qn("w:ilvl")), 0): whole_number(start, 1)
                for change in each.iter(qn("w:lvlOverride"))
                if (start := _said(change, "w:startOverride"))
            }
        self._counts: dict[str, dict[int, int]] = {}

    def number(self, paragraph: Any) -> str:
        """Return the number before a paragraph, and a space; nothing where no number stands."""
        name, level = self._place(paragraph) if self._lists else ("", 0)
        whose, levels = self._lists.get(name, ("", {}))
        if level not in levels:
            return ""
        counts = self._counts.setdefault(whose, {})
        for each, start in self._starts.pop(name, {}).items():
            counts[each] = start - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]

        def count(match: re.Match[str]) -> str:
            each = levels.get(int(match[1]) - 1, levels[level])
            kind = _KINDS.get(each.kind)
            return numeral(counts.setdefault(int(match[1]) - 1, each.start), kind) if kind else ""

        # A bullet counts nothing.
        text = levels[level].text if levels[level].kind in _KINDS else ""
        return re.sub("%([1-9])", count, text) + " " if "%" in text else ""

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return the list of a paragraph and the level there, as it or its style says."""
        style = paragraph.find(_STYLED)
        named, own = style.get(_VALUE) if style is not None else "", paragraph
        name = level = ""
        for _ in range(_MOST_STYLES):
            if (said := own.find(_NUMBERED)) is not None:
                name, level = name or _said(said, "w:numId"), level or _said(said, "w:ilvl")
            own = self._styles.get(_said(own, "w:basedOn") if own is not paragraph else named)
            if name or own is None:
                break
        levels = self._lists.get(name, ("", {}))[1]
        kept = (each for each in levels if named and levels[each].style == named)
        return name, whole_number(level, next(kept, 0))


def _levels(lists: Any) -> dict[int, _Level]:
    return {
        whole_number(each.get(qn("w:ilvl")), 0): _Level(
            whole_number(_said(each, "w:start"), 1),
            _said(each, "w:numFmt"),
            _said(each, "w:lvlText"),
            _said(each, "w:pStyle"),
        )
        for each in islice(lists.iter(qn("w:lvl")), _MOST_LEVELS)
    }


def _said(element: Any, name: str) -> str:
    found = element.find(qn(name))
    return found.get(_VALUE, "") if found is not None else ""
