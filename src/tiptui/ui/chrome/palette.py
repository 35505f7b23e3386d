"""The palette over the browser: a command or a theme is picked by its name."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content

from tiptui.text.folding import fold, words_of
from tiptui.ui.actions.keys import APP, GRID, PANES, Command, rows_of, with_keys
from tiptui.ui.browser import Browser
from tiptui.ui.chrome.menu import Choice, Choosing
from tiptui.ui.terminal.widths import fitted
from tiptui.view.state import Pane

if TYPE_CHECKING:
    from tiptui.ui.app import TiptuiApp


class Row(NamedTuple):
    """A row of the palette: a name, the keys that do the same, what it is, and what does it."""

    name: str
    keys: str
    help: str
    do: Callable[[], object]

    @classmethod
    def of(cls, command: Command, do: Callable[[], object]) -> "Row":
        """Return the row of a command."""
        [(keys, words)] = rows_of([command])
        return cls(command.words.capitalize(), keys, words, do)


def rows_of_app(app: "TiptuiApp") -> Iterator[Row]:
    """Return the commands of the browser, where that is seen, of the app, and Textual's themes."""
    own = app.config.keys
    if isinstance(screen := app.screen, Browser):
        export = screen.commands.exporting.export
        yield Row("Export …", "", "Write what is shown for other programs", export)
        here = GRID if screen.session.view.main is Pane.GRID else ()
        for command in with_keys((*here, *PANES), own):
            yield Row.of(command, partial(screen.run, command))
        for name, query in app.config.queries.items():
            yield Row(f"@{name}", "", query, partial(screen.commands.searching.ask, name))
    for command in with_keys(APP, own):
        if command.id != "palette":
            yield Row.of(command, partial(app.run_action, command.action))
    for theme in sorted(app.available_themes):
        change = partial(app.take_theme, theme)
        yield Row(f"Theme {theme}", "", "Change the colours", change)


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

    def __init__(self, rows: Iterable[Row]) -> None:
        super().__init__(numbered=False)
        self._rows = list(rows)
        self._query = ""
        self._offer()

    def _offer(self) -> None:
        """Offer the commands that match, with the cursor on the first."""
        words = words_of(self._query)
        by_name = [each for each in self._rows if _matches(words, each.name)]
        by_help = [each for each in self._rows if _matches(words, f"{each.name} {each.help}")]
        offered = list(dict.fromkeys(by_name + by_help))
        keys = max((len(each.keys) for each in self._rows), default=0)
        self.offer(
            [(Choice(each.name, f"{each.keys:<{keys}}  {each.help}"), each.do) for each in offered]
        )
        self.choices.border_title = Content(fitted(f"/ {self._query}█"))
        takes = "⏎ takes" if offered else "no match"
        self.choices.border_subtitle = Content(f"{takes} · esc closes")

    def take_letter(self, letter: str) -> bool:
        self._query += letter
        self._offer()
        return True

    def action_erase(self, letters: int) -> None:
        self._query = self._query[: max(0, len(self._query) - letters)]
        self._offer()


def _matches(words: Iterable[str], text: str) -> bool:
    return all(word in fold(text) for word in words)
