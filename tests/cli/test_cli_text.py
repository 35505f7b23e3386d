"""`tiptui text`, and documents as sources: what is printed, and what can't be read."""

import json
import re
import subprocess
import sys
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from threading import Event
from zipfile import ZipFile

import pytest

from tests.kit.cited import RIGHT, TEXT, WRONG
from tests.kit.commands import Capture, outcome, reads
from tests.kit.documents import docx, pdf, pdf_of, read_here, run, word_paragraph
from tests.kit.drawn import reading
from tiptui.collection.live import Live
from tiptui.documents import process
from tiptui.documents.convert import convert

WORD = docx("".join(word_paragraph(run(line)) for line in TEXT.splitlines()))
CATALOG = [
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
    b"/Resources<</XObject<</X 5 0 R>>>>>>",
]


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(data), more, data)


def said_to_be(size: int) -> bytes:
    """Return a document whose body says that it unpacks to so many bytes."""
    with ZipFile(BytesIO(WORD)) as archive:
        really = archive.getinfo("word/document.xml").file_size
    return WORD.replace(really.to_bytes(4, "little"), size.to_bytes(4, "little"))


@pytest.fixture(name="folder", autouse=True)
def _folder(here: Path) -> Path:
    """A current folder with a document, its text, and records that quote it."""
    (here / "log.docx").write_bytes(WORD)
    (here / "log.txt").write_text(TEXT, "utf-8")
    for name, of in (("right", RIGHT), ("wrong", WRONG)):
        for end in ("docx", "txt"):
            named = of.replace("title: The log", f"title: The log, file: log.{end}")
            (here / f"{name}-{end}.yaml").write_text(named, "utf-8")
    return here


def test_a_printed_text_has_the_same_paragraphs_again(folder: Path, capsys: Capture) -> None:
    printed = "\n\n".join(TEXT.splitlines()) + "\n"
    (folder / "again.txt").write_text(printed, "utf-8")
    for file in ("log.docx", "again.txt"):
        assert outcome(["text", file], capsys) == (0, printed, "")


