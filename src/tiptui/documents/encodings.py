"""Text from bytes as browsers read them: https://encoding.spec.whatwg.org/."""

import codecs
import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from webencodings import lookup

# Python's codecs with more letters than those of webencodings.
_CODECS = {"gbk": "gb18030", "iso-2022-jp": "iso2022_jp_ext", "utf-16le": "utf-16"}
# Letters of Python's codecs, and those of the standard for the same bytes.
_OF_JAPAN = str.maketrans("〜‖−¢£¬", "～∥－￠￡￢")
_OF_CHINA = str.maketrans(
    "\ue5e5\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796"
    "\ue7c7\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864",
    "\u3000︐︒︑︓︔︕︖︗︘︙ḿ龴龵龶龷龸龹龺龻",
)
_LETTERS = {
    "big5": str.maketrans("•､‾∼♁☉¥¢£", "‧﹑¯～⊕⊙￥￠￡"),
    **dict.fromkeys(("euc-jp", "iso-2022-jp"), _OF_JAPAN),
    **dict.fromkeys(("gbk", "gb18030"), _OF_CHINA),
    "koi8-u": str.maketrans("╝╬", "ўЎ"),
}
_HEAD = 2**16  # bytes in which a page or XML declares its encoding
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
# UTF-16 would not be read as ASCII.
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\s[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*(?!utf-16)([^\s"'/>;]+)""",
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
    if not known or known.name == "replacement":
        return data.decode(label, errors)
    codec = codecs.lookup(_CODECS[known.name]) if known.name in _CODECS else known.codec_info
    text: str = codec.decode(data, f"letter-{errors}")[0]
    return text.translate(_LETTERS[known.name]) if known.name in _LETTERS else text


def _letter(
    otherwise: Callable[[Any], tuple[str | bytes, int]], error: Any
) -> tuple[str | bytes, int]:
    """Return a letter that Python's codec lacks, and where the bytes go on."""
    start, code = error.start, error.object[error.start : error.start + 2]
    if error.encoding == "gb18030" and code.startswith(b"\x80"):
        return "€", start + 1
    row, column = (byte % 0x80 - 0x21 for byte in code.ljust(2))
    is_pair = row >= 0 <= column and len({byte > 0x80 for byte in code}) == 1
    if is_pair and error.encoding in ("euc_jp", "iso2022_jp_ext"):
        # Shift_JIS has it, with two rows of the same table behind each first byte.
        column += 0x9F if row % 2 else 0x40 if column < 0x3F else 0x41
        with suppress(UnicodeDecodeError):
            code = bytes((row // 2 + (0x81 if row < 62 else 0xC1), column))
            return code.decode("cp932"), start + 2
    return otherwise(error)


for _errors in ("strict", "replace"):
    codecs.register_error(f"letter-{_errors}", partial(_letter, codecs.lookup_error(_errors)))
