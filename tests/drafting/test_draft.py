"""From a document to a record: it checks as it stands, and its words stand where it says."""

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.golden import GOLDEN
from tests.kit.other_readers import as_texts, read_by_others
from tests.kit.texts import HIDDEN, OBEYED
from tiptui.documents.document import Document, Paragraph, as_text
from tiptui.drafting.draft import Wanted, draft
from tiptui.drafting.source_document import SourceDocument
from tiptui.proof.quotations import quotations_of
from tiptui.proof.source_text import SourceText
from tiptui.record.load import parse
from tiptui.record.model import Record
from tiptui.text.visible import CONTROL, INVISIBLE


def source_of(paragraphs: list[Paragraph]) -> SourceDocument:
    return SourceDocument("notes.txt", Document(tuple(paragraphs)), "notes.txt")


def written(paragraphs: list[Paragraph]) -> str:
    return draft("table.yaml", source_of(paragraphs), Wanted(turns=True))[0]


def read(text: str) -> list[Paragraph]:
    return [Paragraph(each) for each in SourceText(text).paragraphs]


def checked(record: str, paragraphs: list[Paragraph]) -> Record:
    """Return a record that may lack nothing but what is to be written, and quotes verbatim.

    In its text nothing is hidden, or obeyed by a terminal; other programs read it alike.
    """
    assert not CONTROL.search(record)
    assert not INVISIBLE.search(record)
    loaded = parse(record.encode())
    assert {each.code for each in loaded.problems} <= {"placeholder", "no-evidence"}
    assert loaded.record
    assert read_by_others(record.encode(), "safe") == [as_texts(loaded.record)] * 3
    texts = {loaded.record.sources[0].id: SourceText(as_text(paragraphs))}
    for quotation in quotations_of(loaded.record, texts):
        assert (quotation.located.status, quotation.located.occurrences) == ("verbatim", 1)
    return loaded.record


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("r*.txt")), ids=lambda file: file.stem)
def test_a_draft_checks_as_it_stands(file: Path) -> None:
    whole = read(file.read_text("utf-8"))
    checked(written(whole), whole)


def test_a_report_says_what_is_not_drafted() -> None:
    whole = read((GOLDEN / "report.txt").read_text("utf-8"))
    assert [*source_of(whole).remarks()] == [
        "no state is known in the brackets of 71.3: add by hand what is asked there"
    ]


def test_parts_of_a_list_that_are_not_understood_stand_beside_the_people() -> None:
    people = written([Paragraph("Present: Ann Lee, a delegation of pilots, Bo Day, 2 residents")])
    comments = "# present, not understood: 2 residents\n# present, not understood: a delegation of "
    assert f'    name: "Bo Day"\n{comments}pilots\n\nsources:' in people
    nobody = written([Paragraph("Present:\nAnn Lee Bo Day Max Kim Kim Ray Tom Fox Otto Hahn Eve")])
    assert "\n\n# present, not understood: Ann Lee Bo Day Max " in nobody


def test_ids_are_told_apart_where_numbers_come_back_or_names_have_the_same_latin_letters() -> None:
    text = "{}. The recommendations below enjoy the support of Utopia:\n\n1. Go there (Chile).\n\n"
    whole = read(text.format(7) + text.format(8))
    assert [each.id for each in checked(written(whole), whole).recommendations] == ["r1", "r1-2"]
    whole = read("Ли Sam: A.\n\nБо Sam: B.\n\nЛи Sam: C.\n\nБо Sam: D.")
    assert [each.id for each in checked(written(whole), whole).speakers] == ["sam", "sam-2"]


def test_pages_and_times_stand_beside_the_words() -> None:
    whole = [
        Paragraph("Ada: A.", page="iv", time="00:00:01", voice="Ada"),
        Paragraph("Max: B. [0:09]", voice="Max"),
    ]
    record = checked(written(whole), whole)
    evidence = [each.statements[0].evidence[0] for each in record.speakers]
    assert [(each.page, each.time) for each in evidence] == [("iv", "00:00:01"), ("", "")]


# ---- whatever is said ----

NAMES = "Ada Byron/MAX PLANCK/Dr. Lise van der Meer/Participant 3/李志村/محمد علی/SFC".split("/")
WORDS = st.lists(
    st.sampled_from(
        ["yes", "the lamps", "must", "\u200b", "Note:", "a: b", "été", "ہے", '"', "# -"]
    )
    | st.text(string.printable + OBEYED + HIDDEN, max_size=12).map(
        lambda each: each.translate({10: None, 13: None})
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@st.composite
def transcripts(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, str]]]:
    """Return names, and who of them says what in turn, each at least twice."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=5, unique=True))
    order = [*names, *draw(st.lists(st.sampled_from(names), max_size=12)), *names]
    return names, [(name, "Well, " + draw(WORDS)) for name in order]


@settings(max_examples=settings().max_examples // 2)
@given(transcripts(), st.sampled_from(["\n", "\n\n"]))
def test_speakers_written_are_the_speakers_found_and_each_quote_stands_once(
    transcript: tuple[list[str], list[tuple[str, str]]], between: str
) -> None:
    names, said = transcript
    text = "Round table\n\n" + between.join(f"{name}: {words}" for name, words in said)
    whole = read(text)
    record = checked(written(whole), whole)
    assert {each.name for each in record.speakers} == {*names}
    # Where one speaks twice in a row it is one turn.
    turns = [name for n, (name, _) in enumerate(said) if n == 0 or said[n - 1][0] != name]
    for speaker in record.speakers:
        assert len(speaker.statements) == turns.count(speaker.name)


@given(st.lists(WORDS, max_size=8))
def test_whatever_heads_its_lines_a_text_gives_a_record_that_checks(lines: list[str]) -> None:
    whole = read("\n\n".join(f"{line}: {line}" for line in lines))
    checked(written(whole), whole)
