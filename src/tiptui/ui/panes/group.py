"""All panes of the screen, by their names."""

from collections.abc import Callable
from typing import Any

from tiptui.ui.panes.cursor_pane import CursorPane
from tiptui.view.state import Pane


class PaneGroup(dict[Pane, CursorPane[Any]]):
    """The panes that there are by now: that of the sources is made when it is first opened."""

    def step(self, pane: Pane, steps: int) -> int:
        """Return the next stop of a pane, or (-1) the one before; scroll where need be."""
        return self[pane].move(lambda cursor: cursor.step(steps))

    def page(self, pane: Pane, pages: float) -> int:
        """Return the stop some pages, or parts of a page, down or (less than 0) up."""
        return self[pane].move(lambda cursor: cursor.page(pages))

    def end(self, pane: Pane, *, last: bool) -> int:
        """Return the first stop or the last, and scroll there."""
        return self[pane].move(lambda cursor: cursor.last() if last else cursor.first())

    def has(self, pane: Pane, stop: int, thing: object) -> bool:
        """Return whether a stop is still what it was when it was clicked."""
        body = self[pane].body
        return stop < body.stops and body.thing_at(stop) == thing

    def replace_lines(self, change: Callable[[], None]) -> None:
        """Make a change to what all panes show, with what is under each cursor kept in its line."""
        put_back = [pane.hold() for pane in self.values()]
        for pane in self.values():
            pane.forget()
        change()
        for back in put_back:
            back()

    def sign(self, name: str, first: Pane) -> None:
        """Have the first pane in sight say what is open, and no other."""
        for pane, widget in self.items():
            widget.sign(name if pane is first else "")
