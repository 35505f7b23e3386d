"""What the reader looks at: everything that keys change, and nothing that follows from it.

The functions here give the next view for what the reader did, where it takes no record to tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from tiptui.search.columns import FieldValue, GridHeading
from tiptui.search.counts import CrossingOrder
from tiptui.search.matches import Order
from tiptui.search.rows import RowKind


class Pane(StrEnum):
    """The panes."""

    EVENT = "event"
    COUNTS = "counts"
    SPEAKERS = "speakers"
    RECOMMENDATIONS = "recommendations"
    STATEMENTS = "statements"
    DETAIL = "detail"
    SOURCE = "source"
    GRID = "grid"


FIRST = (Pane.EVENT, Pane.COUNTS)
"""What the first pane is, one at a time: the event or the dialogues, or counts."""

FACETS = {
    "theme": "Themes",
    "org": "Organizations",
    "to": "Addressees",
    "status": "Status",
    "date": "Years",
}
"""The fields of the query whose values are counted, in the order of their tabs."""

CLAIMS = (Pane.RECOMMENDATIONS, Pane.STATEMENTS)
"""The lists of which one is seen at a time, in the same place."""

LISTS = (Pane.SPEAKERS, *CLAIMS)

ORDERS: Mapping[Pane, tuple[Order | None, ...]] = {
    Pane.EVENT: (None, Order.NAME, Order.COUNT),
    Pane.SPEAKERS: (None, Order.NAME, Order.COUNT),
    Pane.RECOMMENDATIONS: (None, Order.TIMES, Order.NAME),
    Pane.STATEMENTS: (None, Order.NAME),
}
"""The orders of each list; None: as it stands. Claims are ordered by the names of their makers."""

KINDS: Mapping[Pane, RowKind] = {
    Pane.EVENT: "dialogues",
    Pane.SPEAKERS: "speakers",
    Pane.RECOMMENDATIONS: "recommendations",
    Pane.STATEMENTS: "statements",
}
"""What the rows of the panes are; the event has them where there is a list of dialogues."""


FIRST_VALUE = FieldValue("", "")
"""Stands for the first value of a field."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Which fields are crossed in which order, and the values of the cell of the cursor, if any."""

    rows: str = ""
    columns: str = ""
    row: GridHeading = FIRST_VALUE
    column: GridHeading = FIRST_VALUE
    order: CrossingOrder = ()


@dataclass(frozen=True, slots=True)
class View:
    """What the reader looks at.

    `chosen` has the ref under the cursor of each pane; without one it is on the first, in the
    detail on the first hit. Of counts it is the term that a row adds.
    `main` is the pane last focused beside the detail: the row under its cursor is the subject of
    the detail, in which Enter may have `opened` a claim. `left` is the pane in the left of two
    columns, `first` the one of FIRST that is seen, `counted` the field whose values are counted,
    `claims` the one of CLAIMS that is seen. `dialogue` is the id of that whose sources are open,
    `asking` says that of these only sentences that ask and that nobody cites are gone through.
    `behind` is how many code points of the query follow the caret, `kept` what the query was when
    the search line was opened. `orders` has the lists that are not as they stand. `remark` answers
    the last key where nothing else does.
    """

    main: Pane = Pane.SPEAKERS
    in_detail: bool = False
    opened: bool = False
    left: Pane = Pane.SPEAKERS
    first: Pane = Pane.EVENT
    counted: str = "theme"
    claims: Pane = Pane.RECOMMENDATIONS
    dialogue: str = ""
    asking: bool = False
    chosen: Mapping[Pane, str] = field(default_factory=dict)
    grid: Grid = Grid()
    searching: bool = False
    query: str = ""
    behind: int = 0
    kept: str = ""
    orders: Mapping[Pane, Order] = field(default_factory=dict)
    zoomed: bool = False
    remark: str = ""

    @property
    def focus(self) -> Pane:
        """The pane that has the keyboard, or gets it back from the search line."""
        return Pane.DETAIL if self.in_detail else self.main

    @property
    def beside(self) -> tuple[Pane, ...]:
        """The panes that Tab goes through: those that are seen together."""
        others = {Pane.SOURCE: (Pane.SOURCE, Pane.DETAIL), Pane.GRID: (Pane.GRID,)}
        return others.get(self.main, (self.first, *self.lists, Pane.DETAIL))

    @property
    def lists(self) -> tuple[Pane, ...]:
        return (Pane.SPEAKERS, self.claims)

    @property
    def caret(self) -> int:
        """Before which code point of the query the caret is."""
        return len(self.query) - self.behind


