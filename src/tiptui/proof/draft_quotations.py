"""The quotations of a draft: passages between quotation marks, and block quotations."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise
from operator import itemgetter
from typing import NamedTuple

from tiptui.documents.document import Paragraph
from tiptui.proof.phrases import parts_of
from tiptui.record.problem import Position
from tiptui.text.words import Span, count_words, sentences, word

_LEAST = 3  # words of a quotation
# The openers that each mark may close.
_CLOSES = {"”": "“„", "“": "„", "»": "«", "«": "»", "›": "‹", "‹": "›", "」": "「", "』": "『"}
_CLOSES |= {"’": "‘", '"': '"'}
_OPENERS = '“„«»‹›「『‘"'
_MARKS = f"{_OPENERS}”」』’"
_MARK = re.compile(f"[{_MARKS}]")
_OPENER = re.compile('[“„«‹「『‘]|(?<![^\\W_])"|(?<![^\\W_])[»›](?=[^\\W_])')
_CLOSER = re.compile('[”“»«›‹」』]|(?<=\\S)"|"(?![^\\W_])|(?<=\\S)’(?![^\\W_])')
# In ‘the workers’ rights have come’ the next mark closes.
_PLURAL = re.compile(rf"(?<=s)’(?= [a-z][^{_MARKS}]*+(?!(?<=s)’ [a-z])(?<=\S)’(?![^\W_]))")
_DEEPEST = 20  # open marks of which one may be closed
_BLOCK_SIGN = re.compile(r"^[ \t]*>[ \t]?|\A\s+", re.MULTILINE)
# The author of a block quotation: on a line of its own, or after a stop.
_SIGNED = re.compile(
    r"(?:^|(?<=[.!?…\"”’»]))[\s>]*(?:[—–―]|--)\s*(?=\w)[^—–―.!?]{2,100}\Z", re.MULTILINE
)
_QUOTED = re.compile(r".(?!\Z)|[^.!?。؟۔]", re.DOTALL)  # all but a stop at the end
_LONGEST = 4_000  # letters of the sentences around a quotation, or of the paragraph above
_FIRST = 5  # words by which a quotation is found in its file
_GAP = r"(?:<[^<>]{0,500}>|&#?\w{1,10};|[\W_])*+"
_PATIENCE = 100_000_000  # letters of a file to look for the positions of quotations in


class DraftQuotation(NamedTuple):
    """The words of a quotation, and where they begin in a paragraph.

    `own` are the other words of its sentence, `around` those of the sentences before and after. For
    a block quotation these are the rest of its paragraph and the paragraph above.
    """

    paragraph: int
    start: int
    exact: str
    own: str
    around: str
    is_block: bool


def quotations_in(paragraphs: Sequence[Paragraph]) -> Iterator[DraftQuotation]:
    """Yield the outermost quotations of a draft, in order."""
    above, was_apart = "", False
    beside = pairwise((*paragraphs, Paragraph("")))
    for number, (paragraph, following) in enumerate(beside, 1):
        text, rest = paragraph.text, ""
        spans, unclosed = _in_marks(text)
        first = sign.end() if (sign := _BLOCK_SIGN.match(text)) else 0
        is_apart = paragraph.is_quote or text.lstrip().startswith(">")
        is_block = is_apart and [first + 1] != [start for start, _ in spans[:1]]
        if is_block:
            signed = _SIGNED.search(text, 0 if was_apart else first + 1)
            spans = [(first, max(first, signed.start()) if signed else len(text))]
        elif unclosed >= 0 and (goes_on := _rest(text[unclosed], following.text)) is not None:
            spans.append((unclosed + 1, len(text)))
            rest = f" {goes_on}"
        pieces = [text[start:end] for start, end in pairwise((0, *chain(*spans), len(text)))]
        pieces[1::2] = [_QUOTED.sub("x", quoted) for quoted in pieces[1::2]]
        outside = "".join(pieces)
        ends = sentences(outside) if spans and not is_block else ()
        for start, end in spans:
            exact = _BLOCK_SIGN.sub("", text[start:end]) if is_block else text[start:end]
            exact += rest if end == len(text) else ""
            if sum(map(count_words, parts_of(exact))) >= _LEAST:
                own, around = (outside, above) if is_block else _context(outside, ends, start, end)
                yield DraftQuotation(number, start, exact, own, around, is_block)
        was_apart = is_apart
        if not is_block:
            above = outside if len(outside) < _LONGEST else ""


def _in_marks(text: str) -> tuple[list[Span], int]:
    """Return the spans within outermost marks, and the position of an opener without an end."""
    opened, pairs = list[int](), list[Span]()
    for found in _MARK.finditer(text):
        at, mark = found.start(), found[0]
        openers = [start for start in opened[-_DEEPEST:] if text[start] in _CLOSES.get(mark, "")]
        is_apostrophe = mark == "’" and (openers[-1:] != opened[-1:] or _PLURAL.match(text, at))
        if openers and _CLOSER.match(text, at) and not is_apostrophe:
            while opened.pop() != openers[-1]:
                pass
            while pairs and pairs[-1][0] > openers[-1]:
                pairs.pop()
            pairs.append((openers[-1] + 1, at))
        elif _OPENER.match(text, at):
            opened.append(at)
    last = pairs[-1][1] if pairs else 0
    return pairs, next((at for at in opened if at >= last), -1)


def _rest(opener: str, following: str) -> str | None:
    """Return the rest of an unclosed quotation in the next paragraph; None if it has none.

    It is empty if the next paragraph opens the quotation again.
    """
    if following.startswith(opener):
        return ""
    mark = _MARK.search(following)
    closes = mark and opener in _CLOSES.get(mark[0], "") and opener not in '‘"'
    return following[: mark.start()] if mark and closes else None


def _context(text: str, ends: Sequence[Span], start: int, end: int) -> tuple[str, str]:
    """Return the sentences that overlap a span, and the one before with the one after.

    They are empty if they are too long to tell who said what.
    """
    first = bisect_left(ends, start, key=itemgetter(1))
    after = bisect_left(ends, end, key=itemgetter(0))
    before, following = ends[max(0, first - 1)][0], ends[min(after, len(ends) - 1)][1]
    if following - before > _LONGEST + end - start:
        return "", ""
    begin, stop = ends[first][0], ends[after - 1][1]
    return text[begin:stop], f"{text[before:begin]}; {text[stop:following]}"


def positions(quotations: Iterable[DraftQuotation], text: str) -> Iterator[Position | None]:
    """Yield the positions of quotations in the text of their file, None where not found."""
    text, line, done, patience = re.sub("\r\n?", "\n", text), 1, 0, _PATIENCE
    for quotation in quotations:
        first = word().finditer(parts_of(quotation.exact)[0])
        words = _GAP.join(re.escape(found[0]) for found in islice(first, _FIRST))
        marked, position = f"[{_OPENERS}][^{_MARKS}]{{0,20}}?{words}", None
        for pattern in (words,) if quotation.is_block else (marked, words):
            if found := re.compile(pattern).search(text, done) if patience > 0 else None:
                line += text.count("\n", done, found.start())
                column = found.start() - text.rfind("\n", 0, found.start())
                position = Position(line, column)
                done = found.start() + 1
                break
            patience -= len(text) - done
        yield position
