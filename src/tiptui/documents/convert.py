"""The one way from bytes to a document; the bytes tell its kind."""

import json
import re
from email.parser import HeaderParser
from subprocess import PIPE, TimeoutExpired
from typing import Any

from tiptui.documents.captions import TIMES
from tiptui.documents.document import (
    BEGINNINGS,
    SAVE,
    SAY,
    UTF8,
    Document,
    NoDocument,
    Paragraph,
    Unclear,
    decode_text,
    one_line,
    own_encoding,
    paragraphs,
)
from tiptui.files.input import NoInput, read_bytes
from tiptui.files.own import start_process
from tiptui.text.visible import visible

SECONDS = 90  # for the process that reads a document: more than its own limits leave it
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_VTT = re.compile(r"\s*WEBVTT(?:\s|$)")
_SRT = re.compile(rf"\s*(?:-?\d[\d.]*[ \t]*[\r\n]\s*)?{TIMES}")
_CAPTIONS = (".vtt", ".srt", ".sbv")
_ZOOM = re.compile(r"\s*\[[^\[\]\n]{1,80}\] \d\d?:\d\d:\d\d[ \t]*\r?\n")
_BEGINNING = 2**16  # letters that tell the kind of a text
_JSON = re.compile(r'(?:\{|\[[\[\s]*\{?)\s*"(?:[^"\\\n]|\\.){0,200}"\s*[:,\]]')
# The first element of XML, but no element of HTML, and no `<Ann>` before the words of a person.
_XML = re.compile(
    r"(?:<(?:!--.{0,2000}?--|!DOCTYPE[^>]{0,500})>\s*)*+<(?!(?:[abipsu]|abbr|article|aside|body|br|center"
    r"|code|details|div|[dou]l|em|font|h\d|head|header|hr|html|img|li|main|nav|picture|pre|section|span"
    r"|strong|style|table|t[dhr]|title|video)\b)([a-z_][\w.:-]*)(?=[\s/>])([^>]{0,2000})>",
    re.IGNORECASE | re.DOTALL,
)
# The name of each part of a mail as Outlook saves it.
_OUTLOOK = "__substg1.0_".encode("utf-16-le")
_MAIL_IN_BOX = re.compile(rb"(?:\A|\n\r?\n)From \S.{0,200}\d{4}.{0,20}\r?\n[\w-]+:")
_MAIL = {"message-id", "mime-version", "return-path"}  # headers of mail alone
# Signs of kinds that are not read, and what to do with them.
_ARCHIVES = {
    b"word/": "",
    b"ppt/": "a presentation of PowerPoint (.pptx); save it as PDF",
    b"xl/": "a workbook (.xlsx); tiptui new FOLDER --from FILE makes records of its rows",
    b"opendocument": "a document of OpenDocument; save it as .docx",
    b"epub": "an e-book (.epub); save it as HTML",
}
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ")


def read_document(file: str, encoding: str = "") -> Document:
    """Return the document in a file, or on standard input for `-`. Raise NoInput."""
    return convert(read_bytes(file), file, SAY, encoding)


def in_utf8(data: bytes, file: str, encoding: str, advice: str = SAY) -> bytes:
    """Return a text as UTF-8, with a mark if it was in another encoding. Raise NoInput."""
    if encoding and data.startswith(BEGINNINGS):
        raise NoInput(f"{visible(file)}: --encoding is for text, and this is none")
    if not encoding and own_encoding(data) == UTF8:
        return data
    return decode_text(data, file, encoding, advice).encode(UTF8, "replace")


def convert(data: bytes, file: str, advice: str = SAVE, encoding: str = "") -> Document:
    """Return the document in the bytes of a file. Raise NoInput, with an advice."""
    text = in_utf8(data, file, encoding, advice)
    try:
        kind = kind_of(text, file, advice)
        if kind == "text":
            plain = paragraphs(decode_text(text, file))
            document = Document(tuple(Paragraph(words) for words in plain))
        elif kind == "mail" and encoding and _is_mail(data):
            # The parts of a mail are in the encoding, not the file.
            document = _read_aside(data, kind, encoding)
        else:
            document = _read_aside(text, kind)

        has_words = any(one_line(paragraph.text) for paragraph in document.paragraphs)
        if data.strip() and not has_words:
            hint = ": a scan?" if kind == "pdf" else ""
            raise NoDocument(f"there is no text in it{hint}")
    except NoDocument as error:
        raise NoInput(f"{visible(file)}: {error}") from None
    return document


