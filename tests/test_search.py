"""Folding, narrowing, ranks, matching letters, near spellings, and the search of `find`."""

import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.records import lahore, linked, small
from tiptui.record.links import Links
from tiptui.record.model import Recommendation, Record, Speaker
from tiptui.search.index import Index, find, no_match
from tiptui.text.folding import fold, spans, words_of
from tiptui.text.visible import visible

# Letters that fold to something else, to more or to nothing, among letters that do not.
TRICKY = "aAeEsSfFiIkr12 ßẞİıŁłØøđðħæœÞþǿéÅŞﬁﬃŉſẛ’'`´ʻʼ-–—―\u00ad\u200c\u0301\u0327\u0345½"
OTHER_SCRIPTS = "اُردوآئیـ۔ΣσςᾳЙйके한글한日本ＫＡ１"
texts = st.one_of(st.text(TRICKY + OTHER_SCRIPTS, max_size=30), st.text(max_size=30))


# Folding


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("KARDAR", "kardar"),
        ("Ångström", "angstrom"),
        ("A\u030angstro\u0308m", "angstrom"),
        ("Straße", "strasse"),
        ("STRAẞE", "strasse"),
        ("İstanbul", "istanbul"),
        ("DİYARBAKIR", "diyarbakir"),
        ("Diyarbakır", "diyarbakir"),
        ("ﬁnal oﬃce", "final office"),
        ("Łódź", "lodz"),
        ("Øster", "oster"),
        ("Đặng Ħal", "dang hal"),
        ("Þórður", "thordur"),
        ("Ærø, œuvre", "aero, oeuvre"),
        ("Şişli", "sisli"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("Ёлка", "елка"),
        ("ＫＡＲ１", "kar1"),
        ("x²", "x2"),
        ("اُردُو", "اردو"),
        ("پاکِستان", "پاکستان"),
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


@pytest.mark.parametrize("dash", "-‐‑‒–—―−⁃⸺﹘﹣－")
def test_a_dash_of_any_kind_is_as_good_as_none_and_parts_the_words_of_a_query(dash: str) -> None:
    assert fold(f"multi{dash}sector") == "multisector"
    assert words_of(f"multi{dash}sector") == ("multi", "sector")


def test_the_beginning_of_a_hangul_syllable_finds_it() -> None:
    assert spans("한국", words_of("하")) == [(0, 1)]
    assert spans("한국", words_of("국")) == [(1, 2)]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", ()),
        ("  ", ()),
        ("-", ()),
        ("’ – '", ()),
        ("¨", ()),
        (" Capacity  building ", ("capacity", "building")),
        ("kar KAR kár", ("kar",)),
        ("a\u00a0b\u3000c\td", ("a", "b", "c", "d")),
        ("a¨b", ("a", "b")),
    ],
)
def test_the_words_of_a_query(query: str, words: tuple[str, ...]) -> None:
    assert words_of(query) == words


@given(texts)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_case_and_normal_form_never_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text)
    assert fold(unicodedata.normalize("NFC", text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_folds_alone_as_it_does_among_other_letters(text: str) -> None:
    assert fold(text + "é") == fold(text) + "e"


@given(texts)
def test_a_word_of_a_query_has_no_space_and_is_never_empty(query: str) -> None:
    for word in words_of(query):
        assert word.split() == [word]
    assert len(set(words_of(query))) == len(words_of(query))


# Matching letters


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Uzma Kardar", "kar", ["Kar"]),
        ("Uzma Kardar", "DAR uz", ["Uz", "dar"]),
        ("Uzma Kardar", "xyz", []),
        ("Uzma Kardar", "", []),
        ("", "kar", []),
        ("banana", "ana", ["anana"]),
        ("Kardar", "kar dar", ["Kardar"]),
        ("Bo O’Brien", "obrien", ["O’Brien"]),
        ("Bo O’Brien", "o'b", ["O’B"]),
        ("Bo O’Brien", "bo", ["Bo"]),
        ("awareness-raising", "awarenessraising", ["awareness-raising"]),
        ("awareness-raising", "awareness-raising", ["awareness", "raising"]),
        ("Straße", "strasse", ["Straße"]),
        ("Straße", "ss", ["ß"]),
        ("Straße", "se", ["ße"]),
        ("oﬃce", "if", []),
        ("oﬃce", "fi", ["ﬃ"]),
        ("İıİ", "i", ["İıİ"]),
        ("Łódź", "odz", ["ódź"]),
        ("A\u030angstro\u0308m", "ang", ["A\u030ang"]),
        ("A\u030angstro\u0308m", "o", ["o\u0308"]),
        ("A\u030angstro\u0308m", "ro", ["ro\u0308"]),
        ("اُردُو", "رد", ["ردُ"]),
        ("日本語", "本", ["本"]),
        ("हिन्दी", "ह", ["हि"]),
        ("1\ufe0f\u20e3 2", "1", ["1\ufe0f\u20e3"]),
    ],
)
def test_the_matching_letters_are_marked(text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, words_of(query))] == marked


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


