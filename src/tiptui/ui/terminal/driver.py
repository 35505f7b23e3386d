"""What writes to the terminal: with the frame held, and where it is asked for without colours."""

import re
from functools import cache

from textual.drivers.linux_driver import LinuxDriver

from tiptui.ui.terminal.widths import place_words


class FrameDriver(LinuxDriver):
    """Textual's own driver, except that words of uncertain width move nothing."""

    def write(self, data: str) -> None:
        """Write output, with the cursor put back to its place after such words."""
        super().write(place_words(data))


class ColourlessDriver(FrameDriver):
    """A driver for `NO_COLOR`, for which Textual's own sends greys, or what resets colours."""

    def write(self, data: str) -> None:
        """Write output without its colours."""
        super().write(without_colours(data))


_STYLE = re.compile(r"\x1b\[([0-9;]+)m")
_COLOURS = re.compile(r"(?:[34]8;(?:5;\d+|2;\d+;\d+;\d+)|[349][0-79]|10[0-7])(?:;|$)")


def without_colours(output: str) -> str:
    """Return output for the terminal with all of its styles but the colours."""
    return _STYLE.sub(lambda style: _colourless(style[1]), output)


@cache
def _colourless(codes: str) -> str:
    """Return a style without its colours; nothing where it has nothing else: no code at all resets.

    A screen has a few dozen styles.
    """
    # From code to code, lest a number within a colour is taken for one.
    left = []
    at = 0
    while at < len(codes):
        colour = _COLOURS.match(codes, at)
        end = colour.end() if colour else codes.find(";", at) + 1 or len(codes)
        if not colour:
            left.append(codes[at:end].rstrip(";"))
        at = end
    return f"\x1b[{';'.join(left)}m" if left else ""
