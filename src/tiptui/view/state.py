"""What the reader looks at. Pure: no terminal, no state.

A `View` is everything that keys change. The functions here give the next view for what the reader
did, and what is under the cursors of a view.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from tiptui.record.links import Item
from tiptui.record.model import Event, Evidence, Organization, Point, Speaker, Theme
from tiptui.search.index import Hits, Index
from tiptui.search.matches import Matches
from tiptui.text.folding import words_of

if TYPE_CHECKING:
    from tiptui.sources.passages import Passage


class Pane(StrEnum):
    """The panes."""

    EVENT = "event"
    SPEAKERS = "speakers"
    RECOMMENDATIONS = "recommendations"
    DETAIL = "detail"
    SOURCE = "source"


BESIDE = (Pane.EVENT, Pane.SPEAKERS, Pane.RECOMMENDATIONS, Pane.DETAIL)
"""The panes that are seen together; the source takes the place of the first three."""

LISTS = (Pane.SPEAKERS, Pane.RECOMMENDATIONS)


def beside(view: "View") -> tuple[Pane, ...]:
    """Gives the panes that Tab goes through: those that are seen together."""
    return (Pane.SOURCE, Pane.DETAIL) if view.main is Pane.SOURCE else BESIDE


@dataclass(frozen=True, slots=True)
class Chosen:
    """The row under each pane's cursor, by id; empty: the first.

    In the detail and in the source, its number.
    """

    event: str = ""
    speakers: str = ""
    recommendations: str = ""
    detail: int = 0
    source: int = 0

    def with_row(self, pane: Pane, row: str | int) -> "Chosen":
        """Gives the cursors with one of them moved; a new subject has its detail at the top."""
        changes: dict[str, Any] = {pane.value: row}
        return replace(self, **({"detail": 0} | changes))

    def row(self, pane: Pane) -> str:
        """Gives the id chosen in a pane other than the detail."""
        return str(getattr(self, pane.value))


PASSAGE = "¶"
"""What begins the name of a passage of a source; no id has it."""


class Narrowing(NamedTuple):
    """A list that shows only what belongs to `subject`."""

    pane: Pane
    subject: str


@dataclass(frozen=True, slots=True)
class View:
    """What the reader looks at.

    `main` is the pane last focused beside the detail: the row under its cursor is the subject of
    the detail. `left` is the pane in the left of two columns. `aside` holds the cursors from
    before the query. `remark` answers the last key where nothing else does. `hits` are what the
    search for the query has found so far; None: all there is.
    """

    main: Pane = Pane.SPEAKERS
    in_detail: bool = False
    left: Pane = Pane.SPEAKERS
    chosen: Chosen = Chosen()
    searching: bool = False
    query: str = ""
    aside: Chosen | None = None
    narrowed: tuple[Narrowing, ...] = ()
    zoomed: bool = False
    remark: str = ""
    hits: Hits | None = None

    @property
    def focus(self) -> Pane:
        """The pane that has the keyboard, or gets it back from the search line."""
        return Pane.DETAIL if self.in_detail else self.main


def entered(view: View, pane: Pane) -> View:
    """The reader went to a pane."""
    view = replace(view, in_detail=pane is Pane.DETAIL, searching=False, remark="")
    if pane in (Pane.DETAIL, view.main):
        return view
    left = pane if pane in (Pane.EVENT, Pane.SPEAKERS) else view.left
    # A new subject: its detail is at the top, now and when a query is cleared.
    chosen, aside = replace(view.chosen, detail=0), view.aside and replace(view.aside, detail=0)
    return replace(view, main=pane, left=left, chosen=chosen, aside=aside)


def moved(view: View, pane: Pane, row: str | int) -> View:
    """The reader moved a pane's cursor to a row: an id, in the detail a number."""
    return replace(view, chosen=view.chosen.with_row(pane, row), remark="")


def searched(view: View) -> View:
    """The reader opened the search line; a query that was kept is still in it."""
    return replace(view, searching=True, remark="")


def typed(view: View, query: str) -> View:
    """The reader changed the query: cursors go to the best hits, without one to their rows."""
    home = view.chosen if view.aside is None else view.aside
    if not query:
        return replace(view, query="", chosen=home, aside=None, remark="", hits=None)
    best = replace(home, speakers="", recommendations="", detail=0, source=0)
    best = best if words_of(query) else home
    return replace(view, query=query, chosen=best, aside=home, remark="", hits=None)


def kept(index: Index, view: View) -> View:
    """The reader left the search line with the query kept, for the first list with a hit."""
    return entered(view, acting(index, view)) if view.searching else view


