"""From a document to a record: it checks as it stands, and its words stand where it says."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.other_readers import as_texts, read_by_others
from tests.kit.texts import HIDDEN, OBEYED
from tiptui.documents.document import Document, Paragraph, as_text
from tiptui.drafting.draft import SourceDocument, Wanted, draft
from tiptui.proof.quotations import quotations_of
from tiptui.proof.source_text import SourceText
from tiptui.record.load import parse
from tiptui.record.model import Record
from tiptui.text.visible import CONTROL, INVISIBLE

ROUND_TABLE = """\
Round table on quays

Present: Dr. Ada Byron (Director, Harbour Trust); 唐鳳; Max-Otto Planck (IOM)

THE CHAIR: Welcome. Lamps were called for by all of us, and "lamps" were not put up.

Dr. Byron: The quays are dark. We must light
them before the winter comes to the port.
Else all of us {}will be in the dark.

唐鳳: Yes.

Byron: Yes.
Planck: I have nothing to add.
THE CHAIR: Thank you.

Planck: Action: Ada writes to the port.
""".format("and the boats " * 20)

# Of the turn, the sentences that fit.
QUAYS = "The quays are dark. We must light them before the winter comes to the port."


def source_of(paragraphs: list[Paragraph]) -> SourceDocument:
    return SourceDocument("notes.txt", Document(tuple(paragraphs)), "notes.txt")


def written(paragraphs: list[Paragraph], turns: bool = True) -> str:
    return draft("table.yaml", source_of(paragraphs), Wanted(turns=turns))


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


def test_a_record_of_a_transcript_has_who_spoke_and_a_statement_for_each_turn() -> None:
    whole = read(ROUND_TABLE)
    record = checked(written(whole), whole)
    assert (record.sources[0].type, record.sources[0].outline) == ("transcript", ())
    assert [
        (each.id, each.name, each.role, each.organization, each.other_names)
        for each in record.speakers
    ] == [
        ("chair", "THE CHAIR", "", "", ()),
        ("ada-byron", "Dr. Ada Byron", "Director", "harbour-trust", ("Dr. Byron", "Byron")),
        ("speaker-3", "唐鳳", "", "", ()),
        ("max-otto-planck", "Max-Otto Planck", "", "iom", ("Planck",)),
    ]
    assert [each.name for each in record.organizations] == ["Harbour Trust", "IOM"]
    said = [(each.text, each.mode, each.evidence) for each in record.speakers[1].statements]
    assert [(text, mode, each.paragraph, each.exact) for text, mode, (each,) in said] == [
        (QUAYS, "quoted", 4, "The quays are dark. We must light"),
        ("Yes.", "quoted", 6, "Yes"),
    ]


def test_nothing_waits_to_be_written_but_a_date_and_a_name_that_are_not_told() -> None:
    whole = read(ROUND_TABLE.replace("Max-Otto", "Lise Meitner (Observer); Max-Otto"))
    record = checked(written(whole, turns=False), whole)
    assert not any(each.statements for each in record.speakers)
    assert not record.recommendations
    assert not record.sources[0].outline
    # Who was there and did not speak stands last.
    assert [each.id for each in record.speakers][-2:] == ["max-otto-planck", "lise-meitner"]
    assert "What was" not in written(whole, turns=False)
    assert "What the dialogue was called" in written([Paragraph("Nothing is told here.")])


REPORT = """\
Report of a review

The review of Utopia was held at the 2nd meeting, on 4 November 2014. It was long.

71. The recommendations below enjoy the support of Utopia:

71.1 Light the "quays" at night (Chile, Iceland);

71.2 Mend the lamps (Chile);

71.3 Do that (OPCAT);

72. The recommendations below need more thought:

72.1 Move the port (Iceland).
"""


def test_what_a_report_numbers_is_drafted_as_printed() -> None:
    whole = read(REPORT)
    record = checked(written(whole), whole)
    assert (record.event.name, record.event.start_date) == ("Review of Utopia", "2014-11-04")
    # In what it is told from, a remark says where.
    assert written(whole).count("  # from ") == 2
    assert [(each.id, each.kind) for each in record.speakers] == [
        ("s-chile", "group"),
        ("s-iceland", "group"),
    ]
    assert [
        (each.id, each.number, each.text, each.by, each.mode) for each in record.recommendations
    ] == [
        ("r71-1", "71.1", 'Light the "quays" at night', ("s-chile", "s-iceland"), "quoted"),
        ("r71-2", "71.2", "Mend the lamps", ("s-chile",), "quoted"),
        ("r72-1", "72.1", "Move the port", ("s-iceland",), "quoted"),
    ]
    assert all(each.evidence[0].exact == each.text for each in record.recommendations)
    responses = [[each.status for each in asked.responses] for asked in record.recommendations]
    assert responses == [["accepted"], ["accepted"], []]
    assert record.recommendations[0].responses[0].evidence[0].exact == "enjoy the support"
    assert [*source_of(whole).remarks()] == [
        "3 recommendations by number, in the source's words (mode: quoted)",
        "no status for 1 of them: no heading above says what was answered",
        "no state is known in the brackets of 71.3: add by hand what is asked there",
    ]


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


@settings(max_examples=40)
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


@settings(max_examples=40)
@given(st.lists(WORDS, max_size=8))
def test_whatever_heads_its_lines_a_text_gives_a_record_that_checks(lines: list[str]) -> None:
    whole = read("\n\n".join(f"{line}: {line}" for line in lines))
    checked(written(whole), whole)
