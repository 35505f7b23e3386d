"""A real pseudo-terminal to run a program in, and the screen that its output draws.

The benchmarks time a `Pty` and draw its bytes on a `Screen`; tests drive a `Terminal`, both in one:

    with Terminal([sys.executable, "-m", "tiptui"]) as terminal:
        terminal.wait_for("Speakers")
        terminal.send("q")
        assert terminal.wait() == 0

Nothing here sleeps: every wait ends with the byte that ends it.
"""

import copy
import os
import re
import select
import signal
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import pyte
from pyte.screens import Char

PATIENCE = 60.0
"""Seconds after which a wait has failed; far more than any needs, so that a slow machine passes."""

# The one question of Textual's that a test gains by answering, and the answer of a terminal that
# can hold a frame back until it is whole.
_SYNC_QUESTION = b"\x1b[?2026$p"
_SYNC_ANSWER = b"\x1b[?2026;2$y"

# pyte keeps a private mode as its number shifted by five bits.
_SYNC_MODE = 2026 << 5
_ALTERNATE_MODE = 1049 << 5

# pyte takes `CSI > … m` for a colour and fails on `CSI ? … m`; of `CSI < u` and `CSI = … u` it
# draws the tail as text. None of them draws anything on a terminal.
_NOT_FOR_PYTE = re.compile(rb"\x1b\[(?:[<=>][\d;:]*[@-~]|\?[\d;:]*m)")
_UNFINISHED = re.compile(rb"\x1b(?:\[[<=>?]?[\d;:]*)?\Z")


def clean_environment(**more: str) -> dict[str, str]:
    """Return the environment of a colour terminal; of the caller's own it has only PATH."""
    plain = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    return {**plain, "HOME": os.devnull, "PATH": os.environ.get("PATH", os.defpath), **more}


class Pty:
    """A program that has a pseudo-terminal of its own, killed at the end of the `with` block."""

    def __init__(
        self,
        argv: Sequence[str],
        columns: int = 120,
        rows: int = 40,
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | str | None = None,
    ) -> None:
        self._output = bytearray()
        self._master, slave = os.openpty()
        termios.tcsetwinsize(slave, (rows, columns))
        self.modes_before = self.modes()
        try:
            self._process = subprocess.Popen(
                argv,
                env=clean_environment() if env is None else env,
                cwd=cwd,
                # One system call and no lock, so it is safe beside other threads too.
                preexec_fn=lambda: os.login_tty(slave),  # noqa: PLW1509
            )
        except BaseException:
            os.close(self._master)
            raise
        finally:
            # Only the program holds this end now, so that its end is the end of what we read.
            os.close(slave)
        self.pid = self._process.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def read(self, within: float = PATIENCE) -> bytes:
        """Return the next output, b"" at the end. Raise TimeoutError after so many seconds."""
        ready, _, _ = select.select([self._master], [], [], max(0.0, within))
        if not ready:
            raise TimeoutError
        try:
            output = os.read(self._master, 65536)
        except OSError:  # Linux says so with EIO, others with b"": nobody holds the other end
            return b""
        # A question may be cut in two by the end of a read.
        seen = max(0, len(self._output) - len(_SYNC_QUESTION) + 1)
        self._output += output
        if _SYNC_QUESTION in self._output[seen:]:
            os.write(self._master, _SYNC_ANSWER)
        return output

    @property
    def raw(self) -> bytes:
        return bytes(self._output)

    def send(self, text: str) -> None:
        os.write(self._master, text.encode())

    def send_some(self, keys: bytes) -> int:
        """Type as many bytes as there is room for now; return their number."""
        os.set_blocking(self._master, False)
        try:
            return os.write(self._master, keys)
        except BlockingIOError:
            return 0
        finally:
            os.set_blocking(self._master, True)

    def resize(self, columns: int, rows: int) -> None:
        termios.tcsetwinsize(self._master, (rows, columns))

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def hang_up(self, *numbers: int) -> int:
        """Close the terminal, as its window does, then send many signals; return the status."""
        os.close(self._master)
        self._master = os.open(os.devnull, os.O_RDWR)
        for number in numbers * 500:
            self._process.send_signal(number)
        self._process.wait(PATIENCE)
        return self.wait()

    def modes(self) -> list[Any]:
        return termios.tcgetattr(self._master)

    def wait(self) -> int:
        """Return the exit status, 128 + n for signal n, once all output is read."""
        status = self._process.wait()
        return status if status >= 0 else 128 - status


