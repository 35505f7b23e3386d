"""Where quoted words stand: at the words they came from, or reported; never elsewhere."""

import gc
import inspect
import weakref
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiptui.proof import locate as locating
from tiptui.proof.locate import Located, Locator, QuoteStatus
from tiptui.proof.source_text import SourceText
from tiptui.proof.wording import find_words
from tiptui.text import folding
from tiptui.text.folding import even

TEXT = SourceText(
    "The law was “pro-poor” — so\u00a0it was said. Laws, cafe\u0301s and ﬁnds; law.\n"
    "He asked for more rules – and 10² ones: 한국, impl\u00adementation.\n"
    "And “what” rules? Rules, he said.\n"
)


def locate(exact: str, paragraph: int, text: SourceText) -> Located:
    return text.locator.locate([(paragraph, exact)])[paragraph, exact]


def wording(located: Located, text: SourceText = TEXT) -> str:
    return text[located.paragraph][located.start : located.end]


@pytest.mark.parametrize(
    ("exact", "paragraph", "expected"),
    [
        ('was "pro-poor" - so it', 1, "was “pro-poor” — so\u00a0it"),
        ("‘pro-poor’", 1, "“pro-poor”"),
        ("caf\u00e9s", 1, "cafe\u0301s"),
        ("and finds", 1, "and ﬁnds"),
        ("implementation", 2, "impl\u00adementation"),
        ("rules – and 102 ones", 2, ""),
        ("한국", 2, "한국"),
        ("\ufeffmore\u200b rules", 2, "more rules"),
        ("the law", 1, "The law"),
        ("rules, he", 3, "Rules, he"),
        ("and what", 3, ""),
        ("was “Pro-poor”", 1, ""),
        ("asked … more", 2, "asked for more"),
        ("so it was said!", 1, "so\u00a0it was said"),
    ],
)
def test_typography_and_the_first_capital_are_evened(
    exact: str, paragraph: int, expected: str
) -> None:
    located = locate(normalize("NFD", exact) if exact == "한국" else exact, paragraph, TEXT)
    assert wording(located) == expected
    assert located.status is (QuoteStatus.NORMALIZED if expected else QuoteStatus.MISSING)


@pytest.mark.parametrize(
    "exact", ["law", "cafe", "ind", "하", normalize("NFD", "하"), "\u0301", "5", "x"]
)
def test_no_word_and_no_letter_is_parted(exact: str) -> None:
    text = SourceText(f"laws x\u00adxx 5.3 cafe\u0301 ﬁnd {normalize('NFD', '한')} 한\u00ad \u0301")
    assert locate(exact, 1, text).status is QuoteStatus.MISSING


@pytest.mark.parametrize(
    ("exact", "paragraph", "nearest"),
    [
        ("asked for fewer rules", 2, "asked for more rules"),
        ("asked more rules", 2, "asked for more rules"),
        ("And “what” rulez", 3, "And “what” rules"),
        ("bat", 4, "rat"),
        ("owl rat or cat", 4, "owl rat and cat"),
        ("The old water was", 5, "The cold water was"),
        ("none of this whatsoever", 2, ""),
        ("nothing to warm it", 0, ""),
        ("\u00ad", 1, ""),
        ("“”", 2, ""),
        ("x " * 500, 2, ""),
    ],
)
def test_missing_words_have_a_nearest_wording(exact: str, paragraph: int, nearest: str) -> None:
    more = "a b c d e f g h i j k l m n o p dog pig cow hen owl rat and cat"
    water = "The cold water was there. There was nothing to warm it."
    located = locate(exact, paragraph, SourceText("\n".join((*TEXT.paragraphs, more, water))))
    if paragraph:
        near = paragraph if nearest else 0
        assert located == Located(QuoteStatus.MISSING, paragraph, 0, 0, 0, nearest, near)
    else:
        assert located.status is QuoteStatus.ELSEWHERE


ALL_SAID = "all said that the {} was the first task"


