"""Where in the files what is under the cursor stands."""

import pytest

from tests.records import SMALL, linked
from tiptui.record.problem import Fault
from tiptui.record.reader import place_faults
from tiptui.search.index import Index, index
from tiptui.view.evidence import opened
from tiptui.view.locations import outline_path, passage_at, path_at, path_of
from tiptui.view.state import Pane, View, detail_stops, entered, moved


def line(path: tuple[str | int, ...]) -> str:
    (problem,) = place_faults(SMALL, [Fault(path, "", "")])
    return SMALL.splitlines()[problem.place.line - 1].strip()


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("e", "event: {id: e"),
        ("sea", "- {id: sea"),
        ("water", "- {id: water"),
        ("bo", "- id: bo"),
        ("r2", "- {id: r2"),
        ("ann/2", "- {text: The water is cold."),
        ("nobody", "event: {id: e"),
        ("", "event: {id: e"),
    ],
)
def test_everything_with_an_id_has_its_line(name: str, begins: str) -> None:
    assert line(path_of(linked(SMALL), name)).startswith(begins)


def test_a_point_has_its_line() -> None:
    links = linked(SMALL.replace("name: An event", "name: E, points: [{text: A}, {text: B}]"))
    assert path_of(links, "point/2") == ("event", "points", 1)


def test_in_the_detail_it_is_the_claim_or_its_evidence() -> None:
    place = index(linked(SMALL))
    paths = []
    for number in range(len(detail_stops(place, "ann"))):
        view = moved(entered(View(), Pane.DETAIL), Pane.DETAIL, number)
        paths.append(path_at(place, view))
        assert passage_at(place, view) is None
    said = ("speakers", 0, "statements")
    assert paths[:4] == [
        (*said, 0),
        (*said, 0, "evidence", 0),
        (*said, 1),
        (*said, 1, "evidence", 0),
    ]


def test_in_the_sources_it_is_the_passage_or_its_line_in_the_outline() -> None:
    place = Index(linked(SMALL))
    view = opened(place, View())
    passages = []
    for number in range(5):
        passage = passage_at(place, moved(view, Pane.SOURCE, number))
        assert passage
        passages.append(passage)
        assert outline_path(place, passage) == ("sources", 0, "outline", passage.paragraph - 1)
    assert {each.paragraph for each in passages} == {1, 2}
    beyond = passages[0]._replace(paragraph=9)
    assert outline_path(place, beyond) == ("sources", 0)
    assert outline_path(place, beyond._replace(source="")) == ("event",)