class _PyteScreen(pyte.Screen):
    """A screen of pyte with the alternate screen, which brings back the text before it."""

    def set_mode(self, *modes: int, **kwargs: Any) -> None:
        was_alternate = _ALTERNATE_MODE in self.mode
        super().set_mode(*modes, **kwargs)
        if _ALTERNATE_MODE in self.mode and not was_alternate:
            self.save_cursor()
            self._main = copy.copy(self.buffer)
            self.buffer.clear()

    def reset_mode(self, *modes: int, **kwargs: Any) -> None:
        was_alternate = _ALTERNATE_MODE in self.mode
        super().reset_mode(*modes, **kwargs)
        if was_alternate and _ALTERNATE_MODE not in self.mode:
            self.buffer = self._main
            self.restore_cursor()


class Screen:
    """A screen that bytes draw on. Columns and rows count from 0, from the top left."""

    def __init__(self, columns: int = 120, rows: int = 40) -> None:
        self._pyte = _PyteScreen(columns, rows)
        self._stream = pyte.ByteStream(self._pyte)
        self._held = b""

    def feed(self, output: bytes) -> None:
        """Draw output, which may end anywhere, also within a sequence."""
        output = self._held + output
        unfinished = _UNFINISHED.search(output)
        end = unfinished.start() if unfinished else len(output)
        self._held = output[end:]
        self._stream.feed(_NOT_FOR_PYTE.sub(b"", output[:end]))

    @property
    def mid_frame(self) -> bool:
        """True while a marked frame has begun and not ended: no user sees the screen then."""
        return _SYNC_MODE in self._pyte.mode

    @property
    def alternate(self) -> bool:
        return _ALTERNATE_MODE in self._pyte.mode

    @property
    def lines(self) -> list[str]:
        return [self.line(row) for row in range(self._pyte.lines)]

    @property
    def text(self) -> str:
        """All rows. A letter and its accents are one character here, as pyte has it."""
        return "\n".join(self.lines)

    def line(self, row: int) -> str:
        """Return a row, without the blanks at its end; a negative row counts from the bottom."""
        return "".join(cell.data for cell in self._row(row)).rstrip()

    def cell(self, column: int, row: int) -> Char:
        """Return a cell: its `data`, `bold`, `fg` and so on; a colour is six digits or a name."""
        return self._pyte.buffer[range(self._pyte.lines)[row]][column]

    def find(self, text: str) -> tuple[int, int]:
        for row, line in enumerate(self.lines):
            if text in line:
                return self._columns(row)[line.index(text)], row
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text}")

    def cells(self, text: str) -> list[Char]:
        _, row = self.find(text)
        start = self.line(row).index(text)
        columns = self._columns(row)[start : start + len(text)]
        return [self.cell(column, row) for column in dict.fromkeys(columns)]

    def _row(self, row: int) -> list[Char]:
        cells = self._pyte.buffer[range(self._pyte.lines)[row]]
        return [cells[column] for column in range(self._pyte.columns)]

    def _columns(self, row: int) -> list[int]:
        # A wide character has two cells, the second without data; marks share that of their letter.
        return [column for column, cell in enumerate(self._row(row)) for _ in cell.data]


class Terminal(Pty, Screen):
    """A program in a pseudo-terminal and the screen it draws, for a test to type and look at."""

    def __init__(
        self, argv: Sequence[str], columns: int = 120, rows: int = 40, **more: Any
    ) -> None:
        Screen.__init__(self, columns, rows)
        Pty.__init__(self, argv, columns, rows, **more)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size and blank the screen.

        A frame for the old size may be under way: wait for all that the new one must show.
        """
        self._pyte.resize(lines=rows, columns=columns)
        self._pyte.buffer.clear()
        super().resize(columns, rows)

    def press(self, keys: str, wanted: str | Callable[[Self], bool]) -> None:
        self.send(keys)
        self.wait_for(wanted)

    def leave(self, keys: str = "q") -> int:
        self.send(keys)
        return self.wait()

    def wait_for(self, wanted: str | Callable[[Self], bool]) -> None:
        """Read until a text is on the screen, or a condition holds; look only at whole frames."""
        what = repr(wanted) if isinstance(wanted, str) else "what was wanted"
        is_there = wanted if callable(wanted) else lambda screen: wanted in screen.text
        deadline = time.monotonic() + PATIENCE
        while self.mid_frame or not is_there(self):
            if not self._receive(deadline, what):
                raise AssertionError(f"ended with status {self.wait()} before {what}:\n{self.text}")

    def wait(self) -> int:
        deadline = time.monotonic() + PATIENCE
        while self._receive(deadline, "the end"):
            pass
        return super().wait()

    def _receive(self, deadline: float, what: str) -> bool:
        try:
            output = self.read(deadline - time.monotonic())
        except TimeoutError:
            raise AssertionError(f"no sign in time of {what}:\n{self.text}") from None
        self.feed(output)
        return bool(output)
