"""Every key, once. Footer, help, palette and the README's table read these declarations.

`id` names a key for a keymap, and for `tiptui.ui.footer`, which ranks those that do something.
"""

from collections.abc import Iterable, Mapping

from textual.binding import Binding

from tiptui.files.config import UNSET
from tiptui.view.state import Pane


def _key(keys: str, action: str, words: str, tooltip: str, name: str) -> Binding:
    return Binding(keys, action, words, show=False, tooltip=tooltip, id=name)


GRID = (
    _key("r", "cross('rows', 1)", "rows", "Another field for the rows", "rows"),
    _key("R", "cross('rows', -1)", "rows", "The field before for the rows", "rows-before"),
    _key("c", "cross('columns', 1)", "columns", "Another field for the columns", "columns"),
    _key(
        "C", "cross('columns', -1)", "columns", "The field before for the columns", "columns-before"
    ),
    _key("x", "leave_grid", "leave", "Leave the grid", "leave-grid"),
    _key(
        "tab,shift+tab", "transpose", "turn", "Make rows of columns, columns of rows", "transpose"
    ),
    _key("y", "copy_table('copy')", "copy", "Copy the table, as Markdown or CSV", "copy-table"),
    _key("Y", "copy_table('print')", "at end", "Print the table when tiptui ends", "table-at-end"),
    _key("left,h", "across(-1)", "left", "One column left", "column-left"),
    _key("right,l", "across(1)", "right", "One column right", "column-right"),
    _key("g", "edge('top')", "top", "To the top of the column", "column-top"),
    _key("G", "edge('bottom')", "bottom", "To the bottom of the column", "column-bottom"),
    _key("home", "edge('left')", "start", "To the start of the row", "row-start"),
    _key("end", "edge('right')", "end", "To the end of the row", "row-end"),
)
"""Keys of the grid, which go before those of the panes; the others do there what they do."""

PANES = (
    _key("slash", "search", "search", "Search all that is listed", "search"),
    _key("enter", "follow", "follow", "Show what belongs to the row", "follow"),
    _key("backspace,left_square_bracket", "back", "back", "Go one step back", "back"),
    _key("right_square_bracket", "forward", "forward", "Go one step forward again", "forward"),
    _key("equals_sign", "again", "asked again", "List who asked the same", "asked-again"),
    _key("s", "source", "source", "Open the sources, or close them", "source"),
    _key("y", "cite('copy')", "cite", "Copy a citation of what is under the cursor", "cite"),
    _key("Y", "cite('print')", "cite at end", "Print a citation when tiptui ends", "cite-at-end"),
    _key("x", "grid", "grid", "Count two fields against each other", "grid"),
    _key("o", "open", "open", "Open the source's address at the words", "open"),
    _key("e", "trace", "evidence", "Go to the words in their source", "evidence"),
    _key("u", "uncited", "uncited", "Go to the next sentence that no claim cites", "uncited"),
    _key("n", "hit(1)", "next hit", "Next hit of the search in detail or source", "next-hit"),
    _key("N", "hit(-1)", "hit before", "Hit before", "hit-before"),
    _key("E", "edit", "edit", "Edit what is under the cursor, in your editor", "edit"),
    _key("r", "reload", "reload", "Read the files again", "reload"),
    _key("exclamation_mark", "problems", "problems", "List every problem", "problems"),
    _key("tab,right,l", "turn(1)", "next pane", "Go to the next pane", "next-pane"),
    _key("shift+tab,left,h", "turn(-1)", "previous pane", "Go to the pane before", "previous-pane"),
    _key(
        "1", "first_pane", "event", "Go to the event, again to counts of themes and more", "event"
    ),
    _key("2", "pane('speakers')", "speakers", "Go to the speakers", "speakers"),
    _key("3", "claims", "claims", "Go to the recommendations, again to the statements", "claims"),
    _key("4", "pane('detail')", "detail", "Go to the detail", "detail"),
    _key("S", "order", "order", "Order the list by name, by count, as it stands", "order"),
    _key("z", "zoom", "zoom", "Give the pane the screen, or take it back", "zoom"),
    _key(
        "escape",
        "escape",
        "undo",
        "Leave zoom; take away the last of the query, a term or words",
        "escape",
    ),
)
"""Keys of the browser."""

