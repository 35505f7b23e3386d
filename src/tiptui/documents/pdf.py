"""PDF: the blocks of pdfminer's layout analysis as paragraphs."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from io import BytesIO
from itertools import chain, pairwise
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

_MARGIN = 0.12  # of a page's height, above and below, for heads and feet
# Widths of a letter between words of one line: more than pdfminer's own 2, so that the number of a
# paragraph stays before it; less than between columns.
_CHAR_MARGIN = 6.0
_LEAST_MARGIN = 0.35  # heights of a line, between lines of a paragraph
_MEASURED = 8  # pages, to measure the distance of lines
_LEAST_CONTINUED = 40  # letters of a block that can break off: headings and cells are shorter
_MARK = 5  # letters of the mark of a list, as `viii.`


class _Block(NamedTuple):
    """The lines of a text, and those at the `edges` of the page."""

    lines: Sequence[str]
    edges: Sequence[str]
    page: int
    label: str


def read_pdf(data: bytes) -> Document:
    try:
        document = PDFDocument(PDFParser(BytesIO(data)))
        blocks = list(_blocks(document))
    except PDFPasswordIncorrect:
        raise NoDocument("it is encrypted; save it without a password") from None
    except (PDFException, PSException) as error:
        raise NoDocument("it is damaged") from error
    titles = [resolve1(info["Title"]) for info in document.info if "Title" in info]
    title = one_line(decode_text(titles[-1])) if titles and isinstance(titles[-1], bytes) else ""
    return Document(tuple(_paragraphs(_drop_repeated(blocks))), title)


# Blocks.


def _blocks(document: PDFDocument) -> Iterator[_Block]:
    pages = list(PDFPage.create_pages(document))
    resources = PDFResourceManager()
    layout = LAParams(char_margin=_CHAR_MARGIN, all_texts=True)
    device = PDFPageAggregator(resources, laparams=layout)
    interpreter = PDFPageInterpreter(resources, device)

    def analyse(page: PDFPage) -> LTPage:
        interpreter.process_page(page)
        return device.get_result()

    measured = (_distance(analyse(page)) for page in pages[:_MEASURED])
    if usual := Counter(filter(None, measured)).most_common(1):
        # Half as much again: lines far apart are not paragraphs, and close lines have close ones.
        layout.line_margin = max(_LEAST_MARGIN, usual[0][0] * 1.5)
    for number, page in enumerate(pages, 1):
        found = analyse(page)
        # Twice the middle of the page, and twice the distance of its edges.
        twice, apart = found.y0 + found.y1, (1 - 2 * _MARGIN) * found.height
        for box in _boxes(found):
            texts = [(_text(line), abs(line.y0 + line.y1 - twice) >= apart) for line in box]
            edges = [line for line, is_edge in texts if is_edge]
            if not (lines := [line for line, _ in texts if line]):
                continue
            for item in _items(lines):
                yield _Block(item, edges, number, page.label or str(number))


_LIGATURES = {code: normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_UNKNOWN = re.compile(r"\(cid:\d+\)")  # a letter without Unicode in its font


def _text(line: LTTextLine) -> str:
    """Return the text of a line, with superscripts for the sign of a note behind a number."""
    found, before = "", None
    for letter in line:
        text = letter.get_text()
        digit = letter if text.isdigit() and isinstance(letter, LTChar) else None
        if before and digit and digit.size < 0.8 * before.size and digit.y0 > before.y0 + 1:
            text = text.translate(SUPERSCRIPTS)
        else:
            before = digit
        found += text
    found = one_line(found.replace("\u00ad\n", "\u2010")).translate(_LIGATURES)
    # The bullet of many fonts is such a letter.
    return _UNKNOWN.sub("\ufffd", re.sub(r"^\(cid:\d+\) ", "• ", found))


_LIST_ITEM = re.compile(r"(?:[^\w\s\"'“‘«(\[]|\(?\w{1,4}[.)])\s")


def _ends(text: str) -> bool:
    """Return whether a text ends like a sentence or the heading of a list."""
    return text.rstrip()[-1:] in (*'.!?:;…)]”"’',)


def _boxes(container: "LTContainer[Any]") -> Iterator[LTTextBox]:
    for item in container:
        if isinstance(item, LTTextBox):
            yield item
        elif isinstance(item, LTContainer):
            yield from _boxes(item)


def _distance(page: LTPage) -> float:
    """Return the most frequent distance of lines below full ones, in their heights, or 0."""
    lines = [line for box in _boxes(page) for line in box]
    lines.sort(key=lambda line: -line.y1)
    right = 0.9 * max((line.x1 for line in lines), default=0)
    gaps = Counter(
        round((above.y0 - below.y1) / above.height, 1)
        for above, below in pairwise(lines)
        # A paragraph may begin below others.
        if above.height and above.x1 > right and below.x0 < above.x1 and not _ends(above.get_text())
    )
    return next((gap for gap, _ in gaps.most_common(1) if 0 < gap < 3), 0)


def _items(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield lines, parted before the bullets of a list and the names of speakers."""
    starts = [0]
    for n, line in enumerate(lines[1:], 1):
        head, above = head_of(line), lines[n - 1]
        name = head.name if head else possible_head(line)
        is_headed = (head and is_evident(name)) or has_title(name) or is_office(name)
        # The line above may end a turn, or be a heading.
        may_begin = _ends(above) or above.isupper() or above.endswith(_DASHES)
        is_bullet = line[0] in _BULLETS and line[1:2] == " "
        if is_bullet or (is_headed and may_begin and "," not in name):
            starts.append(n)
    for start, end in pairwise([*starts, len(lines)]):
        yield lines[start:end]


