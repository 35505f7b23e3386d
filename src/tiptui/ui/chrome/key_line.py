"""The last line: the keys to press now, or what Tab can take, as many as fit."""

from collections.abc import Iterable, Mapping, Sequence

from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from tiptui.ui.keys import APP, GRID, PANES, SEARCH, written
from tiptui.ui.terminal.widths import fitted
from tiptui.view.offers import Offer

GAP = Content("   ")

MOST = 7
"""Keys that a reader takes in."""


class KeyLine(Widget):
    """The keys that are active and declared to be shown, in the order of their declaration."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"keys--key", "keys--words"}  # noqa: RUF012 (Textual's own declaration)

    def __init__(self) -> None:
        super().__init__(id="keys")
        # The keys can be clicked, but are not to look like links.
        self.auto_links = False
        self._offers: Sequence[Offer] = ()

    def on_mount(self) -> None:
        """Draw anew when other keys become active."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_updated)

    def _bindings_updated(self, _screen: Screen[object]) -> None:
        self.refresh()

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show what can be taken instead of keys."""
        if offers != self._offers:
            self._offers = offers
            self.refresh()

    def render(self) -> Content:
        """Draw the keys; without room for all, those of the present task go from the end."""
        if self._offers:
            return self._line_of_offers()
        active = self.screen.active_bindings
        here, everywhere = self._labels(active, SEARCH + GRID + PANES), self._labels(active, APP)
        here = here[: MOST - len(everywhere)]
        while here and _width(here + everywhere) > self.size.width:
            here.pop()
        while everywhere and _width(here + everywhere) > self.size.width:
            everywhere.pop(0)
        return GAP.join(here + everywhere)

    def _line_of_offers(self) -> Content:
        """Return the key that takes the first one, then all with how many claims have each."""
        names = self.get_visual_style("keys--key", partial=True)
        words = self.get_visual_style("keys--words", partial=True)
        line = [Content.styled("tab", names)]
        for number, each in enumerate(self._offers):
            name = Content.styled(fitted(each.name), words if number else names)
            line.append(name + Content.styled(f" {each.claims:,}", words))
        return GAP.join(line).truncate(self.size.width, ellipsis=True)

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
