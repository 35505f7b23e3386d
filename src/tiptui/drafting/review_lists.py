"""Lists of a state review: `123.4 Do this (Chile, Iceland);` below a heading with its status.

They are a kind of items whose runs need not count on: themes may part them. `review_headings` reads
headings; docs/documents.md, "Recommendations of a state review", has the rules.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from tiptui.drafting.answers import answer_beside, themes_beside
from tiptui.drafting.item_lines import CELL, Mark, MarkedLine
from tiptui.drafting.items import Item
from tiptui.drafting.review_headings import (
    ListHeading,
    heading_at,
    speaks,
    supporter,
    words_of,
)
from tiptui.drafting.states import states_in
from tiptui.proof.asking import begins_to_ask
from tiptui.proof.source_text import TextSpan

_ENDED = re.compile(r"\)\s?[.;]?\s*(?:\d{1,2}\s+)?$")  # the sign of a note may follow
_BRACKET = re.compile(r"\((?:[^()]|\([^()]*+\))*+\)")
# Between the last bracket and the end of an item the sign of a note may stand.
_ENDS = re.compile(r"\s*+[*†‡§\d]{0,4}\s*+(?:[;.,:|]|$|(?=[\dA-ZÀ-Þ]))")
_GOES_ON = re.compile(r"[\s,;/&]*+(?:(?:and|et|y|e)\b\s*+)?")
_NOTE = re.compile(r"\s*(?:\*+\s|\d{1,3}\s+[^a-z\s(]|GE\.\d|A/[A-Z]+/\S*\s*$|\d{1,3}\s*$|Page \d)")
_BROKEN = re.compile(r"\S{40}[^.”\"'’*)]$")
_MOST_LOST = 3  # numbers that print may lose in a row
_MOST_LINES = 20  # of an item, with notes: each of its lines of print may be one


def review_items(
    lines: Sequence[MarkedLine], state: frozenset[str]
) -> tuple[list[Item], list[str]]:
    """Return the recommendations of a review, and the numbers of items that name no state.

    `state` has the words in the name of the state under review, if the document tells it.
    """
    found, nameless = list[Item](), list[str]()
    headers = _headers(lines)
    for above, regions in _lists(lines, headers):
        items = [_item(region, headers.get(region[0].span, "")) for region in regions]
        named = [item for item in items if item.makers]
        series = regions[0][0].mark.series if regions else ""
        heading = above if above and (not series or above.number in ("", series)) else None
        if heading and heading.answer and not state:
            words = supporter(heading)
            # Whoever asks is not under review.
            asks = any(words_of(name) <= words for item in named for name in item.makers)
            state = frozenset() if asks else words
        known = heading if heading and (not heading.answer or heading.names <= state) else None
        do = 2 * sum(begins_to_ask(region[0].words) for region in regions) >= len(items)
        is_list = (known and known.tells) or (do and (heading or len(items) > 2))
        if is_list and 2 * len(named) >= len(items):
            given = known.answer if known else None
            found += (item._replace(answer=item.answer or given) for item in named)
            nameless += (item.number for item in items if not item.makers)
    return found, nameless


def _lists(
    lines: Sequence[MarkedLine], headers: Mapping[TextSpan, str]
) -> Iterator[tuple[ListHeading | None, list[list[MarkedLine]]]]:
    """Yield each heading with the items below it: for each, the lines from its number on.

    A heading ends the list above, and below one with a number so does a number of another series.
    """
    heading: ListHeading | None = None
    regions = list[list[MarkedLine]]()
    for at, line in enumerate(lines):
        begun, region = heading_at(lines, at), regions[-1] if regions else []
        leads = begun and begun.leads() and not _brackets(line.text)
        begins = not leads and _begins(line, region, heading, headers.get(line.span, ""))
        is_other = bool(region) and region[0].mark.series != line.mark.series
        if begins and is_other and heading and heading.number:
            yield heading, regions
            regions = []
        elif not begins and begun and _ends_list(begun, line, region, heading):
            yield heading, regions
            heading, regions = begun if begun.speaks else None, []
        if begins:
            regions.append([line])
        else:
            region.append(line)
    yield heading, regions


def _ends_list(
    begun: ListHeading, line: MarkedLine, region: Sequence[MarkedLine], heading: ListHeading | None
) -> bool:
    """Return whether a heading ends the list above: one within a line only behind an item."""
    if not (line.is_within and region):
        return bool(begun.number or begun.leads() or not heading)
    above, number = region[0].mark, line.mark.number
    is_later = number.isdigit() and int(number) > int(above.series or "0")
    return is_later and bool(_ENDED.search(region[-1].text))


def _begins(
    line: MarkedLine, region: Sequence[MarkedLine], heading: ListHeading | None, header: str
) -> bool:
    """Return whether a line begins an item; `region` has the lines of the item above."""
    above = region[0].mark if region else Mark()
    series, number = line.mark.series, line.mark.number
    under = bool(heading and heading.number == series)
    is_other = header and not speaks(header)  # of another table
    if not line.mark.scheme.startswith("number") or (is_other and not under):
        return False
    if not series:
        ahead = int(number) - int(above.number if above.number.isdigit() else "0")
        return bool(0 < ahead <= _MOST_LOST and heading and heading.leads())
    return under or above.series == series or not (region and _goes_on(_own(region), ""))


def _headers(lines: Sequence[MarkedLine]) -> dict[TextSpan, str]:
    """Return the header above each row of a table: the last row that is no item of a list."""
    headers, header = dict[TextSpan, str](), ""
    for line in lines:
        if CELL in line.text:
            header = header if line.mark.number else line.text.partition("\n")[0]
            headers[line.span] = header
    return headers


def _own(region: Sequence[MarkedLine]) -> list[MarkedLine]:
    """Return the lines of an item, past notes."""
    own = [region[0]]
    for line in region[1:_MOST_LINES]:
        if not _NOTE.match(line.text):
            if not _goes_on(own, line.text):
                break
            own.append(line)
        elif _BROKEN.search("".join(line.text.split())):
            break  # a paragraph after a note that breaks off may be the rest of either
    return own


def _goes_on(own: Sequence[MarkedLine], text: str) -> bool:
    """Return whether a text may continue an item: no bracket with states ended that."""
    said = _text(own)
    brackets = _brackets(said)
    end = _ENDS.match(said, brackets[-1][1]) if brackets else None
    if CELL in own[0].text[own[0].mark.body :]:
        return False
    if not end:
        return True
    after = said[end.end() :]
    if end[0].endswith(";") and after.partition("\n")[0].strip():
        return after.rstrip()[-1] not in ";.:"
    return not (end[0].strip() or after.strip()) and text[:1].islower()


def _text(own: Sequence[MarkedLine]) -> str:
    first, *others = own
    return "\n".join([first.words, *(line.text for line in others)])


def _brackets(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return the spans of the brackets that name states, and the states."""
    found = ((*match.span(), states_in(match[0][1:-1])) for match in _BRACKET.finditer(text))
    return [bracket for bracket in found if bracket[2]]


