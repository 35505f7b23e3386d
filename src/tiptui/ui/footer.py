"""Which keys the footer names: those that do something here and now, the most useful first.

It knows nothing of Textual.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

from tiptui.collection.thing import Event
from tiptui.search.again import alike
from tiptui.view.scene import Scene
from tiptui.view.state import History, Pane, View, can_be_ordered


class Place(StrEnum):
    """Where keys act, as the help calls it."""

    SEARCH = "in the search line"
    LISTS = "in the lists"
    DETAIL = "in the detail"
    SOURCE = "in the source"
    GRID = "in the grid"


RANKED: Mapping[Place, tuple[str, ...]] = {
    Place.SEARCH: ("keep", "take-near", "clear", "empty"),
    Place.LISTS: (
        *("escape", "asked-again", "search", "follow", "back", "evidence", "cite"),
        *("source", "grid", "forward", "order", "zoom", "edit", "palette"),
    ),
    Place.DETAIL: (
        *("escape", "next-hit", "search", "follow", "back", "evidence", "cite"),
        *("open", "source", "forward", "zoom", "edit", "palette"),
    ),
    Place.SOURCE: (
        *("escape", "follow", "evidence", "uncited", "next-hit", "open", "search", "cite"),
        *("edit", "zoom", "palette"),
    ),
    Place.GRID: (
        *("leave-grid", "rows", "columns", "transpose", "follow", "copy-table"),
        *("search", "back", "palette"),
    ),
}
"""The ids of the keys of each place: what is special there first."""

EVERYWHERE = ("help", "quit")
"""The keys that are always named."""


def place_of(view: View) -> Place:
    """Return where keys act."""
    if view.searching:
        return Place.SEARCH
    alone = {Pane.DETAIL: Place.DETAIL, Pane.SOURCE: Place.SOURCE, Pane.GRID: Place.GRID}
    return alone.get(view.focus, Place.LISTS)


def footer(scene: Scene, history: History) -> list[str]:
    """Return the ids of the keys that do something here and now, but for those of everywhere."""
    does = {
        "take-near": lambda: scene.near or scene.offers,
        "clear": lambda: scene.view.query,
        "empty": lambda: scene.view.query,
        "escape": lambda: _is_undone(scene.view),
        "follow": lambda: _leads_on(scene),
        "back": lambda: history.past,
        "forward": lambda: history.future,
        "evidence": lambda: _has_words(scene),
        "cite": lambda: scene.pointed[0],
        "asked-again": lambda: _is_asked_again(scene),
        "next-hit": lambda: scene.words,
        "uncited": lambda: scene.dialogue and scene.dialogue.texts,
        "open": lambda: _has_address(scene),
        "source": lambda: scene.dialogue and scene.dialogue.record.sources,
        "order": lambda: can_be_ordered(scene.view, scene.collection.several),
        "edit": lambda: scene.pointed[0],
    }
    always: Callable[[], object] = lambda: True  # noqa: E731 (as those above)
    return [each for each in RANKED[place_of(scene.view)] if does.get(each, always)()]


def _is_undone(view: View) -> bool:
    """Return whether Esc has something to undo."""
    return bool(view.zoomed or view.query or view.main is Pane.SOURCE)


def _leads_on(scene: Scene) -> bool:
    """Return whether something can be followed; not whether anything is behind it."""
    if scene.acting is Pane.COUNTS:
        return bool(scene.count)
    if scene.acting is Pane.DETAIL:
        return scene.stop is not None
    if scene.acting is Pane.SOURCE:
        return bool(scene.stops.at(0))
    if scene.acting is Pane.GRID:
        return True
    is_event = isinstance(scene.collection.get(scene.current), Event)
    return bool(scene.current) and (scene.collection.several or not is_event)


def _is_asked_again(scene: Scene) -> bool:
    return len(alike(scene.index, scene.current.partition("/")[0])) > 1


def _has_words(scene: Scene) -> bool:
    """Return whether there are words to go to; in the source, other ones."""
    claim, evidence = scene.proof
    inside = scene.acting is Pane.SOURCE and not scene.view.query
    return evidence is not None and (not inside or len(scene.collection[claim].evidence) > 1)


def _has_address(scene: Scene) -> bool:
    _, evidence = scene.proof
    source = evidence and scene.dialogue and scene.dialogue.things.source(evidence)
    return bool(source and source.url)
