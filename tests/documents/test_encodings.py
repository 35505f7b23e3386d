"""Words in any encoding: pages, mails and texts are read as browsers read them."""

from pathlib import Path

import pytest

from tests.kit.cases import rows
from tiptui.documents.convert import read_document
from tiptui.documents.document import one_line
from tiptui.documents.encodings import decode
from tiptui.documents.mail import read_mail
from tiptui.files.input import NoInput

pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.mark.parametrize(
    ("kind", "data", "encoding", "words"),
    [
        (b"text/plain; charset=iso-8859-1", b"\x93So\x94 \x96 it\x92s", "", "“So” – it’s"),
        (b'text/html; charset="ISO-8859-1"', b"<p>\x93So\x94", "", "“So”"),
        (b"text/html; charset=utf-8", "<meta charset=koi8-r>–".encode(), "", "–"),
        (b"text/html", b"<!-- <meta charset=big5> --><meta charset=koi8-r>\xc1", "", "а"),
        (b"text/html", b"<meta charset=utf-16>\x93So\x94", "", "“So”"),
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
    ("who", "encoding", "name"),
    [
        (b"=?iso-8859-1?q?Ann_=93Lee=94?=", "", "Ann “Lee”"),
        (b"=?big5?b?pKQ=?=", "", "中"),
        ("Ánn".encode(), "", "Ánn"),
        (b"\xc1nn", "", "Ánn"),
        (b"\xe1", "koi8-r", "А"),
    ],
)
def test_the_name_of_a_sender_is_read_in_its_encoding(who: bytes, encoding: str, name: str) -> None:
    mail = read_mail(b"\xef\xbb\xbfFrom: %s <a@x>\r\nSubject: %s\r\n\r\nSo" % (who, who), encoding)
    assert (mail.paragraphs[0].voice, mail.title) == (name, name)


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
        ("gbk", b"\xa2\xa1\xa2\xe3\xa8\xbc \x80", "ⅰ€ḿ €"),
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


@pytest.mark.parametrize("given", ["", "utf-8", "latin-1"])
@pytest.mark.parametrize(("file", "text"), rows(__file__, "encodings.txt", "documents"))
def test_what_is_said_goes_before_what_a_document_declares(
    file: str, text: str, given: str, here: Path
) -> None:
    (here / file).write_bytes(text.encode(given if given == "utf-8" else "cp1252"))
    if given or file in ("a.html", "a.xml", "a.eml"):
        assert read_document(file, given).paragraphs[0].text.endswith("It’s “so”")
    else:
        with pytest.raises(NoInput, match=r"not UTF-8 .*: say --encoding"):
            read_document(file)


def test_the_parts_of_a_mail_are_in_the_encoding_that_is_said(here: Path) -> None:
    (here / "a.eml").write_bytes(b"Message-ID: <1@x>\nContent-Transfer-Encoding: base64\n\nwQ==")
    assert [of.text for of in read_document("a.eml", "koi8-r").paragraphs] == ["а"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_letters_of_two_or_four_bytes_are_read_in_each_kind(encoding: str, here: Path) -> None:
    for text in ("<html><p>Quays", "Message-ID: <1@x>\n\nQuays", "# Quays"):
        (here / "a.md").write_bytes(text.encode(encoding))
        assert [of.text for of in read_document("a.md").paragraphs] == ["Quays"]


def test_codes_that_only_a_wrong_encoding_makes_are_signs_or_seen() -> None:
    assert one_line("\x93It\x92s\x94 \x96 and so on\x85 \x81") == "“It’s” – and so on… �"


@pytest.mark.parametrize("hidden", ["\u200b", "\u200d", "\ufe0f", "\u2800 \u00ad"])
def test_a_text_in_which_nothing_is_seen_is_none(hidden: str, here: Path) -> None:
    assert one_line(hidden) == ""
    for text in (hidden, f"<html><p>{hidden}", f"Message-ID: <1@x>\n\n{hidden}"):
        (here / "a").write_text(text, "utf-8")
        with pytest.raises(NoInput, match="there is no text in it"):
            read_document("a")
