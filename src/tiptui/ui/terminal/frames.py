"""Frames for the terminal: only cells that changed are sent, and uncertain widths move nothing."""

from collections import defaultdict

from rich.cells import cell_len
from textual.drivers.linux_driver import LinuxDriver

from tiptui.text.visible import late
from tiptui.ui.terminal.widths import is_plain, put_words

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
        super().write(put_words(self._cells.changes(data) if is_frame else data))


class ShownCells:
    """The cells that the terminal shows, as frames have told it."""

    def __init__(self) -> None:
        self._pieces = defaultdict[int, dict[int, str]](dict)
        """By rows and columns: the pieces of frames that no other has overwritten since."""
        # Of each row: a text stands in its first cell; the others, and those not known, are empty.
        self._letters = defaultdict[int, list[str]](list)
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
            if not is_plain("".join(text for _, text in tokens)):  # it may be drawn wider
                for styled, text in tokens:
                    style = styled or style
                    width = 0 if styled else cell_len(text)
                    self._put(y, x, style, [text, *[""] * (width - 1)][:width])
                    x += width
                # It may reach over what is behind it: that is sent again.
                sent.append(f"{_RESET}\x1b[{y};{column}H{piece}{self._tail(y, x)}")
                sent_style = ""
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

    def _tail(self, y: int, x: int) -> str:
        """Return the shown cells of a row from a column on, as far as they are known."""
        sent, before, sent_style = list[str](), "", ""
        row = zip(self._letters[y][x:], self._styles[y][x:], strict=True)
        for at, (text, style) in enumerate(row, x):
            if text:
                sent.append("" if before else f"\x1b[{y};{at}H")
                sent.append(text if style == sent_style else f"{_RESET}{style}{text}")
                sent_style = style
            before = text
        return "".join((_RESET, *sent, _RESET))

    def _put(self, y: int, x: int, style: str, put: list[str]) -> list[int]:
        """Show letters in a style; return the numbers of those that are others than before."""
        letters, styles, end = self._letters[y], self._styles[y], x + len(put)
        letters += [""] * (end - len(letters))
        styles += [""] * (end - len(styles))
        before = [*zip(letters[x:end], styles[x:end], strict=True)]
        letters[x:end], styles[x:end] = put, [style] * len(put)
        return [at for at, letter in enumerate(put) if before[at] != (letter, style)]
