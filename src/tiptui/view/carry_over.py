"""What the reader looks at, carried over to what was read anew."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tiptui.collection.opened import Collection
from tiptui.proof.passages import Passage
from tiptui.search.index import Index
from tiptui.view.scene import Scene
from tiptui.view.state import KINDS, LISTS, History, Pane, View

_ROWS = (Pane.EVENT, *LISTS)


def carry_view(before: Scene, after: Index) -> View:
    """Return the view of a scene as that of another collection: cursors stay, or go beside."""
    old, new = before.collection, after.collection
    now = Scene(after, _carry_refs(before.index, after, before.view))
    rows = {
        pane: _nearest_row(old, new, before.rows(pane), before.row(pane), now.rows(pane))
        for pane in _ROWS
        if before.rows(pane) and now.rows(pane)  # else it waits for the list to widen again
    }
    chosen = {**now.view.chosen, **rows}
    if before.view.main is Pane.SOURCE or chosen.get(Pane.SOURCE):
        chosen[Pane.SOURCE] = _passage_ref(before, now)
    view = replace(now.view, chosen=chosen)
    detail = _detail_ref(before, Scene(after, view))
    return replace(view, chosen={**chosen, Pane.DETAIL: detail})


def carry_history(before: Index, after: Index, history: History) -> History:
    return History(*(tuple(_carry_refs(before, after, each) for each in way) for way in history))


def _carry_refs(before: Index, after: Index, view: View) -> View:
    """Return a view with its cursors on the refs that their rows have now, or the nearest rows."""
    old, new, refs = before.collection, after.collection, dict[Pane, str]()
    for pane, ref in view.chosen.items():
        if pane in _ROWS:
            refs[pane] = _present_ref(old, new, ref)
            rows = before.everything.of(KINDS[pane])
            if new.get(refs[pane]) is None and ref in rows:
                there = after.everything.of(KINDS[pane])
                refs[pane] = _nearest_row(old, new, rows, ref, there)
    return replace(view, chosen={**view.chosen, **refs})


def _present_ref(before: Collection, after: Collection, ref: str) -> str:
    return next(_present_refs(before, after, ref), ref)


def _present_refs(before: Collection, after: Collection, ref: str) -> Iterator[str]:
    """Yield the refs that a row may have now: its own, then those of what it was one with.

    The number of a statement or a point may be another's now: of these, and where an id is gone,
    the same words go first, then the same quotations.
    """
    for thing in before.same(ref):
        now, event = after.get(thing.ref), after.get(thing.dialogue.id)
        may_be_number = thing.kind in ("statement", "point") and not thing.item.id
        if event and (not now or (may_be_number and now.name != thing.name)):
            of = thing.kind, tuple(maker.id for maker in thing.makers)
            said = [each for each in event.dialogue.claims if (each.kind, each.maker_ids) == of]
            yield from (each.ref for each in said if each.name == thing.name)
            if thing.evidence:
                yield from (each.ref for each in said if each.evidence == thing.evidence)
        if now:
            yield after.row_ref(thing.ref)


def _nearest_row(
    before: Collection, after: Collection, rows: Sequence[str], on: str, there: Sequence[str]
) -> str:
    """Return the row of `there` that is `on`, or was nearest to it in `rows`; empty for none."""
    at = rows.index(on)
    around = (at + sign * far for far in range(len(rows)) for sign in (1, -1))
    refs = (
        ref
        for number in around
        if 0 <= number < len(rows)
        for ref in (*_present_refs(before, after, rows[number]), rows[number])
    )
    return next((ref for ref in refs if ref in there), "")


def _detail_ref(before: Scene, after: Scene) -> str:
    """Return the ref of the stop in the detail that the cursor was on, else of one beside it."""
    old, new, subject = before.collection, after.collection, before.subject
    stop = before.stops.at(before.detail_number)
    is_other = isinstance(subject, str) and _present_ref(old, new, subject) != after.subject
    if not (before.view.chosen.get(Pane.DETAIL) and stop and after.stops) or is_other:
        return ""
    ref = stop._replace(claim=_present_ref(old, new, stop.claim)).ref
    if after.stops.find(ref) is not None:
        return ref
    return after.ref_at(Pane.DETAIL, min(before.detail_number, len(after.stops) - 1))


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
