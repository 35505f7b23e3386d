"""The quotations of a draft: passages between quotation marks, and block quotations."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from tiptui.documents.document import Paragraph
from tiptui.proof.wording import Wording, parts_of
from tiptui.record.problem import Position
from tiptui.text.words import Span, count_words, sentences

_LEAST = 3  # words of a quotation
# The openers that each mark may close; the marks that open.
_CLOSES = {"”": "“„", "“": "„", "»": "«", "«": "»", "›": "‹", "‹": "›", "」": "「", "』": "『"}
_CLOSES |= {"’": "‘", '"': '"'}
_OPENS = frozenset('“„«‹「『‘"')
_MARK = re.compile(f"[{''.join({*_CLOSES, *_OPENS})}]")
_BLOCK_SIGN = re.compile(r"^[ \t]*>[ \t]?|\A\s+", re.MULTILINE)
# The author of a block quotation: on a line of its own, or after a stop.
_SIGNED = re.compile(
    r"(?:^|(?<=[.!?…\"”’»]))[\s>]*(?:[—–―]|--)\s*(?=\w)[^—–―.!?]{2,100}\Z", re.MULTILINE
)
_LONGEST = 4_000  # letters of the sentences around a quotation, or of the paragraph above
_FIRST = 5  # words by which a quotation is found in the lines of its file
_MOST_BEFORE = 20  # letters between an opening mark and its first word
_MOST_UNMARKED = 50  # places of these words that may be no quotation
_NOTHING = Paragraph("")
_STOPS = (".", "!", "?", "。", "؟", "۔")


class DraftQuotation(NamedTuple):
    """The words of a quotation, and their span in their first paragraph."""

    paragraph: int
    start: int
    end: int
    exact: str
    is_block: bool


class Context(NamedTuple):
    """The words outside quotations around one: its sentence, the one before, the one after.

    Of a block quotation these are the rest of its paragraph and the paragraph above.
    """

    own: str
    before: str
    after: str = ""


class _DraftParagraph:
    """A paragraph of a draft, with the spans of its outermost quotations."""

    def __init__(self, paragraph: Paragraph, before: Paragraph, following: str) -> None:
        text = self.text = paragraph.text
        self.spans, unclosed = _in_marks(text)
        self._rest = ""  # of the last quotation, in the next paragraph
        sign = _BLOCK_SIGN.match(text)
        first = sign.end() if sign else 0
        self.is_block = _is_set_apart(paragraph) and [first + 1] != [
            start for start, _ in self.spans[:1]
        ]
        if self.is_block:
            signed = _SIGNED.search(text, 0 if _is_set_apart(before) else first + 1)
            self.spans = [(first, max(first, signed.start()) if signed else len(text))]
        elif unclosed is not None and (rest := _goes_on(text[unclosed], following)) is not None:
            self.spans.append((unclosed + 1, len(text)))
            self._rest = f" {rest}"

    def quotations(self, number: int) -> Iterator[DraftQuotation]:
        for start, end in self.spans:
            exact = self.text[start:end]
            exact = _BLOCK_SIGN.sub("", exact) if self.is_block else exact
            exact += self._rest if end == len(self.text) else ""
            if sum(map(count_words, parts_of(exact))) >= _LEAST:
                yield DraftQuotation(number, start, end, exact, self.is_block)

    @cached_property
    def outside(self) -> str:
        """The text with other letters in the place of quoted words, but for their last stop."""
        ends = (0, *(at for span in self.spans for at in span), len(self.text))
        parts = [self.text[start:end] for start, end in pairwise(ends)]
        for n, quoted in enumerate(parts[1::2]):
            stop = quoted[-1:] if quoted.endswith(_STOPS) else ""
            parts[2 * n + 1] = "x" * (len(quoted) - len(stop)) + stop
        return "".join(parts)

    @cached_property
    def _sentences(self) -> Sequence[Span]:
        return sentences(self.outside)

    def context(self, start: int, end: int) -> Context | None:
        """Return the sentences around a span, its own being all that overlap it.

        None if they are too long to tell who said what.
        """
        spans = self._sentences
        first = bisect_left(spans, start, key=itemgetter(1))
        after = bisect_left(spans, end, key=itemgetter(0))
        around = spans[max(0, first - 1) : after + 1]
        if not around or around[-1][1] - around[0][0] > _LONGEST + end - start:
            return None
        before, own, following = (
            " ".join(self.outside[a:b] for a, b in part)
            for part in (
                spans[max(0, first - 1) : first],
                spans[first:after],
                spans[after : after + 1],
            )
        )
        return Context(own, before, following)


class Draft:
    """A document with its quotations, in order."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        beside = zip((_NOTHING, *paragraphs), (*paragraphs[1:], _NOTHING), strict=False)
        self._paragraphs = [
            _DraftParagraph(of, before, following.text)
            for of, (before, following) in zip(paragraphs, beside, strict=False)
        ]
        numbered = enumerate(self._paragraphs, 1)
        self.quotations = [one for number, of in numbered for one in of.quotations(number)]

    def context(self, quotation: DraftQuotation) -> Context | None:
        here = self._paragraphs[quotation.paragraph - 1]
        if not quotation.is_block:
            return here.context(quotation.start, quotation.end)
        number = quotation.paragraph - 1
        while number and self._paragraphs[number - 1].is_block:
            number -= 1
        above = self._paragraphs[number - 1].outside if number else ""
        return Context(here.outside, above) if len(above) < _LONGEST else None

    def positions(self, lines: Sequence[str]) -> list[Position | None]:
        """Return the positions of the quotations in the lines of the file, where they are found."""
        text, found, done = Wording(lines, {}), list[Position | None](), 0
        begun = [
            tuple(Wording(parts_of(one.exact)[:1], {}).words[:_FIRST]) for one in self.quotations
        ]
        firsts = text.firsts({*begun})
        for words in begun:
            numbers = firsts.get(words, ())
            after = bisect_left(numbers, done)
            position = None
            for number in numbers[after : after + _MOST_UNMARKED]:
                line, column, _ = next(text.original(*text.spans[number]))
                start = max(0, column - _MOST_BEFORE)
                before = lines[line - 1][start:column].rstrip(" \t*_([….")
                is_marked = before.endswith((*_OPENS, "»", "›"))
                if is_marked or not position:
                    position = Position(line, start + len(before) if is_marked else column + 1)
                    done = number + 1
                if is_marked:
                    break
            found.append(position)
        return found


