"""What is seen while a large record is read."""

from pathlib import PurePath

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import ProgressBar, Static

from tiptui.ui.terminal.widths import fitted

MEGABYTE = 1_000_000
REDRAWN = 0.1
"""Seconds between two looks at how far it has come."""


class Reading(Screen[None]):
    """A file's name and how much of it is read."""

    # Not in tiptui.tcss: the start does not need to read it.
    DEFAULT_CSS = """
    Reading {
        align: center middle;
        background: $background;

        & > Static { width: auto; text-align: center; }
        & > ProgressBar { width: auto; margin: 1 0; }
        & Bar { width: 40; max-width: 100%; }
    }
    """

    def __init__(self, file: str, size: int) -> None:
        super().__init__()
        self.file = file
        self.size_in_bytes = size
        self.part = 0.0
        """Which part is done, from 0 to 1; set by whoever reads."""

    def compose(self) -> ComposeResult:
        """Gives a line of words and the bar."""
        yield Static(Content(f"Reading {fitted(PurePath(self.file).name)}"), id="file")
        yield ProgressBar(total=1.0, show_eta=False, show_percentage=False)
        yield Static(id="bytes")
        yield Static(Content.styled("q leaves", "dim"))

    def on_mount(self) -> None:
        """Begins to follow the reading."""
        self.set_interval(REDRAWN, self._follow)
        self._follow()

    def _follow(self) -> None:
        self.query_one(ProgressBar).update(progress=self.part)
        read, size = (
            each / MEGABYTE for each in (self.part * self.size_in_bytes, self.size_in_bytes)
        )
        self.query_one("#bytes", Static).update(Content(f"{read:,.1f} of {size:,.1f} MB"))
