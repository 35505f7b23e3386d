"""A search in steps: what it has at any time, what it keeps, what the next one can use."""

from itertools import pairwise
from operator import add

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.records import record as generated
from tests.kit.records import collected, lahore
from tiptui.search import matches
from tiptui.search.index import Index
from tiptui.search.query import NO_QUERY, Query, parse
from tiptui.search.rows import KINDS
from tiptui.search.search import Search

GENERATED = collected(generated(20, 2))


letters = st.text("aeinorstukz'-é ا\u200c", min_size=1, max_size=4)


# What narrows beside them: fields, words that must not be there.
filters = st.sampled_from(["", " is:statement", " -a", " by:s1", " -to:none is:group"])


@given(query=st.builds(add, letters, filters).map(parse))
def test_what_is_found_at_any_time_is_the_beginning_of_what_will_be(query: Query) -> None:
    index = Index(GENERATED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matches, "STEP", 3)
        going = Search(index, query)
        so_far = [going.hits]
        while not going.ended:
            next(going.steps, None)
            so_far.append(going.hits)
    for earlier, later in pairwise(so_far):
        for kind in KINDS:
            rows = list(earlier.of[kind])
            assert list(later.of[kind])[: len(rows)] == rows
    assert list(so_far[-1].of["speakers"]) == list(Index(GENERATED).hits(query).of["speakers"])
    assert so_far[-1].complete


def test_a_search_says_how_much_it_has() -> None:
    index = Index(GENERATED)
    going = Search(index, parse("a"))
    assert (going.hits.total, going.ended) == (0, False)
    while not going.hits.total:
        next(going.steps, None)
    assert not going.hits.complete
    going.run()
    assert going.ended
    assert Search(index, parse("a")).ended


def test_a_narrower_query_looks_only_at_what_the_wider_one_found() -> None:
    index = Index(lahore())
    wider = parse("kar is:statement")
    known = index.hits(wider)
    for query in ("kard is:statement", "is:statement -x by:uzma kard"):
        assert index.narrowest(parse(query)) == (wider, known)
    for query in ("ka is:statement", "kard", "kard is:recommendation", "kard -is:statement"):
        assert index.narrowest(parse(query)) == (NO_QUERY, index.everything)


@example(query=parse("s3"), among={3})
@given(query=letters.map(parse), among=st.sets(st.integers(0, 19)))
def test_matches_are_a_sequence_that_knows_where_each_is(query: Query, among: set[int]) -> None:
    index = Index(GENERATED)
    matches = index.hits(query).of["speakers"]
    ids = list(matches)
    assert [matches[number] for number in range(len(matches))] == ids
    for number, name in enumerate(ids):
        assert matches.index(name) == number
    for name in index.rows["speakers"].refs:
        assert (name in matches) == (name in ids)
    wanted = sorted(among)
    inside = [name for name in ids if index.rows["speakers"].number(name) in among]
    assert matches.first_among(wanted) == (ids.index(inside[0]) if inside else None)
    for beyond in (len(ids), -1):
        with pytest.raises(IndexError):
            matches[beyond]
    with pytest.raises(ValueError, match="nobody"):
        matches.index("nobody")
