"""All commands, each once: bindings, footer, help, palette, docs/keys.md derive from them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple

from tiptui.collection.naming import OF_FIELD
from tiptui.files.config import UNSET
from tiptui.search.counts import name_of
from tiptui.search.facets import OF_KIND
from tiptui.search.rows import FOUND
from tiptui.text.rules import sections
from tiptui.text.visible import clip
from tiptui.ui.actions import commands, editor, marking, searching
from tiptui.ui.actions.commands import run_late, turn_list
from tiptui.ui.actions.session import Session
from tiptui.view import grid, state
from tiptui.view.following import ask_again, escape, go_to_uncited, next_hit, trace, turn_asking
from tiptui.view.grid import FAR, at_cursor, go_by, transpose, turn_both, turn_crossing_order
from tiptui.view.scene import Scene
from tiptui.view.state import CLAIMS, FIRST, KINDS, LISTS, History, Pane, View
from tiptui.view.tabs import turn_claims, turn_first


class Command(NamedTuple):
    """A command of the browser or of the app."""

    id: str  # in `config.toml`; of a command of the app, also its action
    keys: str
    words: str  # its name in the footer
    tooltip: str
    do: Callable[..., object] | None  # with the session and `arguments`; None for the app
    arguments: tuple[Any, ...]

    @property
    def action(self) -> str:
        """Its action as Textual writes it: `step(1)`."""
        arguments = ", ".join(map(repr, self.arguments))
        return f"{self.do.__name__}({arguments})" if self.do else self.id

    @property
    def everyday(self) -> str:
        """Other words for it, by which the palette finds it."""
        return " ".join(sections(__file__).get(self.id, ()))


def _key(
    row: str, tooltip: str, do: Callable[..., object] | None = None, *arguments: Any
) -> Command:
    """Return the command of a row: its id, its keys, and its name in the footer."""
    id, keys, words = row.split(maxsplit=2)
    return Command(id, keys, words, tooltip, do, arguments)


# The commands. Functions after `change`, `see` and `go` return the view to look at or to go to.

change, see, go = Session.change, Session.see, Session.go
CITE, ADDRESS = "exporting.cite", "exporting.open_address"

GRID = (
    _key("rows r rows", "Choose the rows", commands.choose_field, "rows"),
    _key("columns c columns", "Choose the columns", commands.choose_field, "columns"),
    _key("leave-grid x lists", "Back to the lists", commands.toggle_grid),
    _key("transpose tab,shift+tab turn", "Make rows of columns, columns of rows", see, transpose),
    _key("order-grid S by column", "Order by this column, or not", see, turn_crossing_order),
    _key("both b both", "Only rows with claims in both of two columns, or all", see, turn_both),
    _key("shares percent_sign shares", "Shares of each row, or numbers", see, grid.turn_shares),
    _key("copy-table y copy", "Copy the table, as Markdown or CSV", run_late, CITE, "copy"),
    _key("table-at-end Y at end", "Print the table when tiptui ends", run_late, CITE, "print"),
    _key("column-left left,h left", "One column left", see, go_by, 0, -1),
    _key("column-right right,l right", "One column right", see, go_by, 0, 1),
    _key("column-top g top", "To the top of the column", see, go_by, -FAR, 0),
    _key("column-bottom G bottom", "To the bottom of the column", see, go_by, FAR, 0),
    _key("row-start home start", "To the start of the row", see, go_by, 0, -FAR),
    _key("row-end end end", "To the end of the row", see, go_by, 0, FAR),
)
"""Commands of the grid: there they go before the commands of the panes."""

PANES = (
    _key("search slash search", "Search all lists", change, state.open_search),
    _key("follow enter open", "Open a claim; on any other row, list its claims", commands.follow),
    _key("back left_square_bracket,backspace back", "Go one step back", Session.back),
    _key("forward right_square_bracket forward", "Go one step forward again", Session.forward),
    _key("asked-again equals_sign asked again", "List all that ask the same", go, ask_again),
    _key("source s source", "Open the sources; again, back to the lists", commands.toggle_source),
    _key("cite y cite", "Cite what is under the cursor", run_late, CITE, "copy"),
    _key("cite-at-end Y cite at end", "Cite it when tiptui ends", run_late, CITE, "print"),
    _key("grid x grid", "Count two fields in a table; compare years", commands.toggle_grid),
    _key("open o address", "Open the source's address at the words", run_late, ADDRESS),
    _key("evidence e evidence", "Go to the evidence in its source", go, trace),
    _key("uncited u uncited", "Next sentence that no claim cites", go, go_to_uncited),
    _key("uncited-before U uncited before", "Previous sentence not cited", go, go_to_uncited, -1),
    _key("asks f only asks", "Only sentences that ask and nobody cites", go, turn_asking),
    _key("next-hit n next hit", "Next hit of the search in detail or source", see, next_hit, 1),
    _key("hit-before N hit before", "Previous hit of the search", see, next_hit, -1),
    _key("add a add", "Add a claim, quote or response", run_late, "adding.add"),
    _key("add-words v add words", "Add, and choose its words first", run_late, "adding.add", True),
    _key("correct c correct", "Correct it, or all marked rows", run_late, "adding.correct"),
    _key("remove delete remove", "Remove it, or all marked rows", run_late, "adding.remove"),
    _key("take-back A take back", "Take back the last change", run_late, "adding.take_back"),
    _key("mark m,space mark", "Mark what is under the cursor, or unmark it", marking.mark),
    _key("mark-all M mark all", "Mark all that is listed, or unmark it", marking.mark_all),
    _key("unmark-all minus unmark all", "Take off all marks", marking.unmark_all),
    _key("export w export", "Write all that is listed into a file", run_late, "exporting.export"),
    _key("edit E edit", "Edit what is under the cursor, in your editor", editor.edit),
    _key("reload r reload", "Read the files again", lambda session: session.files.reload()),
    _key("problems exclamation_mark problems", "List every problem", editor.list_problems),
    _key("next-pane tab,right,l next pane", "Go to the next pane", commands.turn, 1),
    _key("previous-pane shift+tab,left,h pane before", "Go to the pane before", commands.turn, -1),
    _key("event 1 event", "Event or dialogues, again themes", turn_list, turn_first, FIRST),
    _key("speakers 2 speakers", "Go to the speakers", commands.enter, Pane.SPEAKERS),
    _key("claims 3 claims", "Recommendations, again statements", turn_list, turn_claims, CLAIMS),
    _key("detail 4 detail", "Go to the detail", commands.enter, Pane.DETAIL),
    _key("order S order", "Order the list by name, count or times asked", commands.order),
    _key("zoom z zoom", "Enlarge this pane, or restore it", change, state.zoom),
    _key("escape escape back", "Leave zoom; take back the last of the query", commands.escape),
)

_MOVES = {go_by, commands.turn}
MOVEMENTS = {row.id for row in (*GRID, *PANES) if _MOVES & {row.do, *row.arguments}}
"""The ids of plain movements, which the palette leaves out: nobody looks them up."""

ROWS = (
    _key("down down,j down", "Next row", commands.step, 1),
    _key("up up,k up", "Row before", commands.step, -1),
    _key("page-down pagedown page down", "One page down", commands.page, 1),
    _key("page-up pageup page up", "One page up", commands.page, -1),
    _key("half-down ctrl+d half down", "Half a page down", commands.page, 0.5),
    _key("half-up ctrl+u half up", "Half a page up", commands.page, -0.5),
    _key("first g,home first", "First row", commands.step, -FAR),
    _key("last G,end last", "Last row", commands.step, FAR),
)
"""Commands that move in a pane, and in a list over the browser."""

SEARCH = (
    _key("keep enter,shift+tab open", "Go to the list of what the query finds", searching.keep),
    _key("take-near tab use it", "Use the offer, else go to the list", searching.complete),
    _key("text letters are text", "Every letter is text, x and / too", change, state.open_search),
    _key("clear escape back", "Take back what was typed, stay on what it found", see, escape),
    _key("empty ctrl+u empty", "Empty the search line", searching.search_for, ""),
    _key("erase-word ctrl+w erase word", "Take back the word before", searching.erase, "word"),
    _key("erase backspace erase", "Take back the letter before", searching.erase, "left"),
    _key("caret-left left left", "Move the caret left", change, state.move_caret, "left"),
    _key("caret-right right right", "Move the caret right", change, state.move_caret, "right"),
    _key("caret-start home start", "To the start of the line", change, state.move_caret, "start"),
    _key("caret-end end end", "To the end of the line", change, state.move_caret, "end"),
)
"""Commands of the search line, where every printable key is text; the others move as in a pane."""

APP = (
    _key("help question_mark,f1 help", "Show every key"),
    _key("palette ctrl+p more", "Find a command by its name"),
    _key("stop ctrl+z stop", "Stop until fg in the shell"),
    _key("quit q,ctrl+q,ctrl+c quit", "Quit tiptui"),
)
"""Commands of the app, which hold everywhere."""

GROUPS = (
    ("Panes", PANES),
    ("In a pane", ROWS),
    ("In the grid", GRID),
    ("In the search line", SEARCH),
    ("Everywhere", APP),
)

BY_ID = {command.id: command for _, group in GROUPS for command in group}

TO_PANE: Mapping[str, str] = {
    **dict.fromkeys(FIRST, "event"),
    **dict.fromkeys(CLAIMS, "claims"),
    **{pane: pane.value for pane in (Pane.SPEAKERS, Pane.DETAIL)},
}
"""The ids of the commands that go to a pane."""


class Area(StrEnum):
    """An area where keys act, as the help calls it."""

    SEARCH = "in the search line"
    LISTS = "in the lists"
    DETAIL = "in the detail"
    SOURCE = "in the source"
    GRID = "in the grid"


def area_of(view: View) -> Area:
    if view.is_searching:
        return Area.SEARCH
    areas = {Pane.DETAIL: Area.DETAIL, Pane.SOURCE: Area.SOURCE, Pane.GRID: Area.GRID}
    return areas.get(view.focus, Area.LISTS)


def commands_at(area: Area, own: Mapping[str, str] = UNSET.keys) -> dict[str, Command]:
    """Return the command of each key at an area; `own` are the reader's keys, by ids."""
    first = {Area.SEARCH: SEARCH, Area.GRID: (*GRID, *PANES)}.get(area, PANES)
    found = dict[str, Command]()
    for command in with_keys((*first, *ROWS, *APP), own):
        for key in filter(None, command.keys.split(",")):
            found.setdefault(key, command)
    return found


