"""Folding, narrowing, ranks, matching letters, near spellings, and the search of `find`."""

import re
import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.kit.cases import rows
from tests.kit.checkout import document
from tests.kit.records import BARE, NUMBERS, collected, indexed, lahore, several
from tiptui.collection.opened import Collection
from tiptui.search.index import Index, no_match
from tiptui.search.query import parse
from tiptui.text.folding import IDEOGRAPHS, fold, holds, spans, words_of

# Letters that fold to something else, to more or to nothing, among letters that do not.
TRICKY = "aAeEsSfFiIkr12 ßẞİıŁłØøđðħæœÞþǿéÅŞﬁﬃŉſẛ’'`´ʻʼ-–—―\u00ad\u200c\u0301\u0327\u0345½"
OTHER_SCRIPTS = "اُردوآئیـ۔ΣσςᾳЙйके한글한日本ＫＡ１"
texts = st.one_of(st.text(TRICKY + OTHER_SCRIPTS, max_size=30), st.text(max_size=30))


# Folding


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Ångström", "angstrom"),
        ("A\u030angstro\u0308m", "angstrom"),
        ("Straße", "strasse"),
        ("STRAẞE", "strasse"),
        ("DİYARBAKIR", "diyarbakir"),
        ("ﬁnal oﬃce", "final office"),
        ("Łódź", "lodz"),
        ("Đặng Ħal", "dang hal"),
        ("Þórður", "thordur"),
        ("Ærø, œuvre", "aero, oeuvre"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("Ёлка", "елка"),
        ("x²", "x2"),
        ("اُردُو", "اردو"),
        ("آئین", "اءین".replace("ء", "ي")),
        ("محمـــد", "محمد"),
        ("می\u200cخواهم", "میخواهم"),
        ("한국", unicodedata.normalize("NFD", "한국")),
    ],
)
def test_case_accents_and_ways_to_write_a_letter_do_not_matter(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


@pytest.mark.parametrize("apostrophe", "'`´‘’‛ʹʻʼʽʾʿ′＇՚׳ꞌ")
def test_an_apostrophe_of_any_kind_is_as_good_as_none(apostrophe: str) -> None:
    assert fold(f"O{apostrophe}Brien") == "obrien"
    assert words_of(f"o{apostrophe}b") == ("ob",)


def test_a_dash_of_any_kind_is_as_good_as_none_and_parts_the_words_of_a_query() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    for dash in [*(each for each in every if unicodedata.category(each) == "Pd"), *"−⁃⁓⁻₋"]:
        assert fold(f"multi{dash}sector") == "multisector", dash
        assert words_of(f"multi{dash}sector") == ("multi", "sector"), dash


UNSEEN = "\u00ad\u200b\u200c\u200d\u200f\u2060\u2068\ufe00\ufe0e\ufe0f\ufeff\U000e0101"


@given(
    st.text("aé-Ж ’\u05be", max_size=8), st.lists(st.sampled_from(UNSEEN), max_size=4), st.data()
)
def test_what_cant_be_seen_is_nothing_to_query_text_and_marks(
    text: str, unseen: list[str], data: st.DataObject
) -> None:
    strewn = text
    for each in unseen:
        place = data.draw(st.integers(0, len(strewn)))
        strewn = strewn[:place] + each + strewn[place:]
    assert fold(strewn) == fold(text)
    assert parse(strewn) == parse(text)
    words = words_of(text[1:3])
    marked = "".join(strewn[start:end] for start, end in spans(strewn, words))
    assert "".join(letter for letter in marked if letter not in UNSEEN) == "".join(
        text[start:end] for start, end in spans(text, words)
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", ()),
        ("’ – '", ()),
        ("¨", ()),
        (" Capacity  building ", ("capacity", "building")),
        ("kar KAR kár", ("kar",)),
        ("a\u00a0b\u3000c\td", ("a", "b", "c", "d")),
    ],
)
def test_the_words_of_a_query(query: str, words: tuple[str, ...]) -> None:
    assert words_of(query) == words


