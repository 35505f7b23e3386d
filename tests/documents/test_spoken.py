"""Documents whose form says who speaks: JSON, XML, mail and the captions that Zoom saves."""

import json

import pytest

from tests.kit.cases import rows
from tests.kit.checkout import document
from tiptui.documents.captions import read_zoom
from tiptui.documents.document import Document, NoDocument, Paragraph, as_text, paragraphs
from tiptui.documents.mail import read_mail
from tiptui.documents.spoken_json import read_json
from tiptui.documents.spoken_xml import read_xml
from tiptui.speakers.turns import transcript_of


def turns(document: Document) -> list[str]:
    """Return `Name (role) time: words` of each turn."""
    texts = [paragraph.page + paragraph.text for paragraph in document.paragraphs]
    return [
        f"{turn.speaker.name} ({turn.speaker.role}) {turn.time}: "
        + " / ".join(texts[number - 1][start:end] for number, start, end in turn.words)
        for turn in transcript_of(document.paragraphs).turns
    ]


SAID = [
    {"start": 0.5, "speaker": "SPEAKER_00", "text": " Good morning. "},
    {"start": 3661, "speaker": "Ann Lee", "role": "Chair", "text": "Light it.\nNote: now."},
    {"start": 3670, "speaker": "Ann Lee", "text": "All of it."},
    {"start": 3680, "text": "No."},
    {"start": 90_000, "speaker": {"name": "Ann"}, "text": "So be it."},
]
ANN = "Ann Lee (Chair) 01:01:01: Light it. / Note: now. / All of it."


@pytest.mark.parametrize(
    "whole",
    [
        json.dumps(SAID),
        json.dumps({"title": "T", "segments": SAID, "words": [{"text": "Good"}]}),
        "\n".join(map(json.dumps, SAID)),
    ],
)
def test_json_gives_the_turns_of_its_longest_array_of_words_with_speakers(whole: str) -> None:
    document = read_json(whole.encode())
    assert turns(document) == [ANN, "Ann () : So be it."]
    assert transcript_of(document.paragraphs).unknown == ("SPEAKER_00", "?: ")
    told = as_text(document.paragraphs).split("\n\n")
    assert [told[0], told[-1]] == ["SPEAKER_00: Good morning.", "Ann: So be it.\n"]
    said = [{"speaker": "s1", "text": "So."}, {"speaker": 3, "text": "No."}]
    named = {"speakers": {"s1": {"name": "Bo Day"}}, "said": said}
    read = read_json(json.dumps(named | {"name": "T", "date": "2024-03-05T10:00"}).encode())
    assert [paragraph.voice for paragraph in read.paragraphs] == ["Bo Day", "Speaker 3"]
    assert (read.title, read.held) == ("T", "2024-03-05")


@pytest.mark.parametrize(
    ("start", "time"), [(1_500, "00:25:00"), (90_061_500, ""), (-1, ""), ("00:12", ""), (None, "")]
)
def test_a_time_is_in_seconds_unless_whole_numbers_are_too_large(start: object, time: str) -> None:
    items = [{"who": "Ann", "text": "So", "start": start}]
    assert read_json(json.dumps(items).encode()).paragraphs[0].time == time
    milliseconds = [{"who": "Ann", "text": "So", "start": n} for n in (500, 90_000)]
    read = read_json(json.dumps(milliseconds).encode()).paragraphs
    assert [paragraph.time for paragraph in read] == ["00:00:00.5", "00:01:30"]


@pytest.mark.parametrize(
    "whole", ["{}", "[1]", '[{"text": "So", "who": true}]', '{"a": {"speaker": "x"}}']
)
def test_json_without_turns_is_refused_by_its_name(whole: str) -> None:
    with pytest.raises(NoDocument, match="JSON without an array of objects"):
        read_json(whole.encode())
    with pytest.raises(NoDocument, match="damaged JSON"):
        read_json(b"[" * 100_000)
    with pytest.raises(NoDocument, match="damaged JSON"):
        read_json(b'{"a": 1')


def test_the_text_of_a_transcript_gives_the_same_turns_when_it_is_read_again() -> None:
    said = [
        ("Ann Lee", "Yes."),
        ("itaru furukawa", "No."),
        ("Ann Lee", "So."),
        ("Ann Lee", "Bo Day: no."),
    ]
    items = [{"who": who, "text": text} for who, text in said]
    document = read_json(json.dumps(items).encode())
    read = tuple(map(Paragraph, paragraphs(as_text(document.paragraphs))))
    heard = {turn.speaker.name: turn.words for turn in transcript_of(document.paragraphs).turns}
    assert turns(document)[1] == "itaru furukawa () : No."
    assert read[1].text == "?: itaru furukawa: No."
    assert read[3].text == "Ann Lee: Bo Day: no."
    assert {turn.speaker.name for turn in transcript_of(read).turns} <= {"Ann Lee"} < {*heard}


