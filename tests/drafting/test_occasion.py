"""Name, day and place of an event: each one and clear, or not told."""

from pathlib import Path

import pytest

from tiptui.documents.document import Document, Paragraph, paragraphs
from tiptui.drafting.occasion import Occasion, occasion_of
from tiptui.text.days import days_in


def told(
    text: str, file: str = "-", kind: str = "text", title: str = "", date: str = ""
) -> Occasion:
    found = tuple(map(Paragraph, paragraphs(text)))
    return occasion_of(Document(found, title, date, kind), Path(file).stem)


DAYS: dict[str, list[str]] = {
    "Held on 4 May 2023": ["2023-05-04", ""],
    "4\u201315 November 2019": ["2019-11-04", "2019-11-15"],
    "du 30 avril au 2 mai 2019": ["2019-04-30", "2019-05-02"],
    "12. M\u00e4rz 2021": ["2021-03-12", ""],
    "December 3rd, 2020": ["2020-12-03", ""],
    "20240418": ["2024-04-18", ""],
    "Wednesday, 13th May , 2009": ["2009-05-13", ""],
    "Em 31 de Outubro de 2018": ["2018-10-31", ""],
    "26 сентября 2006 года": ["2006-09-26", ""],
    "26.09.2006г.": ["2006-09-26", ""],
    "08 בדצמבר 2015": ["2015-12-08", ""],
    "30 تشرين الأول/أكتوبر 2012": ["2012-10-30", ""],
    "會議2013年 5月 20日會議": ["2013-05-20", ""],
    "2015-12-15T10:00": ["2015-12-15", ""],
    "2015-12-15OMNITECH": [],
    "04/05/2020": [],
    "16/05/2020": ["2020-05-16", ""],
    "7/16/2014": ["2014-07-16", ""],
    "4 May": [],
    "31 February 2020": [],
    "version 1.2.2019.1": [],
    "a20240418 UN/20240418 .20240418": [],
}


def test_a_day_is_one_and_clear() -> None:
    assert {line: [each for day in days_in(line) for each in day[:2]] for line in DAYS} == DAYS


def test_each_says_whence_it_is() -> None:
    text = '# Dialogue on quays\n\nGeneva, le 4 mai 2023\n\nLieu : "Palais"\n\nIl faut agir.'
    found = told(text)
    assert found.name == ("Dialogue on quays", "the heading in paragraph 1")
    assert (found.date, found.last) == (("2023-05-04", "paragraph 2"), "")
    assert found.place == ("Palais", "paragraph 3")
    assert not told("Round table, 18 April 2024\n\nA.").place.value
    assert not told("Dialogue on quays\n\nA.", kind="vtt").name.value
    declared = occasion_of(Document((), held="2024-04-18"), "").date
    assert declared == ("2024-04-18", "the day that the document declares")


def test_what_stands_before_a_text_is_taken_first() -> None:
    front = '---\ntitle: "Quays: a talk" # so\ndate: 2023-05\nlocation: Lahore\n---\n'
    text = f"{front}# Quays: a talk\n\nIt was held."
    found = told(text, "Some other name.md")
    assert (found.name.value, found.date.value, found.place.value) == (
        "Quays: a talk",
        "2023-05",
        "Lahore",
    )
    assert found.date.whence == "what stands before the text"


def test_values_that_contradict_each_other_are_told_both_and_none_is_a_fact() -> None:
    text = '---\ntitle: "Quays: a talk"\ndate: 2023-05\n---\n\n# Roads of Vell\n\n4 May 2023'
    found = told(text, "2021-01-01 Some other name.md")
    assert found.name == (
        "",
        "Quays: a talk (what stands before the text) or Roads of Vell (the heading in paragraph 2)",
    )
    assert found.date == (
        "",
        "2023-05 (what stands before the text) or 2021-01-01 (the name of the file)",
    )
    assert found.title == "Quays: a talk"
    assert told(text.replace("2023-05", "2023-05-04")).date.value == "2023-05-04"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Title: The talk # not this", "The talk"),
        ('title: "It\'s: so" # not this', "It's: so"),
        ("title: 'C# #1'", "C# #1"),
        ("title: C#", "C#"),
        ("title: >-\n  folded", ""),
        ('title: ""', ""),
        ("title:", ""),
    ],
)
def test_what_stands_before_a_text_may_have_quotes_and_comments(line: str, title: str) -> None:
    assert told(f"---\n{line}\n---\n\nIt was a long day.").name.value == title


