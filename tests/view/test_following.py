"""Enter opens a claim and follows the rest: what it writes into the query, what stays, what goes.

Under a query, what keys act on and what the detail tells is what was found of a row.
"""

import json
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.askers import asks, dialogue, series
from tests.kit.opened import OPENED, asked
from tests.kit.records import collected, indexed, record, small
from tests.kit.views import (
    DETAIL,
    EVENT,
    RECOMMENDATIONS,
    SPEAKERS,
    at,
    current,
    follow,
    keep,
    move_to,
    retype,
    scene,
    search,
    session_of,
    under_cursors,
)
from tests.kit.writer import ODD, POOL, Writer, seeds
from tiptui.collection.dialogue import CLAIM_KINDS, Claim, Dialogue, Organization, Response
from tiptui.collection.opened import MORE, Collection
from tiptui.search.index import findings
from tiptui.search.query import join, parse, terms_of, with_term
from tiptui.text.visible import visible
from tiptui.ui.actions.session import Session
from tiptui.view import following
from tiptui.view.scene import Scene
from tiptui.view.state import CLAIMS, FACETS, KINDS, LISTS, Pane, enter, open_search

LOWEN = "lowen-2025-09-10"
APART = """\
tiptui: 1
event: {id: e, name: E, start_date: 2024, points: [{text: It was said., themes: [air]}]}
themes: [{id: air, name: Air}]
speakers: [{id: ann, name: Ann, statements: [{text: She said so., themes: [air]}]}]
"""
"""A theme of a point that nobody makes, and of a statement."""


@pytest.mark.parametrize(
    ("opened", "query", "row", "then", "without"),
    [
        # What narrows stays; words that the row holds itself go, for its term says them.
        ("lahore", "naz IOM victims", (SPEAKERS, "nimra-nazir"), "victims by:nimra-nazir", ""),
        ("lahore", "prevent campaigns", (EVENT, "prevention"), "campaigns theme:prevention", ""),
        ("asked", "ports light", (EVENT, "port-authority"), "light to:port-authority", "ports"),
        ("series", f"{LOWEN} mina", (EVENT, LOWEN), f"mina in:{LOWEN}", ""),
        ("series", "lowen mina", (EVENT, LOWEN), f"mina in:{LOWEN}", ""),
        # All others stay, and a term takes the place of one of its own field.
        ("lahore", "id:r4", (EVENT, "iom"), "org:iom", "id:r4"),
        ("small", "by:ann open", (SPEAKERS, "bo"), "open by:bo", ""),
        ("small", "open by:bo -by:crew", (SPEAKERS, "bo"), "open by:bo -by:crew", ""),
        ("small", "by:bo open", (SPEAKERS, "bo"), "by:bo open", ""),
        # Of what hides it the fewest terms go.
        ("small", "by:crew", (EVENT, "air"), "theme:air", "by:crew"),
        ("small", "open zzz -ann", (EVENT, "air"), "open theme:air", "zzz, -ann"),
        ("small", "ang -good -cold -win", (SPEAKERS, "ann"), "-good -cold by:ann", "-win"),
        ("apart", "said is:point", (EVENT, "air"), "said is:point theme:air", ""),
    ],
)
def test_what_one_follows_is_one_term_more_and_what_hides_it_goes_and_is_said(
    opened: str, query: str, row: tuple[Pane, str], then: str, without: str
) -> None:
    there = collected(APART) if opened == "apart" else OPENED[opened]
    view = follow(there, at(*row, keep(there, search(query))))
    remark = f"without {without} · [ brings it back" if without else ""
    assert (view.query, view.remark) == (f"{then} ", remark)
    assert scene(there, view).results.rows(view.focus)


def test_words_stay_through_an_addressee_and_a_claim_of_the_detail() -> None:
    found = at(DETAIL, 4, at(RECOMMENDATIONS, "r2", keep(asked, search("light"))))
    view = follow(asked, found)
    assert (view.query, view.focus) == ("light to:port-authority ", RECOMMENDATIONS)
    # A claim that the query hides takes with it what hides it, and no more.
    words = "is:recommendation ladder in:b"
    narrowed = at(RECOMMENDATIONS, "b#r1", keep(twice, search(words)))
    number = [stop.claim for stop in scene(twice, narrowed).stops].index("a#r1")
    view = follow(twice, at(DETAIL, number, narrowed))
    assert (view.query, current(twice, view)) == ("is:recommendation ladder ", "a#r1")
    assert view.remark == "without in:b · [ brings it back"


