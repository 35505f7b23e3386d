"""Which keys the footer names: those that do something here and now, the most useful first."""

from collections.abc import Mapping

from tiptui.ui.actions.keys import BY_ID, Place, place_of
from tiptui.view.scene import Scene
from tiptui.view.state import History

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
"""The ids of the commands of each place: what is special there first."""

EVERYWHERE = ("help", "quit")
"""The commands that are always named."""


def footer(scene: Scene, history: History) -> list[str]:
    """Return the ids of the commands that do something now, but for those of everywhere."""
    ranked = map(BY_ID.__getitem__, RANKED[place_of(scene.view)])
    return [each.id for each in ranked if not each.is_useful or each.is_useful(scene, history)]
