"""The things of a record: their ids, who makes them, and what belongs to what, both ways."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.any_record import records
from tests.kit.cases import rows
from tests.kit.checkout import document
from tests.kit.records import WITH_IDS, collected, ids_of, resolved
from tiptui.collection.dialogue import Claim, Dialogue, Organization, Party, Response
from tiptui.collection.opened import Collection
from tiptui.record.model import Record

POINTS = document("tests/records/points.yaml")


@pytest.fixture(name="things")
def _things() -> Dialogue:
    return resolved(POINTS)


def test_everything_is_named_by_one_id_and_statements_and_points_count_from_1(
    things: Dialogue,
) -> None:
    assert ids_of(things) == [
        *("e", "sea", "alone", "air", "void", "ann", "bo", "r1"),
        *("point/1", "point/2", "ann/1", "ann/2"),
    ]
    record = things.event.dialogue.record
    assert things["point/2"].item is record.event.points[1]
    assert things["ann/2"].item is record.speakers[0].statements[1]
    assert things["r1"].item is record.recommendations[0]
    # Each maker once, in the order given.
    assert [maker.id for maker in things["point/2"].makers] == ["bo", "ann"]
    themes = [theme.facts for theme in things.themes]
    counts = [(facts.value("claims"), facts.value("asked")) for facts in themes]
    assert counts == [("2", "0"), ("0", "0")]
    assert [things.get(id) for id in ("point/02", "ann/02", "ann/٢", "ann/0")] == [None] * 4
    for name in ("", "nobody", "ann/0", "ann/3", "ann/x", "ann/-1", "point/3", "sea/1", "r1/1"):
        assert things.get(name) is None


def test_a_statement_or_point_with_an_id_has_no_other_name_and_counts_all_the_same() -> None:
    things = resolved(WITH_IDS)
    claims = ["aim", "point/2", "ann/1", "ann-1", "ann/3", "reply", "r1", "r2"]
    assert [each.id for each in things.claims] == claims
    assert [things[each].id for each in claims] == claims
    texts = {each: things[each].text for each in ("aim", "ann-1", "reply")}
    assert texts == {"aim": "To agree.", "ann-1": "Two.", "reply": "Four."}
    assert things["ann-1"].path == ("speakers", 0, "statements", 1)
    assert things["aim"].path == ("event", "points", 0)
    makers = [[maker.id for maker in claim.makers] for claim in things.claims]
    assert makers == [[], ["bo"], ["ann"], ["ann"], ["ann"], ["bo"], ["bo"], ["ann"]]
    for name in ("point/1", "ann/2", "bo/1", "ann-1/1", "reply/1", "aim/1", "e/1"):
        assert things.get(name) is None
    assert related(collected(WITH_IDS), "air") == {"aim", "ann-1", "ann"}


def related(collection: Collection, name: str) -> set[str]:
    """What belongs to something of a record by itself, by ids."""
    found, things = collection.related(name), collection.dialogues[0]
    people = (things.people[number].id for number in found.of["speakers"])
    said = (
        things.claim(things.ids.first["statement"] + number).id for number in found.of["statements"]
    )
    asked = (things.recommendations[number].id for number in found.of["recommendations"])
    points = (things.claim(number).id for number in found.of["points"])
    return {*people, *said, *asked, *points, *map(collection.shown, found.others)}


@pytest.mark.parametrize(("name", "claims", "others"), rows(__file__, "things.txt", "what belongs"))
def test_the_claims_of_an_id_in_the_order_of_the_record_and_what_belongs_to_it(
    name: str, claims: str, others: str
) -> None:
    collection = collected(POINTS)
    assert [claim.id for claim in collection[name].claims] == claims.split()
    assert related(collection, name) == {*claims.split(), *others.split()} - {name}
    assert related(collection, "nobody") == set()


# Who is asked, and who responds, is an organization by its id or is in other words.
words = st.sampled_from(["organizations0", "organizations1", "All", "all", "?"])


@settings(max_examples=40)
@given(records(words))
def test_what_belongs_together_does_so_both_ways(record: Record) -> None:
    """But a response is told with its recommendation, and an organization has the one it gave."""
    collection = Collection([Dialogue(record)])
    things = collection.dialogues[0]
    for thing in (*map(things.__getitem__, ids_of(things)), *things.addressees):
        others = related(collection, thing.id)
        assert thing.id not in others
        for other in map(things.__getitem__, others):
            if isinstance(thing, Response):
                assert (other, True) == (thing.claim, thing in thing.claim.responses)
            elif thing.kind != "event" and thing.id not in related(collection, other.id):
                assert isinstance(thing, Claim)
                assert isinstance(other, Organization)
                assert {*thing.responses} & {*other.responses}


@settings(max_examples=40)
@given(records(words))
def test_whatever_a_thing_has_leads_back_to_it(record: Record) -> None:
    things = Dialogue(record)
    assert [things[id].id for id in ids_of(things)] == ids_of(things)
    for claim in things.claims:
        beside = (*claim.makers, *claim.themes, *claim.organizations)
        assert all(claim in each.claims for each in beside)
        assert all(claim in each.asked for each in claim.addressees)
        assert all(response.claim == claim for response in claim.responses)
    for person in things.people:
        assert all(person in claim.makers for claim in person.claims)
    for body in things.organizations:
        assert all(body in claim.organizations for claim in body.claims)
        assert all(person.organization == body for person in body.people)
        assert all(response.organization == body for response in body.responses)
    parties: list[Party] = [*things.organizations, *things.addressees]
    for party in parties:
        assert len(party.asked) == party.times_asked
        assert all(party in claim.addressees for claim in party.asked)
