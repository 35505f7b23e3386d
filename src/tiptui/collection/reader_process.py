"""Processes that read records: `python -m tiptui.collection.reader_process WIDTH`.

All of them have one open file as their standard input: the names of the records to read, each in
WIDTH bytes of JSON. Whoever reads a name moves all of them on to the next. A process writes two
lines for each record: its name before it is read, then what reading gave.
"""

import gc
import json
import os
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, NamedTuple

from tiptui.files.input import NoInput, read_bytes
from tiptui.files.own import end_at_interrupt, start_process
from tiptui.record.load import parse
from tiptui.record.packing import to_bytes
from tiptui.text.visible import visible

if TYPE_CHECKING:
    from subprocess import Popen

_PATIENCE = 0.1  # seconds
_PART = 2**20


class Answer(NamedTuple):
    """What `to_bytes` made of a file, or why it can't be read."""

    file: str
    data: bytes
    failure: str = ""


def read_aside(files: Sequence[str], count: int) -> Generator[Answer | None, None, None]:
    """Yield what `count` processes read of files, in any order, and now and then None.

    A process that is killed costs the file that it was at. There is no answer for one at which a
    process ended by itself, nor for any where none can be started. Closed early, this leaves no
    process behind.
    """
    # Not above: the processes do without.
    from selectors import EVENT_READ, DefaultSelector
    from tempfile import TemporaryFile

    names = [json.dumps(file).encode() for file in files]
    width = max(map(len, names), default=1)
    with suppress(OSError), TemporaryFile() as queue, ExitStack() as stack:
        queue.write(b"".join(name.ljust(width) for name in names))
        queue.seek(0)
        selector = stack.enter_context(DefaultSelector())
        for _ in range(count):
            process = stack.enter_context(start_process(__name__, str(width), queue))
            stack.callback(process.kill)
            assert process.stdout
            selector.register(process.stdout, EVENT_READ, _Output(process))
        while selector.get_map():
            for ready, _ in selector.select(_PATIENCE):
                part = os.read(ready.fd, _PART)
                yield from ready.data.answers(part)
                if not part:
                    selector.unregister(ready.fd)
            yield None


class _Output:
    """What a process has written."""

    def __init__(self, process: "Popen[bytes]") -> None:
        self._process = process
        self._file: str | None = None  # which it reads
        self._line = bytearray()  # as far as it is there

    def answers(self, part: bytes) -> Iterator[Answer]:
        """Yield the answers that one more part completes; the last part is empty."""
        self._line += part
        if b"\n" in part:
            *lines, self._line = self._line.split(b"\n")
            for line in map(bytes, lines):
                if self._file is None:
                    self._file = json.loads(line)
                    continue
                failed = line.startswith(b'"')
                yield Answer(self._file, line, json.loads(line) if failed else "")
                self._file = None
        if not part and (status := self._process.wait()) < 0 and self._file is not None:
            reason = f"the process that read it was ended by signal {-status}"
            failure = f"{visible(self._file)}: {reason}; is there enough memory?"
            yield Answer(self._file, b"", failure)


def answer(file: str) -> bytes:
    try:
        return to_bytes(parse(read_bytes(file)).make_searchable())
    except NoInput as error:
        return json.dumps(str(error)).encode()


def main() -> None:
    """Read until there is no more name."""
    gc.disable()
    end_at_interrupt()
    output = sys.stdout.buffer
    while name := os.read(sys.stdin.fileno(), int(sys.argv[1])):
        output.write(name + b"\n")
        output.flush()
        output.write(answer(json.loads(name)) + b"\n")
    output.flush()


if __name__ == "__main__":
    main()
