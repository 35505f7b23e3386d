"""Who spoke, as transcripts of many makes say it, and texts that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiptui.documents.document import Paragraph, paragraphs
from tiptui.proof.asking import ShortQuotes
from tiptui.proof.people import Participant
from tiptui.proof.source_text import TextSpan
from tiptui.proof.turns import Turn, transcript_of


def turns(text: str) -> tuple[Turn, ...]:
    return transcript_of(read(text)).turns


def read(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text in which `¶` parts them."""
    return [Paragraph(each) for each in paragraphs(text.replace("¶", "\n\n"))]


def said(text: str) -> str:
    """Return who says what in a text, `Name: words`, lines parted by `/`."""
    whole = read(text)
    return "¶".join(
        f"{turn.speaker.name}: {'/'.join(_text(whole, words) for words in turn.words)}"
        for turn in transcript_of(whole).turns
    )


def _text(whole: list[Paragraph], words: TextSpan) -> str:
    return whole[words.paragraph - 1].text[words.start : words.end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ADA BYRON: Yes.¶Max Planck: No.¶And no.¶MS. BYRON: Yes!¶Max: Now.",
            "ADA BYRON: Yes.¶Max Planck: No./And no.¶ADA BYRON: Yes!¶Max Planck: Now.",
        ),
        (
            "Round table¶**Ada:** We met.\n**Max P.:** We did.\n**Ada:** So.¶End",
            "Ada: We met.¶Max P.: We did.¶Ada: So./End",
        ),
        (
            "Ada Byron   0:03\nYes.\nMax Planck   0:05\nNo.\nAda Byron   0:09\nWell.",
            "Ada Byron: Yes.¶Max Planck: No.¶Ada Byron: Well.",
        ),
        (
            "Ada Byron (AB): A.¶Max Planck (MP): B.¶AB: C.¶MP: D.",
            "Ada Byron: A.¶Max Planck: B.¶Ada Byron: C.¶Max Planck: D.",
        ),
        ("### 唐鳳：\n早¶### 李志村：\n早安¶### 唐鳳：\n好", "唐鳳: 早¶李志村: 早安¶唐鳳: 好"),
        # Successive turns of one speaker are one; nobody says what a heading or a label heads.
        (
            "Ada: A.¶Ada: B.¶MAX: C.¶Question: Why?¶MAX: D.¶## End¶Many left.",
            "Ada: A./B.¶MAX: C.¶MAX: D.",
        ),
        (
            "**Ada** (Port Amber): A.¶**Max** (Lowen): B.¶*Ada:* C.¶*Max:* D.",
            "Ada: A.¶Max: B.¶Ada: C.¶Max: D.",
        ),
        (
            "*المتحدث الأول:* A.¶*المتحدث الثاني:* B.¶*المتحدث الأول:* C.¶*المتحدث الثاني:* D.",
            "المتحدث الأول: A.¶المتحدث الثاني: B.¶المتحدث الأول: C.¶المتحدث الثاني: D.",
        ),
        # What has signs or brackets is nobody's.
        (
            "Ada: A.¶Max: B.¶Ada: C.¶<Otto Hahn: D.>¶More.¶Max: E.¶bob.eth: F.¶Max: G.",
            "Ada: A.¶Max: B.¶Ada: C.¶Max: E.¶Max: G.",
        ),
        (
            "Mr. HAHN. I ask.¶THE CHAIRMAN. You do.¶Ms. MC-LEOD.—No.¶Mr. HAHN.- So.¶Mr. Hahn. Oh.",
            "Mr. HAHN: I ask.¶THE CHAIRMAN: You do.¶Ms. MC-LEOD: No.¶Mr. HAHN: So./Mr. Hahn. Oh.",
        ),
        # Each speaks once, but titles and organizations say that they are people.
        (
            "Dr. Ada Byron: A.¶Max Planck (IOM): B.¶H.E. Lise Meitner: C.",
            "Dr. Ada Byron: A.¶Max Planck: B.¶H.E. Lise Meitner: C.",
        ),
        ("AM: I am.¶LS: So I am.¶AM: I am.¶LS: Yes.", ""),
        # A name that is a word of the text too, beside others that are not.
        ("Will: I will.¶Ada: A.¶Max: B.¶Will: No.¶Ada: C.¶Max: D.", ""),
        # What heads words once is a name only where it looks like one; else it is nobody's.
        (
            "Ada: A.¶Max: B.¶Ada: C.¶Max: D.¶Lise Meitner: E.¶Lahore: F.¶SFC: G.¶"
            "Child Care: H, child care.¶More.",
            "Ada: A.¶Max: B.¶Ada: C.¶Max: D.¶Lise Meitner: E.",
        ),
    ],
)
def test_turns_are_found_with_all_their_words(text: str, expected: str) -> None:
    assert said(text) == (expected or text)