AKOMA = document("tests/records/akoma.xml")

TEI = document("tests/records/tei.xml")

PUBLICWHIP = document("tests/records/publicwhip.xml")


@pytest.mark.parametrize("text", [AKOMA, TEI, PUBLICWHIP])
def test_xml_of_debates_gives_speakers_roles_and_the_day_of_the_sitting(text: str) -> None:
    document = read_xml(text.encode())
    bo, ann = ("DayBo", "Ann Lee (chair)") if text is TEI else ("Bo Day", "Ann Lee (Chair)")
    said = [f"{ann} : Light it. / Note: now.", f"{bo} () : No.", f"{ann} : Why?"]
    assert turns(document) == said
    assert (document.held, document.title) == ("2024-03-05", "" if text is PUBLICWHIP else "Lamps")
    # What nobody says is nobody's too where the text beside the record is read again.
    nobodys = as_text(document.paragraphs).partition("\n\n?: ")[2]
    assert nobodys.startswith("Out." if text is PUBLICWHIP else "Yes.")
    assert document.paragraphs[0].text in ("# Lamps", "# Mr Quays: lamps")
    assert {paragraph.voice for paragraph in document.paragraphs} == {"", "Ann Lee", bo}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<svg><text>So</text></svg>", r"XML of another kind \(svg\)"),
        ("<TEI><text><p>So</p></text></TEI>", "XML in which nobody speaks"),
        ("<TEI><u who='a'>So", "damaged XML"),
        (f"<TEI>{'<a>' * 9_000}", "damaged XML"),
    ],
)
def test_other_xml_is_refused_and_no_entity_is_read(text: str, reason: str) -> None:
    with pytest.raises(NoDocument, match=reason):
        read_xml(text.encode())
    latin = "<?xml version='1.0' encoding='iso-8859-1'?><TEI><text><u who='#b'>é</u></text></TEI>"
    for data in (latin.encode("latin-1"), latin.encode()):  # the other by --encoding
        assert read_xml(data).paragraphs[0].text == "b: é"
    entity = "<!DOCTYPE TEI [<!ENTITY a 'So'>]><TEI><text><u who='#b'>&a;</u></text></TEI>"
    assert read_xml(entity.encode()).paragraphs[0].text == "b: &a;"


MAIL = b"""Message-ID: <1@x>
From: Ann Lee <ann@example.org>
Subject: Re: [board] =?utf-8?q?Quays_=5BVell=5D?=
Date: Tue, 5 Mar 2024 10:00:00 +0000
Content-Type: %s; charset=utf-8

%s"""


def test_a_mail_is_its_senders_but_for_the_words_that_it_quotes() -> None:
    words = b"Dear all,\n\nlight\nthe quays.\n\n"
    plain = read_mail(MAIL % (b"text/plain", words))
    assert turns(plain) == ["Ann Lee () : Dear all, / light the quays."]
    assert (plain.title, plain.held) == ("Quays [Vell]", "2024-03-05")
    unmarked = MAIL.replace(b"Re: [board] ", b"")
    page = read_mail(unmarked % (b"text/html", b"<p>Dear all,</p><p>light the quays.</p>"))
    assert (turns(page), page.title) == (turns(plain), plain.title)
    bare = read_mail(MAIL.replace(b"From", b"X").replace(b"Date", b"Y") % (b"text/plain", words))
    assert (turns(bare), bare.held) == ([], "")
    with pytest.raises(NoDocument, match="no words"):
        read_mail(MAIL % (b"image/png", b""))


@pytest.mark.parametrize(("quoted", "own"), rows(__file__, "mail.txt", "quoted lines"))
def test_words_below_a_quotation_are_the_senders_if_each_line_of_it_is_marked(
    quoted: str, own: str
) -> None:
    mail = read_mail(MAIL % (b"text/plain", f"So.\n\n{quoted}\n".encode()))
    said = [paragraph.text for paragraph in mail.paragraphs if paragraph.voice]
    assert said[0] == "Ann Lee: So."
    assert said[-1] == (f"Ann Lee: {own}" if own else said[-1])
    assert not {"never.", "Never.", "No.", "Ann"} & {text.split(": ")[-1] for text in said}


def test_captions_that_zoom_saves_have_a_name_above_the_words() -> None:
    lines = "[Ann Lee] 09:41:07|Light it.||[Ann Lee] 09:41:12|Now.|[S1] 9:41:20|No."
    document = read_zoom(lines.replace("|", "\r\n").encode())
    assert turns(document) == ["Ann Lee () : Light it. / Now."]
    assert transcript_of(document.paragraphs).unknown == ("S1",)
