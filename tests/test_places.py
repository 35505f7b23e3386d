"""Where in the files what is under the cursor stands."""

from tests.records import SMALL, resolved, small
from tests.views import DETAIL, at, scene
from tiptui.proof.passages import Passage
from tiptui.record.problem import Path
from tiptui.ui.actions.editing import path_at_cursor
from tiptui.view.following import open_sources
from tiptui.view.state import Pane, View


def path_of(view: View) -> Path:
    return path_at_cursor(scene(small(), view), small().dialogues[0])


def test_a_point_and_an_organization_have_their_places() -> None:
    assert small()["sea"].path == ("organizations", 0)
    things = resolved(SMALL.replace("name: An event", "name: E, points: [{text: A}, {text: B}]"))
    assert things["point/2"].path == ("event", "points", 1)


def test_in_the_detail_it_is_the_claim_or_its_evidence() -> None:
    paths = [path_of(at(DETAIL, number)) for number in range(4)]
    first, second = (("speakers", 0, "statements", number) for number in range(2))
    assert paths == [first, (*first, "evidence", 0), second, (*second, "evidence", 0)]


def test_of_a_passage_it_is_the_line_in_the_outline_of_its_source() -> None:
    dialogue = small().dialogues[0]
    passages = dialogue.passages.stops
    assert [each.paragraph for each in passages] == [1, 1, 1, 2, 2]
    here = scene(small(), at(Pane.SOURCE, 4, open_sources(scene(small()))))
    beyond = passages[0]._replace(paragraph=9)
    ways: dict[Passage, Path] = {
        each: ("sources", 0, "outline", each.paragraph - 1) for each in passages
    }
    ways |= {beyond: ("sources", 0), beyond._replace(source=""): ("event",)}
    for passage, way in ways.items():
        here.passage = passage
        assert path_at_cursor(here, dialogue) == way
