"""Where quoted words stand: at the words they came from, or reported; never elsewhere."""

import gc
import inspect
import re
import weakref
from random import Random
from typing import Literal
from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scan import stands
from tiptui.proof import locate as locating
from tiptui.proof.locate import Located, Locator, QuoteStatus
from tiptui.proof.source_text import SourceText
from tiptui.text import folding
from tiptui.text.folding import even
from tiptui.text.visible import INVISIBLE

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
        ("‘pro-poor’", 1, ""),
        ("pro–poor", 1, "pro-poor"),
        ("-- so  it\u2003was", 1, "— so\u00a0it was"),
        ("caf\u00e9s", 1, "cafe\u0301s"),
        ("and finds", 1, "and ﬁnds"),
        ("implementation", 2, "impl\u00adementation"),
        ("rules - and 10² ones", 2, "rules – and 10² ones"),
        ("ro–poo", 1, "ro-poo"),
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


@pytest.mark.parametrize("exact", ["cafe", "ind", "하", normalize("NFD", "하"), "\u0301"])
def test_no_letter_is_parted_from_its_marks_and_no_ligature_cut(exact: str) -> None:
    text = SourceText(f"cafe\u0301 ﬁnd {normalize('NFD', '한')} 한\u00ad \u0301")
    assert locate(exact, 1, text).status is QuoteStatus.MISSING


@pytest.mark.parametrize(
    ("exact", "paragraph", "nearest"),
    [
        ("asked for fewer rules", 2, "asked for more rules"),
        ("asked for even more rules", 2, "asked for more rules"),
        ("asked more rules", 2, "asked for more rules"),
        ("And “what” rulez", 3, "And “what” rules"),
        ("k l m x", 4, "k l m n"),
        ("bat", 4, "rat"),
        ("owl rat or cat", 4, "owl rat and cat"),
        ("The old water was", 5, "The cold water was"),
        ("cafes", 1, "cafe\u0301s"),
        ("nothing of this at all", 2, ""),
        ("nothing to warm it", 0, ""),
        ("\u00ad", 1, ""),
        ("“”", 2, ""),
        ("x " * 500, 2, ""),
    ],
)
def test_of_missing_words_the_nearest_wording_is_given(
    exact: str, paragraph: int, nearest: str
) -> None:
    more = "a b c d e f g h i j k l m n o p dog pig cow hen owl rat and cat"
    water = "The cold water was there. There was nothing to warm it."
    located = locate(exact, paragraph, SourceText("\n".join((*TEXT.paragraphs, more, water))))
    if paragraph:
        assert located == Located(QuoteStatus.MISSING, paragraph, nearest=nearest)
    else:
        assert located.status is QuoteStatus.ELSEWHERE


@pytest.mark.parametrize("length", [300, 301])
def test_a_quotation_of_over_300_letters_is_compared_word_by_word(length: int) -> None:
    exact = ("abcdefghi " * 31)[: length - 1] + "X"
    text = SourceText(exact.replace("i", "y"))
    assert bool(locate(exact, 1, text).nearest) == (length == 300)


@pytest.mark.parametrize("words", ["law", "ro-poo"])
def test_of_words_that_stand_in_very_many_places_a_thousand_are_counted(words: str) -> None:
    text = SourceText("law, pro–poor, " * 1_100)
    assert locate(words, 1, text).occurrences == 1_000


@pytest.mark.parametrize(
    ("before", "opens"),
    [(7 * "(", True), (8 * "(", False), (f". {6 * '('}", True), (f". {7 * '('}", False)],
)
def test_a_sentence_begins_after_a_few_brackets_and_not_after_many(
    before: str, opens: bool
) -> None:
    text = SourceText(f"{before}Law" if before[0] == "(" else f"x{before}Law")
    assert locate("law", 1, text).stands == opens


def test_the_nearest_wording_of_a_long_quotation_is_found_by_words() -> None:
    words = [f"word{n}" for n in range(300)]
    text = SourceText("before " + " ".join(words) + " after")
    wrong = [*words]
    wrong[150] = "other"
    assert locate(" ".join(wrong), 1, text).nearest == " ".join(words)


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


def test_in_a_very_long_paragraph_whole_words_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locating, "LONG", 40)
    text = SourceText("Few words stand before it: the “end” of laws, the “end” of it.\nno end")
    found = locate("the “end” of laws", 1, text)
    assert (found.status, wording(found, text)) == (QuoteStatus.VERBATIM, "the “end” of laws")
    assert locate('the "end" of', 1, text).occurrences == 2
    assert locate('the "end" of', 1, text).status is QuoteStatus.NORMALIZED
    assert locate("ew", 1, text).status is QuoteStatus.MISSING
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


def typed_otherwise(words: str, chance: Random) -> str:
    """Return words in another typography: spaces, quotes, dashes, what is hidden, Unicode form."""
    letters = []
    for letter in words:
        letters.append(chance.choice(next((each for each in FAMILIES if letter in each), letter)))
        if letter in SPACES:
            letters += chance.choices(SPACES, k=chance.randrange(3))
        elif not category(letter).startswith("M"):
            letters.insert(-1, chance.choice(["", "", "", *HIDDEN]))
    return normalize(chance.choice(["NFC", "NFD"]), "".join(letters))


