"""What the reader looks at, carried over to what was read anew."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any

from tiptui.collection.opened import Collection
from tiptui.proof.passages import Passage
from tiptui.search.index import Index
from tiptui.view.scene import Scene, position
from tiptui.view.state import KINDS, LISTS, History, Pane, View

_IDS = re.compile(r"\b(by|id|org|theme|to):(\S+)")


def carry_view(before: Scene, after: Index) -> View:
    """Return the view of a scene as that of another collection: cursors stay, or go beside."""
    view, nearest = before.view, partial(_nearest_row, before.collection, after.collection)
    at_rest = Scene(after, carry_step(before.index, after, view))
    rows_now = dict[str, Any]()
    for pane in LISTS:
        rows, on = before.found.rows(pane), view.chosen.row(pane)
        there = at_rest.found.rows(pane)
        if there and (rows or not on):  # else it waits for the list to widen again
            at = rows[position(rows, on)] if rows else on
            everything = before.index.everything.of(KINDS[pane])
            rows_now[pane.value] = nearest(rows, at, there) or nearest(everything, at, there)
    chosen = replace(at_rest.view.chosen, **rows_now)
    old, new = before.event_stops, at_rest.event_stops
    if old and view.chosen.event:
        chosen = replace(chosen, event=nearest(old, before.row(Pane.EVENT), new))
    if view.main is Pane.SOURCE or view.chosen.source:
        chosen = replace(chosen, source=_passage_ref(before, at_rest))
    moved = replace(at_rest.view, chosen=chosen)
    detail = _detail_ref(before, Scene(after, moved))
    return replace(moved, chosen=replace(chosen, detail=detail))


def carry_step(before: Index, after: Index, step: View) -> View:
    """Return a view as that of another collection, without looking for what its query finds."""

    def carried(query: str) -> str:
        # A claim that is counted may have another position now.
        now = partial(_id_now, before.collection, after.collection)
        return _IDS.sub(lambda term: f"{term[1]}:{','.join(map(now, term[2].split(',')))}", query)

    # Cursors on rows that are gone go to the nearest in the records' order.
    nearest = partial(_nearest_row, before.collection, after.collection)
    old, new = before.everything, after.everything
    rows: dict[str, Any] = {
        pane.value: nearest(old.of(KINDS[pane]), row, new.of(KINDS[pane]))
        for pane in LISTS
        if (row := step.chosen.row(pane))
    }
    chosen = replace(step.chosen, **rows)
    return replace(step, query=carried(step.query), kept=carried(step.kept), chosen=chosen)


def carry_history(before: Index, after: Index, history: History) -> History:
    return History(*(tuple(carry_step(before, after, each) for each in way) for way in history))


def _nearest_row(
    before: Collection, after: Collection, old: Sequence[str], at: str, there: Sequence[str]
) -> str:
    """Return the row of `there` that is `at`, or was nearest to it in `old`; empty for none."""
    # What was one may be many now, of which the first is not there.
    others = (after.row_ref(each.ref) for each in before.same(at)[1:])
    number = old.index(at) if at in old else -len(old)
    around = (number + sign * far for far in range(1, len(old)) for sign in (1, -1))
    near = (_renumber(before, after, old[n]) for n in around if 0 <= n < len(old))
    names = chain((_renumber(before, after, at),), others, near)
    return next((name for name in names if name in there), "")


def _renumber(before: Collection, after: Collection, name: str) -> str:
    """Return the name that something has now: claims are counted, rows may be another record's."""
    item, now = before.get(name), after.get(name)
    if item is None:
        return name
    if item.kind not in ("statement", "point"):
        same = (each.ref for each in before.same(name) if after.get(each.ref))
        return next(map(after.row_ref, same), name)
    # A position may be another's now.
    if now is not None and (item.item.id or now.name == item.name):
        return name
    owner = item.dialogue.event if item.kind == "point" else item.makers[0]
    holder = after.get(owner.ref)
    # Not among the claims of the same person elsewhere, who may have said the same there.
    claims = holder.claims if holder else ()
    same = (each.ref for each in claims if each.kind == item.kind and each.name == item.name)
    return next(same, name)


def _id_now(before: Collection, after: Collection, id: str) -> str:
    """Return what a query calls now what it called by an id; the same where nothing has that."""
    thing = before.get(id)
    return after.shown(_renumber(before, after, thing.ref)) if thing else id


def _detail_ref(before: Scene, after: Scene) -> str:
    """Return the ref of the stop in the detail that the cursor was on, else of one beside it."""
    subject, old, new = before.subject, before.stops, after.stops
    now = partial(_renumber, before.collection, after.collection)
    if not (old and new) or (isinstance(subject, str) and now(subject) != after.subject):
        return ""
    number = before.detail_number
    stop = old[number]._replace(claim=now(old[number].claim))
    there = new.find(stop.ref)
    if there is not None and new[there].evidence == stop.evidence:
        return stop.ref
    same = [each for each in new if (each.claim, each.field) == (stop.claim, stop.field)]
    by_words = (each for each in same if each.evidence == stop.evidence)
    beside = same[min(stop.number, len(same) - 1)] if same else new[min(number, len(new) - 1)]
    return next(by_words, beside).ref


def _passage_ref(before: Scene, after: Scene) -> str:
    """Return the ref of the stop in the source that the cursor was on: by its words."""
    passage, stops = before.passage, after.source_stops
    if passage is None or not stops or after.dialogue is None:
        return ""

    def distance(other: Passage) -> tuple[int, ...]:
        return (
            *(passage.source != other.source, passage.words != other.words),
            *(abs(passage.paragraph - other.paragraph), abs(passage.start - other.start)),
        )

    return after.dialogue.passages.ref(min(stops, key=distance))
