"""Text from bytes as browsers read them: https://encoding.spec.whatwg.org/."""

import codecs
import re
from contextlib import suppress

from webencodings import lookup

# Python's codecs with more letters than those of webencodings.
_CODECS = {"gbk": "gb18030", "iso-2022-jp": "iso2022_jp_ext", "utf-16le": "utf-16"}
_HEAD = 2**16  # bytes in which a page or XML declares its encoding
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
# UTF-16 would not be read as ASCII.
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\s[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?(?!utf-16)([^\s"'/>;]+)""",
    re.I,
)


def decode_declared(data: bytes) -> str:
    """Return the text of a page or of XML, by the label in it."""
    found = _DECLARED.search(_COMMENT.sub(b"", data[:_HEAD]))
    return decode(data, found[1].decode("latin-1") if found else "")


def decode(data: bytes, label: str = "") -> str:
    """Return bytes as text: in UTF-8, or by a label, or in windows-1252.

    Many a page was saved in UTF-8 with the label that it had. Other letters make no UTF-8.
    """
    if not label or not data.isascii():
        with suppress(UnicodeDecodeError):
            return data.decode("utf-8-sig")
    with suppress(LookupError, ValueError):
        return decode_as(label, data, "replace")
    return data.decode("cp1252", "replace")


def decode_as(label: str, data: bytes, errors: str = "strict") -> str:
    """Return bytes in the encoding of a label. Raise LookupError, ValueError."""
    # Python knows more spellings, and reads some encodings that browsers refuse.
    known = lookup(label) or lookup(codecs.lookup(label).name.replace("_", "-"))
    if known and known.name not in (*_CODECS, "replacement"):
        text: str = known.codec_info.decode(data, errors)[0]
        return text
    return data.decode(_CODECS.get(known.name, label) if known else label, errors)
