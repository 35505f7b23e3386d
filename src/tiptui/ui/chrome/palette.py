"""The palette over the browser: a command or a theme is picked by its name."""

from collections.abc import Callable, Iterable
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from tiptui.report.citations import Choice
from tiptui.text.folding import fold, words_of
from tiptui.ui.chrome.menu import Choices, Choosing
from tiptui.ui.keys import rows_of
from tiptui.ui.terminal.widths import fitted


class Command(NamedTuple):
    """A command by its name, with the keys that do the same, what it is, and what does it."""

    name: str
    keys: str
    help: str
    do: Callable[[], object]

    @classmethod
    def of(cls, binding: Binding, do: Callable[[], object]) -> "Command":
        """Return the command of a key; it is done also where that key is a letter."""
        [(keys, words)] = rows_of([binding])
        return cls(binding.description.capitalize(), keys, words, do)


class Palette(Choosing[Callable[[], object]]):
    """Commands that match every word typed; the result is what the one taken does, or None."""

    # Not in tiptui.tcss: the start does not need to read it.
    DEFAULT_CSS = "Palette { align: center top; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "take", id="palette-take"),
        Binding("escape,ctrl+p", "close", "close", id="palette-close"),
        Binding("backspace", "erase(1)", show=False),
        # Before that of the rows: letters are typed here.
        Binding("ctrl+u", "erase(1000000)", show=False),
    ]

    def __init__(self, commands: Iterable[Command]) -> None:
        super().__init__()
        self._commands = list(commands)
        self._offered = self._commands
        self._query = ""
        self.choices = Choices((), numbered=False)
        self._offer()

    def _offer(self) -> None:
        """Offer the commands that match, with the cursor on the first."""
        words = words_of(self._query)
        by_name = [each for each in self._commands if _matches(words, each.name)]
        by_help = [each for each in self._commands if _matches(words, f"{each.name} {each.help}")]
        self._offered = list(dict.fromkeys(by_name + by_help))
        keys = max((len(each.keys) for each in self._commands), default=0)
        self.choices.offer(
            [Choice(each.name, f"{each.keys:<{keys}}  {each.help}") for each in self._offered]
        )
        self.choices.border_title = Content(fitted(f"/ {self._query}█"))
        takes = "⏎ takes" if self._offered else "no match"
        self.choices.border_subtitle = Content(f"{takes} · esc closes")

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
            self.close(self._offered[taken].do)


def _matches(words: Iterable[str], text: str) -> bool:
    return all(word in fold(text) for word in words)