_DASHES = ("--", "–", "—")
_BULLETS = "•‣◦⁃●○▪▫■□▸►➢➤✓"
# Paragraphs.


def _drop_repeated(blocks: Sequence[_Block]) -> list[_Block]:
    """Return blocks without lines at the edges of pages that repeat, but for their numbers."""
    edges = {(line, block.page) for block in blocks for line in block.edges}
    # A label at the head of a page repeats, but it is no running head.
    heads = (line for line, _ in edges if not line.startswith("Recommendation "))
    keys = {line: re.sub(r"\d+|\b[ivxlc]+\b", "#", line) for line in heads}
    pages = Counter(key for key, _ in {(keys[line], page) for line, page in edges if line in keys})
    # More numbers without a word belong to a table.
    repeated = {
        line
        for line, key in keys.items()
        if pages[key] > 1 and (key.count("#") <= 2 or any(map(str.isalpha, key)))
    }
    left = []
    for block in blocks:
        gone = repeated.intersection(block.edges)
        if lines := [line for line in block.lines if line not in gone]:
            left.append(block._replace(lines=lines))
    return left


_HYPHENATED = re.compile(r"[^\W\d_][-\u2010]$")


def _paragraphs(blocks: Sequence[_Block]) -> Iterator[Paragraph]:
    lines = chain.from_iterable(block.lines for block in blocks)
    words = {word for line in lines for word in re.findall(r"[\w-]+", line)}
    parts: list[tuple[str, list[str]]] = []
    page = 0
    for block in blocks:
        turned, page = block.page > page, block.page
        if parts and _goes_on(parts[-1][1], block.lines[0], turned):
            parts[-1][1].extend(block.lines)
        else:
            parts.append((block.label, [*block.lines]))
    return (Paragraph(_join(lines, words), label) for label, lines in parts)


def _goes_on(lines: Sequence[str], following: str, turned: bool) -> bool:
    """Return whether a paragraph goes on, perhaps on the next page (`turned`)."""
    if _ends(lines[-1]):
        return False
    if turned and len(lines) > 2 and not _LIST_ITEM.match(following):
        return True
    long = len(lines) > 1 or len(lines[0]) > _LEAST_CONTINUED
    word, *others = following.split()
    word = word.rstrip(",;:")
    # A short word with a full stop is the mark of a list, unless it stands alone.
    word = word.rstrip(".?!") if len(word) > _MARK or not others else word
    return long and word[:1].islower() and word.replace("-", "").replace("’", "").isalpha()


def _join(lines: Sequence[str], words: Collection[str]) -> str:
    """Return lines as one. The words of the document tell which hyphens stay."""
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
