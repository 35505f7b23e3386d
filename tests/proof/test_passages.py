"""Where a reader of the sources stops, and what rests there: against what each must be, plainly."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiptui.proof.passages import Passage, Passages
from tiptui.proof.source_text import SourceText
from tiptui.text.folding import fold, words_of
from tools.growth import steps
from tools.ways_in import proved

LOG = "They met at noon. Ann chairs.\nAll is well, and well. It rained. “Open” the windows.\n"
QUOTED = [
    "1 met at noon",
    "2 is well",
    '2 "Open" the',
    "1 It rained.",
    "2 Open the doors",
    "2 well",
]


def opened(
    quoted: Sequence[Sequence[str]], text: str = "", sources: Sequence[str] = ("s",)
) -> Passages:
    """Return the passages of a record with a claim for each list of quotations: `2 words`."""
    record = proved(quoted, sources)
    return Passages(record, {each: SourceText(text) for each in sources} if text else {})


def shown(passages: Sequence[Passage]) -> list[tuple[int, str, str]]:
    claims = (" ".join(ref.removeprefix("e#") for ref in each.claims) for each in passages)
    return [(at.paragraph, at.words, of) for at, of in zip(passages, claims, strict=True)]


def test_stops_are_cited_places_and_uncited_sentences_in_the_order_of_the_text() -> None:
    passages = opened([QUOTED[:2], QUOTED[1:4], QUOTED[4:]], LOG)
    assert shown(passages.stops) == [
        (1, "met at noon", "r0"),
        (1, "Ann chairs.", ""),
        (2, "is well", "r0 r1"),
        (2, "well", "r2"),
        (2, "It rained.", "r1"),
        (2, "“Open” the", "r1"),
        (2, "Open the doors", "r2"),
    ]
    assert [*passages.uncited_numbers] == [1]
    assert passages.steps == [0, 2, 3, 4, 5, 6]


def test_a_ref_leads_to_its_passage_or_the_next_one() -> None:
    passages = opened([QUOTED[:2], QUOTED[4:]], LOG)
    stops = passages.stops
    assert [passages.find(passages.ref(stop), stops) for stop in stops] == [*range(len(stops))]
    wanted = ["e#s:1+0-2", "e#s:1+6-8", "e#s:2“None”", "e#s:3+0-1", "e#t:1+0-1"]
    assert [passages.find(ref, stops) for ref in wanted] == [0, 1, 6, 6, 6]
    assert passages.find("e#s:1+0-2", []) == 0
    assert passages.find("f#s:1+0-2", stops) is passages.find("e#r0", stops) is None


def test_arrows_go_by_paragraphs_in_each_source_that_nobody_cites() -> None:
    assert [*map(opened([], LOG).stops.__getitem__, opened([], LOG).steps)] == [
        Passage("s", 1, 0, 17, "They met at noon."),
        Passage("s", 2, 0, 22, "All is well, and well."),
    ]
    asked = opened([], "It rained. We must pay. They should act.\nIt was late.\n")
    assert [asked.stops[n].words for n in asked.steps] == ["We must pay.", "It was late."]
    both = opened([QUOTED[:1]], LOG, ["s", "other"])
    places = [(both.stops[n].source, both.stops[n].words) for n in both.steps]
    assert places == [
        ("s", "They met at noon."),
        ("s", "All is well, and well."),
        ("other", "met at noon"),
    ]


def test_sentences_that_ask_are_counted_in_each_source() -> None:
    text = "They should act. It rained. We must pay.\n"
    both = opened([["1 must pay"]], text, ["s", "other"])
    assert len(both.asking) == 3


def test_without_a_text_the_stops_are_the_phrases_and_the_sentences_the_outline() -> None:
    passages = opened([QUOTED[:2], QUOTED[1:4]])
    assert shown(passages.stops) == [
        (1, "met at noon", "r0"),
        (1, "It rained.", "r1"),
        (2, "is well", "r0 r1"),
        (2, '"Open" the', "r1"),
    ]
    assert shown(passages.sentences) == [
        (1, "One\nmet at noon\nIt rained.", "r0 r1"),
        (2, 'Two\nis well\n"Open" the', "r0 r1"),
    ]


def test_of_sentences_without_a_space_between_them_each_is_by_itself() -> None:
    passages = opened([["1 他来了。"], ["2 他走了。"]], "他来了。他走了。\n他来了。他走了。")
    assert shown(passages.stops) == [
        (1, "他来了。", "r0"),
        (1, "他走了。", ""),
        (2, "他来了。", ""),
        (2, "他走了。", "r1"),
    ]
    assert [each.claims for each in passages.sentences] == [("e#r0",), (), (), ("e#r1",)]
    assert [passages.first_in(each) for each in passages.sentences] == [*passages.stops[:4]]


def test_paragraphs_beyond_the_last_that_evidence_names_are_there_to_be_looked_at() -> None:
    passages = opened([["3 nothing"], ["9 nobody"], ["2 well"]], LOG, ("s", "t"))
    beyond = [(each.source, each.paragraph) for each in passages.pieces if each.paragraph > 2]
    assert beyond == [(0, 9), (1, 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            LOG,
            [
                "verbatim",
                "verbatim",
                "normalized",
                "not found here; stands in ¶2",
                "not found; nearest: ¶2 “Open” the windows”",
                "verbatim in 2 places",
            ],
        ),
        ("x", ["not found"] * 6),
        ("", ["unchecked"] * 6),
    ],
)
def test_how_evidence_was_found_is_said_in_a_few_words(text: str, expected: list[str]) -> None:
    passages = opened([QUOTED], text)
    evidence = [each.evidence for each in passages.quotations]
    assert [each.located.in_words for each in passages.quotations] == expected
    assert passages.stop("r1", evidence[0]) == passages.stops[0]


WORDS = st.sampled_from("an act was and that well. it rained. now x".split())
TEXTS = st.lists(WORDS, min_size=3, max_size=12).map(" ".join)


@st.composite
def quoting(draw: st.DrawFn) -> tuple[list[list[str]], str]:
    """Return quotations of claims, and their text."""
    paragraphs = draw(st.lists(TEXTS, min_size=1, max_size=3))
    one = st.tuples(st.integers(1, 3), st.sampled_from(paragraphs).flatmap(parts_of))
    quoted = st.lists(one.map("{0[0]} {0[1]}".format), max_size=4)
    return draw(st.lists(quoted, max_size=4)), "\n".join(paragraphs)


def parts_of(line: str) -> st.SearchStrategy[str]:
    words = line.split()
    bounds = st.tuples(st.integers(0, len(words) - 1), st.integers(1, 5))
    return bounds.map(lambda bound: " ".join(words[bound[0] : sum(bound)]))


@given(quoting())
def test_on_a_passage_rest_quotations_that_overlap_it(case: tuple[list[list[str]], str]) -> None:
    passages = opened(*case)
    for passage in passages.sentences:
        over = [
            each
            for each in passages.quotations
            if each.located.paragraph == passage.paragraph
            and each.located.start < passage.end
            and passage.start < each.located.end
        ]
        assert set(passage.claims) == {f"e#{each.claim}" for each in over}
        first = (f"e#{over[0].claim}", over[0].evidence) if over else ("", None)
        assert passages.first_on(passage) == first
    for each in passages.quotations:
        stop = passages.stop(f"e#{each.claim}", each.evidence)
        assert f"e#{each.claim}" in stop.claims
        assert fold(stop.words) == fold(each.evidence.exact)
        first = next(
            (f"e#{other.claim}", other.evidence)
            for other in passages.quotations
            if (other.located.paragraph, other.evidence.exact) == (stop.paragraph, stop.words)
        )
        assert passages.first_on(stop) == first


@given(quoting(), st.lists(st.text("an x.", max_size=5), max_size=6))
def test_a_query_finds_sentences_by_all_words(
    case: tuple[list[list[str]], str], queries: list[str]
) -> None:
    passages = opened(*case)
    for query in queries:
        words = words_of(query)
        sides = tuple(((word,),) for word in words)
        found = passages.matching(sides)
        folded = [(each, fold(each.words)) for each in passages.sentences]
        plain = [each for each, text in folded if all(word in text for word in words)]
        assert list(found) == (plain if words else list(passages.stops))
        assert passages.matching(sides) is found


def test_a_key_on_a_claim_with_much_evidence_takes_as_many_steps_as_on_one_with_little() -> None:
    def key(size: int) -> int:
        passages = opened(
            [[f"1 w{n}" for n in range(size)]], " ".join(f"w{n}" for n in range(size))
        )
        evidence = passages.quotations[-1].evidence
        passages.matching(((("w",),),))

        def run() -> None:
            stop = passages.stop("e#r0", evidence)
            assert passages.first_on(stop) == ("e#r0", evidence)
            assert passages.matching(((("w",),),))

        run()
        return steps(run)

    assert key(100) == key(5)
