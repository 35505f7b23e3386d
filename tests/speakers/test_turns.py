"""Speakers of transcripts of many makers, and texts that are no transcripts."""

import re

import pytest

from tests.kit.cases import cases
from tiptui.documents.captions import read_captions
from tiptui.documents.document import Paragraph, paragraphs
from tiptui.documents.html import read_html
from tiptui.speakers.attendance import begins_list
from tiptui.speakers.persons import Participant
from tiptui.speakers.turns import transcript_of


def turns(text: str) -> list[str]:
    """Return the turns of a text, its unknown heads and its silent people."""
    whole = tuple(map(Paragraph, paragraphs(text)))
    if text.startswith("WEBVTT"):
        whole = read_captions(text.encode()).paragraphs
    found, lines, known = transcript_of(whole), list[str](), set[Participant]()
    for turn in found.turns:
        said = " / ".join(whole[n - 1].text[start:end] for n, start, end in turn.words)
        who = turn.speaker.name if turn.speaker in known else described(turn.speaker)
        known.add(turn.speaker)
        lines.append(f"{f'[{turn.time}] ' if turn.time else ''}{who}: {said}")
    return [
        *lines,
        *(f"? {head.strip()}" for head in found.unknown if found.turns),
        *(f"- {described(person)}" for person in found.present),
        *(f"! {part}" for part in found.attendance.unread),
    ]


def described(person: Participant) -> str:
    name, role, organization, others = person
    described = name + (role and f", {role}") + (organization and f" ({organization})")
    return described + (f" = {', '.join(others)}" if others else "")


@pytest.mark.parametrize(("text", "expected"), cases(__file__, "turns.txt"))
def test_turns_have_their_speakers_and_all_their_words(text: str, expected: str) -> None:
    assert turns(text) == expected.splitlines()


def test_a_sentence_names_those_present_up_to_its_stop() -> None:
    text = "Also present were Ada Byron, Secretary to the\nBoard; General\nCounsel Max Planck.\nBo."
    found = transcript_of((Paragraph(text),)).present
    assert [*map(described, found)] == [
        "Ada Byron, Secretary to the Board",
        "Max Planck, General Counsel",
    ]


def test_a_long_line_of_those_present_is_read_to_its_end() -> None:
    others = (f"{given} {family}" for given in ("Ada", "Max") for family in FAMILIES)
    found = transcript_of((Paragraph(f"Present: {', '.join(others)}, Otto Hahn"),)).present
    assert len(found) == 2 * len(FAMILIES) + 1
    assert found[-1].name == "Otto Hahn"


FAMILIES = [f"{one}o{two}a" for one in "BCDFGHJKLMNPQRST" for two in "bcdfghjklmnpqrst"]


def test_a_chair_within_a_list_is_one_of_those_present() -> None:
    lines = ("Present:", "Ann Lee (IOM)", "Chair: Bob Hay", "Cho Park")
    people = transcript_of(tuple(map(Paragraph, lines))).attendance.people
    assert [*map(described, people)] == ["Ann Lee (IOM)", "Bob Hay, Chair", "Cho Park"]


def test_headings_of_a_page_end_lists_and_turns() -> None:
    page = b"<h2>Present</h2><p>Ada Byron<p>Max Planck<h3>Bo Content</h3><h3>Al Topic</h3>"
    talk = b"<p>Ada Byron: Yes.<h3>Fees</h3><p>Max Planck: No.<p>Ada Byron: So.<h3>Al Ray: Fee</h3>"
    assert [person.name for person in transcript_of(read_html(page).paragraphs).present] == [
        "Ada Byron",
        "Max Planck",
    ]
    found = read_html(page + talk).paragraphs
    said = [turn.words for turn in transcript_of(found).turns]
    assert [[found[n - 1].text[start:end] for n, start, end in of] for of in said] == [
        ["Yes."],
        ["No."],
        ["So."],
    ]


def test_in_small_letters_only_a_line_of_one_word_begins_a_list() -> None:
    assert begins_list("entschuldigt")
    assert not begins_list("regret of my life")


