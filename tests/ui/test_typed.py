"""Keys that are typed ahead: whatever closes meanwhile, each comes after the one before it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from textual import events

from tiptui.ui.terminal.typed import Typed


class Place:
    """A screen that holds the keys that it was handed."""

    def __init__(self) -> None:
        self.held: list[events.Key] = []
        self.is_running = True

    def post_message(self, key: events.Key) -> None:
        self.held.append(key)


class Stack:
    """An app of which another screen is on top by and by."""

    def __init__(self) -> None:
        self.screen = Place()


def take(app: Any, place: Place, typed: Typed, done: list[str]) -> None:
    """Let a screen take its next key, as screens do."""
    key = place.held.pop(0)
    if place is app.screen:
        done.append(key.key)
    else:
        typed.leave(key)
    typed.done()


@given(st.lists(st.sampled_from(["type", "take", "open"]), max_size=60))
def test_keys_are_done_in_the_order_in_which_they_were_typed(steps: list[str]) -> None:
    app: Any = Stack()
    typed, places, done, count = Typed(app), [app.screen], list[str](), 0
    for step in [*steps, *["take"] * 2 * len(steps) * len(steps)]:
        holding = [place for place in places if place.held]
        if step == "type":
            typed.add(events.Key(str(count), None))
            count += 1
        elif step == "open":
            app.screen = Place()
            places.append(app.screen)
        elif holding:
            take(app, holding[0], typed, done)
    assert done == [str(number) for number in range(count)]


def test_what_a_screen_had_that_is_gone_keeps_no_later_key_waiting() -> None:
    app: Any = Stack()
    typed, gone = Typed(app), app.screen
    typed.add(events.Key("a", None))
    gone.is_running = False
    app.screen = Place()
    typed.add(events.Key("b", None))
    assert [key.key for key in app.screen.held] == ["b"]
