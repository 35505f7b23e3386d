"""Keys in the order in which they were typed, each for the screen that the one before left."""

from textual import events
from textual.app import App
from textual.keys import format_key
from textual.message import Message
from textual.screen import Screen


def write_keys(keys: str) -> str:
    """Return keys as people write them: `/ ⇧tab` for `slash,shift+tab`."""
    names = " ".join(map(format_key, keys.split(",")))
    return names.replace("shift+", "⇧").replace("ctrl+", "^")


class KeyDone(Message):
    """A screen has handled a key."""


class KeyLeft(Message):
    """A screen leaves a key to the screen below it, or over it by now."""

    def __init__(self, key: events.Key) -> None:
        super().__init__()
        self.key = events.Key(key.key, key.character)


class Typed:
    """The keys that are not handled yet; they wait while a screen that closes leaves its keys."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._at: Screen[object] | None = None  # the screen that has keys
        self._has = 0
        self._left, self._waiting = list[events.Key](), list[events.Key]()

    def add(self, key: events.Key) -> None:
        """Hand on a key, at once unless others go before it."""
        self._waiting.append(key)
        if self._at and not self._at.is_running:
            self._has = 0  # a screen that is gone tells nothing of its keys
        if not self._has or (self._app.screen is self._at and not self._left):
            self._hand_on()

    def done(self) -> None:
        """Count a key that was handled or left."""
        self._has = max(0, self._has - 1)
        if not self._has:
            self._hand_on()

    def leave(self, key: events.Key) -> None:
        self._left.append(key)

    def _hand_on(self) -> None:
        keys = [*self._left, *self._waiting]
        self._left, self._waiting = [], []
        self._has += len(keys)
        self._at = self._app.screen
        for key in keys:
            self._at.post_message(key)
