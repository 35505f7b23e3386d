"""The paragraphs of HTML, without the menus of pages, and of Markdown, by its HTML."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from textwrap import dedent

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tiptui.documents import parts
from tiptui.documents.document import Document, Paragraph, decode_text, lines_with_words, one_line
from tiptui.documents.encodings import decode_declared
from tiptui.record.forms import is_date

# Elements that begin and end a paragraph.
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol "
    "option p pre search section summary table tbody td tfoot th thead tr ul".split()
)
# Elements beside the text of a page.
_BESIDE_TEXT = (
    "script, style, template, noscript, head, nav, aside, dialog, form, button, select, textarea, "
    "iframe, object, svg, math annotation, audio, video, canvas, [hidden], [aria-hidden=true], "
    "[role=navigation], [role=banner], [role=contentinfo], [role=search], [role=complementary], "
    "[style*='display:none'], [style*='display: none'], "
    # Names for these in pages without the elements.
    ".navbar, .menu, .sidebar, .breadcrumb, .breadcrumbs, .footer, .headerlink, "
    "#navbar, #menu, #sidebar, #footer, "
    # Those of an article are part of it.
    "header:not(article *, main *), footer:not(article *, main *)"
)
# Signs begin with a character that no page can have.
_BLOCK, _BREAK = "\0-", "\0 "
_PARTS = re.compile(r"\0[-\[\]{}]|\0 \s*\0 ")
_CELL, _NUMBER, _NUMBER_ENDS = "\0|", "\0#", "\0."
_HEADING = re.compile("h[1-6]")
# Signs where these elements begin and end.
_OPEN = {"tr": "\0[", "pre": "\0{", "sup": parts.RAISED}
_CLOSE = {"tr": "\0]", "pre": "\0}", "sup": parts.LOWERED}
_PRINTED = "data-printed"  # the number before an item of a list
_PROGRAM = "code"  # in a `pre`, whose lines are then no paragraphs
_CLOSES = _BLOCKS | {*_CLOSE}
_ROW = re.compile(r"\0\[((?:[^\0]++|\0[^\[\]])*+)\0\]")
_PRE = re.compile(r"\0\{((?:[^\0]++|\0[^{}])*+)\0\}")
# The mark and number of an item without words of its own are left out; its heading is its words.
_ITEM = re.compile(
    r"(\0=[^\0]*\0~)\0#([^\0]*)\0\.((?:\s|\0[- ])*+)(\0=#+ \0~)?(?=\0=|(.)|$)", re.DOTALL
)
_BLANK_LINE = re.compile(r"\n[ \t\r]*+\n")
_TYPED, _WRAPPED = 40, 100  # wrapped lines have more, and at most so many letters

_LinesOf = Callable[[Iterable[str]], Sequence[str]]

# Names for the date of publication; the first one counts.
_DATES = (
    "article:published_time citation_publication_date citation_date date dc.date dc.date.issued "
    "dcterms.date dcterms.issued dcterms.created"
).split()
_ISO_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?!\d)")

# Text may stand between rules too.
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(?=\s*[\w-]+:).*?\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
# A value of several paragraphs is text too: `minutes: >-`.
_LONG_VALUE = re.compile(
    r"^[\w-]+:[ \t]*[>|][-+]?[ \t]*\n((?:[ \t]+\S.*\n|[ \t]*\n)+)", re.MULTILINE
)


def read_markdown(data: bytes) -> Document:
    text = _FRONT_MATTER.sub(_long_values, re.sub("\r\n?", "\n", decode_text(data, "")))
    reader = MarkdownIt("commonmark", {"breaks": True}).enable("table")
    tokens = reader.parse(text)
    for token in tokens:
        if token.type == "list_item_open" and token.info:
            token.attrSet(_PRINTED, f"{token.info}{token.markup}")
    body = reader.renderer.render(tokens, reader.options, {})
    return Document(_as_paragraphs(paragraphs(LexborHTMLParser(body).body)))


def _as_paragraphs(texts: Iterable[str]) -> tuple[Paragraph, ...]:
    return tuple(parts.paragraph_of(text) for text in texts)


def _long_values(front: re.Match[str]) -> str:
    """Return the values of front matter that have several paragraphs, as Markdown."""
    values = [dedent(value).strip() for value in _LONG_VALUE.findall(front[0])]
    return "".join(f"{value}\n\n" for value in values if "\n\n" in value)


def read_html(data: bytes) -> Document:
    return read_page(decode_declared(data))


def read_page(page: str) -> Document:
    tree = LexborHTMLParser(page)
    left_out = {node.mem_id for node in tree.css(_BESIDE_TEXT)}
    texts: list[str] = []
    mains = tree.css("main")
    if len(mains) == 1:
        # Minutes have those present in a list above it.
        lists = tree.css("dl:not(main *, nav *, header *, footer *, aside *)")
        for root in (*lists, *mains):
            texts += paragraphs(root, left_out)
    if not texts:
        texts += paragraphs(tree.body, left_out)

    title_element = tree.css_first("head title")
    title = one_line(title_element.text()) if title_element else ""
    return Document(_as_paragraphs(texts), title, _publication_date(tree))


def text_of_mail(page: str, quotations: str, ends: str) -> str:
    """Return a page as the text of a mail: `>` before quoted lines, a rule before the rest."""
    tree = LexborHTMLParser(page)
    for node in tree.css(ends):
        node.insert_before(LexborHTMLParser("<p>_____").css("p")[0])
    left_out = {node.mem_id for node in tree.css(_BESIDE_TEXT)}

    texts: list[str] = []
    for paragraph in _as_paragraphs(paragraphs(tree.body, left_out, quotations, _keep_lines)):
        text = paragraph.text
        if paragraph.is_quote:
            text = re.sub("(?m)^", "> ", text)
        texts.append(text)
    return "\n\n".join(texts)


def _keep_lines(lines: Iterable[str]) -> Sequence[str]:
    text = "\n".join(lines_with_words(lines))
    return [text] if text else []


def _publication_date(tree: LexborHTMLParser) -> str:
    declared: dict[str, str] = {}
    for meta in tree.css("meta[content]"):
        name = meta.attributes.get("property") or meta.attributes.get("name") or ""
        declared.setdefault(name.lower(), meta.attributes.get("content") or "")

    for name in _DATES:
        date = _ISO_DATE.match(declared.get(name, "").strip())
        if date and is_date(date[0]):
            return date[0]
    return ""


def paragraphs(
    root: LexborNode | None,
    left_out: Collection[int] = (),
    quotations: str = "blockquote",
    lines_of: _LinesOf = parts.spoken_lines,
) -> Iterator[str]:
    """Yield the paragraphs of HTML, without the nodes whose ids are `left_out`."""
    if root is None:
        return
    _print_numbers(root)
    text = "".join(_texts(root, left_out, quotations))
    text = _PRE.sub(_mark_lines, text)
    text = _ITEM.sub(_mark_item, text)
    for number, part in enumerate(_ROW.split(text)):
        cells = [list(_parts(cell, lines_of)) for cell in part.split(_CELL)]
        if number % 2:
            # A row has no text before its cells.
            yield from parts.row_of(cells[1:])
        else:
            for cell in cells:
                yield from cell


def _parts(text: str, lines_of: _LinesOf) -> Iterator[str]:
    for part in _PARTS.split(text):
        sign = parts.QUOTED if parts.QUOTED in part else ""
        mark = parts.MARK.search(part)
        words = parts.MARK.sub("", part.replace(parts.QUOTED, ""))
        before = sign
        if mark:
            before += mark[0]
        for line in lines_of(parts.set_apart(words).split(_BREAK)):
            yield before + line
            before = sign


def _mark_lines(pre: re.Match[str]) -> str:
    """Return a `pre` with signs between its paragraphs: its lines, or whole blocks if wrapped."""
    texts: list[str] = []
    for block in _BLANK_LINE.split(pre[1].replace(_BREAK, "\n")):
        lines = block.strip("\n").split("\n")
        if all(_TYPED < len(line.rstrip()) <= _WRAPPED for line in lines[:-1]):
            texts.append(_BREAK.join(lines))
        else:
            texts += lines
    return f"{_BLOCK}{_BLOCK.join(texts)}{_BLOCK}"


def _mark_item(item: re.Match[str]) -> str:
    """Return the mark and the number of an item with words, the space of another."""
    mark, number, space, heading, has_words = item.groups()
    return f"{heading or mark}{number}" if has_words else space


def _print_numbers(root: LexborNode) -> None:
    """Give each item of numbered lists its number, unless it has one."""
    for numbered in root.css("ol"):
        attributes = numbered.attributes
        if "none" in (attributes.get("style") or ""):
            continue
        items = [node for node in numbered.iter() if node.tag == "li"]
        step, first = 1, 1
        if "reversed" in attributes:
            step, first = -1, len(items)

        number = parts.whole_number(attributes.get("start"), first) - step
        for item in items:
            number = parts.whole_number(item.attributes.get("value"), number + step)
            if _PRINTED not in item.attributes:
                numeral = parts.numeral(number, attributes.get("type") or "1")
                item.attrs[_PRINTED] = f"{numeral}."


def _texts(root: LexborNode, left_out: Collection[int], quotations: str) -> Iterator[str]:
    """Yield the texts in order, and signs for line breaks and for the ends of blocks."""
    within = ",".join(f"{quotation},{quotation} *" for quotation in quotations.split(","))
    quoted = {node.mem_id for node in root.css(within)}
    node: LexborNode | None = root
    while node is not None:
        following = None if node.mem_id in left_out else node.child
        if node.tag == "-text":
            if node.parent is not None and node.parent.mem_id in quoted:
                yield parts.QUOTED
            yield node.text_content or ""
        elif node.tag == "br":
            yield _BREAK
        elif node.tag in {"td", "th"}:
            yield _CELL
        elif following is not None and node.tag in _OPEN and following.tag != _PROGRAM:
            yield _OPEN[node.tag]
        elif node.tag in _BLOCKS:
            yield _BLOCK
            yield _mark(node)
        while following is None and node is not None and node.mem_id != root.mem_id:
            following, node = node.next, node.parent
            if following is None and node is not None and node.tag in _CLOSES:
                yield _CLOSE.get(node.tag, _BLOCK)
        node = following


def _mark(node: LexborNode) -> str:
    """Return the mark of a heading, or of an item of a list with its number."""
    tag = node.tag or ""
    if _HEADING.fullmatch(tag):
        level = int(tag[1])
        return parts.sign_of(f"{'#' * level} ")
    if tag != "li":
        return ""

    indent = ""
    outer = node.parent
    while outer is not None:
        if outer.tag == "li":
            indent += "  "
        outer = outer.parent

    printed = None
    if node.parent is not None and node.parent.tag == "ol":
        printed = node.attributes.get(_PRINTED)
    if printed:
        return f"{parts.sign_of(indent)}{_NUMBER}{printed} {_NUMBER_ENDS}"
    return f"{parts.sign_of(f'{indent}- ')}{_NUMBER}{_NUMBER_ENDS}"