def test_a_count_takes_the_place_of_one_of_its_field_and_is_there_once() -> None:
    counts = at(Pane.COUNTS, "theme:water", keep(small(), search("warm theme:water")))
    assert follow(small(), counts) == replace(counts, remark="the query has theme:water already")
    counts = at(Pane.COUNTS, "theme:water", keep(small(), search("warm wat theme:wat")))
    assert follow(small(), counts).query == "warm theme:water "


twice = series(*(dialogue(id, "2024", asks("r1", "Fix the ladder now")) for id in "ab"))
"""Two dialogues in which the same is asked."""


def written(seed: int) -> Collection:
    """Two records that somebody wrote by chance, opened together."""
    writers = [Writer(seed + number, [*POOL, *ODD], f"event-{number}") for number in (0, 1)]
    records = (record(json.dumps(writer.record)) for writer in writers)
    return Collection(map(Dialogue, records), several=True)


some_collection = st.one_of(
    st.sampled_from(sorted(OPENED)).map(OPENED.__getitem__),
    seeds.map(lambda seed: Writer(seed, [*POOL, *ODD]).opened()[1]),
    seeds.map(written),
)


def draw_query(data: st.DataObject, collection: Collection) -> str:
    """A query of words that stand somewhere, pieces of them, and terms of what is there."""
    index = indexed(collection)
    texts = [rows.text(n) for rows in index.rows.values() for n in range(len(rows))]
    words = sorted({word for text in texts for word in text.split() if terms_of(word)})
    terms = ["is:statement", "is:recommendation", "zzz", f"in:{collection.dialogues[0].id}"]
    for field in ("by", "org", "theme", "to"):
        values = index.facets.values(field)[:4]
        terms += [index.facets.write(field, value) for value in values]
    pieces = st.tuples(st.sampled_from(words), st.integers(1, 30))
    term = st.sampled_from([*words, *terms]) | pieces.map(lambda piece: piece[0][: piece[1]])
    signed = st.tuples(st.sampled_from(["", "", "", "", "-"]), term).map("".join)
    return " ".join(data.draw(st.lists(signed, max_size=3)))


def draw_row(data: st.DataObject, session: Session) -> None:
    """Go to some row of some pane."""
    pane = data.draw(st.sampled_from([EVENT, Pane.COUNTS, *LISTS, DETAIL]))
    view = enter(session.view, pane)
    if pane is Pane.COUNTS:
        view = replace(view, facet=data.draw(st.sampled_from([*FACETS])))
    session.look(view)
    session.look(move_to(session.scene, data.draw(st.integers(0, 30))))


def begin(collection: Collection, query: str) -> Session:
    session = session_of(indexed(collection))
    session.look(keep(collection, retype(collection, open_search(session.view), query)))
    return session


@given(some_collection, st.data())
def test_after_any_words_and_any_enters_the_lists_have_what_was_followed_and_all_words_or_say_so(
    collection: Collection, data: st.DataObject
) -> None:
    session = begin(collection, draw_query(data, collection))
    for _ in range(data.draw(st.integers(1, 3))):
        draw_row(data, session)
        before, history = session.scene, session.history
        if before.stop and before.stop.evidence:
            continue
        session.go(following.follow)
        if session.history == history:
            assert session.scene.subject == before.subject
            continue
        if before.stop and before.stop.field == MORE:
            check_all(before, session.scene)
        else:
            check_lists(before, session.scene)
            check_terms(before, session.scene)
            check_cursors(before, session.scene)
        after = session.view
        session.back()
        assert session.view == replace(before.view, remark="")
        session.forward()
        assert session.view == replace(after, remark="")


def check_all(before: Scene, after: Scene) -> None:
    """Of the same subject all is told; what was found is a part of it."""
    assert (after.subject, after.view.focus) == (before.subject, DETAIL)
    assert (after.view.query, after.stops.more) == ("", 0)
    assert after.stops.told == before.stops.told + before.stops.more
    assert {stop for stop in before.stops if stop.field != MORE} <= {*after.stops}


