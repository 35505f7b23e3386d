"""A real pseudo-terminal to run a program in, and the screen that its output draws.

- `Pty`: a program on a pseudo-terminal, as bytes. The benchmarks time this.
- `Screen`: what bytes draw on a terminal, by pyte.
- `Terminal`: both together. The tests drive this:

    with Terminal([sys.executable, "-m", "tiptui"]) as terminal:
        terminal.wait_for("Speakers")
        terminal.send("q")
        assert terminal.wait() == 0
        assert terminal.modes() == terminal.modes_before

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

PATIENCE = 20.0
"""Seconds after which a wait has failed; far more than any needs, so that a slow machine passes."""

# The one question of Textual's that a test gains by answering, and the answer of a terminal that
# can hold a frame back until it is whole. Textual asks for in-band resizes too (mode 2048), and
# pushes a keyboard protocol; a plain terminal is silent to both.
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
    """The environment of a plain colour terminal, with `more` variables (say HOME) added.

    Of the caller's own only PATH goes in, so that no NO_COLOR or LANG changes a test, nor what is
    in their folders.
    """
    plain = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    return {**plain, "HOME": os.devnull, "PATH": os.environ.get("PATH", os.defpath), **more}


class Pty:
    """A program that has a pseudo-terminal of its own as stdin, stdout, stderr and controller.

    `env` is by default `clean_environment()`. The terminal says, as most do today, that it can hold
    a frame back until it is whole; the program then marks its frames.
    Raises OSError if the program cannot be started.
    """

    def __init__(
        self,
        argv: Sequence[str],
        columns: int = 120,
        rows: int = 40,
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | str | None = None,
    ) -> None:
        self._unanswered = b""
        self._master, slave = os.openpty()
        termios.tcsetwinsize(slave, (rows, columns))
        self.modes_before = self.modes()
        """The terminal's modes before the program could change them."""
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

    @property
    def pid(self) -> int:
        """The program's process id."""
        return self._process.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Kills the program if it still runs, and gives the terminal back."""
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def read(self, within: float = PATIENCE) -> bytes:
        """The next bytes of output, b"" once the program has ended.

        Raises TimeoutError when nothing comes for `within` seconds.
        """
        ready, _, _ = select.select([self._master], [], [], max(0.0, within))
        if not ready:
            raise TimeoutError
        try:
            output = os.read(self._master, 65536)
        except OSError:  # Linux says so with EIO, others with b"": nobody holds the other end
            return b""
        seen = self._unanswered + output
        if _SYNC_QUESTION in seen:
            os.write(self._master, _SYNC_ANSWER)
        # A question may be cut in two by the end of a read.
        self._unanswered = seen[-(len(_SYNC_QUESTION) - 1) :]
        return output

    def send(self, text: str) -> None:
        """Types `text`."""
        os.write(self._master, text.encode())

    def send_some(self, keys: bytes) -> int:
        """Types as many bytes as there is room for now, and says how many that was."""
        os.set_blocking(self._master, False)
        try:
            return os.write(self._master, keys)
        except BlockingIOError:
            return 0
        finally:
            os.set_blocking(self._master, True)

    def resize(self, columns: int, rows: int) -> None:
        """Changes the size in cells; the kernel sends SIGWINCH."""
        termios.tcsetwinsize(self._master, (rows, columns))

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal to the program."""
        self._process.send_signal(number)

    def hang_up(self, *numbers: int) -> int:
        """Closes the terminal, as its window does; gives the exit status like `wait`.

        Signals follow, many of each. Raises subprocess.TimeoutExpired when the program goes on
        without the terminal.
        """
        os.close(self._master)
        self._master = os.open(os.devnull, os.O_RDWR)
        for number in numbers * 500:
            self._process.send_signal(number)
        self._process.wait(PATIENCE)
        return self.wait()

    def modes(self) -> list[Any]:
        """The modes of the terminal now, as `termios.tcgetattr` gives them; also after the end."""
        return termios.tcgetattr(self._master)

    def wait(self) -> int:
        """The program's exit status, 128 + n when signal n ended it.

        Read until b"" first: a program whose output nobody reads may never end.
        """
        status = self._process.wait()
        return status if status >= 0 else 128 - status


