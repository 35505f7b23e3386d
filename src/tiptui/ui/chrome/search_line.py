"""The search line: what is typed, and the remark that answers the last key."""

from typing import ClassVar

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tiptui.ui.terminal.widths import fitted

IN_LISTS = "search speakers and recommendations"
IN_SOURCE = "search the source"
"""What an empty line invites to."""


class SearchLine(Widget):
    """One line; holds nothing that the view does not hold."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line--prompt",
        "line--caret",
        "line--muted",
        "line--remark",
    }

    class Opened(Message):
        """The reader clicked the line."""

    def __init__(self) -> None:
        super().__init__(id="search")
        self._shown = ("", False, "", "")

    def show(self, query: str, searching: bool, remark: str, invitation: str = IN_LISTS) -> None:
        """Show the query, a caret after it while searching, and at the right end a remark."""
        if (query, searching, remark, invitation) != self._shown:
            self._shown = (query, searching, remark, invitation)
            self.set_class(searching, "-active", update=self.is_attached)
            self.refresh()

    def render(self) -> Content:
        query, searching, remark, invitation = self._shown
        styles = {
            name: self.get_visual_style(name, partial=True) for name in self.COMPONENT_CLASSES
        }
        prompt = Content.styled("/ ", styles["line--prompt"])
        caret = Content.styled("█", styles["line--caret"]) if searching else Content("")
        right = Content.styled(fitted(remark), styles["line--remark"])
        if query or searching:
            # A remark that stays must leave room for what is typed.
            right = right.truncate(self.size.width // 2, ellipsis=True)
        room = max(0, self.size.width - 3 - (right.cell_length + 2 if remark else 0))
        if searching:
            # The end of a long query is what is being typed: its beginning goes out of sight.
            left = Content(fitted(query[-max(1, room) :]))
            while left.cell_length > room:
                left = left[1:]
        elif query:
            left = Content(fitted(query))
        else:
            left = Content.styled(invitation, styles["line--muted"])
        line = prompt + left.truncate(room, ellipsis=True) + caret
        gap = max(1, self.size.width - line.cell_length - right.cell_length)
        return (line + " " * gap + right) if remark else line

    def on_click(self) -> None:
        self.post_message(self.Opened())