@pytest.mark.parametrize(
    ("title", "first", "name"),
    [
        ("Dialogue on quays - Lowen", "MINUTES", "Dialogue on quays - Lowen"),
        ("Word Document", "Dialogue on quays", "Dialogue on quays"),
        ("Untitled", "Minutes of the meeting", ""),
        ("template v2", "4 May 2023", ""),
        ("UN_Report_3", "Report of the committee", ""),
        ("quays.docx", "It was a long day, and all were there.", ""),
        ("", "Present: Ada Byron, Max Planck", ""),
        ("", "Members present:\n\nAda Byron (Chair)", ""),
        ("", "Also present:\n\nAda Byron, Director of Lamps", ""),
        ("", "The President\n\nDialogue on quays", "Dialogue on quays"),
        ("", "00:04:41 Ada: Dialogue on quays", ""),
        ("", "Ada Byron: 00:04:41\n\nDialogue on quays", ""),
        ("", "{{< childpages >}}", ""),
        ("", "# Dialogue on quays {#dialogue-on-quays}", "Dialogue on quays"),
        ("", "Protokoll 17.12.2014", ""),
        ("", "Dear colleagues", ""),
        ("", ">> And so we begin", ""),
        ("", "and so we begin", ""),
        ("", "It was long.\n\n# Dialogue on quays", "Dialogue on quays"),
        ("", "Agenda: the quays", ""),
        ("", "Quays agenda: a talk", "Quays agenda: a talk"),
        ("", "Quays", ""),
        ("", "4th dialogue on quays", "4th dialogue on quays"),
        ("", "會議紀錄", ""),
        ("", "港口照明會", "港口照明會"),
        ("", "[Music playing]", ""),
        ("The Council met at", "The Council met at 9:43 a.m.", ""),
        ("Wednesday, 14th June, 2000", "Prayers were said.", ""),
        ("", "CITY CLERK'S DEPARTMENT", ""),
        ("", "COUNCIL OF THE CITY OF QUAYS\n\nHearing on quays", "Hearing on quays"),
        ("", "Pacte international relatif aux droits civils et politiques", ""),
        ("", "Cámara de Diputados\n\nSesión sobre los muelles", "Sesión sobre los muelles"),
        ("", "الأمم المتحدة", ""),
        ("", "1. Identificação\n\nLampes et quais", ""),
        ("", "Ata de Reunião", ""),
        ("", "פרוטוקולים/פניות ציבור/995", ""),
        ("", "Transcript corrected", ""),
        ("", "Call Agenda", ""),
        ("", "Minutes list", ""),
        ("", "Quays and Lamps Ltd", ""),
        ("", "\ue000 MENU", ""),
        ("", "Quays of {{ token }}", ""),
        ("", "Draft Minutes of the Lamp Council", "Lamp Council"),
        ("", "Agenda Meeting of the Lamp Council", "Meeting of the Lamp Council"),
        ("Quays call", "Quays call – Minutes", "Quays call"),
    ],
)
def test_a_name_is_no_sort_of_document_and_no_template(title: str, first: str, name: str) -> None:
    assert told(f"{first}\n\nMore is said here.", kind="docx", title=title).name.value == name


def test_a_page_is_called_by_what_it_prints_and_not_by_its_site() -> None:
    for title, name in [
        ("Talks of the week - Trust", ""),
        ("A talk on quays - Trust", "A talk on quays"),
    ]:
        found = told("A talk on quays\n\n4 May 2023", "page.html", "html", title, "2023-05-04")
        assert found.name.value == name
        # When it was published says a page itself.
        assert not found.date.value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Quays\n\nDistr.: General\n4 May 2023\n\nIt was long.", ""),
        ("Quays\n\nNext meeting: 4 May 2023\n\nHeld: 3 May 2023", "2023-05-03"),
        ("Quays\n\n4 May 2023\n\n5 May 2023", ""),
        ("Quays\n\n3-5 May 2023\n\nDay one: 3 May 2023", "2023-05-03"),
        ("Hearing on the fire of 4 May 2023\n\n5 May 2023", ""),
        ("Generated on 4 May 2023", ""),
        ("Investigation of the collision of a boat\n\n4 May 2023", "2023-05-04"),
        ("Report on the fire\n\nPresented to Parliament on 4 May 2023", ""),
        ("Quays\n\nRatify what was signed on 4 May 2023" + " and mend the lamps" * 9, ""),
        (
            "Draft minutes of the meeting held on 4 May 2023" + " and mend the lamps" * 9,
            "2023-05-04",
        ),
        ("Quays\n\n[Notes](https://a.org/b-2023-05-04.txt)", ""),
    ],
)
def test_a_printed_day_is_that_of_the_event(text: str, day: str) -> None:
    assert told(text).date.value == day


