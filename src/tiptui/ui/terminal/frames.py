"""Frames for the terminal: only cells that changed are sent, and uncertain widths move nothing."""

from collections import defaultdict
from itertools import compress, count

from rich.cells import cell_len
from textual.drivers.linux_driver import LinuxDriver

from tiptui.text.visible import late
from tiptui.ui.terminal.widths import is_plain, place_words

_MOVE = late(r"\x1b\[\d+;\d+H")
_TOKEN = late(r"\x1b\[(\d+);(\d+)H|(\x1b\[[\d;]*m)|([^\x1b\n]+)")

_RESET = "\x1b[0m"


class FrameDriver(LinuxDriver):
    """Textual's own driver; of a frame it sends only the cells that the terminal does not show."""

    def start_application_mode(self) -> None:
        self.forget()  # also after another program, which has written over the screen
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def forget(self) -> None:
        """Have all cells of the next frame sent."""
        self._cells = Cells()

    def write(self, data: str) -> None:
        is_frame = _MOVE.match(data)
        super().write(place_words(self._cells.changes(data) if is_frame else data))


class Cells:
    """The cells that the terminal shows, as frames have told it."""

    def __init__(self) -> None:
        self._rows = defaultdict[int, list[tuple[str, str] | None]](list)
        """The style and the letter of each cell; None for one that is not known."""

    def changes(self, frame: str) -> str:
        """Return a frame without the cells that are shown already."""
        sent, style, sent_style, y, x, at = list[str](), "", "", 1, 1, (0, 0)
        for row, column, styled, text in _TOKEN.findall(frame):
            if row:
                y, x = int(row), int(column)
            elif styled:
                style = "" if styled == _RESET else styled
            else:
                start, end, cells = self._put(y, x, style, text)
                if start < end:
                    sent.append("" if at == (y, x + start) else f"\x1b[{y};{x + start}H")
                    sent.append("" if style == sent_style else f"{_RESET}{style}")
                    sent.append(text[start:end])
                    sent_style = style
                    at = (y, x + end) if cells == len(text) else (0, 0)
                x += cells
        return "".join((*sent, _RESET if sent_style else "", f"\x1b[{y};{x}H"))

    def _put(self, y: int, x: int, style: str, text: str) -> tuple[int, int, int]:
        """Show a text; return the ends of what differs from before, and its number of cells."""
        row, is_sure = self._rows[y], is_plain(text)
        cells = len(text) if is_sure else cell_len(text)
        row += [None] * (x + cells - len(row))
        put = [(style, letter) for letter in text] if is_sure else [None] * cells
        before, row[x : x + cells] = row[x : x + cells], put
        if not is_sure:
            return 0, len(text), cells
        others = [*compress(count(), (was != now for was, now in zip(before, put, strict=True)))]
        return (others[0], others[-1] + 1, cells) if others else (0, 0, cells)
