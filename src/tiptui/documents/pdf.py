"""PDF: the blocks of pdfminer's layout analysis as paragraphs."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from io import BytesIO
from itertools import chain, islice, pairwise
from operator import attrgetter
from typing import Any, NamedTuple
from unicodedata import normalize

from pdfminer.layout import LAParams, LTChar, LTContainer, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfminer.utils import apply_matrix_rect, decode_text

from tiptui.documents.document import Document, NoDocument, Paragraph, one_line
from tiptui.documents.heads import head_of, possible_head
from tiptui.documents.names import has_title, is_evident, is_office
from tiptui.documents.parts import SUPERSCRIPTS, numeral
from tiptui.documents.pdf_letters import Interpreter, PageLetters
from tiptui.text.rules import word_lists

_MARGIN = 0.12  # of a page's height, above and below, for heads and feet
# Widths of a letter between words of one line: more than pdfminer's own 2, so that the number of a
# paragraph stays before it; less than between columns.
_CHAR_MARGIN = 6.0
_LEAST_MARGIN = 0.35  # heights of a line, between lines of a paragraph
_PLACE = 5  # points, of one place at the edge of pages
_LEAST_PAGES = 5  # with the running line of a chapter
_LEAST_LINES = 20  # with numbers, on a page
_MOST_BESIDE = 3  # running lines beside each other
_MEASURED = 8  # pages, to measure the distance of lines
_LEAST_CONTINUED = 40  # letters of a block that can break off: headings and cells are shorter
_MARK = 5  # letters of the mark of a list, as `viii.`


class _Line(NamedTuple):
    """A line, with the distances of its middle from the foot and the head of its page."""

    text: str
    foot: float
    head: float


_Boxes = Sequence[Sequence[_Line]]


class _Page(NamedTuple):
    """The boxes of a page, of its letters that read up, and of those that read down."""

    sides: Sequence[_Boxes]
    label: str


class _Block(NamedTuple):
    lines: Sequence[str]
    page: int
    label: str


def read_pdf(data: bytes) -> Document:
    try:
        document = PDFDocument(PDFParser(BytesIO(data)))
        # A file that was written over a longer one may have its end, with places of lost objects.
        while "Pages" not in document.catalog and (data := data.rpartition(b"startxref")[0]):
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
    device = PageLetters(PDFResourceManager())
    layout = LAParams(char_margin=_CHAR_MARGIN)

    def draw(page: PDFPage) -> list[LTPage]:
        Interpreter(device.rsrcmgr, device).process_page(page)
        return _sides(device.cur_item)

    drawn = map(draw, pages)
    first = list(islice(drawn, _MEASURED))
    worded = filter(len, chain(*first))
    measured = (_distance(side.group_objects(layout, side)) for side in worded)
    if usual := Counter(filter(None, measured)).most_common(1):
        # Half as much again: lines far apart are not paragraphs, and close lines have close ones.
        layout.line_margin = max(_LEAST_MARGIN, usual[0][0] * 1.5)
    for number, (page, sides) in enumerate(zip(pages, chain(first, drawn), strict=True), 1):
        yield _Page([list(_boxes(side, layout)) for side in sides], page.label or str(number))


def _sides(page: "LTContainer[Any]") -> list[LTPage]:
    """Return a page, and its letters that read up or down as pages that are turned."""
    turned = 0, 0, page.height, page.width
    sides = [LTPage(0, page.bbox), LTPage(0, turned), LTPage(0, turned)]
    for letter in page:
        across, up, *_ = letter.matrix
        if abs(up) <= abs(across):
            sides[0].add(letter)
        else:
            turn = (0, -1, 1, 0, 0, page.width) if up > 0 else (0, 1, -1, 0, page.height, 0)
            letter.set_bbox(apply_matrix_rect(turn, letter.bbox))
            letter.size = letter.height
            sides[1 if up > 0 else 2].add(letter)
    for side in sides:
        _drop_doubles(side)
    return sides


def _drop_doubles(page: "LTContainer[Any]") -> None:
    """Drop words that are drawn again at nearly one place, as programs fake bold ones."""
    _drop_repeated_letters(page)
    # Most pages have none, as is soon seen: of many doubles, some share one of these fields.
    # Their sides are no whole numbers, as many margins are.
    if len({(x._text, (x.x0 + 0.9) // 2, x.y0 // 8) for x in page}) == len(page):
        return
    drawn, doubles = defaultdict[tuple[str, float], list[LTChar]](list), set[LTChar]()
    for letter in page:
        drawn[letter._text, letter.y0 // 2].append(letter)

    def is_drawn_again(letter: LTChar) -> bool:
        rows = ((letter.y0 + shift) // 2 for shift in (-1, 1))
        same = chain.from_iterable(drawn[letter._text, row] for row in rows)
        near = (other for other in same if other is not letter and _are_near(letter, other))
        return any(other not in doubles for other in near)

    # Of a text over another some letters are equal; of a word drawn twice one may have gaps.
    for word in sorted(_parts(list[LTChar](page), _ends_word), key=len):
        shown = [letter for letter in word if not letter._text.isspace()]
        if shown and all(map(is_drawn_again, shown)):
            doubles.update(word)
    page._objs = [letter for letter in page if letter not in doubles]


def _drop_repeated_letters(page: "LTContainer[Any]") -> None:
    """Drop each letter that is drawn right after the same letter, at nearly its place."""
    letters: list[LTChar] = []
    for letter in page:
        is_same = bool(letters) and letter._text == letters[-1]._text
        if not is_same or not _are_near(letters[-1], letter):
            letters.append(letter)
    page._objs = letters


def _ends_word(letter: LTChar, following: LTChar) -> bool:
    is_apart = abs(following.x0 - letter.x1) > letter.size / 4 or letter.y0 != following.y0
    return is_apart or letter._text.isspace()


def _are_near(one: LTChar, other: LTChar) -> bool:
    return abs(one.x0 - other.x0) < min(one.width, other.width) / 2 and abs(one.y0 - other.y0) < 1


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


def _boxes(page: LTPage, layout: LAParams) -> Iterator[list[_Line]]:
    page.analyze(layout)
    for box in page:
        if isinstance(box, LTTextBox):
            texts = ((_text(line), (line.y0 + line.y1) / 2) for line in box)
            yield [_Line(text, middle, page.height - middle) for text, middle in texts if text]


def _distance(found: Iterator[LTTextLine]) -> float:
    """Return the most frequent distance of lines below full ones, in their heights, or 0."""
    # A line of one letter is a bullet, or the value of a field.
    worded = (line for line in found if len(line) > 1 and not line.is_empty())
    lines = sorted(worded, key=lambda line: -line.y1)
    right = 0.9 * max((line.x1 for line in lines), default=0)
    gaps = Counter(
        round((above.y0 - below.y1) / above.height, 1)
        for above, below in pairwise(lines)
        # A paragraph may begin below others.
        if above.height and above.x1 > right and below.x0 < above.x1 and not _ends(above.get_text())
    )
    return next((gap for gap, _ in gaps.most_common(1) if 0 < gap < 3), 0)


def _parts(items: Sequence[Any], ends: Callable[[Any, Any], bool]) -> Iterator[Sequence[Any]]:
    """Yield the parts of a sequence: one ends at an item if `ends` is true of it and the next."""
    starts = [n for n, pair in enumerate(pairwise(items), 1) if ends(*pair)]
    return (items[start:end] for start, end in pairwise([0, *starts, len(items)]))


def _ends_item(line: str, following: str) -> bool:
    """Return whether the bullet of a list, or the name of a speaker, begins the next line."""
    # A line may end a turn, or be a heading.
    may_end = _ends(line) or line.isupper() or line.endswith(_DASHES)
    is_bullet = following[0] in _BULLETS and following[1:2] == " "
    return is_bullet or (may_end and _begins_turn(following))


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
    gone = _Found()
    for side in zip(*(page.sides for page in pages), strict=True):
        gone |= _running(side, attrgetter("head")) | _running(side, attrgetter("foot"))
    for number, page in enumerate(pages):
        for box in chain(*page.sides):
            lines = [line.text for line in box if (number, line) not in gone]
            for item in _parts(lines, _ends_item) if lines else ():
                yield _Block(item, number, page.label)


def _running(pages: Sequence[_Boxes], edge: _Edge) -> _Found:
    """Return running lines, from the outermost ones at an edge on; a title stays once."""
    left = [list(chain(*page)) for page in pages]
    gone = found = _line_numbers(left)
    while True:
        left = [[line for line in ls if (n, line) not in found] for n, ls in enumerate(left)]
        rows = [list(_outermost(lines, edge)) for lines in left]
        found = _repeated(rows, edge)
        for n, row in enumerate(rows):
            # Beside lines that stay, or many, a line is a cell of a table; a number is none.
            if len(row) > _MOST_BESIDE or any((n, line) not in found for line in row):
                found -= {(n, line) for line in row if not _is_number(line.text)}
        if not found:
            return gone.difference(_titles(gone, len(pages)))
        gone |= found


def _line_numbers(pages: Sequence[Sequence[_Line]]) -> _Found:
    """Return the numbers beside the lines of most pages, as pleadings have them."""
    places = defaultdict[tuple[str, int], _Found](set)
    for number, line in ((n, line) for n, lines in enumerate(pages) for line in lines):
        if line.text.isdigit():
            places[line.text, round(line.foot)].add((number, line))
    found = [same for same in places.values() if _cover(same) > len(pages)]
    return set(chain(*found)) if len(found) >= _LEAST_LINES else set()


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
        # `Article 5` is a heading, but not `5 Annual Report`, `Annual Report 5`, or `Exh. B - 5`.
        is_other = before.endswith((" - ", " – "))
        if is_page or is_other or not (len(words) == 1 or words[-1].endswith(".")):
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
