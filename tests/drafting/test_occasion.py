"""Name, day and place of an event: each one and clear, or not told."""

from pathlib import Path

import pytest

from tests.kit.cases import rows
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


@pytest.mark.parametrize(("line", "title"), rows(__file__, "occasions.txt", "titles"))
def test_what_stands_before_a_text_may_have_quotes_and_comments(line: str, title: str) -> None:
    assert told(f"---\n{line}\n---\n\nIt was a long day.").name.value == title


@pytest.mark.parametrize(("title", "first", "name"), rows(__file__, "occasions.txt", "names"))
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


@pytest.mark.parametrize(("text", "day"), rows(__file__, "occasions.txt", "days"))
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


@pytest.mark.parametrize(("file", "name", "day"), rows(__file__, "occasions.txt", "files"))
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


@pytest.mark.parametrize(("text", "name", "day"), rows(__file__, "occasions.txt", "no names"))
def test_a_kind_of_document_a_mark_or_an_item_is_no_name(text: str, name: str, day: str) -> None:
    found = told(text, kind="markdown")
    assert found.name.value == name.replace("*", "Lamp call \u2014 2018-06-22")
    assert found.date.value == day
