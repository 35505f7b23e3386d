"""Which body each pane has, and what that draws of a scene."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from textual.content import Content

from tiptui.ui.keys import key_to, written
from tiptui.ui.panes.cursor_pane import CursorPane
from tiptui.ui.panes.detail_page import detail_page
from tiptui.ui.panes.event_page import event_page
from tiptui.ui.panes.prose import Page, SourcePage
from tiptui.ui.panes.record_list import RecordList
from tiptui.ui.panes.row_lines import claim_row, count_row, speaker_row
from tiptui.ui.panes.sections import BlockSections, Sections
from tiptui.view.scene import Scene
from tiptui.view.shown import PageShown
from tiptui.view.state import CLAIMS, Pane

# Imported where they are first needed, so that the start does not wait for them:
# tiptui.ui.panes.dialogues_page, tiptui.ui.panes.source_page, tiptui.ui.panes.grid_pane.


def make_pane(pane: Pane, keys: Mapping[str, str]) -> CursorPane[Any]:
    """Return a new pane, with the keys that the reader set, by the ids of bindings."""
    if pane is Pane.GRID:
        from tiptui.ui.panes.grid_pane import GridPane

        return GridPane()
    number = written(key_to(pane, keys))
    if pane in CLAIMS:
        return CursorPane(pane, RecordList(3, _claim_row), number)
    if pane is Pane.SPEAKERS:
        return CursorPane(pane, RecordList(2, speaker_row), number, "said·asked")
    if pane is Pane.COUNTS:
        return CursorPane(pane, RecordList(1, count_row), number, "claims")
    if pane is Pane.SOURCE:
        return CursorPane(pane, SourcePage(_source_sections))
    page = Page(_event_sections if pane is Pane.EVENT else _detail_sections)
    return CursorPane(pane, page, number)


def _event_sections(scene: Scene, shown: PageShown) -> Sections:
    if scene.collection.several:
        from tiptui.ui.panes.dialogues_page import DialogueSections

        return DialogueSections(scene.collection, shown)
    return BlockSections(event_page(scene.collection.dialogues[0], shown))


def _source_sections(scene: Scene, shown: PageShown) -> Sections:
    from tiptui.ui.panes.source_page import source_page

    return source_page(scene.dialogue, shown) if scene.dialogue else BlockSections(())


def _detail_sections(scene: Scene, shown: PageShown) -> Sections:
    return detail_page(scene.index, shown, _today())


def _claim_row(scene: Scene, name: str, width: int) -> list[Content]:
    return claim_row(scene, name, width, _today())


def _today() -> str:
    """Return the date of today, by which things are overdue."""
    return date.today().isoformat()
