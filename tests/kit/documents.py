"""Documents of every kind, written without the libraries that read them."""

import json
import re
import textwrap
from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from tiptui.documents.document import NoDocument, Unclear
from tiptui.documents.process import answer


def read_here(data: bytes, kind: str) -> Any:
    """Return the fields that the process of documents would return, without starting it."""
    told = json.loads(json.dumps(answer(kind, data)))
    if "failure" in told:
        raise (Unclear if told.get("unclear") else NoDocument)(told["failure"])
    return told


# Word.

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CORE = f"{_PACKAGE}/metadata/core-properties"
_BESIDE = ("endnotes", "footnotes", "media/1", "media/2", "numbering", "styles")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def word_paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def list_item(text: str, list: int, level: int = 0, style: str = "") -> str:
    """Return an item of a list; of list 0 one that only its style numbers."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>'
    return word_paragraph(f"<w:pPr>{named}{numbered if list else ''}</w:pPr>", run(text))


def list_level(level: int, kind: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{level}">{more}<w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        "</w:lvl>"
    )


def word_row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def docx(
    body: str, notes: str = "", title: str = "", head: str = "", lists: str = "", styles: str = ""
) -> bytes:
    """Return a document of Word with a body and footnotes in its XML, `head` before the body's.

    Parts for Word alone are left out: the types of parts, and a picture that is named.
    """
    relations = {
        "_rels/.rels": {
            "/word/document.xml": f"{_OFFICE}/officeDocument",
            "docProps/core.xml": f"{_PACKAGE}/relationships/metadata/core-properties",
        },
        "word/_rels/document.xml.rels": {f"{part}.xml": f"{_OFFICE}/{part}" for part in _BESIDE},
    }
    parts = {
        "word/document.xml": f"{head}<w:document {_WORD}><w:body>{body}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {_WORD}>{notes}</w:footnotes>",
        "word/media/2.xml": "a picture",
        "word/numbering.xml": f"<w:numbering {_WORD}>{lists}</w:numbering>",
        "word/styles.xml": f"<w:styles {_WORD}>{styles}</w:styles>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_CORE}" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>",
    }
    for part, targets in relations.items():
        parts[part] = f'<Relationships xmlns="{_PACKAGE}/relationships">' + "".join(
            f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"/>'
            for number, (target, kind) in enumerate(targets.items())
        )
        parts[part] += "</Relationships>"
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def in_strict_form(data: bytes) -> bytes:
    """Return a document or a workbook with the names of Strict Open XML, as Office saves it."""
    with ZipFile(BytesIO(data)) as before, ZipFile(file := BytesIO(), "w") as after:
        for name in before.namelist():
            names = rb"http://schemas\.openxmlformats\.org/(officeDocument|\w+ml)/2006/"
            strict = rb"http://purl.oclc.org/ooxml/\1/"
            after.writestr(name, re.sub(names, strict, before.read(name)))
    return file.getvalue()


# PDF: lines of Courier, each letter 6 points wide.

Line = tuple[float, float, str]
"""A line: its beginning on the page, from the left and from below, and its text."""


def pdf(
    pages: Iterable[Sequence[Line]],
    more: str = "",
    info: str = "",
    small: Collection[str] = (),
    notes: str = "",
    turned: Mapping[str, str] = {},
) -> bytes:
    """Return a PDF of lines, some `small`, some `turned` by four numbers.

    `more` stands in its catalog, `info` in its declarations; each page has `notes` and fields.
    """
    pages = list(pages)
    kids = " ".join(f"{number} 0 R" for number in range(5, 5 + 2 * len(pages), 2))
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{more}>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding<</BaseEncoding/WinAnsiEncoding"
        f"/Differences[1{''.join(f'/uniFB{n:02}' for n in range(7))}]>>>>",
        f"<<{info}>>",
    ]
    for number, lines in enumerate(pages):
        shown = "".join(
            f"BT /F {6 if text in small else 10} Tf {turned.get(text, '1 0 0 1')} {x} {y} Tm "
            f"({_escaped(text)}) Tj ET\n"
            for x, y, text in lines
        )
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {6 + 2 * number} 0 R"
            f"/Resources<</Font<</F 3 0 R>>>>/Annots[{notes}]>>",
            f"<</Length {len(shown.encode('cp1252'))}>>\nstream\n{shown}\nendstream",
        ]
    return pdf_of([each.encode("cp1252") for each in objects], b"/Info 4 0 R")


def pdf_of(objects: Sequence[bytes], more: bytes = b"") -> bytes:
    """Return a PDF of objects, of which the first is its catalog."""
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, more, len(out))
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def set_pages(paragraphs: Iterable[str]) -> tuple[list[list[Line]], list[int]]:
    """Return paragraphs as lines of pages, with hyphens, and the page on which each begins."""
    pages: list[list[Line]] = [[]]
    begun, y = [], 700
    for paragraph in paragraphs:
        for number, line in enumerate(_wrapped(paragraph)):
            if y < 110:
                pages.append([])
                y = 700
            if not number:
                begun.append(len(pages))
            pages[-1].append((72, y, line))
            y -= 12
        y -= 10
    for number, page in enumerate(pages, 1):
        page[:0] = [(72, 770, "Minutes of the board")]
        page += [(280, 30, f"Page {number} of {len(pages)}")]
    return pages, begun


def _wrapped(paragraph: str) -> list[str]:
    """Return lines of at most 60 letters; long words are parted with a hyphen where they end."""
    lines = [""]
    for word in paragraph.split():
        room = 60 - len(lines[-1])
        if len(word) < room:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif len(word) >= 8 and room > 8 and word.isalpha():
            lines[-1] = f"{lines[-1]} {word[:4]}-"
            lines.append(word[4:])
        else:
            lines.append(word)
    return lines


# Captions.


def clock(seconds: int, point: str) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}500"


def captions(cues: Iterable[tuple[int, str, str]], kind: str) -> str:
    """Return cues, each with the second of its start, its voice and its text."""
    point = "." if kind == "vtt" else ","
    blocks = ["WEBVTT"] if kind == "vtt" else []
    for number, (start, voice, text) in enumerate(cues, 1):
        lines = textwrap.fill(escape(text, quote=False), 40, break_long_words=False)
        said = f"<v {voice}>{lines}" if voice else lines
        blocks.append(f"{number}\n{clock(start, point)} --> {clock(start + 1, point)}\n{said}")
    return "\n\n".join(blocks) + "\n"
