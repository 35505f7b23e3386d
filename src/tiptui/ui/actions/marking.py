"""The reader's own marks: on the thing under the cursor, or on all that is listed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from tiptui.collection.opened import AGAIN
from tiptui.files.bookmarks import NO_BOOKMARKS, change_bookmarks, merge, real_path
from tiptui.files.input import STDIN
from tiptui.files.output import NoOutput
from tiptui.search.rows import FOUND
from tiptui.ui.actions.session import Choice, Session
from tiptui.view.scene import Scene
from tiptui.view.state import LISTS, Pane

UNASKED = 100  # the most that is marked without a question


def mark(session: Session) -> None:
    scene = session.scene
    _turn_marks(session, markable(scene, (scene.under_cursor[0],)))


def mark_all(session: Session) -> None:
    _turn_many(session, markable(session.scene, _listed(session.scene)))


def unmark_all(session: Session) -> None:
    if names := [ref for ref in session.index.bookmarked_stops if isinstance(ref, str)]:
        _turn_many(session, names)
    else:
        session.remark("nothing is marked")


def _turn_many(session: Session, names: Sequence[str]) -> None:
    """Turn marks, after a question if they are many."""
    if len(names) > UNASKED:
        verb = "Unmark" if _are_marked(session, names) else "Mark"
        choice = Choice(f"{verb} {len(names):,} rows", "", names)
        session.screen.choose([choice], "Marks", partial(_turn_marks, session))
    else:
        _turn_marks(session, names)


def _are_marked(session: Session, names: Sequence[str]) -> bool:
    return session.index.bookmarked_stops.issuperset(map(session.collection.row_ref, names))


def _turn_marks(session: Session, names: Sequence[str]) -> None:
    """Mark things; if all of them are marked, take the marks away."""
    from tiptui.view.carry_over import carry_view

    taking = _are_marked(session, names)
    if not names:
        session.remark("only speakers and claims can be marked")
        return
    # A shared thing may have been marked in another record, while that was the first to have it.
    same = (session.collection.same(name)[: None if taking else 1] for name in names)
    refs = defaultdict[str, set[str]](set)
    for thing in chain.from_iterable(same):
        refs[real_path(thing.dialogue.file)].add(thing.ref)
    added, taken = (NO_BOOKMARKS, refs) if taking else (refs, NO_BOOKMARKS)
    what = f"{len(names):,}" if len(names) > 1 else session.collection[names[0]].kind
    until = " until you quit" if STDIN in refs else ""
    marked = f"{what} marked{until} · is:marked finds all · - unmarks all"
    words = f"{what} no longer marked" if taking else marked
    try:
        kept = session.index.bookmarks if until else change_bookmarks(added, taken)
    except NoOutput as error:
        session.remark(f"not kept: {error}")
        return
    index = session.index.with_bookmarks(merge(kept, added, taken))
    session.renew(index, replace(carry_view(session.scene, index), remark=words))


def markable(scene: Scene, names: Iterable[str]) -> list[str]:
    """Return the refs of speakers and claims, each once; of a response that of its claim."""
    things = (thing.claim for thing in map(scene.collection.get, names) if thing)
    return list(dict.fromkeys(thing.ref for thing in things if f"{thing.kind}s" in FOUND))


def _listed(scene: Scene) -> Iterable[str]:
    if scene.active_pane in (Pane.EVENT, *LISTS):
        return scene.rows(scene.active_pane)
    if scene.active_pane in (Pane.DETAIL, Pane.SOURCE):
        return [stop.claim for stop in scene.stops if stop.field in ("", AGAIN)]
    return ()