def with_keys(commands: Iterable[Command], own: Mapping[str, str]) -> list[Command]:
    return [command._replace(keys=own.get(command.id, command.keys)) for command in commands]


def key_to(pane: Pane, own: Mapping[str, str] = UNSET.keys) -> str:
    name = TO_PANE.get(pane, "")
    return own.get(name, BY_ID[name].keys).split(",")[0] if name else ""


# The footer.

RANKED: Mapping[Area, Sequence[str]] = {
    area: ids.split()
    for area, ids in {
        Area.SEARCH: "take-near keep clear text empty",
        Area.LISTS: "follow search evidence cite mark correct export asked-again source order grid"
        " escape back add unmark-all zoom edit forward",
        Area.DETAIL: "follow search evidence cite mark correct export next-hit add open source"
        " escape back zoom edit forward",
        Area.SOURCE: "follow search evidence cite mark add uncited asks correct next-hit open"
        " escape export zoom edit",
        Area.GRID: "follow search copy-table rows columns both order-grid export"
        " leave-grid shares transpose back",
    }.items()
}
"""The ids of the commands of each area, the most wanted first."""

OF_MARKED = ("follow", "add", "correct")  # the commands that stand first on a marked row
OF_SPEAKERS = ("follow", "search", "cite", "correct")  # those that stand first on a speaker

