"""What lies over the browser: it closes, and moves by the keys that move in a pane."""

from typing import ClassVar, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tiptui.ui.actions.keys import BY_ID, ROWS
from tiptui.ui.terminal.typed import KeyDone, KeyLeft

T = TypeVar("T")

_QUIT = [key for key in BY_ID["quit"].keys.split(",") if len(key) > 1]
"""The keys that leave tiptui wherever they are pressed: they can't be typed."""


class Overlay(ModalScreen[T | None], inherit_bindings=False):
    """A page over the browser."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(each.keys, each.action) for each in ROWS]

    async def on_key(self, event: events.Key) -> None:
        """Do what a key is for; one typed ahead of the page's end is for what is below it."""
        event.stop()
        event.prevent_default()
        try:
            if not self.is_active:
                self.app.post_message(KeyLeft(event))
            elif event.is_printable and event.character and self.take_letter(event.character):
                pass
            elif active := self.active_bindings.get(event.key):
                await self.app.run_action(active.binding.action, active.node)
            else:
                self.pass_over(event)
        finally:
            self.app.post_message(KeyDone())

    def take_letter(self, _letter: str) -> bool:
        """Take in a letter; return whether letters are typed here."""
        return False

    def pass_over(self, event: events.Key) -> None:
        """Take a key that is for nothing here; one that leaves tiptui is for the browser."""
        if event.key in _QUIT:
            self.leave_to_browser(event)

    def leave_to_browser(self, event: events.Key) -> None:
        """Close; what a key is for, the browser says."""
        self.close(None)
        self.app.post_message(KeyLeft(event))

    def move(self, lines: int) -> None:
        """Move down or (less than 0) up, as far as there is something."""
        raise NotImplementedError

    @property
    def page(self) -> int:
        """The lines of a page."""
        raise NotImplementedError

    def action_step(self, steps: int) -> None:
        self.move(steps)

    def action_page(self, pages: float) -> None:
        self.move(round(self.page * pages))

    def action_first(self) -> None:
        self.move(-1_000_000)

    def action_last(self) -> None:
        self.move(1_000_000)

    def action_close(self) -> None:
        self.close(None)

    def close(self, result: T | None) -> None:
        """Close with a result; nothing where it closes already, as after the click before this."""
        if self.is_active:
            self.dismiss(result)
