"""The words of an item: from its mark over pages, bullets and sub-items to the next of its run."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from tiptui.documents.document import TextSpan
from tiptui.documents.heads import ends_turn, possible_head
from tiptui.drafting.answers import answer_in, answers_begin
from tiptui.drafting.item_lines import (
    BEHIND,
    CELL,
    MARKUP,
    Mark,
    MarkedLine,
    has_end,
    is_title,
)
from tiptui.drafting.item_runs import LABELS, Run
from tiptui.proof.asking import begins_to_ask, where_asks
from tiptui.text.rules import Rules

_RULES = Rules(__file__)
_BEFORE_MORE = (":", ";", ",")
_DIGITS = "0123456789"  # of a note
_LONGEST_TITLE = 200
_LONGEST_WORD = 20  # with a space before and a sign behind it
_LONGEST = 6_000  # letters of an item
_CLOSE = ("row", "bullet", "box", "decision", "action")  # only lines that hang go on with these
INQUIRED = "recommendation"
_MOST_BEHIND = 5  # lines behind an item that may answer it


class ItemText(NamedTuple):
    """The first line of an item, its title, the spans of its words, and the lines behind these."""

    line: MarkedLine
    title: str
    words: tuple[TextSpan, ...]
    text: str
    behind: tuple[MarkedLine, ...] = ()


def kind_said(text: str) -> str:
    """Return the kind of an item that its end says, `(Conclusion, paragraph 12)`; or ""."""
    said = _RULES["said"].search(text[-200:])
    return said[1].lower() if said else ""


def asks(text: str) -> bool:
    if kind := kind_said(text):
        return kind == INQUIRED
    return begins_to_ask(text) or where_asks(text) is not None


def is_cut(text: str) -> bool:
    """Return whether a text ends in a word after which its sentence goes on."""
    return bool(_RULES["cut"].search(text[-_LONGEST_WORD:]))


def cut_texts(texts: Sequence[ItemText]) -> list[ItemText]:
    """Return the items that end within a sentence: of most others the end has a stop."""
    is_open = 2 * sum(has_end(text.text) for text in texts) <= len(texts)
    return [text for text in texts if is_cut(text.text) or not (is_open or has_end(text.text))]


def texts_of(lines: Sequence[MarkedLine], run: Run, is_answer: bool = False) -> list[ItemText]:
    """Return the words of each item of a run; in an answer to others, up to what answers it."""
    bounds = pairwise((*run.marks, len(lines)))
    regions = [(lines[start:end], lines[end : end + 1], run, is_answer) for start, end in bounds]
    texts = [_text(*of) for of in regions]
    if 2 * sum(bool(of.title) for of in texts) >= len(texts):
        texts = [_text(*of, have_titles=True) for of in regions]
    parted = [_part_title(text) for text in texts]
    # Of one item it may be a name in its words.
    are_titles = run.scheme not in _CLOSE and 2 * sum(map(bool, parted)) >= len(texts)
    return [own or of for own, of in zip(parted, texts, strict=True)] if are_titles else texts


def _part_title(of: ItemText) -> ItemText | None:
    """Return an item without the title that stands before its words in one paragraph."""
    found = _RULES["title"].match(of.line.text, of.line.own[0])
    rest = of.text[len(" ".join(found[0].split())) :].strip() if found else ""
    if not found or of.title or not asks(rest):
        return None
    (number, _, end), *others = of.words
    words = (TextSpan(number, of.line.span.start + found.end(), end), *others)
    return of._replace(title=" ".join(found[1].split()), words=words, text=rest)


def _text(
    region: Sequence[MarkedLine],
    after: Sequence[MarkedLine],
    run: Run,
    is_answer: bool,
    have_titles: bool = False,
) -> ItemText:
    """Return the words of the first item of some lines; before a lost number, only its line.

    Where most items have titles, one may end with a stop, or stand above words that do not ask.
    """
    first, *others = region
    others = [*takewhile(lambda line: line.mark.scheme not in LABELS, others)]
    more = [*_more(first, others, run, is_answer)]
    has_gap = after and first.mark.order[-1:] < tuple(n - 1 for n in after[0].mark.order[-1:])
    if has_gap:  # words behind may be of the item that is lost
        more, others = ([] if first.words else more[:1]), []
    title, own = first.words, [span for line in more if (span := span_of(line)).end > span.start]
    text = " ".join(line.words for line in more)
    is_one = run.scheme in _CLOSE or is_cut(title)
    begins = is_title(title.rstrip(".")) if have_titles else is_title(title) and asks(text)
    if is_one or not (title and own and begins):
        title, own, text = "", [span_of(first, is_first=True), *own], f"{first.words} {text}"
    words = tuple(span for span in own if span.end > span.start)
    behind = tuple(others[len(more) : len(more) + _MOST_BEHIND])
    return ItemText(first, title, words, " ".join(text.split()), behind)


def span_of(line: MarkedLine, is_first: bool = False) -> TextSpan:
    """Return the span of a line's words; below an item, a letter or number belongs to them."""
    start, end = line.own
    if not is_first and line.mark.scheme in ("letter", "number", "number.number"):
        start = len(line.text) - len(line.text.lstrip(MARKUP))
    return TextSpan(line.span.paragraph, line.span.start + start, line.span.start + end)


def _more(
    first: MarkedLine, others: Sequence[MarkedLine], run: Run, is_answer: bool
) -> Iterator[MarkedLine]:
    """Yield the lines that go on with the words of the first."""
    if first.mark.scheme in (BEHIND, "row") or CELL in first.text:
        return
    said, above = first.words, Mark()
    heads = (n for n, line in enumerate(others) if is_answer and answers_begin(line.text))
    answered = next(heads, 0)
    for number, line in enumerate(others):
        is_part = line.mark.scheme == above.scheme == "number" and line.mark.order > above.order
        is_more = number < answered or is_part or _goes_on(said, line, first, run, is_answer)
        if len(said) > _LONGEST or not is_more:
            return
        yield line
        said, above = f"{said} {line.words}".strip(), line.mark


def _goes_on(said: str, line: MarkedLine, first: MarkedLine, run: Run, is_answer: bool) -> bool:
    """Return whether a line is more of an item: its words lack an end, or the line hangs below."""
    hangs, is_close = line.indent > first.indent, run.scheme in _CLOSE
    is_heading = line.is_heading and not (hangs and line.mark.scheme == "bullet")
    if is_heading or answers_begin(line.text) or answer_in(line.text, line.span, first.mark.number):
        return False
    if is_close and (possible_head(line.text) or ends_turn(line.text)):
        return False
    begins = line.words[:1].islower() or line.words[:1].isdigit()
    is_long = len(said) > _LONGEST_TITLE and not line.level and not is_close
    is_rest = not line.mark.scheme and not has_end(said) and (begins or is_long)
    is_open = said.rstrip(_DIGITS).endswith(_BEFORE_MORE) or said.count("(") > said.count(")")
    if said and (is_rest or is_open or is_cut(said)):
        return True
    if line.mark.scheme in ("bullet", "letter", "box"):
        # Behind a sentence, a title in a list is of something else.
        if not hangs and said.rstrip(f"{_DIGITS}”").endswith(".") and is_title(line.words):
            return False
        # Below what has ended at a label stands what was said of it.
        return not is_close or (hangs and not (run.scheme in LABELS and has_end(said)))
    if line.mark.scheme or is_close:
        return line.mark.scheme == "number" and hangs
    # A title below a title is of something else.
    title, does = not said or (is_title(said) and not line.level), asks(line.words)
    return (title and does) if is_answer else (title or does)
