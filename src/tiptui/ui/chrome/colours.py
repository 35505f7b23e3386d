"""The colours of a theme, made legible: its own are chosen for large areas, not for small text."""

from collections.abc import Mapping, Sequence
from functools import partial

from textual.color import Color

from tiptui.ui.panes.page import HEATS

LINES, LEAST, CLEAR = 3.0, 4.5, 7.0
"""The contrast of frames, all text, and plain text, as the web's guidelines measure it."""

SEEN = 1.3  # the contrast of the ground at the cursor to the ground

TEXTS = ("text-primary", "text-secondary", "text-accent", "text-error")  # all but plain text

_HEATS = [f"heat-{n}" for n in HEATS]

_STEPS, _DARK = 20, 0.2  # steps of a tint; the luminance below which a ground is dark


def legible(theme: Mapping[str, str]) -> dict[str, str]:
    """Return the colours of text, frames and the ground at the cursor for a theme."""
    if theme["background"].startswith("ansi"):  # nobody knows the terminal's own colours
        own = {"muted": theme["foreground"]}
        own |= dict.fromkeys(("at-cursor", "cell-at", "resting", *_HEATS), theme["background"])
        own |= {"frame": Color(0, 0, 0, ansi=8).hex, "frame-at": theme["foreground"]}
        if theme["ansi-background"].endswith("black"):  # dark text on it is too faint
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
    # The ground at the cursor is a tint of another colour than the others.
    cells = _strongest(primary, ground, plain), _ends(ground)[1]
    colours["cell-at"] = max(cells, key=lambda cell: contrast(cell, at_cursor))
    hottest = _strongest(Color.parse(theme["accent"]), ground, plain)
    colours |= {heat: ground.blend(hottest, n / len(HEATS)) for n, heat in enumerate(_HEATS, 1)}
    frames = {"frame": ground.blend(plain, 0.25), "frame-at": primary}
    colours |= {name: _clear(colour, [ground], LINES) for name, colour in frames.items()}
    return {name: colour.hex for name, colour in colours.items()}


def _ends(ground: Color) -> tuple[Color, Color]:
    """Return black and white, first the one that is farther from a ground."""
    black, white = Color(0, 0, 0), Color(255, 255, 255)
    return (white, black) if _luminance(ground) < _DARK else (black, white)


def _strongest(colour: Color, ground: Color, text: Color) -> Color:
    """Return the strongest tint of a colour on which text is legible."""
    tints = (ground.blend(colour, step / _STEPS) for step in range(_STEPS - 3, 0, -1))
    return next((tint for tint in tints if contrast(tint, text) >= LEAST), ground)


def contrast(one: Color, other: Color) -> float:
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _clear(colour: Color, grounds: Sequence[Color], least: float) -> Color:
    """Return a colour, lighter or darker until its contrast to all grounds is enough."""
    end, _ = _ends(grounds[0])
    steps = (colour.blend(end, step / _STEPS) for step in range(_STEPS))
    enough = (step for step in steps if min(map(partial(contrast, step), grounds)) >= least)
    return next(enough, end)


def _luminance(colour: Color) -> float:
    parts = (part / 255 for part in colour.rgb)
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
