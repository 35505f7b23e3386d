"""How what is printed looks: in a pipe as it is; on a terminal in styles, aligned, cut by words."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tiptui.report.phrases import SIGNS, status_words
from tiptui.search.query import Words
from tiptui.text.folding import spans
from tiptui.text.styles import columns, in_style
from tiptui.text.visible import visible

_GREEN, _YELLOW, _RED, _CYAN = "32", "33", "31", "36"

_CODES = {
    **{"": "", "id": "2", "name": "1", "wrong": _RED},
    **{"accepted": _GREEN, "partly-accepted": _YELLOW, "noted": _YELLOW, "rejected": _RED},
    **{"in-progress": _CYAN, "partly-implemented": _CYAN, "implemented": _GREEN},
}
_SOUGHT = "1;4;35"
_STATUS = re.compile(f"\\b(?:{'|'.join(SIGNS)})(?![-a-z])")


class Pen(NamedTuple):
    """Writes texts of records: all of them come through it, and are made visible.

    `width` is that of the terminal, 0 where there is none. `sought` are words that are marked.
    """

    width: int = 0
    coloured: bool = False
    sought: Words = ()

    def __call__(self, text: str, style: str = "") -> str:
        """Return text in a style, with the words marked that were sought."""
        shown = visible(text)
        if not self.coloured:
            return shown
        codes, parts, after = _CODES[style], list[str](), 0
        for start, end in spans(shown, self.sought):
            parts += [in_style(shown[after:start], codes), in_style(shown[start:end], _SOUGHT)]
            after = end
        return "".join((*parts, in_style(shown[after:], codes)))

    def status(self, status: str) -> str:
        """Return a status, on a terminal with its sign; empty for none."""
        if not self.width or not status:
            return status
        # Sign and words stay on one line.
        words = status_words(status).replace(" ", "\N{NO-BREAK SPACE}")
        return self._replace(sought=())(words, status)

    def with_statuses(self, text: str) -> str:
        """Return text, all of whose statuses have their signs on a terminal."""
        return _STATUS.sub(lambda found: self.status(found[0]), text)

    def table(self, rows: Sequence[Sequence[str]]) -> str:
        """Return a line for each row; on a terminal its cells stand below each other."""
        lines = columns(rows, self.width) if self.width else map("  ".join, rows)
        return "".join(f"{line}\n" for line in lines)


PLAIN = Pen()
"""For what is no terminal."""