@given(texts)
@example("日-日")
def test_case_and_normal_form_never_matter_and_folding_twice_changes_nothing(text: str) -> None:
    # The space in the place of a dash between ideographs would go as one that was written.
    if not re.search(f"[{IDEOGRAPHS}] [{IDEOGRAPHS}]", fold(text)):
        assert fold(fold(text)) == fold(text)
    assert fold(text.upper()) == fold(text.lower()) == fold(text)
    assert fold(unicodedata.normalize("NFC", text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_folds_alone_as_it_does_among_other_letters(text: str) -> None:
    assert fold(text + "é") == fold(text) + "e"


# Matching letters


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Uzma Kardar", "DAR uz", ["Uz", "dar"]),
        ("Uzma Kardar", "xyz", []),
        ("banana", "ana", ["anana"]),
        ("Kardar", "kar dar", ["Kardar"]),
        ("Bo O’Brien", "obrien", ["O’Brien"]),
        ("Bo O’Brien", "o'b", ["O’B"]),
        ("awareness-raising", "awarenessraising", ["awareness-raising"]),
        ("awareness-raising", "awareness-raising", ["awareness", "raising"]),
        ("Straße", "strasse", ["Straße"]),
        ("Straße", "se", ["ße"]),
        ("oﬃce", "if", []),
        ("oﬃce", "fi", ["ﬃ"]),
        ("İıİ", "i", ["İıİ"]),
        ("Łódź", "odz", ["ódź"]),
        ("A\u030angstro\u0308m", "ang", ["A\u030ang"]),
        ("A\u030angstro\u0308m", "ro", ["ro\u0308"]),
        ("اُردُو", "رد", ["ردُ"]),
        # The beginning of a syllable finds it.
        ("한국", "하", ["한"]),
        ("1\ufe0f\u20e3 2", "1", ["1\ufe0f\u20e3"]),
    ],
)
def test_the_matching_letters_are_marked(text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, words_of(query))] == marked


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Articles 1, 11, 1.1 and 2.1; 1. Or 1", '"1"', [9, 29, 35]),
        ("2015–2019", '"2015-2019" "2019"', [0]),
        ("page 12", "1", [5]),
    ],
)
def test_what_is_marked_of_a_number_is_what_matches(
    text: str, query: str, marked: list[int]
) -> None:
    words = parse(query).words
    assert [start for start, _ in spans(text, words)] == marked
    assert all(holds(fold(text), word) for word in words)


def is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or character in "\u200c\u200d"


@st.composite
def texts_and_queries(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    text = draw(texts)
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        parts.append(text[start : start + draw(st.integers(1, 4))])
    return text, words_of(" ".join([*parts, draw(st.text(TRICKY, max_size=2))]))


@given(texts_and_queries())
def test_spans_are_apart_in_order_each_has_a_word_and_whole_letters_and_no_word_is_outside(
    case: tuple[str, tuple[str, ...]],
) -> None:
    text, words = case
    for word in words:
        assert bool(spans(text, [word])) == (word in fold(text))
    found = spans(text, words)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(end < start for (_, end), (start, _) in pairwise(found))
    for start, end in found:
        assert end == len(text) or not is_mark(text[end])
        inside = fold(text[start:end])
        assert any(word in inside for word in words)
        # It begins with a letter of the word, and ends with one or with marks that combine with it.
        assert fold(text[start])
        assert fold(text[end - 1]) or is_mark(text[end - 1])
    edges = [0, *(edge for span in found for edge in span), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        assert not any(word in fold(text[start:end]) for word in words)


# Narrowing and ranks

RANKS = document("tests/records/ranks.yaml")


@cache
def ranks() -> Collection:
    return collected(RANKS)


def ids(rows: Iterable[str]) -> str:
    return " ".join(map(ranks().shown, rows))


def test_names_rank_before_offices_and_these_before_text_in_the_order_of_the_record() -> None:
    hits = indexed(ranks()).hits(parse("kar"))
    assert ids(hits.of["speakers"]) == "also named role from says"
    assert ids(hits.of["recommendations"]) == "maker maker-from none text to theme"


def test_in_other_scripts_and_across_the_things_of_a_claim_words_are_found() -> None:
    for query in ("xq kar", "کراچِی"):
        hits = indexed(ranks()).hits(parse(query))
        assert (ids(hits.of["speakers"]), ids(hits.of["recommendations"])) == ("from", "maker-from")
    assert not indexed(ranks()).hits(parse("karl marx")).total


def test_a_point_is_found_by_its_id() -> None:
    for query in ("pt", "id:pt", "e#pt"):
        assert ids(indexed(ranks()).hits(parse(query)).of["points"]) == "pt"


def test_the_place_of_a_dialogue_ranks_before_its_summary() -> None:
    told = BARE.replace("id: e, ", "id: told, summary: As in Lahore, ").replace("2024", "2025")
    opened = several(told, BARE.replace("id: e, ", "id: held, place: Lahore, "))
    assert list(indexed(opened).hits(parse("lahore")).of["dialogues"]) == ["held", "told"]


def test_what_a_record_hides_keeps_no_word_from_being_found_and_offered() -> None:
    place = indexed(collected(RANKS.replace("Karate teacher", '"Kar\\u202eate"')))
    assert ids(place.hits(parse("karate")).of["speakers"]) == "role"
    assert not place.hits(parse("202e")).total
    place = indexed(collected(RANKS.replace("Karachi Board", '"Kara\\u202echi Board"')))
    assert near(place, "Karachy") == "Karachi"


# Near spellings


def near(index: Index, query: str) -> str:
    """What is offered for a query that nothing matches."""
    hits = index.hits(parse(query))
    assert not (hits.total and hits.near)
    return hits.near


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        *rows(__file__, "search.txt", "near"),
        *((query, "") for query in ("", "x", "qqqq", "🙂", "-", "Kardaar" * 300)),
    ],
)
def test_the_nearest_spelling_of_each_word_is_offered(query: str, offered: str) -> None:
    assert near(indexed(lahore()), query) == offered
    remark = f"; did you mean {offered}?" if offered else ""
    assert no_match(" qq ", offered) == f"No match for qq{remark}"