class _PyteScreen(pyte.Screen):
    """pyte's screen with the alternate screen, which pyte lacks.

    Leaving it brings back the text that stood there before, so that a test sees what a user sees
    after the program's end.
    """

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
    """What the bytes fed to it draw. Columns and rows count from 0, from the top left."""

    def __init__(self, columns: int = 120, rows: int = 40) -> None:
        self._pyte = _PyteScreen(columns, rows)
        self._stream = pyte.ByteStream(self._pyte)
        self._held = b""

    def feed(self, output: bytes) -> None:
        """Draws `output`, which may end anywhere, also within a sequence."""
        output = self._held + output
        unfinished = _UNFINISHED.search(output)
        end = unfinished.start() if unfinished else len(output)
        self._held = output[end:]
        self._stream.feed(_NOT_FOR_PYTE.sub(b"", output[:end]))

    def reshape(self, columns: int, rows: int) -> None:
        """Makes it so many cells wide and high, and blank."""
        self._pyte.resize(lines=rows, columns=columns)
        self._pyte.buffer.clear()

    @property
    def mid_frame(self) -> bool:
        """Whether a marked frame has begun and not ended; no user sees the screen then."""
        return _SYNC_MODE in self._pyte.mode

    @property
    def alternate(self) -> bool:
        """Whether the alternate screen is on."""
        return _ALTERNATE_MODE in self._pyte.mode

    @property
    def lines(self) -> list[str]:
        """All rows, without the blanks at their ends."""
        return [self.line(row) for row in range(self._pyte.lines)]

    @property
    def text(self) -> str:
        """All rows as one text. A letter and its accents are one character here, as pyte has it."""
        return "\n".join(self.lines)

    def line(self, row: int) -> str:
        """One row, without the blanks at its end; a negative row counts from the bottom."""
        return "".join(cell.data for cell in self._row(row)).rstrip()

    def cell(self, column: int, row: int) -> Char:
        """One cell: its `data`, `bold`, `reverse`, `italics`, `underscore`, `fg`, `bg` and so on.

        A colour is six hexadecimal digits, a name, or "default". The second cell of a wide
        character has no data.
        """
        return self._row(row)[column]

    def find(self, text: str) -> tuple[int, int]:
        """Column and row where `text` first stands, within one row.

        Raises AssertionError if it is nowhere.
        """
        for row, line in enumerate(self.lines):
            if text in line:
                return self._columns(row)[line.index(text)], row
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text}")

    def cells(self, text: str) -> list[Char]:
        """The cells with the characters of `text`, where it first stands, within one row.

        Raises AssertionError if it is nowhere.
        """
        _, row = self.find(text)
        start = self.line(row).index(text)
        columns = self._columns(row)[start : start + len(text)]
        return [self.cell(column, row) for column in dict.fromkeys(columns)]

    def _row(self, row: int) -> list[Char]:
        cells = self._pyte.buffer[range(self._pyte.lines)[row]]
        return [cells[column] for column in range(self._pyte.columns)]

    def _columns(self, row: int) -> list[int]:
        """For each character of a row's text the column of its cell.

        A wide character has two cells, the second of them without data; a letter and its
        combining marks share one.
        """
        return [column for column, cell in enumerate(self._row(row)) for _ in cell.data]


class Terminal(Screen):
    """A program in a pseudo-terminal and the screen it draws, for a test to type and look at.

    The arguments are those of `Pty`. Leaving the `with` block kills what still runs.
    """

    def __init__(
        self,
        argv: Sequence[str],
        columns: int = 120,
        rows: int = 40,
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | str | None = None,
    ) -> None:
        super().__init__(columns, rows)
        self._pty = Pty(argv, columns, rows, env=env, cwd=cwd)
        self._received = bytearray()
        self.modes_before = self._pty.modes_before
        self.send = self._pty.send
        self.signal = self._pty.signal
        self.modes = self._pty.modes
        self.hang_up = self._pty.hang_up

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._pty.close()

    @property
    def raw(self) -> bytes:
        """All bytes received so far."""
        return bytes(self._received)

    def resize(self, columns: int, rows: int) -> None:
        """Changes the size in cells and blanks the screen; the program gets SIGWINCH.

        A frame for the old size may be under way: wait for all that the new one must show.
        """
        self.reshape(columns, rows)
        self._pty.resize(columns, rows)

    def wait_for(self, wanted: str | Callable[[Self], bool]) -> None:
        """Reads until the text `wanted` is on the screen, or `wanted(terminal)` is true.

        Looks first at the screen as it is, and only at whole frames. Raises AssertionError, with
        the screen, when it takes too long or the program has ended.
        """
        what = repr(wanted) if isinstance(wanted, str) else "what was wanted"
        deadline = time.monotonic() + PATIENCE
        while self.mid_frame or not self._shows(wanted):
            if not self._receive(deadline, what):
                raise AssertionError(
                    f"ended with status {self._pty.wait()} before {what}:\n{self.text}"
                )

    def wait(self) -> int:
        """Reads to the end and gives the exit status, 128 + n when signal n ended the program.

        Raises AssertionError, with the screen, when it takes too long.
        """
        deadline = time.monotonic() + PATIENCE
        while self._receive(deadline, "the end"):
            pass
        return self._pty.wait()

    def _shows(self, wanted: str | Callable[[Self], bool]) -> bool:
        return wanted in self.text if isinstance(wanted, str) else wanted(self)

    def _receive(self, deadline: float, what: str) -> bool:
        """Draws the next output; False once there is no more."""
        try:
            output = self._pty.read(deadline - time.monotonic())
        except TimeoutError:
            raise AssertionError(f"no sign in time of {what}:\n{self.text}") from None
        self._received += output
        self.feed(output)
        return bool(output)