EVERYWHERE = ("palette", "help", "quit")  # the commands that are always named


_FOLLOWED = {"by": "what they said", "in": "this dialogue", "id": "open"}
"""Names of Enter by the field of the term that it adds; of other fields it lists the claims."""


def _follow_words(scene: Scene) -> str:
    """Return the name of Enter at the cursor; empty where it does nothing."""
    at, stop = scene.active_pane, scene.stop
    if at is Pane.GRID:
        crossing, row, column = at_cursor(scene)
        return "these claims" if crossing.text(crossing.rows[row], crossing.columns[column]) else ""
    if at is Pane.COUNTS:
        return "these claims" if scene.ref_at(at) else ""
    if at is Pane.SOURCE or (stop and stop.evidence):
        return "open" if stop or scene.stops.at(0) else ""
    thing = scene.collection.get(scene.current)
    if thing is None or (thing.kind == "event" and scene.collection.single):
        return "these claims" if stop else ""
    field = (stop and stop.field) or OF_KIND.get(thing.kind, "id")
    if field == "by" and not any(scene.related.of[KINDS[pane]] for pane in CLAIMS):
        return ""
    return _FOLLOWED.get(field, "these claims")


def _cite_words(scene: Scene) -> str:
    """Return the name of a citation, of a row that stands for many claims with its kind."""
    thing = scene.collection.get(scene.target[0])
    field = thing and OF_KIND.get(thing.kind)
    return f"cite {OF_FIELD[field].one}" if field else "cite"


def _order_words(scene: Scene) -> str:
    crossing, _, column = at_cursor(scene)
    return f"by {clip(name_of(crossing.columns[column]), 20)}"


