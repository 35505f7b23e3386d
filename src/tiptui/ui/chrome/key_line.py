"""The last line: the keys to press now, as many as fit."""

from collections.abc import Iterable, Mapping

from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from tiptui.ui.keys import APP, PANES, SEARCH, written

GAP = Content("   ")


class KeyLine(Widget):
    """The keys that are active and declared to be shown, in the order of their declaration."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"keys--key", "keys--words"}  # noqa: RUF012 (Textual's own declaration)

    def __init__(self) -> None:
        super().__init__(id="keys")
        # The keys can be clicked, but are not to look like links.
        self.auto_links = False

    def on_mount(self) -> None:
        """Draw anew when other keys become active."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_updated)

    def _bindings_updated(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """Draw the keys; without room for all, those of the present task go from the end."""
        active = self.screen.active_bindings
        here, everywhere = self._labels(active, SEARCH + PANES), self._labels(active, APP)
        while here and _width(here + everywhere) > self.size.width:
            here.pop()
        while everywhere and _width(here + everywhere) > self.size.width:
            everywhere.pop(0)
        return GAP.join(here + everywhere)

    def _labels(
        self, active: Mapping[str, ActiveBinding], declared: Iterable[Binding]
    ) -> list[Content]:
        """Return key and words of each binding that is active and declared to be shown."""
        key_style = self.get_visual_style("keys--key", partial=True)
        words_style = self.get_visual_style("keys--words", partial=True)
        labels = []
        for binding in filter(lambda each: each.show, declared):
            keys = [key for key, now in active.items() if now.binding.id == binding.id]
            if keys:
                first = next((key for key in binding.key.split(",") if key in keys), keys[0])
                click = Style.from_meta({"@click": f"app.simulate_key('{first}')"})
                words = Content.styled(f" {binding.description}", words_style + click)
                labels.append(Content.styled(written(first), key_style + click) + words)
        return labels


def _width(labels: list[Content]) -> int:
    return GAP.join(labels).cell_length