@pytest.mark.parametrize(
    ("exact", "paragraph", "nearest"),
    [
        ("must light the dark quays", 300, (7, "must light the old quays")),
        ("must light the dark quays", 1_000, (7, "must light the old quays")),
        # Rare words tell more than frequent ones.
        (ALL_SAID.format("pier").replace("was", "were"), 300, (5, ALL_SAID.format("pier"))),
        # What the record names comes first, if it is as near.
        ("all agreed to meet again", 20, (20, "all agreed to meet")),
        ("all agreed to meet again", 8, (9, "all agreed to meet")),
        ("nothing near to these words", 1, (0, "")),
    ],
)
def test_the_whole_text_is_searched(exact: str, paragraph: int, nearest: tuple[int, str]) -> None:
    lines = [f"In turn {n} {ALL_SAID.format('harbour')}." for n in range(300)]
    lines[4] = f"In turn 4 {ALL_SAID.format('pier')}."
    lines[6] = "They must light the old quays first."
    lines[8] = lines[19] = lines[29] = "And all agreed to meet there in spring."
    located = locate(exact, paragraph, SourceText("\n".join(lines)))
    assert (located.status, located.paragraph) == ("missing", paragraph)
    assert (located.nearest_paragraph, located.nearest) == nearest


def test_the_nearest_wording_of_a_long_quotation_is_found_by_words() -> None:
    words = [f"word{n}" for n in range(300)]
    text = SourceText("before " + " ".join(words) + " after")
    wrong = [*words]
    wrong[150] = "other"
    assert locate(" ".join(wrong), 1, text).nearest == " ".join(words)


def test_a_quotation_of_over_500_words_is_found_where_all_of_them_stand() -> None:
    words = [f"word{n}" for n in range(600)]
    text = SourceText("\n".join(" ".join([*words[:-1], end]) for end in ("word5990", "word599")))
    located = locate("  ".join(words), 1, text)
    assert (located.status, located.paragraph) == (QuoteStatus.ELSEWHERE, 2)


def test_nothing_of_a_text_is_held_anywhere_but_in_it() -> None:
    text = SourceText("“E\u0301tat”, “État”. caf\u00e9s")
    for exact in ("“Etat”", "état", "cafés", "thés"):
        locate(exact, 1, text)
    for module in (locating, folding):
        for cached in vars(module).values():
            if hasattr(cached, "cache_info"):
                assert not inspect.signature(cached).parameters
    held = weakref.ref(text.locator)
    del text
    gc.collect()
    assert held() is None


LETTER = st.sampled_from("ab")


@given(
    st.lists(LETTER, min_size=20), st.lists(st.lists(LETTER, min_size=2, max_size=4), min_size=6)
)
def test_phrases_that_overlap_are_all_found(words: list[str], phrases: list[list[str]]) -> None:
    quoted = {(1, " ".join(phrase)): phrase for phrase in phrases}
    found = Locator(["  ".join(words)]).locate(quoted)
    for each, phrase in quoted.items():
        stands = [words[n : n + len(phrase)] == phrase for n in range(len(words))]
        assert found[each].occurrences == sum(stands)


@given(st.text())
def test_every_place_of_an_evened_text_is_a_place_of_the_text(text: str) -> None:
    evened = even(text, {})
    for start in range(len(evened.text)):
        span = evened.span(start, start + 1)
        if span:
            assert even(text[slice(*span)], {}).text == evened.text[start]


def test_a_sign_whose_parts_begin_with_a_space_stays_itself() -> None:
    assert even("a¨b´c", {}).text == 'a¨b"c'


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("Un principe «\xa0d’égalité\u202f» est dit.", "principe «d'égalité» est"),
        ("Un principe «d’égalité» est dit.", "principe “ d'égalité ” est"),
        ("Ainsi\xa0? Oui\u2009! 5\xa0% au plus\xa0; soit\xa0: dix.", "Oui! 5% au plus; soit: dix"),
        ("We go, so – as said – now.", "so—as said—now"),
        ("The dogs - all of them - bark.", "dogs -- all of them-- bark"),
    ],
)
def test_spaces_beside_signs_do_not_count(text: str, exact: str) -> None:
    (found,) = Locator([f"So. {text}"]).locate([(1, exact)]).values()
    assert found.status is QuoteStatus.NORMALIZED
    assert text[found.start - 4 : found.end - 4].strip() == text[found.start - 4 : found.end - 4]
    (place,) = find_words([exact], {"log": SourceText(text)})[exact].occurrences
    assert not place.is_verbatim


def test_marks_at_the_ends_of_words_take_no_space_with_them() -> None:
    exact = "“yes” –"
    (found,) = Locator([f"He said {exact} and left."]).locate([(1, exact)]).values()
    assert found == Located(QuoteStatus.VERBATIM, 1, 8, 15, 1)