CAPITALS = (
    "ABOUT QUAYS¶ADA BYRON¶One.¶MAX PLANCK¶Two.¶VOICE FROM BEHIND¶No.¶ADA BYRON¶Three.¶THE CHAIR¶"
    "Four.¶MAX PLANCK¶Five.¶THE CHAIR¶Six.¶OTTO HAHN, DIRECTOR¶Seven."
)


def test_names_in_capitals_on_lines_of_their_own_are_heads_where_nothing_else_is() -> None:
    assert said(CAPITALS) == (
        "ADA BYRON: One.¶MAX PLANCK: Two.¶ADA BYRON: Three.¶THE CHAIR: Four.¶MAX PLANCK: Five.¶"
        "THE CHAIR: Six.¶OTTO HAHN: Seven."
    )
    assert turns(CAPITALS)[-1].speaker.role == "DIRECTOR"
    # Not beside others, nor what the text says otherwise, nor what is a list, nor the fewer.
    heads = "Lise: A.¶Emmy: B.¶Lise: C.¶Emmy: D.¶"
    assert {each.speaker.name for each in turns(3 * heads + CAPITALS)} == {"Lise", "Emmy"}
    assert not turns(CAPITALS + "¶The chair met byron and planck.")
    once = said(CAPITALS.replace("¶ADA BYRON¶One.", "¶ADA BYRON"))
    assert once.startswith("MAX PLANCK: Two.¶THE CHAIR: Four.")
    assert not turns(CAPITALS + "".join(f"¶PART {each}¶So." for each in "ABCDEFGHIJ"))


TALK = "Ada Byron: A.¶Max Planck: B.¶Ada Byron: C.¶{}¶More.¶Max Planck: D."


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
def test_whatever_may_be_a_head_ends_the_turn_before_it_and_is_counted(head: str) -> None:
    whole = read(TALK.format(head))
    assert said(TALK.format(head)) == "Ada Byron: A.¶Max Planck: B.¶Ada Byron: C.¶Max Planck: D."
    (unknown,) = transcript_of(whole).unknown
    assert head.startswith(unknown) or unknown in head


@pytest.mark.parametrize(
    "line",
    (
        "And what I mean is: we should light the quays.|https://example.org: the quays|"
        "[12:15] We should light the quays.|[Ada Byron](https://example.org) has the quays.|"
        "So it is."
    ).split("|"),
)
def test_what_can_be_no_head_goes_on(line: str) -> None:
    assert said(TALK.format(line)).split("¶")[2] == f"Ada Byron: C./{line}/More."


def test_what_others_call_out_in_brackets_is_nobodys_and_ends_no_turn() -> None:
    asides = "(Applause)¶(Otto Hahn [IOM]: Hear, hear!)¶[laughs]"
    assert said(TALK.format(asides)).split("¶")[2] == "Ada Byron: C./More."
    assert not transcript_of(read(TALK.format(asides))).unknown


