"""Who belongs to what, both ways."""

import pytest

from tests.records import lahore, linked, small
from tiptui.record.links import Links
from tiptui.record.model import Evidence, Point, Recommendation, Speaker, Statement

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


def test_everything_is_named_by_one_id_and_statements_and_points_count_from_1(links: Links) -> None:
    assert set(links) == {
        *("e", "point/1", "point/2", "sea", "alone", "air", "void"),
        *("ann", "ann/1", "ann/2", "bo", "r1"),
    }
    statement, point, recommendation = (links[name] for name in ("ann/2", "point/2", "r1"))
    assert isinstance(statement, Statement)
    assert statement.text == "Two."
    assert isinstance(point, Point)
    assert point.text == "Two object."
    assert isinstance(recommendation, Recommendation)


@pytest.mark.parametrize(
    ("name", "belongs"),
    [
        ("ann", {"sea", "air", "ann/1", "ann/2", "point/2", "r1"}),
        ("bo", {"point/2", "r1"}),
        ("sea", {"ann", "ann/1", "ann/2", "point/2", "r1"}),
        ("air", {"point/1", "ann/2", "ann"}),
        ("ann/2", {"ann", "sea", "air"}),
        ("point/1", {"air"}),
        ("point/2", {"ann", "bo", "sea"}),
        ("r1", {"ann", "bo", "sea"}),
        ("alone", set()),
        ("void", set()),
        ("e", set()),
    ],
)
def test_what_belongs_to_an_id(links: Links, name: str, belongs: set[str]) -> None:
    assert links.related(name) == belongs


@pytest.mark.parametrize("links", [small().links, lahore().links, linked(POINTS)])
def test_what_belongs_together_does_so_both_ways(links: Links) -> None:
    for name in links:
        others = links.related(name)
        assert name not in others
        for other in others:
            assert other in links
            assert name in links.related(other)


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


@pytest.mark.parametrize(
    ("name", "claims"),
    [
        ("e", ["point/1", "point/2"]),
        ("ann", ["point/2", "ann/1", "ann/2", "r1"]),
        ("sea", ["point/2", "ann/1", "ann/2", "r1"]),
        ("air", ["point/1", "ann/2"]),
        ("ann/2", ["ann/2"]),
        ("r1", ["r1"]),
        ("void", []),
        ("nobody", []),
    ],
)
def test_the_claims_of_an_id_come_in_the_order_of_the_record(
    links: Links, name: str, claims: list[str]
) -> None:
    assert [claim for claim, _ in links.claims(name)] == claims


def test_a_speaker_s_organization_and_a_claim_s_themes(links: Links) -> None:
    ann, bo, statement = (links[name] for name in ("ann", "bo", "ann/2"))
    assert isinstance(ann, Speaker)
    assert isinstance(bo, Speaker)
    assert isinstance(statement, Statement)
    assert links.organization(ann) == links["sea"]
    assert links.organization(bo) is None
    assert links.themes(statement) == [links["air"]]


def test_evidence_is_of_the_source_it_names(links: Links) -> None:
    film = links.source(Evidence(paragraph=1, exact="x", source="film"))
    assert film
    assert film.title == "The film"
    assert links.source(Evidence(paragraph=1, exact="x", source="nothing")) is None


def test_evidence_that_names_no_source_is_of_the_only_one() -> None:
    only = small().links.source(Evidence(paragraph=1, exact="x"))
    assert only
    assert only.id == "log"
