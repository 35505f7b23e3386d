"""Text from bytes as browsers read them: https://encoding.spec.whatwg.org/."""

import codecs
import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from webencodings import lookup

XML_LABEL = re.compile(r"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([^\s"']+)""")
# Python's codecs for those of the standard, where webencodings has one that knows fewer letters.
_CODECS = {"gbk": "gb18030", "iso-2022-jp": "iso2022_jp_ext", "utf-16le": "utf-16"}
# Other letters of Python's codecs, and those of the standard.
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


def decode(data: bytes, label: str = "") -> str:
    """Return bytes as text: by a label that is known, else in UTF-8 or windows-1252.

    A mark of UTF-8 goes before the label. Bytes that are no letter become U+FFFD.
    """
    with suppress(LookupError, ValueError):
        if label and not data.startswith(codecs.BOM_UTF8):
            return decode_as(label, data, "replace")
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8-sig")
    return data.decode("cp1252", "replace")


def decode_as(label: str, data: bytes, errors: str = "strict") -> str:
    """Return bytes in the encoding of a label. Raise LookupError, ValueError."""
    known = lookup(label)
    name = known.name if known else ""
    if known and name not in (*_CODECS, "replacement"):
        codec = known.codec_info
    else:
        # Browsers refuse some that Python reads.
        codec = codecs.lookup(_CODECS.get(name, label))
        "".encode(codec.name)  # raises for those that are not of text
    text: str = codec.decode(data, f"{_letter.__name__}-{errors}")[0]
    return text.translate(_LETTERS[name]) if name in _LETTERS else text


def _letter(
    otherwise: Callable[[UnicodeError], tuple[str | bytes, int]], error: Any
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
    codecs.register_error(
        f"{_letter.__name__}-{_errors}", partial(_letter, codecs.lookup_error(_errors))
    )
