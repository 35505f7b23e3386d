"""Where quoted words stand: at the place they came from, or reported; never at another place."""

import re
from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records import SMALL, linked
from tiptui.sources.locate import LONG, Located, QuoteStatus, locate
from tiptui.sources.quotes import citations, coverage_remark, faults, uncited
from tiptui.sources.source_text import SourceText
from tiptui.text.similarity import even
from tiptui.text.visible import INVISIBLE

TEXT = SourceText(
    "The law was “pro-poor” — so\u00a0it was said. Laws, cafe\u0301s and ﬁnds; law.\n"
    "He asked for more rules – and 10² ones: 한국, impl\u00adementation.\n"
    "And “what” rules? Rules, he said.\n"
)


def wording(located: Located, text: SourceText = TEXT) -> str:
    return text[located.paragraph][located.start : located.end]


@pytest.mark.parametrize(
    ("exact", "paragraph", "places"),
    [
        ("The law", 1, 1),
        ("“pro-poor” —", 1, 1),
        ("law", 1, 2),
        ("cafe\u0301s", 1, 1),
        ("10²", 2, 1),
    ],
)
def test_words_as_printed_are_verbatim(exact: str, paragraph: int, places: int) -> None:
    located = locate(exact, paragraph, TEXT)
    assert (located.status, located.places) == (QuoteStatus.VERBATIM, places)
    assert wording(located) == exact


@pytest.mark.parametrize(
    ("exact", "paragraph", "expected"),
    [
        ('was "pro-poor" - so it', 1, "was “pro-poor” — so\u00a0it"),
        ("‘pro-poor’", 1, ""),
        ("pro–poor", 1, "pro-poor"),
        ("-- so  it\u2003was", 1, "— so\u00a0it was"),
        ("caf\u00e9s", 1, "cafe\u0301s"),
        ("and finds", 1, "and ﬁnds"),
        ("implementation", 2, "impl\u00adementation"),
        ("rules - and 10² ones", 2, "rules – and 10² ones"),
        ("rules – and 102 ones", 2, ""),
        ("한국", 2, "한국"),
        ("\ufeffmore\u200b rules", 2, "more rules"),
        ("the law", 1, "The law"),
        ("More rules", 2, "more rules"),
        ("rules, he", 3, "Rules, he"),
        ("and what", 3, ""),
        ("Pro-Poor", 1, ""),
        ("was “Pro-poor”", 1, ""),
    ],
)
def test_typography_and_the_case_at_a_sentences_start_are_evened(
    exact: str, paragraph: int, expected: str
) -> None:
    located = locate(normalize("NFD", exact) if exact == "한국" else exact, paragraph, TEXT)
    assert wording(located) == expected
    assert located.status is (QuoteStatus.NORMALIZED if expected else QuoteStatus.MISSING)


@pytest.mark.parametrize("exact", ["cafe", "ind", "하", normalize("NFD", "하")])
def test_no_letter_is_parted_from_its_marks_and_no_ligature_cut(exact: str) -> None:
    text = SourceText(f"cafe\u0301 ﬁnd {normalize('NFD', '한')} 한")
    assert locate(exact, 1, text).status is QuoteStatus.MISSING


def test_words_that_stand_whole_come_before_parts_of_words() -> None:
    text = SourceText("laws and outlaws, the law.\nlawful")
    assert locate("law", 1, text) == Located(QuoteStatus.VERBATIM, 1, 22, 25, 1)
    assert locate("law", 2, text) == Located(QuoteStatus.VERBATIM, 2, 0, 3, 1)


@pytest.mark.parametrize(
    ("exact", "paragraph", "found"),
    [("more rules", 3, 2), ("“what” rules", 1, 3), ('"what" rules', 7, 3), ("And what", 1, None)],
)
def test_words_of_another_paragraph_are_elsewhere(
    exact: str, paragraph: int, found: int | None
) -> None:
    located = locate(exact, paragraph, TEXT)
    assert located.status is (QuoteStatus.ELSEWHERE if found else QuoteStatus.MISSING)
    assert located.paragraph == (found or paragraph)


def test_a_part_of_a_word_is_not_looked_for_elsewhere() -> None:
    assert locate("he", 2, SourceText("the\nshe")).status is QuoteStatus.VERBATIM
    assert locate("he", 3, SourceText("the\nshe\nx")).status is QuoteStatus.MISSING
    assert locate("他来", 2, SourceText("昨天他来了。\n他走了。")).status is QuoteStatus.ELSEWHERE


