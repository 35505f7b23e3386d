"""The words of an item: from its mark over pages, bullets and sub-items to the next of its run."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from tiptui.drafting.answers import answer_in, answers_begin
from tiptui.drafting.item_lines import BEHIND, MARKUP, Line, is_title
from tiptui.drafting.item_runs import LABELS, Run
from tiptui.proof.asking import begins_to_ask, where_asks
from tiptui.proof.source_text import TextSpan
from tiptui.text.rules import Rules

_RULES = Rules(__file__)
_ENDS = tuple('.;:!?)”"')
_BEFORE_MORE = (":", ";", ",")
_LONGEST = 6_000  # letters of an item
_MOST_BEHIND = 5  # lines behind an item that may answer it
_BOLD_LEVEL = 7


class ItemText(NamedTuple):
    """The number of an item, its title, the spans of its words, and the lines behind these."""

    line: Line
    title: str
    words: tuple[TextSpan, ...]
    text: str
    behind: tuple[Line, ...] = ()

    @property
    def is_cut(self) -> bool:
        """Return whether the words end in the midst of a sentence."""
        return bool(_RULES["cut"].search(self.text)) or self.text[-1:].isalnum()


def asks(text: str) -> bool:
    if said := _RULES["said"].search(text[-200:]):
        return said[1].lower() == "recommendation"
    return begins_to_ask(text) or where_asks(text) is not None


def texts_of(lines: Sequence[Line], run: Run, is_answer: bool = False) -> list[ItemText]:
    """Return the words of each item of a run; in an answer to others, up to what answers it."""
    ends = [*run.marks[1:], len(lines)]
    regions = [_until_label(lines[start:end]) for start, end in zip(run.marks, ends, strict=True)]
    gaps = [
        bool(one.mark.order and later.mark.order[-1:] > (one.mark.order[-1] + 1,))
        for one, later in pairwise(region[0] for region in regions)
    ]
    return [
        _text(region, run, is_answer, has_gap)
        for region, has_gap in zip(regions, [*gaps, False], strict=True)
    ]


def _until_label(region: Sequence[Line]) -> list[Line]:
    first, *others = region
    return [first, *takewhile(lambda line: line.mark.scheme not in LABELS, others)]


def _text(region: Sequence[Line], run: Run, is_answer: bool, has_gap: bool) -> ItemText:
    """Return the words of the first item of some lines; before a lost number, only its line."""
    first, *others = region
    own = [first, *([] if has_gap else _more(first, others, run, is_answer))]
    spans = [span for line in own if (span := _span(line)).end > span.start]
    title = (
        first.words if len(spans) > 1 and spans[0] == _span(first) and is_title(first.words) else ""
    )
    if title and not asks(" ".join(line.words for line in own[1:])):
        title = ""
    words = tuple(spans[1:] if title else spans)
    text = " ".join(line.words for line in (own[1:] if title else own) if line.words)
    behind = [] if has_gap else region[len(own) : len(own) + _MOST_BEHIND]
    return ItemText(first, title, words, " ".join(text.split()), tuple(behind))


def _span(line: Line) -> TextSpan:
    start, end = line.own
    if line.mark.scheme in ("bullet", "letter", "box"):
        start = len(line.text) - len(line.text.lstrip(MARKUP + "-"))
    return TextSpan(line.span.paragraph, line.span.start + start, line.span.start + end)


def _more(first: Line, others: Sequence[Line], run: Run, is_answer: bool) -> Iterator[Line]:
    """Yield the lines that go on with the words of the first."""
    if first.mark.scheme in (BEHIND, "row") or " | " in first.text:
        return
    said = first.words
    ends = next((n for n, line in enumerate(others) if _heads_answer(line)), 0) if is_answer else 0
    for number, line in enumerate(others):
        is_more = number < ends or _goes_on(said, line, first, run, is_answer)
        if len(said) > _LONGEST or not is_more:
            return
        yield line
        said = f"{said} {line.words}".strip()


def _heads_answer(line: Line) -> bool:
    return bool(answers_begin(line.text))


def _goes_on(said: str, line: Line, first: Line, run: Run, is_answer: bool) -> bool:
    """Return whether a line is more of an item: its words lack an end, or the line hangs below."""
    if 0 < line.level <= _BOLD_LEVEL or line.mark.scheme in LABELS or _heads_answer(line):
        return False
    if answer_in(line.text, line.span, first.mark.number):
        return False
    is_cut = line.words[:1].islower() and not said.endswith(_ENDS)
    if said and (said.endswith(_BEFORE_MORE) or _RULES["cut"].search(said) or is_cut):
        return True
    if line.mark.scheme in ("bullet", "letter", "box"):
        return run.scheme not in ("bullet", "box") or line.indent > first.indent
    if line.mark.scheme or run.scheme in ("row", "bullet", "box", "decision", "action"):
        return False
    title = is_title(said)
    return (title and asks(line.words)) if is_answer else (title or asks(line.words))