def _item(region: Sequence[MarkedLine], header: str) -> Item:
    """Return the item that some lines begin with; without makers if it names no state."""
    own = _own(region)
    first, text = own[0], _text(own)
    brackets = _brackets(text)
    makers = dict.fromkeys(name for *_, names in brackets for name in names)
    cut = brackets[-1][0] if brackets else len(text)
    for start, end, _ in reversed(brackets[:-1]):
        if not _GOES_ON.fullmatch(text, end, cut):
            break
        cut = start
    if brackets and not _ENDS.match(text, brackets[-1][1]):
        # The sentence goes on after the states.
        cut = len(text.rstrip(" \n;.,"))
    words, start = list[TextSpan](), 0
    for line in own:
        begins, whole = (line.own[0], line.words) if line is first else (0, line.text)
        part = whole[: max(0, cut - start)].rstrip()
        if bare := part.lstrip():
            end = line.span.start + begins + len(part)
            words.append(TextSpan(line.span.paragraph, end - len(bare), end))
        start += len(whole) + 1
    cell = first.text.find(CELL, first.mark.body)
    answer = answer_beside(first.text, first.span, cell + len(CELL)) if cell >= 0 else None
    themes = themes_beside(header.split(CELL), first.text) if cell >= 0 else ()
    return Item(first.mark.number, tuple(words), tuple(makers) if words else (), answer, themes)
