"""What the reader looks at, carried over to a record that was read anew."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tiptui.record.links import Links
from tiptui.search.index import Index
from tiptui.sources import passages
from tiptui.sources.passages import Passage
from tiptui.view import state as views
from tiptui.view.state import (
    LISTS,
    Chosen,
    History,
    Narrowing,
    Pane,
    Stop,
    View,
    all_rows,
    detail_stops,
    event_stops,
    rows,
    source_stops,
    subject_of,
    title,
)


def carried(before: Index, after: Index, view: View) -> View:
    """Gives a view of one record as that of another: each cursor on what it was on, or beside it.

    What the reader typed and where they are stays; narrowings to what is gone are dropped.
    """
    narrowed = _narrowed(before.links, after.links, view.narrowed)
    base = replace(view, narrowed=narrowed, hits=None)
    aside = view.aside and _rows_kept(before, after, view.aside)
    at_rest = replace(base, aside=aside, chosen=_rows_kept(before, after, view.chosen))
    chosen = at_rest.chosen
    for pane in LISTS:
        there = rows(after, at_rest, pane)
        shown = rows(before, view, pane)
        on = view.chosen.row(pane)
        if not on or on in shown:  # else it waits for the list to widen again
            at = _row(shown, on)
            near = _nearest(shown, at, there) or _nearest(all_rows(before, pane), at, there)
            chosen = _at(chosen, pane, near)
    old, new = event_stops(before), event_stops(after)
    at = _renamed(before.links, after.links, _row(old, view.chosen.event))
    chosen = replace(chosen, event=at if at in new else _nearest(old, at, new))
    moved = replace(at_rest, chosen=chosen)
    if view.main is Pane.SOURCE or view.chosen.source:
        moved = replace(moved, chosen=replace(chosen, source=_passage(before, after, view)))
    return replace(moved, chosen=replace(moved.chosen, detail=_detail(before, after, view, moved)))


def carried_step(before: Index, after: Index, step: View) -> View:
    """Gives a view of the history as that of another record, without looking for its rows."""
    return replace(
        step,
        narrowed=_narrowed(before.links, after.links, step.narrowed),
        chosen=_rows_kept(before, after, step.chosen),
        aside=step.aside and _rows_kept(before, after, step.aside),
        hits=None,
    )


def carried_history(before: Index, after: Index, history: History) -> History:
    """Gives the steps before and after a view as those of another record."""
    past, future = (
        tuple(carried_step(before, after, step) for step in steps)
        for steps in (history.past, history.future)
    )
    return History(past, future)


def forget() -> None:
    """Lets go of what was kept of a record that another has replaced."""
    views.forget()
    passages.passages.cache_clear()


def _narrowed(
    before: Links, after: Links, narrowed: tuple[Narrowing, ...]
) -> tuple[Narrowing, ...]:
    renamed = (each._replace(subject=_renamed(before, after, each.subject)) for each in narrowed)
    return tuple(each for each in renamed if each.subject in after)


def _rows_kept(before: Index, after: Index, chosen: Chosen) -> Chosen:
    """Gives the cursors, those on rows that are gone on the nearest in the record's order."""
    kept: dict[str, Any] = {
        pane.value: _nearest(all_rows(before, pane), row, all_rows(after, pane))
        for pane in LISTS
        if (row := chosen.row(pane))
    }
    return replace(chosen, **kept) if kept else chosen


def _at(chosen: Chosen, pane: Pane, row: str) -> Chosen:
    changes: dict[str, Any] = {pane.value: row}
    return replace(chosen, **changes)


def _row(shown: Sequence[str], chosen: str) -> str:
    """Gives the id that the cursor is on."""
    return shown[views.position(shown, chosen)] if shown else chosen


def _nearest(old: Sequence[str], at: str, there: Sequence[str]) -> str:
    """Gives an id of `there`: the same, or that of the row which stood nearest to it in `old`.

    Without either it is empty: the first.
    """
    if at in there:
        return at
    place = old.index(at) if at in old else -len(old)
    for distance in range(1, len(old)):
        for number in (place + distance, place - distance):
            if 0 <= number < len(old) and old[number] in there:
                return old[number]
    return ""


def _renamed(before: Links, after: Links, name: str) -> str:
    """Gives the id that a claim has now: one that is counted may stand in another place."""
    item, now = before.get(name), after.get(name)
    if "/" not in name or item is None or (now is not None and title(now) == title(item)):
        return name
    owner = name.partition("/")[0]
    claims = after.claims(after.record.event.id if owner == "point" else owner)
    same = (other for other, claim in claims if "/" in other and title(claim) == title(item))
    return next(same, name)


def _detail(before: Index, after: Index, view: View, moved: View) -> int:
    """Gives the number of the stop in the detail that the cursor was on."""
    subject, now = subject_of(before, view), subject_of(after, moved)
    if (
        not subject.startswith(views.PASSAGE)
        and _renamed(before.links, after.links, subject) != now
    ):
        return 0
    old, new = detail_stops(before, subject), detail_stops(after, now)
    if not old or not new:
        return 0
    number = min(view.chosen.detail, len(old) - 1)
    stop = old[number]
    claim = _renamed(before.links, after.links, stop.claim)
    inside = number - old.index(Stop(stop.claim))
    wanted = [n for n, each in enumerate(new) if each.claim == claim]
    if not wanted:
        return min(number, len(new) - 1)
    same = (n for n in wanted if new[n].evidence == stop.evidence)
    return next(same, wanted[min(inside, len(wanted) - 1)])


def _passage(before: Index, after: Index, view: View) -> int:
    """Gives the number of the stop in the source that the cursor was on: by its words."""
    # All of the old passages before the new ones: only those of one record are kept.
    old = source_stops(before, view.query)
    stop = old[min(view.chosen.source, len(old) - 1)] if old else None
    new = source_stops(after, view.query)
    if stop is None or not new:
        return 0
    return min(range(len(new)), key=lambda number: _distance(stop, new[number]))


def _distance(stop: Passage, other: Passage) -> tuple[bool, bool, int, int]:
    return (
        stop.source != other.source,
        stop.words != other.words,
        abs(stop.paragraph - other.paragraph),
        abs(stop.start - other.start),
    )
