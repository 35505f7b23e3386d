"""The process that reads one document: `python -m tiptui.documents.process KIND`.

It gets the bytes on its standard input, answers in JSON on its standard output, and ends. It may
use a bounded share of time and memory, reach no network, start nothing and write nothing. Only
here are the libraries imported that know documents.
"""

import json
import os
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from tiptui.documents.document import Document, NoDocument, decode_text
from tiptui.files.input import LARGEST
from tiptui.files.own import end_at_interrupt

_MEMORY = 2 * 2**30
_SECONDS = 60  # of a core
_REFUSED = tuple(
    "socket. subprocess. os.exec os.fork os.posix_spawn os.spawn os.system os.remove os.rename "
    "os.mkdir os.rmdir os.link os.symlink os.truncate shutil.".split()
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _reader(kind: str) -> Callable[[bytes], Any]:
    """Return what reads a kind, of `xlsx=NAME` the sheet of that name. Raise ImportError."""
    if kind.startswith("xlsx="):
        from tiptui.documents.spreadsheet import read_spreadsheet

        return lambda data: read_spreadsheet(data, kind.removeprefix("xlsx="))
    if kind == "docx":
        from tiptui.documents.word import read_word as read
    elif kind == "pdf":
        from tiptui.documents.pdf import read_pdf as read
    elif kind == "html":
        from tiptui.documents.html import read_html as read
    elif kind == "markdown":
        from tiptui.documents.html import read_markdown

        return lambda data: read_markdown(decode_text(data, ""))
    else:
        from tiptui.documents.captions import read_captions

        return lambda data: read_captions(decode_text(data, ""), kind)
    return read


def _limit() -> None:
    for limit, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS)):
        _, hard = resource.getrlimit(limit)
        with suppress(ValueError):  # macOS has no limit of memory
            resource.setrlimit(limit, (min(most, hard) if hard >= 0 else most, hard))


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if writes or event.startswith(_REFUSED):
        raise PermissionError(event)


def _answer(kind: str) -> dict[str, Any]:
    try:
        read = _reader(kind)
    except ImportError:
        return {"failure": "pip install 'tiptui[documents]' adds what reads such a file"}
    sys.addaudithook(refuse)
    try:
        found = read(sys.stdin.buffer.read())
    except NoDocument as error:
        return {"failure": str(error)}
    except MemoryError:
        return {"failure": "it takes too much memory to read"}
    except Exception:  # noqa: BLE001 (of a damaged document, libraries raise anything)
        return {"failure": "it is damaged"}
    paragraphs = found.paragraphs if isinstance(found, Document) else ()
    if sum(len(paragraph.text) for paragraph in paragraphs) > LARGEST:
        return {"failure": f"its text is larger than {LARGEST // 2**20} MiB"}
    answer: dict[str, Any] = found._asdict()
    return answer


def main() -> None:
    """Read the document and answer."""
    end_at_interrupt()
    _limit()
    sys.stdout.write(json.dumps(_answer(sys.argv[1])))


if __name__ == "__main__":
    main()