def enter(view: View, pane: Pane) -> View:
    if view.main is Pane.GRID and pane is Pane.DETAIL:
        return replace(view, remark="⏎ shows what a cell counts: the grid has no detail")
    opened = view.opened and pane is view.focus
    in_detail = pane is Pane.DETAIL
    view = replace(view, in_detail=in_detail, opened=opened, searching=False, remark="")
    if pane in (Pane.DETAIL, view.main):
        return view
    left = pane if pane in (*FIRST, Pane.SPEAKERS) else view.left
    first = pane if pane in FIRST else view.first
    claims = pane if pane in CLAIMS else view.claims
    # A new subject has its own detail.
    chosen = {**view.chosen, Pane.DETAIL: ""}
    return replace(view, main=pane, left=left, first=first, claims=claims, chosen=chosen)


def turn_order(view: View, in_list: bool = True) -> View:
    """Order the list that keys move in, if they do, by the next of its orders."""
    pane, orders = view.focus, ORDERS.get(view.focus)
    if not (in_list and orders):
        return replace(view, remark="S orders a list: this is none")
    by = orders[(orders.index(view.orders.get(pane)) + 1) % len(orders)]
    others = {each: order for each, order in view.orders.items() if each is not pane}
    remark = f"ordered by {by}" if by else "in its own order"
    if by is Order.TIMES:
        remark += " · = lists who asked the same"
    return replace(view, orders=others | {pane: by} if by else others, remark=remark)


def move(view: View, pane: Pane, ref: str) -> View:
    """Move a pane's cursor; `ref` is a term in the counts."""
    # A new subject has its own detail.
    chosen = {**view.chosen, Pane.DETAIL: "", pane: ref}
    return replace(view, chosen=chosen, remark="")


def open_search(view: View) -> View:
    """Open the search line; to a query that was kept another word can be added."""
    query = f"{view.query.rstrip()} ".lstrip()
    kept = view.kept if view.searching else view.query
    return replace(view, searching=True, query=query, kept=kept, remark="")


def insert(view: View, text: str) -> str:
    return view.query[: view.caret] + text + view.query[view.caret :]


def erase(view: View, back_to: str) -> str:
    """Return the query without what stands between a place before the caret and that."""
    return view.query[: _place(view, back_to)] + view.query[view.caret :]


def move_caret(view: View, where: str) -> View:
    return replace(view, behind=len(view.query) - _place(view, where), remark="")


def _place(view: View, where: str) -> int:
    """Return a place in the query: its `start` or `end`, a letter or `word` `left` or `right`."""
    before, after = view.query[: view.caret], view.query[view.caret :]
    gap = len(after) - len(after.lstrip())
    places = {
        "start": 0,
        "end": len(view.query),
        "left": max(0, view.caret - 1),
        "right": min(view.caret + 1, len(view.query)),
        "word left": before.rstrip().rfind(" ") + 1,
        "word right": view.caret + gap + len(after[gap:].split(" ", 1)[0]),
    }
    return places[where]


def zoom(view: View) -> View:
    """Give the focused pane the screen, or take it back."""
    return replace(view, zoomed=not view.zoomed, remark="")


class History(NamedTuple):
    """The views before and after the present one, nearest last: one step for each follow."""

    past: tuple[View, ...] = ()
    future: tuple[View, ...] = ()
