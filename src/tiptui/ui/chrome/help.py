"""The help: every key and what it does, from its declaration."""

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tiptui.files.config import UNSET
from tiptui.search.fields import FIELDS
from tiptui.ui.keys import table

SEARCH_HINT = (
    'A row matches when each word is somewhere in it, in any order, each "phrase" as it stands; '
    "case, accents, apostrophes and dashes do not matter. Before a term, - means not. Following a "
    "row writes a term; more can be typed, with a comma for or:"
)
KEYS = 14
"""Cells for the keys, left of what they do."""


def help_text(width: int, keys: Mapping[str, str] = UNSET.keys) -> Content:
    """Return the help in lines of at most `width` cells, with the keys that a reader set."""
    return Content("\n").join(list(_lines(width, keys)))


def _lines(width: int, keys: Mapping[str, str]) -> Iterator[Content]:
    for group, rows in table(keys):
        yield Content.styled(group, "bold")
        yield from _table(rows, width)
        yield Content("")
    yield Content.styled("The query", "bold")
    yield from Content(SEARCH_HINT).wrap(width)
    yield from _table([(f"{name}:", field.about) for name, field in FIELDS.items()], width)


def _table(rows: Iterable[tuple[str, str]], width: int) -> Iterator[Content]:
    for keys, words in rows:
        first, *rest = Content(words).wrap(max(8, width - KEYS))
        yield Content.styled(f"  {keys:<{KEYS - 2}}", "bold $text-accent") + first
        yield from (" " * KEYS + line for line in rest)


class HelpText(Static):
    """The help, wrapped to its own width."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__()
        self._keys = keys

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self.update(help_text(max(1, self.size.width), self._keys))


class Help(ModalScreen[None]):
    """A page over the browser; any of its keys closes it."""

    # Not in tiptui.tcss: the start does not need to read it.
    DEFAULT_CSS = """
    Help {
        align: center middle;

        & > VerticalScroll {
            width: 74;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 0 1;
            border: round $primary;
            background: $background;
            scrollbar-size-vertical: 1;
            scrollbar-color: $foreground 30%;
            scrollbar-background: $background;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "dismiss", "close", id="close-help"),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        with VerticalScroll() as page:
            page.border_title = "Keys"
            page.border_subtitle = "esc closes"
            yield HelpText(self._keys)

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False, immediate=True)
