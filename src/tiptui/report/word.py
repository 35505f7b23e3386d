"""Reports for Word (docs/export.md). python-docx makes the file; the XML of its body is ours."""

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from datetime import datetime
from html import escape
from io import BytesIO
from typing import Any
from unicodedata import bidirectional

from tiptui.collection.dialogue import Thing
from tiptui.collection.facts import join_words
from tiptui.collection.naming import Name
from tiptui.documents.document import NoDocument
from tiptui.documents.parts import open_archive
from tiptui.files.input import INSTALL_EXTRA, NoInput, read_bytes
from tiptui.files.programs import address
from tiptui.report import outline
from tiptui.report.citations import cite
from tiptui.report.export import Selection, same_each_time
from tiptui.report.figures import Figure, figures
from tiptui.text.visible import visible

try:
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Cm
except ImportError:
    raise NoInput(f"the library for Word is missing: {INSTALL_EXTRA}") from None

_STYLES = ("Title", "Subtitle", "Heading 1", "Heading 2", "List Paragraph", "Table Grid")
"""The styles of a report, all of them Word's own. A template without one gets it."""

_NAMES = (Name.RECOMMENDATION, Name.ADDRESSEE, Name.RESPONSE)
_COLUMNS = ("No.", *(name.one.capitalize() for name in _NAMES))
_WIDTHS = (800, 4400, 1800, 2600)  # which count in relation to each other

_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_FROM_RIGHT = re.compile(f"([{_LETTERS}](?:.*[{_LETTERS}])?)")
_FROM_LEFT = re.compile(f"([0-9A-Za-z](?:[^{_LETTERS}]*[0-9A-Za-z])?)")
"""The parts of a text that are written the other way."""

_BAR, _LONGEST_BAR, _MOST_COLUMNS = "█", 24, 8
_BAR_COLOUR = '<w:color w:val="4F81BD"/>'
_BLUE = '<w:color w:val="0563C1"/>'
_RAISED = '<w:vertAlign w:val="superscript"/>'


def write(selection: Selection, template: str = "") -> Iterator[bytes]:
    """Yield a document in one piece, and before it empty ones, between which others may act."""
    document, made = _open(template), selection.provenance
    properties = document.core_properties
    properties.title = visible(outline.heading(selection)[0])[:255]
    properties.author = f"tiptui {made.version}"
    sums = "\n".join(f"SHA-256 of a {of.kind} {of.name}: {of.in_words}" for of in made.sums)
    properties._element.get_or_add_description().text = visible(sums)  # of any length
    properties.created = properties.modified = datetime.fromisoformat(made.day)
    blocks = list[str]()
    for block in _Body(document, selection).blocks():
        blocks.append(block)
        yield b""
    blocks += (last.xml for last in document.element.body)  # the properties of the last section
    file = BytesIO()
    document.save(file)
    # As text: parsed, a long report takes twice the memory.
    body = f"<w:document {nsdecls('w', 'r')}>{_element('body', *blocks)}</w:document>"
    yield same_each_time(file.getvalue(), {document.part.partname.lstrip("/"): body.encode()})


def _open(template: str) -> Any:
    """Return a document without text that has all styles. Raise NoInput for no .docx."""
    own = Document()
    if not template:
        # Its picture of a first page is of another document.
        rels = own.part.package.rels
        del rels[next(id for id, of in rels.items() if of.reltype == RELATION.THUMBNAIL)]
        (section,) = own.sections
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.footer.paragraphs[0]._p.append(_parse('<w:fldSimple w:instr="PAGE"/>')[0])
        return own
    data = read_bytes(template)
    try:
        open_archive(data)
        document = Document(BytesIO(data))
    except Exception as error:  # noqa: BLE001 (the libraries raise anything for a damaged file)
        why = str(error) if isinstance(error, NoDocument) else "it is damaged, or no .docx"
        raise NoInput(f"{visible(template)}: {why}") from None
    document.element.body.clear_content()
    for name in _STYLES:
        if name not in document.styles:
            document.styles.element.append(deepcopy(own.styles[name].element))
    if RELATION.NUMBERING not in {of.reltype for of in document.part.rels.values()}:
        document.part.relate_to(own.part.numbering_part, RELATION.NUMBERING)
    return document


# WordprocessingML is made element by element: every text becomes text, whatever stands in it.


def _parse(xml: str) -> Any:
    return parse_xml(f"<w:document {nsdecls('w', 'r')}>{xml}</w:document>")


def _element(tag: str, *content: str, **values: object) -> str:
    given = "".join(f' w:{key}="{value}"' for key, value in values.items())
    return f"<w:{tag}{given}>{''.join(content)}</w:{tag}>"


def _is_from_right(text: str) -> bool:
    """Return the direction of the first letter (UAX #9, P2)."""
    ways = (way for way in map(bidirectional, text) if way in ("L", "R", "AL"))
    return next(ways, "L") != "L"


