"""What the query does to the view: as it is typed, when it is kept, and as it is taken back."""

from bisect import bisect_left, bisect_right
from dataclasses import replace

from tiptui.collection.stops import Stop
from tiptui.collection.thing import CLAIM_KINDS
from tiptui.search.query import parse, without_last
from tiptui.text.folding import fold
from tiptui.view.scene import Scene
from tiptui.view.state import Chosen, Pane, View, enter, move, zoom


def change_query(scene: Scene, query: str) -> View:
    """Change the query as it is typed: cursors go to the best hits, without a query they stay.

    What is looked for in the source moves its cursor alone.
    """
    chosen = replace(scene.view.chosen, detail=0, source=0)
    if not parse(query).terms:
        chosen = find_again(scene, query).chosen
    elif scene.view.main is not Pane.SOURCE:
        chosen = Chosen()
    behind = min(scene.view.behind, len(query))
    return replace(scene.view, query=query, behind=behind, chosen=chosen, remark="")


def keep_query(scene: Scene) -> View:
    """Leave the search line with the query kept, for the first list with a hit."""
    if not scene.view.searching:
        return scene.view
    return replace(enter(scene.view, scene.acting), query=scene.view.query.rstrip())


def escape(scene: Scene) -> View:
    """Leave zoom, else take back what was typed in the search line, else the last of the query.

    What the query found stays under the cursor.
    """
    view = scene.view
    if view.zoomed:
        return zoom(view)
    if not (view.query or view.searching):
        return replace(view, remark="nothing to undo; q quits")
    return find_again(scene, view.kept if view.searching else without_last(view.query))


def find_again(scene: Scene, query: str) -> View:
    """Return the view with another query: the cursors stay on what they were on."""
    there = scene.acting if scene.query.terms and scene.subject else scene.view.focus
    view = replace(enter(scene.view, there), query=query, behind=0)
    if view.main is Pane.SOURCE:
        found = scene.passage if scene.words else None
        number = scene.dialogue.passages.number_in(found) if found and scene.dialogue else None
        return view if number is None else move(view, Pane.SOURCE, number)
    chosen = view.chosen
    for pane in {Pane.EVENT, view.first, *view.lists}:
        number = scene.event_number if pane is Pane.EVENT else scene.cursor(pane)
        if row := scene.row_at(pane, number):
            chosen = chosen.with_row(pane, row)
    return replace(view, chosen=replace(chosen, detail=view.chosen.detail))


def next_hit(scene: Scene, step: int) -> View:
    """Go to the next place with a word of the query for step 1, for -1 back; around the end.

    In the source these are sentences, in the detail claims and their evidence.
    """
    view, at = scene.view, scene.acting
    if at not in (Pane.SOURCE, Pane.DETAIL):
        return replace(view, remark="n and N go from hit to hit in the detail and in the source")
    if not scene.words:
        return replace(view, remark="nothing is searched for: / begins a search")
    hits, here = list(range(len(scene.source_stops))), view.chosen.source
    if at is Pane.DETAIL:
        hits = [n for n, stop in enumerate(scene.stops) if _has(scene, stop)]
        here = view.chosen.detail
    if not hits:
        return replace(view, remark="no hit in this pane")
    beyond = bisect_right(hits, here) if step > 0 else bisect_left(hits, here) - 1
    return move(view, at, hits[beyond % len(hits)])


def _has(scene: Scene, stop: Stop) -> bool:
    thing = scene.collection[stop.claim]
    texts = [thing.title, thing.note]
    if stop.evidence:
        texts = [stop.evidence.exact]
    elif thing.kind in CLAIM_KINDS:
        others = (maker.title for maker in thing.makers if maker.name != scene.subject)
        texts = [*scene.index.names(thing.dialogue).claim(thing.item), *others]
    folded = fold("\n".join(texts))
    return any(word in folded for word in scene.words)
