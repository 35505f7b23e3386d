"""What takes a word for the name of who speaks: heads of lines that are names, and that are not."""

import pytest

from tiptui.documents.names import ends_turn, head_of

NO_NAMES = (
    "Note: the text is a draft¶Date: 3 May 2024¶Action: the secretariat will write¶"
    "Agenda item 3: housing¶Re: your letter¶http://example.org/minutes¶"
    "https://example.org: the minutes¶10:30 Coffee¶10:30: coffee¶Lunch 12:30¶"
    "Meeting Date: 4 May¶Next Steps: to be agreed¶Key Findings: three¶e.g.: lamps¶"
    "The first is: lamps¶We agreed on two things: lamps and quays¶Day 1: arrival¶"
    "Figure 2: the quays¶Recommendation 4: light the quays¶Q: why?¶A: because¶a) Housing: none¶"
    "1. Introduction: none¶P.S.: more lamps¶Present: Ada Byron, Max Planck¶"
    'Thank you very much, Madam Chair: that was clear¶"quoted": words¶'
    "## Housing Policy: what was said¶std::vector¶Array.from: returns a list¶"
    "Mr. Kaino. The Assistant Minister: no¶所以：燈¶Erklärung des Abgeordneten: nein¶"
    "Clarifying Question: why?¶Translation of French: yes¶Ada Byron (who said: no) spoke¶"
    "- : none¶A Name That Is Far Too Long To Be One: no¶Résumé : rien¶Ordre du jour : rien¶"
    "Beschluss: keiner¶Повестка дня: нет¶ملاحظة: نص¶سوال: متن¶दिनांक: पाठ¶例如：燈¶第一個問題是：燈¶"
    "我想說的是：燈¶時間：109年"
).split("¶")

# With the name, where that is not all before the colon.
NAMES = (
    "Uzma Kardar:¶Dr. Amina Khan:¶H.E. Mr. António Guterres:¶THE CHAIR:¶"
    "Hon. (Ms.) Odhiambo-Mabona: | Hon. Ms. Odhiambo-Mabona¶"
    "The Minister for Trade and Ports (Mr. Byron): | Mr. Byron¶"
    "Busia County Representative (Hon. (Ms) F.M. Mutua): | Hon. Ms F.M. Mutua¶"
    "El Presidente diputado Juan José Ruiz Gil:¶Moderator:¶Participant 3:¶SPEAKER_04:¶O'Brien:¶"
    "Ludwig van der Berg:¶Valéry Giscard d’Estaing :¶Mohamed el-Baradei:¶Jean-Luc Picard:¶"
    "J. K. Rowling:¶SFC:¶Director of Public Works:¶M. le Président :¶Łukasz Żak:¶Nguyễn Văn A:¶"
    "**Tim Beiko:** | Tim Beiko¶**Tim Beiko**: | Tim Beiko¶"
    "__MS. KARDAR__ (Punjab): | MS. KARDAR¶> Ada Byron: | Ada Byron¶"
    "### 唐鳳： | 唐鳳¶主持人:¶田中 太郎：¶"
    "김민수:¶Г.Греф:¶В. В. Володин:¶Председатель:¶محمد علی:¶السيد أحمد بن بيلا:¶डॉ. अमिता शर्मा:¶"
    "Nick Miller   0:03 | Nick Miller¶Nick Miller 0:03 | Nick Miller¶"
    "Mulholland, David   1:00:03 | Mulholland, David¶Luke Dashjr: 00:01:02 | Luke Dashjr¶"
    "[00:12:31] Nick Miller: | Nick Miller¶"
    "**Danny Ryan** [2:01](https://example.org): | Danny Ryan"
).split("¶")


@pytest.mark.parametrize("line", NO_NAMES)
def test_what_heads_other_things_than_words_is_no_name(line: str) -> None:
    assert head_of(line) is None


@pytest.mark.parametrize("row", NAMES)
def test_a_name_is_found_with_where_the_words_begin(row: str) -> None:
    head, _, name = row.partition(" | ")
    name = name or head.rstrip(" :：")
    words = " Words that are said" if "###" not in head else ""
    found = head_of(head + words)
    assert found
    assert found.name == name
    assert (head + words)[found.start :] == words.strip()


@pytest.mark.parametrize(
    ("line", "notes", "time"),
    [
        ("Kausar Abbas, Executive Director, SSDO: x", ("Executive Director", "SSDO"), ""),
        ("Ada Byron (UNFPA): x", ("UNFPA",), ""),
        ("Ada Byron – IOM: x", ("IOM",), ""),
        ("张三（国发会）：x", ("国发会",), ""),
        ("Ada Byron (laughs): x", (), ""),
        (
            "The Minister, Ministry of Lamps (Mr. Byron): x",
            ("The Minister", "Ministry of Lamps"),
            "",
        ),
        ("Ada Byron (IOM) 1:02:03", ("IOM",), "01:02:03"),
        ("Ada Byron 2:03 PM", (), ""),
        ("00:12:31,5 Ada Byron: x", (), "00:12:31.5"),
        ("Ada Byron 0:99", (), ""),
    ],
)
def test_notes_and_time_stand_beside_a_name(line: str, notes: tuple[str, ...], time: str) -> None:
    found = head_of(line)
    assert found
    assert (found.notes, found.time) == (notes, time)


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("Question: why?", True),
        ("**Note:** x", True),
        ("## Lamps", True),
        ("The House rose at 6.30 p.m.", True),
        ("The council adjourned in June, and that is why nobody lit the lamps at the quay.", False),
        ("Lamps: x", False),
    ],
)
def test_headings_and_labels_end_a_turn(line: str, ends: bool) -> None:
    assert ends_turn(line) is ends
