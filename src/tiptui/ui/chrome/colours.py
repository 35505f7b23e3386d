"""The two colour themes of tiptui, and its names of colours in the themes of others."""

from collections.abc import Mapping

from textual.color import Color
from textual.theme import Theme

from tiptui.ui.panes.page import HEATS

TEXTS = ("text-primary", "text-secondary", "text-accent", "text-error")  # all but plain text

DARK = Theme(
    name="tiptui-dark",
    primary="#0178D4",
    secondary="#004578",
    warning="#FFA62B",
    error="#BA3C5B",
    success="#4EBF71",
    accent="#FFA62B",
    foreground="#E0E0E0",
    variables={
        "text-primary": "#57A5E2",
        "text-secondary": "#779CB7",
        "text-accent": "#FFC473",
        "text-error": "#D17E92",
        "muted": "#ACACAC",
        "at-cursor": "#0C304C",
        "resting": "#222222",
        "cell-at": "#0463AD",
        "heat-1": "#271F14",
        "heat-2": "#3C2C16",
        "heat-3": "#513918",
        "heat-4": "#66461A",
        "heat-5": "#7C541D",
        "frame": "#6A6A6A",
        "frame-at": "#0178D4",
    },
)

LIGHT = Theme(
    name="tiptui-light",
    primary="#004578",
    secondary="#0178D4",
    warning="#FFA62B",
    error="#BA3C5B",
    success="#4EBF71",
    accent="#FFA62B",
    background="#E0E0E0",
    surface="#D8D8D8",
    panel="#D0D0D0",
    dark=False,
    variables={
        "foreground": "#1F1F1F",
        "text-primary": "#002D4F",
        "text-secondary": "#004F8B",
        "text-accent": "#644110",
        "text-error": "#7A273C",
        "muted": "#4B4B4B",
        "at-cursor": "#B3C1CB",
        "resting": "#D0D0D0",
        "cell-at": "#FFFFFF",
        "heat-1": "#E5D6C1",
        "heat-2": "#EACCA2",
        "heat-3": "#EFC283",
        "heat-4": "#F4B864",
        "heat-5": "#F9AE46",
        "frame": "#7A7A7A",
        "frame-at": "#004578",
    },
)


def add_names(theme: Mapping[str, str]) -> dict[str, str]:
    """Return the colours of a theme, with tiptui's names for those that it does not declare."""
    if theme["background"].startswith("ansi"):  # nobody knows the terminal's own colours
        return _add_ansi_names(theme)
    ground = Color.parse(theme["background"])
    plain = Color.parse(theme["foreground"])
    hottest = Color.parse(theme["accent-muted"])
    colours = {
        "muted": ground.blend(plain, 0.75).hex,
        "at-cursor": theme["primary-muted"],
        "resting": theme["surface"],
        "cell-at": theme["primary-darken-2"],
        "frame": ground.blend(plain, 0.4).hex,
        "frame-at": theme["primary"],
    }
    for heat in HEATS:
        colours[f"heat-{heat}"] = ground.blend(hottest, heat / len(HEATS)).hex
    return colours | dict(theme)


def _add_ansi_names(theme: Mapping[str, str]) -> dict[str, str]:
    colours = dict(theme)
    colours["muted"] = theme["foreground"]
    for name in ("at-cursor", "cell-at", "resting"):
        colours[name] = theme["background"]
    for heat in HEATS:
        colours[f"heat-{heat}"] = theme["background"]
    colours["frame"] = Color(0, 0, 0, ansi=8).hex
    colours["frame-at"] = theme["foreground"]
    if theme["ansi-background"].endswith("black"):  # dark text on it is too faint
        for name in TEXTS:
            colours[name] = theme[name].replace("_", "_bright_")
    return colours
