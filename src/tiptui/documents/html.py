"""The paragraphs of HTML: of pages without their menus, and of what Markdown means."""

import re
from collections.abc import Collection, Iterator
from itertools import chain

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tiptui.documents import parts
from tiptui.documents.document import Document, Paragraph, decode_text, one_line, own_encoding
from tiptui.record.forms import is_date

# Elements that begin and end a paragraph.
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol "
    "option p pre search section summary table tbody td tfoot th thead tr ul".split()
)
# What of a page is not its text.
_NOT_SAID = (
    "script, style, template, noscript, head, nav, aside, dialog, form, button, select, textarea, "
    "iframe, object, svg, math annotation, audio, video, canvas, [hidden], [aria-hidden=true], "
    "[role=navigation], [role=banner], [role=contentinfo], [role=search], [role=complementary], "
    "[style*='display:none'], [style*='display: none'], "
    # What pages call these where they have no element of their own for them, as many have not.
    ".navbar, .menu, .sidebar, .breadcrumb, .breadcrumbs, .footer, .headerlink, "
    "#navbar, #menu, #sidebar, #footer, "
    # Those of an article are part of it.
    "header:not(article *, main *), footer:not(article *, main *)"
)
# A character that no page can have tells what it stands before from its texts.
_BLOCK, _BREAK = "\0-", "\0 "
_PARTS = re.compile(r"\0[-\[\]{}]|\0 \s*\0 ")
_CELL, _NUMBER, _NUMBER_ENDS = "\0|", "\0#", "\0."
# What begins and what ends with these elements.
_OPEN = {"tr": "\0[", "pre": "\0{", "sup": parts.RAISED}
_CLOSE = {"tr": "\0]", "pre": "\0}", "sup": parts.LOWERED}
_PRINTED = "data-printed"  # what stands before an item of a list
_PROGRAM = "code"  # where a `pre` begins with it, its lines say nothing by themselves
_CLOSES = _BLOCKS | {*_CLOSE}
_ROW = re.compile(r"\0\[((?:[^\0]++|\0[^\[\]])*+)\0\]")
_PRE = re.compile(r"\0\{((?:[^\0]++|\0[^{}])*+)\0\}")
# Of what has none of its own words, the number is left out.
_ITEM = re.compile(r"\0#([^\0]*)\0\.((?:\s|\0[- ])*+)(?=\0#|(.)|$)", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t\r]*+\n")
_TYPED, _WRAPPED = 40, 100  # more and at most so many letters have all lines that are wrapped

# Names under which pages declare when they were published, the first of which counts.
_DATES = (
    "article:published_time citation_publication_date citation_date date dc.date dc.date.issued "
    "dcterms.date dcterms.issued dcterms.created"
).split()
_ISO_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?!\d)")

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)=["']?([\w-]+)""", re.I)
# Between rules may be text as well.
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(?=\s*[\w-]+:).*?\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)


def read_markdown(data: bytes) -> Document:
    """Return what Markdown means, without what stands before it between `---`."""
    text = _FRONT_MATTER.sub("", re.sub("\r\n?", "\n", decode_text(data, "")))
    reader = MarkdownIt("commonmark", {"breaks": True}).enable("table")
    tokens = reader.parse(text)
    for token in tokens:
        if token.type == "list_item_open" and token.info:
            token.attrSet(_PRINTED, f"{token.info}{token.markup}")
    body = reader.renderer.render(tokens, reader.options, {})
    return Document(tuple(map(Paragraph, paragraphs(LexborHTMLParser(body).body))))


def read_html(data: bytes) -> Document:
    """Return a page without its menus."""
    tree = LexborHTMLParser(_decode(data))
    for item in tree.css(f"[{_PRINTED}]"):  # of the page itself, where nobody sees it
        del item.attrs[_PRINTED]
    title = tree.css_first("head title")
    left_out = {node.mem_id for node in tree.css(_NOT_SAID)}
    mains = tree.css("main")
    said = list(paragraphs(mains[0], left_out)) if len(mains) == 1 else []
    return Document(
        tuple(map(Paragraph, said or paragraphs(tree.body, left_out))),
        one_line(title.text()) if title else "",
        _date(tree),
    )


