"""From a transcript to a record: it checks as it stands, and its words stand where it says."""

import re
import string

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.texts import HIDDEN, OBEYED
from tiptui.documents.document import Document, Paragraph, as_text
from tiptui.drafting.template import SourceDocument, template
from tiptui.drafting.transcript import with_turns
from tiptui.proof.quotations import quotations_of
from tiptui.proof.source_text import SourceText
from tiptui.proof.turns import transcript_of
from tiptui.record.load import parse
from tiptui.record.model import Record

ROUND_TABLE = """\
Round table on quays

Present: Dr. Ada Byron (Director, Harbour Trust); 唐鳳; Max-Otto Planck (IOM)

THE CHAIR: Welcome. Lamps were called for by all of us, and "lamps" were not put up.

Dr. Byron: The quays are dark. We must light them before the winter comes to the port.

唐鳳: Yes.

Byron: Yes.
Planck: I have nothing to add.
THE CHAIR: Thank you.

Planck: Action: Ada writes to the port.
"""


def written(paragraphs: list[Paragraph]) -> str:
    turns = transcript_of(paragraphs).turns
    source = SourceDocument("notes.txt", Document("text", tuple(paragraphs)), turns, "notes.txt")
    record = template("table.yaml", source)
    return with_turns(record, turns, paragraphs) if turns else record


def read(text: str) -> list[Paragraph]:
    return [Paragraph(each) for each in SourceText(text).paragraphs]


def checked(record: str, paragraphs: list[Paragraph]) -> Record:
    """Return a record that may lack nothing but what is to be written, and quotes verbatim."""
    loaded = parse(record.encode())
    assert {each.code for each in loaded.problems} <= {"placeholder", "no-evidence"}
    assert loaded.record
    texts = {loaded.record.sources[0].id: SourceText(as_text(paragraphs))}
    for quotation in quotations_of(loaded.record, texts):
        assert (quotation.located.status, quotation.located.occurrences) == ("verbatim", 1)
    return loaded.record


def test_a_record_of_a_transcript_has_who_spoke_and_a_statement_for_each_turn() -> None:
    whole = read(ROUND_TABLE)
    record = checked(written(whole), whole)
    assert record.sources[0].type == "transcript"
    assert not record.sources[0].outline
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
    assert [(text, mode) for text, mode, _ in said] == [
        ("What is said in paragraph 4, in your words", "quoted"),
        ("What is said in paragraph 6, in your words", "quoted"),
    ]
    assert [(each.paragraph, each.exact) for _, _, (each,) in said] == [
        (4, "The quays are dark. We must light them"),
        (6, "Yes"),
    ]


def test_sentences_that_ask_are_offered_and_make_recommendations_when_taken() -> None:
    whole = read(ROUND_TABLE)
    record = written(whole)
    assert not checked(record, whole).recommendations
    offered = record.partition("Sentences that ask")[2].partition("\n\n")[0]
    taken = record.replace(offered, re.sub("(?m)^# ", "", offered))
    made = checked(taken, whole).recommendations
    assert [(each.by, each.evidence[0].exact) for each in made] == [
        (("chair",), 'called for by all of us, and "lamps'),
        (("ada-byron",), "must light them before the winter comes to"),
        (("max-otto-planck",), "Action: Ada writes to the port"),
    ]


def test_pages_and_times_stand_beside_the_words() -> None:
    whole = [
        Paragraph("Ada: A.", page="iv", time="00:00:01", voice="Ada"),
        Paragraph("Max: B. [0:09]", voice="Max"),
    ]
    record = checked(written(whole), whole)
    evidence = [each.statements[0].evidence[0] for each in record.speakers]
    assert [(each.page, each.time) for each in evidence] == [("iv", "00:00:01"), ("", "")]


def test_ids_are_told_apart_where_names_have_the_same_latin_letters() -> None:
    whole = read("Ли Sam: A.\n\nБо Sam: B.\n\nЛи Sam: C.\n\nБо Sam: D.")
    assert [each.id for each in checked(written(whole), whole).speakers] == ["sam", "sam-2"]


# ---- whatever is said ----

NAMES = [
    "Ada Byron",
    "MAX PLANCK",
    "Dr. Lise van der Meer",
    "Participant 3",
    "李志村",
    "محمد علی",
    "SFC",
]
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


@settings(deadline=None)
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


@settings(deadline=None)
@given(st.lists(WORDS, max_size=8))
def test_whatever_heads_its_lines_a_text_gives_a_record_that_checks(lines: list[str]) -> None:
    whole = read("\n\n".join(f"{line}: {line}" for line in lines))
    checked(written(whole), whole)


def test_the_words_of_placeholders_are_warned_of() -> None:
    whole = read(ROUND_TABLE)
    problems = parse(written(whole).encode()).problems
    left = [each.message for each in problems if "is what tiptui new put here" in each.message]
    assert sum("What is said in paragraph" in each for each in left) == 7
