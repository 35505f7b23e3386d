"""Every command, once: bindings, footer, help, palette, own keys and the README derive from it."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from tiptui.files.config import UNSET
from tiptui.search.again import alike
from tiptui.ui.actions.commands import Commands
from tiptui.ui.actions.editing import Editing
from tiptui.ui.actions.grids import Grids
from tiptui.ui.actions.live_files import LiveFiles
from tiptui.ui.actions.searching import Searching
from tiptui.ui.actions.session import Session
from tiptui.ui.actions.sources import Sources
from tiptui.view.following import ask_again
from tiptui.view.scene import Scene
from tiptui.view.state import (
    History,
    Pane,
    View,
    open_search,
    turn_claims,
    turn_first,
    zoom,
)

When = Callable[[Scene, History], object]


class Command(NamedTuple):
    """A command: its id in `config.toml`, its keys, its name in the footer, and a sentence on it.

    `do` is the method that does it, called with `arguments`; None for what the app does, whose
    action has the command's id. `is_useful` returns whether it does something now; None: always.
    """

    id: str
    keys: str
    words: str
    tooltip: str
    do: Callable[..., None] | None
    arguments: tuple[Any, ...]
    is_useful: When | None = None

    @property
    def action(self) -> str:
        """What it does, as Textual writes actions: `step(1)`."""
        arguments = ", ".join(map(repr, self.arguments))
        return f"{self.do.__name__}({arguments})" if self.do else self.id

    def called(self, words: str) -> "Command":
        """Return it with a name of its own in the footer."""
        return self._replace(words=words)

    def when(self, is_useful: When) -> "Command":
        """Return it as one that does something only under a condition."""
        return self._replace(is_useful=is_useful)


def _key(
    name: str,
    keys: str,
    tooltip: str,
    do: Callable[..., None] | None = None,
    *arguments: Any,
) -> Command:
    """Return a command that always does something, called in the footer as its id."""
    return Command(name, keys, name.replace("-", " "), tooltip, do, arguments)


# When a command does something.


def _can_follow(scene: Scene, _: History) -> object:
    """Return whether something can be followed; not whether anything is behind it."""
    if scene.acting is Pane.COUNTS:
        return scene.count
    if scene.acting is Pane.DETAIL:
        return scene.stop
    if scene.acting is Pane.SOURCE:
        return scene.stops.at(0)
    if scene.acting is Pane.GRID:
        return True
    thing = scene.collection.get(scene.current)
    is_page = thing is not None and thing.kind == "event" and thing.dialogue.is_alone
    return scene.current and not is_page


def _is_asked_again(scene: Scene, _: History) -> object:
    return len(alike(scene.index, scene.current.partition("/")[0])) > 1


def _has_evidence(scene: Scene, _: History) -> object:
    """Return whether there are words to go to; in the source, other ones."""
    claim, evidence = scene.proof
    inside = scene.acting is Pane.SOURCE and not scene.view.query
    return evidence and (not inside or len(scene.collection[claim].evidence) > 1)


def _has_address(scene: Scene, _: History) -> object:
    evidence = scene.proof[1]
    source = evidence and scene.dialogue and scene.dialogue.things.source(evidence)
    return source and source.url


# The commands.

GRID = (
    _key("rows", "r", "Another field for the rows", Grids.turn_field, "rows", 1),
    _key("rows-before", "R", "The field before for the rows", Grids.turn_field, "rows", -1).called(
        "rows"
    ),
    _key("columns", "c", "Another field for the columns", Grids.turn_field, "columns", 1),
    _key(
        "columns-before", "C", "The field before for the columns", Grids.turn_field, "columns", -1
    ).called("columns"),
    _key("leave-grid", "x", "Leave the grid", Grids.toggle).called("leave"),
    _key(
        "transpose", "tab,shift+tab", "Make rows of columns, columns of rows", Grids.transpose
    ).called("turn"),
    _key("copy-table", "y", "Copy the table, as Markdown or CSV", Grids.copy, "copy").called(
        "copy"
    ),
    _key("table-at-end", "Y", "Print the table when tiptui ends", Grids.copy, "print").called(
        "at end"
    ),
    _key("column-left", "left,h", "One column left", Grids.go_across, -1).called("left"),
    _key("column-right", "right,l", "One column right", Grids.go_across, 1).called("right"),
    _key("column-top", "g", "To the top of the column", Grids.go_to_edge, "top").called("top"),
    _key("column-bottom", "G", "To the bottom of the column", Grids.go_to_edge, "bottom").called(
        "bottom"
    ),
    _key("row-start", "home", "To the start of the row", Grids.go_to_edge, "left").called("start"),
    _key("row-end", "end", "To the end of the row", Grids.go_to_edge, "right").called("end"),
)
"""Commands of the grid, which go before those of the panes; the others do there what they do."""

PANES = (
    _key("search", "slash", "Search all that is listed", Session.change, open_search),
    _key("follow", "enter", "Show what belongs to the row", Commands.follow).when(_can_follow),
    _key("back", "backspace,left_square_bracket", "Go one step back", Session.back).when(
        lambda _, history: history.past
    ),
    _key("forward", "right_square_bracket", "Go one step forward again", Session.forward).when(
        lambda _, history: history.future
    ),
    _key("asked-again", "equals_sign", "List who asked the same", Session.go, ask_again).when(
        _is_asked_again
    ),
    _key("source", "s", "Open the sources, or close them", Sources.toggle).when(
        lambda scene, _: scene.dialogue and scene.dialogue.record.sources
    ),
    _key("cite", "y", "Copy a citation of what is under the cursor", Sources.cite, "copy").when(
        lambda scene, _: scene.pointed[0]
    ),
    _key("cite-at-end", "Y", "Print a citation when tiptui ends", Sources.cite, "print"),
    _key("grid", "x", "Count two fields against each other", Grids.toggle),
    _key("open", "o", "Open the source's address at the words", Sources.open_address).when(
        _has_address
    ),
    _key("evidence", "e", "Go to the words in their source", Sources.trace).when(_has_evidence),
    _key("uncited", "u", "Go to the next sentence that no claim cites", Sources.go_to_uncited).when(
        lambda scene, _: scene.dialogue and scene.dialogue.texts
    ),
    _key("next-hit", "n", "Next hit of the search in detail or source", Commands.hit, 1).when(
        lambda scene, _: scene.words
    ),
    _key("hit-before", "N", "Hit before", Commands.hit, -1),
    _key("edit", "E", "Edit what is under the cursor, in your editor", Editing.edit).when(
        lambda scene, _: scene.pointed[0]
    ),
    _key("reload", "r", "Read the files again", LiveFiles.reload),
    _key("problems", "exclamation_mark", "List every problem", Editing.list_problems),
    _key("next-pane", "tab,right,l", "Go to the next pane", Commands.turn, 1),
    _key("previous-pane", "shift+tab,left,h", "Go to the pane before", Commands.turn, -1),
    _key(
        "event",
        "1",
        "Go to the event, again to counts of themes and more",
        Session.change,
        turn_first,
    ),
    _key("speakers", "2", "Go to the speakers", Commands.enter, Pane.SPEAKERS),
    _key(
        "claims",
        "3",
        "Go to the recommendations, again to the statements",
        Session.change,
        turn_claims,
    ),
    _key("detail", "4", "Go to the detail", Commands.enter, Pane.DETAIL),
    _key("order", "S", "Order the list by name, by count, as it stands", Commands.order).when(
        lambda scene, _: scene.in_list
    ),
    _key("zoom", "z", "Give the pane the screen, or take it back", Session.change, zoom),
    _key(
        "escape",
        "escape",
        "Leave zoom; take away the last of the query, a term or words",
        Commands.escape,
    )
    .called("undo")
    .when(lambda scene, _: scene.view.zoomed or scene.view.query or scene.view.main is Pane.SOURCE),
)
"""Commands of the browser."""

ROWS = (
    _key("down", "down,j", "Next row", Commands.step, 1),
    _key("up", "up,k", "Row before", Commands.step, -1),
    _key("page-down", "pagedown", "One page down", Commands.page, 1),
    _key("page-up", "pageup", "One page up", Commands.page, -1),
    _key("half-down", "ctrl+d", "Half a page down", Commands.page, 0.5),
    _key("half-up", "ctrl+u", "Half a page up", Commands.page, -0.5),
    _key("first", "g,home", "First row", Commands.first),
    _key("last", "G,end", "Last row", Commands.last),
)
"""Commands that move in a pane, and in what lies over the browser."""

SEARCH = (
    _key("keep", "enter", "Keep the query, go to what it finds", Searching.keep),
    _key(
        "take-near",
        "tab",
        "Take the value or spelling that is offered, else move on",
        Searching.complete,
    )
    .called("take")
    .when(lambda scene, _: scene.near or scene.offers),
    _key("move-on", "shift+tab", "Keep the query and move on", Searching.keep).called("keep"),
    _key(
        "clear", "escape", "Take back what was typed, stay on what it found", Searching.clear
    ).when(lambda scene, _: scene.view.query),
    _key("empty", "ctrl+u", "Empty the search line", Searching.erase, "all").when(
        lambda scene, _: scene.view.query
    ),
    _key("erase-word", "ctrl+w", "Take back the word before", Searching.erase, "word"),
    _key("erase", "backspace", "Take back the letter before", Searching.erase, "letter"),
    _key("caret-left", "left", "Move the caret left", Searching.move_caret, "left").called("left"),
    _key("caret-right", "right", "Move the caret right", Searching.move_caret, "right").called(
        "right"
    ),
    _key("word-left", "ctrl+left", "One word left", Searching.move_caret, "word left"),
    _key("word-right", "ctrl+right", "One word right", Searching.move_caret, "word right"),
    _key("caret-start", "home", "To the start of the line", Searching.move_caret, "start").called(
        "start"
    ),
    _key("caret-end", "end", "To the end of the line", Searching.move_caret, "end").called("end"),
)
"""Commands of the search line, where every printable key is text; the others move as in a pane."""

APP = (
    _key("help", "question_mark,f1", "Show every key"),
    _key("palette", "ctrl+p", "Pick a command or a theme by name"),
    _key("stop", "ctrl+z", "Stop until fg in the shell"),
    _key("quit", "q,ctrl+q,ctrl+c", "Leave tiptui"),
)
"""Commands that hold everywhere, which the app does."""

GROUPS = (
    ("Panes", PANES),
    ("In a pane", ROWS),
    ("In the grid", GRID),
    ("In the search line", SEARCH),
    ("Everywhere", APP),
)

BY_ID = {each.id: each for _, commands in GROUPS for each in commands}

TO_PANE = {
    Pane.EVENT: "event",
    Pane.COUNTS: "event",
    Pane.SPEAKERS: "speakers",
    Pane.RECOMMENDATIONS: "claims",
    Pane.STATEMENTS: "claims",
    Pane.DETAIL: "detail",
}
"""The ids of the commands that go to a pane, whose keys stand in its title."""


class Place(StrEnum):
    """Where keys act, as the help calls it."""

    SEARCH = "in the search line"
    LISTS = "in the lists"
    DETAIL = "in the detail"
    SOURCE = "in the source"
    GRID = "in the grid"


def place_of(view: View) -> Place:
    """Return where keys act."""
    if view.searching:
        return Place.SEARCH
    alone = {Pane.DETAIL: Place.DETAIL, Pane.SOURCE: Place.SOURCE, Pane.GRID: Place.GRID}
    return alone.get(view.focus, Place.LISTS)


def commands_at(place: Place, own: Mapping[str, str] = UNSET.keys) -> dict[str, Command]:
    """Return the command of each key at a place; `own` are keys that the reader set, by ids."""
    first = {Place.SEARCH: SEARCH, Place.GRID: (*GRID, *PANES)}.get(place, PANES)
    commands = dict[str, Command]()
    for each in with_keys((*first, *ROWS, *APP), own):
        for key in each.keys.split(","):
            commands.setdefault(key, each)
    return commands


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


def with_keys(commands: Iterable[Command], own: Mapping[str, str]) -> list[Command]:
    """Return commands with the keys that the reader set, by ids."""
    return [each._replace(keys=own.get(each.id, each.keys)) for each in commands]


def rows_of(
    commands: Iterable[Command], own: Mapping[str, str] = UNSET.keys
) -> list[tuple[str, str]]:
    """Return a row for each command: its keys as people write them, and what it does."""
    return [
        (" ".join(map(written, each.keys.split(","))), each.tooltip)
        for each in with_keys(commands, own)
    ]


def key_to(pane: Pane, own: Mapping[str, str] = UNSET.keys) -> str:
    """Return the first key that goes to a pane; empty for one without."""
    name = TO_PANE.get(pane, "")
    return own.get(name, BY_ID[name].keys).split(",")[0] if name else ""
