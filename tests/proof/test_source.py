"""The text of a source: its paragraphs, its sentences, and where it is read from."""

import os
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.records import SMALL, record
from tiptui.collection.opening import read_texts
from tiptui.documents.document import Document, Paragraph, paragraphs
from tiptui.files.input import NoInput
from tiptui.proof.source_text import SourceText, text_files
from tiptui.record.model import Record
from tiptui.record.problem import NoSuchSource
from tiptui.text.words import sentences

TWO = SMALL + "  - {id: notes, title: Notes, language: ur}\n"


# Paragraphs.


def texts(record: Record, file: str, given: Mapping[str, str]) -> Mapping[str, SourceText]:
    read = read_texts(text_files(record, file, given))
    return {name: each.text for name, each in read.items() if each.text}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("One.", ("One.",)),
        ("One.\nTwo.\r\nThree.\rFour.", ("One.", "Two.", "Three.", "Four.")),
        ("\n \nOne.\nTwo.\n\u00a0\n", ("One.", "Two.")),
        ("One,\nstill one.\n\nTwo.", ("One,\nstill one.", "Two.")),
        ("One.\n \u2003\t\nTwo.\n\n\n\nThree.\n", ("One.", "Two.", "Three.")),
    ],
)
def test_paragraphs_are_blocks_or_else_lines(text: str, expected: tuple[str, ...]) -> None:
    assert paragraphs(text) == expected


# Sentences.


@pytest.mark.parametrize(
    "parted",
    [
        "Émile É. Ż. Lee came. | А. Б. Иванов не я. | Нет.",
        "Dr. A. B. Khan came. | He met Ms. Li in No. 3, Vol. 2. | The U.N. said so. | He agreed.",
        "He waited... and went. | Then… nothing. | It ended... | Then no more.",
        "She said “Go home.” | He went. | “Is it so?” she asked. | “No!” he said.",
        "“Who asked ‘Is it so?’” he said. | Nobody had.",
        "(It rained. It poured.) Then it stopped. | He came (see p. 4). | Then (etc.) he left.",
        "This is it.|Next one starts.|And another.",
        "First sentence.” | Second sentence.) | Third.] | Fourth.",
        '‘Yes.’ | ‘No.’ | "Quoted." | "Again." | End',
        "1. First one. | 2. Second one. | (a) A third.",
        "S. K. Abbas and J. K. Rowling spoke. | On 3.4.2024 it was 2.5 m. in all.",
        "One sentence\nover two lines. | Ünï 😀 “nöt ASCII.” | Cafe\u0301.",
        "他来了。|他走了。",
        "  Led by space. |  Followed by it.  ",
    ],
)
def test_sentences(parted: str) -> None:
    text = parted.replace("|", "")
    expected = [piece.strip() for piece in parted.split("|")]
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize("language", ["en", "en-GB", "EN", "ur", "tlh", "x-mine", ""])
def test_every_language_has_sentences(language: str) -> None:
    text = "یہ ایک جملہ ہے۔ یہ دوسرا ہے۔" if language == "ur" else "Dr. Khan came. He went."
    assert len(sentences(text, language)) == 2


@pytest.mark.parametrize("space", "\x85\u00a0\u1680\u2003\u2028\u2029\u205f\u3000")
def test_a_letter_before_a_wide_space_and_a_full_stop_does_no_harm(space: str) -> None:
    # At this the library ends the program.
    assert sentences(f"A{space}.") == ((0, 3),)


@given(
    st.text(
        st.sampled_from("aB1 .?!…۔()[]“”\"'’\n\u00a0é\u0301😀,;-") | st.characters(codec="utf-8")
    )
)
def test_sentences_cover_all_but_white_space_in_order(text: str) -> None:
    last = 0
    for start, end in sentences(text):
        assert last <= start < end
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        last = end
    assert not text[last:].strip()


def test_a_very_long_sentence_has_an_end_and_one_of_abbreviations_is_read_once() -> None:
    text = "word " * 4_000 + "ends. One more. Another."
    assert [text[start:end] for start, end in sentences(text)][-2:] == ["One more.", "Another."]
    assert len(sentences("Ms. " * 20_000)) == 1
    sentence = "The minister said that the laws of the province need rules."
    paragraph = " ".join([sentence] * 2_000)
    assert [paragraph[start:end] for start, end in sentences(paragraph)] == [sentence] * 2_000


# Files.


@pytest.mark.parametrize("name", ["not-there.txt", "latin.txt", "pipe", ".", "-"])
@pytest.mark.usefixtures("here")
def test_a_file_that_the_record_names_need_not_be_there(name: str) -> None:
    Path("latin.txt").write_bytes(b"ok\ncaf\xe9")
    os.mkfifo("pipe")
    found = record(SMALL.replace("title: The log", f"title: The log, file: '{name}'"))
    for file in ("record.yaml", "-"):
        assert texts(found, file, {}) == {}


def test_a_document_is_read_once_and_if_it_can_not_be_the_text_before_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    error = NoInput("a.pdf: it is damaged")
    convert = Mock(side_effect=[Document((Paragraph("Yes.", "7"),)), error, error])
    monkeypatch.setattr("tiptui.documents.convert.convert", convert)
    whole = SourceText("", "en", "a.pdf", b"")
    assert (whole.is_read, convert.call_count) == (False, 0)
    assert (whole.paragraphs, whole.as_printed()[0].page, whole.failure) == (("Yes.",), "7", "")
    damaged = SourceText("", "en", "a.pdf", b"", whole)
    assert (damaged.paragraphs, damaged.failure) == (("Yes.",), "it is damaged")
    assert SourceText("", "en", "a.pdf", b"").paragraphs == ()
    assert (damaged.paragraphs, convert.call_count) == (("Yes.",), 3)


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        (SMALL, "lag", 'no source has the id "lag"; did you mean "log"?'),
        (
            TWO.replace("exact:", "source: log, exact:"),
            "",
            "--source FILE is for a record with one source, and this one has 2 sources "
            "(ids: log, notes); write ID=FILE",
        ),
        (
            "tiptui: 1\nevent: {id: e, name: E, start_date: 2024}\nspeakers: [{id: a, name: A}]\n",
            "",
            "--source FILE is for a record with one source, and this one has 0 sources",
        ),
    ],
)
def test_a_text_for_an_unknown_source_is_refused(text: str, name: str, message: str) -> None:
    with pytest.raises(NoSuchSource) as caught:
        texts(record(text), "-", {name: "x"})
    assert str(caught.value) == message