def test_where_much_may_be_a_head_and_little_is_known_there_is_no_transcript() -> None:
    others = "¶".join(f"{each}: Yes." for each in ["ann.eth", "b_b", "C3", "Floor"])
    assert not turns(TALK.format(others).replace("Max Planck: D.", "cy: D."))


@pytest.mark.parametrize(
    "text",
    [
        "Chairperson: Ada Byron\nMinute Taker: Max Planck¶The chair opened the meeting.¶"
        "Chairperson: Lise Meitner\nMinute Taker: Otto Hahn¶The quays were lit.",
        "Moderator: Ada¶Timekeeper: Max Planck¶Host: Ada Byron and Otto Hahn¶They met.",
        "סדר היום: תאורה¶חברי הוועדה: עדה¶סדר היום: רציפים¶חברי הוועדה: מקס",
        "Berichterstattung: A.¶Meine Damen und Herren: B.¶Berichterstattung: C.¶"
        "Meine Damen und Herren: D.",
        "9:00 Ada Byron¶9:30 Max Planck¶10:00 Otto Hahn¶The end of the day.",
        "",
        "Ada: A.¶Max: B.",
        "Ada: A.¶Max: B.¶Lise: C.¶Otto: D.",
        "Opening 9:00¶Tea Break 10:30¶Housing Panel 11:00¶Tea Break 15:30¶Prizes 17:00",
        "Housing Policy: A.¶Child Protection: B.¶Rural Roads: C.",
    ],
)
def test_a_few_colons_offices_and_what_heads_a_part_make_no_transcript(text: str) -> None:
    assert turns(text) == ()


@pytest.mark.parametrize(
    "line",
    (
        "Berichterstattung: A.|Meine Damen und Herren: A.|Sehr geehrte Ada Byron: A.|"
        "Timekeeper: Lise Meitner|Timekeeper: Lise Meitner and Otto Hahn|Chair: Ada Byron|"
        "Lamps: the lamps and the lamps.|* Otto Hahn (0:12) A.|חברי הוועדה: עדה|"
        "תאורה חדשה: תאורה חדשה תאורה חדשה.|الأعضاء: آدا"
    ).split("|"),
)
def test_what_heads_something_else_is_nobody_in_a_transcript_too(line: str) -> None:
    text = "¶".join([TALK.format(line)] * 2)
    assert {turn.speaker.name for turn in turns(text)} == {"Ada Byron", "Max Planck"}
    assert "More." not in said(text)


def test_a_phrase_in_a_script_without_capitals_is_no_name_though_it_comes_back() -> None:
    text = (
        'היו"ר עדה ביירון:¶לא ברור לי למה.¶מקס פלאנק:¶זה לא ברור.¶'
        'היו"ר עדה ביירון:¶טוב.¶לא ברור:¶למה.¶מקס פלאנק:¶כן.¶לא ברור:¶די.'
    )
    assert {turn.speaker.name for turn in turns(text)} == {'היו"ר עדה ביירון', "מקס פלאנק"}


def test_heads_look_alike_in_a_text() -> None:
    names = ["Ada Byron", "Max Planck"] * 15
    stands = "¶".join(f"{name}:\nYes." for name in names)
    more = "¶Frau Merkel Planck: Lamps.¶Quays Lamps: Light.¶Frau Byron: Lamps."
    assert {turn.speaker.name for turn in turns(stands + more)} == {*names}
    bold = "¶".join(f"**{name}:** Yes." for name in names)
    assert {turn.speaker.name for turn in turns(bold + more)} == {*names}


# ---- who they are ----


