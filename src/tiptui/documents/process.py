"""The process that reads one document: `python -m tiptui.documents.process KIND`.

It gets the bytes on its standard input, answers in JSON on its standard output, and ends:
docs/decisions/documents-in-a-child-process.md. Nothing else imports the libraries for documents.
"""

import gc
import json
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

from tiptui.documents.document import NoDocument, Unclear
from tiptui.files.input import INSTALL_EXTRA, LARGEST
from tiptui.files.limits import limit_process
from tiptui.files.own import end_at_interrupt

_MEMORY = 2 * 2**30
_SECONDS = 60  # of a core
_REFUSED = tuple(
    "socket. subprocess. os.exec os.fork os.posix_spawn os.spawn os.system os.remove os.rename "
    "os.mkdir os.rmdir os.link os.symlink os.truncate shutil.".split()
)
# The module and function for each kind; `mail=ENCODING` has an option, `xlsx=4=SHEET` two.
_READERS = {
    "docx": "word.read_word",
    "html": "html.read_html",
    "json": "spoken_json.read_json",
    "mail": "mail.read_mail",
    "markdown": "html.read_markdown",
    "pdf": "pdf.read_pdf",
    "srt": "captions.read_captions",
    "vtt": "captions.read_captions",
    "xlsx": "spreadsheet.read_spreadsheet",
    "xml": "spoken_xml.read_xml",
    "zoom": "captions.read_zoom",
}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if (event == "open" and arguments[2] & _WRITING) or event.startswith(_REFUSED):
        raise PermissionError(event)


def _reader(kind: str) -> Any:
    module, function = _READERS[kind].split(".")
    return getattr(import_module(f"tiptui.documents.{module}"), function)


def answer(kind: str, data: bytes) -> dict[str, Any]:
    kind, *options = kind.split("=", 2)
    try:
        read = _reader(kind)
    except ImportError:
        return {"failure": f"the library for it is missing: {INSTALL_EXTRA}"}
    try:
        fields: dict[str, Any] = read(data, *options)._asdict()
    except NoDocument as error:
        return {"failure": str(error), "unclear": isinstance(error, Unclear)}
    except MemoryError:
        return {"failure": "it takes too much memory to read"}
    except Exception:  # noqa: BLE001 (libraries raise anything for a damaged document)
        return {"failure": "it is damaged"}
    if sum(len(text) for text, *_ in fields.get("paragraphs", ())) > LARGEST:
        return {"failure": f"its text is larger than {LARGEST // 2**20} MiB"}
    return fields


def main() -> None:
    end_at_interrupt()
    limit_process(_MEMORY, _SECONDS)
    gc.disable()  # a fifth faster for a PDF; the process soon ends
    kind = sys.argv[1]
    with suppress(ImportError):  # the answer says so
        _reader(kind.partition("=")[0])
    sys.addaudithook(refuse)
    sys.stdout.write(json.dumps(answer(kind, sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