@settings(deadline=None)
@given(texts_and_queries())
def test_spans_are_in_the_text_sorted_and_apart(case: tuple[str, tuple[str, ...]]) -> None:
    text, words = case
    found = spans(text, words)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(end < start for (_, end), (start, _) in pairwise(found))


@settings(deadline=None)
@given(texts_and_queries())
def test_a_span_has_a_word_in_it_and_no_word_is_outside(case: tuple[str, tuple[str, ...]]) -> None:
    text, words = case
    found = spans(text, words)
    for start, end in found:
        inside = fold(text[start:end])
        assert any(word in inside for word in words)
        # It begins with a letter of the word, and ends with one or with marks that combine with it.
        assert fold(text[start])
        assert fold(text[end - 1]) or is_mark(text[end - 1])
    edges = [0, *(edge for span in found for edge in span), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        assert not any(word in fold(text[start:end]) for word in words)


@settings(deadline=None)
@given(texts_and_queries())
def test_a_span_never_parts_a_letter_from_its_marks(case: tuple[str, tuple[str, ...]]) -> None:
    text, words = case
    for _, end in spans(text, words):
        assert end == len(text) or not is_mark(text[end])


@settings(deadline=None)
@given(texts_and_queries())
def test_what_a_plain_scan_finds_is_marked(case: tuple[str, tuple[str, ...]]) -> None:
    text, words = case
    for word in words:
        assert bool(spans(text, [word])) == (word in fold(text))


# Narrowing and ranks

RANKS = """\
tiptui: 1
event: {id: e, name: An event, start_date: 2024}
organizations:
  - {id: kb, name: Karachi Board, abbreviation: XQ, other_names: [کراچی]}
themes: [{id: t, name: Karting}]
speakers:
  - {id: says, name: Ann, statements: [{text: About Karl.}, {text: About Marx.}]}
  - {id: role, name: Bea, role: Karate teacher}
  - {id: from, name: Cy, organization: kb}
  - {id: also, name: Dee, other_names: [Dee Kari]}
  - {id: named, name: Kara Éles}
recommendations:
  - {id: text, text: Build karts, by: [says]}
  - {id: to, text: Build, by: [says], to: [Karin]}
  - {id: theme, text: Build, by: [says], themes: [t]}
  - {id: maker-from, text: Build, by: [from]}
  - {id: maker, text: Build, by: [says, named]}
  - {id: none, text: Build, by: [role]}
"""


@cache
def ranks() -> Index:
    return Index(linked(RANKS))


def test_names_rank_before_offices_and_these_before_text_in_the_order_of_the_record() -> None:
    hits = ranks().hits(("kar",))
    assert tuple(hits.speakers) == ("also", "named", "role", "from", "says")
    assert tuple(hits.recommendations) == ("maker", "maker-from", "text", "to", "theme")


@pytest.mark.parametrize(
    ("query", "speakers", "recommendations"),
    [
        ("", "says role from also named", "text to theme maker-from maker none"),
        ("eles", "named", "maker"),
        ("xq", "from", "maker-from"),
        ("کراچِی", "from", "maker-from"),
        ("karl marx", "says", ""),
        ("ann karl", "says", ""),
        ("kara bui", "", "maker-from maker"),
        ("teacher", "role", ""),
        ("karin", "", "to"),
        ("karting", "", "theme"),
        ("kar nowhere", "", ""),
    ],
)
def test_where_a_query_is_looked_for(query: str, speakers: str, recommendations: str) -> None:
    hits = ranks().hits(words_of(query))
    assert tuple(hits.speakers) == tuple(speakers.split())
    assert tuple(hits.recommendations) == tuple(recommendations.split())
    assert bool(hits) == bool(speakers or recommendations)


def test_a_word_does_not_match_across_the_border_of_two_fields() -> None:
    assert not ranks().hits(("annabout",))
    assert not ranks().hits(("karl.about",))


def test_words_match_in_any_order() -> None:
    place = lahore().index
    expected = tuple(place.hits(("kardar", "rules", "province")).recommendations)
    assert expected == ("r5",)
    for words in permutations(["kardar", "rules", "province"]):
        assert tuple(place.hits(tuple(words)).recommendations) == expected


def test_what_a_record_hides_is_searched_as_it_is_shown() -> None:
    text = RANKS.replace("Karate teacher", '"Kar\\u202eate"')
    place = Index(linked(text))
    assert tuple(place.hits(("202e",)).speakers) == ("role",)


def searched_texts(links: Links, item: Speaker | Recommendation) -> list[str]:
    """Everything by which DESIGN.md says that an item is searched, without the help of a rank."""
    speakers = [item] if isinstance(item, Speaker) else list(links.makers(item.id))
    searched = []
    for speaker in speakers:
        searched += [speaker.name, *speaker.other_names]
        if body := links.organization(speaker):
            searched += [body.name, body.abbreviation, *body.other_names]
    if isinstance(item, Speaker):
        return [*searched, item.role, *(said.text for said in item.statements)]
    return [*searched, item.text, *item.to, *(theme.name for theme in links.themes(item))]


def scan(
    links: Links, items: tuple[Speaker, ...] | tuple[Recommendation, ...], query: str
) -> set[str]:
    found = set()
    for item in items:
        folded = [fold(visible(text)) for text in searched_texts(links, item)]
        if all(any(word in text for text in folded) for word in words_of(query)):
            found.add(item.id)
    return found


def vocabulary(record: Record) -> list[str]:
    links = Links(record)
    texts = [part for item in record.speakers for part in searched_texts(links, item)]
    texts += [part for item in record.recommendations for part in searched_texts(links, item)]
    return sorted({word for text in texts for word in text.split()})


@st.composite
def queries(draw: st.DrawFn, place: Index) -> str:
    """Pieces of words of the record, now and then something else."""
    word = st.sampled_from(vocabulary(place.links.record))
    pieces = st.builds(
        lambda word, start, length: word[start : start + length],
        word,
        st.integers(0, 5),
        st.integers(1, 8),
    )
    return " ".join(draw(st.lists(st.one_of(pieces, pieces, word, texts), max_size=3)))


PLACES: dict[str, Callable[[], Index]] = {
    "lahore": lambda: lahore().index,
    "small": lambda: small().index,
    "ranks": ranks,
}


@pytest.mark.parametrize("name", PLACES)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_a_row_matches_when_every_word_is_somewhere_in_it(name: str, data: st.DataObject) -> None:
    place = PLACES[name]()
    query = data.draw(queries(place))
    record, hits = place.links.record, place.hits(words_of(query))
    assert set(hits.speakers) == scan(place.links, record.speakers, query)
    assert set(hits.recommendations) == scan(place.links, record.recommendations, query)
    assert len(set(hits.speakers)) == len(hits.speakers)
    assert len(set(hits.recommendations)) == len(hits.recommendations)


@pytest.mark.parametrize("name", PLACES)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_a_longer_query_never_finds_more(name: str, data: st.DataObject) -> None:
    place = PLACES[name]()
    query = data.draw(queries(place))
    for end in range(len(query)):
        shorter, longer = place.hits(words_of(query[:end])), place.hits(words_of(query[: end + 1]))
        assert set(longer.speakers) <= set(shorter.speakers)
        assert set(longer.recommendations) <= set(shorter.recommendations)


def near(place: Index, query: str) -> list[str]:
    """What is offered for a query that nothing matches."""
    hits = place.hits(words_of(query))
    assert not (hits and hits.close)
    return list(hits.close)


# find


def kinds(place: Index, query: str) -> list[tuple[str, str]]:
    return [(found.kind, found.id) for found in find(place, query)]


def test_find_surveillance_gives_the_recommendation_and_who_made_it() -> None:
    (found,) = find(lahore().index, "surveillance")
    assert (found.kind, found.id) == ("recommendation", "r7")
    assert [speaker.name for speaker in found.by] == ["Ahmed Khan Bachar"]
    assert "surveillance" in found.text


def test_find_iom_gives_its_speaker_what_is_said_of_it_and_what_its_speaker_asks_for() -> None:
    assert kinds(lahore().index, "iom") == [
        ("speaker", "nimra-nazir"),
        ("statement", "syed-kausar-abbas/2"),
        ("recommendation", "r8"),
        ("recommendation", "r9"),
        ("recommendation", "r10"),
    ]


def test_find_capacity_building_gives_the_one_who_asked_for_it() -> None:
    (found,) = find(lahore().index, "capacity building")
    assert (found.kind, found.id, found.by[0].name) == ("recommendation", "r3", "Uzma Kardar")


def test_find_kardaar_finds_nothing_and_offers_uzma_kardar() -> None:
    assert find(lahore().index, "Kardaar") == []
    assert (
        no_match("Kardaar", lahore().index.hits(("kardaar",)))
        == "No match for Kardaar; close: Uzma Kardar"
    )


def test_find_gives_the_statement_that_has_the_words_and_not_its_speaker_too() -> None:
    assert kinds(lahore().index, "sialkot") == [("statement", "nimra-nazir/1")]
    assert kinds(ranks(), "ann marx") == [("statement", "says/2")]


def test_find_gives_the_speaker_when_the_words_are_in_several_statements() -> None:
    assert kinds(ranks(), "karl marx") == [("speaker", "says")]


def test_find_gives_a_speaker_by_name_with_the_statements_that_have_the_name_too() -> None:
    assert kinds(ranks(), "ka") == [
        ("speaker", "also"),
        ("speaker", "named"),
        ("speaker", "role"),
        ("speaker", "from"),
        ("statement", "says/1"),
        ("recommendation", "maker"),
        ("recommendation", "maker-from"),
        ("recommendation", "text"),
        ("recommendation", "to"),
        ("recommendation", "theme"),
    ]
    (speaker, statement, *_) = find(Index(linked(RANKS.replace("Ann", "Ann Marx"))), "marx")
    assert (speaker.kind, speaker.id, speaker.text) == ("speaker", "says", "Ann Marx")
    assert (statement.kind, statement.id, statement.text) == ("statement", "says/2", "About Marx.")


def test_find_gives_a_speaker_with_role_and_organization() -> None:
    found = find(small().index, "angstrom")[0]
    assert found.text == "Ann Ångström, Chair, Society for Sea Air"


def test_find_without_words_gives_every_row_of_the_screen() -> None:
    place = small().index
    assert [each.id for each in find(place, " - ")] == ["ann", "bo", "crew", "r1", "r2"]


@pytest.mark.parametrize("name", PLACES)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_what_the_screen_finds_is_what_find_finds(name: str, data: st.DataObject) -> None:
    place = PLACES[name]()
    query = data.draw(queries(place))
    hits, found = place.hits(words_of(query)), find(place, query)
    of_speakers = [each for each in found if each.kind != "recommendation"]
    of_recommendations = [each.id for each in found if each.kind == "recommendation"]
    assert tuple(dict.fromkeys(each.by[0].id for each in of_speakers)) == tuple(hits.speakers)
    assert tuple(of_recommendations) == tuple(hits.recommendations)
    assert len({each.id for each in found}) == len(found)


# Near spellings


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Kardaar", "Uzma Kardar"),
        ("kardaar ", "Uzma Kardar"),
        ("Usma Kardr", "Uzma Kardar"),
        ("BACHHAR", "Ahmed Khan Bachar"),
        ("Nazeer", "Nimra Nazir"),
        ("SSDDO", "Sustainable Social Development Organization"),
    ],
)
def test_the_nearest_spelling_of_a_name_is_offered(query: str, name: str) -> None:
    assert near(lahore().index, query)[:1] == [name]