@pytest.mark.parametrize(
    "line",
    [
        "Report on the investigation of the collision of two boats on 4 May 2023",
        "Presented to Parliament on 4 May 2023",
        "The inquest was concluded on 4 May 2023.",
    ],
)
def test_a_day_of_the_matter_is_not_that_of_the_event(line: str) -> None:
    date = told(f"Quays and lamps\n\n{line}").date
    assert date == ("", "not 2023-05-04 (paragraph 2): a day of the matter")


@pytest.mark.parametrize(
    ("file", "name", "day"),
    [
        ("notes/2024-04-18 Lahore dialogue.txt", "Lahore dialogue", "2024-04-18"),
        ("round-table_on_quays_20240418.vtt", "round table on quays", "2024-04-18"),
        ("minutes.txt", "", ""),
        ("g1423930.pdf", "", ""),
        ("talk of Ann McByron.md", "talk of Ann McByron", ""),
        ("summary_BkaBHWmZAzU.md", "", ""),
        ("Hansard Report - Tuesday 11th June, 2013.pdf", "", "2013-06-11"),
        ("2024-04-18 to 2024-05-01.txt", "", ""),
    ],
)
def test_the_name_of_a_file_comes_last(file: str, name: str, day: str) -> None:
    found = told("It was a long day, and all of us were there.", file)
    assert (found.name.value, found.date.value) == (name, day)


@pytest.mark.parametrize(
    "sentence",
    [
        "The review of Utopia was held at the 2nd meeting, on 4 November 2014.",
        "L\u2019examen concernant l\u2019Utopie a eu lieu \u00e0 la 2e s\u00e9ance, "
        "le 4 novembre 2014.",
        "El examen de Utop\u00eda se llev\u00f3 a cabo en la segunda "
        "sesi\u00f3n, el 4 de noviembre de 2014.",
    ],
)
def test_a_report_says_when_a_state_was_reviewed(sentence: str) -> None:
    before = "Report of the group\n\nDistr.: 5 May 2020" + "\n\nIt was long." * 12
    found = told(f"{before}\n\n1. It met in 2014. {sentence}")
    assert found.date.value == "2014-11-04"
    assert "Utop" in found.name.value
    assert found.title == "Report of the group"


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("---\ntitle: Minutes\n---\nA.", "", ""),
        ("---\ntitle: Protokoll vom 8.4.2026\n---\nA.", "", "2026-04-08"),
        (
            "---\ntitle: Lamp call \u2014 2018-06-22\n---\n# Lamp call, 22 June 2018",
            "*",
            "2018-06-22",
        ),
        ("---\ntitle: Lamps of 4 May 2023\ndate: 2023-05-09\n---\nA.", "Lamps of 4 May 2023", ""),
        ("# \U0001f5d3 Meeting Notes\n\nA.", "", ""),
        ("![Logo](logo.png)\n\nA.", "", ""),
        ("# Ada Byron:** We begin\n\nA.", "", ""),
        ("10:30am Pacific\n\nA.", "", ""),
        ("10/13/21, 4:02 PM Boards Plus\n\nA.", "", ""),
        ("# TOP 1: Lamps\n\nA.", "", ""),
    ],
)
def test_a_kind_of_document_a_mark_or_an_item_is_no_name(text: str, name: str, day: str) -> None:
    found = told(text, kind="markdown")
    assert found.name.value == name.replace("*", "Lamp call \u2014 2018-06-22")
    assert found.date.value == day
