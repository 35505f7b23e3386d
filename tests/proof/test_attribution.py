"""Whether claims are quoted from the turns of those who are said to have made them."""

import pytest

from tests.kit.checkout import document
from tests.kit.records import record
from tiptui.documents.document import TextSpan
from tiptui.proof.attribution import corrections, speaker_at, speaker_faults
from tiptui.proof.quotations import quotations_of
from tiptui.proof.source_text import SourceText
from tiptui.record.model import Record
from tiptui.record.problem import Fault

SPOKEN = document("tests/records/lamps.txt")

SPEAKERS = """\
  - {id: ann, name: Ann Lee}
  - {id: tom, name: Thomas Reyl, other_names: [Tom Reyl], role: Harbour master}
  - {id: ines, name: Ines Hall, role: Chair of the hearing}
  - {id: dockers, name: The dockers, kind: group}
  - {id: office, name: Port Office, kind: group}
"""


def opened(speakers: str, makers: str, *evidence: str) -> Record:
    """Return a record with one recommendation that these make."""
    claim = f"{{id: r1, text: Do it., by: [{makers}], evidence: [{', '.join(evidence)}]}}"
    return record(
        "tiptui: 1\nevent: {id: e, name: E, start_date: 2024}\nspeakers:\n"
        f"{speakers}recommendations: [{claim}]\nsources: [{{id: log, title: The log}}]\n"
    )


def faults_of(
    makers: str, *quotes: str, text: str = SPOKEN, speakers: str = SPEAKERS
) -> list[Fault]:
    """Return the faults of one recommendation that these make, with these quotations."""
    source = SourceText(text)
    asked = opened(
        speakers,
        makers,
        *(
            f'{{paragraph: {number}, exact: "{words}"}}'
            for words in quotes
            for number, each in enumerate(source.paragraphs, 1)
            if words in each
        ),
    )
    texts = {"log": source}
    return list(speaker_faults(asked, quotations_of(asked, texts), texts))


@pytest.mark.parametrize(
    ("makers", "quotes", "where"),
    [
        ("ann", ["burn all night"], None),
        ("ann", ["buy thirty lamps"], 0),
        ("ann", ["Good morning", "buy thirty lamps"], 1),
        ("ann, tom", ["burn all night"], None),
        ("dockers, ines", ["burn all night"], 0),
        # One of its quotations is enough.
        ("ann", ["buy thirty lamps", "ladder at berth three"], None),
        ("ines", ["Good morning", "buy thirty lamps"], None),
        # Who sums up names them: by a part of a name, as a group, or in the head.
        ("ann", ["boats come in late"], None),
        ("ann", ["lamps by May"], None),
        ("tom", ["Good morning"], None),
        ("dockers", ["gloves are cheap"], None),
        ("dockers", ["ladder at berth three"], 0),
        ("office", ["voted late"], None),
        # Nobody's words, and those of somebody whom the record has not.
        ("ann", ["Hearing on the"], None),
        ("ann", ["Who pays"], None),
    ],
)
def test_words_of_another_are_told(makers: str, quotes: list[str], where: int | None) -> None:
    found = faults_of(makers, *quotes)
    paths = [("recommendations", 0, "evidence", where, "exact")] if where is not None else []
    assert [(fault.path, fault.code) for fault in found] == [
        (path, "speaker-differs") for path in paths
    ]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("Ann Lee, Tom Reyl", True),
        # A head is who has all of its words, or all of whose words it has.
        ("Lee, Dr T. Tom Reyl", True),
        ("Ann Lee, Tom Reyl B, Tom Reyl", True),
        # It may be several, or somebody else.
        ("Ann Lee, Tom A. Reyl, Tom B. Reyl", False),
        ("Ann Lee, Ms Reyl", True),
    ],
)
def test_whose_turn_it_is_must_be_certain(names: str, told: bool) -> None:
    speakers = "".join(
        f"  - {{id: s{n}, name: {name}}}\n" for n, name in enumerate(names.split(", "))
    )
    assert bool(faults_of("s0", "buy thirty lamps", speakers=speakers)) == told


