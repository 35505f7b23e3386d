"""Layers over the browser: lists of choices, of which the reader chooses one or none."""

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import ClassVar, TypeVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input

from tiptui.text.folding import fold, words_of
from tiptui.ui.actions.keys import BY_ID, ROWS
from tiptui.ui.actions.session import Choice
from tiptui.ui.panes.cursor_pane import CURSOR
from tiptui.ui.panes.page import find_style, wrap
from tiptui.ui.terminal.widths import fit

T = TypeVar("T")

LEAST = 12  # cells in which a text is worth being wrapped
BESIDE = 24  # cells that a description takes beside a command; with fewer it stands below one
INDENT = 4  # cells left of a description below a command
CORNERS = 6  # cells of the upper border beside the title
KEYS = 8  # cells for the keys of a command in the palette


class Overlay(ModalScreen[T | None], inherit_bindings=False):
    """A layer over the browser, of one widget; it moves by the keys that move in a pane."""

    CSS_PATH = "overlays.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(row.keys, row.action) for row in ROWS]

    below: Collection[str] = [key for key in BY_ID["quit"].keys.split(",") if len(key) > 1]
    """The keys for quitting that are no letter: they close it, and the browser gets them too."""

    async def on_key(self, event: events.Key) -> None:
        if event.is_printable and event.character and self.type_letter(event.character):
            return
        if active := self.active_bindings.get(event.key):
            await self.app.run_action(active.binding.action, active.node)
        elif event.key in self.below:
            self.action_leave()
            if not self.is_active:
                self.app.call_next(self.app.on_event, event)

    def on_click(self, event: events.Click) -> None:
        """Leave, if the click is beside the layer."""
        if not self.children[-1].region.contains(*map(int, event.screen_offset)):
            self.action_leave()

    def type_letter(self, letter: str) -> bool:
        """Type a letter; return whether letters are typed here."""
        if isinstance(self.focused, Input):
            self.focused.replace(letter, *self.focused.selection)
        return isinstance(self.focused, Input)

    def action_step(self, steps: int) -> None:
        """Move down or (less than 0) up."""

    def action_page(self, pages: float) -> None:
        # Textual adds other children before it, but not in tests.
        self.action_step(round(max(1, self.children[-1].size.height) * pages))

    def action_leave(self) -> None:
        self.action_close()

    def action_close(self, result: T | None = None) -> None:
        """Close with a result, unless it closes already, as after a double click."""
        if self.is_active:
            self.dismiss(result)


