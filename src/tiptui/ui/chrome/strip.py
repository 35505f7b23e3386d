"""The first line, where not all panes are in sight: their names, what they hold, their keys."""

from collections.abc import Mapping, Sequence

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from tiptui.ui.actions.keys import key_to, written
from tiptui.ui.terminal.widths import fitted
from tiptui.view.shown import Strip
from tiptui.view.state import Pane

GAP = "  "


class PaneStrip(Widget):
    """All panes, in the longest form that there is room for."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"strip--at", "strip--other"}  # noqa: RUF012 (Textual's own declaration)

    def __init__(self, keys: Mapping[str, str]) -> None:
        """Make it with the keys that the reader set, by the ids of commands."""
        super().__init__(id="strip")
        self._keys = keys
        # The names can be clicked, but are not to look like links.
        self.auto_links = False
        self._strips: Sequence[Strip] = ()
        self._acting: Pane | None = None

    def show(self, strips: Sequence[Strip], acting: Pane) -> None:
        """Show the panes, of which one has the keyboard."""
        if (strips, acting) != (self._strips, self._acting):
            self._strips, self._acting = strips, acting
            self.refresh()

    def render(self) -> Content:
        gap = Content(GAP)
        lines = [gap.join([self._label(*each) for each in strip]) for strip in self._strips]
        fits = (line for line in lines if line.cell_length <= self.size.width)
        return next(fits, lines[-1] if lines else Content("")).truncate(
            self.size.width, ellipsis=True
        )

    def _label(self, pane: Pane, title: str) -> Content:
        style = self.get_visual_style(
            "strip--at" if pane is self._acting else "strip--other", partial=True
        )
        key = key_to(pane, self._keys)
        click = Style.from_meta({"@click": f"app.simulate_key('{key}')"})
        return Content.styled(fitted(f"{written(key)} {title}"), style + click)
