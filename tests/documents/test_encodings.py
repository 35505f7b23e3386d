"""Words in any encoding: pages, mails and texts are read as browsers read them."""

import pytest

from tiptui.documents.encodings import decode
from tiptui.documents.mail import read_mail


@pytest.mark.parametrize(
    ("kind", "data", "encoding", "words"),
    [
        (b"text/plain; charset=iso-8859-1", b"\x93So\x94 \x96 it\x92s", "", "“So” – it’s"),
        (b'text/html; charset="ISO-8859-1"', b"<p>\x93So\x94", "", "“So”"),
        (b"text/html; charset=utf-8", "<meta charset=koi8-r>–".encode(), "", "–"),
        (b"text/html", b"<meta charset=koi8-r>\xc1", "", "а"),
        (b"text/plain; charset=us-ascii", "“So”".encode(), "", "“So”"),
        (b"text/plain", "“So”".encode(), "", "“So”"),
        (b"text/plain", b"\x93So\x94", "", "“So”"),
        (b"text/plain; charset=x-none", b"\x93So\x94", "", "“So”"),
        (b"text/plain; charset=rot13", b"\x93So\x94", "", "“So”"),
        (b"text/plain; charset=gb2312", "镕".encode("gbk"), "", "镕"),
        (b"text/plain; charset=x-none", b"\xc1", "koi8-r", "а"),
        (b"text/html; charset=utf-8", b"<meta charset=utf-8>\xc1", "koi8-r", "а"),
        (b"text/plain\nContent-Transfer-Encoding: base64", b"wQ==", "koi8-r", "а"),
    ],
)
def test_a_part_of_a_mail_is_read_in_its_encoding_or_in_that_which_is_said(
    kind: bytes, data: bytes, encoding: str, words: str
) -> None:
    mail = b"Message-ID: <1@x>\nContent-Type: %s\n\n%s" % (kind, data)
    assert [text for text, *_ in read_mail(mail, encoding).paragraphs] == [words]


@pytest.mark.parametrize(
    ("label", "data", "words"),
    [
        *(
            (label, b"\x93So\x94 \x80", "“So” €")
            for label in ("latin1", "ISO_8859-1:1987", "ascii")
        ),
        (" iso-8859-8-i", b"\xe0", "א"),
        ("dos-874", b"\x93\xa1", "“ก"),
        ("ks_c_5601-1987", "똠".encode("cp949"), "똠"),
        ("x-sjis", "①～".encode("cp932"), "①～"),
        ("gbk", b"\xa2\xa1\xa8\xbc \x80", "ⅰḿ €"),
        ("big5", b"\xa1\x45\x88\x62", "‧Ê̄"),
        ("koi8-u", b"\xae", "ў"),
        # The rows of NEC and of IBM, for which Python has another codec alone.
        ("euc-jp", b"\xad\xa1\xa1\xc1\xf9\xa1", "①～纊"),
        ("iso-2022-jp", b"\x1b$B-!!A\x1b(I1\x1b(B", "①～ｱ"),
        # Bytes that are no letter, and do not swallow the next.
        ("windows-1252", b"\x81a", "�a"),
        ("euc-jp", b"\xada\x8f", "�a�"),
        # Browsers replace all of it.
        ("iso-2022-kr", "\x1b$)C똑".encode("iso2022_kr"), "똑"),
        ("utf-16", b"\xfe\xff\0S\0o", "So"),
        ("utf-16", b"S\0o\0", "So"),
    ],
)
def test_a_label_means_what_it_means_to_a_browser(label: str, data: bytes, words: str) -> None:
    assert decode(data, label) == words
