"""Who belongs to what, both ways."""

import pytest

from tests.records import ASKED, SMALL, lahore, linked, related_ids
from tiptui.record.links import Links
from tiptui.record.model import (
    Event,
    Evidence,
    Recommendation,
    Record,
    Response,
    Speaker,
    Statement,
)

POINTS = """\
tiptui: 1
event:
  id: e
  name: An event
  start_date: 2024
  points:
    - {text: All agree., themes: [air]}
    - {text: Two object., by: [bo, ann, bo]}
organizations: [{id: sea, name: Sea}, {id: alone, name: Nobody}]
themes: [{id: air, name: Air}, {id: void, name: Void}]
speakers:
  - {id: ann, name: Ann, organization: sea, statements: [{text: One.}, {text: Two., themes: [air]}]}
  - {id: bo, name: Bo}
recommendations: [{id: r1, text: Act., by: [bo, ann, bo]}]
sources: [{id: log, title: The log}, {id: film, title: The film}]
"""


@pytest.fixture(name="links")
def _links() -> Links:
    return linked(POINTS)


def test_linking_goes_on_from_the_speakers_to_the_recommendations() -> None:
    speakers = tuple(Speaker(id=f"s{n}", name="S") for n in range(300))
    asked = tuple(Recommendation(id=f"r{n}", text="A", by=("s1",)) for n in range(300))
    event = Event(id="e", name="E", start_date="2024")
    parts: list[float] = []
    Links(Record(tiptui=1, event=event, speakers=speakers, recommendations=asked)).prepare(
        parts.append
    )
    assert parts == sorted(parts)
    assert (parts[0], len(parts), parts[-1] < 1) == (0, 4, True)


def test_everything_is_named_by_one_id_and_statements_and_points_count_from_1(links: Links) -> None:
    assert list(links) == [
        *("e", "sea", "alone", "air", "void", "ann", "bo", "r1"),
        *("point/1", "point/2", "ann/1", "ann/2"),
    ]
    assert len(links) == 12
    event, speakers = links.record.event, links.record.speakers
    assert links["point/2"] is event.points[1]
    assert links["ann/2"] is speakers[0].statements[1]
    assert links["r1"] is links.record.recommendations[0]
    for name in ("", "nobody", "ann/0", "ann/3", "ann/x", "ann/-1", "point/3", "sea/1", "r1/1"):
        assert name not in links


@pytest.mark.parametrize(
    ("name", "claims", "others"),
    [
        ("e", "point/1 point/2", None),
        ("ann", "point/2 ann/1 ann/2 r1", "sea air"),
        ("bo", "point/2 r1", ""),
        ("sea", "point/2 ann/1 ann/2 r1", "ann"),
        ("air", "point/1 ann/2", "ann"),
        ("ann/2", "ann/2", "ann sea air"),
        ("point/1", "point/1", "air"),
        ("point/2", "point/2", "ann bo sea"),
        ("r1", "r1", "ann bo sea"),
        ("alone", "", ""),
        ("void", "", ""),
        ("nobody", "", ""),
    ],
)
def test_the_claims_of_an_id_in_the_order_of_the_record_and_what_belongs_to_it(
    links: Links, name: str, claims: str, others: str | None
) -> None:
    assert links.claims(name) == [(claim, links[claim]) for claim in claims.split()]
    own = {claim for claim in claims.split() if claim[:3] not in ("ann", "bo/")} - {name}
    assert related_ids(links, name) == (set() if others is None else own.union(others.split()))


@pytest.mark.parametrize(
    "links", [linked(SMALL), Links(lahore().record), linked(POINTS), linked(ASKED)]
)
def test_what_belongs_together_does_so_both_ways(links: Links) -> None:
    for name in links:
        others = related_ids(links, name)
        assert name not in others
        for other in others:
            assert other in links
            assert name in related_ids(links, other) or isinstance(
                links[name], Statement | Response
            )


def test_a_claim_is_made_by_its_speakers_each_once_in_the_order_given(links: Links) -> None:
    claims = (name for name, _ in links.all_claims())
    made = {name: [speaker.id for speaker in links.makers(name)] for name in claims}
    assert made == {
        "point/1": [],
        "point/2": ["bo", "ann"],
        "ann/1": ["ann"],
        "ann/2": ["ann"],
        "r1": ["bo", "ann"],
    }


def test_a_speaker_s_organization_and_a_claim_s_themes(links: Links) -> None:
    ann, bo = links.record.speakers
    assert links.organization(ann) == links["sea"]
    assert links.organization(bo) is None
    assert links.themes(ann.statements[1]) == [links["air"]]


@pytest.mark.parametrize(
    ("text", "source", "title"),
    [
        (POINTS, "film", "The film"),
        (POINTS, "nothing", ""),
        (SMALL, "", "The log"),
    ],
)
def test_evidence_is_of_the_source_it_names_or_of_the_only_one(
    text: str, source: str, title: str
) -> None:
    found = linked(text).source(Evidence(paragraph=1, exact="x", source=source))
    assert (found.title if found else "") == title