@pytest.mark.parametrize("query", ["", "x", "qqqq", "surveilance", "🙂", "-"])
def test_no_name_is_offered_where_none_is_near(query: str) -> None:
    assert near(lahore().index, query) == []


def test_a_line_without_near_names_says_only_that_nothing_matches() -> None:
    assert no_match(" qqqq ", lahore().index.hits(("qqqq",))) == "No match for qqqq"


def test_at_most_three_names_are_offered_the_nearest_first() -> None:
    names = ["Karda", "Kardarr", "Kardaro", "Kardarin", "Kardar"]
    speakers = "".join(f"  - {{id: s{n}, name: {name}}}\n" for n, name in enumerate(names))
    text = f"tiptui: 1\nevent: {{id: e, name: E, start_date: 2024}}\nspeakers:\n{speakers}"
    offered = near(Index(linked(text)), "Kardaar")
    assert len(offered) == 3
    assert offered[0] == "Kardar"


def test_a_near_name_is_found_among_many() -> None:
    names = [f"Ardak {n} Darka" for n in range(300)] + ["Uzma Kardar"]
    speakers = "".join(f"  - {{id: s{n}, name: {name}}}\n" for n, name in enumerate(names))
    text = f"tiptui: 1\nevent: {{id: e, name: E, start_date: 2024}}\nspeakers:\n{speakers}"
    assert near(Index(linked(text)), "Kardaar") == ["Uzma Kardar"]