TALK = "Ada Byron: A.¶Max Planck: B.¶Ada Byron: C.¶{}¶More.¶Max Planck: D."


def talk(line: str) -> list[str]:
    return turns(TALK.format(line).replace("¶", "\n\n"))


@pytest.mark.parametrize(
    "head",
    (
        "bob.eth: Yes.|[SPEAKER_03]: Yes.|[SPEAKER_03] Yes.|**Otto:** Yes.|**Otto**|<otto: yes>|"
        "<otto> yes|<Otto>|[Otto Hahn]|>> Yes.|Otto_☮️_Light.org: Yes.|Light//Otto_(he/him): Yes.|"
        "*Otto*: Yes.|OTTO: Yes.|OTTO HAHN|OTTO HAHN.- Yes.|DEATH OF OTTO N. HAHN|"
        "2013 - 2014 LAMPS|Voice from the floor: Yes.|Those outside: Yes.|otto: Yes.|???: Yes.|"
        "- Otto: Yes.|00:12:31 Otto Hahn|**Otto**:Yes.|Ada Byron, I ask one thing: are quays lit?|"
        "Max Planck(?): Yes."
    ).split("|"),
)
def test_a_line_that_may_be_a_head_ends_the_turn_before_it_and_is_counted(head: str) -> None:
    *known, unknown = talk(head)
    assert known == ["Ada Byron: A.", "Max Planck: B.", "Ada Byron: C.", "Max Planck: D."]
    assert unknown.removeprefix("? ") in head


@pytest.mark.parametrize(
    "line",
    (
        "And what I mean is: we should light the quays.|https://example.org: the quays|"
        "[12:15] We should light the quays.|[Ada Byron](https://example.org) has the quays.|"
        "WE BLEW PAST YOUR 7: so.|"
        "So it is.|The council adjourned in June, and that is why nobody lit the lamps at the quay."
    ).split("|"),
)
def test_a_turn_goes_on_with_a_line_that_can_be_no_head(line: str) -> None:
    assert talk(line)[2] == f"Ada Byron: C. / {line} / More."


@pytest.mark.parametrize(
    "line",
    (
        "Berichterstattung: A.|Meine Damen und Herren: A.|Sehr geehrte Ada Byron: A.|"
        "Timekeeper: Lise Meitner|Timekeeper: Lise Meitner and Otto Hahn|Chair: Ada Byron|"
        "Lamps: the lamps and the lamps.|* Otto Hahn (0:12) A.|חברי הוועדה: עדה|"
        "תאורה חדשה: תאורה חדשה תאורה חדשה.|الأعضاء: آدا|"
        "c. Rose Day: A.|Question: why?|R-IOWA: so.|Quick Navigation: so.|**Note:** so.|"
        "## Lamps|The House rose at 6.30 p.m."
    ).split("|"),
)
def test_heads_of_other_things_are_no_names_even_if_they_come_back(line: str) -> None:
    known = [turn for turn in talk(f"{line}¶More.¶Max Planck: D.¶{line}") if turn[0] != "?"]
    assert {re.split("[:,]", turn)[0] for turn in known} == {"Ada Byron", "Max Planck"}
    assert "More." not in "".join(known)


@pytest.mark.parametrize(
    "looks", [("{}:\nA.", "{}: A."), ("**{}:** A.", "{}: A."), ("{}: A.", "**{}:** A.")]
)
@pytest.mark.parametrize(("many", "others", "kept"), [(9, 1, 0), (8, 2, 2), (8, 1, 1), (27, 3, 0)])
def test_heads_that_look_unlike_nine_of_ten_are_no_names(
    many: int, others: int, kept: int, looks: tuple[str, str]
) -> None:
    usual = [looks[0].format(["Ada Byron", "Max Planck"][n % 2]) for n in range(many)]
    parted = [*[looks[1].format("Dr. Otto Hahn"), usual[0]] * others, *usual[others:]]
    found = [turn.partition(":")[0] for turn in turns("\n\n".join(parted)) if turn[0] != "?"]
    assert found.count("Dr. Otto Hahn") == kept
