"""What the search line tells: an answer to the last key, else how the files are."""

from functools import partial

from tiptui.collection.live import Live
from tiptui.record.recent import Recent
from tiptui.search.find import leaving_nothing
from tiptui.ui.chrome.search_line import IN_LISTS, IN_SOURCE, Line, Said
from tiptui.view.scene import Scene
from tiptui.view.state import Pane
from tiptui.view.status import Status, status_of


class Telling:
    """Finds what is told of a scene, and keeps the status: of many records it takes long."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._status: Recent[tuple[int, bool], Status] = Recent(1)

    def line(self, scene: Scene) -> Line:
        """Return what the search line shows: a remark goes before the status."""
        view, opened = scene.view, scene.collection
        told = self._live.taken, opened.is_checked
        status = self._status.find(told, partial(status_of, self._live, opened))
        invitation = IN_SOURCE if view.main is Pane.SOURCE else IN_LISTS
        offer = f"tab takes {scene.near}" if view.searching and scene.near else ""
        said, kind = status.words, Said.WRONG if status.is_wrong else Said.STATUS
        unread = scene.query.unread[-1] if scene.query.unread else ""
        is_empty = view.main is not Pane.SOURCE and not scene.hits
        hiding = leaving_nothing(view.query, scene.hiding(Pane.SPEAKERS)) if is_empty else ""
        if remark := view.remark or offer or unread or hiding:
            said, kind = remark, Said.REMARK
        return Line(view.query, view.searching, view.behind, said, kind, invitation)
