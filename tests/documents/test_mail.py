"""Mails: the sender's words of all parts, and words of others, which are nobody's."""

import pytest

from tests.kit.cases import rows
from tiptui.documents.document import NoDocument
from tiptui.documents.mail import read_mail

OWN, OTHER = "We light the quays.", "We close the quays."
HEAD = b"From: Ann <ann@example.org>\nMIME-Version: 1.0\nContent-Type: "
PLAIN, PAGE = b"text/plain; charset=utf-8", b"text/html; charset=utf-8"


def read(words: str | bytes, kind: bytes = PLAIN) -> list[str]:
    """Return the paragraphs, with a dash before those that are nobody's."""
    data = words if isinstance(words, bytes) else words.encode()
    found = read_mail(HEAD + kind + b"\n\n" + data).paragraphs
    return [part.text if part.voice else f"- {part.text.removeprefix('?: ')}" for part in found]


def parts(kind: bytes, *inner: bytes) -> tuple[bytes, bytes]:
    words = b"".join(b"--x\nContent-Type: %s\n" % part for part in inner)
    return words + b"--x--\n", b"multipart/%s; boundary=x" % kind


LABELS = """From Sent To Subject|Von Gesendet An Betreff|De Envoyé À Objet|De Enviado Para Asunto
Da Inviato A Oggetto|Van Verzonden Aan Onderwerp|Od Wysłano Do Temat|Från Skickat Till Ämne
Fra Sendt Til Emne|Lähettäjä Lähetetty Vastaanottaja Aihe|Від Надіслано Кому Тема
От Отправлено Кому Тема|Kimden Gönderildi Kime Konu|من التاريخ إلى الموضوع|差出人 送信日時 宛先 件名
发件人 发送时间 收件人 主题|Od Odesláno Komu Předmět|Feladó Elküldve Címzett Tárgy
Από Στάλθηκε Προς Θέμα|מאת נשלח אל נושא|보낸_사람 보낸_날짜 받는_사람 제목
De_la Trimis Către Subiect|От Изпратено До Относно|Šalje Poslano Prima Predmet
Od Odoslané Komu Predmet|Od Poslano Za Zadeva|Nuo Išsiųsta Kam Tema|No Nosūtīts Kam Tēma
Saatja Saadetud Adressaat Teema|Từ Đã_gửi Đến Chủ_đề|Dari Dikirim Kepada Subjek|จาก ส่ง ถึง เรื่อง
से भेजा_गया प्रति विषय""".replace("\n", "|").split("|")


@pytest.mark.parametrize("labels", LABELS)
def test_words_below_the_head_of_another_mail_are_nobodys_in_each_language(labels: str) -> None:
    names = labels.replace("_", "\xa0").split(" ")
    values = ("Bo Li", "3 May 2024 12:01", "Ann", "Quays")
    lines = [f"*{name}:* {value}" for name, value in zip(names, values, strict=True)]
    block = "\n".join(lines)
    pages = ("".join(f"<p>{line}</p>" for line in lines), f"<hr>{'<br>'.join(lines)}")
    assert read(f"{OWN}\n{block}\n\n{OTHER}")[0::2] == [f"Ann: {OWN}", f"- {OTHER}"]
    for page in pages:
        found = read(f"<p>{OWN}</p>{page}<p>{OTHER}</p>", PAGE)
        assert (found[0], found[-1]) == (f"Ann: {OWN}", f"- {OTHER}")


@pytest.mark.parametrize(
    "line",
    [
        *rows(__file__, "mail.txt", "who wrote"),
        "On\xa0Fri, May 3, 2024 at 12:01\u202fPM Bo <bo@example.org>\xa0wrote:",
        "\u202bفي 3 مايو 2024 كتب \u202aBo\u202c <\u202abo@example.org\u202c>:\u202c\u200f",
        "-- ",
    ],
)
def test_a_line_that_says_who_wrote_the_words_below_makes_them_nobodys(line: str) -> None:
    for words in (f"{OWN}\n\n{line}\n\n{OTHER}", f"{OWN}\n\n{line}\n{OTHER}"):
        found = read(words)
        assert found[0] == f"Ann: {OWN}"
        assert all(text.startswith("- ") for text in found[1:])
        assert found[-1].endswith(OTHER)


@pytest.mark.parametrize("words", rows(__file__, "mail.txt", "replies"))
def test_replies_between_quoted_lines_are_the_senders(words: str) -> None:
    own = [text for text in read(words) if not text.startswith("- ")]
    assert [text.removeprefix("Ann: ") for text in own] == ["At the quays.", "Now, at 12:01."]


