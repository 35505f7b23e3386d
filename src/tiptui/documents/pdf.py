"""PDF: what pdfminer's layout analysis takes for a block of text is a paragraph.

Added to it: hyphens at line ends are undone, what repeats at the head or foot of pages is left out,
and what breaks off at the end of a block goes on with the next.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple
from unicodedata import normalize

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTContainer, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text

from tiptui.documents.document import Document, NoDocument, Paragraph, one_line
from tiptui.documents.names import has_title, head_of, is_evident, is_office, possible_head
from tiptui.documents.parts import SUPERSCRIPTS

# The part of a page's height, above and below, in which heads and feet are looked for.
_MARGIN = 0.12
# Widths of a letter between words of one line: more than pdfminer's own 2, so that the number of a
# paragraph stays before it; less than between columns.
_CHAR_MARGIN = 6.0
_LEAST_MARGIN = 0.35  # heights of a line by which those of a paragraph may at least stand apart
_MEASURED = 8  # pages whose lines tell how far apart they stand
# Letters of a block that can break off: shorter ones are headings, and cells of tables.
_LEAST_CONTINUED = 40
_NEAR = 2.0  # points within which a letter can be the shadow of another
_MARK = 5  # the most letters of what numbers the items of a list, as `viii.`


class _Block(NamedTuple):
    """A block of text on a page, its lines, of which some stand at the `edges` of the page.

    `hangs`: it goes on the item of a list that is above it.
    """

    lines: Sequence[str]
    edges: Sequence[str]
    page: int
    label: str
    hangs: bool


def read_pdf(data: bytes) -> Document:
    """Return a PDF. Raise NoDocument."""
    try:
        document = PDFDocument(PDFParser(BytesIO(data)))
        blocks = list(_blocks(document))
    except PDFPasswordIncorrect:
        raise NoDocument("it is encrypted; save it without a password") from None
    except (PDFException, PSException) as error:
        raise NoDocument("it is damaged") from error
    titles = [resolve1(info["Title"]) for info in document.info if "Title" in info]
    title = one_line(decode_text(titles[-1])) if titles and isinstance(titles[-1], bytes) else ""
    # What programs put there by themselves is no title.
    if title.startswith("Microsoft Word - ") or title.lower() == "untitled":
        title = ""
    return Document(tuple(_paragraphs(_drop_repeated(blocks))), title)


# Blocks.


def _blocks(document: PDFDocument) -> Iterator[_Block]:
    pages = list(PDFPage.create_pages(document))
    resources = PDFResourceManager()
    layout = LAParams(char_margin=_CHAR_MARGIN, all_texts=True)
    device = _Pages(resources, laparams=layout)
    interpreter = PDFPageInterpreter(resources, device)

    def analyse(page: PDFPage) -> LTPage:
        interpreter.process_page(page)
        return device.get_result()

    measured = (_distance(analyse(page)) for page in pages[:_MEASURED])
    if usual := Counter(filter(None, measured)).most_common(1):
        # Half as much again: what is set far apart is no paragraph line by line, and what is set
        # close has its paragraphs close.
        layout.line_margin = max(_LEAST_MARGIN, usual[0][0] * 1.5)
    for number, page in enumerate(pages, 1):
        found = analyse(page)
        above: LTTextBox | None = None
        # Twice its middle, and how far from it is what stands at an edge.
        twice, apart = found.y0 + found.y1, (1 - 2 * _MARGIN) * found.height
        for box in _boxes(found):
            if not (lines := [line for each in box if (line := _line(_text(each)))]):
                continue
            edges = [_line(_text(each)) for each in box if abs(each.y0 + each.y1 - twice) >= apart]
            hangs = above is not None and _hangs(above, box, layout.line_margin)
            for item in _items(lines):
                yield _Block(item, edges, number, page.label or str(number), hangs)
                hangs = False
            above = box


class _Pages(PDFPageAggregator):
    """Pages without the letters that are drawn again a little beside, as a shadow or to be bold."""

    def end_page(self, page: PDFPage) -> None:
        """Look at what is on a page."""
        drawn: dict[tuple[str, int, int], LTChar] = {}
        kept = []
        for each in self.cur_item:
            if isinstance(each, LTChar) and not each.get_text().isspace():
                text, x, y = each.get_text(), int(each.x0 / _NEAR), int(each.y0 / _NEAR)
                if any(
                    abs(each.x0 - other.x0) < each.width / 2
                    and abs(each.y0 - other.y0) < each.height / 4
                    for column in (x, x - 1, x + 1)
                    for row in (y, y - 1, y + 1)
                    if (other := drawn.get((text, column, row)))
                ):
                    continue
                drawn[text, x, y] = each
            kept.append(each)
        self.cur_item._objs = kept
        super().end_page(page)


def _text(line: LTTextLine) -> str:
    """Return the text of a line, with raised digits for the sign of a note behind a number."""
    found, before = "", None
    for each in line:
        text, digit = each.get_text(), each if isinstance(each, LTChar) else None
        digit = digit if text.isdigit() else None
        if before and digit and digit.size < 0.8 * before.size and digit.y0 > before.y0 + 1:
            text = text.translate(SUPERSCRIPTS)
        else:
            before = digit
        found += text
    return found


_LIST_ITEM = re.compile(r"(?:[^\w\s\"'“‘«(\[]|\(?\w{1,4}[.)])\s")


def _hangs(above: LTTextBox, box: LTTextBox, margin: float) -> bool:
    """Return whether a box is the rest of the item of a list whose first line is above it."""
    (first, *more), rest = above, next(iter(box))
    items = [bool(_LIST_ITEM.match(_line(line.get_text()))) for line in (first, rest)]
    return (
        not more
        and items == [True, False]
        and 0 < box.x0 - first.x0 < 4 * first.height
        and 0 <= first.y0 - box.y1 < margin * first.height
    )


def _ends(text: str) -> bool:
    """Return whether a text ends as sentences and headings of lists do."""
    return text.rstrip()[-1:] in (*'.!?:;…)]”"’',)


def _boxes(container: "LTContainer[Any]") -> Iterator[LTTextBox]:
    for each in container:
        if isinstance(each, LTTextBox):
            yield each
        elif isinstance(each, LTContainer):
            yield from _boxes(each)


def _distance(page: LTPage) -> float:
    """Return how far lines stand below full ones, in their heights, as most do; 0 for none."""
    lines = [line for box in _boxes(page) for line in box]
    lines.sort(key=lambda line: -line.y1)
    right = 0.9 * max((line.x1 for line in lines), default=0)
    gaps = Counter(
        round((above.y0 - below.y1) / above.height, 1)
        for above, below in pairwise(lines)
        # Below others, a paragraph may begin.
        if above.height and above.x1 > right and below.x0 < above.x1 and not _ends(above.get_text())
    )
    return next((gap for gap, _ in gaps.most_common(1) if 0 < gap < 3), 0)


def _items(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield lines, parted before each that begins with the mark of a list, or with who speaks."""
    starts, sure, likely = set[int](), set[int](), set[int]()
    for n, line in enumerate(lines):
        head = head_of(line)
        said = head.name if head else possible_head(line)
        # A title or an office heads it surely: `Hon. Members: No!`.
        if "," not in said and (has_title(said) or is_office(said)):
            sure.add(n)
        elif head and is_evident(head.name):
            likely.add(n)
        if line[0] in _BULLETS and line[1:2] == " ":
            starts.add(n)
    heads = sure | likely if len(sure | likely) > 1 else sure
    for n in heads - {0}:
        # With the line above may end what somebody says, or a heading.
        if _ends(lines[n - 1]) or lines[n - 1].isupper() or lines[n - 1].endswith(_DASHES):
            starts.add(n)
    for start, end in pairwise([0, *sorted(starts - {0}), len(lines)]):
        yield lines[start:end]