def _runs(text: str, *style: str) -> str:
    """Return text as runs, each of one direction, in a style of characters."""
    shown, runs = visible(text), ""
    from_right = _is_from_right(shown)
    for number, part in enumerate((_FROM_LEFT if from_right else _FROM_RIGHT).split(shown)):
        is_other = number % 2 == 1
        way = _element("rtl") if from_right != is_other else ""
        # Else digits would go with the letters before them, not with the words after them.
        before = "\N{LEFT-TO-RIGHT MARK}" if from_right and is_other else ""
        words = f'<w:t xml:space="preserve">{before}{escape(part)}</w:t>'
        runs += _element("r", _element("rPr", *style, way), words) if part else ""
    return runs


def _link(bookmark: str, text: str, *style: str) -> str:
    return _element("hyperlink", _runs(text, _BLUE, *style), anchor=bookmark)


def _list_of(document: Any, form: str, *signs: str) -> int:
    """Add a list with a sign for each level; return the number that its paragraphs have."""
    levels = ""
    for level, sign in enumerate(signs):
        parts = {"start": 1, "numFmt": form, "lvlText": sign}
        indent = _element("pPr", _element("ind", left=600 * (level + 1), hanging=600))
        words = (_element(tag, val=value) for tag, value in parts.items())
        levels += _element("lvl", *words, indent, ilvl=level)
    numbering = document.part.numbering_part.element
    id = 1 + max(map(int, numbering.xpath("w:abstractNum/@w:abstractNumId")), default=0)
    # After pictures of bullets, before the numbers of lists.
    before = numbering.xpath("count(w:numPicBullet)")
    numbering.insert(int(before), _parse(_element("abstractNum", levels, abstractNumId=id))[0])
    return int(numbering.add_num(id).numId)


def _row(cells: Iterable[str], *form: str, widths: Iterable[int] = _WIDTHS) -> str:
    """Return a row that no page divides."""
    row = _element("trPr", _element("cantSplit"), *form)
    for width, cell in zip(widths, cells, strict=False):
        row += _element("tc", _element("tcPr", _element("tcW", w=width, type="dxa")), cell)
    return _element("tr", row)