def test_nothing_is_offered_for_what_no_name_is_as_long_as() -> None:
    names = ["Kardar " * 500, "Kardar"]
    speakers = "".join(f"  - {{id: s{n}, name: {name}}}\n" for n, name in enumerate(names))
    text = f"tiptui: 1\nevent: {{id: e, name: E, start_date: 2024}}\nspeakers:\n{speakers}"
    place = Index(linked(text))
    assert near(place, "Kardaar")[0].startswith("Kardar")
    assert near(place, "Kardaar" * 300) == []


def test_a_name_that_the_search_does_not_find_is_not_offered() -> None:
    text = RANKS.replace("organizations:\n", "organizations:\n  - {id: w, name: Waterworks}\n")
    place = Index(linked(text))
    assert near(place, "Waterwork") == []
    assert near(place, "Karachy")[0] == "Karachi Board"


@settings(deadline=None)
@given(st.data())
def test_every_name_offered_is_found(data: st.DataObject) -> None:
    place = lahore().index
    word = data.draw(st.sampled_from(vocabulary(place.links.record)))
    cut = data.draw(st.integers(0, len(word)))
    for name in near(place, word[:cut] + data.draw(texts) + word[cut:]):
        assert place.hits(words_of(name))


@given(st.data())
def test_a_name_with_a_letter_too_few_is_offered(data: st.DataObject) -> None:
    place = lahore().index
    speaker = data.draw(st.sampled_from(place.links.record.speakers))
    cut = data.draw(st.integers(0, len(speaker.name) - 1))
    query = speaker.name[:cut] + speaker.name[cut + 1 :]
    assert place.hits(words_of(query)) or speaker.name in near(place, query)
