"""What the reader does with sources: opening one, going to words, to sentences, and to claims."""

from bisect import bisect_right
from dataclasses import replace

from tiptui.collection.stops import Stop
from tiptui.record.links import Item
from tiptui.record.model import Recommendation, Response, Speaker, Statement
from tiptui.view.scene import Scene
from tiptui.view.state import Pane, View, enter, move


def open_sources(scene: Scene) -> View:
    """Open the sources, where they were left."""
    if not scene.links.record.sources:
        return replace(scene.view, remark="this record has no source")
    return enter(scene.view.without_query, Pane.SOURCE)


def trace(scene: Scene) -> View:
    """Go from what is under the cursor to its words in the source."""
    claim, evidence = scene.proof
    if evidence is None:
        return replace(scene.view, remark="no evidence to go to")
    if not scene.collection.is_ready:
        return open_sources(scene)
    number = scene.collection.passages.number(claim, evidence)
    return move(open_sources(scene), Pane.SOURCE, number)


def go_to_uncited(scene: Scene) -> View:
    """Go to the next sentence that no claim cites, around the end if need be."""
    if not scene.collection.is_ready:
        return open_sources(scene)
    view, numbers = scene.view, scene.collection.passages.uncited_numbers
    inside = view.main is Pane.SOURCE and not view.query
    here = view.chosen.source if inside else -1
    if not numbers:
        texts = scene.collection.texts
        remark = "every sentence is cited" if texts else "the text of the source is not at hand"
        return replace(view, remark=remark)
    number = numbers[bisect_right(numbers, here) % len(numbers)]
    return move(enter(replace(view, query="", aside=None), Pane.SOURCE), Pane.SOURCE, number)


def go_to_claim(scene: Scene) -> View:
    """Go to a claim: that in the detail, or the first that rests on the passage."""
    first = scene.stop or scene.stops.at(0)
    item = scene.links.get(first.claim) if first else None
    if first is None or item is None:
        return replace(scene.view, remark="no claim rests on this")
    return _show_item(Scene(scene.collection, scene.view.without_query), first.claim, item)


def enter_stop(scene: Scene) -> View:
    """Go from the stop in the detail to what it is: a claim in its list, words in their source."""
    stop = scene.stop
    if stop is None:
        return replace(scene.view, remark="nothing to follow here")
    if stop.evidence:
        return trace(scene)
    speaker = stop.claim.partition("/")[0]
    if isinstance(scene.links[stop.claim], Statement) and scene.subject == speaker:
        return replace(scene.view, remark="a statement stands with its speaker: here")
    return go_to_claim(scene)


def _show_item(scene: Scene, name: str, item: Item) -> View:
    """Return the view with the cursor on an item, where the record shows it.

    A response is shown with its recommendation.
    """
    if isinstance(item, Response):
        return _show_in_list(scene, Pane.RECOMMENDATIONS, scene.links.recommendation(name))
    if isinstance(item, Recommendation):
        return _show_in_list(scene, Pane.RECOMMENDATIONS, name)
    if isinstance(item, Speaker):
        return _show_in_list(scene, Pane.SPEAKERS, name)
    if isinstance(item, Statement):
        speaker = scene.links.makers(name)[0].id
        view = _show_in_list(scene, Pane.SPEAKERS, speaker)
        number = scene.collection.stops(speaker).index(Stop(name))
        return move(enter(view, Pane.DETAIL), Pane.DETAIL, number)
    return move(enter(scene.view, Pane.EVENT), Pane.EVENT, name)


def _show_in_list(scene: Scene, pane: Pane, name: str) -> View:
    view = scene.view
    if name not in scene.rows(pane):
        narrowed = tuple(each for each in view.narrowed if each.pane is not pane)
        view = replace(view, narrowed=narrowed)
    return move(enter(view, pane), pane, name)
