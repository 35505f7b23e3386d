"""The last line: the keys to press now, or what Tab can take, as many as fit."""

from collections.abc import Iterable, Mapping, Sequence

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from tiptui.ui.actions.keys import BY_ID, EVERYWHERE, Command, written
from tiptui.ui.terminal.widths import fitted
from tiptui.view.found import Offer

GAP = Content("   ")

MOST = 7
"""Keys that a reader takes in; a wide screen has room for others beside them."""

WIDE = 110
"""Cells of a wide screen."""


class KeyLine(Widget):
    """The keys that do something here and now."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"keys--key", "keys--words"}  # noqa: RUF012 (Textual's own declaration)

    def __init__(self) -> None:
        super().__init__(id="keys")
        # The keys can be clicked, but are not to look like links.
        self.auto_links = False
        self._offers: Sequence[Offer] = ()
        self._here: Sequence[str] = ()
        self._keys: Mapping[str, Command] = {}

    def show(
        self, offers: Sequence[Offer], here: Sequence[str], keys: Mapping[str, Command]
    ) -> None:
        """Show what can be taken; else the keys of commands by their ids, and of those everywhere.

        `keys` has the command of each key.
        """
        if (offers, here, keys) != (self._offers, self._here, self._keys):
            self._offers, self._here, self._keys = offers, here, keys
            self.refresh()

    def render(self) -> Content:
        """Draw the keys; without room for all, those of the present task go from the end."""
        if self._offers:
            return self._line_of_offers()
        here, everywhere = self._labels(self._here), self._labels(EVERYWHERE)
        if self.size.width < WIDE:
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

    def _labels(self, ids: Iterable[str]) -> list[Content]:
        """Return a key of each command and its words: of several keys the first as declared."""
        key_style = self.get_visual_style("keys--key", partial=True)
        words_style = self.get_visual_style("keys--words", partial=True)
        labels = []
        for command in map(BY_ID.__getitem__, ids):
            keys = [key for key, now in self._keys.items() if now.id == command.id]
            if keys:
                first = next((key for key in command.keys.split(",") if key in keys), keys[0])
                click = Style.from_meta({"@click": f"app.simulate_key('{first}')"})
                words = Content.styled(f" {command.words}", words_style + click)
                labels.append(Content.styled(written(first), key_style + click) + words)
        return labels


def _width(labels: list[Content]) -> int:
    return GAP.join(labels).cell_length