def zoomed(view: View) -> View:
    """The reader gave the focused pane the screen, or took it back."""
    return replace(view, zoomed=not view.zoomed, remark="")


def escaped(view: View) -> View:
    """The reader pressed Esc: undoes the first of zoom, query and search line, newest narrowing."""
    if view.zoomed:
        return zoomed(view)
    if view.query or view.searching:
        return replace(typed(view, ""), searching=False)
    if view.narrowed:
        newest = view.narrowed[-1].subject
        kept_ones = tuple(each for each in view.narrowed if each.subject != newest)
        return replace(view, narrowed=kept_ones, remark="")
    return replace(view, remark="")


# What following leads to: the lists that are narrowed, the last one gets the focus.
_LEADS: dict[type[Item], tuple[Pane, ...]] = {
    Speaker: (Pane.RECOMMENDATIONS,),
    Theme: (Pane.SPEAKERS, Pane.RECOMMENDATIONS),
    Organization: (Pane.RECOMMENDATIONS, Pane.SPEAKERS),
}


def followed(index: Index, view: View) -> View:
    """The reader followed the row under the cursor to what belongs to it.

    Where nothing does, only the remark changes, and says so.
    """
    name = current(index, view)
    item = index.links.get(name)
    if item is None or isinstance(item, Event):
        return replace(view, remark="nothing to follow here")
    lists = _LEADS.get(type(item), (Pane.SPEAKERS,))
    related = index.links.related(name)
    there = [pane for pane in lists if all_rows(index, pane).among(related)]
    if not there:
        return replace(view, remark=_nothing_behind(item, lists[-1]))
    home = view.chosen if view.aside is None else view.aside
    beside = _beside_detail(index, view)
    chosen = home.with_row(beside, subject_of(index, view))
    others = tuple(each for each in view.narrowed if each.pane not in lists)
    narrowed = others + tuple(Narrowing(pane, name) for pane in lists)
    view = replace(view, chosen=chosen, query="", aside=None, narrowed=narrowed)
    return entered(_settled(index, view, lists), there[-1])


def _settled(index: Index, view: View, lists: Sequence[Pane]) -> View:
    """Gives the view with a row chosen in each of the lists, so that it stays when they widen."""
    for pane in lists:
        found = rows(index, view, pane)
        if found and view.chosen.row(pane) not in found:
            view = moved(view, pane, found[0])
    return view


def _nothing_behind(item: Item, pane: Pane) -> str:
    if isinstance(item, Point):
        return "by all present" if not item.by else f"no {pane.value} behind this point"
    word = {Speaker: "by", Theme: "under", Organization: "from"}.get(type(item), "behind")
    return f"no {pane.value} {word} {title(item)}"


def title(item: Item) -> str:
    """Gives what an item is called: its name, or its text."""
    return item.name if isinstance(item, Event | Organization | Theme | Speaker) else item.text


class History(NamedTuple):
    """The views before and after the present one, nearest last: one step for each follow."""

    past: tuple[View, ...] = ()
    future: tuple[View, ...] = ()

    def stepped(self, view: View) -> "History":
        """A new step leaves `view`; it drops the steps forward."""
        return History((*self.past, view))

    def back(self, view: View) -> "tuple[History, View]":
        """Gives the history and the view one step back from `view`."""
        if not self.past:
            return self, replace(view, remark="nothing to go back to")
        return History(self.past[:-1], (*self.future, view)), _again(self.past[-1], view)

    def forward(self, view: View) -> "tuple[History, View]":
        """Gives the history and the view one step forward from `view`."""
        if not self.future:
            return self, replace(view, remark="nothing to go forward to")
        return History((*self.past, view), self.future[:-1]), _again(self.future[-1], view)


def _again(step: View, view: View) -> View:
    """Gives the view of a step: zoom is no part of it, and its remark answered another key."""
    return replace(step, zoomed=view.zoomed, remark="")


class Stop(NamedTuple):
    """A place in the detail where the cursor stops: a claim, or a piece of its evidence."""

    claim: str
    evidence: Evidence | None = None


def acting(index: Index, view: View) -> Pane:
    """Gives the pane whose cursor the keys move: while searching, the first list with a hit."""
    if not view.searching:
        return view.focus
    if view.main is Pane.SOURCE or (view.main in LISTS and not words_of(view.query)):
        return view.main
    with_hits = (pane for pane in LISTS if rows(index, view, pane))
    return next(with_hits, view.main if view.main in LISTS else Pane.SPEAKERS)


