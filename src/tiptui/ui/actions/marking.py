"""The reader's own marks: on what is under the cursor, or on all that is listed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from tiptui.collection.thing import CLAIM_KINDS, Thing
from tiptui.files.bookmarks import NO_BOOKMARKS, Bookmarks, change_bookmarks, merge, real_path
from tiptui.files.input import STDIN
from tiptui.files.output import NoOutput
from tiptui.ui.actions.session import Choice, Screen, Session
from tiptui.view.scene import Scene
from tiptui.view.state import LISTS, Pane

# Imported where it is first needed, so that the start does not wait for it: tiptui.view.carry_over.

UNASKED = 100
"""The most that is marked without a question."""


class Marking:
    """Marks, and takes marks away: what is kept is shown."""

    def __init__(self, session: Session, screen: Screen) -> None:
        self._session = session
        self._screen = screen

    def mark(self) -> None:
        """Mark what is under the cursor, or take its mark away."""
        scene = self._session.scene
        self._turn(markable(scene, (scene.pointed[0],)))

    def mark_all(self) -> None:
        """Mark all that is listed; where all of it is marked, take the marks away."""
        names = markable(self._session.scene, _listed(self._session.scene))
        if len(names) > UNASKED:
            verb = "Take the marks of" if self._are_marked(names) else "Mark"
            choice = Choice(f"{verb} all {len(names):,} that are listed", "", names)
            self._screen.choose([choice], "Marks", self._turn)
        else:
            self._turn(names)

    def _are_marked(self, names: Sequence[str]) -> bool:
        rows = map(self._session.collection.row_key, names)
        return self._session.index.bookmarked_stops.issuperset(rows)

    def _turn(self, names: Sequence[str]) -> None:
        """Mark what is not all marked, else take the marks away."""
        session, taking = self._session, self._are_marked(names)
        if not names:
            session.remark("only speakers and claims can be marked")
            return
        # It may have been marked in another record, when that was the first to have it.
        same = (session.collection.same(name)[: None if taking else 1] for name in names)
        refs = _refs(chain.from_iterable(same))
        added, taken = (NO_BOOKMARKS, refs) if taking else (refs, NO_BOOKMARKS)
        many = f"{len(names):,} " if len(names) > 1 else ""
        until = " until you leave" if STDIN in refs else ""
        words = (
            f"{many}no longer marked" if taking else f"{many}marked{until} · is:marked finds all"
        )
        try:
            kept = session.index.bookmarks if until else change_bookmarks(added, taken)
            self._show(merge(kept, added, taken), words)
        except NoOutput as error:
            session.remark(f"not kept: {error}")

    def _show(self, bookmarks: Bookmarks, remark: str) -> None:
        from tiptui.view.carry_over import carry_view

        session = self._session
        index = session.index.with_bookmarks(bookmarks)
        view = replace(carry_view(session.scene, index), remark=remark)
        session.renew(index, view, session.history)


def _refs(things: Iterable[Thing]) -> Bookmarks:
    """Return what things are kept by."""
    refs = defaultdict[str, set[str]](set)
    for thing in things:
        refs[real_path(thing.dialogue.file)].add(thing.ref)
    return refs


def markable(scene: Scene, names: Iterable[str]) -> list[str]:
    """Return the speakers and claims of some names, each once; of a response what it answers."""
    things = (thing.claim for thing in map(scene.collection.get, names) if thing)
    return list(dict.fromkeys(each.key for each in things if each.kind in _KINDS))


_KINDS = ("speaker", *CLAIM_KINDS)


def _listed(scene: Scene) -> Iterable[str]:
    if scene.acting in LISTS:
        return scene.found.rows(scene.acting)
    if scene.acting in (Pane.DETAIL, Pane.SOURCE):
        return [each.key for each in scene.stops.claims]
    return scene.event_stops if scene.acting is Pane.EVENT else ()
