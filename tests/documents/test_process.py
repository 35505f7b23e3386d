"""The process that reads a document: its limits and answers, and what is made of them."""

import io
import json
from subprocess import PIPE, TimeoutExpired
from typing import Any
from unittest.mock import MagicMock

import pytest

from tests.kit.commands import Capture
from tiptui.documents import process
from tiptui.documents.convert import SECONDS, ask_process
from tiptui.documents.document import Document, NoDocument, Paragraph, Unclear


def test_the_process_is_bounded_before_it_reads(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    did = list[Any]()
    monkeypatch.setattr(process, "end_at_interrupt", lambda: did.append("interrupt"))
    monkeypatch.setattr(process, "limit_process", lambda *limits: did.append(limits))
    monkeypatch.setattr("sys.addaudithook", did.append)
    monkeypatch.setattr("sys.argv", ["process.py", "markdown"])
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"# So")))
    process.main()
    assert did == ["interrupt", (2 * 2**30, 60), process.refuse]
    assert json.loads(capsys.readouterr().out)["paragraphs"][0][0] == "So"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (TimeoutExpired("", 1), "it takes too much time or memory to read"),
        ([(b"", b"")], "it takes too much time or memory to read"),
        ([(b'{"failure": "so", "unclear": false}', b"")], "so"),
    ],
)
def test_a_process_is_ended_and_its_failure_said(
    answer: object, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = (start := MagicMock()).return_value
    started.communicate.side_effect = answer
    monkeypatch.setattr("tiptui.documents.convert.start_process", start)
    with pytest.raises(NoDocument, match=f"^{reason}$"):
        ask_process(b"%PDF", "pdf")
    started.communicate.assert_called_once_with(b"%PDF", SECONDS)
    started.kill.assert_called_once()
    started.communicate.side_effect = [(b'{"failure": "so", "unclear": true}', b""), (b"{}", b"")]
    with pytest.raises(Unclear):
        ask_process(b"", "pdf")
    assert ask_process(b"", "pdf") == {}
    start.assert_called_with("tiptui.documents.process", "pdf", PIPE)
    start.side_effect = OSError
    with pytest.raises(NoDocument, match="no process can be started to read it"):
        ask_process(b"", "pdf")


def test_what_a_library_raises_is_answered_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    two = Document((Paragraph("So"), Paragraph("now")))
    read = MagicMock(side_effect=[MemoryError, KeyError, Document(two.paragraphs[:1]), two])
    monkeypatch.setattr(process, "_reader", lambda _: read)
    monkeypatch.setattr(process, "LARGEST", 2)
    failures = [process.answer("pdf", b"").get("failure", "") for _ in range(4)]
    assert failures[:2] == ["it takes too much memory to read", "it is damaged"]
    assert failures[2:] == ["", "its text is larger than 0 MiB"]