def current(index: Index, view: View) -> str:
    """Gives the id under the cursor; in the detail that of the claim; empty where there is none."""
    subject = subject_of(index, view)
    if acting(index, view) is not Pane.DETAIL:
        return subject
    stops = detail_stops(index, subject)
    return stops[min(view.chosen.detail, len(stops) - 1)].claim if stops else subject


def hits(index: Index, view: View) -> Hits:
    """Gives what the query of a view has found: so far, while the search goes on."""
    return index.hits(view.query) if view.hits is None else view.hits


def rows(index: Index, view: View, pane: Pane) -> Matches:
    """Gives the ids of a list's rows: what matches the query and belongs to its narrowing."""
    found = _rows_of(hits(index, view), pane)
    subject = narrowing(view, pane)
    return _narrowed(index, found, subject) if subject else found


# One key asks several times for the rows of the two lists.
@lru_cache(maxsize=8)
def _narrowed(index: Index, found: Matches, subject: str) -> Matches:
    return found.among(index.links.related(subject))


def narrowing(view: View, pane: Pane) -> str:
    """Gives the id to whose things a list is narrowed; empty where it is not."""
    return next((each.subject for each in view.narrowed if each.pane is pane), "")


@lru_cache(maxsize=1)
def event_stops(index: Index) -> tuple[str, ...]:
    """Gives where the cursor stops in the event: organizers, themes, points, by id."""
    record = index.links.record
    organizers = dict.fromkeys(organizer.organization for organizer in record.event.organizers)
    themes = (theme.id for theme in record.themes)
    return (*organizers, *themes, *index.links.claim_ids(record.event.id))


@lru_cache(maxsize=8)
def detail_stops(index: Index, subject: str) -> tuple[Stop, ...]:
    """Gives where the cursor stops in the detail of a subject: each claim, then its evidence."""
    stops: list[Stop] = []
    for name, evidence in detail_claims(index, subject):
        stops += (Stop(name), *(Stop(name, item) for item in evidence))
    return tuple(stops)


def detail_claims(index: Index, subject: str) -> list[tuple[str, tuple[Evidence, ...]]]:
    """Gives the ids of what the detail of a subject lists, each with its evidence."""
    if not subject.startswith(PASSAGE):
        return [(name, claim.evidence) for name, claim in index.links.claims(subject)]
    from tiptui.sources.passages import passages

    passage = passages(index).everything[int(subject.removeprefix(PASSAGE))]
    return [(name, evidence_of(index, name)) for name in passage.claims]


def evidence_of(index: Index, name: str) -> tuple[Evidence, ...]:
    """Gives the evidence that stands at an id itself."""
    item = index.links.get(name)
    return () if item is None or isinstance(item, Organization | Theme) else item.evidence


def status(index: Index, name: str, evidence: Evidence) -> str:
    """Gives in a few words how a piece of the evidence at an id was found in its source."""
    if not index.texts:
        return "unchecked"
    from tiptui.sources.passages import passages

    return passages(index).status(name, evidence)


def source_stops(index: Index, query: str) -> "tuple[Passage, ...]":
    """Gives where the cursor stops in the source: cited places and sentences nobody cites."""
    from tiptui.sources.passages import passages

    return passages(index).matching(words_of(query))


def subject_of(index: Index, view: View) -> str:
    """Gives the id under the cursor of the pane last focused beside the detail."""
    at = _beside_detail(index, view)
    if at is Pane.SOURCE:
        return _passage_subject(index, view)
    if at is Pane.EVENT:
        stops = event_stops(index)
        event = index.links.record.event.id
        return stops[position(stops, view.chosen.event)] if stops else event
    found = rows(index, view, at)
    return found[position(found, view.chosen.row(at))] if found else ""


def _passage_subject(index: Index, view: View) -> str:
    from tiptui.sources.passages import passages

    found = source_stops(index, view.query)
    if not found:
        return ""
    passage = found[min(view.chosen.source, len(found) - 1)]
    return f"{PASSAGE}{passages(index).everything.index(passage)}"


def _beside_detail(index: Index, view: View) -> Pane:
    return acting(index, view) if view.searching else view.main


def position(found: Sequence[str], chosen: str) -> int:
    """Gives where the chosen id is, or the first place where it is not among those found."""
    return found.index(chosen) if chosen in found else 0


def _rows_of(found: Hits, pane: Pane) -> Matches:
    return found.speakers if pane is Pane.SPEAKERS else found.recommendations


def all_rows(index: Index, pane: Pane) -> Matches:
    """Gives the ids of a list's rows without query and narrowing."""
    return _rows_of(index.everything, pane)


def forget() -> None:
    """Lets go of what is kept of records, when one has been replaced."""
    for kept_ones in (_narrowed, event_stops, detail_stops):
        kept_ones.cache_clear()
