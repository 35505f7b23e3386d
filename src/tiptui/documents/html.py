"""The paragraphs of HTML, without the menus of pages, and of Markdown, by its HTML."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain
from textwrap import dedent

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tiptui.documents import parts
from tiptui.documents.document import Document, decode_text, one_line
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
    return Document(tuple(map(parts.paragraph_of, paragraphs(LexborHTMLParser(body).body))))


def _long_values(front: re.Match[str]) -> str:
    """Return the values of front matter that have several paragraphs, as Markdown."""
    values = (dedent(value).strip() for value in _LONG_VALUE.findall(front[0]))
    return "".join(f"{value}\n\n" for value in values if "\n\n" in value)


def read_html(data: bytes) -> Document:
    return read_page(decode_declared(data))


def read_page(page: str) -> Document:
    tree = LexborHTMLParser(page)
    title = tree.css_first("head title")
    left_out = {node.mem_id for node in tree.css(_BESIDE_TEXT)}
    mains = tree.css("main")
    # Minutes have those present in a list above it.
    lists = tree.css("dl:not(main *, nav *, header *, footer *, aside *)")
    roots = [*lists, *mains] if len(mains) == 1 else []
    texts = [text for root in roots for text in paragraphs(root, left_out)]
    return Document(
        tuple(map(parts.paragraph_of, texts or paragraphs(tree.body, left_out))),
        one_line(title.text()) if title else "",
        _publication_date(tree),
    )


def text_of_mail(page: str, quotations: str, ends: str) -> str:
    """Return a page as the text of a mail: `>` before quoted lines, a rule before the rest."""
    tree = LexborHTMLParser(page)
    for node in tree.css(ends):
        node.insert_before(LexborHTMLParser("<p>_____").css("p")[0])
    left_out = {node.mem_id for node in tree.css(_BESIDE_TEXT)}
    found = paragraphs(tree.body, left_out, quotations, _keep_lines)
    return "\n\n".join(
        re.sub("(?m)^", "> ", of.text) if of.is_quote else of.text
        for of in map(parts.paragraph_of, found)
    )


def _keep_lines(lines: Iterable[str]) -> Sequence[str]:
    text = "\n".join(filter(None, map(one_line, lines)))
    return [text] if text else []


def _publication_date(tree: LexborHTMLParser) -> str:
    declared: dict[str, str] = {}
    for meta in tree.css("meta[content]"):
        name = meta.attributes.get("property") or meta.attributes.get("name") or ""
        declared.setdefault(name.lower(), meta.attributes.get("content") or "")
    found = (_ISO_DATE.match(declared.get(name, "").strip()) for name in _DATES)
    return next((date[0] for date in found if date and is_date(date[0])), "")


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
    text = _PRE.sub(lambda pre: f"{_BLOCK}{_mark_lines(pre[1])}{_BLOCK}", text)
    text = _ITEM.sub(lambda item: (item[4] or item[1]) + item[2] if item[5] else item[3], text)
    for number, part in enumerate(_ROW.split(text)):
        cells = [list(_parts(cell, lines_of)) for cell in part.split(_CELL)]
        # A row has no text before its cells.
        yield from parts.row_of(cells[1:]) if number % 2 else chain(*cells)


def _parts(text: str, lines_of: _LinesOf) -> Iterator[str]:
    for part in _PARTS.split(text):
        sign, mark = parts.QUOTED if parts.QUOTED in part else "", parts.MARK.search(part)
        lines = parts.set_apart(parts.MARK.sub("", part.replace(parts.QUOTED, ""))).split(_BREAK)
        for line in lines_of(lines):
            yield sign + (mark[0] if mark else "") + line
            mark = None


def _mark_lines(text: str) -> str:
    """Return a `pre` with signs between its paragraphs: its lines, or whole blocks if wrapped."""
    found = list[str]()
    for block in _BLANK_LINE.split(text.replace(_BREAK, "\n")):
        lines = block.strip("\n").split("\n")
        wrapped = all(_TYPED < len(line.rstrip()) <= _WRAPPED for line in lines[:-1])
        found += [_BREAK.join(lines)] if wrapped else lines
    return _BLOCK.join(found)


def _print_numbers(root: LexborNode) -> None:
    """Give each item of numbered lists its number, unless it has one."""
    for numbered in root.css("ol"):
        own, items = numbered.attributes, [node for node in numbered.iter() if node.tag == "li"]
        step = -1 if "reversed" in own else 1
        number = parts.whole_number(own.get("start"), len(items) if step < 0 else 1) - step
        for item in items if "none" not in (own.get("style") or "") else ():
            number = parts.whole_number(item.attributes.get("value"), number + step)
            if _PRINTED not in item.attributes:
                item.attrs[_PRINTED] = f"{parts.numeral(number, own.get('type') or '1')}."


def _texts(root: LexborNode, left_out: Collection[int], quotations: str) -> Iterator[str]:
    """Yield the texts in order, and signs for line breaks and for the ends of blocks."""
    node: LexborNode | None = root
    inner = ",".join(f"{outer},{outer} *" for outer in quotations.split(","))
    quoted = {node.mem_id for node in root.css(inner)}
    while node is not None:
        following = None if node.mem_id in left_out else node.child
        if node.tag == "-text":
            is_quoted = node.parent is not None and node.parent.mem_id in quoted
            yield (parts.QUOTED if is_quoted else "") + (node.text_content or "")
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
    if _HEADING.fullmatch(node.tag or ""):
        return parts.sign_of(f"{'#' * int((node.tag or '')[1])} ")
    if node.tag != "li":
        return ""
    depth, outer = 0, node.parent
    while outer is not None:
        depth, outer = depth + (outer.tag == "li"), outer.parent
    is_numbered = node.parent is not None and node.parent.tag == "ol"
    printed = node.attributes.get(_PRINTED) if is_numbered else ""
    bullet, number = ("", f"{printed} ") if printed else ("- ", "")
    return f"{parts.sign_of('  ' * depth + bullet)}{_NUMBER}{number}{_NUMBER_ENDS}"