LETTERS = "abcdeéﬁ한ñشक्षि1²A"
# A word begins with a letter: a mark belongs to what stands before it.
WORDS = st.text("".join(x for x in LETTERS if category(x)[0] != "M"), min_size=1, max_size=4)
WORDS = WORDS | WORDS.map("{}क्षि".format)
JOINTS = st.sampled_from([" ", " ", " ", " “", "” ", "-", " — ", "’", "\u00a0", ". "])


@st.composite
def lines(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.tuples(WORDS, JOINTS), min_size=3, max_size=9))
    return "".join(map("".join, pieces)).strip()


@given(st.lists(lines(), min_size=1, max_size=4), st.randoms(use_true_random=True))
def test_a_phrase_typed_otherwise_is_found_where_it_came_from(
    paragraphs: list[str], chance: Random
) -> None:
    source = [re.sub(r"\n\s*\n", "\n", typed_otherwise(line, chance)) for line in paragraphs]
    text = SourceText("\n\n".join([*source, "."]))
    number = chance.randrange(len(paragraphs))
    words = paragraphs[number].split(" ")
    first = chance.randrange(len(words))
    phrase = " ".join(words[first : chance.randint(first, len(words)) + 1]).strip()
    located = locate(typed_otherwise(phrase, chance), number + 1, text)
    assert located.stands
    assert located.paragraph == number + 1
    assert folded(wording(located, text)).casefold() == folded(phrase).casefold()


Form = Literal["NFC", "NFD"]

# Whole words and parts of them, by an oracle.

PIECES = (
    "act Act factory The the other law laws Law a A tat É\u0301tat état études tudes 10 10²"
    " राम विराम र عائشہ عا می می\u200cخواهم خواهم a\u0301 ش\u064eب"
).split()
GAPS = st.sampled_from([" ", " ", ". ", " “", "“ ", "-", "’", "! (", ": "])


@st.composite
def pieced(draw: st.DrawFn, most: int = 8) -> str:
    pieces = draw(st.lists(st.tuples(st.sampled_from(PIECES), GAPS), min_size=1, max_size=most))
    return "".join(map("".join, pieces)).strip()


def parts_of(paragraphs: list[str]) -> st.SearchStrategy[str]:
    """Return parts of texts, some of which begin with one another, and some in the other case."""
    text = " ".join(paragraphs)
    starts = st.sampled_from([n for n in range(len(text)) if category(text[n])[0] not in "MZ"])
    parts = st.tuples(starts, st.integers(1, 20)).map(
        lambda each: text[each[0] : sum(each)].strip()
    )
    return parts | parts.map(lambda part: part[0].swapcase() + part[1:])


@given(st.data(), st.sampled_from(["NFC", "NFD"]), st.sampled_from([1, 2, 500]))
def test_phrases_are_found_as_an_oracle_finds_each(
    data: st.DataObject, form: Form, states: int
) -> None:
    paragraphs = [
        normalize("NFD", each) for each in data.draw(st.lists(pieced(), min_size=1, max_size=3))
    ]
    drawn = data.draw(
        st.lists(parts_of(paragraphs) | st.sampled_from(PIECES), min_size=1, max_size=6)
    )
    quoted = [(data.draw(st.integers(1, len(paragraphs))), exact) for exact in drawn]
    paragraphs.append(".")
    text = SourceText("\n\n".join(normalize(form, each) for each in paragraphs))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(locating, "_MOST_STATES", states)
        located = text.locator.locate((number, normalize(form, exact)) for number, exact in quoted)
    for number, exact in quoted:
        found = located[number, normalize(form, exact)]
        assert found[:5] == stands(normalize(form, exact), number, list(text.paragraphs))


LETTER = st.sampled_from("ab")


@given(
    st.lists(LETTER, min_size=20), st.lists(st.lists(LETTER, min_size=2, max_size=4), min_size=6)
)
def test_of_phrases_that_overlap_each_is_found_wherever_it_stands(
    words: list[str], phrases: list[list[str]]
) -> None:
    quoted = {(1, " ".join(phrase)): phrase for phrase in phrases}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(locating, "LONG", 0)
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


def test_letters_that_stay_single_need_no_place_of_their_own() -> None:
    evened = even("各位午安\uff0c今天\u3000é。\u3400\u9fff\u0301", {})
    assert evened.text == "各位午安,今天 e\u0301。\u3400\u9fff\u0301"
    assert evened.changed == [(8, 10, 8, 9), (12, 14, 11, 13)]
    assert [evened.span(*part) for part in ((2, 5), (4, 8), (7, 9), (8, 12))] == [
        (2, 5),
        (4, 8),
        None,
        (8, 11),
    ]


MIXED = (*tuple("aB '-.,，。法é́\u200d\xad\n_３…ﬁ\u3000〪2³가"), "law", "  ", "--")


@given(st.data())
def test_what_stands_as_typed_is_found_as_whoever_looks_closer_finds_it(
    data: st.DataObject,
) -> None:
    paragraphs = ["".join(data.draw(st.lists(st.sampled_from(MIXED), max_size=14))) for _ in "12"]
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(paragraphs[0]))] * 2)))
    quoted = [(number, paragraphs[0][start:end]) for number in (1, 2)]
    found = Locator(paragraphs).locate(quoted)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(locating, "_typed", lambda *_: [])
        assert Locator(paragraphs).locate(quoted) == found