def test_a_number_that_is_whole_stays_whole_in_what_is_offered() -> None:
    index = indexed(collected(NUMBERS))
    assert near(index, '"article 1" Wrd') == '"article 1" Ward'
    assert near(index, 'Wrd "41') == 'Ward "41"'


def test_a_query_of_many_words_is_not_looked_through_for_slips() -> None:
    index = indexed(collected(RANKS))
    pieces = "kara kar ka rach rac ach chi boar boa oar ard"
    assert near(index, f"{pieces} Karachy") == f"{pieces} Karachi"
    assert not near(index, f"{pieces} ar Karachy")


@pytest.mark.parametrize(
    ("query", "hiding"),
    [
        # In speakers and each kind of claims, by the places of terms.
        ("kardar", ((), (), (), ())),
        ("kardar qqqq", ((1,), (1,), (1,), ())),
        ("kardar is:statement", ((), (1,), (), ())),
        # Where either would do it is the last one, or that which is alone.
        ("kardar surveillance", ((1,), (1,), (1,), ())),
        ("by:uzma-kardar is:recommendation nimra", ((2,), (2,), (1, 2), ())),
        ("theme:prevention kardar nimra", ((2,), (2,), (1,), (1, 2))),
        # One that excludes, an id, and terms of which none leaves anything.
        ("r3 -kardar", ((1,), (1,), (0,), (0,))),
        ("qqqq zzzz", ((), (), (), ())),
        (f"{'kardar ' * 12}qqqq", ((), (), (), ())),
    ],
)
def test_of_a_list_that_is_empty_is_known_which_terms_leave_nothing(
    query: str, hiding: tuple[tuple[int, ...], ...]
) -> None:
    assert indexed(lahore()).hits(parse(query)).hiding == hiding


def test_only_what_is_searched_is_offered() -> None:
    text = RANKS.replace("organizations:\n", "organizations:\n  - {id: w, name: Waterworks}\n")
    index = indexed(collected(text))
    assert near(index, "Waterwork") == ""
    assert near(index, "Karachy") == "Karachi"
    assert near(indexed(collected(BARE)), "annn") == "Ann"


@given(st.data())
def test_every_spelling_offered_is_found(data: st.DataObject) -> None:
    index = indexed(lahore())
    rows = index.rows["statements"]
    words = sorted({word for row in range(len(rows)) for word in rows.text(row).split()})
    query = " ".join(data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=3)))
    cut = data.draw(st.integers(0, len(query)))
    offered = near(index, query[:cut] + data.draw(texts) + query[cut + 1 :])
    assert not offered or index.hits(parse(offered)).total