@pytest.mark.parametrize(
    ("exact", "paragraph", "nearest"),
    [
        ("asked for fewer rules", 2, "asked for more rules"),
        ("And “what” rulez", 3, "And “what” rules"),
        ("cafes", 1, "cafe\u0301s"),
        ("nothing of this at all", 2, ""),
        ("more rules", 0, ""),
        ("\u00ad", 1, ""),
        ("“”", 2, ""),
        ("x " * 500, 2, ""),
    ],
)
def test_of_missing_words_the_nearest_wording_is_given(
    exact: str, paragraph: int, nearest: str
) -> None:
    located = locate(exact, paragraph, SourceText("\n".join(TEXT.paragraphs)))
    if paragraph:
        assert located == Located(QuoteStatus.MISSING, paragraph, nearest=nearest)
    else:
        assert located.status is QuoteStatus.ELSEWHERE


def test_the_nearest_wording_of_a_long_quotation_is_found_by_words() -> None:
    words = [f"word{n}" for n in range(300)]
    text = SourceText("before " + " ".join(words) + " after")
    wrong = [*words]
    wrong[150] = "other"
    assert locate(" ".join(wrong), 1, text).nearest == " ".join(words)


def test_without_a_text_nothing_is_checked() -> None:
    assert locate("x", 3, None) == Located(QuoteStatus.UNCHECKED, 3)


def test_in_a_very_long_paragraph_whole_words_are_found() -> None:
    words = " ".join(f"w{n}" for n in range(LONG))
    text = SourceText(f"{words} the “end” of laws, the “end” of it.\nno end")
    start = len(words) + 1
    assert locate("the “end” of laws", 1, text) == Located(
        QuoteStatus.VERBATIM, 1, start, start + len("the “end” of laws"), 1
    )
    assert locate('the "end" of', 1, text).places == 2
    assert locate('the "end" of', 1, text).status is QuoteStatus.NORMALIZED
    assert locate("no end", 1, text).status is QuoteStatus.ELSEWHERE


# What is found, whatever the typography.

SPACES = " \n\t\u00a0\u2003\u2009\u202f\u3000"
QUOTES = '"“”„‟«»'
DASHES = "-‐‑–—―−"
APOSTROPHES = "'‘’‚‛´`ʼ"
FAMILIES = (SPACES, QUOTES, DASHES, APOSTROPHES)
HIDDEN = "\u00ad\u200b\u2060\ufeff"


def folded(words: str) -> str:
    """Evens out by other means than tiptui: what compares as equal here reads as the same."""
    words = INVISIBLE.sub("", normalize("NFKD", words.replace("´", "'")))
    for family in FAMILIES[1:]:
        words = "".join(family[0] if letter in family else letter for letter in words)
    return " ".join(re.sub("-+", "-", words).split())


@st.composite
def typed_otherwise(draw: st.DrawFn, words: str) -> str:
    """Gives words in another typography: spaces, quotes, dashes, what is hidden, Unicode form."""
    letters = []
    for letter in words:
        family = next((family for family in FAMILIES if letter in family), letter)
        letters.append(draw(st.sampled_from(family)))
        if letter in SPACES:
            letters[-1] += draw(st.text(SPACES, max_size=2))
        elif not category(letter).startswith("M"):
            letters[-1] = draw(st.sampled_from(["", "", "", *HIDDEN])) + letters[-1]
    return normalize(draw(st.sampled_from(["NFC", "NFD"])), "".join(letters))


LETTERS = "abcdeéﬁ한ñشक्षि1²A"
# A word begins with a letter: a mark belongs to what stands before it.
WORDS = st.text("".join(x for x in LETTERS if category(x)[0] != "M"), min_size=1, max_size=4)
WORDS = WORDS | WORDS.map("{}क्षि".format)
JOINTS = st.sampled_from([" ", " ", " ", " “", "” ", "-", " — ", "’", "\u00a0", ". "])


@st.composite
def lines(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.tuples(WORDS, JOINTS), min_size=3, max_size=9))
    return "".join(map("".join, pieces)).strip()


@given(st.data())
def test_a_phrase_typed_otherwise_is_found_where_it_came_from(data: st.DataObject) -> None:
    paragraphs = data.draw(st.lists(lines(), min_size=1, max_size=4))
    number = data.draw(st.integers(1, len(paragraphs)))
    source = [data.draw(typed_otherwise(line)) for line in paragraphs]
    text = SourceText("\n\n".join(re.sub(r"\n\s*\n", "\n", line) for line in source) + "\n\n.")
    words = [match.span() for match in re.finditer(r"\S+", paragraphs[number - 1])]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    phrase = paragraphs[number - 1][words[first][0] : words[last][1]]
    located = locate(data.draw(typed_otherwise(phrase)), number, text)
    assert located.stands
    assert located.paragraph == number
    assert folded(wording(located, text)).casefold() == folded(phrase).casefold()


