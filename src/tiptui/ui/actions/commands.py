"""What each key does, by the name of its action. It knows nothing of Textual."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from tiptui.search.named_queries import NoSuchQuery, without_names
from tiptui.ui.actions.editing import Editing
from tiptui.ui.actions.grids import Grids
from tiptui.ui.actions.live_files import LiveFiles
from tiptui.ui.actions.searching import Searching
from tiptui.ui.actions.session import Session
from tiptui.ui.actions.sources import Sources
from tiptui.view import state
from tiptui.view.following import ask_again, follow
from tiptui.view.querying import change_query, escape, keep_query, next_hit
from tiptui.view.state import Pane


class Cursors(Protocol):
    """The cursors of the panes; each way returns the stop where the cursor goes."""

    def step(self, pane: Pane, steps: int) -> int:
        """Go to the next stop, or (-1) the one before."""

    def page(self, pane: Pane, pages: float) -> int:
        """Go some pages, or parts of a page, down or (less than 0) up."""

    def end(self, pane: Pane, *, last: bool) -> int:
        """Go to the first stop or the last."""

    def has(self, pane: Pane, stop: int, thing: object) -> bool:
        """Return whether a stop is still what it was when it was clicked."""


class Commands:
    """The actions that keys are bound to, palette and mouse included."""

    def __init__(
        self,
        session: Session,
        searching: Searching,
        sources: Sources,
        grids: Grids,
        files: LiveFiles,
        editing: Editing,
        cursors: Cursors,
        queries: Mapping[str, str],
    ) -> None:
        self._session = session
        self._searching = searching
        self._sources = sources
        self._grids = grids
        self._cursors = cursors
        self._queries = queries
        self.grid = grids.toggle
        self.leave_grid = grids.toggle
        self.cross = grids.turn_field
        self.transpose = grids.transpose
        self.across = grids.go_across
        self.edge = grids.go_to_edge
        self.copy_table = grids.copy
        self.source = sources.toggle
        self.trace = sources.trace
        self.uncited = sources.go_to_uncited
        self.cite = sources.cite
        self.open = sources.open_address
        self.edit = editing.edit
        self.reload = files.reload
        self.problems = editing.list_problems
        self.erase = searching.erase
        self.back = session.back
        self.forward = session.forward

    # In the search line.

    def search(self) -> None:
        self._session.look(state.open_search(self._session.view))

    def caret(self, where: str) -> None:
        self._session.look(state.move_caret(self._session.view, where))

    def complete(self) -> None:
        """Take the value or the spelling that is offered; without one, keep the query."""
        scene = self._session.scene
        offered = [offer.query for offer in scene.offers[:1] if offer.query != scene.view.query]
        if query := next(iter(offered), scene.near):
            self._searching.type(query)
        else:
            self.keep()

    def keep(self) -> None:
        """Keep the query; what it has by name (`@name`) is written out."""
        view = self._session.view
        query = self._written_out(view.query)
        if query is None:
            return
        if query != view.query:
            self._searching.type(query)
            self._searching.catch_up()
        self._session.look(keep_query(self._session.scene))

    def ask(self, name: str) -> None:
        """Ask the query of a name in the place of the one that is asked now."""
        query = self._written_out(f"@{name}")
        if query is not None:
            self._session.go(lambda scene: replace(change_query(scene, query), behind=0))

    def _written_out(self, query: str) -> str | None:
        """Return a query without names; None where it has one that is none, which is said."""
        try:
            return without_names(query, self._queries)
        except NoSuchQuery as error:
            self._session.remark(str(error))
            return None

    def clear(self) -> None:
        self._session.look(escape(self._session.scene))

    # Between the panes.

    def follow(self) -> None:
        if self._session.scene.acting is Pane.DETAIL:
            self._sources.enter_stop()
        elif self._session.view.main is Pane.SOURCE:
            self._sources.go_to_claim()
        elif self._session.view.main is Pane.GRID:
            self._grids.follow()
        else:
            self._session.go(follow)

    def again(self) -> None:
        """List who asked the same as the recommendation under the cursor."""
        self._session.go(ask_again)

    def escape(self) -> None:
        """Undo the first of zoom and query; then close the sources, or undo a narrowing.

        The grid is left with its query.
        """
        view = self._session.view
        if view.main is Pane.SOURCE and not (view.zoomed or view.searching or view.query):
            self._session.back()
        elif view.main is Pane.GRID and not (view.zoomed or view.searching):
            self._grids.toggle()
        else:
            self.clear()

    def hit(self, step: int) -> None:
        self._session.look(next_hit(self._session.scene, step))

    def order(self) -> None:
        """Turn the order of the list that keys move in."""
        several = self._session.collection.several
        self._session.look(state.turn_order(self._session.view, several))

    def zoom(self) -> None:
        self._session.look(state.zoom(self._session.view))

    def pane(self, name: str) -> None:
        view, pane = self._session.view, Pane(name)
        if view.focus is pane and not view.searching:
            self._session.remark(f"keys are in the {name} already")
        else:
            self._session.look(state.enter(view, pane))

    def first_pane(self) -> None:
        """Go to the event or the counts; from these to the next ones."""
        self._session.look(state.turn_first(self._session.view))

    def claims(self) -> None:
        """Go to the list of claims; from it to the other one."""
        self._session.look(state.turn_claims(self._session.view))

    def turn(self, steps: int) -> None:
        """Go to the next pane, or (less than 0) to the one before."""
        view = self._session.view
        number = view.beside.index(view.focus) + steps
        self._session.look(state.enter(view, view.beside[number % len(view.beside)]))

    # In a pane.

    def step(self, steps: int) -> None:
        at = self._session.scene.acting
        self.move(at, self._cursors.step(at, steps))

    def page(self, pages: float) -> None:
        at = self._session.scene.acting
        self.move(at, self._cursors.page(at, pages))

    def first(self) -> None:
        at = self._session.scene.acting
        self.move(at, self._cursors.end(at, last=False))

    def last(self) -> None:
        at = self._session.scene.acting
        self.move(at, self._cursors.end(at, last=True))

    def move(self, pane: Pane, stop: int) -> None:
        """Move a pane's cursor to the stop of a number."""
        if pane is Pane.GRID:
            self._grids.move(stop)
            return
        scene = self._session.scene
        row = stop if pane in (Pane.DETAIL, Pane.SOURCE) else scene.row_at(pane, stop)
        if row is not None:
            self._session.look(state.move(scene.view, pane, row))

    def click(self, pane: Pane, stop: int | None, thing: object, times: int) -> None:
        """Go to the pane and the row that was clicked; follow the row on a double click."""
        self._searching.catch_up()
        self._grids.catch_up()
        if pane not in self._session.view.beside:
            return  # by now it is out of sight
        self._session.look(state.enter(self._session.view, pane))
        if stop is not None and self._cursors.has(pane, stop, thing):
            self.move(pane, stop)
            if times == 2:
                self.follow()
