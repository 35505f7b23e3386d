"""Text from bytes as browsers read them: https://encoding.spec.whatwg.org/."""

import codecs
import re
from contextlib import suppress
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
    declared = _DECLARED.search(_COMMENT.sub(b"", data[:_HEAD]))
    label = declared[1].decode("latin-1") if declared else ""
    return decode(data, label)


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
    codec = known.codec_info
    if known.name in _CODECS:
        codec = codecs.lookup(_CODECS[known.name])
    text: str
    text, _ = codec.decode(data, f"letter-{errors}")
    return text.translate(_LETTERS.get(known.name, {}))


def _letter(error: Any) -> tuple[str, int] | None:
    """Return a letter that Python's codec lacks, and where the bytes go on."""
    start = error.start
    code = error.object[start : start + 2]
    if error.encoding == "gb18030" and code.startswith(b"\x80"):
        return "€", start + 1
    if error.encoding not in ("euc_jp", "iso2022_jp_ext") or len(code) < 2:
        return None

    first, second = code
    row, column = first % 0x80 - 0x21, second % 0x80 - 0x21
    is_pair = (first > 0x80) == (second > 0x80)
    if row < 0 or column < 0 or not is_pair:
        return None

    # Shift_JIS has it, with two rows of the same table behind each first byte.
    shifted_first = row // 2 + (0x81 if row < 62 else 0xC1)
    if row % 2:
        shifted_second = column + 0x9F
    elif column < 0x3F:
        shifted_second = column + 0x40
    else:
        shifted_second = column + 0x41
    with suppress(UnicodeDecodeError):
        return bytes((shifted_first, shifted_second)).decode("cp932"), start + 2
    return None


def _letter_or_error(error: Any) -> tuple[str | bytes, int]:
    return _letter(error) or codecs.strict_errors(error)


def _letter_or_sign(error: Any) -> tuple[str | bytes, int]:
    return _letter(error) or codecs.replace_errors(error)


codecs.register_error("letter-strict", _letter_or_error)
codecs.register_error("letter-replace", _letter_or_sign)
