"""What keys do in the panes and between them."""

from collections.abc import Mapping

from tiptui.collection.live import Live
from tiptui.search.index import Index
from tiptui.ui.actions.adding import Adding
from tiptui.ui.actions.editing import Editing
from tiptui.ui.actions.exporting import Exporting
from tiptui.ui.actions.live_files import LiveFiles
from tiptui.ui.actions.marking import Marking
from tiptui.ui.actions.preparing import Grids, Sources
from tiptui.ui.actions.searching import Searching
from tiptui.ui.actions.session import Screen, Session
from tiptui.view import grid, state
from tiptui.view.following import enter_stop, follow, go_to_claim, turn_asking
from tiptui.view.state import Pane
from tiptui.view.tabs import ASKS, WHOLE, show_tab


class Commands:
    """What was opened, and all that keys, palette and mouse do with it."""

    def __init__(
        self, index: Index, live: Live, screen: Screen, queries: Mapping[str, str]
    ) -> None:
        self._screen = screen
        self.session = Session(index, screen.draw)
        self.searching = Searching(self.session, screen.spawn, queries)
        self.files = LiveFiles(self.session, live, screen)
        self.editing = Editing(self.session, self.files, screen)
        self.adding = Adding(self.session, self.files, self.editing, screen)
        self.exporting = Exporting(self.session, live, screen)
        self.marking = Marking(self.session, screen)
        self.sources = Sources(self.session, screen.spawn)
        self.grids = Grids(self.session, screen)
        self.parts = {type(part).__name__: part for part in (self, *vars(self).values())}
        """This and its parts, by the names of their classes: each command is a method of one."""

    def catch_up(self) -> None:
        """Finish what is done between keys: the next one acts on what is then seen."""
        if self.session.search:
            self.searching.finish()
        if self.session.view.main is Pane.GRID:
            self.grids.finish()

    # Between the panes.

    def follow(self) -> None:
        if self.session.scene.acting is Pane.DETAIL:
            self.sources.go(enter_stop)
        elif self.session.view.main is Pane.SOURCE:
            self.sources.go(go_to_claim)
        else:
            self.session.go(grid.follow_cell if self.session.view.main is Pane.GRID else follow)

    def escape(self) -> None:
        """Leave zoom, else the grid with its query, else the query, else the sources."""
        view = self.session.view
        if view.main is Pane.SOURCE and not (view.zoomed or view.searching or view.query):
            self.session.back()
        elif view.main is Pane.GRID and not (view.zoomed or view.searching):
            self.grids.toggle()
        else:
            self.searching.clear()

    def order(self) -> None:
        self.session.look(state.turn_order(self.session.view, self.session.scene.in_list))

    def enter(self, pane: Pane) -> None:
        view = self.session.view
        if view.focus is pane and not view.searching:
            self.session.remark(f"already in {pane.capitalize()}")
        else:
            self.session.look(state.enter(view, pane))

    def show_tab(self, name: str) -> None:
        """Show the list whose tab was clicked."""
        self.catch_up()
        if name not in (WHOLE, ASKS):
            self.session.look(show_tab(self.session.view, name))
        elif (name == ASKS) is not self.session.view.asking:
            self.sources.go(turn_asking)

    def turn(self, steps: int) -> None:
        """Go to the next pane, or (less than 0) to the one before."""
        view = self.session.view
        number = view.beside.index(view.focus) + steps
        self.session.look(state.enter(view, view.beside[number % len(view.beside)]))

    # In a pane.

    def step(self, steps: int) -> None:
        at = self.session.scene.acting
        self.move(at, self._screen.panes.cursor(at).step(steps))

    def page(self, pages: float) -> None:
        at = self.session.scene.acting
        self.move(at, self._screen.panes.cursor(at).page(pages))

    def first(self) -> None:
        at = self.session.scene.acting
        self.move(at, self._screen.panes.cursor(at).first())

    def last(self) -> None:
        at = self.session.scene.acting
        self.move(at, self._screen.panes.cursor(at).last())

    def move(self, pane: Pane, stop: int) -> None:
        """Move a pane's cursor to the stop of a number."""
        scene = self.session.scene
        if pane is Pane.GRID:
            self.session.look(grid.go_to_stop(scene, stop))
            return
        row = stop if pane in (Pane.DETAIL, Pane.SOURCE) else scene.row_at(pane, stop)
        if row is not None:
            self.session.look(state.move(scene.view, pane, row))

    def click(self, pane: Pane, stop: int | None, thing: object, times: int) -> None:
        """Go to the pane and the row that was clicked; follow the row on a double click."""
        self.catch_up()
        if pane not in self.session.view.beside:
            return  # by now it is out of sight
        self.session.look(state.enter(self.session.view, pane))
        if stop is not None and self._screen.panes.has(pane, stop, thing):
            self.move(pane, stop)
            if times == 2:
                self.follow()
