"""A process that reads records: `python -m tiptui.collection.reader_process`, and who starts it.

It is asked for one file after the other on its standard input, and answers on its standard output
in the same order. Each message is its length and then so many bytes: a name, or an answer. It ends
when nobody can ask any more, and at what is no fault of a file, which is left to who asked.
"""

import gc
import os
import signal
import sys
from typing import NamedTuple

from tiptui.files.input import NoInput, read_bytes
from tiptui.record.load import parse
from tiptui.record.packing import to_bytes

_LENGTH = 8
_PART = 2**20
_RECORD, _FAILURE = b"r", b"f"


class Answer(NamedTuple):
    """What `to_bytes` made of a file, or why it can't be read."""

    file: str
    data: bytes
    failure: str


class ReaderProcess:
    """The process, as seen by who asks it. Raise OSError where it can't be started."""

    def __init__(self) -> None:
        # Not above: the process itself does without.
        from subprocess import DEVNULL, PIPE, Popen

        self.asked: list[str] = []
        """The files that are still to be answered, in this order."""
        # The end that it reads from stays open here too. So it may end at any time, and asking
        # it is still no reason for a signal that would end this program.
        self._question, self._questions = os.pipe()
        try:
            self._process = Popen(  # noqa: S603 (this module)
                # Started anew, not forked: who asks may have threads. Without -P, a file in the
                # current folder that has the name of a module would be run.
                [sys.executable, "-P", "-m", __name__],
                stdin=self._question,
                stdout=PIPE,
                stderr=DEVNULL,
                bufsize=0,
            )
        except OSError:
            self._close()
            raise
        assert self._process.stdout
        self._answers = self._process.stdout

    def fileno(self) -> int:
        """Return the descriptor that can be read when there is an answer, or none any more."""
        return self._answers.fileno()

    def ask(self, file: str) -> None:
        """Have a file read. What is asked must fit into a pipe, names and their lengths."""
        self.asked.append(file)
        _send(self._questions, os.fsencode(file))

    def answer(self) -> Answer | None:
        """Return the next answer; None where the process has ended without it."""
        message = _receive(self.fileno())
        if not message:
            return None
        file = self.asked.pop(0)
        kind, rest = message[:1], message[1:]
        return Answer(file, b"", rest.decode()) if kind == _FAILURE else Answer(file, rest, "")

    def wait(self) -> int:
        """Return the exit status, as `subprocess` says it, once it has ended by itself."""
        return self._process.wait()

    def end(self) -> None:
        """End the process, if it has not ended."""
        self._process.kill()
        self._process.wait()
        self._answers.close()
        self._close()

    def _close(self) -> None:
        os.close(self._question)
        os.close(self._questions)


def _send(descriptor: int, message: bytes) -> None:
    left = memoryview(len(message).to_bytes(_LENGTH) + message)
    while left:
        left = left[os.write(descriptor, left) :]


def _receive(descriptor: int) -> bytes:
    """Return the next message; nothing at the end."""
    return _exactly(descriptor, int.from_bytes(_exactly(descriptor, _LENGTH)))


def _exactly(descriptor: int, length: int) -> bytes:
    """Return so many bytes; none where there are not so many."""
    parts = []
    while length and (part := os.read(descriptor, min(length, _PART))):
        parts.append(part)
        length -= len(part)
    return b"" if length else b"".join(parts)


def _answer(file: str) -> bytes:
    try:
        return _RECORD + to_bytes(parse(read_bytes(file)))
    except NoInput as error:
        return _FAILURE + str(error).encode()


def main() -> None:
    """Answer until nobody asks any more."""
    gc.disable()
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    while name := _receive(0):
        _send(1, _answer(os.fsdecode(name)))


if __name__ == "__main__":
    main()