def _of_marked(verb: str, scene: Scene) -> str:
    """Return `correct 4` where it acts on so many marked rows of the list."""
    is_marked = scene.active_pane in CLAIMS and scene.current in scene.index.bookmarked_stops
    count = scene.results.bookmark_counts[KINDS[scene.active_pane]] if is_marked else 0
    return f"{verb} {count:,}" if count > 1 else verb


_WHEN: Mapping[str, Callable[[Scene, History], object]] = {
    "back": lambda scene, history: history.past and not _WHEN["escape"](scene, history),
    "forward": lambda _, history: history.future,
    "asked-again": lambda scene, _: len(scene.index.same.alike(scene.current)) > 1,
    "source": lambda scene, _: scene.dialogue and scene.dialogue.record.sources,
    "cite": lambda scene, _: scene.collection.get(scene.target[0]),
    "open": lambda scene, _: (
        scene.quote and scene.quote.origin and scene.quote.origin.facts.value("url")
    ),
    "evidence": lambda scene, _: (
        scene.proof[1]
        and (
            # In the source, other words of the claim.
            not (scene.active_pane is Pane.SOURCE and not scene.view.query)
            or len(scene.collection[scene.proof[0]].evidence) > 1
        )
    ),
    "uncited": lambda scene, _: (
        scene.is_ready and scene.dialogue and scene.dialogue.passages.uncited_numbers
    ),
    "asks": lambda scene, _: scene.is_ready and scene.dialogue and scene.dialogue.passages.asking,
    "next-hit": lambda scene, _: (
        scene.words and (scene.active_pane is Pane.DETAIL or scene.passage)
    ),
    "add": lambda scene, _: (
        (scene.passage and scene.passage.start >= 0)
        if scene.active_pane is Pane.SOURCE
        else (thing := scene.collection.get(scene.target[0]))
        and thing.claim.kind == "recommendation"
    ),
    "correct": lambda scene, _: (
        (thing := scene.collection.get(scene.under_cursor[0])) and thing.kind != "addressee"
    ),
    "edit": lambda scene, _: scene.dialogue or scene.subject in scene.collection.trouble_of,
    "export": lambda scene, _: scene.view.main is Pane.SOURCE or scene.results.hits.total,
    "mark": lambda scene, _: (
        (thing := scene.collection.get(scene.under_cursor[0])) and f"{thing.claim.kind}s" in FOUND
    ),
    "order": lambda scene, _: scene.in_list,
    "unmark-all": lambda scene, _: scene.index.bookmarked_stops,
    **dict.fromkeys(
        ("copy-table", "order-grid", "shares"), lambda scene, _: not grid.why_empty(scene)
    ),
    "both": lambda scene, _: at_cursor(scene)[0].compared,
    "escape": lambda scene, _: (
        scene.view.is_zoomed
        or scene.view.is_open
        or scene.view.query
        or scene.view.main is Pane.SOURCE
    ),
    "keep": lambda scene, _: scene.subject or scene.near_query or scene.active_pane is Pane.GRID,
    "take-near": lambda scene, _: scene.near_query or scene.offers,
    "empty": lambda scene, _: scene.view.query,
}
"""By the ids of commands: the condition under which they do something; others always do."""


_NAMES: Mapping[str, Callable[[Scene], str]] = {
    "follow": _follow_words,
    "keep": lambda scene: (
        "use it"
        if scene.near_query
        else f"these {scene.active_pane}"
        if scene.active_pane in LISTS
        else "open"
    ),
    "take-near": lambda scene: (
        " · ".join(f"{offer.name} {offer.claims:,}" for offer in scene.offers) or "use it"
    ),
    "cite": _cite_words,
    "add": lambda scene: "add" if scene.active_pane is Pane.SOURCE else _of_marked("answer", scene),
    "correct": partial(_of_marked, "correct"),
    "asks": lambda scene: "only asks · on" if scene.view.only_asking else "only asks",
    "order-grid": _order_words,
}
"""By the ids of commands: names that say more than the declared one, here and now."""


def footer(area: Area, scene: Scene, history: History) -> dict[str, str]:
    """Return the ids of the commands that do something now, with their names."""
    first: Sequence[str] = OF_SPEAKERS if scene.active_pane is Pane.SPEAKERS else ()
    if scene.active_pane in LISTS and scene.current in scene.index.bookmarked_stops:
        first = OF_MARKED
    ranked = dict.fromkeys((*(first if area is Area.LISTS else ()), *RANKED[area]))
    here = [id for id in ranked if id not in _WHEN or _WHEN[id](scene, history)]
    names = {id: _NAMES[id](scene) if id in _NAMES else BY_ID[id].words for id in here}
    return {id: name for id, name in names.items() if name}
