"""The words of an item: from its mark over pages, bullets and sub-items to the next of its run."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from tiptui.documents.names import ends_turn, possible_head
from tiptui.drafting.answers import answer_in, answers_begin
from tiptui.drafting.item_lines import BEHIND, MARKUP, Line, Mark, is_title
from tiptui.drafting.item_runs import LABELS, Run
from tiptui.proof.asking import begins_to_ask, where_asks
from tiptui.proof.source_text import TextSpan
from tiptui.text.rules import Rules

_RULES = Rules(__file__)
_ENDS = tuple('.;:!?)]”"…')
_BEFORE_MORE = (":", ";", ",")
_LONGEST = 6_000  # letters of an item
_CLOSE = ("row", "bullet", "box", "decision", "action")  # only lines that hang go on with these
_MOST_BEHIND = 5  # lines behind an item that may answer it
_BOLD_LEVEL = 7


class ItemText(NamedTuple):
    """The number of an item, its title, the spans of its words, and the lines behind these."""

    line: Line
    title: str
    words: tuple[TextSpan, ...]
    text: str
    behind: tuple[Line, ...] = ()


def asks(text: str) -> bool:
    if said := _RULES["said"].search(text[-200:]):
        return said[1].lower() == "recommendation"
    return begins_to_ask(text) or where_asks(text) is not None


def cut_texts(texts: Sequence[ItemText]) -> list[ItemText]:
    """Return the items that end in the midst of a sentence: most others have a stop at their end."""
    ended = [text for text in texts if text.text.endswith(_ENDS)]
    open_texts = (
        [text for text in texts if text not in ended] if 2 * len(ended) > len(texts) else []
    )
    return [text for text in texts if text in open_texts or _RULES["cut"].search(text.text)]


def texts_of(lines: Sequence[Line], run: Run, is_answer: bool = False) -> list[ItemText]:
    """Return the words of each item of a run; in an answer to others, up to what answers it."""
    ends = [*run.marks[1:], len(lines)]
    regions = [_until_label(lines[start:end]) for start, end in zip(run.marks, ends, strict=True)]
    gaps = [
        bool(one.mark.order and later.mark.order[-1:] > (one.mark.order[-1] + 1,))
        for one, later in pairwise(region[0] for region in regions)
    ]
    texts = [
        _text(region, run, is_answer, has_gap)
        for region, has_gap in zip(regions, [*gaps, False], strict=True)
    ]
    found = [_RULES["title"].match(text.text) for text in texts]
    titles = [
        title if title and asks(of.text[title.end() :]) else None
        for of, title in zip(texts, found, strict=True)
    ]
    # Of one item it may be a name in its words.
    if 2 * sum(map(bool, titles)) < len(texts) or run.scheme in _CLOSE:
        return texts
    return [
        _without_title(of, title) if title else of for of, title in zip(texts, titles, strict=True)
    ]


def _without_title(of: ItemText, title: re.Match[str]) -> ItemText:
    """Return an item whose title stands before its words in one paragraph."""
    (number, start, end), *others = of.words
    at = start - of.line.span.start
    size = re.match(r"\s*".join(map(re.escape, title[0].split())) + r"\s*", of.line.text[at:])
    if of.title or number != of.line.span.paragraph or not size:
        return of
    words = (TextSpan(number, start + size.end(), end), *others)
    return of._replace(title=title[1], words=words, text=of.text[title.end() :])


def _until_label(region: Sequence[Line]) -> list[Line]:
    first, *others = region
    return [first, *takewhile(lambda line: line.mark.scheme not in LABELS, others)]


def _text(region: Sequence[Line], run: Run, is_answer: bool, has_gap: bool) -> ItemText:
    """Return the words of the first item of some lines; before a lost number, only its line."""
    first, *others = region
    more = [*_more(first, others, run, is_answer)]
    if has_gap:  # words behind may be of the item that is lost
        more = [] if first.words else more[:1]
    title, own = first.words, [span for line in more if (span := _span(line)).end > span.start]
    text = " ".join(line.words for line in more)
    if not (title and own and is_title(title) and asks(text)):
        title, own, text = "", [_own_span(first), *own], f"{first.words} {text}"
    words = tuple(span for span in own if span.end > span.start)
    behind = () if has_gap else region[1 + len(more) : 1 + len(more) + _MOST_BEHIND]
    return ItemText(first, title, words, " ".join(text.split()), tuple(behind))


def _own_span(line: Line) -> TextSpan:
    start, end = line.own
    return TextSpan(line.span.paragraph, line.span.start + start, line.span.start + end)


def _span(line: Line) -> TextSpan:
    """Return the span of a line below an item: the letter or number of a part belongs to it."""
    span = _own_span(line)
    marked = line.mark.scheme in ("letter", "number", "number.number")
    begins = line.span.start + len(line.text) - len(line.text.lstrip(MARKUP))
    return span._replace(start=begins) if marked else span


def _more(first: Line, others: Sequence[Line], run: Run, is_answer: bool) -> Iterator[Line]:
    """Yield the lines that go on with the words of the first."""
    if first.mark.scheme in (BEHIND, "row") or " | " in first.text:
        return
    said, above = first.words, Mark()
    ends = next((n for n, line in enumerate(others) if _heads_answer(line)), 0) if is_answer else 0
    for number, line in enumerate(others):
        is_part = line.mark.scheme == above.scheme == "number" and line.mark.order > above.order
        is_more = number < ends or is_part or _goes_on(said, line, first, run, is_answer)
        if len(said) > _LONGEST or not is_more:
            return
        yield line
        said, above = f"{said} {line.words}".strip(), line.mark


def _heads_answer(line: Line) -> bool:
    return bool(answers_begin(line.text))


def _goes_on(said: str, line: Line, first: Line, run: Run, is_answer: bool) -> bool:
    """Return whether a line is more of an item: its words lack an end, or the line hangs below."""
    if 0 < line.level <= _BOLD_LEVEL or line.mark.scheme in LABELS or _heads_answer(line):
        return False
    if run.scheme in _CLOSE and (possible_head(line.text) or ends_turn(line.text)):
        return False
    if answer_in(line.text, line.span, first.mark.number):
        return False
    is_cut = line.words[:1].islower() and not said.endswith(_ENDS)
    is_cut = is_cut or said.count("(") > said.count(")")
    if said and (said.endswith(_BEFORE_MORE) or _RULES["cut"].search(said) or is_cut):
        return True
    if line.mark.scheme == "number" and line.indent > first.indent:
        return True
    if line.mark.scheme in ("bullet", "letter", "box"):
        return line.indent > first.indent or run.scheme not in _CLOSE
    if line.mark.scheme or run.scheme in _CLOSE:
        return False
    title = is_title(said)
    return (title and asks(line.words)) if is_answer else (title or asks(line.words))
