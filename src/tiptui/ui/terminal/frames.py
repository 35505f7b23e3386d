"""Frames for the terminal: only cells that changed are sent, and uncertain widths move nothing."""

from collections import defaultdict

from rich.cells import cell_len
from textual.drivers.linux_driver import LinuxDriver

from tiptui.text.visible import late
from tiptui.ui.terminal.widths import is_plain, place_words

_MOVE = late(r"\x1b\[(\d+);(\d+)H")
_TOKEN = late(r"(\x1b\[[\d;]*m)|([^\x1b\n]+)")

_RESET = "\x1b[0m"


class FrameDriver(LinuxDriver):
    """Textual's own driver; of a frame it sends only the cells that the terminal does not show."""

    def start_application_mode(self) -> None:
        self.forget()  # also after another program, which has written over the screen
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def forget(self) -> None:
        """Have all cells of the next frame sent."""
        self._cells = ShownCells()

    def write(self, data: str) -> None:
        is_frame = _MOVE.match(data)
        super().write(place_words(self._cells.changes(data) if is_frame else data))


class ShownCells:
    """The cells that the terminal shows, as frames have told it."""

    def __init__(self) -> None:
        self._pieces = defaultdict[int, dict[int, str]](dict)
        """By rows and columns: the pieces of frames that no other has overwritten since."""
        self._letters = defaultdict[int, list[str]](list)  # of each row; empty if not known
        self._styles = defaultdict[int, list[str]](list)

    def changes(self, frame: str) -> str:
        """Return a frame without the cells that are shown already."""
        sent, sent_style, (_, *pieces) = list[str](), "", _MOVE.split(frame)
        for row, column, piece in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
            y, x, style = int(row), int(column), ""
            if self._pieces[y].get(x) == piece:
                continue
            self._pieces[y] = {x: piece}
            tokens = _TOKEN.findall(piece)
            words = "".join(text for _, text in tokens)
            if not is_plain(words):  # it may be drawn wider
                self._put(y, x, style, [""] * sum(cell_len(text) for _, text in tokens))
                sent.append(f"{_RESET}\x1b[{y};{x}H{piece}")
                sent_style, end = "", x + sum(cell_len(text) for _, text in tokens)
                # It may reach over what is behind it: that is sent again.
                del self._letters[y][end:], self._styles[y][end:]
                continue
            for styled, text in tokens:
                if styled:
                    style = "" if styled == _RESET else styled
                elif others := self._put(y, x, style, [*text]):
                    sent.append(f"\x1b[{y};{x + others[0]}H")
                    sent.append("" if style == sent_style else f"{_RESET}{style}")
                    sent.append(text[others[0] : others[-1] + 1])
                    sent_style = style
                x += len(text)
        sent.append(_RESET if sent_style else "")
        return "".join((*sent, f"\x1b[{row};{column}H"))

    def _put(self, y: int, x: int, style: str, put: list[str]) -> list[int]:
        """Show letters in a style; return the numbers of those that are others than before."""
        letters, styles, end = self._letters[y], self._styles[y], x + len(put)
        letters += [""] * (end - len(letters))
        styles += [""] * (end - len(styles))
        before = [*zip(letters[x:end], styles[x:end], strict=True)]
        letters[x:end], styles[x:end] = put, [style] * len(put)
        return [at for at, letter in enumerate(put) if before[at] != (letter, style)]
