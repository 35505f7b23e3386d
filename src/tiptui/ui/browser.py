"""The screen: owns session and panes, and is the only listener."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.keys import key_to_character
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from tiptui.collection.live import Live
from tiptui.files.config import UNSET, Config
from tiptui.search.index import Index
from tiptui.text.steps import Progress
from tiptui.ui.actions import commands, searching
from tiptui.ui.actions.job import POLL
from tiptui.ui.actions.keys import Area, Command, area_of, commands_at, footer
from tiptui.ui.actions.session import Choice, Session
from tiptui.ui.chrome.lines import KeyLine, PaneStrip, SearchLine
from tiptui.ui.panes.body import Body
from tiptui.ui.panes.cursor_pane import CursorPane, PaneGroup, write_keys
from tiptui.ui.terminal.signals import SignalApp
from tiptui.view.contents import WIDE, panes_in_sight, show
from tiptui.view.scene import Scene
from tiptui.view.state import Pane
from tiptui.view.tabs import show_tab, strips_of

if TYPE_CHECKING:
    from tiptui.editing.edit import Edit
    from tiptui.ui.actions.exporting import Export

DETAIL = "35%"  # the height of the detail below other panes

T = TypeVar("T")


class Cancelled(Exception):
    """The end of work in a thread for which nobody waits any more."""


def go_on(_part: float) -> None:
    """Go on, unless the work in this thread was cancelled."""
    if get_current_worker().is_cancelled:
        raise Cancelled


class Browser(Screen[None], inherit_bindings=False):
    """Three panes and a detail over the opened records."""

    AUTO_FOCUS = ""

    def __init__(
        self,
        index: Index,
        live: Live,
        config: Config = UNSET,
        print_at_end: Callable[[str], None] = print,
    ) -> None:
        super().__init__()
        self.print_at_end = print_at_end
        self._awaited: dict[str, Worker[None]] = {}  # the newest worker of each group
        self._keys = {area: commands_at(area, config.keys) for area in Area}
        self._keys[Area.SEARCH] = {
            key: command
            for key, command in self._keys[Area.SEARCH].items()
            if not (key_to_character(key) or "\n").isprintable()  # else it is text
        }
        self.session = Session(index, live, self, config.queries)
        self.files = self.session.files
        self.panes = PaneGroup(self, config.keys, self.session.view.claims)
        self.strip = PaneStrip(config.keys)
        self.search_line = SearchLine(live, config.keys)
        self.key_line = KeyLine(id="keys")
        self.keys = self._keys[Area.LISTS]  # the command of each key, here and now
        # Its folder has no room here: the remark at the end names it.
        wrong = config.wrong[0].removeprefix(config.folder) if config.wrong else ""
        self.session.remark(wrong + (f" (+{len(config.wrong) - 1})" if config.wrong[1:] else ""))

    def compose(self) -> ComposeResult:
        # From the outermost line on. A container for the columns would be drawn once more.
        yield from (self.strip, self.key_line, self.search_line)
        yield from self.panes.values()

    def on_mount(self) -> None:
        self.call_after_refresh(self.files.begin)
        if self.files.live.watched:
            self.set_interval(POLL, self.files.look)

    def on_unmount(self) -> None:
        self.files.close()

    def on_screen_suspend(self) -> None:
        self.key_line.visible = False  # a layer over this screen names its own keys
        self.session.remark("")  # nor is it the answer to an earlier one

    def on_screen_resume(self) -> None:
        self.key_line.visible = True

    # Drawing.

    def draw(self, scene: Scene) -> None:
        """Draw the panes that have room; the first of them names the files in its border."""
        view = scene.view
        self.panes.show(show(scene), scene)
        area = area_of(view)
        self.keys = self._keys[area]
        named = footer(area, scene, self.session.history)
        self.key_line.shown = tuple(named.items()), self.keys  # a dict has no order to compare
        width, height = self.app.size
        seen = panes_in_sight(scene, width, height)
        if strip := scene.view.is_zoomed or width < WIDE:
            self.strip.shown = (strips_of(scene, seen),)
        self.strip.display = strip
        name = self.search_line.show(scene, event_is_seen=seen[0] is Pane.EVENT)
        for pane, widget in self.panes.items():
            widget.display = pane in seen
            widget.entitle(name if pane is seen[0] else "")
        room = max(0, height - strip - 2)  # above search line and keys
        self.panes[Pane.DETAIL].styles.height = room if seen[0] is Pane.DETAIL else DETAIL

    def on_resize(self) -> None:
        self.draw(self.session.scene)

    # For actions: `SessionScreen`.

    def body(self, pane: Pane) -> Body:
        return self.panes[pane].body

    def forget(self) -> None:
        """Have all panes drawn anew, of a collection or of quotations that have changed."""
        for pane in self.panes.values():
            pane.body.forget()

    def copy(self, text: str) -> None:
        self.app.copy_to_clipboard(text)

    def choose(
        self,
        choices: Sequence[Choice],
        title: str,
        done: Callable[[Any], object],
        at: int = 0,
        numbered: bool = True,
    ) -> None:
        from tiptui.ui.chrome.overlays import Choosing

        self._open(Choosing(choices, title, at, numbered), done)

    def _open(self, overlay: Screen[Any], done: Callable[[Any], object]) -> None:
        """Open an overlay; `done` is called with its result, if it has one."""

        def leave(result: object) -> None:
            if result is not None:
                done(result)

        self.app.push_screen(overlay, leave)

    def fill_in(self, kinds: "Sequence[Edit]", at_words: bool) -> None:
        from tiptui.ui.chrome.form_screen import FormScreen

        self.app.push_screen(FormScreen(self.session, kinds, at_words))

    def ask_path(self, export: "Export") -> None:
        from tiptui.ui.chrome.form_screen import PathForm

        self._open(PathForm(export), lambda _: commands.run_late(self.session, "exporting.export"))

    def run_editor(self, argv: list[str]) -> str:
        assert isinstance(self.app, SignalApp)
        return self.app.run_editor(argv)

    def work(self, group: str, make: Callable[[Progress], T], then: Callable[[T], object]) -> None:
        """Call `make` in a thread; `then` gets its result, unless other work of the group began."""

        def run() -> None:
            nonlocal make, then
            with suppress(Cancelled):
                result = make(go_on)
                self.call_later(self._hand_over, get_current_worker(), then, result)
            # The thread refers to its last worker, and so to this function: not to collections.
            del make, then

        self._awaited[group] = self.run_worker(run, group=group, exclusive=True, thread=True)

    def _hand_over(self, worker: Worker[None], then: Callable[[T], object], result: T) -> None:
        if self._awaited.get(worker.group) is worker:
            del self._awaited[worker.group]
            then(result)

    def end_work(self, group: str) -> None:
        """End the work of a group, if any goes on, as soon as it reports its progress."""
        self._awaited.pop(group, None)
        self.workers.cancel_group(self, group)

    # Keys, paste and mouse.

    async def on_key(self, event: events.Key) -> None:
        """Run the command of a key."""
        if self.session.view.is_searching and event.is_printable and event.character:
            searching.insert(self.session, event.character)
        elif command := self.keys.get(event.key):
            if command.do not in searching.ANEW:
                self.session.catch_up()
            await self.run(command)
        else:
            key = event.character if event.is_printable else write_keys(event.key)
            self.session.remark(f"{key} does nothing here; ? says what each key does")

    async def run(self, command: Command) -> None:
        if command.do:
            command.do(self.session, *command.arguments)
        else:
            await self.app.run_action(command.action)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        if self.session.view.is_searching:
            searching.insert(self.session, re.sub(r"\s*[\r\n]\s*", " ", event.text.strip()))

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[None, None]:
        """Return no text to select: Textual would have panes draw lines outside of a frame."""
        return None, None

    def on_cursor_pane_clicked(self, message: CursorPane.Clicked) -> None:
        commands.click(self.session, message.pane, message.row, message.thing, message.times)

    def action_show_tab(self, name: str) -> None:
        self.session.catch_up()
        self.session.change(show_tab, name)
