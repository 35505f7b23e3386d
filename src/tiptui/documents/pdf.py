"""PDF: the blocks of pdfminer's layout analysis as paragraphs."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from io import BytesIO
from itertools import chain, pairwise
from operator import attrgetter
from typing import Any, NamedTuple
from unicodedata import normalize

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTContainer, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import dict_value, resolve1, stream_value
from pdfminer.psexceptions import PSException
from pdfminer.psparser import literal_name
from pdfminer.utils import Matrix, decode_text

from tiptui.documents.document import Document, NoDocument, Paragraph, one_line
from tiptui.documents.names import has_title, head_of, is_evident, is_office, possible_head
from tiptui.documents.parts import SUPERSCRIPTS, numeral
from tiptui.documents.pdf_fields import written_words
from tiptui.text.rules import word_lists

_MARGIN = 0.12  # of a page's height, above and below, for heads and feet
# Widths of a letter between words of one line: more than pdfminer's own 2, so that the number of a
# paragraph stays before it; less than between columns.
_CHAR_MARGIN = 6.0
_LEAST_MARGIN = 0.35  # heights of a line, between lines of a paragraph
_PLACE = 5  # points, of one place at the edge of pages
_LEAST_PAGES = 5  # with the running line of a chapter
_MOST_BESIDE = 3  # running lines beside each other
_MEASURED = 8  # pages, to measure the distance of lines
_LEAST_CONTINUED = 40  # letters of a block that can break off: headings and cells are shorter
_MARK = 5  # letters of the mark of a list, as `viii.`


class _Line(NamedTuple):
    """A line, with the distances of its middle from the foot and the head of its page."""

    text: str
    foot: float
    head: float


class _Page(NamedTuple):
    boxes: Sequence[Sequence[_Line]]
    label: str


class _Block(NamedTuple):
    lines: Sequence[str]
    page: int
    label: str


def read_pdf(data: bytes) -> Document:
    try:
        document = PDFDocument(PDFParser(BytesIO(data)))
        pages = list(_pages(document))
    except PDFPasswordIncorrect:
        raise NoDocument("it is encrypted; save it without a password") from None
    except (PDFException, PSException) as error:
        raise NoDocument("it is damaged") from error
    titles = [resolve1(info["Title"]) for info in document.info if "Title" in info]
    title = one_line(decode_text(titles[-1])) if titles and isinstance(titles[-1], bytes) else ""
    return Document(tuple(_paragraphs(list(_blocks(pages)))), title)


# Pages.


def _pages(document: PDFDocument) -> Iterator[_Page]:
    pages = list(PDFPage.create_pages(document))
    resources = PDFResourceManager()
    layout = LAParams(char_margin=_CHAR_MARGIN, all_texts=True)

    def analyse(page: PDFPage, device: PDFPageAggregator) -> LTPage:
        PDFPageInterpreter(resources, device).process_page(page)
        return device.get_result()

    device = PDFPageAggregator(resources, laparams=layout)
    # A scan has no letters; to draw its pictures, or letters that are paths, takes seconds.
    worded = {page.pageid for page in pages if page.annots or _has_letters(page)}
    shown = [page for page in pages if page.pageid in worded][:_MEASURED]
    measured = (_distance(analyse(page, device)) for page in shown)
    if usual := Counter(filter(None, measured)).most_common(1):
        # Half as much again: lines far apart are not paragraphs, and close lines have close ones.
        layout.line_margin = max(_LEAST_MARGIN, usual[0][0] * 1.5)
    for number, page in enumerate(pages, 1):
        boxes = list[list[_Line]]()
        if page.pageid in worded:
            found = analyse(page, _Device(resources, laparams=layout))
            boxes = [[_line(line, found.height) for line in box] for box in _boxes(found)]
        yield _Page(boxes, page.label or str(number))


_DRAWS = re.compile(rb"T[jJ]|['\"]")  # an operator that draws letters


def _has_letters(page: PDFPage) -> bool:
    """Return whether a page, or a form that it may draw, may draw letters."""
    streams, left = [*map(stream_value, page.contents)], [page.resources]
    while left:
        drawn = dict_value(dict_value(left.pop()).get("XObject", {})).values()
        for form in map(stream_value, drawn):
            if literal_name(form.get("Subtype")) == "Form" and form not in streams:
                streams.append(form)
                left.append(form.get("Resources", {}))
    return any(_DRAWS.search(stream.get_data()) for stream in streams)


class _Device(PDFPageAggregator):
    """A page with the values of its form and its notes, and each letter once."""

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        super().begin_page(page, ctm)
        self.cur_item.extend(written_words(page, ctm))

    def end_page(self, page: PDFPage) -> None:
        _drop_doubles(self.cur_item)
        super().end_page(page)


def _drop_doubles(container: "LTContainer[Any]") -> None:
    """Drop letters that are drawn again at nearly the same place, as programs fake bold ones."""
    letters = [item for item in container if isinstance(item, LTChar)]
    for figure in container if len(letters) < len(container) else ():
        if isinstance(figure, LTContainer):
            _drop_doubles(figure)
    # Most pages have none, as is soon seen: of many doubles, some share one of these fields.
    # Their sides are no whole numbers, as many margins are.
    if len({(x._text, (x.x0 + 0.9) // 2, x.y0 // 8) for x in letters}) == len(letters):
        return
    drawn, doubles = defaultdict[tuple[str, float], list[LTChar]](list), set[int]()
    for letter in reversed(letters):  # the last copy is the whole one
        # Letters that are less than a point apart share one of these rows.
        rows = [drawn[letter.get_text(), row // 2] for row in (letter.y0, letter.y0 + 1)]
        if any(_are_near(letter, other) for other in chain(*rows)):
            doubles.add(id(letter))
        for row in rows:
            row.append(letter)
    container._objs = [item for item in container if id(item) not in doubles]


def _are_near(one: LTChar, other: LTChar) -> bool:
    return abs(one.x0 - other.x0) < min(one.width, other.width) / 2 and abs(one.y0 - other.y0) < 1


def _line(line: LTTextLine, height: float) -> _Line:
    middle = (line.y0 + line.y1) / 2
    return _Line(_text(line), middle, height - middle)


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
        above = lines[n - 1]
        # The line above may end a turn, or be a heading.
        may_begin = _ends(above) or above.isupper() or above.endswith(_DASHES)
        is_bullet = line[0] in _BULLETS and line[1:2] == " "
        if is_bullet or (may_begin and _begins_turn(line)):
            starts.append(n)
    for start, end in pairwise([*starts, len(lines)]):
        yield lines[start:end]


def _begins_turn(line: str) -> bool:
    head = head_of(line)
    name = head.name if head else possible_head(line)
    is_headed = (head and is_evident(name)) or has_title(name) or is_office(name)
    return bool(is_headed) and "," not in name


_DASHES = ("--", "–", "—")
_BULLETS = "•‣◦⁃●○▪▫■□▸►➢➤✓"
# Running lines.

_Found = set[tuple[int, _Line]]  # lines, each with the index of its page
_Edge = Callable[[_Line], float]
_OF_PAGES = word_lists(__file__)["words beside the number of a page"]
_ROMANS = {numeral(number, "i"): number for number in range(1, 100)}
# `R2023-112` is none, `ES-6` may be the sixth page of a summary.
_NUMBER = re.compile(r"(?<!\d)(?<!\w{4}[-–/.])\d{1,5}(?!\w)(?![-–.]\w)|\b[ivxlc]+\b")
_WORD = re.compile(r"[^\W\d_]{2,}\.?|[\u3400-\u9fff]")


def _blocks(pages: Sequence[_Page]) -> Iterator[_Block]:
    gone = _running(pages, attrgetter("head")) | _running(pages, attrgetter("foot"))
    for number, page in enumerate(pages):
        for box in page.boxes:
            lines = [line.text for line in box if line.text and (number, line) not in gone]
            for item in _items(lines) if lines else ():
                yield _Block(item, number, page.label)


def _running(pages: Sequence[_Page], edge: _Edge) -> _Found:
    """Return running lines, from the outermost ones at an edge on; a title stays once."""
    left = [[line for line in chain(*page.boxes) if line.text] for page in pages]
    gone = _Found()
    while True:
        rows = [list(_outermost(lines, edge)) for lines in left]
        found = _repeated(rows, edge)
        for n, row in enumerate(rows):
            # Beside lines that stay, or many, a line is a cell of a table; a number is none.
            if len(row) > _MOST_BESIDE or any((n, line) not in found for line in row):
                found -= {(n, line) for line in row if not _is_number(line.text)}
        if not found:
            return gone.difference(_titles(gone, len(pages)))
        gone |= found
        left = [[line for line in ls if (n, line) not in found] for n, ls in enumerate(left)]


def _outermost(lines: Sequence[_Line], edge: _Edge) -> Iterator[_Line]:
    near = min(map(edge, lines), default=0)
    for line in lines:
        if edge(line) < min(near + _PLACE, _MARGIN * (line.head + line.foot)):
            yield line


def _repeated(rows: Sequence[Sequence[_Line]], edge: _Edge) -> _Found:
    """Return lines that stand at one place on most pages, or on many that follow each other."""
    places = defaultdict[tuple[Any, ...], _Found](set)
    for number, line in ((number, line) for number, row in enumerate(rows) for line in row):
        for key in _keys(line.text, number):
            for shift in (0, 0.5):  # lines less than half a place apart share one
                places[key, shift, (edge(line) / _PLACE + shift) // 1].add((number, line))
    found = _Found()
    for (key, *_), same in places.items():
        first, line = min(same)
        # `Draft Decision 1` is a heading too, if the next page has the second.
        counts_from_1 = key[2:] == (1 - first,) and line.head < line.foot
        # Beside a date it is the number of a page.
        is_heading = counts_from_1 and key[0] and "#" not in key[0]
        if not is_heading and _cover(same) > max(same)[0] - first:
            is_many = _cover(same) > len(rows) or len(same) >= _LEAST_PAGES
            found |= same if is_many or _is_number(line.text) else set()
    return found


def _cover(lines: _Found) -> int:
    """Return twice the number of pages with these lines, and of those that face them."""
    pages = {page for page, _ in lines}
    alike = len({page % 2 for page in pages}) == 1
    return 0 if len(pages) < 2 else 4 * len(pages) if alike else 2 * len(pages)


def _titles(running: _Found, pages: int) -> Iterator[tuple[int, _Line]]:
    """Yield the lines at heads that are the title of a document, or of a chapter."""
    texts = defaultdict[str, _Found](set)
    for page, line in running:
        texts[line.text].add((page, line))
    for text, same in texts.items():
        page, line = min(same)
        is_first = page == 0 or _cover(same) <= pages
        if _cover(same) and line.head < line.foot and is_first and not _is_number(text):
            yield page, line


def _keys(text: str, page: int) -> Iterator[tuple[object, ...]]:
    """Yield a text, and its parts beside a number with the distance to the number of its page."""
    numbers = list(_NUMBER.finditer(text))
    is_number = _is_number(text)
    if is_number and len(numbers) > 2:  # a time, or a row of a table
        numbers, is_number = [], False
    if not is_number and not _begins_turn(text):
        yield (text,)
    for number in numbers:
        before = re.sub(r"\d+", "#", text[: number.start()])
        after = re.sub(r"\d+", "#", text[number.end() :])
        words = _WORD.findall(before)
        is_page = is_number or not words or words[-1].casefold() in _OF_PAGES
        # `Article 5` is a heading, but not `5 Annual Report`, nor `Annual Report 5`.
        if is_page or not (len(words) == 1 or words[-1].endswith(".")):
            value = int(number[0]) if number[0].isdigit() else _ROMANS.get(number[0], 0)
            yield ("" if is_page else before, after, value - page)


def _is_number(text: str) -> bool:
    """Return whether a line has nothing but the number of a page."""
    rest = _NUMBER.sub("", re.sub(r"^\W*\w{1,3}[-–](?=\d)", "", text))
    only = all(word.casefold() in _OF_PAGES for word in _WORD.findall(rest))
    return only and bool(_NUMBER.search(text))


# Paragraphs.


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