@pytest.mark.parametrize(
    ("present", "head", "person"),
    [
        ("Present: Ada Byron (IOM); Max Planck", "Byron", "Ada Byron||IOM"),
        (
            "Participants\n- Ada Byron, Executive Director, SSDO\n- Max Planck",
            "Ms. Byron",
            "Ada Byron|Executive Director|SSDO",
        ),
        (
            "**Attendees:**¶| Name | Abbreviation | Organization |\n|---|---|---|\n"
            "| Ada Byron | ABN | IOM |\n| Max Planck | MPK | UNFPA |",
            "ABN",
            "Ada Byron||IOM",
        ),
        ("Present:¶Chair: Ada Byron¶Max Planck", "THE CHAIR", "Ada Byron|Chair"),
        ("Attendees¶Ada Byron, Max Planck, Lise Meitner", "Ada", "Ada Byron"),
        ("Present: Ada Byron, Clara Byron and Max Planck", "Byron", "Byron"),
        # As the W3C writes minutes.
        ("Present¶Ada, Max Planck, Lise", "Ada", "Ada"),
    ],
)
def test_a_list_of_people_says_who_a_head_means(present: str, head: str, person: str) -> None:
    text = f"{present}¶{head}: A.¶Max Planck: B.¶{head}: C.¶Max Planck: D."
    name, role, organization, *_ = f"{person}||".split("|")
    others = (head,) if head != name else ()
    assert turns(text)[0].speaker == Participant(name, role, organization, others)
    assert len(turns(text)) == 4


@pytest.mark.parametrize(
    "row",
    [
        "Ada Byron (Berlin) (FDP)||FDP",
        "Ada Byron (AB) (IOM)||AB, IOM",
        "Ada Byron, Bundesministerin der Justiz|Bundesministerin der Justiz|",
        "Ada Byron, députée, Paris||Paris",
        "Ada Byron, Secretaria de Marina|Secretaria de Marina|",
        "The Minister (Dr. Ada Byron)|The Minister|",
    ],
)
def test_what_stands_beside_a_name_is_an_office_or_where_somebody_is_from(row: str) -> None:
    head, role, organization = row.split("|")
    found = turns(f"{head}: A.¶Max Planck (IOM): B.¶Ada Byron: C.")
    assert (found[0].speaker.role, found[0].speaker.organization) == (role, organization)
    assert found[0].speaker == found[2].speaker


def test_heads_of_one_person_are_one_and_say_who_it_is_together() -> None:
    text = (
        "Dr. Ada Byron (AB), IOM: A.¶Ms Planck: B.¶AB: C.¶Mr Max Planck (Director): D.¶"
        "Ada: E.¶Ms Planck, Byron: F.¶Ms Planck: G.¶Mr. Planck: H."
    )
    ada = Participant("Dr. Ada Byron", "", "IOM", ("AB", "Ada"))
    other, max_ = (
        Participant("Ms Planck"),
        Participant("Mr Max Planck", "Director", "", ("Mr. Planck",)),
    )
    # Titles tell two of one name apart; what several say, each of them says.
    assert [turn.speaker for turn in turns(text)] == [
        *(ada, other, ada, max_, ada),
        *(other, ada, other, max_),
    ]


@pytest.mark.parametrize(
    ("heads", "name"),
    [
        ("Mr. HAHN|MORE HAHN|Mr. HAHN", "Mr. HAHN"),
        ("An HON. MEMBER|An NON MEMBER|An HON. MEMBER", "An HON. MEMBER"),
        ("Dr Ada Byron|Ada Byron|Ada Byron", "Ada Byron"),
        ("Ada Byron|Byron|Ada Maria Byron|Ada Byron", "Ada Byron"),
        # A word alone may be short for what was given in full before, and what stands for a name is
        # no spelling of it.
        ("Ada Byron|Byron|Byron", "Ada Byron"),
        ("Byron|Ada Byron|Byron", "Byron"),
        ("Ada Byron (AB)|AB|AB", "Ada Byron"),
    ],
)
def test_the_most_frequent_spelling_of_a_name_is_its_name(heads: str, name: str) -> None:
    text = "Max Planck (IOM): No.¶" + "Max Planck: No.¶".join(
        f"{head}: Yes.¶" for head in heads.split("|")
    )
    speaker = turns(text)[1].speaker
    others = dict.fromkeys(head.partition(" (")[0] for head in heads.split("|"))
    assert speaker.name == name
    assert speaker.other_names == tuple(each for each in others if each.lower() != name.lower())
    assert {turn.speaker.name for turn in turns(text)} == {"Max Planck", name}


