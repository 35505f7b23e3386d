"""The reader's view: everything that keys change, and nothing that follows from it.

The functions return the next view where that needs no record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from tiptui.search.columns import FieldValue, GridHeading
from tiptui.search.counts import AS_COUNTED, Arrangement
from tiptui.search.matches import Order
from tiptui.search.rows import RowKind


class Pane(StrEnum):
    """A pane of the screen."""

    EVENT = "event"
    COUNTS = "counts"
    SPEAKERS = "speakers"
    RECOMMENDATIONS = "recommendations"
    STATEMENTS = "statements"
    POINTS = "points"
    DETAIL = "detail"
    SOURCE = "source"
    GRID = "grid"


FIRST = (Pane.EVENT, Pane.COUNTS)  # one is in sight, at the left
CLAIMS = (Pane.RECOMMENDATIONS, Pane.STATEMENTS, Pane.POINTS)  # one is in sight, at the right
LISTS = (Pane.SPEAKERS, *CLAIMS)
FACETS = ("theme", "org", "to", "status", "date")  # fields with lists of values, by their tabs

ORDERS: Mapping[Pane, tuple[Order | None, ...]] = {
    Pane.EVENT: (None, Order.NAME, Order.COUNT),
    Pane.SPEAKERS: (None, Order.NAME, Order.COUNT),
    Pane.RECOMMENDATIONS: (None, Order.TIMES, Order.NAME),
    Pane.STATEMENTS: (None, Order.NAME),
    Pane.POINTS: (None, Order.NAME),
}
"""The orders of each list; None: as it stands. Claims are ordered by the names of their makers."""

KINDS: Mapping[Pane, RowKind] = {
    Pane.EVENT: "dialogues",
    Pane.SPEAKERS: "speakers",
    Pane.RECOMMENDATIONS: "recommendations",
    Pane.STATEMENTS: "statements",
    Pane.POINTS: "points",
}
"""The kinds of rows in the lists; the event is one if there are more dialogues."""

FIRST_VALUE = FieldValue("", "")  # instead of the first value of a field


@dataclass(frozen=True, slots=True)
class Grid:
    """The two fields that are crossed, the rows shown, and the values of the cell at the cursor."""

    rows: str = ""
    columns: str = ""
    row: GridHeading = FIRST_VALUE
    column: GridHeading = FIRST_VALUE
    arrangement: Arrangement = AS_COUNTED


@dataclass(frozen=True, slots=True)
class View:
    """A view of the reader."""

    main: Pane = Pane.SPEAKERS  # the pane with the focus, or with the focus before the detail
    in_detail: bool = False
    is_open: bool = False  # Enter has opened a claim in the detail, or the claims of a cell
    left: Pane = Pane.SPEAKERS  # in sight at the left of two columns
    first: Pane = Pane.EVENT  # the one of FIRST in sight
    facet: str = "theme"  # the field of the list of counts
    claims: Pane = Pane.RECOMMENDATIONS  # the one of CLAIMS in sight
    dialogue: str = ""  # the id of the dialogue with open sources
    only_asking: bool = False  # the cursor stops only at sentences that ask and that nobody cites
    cursors: Mapping[Pane, str] = field(default_factory=dict)  # refs or terms under cursors
    grid: Grid = Grid()
    is_searching: bool = False  # keys are typed into the search line
    query: str = ""
    after_caret: int = 0  # code points of the query behind the caret
    query_before: str = ""  # the query before the search line was opened
    cursors_before: Mapping[Pane, str] = field(default_factory=dict)  # the same of `cursors`
    orders: Mapping[Pane, Order | None] = field(default_factory=dict)
    is_zoomed: bool = False
    remark: str = ""  # the answer to the last key

    def with_remark(self, remark: str) -> "View":
        return replace(self, remark=remark)

    @property
    def focus(self) -> Pane:
        return Pane.DETAIL if self.in_detail else self.main

    @property
    def tab_ring(self) -> tuple[Pane, ...]:
        """The panes that are seen together, through which Tab goes."""
        if self.main is Pane.SOURCE:
            return (Pane.SOURCE, Pane.DETAIL)
        if self.main is Pane.GRID:
            return (Pane.GRID,)
        return (self.first, *self.lists, Pane.DETAIL)

    @property
    def lists(self) -> tuple[Pane, ...]:
        return (Pane.SPEAKERS, self.claims)

    @property
    def caret(self) -> int:
        return len(self.query) - self.after_caret


def enter(view: View, pane: Pane) -> View:
    if view.main is Pane.GRID and pane is Pane.DETAIL:
        return view.with_remark("the grid has no detail · ⏎ opens the claims of a cell")
    view = replace(
        view,
        in_detail=pane is Pane.DETAIL,
        is_open=view.is_open and pane is view.focus,
        is_searching=False,
        remark="",
    )
    if pane in (Pane.DETAIL, view.main):
        return view

    if pane in FIRST:
        view = replace(view, first=pane)
    if pane in CLAIMS:
        view = replace(view, claims=pane)
    if pane in (*FIRST, Pane.SPEAKERS):
        view = replace(view, left=pane)
    # A new subject has its own detail.
    return replace(view, main=pane, cursors={**view.cursors, Pane.DETAIL: ""})


def turn_order(view: View, in_list: bool = True) -> View:
    pane = view.focus
    if not in_list or pane not in ORDERS:
        return view.with_remark("S orders only lists")

    orders = ORDERS[pane]
    number = orders.index(view.orders.get(pane)) + 1
    order = orders[number % len(orders)]
    remark = f"ordered by {order}" if order else "in its own order"
    if order is Order.TIMES:
        remark += " · = lists who asked the same"
    return replace(view, orders={**view.orders, pane: order}, remark=remark)


def move(view: View, pane: Pane, ref: str) -> View:
    return replace(view, cursors={**view.cursors, Pane.DETAIL: "", pane: ref}, remark="")


def open_search(view: View) -> View:
    """Open the search line, ready for one more word of the query."""
    query = f"{view.query.rstrip()} ".lstrip()
    if not view.is_searching:
        view = replace(view, query_before=view.query, cursors_before=view.cursors)
    return replace(view, is_searching=True, query=query, remark="")


def insert(view: View, text: str) -> str:
    return view.query[: view.caret] + text + view.query[view.caret :]


def erase(view: View, back_to: str) -> str:
    """Return the query without the text between an offset and the caret."""
    return view.query[: _offset(view, back_to)] + view.query[view.caret :]


def move_caret(view: View, where: str) -> View:
    return replace(view, after_caret=len(view.query) - _offset(view, where), remark="")


def _offset(view: View, where: str) -> int:
    """Return an offset in the query: its `start` or `end`, a letter or `word` beside the caret."""
    if where == "start":
        return 0
    if where == "left":
        return max(0, view.caret - 1)
    if where == "right":
        return min(view.caret + 1, len(view.query))
    if where == "word":
        return view.query[: view.caret].rstrip().rfind(" ") + 1
    return len(view.query)


def zoom(view: View) -> View:
    return replace(view, is_zoomed=not view.is_zoomed, remark="")


class History(NamedTuple):
    """The views before and after the present one, nearest last."""

    past: tuple[View, ...] = ()
    future: tuple[View, ...] = ()
