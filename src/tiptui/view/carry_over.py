"""A view carried over to a collection that was read anew: each cursor is looked for by its ref."""

from collections.abc import Iterator
from dataclasses import replace

from tiptui.collection.opened import Collection
from tiptui.search.index import Index
from tiptui.view.scene import Scene
from tiptui.view.state import LISTS, Pane, View


def carry_view(before: Scene, after: Index) -> View:
    view = before.view
    chosen = {**view.cursors, **_rows_now(before, Scene(after, view))}
    now = Scene(after, replace(view, cursors=chosen))
    if chosen.get(Pane.DETAIL) and (stop := before.stops.at(before.cursor(Pane.DETAIL))):
        claims = _refs_now(before.collection, after.collection, stop.claim)
        refs = (ref for claim in claims for ref in (stop._replace(claim=claim).ref, claim))
        there = (ref for ref in refs if now.stops.find(ref) is not None)
        is_same = now.subject == before.subject
        below = now.stops.at(before.cursor(Pane.DETAIL)) if is_same else None
        chosen = {**chosen, Pane.DETAIL: next(there, below.ref if below else "")}
    return replace(view, cursors=chosen)


def _rows_now(before: Scene, after: Scene) -> dict[Pane, str]:
    """Return for each list the ref of the row under its cursor, else of the one there now."""

    def carry(pane: Pane) -> str:
        rows, there, at = before.rows(pane), after.rows(pane), before.cursor(pane)
        refs = _refs_now(before.collection, after.collection, rows[at])
        return next(filter(there.__contains__, refs), there[min(at, len(there) - 1)])

    # A list without rows keeps its ref until rows come back.
    panes = (Pane.EVENT, *LISTS)
    return {pane: carry(pane) for pane in panes if before.rows(pane) and after.rows(pane)}


def _refs_now(before: Collection, after: Collection, ref: str) -> Iterator[str]:
    """Yield the refs that a row may have now: its own, and those of claims that say the same.

    The number of a statement or a point may be another's now: of these, and where an id is gone,
    the same words go first, then the same quotations.
    """
    for thing in before.same(ref):
        now, event = after.get(thing.ref), after.get(thing.dialogue.id)
        is_numbered = thing.kind in ("statement", "point") and not thing.item.id
        if event and (not now or (is_numbered and now.name != thing.name)):
            of = thing.kind, tuple(maker.id for maker in thing.makers)
            said = [claim for claim in event.dialogue.claims if (claim.kind, claim.maker_ids) == of]
            yield from (claim.ref for claim in said if claim.name == thing.name)
            if thing.evidence:
                yield from (claim.ref for claim in said if claim.evidence == thing.evidence)
        if now:
            yield after.row_ref(thing.ref)
    yield ref