def _is_set_apart(paragraph: Paragraph) -> bool:
    return paragraph.is_quote or paragraph.text.lstrip().startswith(">")


def _goes_on(opener: str, following: str) -> str | None:
    """Return the rest of an unclosed quotation in the next paragraph; None if it has none.

    It is empty if the next paragraph opens the quotation again.
    """
    if following.startswith(opener):
        return ""
    mark = _MARK.search(following)
    closes = mark and opener in _CLOSES.get(mark[0], "") and opener not in '‘"'
    return following[: mark.start()] if mark and closes else None


def _in_marks(text: str) -> tuple[list[Span], int | None]:
    """Return the spans within outermost marks, and the position of an opener without an end."""
    opened, depth, pairs = list[tuple[str, int]](), Counter[str](), list[Span]()
    marks = [found.start() for found in _MARK.finditer(text)]
    for at, following in pairwise((*marks, len(text))):
        mark = text[at]
        closed = [opener for opener in _CLOSES.get(mark, "") if depth[opener]]
        if closed and _may_close(text, at, following) and (mark != "’" or opened[-1][0] == "‘"):
            opener, start = opened.pop()
            depth[opener] -= 1
            while opener not in closed:
                opener, start = opened.pop()
                depth[opener] -= 1
            while pairs and pairs[-1][0] > start:
                pairs.pop()
            pairs.append((start + 1, at))
        elif _may_open(text, at):
            opened.append((mark, at))
            depth[mark] += 1
    last = pairs[-1][1] if pairs else 0
    return pairs, next((at for _, at in opened if at >= last), None)


def _may_open(text: str, at: int) -> bool:
    mark, after_letter = text[at], at > 0 and text[at - 1].isalnum()
    if mark in "»›":
        return not after_letter and text[at + 1 : at + 2].isalnum()
    return mark in _OPENS and not (mark == '"' and after_letter)


def _may_close(text: str, at: int, following: int) -> bool:
    """Return whether a mark that may open too, or be an apostrophe, closes.

    `following` is the position of the next mark.
    """
    if text[at] == '"':
        return not text[at - 1].isspace() or not text[at + 1 : at + 2].isalnum()
    if text[at] != "’":
        return True
    # The workers’ rights: the next mark closes.
    is_plural = _may_be_plural(text, at) and text.startswith("’", following)
    return _ends_word(text, at) and not (
        is_plural and _ends_word(text, following) and not _may_be_plural(text, following)
    )


def _ends_word(text: str, at: int) -> bool:
    return not text[at - 1].isspace() and not text[at + 1 : at + 2].isalnum()


def _may_be_plural(text: str, at: int) -> bool:
    return text[at - 1] == "s" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower()
