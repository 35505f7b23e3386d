"""The screen: owns session, parts and panes, and is the only listener."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker

from tiptui.collection.live import Live
from tiptui.collection.opened import Collection
from tiptui.record.problem import Problem
from tiptui.ui.chrome.key_line import KeyLine
from tiptui.ui.chrome.search_line import IN_LISTS, IN_SOURCE, SearchLine
from tiptui.ui.keys import PANE_ACTIONS, PANES, ROWS, SEARCH, SEARCH_ACTIONS, SOURCE_ACTIONS
from tiptui.ui.live_files import LiveFiles
from tiptui.ui.panes.cursor_pane import CursorPane
from tiptui.ui.panes.detail_page import detail_page
from tiptui.ui.panes.event_page import event_page
from tiptui.ui.panes.markup import STYLES
from tiptui.ui.panes.page import Page, SourcePage
from tiptui.ui.panes.record_list import RecordList
from tiptui.ui.panes.rows import recommendation_row, speaker_row
from tiptui.ui.panes.sections import BlockSections
from tiptui.ui.searching import Searching, Work
from tiptui.ui.session import Session
from tiptui.ui.sources import Sources
from tiptui.ui.terminal.signals import SignalApp
from tiptui.view import state
from tiptui.view.following import follow, keep_query
from tiptui.view.scene import Scene
from tiptui.view.shown import show
from tiptui.view.state import Pane

if TYPE_CHECKING:
    from tiptui.report.citations import Choice
    from tiptui.ui.chrome.problems import Problems

POLL = 0.2
"""Seconds between two looks at the files; a change is taken in when two looks in a row agree."""


class Browser(Screen[None], inherit_bindings=False):
    """Three panes and a detail over what was opened."""

    AUTO_FOCUS = ""
    # The first binding of a key that `check_action` allows is taken.
    BINDINGS: ClassVar[list[BindingType]] = [*SEARCH, *PANES, *ROWS]
    # Declared once for all panes: each declaration in a pane costs time at the start.
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"row--{name}" for name in STYLES}

    class PrintAtEnd(Message):
        """The reader wants a text printed when the program ends."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, collection: Collection, live: Live) -> None:
        super().__init__()
        self.session = Session(collection, self._draw)
        self.searching = Searching(self.session, self.spawn)
        self.sources = Sources(self.session, self)
        self.files = LiveFiles(self.session, live, self.spawn, self)
        self._problems: Problems | None = None
        self._drawn = self.session.view
        self.event = Page(
            Pane.EVENT, lambda shown: BlockSections(event_page(self.session.collection, shown))
        )
        self.speakers = RecordList(
            Pane.SPEAKERS, 2, lambda *row: speaker_row(self.session.collection.links, *row)
        )
        self.recommendations = RecordList(
            Pane.RECOMMENDATIONS,
            3,
            lambda *row: recommendation_row(self.session.collection.links, *row),
        )
        self.detail = Page(Pane.DETAIL, lambda shown: detail_page(self.session.collection, shown))
        self.source: SourcePage | None = None
        self.search_line = SearchLine()
        self.session.look(self.session.view)

    def compose(self) -> ComposeResult:
        with Horizontal(id="columns"):
            yield self.event
            yield self.speakers
            yield self.recommendations
        yield self.detail
        yield self.search_line
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin to watch the files."""
        if self.files.live.watched:
            self.set_interval(POLL, self.files.look)

    def on_unmount(self) -> None:
        """Let no reading go on."""
        self.files.close()

    # Drawing.

    def _draw(self, scene: Scene) -> None:
        """Have every pane show what a scene changes."""
        view, before = scene.view, self._drawn
        self._drawn = view
        shown = show(scene)
        self.event.show(shown.event)
        self.speakers.show(shown.speakers)
        self.recommendations.show(shown.recommendations)
        self.detail.show(shown.detail)
        if shown.source:
            self._source_pane().show(shown.source)
        invitation = IN_SOURCE if shown.source else IN_LISTS
        remark = view.remark or self.files.live.status
        self.search_line.show(view.query, view.searching, remark, invitation)
        classes = {"-zoomed": view.zoomed}
        for pane in Pane:
            classes[f"-at-{pane}"] = shown.acting is pane
            classes[f"-front-{pane}"] = shown.front is pane
            classes[f"-left-{pane}"] = shown.left is pane
        self.update_classes(classes, update=self.is_mounted)
        if (before.searching, before.main) != (view.searching, view.main):
            self.refresh_bindings()

    def _source_pane(self) -> SourcePage:
        # Made when it is first opened: most readers start without it.
        if self.source is None:
            from tiptui.ui.panes.source_page import SourceSections

            self.source = SourcePage(
                Pane.SOURCE, lambda shown: SourceSections(self.session.collection, shown)
            )
            self.mount(self.source, after="#columns")
        return self.source

    # What the parts of the screen ask of it.

    def spawn(self, work: Work) -> Callable[[], None]:
        """Have work done between keys; return what ends it."""
        worker: Worker[None] = self.run_worker(work)
        return worker.cancel

    def choose(
        self, choices: "Sequence[Choice]", title: str, done: Callable[[str | None], None]
    ) -> None:
        """Open a menu over the panes."""
        from tiptui.ui.chrome.menu import Menu

        self.app.push_screen(Menu(choices, title), done)

    def copy_text(self, text: str) -> None:
        """Send a text to the terminal's clipboard."""
        self.app.copy_to_clipboard(text)

    def print_at_end(self, text: str) -> None:
        """Have a text printed when the program ends."""
        self.post_message(self.PrintAtEnd(text))

    def replace_lines(self, change: Callable[[], None]) -> None:
        """Make a change to what all panes show, with what is under each cursor kept in its line."""
        panes = self._panes
        put_back = [pane.hold() for pane in panes]
        for pane in panes:
            pane.renew()
        change()
        for back in put_back:
            back()

    def run_editor(self, argv: list[str]) -> str:
        """Lend the terminal to an editor; return in words what went wrong, or nothing."""
        from tiptui.ui.terminal.editor import run_editor

        assert isinstance(self.app, SignalApp)
        return run_editor(self.app, argv)

    def tell_problems(self) -> None:
        """Show the problems of the newest reading where they are listed now."""
        if self._problems:
            self._problems.show(self.files.live)

    # What the reader does: keys, paste and mouse.

    async def on_key(self, event: events.Key) -> None:
        """Do what a key is for now.

        Every key is handled here, after the one before it is done with, so that what is typed
        ahead finds the view that it was meant for.
        """
        event.stop()
        event.prevent_default()
        if not self.is_active:
            # Typed ahead, for what has opened over the browser by now.
            self.app.post_message(events.Key(event.key, event.character))
        elif self.session.view.searching and event.is_printable and event.character:
            self.searching.type(self.session.view.query + event.character)
        elif active := self.active_bindings.get(event.key):
            self.searching.catch_up()
            await self.app.run_action(active.binding.action, active.node)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Return whether a key is text: every printable one is in the search line."""
        return self.session.view.searching and character is not None and character.isprintable()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action is for the search line or for the panes now."""
        view = self.session.view
        if action in SEARCH_ACTIONS:
            return view.searching
        if action in SOURCE_ACTIONS and view.main is not Pane.SOURCE:
            return False
        return not view.searching or action not in PANE_ACTIONS

    def on_paste(self, event: events.Paste) -> None:
        """Take the first line of pasted text into the query."""
        event.stop()
        if self.session.view.searching:
            # Most terminals send a line break of what is pasted as the Enter key, which is CR.
            first, *_ = event.text.strip().splitlines() or [""]
            self.searching.type(self.session.view.query + first)

    def on_cursor_pane_clicked(self, message: CursorPane.Clicked) -> None:
        """Go to the pane and the row that was clicked; follow the row on a double click."""
        self.searching.catch_up()
        self.session.look(state.enter(self.session.view, message.pane))
        if message.row is not None:
            self._move(message.pane, message.row)
            if message.times == 2:
                self.action_follow()

    def on_search_line_opened(self) -> None:
        """Open the search by mouse."""
        self.action_search()

    # What keys do: on sources and files.

    def action_source(self) -> None:
        self.sources.toggle()

    def action_trace(self) -> None:
        self.sources.trace()

    def action_uncited(self) -> None:
        self.sources.go_to_uncited()

    def action_cite(self, how: str) -> None:
        self.sources.cite(how)

    def action_open(self) -> None:
        self.sources.open_address()

    def action_edit(self) -> None:
        self.files.edit()

    def action_reload(self) -> None:
        self.files.reload()

    async def action_problems(self) -> None:
        """List every problem of the files as they are now."""
        from tiptui.ui.chrome.problems import Problems

        self._problems = Problems(self.files.live)
        await self.app.push_screen(self._problems, self._close_problems)

    def _close_problems(self, problem: Problem | None) -> None:
        self._problems = None
        if problem:
            # Only when the list is gone from the screen that the editor takes.
            self.call_later(self.files.edit_problem, problem)

    # In the search line.

    def action_search(self) -> None:
        self.session.look(state.open_search(self.session.view))

    def action_erase(self, what: str) -> None:
        self.searching.erase(what)

    def action_keep(self) -> None:
        self.session.look(keep_query(self.session.scene))

    def action_clear(self) -> None:
        self.action_escape()

    # Between the panes.

    def action_follow(self) -> None:
        if self.session.view.main is Pane.SOURCE:
            self.sources.go_to_claim()
        else:
            self.session.go(follow)

    def action_back(self) -> None:
        self.session.back()

    def action_forward(self) -> None:
        self.session.forward()

    def action_escape(self) -> None:
        """Undo the first of zoom, query, narrowing; close the sources."""
        view = self.session.view
        if view.main is Pane.SOURCE and not view.searching:
            self.session.back()
        else:
            self.session.look(state.escape(view))

    def action_zoom(self) -> None:
        self.session.look(state.zoom(self.session.view))

    def action_pane(self, name: str) -> None:
        self.session.look(state.enter(self.session.view, Pane(name)))

    def action_turn(self, steps: int) -> None:
        """Go to the next pane, or (less than 0) to the one before."""
        view = self.session.view
        number = view.beside.index(view.focus) + steps
        self.session.look(state.enter(view, view.beside[number % len(view.beside)]))

    # In a pane.

    def action_cursor_down(self) -> None:
        self._move(self._acting.pane, self._acting.down())

    def action_cursor_up(self) -> None:
        self._move(self._acting.pane, self._acting.up())

    def action_page(self, pages: float) -> None:
        self._move(self._acting.pane, self._acting.page(pages))

    def action_first(self) -> None:
        self._move(self._acting.pane, self._acting.first())

    def action_last(self) -> None:
        self._move(self._acting.pane, self._acting.last())

    @property
    def _acting(self) -> CursorPane:
        return next(pane for pane in self._panes if pane.pane is self.session.scene.acting)

    @property
    def _panes(self) -> Sequence[CursorPane]:
        """The panes that there are by now."""
        panes = [self.event, self.speakers, self.recommendations, self.detail]
        return [*panes, self.source] if self.source else panes

    def _move(self, pane: Pane, stop: int) -> None:
        """Move a pane's cursor to the stop of a number."""
        scene = self.session.scene
        row = stop if pane in (Pane.DETAIL, Pane.SOURCE) else scene.row_at(pane, stop)
        if row is not None:
            self.session.look(state.move(scene.view, pane, row))
