"""The palette over the browser: a command or a theme is picked by its name."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.content import Content

from tiptui.report.citations import Choice
from tiptui.text.folding import fold, words_of
from tiptui.ui.chrome.menu import PAGE, Choices, Choosing
from tiptui.ui.terminal.widths import fitted


class Palette(Choosing[Callable[[], object]]):
    """Commands that match every word typed; the result is what the one taken does, or None."""

    # Not in tiptui.tcss: the start does not need to read it.
    DEFAULT_CSS = "Palette { align: center top; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "take", id="palette-take"),
        Binding("escape,ctrl+p", "close", "close", id="palette-close"),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown,ctrl+d", f"move({PAGE})", show=False),
        Binding("pageup", f"move(-{PAGE})", show=False),
        Binding("home", "move(-1000000)", show=False),
        Binding("end", "move(1000000)", show=False),
        Binding("backspace", "erase(1)", show=False),
        Binding("ctrl+u", "erase(1000000)", show=False),
    ]

    def __init__(self, commands: Iterable[SystemCommand]) -> None:
        super().__init__()
        self._commands = list(commands)
        self._offered = self._commands
        self._query = ""
        self.choices = Choices((), numbered=False)
        self._offer()

    def _offer(self) -> None:
        """Offer the commands that match, with the cursor on the first."""
        words = words_of(self._query)
        by_name = [each for each in self._commands if _matches(words, each.title)]
        by_help = [each for each in self._commands if _matches(words, f"{each.title} {each.help}")]
        self._offered = list(dict.fromkeys(by_name + by_help))
        self.choices.offer([Choice(each.title, each.help) for each in self._offered])
        self.choices.border_title = Content(fitted(f"/ {self._query}█"))
        keys = "⏎ takes · esc closes" if self._offered else "no match · esc closes"
        self.choices.border_subtitle = Content(keys)

    def on_key(self, event: events.Key) -> None:  # type: ignore[override]
        """Take in a letter; what another key is for, the base says."""
        if self.is_active and event.is_printable and event.character:
            event.stop()
            event.prevent_default()
            self._query += event.character
            self._offer()

    def action_erase(self, letters: int) -> None:
        self._query = self._query[: max(0, len(self._query) - letters)]
        self._offer()

    def action_take(self, number: int | None = None) -> None:
        """Take a command by its number, or the one under the cursor; without it, nothing."""
        taken = self.choices.at if number is None else number
        if taken < len(self._offered):
            self.dismiss(self._offered[taken].callback)


def _matches(words: Iterable[str], text: str) -> bool:
    return all(word in fold(text) for word in words)