def check_lists(before: Scene, after: Scene) -> None:
    """What is listed is not empty, and is of what was followed."""
    view = after.view
    assert after.rows(view.main)
    assert (view.is_searching, view.caret) == (False, len(view.query))
    if opens(before):
        claim = before.collection[before.current].claim
        assert (after.current, view.focus, view.is_open) == (claim.ref, DETAIL, True)
        assert after.target == (claim.ref, next(iter(claim.evidence), None))
        return
    for kind in map(KINDS.__getitem__, CLAIMS):
        numbers = map(after.index.rows[kind].number, after.results.hits.of[kind])
        assert {*numbers} - {None} <= {*before.related.of[kind]}


def check_terms(before: Scene, after: Scene) -> None:
    """A term that hid it is named, others go for one of their field, and no fewer would do."""
    left = [text for text, _ in terms_of(after.view.query)]
    followed = "" if opens(before) else term_followed(before)
    assert opens(before) or followed in left
    remark = after.view.remark.removeprefix("without ").removesuffix(" · [ brings it back")
    others, hidden = [], 0
    for text, term in terms_of(before.view.query):
        if f", {visible(text)}, " in f", {remark}, " and text not in left:
            hidden += 1
        elif text not in left:
            assert followed
            assert term.is_text or term.field == followed.partition(":")[0]
            continue
        others.append(text)
    assert (hidden > 0) == bool(remark)
    for fewer in combinations(others, len(others) - hidden + 1):
        query = with_term(join(fewer), followed) if followed else join(fewer)
        rows = Scene(after.index, replace(after.view, query=query)).rows(after.view.main)
        assert not hidden or (after.subject not in rows if opens(before) else not rows)


def check_cursors(before: Scene, after: Scene) -> None:
    """A cursor stays on what it was on, where that is still listed."""
    if before.active_pane in (DETAIL, EVENT) and opens(before):  # the cursor of its list goes to it
        return
    for pane, row in under_cursors(before).items():
        if pane is not Pane.COUNTS or after.view.focus is Pane.COUNTS:
            assert row not in after.rows(pane) or after.ref_at(pane) == row


def opens(before: Scene) -> bool:
    """Whether Enter opens a claim, which is no term of the query."""
    return isinstance(before.collection.get(before.current), Claim | Response)


def term_followed(before: Scene) -> str:
    if before.active_pane is Pane.COUNTS:
        return before.ref_at(Pane.COUNTS)
    facets, name = before.index.facets, before.current
    field = before.stop.field if before.stop else ""
    return facets.term_of(name, field)


@given(some_collection, st.data())
def test_keys_act_on_the_first_claim_found_of_a_row_and_the_detail_begins_with_those_found(
    collection: Collection, data: st.DataObject
) -> None:
    query = draw_query(data, collection) if data.draw(st.booleans()) else ""
    session = begin(collection, query)
    draw_row(data, session)
    now = session.scene
    thing = collection.get(now.subject) if isinstance(now.subject, str) else None
    if now.active_pane is DETAIL or not now.subject or (thing and isinstance(thing, Claim)):
        return
    assert now.under_cursor == (now.subject, None)  # what m marks
    if not now.query.terms:
        assert now.target == now.under_cursor
        assert now.stops.more == 0
        return
    is_count = now.active_pane is Pane.COUNTS
    terms = [now.ref_at(Pane.COUNTS) if is_count else term_followed(now)]
    if isinstance(thing, Organization) and not is_count:
        of_fields = (now.index.facets.term_of(now.current, field) for field in ("org", "to"))
        terms = [term or terms[0] for term in of_fields]
    printed = [findings(now.index, parse(with_term(now.view.query, term))) for term in terms]
    claims = (thing.ref for things in printed for thing in things if thing.kind in CLAIM_KINDS)
    found = [*dict.fromkeys(claims)]
    assert [now.stops.thing(n).ref for n in range(len(now.stops.rows))] == found
    assert now.target == (found[0] if found else now.subject, None)
    assert (now.stops.more > 0) == any(stop.field == MORE for stop in now.stops)
