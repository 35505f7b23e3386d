"""Processes that read records: `python -m tiptui.collection.reader_process WIDTH`.

All of them have one open file as their standard input: the tasks, each in WIDTH bytes of JSON, a
list of the name of a record and what else is asked of it. Whoever reads a task moves all of them on
to the next. A process writes two lines for each: the task before it is done, then what came of it.
Those that check records (`tiptui.report.checking`) are run so too.
"""

import gc
import json
import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

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
    """What a process made of a file, or why it can't be read."""

    file: str
    data: bytes
    failure: str = ""


def read_aside(
    tasks: Sequence[tuple[Any, ...]], count: int, module: str = __name__
) -> Generator[Answer | None, None, None]:
    """Yield what `count` processes make of files, in any order, and now and then None.

    They run a `module`. The first of each task is its file.

    A process that is killed costs the file that it was at. There is no answer for one at which a
    process ended by itself, nor for any where none can be started. Closed early, this leaves no
    process behind.
    """
    # Not above: the processes do without.
    from selectors import EVENT_READ, DefaultSelector
    from tempfile import TemporaryFile

    lines = [json.dumps(task).encode() for task in tasks]
    width = max(map(len, lines), default=1)
    with suppress(OSError), TemporaryFile() as queue, ExitStack() as stack:
        queue.write(b"".join(line.ljust(width) for line in lines))
        queue.seek(0)
        selector = stack.enter_context(DefaultSelector())
        for _ in range(count):
            process = stack.enter_context(start_process(module, str(width), queue))
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
                    self._file, *_ = json.loads(line)
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
    """Read until there is no more task."""
    serve(answer)


def serve(work: Callable[..., bytes]) -> None:
    """Do tasks until there is no more."""
    gc.disable()
    end_at_interrupt()
    output = sys.stdout.buffer
    while task := os.read(sys.stdin.fileno(), int(sys.argv[1])):
        output.write(task + b"\n")
        output.flush()
        output.write(work(*json.loads(task)) + b"\n")
    output.flush()


if __name__ == "__main__":
    main()
