"""A menu over the browser: one of a few texts is taken, or none."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice, repeat
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from tiptui.ui.chrome.overlay import Overlay, T
from tiptui.ui.panes.cursor_pane import CURSOR
from tiptui.ui.terminal.styles import style_of
from tiptui.ui.terminal.widths import fitted

LEAST = 12
"""Cells in which a text is worth being wrapped."""


class Choice(NamedTuple):
    """A row of a menu: its label, and a text."""

    label: str
    text: str


class Choices(Widget):
    """The choices, a line each: cursor, number, label, and how the text begins.

    That under the cursor has as many lines as its text takes.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"choice--at", "choice--label", "choice--text"}  # noqa: RUF012 (as Textual)

    class Clicked(Message):
        """The reader clicked a choice, the one of a number."""

        def __init__(self, number: int, choice: Choice) -> None:
            super().__init__()
            self.number = number
            self.choice = choice

    def __init__(self, choices: Sequence[Choice], numbered: bool = True) -> None:
        super().__init__()
        self._numbered = numbered
        self.offer(choices)

    def offer(self, choices: Sequence[Choice], at: int = 0) -> None:
        """Offer choices, with the cursor on one of them."""
        self.choices = choices
        self.at = at
        """The number of the choice under the cursor."""
        self._labels = max((Content(fitted(each.label)).cell_length for each in choices), default=0)
        self.refresh(layout=True)

    def move(self, steps: int) -> None:
        """Move the cursor down or (less than 0) up, as far as there are choices."""
        self.at = max(0, min(self.at + steps, len(self.choices) - 1))
        self.refresh(layout=True)

    def get_content_height(self, _container: object, _viewport: object, width: int) -> int:
        """Return how many lines of some cells all take."""
        unfolded = len(self._lines(self.at, width)) if self.choices else 1
        return len(self.choices) - 1 + unfolded

    @property
    def _top(self) -> int:
        """The first choice in the window, which has the cursor's in it."""
        lines = len(self._lines(self.at, self.size.width)) if self.choices else 1
        return max(0, min(self.at, self.at + lines - max(1, self.size.height)))

    def _seen(self) -> Iterator[tuple[int, Content]]:
        """Return the lines that there is room for, each with the number of its choice."""
        numbers = range(self._top, len(self.choices))
        lines = (
            (number, line) for number in numbers for line in self._lines(number, self.size.width)
        )
        return islice(lines, self.size.height)

    def render(self) -> Content:
        return Content("\n").join([line for _, line in self._seen()])

    def _lines(self, number: int, width: int) -> list[Content]:
        """Return the lines of a choice, of so many cells."""
        label, text = map(fitted, (self.choices[number].label, _first_line(self.choices[number])))
        glyph, gap = CURSOR if number == self.at else " ", " " * (self._labels + 2)
        count = f"{number + 1:>{len(str(len(self.choices)))}} " if self._numbered else ""
        head = Content(f"{glyph} {count}{label}{gap[Content(label).cell_length :]}")
        words = Content.styled(text, self._style("text"))
        room = width - head.cell_length
        rows = words.wrap(room) if number == self.at and room >= LEAST else [words]
        leads = chain([head.stylize(self._style("label"))], repeat(Content(" " * head.cell_length)))
        lines = [
            (lead + row).truncate(max(0, width), ellipsis=True, pad=True)
            for lead, row in zip(leads, rows, strict=False)
        ]
        at = self._style("at")
        return [line.stylize(at) for line in lines] if number == self.at else lines

    def _style(self, name: str) -> Style:
        return style_of(self, f"choice--{name}")

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        seen = list(self._seen())
        if offset is not None and offset.y < len(seen):
            number, _ = seen[offset.y]
            self.post_message(self.Clicked(number, self.choices[number]))


def _first_line(choice: Choice) -> str:
    # More than a screen is wide is never seen, and a text can be long.
    return choice.text.partition("\n")[0][:500]


class Choosing(Overlay[T]):
    """Choices over the browser; the result is the value of one, or None."""

    # Not in tiptui.tcss: the start does not need to read it.
    DEFAULT_CSS = """
    Choosing {
        align: center middle;

        & > Choices {
            width: 74;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 0 1;
            border: round $primary;
            background: $background;
            color: $foreground;
        }
    }

    Choices {
        & > .choice--at { background: $primary 30%; text-style: bold; }
        & > .choice--label { color: $text-primary; text-style: bold; }
        & > .choice--text { color: $foreground 75%; }
        &:ansi > .choice--at { background: $background; text-style: bold reverse; }
        &:nocolor > .choice--at { text-style: bold reverse; }
    }
    """

    def __init__(self, numbered: bool = True) -> None:
        super().__init__()
        self.choices = Choices((), numbered)
        self._listed: Sequence[tuple[Choice, T | None]] = ()

    def offer(self, listed: Sequence[tuple[Choice, T | None]], at: int = 0) -> None:
        """Offer choices with their values, with the cursor on one of them."""
        self._listed = listed
        self.choices.offer([choice for choice, _ in listed], at)

    def compose(self) -> ComposeResult:
        yield self.choices

    def on_choices_clicked(self, message: Choices.Clicked) -> None:
        # By now there may be others, or none.
        if message.choice in self.choices.choices[message.number : message.number + 1]:
            self.action_take(message.number)

    def move(self, lines: int) -> None:
        self.choices.move(lines)

    @property
    def page(self) -> int:
        return max(1, self.choices.size.height)

    def action_take(self, number: int | None = None) -> None:
        """Take a choice by its number, or the one under the cursor, if it has a value."""
        taken = self.choices.at if number is None else number
        if taken < len(self._listed) and (value := self._listed[taken][1]) is not None:
            self.close(value)


class Menu(Choosing[str]):
    """A few choices over the browser; the result is the text of the one taken, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "take", id="menu-take"),
        Binding("escape,y,q", "close", "close", id="menu-close"),
        *(Binding(str(n), f"take({n - 1})", f"take {n}", show=False) for n in range(1, 10)),
    ]

    def __init__(self, choices: Sequence[Choice], title: str = "Copy") -> None:
        super().__init__()
        self.offer([(each, each.text) for each in choices])
        # As content, so that neither is ever read as markup.
        self.choices.border_title = Content(fitted(title))
        self.choices.border_subtitle = Content("⏎ takes · esc closes")