def test_titles_tell_people_of_one_name_apart_and_speakers_from_their_deputies() -> None:
    text = "MR. KHAN: A.|MS. KHAN: B.|KHAN: C.|Mr. Speaker: D.|MS. KHAN: E.|Mr. Deputy Speaker: F."
    assert [turn.speaker.name for turn in turns(text.replace("|", "¶"))] == [
        *("MR. KHAN", "MS. KHAN", "MR. KHAN"),
        *("Mr. Speaker", "MS. KHAN", "Mr. Deputy Speaker"),
    ]


def test_voices_of_captions_are_speakers_whatever_they_are_called() -> None:
    cues = [
        Paragraph("ada_b: Yes.", time="00:00:01", voice="ada_b"),
        Paragraph("ada_b: Yes: no.", time="00:00:04", voice="ada_b"),
        Paragraph("Room 2: No.", time="00:00:09.5", voice="Room 2"),
    ]
    first, second = transcript_of(cues).turns
    assert first == Turn(Participant("ada_b"), (TextSpan(1, 7, 11), TextSpan(2, 7, 15)), "00:00:01")
    assert second == Turn(Participant("Room 2"), (TextSpan(3, 8, 11),), "00:00:09.5")


def test_where_captions_name_voices_those_without_are_nobodys() -> None:
    cues = [Paragraph(f"{name}: Yes.", time="00:00:01", voice=name) for name in ("ada", "max")]
    found = transcript_of([cues[0], Paragraph("No.", time="00:00:02"), cues[1]]).turns
    assert [turn.words for turn in found] == [(TextSpan(1, 5, 9),), (TextSpan(3, 5, 9),)]


def test_captions_are_headed_by_whatever_people_call_themselves_in_a_call() -> None:
    cues = ["Ada: A.", "kingy_s: B.", "Max (IOM): C.", "Ada: D. So the thing is: E."]
    text = [Paragraph(cue, time="00:00:01") for cue in cues]
    found = transcript_of(text).turns
    assert [turn.speaker.name for turn in found] == ["Ada", "kingy_s", "Max", "Ada"]
    assert not transcript_of(text).unknown
    # Where some have none, a few words before a colon may be part of a sentence.
    more = [Paragraph(cue, time="00:00:01") for cue in ("Three things: F.", "And so.")]
    (unknown,) = transcript_of(text * 5 + more).unknown
    assert unknown == "Three things:"
    # Where not nearly all name a voice, and in other texts, such heads are none.
    few = [Paragraph("so the thing is: F.", time="00:00:01"), *map(Paragraph, cues), *text]
    assert {turn.speaker.name for turn in transcript_of(few).turns} == {"Ada", "Max"}


@pytest.mark.parametrize(("hour", "time"), [("0:00", "00:00:03"), ("14:00", "")])
def test_times_of_the_day_are_no_times_of_a_recording(hour: str, time: str) -> None:
    found = turns(f"Ada B {hour}:03\nA.\nMax P {hour}:09\nB.\nAda B {hour}:12\nC.")
    assert (len(found), found[0].time) == (3, time)


# ---- the words that prove it ----


@given(
    st.lists(st.sampled_from(["la", "lamp", "Lamp,", "é", "燈", "\u200b", "x\x07y"]), max_size=40)
)
def test_a_short_quote_stands_once_and_is_the_first_that_does(words: list[str]) -> None:
    text = " ".join(words)
    found = ShortQuotes([Paragraph(text)]).quote([TextSpan(1, 0, len(text))])
    if found:
        phrase = text[found.start : found.end]
        assert phrase.isprintable()
        assert len(phrase.split()) <= 8
        starts = [n for n in range(len(text)) if text.startswith(phrase, n)]
        whole = [n for n in starts if not text[:n][-1:].isalnum() or "燈" in phrase]
        assert found.start in whole
