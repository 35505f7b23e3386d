"""Commands and their output, as the files of tests/golden/commands hold them.

    # A reason, for people.
    $ tiptui check - < good.yaml
      a line of standard output
    ! a line of standard error
    → the exit status, unless it is 0

`$ cat > FILE` writes the lines below it that begin with `> `; `cat FILE`, `grep WORDS FILE`, `ls`,
`rm FILE` and `cp FILE FILE` are as in a shell. A transcript begins in a folder with the files that
`PREPARED` has.
"""

import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import partial
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from tests.kit.checkout import CHECKOUT, FOLDER
from tests.kit.cited import RIGHT, TEXT, WRONG
from tests.kit.documents import read_here
from tests.kit.records import BROKEN, SMALL, SOURCED, SPOKEN
from tiptui.cli.main import run

NAMES_TEXT = "title: The log, file: log.txt"

PREPARED: Mapping[str, str | bytes] = {
    "good.yaml": SMALL,
    "broken.yaml": BROKEN,
    "warned.yaml": SMALL.replace("id: e,", "id: w,").replace(
        "{id: water, name: Water}\n", "{id: water, name: Water}\n  - {id: x, name: X}\n"
    ),
    "torn.yaml": "tiptui: [1\n",
    "latin.yaml": b"tiptui: 1\nevent: caf\xe9\n",
    "latin.txt": b"ok\ncaf\xe9",
    "right.yaml": RIGHT,
    "wrong.yaml": WRONG,
    "named.yaml": RIGHT.replace("title: The log", NAMES_TEXT),
    "away.yaml": RIGHT.replace("title: The log", NAMES_TEXT.replace("log.txt", "gone.txt")),
    "log.txt": TEXT,
    "own.yaml": SOURCED,
    "own.txt": SPOKEN,
}


def transcribe(file: Path) -> str:
    inputs = file.read_text("utf-8")
    with (
        TemporaryDirectory() as folder,
        chdir(folder),
        patch.dict(os.environ, dict.fromkeys(("XDG_STATE_HOME", "XDG_CACHE_HOME"), ".own")),
        patch("tiptui.documents.convert.ask_process", read_here),
    ):
        for name, content in PREPARED.items():
            Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
        Path("empty").mkdir()
        os.mkfifo("pipe")
        Path("series").symlink_to(CHECKOUT / FOLDER)
        return "".join(_transcribe([*inputs.splitlines(), ""]))


def _transcribe(lines: Sequence[str]) -> Iterator[str]:
    before = ""
    for number, line in enumerate(lines):
        if line[:2] not in ("# ", "$ ", "> "):
            continue
        if before and line[:2] == "# " != before[:2]:
            yield "\n"
        yield f"{line}\n"
        before = line
        if line.startswith("$ cat > "):
            given = next(at for at in range(number + 1, len(lines)) if lines[at][:2] != "> ")
            text = "".join(f"{each[2:]}\n" for each in lines[number + 1 : given])
            Path(line.removeprefix("$ cat > ")).write_text(text, "utf-8")
        elif line.startswith("$ "):
            yield from _outcome(shlex.split(line[2:]))


def _outcome(words: list[str]) -> Iterator[str]:
    data = b""
    if words[-2:-1] == ["<"]:
        data, words = Path(words[-1]).read_bytes(), words[:-2]
    status, *outputs = outputs_of(partial(_status, *words), data)
    for output, sign in zip(outputs, ("  ", "! "), strict=True):
        yield from (f"{sign}{line}".rstrip(" ") + "\n" for line in output.split("\n")[:-1])
    if status:
        yield f"→ {status}\n"


def outputs_of(command: Callable[[], int], data: bytes = b"") -> tuple[int, str, str]:
    stdin, out, err = (TextIOWrapper(BytesIO(each), "utf-8") for each in (data, b"", b""))
    with patch.object(sys, "stdin", stdin), redirect_stdout(out), redirect_stderr(err):
        status = command()
    for stream in (out, err):
        stream.seek(0)
    return status, out.read(), err.read()


def _status(program: str, *arguments: str) -> int:
    match program:
        case "tiptui":
            try:
                return run(arguments)
            except SystemExit as ended:
                return int(ended.code or 0)
        case "cat":
            print(Path(*arguments).read_text("utf-8"), end="")
        case "grep":
            lines = Path(arguments[1]).read_text("utf-8").splitlines()
            print("".join(f"{line}\n" for line in lines if arguments[0] in line), end="")
        case "ls":
            names = [each.name for each in Path(*arguments).iterdir()]
            print(*sorted(each for each in names if each[0] != "."), sep="  ")
        case "rm":
            Path(*arguments).unlink()
        case "cp":
            shutil.copy(*arguments)
    return 0
