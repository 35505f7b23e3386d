"""The screen: owns session, parts and panes, and is the only listener."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import actions, events
from textual.app import ComposeResult
from textual.binding import ActiveBinding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker

from tiptui.collection.live import Live
from tiptui.files.config import UNSET, Config
from tiptui.search.index import Index
from tiptui.ui.actions.commands import Commands
from tiptui.ui.actions.editing import Editing
from tiptui.ui.actions.grids import Grids
from tiptui.ui.actions.live_files import LiveFiles
from tiptui.ui.actions.searching import Searching, Work
from tiptui.ui.actions.session import Session
from tiptui.ui.actions.sources import Sources
from tiptui.ui.actions.telling import Telling
from tiptui.ui.chrome.key_line import KeyLine
from tiptui.ui.chrome.search_line import SearchLine
from tiptui.ui.chrome.strip import PaneStrip
from tiptui.ui.footer import footer
from tiptui.ui.keys import (
    APP,
    GRID,
    GRID_ACTIONS,
    PANE_ACTIONS,
    PANES,
    ROWS,
    SEARCH,
    SEARCH_ACTIONS,
    with_keys,
    written,
)
from tiptui.ui.panes.cursor_pane import CursorPane
from tiptui.ui.panes.drawing import make_pane
from tiptui.ui.panes.group import PaneGroup
from tiptui.ui.panes.markup import STYLES
from tiptui.ui.terminal.signals import SignalApp
from tiptui.view.scene import Scene
from tiptui.view.shown import Shown, show
from tiptui.view.state import CLAIMS, FIRST, Pane

if TYPE_CHECKING:
    from tiptui.report.citations import Choice
    from tiptui.ui.chrome.problems import Problems, Wrong

POLL = 0.2
"""Seconds between two looks at the files; a change is taken in when two looks in a row agree."""


class Browser(Screen[None], inherit_bindings=False):
    """Three panes and a detail over what was opened."""

    AUTO_FOCUS = ""
    # The first binding of a key that `check_action` allows is taken.
    BINDINGS: ClassVar[list[BindingType]] = [*SEARCH, *GRID, *PANES, *ROWS]
    # Declared once for all panes: each declaration in a pane costs time at the start.
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"row--{name}" for name in STYLES}

    class PrintAtEnd(Message):
        """The reader wants a text printed when the program ends."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, index: Index, live: Live, config: Config = UNSET) -> None:
        super().__init__()
        self._keys = config.keys
        self.session = Session(index, self._draw)
        self.searching = Searching(self.session, self.spawn)
        first = (Pane.EVENT, Pane.SPEAKERS, self.session.view.claims, Pane.DETAIL)
        self.panes = PaneGroup({pane: make_pane(pane, config.keys) for pane in first})
        self.files = LiveFiles(self.session, live, self.spawn, self)
        self.editing = Editing(self.session, self.files, self.spawn, self)
        self.sources = Sources(self.session, self, self.spawn)
        self.grids = Grids(self.session, self.sources.offer, self.spawn)
        parts = (self.searching, self.sources, self.grids, self.files, self.editing, self.panes)
        self.commands = Commands(self.session, *parts, config.queries)
        self.strip = PaneStrip(config.keys)
        self.search_line = SearchLine()
        self.key_line = KeyLine()
        self._problems: Problems | None = None
        self._telling = Telling(live)
        self.session.look(self.session.view)

    def compose(self) -> ComposeResult:
        yield self.strip
        with Horizontal(id="columns"):
            yield self.panes[Pane.EVENT]
            yield self.panes[Pane.SPEAKERS]
            yield self.panes[self.session.view.claims]
        yield self.panes[Pane.DETAIL]
        yield self.search_line
        yield self.key_line

    def on_mount(self) -> None:
        """Begin to watch the files, and go on with them when the first frame is drawn."""
        self.call_after_refresh(self.files.begin)
        if self.files.live.watched:
            self.set_interval(POLL, self.files.look)

    def on_unmount(self) -> None:
        """Let no reading go on."""
        self.files.close()

    # Drawing.

    def _draw(self, scene: Scene) -> None:
        """Have every pane show what a scene changes."""
        view = scene.view
        if view.main is Pane.GRID:
            self.grids.prepare()
        shown = show(scene)
        if shown.event:
            self.panes[Pane.EVENT].show(shown.event, scene)
        for pane, rows in shown.lists.items():
            self._pane(pane).show(rows, scene)
        self.panes[Pane.DETAIL].show(shown.detail, scene)
        if shown.source:
            self._pane(Pane.SOURCE).show(shown.source, scene)
            self.sources.prepare()
        if shown.grid:
            self._pane(Pane.GRID).show(shown.grid, scene)
        self.strip.show(shown.strips, shown.acting)
        self.search_line.show(self._telling.line(scene))
        self.key_line.show(scene.offers, footer(scene, self.session.history))
        classes = {"-zoomed": view.zoomed}
        for pane in Pane:
            classes[f"-at-{pane}"] = shown.acting is pane
            classes[f"-front-{pane}"] = shown.front is pane
            classes[f"-left-{pane}"] = shown.left is pane
        classes |= {f"-{pane}": pane in (view.first, view.claims) for pane in (*FIRST, *CLAIMS)}
        self.update_classes(classes, update=self.is_mounted)
        self._shown = shown
        self._sign()

    def _sign(self) -> None:
        """Have the first pane in sight say what is open."""
        opened = self.session.collection
        name = self.files.live.name if opened.several else opened.dialogues[0].record.event.name
        self.panes.sign(name, self._first_in_sight(self._shown))

    def _first_in_sight(self, shown: Shown) -> Pane:
        view = self.session.view
        alone = view.zoomed or view.main in (Pane.SOURCE, Pane.GRID)
        if alone or (self.has_class("-low") and shown.acting is Pane.DETAIL):
            return shown.acting if view.zoomed or self.has_class("-low") else view.main
        if self.has_class("-three-columns"):
            return view.first
        return shown.left if self.has_class("-two-columns") else shown.front

    def on_resize(self) -> None:
        """Say what is open where there is room for it now."""
        self._sign()

    def _pane(self, pane: Pane) -> CursorPane[Any]:
        """Return a pane; one that most readers start without is made when it is first opened."""
        if pane not in self.panes:
            self.panes[pane] = made = make_pane(pane, self._keys)
            if pane is Pane.COUNTS:
                self.query_one("#columns").mount(made, before="#speakers")
            elif pane in CLAIMS:
                self.query_one("#columns").mount(made)
            else:
                self.mount(made, after="#columns")
        return self.panes[pane]

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

        def take(taken: str | None) -> None:
            # Only when the menu is gone: an editor may take the screen.
            self.call_later(done, taken)

        self.app.push_screen(Menu(choices, title), take)

    def copy_text(self, text: str) -> None:
        """Send a text to the terminal's clipboard."""
        self.app.copy_to_clipboard(text)

    def print_at_end(self, text: str) -> None:
        """Have a text printed when the program ends."""
        self.post_message(self.PrintAtEnd(text))

    def replace_lines(self, change: Callable[[], None]) -> None:
        """Make a change to what all panes show, with what is under each cursor kept in its line."""
        self.panes.replace_lines(change)

    def run_editor(self, argv: list[str]) -> str:
        """Lend the terminal to an editor; return in words what went wrong, or nothing."""
        from tiptui.ui.terminal.lending import run_editor

        assert isinstance(self.app, SignalApp)
        return run_editor(self.app, argv)

    def list_problems(self) -> None:
        """List every problem of the files as they are now."""
        from tiptui.ui.chrome.problems import Problems

        self._problems = Problems(self.files.live)
        self.app.push_screen(self._problems, self._close_problems)

    def tell_problems(self) -> None:
        """Show the problems of the newest reading where they are listed now."""
        if self._problems:
            self._problems.show(self.files.live)

    def _close_problems(self, wrong: "Wrong | None") -> None:
        self._problems = None
        if wrong:
            # Only when the list is gone from the screen that the editor takes.
            self.call_later(self.editing.edit_problem, *wrong)

    # What the reader does: keys, paste and mouse.

    async def on_key(self, event: events.Key) -> None:
        """Do what a key is for now.

        Every key is handled here, after the one before it is done with, so that what is typed
        ahead finds the view that it was meant for.
        """
        event.stop()
        event.prevent_default()
        if not self.is_attached:
            return  # typed after what ends the browser
        if not self.is_active:
            # Typed ahead, for what has opened over the browser by now.
            self.app.post_message(events.Key(event.key, event.character))
        elif self.session.view.searching and event.is_printable and event.character:
            self.searching.insert(event.character)
        elif active := self.active_bindings.get(event.key):
            self.searching.catch_up()
            self.grids.catch_up()
            if active.node is self:
                self.run(active.binding.action)
            else:
                await self.app.run_action(active.binding.action, active.node)
        else:
            key = event.character if event.is_printable else written(event.key)
            self.session.remark(f"{key} does nothing here; ? says what each key does")

    def run(self, action: str) -> None:
        """Do what a key or a line of the palette is bound to."""
        _, name, arguments = actions.parse(action)
        getattr(self.commands, name)(*arguments)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Return what each key does now: the first binding of it that `check_action` allows.

        Textual's keymap would take a key from all that have it where one of them gets another.
        """
        if not self._keys:
            return super().active_bindings
        active = dict[str, ActiveBinding]()
        for node, declared in ((self, [*SEARCH, *GRID, *PANES, *ROWS]), (self.app, APP)):
            for binding in with_keys(declared, self._keys):
                _, name, arguments = actions.parse(binding.action)
                if node is self.app or self.check_action(name, arguments):
                    for key in binding.key.split(","):
                        active.setdefault(key, ActiveBinding(node, binding, True, binding.tooltip))
        return active

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Return whether a key is text: every printable one is in the search line."""
        return self.session.view.searching and character is not None and character.isprintable()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action is for the search line or for the panes now."""
        view = self.session.view
        if action in SEARCH_ACTIONS:
            return view.searching
        if action in GRID_ACTIONS:
            return view.main is Pane.GRID and not view.searching
        return not view.searching or action not in PANE_ACTIONS

    def on_paste(self, event: events.Paste) -> None:
        """Take the first line of pasted text into the query."""
        event.stop()
        if self.session.view.searching:
            # Most terminals send a line break of what is pasted as the Enter key, which is CR.
            first, *_ = event.text.strip().splitlines() or [""]
            self.searching.insert(first)

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[None, None]:
        """Return no text to select: Textual would have panes draw lines outside of a frame."""
        return None, None

    def on_cursor_pane_clicked(self, message: CursorPane.Clicked) -> None:
        self.commands.click(message.pane, message.row, message.thing, message.times)

    def on_search_line_opened(self) -> None:
        self.commands.search()
