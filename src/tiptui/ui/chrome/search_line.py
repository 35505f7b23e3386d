"""The search line: what is typed, and at the right end what answers the last key, or the status."""

from enum import StrEnum
from functools import partial
from typing import ClassVar, NamedTuple

from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from tiptui.collection.live import Live
from tiptui.record.recent import Recent
from tiptui.search.find import leaving_nothing
from tiptui.ui.terminal.styles import style_of
from tiptui.ui.terminal.widths import fitted
from tiptui.view.scene import Scene
from tiptui.view.shown import Status, status_of
from tiptui.view.state import Pane

IN_LISTS = "search names, words, ids"
IN_SOURCE = "search the source"
"""What an empty line invites to; where there is little room, its first word does."""

PROMPT = "/ "

GAP = 2
"""Cells between what is typed and what is said."""


class Said(StrEnum):
    """What kind of words stand at the right end."""

    REMARK = "remark"
    STATUS = "status"
    WRONG = "wrong"


class Line(NamedTuple):
    """What the line shows; `behind` is how many code points of the query follow the caret."""

    query: str = ""
    searching: bool = False
    behind: int = 0
    said: str = ""
    kind: Said = Said.STATUS
    invitation: str = IN_LISTS


def line_of(scene: Scene, status: Status) -> Line:
    """Return what the line shows: a remark goes before the status."""
    view = scene.view
    invitation = IN_SOURCE if view.main is Pane.SOURCE else IN_LISTS
    offer = f"tab takes {scene.near}" if view.searching and scene.near else ""
    said, kind = status.words, Said.WRONG if status.is_wrong else Said.STATUS
    unread = scene.query.unread[-1] if scene.query.unread else ""
    is_empty = view.main is not Pane.SOURCE and scene.query.terms and not scene.found.hits
    hiding = leaving_nothing(view.query, scene.found.hiding(Pane.SPEAKERS)) if is_empty else ""
    if remark := view.remark or offer or unread or hiding:
        said, kind = remark, Said.REMARK
    return Line(view.query, view.searching, view.behind, said, kind, invitation)


class SearchLine(Widget):
    """One line; holds nothing that the view does not hold."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line--prompt",
        "line--muted",
        "line--remark",
        "line--status",
        "line--wrong",
    }

    class Opened(Message):
        """The reader clicked the line."""

    def __init__(self, live: Live) -> None:
        super().__init__(id="search")
        self._live = live
        # Of many records it takes long.
        self._status: Recent[tuple[int, bool], Status] = Recent(1)
        self._shown = Line()

    def show(self, scene: Scene) -> None:
        """Show what is typed, and a remark, or else the status."""
        opened = scene.collection
        key = self._live.taken, opened.quote_counts is None
        line = line_of(scene, self._status.find(key, partial(status_of, self._live, opened)))
        if line != self._shown:
            self._shown = line
            self.set_class(line.searching, "-active", update=self.is_attached)
            self.refresh()

    def render(self) -> Content:
        line, width = self._shown, max(1, self.size.width - len(PROMPT))
        said = self._said(line, width - 1)  # a cell at least between both, or the line would wrap
        room = max(0, width - (said.cell_length + GAP if said else 0))
        row = Content.styled(PROMPT, self._style("prompt")) + self._typed(line, room)
        gap = max(1, self.size.width - row.cell_length - said.cell_length)
        return row + " " * gap + said if said else row

    def _said(self, line: Line, width: int) -> Content:
        """Return what is said; where a status has no room, what stands in it first goes first."""
        room, words = width, fitted(line.said)
        if line.query or line.searching:
            room = max(width // 2, width - GAP - Content(fitted(line.query)).cell_length - 1)
        elif line.kind is not Said.REMARK:
            room = width - GAP - len(_shortest(line.invitation))
        # The name goes, then what was checked: what is wrong stays, and the key that lists it.
        while line.kind is not Said.REMARK and Content(words).cell_length > room:
            rest = words.partition(" · ")[2]
            if not rest or rest.startswith("!"):
                break
            words = rest
        return Content.styled(words, self._style(line.kind)).truncate(max(0, room), ellipsis=True)

    def _typed(self, line: Line, room: int) -> Content:
        """Return what is typed around the caret in at most `room` cells, or an invitation."""
        if not line.searching:
            if line.query:
                return Content(fitted(line.query)).truncate(room, ellipsis=True)
            fits = len(line.invitation) <= room
            words = line.invitation if fits else _shortest(line.invitation)
            return Content.styled(words, self._style("muted")).truncate(room, ellipsis=True)
        at = len(line.query) - line.behind
        caret, after = Content("█"), line.query[at + 1 :]
        if line.behind:
            # Of the style sheet Textual would not take this.
            caret = Content.styled(fitted(line.query[at]), Style(reverse=True))
        # What is far from the caret goes out of sight, most of all what stands before it.
        before = Content(fitted(line.query[max(0, at - room) : at]))
        while before and before.cell_length + caret.cell_length + bool(after) > room:
            before = before[1:]
        return (before + caret + fitted(after[:room])).truncate(room, ellipsis=bool(after))

    def _style(self, name: str) -> Style:
        return style_of(self, f"line--{name}")

    def on_click(self) -> None:
        self.post_message(self.Opened())


def _shortest(invitation: str) -> str:
    return invitation.split()[0]
