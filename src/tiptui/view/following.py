"""Where following leads, and where a query that is kept leaves the reader."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from tiptui.collection.stops import Stop
from tiptui.record.links import Item, title
from tiptui.record.model import Claim, Event, Organization, Point, Speaker, Theme
from tiptui.search.rows import claim_texts
from tiptui.text.folding import fold
from tiptui.view.scene import Scene
from tiptui.view.state import KINDS, Narrowing, Pane, View, enter, move, zoom

# What following leads to: the lists that are narrowed; the last with a row gets the focus.
_LEADS: dict[type[Item], tuple[Pane, ...]] = {
    Speaker: (Pane.STATEMENTS, Pane.RECOMMENDATIONS),
    Theme: (Pane.SPEAKERS, Pane.STATEMENTS, Pane.RECOMMENDATIONS),
    Organization: (Pane.STATEMENTS, Pane.RECOMMENDATIONS, Pane.SPEAKERS),
    Event: (Pane.SPEAKERS, Pane.STATEMENTS, Pane.RECOMMENDATIONS),
}


def keep_query(scene: Scene) -> View:
    """Leave the search line with the query kept, for the first list with a hit."""
    return enter(scene.view, scene.acting) if scene.view.searching else scene.view


def escape(scene: Scene) -> View:
    """Undo the first of zoom, query and search line, newest narrowing.

    What the query found stays under the cursor.
    """
    view = scene.view
    if view.zoomed:
        return zoom(view)
    if view.query or view.searching:
        return _without_query(scene)
    if view.narrowed:
        newest = view.narrowed[-1].subject
        others = tuple(each for each in view.narrowed if each.subject != newest)
        return replace(view, narrowed=others, remark="")
    return replace(view, remark="")


def _without_query(scene: Scene) -> View:
    """Return the view without its query; the cursor stays on what that found."""
    kept, found = enter(scene.view, scene.acting), scene.subject
    if not (scene.words and found):
        return replace(scene.view.without_query, searching=False, remark="")
    view = kept.without_query
    if isinstance(found, str):
        chosen = view.chosen.with_row(scene.subject_pane, found)
        return replace(view, chosen=replace(chosen, detail=kept.chosen.detail))
    number = scene.dialogue.passages.number_in(found) if scene.dialogue else None
    return view if number is None else move(view, Pane.SOURCE, number)


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
        return replace(view, remark="no hit here")
    beyond = bisect_right(hits, here) if step > 0 else bisect_left(hits, here) - 1
    return move(view, at, hits[beyond % len(hits)])


def _has(scene: Scene, stop: Stop) -> bool:
    collection, item = scene.collection, scene.collection[stop.claim]
    texts = [title(item), getattr(item, "note", "")]
    if stop.evidence:
        texts = [stop.evidence.exact]
    elif isinstance(item, Claim):
        makers = (maker for maker in collection.makers(stop.claim) if maker != scene.subject)
        others = (title(collection[maker]) for maker in makers)
        texts = [*claim_texts(collection.place(stop.claim)[0].links, item), *others]
    folded = fold("\n".join(texts))
    return any(word in folded for word in scene.words)


def follow(scene: Scene) -> View:
    """Follow what is under the cursor to what belongs to it.

    Where nothing does, only the remark changes, and says so.
    """
    view, name = scene.view, scene.current
    item = scene.collection.get(name)
    if item is None or (isinstance(item, Event) and not scene.collection.several):
        return replace(view, remark="nothing to follow here")
    lists = _LEADS.get(type(item), (Pane.SPEAKERS,))
    related = scene.collection.related(name)
    there = [pane for pane in lists if related.of(KINDS[pane])]
    if not there:
        return replace(view, remark=_nothing_behind(item, lists[-1]))
    home = (view.aside or view.chosen).with_row(scene.subject_pane, _row(scene))
    others = tuple(each for each in view.narrowed if each.pane not in lists)
    narrowed = others + tuple(Narrowing(pane, name) for pane in lists)
    view = replace(view, chosen=home, query="", aside=None, narrowed=narrowed)
    return enter(_settle(Scene(scene.collection, view), lists), there[-1])


def _row(scene: Scene) -> str:
    return scene.subject if isinstance(scene.subject, str) else ""


def _settle(scene: Scene, lists: Sequence[Pane]) -> View:
    """Return the view with a row chosen in each of the lists, so that it stays when they widen."""
    view = scene.view
    for pane in lists:
        rows = scene.rows(pane)
        if rows and view.chosen.row(pane) not in rows:
            view = move(view, pane, rows[0])
    return view


def _nothing_behind(item: Item, pane: Pane) -> str:
    if isinstance(item, Point):  # by whom it was made is a speaker
        return "said by all present: no one speaker to show"
    # Nobody but an organization is left: dialogues have speakers, and claims are made by them.
    word = {Speaker: "by", Theme: "under"}.get(type(item), "from")
    return f"no {pane.value} {word} {title(item)}"