class Choices(Widget):
    """The choices, a line each; the one under the cursor shows its whole text if there is room."""

    def __init__(self, numbered: bool) -> None:
        super().__init__()
        self._numbered = numbered
        self.auto_links = False  # words that can be clicked do not look like links

    def offer(self, title: str, choices: Sequence[Choice], enter: str) -> None:
        self.choices = choices
        self._labels = max((cell_len(fit(choice.label)) for choice in choices), default=0)
        self._has_keys = any(choice.keys for choice in choices)
        # The end, where letters are typed, stays in sight.
        room = max(0, self.outer_size.width - CORNERS) or len(title)  # all until it has a size
        # As content, so that neither is ever read as markup.
        self.border_title = Content(fit(title if len(title) <= room else f"…{title[1 - room :]}"))
        self.border_subtitle = Content(" · ".join(filter(None, (enter, "esc back"))))

    def move(self, at: int) -> None:
        self.at = max(0, min(at, len(self.choices) - 1))
        self.refresh(layout=True)

    def get_content_height(self, _container: object, _viewport: object, width: int) -> int:
        return len(self.choices) - 1 + self._height_at_cursor(width)

    def _height_at_cursor(self, width: int) -> int:
        return len(self._lines(self.at, width)) if self.choices else 1

    def render(self) -> Content:
        width, height = self.size
        top = max(0, min(self.at, self.at + self._height_at_cursor(width) - max(1, height)))
        self.app.cursor_position = self.content_region.offset + Offset(0, self.at - top)
        click, among = "screen.choose({}, {})", id(self.choices)
        lines = (
            line.stylize(Style.from_meta({"@click": click.format(number, among)}))
            for number in range(top, len(self.choices))
            for line in self._lines(number, width)
        )
        return Content("\n").join(islice(lines, height))

    def _lines(self, number: int, width: int) -> list[Content]:
        choice, is_at = self.choices[number], number == self.at
        at, label, quiet = (find_style(self.app, name) for name in ("active", "label", "muted"))
        # A text can be longer than any screen is wide.
        text = fit(choice.text.partition("\n")[0][:500])
        count = f"{number + 1:>{len(str(len(self.choices)))}} " if self._numbered else ""
        head = Content(f"{CURSOR if is_at else ' '} {count}")
        widest = min(self._labels, max(LEAST, width // (2 if text else 1)))
        head += Content(fit(choice.label)).truncate(widest, ellipsis=True, pad=True) + "  "
        keys, words = choice.keys, Content.styled(text, quiet)
        if self._has_keys:
            head += f"{keys:<{KEYS}} "
        indent, is_below = head.cell_length, self._has_keys and width - head.cell_length < BESIDE
        indent = INDENT if is_below else indent
        rows = wrap(words, width - indent) if is_at and width - indent >= LEAST else [words]
        if is_below:
            rows = [Content(""), *(rows if is_at else [])]
        room = self.screen.size.height - 2  # a border
        most = max(room // 2, room - len(self.choices) + 1, 1)
        if rows[most:]:
            rows[most - 1 :] = [Content.styled("…", quiet)]
        first, *others = rows
        lines = [head.stylize(label) + first, *(row.pad_left(indent) for row in others)]
        lines = [line.truncate(max(0, width), ellipsis=True, pad=True) for line in lines]
        return [line.stylize(at) for line in lines] if is_at else lines


class Choosing(Overlay[T]):
    """Choices over the browser, which typed words narrow; the result is a value, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter", "choose"),
        ("escape,ctrl+p", "close"),
        ("backspace", "erase(1)"),
        # Not half a page up: letters are typed here.
        ("ctrl+u", "erase(1000000)"),
    ]

    def __init__(
        self, choices: Iterable[Choice] = (), title: str = "", at: int = 0, numbered: bool = False
    ) -> None:
        """Begin with the cursor `at` a choice; if they are `numbered`, the keys 1 to 9 choose."""
        super().__init__()
        self.choices = Choices(numbered)
        self._all, self._title, self._at, self._numbered = list(choices), title, at, numbered
        self._narrow("")

    def compose(self) -> ComposeResult:
        yield self.choices

    def _narrow(self, query: str) -> None:
        """List choices by labels with every word of a query, then by other words; else by texts."""
        self._query, words = query, words_of(query)
        labels = [choice for choice in self._all if all(map(fold(choice.label).count, words))]
        labels.sort(key=lambda choice: fold(choice.label).find(" ".join(words)))
        # Their words begin so: a "note" is no "footnote".
        begun = [f" {word}" for word in words]
        with_words = (one for one in self._all if one.words)
        others = [one for one in with_words if all(map(fold(f" {one.words}").count, begun))]
        texts = (choice for choice in self._all if all(map(fold(choice.text).count, words)))
        found = [*labels, *(one for one in others if one not in labels)] or [*texts]
        is_any = any(choice.value is not None for choice in found)
        enter = "⏎ choose" if is_any else "no match" if query and not found else ""
        self.choices.offer(f"{self._title} / {query}█".lstrip(), found, enter)
        self.move(0 if query else self._at)

    def move(self, at: int) -> None:
        self.choices.move(at)

    def type_letter(self, letter: str) -> bool:
        if self._numbered and letter in "123456789":
            self.action_choose(int(letter) - 1)
        else:
            self._narrow(self._query + letter)
        return True

    def action_erase(self, letters: int) -> None:
        self._narrow(self._query[:-letters])

    def action_step(self, steps: int) -> None:
        self.move(self.choices.at + steps)

    def action_choose(self, number: int | None = None, among: int = 0) -> None:
        """Close with the choice of a number, or the one under the cursor."""
        choices = self.choices.choices
        if among and among != id(choices):
            return  # the choices have changed since the click
        at = self.choices.at if number is None else number
        for choice in choices[at : at + 1]:
            if choice.value is not None:
                self.action_close(choice.value)


class ThemeMenu(Choosing[str]):
    """The themes, each seen while the cursor is on it; the result is one, or None."""

    def move(self, at: int) -> None:
        super().move(at)
        if self.choices.choices:
            self.app.theme = self.choices.choices[self.choices.at].value