_DASHES = ("--", "–", "—")
_BULLETS = "•‣◦⁃●○▪▫■□▸►➢➤✓"
_LIGATURES = {code: normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_UNKNOWN = re.compile(r"\(cid:\d+\)")


def _line(text: str) -> str:
    """Return a line; letters of which the font does not say what they are become U+FFFD."""
    line = one_line(text.replace("\u00ad\n", "\u2010")).translate(_LIGATURES)
    # The bullet of many fonts is such a letter.
    return _UNKNOWN.sub("\ufffd", re.sub(r"^\(cid:\d+\) ", "• ", line))


# Paragraphs.


def _drop_repeated(blocks: Sequence[_Block]) -> list[_Block]:
    """Return blocks without lines at the edge of pages that others have too, but for numbers."""
    # Lines that differ in numbers alone are equal.
    keys = {line: re.sub(r"\d+|\b[ivxlc]+\b", "#", line) for each in blocks for line in each.edges}
    pages = Counter(
        key for key, _ in {(keys[line], each.page) for each in blocks for line in each.edges}
    )
    left = []
    for block in blocks:
        repeated = {
            line
            for line in block.edges
            # More numbers without a word are of a table.
            if pages[key := keys[line]] > 1 and (key.count("#") <= 2 or any(map(str.isalpha, key)))
        }
        if lines := [line for line in block.lines if line not in repeated]:
            left.append(block._replace(lines=lines))
    return left


_HYPHENATED = re.compile(r"[^\W\d_][-\u2010]$")


def _paragraphs(blocks: Sequence[_Block]) -> Iterator[Paragraph]:
    words = {word for each in blocks for line in each.lines for word in re.findall(r"[\w-]+", line)}
    parts: list[tuple[str, list[str]]] = []
    page = 0
    for block in blocks:
        turned, page = block.page > page, block.page
        if parts and (block.hangs or _goes_on(parts[-1][1], block.lines[0], turned)):
            parts[-1][1].extend(block.lines)
        else:
            parts.append((block.label, [*block.lines]))
    return (Paragraph(_join(lines, words), label) for label, lines in parts)


def _goes_on(lines: Sequence[str], following: str, turned: bool) -> bool:
    """Return whether a paragraph breaks off: before a small letter that begins no list.

    Before any letter where the page is `turned`, if it has more lines than headings have.
    """
    if _ends(lines[-1]):
        return False
    if turned and len(lines) > 2 and not _LIST_ITEM.match(following):
        return True
    long = len(lines) > 1 or len(lines[0]) > _LEAST_CONTINUED
    word, *others = following.split()
    word = word.rstrip(",;:")
    # A short word with a full stop is the mark of a list, unless it is all.
    word = word.rstrip(".?!") if len(word) > _MARK or not others else word
    small = word[:1].islower() and word.replace("-", "").replace("’", "").isalpha()
    return long and small


def _join(lines: Sequence[str], words: Collection[str]) -> str:
    """Return lines as one. `words` are those of the document, which tell of some hyphens."""
    parts = []
    for line, following in pairwise([*lines, ""]):
        if _HYPHENATED.search(line) and following[:1].islower():
            begun, ended = re.findall(r"[\w-]*.$", line)[0], re.findall(r"^[\w-]*", following)[0]
            compound = f"{begun[:-1]}-{ended}"
            kept = compound in words and compound.replace("-", "") not in words
            parts.append(f"{line[:-1]}-" if kept else line[:-1])
        else:
            parts.append(f"{line} ")
    return "".join(parts).rstrip()
