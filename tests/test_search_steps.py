"""A search in steps: what it has at any time, what it keeps, what the next one can use."""

from itertools import pairwise
from operator import add

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.records import record as generated
from tests.records import ASKED, MANY, SMALL, lahore, linked
from tiptui.record.changes import differing
from tiptui.record.links import Links
from tiptui.search import index as search
from tiptui.search.index import MOST_KNOWN, Index
from tiptui.search.parts import KINDS, Part
from tiptui.search.query import NO_QUERY, Query, parse
from tiptui.search.rows import Earlier, rows_of
from tiptui.search.spelling import correct
from tiptui.text.folding import fold

GENERATED = linked(generated(40, 2))


def earlier(before: Links, after: Links) -> Earlier:
    """What is kept of a record that changed."""
    return rows_of(before), differing(before.record, after.record)


def indexed(links: Links, kept: Earlier | None = None) -> Index:
    """The index of a record by itself."""
    rows = rows_of(links, earlier=kept)
    return Index([Part(links, rows, range(len(links.record.speakers)))])


letters = st.text("aeinorstukz'-é ا\u200c", min_size=1, max_size=4)


# What narrows beside them: fields, words that must not be there.
filters = st.sampled_from(["", " is:statement", " -a", " by:s1", " -to:none is:group"])


@settings(deadline=None, max_examples=60)
@given(query=st.builds(add, letters, filters).map(parse))
def test_what_is_found_at_any_time_is_the_beginning_of_what_will_be(query: Query) -> None:
    index = indexed(GENERATED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "STEP", 3)
        going = index.search(query)
        so_far = [going.hits]
        while not going.ended:
            going.step()
            so_far.append(going.hits)
    for earlier, later in pairwise(so_far):
        for kind in KINDS:
            rows = list(earlier.of(kind))
            assert list(later.of(kind))[: len(rows)] == rows
    assert list(so_far[-1].speakers) == list(indexed(GENERATED).hits(query).speakers)
    assert so_far[-1].complete


def test_a_search_says_how_much_it_has() -> None:
    index = indexed(GENERATED)
    going = index.search(parse("a"))
    assert (going.found, going.has(0), going.has(1), going.ended) == (0, True, False, False)
    while not going.has(2):
        going.step()
    assert min(len(going.hits.speakers), len(going.hits.recommendations)) >= 2
    assert not going.hits.points
    going.finish()
    assert going.found == going.hits.total
    assert going.has(10**6)
    going.step()
    assert index.search(parse("a")).ended


def test_a_narrower_query_looks_only_at_what_the_wider_one_found() -> None:
    index = indexed(lahore().dialogues[0].links)
    wider = parse("kar is:statement")
    index.hits(wider)
    for query in ("kard is:statement", "is:statement -x by:uzma kard"):
        assert index.narrowest(parse(query)) == (wider, index.known(wider))
    for query in ("ka is:statement", "kard", "kard is:recommendation", "kard -is:statement"):
        assert index.narrowest(parse(query)) == (NO_QUERY, index.everything)


def test_only_the_last_queries_are_known() -> None:
    index = indexed(linked(SMALL))
    for number in range(MOST_KNOWN + 1):
        index.hits(parse(f"a{number}"))
    known = [index.known(parse(f"a{number}")) is not None for number in range(MOST_KNOWN + 1)]
    assert known == [False] + [True] * MOST_KNOWN


def test_a_near_spelling_is_looked_for_among_a_few_names_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[str] = []

    def note(text: str) -> str:
        looked.append(text)
        return fold(text)

    monkeypatch.setattr("tiptui.search.spelling.fold", note)
    monkeypatch.setattr("tiptui.search.spelling._STEP", 10)
    counts = []
    for _ in correct(("askng",), indexed(linked(MANY)).parts, ["asking"]):
        counts.append(len(looked))
        looked.clear()
    assert max(counts) == 10
    assert sum(counts) + len(looked) == 40


@settings(deadline=None)
@example(query=parse("s3"), among={3})
@given(query=letters.map(parse), among=st.sets(st.integers(0, 45)))
def test_matches_are_a_sequence_that_knows_where_each_is(query: Query, among: set[int]) -> None:
    index = indexed(GENERATED)
    matches = index.hits(query).speakers
    ids = list(matches)
    assert [matches[number] for number in range(len(matches))] == ids
    assert matches[-3:] == ids[-3:]
    for number, name in enumerate(ids):
        assert matches.index(name) == number
    for name in index.rows["speakers"].ids:
        assert (name in matches) == (name in ids)
    wanted = sorted(among)
    inside = [name for name in ids if index.rows["speakers"].numbers[name] in among]
    assert matches.first_among(wanted) == (ids.index(inside[0]) if inside else None)
    assert [matches[number - len(ids)] for number in range(len(ids))] == ids
    for beyond in (len(ids), -len(ids) - 1):
        with pytest.raises(IndexError):
            matches[beyond]
    for name in ids[-1:]:
        assert matches.index(name, len(ids) - 1, len(ids)) == len(ids) - 1
        with pytest.raises(ValueError, match=name):
            matches.index(name, 0, len(ids) - 1)
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
    anew, kept = rows_of(after), rows_of(after, earlier=earlier(before, after))
    assert [each.layers for each in kept] == [each.layers for each in anew]


def test_whom_a_recommendation_asks_is_searched_by_the_name_that_changed() -> None:
    before, after = linked(ASKED), linked(ASKED.replace("The Port Authority", "Harbour Board"))
    index = indexed(after, earlier(before, after))
    assert list(index.hits(parse("harbour")).recommendations) == ["r1", "r2"]
