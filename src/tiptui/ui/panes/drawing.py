"""Which body each pane has, and what that draws of what the reader has before them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from textual.content import Content

from tiptui.ui.keys import key_to, written
from tiptui.ui.panes.cursor_pane import CursorPane
from tiptui.ui.panes.detail_page import detail_page
from tiptui.ui.panes.event_page import event_page
from tiptui.ui.panes.page import Page, SourcePage
from tiptui.ui.panes.record_list import RecordList
from tiptui.ui.panes.rows import claim_row, count_row, speaker_row
from tiptui.ui.panes.sections import BlockSections, Sections
from tiptui.view.scene import Scene
from tiptui.view.shown import PageShown
from tiptui.view.state import CLAIMS, Pane

# Imported where they are first needed, so that the start does not wait for them:
# tiptui.ui.panes.dialogues_page, tiptui.ui.panes.source_page, tiptui.ui.panes.grid_pane.


class Drawing:
    """Makes panes, which draw the scene that there is by then."""

    def __init__(self, scene: Callable[[], Scene], keys: Mapping[str, str]) -> None:
        """Make them of a scene, with the keys that the reader set, by the ids of bindings."""
        self._scene = scene
        self._keys = keys

    def make(self, pane: Pane) -> CursorPane[Any]:
        """Return a new pane."""
        if pane is Pane.GRID:
            from tiptui.ui.panes.grid_pane import GridPane

            return GridPane()
        number = written(key_to(pane, self._keys))
        if pane in CLAIMS:
            return CursorPane(pane, RecordList(3, self._claim_row), number)
        if pane is Pane.SPEAKERS:
            return CursorPane(pane, RecordList(2, self._speaker_row), number, "said·asked")
        if pane is Pane.COUNTS:
            return CursorPane(pane, RecordList(1, self._count_row), number, "claims")
        if pane is Pane.SOURCE:
            return CursorPane(pane, SourcePage(self._source_sections))
        of_event = pane is Pane.EVENT
        page = Page(self._event_sections if of_event else self._detail_sections)
        return CursorPane(pane, page, number)

    def _event_sections(self, shown: PageShown) -> Sections:
        collection = self._scene().collection
        if collection.several:
            from tiptui.ui.panes.dialogues_page import DialogueSections

            return DialogueSections(collection, shown)
        return BlockSections(event_page(collection.dialogues[0], shown))

    def _source_sections(self, shown: PageShown) -> Sections:
        from tiptui.ui.panes.source_page import source_page

        dialogue = self._scene().dialogue
        return source_page(dialogue, shown) if dialogue else BlockSections(())

    def _detail_sections(self, shown: PageShown) -> Sections:
        return detail_page(self._scene().collection, shown, _today())

    def _speaker_row(self, name: str, width: int) -> list[Content]:
        return speaker_row(self._scene(), name, width)

    def _count_row(self, term: str, width: int) -> list[Content]:
        return count_row(self._scene(), term, width)

    def _claim_row(self, name: str, width: int) -> list[Content]:
        return claim_row(self._scene(), name, width, _today())


def _today() -> str:
    """Return the date of today, by which things are overdue."""
    return date.today().isoformat()