def test_parts_that_were_not_read_are_said_wherever_a_document_is_read(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(data: bytes, kind: str) -> object:
        return {**read_here(data, kind), "remarks": ["1 cue not read: line 9"]}

    monkeypatch.setattr("tiptui.documents.convert.ask_process", read)
    for command in (
        ["text", "log.docx"],
        ["new", "draft.yaml", "--from", "log.docx"],
        ["check", "log.docx", "--in", "right-txt.yaml"],
    ):
        status, _, err = outcome(command, capsys)
        assert (status, "tiptui: log.docx: 1 cue not read: line 9\n" in err) == (0, True)


@pytest.mark.usefixtures("in_this_process")
def test_json_has_every_key_and_controls_are_seen(folder: Path, capsys: Capture) -> None:
    (folder / "page.pdf").write_bytes(pdf([[(9, 9, "Here")]]))
    (folder / "a.txt").write_text("\x1b[31m\tred\x9b\n", "utf-8")
    (folder / "a.html").write_text("<html>\x1b[31m&#27;so\u202e</html>", "utf-8")
    status, out, _ = outcome(["text", "--json", "page.pdf"], capsys)
    assert (status, json.loads(out)) == (
        0,
        [{"number": 1, "text": "Here", "page": "1", "time": ""}],
    )
    for file, printed in (("a.txt", "␛[31m\tred<U+009B>\n"), ("a.html", "[31mso\n")):
        assert outcome(["text", file], capsys) == (0, printed, "")


BODY = word_paragraph("<w:r><w:t>&j;</w:t></w:r>")
OUTSIDE = '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>'
LAUGHS = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghij"))
LAUGHS = f'<!DOCTYPE x [<!ENTITY a "{"ha" * 9}">{LAUGHS}]>'
LOOP = [CATALOG[0], b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1>>"]
ITSELF = stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
EMPTY = "there is no text in it"
LATIN = "not UTF-8 (byte 0xE9 on line 1); it may be mac_roman or cp1252: say --encoding"
HOSTILE = {
    "empty.docx": (docx(""), EMPTY),
    "scan.pdf": (pdf([[]]), f"{EMPTY}: a scan?"),
    "broken.pdf": (b"%PDF-1.4\n\xff", "it is damaged"),
    "broken.docx": (WORD[:300], "it is damaged, or no document of Word"),
    "bomb.docx": (said_to_be(2**29), "unpacked it is larger than 256 MiB"),
    "laughs.docx": (docx(BODY, head=LAUGHS), "it is damaged, or no document of Word"),
    "outside.docx": (docx(BODY, head=OUTSIDE), EMPTY),
    "loop.pdf": (pdf_of(LOOP), f"{EMPTY}: a scan?"),
    "forms.pdf": (pdf_of([*CATALOG, stream(b"/X Do"), ITSELF]), f"{EMPTY}: a scan?"),
    "latin.srt": (b"caf\xe9", LATIN),
    "call.vtt": (b"WEBVTT\n\nfoo --> bar\nx\n", EMPTY),
}


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_document_that_can_not_be_read_is_one_line_and_status_3(
    name: str, folder: Path, capsys: Capture
) -> None:
    data, reason = HOSTILE[name]
    (folder / name).write_bytes(data)
    assert outcome(["text", name], capsys) == (3, "", f"tiptui: {name}: {reason}\n")


ACTS = """
open('new', 'w')
os.remove('log.txt')
os.rename('log.txt', 'new')
socket.create_connection(('127.0.0.1', 1))
subprocess.run(['true'])
os.system('true')
os.fork()
"""


def test_the_reader_of_documents_can_do_nothing_else(folder: Path) -> None:
    # In a process of its own: what is refused once is refused for good.
    code = f"import os, socket, subprocess, sys\nfrom {process.__name__} import refuse\n"
    code += "sys.addaudithook(refuse)\n"
    for act in ACTS.strip().splitlines():
        code += f"try: {act}\nexcept PermissionError: print('refused')\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.split() == [b"refused"] * 7
    assert (folder / "log.txt").exists()
    assert not (folder / "new").exists()


# Documents as sources.


@pytest.mark.parametrize(("name", "status"), [("right", 0), ("wrong", 1)])
def test_a_document_is_as_good_as_its_text(name: str, status: int, capsys: Capture) -> None:
    said = set[str]()
    for arguments in (
        f"{name}-txt.yaml",
        f"{name}-docx.yaml",
        f"--source log.docx {name}-txt.yaml",
    ):
        found, _, err = outcome(["check", *arguments.split()], capsys)
        assert found == status
        said.add(re.sub("-(?:txt|docx)(?=[.])", "", err))
    assert len(said) == 1


def test_a_named_document_that_nobody_can_read_is_said(folder: Path, capsys: Capture) -> None:
    (folder / "log.docx").write_bytes(WORD[:300])
    remark = "tiptui: log.docx: it is damaged, or no document of Word\n"
    for command, status, said in (
        ("check right-docx.yaml", 3, f"{remark}***5 quotes not checked***"),
        ("show right-docx.yaml", 0, remark),
        ("check --source log.docx right-txt.yaml", 3, f"{remark}***"),
    ):
        found, _, err = outcome(command.split(), capsys)
        assert (found, reads(err, said)) == (status, True)


def test_the_extra_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    (folder / "lxml.py").write_text("raise ImportError")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    command = "pipx install --force '.[documents]', in the folder of the source code"
    said = f"tiptui: log.docx: the library for it is missing: {command}\n"
    assert outcome(["text", "log.docx"], capsys) == (3, "", said)
    monkeypatch.setitem(sys.modules, "tiptui.documents.encodings", None)
    said = f"tiptui: the library for encodings is missing: {command}\n"
    assert outcome(["text", "--encoding", "l1", "log.txt"], capsys) == (3, "", said)


async def test_no_key_waits_for_a_document_and_what_did_not_change_is_read_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads, go_on = list[str](), Event()

    def slowly(data: bytes, file: str) -> object:
        reads.append(file)
        go_on.wait()
        return convert(data, file)

    monkeypatch.setattr("tiptui.documents.convert.convert", slowly)
    live = Live(["right-docx.yaml"], {})
    collection = live.read_first()
    try:
        async with reading(collection, live=live) as reader:
            await reader.press("3", "j")
            assert "checking the quotes" in reader.status
            go_on.set()
            await reader.wait_until(lambda: "5 quotes verbatim in log.docx" in reader.status)
            record = folder / "right-docx.yaml"
            record.write_text(record.read_text("utf-8").replace("name: An", "name: The"), "utf-8")
            await reader.press("r", "j")
            await reader.wait_until(lambda: "5 quotes verbatim in log.docx" in reader.status)
            assert reads == ["./log.docx"]
            (folder / "log.docx").write_bytes(WORD[:300])
            await reader.press("r", "k")
            await reader.wait_until(lambda: "log.docx: it is damaged" in reader.status)
    finally:
        go_on.set()
