"""What a pane shows: numbered stops, each of some lines."""

from collections.abc import Sequence
from typing import Protocol

from textual.content import Content

from tiptui.ui.panes.window import Window


class Body(Protocol):
    """Lines, and the stops where a cursor can be; the pane draws the former and moves the latter.

    `stop` is the number of the stop at the cursor, of `stops`; `active` says that keys move it.
    """

    stop: int
    stops: int
    active: bool
    titles: Sequence[str]
    """Its title, and how that is said where there is less room: the shortest last."""
    whose: str
    """What stands after the title, and may be cut."""
    must_settle: bool
    """Whether what was shown last may have moved what should be seen out of sight."""
    jumps: bool
    """Whether the cursor goes to the next stop however far it is."""

    subject: object
    """What it is about; a new subject begins at its top."""

    def length(self, window: Window) -> int:
        """Return the number of lines, seen or not; those in the window are counted."""

    def reach(self, window: Window, first: int, last: int) -> None:
        """Make some lines, where they are made on demand; what is seen stays in the window."""

    def extent(self, window: Window, stop: int) -> tuple[int, int]:
        """Return the first line of a stop, and the line after its last."""

    def margin(self, stop: int, first: int, after: int, height: int) -> tuple[int, int]:
        """Return how many lines are to be seen with a stop above its first and below its last."""

    def next_stop(self, step: int) -> int | None:
        """Return the stop after the cursor's, or (-1) before it; None where there is none."""

    def whole(self, lines: int) -> int:
        """Return the lines that a page of so many scrolls, so that no stop is cut."""

    def stop_at(self, line: int) -> int | None:
        """Return the stop that a line belongs to, the first of several."""

    def stop_under(self, line: int, cell: int) -> int | None:
        """Return the stop at a cell of a line's text."""

    def thing_at(self, stop: int) -> object:
        """Return what a stop is, by which it is known from that of another value."""

    def is_at_cursor(self, line: int) -> bool:
        """Return whether a whole line is of the stop at the cursor."""

    def is_marked(self, stop: int) -> bool:
        """Return whether a stop belongs to what the reader looks at in another pane."""

    def first_marked(self) -> int | None:
        """Return the first stop that is marked."""

    def content(self, line: int) -> Content:
        """Return the text of a line, not wider than the window that it was counted in.

        Lines that stay at the top are less than 0.
        """

    def forget(self) -> None:
        """Forget the value: it is of another record, and has no stops until it is shown one."""
