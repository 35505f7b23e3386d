"""Where in the files what is under the cursor stands."""

from tests.kit.records import SMALL, resolved, small
from tests.kit.views import DETAIL, at, scene
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


def test_in_a_source_it_is_the_evidence_and_else_where_a_claim_would_be_added() -> None:
    here = at(Pane.SOURCE, 4, open_sources(scene(small())))
    assert path_of(here) == ("recommendations", 1, "evidence", 0)
    nobody = scene(small(), here)
    nobody.passage = Passage("log", 1, 0, 4, "Rain")
    assert path_at_cursor(nobody, small().dialogues[0]) == ("recommendations", 1)
