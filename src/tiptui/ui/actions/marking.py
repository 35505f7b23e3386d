"""The reader's own marks: on what is under the cursor, or on all that is listed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tiptui.collection.thing import CLAIM_KINDS
from tiptui.files.bookmarks import NO_BOOKMARKS, change_bookmarks, merge, real_path
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
        from tiptui.view.carry_over import carry_view

        session, taking, changed = (
            self._session,
            self._are_marked(names),
            defaultdict[str, set[str]](set),
        )
        for name in names:
            # It may have been marked in another record, when that was the first to have it.
            for thing in session.collection.same(name)[: None if taking else 1]:
                changed[real_path(thing.dialogue.file)].add(thing.ref)
        if not changed:
            session.remark("only speakers and claims can be marked")
            return
        change = (NO_BOOKMARKS, changed) if taking else (changed, NO_BOOKMARKS)
        bookmarks = merge(session.index.bookmarks, *change)
        remark = "no longer marked" if taking else "marked · is:marked finds all"
        if STDIN in changed:  # all else that is marked stays as it was read
            remark += " until you leave"
        else:
            try:
                bookmarks = change_bookmarks(*change)
            except NoOutput as error:
                session.remark(f"not kept: {error}")
                return
        index = session.index.with_bookmarks(bookmarks)
        many = f"{len(names):,} " if len(names) > 1 else ""
        view = replace(carry_view(session.scene, index), remark=many + remark)
        session.renew(index, view, session.history)


def markable(scene: Scene, names: Iterable[str]) -> list[str]:
    """Return the speakers and claims of some names, each once; of a response what it answers."""
    things = (thing.claim for thing in map(scene.collection.get, names) if thing)
    return list(dict.fromkeys(each.key for each in things if each.kind in _KINDS))


_KINDS = ("speaker", *CLAIM_KINDS)


def _listed(scene: Scene) -> Iterable[str]:
    if scene.acting in LISTS:
        return scene.found.rows(scene.acting)
    if scene.acting is Pane.DETAIL:
        return [each.key for each in scene.stops.claims]
    return scene.event_stops if scene.acting is Pane.EVENT else ()