TOLD = SPOKEN.replace(": ", " said that ")


@pytest.mark.parametrize(
    ("maker", "evidence", "text", "right"),
    [
        ("ann", "exact: burn all night", SPOKEN, [3]),
        ("tom", "exact: burn all night", SPOKEN, []),
        ("ann", "exact: Hearing on the", SPOKEN, []),
        ("tom", "exact: burn all night", TOLD, [3]),
        # In one place, which no page or time contradicts, and with words enough.
        ("ann", "exact: ANN LEE", SPOKEN, []),
        ("ann", 'exact: burn all night, page: "2"', SPOKEN, []),
        ("ann", 'exact: burn all night, time: "00:00:02"', SPOKEN, []),
        ("ann", "exact: burn", SPOKEN, []),
    ],
)
def test_a_number_is_right_where_the_words_of_its_maker_stand(
    maker: str, evidence: str, text: str, right: list[int]
) -> None:
    asked = opened(SPEAKERS, maker, f"{{paragraph: 9, {evidence}}}")
    texts = {"log": SourceText(text)}
    assert [*corrections(asked, quotations_of(asked, texts), texts).values()] == right


CHAIR = f"{SPEAKERS}  - {{id: chair, name: The chair}}\n"
TWO_CHAIRS = f"{CHAIR}  - {{id: chair-2, name: The chair}}\n"
BOTH = SPOKEN.replace("TOM REYL: I", "TOM REYL (THE CHAIR): I")


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("burn all night", "ann"),
        # Nobody's words, a stranger's, those of two, and those of either of two.
        *((words, "") for words in ("Hearing on", "Who pays", "gloves are", "We begin")),
    ],
)
def test_the_speaker_of_words_is_certain_or_nobody(words: str, speaker: str) -> None:
    text = SourceText(BOTH)
    number = next(n for n, line in enumerate(text.paragraphs, 1) if words in line)
    span = TextSpan(number, start := text[number].find(words), start + len(words))
    found = speaker_at(opened(TWO_CHAIRS, "ann", "{paragraph: 1, exact: x}"), text, span)
    assert (found.id if found else "") == speaker


CHINESE = "王小明：码头很暗。\n\n李四：钱来得晚。\n\n王小明：梯子松了。\n\n李四：王小明要灯。买灯。"
LI = "  - {id: wang, name: 王小明}\n  - {id: li, name: 李四}\n"
LONG = SPOKEN.replace("We will", "{}We will")
LATE = SPOKEN.replace("Money", "Late. Late. Money")


@pytest.mark.parametrize(
    ("makers", "words", "text", "speakers", "told"),
    [
        # What is no transcript has no turns.
        ("ann", "buy thirty lamps", TOLD, SPEAKERS, False),
        # Words that stand twice may be either one's.
        ("ann", "Late. Late", LATE, SPEAKERS, True),
        ("ann", "Late.", LATE, SPEAKERS, False),
        # Those of several together are no one else's.
        ("ann", "gloves are cheap", SPOKEN, CHAIR, True),
        ("ann", "gloves are cheap", BOTH, CHAIR, False),
        # Anybody may be named in a very long turn.
        ("ines", "buy thirty lamps", LONG.format("No. " * 4_900), SPEAKERS, True),
        ("ines", "buy thirty lamps", LONG.format("No. " * 5_000), SPEAKERS, False),
        # Names without capitals or spaces are names.
        ("wang", "钱来得晚", CHINESE, LI, True),
        ("wang", "买灯", CHINESE.replace("王小明：", "张三："), LI, False),
        # Who has turns is not quoted from those of others.
        ("wang", "买灯", CHINESE, LI, True),
    ],
)
def test_whose_words_they_are_depends_on_the_text_and_who_is_known(
    makers: str, words: str, text: str, speakers: str, told: bool
) -> None:
    assert bool(faults_of(makers, words, text=text, speakers=speakers)) == told
