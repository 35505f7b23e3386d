"""A search in steps gives what a plain scan gives, whatever was searched before and given up."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.records import record as generated
from tests.records import lahore, linked, small
from tiptui.record.changes import differing
from tiptui.search import index as search
from tiptui.search.index import MOST_KNOWN, Hits, Index
from tiptui.search.matches import Rows
from tiptui.text.folding import words_of

LINKS = {
    "lahore": lahore().links,
    "small": small().links,
    "generated": linked(generated(40, 2)),
}

letters = st.text("aeinorstukz'-é ا\u200c", min_size=1, max_size=4)


def plainly(rows: Rows, words: tuple[str, ...]) -> list[str]:
    """The ids that match, by looking at each row for each rank: names, offices, all."""
    found: dict[str, None] = {}
    for layer in rows.layers:
        pairs = zip(rows.ids, layer, strict=True)
        found |= {name: None for name, text in pairs if all(word in text for word in words)}
    return list(found)


def assert_plain(index: Index, words: tuple[str, ...], hits: Hits) -> None:
    assert list(hits.speakers) == plainly(index.speakers, words)
    assert list(hits.recommendations) == plainly(index.recommendations, words)


@st.composite
def typing(draw: st.DrawFn) -> list[str]:
    """What stands in the search line while somebody types, erases and types on."""
    query, queries = "", []
    for _ in range(draw(st.integers(1, 12))):
        if draw(st.booleans()):
            query += draw(letters)
        else:
            query = query[: draw(st.integers(0, len(query)))]
        queries.append(query)
    return queries


@pytest.mark.parametrize("name", LINKS)
@settings(deadline=None, max_examples=60)
@given(queries=typing(), given_up=st.lists(st.integers(0, 4), min_size=12, max_size=12))
def test_growing_and_shrinking_find_what_a_plain_scan_finds(
    name: str, queries: list[str], given_up: list[int]
) -> None:
    index = Index(LINKS[name])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "STEP", 2)
        for query, steps in zip(queries, given_up, strict=False):
            # A search that the next key supersedes leaves nothing behind.
            superseded = index.search(words_of(query + "a"))
            for _ in range(steps):
                superseded.step()
            assert_plain(index, words_of(query), index.hits(words_of(query)))


@settings(deadline=None, max_examples=60)
@given(words=letters.map(words_of))
def test_what_is_found_at_any_time_is_the_beginning_of_what_will_be(words: tuple[str, ...]) -> None:
    index = Index(LINKS["generated"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "STEP", 3)
        going = index.search(words)
        so_far = [going.hits]
        while not going.ended:
            going.step()
            so_far.append(going.hits)
    for earlier, later in pairwise(so_far):
        for kind in ("speakers", "recommendations"):
            rows = list(earlier.of(kind))
            assert list(later.of(kind))[: len(rows)] == rows
    assert_plain(index, words, so_far[-1])
    assert so_far[-1].complete


def test_a_search_says_how_much_it_has() -> None:
    index = Index(LINKS["generated"])
    going = index.search(("a",))
    assert (going.found, going.has(0), going.has(1), going.ended) == (0, True, False, False)
    going.finish()
    assert going.found == len(going.hits.speakers) + len(going.hits.recommendations)
    assert going.has(10**6)
    going.step()
    assert index.search(("a",)).ended


def test_a_narrower_query_looks_only_at_what_the_wider_one_found() -> None:
    index = Index(LINKS["lahore"])
    index.hits(("kar",))
    assert index.narrowest(("kard",)) is index.known(("kar",))
    assert index.narrowest(("x", "kard")) is index.known(("kar",))
    assert index.narrowest(("ka",)) is index.everything


def test_only_the_last_queries_are_known() -> None:
    index = Index(LINKS["small"])
    for number in range(MOST_KNOWN + 1):
        index.hits((f"a{number}",))
    known = [index.known((f"a{number}",)) is not None for number in range(MOST_KNOWN + 1)]
    assert known == [False] + [True] * MOST_KNOWN


@settings(deadline=None)
@given(words=letters.map(words_of), among=st.sets(st.integers(0, 45)))
def test_matches_are_a_sequence_that_knows_where_each_is(
    words: tuple[str, ...], among: set[int]
) -> None:
    index = Index(LINKS["generated"])
    matches = index.hits(words).speakers
    ids = list(matches)
    assert [matches[number] for number in range(len(matches))] == ids
    assert matches[-3:] == ids[-3:]
    for number, name in enumerate(ids):
        assert matches.index(name) == number
    for name in index.speakers.ids:
        assert (name in matches) == (name in ids)
    wanted = sorted(among)
    inside = [name for name in ids if index.speakers.numbers[name] in among]
    assert list(matches.among(wanted)) == inside
    assert matches.first_among(wanted) == (ids.index(inside[0]) if inside else None)
    with pytest.raises(IndexError):
        matches[len(ids)]
    with pytest.raises(ValueError, match="nobody"):
        matches.index("nobody")


@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_rows_that_are_kept_are_those_that_would_be_made_anew(data: st.DataObject) -> None:
    """Names, offices, texts, organizations and themes that change reach every row they are in."""
    text = generated(30, 1)
    lines = text.splitlines()
    for _ in range(data.draw(st.integers(0, 3))):
        number = data.draw(st.integers(0, len(lines) - 1))
        key, colon, value = lines[number].partition(": ")
        if colon and key.strip() in ("name", "role", "- text", "text"):
            lines[number] = f"{key}: {value[1:]} Changed"
        elif "name: " in lines[number] and "{id: " in lines[number]:
            lines[number] = lines[number].replace("name: ", "name: Changed ")
    before, after = linked(text), linked("\n".join(lines))
    different = differing(before.record, after.record)
    kept, anew = Index(after, earlier=(Index(before), different)), Index(after)
    assert kept.speakers.layers == anew.speakers.layers
    assert kept.recommendations.layers == anew.recommendations.layers
