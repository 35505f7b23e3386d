"""A search in steps gives what a plain scan gives, whatever was searched before and given up."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.records import record as generated
from tests.records import lahore, linked, small
from tiptui.record.changes import differing
from tiptui.record.links import Links
from tiptui.search import index as search
from tiptui.search.index import Hits, Index
from tiptui.search.matches import Rows
from tiptui.text.folding import words_of

PLACES: dict[str, Links] = {
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


def assert_plain(place: Index, query: str, hits: Hits) -> None:
    words = words_of(query)
    assert list(hits.speakers) == plainly(place.speakers, words)
    assert list(hits.recommendations) == plainly(place.recommendations, words)


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


@pytest.mark.parametrize("name", PLACES)
@settings(deadline=None, max_examples=60)
@given(queries=typing(), given_up=st.lists(st.integers(0, 4), min_size=12, max_size=12))
def test_growing_and_shrinking_find_what_a_plain_scan_finds(
    name: str, queries: list[str], given_up: list[int]
) -> None:
    place = Index(PLACES[name])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "STEP", 2)
        for query, steps in zip(queries, given_up, strict=False):
            # A search that the next key supersedes leaves nothing behind.
            superseded = place.search(query + "a")
            for _ in range(steps):
                superseded.step()
            assert_plain(place, query, place.hits(query))


@settings(deadline=None, max_examples=60)
@given(query=letters)
def test_what_is_found_at_any_time_is_the_beginning_of_what_will_be(query: str) -> None:
    place = Index(PLACES["generated"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "STEP", 3)
        going = place.search(query)
        so_far = [going.hits]
        while not going.ended:
            going.step()
            so_far.append(going.hits)
    for one, next_one in pairwise(so_far):
        assert list(next_one.speakers)[: len(one.speakers)] == list(one.speakers)
        after = list(next_one.recommendations)
        assert after[: len(one.recommendations)] == list(one.recommendations)
    assert_plain(place, query, so_far[-1])
    assert so_far[-1].complete


def test_a_search_says_how_much_it_has() -> None:
    place = Index(PLACES["generated"])
    going = place.search("a")
    assert (going.found, going.has(0), going.has(1), going.ended) == (0, True, False, False)
    going.finish()
    assert going.found == len(going.hits.speakers) + len(going.hits.recommendations)
    assert going.has(10**6)
    going.step()
    assert place.search("a").ended


def test_a_narrower_query_looks_only_at_what_the_wider_one_found() -> None:
    place = Index(PLACES["lahore"])
    place.hits("kar")
    assert place.narrowest(("kard",)) is place.known(("kar",))
    assert place.narrowest(("x", "kard")) is place.known(("kar",))
    assert place.narrowest(("ka",)) is place.everything


def test_only_the_last_queries_are_known() -> None:
    place = Index(PLACES["small"])
    for number in range(place.MOST_KNOWN + 5):
        place.hits(f"a{number}")
    assert place.known(("a0",)) is None
    assert place.known((f"a{place.MOST_KNOWN + 4}",)) is not None
    assert len(place._known) == place.MOST_KNOWN


@settings(deadline=None)
@given(query=letters, among=st.sets(st.integers(0, 45)))
def test_matches_are_a_sequence_that_knows_where_each_is(query: str, among: set[int]) -> None:
    place = Index(PLACES["generated"])
    matches = place.hits(query).speakers
    ids = list(matches)
    assert [matches[number] for number in range(len(matches))] == ids
    assert matches[-3:] == ids[-3:]
    for number, name in enumerate(ids):
        assert matches.index(name) == number
    for name in place.speakers.ids:
        assert (name in matches) == (name in ids)
    wanted = {f"s{number}" for number in among}
    assert list(matches.among(wanted)) == [name for name in ids if name in wanted]
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
