"""PDF: the blocks of pdfminer's layout analysis as paragraphs."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from io import BytesIO
from itertools import pairwise
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
from tiptui.documents.parts import SUPERSCRIPTS
from tiptui.documents.pdf_letters import Interpreter, PageLetters
from tiptui.documents.pdf_running import Boxes, Line, PageLines, begins_turn, running_lines

# Widths of a letter between words of one line: more than pdfminer's own 2, so that the number of a
# paragraph stays before it; less than between columns.
_CHAR_MARGIN = 6.0
_LEAST_MARGIN = 0.35  # heights of a line, between lines of a paragraph
_MEASURED = 8  # pages, to measure the distance of lines
_LEAST_CONTINUED = 40  # letters of a block that can break off: headings and cells are shorter
_SIDES = 3  # of a page: upright letters, those that read up, and those that read down
_MARK = 5  # letters of the mark of a list, as `viii.`


class _Page(NamedTuple):
    """The boxes of a page, of its letters that read up, and of those that read down."""

    sides: Sequence[Boxes]
    label: str


class _Block(NamedTuple):
    lines: Sequence[str]
    page: int
    label: str


def read_pdf(data: bytes) -> Document:
    try:
        document = PDFDocument(PDFParser(BytesIO(data)))
        # A file that was written over a longer one may have its end, with places of lost objects.
        while "Pages" not in document.catalog:
            data, _, _ = data.rpartition(b"startxref")
            if not data:
                break
            document = PDFDocument(PDFParser(BytesIO(data)))
        pages = list(_pages(document))
    except PDFPasswordIncorrect:
        raise NoDocument("it is encrypted; save it without a password") from None
    except (PDFException, PSException) as error:
        raise NoDocument("it is damaged") from error
    return Document(tuple(_paragraphs(list(_blocks(pages)))), _title(document))


def _title(document: PDFDocument) -> str:
    title = None
    for info in document.info:
        if "Title" in info:
            title = resolve1(info["Title"])
    return one_line(decode_text(title)) if isinstance(title, bytes) else ""


# Pages.


def _pages(document: PDFDocument) -> Iterator[_Page]:
    pages = list(PDFPage.create_pages(document))
    device = PageLetters(PDFResourceManager())
    layout = LAParams(char_margin=_CHAR_MARGIN)

    first = [_draw(page, device) for page in pages[:_MEASURED]]
    if usual := _usual_distance(first, layout):
        # Half as much again: lines far apart are not paragraphs, and close lines have close ones.
        layout.line_margin = max(_LEAST_MARGIN, usual * 1.5)
    for number, page in enumerate(pages):
        sides = first[number] if number < len(first) else _draw(page, device)
        boxes = [list(_boxes(side, layout)) for side in sides]
        yield _Page(boxes, page.label or str(number + 1))


def _draw(page: PDFPage, device: PageLetters) -> list[LTPage]:
    Interpreter(device.rsrcmgr, device).process_page(page)
    return _sides(device.cur_item)


def _usual_distance(pages: Sequence[Sequence[LTPage]], layout: LAParams) -> float:
    """Return the most frequent distance of lines on pages, or 0."""
    distances: list[float] = []
    for sides in pages:
        distances += [_distance(side.group_objects(layout, side)) for side in sides if len(side)]
    return _most_frequent([distance for distance in distances if distance])


def _most_frequent(numbers: Sequence[float]) -> float:
    return Counter(numbers).most_common(1)[0][0] if numbers else 0


def _sides(page: "LTContainer[Any]") -> list[LTPage]:
    """Return a page, and its letters that read up or down as pages that are turned."""
    turned = 0, 0, page.height, page.width
    sides = [LTPage(0, page.bbox), LTPage(0, turned), LTPage(0, turned)]
    for letter in page:
        across, up, *_ = letter.matrix
        if abs(up) <= abs(across):
            sides[0].add(letter)
            continue
        if up > 0:
            letter.set_bbox(apply_matrix_rect((0, -1, 1, 0, 0, page.width), letter.bbox))
            sides[1].add(letter)
        else:
            letter.set_bbox(apply_matrix_rect((0, 1, -1, 0, page.height, 0), letter.bbox))
            sides[2].add(letter)
        letter.size = letter.height

    for side in sides:
        _drop_doubles(side)
    return sides


def _drop_doubles(page: "LTContainer[Any]") -> None:
    """Drop words that are drawn again at nearly one place, as programs fake bold ones."""
    _drop_repeated_letters(page)
    # Most pages have none, as is soon seen: of many doubles, some share one of these fields.
    # Their sides are no whole numbers, as many margins are.
    fields = {(letter._text, (letter.x0 + 0.9) // 2, letter.y0 // 8) for letter in page}
    if len(fields) == len(page):
        return

    rows: defaultdict[tuple[str, float], list[LTChar]] = defaultdict(list)
    for letter in page:
        rows[letter._text, letter.y0 // 2].append(letter)
    doubles: set[LTChar] = set()
    # Of a text over another some letters are equal; of a word drawn twice one may have gaps.
    for word in sorted(_parts(list[LTChar](page), _ends_word), key=len):
        letters = [letter for letter in word if not letter._text.isspace()]
        if letters and all(_is_drawn_again(letter, rows, doubles) for letter in letters):
            doubles.update(word)
    page._objs = [letter for letter in page if letter not in doubles]


def _is_drawn_again(
    letter: LTChar, rows: Mapping[tuple[str, float], Sequence[LTChar]], doubles: Set[LTChar]
) -> bool:
    """Return whether the same letter, and no double itself, is drawn at nearly its place."""
    for y in (letter.y0 - 1, letter.y0 + 1):
        for other in rows.get((letter._text, y // 2), ()):
            if other is not letter and other not in doubles and _are_near(letter, other):
                return True
    return False


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
    text = ""
    before = None
    for letter in line:
        sign = letter.get_text()
        digit = letter if sign.isdigit() and isinstance(letter, LTChar) else None
        if before and digit and digit.size < 0.8 * before.size and digit.y0 > before.y0 + 1:
            sign = sign.translate(SUPERSCRIPTS)
        else:
            before = digit
        text += sign

    text = one_line(text.replace("\u00ad\n", "\u2010")).translate(_LIGATURES)
    # The bullet of many fonts is such a letter.
    text = re.sub(r"^\(cid:\d+\) ", "• ", text)
    return _UNKNOWN.sub("\ufffd", text)


_LIST_ITEM = re.compile(r"(?:[^\w\s\"'“‘«(\[]|\(?\w{1,4}[.)])\s")


_ENDINGS = tuple('.!?:;…)]”"’')


def _ends(text: str) -> bool:
    """Return whether a text ends like a sentence or the heading of a list."""
    return text.rstrip().endswith(_ENDINGS)


def _boxes(page: LTPage, layout: LAParams) -> Iterator[list[Line]]:
    page.analyze(layout)
    for box in page:
        if not isinstance(box, LTTextBox):
            continue
        lines: list[Line] = []
        for line in box:
            middle = (line.y0 + line.y1) / 2
            if text := _text(line):
                lines.append(Line(text, middle, page.height - middle))
        yield lines


def _distance(lines: Iterable[LTTextLine]) -> float:
    """Return the most frequent distance of lines below full ones, in their heights, or 0."""
    # A line of one letter is a bullet, or the value of a field.
    lines = [line for line in lines if len(line) > 1 and not line.is_empty()]
    lines.sort(key=lambda line: -line.y1)
    right = 0.9 * max((line.x1 for line in lines), default=0)
    gaps: list[float] = []
    for above, below in pairwise(lines):
        is_full = above.height and above.x1 > right
        # A paragraph may begin below others.
        is_column = below.x0 < above.x1
        if is_full and is_column and not _ends(above.get_text()):
            gaps.append(round((above.y0 - below.y1) / above.height, 1))

    usual = _most_frequent(gaps)
    return usual if 0 < usual < 3 else 0


def _parts(items: Sequence[Any], ends: Callable[[Any, Any], bool]) -> Iterator[Sequence[Any]]:
    """Yield the parts of a sequence: one ends at an item if `ends` is true of it and the next."""
    start = 0
    for end in range(1, len(items)):
        if ends(items[end - 1], items[end]):
            yield items[start:end]
            start = end
    yield items[start:]


def _ends_item(line: str, following: str) -> bool:
    """Return whether the bullet of a list, or the name of a speaker, begins the next line."""
    # A line may end a turn, or be a heading.
    may_end = _ends(line) or line.isupper() or line.endswith(_DASHES)
    is_bullet = following[0] in _BULLETS and following[1:2] == " "
    return is_bullet or (may_end and begins_turn(following))


_DASHES = ("--", "–", "—")
_BULLETS = "•‣◦⁃●○▪▫■□▸►➢➤✓"


# Paragraphs.


def _blocks(pages: Sequence[_Page]) -> Iterator[_Block]:
    running: PageLines = set()
    for side in range(_SIDES):
        running |= running_lines([page.sides[side] for page in pages])

    for number, page in enumerate(pages):
        for boxes in page.sides:
            for box in boxes:
                lines = [line.text for line in box if (number, line) not in running]
                if not lines:
                    continue
                for part in _parts(lines, _ends_item):
                    yield _Block(part, number, page.label)


_HYPHENATED = re.compile(r"[^\W\d_][-\u2010]$")


def _paragraphs(blocks: Sequence[_Block]) -> Iterator[Paragraph]:
    words: set[str] = set()
    for block in blocks:
        for line in block.lines:
            words.update(re.findall(r"[\w-]+", line))

    lines: list[str] = []
    page, label = 0, ""
    for block in blocks:
        turns_page = block.page > page
        page = block.page
        if lines and not _goes_on(lines, block.lines[0], turns_page):
            yield Paragraph(_join(lines, words), label)
            lines = []
        if not lines:
            label = block.label
        lines += block.lines
    if lines:
        yield Paragraph(_join(lines, words), label)


def _goes_on(lines: Sequence[str], following: str, turns_page: bool) -> bool:
    """Return whether a paragraph goes on, perhaps on the next page."""
    if _ends(lines[-1]):
        return False
    if turns_page and len(lines) > 2 and not _LIST_ITEM.match(following):
        return True
    if len(lines) == 1 and len(lines[0]) <= _LEAST_CONTINUED:
        return False

    word, *others = following.split()
    word = word.rstrip(",;:")
    # A short word with a full stop is the mark of a list, unless it stands alone.
    if len(word) > _MARK or not others:
        word = word.rstrip(".?!")
    return word[:1].islower() and word.replace("-", "").replace("’", "").isalpha()


def _join(lines: Sequence[str], words: Collection[str]) -> str:
    """Return lines as one. The words of the document tell which hyphens stay."""
    text = ""
    for line, following in pairwise([*lines, ""]):
        if not _HYPHENATED.search(line) or not following[:1].islower():
            text += f"{line} "
            continue
        first_half = re.findall(r"[\w-]*.$", line)[0]
        second_half = re.findall(r"^[\w-]*", following)[0]
        compound = f"{first_half[:-1]}-{second_half}"
        text += line[:-1]
        if compound in words and compound.replace("-", "") not in words:
            text += "-"
    return text.rstrip()