class _Body:
    """The body of a document, block by block, with the quotations that it cites."""

    def __init__(self, document: Any, selection: Selection) -> None:
        self._part, self._selection = document.part, selection
        self._styles = {name: document.styles[name].style_id for name in _STYLES}
        self._bullets = _list_of(document, "bullet", *"•–•")
        self._numbers = _list_of(document, "decimal", "%1.")
        self._cited: dict[tuple[str, str, str], tuple[int, dict[str, None]]] = {}
        """The number and the links back of a quotation, which may prove many claims."""
        self._bookmarks = self._parts = 0

    def blocks(self) -> Iterator[str]:
        title, *below = outline.heading(self._selection)
        yield self._paragraph(title, "Title")
        yield self._paragraph(" · ".join(filter(None, below)), "Subtitle")
        made = outline.makers(self._selection)
        yield from filter(None, map(self._paragraph, (*outline.opening(self._selection), made)))
        facts = self._selection.provenance.facts.items()
        about = [outline.Line(f"{what}: {words}") for what, words in facts]
        about.append(outline.Line("SHA-256 of records and texts: in the properties of this file"))
        parts = [*outline.parts(self._selection)]
        if any(quote.of.kind != "speaker" for quote in self._selection.quotations):
            parts.append(outline.Part(Name.QUOTATION.title))
        parts.append(outline.Part("About this report", lines=about))
        headings = (part.heading for part in parts if part.level == 1)
        for number, heading in enumerate(headings, 1):
            link = _link(f"part_{number}", heading)
            yield self._in_list(heading, self._bullets, link)
        counted = (of for of in figures(self._selection) if len(of.columns) <= _MOST_COLUMNS)
        yield from map(self._bars, counted)
        for part in parts:
            yield from self._blocks(part, _element("pageBreakBefore") if part is parts[-1] else "")
            yield from map(self._quotation, self._cited if part is parts[-2] else ())

    def _bars(self, figure: Figure) -> str:
        """Return a figure as a table; numbers of one column with bars."""
        columns, most = figure.columns, max(max(numbers) for _, numbers in figure.rows)
        is_one = len(columns) == 1
        widths = [3400, 1200, 4800] if is_one else [2200, *(7200 // len(columns) for _ in columns)]
        head = (self._cell(words, _element("b")) for words in (figure.title, *columns, ""))
        rows = _row(head, widths=widths)
        for name, numbers in figure.rows:
            bar = self._cell(_BAR * round(_LONGEST_BAR * numbers[0] / most), _BAR_COLOUR)
            cells = (self._cell(name), *(self._cell(f"{number:,}") for number in numbers), bar)
            rows += _row(cells, widths=widths)
        form = _element("tblPr", _element("tblW", w=5000, type="pct"))
        grid = _element("tblGrid", *(_element("gridCol", w=width) for width in widths))
        return _element("tbl", form, grid, rows) + self._paragraph("")

    def _cell(self, text: str, *style: str) -> str:
        """Return a cell of a figure, which stays on one page with the rows below it."""
        space = _element("spacing", after=0)
        return self._paragraph(text, "", _element("keepNext"), _runs(text, *style), space)

    def _blocks(self, part: outline.Part, before: str = "") -> Iterator[str]:
        if part.heading:
            runs = _runs(part.heading)
            if part.level == 1:
                self._parts += 1
                runs = self._bookmark(f"part_{self._parts}", runs)
            yield self._paragraph(part.heading, f"Heading {part.level}", before, runs)
        if part.words:
            yield self._paragraph(part.words)
        yield from map(self._item, part.lines)
        if part.asked:
            yield self._table(part.asked)

    def _paragraph(
        self, text: str, style: str = "", form: str = "", runs: str = "", space: str = ""
    ) -> str:
        """Return a paragraph in the direction of its text; `runs` are the text with links."""
        named = _element("pStyle", val=self._styles[style]) if style else ""
        way = _element("bidi") if _is_from_right(visible(text)) else ""
        return _element("p", _element("pPr", named, form, way, space), runs or _runs(text))

    def _in_list(self, text: str, number: int, runs: str, depth: int = 0) -> str:
        form = _element("numPr", _element("ilvl", val=depth), _element("numId", val=number))
        return self._paragraph(text, "List Paragraph", form, runs)

    def _item(self, line: outline.Line) -> str:
        runs, url = _runs(line.words) + self._marks(line.proved), address(line.url, "")
        if url:
            id = self._part.relate_to(url, RELATION.HYPERLINK, is_external=True)
            runs += f'{_runs(", ")}<w:hyperlink r:id="{id}">{_runs(url, _BLUE)}</w:hyperlink>'
        return self._in_list(line.words, self._bullets, runs, line.depth)

    def _table(self, asked: Sequence[outline.Asked]) -> str:
        way = _element("bidiVisual") if _is_from_right(visible(asked[0].claim.name)) else ""
        style = _element("tblStyle", val=self._styles["Table Grid"])
        width, layout = _element("tblW", w=5000, type="pct"), _element("tblLayout", type="fixed")
        space = (_element(side, w=60, type="dxa") for side in ("top", "bottom"))
        form = _element("tblPr", style, way, width, layout, _element("tblCellMar", *space))
        grid = _element("tblGrid", *(_element("gridCol", w=width) for width in _WIDTHS))
        head = [self._paragraph(name, runs=_runs(name, _element("b"))) for name in _COLUMNS]
        rows = (_row(self._cells(of)) for of in asked)
        return _element("tbl", form, grid, _row(head, _element("tblHeader")), *rows)

    def _cells(self, asked: outline.Asked) -> Iterator[str]:
        number, claim, facts = asked
        yield self._paragraph(number)
        said = self._paragraph(claim.name, runs=_runs(claim.name) + self._marks(claim, number))
        # The addressee has a column.
        who = outline.circumstances(facts.under("", ["to"]))
        where = join_words(who, self._event_of(claim), between="; ")
        below = (outline.Line(where), *outline.note(claim))
        yield said + "".join(self._paragraph(of, runs=_runs(of, _element("i"))) for of, *_ in below)
        yield self._paragraph(claim.facts.words("to"))
        lines = map(outline.response_line, claim.responses)
        runs = ((of.words, _runs(of.words) + self._marks(of.proved, number)) for of in lines)
        answers = (self._paragraph(words, runs=own) for words, own in runs)
        yield "".join(answers) or self._paragraph("")

    def _event_of(self, claim: Thing) -> str:
        """Return the dialogue of a claim where the report has several."""
        if len(self._selection.excerpts) == 1:
            return ""
        short = self._selection.collection.short_names.get(claim.event.name, claim.event.name)
        date = claim.event.facts.words("start_date")
        return short if short.endswith(date) else f"{short}, {date}"

    def _marks(self, proved: Thing | None, label: str = "") -> str:
        """Return links to the quotations of a thing, in a bookmark to which these lead back."""
        here, marks = f"text_{self._bookmarks}", dict[str, None]()
        mode = proved.facts.words("mode") if proved else ""
        for quote in proved.quotations if proved else ():
            number, back = self._cited.setdefault(cite(quote, mode), (len(self._cited) + 1, {}))
            back[_link(here, f" ↩ {label}".rstrip())] = None
            marks[_link(f"quote_{number}", f"[{number}]", _RAISED)] = None
        return self._bookmark(here, "".join(marks)) if marks else ""

    def _bookmark(self, name: str, content: str) -> str:
        self._bookmarks += 1
        start = _element("bookmarkStart", id=self._bookmarks, name=name)
        return f"{start}{content}{_element('bookmarkEnd', id=self._bookmarks)}"

    def _quotation(self, key: tuple[str, str, str]) -> str:
        event, words, origin = key
        number, back = self._cited[key]
        of = f"; {event}" if len(self._selection.excerpts) > 1 else ""
        said = self._bookmark(f"quote_{number}", _runs(words))
        runs = "".join((said, _runs(f" — {origin}{of}"), *back))
        return self._in_list(words, self._numbers, runs)