def _read_aside(data: bytes, kind: str, encoding: str = "") -> Document:
    """Return a document that a process of its own reads. Raise NoDocument."""
    fields = ask_process(data, f"{kind}={encoding}" if encoding else kind)
    fields["kind"] = kind
    fields["paragraphs"] = tuple(Paragraph(*values) for values in fields["paragraphs"])
    fields["remarks"] = tuple(fields["remarks"])
    return Document(**fields)


def kind_of(data: bytes, file: str, advice: str = SAVE) -> str:
    """Return the kind of a document. Raise NoDocument for one that is not read, NoInput."""
    name = file.lower()
    start = data[:1024].lstrip(b"\xef\xbb\xbf\0 \t\r\n")
    if start.startswith(b"%PDF-") or (name.endswith(".pdf") and b"%PDF-" in start):
        return "pdf"
    if start.startswith(_PACKED):
        if reason := _reason_against_archive(data):
            raise NoDocument(reason)
        return "docx"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        if _OUTLOOK in data:
            raise NoDocument("a mail of Outlook (.msg); save it as .eml")
        raise NoDocument("a document of an older kind, or encrypted; save it as .docx")
    if start.startswith(b"{\\rtf"):
        raise NoDocument("rich text; save it as .docx")
    if _HTML.match(start) or (name.endswith((".html", ".htm", ".xhtml")) and b"</" in data):
        return "html"
    if start.startswith(b"<?xml") and b"encoding" in start.partition(b">")[0]:
        return "xml"
    if _is_mail(data):
        return "mail"
    return _kind_of_text(decode_text(data, file, advice=advice), name)


def _reason_against_archive(data: bytes) -> str:
    """Return why an archive is not read, or nothing for a document of Word."""
    for sign, reason in _ARCHIVES.items():
        if sign in data:
            return reason
    return "an archive; unpack it first"


def _kind_of_text(text: str, name: str) -> str:
    for kind, sign in (("vtt", _VTT), ("srt", _SRT), ("zoom", _ZOOM)):
        if sign.match(text):
            return kind
    if name.endswith(_CAPTIONS) and re.search(TIMES, text):
        return "srt"
    beginning = text[:_BEGINNING].lstrip()
    if _is_xml(beginning, text[-_BEGINNING:]):
        return "xml"
    if _is_json(beginning):
        return "json"
    if name.endswith((".md", ".markdown")):
        return "markdown"
    return "text"


def _is_xml(beginning: str, ending: str) -> bool:
    if beginning.startswith("<?xml"):
        return True
    root = _XML.match(beginning)
    if not root:
        return False
    return "xmlns" in root[2] or ending.rstrip().endswith(f"</{root[1]}>")


def _is_json(beginning: str) -> bool:
    if _JSON.match(beginning):
        return True
    try:
        return isinstance(json.loads(beginning), dict | list)
    except RecursionError:
        return True
    except ValueError:
        return False


def _is_mail(data: bytes) -> bool:
    """Return whether data begins with headers of one mail. Raise NoDocument."""
    beginning = data[:_BEGINNING].decode("latin-1").lstrip("ï»¿ \t\r\n")
    mail = HeaderParser().parsestr(beginning)
    if mail.defects:
        return False
    heads = {name.lower() for name in mail}
    has_address = "@" in mail.get("From", "")
    has_subject = not heads.isdisjoint({"subject", "received"})
    if heads.isdisjoint(_MAIL) and not (has_address and has_subject):
        return False

    if mail.get_content_type() == "multipart/related" and not has_address:
        raise NoDocument("a page with its pictures (.mhtml); save it as HTML")
    if mail.get_unixfrom() and len(_MAIL_IN_BOX.findall(data)) > 1:
        raise NoDocument("a box of several mails; save each as .eml")
    return True


def ask_process(data: bytes, kind: str) -> Any:
    """Return the fields of a document, which a process of its own reads. Raise NoDocument."""
    try:
        process = start_process("tiptui.documents.process", kind, PIPE)
    except OSError:
        raise NoDocument("no process can be started to read it") from None
    with process:
        try:
            fields = json.loads(process.communicate(data, SECONDS)[0])
        except (TimeoutExpired, ValueError):  # or the system ended it
            raise NoDocument("it takes too much time or memory to read") from None
        finally:
            process.kill()
    if fields.get("unclear"):
        raise Unclear(fields["failure"])
    if "failure" in fields:
        raise NoDocument(fields["failure"])
    return fields
