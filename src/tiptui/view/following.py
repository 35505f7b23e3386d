"""Where following leads, and where a query that is kept leaves the reader."""

from collections.abc import Sequence
from dataclasses import replace

from tiptui.record.links import Item, title
from tiptui.record.model import Event, Organization, Point, Speaker, Theme
from tiptui.view.scene import Scene
from tiptui.view.state import Narrowing, Pane, View, enter, move

# What following leads to: the lists that are narrowed, the last one gets the focus.
_LEADS: dict[type[Item], tuple[Pane, ...]] = {
    Speaker: (Pane.RECOMMENDATIONS,),
    Theme: (Pane.SPEAKERS, Pane.RECOMMENDATIONS),
    Organization: (Pane.RECOMMENDATIONS, Pane.SPEAKERS),
}


def keep_query(scene: Scene) -> View:
    """Leave the search line with the query kept, for the first list with a hit."""
    return enter(scene.view, scene.acting) if scene.view.searching else scene.view


def follow(scene: Scene) -> View:
    """Follow what is under the cursor to what belongs to it.

    Where nothing does, only the remark changes, and says so.
    """
    view, name = scene.view, scene.current
    item = scene.links.get(name)
    if item is None or isinstance(item, Event):
        return replace(view, remark="nothing to follow here")
    lists = _LEADS.get(type(item), (Pane.SPEAKERS,))
    there = [pane for pane in lists if scene.collection.narrow(scene.all_rows(pane), pane, name)]
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
    if isinstance(item, Point):
        return "by all present" if not item.by else f"no {pane.value} behind this point"
    word = {Speaker: "by", Theme: "under", Organization: "from"}.get(type(item), "behind")
    return f"no {pane.value} {word} {title(item)}"
