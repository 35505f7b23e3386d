"""The paragraphs of HTML: of pages without their menus, and of what Markdown means."""

import codecs
import re
from collections.abc import Collection, Iterator

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tiptui.documents.document import Document, Paragraph, declared_date, one_line

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol "
    "option p pre search section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that begin and end a paragraph."""

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
"""What of a page is not its text."""

# A character that no page can have tells what it stands before from its texts.
_BLOCK, _BREAK = "\0-", "\0 "
_PARTS = re.compile(f"{_BLOCK}|{_BREAK}\\s*{_BREAK}")

# Names under which pages declare when they were published, the first of which counts.
_DATES = (
    "article:published_time citation_publication_date citation_date date dc.date dc.date.issued "
    "dcterms.date dcterms.issued dcterms.created"
).split()

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)=["']?([\w-]+)""", re.I)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)


def read_markdown(text: str) -> Document:
    """Return what Markdown means; title and date where they stand before it."""
    text = re.sub("\r\n?", "\n", text)
    front = _FRONT_MATTER.match(text)
    said = dict(re.findall(r"^(title|date):[ \t]*(.*)$", front[1], re.M)) if front else {}
    body = MarkdownIt("commonmark").enable("table").render(text[front.end() :] if front else text)
    found = tuple(map(Paragraph, paragraphs(LexborHTMLParser(body).body)))
    title, date = (said.get(name, "").strip().strip("\"'") for name in ("title", "date"))
    return Document("markdown", found, one_line(title), declared_date(date))


def read_html(data: bytes) -> Document:
    """Return a page without its menus."""
    tree = LexborHTMLParser(_decode(data))
    title = tree.css_first("head title")
    left_out = {node.mem_id for node in tree.css(_NOT_SAID)}
    mains = tree.css("main")
    said = list(paragraphs(mains[0], left_out)) if len(mains) == 1 else []
    return Document(
        "html",
        tuple(map(Paragraph, said or paragraphs(tree.body, left_out))),
        one_line(title.text()) if title else "",
        _date(tree),
    )


def _decode(data: bytes) -> str:
    """Return the text of a page, in the encoding that it declares, else as browsers take it."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
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
    return next(filter(None, (declared_date(said.get(name, "")) for name in _DATES)), "")


def paragraphs(root: LexborNode | None, left_out: Collection[int] = ()) -> Iterator[str]:
    """Yield the paragraphs of HTML: what stands between the ends of blocks, or two line breaks.

    `left_out` are ids of nodes that do not count.
    """
    for part in _PARTS.split("".join(_texts(root, left_out))):
        if paragraph := one_line(part.replace("\0", "")):
            yield paragraph


def _texts(root: LexborNode | None, left_out: Collection[int]) -> Iterator[str]:
    """Yield the texts in order, and the signs of line breaks and of where blocks begin and end."""
    node = root
    end = root.mem_id if root is not None else 0
    while node is not None:
        if node.tag == "-text":
            yield node.text_content or ""
        elif node.tag == "br":
            yield _BREAK
        elif node.tag in _BLOCKS:
            yield _BLOCK
        following = None if node.mem_id in left_out else node.child
        while following is None and node is not None and node.mem_id != end:
            following, node = node.next, node.parent
            if following is None and node is not None and node.tag in _BLOCKS:
                yield _BLOCK
        node = following
