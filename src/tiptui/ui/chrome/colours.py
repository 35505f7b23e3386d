"""The colours of a theme, made legible: its own are chosen for large areas, not for small text.

And the styles of words in these colours: as rules of a style sheet they take 6 ms of each start.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from textual.app import App
from textual.color import Color
from textual.style import Style

LEAST, CLEAR = 4.5, 7.0
"""The contrast of all text, and of plain text, as the web's accessibility guidelines measure it."""

SEEN = 1.3  # the contrast of the ground at the cursor to the ground

TEXTS = ("text-primary", "text-secondary", "text-accent", "text-error")  # all but plain text

_STEPS = 20

_STYLES: Mapping[str, str] = {
    "title": "bold",
    "name": "foreground",
    "muted": "muted",
    "label": "text-primary bold",
    "quote": "text-secondary",
    "bar": "text-accent",
    "remark": "text-accent",
    "key": "text-accent bold",
    "match": "text-accent bold underline",
    "differs": "bold underline",
    "cited": "text-secondary underline",
    "asks": "text-accent italic",
    "uncited": "muted italic",
    "wrong": "text-error bold",
    "cursor": "foreground bold",
    "marked": "bold",
    "thumb": "frame",
    "active": "on:at-cursor bold",
    "here": "on:at-cursor bold",
    "resting": "on:resting",
}
"""Colours of the theme and attributes, by the names of the styles."""

# The terminal's own colours can't be mixed: a tint of one would be all of it, and hide text.
_IN_OWN_COLOURS = {
    "match": "text-accent bold underline no:dim",
    "muted": "muted dim",
    "uncited": "muted dim italic",
    "active": "on:background foreground bold reverse no:dim",
    "here": "on:background foreground bold reverse no:dim",
    "resting": "on:background italic",
}

# With NO_COLOR no colour is sent: what only colours tell apart is told otherwise.
_WITHOUT_COLOURS = {
    "wrong": "text-error bold reverse",
    "active": "on:at-cursor bold reverse",
    "here": "on:at-cursor bold reverse",
    "resting": "on:resting italic",
}


def find_style(app: App[Any], name: str) -> Style:
    """Return a style by its name, in the theme of the app."""
    theme = app.theme_variables
    words = _STYLES[name]
    if theme["background"].startswith("ansi"):
        words = _IN_OWN_COLOURS.get(name, words)
    if app.no_color:
        words = _WITHOUT_COLOURS.get(name, words)
    style = dict[str, Any]()
    for word in words.split():
        sort, _, value = word.rpartition(":")
        if value in theme:
            style["background" if sort == "on" else "foreground"] = Color.parse(theme[value])
        else:
            style[value] = sort != "no"
    return Style(**style)


def legible(theme: Mapping[str, str]) -> dict[str, str]:
    """Return the colours of text, frames and the ground at the cursor for a theme."""
    if theme["background"].startswith("ansi"):  # nobody knows the terminal's own colours
        own = {"muted": theme["foreground"]}
        own |= dict.fromkeys(("at-cursor", "resting"), theme["background"])
        own |= {"frame": Color(0, 0, 0, ansi=8).hex, "frame-at": theme["foreground"]}
        if theme["ansi-background"].endswith("black"):  # on which dark text is too faint
            own |= {name: theme[name].replace("_", "_bright_") for name in TEXTS}
        return own
    ground, plain, primary = (
        Color.parse(theme[name]) for name in ("background", "foreground", "primary")
    )
    plain = _clear(plain, [ground], CLEAR)
    tints = (ground.blend(primary, step / _STEPS) for step in range(_STEPS))
    at_cursor = next((tint for tint in tints if contrast(tint, ground) >= SEEN), primary)
    grounds = [ground, at_cursor, resting := ground.blend(plain, 0.08)]
    colours = {name: Color.parse(theme[name]) for name in TEXTS}
    colours["muted"] = ground.blend(plain, 0.75)
    colours = {name: _clear(colour, grounds, LEAST) for name, colour in colours.items()}
    colours |= {"foreground": plain, "at-cursor": at_cursor, "resting": resting}
    colours |= {"frame": ground.blend(plain, 0.25), "frame-at": primary}
    return {name: colour.hex for name, colour in colours.items()}


def contrast(one: Color, other: Color) -> float:
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _clear(colour: Color, grounds: Sequence[Color], least: float) -> Color:
    """Return a colour, lighter or darker until its contrast to all grounds is enough."""
    end = Color(255, 255, 255) if _luminance(grounds[0]) < 0.2 else Color(0, 0, 0)
    steps = (colour.blend(end, step / _STEPS) for step in range(_STEPS))
    enough = (step for step in steps if min(contrast(step, at) for at in grounds) >= least)
    return next(enough, end)


def _luminance(colour: Color) -> float:
    parts = (part / 255 for part in colour.rgb)
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
