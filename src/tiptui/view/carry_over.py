"""A view carried over to a collection that was read anew: each cursor is looked for by its ref."""

from collections.abc import Iterator
from dataclasses import replace

from tiptui.collection.dialogue import Thing
from tiptui.collection.opened import Collection, Stop
from tiptui.search.index import Index
from tiptui.view.scene import Scene
from tiptui.view.state import LISTS, Pane, View


def carry_view(before: Scene, after: Index) -> View:
    view = before.view
    cursors = {**view.cursors, **_carry_rows(before, Scene(after, view))}
    view = replace(view, cursors=cursors)

    stop = before.stops.at(before.cursor(Pane.DETAIL))
    if stop is None or not cursors.get(Pane.DETAIL):
        return view
    ref = _carry_stop(before, Scene(after, view), stop)
    return replace(view, cursors={**cursors, Pane.DETAIL: ref})


def _carry_rows(before: Scene, after: Scene) -> dict[Pane, str]:
    """Return for each list the ref of the row under its cursor, else of the one there now."""
    refs: dict[Pane, str] = {}
    for pane in (Pane.EVENT, *LISTS):
        rows = before.rows(pane)
        rows_now = after.rows(pane)
        if not rows or not rows_now:
            continue  # a list without rows keeps its ref until rows come back

        number = before.cursor(pane)
        refs[pane] = rows_now[min(number, len(rows_now) - 1)]
        for ref in _refs_now(before.collection, after.collection, rows[number]):
            if ref in rows_now:
                refs[pane] = ref
                break
    return refs


def _carry_stop(before: Scene, after: Scene, stop: Stop) -> str:
    """Return the ref of a stop of the detail, else of the one there now."""
    for claim in _refs_now(before.collection, after.collection, stop.claim):
        for ref in (stop._replace(claim=claim).ref, claim):
            if after.stops.find(ref) is not None:
                return ref

    if after.subject != before.subject:
        return ""
    below = after.stops.at(before.cursor(Pane.DETAIL))
    return below.ref if below else ""


def _refs_now(before: Collection, after: Collection, ref: str) -> Iterator[str]:
    """Yield the refs that a row may have now: its own, and those of claims that say the same.

    The number of a statement or a point may be another's now: of these, and where an id is gone,
    claims that say the same go first.
    """
    for thing in before.same(ref):
        now = after.get(thing.ref)
        is_numbered = thing.kind in ("statement", "point") and not thing.item.id
        if now is None or (is_numbered and now.name != thing.name):
            yield from _same_claims(thing, after)
        if now:
            yield after.row_ref(thing.ref)
    yield ref


def _same_claims(thing: Thing, after: Collection) -> Iterator[str]:
    """Yield the refs of claims in the same words, then of those with the same quotations."""
    event = after.get(thing.dialogue.id)
    if event is None:
        return
    makers = tuple(maker.id for maker in thing.makers)
    claims = [
        claim
        for claim in event.dialogue.claims
        if claim.kind == thing.kind and claim.maker_ids == makers
    ]
    for claim in claims:
        if claim.name == thing.name:
            yield claim.ref
    for claim in claims:
        if thing.evidence and claim.evidence == thing.evidence:
            yield claim.ref