NASTY = st.text(
    LETTERS + SPACES + QUOTES[:3] + DASHES[:4] + HIDDEN + "\u0301\u0327.a a ", max_size=30
)


@given(st.lists(NASTY, min_size=1, max_size=3), NASTY, st.integers(0, 4))
def test_what_is_found_is_the_words_and_whole_letters(
    paragraphs: list[str], exact: str, number: int
) -> None:
    text = SourceText("\n\n".join(paragraphs))
    located = locate(exact, number, text)
    if located.status is QuoteStatus.MISSING:
        return
    assert (located.paragraph == number) == located.stands
    found, paragraph = wording(located, text), text[located.paragraph]
    assert folded(found)[:1].casefold() == folded(exact)[:1].casefold()
    assert folded(found).casefold() == folded(exact).casefold()
    for place in (located.start, located.end):
        assert not category((paragraph + " ")[place]).startswith("M") or place == 0
    if located.status is QuoteStatus.VERBATIM:
        assert found == exact


@given(st.text())
def test_every_place_of_an_evened_text_is_a_place_of_the_text(text: str) -> None:
    evened = even(text)
    for start in range(len(evened.text)):
        span = evened.span(start, start + 1)
        if span:
            assert even(text[slice(*span)]).text == evened.text[start]


# All quotations of a record.

SMALL_TEXT = SourceText(
    "It is good air. Nobody asked. There was nothing. Open windows!\n"
    "The cold water, the warm water. It was cold water."
)


def test_citations_are_those_of_the_record_in_its_order() -> None:
    found = citations(linked(SMALL), {"log": SMALL_TEXT})
    assert [(each.claim, each.source, each.located.status.value) for each in found] == [
        ("ann/1", "log", "verbatim"),
        ("ann/2", "log", "verbatim"),
        ("bo/1", "log", "verbatim"),
        ("r1", "log", "verbatim"),
        ("r2", "log", "verbatim"),
    ]
    assert found[1].path == ("speakers", 0, "statements", 1, "evidence", 0)
    assert found[-1].path == ("recommendations", 1, "evidence", 0)
    assert found[1].located.places == 2


def test_evidence_of_event_speakers_and_points_is_cited_too() -> None:
    text = SMALL.replace(
        "start_date: 2024",
        "start_date: 2024, evidence: [{paragraph: 1, exact: asked}], points: "
        "[{text: X, evidence: [{paragraph: 2, exact: warm}]}]",
    ).replace("role: Chair", "role: Chair\n    evidence: [{paragraph: 1, exact: It is}]")
    found = citations(linked(text), {})
    assert [each.claim for each in found[:4]] == ["e", "point/1", "ann", "ann/1"]
    assert found[1].path == ("event", "points", 0, "evidence", 0)
    assert {each.located.status for each in found} == {QuoteStatus.UNCHECKED}


def test_sentences_that_no_quotation_touches() -> None:
    texts = {"log": SMALL_TEXT}
    found = citations(linked(SMALL), texts)
    left = [
        SMALL_TEXT[each.paragraph][each.start : each.end] for each in uncited(texts, found)["log"]
    ]
    assert left == ["Nobody asked.", "It was cold water."]
    assert coverage_remark([(texts, found)]) == (
        "5 quotes: 5 verbatim · 2 of 2 paragraphs, 4 of 6 sentences cited"
    )
    assert coverage_remark([({}, citations(linked(SMALL), {}))]) == "5 quotes: 5 unchecked"
    assert coverage_remark([(texts, found), (texts, found)]).startswith("10 quotes: 10 verbatim")


def test_a_quotation_over_two_sentences_cites_both() -> None:
    text = SMALL.replace("exact: good air", 'exact: "air. Nobody"')
    texts = {"log": SMALL_TEXT}
    assert len(uncited(texts, citations(linked(text), texts))["log"]) == 1


def test_an_ambiguous_quotation_is_a_warning() -> None:
    texts = {"log": SMALL_TEXT}
    (fault,) = faults(citations(linked(SMALL), texts), texts)
    assert fault == (
        ("speakers", 0, "statements", 1, "evidence", 0, "exact"),
        "these words stand in 2 places of paragraph 2; quote more",
        "quote-ambiguous",
        "value",
        True,
    )