@pytest.mark.parametrize(
    "line",
    ["Write to Ann (ann@example.org) about:", "No: ask ann@example.org.", "Od: 10:00\nDo: 12:00"],
)
def test_a_line_that_only_resembles_a_head_is_the_senders(line: str) -> None:
    assert read(f"{line}\n\n{OWN}")[-1].removeprefix("Ann: ") == OWN


@pytest.mark.parametrize(
    "words", ["> We close them,\nBo says.", "> No.\nnever.", f"> {'no ' * 20}way.\nNever."]
)
def test_a_line_that_may_be_the_rest_of_a_quoted_one_is_nobodys(words: str) -> None:
    assert all(text.startswith("- ") for text in read(words))


@pytest.mark.parametrize("quoted", rows(__file__, "mail.txt", "quotations in HTML"))
def test_html_says_itself_which_words_it_quotes(quoted: str) -> None:
    found = read(f"<div>{OWN}</div>" + quoted.format(OTHER), PAGE)
    assert found[0] == f"Ann: {OWN}"
    assert all(text.startswith("- ") for text in found if OTHER in text)
    cells = "<table><tr><td>So<td><blockquote>No</blockquote></table>"
    assert read(cells, PAGE) == ["Ann: So", "- > No"]
    assert read(f'<div class="gmail_quote">{OWN}</div>', PAGE) == [f"Ann: {OWN}"]
    below = read(f"<p>{OWN}</p><blockquote>{OTHER}</blockquote><p>Now.</p>", PAGE)
    assert below == [f"Ann: {OWN}", f"- > {OTHER}", "Ann: Now."]


FOOTER = PLAIN + b"\n\n_____________\nThe list of quays\n"
OWN_PAGE = PAGE + f"\n\n<p>{OWN}</p>".encode()
FILE = PLAIN + b"\nContent-Disposition: inline; filename=a.txt\n\nNo.\n"
OWN_PLAIN = PLAIN + b"\n\n" + OWN.encode()


@pytest.mark.parametrize(
    ("kind", "inner", "texts"),
    [
        (b"mixed", (OWN_PAGE, FOOTER), [f"Ann: {OWN}", "- _____________ The list of quays"]),
        (b"alternative", (FOOTER, OWN_PAGE), [f"Ann: {OWN}"]),
        (
            b"alternative",
            (PLAIN + b"\n\nSee HTML\n", OWN_PAGE + b"<p>Now.</p>"),
            [f"Ann: {OWN}", "Now."],
        ),
        (b"alternative", (PLAIN + b"\n\n\n", OWN_PAGE), [f"Ann: {OWN}"]),
        (b"alternative", (OWN_PLAIN, OWN_PAGE.replace(b"light", b"lit")), [f"Ann: {OWN}"]),
        (
            b"mixed",
            (OWN_PLAIN, b"image/png\n\nx\n", PLAIN + b"\n\nNow.\n"),
            [f"Ann: {OWN}", "Now."],
        ),
        (b"mixed", (OWN_PLAIN, FILE), [f"Ann: {OWN}"]),
        (
            b"alternative",
            (OWN_PLAIN + b"\n\nNo.", OWN_PAGE + b"<blockquote>No.</blockquote>"),
            [f"Ann: {OWN}", "- > No."],
        ),
    ],
)
def test_all_parts_with_words_are_read_and_one_of_those_that_have_the_same(
    kind: bytes, inner: tuple[bytes, ...], texts: list[str]
) -> None:
    assert read(*parts(kind, *inner)) == texts


def test_a_line_that_goes_on_without_its_space_is_put_together() -> None:
    kind = PLAIN + b"; format=flowed; delsp=yes"
    words = "We li \nght.\n\n> We clo \n> se \n>> No.\n\n-- \nAnn"
    assert read(words, kind) == ["Ann: We light.", "- >We close >>No.", "- -- Ann"]


def test_parts_that_are_not_read_are_counted() -> None:
    words, kind = parts(b"mixed", OWN_PLAIN, FILE, b"message/rfc822\n\n\nNo.\n")
    remarks = read_mail(HEAD + kind + b"\n\n" + words).remarks
    assert remarks == ("2 parts not read; the first is a.txt",)
    with pytest.raises(NoDocument, match="no words"):
        read(*parts(b"mixed", b"image/png\n\nx\n"))