def _decode(data: bytes) -> str:
    """Return the text of a page, in the encoding that it declares, else as browsers take it."""
    own = own_encoding(data)
    try:
        return data.decode(own, "replace" if own == "utf-16" else "strict")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
    try:
        return data.decode(declared[1].decode() if declared else "cp1252", "replace")
    except LookupError:
        return data.decode("cp1252", "replace")


def _date(tree: LexborHTMLParser) -> str:
    """Return the date of publication that the page declares."""
    said: dict[str, str] = {}
    for meta in tree.css("meta[content]"):
        name = meta.attributes.get("property") or meta.attributes.get("name") or ""
        said.setdefault(name.lower(), meta.attributes.get("content") or "")
    found = (_ISO_DATE.match(said.get(name, "").strip()) for name in _DATES)
    return next((each[0] for each in found if each and is_date(each[0])), "")


def paragraphs(root: LexborNode | None, left_out: Collection[int] = ()) -> Iterator[str]:
    """Yield the paragraphs of HTML: what stands between the ends of blocks, or two line breaks.

    Or the lines of `pre`, or of a transcript that is typed line by line, or a row of a table.
    `left_out` are ids of nodes that do not count.
    """
    if root is None:
        return
    _print_numbers(root)
    text = "".join(_texts(root, left_out))
    text = _PRE.sub(lambda pre: f"{_BLOCK}{_typed(pre[1])}{_BLOCK}", text)
    text = _ITEM.sub(lambda item: f"{item[1]} " if item[3] else item[2], text)
    for number, part in enumerate(_ROW.split(text)):
        # The first of a row is what precedes its cells.
        cells = [list(_parts(cell)) for cell in part.split(_CELL)]
        yield from parts.row_of(cells if cells[0] else cells[1:]) if number % 2 else chain(*cells)


def _parts(text: str) -> Iterator[str]:
    for part in _PARTS.split(text):
        lines = parts.set_apart(part).split(_BREAK)
        yield from parts.spoken_lines([line.replace("\0", "") for line in lines])


def _typed(text: str) -> str:
    """Return a `pre` with signs between its paragraphs: its lines, those of wrapped ones as one."""
    found = list[str]()
    for block in _BLANK_LINE.split(text.replace(_BREAK, "\n")):
        lines = block.strip("\n").split("\n")
        wrapped = all(_TYPED < len(line.rstrip()) <= _WRAPPED for line in lines[:-1])
        found += [_BREAK.join(lines)] if wrapped else lines
    return _BLOCK.join(found)


def _print_numbers(root: LexborNode) -> None:
    """Say of each item of numbered lists what stands before it, if that is not said."""
    for numbered in root.css("ol"):
        said, items = numbered.attributes, [each for each in numbered.iter() if each.tag == "li"]
        step = -1 if "reversed" in said else 1
        number = parts.whole_number(said.get("start"), len(items) if step < 0 else 1) - step
        for item in items if "none" not in (said.get("style") or "") else ():
            number = parts.whole_number(item.attributes.get("value"), number + step)
            if _PRINTED not in item.attributes:
                item.attrs[_PRINTED] = f"{parts.numeral(number, said.get('type') or '1')}."


def _texts(root: LexborNode, left_out: Collection[int]) -> Iterator[str]:
    """Yield the texts in order, and the signs of line breaks and of where blocks begin and end."""
    node: LexborNode | None = root
    while node is not None:
        following = None if node.mem_id in left_out else node.child
        if node.tag == "-text":
            yield node.text_content or ""
        elif node.tag == "br":
            yield _BREAK
        elif node.tag in {"td", "th"}:
            yield _CELL
        elif following is not None and node.tag in _OPEN and following.tag != _PROGRAM:
            yield _OPEN[node.tag]
        elif node.tag in _BLOCKS:
            yield _BLOCK
            parent = node.parent.tag if node.parent else ""
            if (node.tag, parent) == ("li", "ol") and (printed := node.attributes.get(_PRINTED)):
                yield f"{_NUMBER}{printed}{_NUMBER_ENDS}"
        while following is None and node is not None and node.mem_id != root.mem_id:
            following, node = node.next, node.parent
            if following is None and node is not None and node.tag in _CLOSES:
                yield _CLOSE.get(node.tag, _BLOCK)
        node = following