ROWS = (
    _key("down,j", "step(1)", "down", "Next row", "down"),
    _key("up,k", "step(-1)", "up", "Row before", "up"),
    _key("pagedown", "page(1)", "page down", "One page down", "page-down"),
    _key("pageup", "page(-1)", "page up", "One page up", "page-up"),
    _key("ctrl+d", "page(0.5)", "half down", "Half a page down", "half-down"),
    _key("ctrl+u", "page(-0.5)", "half up", "Half a page up", "half-up"),
    _key("g,home", "first", "first", "First row", "first"),
    _key("G,end", "last", "last", "Last row", "last"),
)
"""Keys that move in a pane."""

SEARCH = (
    _key("enter", "keep", "keep", "Keep the query, go to what it finds", "keep"),
    _key(
        "tab",
        "complete",
        "take",
        "Take the value or spelling that is offered, else move on",
        "take-near",
    ),
    _key("shift+tab", "keep", "keep", "Keep the query and move on", "move-on"),
    _key("escape", "clear", "clear", "Take back what was typed, stay on what it found", "clear"),
    _key("ctrl+u", "erase('all')", "empty", "Empty the search line", "empty"),
    _key("ctrl+w", "erase('word')", "erase word", "Take back the word before", "erase-word"),
    _key("backspace", "erase('letter')", "erase", "Take back the letter before", "erase"),
    _key("left", "caret('left')", "left", "Move the caret left", "caret-left"),
    _key("right", "caret('right')", "right", "Move the caret right", "caret-right"),
    _key("ctrl+left", "caret('word left')", "word left", "One word left", "word-left"),
    _key("ctrl+right", "caret('word right')", "word right", "One word right", "word-right"),
    _key("home", "caret('start')", "start", "To the start of the line", "caret-start"),
    _key("end", "caret('end')", "end", "To the end of the line", "caret-end"),
)
"""Keys of the search line, where every printable key is text; the others move as in a pane."""

APP = (
    _key("question_mark,f1", "help", "help", "Show every key", "help"),
    _key("ctrl+p", "command_palette", "palette", "Pick a command or a theme by name", "palette"),
    _key("ctrl+z", "suspend_process", "stop", "Stop until fg in the shell", "stop"),
    _key("q,ctrl+q,ctrl+c", "quit", "quit", "Leave tiptui", "quit"),
)
"""Keys that work everywhere."""

GROUPS = (
    ("Panes", PANES),
    ("In a pane", ROWS),
    ("In the grid", GRID),
    ("In the search line", SEARCH),
    ("Everywhere", APP),
)

BY_ID = {each.id: each for _, bindings in GROUPS for each in bindings if each.id}
"""Each key by its id."""

NUMBERS = {
    Pane.EVENT: "event",
    Pane.COUNTS: "event",
    Pane.SPEAKERS: "speakers",
    Pane.RECOMMENDATIONS: "claims",
    Pane.STATEMENTS: "claims",
    Pane.DETAIL: "detail",
}
"""The ids of the keys that go to a pane, and stand in its title."""

SEARCH_ACTIONS = frozenset(each.action.partition("(")[0] for each in SEARCH)
"""What keys do only while the search line has the keyboard."""

GRID_ACTIONS = frozenset(each.action.partition("(")[0] for each in GRID)
"""What keys do only in the grid."""

PANE_ACTIONS = frozenset(each.action.partition("(")[0] for each in PANES)
"""What keys do only while a pane has it."""

_NAMES = {
    "slash": "/",
    "question_mark": "?",
    "equals_sign": "=",
    "exclamation_mark": "!",
    "backspace": "⌫",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "enter": "⏎",
    "escape": "esc",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "pgup",
    "pagedown": "pgdn",
}


def written(key: str) -> str:
    """Return a key as people write it: `/` for `slash`, `⇧tab` for `shift+tab`."""
    return _NAMES.get(key, key).replace("shift+", "⇧").replace("ctrl+", "^")


def with_keys(bindings: Iterable[Binding], keys: Mapping[str, str]) -> tuple[Binding, ...]:
    """Return bindings with the keys that a reader set, by the ids of bindings."""
    return tuple(each.with_key(keys.get(each.id or "", each.key)) for each in bindings)


def rows_of(
    bindings: Iterable[Binding], keys: Mapping[str, str] = UNSET.keys
) -> list[tuple[str, str]]:
    """Return a row for each binding: its keys as people write them, and what they do.

    `keys` are those that a reader set, by the ids of bindings.
    """
    return [
        (" ".join(map(written, each.key.split(","))), each.tooltip)
        for each in with_keys(bindings, keys)
    ]


def key_to(pane: Pane, keys: Mapping[str, str] = UNSET.keys) -> str:
    """Return the first key that goes to a pane; empty for one without."""
    name = NUMBERS.get(pane, "")
    return keys.get(name, BY_ID[name].key).split(",")[0] if name else ""
